"""What of a finished site would come out otherwise if it were built now: told before it is published.

The stamps of the record that a build leaves in the folder decide it. Nothing is made, and nothing is kept in the
portal's own workspace: who publishes may not be allowed to write there. When files were written helps to name them.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator
from contextlib import suppress
from itertools import product
from pathlib import Path

from generator import load, looks, resources
from generator.assembly import Assembly, Options
from generator.build import record
from generator.build.record import Record
from generator.build.workspace import workspace
from generator.check.shared import SETTINGS
from generator.finished import MARKER, OUT
from generator.problems import Problem

_SHOWN = 20


def portal_of(site: Path, root: Path) -> Path:
    """The portal that a site stands in; ``root`` where it stands elsewhere."""
    return site.parent if (site.parent / SETTINGS).is_file() else root


def problems(root: Path, site: Path) -> list[Problem]:
    """One problem for each edition, and for what belongs to none, that the site has otherwise than the portal (PUB012).

    None where the site is not of the portal at ``root``: no content is there, or none of its series.
    """
    root, site = root.resolve(), site.resolve()
    if not (root / SETTINGS).is_file() or not (site / MARKER).is_file():
        return []
    files, before = looks.looks(str(root)), record.read(site)
    if site != (root / OUT).resolve() and (before is None or before.series.keys().isdisjoint(files)):
        return []
    if before is None:
        return [_problem(str(site), "这个网站是另一个版本的程序生成的，看不出是不是照现在的内容。")]
    told = sorted(_Told(root, site, before, files).problems(_differing(root, site, before, files)))
    left = f"另有 {len(told) - _SHOWN} 处也不一样，没有列出。"
    return [*told[:_SHOWN], *([_problem(str(site), left)] if len(told) > _SHOWN else [])]


def _problem(path: str, said: str) -> Problem:
    return Problem(path, 1, 1, "PUB012", said)


def _differing(root: Path, site: Path, before: Record, files: looks.Looks) -> set[str]:
    """The series that would be made anew, by their ids, and ``""`` where what belongs to none may be why.

    The record does not say how the site was built: it is as it would be now if it is for any way of building.
    """
    differ: list[set[str]] = []
    with tempfile.TemporaryDirectory(prefix="portal-") as folder, workspace(Path(folder)):
        for documents, demo in product((True, False), repeat=2):
            options = Options(demo=demo, documents=documents)
            now = Assembly(root, site, Path(folder), resources.find(root), options, looked=lambda _meanwhile: files)
            stamps = now.stamps()
            known = {name: entry.stamp for name, entry in before.series.items()}
            these = {name for name, _ in stamps.items() ^ known.items()}
            if not these and now.own(before.series, Path(folder)).stamp == before.portal:
                return set()
            if not these or known.items().isdisjoint(stamps.items()):
                these.add("")
            differ.append(these)
    return min(differ, key=lambda these: len(these - {""}))


class _Told:
    """Says what was changed."""

    def __init__(self, root: Path, site: Path, before: Record, files: looks.Looks) -> None:
        self._root, self._site, self._before, self._files = root, site, before, files
        self._since = (site / MARKER).stat().st_mtime_ns

    def problems(self, differ: Collection[str]) -> Iterator[Problem]:
        """Of each edition in which something was written since the site was built, else of the series."""
        unexplained = "" in differ and len(differ) == 1
        for name in differ:
            if name and (said := list(self._series(name, alone="" not in differ))):
                yield from said
            elif name:
                unexplained = True
        edited = self._edited([*looks.paths(str(self._root), ""), *self._templates()]) if "" in differ else []
        if edited:
            yield self._problem(edited, "网站里各页还是原来的。")
        elif unexplained:
            yield _problem(str(self._site), "这个网站不是用现在的内容、模板、字体和程序生成的。")

    def _series(self, name: str, *, alone: bool) -> Iterator[Problem]:
        folder = f"{looks.CAMPAIGNS}/{name}"
        if name not in self._files:
            yield _problem(folder, f"内容里没有 {name} 了，网站里还有。")
            return
        if name not in self._before.series:
            yield _problem(folder, f"网站里还没有 {name}。")
            return
        places: dict[str, list[str]] = {}
        for path in self._edited(looks.paths(str(self._root), name)):
            inside = f"{path}/" if (self._root / path).is_dir() else path
            places.setdefault(load.edition(inside).rstrip("/") or name, []).append(path)
        for place, paths in places.items():
            yield self._problem(paths, f"网站里 {place} 还是原来的。")
        if alone and not places:
            yield _problem(folder, f"网站里的 {name} 不是用现在的内容生成的。")

    def _templates(self) -> list[str]:
        """The portal's own templates, where it has any."""
        home = resources.find(self._root).templates
        if not home.is_relative_to(self._root):
            return []
        there = (Path(top, name) for top, _, names in os.walk(home) for name in names)
        return ["mkdocs.yml", *(path.relative_to(self._root).as_posix() for path in there)]

    def _edited(self, paths: Iterable[str]) -> list[str]:
        """What was written since, the newest first; a folder was when something in it went, or came."""
        written = []
        for path in paths:
            with suppress(OSError):  # it has just gone
                at = (self._root / path).lstat().st_mtime_ns
                written += [(at, path)] if at > self._since else []
        return [path for _, path in sorted(written, reverse=True)]

    def _problem(self, edited: list[str], outcome: str) -> Problem:
        files = [path for path in edited if not (self._root / path).is_dir()] or edited
        more = f"（还有另外 {len(files) - 1} 个文件）" if len(files) > 1 else ""
        return _problem(files[0], f"网站生成以后改动过{more}，{outcome}")
