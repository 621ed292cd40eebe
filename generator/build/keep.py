"""Finished files kept between builds: what did not change is not made again.

A file lies under the digest of all that decides its bytes, the code among it, so a kept one can only be the right one.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterable
from pathlib import Path

from generator.problems import Problem, ProblemsFoundError
from generator.render.output import Kept, Planned


class Store:
    """The files kept in a folder. ``made`` counts those that had to be made."""

    def __init__(self, folder: Path, made_by: str, told: Callable[[str], None] = lambda _path: None) -> None:
        """A store in ``folder``, which is made when the first file is; ``made_by`` stands for the code.

        ``told`` hears of each file that has to be made, before it is.
        """
        self._folder = folder
        self._made_by = made_by
        self._told = told
        self._used: set[str] = set()
        self.made = 0

    def files(self, planned: Iterable[Planned]) -> list[Kept]:
        """Every planned file, finished.

        Raises:
            ProblemsFoundError: with everything in the content that lets files not be made.

        """
        kept: list[Kept] = []
        problems: list[Problem] = []
        for one in planned:
            try:
                kept.append(self._file(one))
            except ProblemsFoundError as error:
                problems += error.problems
        if problems:
            raise ProblemsFoundError(problems)
        return kept

    def _file(self, planned: Planned) -> Kept:
        digest = hashlib.sha256(f"{self._made_by}\0{planned.digest}".encode()).hexdigest()
        name = digest + Path(planned.path).suffix
        source = self._folder / name
        if not (source.is_file() and source.stat().st_size):  # empty: what a loss of power leaves of a file
            self._told(planned.path)
            self._folder.mkdir(parents=True, exist_ok=True)
            # Renamed when it is whole: whatever interrupts the build, no half file is ever found under its digest.
            half = source.with_name(f"{name}.half")
            half.write_bytes(planned.make())
            half.replace(source)
            self.made += 1
        self._used.add(name)
        return Kept(planned.path, source, source.stat().st_size, digest)

    def drop_others(self) -> None:
        """Remove what this build had no use for."""
        if self._folder.is_dir():
            for entry in os.scandir(self._folder):
                if entry.name not in self._used:
                    Path(entry.path).unlink()
