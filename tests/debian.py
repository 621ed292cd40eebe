"""What the tests need of the system and a fresh clone may lack: Debian's packages are installed by root."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Sequence

CHINESE_FONT = "fonts-noto-cjk"


def install(packages: Sequence[str]) -> None:
    """Install packages where that can be done; whoever needs them looks whether they are there."""
    if not packages or not hasattr(os, "geteuid") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    subprocess.run(command, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"})


def has_chinese_font() -> bool:
    """Whether any program can set Chinese."""
    listing = shutil.which("fc-list")
    return bool(listing and subprocess.run([listing, ":lang=zh-cn"], capture_output=True, check=False).stdout)
