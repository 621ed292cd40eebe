"""Find the web servers that tests start and what measures them, or install Debian's as root.

None anywhere is a failure with a clear message, never a skipped test.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import debian

BROTLI = Path("/usr/lib/nginx/modules/ngx_http_brotli_static_module.so")
MISSING = """Web servers that the tests start, or their tools, are missing and could not be installed: {}.
Debian: apt-get install --no-install-recommends {}"""
_PROGRAMS = {"nginx": "nginx", "caddy": "caddy", "wrk": "wrk", "strace": "strace"}
_SYSTEM = "/usr/sbin:/sbin"  # not on everybody's path


def find(program: str) -> str | None:
    """Where a program is."""
    return shutil.which(program) or shutil.which(program, path=_SYSTEM)


def missing() -> list[str]:
    """The Debian packages to install."""
    packages = [package for program, package in _PROGRAMS.items() if find(program) is None]
    return packages if BROTLI.is_file() else [*packages, "libnginx-mod-http-brotli-static"]


def main() -> int:
    """Install what is missing; 1 when something still is."""
    debian.install(missing())
    if packages := missing():
        sys.stderr.write(MISSING.format(", ".join(packages), " ".join(packages)) + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
