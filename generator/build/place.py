"""Putting what was made in its place: the whole folder by one renaming, or only the series that changed."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from generator.build import record, swap
from generator.build.record import Record
from generator.model import addresses


def whole(fresh: Path, out: Path, made: Record) -> None:
    """Put a fresh tree that holds everything in the place of the one before."""
    record.write(fresh, made, finished=True)
    swap.replace(fresh, out)


def parts(  # noqa: PLR0913 - from where, to where, from what, to what
    fresh: Path, out: Path, before: Record, made: Record, changed: Collection[str], *, own: bool
) -> None:
    """Put the series that changed, and with ``own`` what belongs to none, in their places in ``out``.

    While it lasts the folder says that it is not finished, and forgets what is about to change: whatever interrupts
    this, the next build makes it again.
    """
    gone = [name for name in before.series if name not in made.series]
    touched = {*changed, *gone}
    kept = {name: one for name, one in before.series.items() if name not in touched}
    record.write(out, Record("" if own else before.portal, kept, before.own, before.documents), finished=False)
    for name in sorted(touched):
        _series(fresh, out, name)
    if own:
        for path in made.own:
            (out / path).parent.mkdir(parents=True, exist_ok=True)
            (fresh / path).replace(out / path)
        _remove(out, set(before.own) - set(made.own))
    record.write(out, made, finished=True)


def _series(fresh: Path, out: Path, name: str) -> None:
    """What is served of one series; nothing where nothing was made."""
    for folder in (name, f"data/{name}"):
        swap.remove(fresh / f".{name}.old")
        if (out / folder).exists():
            (out / folder).rename(fresh / f".{name}.old")
        if (fresh / folder).exists():
            (out / folder).parent.mkdir(parents=True, exist_ok=True)
            (fresh / folder).rename(out / folder)
    # An id holds no dot: no other series' files are called so.
    fresh_files = {one.name: one for one in (fresh / addresses.SEARCH).glob(f"{name}.*.js")}
    for one in (out / addresses.SEARCH).glob(f"{name}.*.js"):
        if one.name not in fresh_files:
            one.unlink()
    for called, one in fresh_files.items():
        (out / addresses.SEARCH).mkdir(parents=True, exist_ok=True)
        one.replace(out / addresses.SEARCH / called)


def _remove(out: Path, paths: Iterable[str]) -> None:
    """Remove files, and the folders that hold nothing any more."""
    for path in sorted(paths):
        (out / path).unlink(missing_ok=True)
        folder = (out / path).parent
        while folder != out and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
