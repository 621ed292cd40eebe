"""One series from its files to its part of the site: the same function wherever it runs.

A portal is as many of these as it has series, and what says something of all of them. They are made in any order, in
any process, on any machine that sees the same folders, and come out the same. Editions of one series speak of each
other, so a series is the smallest part that is checked by itself; of its editions only those are made that would come
out otherwise than they stand.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, TypeVar

import jinja2
from msgspec import Struct
from msgspec.structs import replace

from generator import check, downloads, load, pages, search
from generator.build import notes, swap
from generator.build.keep import Store
from generator.build.shell import Shell
from generator.build.write import write
from generator.check import in_series
from generator.check.concluded import Concluded
from generator.check.in_series import Checked
from generator.check.reading import Texts
from generator.check.shared import Shared
from generator.formats import plan
from generator.formats.fonts import Fonts
from generator.load import Sources, listing
from generator.model.campaign import Series
from generator.model.portal import Article, Edition, Portal
from generator.problems import Problem, ProblemsFoundError
from generator.render import template_errors
from generator.render.environment import environment
from generator.render.output import Kept, Outline, OutputFile
from generator.resources import Resources, made_by

V = TypeVar("V")

NOTES = "series"
"""The folder of what is noted, below the workspace."""
_UNREAD = Article("", "", (), {}, (), ())
_NOBODY: Callable[[str], None] = lambda _path: None  # noqa: E731 - a name for a default


class Job(Struct, frozen=True):
    """What is to be made, from what, and where.

    ``files`` is the digest of its files as they were listed. What is made is written below ``fresh`` as it is served.
    Finished documents are kept in ``kept``, where what is not used by this series any more is removed, and what was
    made is noted in ``note``; ``before`` is the note of what stands where the site is served from, if anything does.
    What texts were converted to is kept in ``texts``, what templates compile to in ``compiled``. ``around`` stands for
    all that every series depends on, ``decided`` says whether any series of the portal has a decision. Without
    ``documents`` there are only pages and what they read.
    """

    root: Path
    name: str
    files: str
    around: str
    shared: Shared
    found: Resources
    fresh: Path
    kept: Path
    note: Path
    before: Path | None
    texts: Path
    compiled: Path
    decided: bool
    demo: bool = True
    documents: bool = True
    fonts: Fonts | None = None


class Piece(Struct, frozen=True):
    """An edition as it stands: what it was made from, its site, and its size.

    ``entries`` are those of its calendar, where the portal's has them; ``searched`` is the size of the file that is
    searched, in bytes; ``files`` and ``documents`` are how many there are.
    """

    stamp: str
    site: Outline
    entries: bytes
    searched: int
    files: int
    documents: int


class Part(Struct, frozen=True):
    """What the rest of the portal needs to know of a series: its editions without their texts and forms.

    ``cited`` is what ``check.clauses`` found; ``pieces`` are the editions that were made, by their addresses.
    """

    checked: Checked
    cited: dict[str, dict[str, str]]
    pieces: dict[str, Piece]

    @property
    def sites(self) -> tuple[Outline, ...]:
        """Those of its editions, in their order."""
        return tuple(self.pieces[one.address].site for one in self.checked.editions if one.address in self.pieces)


class Made(Struct, frozen=True):
    """What came of a job: the addresses of all editions, of drafts among them, and of those that were made.

    ``digest`` is over all that the rest of the portal knows of the series, but for how large the files are that are
    searched: ``searched``, in bytes. ``files`` and ``documents`` count what there is, ``anew`` the documents that were
    made.
    """

    name: str
    digest: str
    failed: bool
    editions: tuple[str, ...]
    drafts: tuple[str, ...]
    made: tuple[str, ...]
    searched: int
    files: int
    documents: int
    anew: int


def make(job: Job, told: Callable[[str], None] = _NOBODY) -> Made:
    """Check one series and write what of it changed; what has problems is noted with them.

    ``told`` hears of documents made.

    Raises:
        ChangedError: its files are not those that it was to be made from any more.

    """
    sources = load.series(job.root, job.name)
    listing.unchanged(job.root, job.name, job.files)
    texts = Texts(notes.kept(job.texts, dict) or {})
    checked = in_series.check(job.name, sources, job.shared, texts=texts)
    notes.keep(job.texts, texts.read)
    if not job.demo and checked.series and checked.series.demo:
        checked = replace(checked, series=None, editions=(), failed=(), ended=(), problems=())
    making = _Making(job, checked, sources, told)
    failed = bool(checked.problems or job.shared.problems)  # of what belongs to no series something may be missing
    if checked.series and checked.editions and not failed:
        try:
            with template_errors.told(job.found.templates):
                making.run()
        except ProblemsFoundError as error:  # told with those of all other series
            checked, failed = replace(checked, problems=error.problems), True
    light = replace(checked, editions=tuple(map(_listed, making.light)), ended=tuple(map(_slim, checked.ended)))
    part = Part(light, check.clauses(checked, job.shared), _once(making.pieces))
    notes.keep(job.note, part, job.before)
    return Made(
        name=job.name,
        digest=_digest(part, making.known),
        failed=failed,
        editions=tuple(one.address for one in checked.editions),
        drafts=tuple(one.address for one in checked.editions if one.is_draft),
        made=tuple(one.address for one in checked.editions if one.address in making.made),
        searched=sum(one.searched for one in part.pieces.values()),
        files=sum(one.files for one in part.pieces.values()) + making.beside,
        documents=sum(one.documents for one in part.pieces.values()),
        anew=making.anew,
    )


def noted(work: Path, name: str, stamp: str) -> Path:
    """Where it is noted below ``work`` what the portal knows of a series that was made with this stamp."""
    return work / NOTES / name / f"{stamp}.pickle"


def note(path: Path) -> Part | None:
    """What was noted of a series when it was made."""
    return notes.kept(path, Part)


class _Making:
    """Makes the editions of a series that would come out otherwise than they stand, and counts what there is."""

    def __init__(self, job: Job, checked: Checked, sources: Sources, told: Callable[[str], None]) -> None:
        """For one job; nothing is made yet."""
        self._job, self._checked, self._sources, self._told = job, checked, sources, told
        self.light = tuple(map(_light, checked.editions))
        self.pieces: dict[str, Piece] = {}
        self.made: list[str] = []
        self.beside = self.anew = 0

    def run(self) -> None:
        """Make them; everything is on disk.

        Raises:
            ProblemsFoundError: with everything in the content that keeps documents from being made.

        """
        job, portal = self._job, self._portal()
        before = note(job.before) if job.before else None
        standing = before.pieces if before else {}
        problems: list[Problem] = []
        newest: Outline | None = None
        for edition in sorted(portal.editions, key=lambda one: not one.is_current):  # the others lead to its pages
            stamp = self._stamp(portal, edition, newest)
            piece = standing.get(edition.address)
            if piece is None or piece.stamp != stamp:
                try:
                    piece = self._piece(self._seen(portal, edition), edition, stamp, newest)
                except ProblemsFoundError as error:
                    problems += error.problems
                    continue
                self.made.append(edition.address)
            self.pieces[edition.address] = piece
            newest = newest or piece.site
        if problems:
            raise ProblemsFoundError(problems)
        ways = pages.of_series(portal, self._tools.env)
        write(job.fresh, ways, [])
        self.beside = len(ways)
        self._tidy({edition.id for edition in portal.editions})

    @cached_property
    def _tools(self) -> _Tools:
        return _tools(self._job.found, self._job.found.digest, self._job.compiled)

    @cached_property
    def _writers(self) -> plan.Writers:
        return plan.Writers(self._job.found.templates, self._job.fonts)

    def _portal(self) -> Portal:
        """The portal as far as the series knows it."""
        shared, series = self._job.shared, self._checked.series
        assert shared.settings is not None  # noqa: S101 - the caller has looked
        assert series is not None  # noqa: S101
        return Portal(
            shared.settings,
            shared.federations,
            (series,),
            self._checked.editions,
            shared.texts,
            shared.terms,
            shared.holidays,
            decided=self._job.decided,
        )

    def _seen(self, portal: Portal, edition: Edition) -> Portal:
        """The portal as the edition sees it: with texts and forms of none but those editions that it quotes."""
        quoted = pages.quoted(portal, edition)
        both = zip(portal.editions, self.light, strict=True)
        return replace(portal, editions=tuple(one if one.address in quoted else light for one, light in both))

    def _stamp(self, portal: Portal, edition: Edition, newest: Outline | None) -> str:
        """All that an edition is made from, in one digest: what ``_seen`` holds, and where the newest has pages."""
        quoted = pages.quoted(portal, edition)
        files = [(path, digest) for path, digest in self._sources.digests.items() if load.edition(path) in quoted]
        there = list(newest.titles) if newest else None
        said = repr((self._job.around, self.known, edition.address, sorted(files), there))
        return hashlib.sha256(said.encode()).hexdigest()

    @cached_property
    def known(self) -> str:
        """What every edition knows of all of them, in one digest."""
        return _told(self._checked.series, self.light)

    def _piece(self, portal: Portal, edition: Edition, stamp: str, newest: Outline | None) -> Piece:
        job, tools = self._job, self._tools
        files = downloads.of_edition(portal, edition)
        store = Store(job.kept / edition.id, made_by(), self._told)
        dated = store.files(downloads.calendars(portal, edition))
        kept = self._documents(store, portal, edition, files) if job.documents else []
        sizes = {one.path: one.size for one in (*dated, *kept)} | {one.path: len(one.data) for one in files}
        site = pages.of_edition(portal, edition, tools.env, sizes)
        site = pages.told(portal, edition, site, newest or site.outline)
        searched = search.file(site.address, search.records(site, edition.marked(edition.campaign.title)))
        shown = tools.shell.pages(site)
        files += [searched, *site.files, *shown]
        write(job.fresh, files, [*dated, *kept])
        entries = b"".join(downloads.entries(one.source.read_bytes()) for one in dated if edition.is_current)
        count = len(files) + len(dated) + len(kept)
        return Piece(stamp, site.outline, entries, len(searched.data), count, len(kept))

    def _documents(self, store: Store, portal: Portal, edition: Edition, files: list[OutputFile]) -> list[Kept]:
        before = store.made
        printed = self._writers.printed(portal, edition)
        planned = [file for one in printed for file in one.files]
        kept = store.files([*planned, *downloads.workbooks(portal, edition)])
        kept += store.files([plan.whole(edition, printed, [*kept, *files])])
        store.drop_others()
        self.anew += store.made - before
        return kept

    def _tidy(self, editions: set[str]) -> None:
        """Remove the documents that are kept of editions that are there no more."""
        kept = self._job.kept
        for path in kept.iterdir() if kept.is_dir() else ():
            if path.name not in editions:
                swap.remove(path) if path.is_dir() else path.unlink()


class _Tools(Struct, frozen=True):
    """What is set up once in a process."""

    env: jinja2.Environment
    shell: Shell


@lru_cache(maxsize=1)
def _tools(found: Resources, _digest: str, compiled: Path) -> _Tools:
    """For templates as they are: a preview goes on while someone changes them."""
    return _Tools(environment(found.templates, compiled / "pages"), Shell(found, compiled))


def _light(edition: Edition) -> Edition:
    corrections = tuple(replace(one, before=_light(one.before)) for one in edition.corrections)
    return replace(edition, notice=_UNREAD, faq=_UNREAD, rubrics=(), forms=(), corrections=corrections, ledger=())


def _listed(light: Edition) -> Edition:
    """What the portal knows of an edition: of most no more than what lists of editions say."""
    if light.honours or light.corrections:
        return light
    return replace(light, campaign=light.campaign.listed(current=light.is_current))


def _slim(one: Concluded) -> Concluded:
    return replace(one, edition=_light(one.edition))


def _once(pieces: dict[str, Piece]) -> dict[str, Piece]:
    """The same, with what several editions have alike there once: it is noted once, and read sooner."""
    known: dict[Any, Any] = {}

    def same(value: V) -> V:
        first: V = known.setdefault(value, value)
        return first

    def outline(site: Outline) -> Outline:
        titles = {same(address): same(title) for address, title in site.titles.items()}
        return replace(site, titles=titles, nav=same(site.nav), public=same(site.public))

    return {address: replace(piece, site=outline(piece.site)) for address, piece in pieces.items()}


def _digest(part: Part, known: str) -> str:
    """Over all but what is searched; ``known`` is over the series and its editions."""
    return hashlib.sha256(repr((part.cited, part.sites, part.checked.failed, known)).encode()).hexdigest()


def _told(series: Series | None, editions: Iterable[Edition]) -> str:
    """All that is known of editions without their texts and forms; pydantic writes a record much sooner than repr."""
    digest = hashlib.sha256(series.model_dump_json().encode() if series else b"")
    for edition in editions:
        digest.update(f"{edition.id}\0{edition.campaign.model_dump_json()}\0{edition.honours!r}\0".encode())
        for one in edition.corrections:
            digest.update(one.correction.model_dump_json().encode())
    return digest.hexdigest()
