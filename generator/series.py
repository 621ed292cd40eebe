"""One series from its files to its part of the site: the same function wherever it runs.

A portal is as many of these as it has series, and what says something of all of them. They are made in any order, in
any process, on any machine that sees the same folders, and come out the same. Editions of one series speak of each
other, so a series is the smallest part that stands by itself.
"""

from __future__ import annotations

import hashlib
import pickle
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain
from pathlib import Path

import jinja2

from generator import check, downloads, load, pages, search
from generator.build.keep import Store
from generator.build.shell import Shell
from generator.check import in_series
from generator.check.concluded import Concluded
from generator.check.in_series import Checked
from generator.check.shared import Shared
from generator.formats import plan
from generator.formats.fonts import Fonts
from generator.model.portal import Article, Edition, Portal
from generator.problems import ProblemsFoundError
from generator.render import template_errors
from generator.render.environment import environment
from generator.render.output import Kept, OutputFile, Site
from generator.resources import Resources, made_by

_UNREAD = Article("", "", (), {}, (), ())
_NOBODY: Callable[[str], None] = lambda _path: None  # noqa: E731 - a name for a default


@dataclass(frozen=True)
class Job:
    """What is to be made, from what, and where.

    ``files`` below ``fresh`` are written as they are served. Finished documents are kept in ``kept``, where what is not
    used by this series any more is removed, and what was made is noted in ``note``;
    what templates compile to is kept in ``compiled``. ``decided`` says whether any
    series of the portal has a decision. Without ``documents`` there are only pages and what they read.
    """

    root: Path
    name: str
    shared: Shared
    found: Resources
    fresh: Path
    kept: Path
    note: Path
    compiled: Path
    decided: bool
    demo: bool = True
    documents: bool = True
    fonts: Fonts | None = None


@dataclass(frozen=True)
class Part:
    """What the rest of the portal needs to know of a series: its editions without their texts and forms.

    ``sites`` are those of its editions, their pages without content; ``cited`` is what ``check.clauses`` found;
    ``searched`` the sizes of the files that are searched, by the addresses of the editions.
    """

    checked: Checked
    cited: dict[str, dict[str, str]]
    sites: tuple[Site, ...]
    searched: dict[str, int]


@dataclass(frozen=True)
class Made:
    """What came of a job.

    ``digest`` is over all that the rest of the portal knows of the series, but for how large the files are that are
    searched: ``searched``, in bytes.
    """

    name: str
    digest: str
    failed: bool
    editions: tuple[str, ...]
    searched: int
    files: int
    documents: int
    anew: int


def make(job: Job, told: Callable[[str], None] = _NOBODY) -> Made:
    """Check and write one series; what has problems is noted with them. ``told`` hears of documents made."""
    sources = load.series(job.root, job.name)
    checked = in_series.check(job.name, sources, job.shared)
    if not job.demo and checked.series and checked.series.demo:
        checked = replace(checked, series=None, editions=(), failed=(), ended=(), problems=())
    failed = bool(checked.problems) or job.shared.settings is None
    sites: list[Site] = []
    searched: dict[str, int] = {}
    written = Written(job)
    if checked.series and checked.editions and not failed:
        try:
            with template_errors.told(job.found.templates):
                sites = written.sites(_portal(job, checked), told)
                searched = written.searched
        except ProblemsFoundError as error:  # told with those of all other series
            checked, failed = replace(checked, problems=error.problems), True
    light = replace(checked, editions=tuple(map(_light, checked.editions)), ended=tuple(map(_slim, checked.ended)))
    cited = check.clauses(checked, job.shared)
    part = Part(light, cited, tuple(map(_titles, sites)), searched)
    job.note.parent.mkdir(parents=True, exist_ok=True)
    for old in job.note.parent.glob(f"{job.name}.*"):  # no id holds a dot
        old.unlink()
    half = job.note.with_suffix(".half")
    half.write_bytes(pickle.dumps(part, protocol=5))
    half.replace(job.note)
    editions = tuple(one.address for one in checked.editions)
    return Made(
        name=job.name,
        digest=_digest(part),
        failed=failed,
        editions=editions,
        searched=sum(searched.values()),
        files=written.files,
        documents=written.documents,
        anew=written.anew,
    )


