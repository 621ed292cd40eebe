"""Putting a finished site in the place of the one before, and never in the place of anything else."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator.finished import MARKER, UNFINISHED
from generator.problems import Problem, ProblemsFoundError

_SOURCES = ("content", "rubrics", "site_templates", "schemas")


def check(out: Path, root: Path, work: Path) -> None:
    """Refuse a folder that holds anything but an earlier site: building replaces all of it.

    Raises:
        ProblemsFoundError: when the folder is a source, holds the portal or the workspace, or is not a site.

    """
    out, root, work = out.resolve(), root.resolve(), work.resolve()
    said = ""
    if root.is_relative_to(out) or work.is_relative_to(out) or is_source(out, root):
        said = "这里放着门户的内容，不能作输出文件夹。"
    elif out.exists() and not out.is_dir():
        said = "这是一个文件，不是文件夹。"
    elif out.is_mount():
        said = "这是一个挂载点，不能整个替换。"
    else:
        for folder in (out, _fresh(out), _old(out)):
            if folder.is_symlink() or (folder.is_dir() and any(folder.iterdir()) and not (folder / MARKER).is_file()):
                out, said = folder, "这个文件夹里有不是本软件生成的内容，生成会把它们全部替换掉，所以没有生成。"
                break
    if said:
        raise ProblemsFoundError([Problem(str(out), 1, 1, "BLD003", said)])


def is_source(path: Path, root: Path) -> bool:
    """Whether it stands among what people write for the portal at ``root``."""
    return any(path.resolve().is_relative_to(root.resolve() / name) for name in _SOURCES)


def _fresh(out: Path) -> Path:
    return out.with_name(f".{out.name}.new")


def _old(out: Path) -> Path:
    return out.with_name(f".{out.name}.old")


def beside(out: Path) -> Path:
    """An empty place next to ``out`` where the new site is put together.

    What an interrupted swap left behind is put right first: the old site goes back to its place.
    """
    fresh, old = _fresh(out), _old(out)
    if old.is_dir() and not out.exists():
        old.rename(out)
    remove(old)
    remove(fresh)
    fresh.mkdir(parents=True)
    (fresh / MARKER).write_text(f"{UNFINISHED}\n", "utf-8")
    return fresh


def replace(fresh: Path, out: Path) -> None:
    """Put the fresh tree in the place of the old one, which goes only when the new one stands."""
    old = _old(out)
    if out.exists():
        out.rename(old)
    try:
        fresh.rename(out)
    except OSError:
        if old.is_dir():
            old.rename(out)
        raise
    remove(old)


def remove(folder: Path) -> None:
    """Remove a folder with all it holds. What cannot be removed is an error: it must not be published."""
    if folder.exists():
        shutil.rmtree(folder)
