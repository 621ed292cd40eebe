"""The log of a target: which release was served from when, who put it there, and which was before it."""

from __future__ import annotations

import json
import os
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from generator.publish import disk

FILE = "log.jsonl"
PUBLISHED, ROLLED_BACK, REPAIRED, FOUND = "publish", "rollback", "repair", "found"
"""What was done. ``found``: a publish was interrupted after its release was served and before it said so here."""


class Line(Struct, frozen=True):
    """One change of what is served: when (UTC), what was done, the release, the one before it, its files, by whom."""

    at: str
    did: str
    digest: str
    before: str | None
    files: int | None
    by: str


def read(path: Path) -> tuple[Line, ...]:
    """The lines, oldest first. Half a line, which a loss of power may leave, and what is no line are passed over."""
    try:
        text = path.read_text("utf-8", "replace")
    except FileNotFoundError:
        return ()
    lines = []
    for line in text.splitlines():
        try:
            lines.append(msgspec.json.decode(line, type=Line))
        except (msgspec.MsgspecError, RecursionError):
            continue
    return tuple(lines)


def append(path: Path, line: Line) -> None:
    """Add a line; it is on the disk when this returns."""
    new = not path.exists()
    data = json.dumps(asdict(line), ensure_ascii=False).encode() + b"\n"
    with path.open("a+b", buffering=0) as file:
        if file.seek(0, os.SEEK_END):
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                data = b"\n" + data
        file.write(data)
        os.fsync(file.fileno())
    if new:
        disk.sync(path.parent)


def before(lines: tuple[Line, ...], digest: str) -> str | None:
    """The release that was served before this one was published for the last time."""
    for did in (PUBLISHED, FOUND):
        for line in reversed(lines):
            if line.digest == digest and line.did == did:
                return line.before
    return None


def withdrawn(lines: tuple[Line, ...]) -> list[str]:
    """The releases from which somebody went back to the one that is served now, and published nothing since."""
    found = []
    for line in reversed(lines):
        if line.did == ROLLED_BACK and line.before:
            found.append(line.before)
        elif line.did != REPAIRED:
            break
    return found


def newest(lines: tuple[Line, ...]) -> list[str]:
    """The releases by when they were last put in place, newest first, each once."""
    return list(dict.fromkeys(line.digest for line in reversed(lines)))
