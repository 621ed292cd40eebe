"""Putting what was made in its place: the whole folder by one renaming, or only the series that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from pathlib import Path

from generator import search
from generator.build import record, swap
from generator.build.record import Entry, Record
from generator.model import addresses


def whole(fresh: Path, out: Path, made: Record) -> None:
    """Put a fresh tree that holds everything in the place of the one before."""
    record.write(fresh, made, finished=True)
    swap.replace(fresh, out)


def parts(  # noqa: PLR0913 - from where, to where, from what, to what
    fresh: Path,
    out: Path,
    before: Record,
    made: Record,
    changed: Mapping[str, Collection[str]],
    *,
    standing: Collection[str] | None,
) -> None:
    """Put what changed in its place in ``out``: of each series that did the editions that were made.

    Of what belongs to no series all files but those that are ``standing``; none of them where that is None. While it
    lasts the folder says that it is not finished, and of what is about to change no more than that something of it may
    be there: whatever interrupts this, the next build makes it again, or removes it.
    """
    touched = {*changed, *(name for name in before.series if name not in made.series)}
    told = before.series | dict.fromkeys(touched, Entry())
    stays = before.portal if standing is None else ""
    record.write(out, Record(stays, told, tuple(sorted({*before.own, *made.own})), before.documents), finished=False)
    for name in sorted(touched):
        entry = made.series.get(name)
        _series(fresh, out, name, set(entry.editions if entry else ()) - set(changed.get(name, ())))
    if standing is not None:
        for path in sorted({*made.own} - {*standing}):
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).replace(out / path)
        _remove(out, set(before.own) - set(made.own))
    record.write(out, made, finished=True)


def _series(fresh: Path, out: Path, name: str, stay: Collection[str]) -> None:
    """What is served of one series, but for the editions that stay as they are, which are named by their addresses."""
    ids = {address.rstrip("/").rpartition("/")[2] for address in stay}
    _entries(fresh, out, f"{name}/", ids)
    _entries(fresh, out, f"data/{name}/", ids)
    # An id holds no dot: no other series' files are called so.
    _entries(fresh, out, addresses.SEARCH, {Path(search.path_of(address)).name for address in stay}, f"{name}.*.js")


def _entries(fresh: Path, out: Path, folder: str, stay: Collection[str], pattern: str = "*") -> None:
    """The entries of a folder that are called so: fresh ones in the place of those that do not stay."""
    here, there = fresh / folder, out / folder
    new = {one.name for one in here.glob(pattern)}
    old = {one.name for one in there.glob(pattern)} - set(stay)
    for called in sorted(old | new):
        if (there / called).is_dir():
            (there / called).rename(fresh / f".{folder.replace('/', '.')}.{called}")  # goes with what was made
        if called in new:
            there.mkdir(parents=True, exist_ok=True)
            (here / called).replace(there / called)
        elif (there / called).exists():
            (there / called).unlink()
    _tidy(out, there)


def _remove(out: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that hold nothing any more."""
    for path in sorted(paths):
        (out / path).unlink(missing_ok=True)
        _tidy(out, (out / path).parent)


def _tidy(out: Path, folder: Path) -> None:
    """Remove a folder that holds nothing any more, and those that held nothing else."""
    while folder != out and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
