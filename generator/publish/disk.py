"""Writing that survives a loss of power, and what kept it from being done in words."""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from itertools import islice
from pathlib import Path
from typing import TypeVar

from generator.problems import Problem, ProblemsFoundError, reason

WORKERS = 8
"""Files written, synced and read at a time: most of the time is waiting for the disk or the network."""

NO_SUPPORT = {errno.EPERM, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EMLINK, errno.EXDEV, errno.EINVAL}
"""How file systems say that they have no links, or no more of them."""

NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP, errno.EINVAL}
"""How file systems say that they have no locks."""

_SECOND = 1_000_000_000  # nanoseconds
_CHUNK = 1 << 20
_AT_ONCE = 1_000  # what waits for a worker takes a kilobyte or two, and a large site has hundreds of thousands of files
_FOLDER, _FILE = 0o755, 0o644  # at least: the server must be able to read, whatever the umask

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")


def each(work: Callable[[_Item], _Result], items: Iterable[_Item], workers: int) -> Iterator[_Result]:
    """The results in the order of the items; with one worker in this thread. The first error ends it."""
    if workers == 1:
        yield from map(work, items)
        return
    left = iter(items)
    with ThreadPoolExecutor(workers) as pool:
        try:
            while some := list(islice(left, _AT_ONCE)):
                yield from pool.map(work, some)
        except BaseException:
            pool.shutdown(cancel_futures=True)
            raise


@contextmanager
def reported(target: Path) -> Iterator[None]:
    """Whatever the system refuses within the block, as a problem (PUB005) at the place it is about."""
    try:
        yield
    except OSError as error:
        path = os.fsdecode(error.filename2 or error.filename or target)
        raise ProblemsFoundError([Problem(path, 1, 1, "PUB005", f"写不了（{reason(error)}）。")]) from error


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb", buffering=0) as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def make_folder(path: Path) -> None:
    """A new folder that everyone may read."""
    path.mkdir()
    _opened_to_all(path, _FOLDER)


def write(path: Path, data: bytes, before: Path | None = None) -> None:
    """A new file, on the disk when this returns; dated later than the one ``before`` it, which says something else."""
    with path.open("xb", buffering=0) as file:
        view = memoryview(data)
        while view:
            view = view[file.write(view) :]
        _opened_to_all(path, _FILE)
        _dated_after(before, path)
        kept(file.fileno())


def copy(source: Path, path: Path, before: Path | None = None) -> str:
    """A new file as by ``write``; the SHA-256 of what was read."""
    found = hashlib.sha256()
    with source.open("rb", buffering=0) as original, path.open("xb", buffering=0) as file:
        while chunk := original.read(_CHUNK):
            found.update(chunk)
            view = memoryview(chunk)
            while view:
                view = view[file.write(view) :]
        _opened_to_all(path, _FILE)
        _dated_after(before, path)
        kept(file.fileno())
    return found.hexdigest()


def link(source: Path, path: Path) -> bool:
    """A second name for a file that is on the disk already; not where there is none or the file system has no such."""
    try:
        os.link(source, path, follow_symlinks=False)
    except FileNotFoundError:
        return False
    except OSError as error:
        if error.errno in NO_SUPPORT | {errno.EACCES}:  # Linux keeps people from linking what others own
            return False
        raise
    return True


def sync(folder: Path) -> None:
    """The names in a folder are on the disk when this returns, where folders can be synced at all."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in NO_SUPPORT | {errno.EBADF}:
            raise
    finally:
        os.close(handle)


def kept(handle: int) -> None:
    """On the disk, and out of the cache: whoever reads it next reads what was really written."""
    os.fsync(handle)
    if hasattr(os, "posix_fadvise"):
        with suppress(OSError):
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)


def _dated_after(before: Path | None, path: Path) -> None:
    """Servers tell versions of a file apart by its size and the second of its date."""
    if before is not None:
        with suppress(OSError):  # there is none, or the share keeps dates of its own
            date = max(path.stat().st_mtime_ns, (before.stat().st_mtime_ns // _SECOND + 1) * _SECOND)
            os.utime(path, ns=(date, date))


def _opened_to_all(path: Path, mode: int) -> None:
    found = stat.S_IMODE(path.stat().st_mode)
    if found & mode != mode:
        with suppress(OSError):  # shares that have no such modes
            path.chmod(found | mode)
