"""The whole site from its series: which of them have to be made, what says something of all, and where it is put.

What did not change is not read, not checked and not written again. Cost grows with what changed, not with the archive.
"""

from __future__ import annotations

import atexit
import gc
import hashlib
import json
import os
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping
from concurrent.futures import Executor
from contextlib import closing
from functools import cached_property
from importlib.metadata import version
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator import lazily, load, own, resources, series
from generator.build import notes, place, record, swap
from generator.build.record import Entry, Record
from generator.build.shell import COMPILED
from generator.check import shared
from generator.check.reading import Texts
from generator.check.shared import Shared
from generator.formats import fonts, plan
from generator.load import listing
from generator.looks import CAMPAIGNS, Looked, Looks
from generator.own import Own
from generator.resources import Resources
from generator.series import Job, Made, Part

# Few builds need more than one process.
processes: Any = lazily.module("generator.processes")

Progress = Callable[[str, bool], None]
"""Told the address of a site, and whether it had to be made."""

_FEW = 2
"""So many series are made sooner than processes are started."""


class Options(Struct, frozen=True):
    """How a site is built: with demonstrations or without, with documents or only pages, all of it anew or not."""

    demo: bool = True
    documents: bool = True
    anew: bool = False


class Report(Struct, frozen=True):
    """What a build did: addresses of all sites, those made, drafts; numbers of files, documents, documents made.

    Files are those that are published.
    """

    sites: tuple[str, ...]
    built: tuple[str, ...]
    drafts: tuple[str, ...]
    files: int
    documents: int
    made: int
    without_pdf: str


