"""Install the two HTML checkers that tests/html/package-lock.json pins into .venv/html, and what runs them.

None anywhere is a failure with a clear message, never a skipped test.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import debian
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
PINNED = ROOT / "tests" / "html"
INSTALLED = ROOT / ".venv" / "html"
HTML_VALIDATE = INSTALLED / "node_modules" / ".bin" / "html-validate"
VNU = INSTALLED / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"

MISSING = """The HTML checkers could not be installed: they need node, npm and java, and the npm registry once.
Debian: apt-get install nodejs npm default-jre-headless"""
_PROGRAMS = {"node": "nodejs", "npm": "npm", "java": "default-jre-headless"}
_COPIED = ("package.json", "package-lock.json", ".npmrc")


def _missing() -> list[str]:
    return [package for program, package in _PROGRAMS.items() if not shutil.which(program)]


def _is_installed() -> bool:
    there = all((INSTALLED / name).is_file() for name in _COPIED) and HTML_VALIDATE.is_file() and VNU.is_file()
    return there and all((INSTALLED / name).read_bytes() == (PINNED / name).read_bytes() for name in _COPIED)


def ensure() -> bool:
    """Install what is missing; says whether everything is there."""
    debian.install(_missing())
    if _missing():
        return False
    INSTALLED.mkdir(parents=True, exist_ok=True)
    with FileLock(INSTALLED / "lock"):
        if not _is_installed():
            for name in _COPIED:
                shutil.copyfile(PINNED / name, INSTALLED / name)
            command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
            subprocess.run(command, cwd=INSTALLED, check=False)
    return _is_installed()


def main() -> int:
    """Install; 1 when a checker is still missing."""
    if ensure():
        return 0
    sys.stderr.write(MISSING + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
