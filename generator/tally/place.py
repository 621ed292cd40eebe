"""Where the results go: a folder of their own, all or nothing, and never over anything else."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from generator.problems import Problem, ProblemsFoundError, reason

MARKER = ".portal-tally"
"""Lists the files of a tally with their SHA-256: what it does not list, or what was changed since, stays."""


def check(out: Path, folder: Path) -> None:
    """Refuse a folder that holds answer sheets, or anything but an earlier tally.

    Raises:
        ProblemsFoundError: with the reason.

    """
    out, folder = out.resolve(), folder.resolve()
    if out.is_relative_to(folder) or folder.is_relative_to(out):
        raise _refused(out, "结果不能写在答卷文件夹里，也不能把它包在里面。")
    if out.exists() and not out.is_dir():
        raise _refused(out, "这是一个文件，不是文件夹。")
    if out.is_mount():
        raise _refused(out, "这是一个挂载点，不能整个替换。")
    if out.is_dir() and (foreign := _foreign(out)):
        raise _refused(out, f"“{foreign}”不是汇总生成的，或者生成以后改过。", "移走这个文件，或换一个文件夹。")


def _foreign(out: Path) -> str:
    """A file that an earlier tally did not leave like this; empty when there is none."""
    marker = out / MARKER
    known = marker.read_text("utf-8").splitlines() if marker.is_file() else []
    found = sorted(path for path in out.iterdir() if path != marker)
    return next((path.name for path in found if not path.is_file() or _listed(path) not in known), "")


def _listed(path: Path) -> str:
    return f"{sha256(path.read_bytes()).hexdigest()}  {path.name}"


def _refused(out: Path, said: str, remedy: str = "用 -o 换一个空的或不存在的文件夹。") -> ProblemsFoundError:
    return ProblemsFoundError([Problem(str(out), 1, 1, "BLD003", said, remedy)])


@contextmanager
def results(out: Path) -> Iterator[Path]:
    """An empty folder to write to, which takes the place of ``out`` when all went well.

    Raises:
        ProblemsFoundError: when it cannot be written.

    """
    out = out.resolve()  # where a link leads is replaced, not the link
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".tally-", dir=out.parent) as work:
            fresh, old = Path(work, "new"), Path(work, "old")
            fresh.mkdir()
            yield fresh
            lines = [f"{_listed(path)}\n" for path in sorted(fresh.iterdir())]
            (fresh / MARKER).write_text("".join(lines), "utf-8", newline="\n")
            _replace(fresh, out, old)
    except OSError as error:
        said = f"写不了（{reason(error)}）。"
        remedy = "关闭已经打开的结果文件，检查磁盘空间和写入权限，或用 -o 换一个文件夹。"
        raise ProblemsFoundError([Problem(str(error.filename or out), 1, 1, "BLD002", said, remedy)]) from error


def _replace(fresh: Path, out: Path, old: Path) -> None:
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
