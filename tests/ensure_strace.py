"""Find strace, with which tests plant faults in system calls, or install Debian's as root.

None is a failure with a clear message, never a skipped test.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys

from reliability.faults import MISSING


def main() -> int:
    """Install it where it is missing; 1 when it still is."""
    as_root = hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get")
    if as_root and not shutil.which("strace"):
        subprocess.run(["apt-get", "update", "-qq"], check=False)
        command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "strace"]
        subprocess.run(command, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})
    if not shutil.which("strace"):
        sys.stderr.write(f"{MISSING}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
