"""Values kept between builds, each in a folder of its own, in a file that is called by what it was made from."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import TypeVar

K = TypeVar("K")


def keep(path: Path, value: object, beside: Path | None = None) -> None:
    """Keep a value until the next time, in the place of those kept earlier, but for one ``beside`` it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    for old in os.scandir(path.parent):
        if beside is None or old.name != beside.name:
            Path(old.path).unlink()
    half = path.with_suffix(".half")
    half.write_bytes(pickle.dumps(value, protocol=5))
    half.replace(path)


def kept(path: Path, kind: type[K]) -> K | None:
    """What was kept in a file, where it is of that kind."""
    try:
        with path.open("rb") as file:
            value = pickle.load(file)  # noqa: S301 - written by ``keep``, in the portal's own workspace
    except Exception:  # noqa: BLE001 - a file of another version, or half a one, can raise anything
        return None
    return value if isinstance(value, kind) else None
