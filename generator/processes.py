"""Work by several processes at once: how they begin, and that they end with what they were begun for."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from tempfile import NamedTemporaryFile
from threading import Thread
from types import TracebackType
from typing import Any, TypeVar

from generator.problems import Problem, ProblemsFoundError

_Result = TypeVar("_Result")


class Processes(ProcessPoolExecutor):
    """So many processes, which do not begin with what this one has in memory, nor with its threads.

    Where the block is left by an interrupt or an error they are ended, and where this process is killed, they end too.
    Nothing is to be cancelled: before Python 3.13 a pool in which something was, and then a process dies, is waited
    for without end.
    """

    def __init__(self, number: int, about: Path, begin: Callable[..., None], *given: object) -> None:
        """Each begins with ``begin(*given)``; what is wrong with them is told of the place ``about``."""
        # Of a process that dies while a pipe hands it more than fits into one, nothing is ever heard.
        with NamedTemporaryFile(prefix="portal-", delete=False) as file:
            pickle.dump((begin, given), file)
        self._given = Path(file.name)
        super().__init__(number, multiprocessing.get_context("spawn"), _begun, (self._given,))
        self._about = about

    def submit(self, fn: Callable[..., _Result], /, *args: Any, **kwargs: Any) -> Future[_Result]:  # noqa: ANN401
        """Have it done; a process begins for it where all that there are have work."""
        with _unheard():
            return super().submit(fn, *args, **kwargs)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wait for the processes, which are ended where the work is broken off.

        Raises:
            ProblemsFoundError: when one of them was ended by somebody else (BLD005).

        """
        for process in multiprocessing.active_children() if kind else ():
            process.terminate()
        try:
            super().__exit__(kind, error, trace)
        finally:
            self._given.unlink(missing_ok=True)
        if isinstance(error, BrokenExecutor):
            said = "做这件事的一个进程被系统中止了。"
            raise ProblemsFoundError([Problem(str(self._about), 1, 1, "BLD005", said)]) from error


def _begun(handed: Path) -> None:
    if parent := multiprocessing.parent_process():
        Thread(target=_outlived, args=(parent, handed), daemon=True).start()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Windows has no mask that is passed on
    begin, given = pickle.loads(handed.read_bytes())  # noqa: S301 - written by the process that began this one
    begin(*given)


def _outlived(parent: BaseProcess, handed: Path) -> None:
    """End with the process that began this one: killed, it can neither tell nor tidy up."""
    parent.join()
    handed.unlink(missing_ok=True)
    os._exit(1)


@contextmanager
def _unheard() -> Iterator[None]:
    """Ctrl+C does not reach processes that begin within: they would print where they were. Who began them ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
