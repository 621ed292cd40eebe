"""A folder that is published to: what is in it, who may write there now, and which release is served.

- current -> releases/<digest>: what the web server serves
- releases/<digest>/: whole releases, never changed; each holds its manifest
- log.jsonl: a line for each change of ``current``
- .portal-target: says that all of this is ours
- .lock, .holder: who is publishing now
- .staging/: what is not finished; whatever is found there at the start is removed
"""

from __future__ import annotations

import getpass
import json
import os
import re
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

import filelock
from msgspec import Struct

from generator.model.base import CHINA
from generator.problems import Problem, ProblemsFoundError, reason
from generator.publish import disk, log
from generator.publish.manifest import DIGEST

MARKER = ".portal-target"
WAIT = 20.0  # seconds for another publisher to end
_PAUSE, _TRIES = 0.1, 20  # for another publisher to say who it is
_LOCK, _HOLDER, _STAGING, _RELEASES, _CURRENT = ".lock", ".holder", ".staging", "releases", "current"
_OWN = {MARKER, _LOCK, _HOLDER, _STAGING, _RELEASES, _CURRENT, log.FILE}
_FOREIGN = re.compile(r"lost\+found|\.nfs[0-9a-f]+|\.snapshot")  # made by file systems themselves
_LINK = re.compile(rf"{_RELEASES}/({DIGEST.pattern})")


class Target(Struct, frozen=True):
    """A folder with releases. What changes it is called only while it is held (``held``)."""

    path: Path

    @property
    def staging(self) -> Path:
        """The folder of what is not finished, on the same file system as the releases."""
        return self.path / _STAGING

    @property
    def log(self) -> Path:
        """The record of what was served when."""
        return self.path / log.FILE

    def release(self, digest: str) -> Path:
        """The folder of a release, which need not be there."""
        return self.path / _RELEASES / digest

    def current(self) -> str | None:
        """The digest of the release that is served; None where nothing is.

        Raises:
            ProblemsFoundError: ``current`` was put there by somebody else (PUB003).

        """
        link = self.path / _CURRENT
        try:
            match = _LINK.fullmatch(Path(link.readlink()).as_posix())
        except FileNotFoundError:
            return None
        except OSError:
            match = None
        if match is None:
            raise ProblemsFoundError([_foreign(link, "这不是发布时写的链接。")])
        return match[1]

    def releases(self) -> tuple[str, ...]:
        """The digests of the releases that are there, sorted."""
        folder = self.path / _RELEASES
        there = (one.name for one in folder.iterdir()) if folder.is_dir() else ()
        return tuple(sorted(filter(DIGEST.fullmatch, there)))

    def serve(self, digest: str) -> None:
        """From one moment to the next, this release is served: one rename, and it is on the disk."""
        fresh = self.staging / _CURRENT
        fresh.symlink_to(f"{_RELEASES}/{digest}", target_is_directory=True)
        fresh.replace(self.path / _CURRENT)
        disk.sync(self.path)

    def keep(self, digest: str) -> None:
        """A finished release goes from the staging folder to its place."""
        (self.staging / digest).rename(self.release(digest))
        disk.sync(self.path / _RELEASES)
        disk.sync(self.staging)

    def remove(self, digest: str) -> None:
        """Take a release away: it goes from its place in one moment, and then file by file."""
        old = self.staging / f"old-{digest}"
        self.release(digest).rename(old)
        disk.sync(self.path / _RELEASES)
        shutil.rmtree(old)


@contextmanager
def held(path: Path, now: datetime, wait: float = WAIT, *, new: bool) -> Iterator[Target]:
    """The target while nobody else changes it; what an interrupted publish left in it is gone.

    Raises:
        ProblemsFoundError: it holds what is not ours, or is no target and may not be ``new`` (PUB003); somebody holds
            it (PUB004); it cannot be written (PUB005); it has no locks or no symbolic links (PUB006).

    """
    with disk.reported(path):
        path = path.resolve()
        _made(path, new=new)
        target = Target(path)
        with _locked(path, now, wait):
            _check(target)
            _cleaned(target)
            _probed(target)
            _recorded(target, now)
            try:
                yield target
            finally:
                with suppress(OSError):  # a full disk gets its room back; what stays is removed the next time
                    _cleaned(target)


def who() -> str:
    """The user and the machine, for the log and for whoever has to wait."""
    try:
        user = getpass.getuser()
    except (OSError, KeyError):  # a container whose user has no name
        user = str(os.getuid()) if hasattr(os, "getuid") else "?"
    return f"{user}@{socket.gethostname()}"


def _foreign(path: Path, said: str) -> Problem:
    return Problem(str(path), 1, 1, "PUB003", said)


def _made(path: Path, *, new: bool) -> None:
    """The folder is there and marked as ours. Only the last part of the path is made: a share may not be mounted."""
    if path.exists() and not path.is_dir():
        raise ProblemsFoundError([_foreign(path, "这是一个文件，不是文件夹。")])
    if (path / MARKER).is_file():
        return
    if path.is_dir() and (there := sorted(one.name for one in path.iterdir() if not _FOREIGN.fullmatch(one.name))):
        if MARKER in there:  # another publisher has just made it
            return
        raise ProblemsFoundError([_foreign(path / there[0], "这个文件夹不是发布用的：里面有不是发布写出的内容。")])
    if not new:
        raise ProblemsFoundError([_foreign(path, "这里没有发布过网站。")])
    if any((above / MARKER).is_file() for above in path.parents):
        raise ProblemsFoundError([_foreign(path, "这里在另一个发布用的文件夹里面，会妨碍那里的发布。")])
    if not path.parent.is_dir():
        raise ProblemsFoundError([_foreign(path, "上一级文件夹不存在；网络文件夹可能没有挂载上。")])
    if not path.is_dir():
        with suppress(FileExistsError):  # by another publisher
            disk.make_folder(path)
        disk.sync(path.parent)
    with suppress(FileExistsError):
        disk.write(path / MARKER, b"portal publish\n")
    disk.sync(path)


