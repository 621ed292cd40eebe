"""Find WebKit for the tests, the engine of every browser on iPhones, WeChat's too, or install Debian's as root.

None anywhere is a failure with a clear message, never a skipped test.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import debian

DRIVER, SCREEN = "WebKitWebDriver", "Xvfb"
MISSING = """WebKit or a screen for it is missing and could not be installed.
Debian: apt-get install --no-install-recommends webkit2gtk-driver xvfb"""
_PROGRAMS = {DRIVER: "webkit2gtk-driver", SCREEN: "xvfb"}


def find() -> Path | None:
    """The small browser that comes with the library; nothing where a part is missing."""
    if not all(shutil.which(program) for program in _PROGRAMS):
        return None
    found = sorted(Path("/usr/lib").glob("**/webkit2gtk-4.*/MiniBrowser"))
    return found[-1] if found else None


def main() -> int:
    """Install what is missing; 1 when something still is."""
    if find() is None:
        debian.install(list(_PROGRAMS.values()))
    if find() is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
