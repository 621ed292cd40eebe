"""Find engines that are not Chromium for the tests, or install Debian's as root: Firefox and WebKit.

WebKit is the engine of every browser on iPhones, WeChat's too. None anywhere is a failure with a clear message, never a
skipped test.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import debian

DRIVER, SCREEN = "WebKitWebDriver", "Xvfb"
MISSING = """Firefox, WebKit or a screen for it is missing and could not be installed.
Debian: apt-get install --no-install-recommends firefox-esr webkit2gtk-driver xvfb"""


def firefox() -> Path | None:
    """Firefox, where it is."""
    found = shutil.which("firefox-esr") or shutil.which("firefox")
    return Path(found) if found else None


def webkit() -> Path | None:
    """The small browser that comes with the library."""
    return max(Path("/usr/lib").glob("**/webkit2gtk-4.*/MiniBrowser"), default=None)


def missing() -> list[str]:
    """The Debian packages to install."""
    there = {
        "firefox-esr": firefox(),
        "webkit2gtk-driver": shutil.which(DRIVER) and webkit(),
        "xvfb": shutil.which(SCREEN),
    }
    return [package for package, found in there.items() if not found]


def main() -> int:
    """Install what is missing; 1 when something still is."""
    debian.install(missing())
    if missing():
        sys.stderr.write(MISSING + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
