"""Find a Chromium for the tests, or install one: Debian's as root, else Playwright's.

Its headless shell comes first: the same engine without windows, in which pages open several times as fast.
No browser anywhere is a failure with a clear message, never a skipped test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import debian
from playwright.sync_api import sync_playwright

SHELL = "chromium-headless-shell"
NAMES = (SHELL, "chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
MISSING = """No Chromium was found and none could be installed.
Install one (Debian: apt-get install chromium-headless-shell fonts-noto-cjk) or name it in PORTAL_CHROMIUM."""


def find() -> Path | None:
    """The browser to use: PORTAL_CHROMIUM, one on the PATH, or Playwright's own."""
    named = os.environ.get("PORTAL_CHROMIUM")
    if named:
        return Path(named) if Path(named).is_file() else None
    for name in NAMES:
        if found := shutil.which(name):
            return Path(found)
    with sync_playwright() as playwright:
        own = Path(playwright.chromium.executable_path)
    return own if own.is_file() else None


def main() -> int:
    """Install what is missing; 1 when there is still no browser."""
    if not os.environ.get("PORTAL_CHROMIUM"):
        for package, there in ((SHELL, shutil.which(SHELL)), (debian.CHINESE_FONT, debian.has_chinese_font())):
            debian.install([] if there else [package])  # one at a time: not every release has the shell
        if find() is None:
            debian.install(["chromium"])
        if find() is None:
            subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if find() is None:
        sys.stderr.write(MISSING + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
