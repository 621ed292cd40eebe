"""A finished site as a folder: where a build puts it, and what it leaves there for those that take the site from there.

What builds and what publishes know no more than this of each other.
"""

OUT = "public"
"""The folder of a portal that a site is built into where nobody says otherwise."""

MARKER = ".portal-site"
"""By this file a folder is known to hold a site, which a build may replace; it is not published.

Its first line says how the build ended.
"""

FINISHED = "portal build"
UNFINISHED = "portal build unfinished"