@contextmanager
def _locked(path: Path, now: datetime, wait: float) -> Iterator[None]:
    """A lock of the file system's own, which network file systems pass on and which ends with the process."""
    lock = filelock.FileLock(path / _LOCK, fallback_to_soft=False)
    try:
        _acquire(lock, path, wait)
    except OSError as error:
        if error.errno not in disk.NO_LOCKS:
            raise
        said = f"这里的文件系统不支持文件锁（{reason(error)}），不能防止两个人同时发布。"
        raise ProblemsFoundError([Problem(str(path), 1, 1, "PUB006", said)]) from error
    try:
        holder = {"by": who(), "pid": os.getpid(), "at": stamp(now)}
        with suppress(OSError):  # only a courtesy to whoever has to wait
            (path / _HOLDER).write_text(json.dumps(holder, ensure_ascii=False), "utf-8")
        yield
    finally:
        with suppress(OSError):
            (path / _HOLDER).unlink()
        lock.release()


def _acquire(lock: filelock.BaseFileLock, path: Path, wait: float) -> None:
    """Take the lock, or say who has it.

    Who has only just begun has not said yet who it is, and who is just ending says so no longer: neither lasts, so both
    are asked for again for a moment.
    """
    holder = None
    for patience in (wait, *[_PAUSE] * _TRIES):
        with suppress(filelock.Timeout):
            lock.acquire(timeout=patience)
            return
        if holder := _holder(path):
            break
    said = f"{holder}正在发布。" if holder else "另一次发布正在进行。"
    raise ProblemsFoundError([Problem(str(path), 1, 1, "PUB004", said)])


def _holder(path: Path) -> str | None:
    """Who is publishing, from where and since when; nothing where nobody says so, or only half of it stands there."""
    try:
        holder = json.loads((path / _HOLDER).read_text("utf-8"))
        return f"{holder['by']}（进程 {holder['pid']}）从 {told(str(holder['at']))} 起"
    except (OSError, ValueError, KeyError, TypeError):
        return None


def stamp(now: datetime) -> str:
    """A moment as the log has it, in UTC."""
    return now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def told(at: str) -> str:
    """A moment of the log as people read it, in Beijing time; one that is no moment as it stands.

    >>> told("2026-11-22T15:07:28Z")
    '2026-11-22 23:07'
    """
    try:
        return f"{datetime.fromisoformat(at).astimezone(CHINA):%Y-%m-%d %H:%M}"
    except ValueError:
        return at


def _check(target: Target) -> None:
    """Nothing is there but what publishing makes."""
    names = sorted(one.name for one in target.path.iterdir())
    problems = [
        _foreign(target.path / name, "这不是发布写出的。")
        for name in names
        if name not in _OWN and not _FOREIGN.fullmatch(name)
    ]
    problems += [
        _foreign(folder, "这应是发布用的文件夹，不是链接或文件。")
        for folder in (target.staging, target.path / _RELEASES)
        if folder.is_symlink() or (folder.exists() and not folder.is_dir())
    ]
    if not problems:
        target.current()
        there = (target.path / _RELEASES).iterdir() if (target.path / _RELEASES).is_dir() else ()
        for release in sorted(there):
            name = release.name
            ours = DIGEST.fullmatch(name) and not release.is_symlink() and release.is_dir()
            if not ours and not _FOREIGN.fullmatch(name):
                problems.append(_foreign(release, "这不是发布写出的版本。"))
    if problems:
        raise ProblemsFoundError(problems)


def _cleaned(target: Target) -> None:
    """An empty staging folder, and one of releases. Nothing is made that is there: going back works on a full disk."""
    for folder in (target.staging, target.path / _RELEASES):
        if not folder.is_dir():
            disk.make_folder(folder)
            disk.sync(target.path)
    for one in target.staging.iterdir():
        if one.is_dir() and not one.is_symlink():
            shutil.rmtree(one)
        else:
            one.unlink()


def _probed(target: Target) -> None:
    """Symbolic links can be made and replaced: better known before everything is copied."""
    fresh, old = target.staging / "probe", target.staging / "probe-old"
    try:
        fresh.symlink_to(_RELEASES, target_is_directory=True)
        old.symlink_to(_STAGING, target_is_directory=True)
        fresh.replace(old)
        old.unlink()
    except OSError as error:
        if error.errno not in disk.NO_SUPPORT and getattr(error, "winerror", None) is None:
            raise
        said = "这里的文件系统不支持符号链接（Windows 共享文件夹多半如此），不能让新版本一下子换上去。"
        raise ProblemsFoundError([Problem(str(target.path), 1, 1, "PUB006", said)]) from error


def _recorded(target: Target, now: datetime) -> None:
    """A release that was put in place by a publish that was then interrupted gets its line in the log."""
    digest = target.current()
    last = next((line.digest for line in reversed(log.read(target.log))), None)
    if digest is not None and digest != last:
        log.append(target.log, log.Line(stamp(now), log.FOUND, digest, last, None, who()))
