"""Publishing a finished site: nothing here knows how it was made.

A target folder holds whole releases, each named by the digest of its manifest, and ``current``, a symbolic link
that is replaced by one rename. What is served is always one whole release (docs/reliability.md).
"""
