"""Finished files to the folder that they are served from."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable
from pathlib import Path

from generator.render.output import Kept, OutputFile


def write(out: Path, files: Iterable[OutputFile], kept: Iterable[Kept]) -> None:
    """Write files below ``out``. Their places stay strings: a ``Path`` of each takes longer than to open the file."""
    root, made = str(out), set[str]()

    def place(path: str) -> str:
        whole = f"{root}/{path}"
        folder = whole.rpartition("/")[0]
        if folder not in made:
            os.makedirs(folder, exist_ok=True)  # noqa: PTH103
        while folder not in made:  # those above it are there too
            made.add(folder)
            folder = folder.rpartition("/")[0]
        return whole

    for file in files:
        with open(place(file.path), "wb") as target:  # noqa: PTH123
            target.write(file.data)
    for one in kept:
        shutil.copyfile(one.source, place(one.path))
