"""What a finished folder holds, written in it: so that only what changed is made again and put in its place."""

from __future__ import annotations

from pathlib import Path

import msgspec
from msgspec import Struct, field

from generator.finished import FINISHED, MARKER, UNFINISHED


class Entry(Struct, frozen=True):
    """A series of a finished folder: what it was made from, what the portal knows of it, what there is of it.

    One without a stamp may be there in part.
    """

    stamp: str = ""
    digest: str = ""
    editions: tuple[str, ...] = ()
    drafts: tuple[str, ...] = ()
    searched: int = 0
    files: int = 0
    documents: int = 0


class Record(Struct, frozen=True):
    """The series by their ids; the stamp of what belongs to none, where that stands, and how many documents it has."""

    portal: str = ""
    series: dict[str, Entry] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    documents: int = 0


def read(out: Path) -> Record | None:
    """What a folder holds that a build of this version left; an unfinished one holds nothing that is known."""
    try:
        finished, _, said = (out / MARKER).read_text("utf-8").partition("\n")
        if finished not in {FINISHED, UNFINISHED}:
            return None
        return msgspec.json.decode(said, type=Record)
    except (OSError, ValueError, msgspec.MsgspecError):
        return None


def write(out: Path, record: Record, *, finished: bool) -> None:
    """Write what a folder holds; one that is not ``finished`` is not published."""
    text = msgspec.json.encode(record).decode()
    half = out / f"{MARKER}.half"
    half.write_text(f"{FINISHED if finished else UNFINISHED}\n{text}\n", "utf-8")
    half.replace(out / MARKER)