def note(path: Path) -> Part | None:
    """What was noted of a series when it was made."""
    try:
        with path.open("rb") as file:
            part = pickle.load(file)  # noqa: S301 - written by ``make``, in the portal's own workspace
    except Exception:  # noqa: BLE001 - a file of another version, or half a one, can raise anything
        return None
    return part if isinstance(part, Part) else None


def _portal(job: Job, checked: Checked) -> Portal:
    """The portal as far as the series knows it."""
    shared = job.shared
    assert shared.settings is not None  # noqa: S101 - the caller has looked
    assert checked.series is not None  # noqa: S101
    return Portal(
        shared.settings,
        shared.federations,
        (checked.series,),
        checked.editions,
        shared.texts,
        shared.terms,
        shared.holidays,
        decided=job.decided,
    )


class Written:
    """Writes the files of a series and counts them."""

    def __init__(self, job: Job) -> None:
        """For one job."""
        self._job = job
        self._tools = _tools(job.found, job.found.digest, job.compiled)
        self.files = self.documents = self.anew = 0
        self.searched: dict[str, int] = {}

    def sites(self, portal: Portal, told: Callable[[str], None]) -> list[Site]:
        """The sites of all editions; everything is on disk."""
        job, env = self._job, self._tools.env
        files = [one for edition in portal.editions for one in downloads.of_edition(portal, edition)]
        kept = self._documents(portal, files, told) if job.documents else []
        sizes = {one.path: one.size for one in kept} | {one.path: len(one.data) for one in files}
        sites = pages.of_editions(portal, env, job.found.templates, sizes)
        found = [
            search.file(site, edition.marked(edition.campaign.title))
            for site, edition in zip(sites, portal.editions, strict=True)
        ]
        self.searched = {site.address: len(one.data) for site, one in zip(sites, found, strict=True)}
        shell = self._tools.shell
        beside = chain.from_iterable(site.files for site in sites)
        shown = chain.from_iterable(shell.pages(site) for site in sites)
        write(job.fresh, chain(files, found, pages.of_series(portal, env), beside, shown), kept)
        ways = sum(len(site.pages) + len(site.files) for site in sites)
        self.files = len(files) + len(found) + 2 + ways + len(kept)
        return sites

    def _documents(self, portal: Portal, files: list[OutputFile], told: Callable[[str], None]) -> list[Kept]:
        job = self._job
        store = Store(job.kept, made_by(), told)
        writers = plan.Writers(job.found.templates, job.fonts)
        printed = plan.printed(portal, writers)
        planned = [file for one in printed for file in one.files]
        planned += [one for edition in portal.editions for one in downloads.workbooks(portal, edition)]
        kept = store.files(planned)
        kept += store.files(plan.bundles(printed, [*kept, *files]))
        store.drop_others()
        self.documents, self.anew = len(kept), store.made
        return kept


def write(out: Path, files: Iterable[OutputFile], kept: Iterable[Kept]) -> None:
    """Write files below ``out`` where they are served from."""
    made: set[Path] = set()

    def place(path: str) -> Path:
        place = out / path
        if place.parent not in made:
            place.parent.mkdir(parents=True, exist_ok=True)
            made.add(place.parent)
        return place

    for file in files:
        place(file.path).write_bytes(file.data)
    for one in kept:
        shutil.copyfile(one.source, place(one.path))


@dataclass(frozen=True)
class _Tools:
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


def _slim(one: Concluded) -> Concluded:
    return replace(one, edition=_light(one.edition))


def _titles(site: Site) -> Site:
    light = (replace(one, description="", body="", headings=(), crumbs=(), metas=(), newer=None) for one in site.pages)
    return replace(site, pages=tuple(light), files=())


def _digest(part: Part) -> str:
    """Over all but what is searched; pydantic writes a record much sooner than ``repr`` does."""
    digest = hashlib.sha256(repr((part.cited, part.sites, part.checked.failed)).encode())
    if part.checked.series:
        digest.update(part.checked.series.model_dump_json().encode())
    for edition in part.checked.editions:
        digest.update(f"{edition.id}\0{edition.campaign.model_dump_json()}\0{edition.honours!r}\0".encode())
        for one in edition.corrections:
            digest.update(one.correction.model_dump_json().encode())
    return digest.hexdigest()
