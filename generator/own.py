"""What belongs to no series: the portal's own pages, the register, feeds, lists of everything.

All of it is made from what was noted of every series. A portal has few such pages, but for those of federations: of
these only those are made anew whose campaigns changed; the others stay where they stand.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from generator import check, downloads, lazily, pages, search, series
from generator.build import notes
from generator.build.keep import Store
from generator.build.record import Entry
from generator.build.shell import Shell
from generator.build.write import write
from generator.check.shared import Shared
from generator.model import addresses
from generator.model.portal import Portal, lineage
from generator.render import sitemap
from generator.render.environment import environment
from generator.render.output import Kept, Outline, OutputFile, Page, Site
from generator.resources import Resources, made_by
from generator.search.records import Record
from generator.series import Part

# Few portals have so much to search.
pagefind: Any = lazily.module("generator.build.pagefind")

NAME = ".portal"
"""What is kept of no series is called so, below the folders of all that is kept."""


class Job(Struct, frozen=True):
    """What it is made from, and where: files are written below ``fresh`` as they are served from ``out``.

    ``around`` stands for all that every series depends on. Below ``work`` there is what was noted of all series, and
    what is kept between builds; ``compiled`` is where there is what templates compile to. ``before`` is the stamp of
    what belongs to no series as it stands in ``out``, empty where it does not. ``read`` are notes of series that were
    read already.
    """

    around: str
    shared: Shared
    found: Resources
    fresh: Path
    out: Path
    work: Path
    compiled: Path
    documents: bool
    before: str
    read: Mapping[Path, Part]


class Written(Struct, frozen=True):
    """What belongs to no series: where all of it is, and what of that stays as it stands and was not written.

    ``documents`` is how many documents it has, ``made`` how many of them were made.
    """

    paths: tuple[str, ...]
    standing: tuple[str, ...]
    documents: int
    made: int


class LostNoteError(Exception):
    """What was noted of a series that stands in the folder cannot be read."""

    def __init__(self, name: str) -> None:
        """Of the series of this name."""
        super().__init__(name)
        self.name = name


class _Ready(Struct, frozen=True):
    """The page of a federation as it stands: what it was made from, what is known of it, and what is searched of it."""

    stamp: str
    page: Page
    record: Record


class _Standing(Struct, frozen=True):
    """The pages of federations by their addresses, and the stamp of that which they stand with."""

    stamp: str
    pages: dict[str, _Ready]


class Own:
    """The part of a site that belongs to no series, beside what is there of all series."""

    def __init__(self, job: Job, entries: Mapping[str, Entry]) -> None:
        """Nothing is read yet but the names of the theme's files."""
        self._job, self._entries = job, entries
        self._shell = Shell(job.found, job.compiled)
        assets = [(name, hashlib.sha256(path.read_bytes()).hexdigest()) for name, path in self._shell.assets()]
        # A large portal has one index of everything: it is made anew whatever changes.
        large = search.is_large(job.shared.settings, sum(entry.searched for entry in entries.values()))
        known = [(name, entry.stamp if large else entry.digest) for name, entry in entries.items()]
        self._around = [job.around, assets, job.found.engine]
        self.stamp = _digest(self._around, known)

    def write(self, making: Callable[[str], None]) -> Written:
        """Check the whole and write what is not of one series alone.

        Raises:
            ProblemsFoundError: with every problem of every series, and of what they say of each other.
            LostNoteError: where a series has to be made again, because nothing is known of it.

        """
        job = self._job
        parts = [self._part(name) for name in self._entries]
        cited = {page: said for part in parts for page, said in part.cited.items()}
        portal = check.whole(job.shared, [part.checked for part in parts], cited)
        store = Store(job.work / "files" / NAME, made_by(), making)
        kept = store.files(downloads.register.workbooks(portal)) if job.documents else []
        store.drop_others()
        entries = {address: one.entries for part in parts for address, one in part.pieces.items()}
        files = downloads.of_portal(portal, entries)
        sizes = {one.path: one.size for one in kept} | {one.path: len(one.data) for one in files}
        sites = [site for part in parts for site in part.sites]
        own, searched, shown, standing = self._pages(portal, sizes, sites)
        sizes_searched = {address: one.searched for part in parts for address, one in part.pieces.items()}
        manifest = search.manifest(portal, sizes_searched | {"": len(searched.data)})
        files += [*sitemap.render(own.outline, sites), searched, manifest.file, *own.files, *shown]
        files += self._pagefind(portal, searched) if manifest.pagefind else []
        write(job.fresh, files, kept)
        assets = [Kept(name, path, path.stat().st_size, "") for name, path in self._shell.assets()]
        write(job.fresh, [], assets)
        paths = [*(one.path for one in files), *(one.path for one in (*kept, *assets))]
        return Written(tuple(sorted([*paths, *standing])), standing, len(kept), store.made)

    def _part(self, name: str) -> Part:
        path = series.noted(self._job.work, name, self._entries[name].stamp)
        part = self._job.read.get(path) or series.note(path)
        if part is None:
            raise LostNoteError(name)
        return part

    def _pages(
        self, portal: Portal, sizes: Mapping[str, int], sites: Sequence[Outline]
    ) -> tuple[Site, OutputFile, list[OutputFile], tuple[str, ...]]:
        """The site of the portal's own pages, what is searched of it, new pages as served, and paths of all others."""
        job, name = self._job, portal.settings.name
        path = job.work / "federations" / f"{NAME}.pickle"
        stamps = self._stamps(portal)
        kept = notes.kept(path, _Standing)
        there = kept.pages if kept and kept.stamp == job.before else {}
        ready = {
            address: one
            for address, one in there.items()
            if stamps.get(address) == one.stamp and (job.out / _path(address)).is_file()
        }
        env = environment(job.found.templates, job.compiled / "pages")
        own = pages.own(portal, env, sizes, sites, {address: one.page for address, one in ready.items()})
        found = search.records(own, name, {address: one.record for address, one in ready.items()})
        new = replace(own, pages=tuple(page for page in own.pages if page.address not in ready))
        records = {record.address: record for record in found}
        made = {
            page.address: _Ready(stamps[page.address], replace(page, body=""), records[page.address])
            for page in new.pages
            if page.address in stamps
        }
        notes.keep(path, _Standing(self.stamp, ready | made))
        standing = tuple(map(_path, ready))
        return own, search.file(own.address, found), list(self._shell.pages(new)), standing

    def _stamps(self, portal: Portal) -> dict[str, str]:
        """By the address of each federation's page all that it is made from, in one digest."""
        federations = portal.federations
        below: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for one in portal.series:
            for name in lineage(federations, one.federation):
                below[name].append((one.id, self._entries[one.id].digest))
        # The names of other federations are among what every series depends on, but not which of them have a page.
        around = [self._around, portal.is_demo, sorted(below)]
        return {addresses.federation(name): _digest(around, name, said) for name, said in below.items()}

    def _pagefind(self, portal: Portal, searched: OutputFile) -> list[OutputFile]:
        """The index of a large portal, from the same files that a small one is searched in."""
        titles = {edition.address: edition.marked(edition.campaign.title) for edition in portal.editions}

        def data(address: str) -> bytes:
            path = search.path_of(address)
            new = self._job.fresh / path
            return (new if new.is_file() else self._job.out / path).read_bytes()

        found = [one for address, title in titles.items() for one in search.read(data(address), address, title)]
        found += search.read(searched.data, "", portal.settings.name)
        files: list[OutputFile] = pagefind.files(found, self._job.work)
        return files


def _path(address: str) -> str:
    return f"{address}index.html"


def _digest(*said: object) -> str:
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()
