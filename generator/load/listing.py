"""What the files of each part of a portal are, without reading those that stayed as they were."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from generator.load import FOLDERS, LITTER

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is changed again cannot have the same time."""


@dataclass(frozen=True)
class Files:
    """The files of one series, or what belongs to none.

    ``seen`` stands for their names, sizes and times, ``digest`` for their names and contents. ``seen`` is empty where
    a file was changed just now: it may change once more without another time.
    """

    seen: str
    digest: str
    decided: bool


def listing(root: Path, known: Mapping[str, Files]) -> dict[str, Files]:
    """The files of each series by its id, and under ``""`` what belongs to none.

    ``known`` is an earlier listing: what looks as it did then is not read again.
    """
    now = time.time_ns()
    looks: dict[str, list[tuple[str, os.stat_result]]] = {"": []}
    for folder in ("content", "rubrics"):
        _look(root / folder, folder, "", looks)
    return {name: _files(root, found, known.get(name), now) for name, found in sorted(looks.items())}


def _look(place: Path, name: str, owner: str, looks: dict[str, list[tuple[str, os.stat_result]]]) -> None:
    """Gather what is below a folder, which belongs to ``owner`` unless each of its entries is a series."""
    try:
        entries = sorted(os.scandir(place), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if LITTER.match(entry.name):
            continue
        path = f"{name}/{entry.name}"
        own = entry.name if name in FOLDERS else owner
        looks.setdefault(own, []).append((path, entry.stat(follow_symlinks=False)))
        if entry.is_dir(follow_symlinks=False):
            _look(Path(entry.path), path, own, looks)


def _files(root: Path, found: list[tuple[str, os.stat_result]], known: Files | None, now: int) -> Files:
    seen = hashlib.sha256()
    for path, stat in found:
        seen.update(f"{path}\0{stat.st_mode}\0{stat.st_size}\0{stat.st_mtime_ns}\0{stat.st_ino}\0".encode())
    looked = seen.hexdigest()
    if known and known.seen == looked:
        return known
    fresh = any(now - stat.st_mtime_ns < _SETTLED for _, stat in found)
    decided = any(path.endswith("/decision.md") for path, _ in found)
    return Files("" if fresh else looked, _digest(root, (path for path, _ in found)), decided)


def _digest(root: Path, paths: Iterator[str]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        place = root / path
        digest.update(f"{path}\0".encode(errors="surrogateescape"))
        if place.is_symlink():
            digest.update(b"link")
        elif place.is_file():
            try:
                digest.update(hashlib.sha256(place.read_bytes()).digest())
            except OSError as error:
                digest.update(str(error.errno).encode())
    return digest.hexdigest()
