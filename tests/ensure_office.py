"""Find a LibreOffice for the tests of documents, or install Debian's as root, with a Chinese font.

None anywhere is a failure with a clear message, never a skipped test.
"""

from __future__ import annotations

import os
import sys

import debian
from office import find

MISSING = """LibreOffice (Writer and Calc) or a Chinese font is missing and could not be installed: {}.
Debian: apt-get install --no-install-recommends libreoffice-writer libreoffice-calc fonts-noto-cjk
Elsewhere: install LibreOffice and name its program soffice in PORTAL_SOFFICE."""
_PARTS = {"libreoffice-writer": "libswlo.so", "libreoffice-calc": "libsclo.so"}  # Debian packs them apart


def _missing() -> list[str]:
    """The packages to install. A program that was named is taken as it is."""
    program = find()
    folder = program.resolve().parent if program else None
    whole = bool(os.environ.get("PORTAL_SOFFICE"))
    packages = [
        package
        for package, library in _PARTS.items()
        if folder is None or not (whole or sys.platform != "linux" or (folder / library).is_file())
    ]
    return packages if whole or debian.has_chinese_font() else [*packages, debian.CHINESE_FONT]


def main() -> int:
    """Install what is missing; 1 when something still is."""
    if not os.environ.get("PORTAL_SOFFICE"):
        debian.install(_missing())
    if packages := _missing():
        sys.stderr.write(MISSING.format(", ".join(packages)) + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