class Assembly:
    """One build of the portal at ``root`` into ``out``, with its workspace in ``work``."""

    def __init__(  # noqa: PLR0913 - from where, to where, how
        self, root: Path, out: Path, work: Path, found: Resources, options: Options, *, looked: Looked
    ) -> None:
        """See what there is, then compare how the files look; nothing is written yet.

        ``looked`` is asked last: with very many files it is what is waited for. What was noted of series is read while
        there is nothing else to do.
        """
        self.root, self.out, self.work, self.found, self.options = root, out, work, found, options
        self.templates = found.looks()
        self.compiled = work / "compiled" / version("jinja2")
        for name in ("pages", *COMPILED):
            (self.compiled / name).mkdir(parents=True, exist_ok=True)
        for name in ("texts", "files") if options.anew else ():
            swap.remove(work / name)
        self.before = None if options.anew else record.read(out)
        self.notes = self._noted()
        self.code = f"{resources.made_by()}\0{self.found.digest}\0"
        self.read: dict[Path, Part] = {}
        self.files = self._listing(looked(self._reading()))

    def build(self, progress: Progress, making: Callable[[str], None], executor: Executor | None = None) -> Report:
        """Make what changed and put it in its place; on any problem ``out`` stays as it is.

        Raises:
            ProblemsFoundError: with every problem of the content.
            ChangedError: somebody wrote files while they were read: it is to be begun again.

        """
        stamps = self.stamps()
        for folder in (self.work / series.NOTES, self.work / "texts", self.work / "files"):
            self._tidy(folder, stamps)
        stale = [name for name, stamp in stamps.items() if not self._stands(name, stamp)]
        fresh = swap.beside(self.out)
        try:
            return self._build(stamps, stale, fresh, _Told(progress, making), executor)
        except own.LostNoteError as lost:
            if self.before is None:
                raise
            kept = {name: one for name, one in self.before.series.items() if name != lost.name}
            self.before = replace(self.before, series=kept)  # it is made again, and noted again
            self.notes.pop(lost.name, None)
            return self.build(progress, making, executor)
        except listing.ChangedError:
            self._listed.unlink(missing_ok=True)  # so that nothing is held against what was not read
            raise
        finally:
            swap.remove(fresh)

    @staticmethod
    def _tidy(folder: Path, stamps: Collection[str]) -> None:
        """Remove what is kept of series that are there no more."""
        for name in os.listdir(folder) if folder.is_dir() else ():  # noqa: PTH208 - of thousands
            if name != own.NAME and name not in stamps:
                path = folder / name
                swap.remove(path) if path.is_dir() else path.unlink()

    def _build(
        self, stamps: dict[str, str], stale: list[str], fresh: Path, told: _Told, executor: Executor | None
    ) -> Report:
        made: dict[str, Made] = {}
        shared = self.shared
        listing.unchanged(self.root, "", self.files[""].digest)
        jobs = [self._job(name, stamps[name], fresh, shared) for name in stale]
        with closing(self._make(jobs, told.making, executor)) as each:
            for one in each:
                made[one.name] = one
                told.sites(one.made, built=True)
        entries = {name: self._entry(name, stamp, made) for name, stamp in stamps.items()}
        whole = self.own(entries, fresh)
        changed = self.before is None or whole.stamp != self.before.portal or any(one.failed for one in made.values())
        written = whole.write(told.making) if changed else None
        if (made or written) and self.found.looks() != self.templates:
            raise listing.ChangedError
        new = {address for one in made.values() for address in one.made}
        told.sites([address for entry in entries.values() for address in entry.editions if address not in new])
        told.sites([""], built=changed)
        if self.before and not written:
            after = replace(self.before, series=entries)
        else:
            assert written is not None  # noqa: S101 - a folder that holds nothing yet has changed
            after = Record(whole.stamp, entries, written.paths, written.documents)
        if self.before is None:
            place.whole(fresh, self.out, after)
        else:
            sites = {name: one.made for name, one in made.items()}
            place.parts(fresh, self.out, self.before, after, sites, standing=written.standing if written else None)
        return Report(
            sites=("", *(address for entry in entries.values() for address in entry.editions)),
            built=(*([""] if changed else []), *(address for one in made.values() for address in one.made)),
            drafts=tuple(address for entry in entries.values() for address in entry.drafts),
            files=len(after.own) + sum(entry.files for entry in entries.values()),
            documents=after.documents + sum(entry.documents for entry in entries.values()),
            made=(written.made if written else 0) + sum(one.anew for one in made.values()),
            without_pdf=self.without_pdf,
        )

    @cached_property
    def shared(self) -> Shared:
        """What belongs to no series, read."""
        path = self._texts(own.NAME)
        texts = Texts(notes.kept(path, dict) or {})
        found = shared.read(load.shared(self.root), texts)
        notes.keep(path, texts.read)
        return found

    @cached_property
    def fonts(self) -> fonts.Fonts | None:
        """What documents are set in; looked for only where there are to be documents."""
        return fonts.find(self.root) if self.options.documents else None

    @property
    def without_pdf(self) -> str:
        """Why there are no PDFs, where there are none."""
        return plan.Writers(self.found.templates, self.fonts).without_pdf if self.options.documents else ""

    def own(self, entries: Mapping[str, Entry], fresh: Path) -> Own:
        """What belongs to no series, beside what there is of all of them."""
        job = own.Job(
            around=self._around,
            shared=self.shared,
            found=self.found,
            fresh=fresh,
            out=self.out,
            work=self.work,
            compiled=self.compiled,
            documents=self.options.documents,
            before=self.before.portal if self.before else "",
            read=self.read,
        )
        return Own(job, entries)

    def _texts(self, name: str) -> Path:
        """Where the texts of a series are kept as what they were converted to."""
        return self.work / "texts" / name / f"{resources.made_by()}.pickle"

    @property
    def _listed(self) -> Path:
        return self.work / "files.json"

    def _listing(self, found: Looks) -> dict[str, listing.Files]:
        path = self._listed
        try:
            known = msgspec.json.decode(path.read_bytes(), type=dict[str, listing.Files])
        except (OSError, msgspec.MsgspecError):
            known = {}
        files = listing.listing(self.root, found, {} if self.options.anew else known)
        if files != known:
            half = path.with_suffix(".half")
            kept = {name: one for name, one in files.items() if name.isprintable()}  # no other is a series
            half.write_bytes(msgspec.json.encode(kept))
            half.replace(path)
        return files

    @cached_property
    def _around(self) -> str:
        """What every series depends on, in one digest: code, templates, options, fonts, what belongs to none."""
        digest = hashlib.sha256(self.code.encode())
        about = [self.options.demo, self.options.documents, self._decided]
        digest.update(json.dumps([*about, self.fonts.digest if self.fonts else ""]).encode())
        digest.update(self.files[""].digest.encode())
        return digest.hexdigest()

    @cached_property
    def _decided(self) -> bool:
        """Whether there is a decision in any series that is published."""
        names = [name for name, one in self.files.items() if one.decided]
        return any(self.options.demo or not _is_demo(self.root, name) for name in names)

    def stamps(self) -> dict[str, str]:
        """By the id of each series all that it is made from, in one digest."""

        def stamp(name: str) -> str:
            said = f"{self._around}\0{name}\0{self.files[name].digest}"
            return hashlib.sha256(said.encode(errors="surrogateescape")).hexdigest()

        return {name: stamp(name) for name in self.files if name}

    def _stands(self, name: str, stamp: str) -> bool:
        """Whether a series stands in ``out`` as it would be made now."""
        entry = self.before.series.get(name) if self.before else None
        return entry is not None and entry.stamp == stamp and name in self.notes

    def _noted(self) -> dict[str, Path]:
        """The notes of series that stand in ``out`` as a whole, by their ids."""
        entries = self.before.series if self.before else {}
        found = {name: series.noted(self.work, name, entry.stamp) for name, entry in entries.items()}
        return {name: path for name, path in found.items() if path.is_file() and self._there(name, entries[name])}

    def _reading(self) -> Iterator[Path]:
        """Read the notes of series one after the other; for most changes all of them are needed."""
        for path in self.notes.values():
            if part := series.note(path):
                self.read[path] = part
            yield path

    def _there(self, name: str, entry: Entry) -> bool:
        """Whether all editions of a series have their folders."""
        try:
            inside = set(os.listdir(f"{self.out}/{name}")) if entry.editions else set()  # noqa: PTH208 - of thousands
        except OSError:
            return False
        return all(address.split("/")[1] in inside for address in entry.editions)

    def _job(self, name: str, stamp: str, fresh: Path, shared: Shared) -> Job:
        return Job(
            root=self.root,
            name=name,
            files=self.files[name].digest,
            around=self._around,
            shared=shared,
            found=self.found,
            fresh=fresh,
            kept=self.work / "files" / name,
            note=series.noted(self.work, name, stamp),
            before=self.notes.get(name),
            texts=self._texts(name),
            compiled=self.compiled,
            decided=self._decided,
            demo=self.options.demo,
            documents=self.options.documents,
            fonts=self.fonts,
        )

    def _make(self, jobs: list[Job], making: Callable[[str], None], executor: Executor | None) -> Generator[Made]:
        if executor is not None:
            yield from executor.map(series.make, jobs)
        elif len(jobs) <= _FEW or (os.cpu_count() or 1) == 1:
            yield from (series.make(job, making) for job in jobs)
        else:
            with processes.Processes(os.cpu_count() or 1, self.root, settle) as pool:
                begun = [pool.submit(series.make, job) for job in jobs]
                yield from (one.result() for one in begun)

    def _entry(self, name: str, stamp: str, made: Mapping[str, Made]) -> Entry:
        if name in made:
            one = made[name]
            return Entry(stamp, one.digest, one.editions, one.drafts, one.searched, one.files, one.documents)
        assert self.before is not None  # noqa: S101 - what was not made stands there
        return self.before.series[name]


def settle() -> None:
    """Have this process look for garbage seldom, and only among what is new; and when it ends, not at all.

    Little of what a build makes has to be looked for: what is read stays. With ten thousand editions looking took two
    fifths of the time in which the home page was made, and a fifth of a second more at the end.
    """
    atexit.register(gc.freeze)
    gc.freeze()
    gc.set_threshold(100_000, 1_000, 1_000)


def _is_demo(root: Path, name: str) -> bool:
    node = load.series(root, name).yaml.get(f"{CAMPAIGNS}/{name}/series.yml")
    said = node.items.get("demo") if node else None
    return getattr(said, "value", "") == "true"


class _Told(Struct, frozen=True):
    """Who is told of what goes on."""

    progress: Progress
    making: Callable[[str], None]

    def sites(self, addresses: Iterable[str], *, built: bool = False) -> None:
        """Tell of sites that are done."""
        for address in addresses:
            self.progress(address, built)
