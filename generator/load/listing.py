"""What the files of each part of a portal are, without reading those that stayed as they were."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.load import MAX_KIB
from generator.looks import Look, Looks, paths

_READ = max(MAX_KIB.values()) * 1024 + 1
"""Bytes of a file that tell it from others: one that has so many is refused, whatever else is in it."""


class Files(Struct, frozen=True):
    """The files of one series, or what belongs to none.

    ``seen`` stands for their names, sizes and times, ``digest`` for their names and contents. ``seen`` is empty where
    a file was changed just now: it may change once more without another time.
    """

    seen: str
    digest: str
    decided: bool


class ChangedError(Exception):
    """Files were written while they were read: what was made of them is of no moment."""


def listing(root: Path, looks: Looks, known: Mapping[str, Files]) -> dict[str, Files]:
    """The files of each series by its id, and under ``""`` what belongs to none, as they ``looks`` just now.

    ``known`` is an earlier listing: what looks as it did then is not read again.
    """
    return {name: _files(root, name, look, known.get(name)) for name, look in looks.items()}


def unchanged(root: Path, name: str, digest: str) -> None:
    """See that the files of a series, or what belongs to none, are still those of that digest, now that they are read.

    Raises:
        ChangedError: they are others.

    """
    if _digest(root, name) != digest:
        raise ChangedError(name)


def _files(root: Path, name: str, look: Look, known: Files | None) -> Files:
    if known and known.seen == look.seen:
        return known
    return Files(look.seen if look.settled else "", _digest(root, name), look.decided)


def _digest(root: Path, name: str) -> str:
    digest = hashlib.sha256()
    for path in paths(str(root), name):
        place = f"{root}/{path}"
        digest.update(f"{path}\0".encode(errors="surrogateescape"))
        if os.path.islink(place):  # noqa: PTH114 - strings, as above
            digest.update(b"link")
        elif os.path.isfile(place):  # noqa: PTH113
            try:
                with open(place, "rb") as file:  # noqa: PTH123
                    digest.update(hashlib.sha256(file.read(_READ)).digest())
            except OSError as error:
                digest.update(str(error.errno).encode())
    return digest.hexdigest()
