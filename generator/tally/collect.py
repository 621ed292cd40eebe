"""All answer sheets below a folder, examined by as many processes as there are processors."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Generator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator import lazily
from generator.problems import reason
from generator.score.sheet import SUFFIXES
from generator.tally import words
from generator.tally.examine import Examined, Form, examine
from generator.tally.findings import Finding, Kind

processes: Any = lazily.module("generator.processes")  # few sheets need only this one

_CHUNK = 50  # sheets that a process takes at a time
_NAMED = 5

FEW = 200
"""So many sheets are examined sooner than processes start."""


class Found(Struct, frozen=True):
    """What lies below a folder: sheets by their path in it, how much else there is, and what could not be read."""

    sheets: tuple[str, ...]
    others: int
    named: tuple[str, ...]
    findings: tuple[Finding, ...]


def find(folder: Path) -> Found:
    """Every answer sheet below a folder by the end of its name, in the order of names.

    Links are not followed; hidden files, and those that Office keeps of what is open (``~$``), are no sheets.
    """
    sheets: list[str] = []
    others: list[str] = []
    findings: list[Finding] = []
    count = 0
    pending = [""]
    while pending:
        inside = pending.pop()
        try:
            with os.scandir(folder / inside) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except OSError as error:
            findings.append(Finding(words.printable(inside), Kind.FOLDER, f"读不了（{reason(error)}）。"))
            continue
        folders = []
        for entry in entries:
            path = f"{inside}/{entry.name}".removeprefix("/")
            if entry.is_dir(follow_symlinks=False):
                folders.append(path)
            elif _is_sheet(entry):
                sheets.append(path)
            else:
                count += 1
                others += [words.printable(path)] if count <= _NAMED else []
        pending += reversed(folders)
    return Found(tuple(sheets), count, tuple(others), tuple(findings))


def _is_sheet(entry: os.DirEntry[str]) -> bool:
    named = entry.name.lower().endswith(SUFFIXES) and not entry.name.startswith((".", "~$"))
    return named and entry.is_file(follow_symlinks=False)


def examined(folder: Path, paths: Sequence[str], forms: Mapping[str, Form], jobs: int) -> Generator[Examined]:
    """Every sheet, in the order of its path; no more than a few chunks are under way at a time."""
    if jobs == 1 or len(paths) <= FEW:
        yield from (examine(folder, path, forms) for path in paths)
        return
    with processes.Processes(jobs, folder, _start, folder, forms) as pool:
        waiting: deque[Future[list[Examined]]] = deque()
        for at in range(0, len(paths), _CHUNK):
            waiting.append(pool.submit(_chunk, paths[at : at + _CHUNK]))
            if len(waiting) > 4 * jobs:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


_work: tuple[Path, Mapping[str, Form]]
"""What a process of the pool works on: set once when it starts."""


def _start(folder: Path, forms: Mapping[str, Form]) -> None:
    global _work  # noqa: PLW0603 - the pool has no other way to hand over what every chunk needs
    _work = folder, forms


def _chunk(paths: Sequence[str]) -> list[Examined]:
    folder, forms = _work
    return [examine(folder, path, forms) for path in paths]
