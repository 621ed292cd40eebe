"""The folder where a build keeps its things between one time and the next."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import filelock

from generator.problems import Problem, ProblemsFoundError, reason

WAIT = 20.0  # seconds for another build to end: a preview makes one whenever a file is saved


@contextmanager
def workspace(work: Path) -> Iterator[bool]:
    """The folder where a build keeps its things, for one build at a time; another one waits for it, and is told so.

    Raises:
        ProblemsFoundError: when another build goes on running, or a folder cannot be written.

    """
    try:
        work.mkdir(parents=True, exist_ok=True)
        lock = filelock.FileLock(work / "lock")
        with suppress(filelock.Timeout):
            lock.acquire(timeout=0)
        waited = not lock.is_locked
        if waited:
            lock.acquire(timeout=WAIT)
        try:
            yield waited
        finally:
            lock.release()
    except filelock.Timeout as error:
        raise ProblemsFoundError([Problem(str(work), 1, 1, "BLD001", "另一次生成一直没有结束。")]) from error
    except OSError as error:
        where = error.filename or work
        raise ProblemsFoundError([Problem(str(where), 1, 1, "BLD002", f"写不了（{reason(error)}）。")]) from error
