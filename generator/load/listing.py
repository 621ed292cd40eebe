"""What the files of each part of a portal are, without reading those that stayed as they were."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct

from generator.load import FOLDERS, LITTER

_DOUBTFUL = frozenset(".~TtDd")
"""What the names of litter begin with."""
_SETTLED = 2_000_000_000
"""Nanoseconds after which a file that is changed again cannot have the same time."""


class Files(Struct, frozen=True):
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
    looks: dict[str, _Look] = {"": _Look()}
    for folder in ("content", "rubrics"):
        _look(f"{root}/{folder}", folder, "", looks)
    return {name: _files(root, found, known.get(name), now) for name, found in sorted(looks.items())}


class _Look:
    """How the files of a series look: their paths, a line of each, and when the newest of them was changed."""

    def __init__(self) -> None:
        self.paths: list[str] = []
        self.lines: list[str] = []
        self.newest = 0


def _look(place: str, name: str, owner: str, looks: dict[str, _Look]) -> None:
    """Gather what is below a folder, which belongs to ``owner`` unless each of its entries is a series.

    A large archive has tens of thousands of files, and each is looked at in each build: strings, no paths.
    """
    try:
        entries = list(os.scandir(place))
    except OSError:
        return
    each = name in FOLDERS
    for entry in entries:
        called = entry.name
        if called[0] in _DOUBTFUL and LITTER.match(called):
            continue
        path = f"{name}/{called}"
        own = called if each else owner
        look = looks.get(own)
        if look is None:
            look = looks[own] = _Look()
        look.paths.append(path)
        if entry.is_dir(follow_symlinks=False):
            look.lines.append(path)  # what changes in a folder is seen in it
            _look(entry.path, path, own, looks)
            continue
        said = entry.stat(follow_symlinks=False)
        look.lines.append(f"{path}\0{said.st_mode}\0{said.st_size}\0{said.st_mtime_ns}\0{said.st_ino}")
        look.newest = max(look.newest, said.st_mtime_ns)


def _files(root: Path, found: _Look, known: Files | None, now: int) -> Files:
    looked = hashlib.sha256("\0".join(sorted(found.lines)).encode(errors="surrogateescape")).hexdigest()
    if known and known.seen == looked:
        return known
    fresh = now - found.newest < _SETTLED
    decided = any(path.endswith("/decision.md") for path in found.paths)
    return Files("" if fresh else looked, _digest(root, sorted(found.paths)), decided)


def _digest(root: Path, paths: Iterable[str]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        place = f"{root}/{path}"
        digest.update(f"{path}\0".encode(errors="surrogateescape"))
        if os.path.islink(place):  # noqa: PTH114 - strings, as above
            digest.update(b"link")
        elif os.path.isfile(place):  # noqa: PTH113
            try:
                with open(place, "rb") as file:  # noqa: PTH123
                    digest.update(hashlib.sha256(file.read()).digest())
            except OSError as error:
                digest.update(str(error.errno).encode())
    return digest.hexdigest()
