"""Sites that tests only read: each is built once for all test processes."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import filelock
import pytest


def site(factory: pytest.TempPathFactory, name: str, build: Callable[[Path, Path], object]) -> Path:
    """Where the site of that name is; the first that asks for it has it built there, with a folder to work in."""
    base = factory.getbasetemp()
    # A worker of pytest-xdist has a folder of its own inside the one of the whole run.
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / name
    with filelock.FileLock(f"{folder}.lock"):
        if not (folder / "public").is_dir():
            build(folder / "public", folder / "work")
    return folder / "public"
