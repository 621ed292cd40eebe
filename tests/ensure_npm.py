"""Install what tests/npm/package-lock.json pins into .venv/npm: two HTML checkers and a Chromium of January 2018.

None anywhere is a failure with a clear message, never a skipped test. ``chrome-aws-lambda`` is the one package that
still holds so old a browser; ``chrome-remote-interface`` speaks to any version, as Playwright does not.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import brotli
import debian
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
PINNED = ROOT / "tests" / "npm"
INSTALLED = ROOT / ".venv" / "npm"
MODULES = INSTALLED / "node_modules"
HTML_VALIDATE = MODULES / ".bin" / "html-validate"
VNU = MODULES / "vnu-jar" / "build" / "dist" / "vnu.jar"
CHROMIUM_64 = INSTALLED / "chromium-64"

MISSING = """What tests need from npm could not be installed: it takes node, npm and java, and the npm registry once.
Debian: apt-get install nodejs npm default-jre-headless"""
_PROGRAMS = {"node": "nodejs", "npm": "npm", "java": "default-jre-headless"}
_COPIED = ("package.json", "package-lock.json", ".npmrc")
_PACKED = MODULES / "chrome-aws-lambda" / "bin" / "chromium.br"


def _missing() -> list[str]:
    return [package for program, package in _PROGRAMS.items() if not shutil.which(program)]


def _is_installed() -> bool:
    there = all(path.is_file() for path in (*(INSTALLED / name for name in _COPIED), HTML_VALIDATE, VNU, CHROMIUM_64))
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
            if subprocess.run(command, cwd=INSTALLED, check=False).returncode == 0:
                CHROMIUM_64.write_bytes(brotli.decompress(_PACKED.read_bytes()))
                CHROMIUM_64.chmod(0o755)
    return _is_installed()


def main() -> int:
    """Install; 1 when something is still missing."""
    if ensure():
        return 0
    sys.stderr.write(MISSING + "\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
