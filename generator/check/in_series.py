"""The files of one series to its editions, checked by themselves and against each other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from msgspec import Struct
from msgspec.structs import replace

from generator.check import cited, corrections, events, ledger, outcomes, privacy, references, rubric_lint, unfinished
from generator.check import edition as edition_lint
from generator.check import honours as honours_check
from generator.check import series as series_lint
from generator.check.concluded import Concluded
from generator.check.located import CAMPAIGN, FAQ, Located
from generator.check.reading import Reading, Texts
from generator.check.shared import FEDERATIONS, Shared
from generator.load import Sources, nodes
from generator.looks import CAMPAIGNS
from generator.model import addresses
from generator.model.campaign import Campaign, Document, Series
from generator.model.form import Form
from generator.model.holidays import UnknownYearError
from generator.model.honours import HONOREES, Announcement, Event, Honoree, Outcome, numbered
from generator.model.portal import Article, Edition, Honours
from generator.model.rubric import Rubric
from generator.problems import Problem

_OF_REFERRED = {"RUB001", "RUB002", "RUB010", "RUB017"}
"""Sums, links and what is taken out are not known of a rubric where another, to which it refers, could not be read."""

_DOCUMENT = Document.model_construct(issuer="", title=(), addressees="", source="")
_UNREAD = Campaign.model_construct(title="", label="", document=_DOCUMENT, basis=(), objects=())
"""Stands for a ``campaign.yml`` that could not be read."""


class Checked(Struct, frozen=True):
    """A series as far as it could be read. ``failed`` are the addresses of editions that could not.

    ``ended`` are the editions that have an outcome, with their places and without their sources; ``whole`` says whether
    every list of the series was read without a problem.
    """

    name: str
    series: Series | None
    editions: tuple[Edition, ...]
    failed: tuple[str, ...]
    ended: tuple[Concluded, ...]
    whole: bool
    problems: tuple[Problem, ...]


def check(
    name: str, sources: Sources, shared: Shared, *, releasing: bool = False, texts: Texts | None = None
) -> Checked:
    """The series of that name; ``releasing`` one whose ledgers may lack what is published."""
    reading = _Series(replace(sources, refused=sources.refused | shared.refused), shared, releasing, texts)
    reading.problems += [*privacy.files(sources), *unfinished.files(sources)]
    series, editions = reading.series(name)
    lists = {path for path in (*sources.tables, *sources.refused) if path.endswith("/honorees.csv")}
    ended = [made for one in editions if (made := Concluded.of(one, sources))]
    if series and series.federation in shared.federations:
        reading.problems += outcomes.lint(
            sources, ended, shared.federations, shared.holidays, there=shared.has_holidays
        )
    else:
        ended = []
    read = {one.address for one in editions}
    return Checked(
        name,
        series,
        tuple(editions),
        tuple(address for id_ in reading.editions(name) if (address := f"{name}/{id_}/") not in read),
        tuple(replace(one, sources=Sources()) for one in ended),
        all(one.whole for one in ended) and lists <= {one.roll for one in ended},
        tuple(reading.problems),
    )


class _Series(Reading):
    def __init__(self, sources: Sources, shared: Shared, releasing: bool, texts: Texts | None) -> None:  # noqa: FBT001
        super().__init__(sources, texts)
        self.shared, self.releasing = shared, releasing

    def editions(self, name: str) -> list[str]:
        """The ids of all editions of the series."""
        return [one for one in self.sources.below(f"{CAMPAIGNS}/{name}") if one != "series.yml"]

    def series(self, name: str) -> tuple[Series | None, list[Edition]]:
        """The series and those editions of it that could be read."""
        self._orphans(name)
        folder = f"{CAMPAIGNS}/{name}"
        if name not in self.sources.below(CAMPAIGNS):
            return None, []
        series = self.named(Series, f"{folder}/series.yml", name)
        ids = self.editions(name)
        if name in addresses.TAKEN:
            self.add(f"{folder}/series.yml", "REF003", f"“{name}”是保留的名称，不能作创建活动的标识。", ("id",))
        if series is not None:
            if series.current not in ids:
                self.add(f"{folder}/series.yml", "REF001", f"没有“{series.current}”这一届。", ("current",))
            if not self.has_federation(series.federation):
                message = f"没有标识为“{series.federation}”的工会。"
                self.add(f"{folder}/series.yml", "REF001", message, ("federation",))
        found = [made for made in (self._edition(series, name, id_) for id_ in ids) if made]
        self.problems += series_lint.lint(found, ids)
        editions = [located.edition for located in found]
        self.problems += [*cited.lint(editions), *self._registers(editions, ids)]
        return series, editions

    def _orphans(self, name: str) -> None:
        for id_ in self.sources.below(f"rubrics/{name}"):
            edition = f"{CAMPAIGNS}/{name}/{id_}"
            if not self.sources.below(edition) and not self.sources.has(edition):
                first = "/".join([f"rubrics/{name}/{id_}", *self.sources.below(f"rubrics/{name}/{id_}")[:1]])
                self.add(first, "REF001", f"打分表没有对应的 {edition}/。")

    def has_federation(self, name: str) -> bool:
        """Whether there is a federation of that id, whatever is in its file."""
        return name in self.shared.written or self.sources.has(f"{FEDERATIONS}/{name}.yml")

    def called(self, path: str, written: str) -> str:
        """Federations too, which belong to no series."""
        named = [one.id for one in self.shared.federations.values() if one.name == written]
        return named[0] if len(named) == 1 else super().called(path, written)

    def _edition(self, series: Series | None, name: str, id_: str) -> Located | None:
        folder, rubric_folder = f"{CAMPAIGNS}/{name}/{id_}", f"rubrics/{name}/{id_}"
        campaign = self.record(Campaign, f"{folder}/campaign.yml")
        notice, faq = self.article(f"{folder}/notice.md"), self.article(f"{folder}/faq.md")
        rubrics = self.folder(Rubric, rubric_folder)
        forms = self.folder(Form, f"{folder}/forms")
        failed = self._failed(rubric_folder, rubrics)
        resolved = {}
        for rubric in rubrics.values():
            path = f"{rubric_folder}/{rubric.id}.yml"
            node = self.sources.yaml[path]
            resolved[rubric.id], problems = references.resolve(path, node, rubric, rubrics, failed)
            problems += rubric_lint.lint(path, node, rubric, resolved[rubric.id])
            lacks = any(section.refers and section.refers.rubric in failed for section in rubric.sections)
            self.problems += [one for one in problems if not (lacks and one.code in _OF_REFERRED)]
        honours = self._honours(folder, id_, campaign) if campaign else None
        if honours and campaign:
            used = f"rubrics/{name}/{campaign.follows.edition if campaign.follows else id_}"
            known = frozenset(file.removesuffix(".yml") for file in self.sources.below(used))
            path = f"{folder}/honours.yml"
            self.problems += honours_check.rubrics(path, self.sources.yaml[path], honours.outcome, known)
        if notice is None:
            return None
        failed |= self._failed(f"{folder}/forms", forms)
        failed |= {name for name, made in ((CAMPAIGN, campaign), (FAQ, faq)) if made is None}
        edition = Edition(
            id_,
            series or Series.model_construct(id=name, title="", federation="", summary="", current=""),
            campaign or _UNREAD,
            notice,
            faq or Article(f"{folder}/{FAQ}", "", (), {}, (), ()),
            _ordered(campaign or _UNREAD, resolved),
            tuple(forms.values()),
            honours,
        )
        located = Located(
            edition,
            folder,
            self.sources.yaml.get(f"{folder}/{CAMPAIGN}", nodes.Mapping(1, 1)),
            {rubric: self.sources.yaml[f"{rubric_folder}/{rubric}.yml"] for rubric in rubrics},
            {form: self.sources.yaml[f"{folder}/forms/{form}.yml"] for form in forms},
            self.sources.markdown,
            frozenset(failed),
        )
        self.problems += edition_lint.lint(located, self.has_federation)
        if series is None or failed:
            return None
        if table := self.sources.tables.get(f"{folder}/{ledger.FILE}"):
            edition = replace(edition, ledger=tuple(tuple(row.cells.values()) for row in table.rows))
        edition, problems = corrections.read(self.sources, folder, edition)
        self.problems += problems
        return replace(located, edition=edition)

    def _failed(self, folder: str, made: dict[str, Rubric] | dict[str, Form]) -> set[str]:
        """What is in a folder and could not be read, by the names of the files, and by the ids where they differ."""
        names = {name for file in self.sources.below(folder) if (name := file.removesuffix(".yml")) not in made}
        written = [self.sources.yaml[path] for name in names if (path := f"{folder}/{name}.yml") in self.sources.yaml]
        ids = [id_.value for node in written if isinstance(id_ := node.items.get("id"), nodes.Scalar)]
        return {*names, *ids}

    def _registers(self, editions: list[Edition], ids: list[str]) -> Iterator[Problem]:
        """What became of the titles of a series, and whether anything of it was changed after it was published."""
        named = {one.id: one for one in editions}
        around = events.Around(named, ids, lambda id_: self.sources.has(f"{named[id_].folder}/honours.yml"))
        for one in editions:
            path = f"{one.folder}/events.csv"
            if one.honours and path in self.sources.tables:
                yield from events.lint(path, self.sources.tables[path], one, around)
            yield from ledger.lint(self.sources, one.folder, one, releasing=self.releasing)

    def _honours(self, folder: str, edition: str, campaign: Campaign) -> Honours | None:
        """What the edition ended in; nothing where there is no ``honours.yml``."""
        path = f"{folder}/honours.yml"
        if not self.sources.has(path):
            self.problems += honours_check.without_outcome(folder, self.sources.below(folder))
            return None
        outcome = self.record(Outcome, path)
        if outcome is None:
            return None
        names = tuple(name.removesuffix(".md") for name in self.sources.below(f"{folder}/documents"))
        self.problems += honours_check.texts(folder, self.sources.yaml[path], outcome, self.sources.has, names)
        documents = {name: self.article(f"{folder}/documents/{name}.md") for name in names}
        honorees, events = self._honorees(folder, outcome, campaign), self._events(folder, edition, campaign)
        return Honours(
            outcome,
            self.article(f"{folder}/announcement.md") if outcome.announcement else None,
            self.article(f"{folder}/decision.md") if outcome.decision else None,
            {name: made for name, made in documents.items() if made},
            honorees,
            events,
            self._last(outcome.announcement) if outcome.announcement else "",
        )

    def _honorees(self, folder: str, outcome: Outcome, campaign: Campaign) -> tuple[Honoree, ...]:
        path = f"{folder}/honorees.csv"
        table = self.sources.tables.get(path)
        if table is None:
            return ()
        made, problems = honours_check.honorees(path, table, outcome, campaign)
        self.problems += problems
        return made

    def _events(self, folder: str, edition: str, campaign: Campaign) -> tuple[Event, ...]:
        path = f"{folder}/events.csv"
        table, listed = self.sources.tables.get(path), self.sources.tables.get(f"{folder}/honorees.csv")
        if table is None:
            return ()
        heading = HONOREES["number"]
        there = listed is not None and heading in listed.headings
        numbers = frozenset(numbered(row.cells[heading]) for row in listed.rows) if listed and there else None
        made, problems = honours_check.events(path, table, edition, campaign, numbers)
        self.problems += problems
        return made

    def _last(self, announcement: Announcement) -> str:
        """The last day of a public notice; what keeps it from being known is told by the checks."""
        if announcement.last or self.shared.holidays is None:
            return announcement.last or ""
        try:
            return self.shared.holidays.last_day(date.fromisoformat(announcement.first), announcement.days).isoformat()
        except UnknownYearError:
            return ""


def _ordered(campaign: Campaign, rubrics: dict[str, Rubric]) -> tuple[Rubric, ...]:
    """Rubrics in the order of the attachments, any others after them by name."""
    attached = [a.rubric for a in campaign.attachments if a.rubric in rubrics]
    return tuple(rubrics[name] for name in dict.fromkeys([*(n for n in attached if n), *rubrics]))
