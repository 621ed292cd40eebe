"""How the files of each part of a portal look, to tell which of them may have changed without reading any.

A large archive has tens of thousands of files, and each is looked at in each build. That takes about as long as this
program takes to read its modules, so it is done meanwhile by a process of its own, which runs this file by itself:
nothing but the standard library is imported here.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread
from typing import NamedTuple

CAMPAIGNS = "content/campaigns"
FOLDERS = ("rubrics", CAMPAIGNS)
"""Where each series has a folder."""
# Left behind by file managers and office programs: not content, and not worth a complaint.
LITTER = re.compile(r"^(\..*|~\$.*|Thumbs\.db|desktop\.ini)$", re.IGNORECASE)
_DOUBTFUL = frozenset(".~TtDd")
"""What the names of litter begin with."""
_SETTLING = 2_000_000_000
"""Nanoseconds after which a file that is changed again cannot have the same time."""


class Look(NamedTuple):
    """The files of one series, or what belongs to none, as they look.

    ``seen`` stands for their names, sizes and times; ``settled`` says whether a file that is changed again would have
    another time, ``decided`` whether there is a decision among them.
    """

    seen: str
    settled: bool
    decided: bool


Looks = dict[str, Look]
"""By the ids of series, and under ``""`` what belongs to none."""
Looked = Callable[[Iterator[object]], Looks]
"""Waits for how all files look; steps of the iterator are taken meanwhile, as many as there is time for."""


def looks(root: str) -> Looks:
    """How all files of the portal at ``root`` look now."""
    settled = time.time_ns() - _SETTLING
    found: dict[str, list[str]] = {"": []}
    newest: dict[str, int] = {}
    decided: set[str] = set()
    for entry, path, owner in _entries(root):
        lines = found.setdefault(owner, [])
        said = None if entry.is_dir(follow_symlinks=False) else _stat(entry)
        if said is None:
            lines.append(path)  # what changes in a folder is seen in it
            continue
        # Whoever copies a file with its time, or unpacks one, sets the first of the times, not the second.
        times = f"{said.st_mtime_ns}\0{said.st_ctime_ns}"
        lines.append(f"{path}\0{said.st_mode}\0{said.st_size}\0{times}\0{said.st_ino}")
        newest[owner] = max(newest.get(owner, 0), said.st_mtime_ns)
        if entry.name == "decision.md":
            decided.add(owner)
    return {
        name: Look(_digest(lines), newest.get(name, 0) <= settled, name in decided)
        for name, lines in sorted(found.items())
    }


def paths(root: str, of: str) -> list[str]:
    """The paths of everything that belongs to a series, or to none, sorted."""
    return sorted([*(tops(root, of) if of else ()), *(path for _, path, _ in _entries(root, of))])


def tops(root: str, of: str) -> list[str]:
    """The folders of a series that are there, which may be links; nothing is looked for where a link leads."""
    there = (f"{folder}/{of}" for folder in FOLDERS if not _leads_out(root, folder))
    return [top for top in there if os.path.lexists(f"{root}/{top}")]


@contextmanager
def begun(root: str) -> Iterator[Looked]:
    """Begin to look in another process; what it saw is there when it is asked for."""
    command = [sys.executable, "-P", "-S", __file__, root]
    try:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)  # noqa: S603 - this file
    except OSError:  # where no process may be started
        process = None
    if process is None:
        yield lambda _meanwhile: looks(root)
        return
    said: list[bytes] = []
    reading = Thread(target=lambda: said.append(process.communicate()[0]))

    def looked(meanwhile: Iterator[object]) -> Looks:
        over = object()
        while reading.is_alive() and next(meanwhile, over) is not over:
            pass
        reading.join()
        failed = process.returncode != 0
        return looks(root) if failed else {name: Look(*one) for name, one in json.loads(said[0]).items()}

    with process:
        reading.start()
        try:
            yield looked
        finally:
            process.kill()  # where nobody asked any more: on an interrupt its end is not waited for otherwise
            reading.join()


def _entries(root: str, of: str | None = None) -> Iterator[tuple[os.DirEntry[str], str, str]]:
    """Everything but litter below the folders of a portal: the entry, its path, and the series that it belongs to.

    Or only what belongs to one series, or to none. Strings and no paths: there are many.
    """
    begin = [(top, of) for top in tops(root, of)] if of else [("content", ""), ("rubrics", "")]
    below = [(folder, owner) for folder, owner in begin if not _leads_out(root, folder)]
    while below:
        folder, owner = below.pop()
        try:
            entries = list(os.scandir(f"{root}/{folder}"))
        except OSError:
            continue
        each = folder in FOLDERS
        for entry in entries:
            called = entry.name
            whose = called if each else owner
            if (of is not None and whose != of) or (called[0] in _DOUBTFUL and LITTER.match(called)):
                continue
            path = f"{folder}/{called}"
            yield entry, path, whose
            if entry.is_dir(follow_symlinks=False):
                below.append((path, whose))


def _leads_out(root: str, folder: str) -> bool:
    """Whether a folder is a link, or stands where one leads."""
    parts = folder.split("/")
    return any(os.path.islink("/".join((root, *parts[:end]))) for end in range(1, len(parts) + 1))  # noqa: PTH114


def _stat(entry: os.DirEntry[str]) -> os.stat_result | None:
    """Nothing of a file that was removed just now."""
    try:
        return entry.stat(follow_symlinks=False)
    except OSError:
        return None


def _digest(lines: list[str]) -> str:
    return hashlib.sha256("\0".join(sorted(lines)).encode(errors="surrogateescape")).hexdigest()


if __name__ == "__main__":
    sys.stdout.write(json.dumps(looks(sys.argv[1])))
