"""Located sources to one frozen, resolved portal, or every problem at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TypeVar

from generator.check import edition as edition_lint
from generator.check import (
    events,
    ledger,
    outcomes,
    period,
    portal_lint,
    privacy,
    references,
    rubric_lint,
    schema,
    unfinished,
)
from generator.check import honours as honours_check
from generator.check import series as series_lint
from generator.check.article import article
from generator.load import Sources, nodes
from generator.model import addresses
from generator.model.base import Record
from generator.model.campaign import Campaign, Federation, Series
from generator.model.form import Form
from generator.model.glossary import Glossary, Term
from generator.model.holidays import Holidays, UnknownYearError
from generator.model.honours import HONOREES, Announcement, Event, Honoree, Outcome, numbered
from generator.model.portal import Article, Edition, Honours, Portal, Settings, publishing
from generator.model.rubric import Rubric
from generator.problems import Problem, ProblemsFoundError

R = TypeVar("R", bound=Record)
_CAMPAIGNS = "content/campaigns"


def portal(sources: Sources, *, releasing: bool = False) -> Portal:
    """The portal that the sources describe; ``releasing`` one whose ledgers may lack what is published.

    Raises:
        ProblemsFoundError: with every problem of every file, when there is any.

    """
    return _Checker(sources, releasing=releasing).portal()


class _Checker:
    """Gathers problems while it builds; a part that failed is left out of what depends on it."""

    def __init__(self, sources: Sources, *, releasing: bool) -> None:
        self.sources, self.releasing = sources, releasing
        self.problems = list(sources.problems)
        self.holidays: Holidays | None = None

    def portal(self) -> Portal:
        self.problems += [*privacy.files(self.sources), *unfinished.files(self.sources)]
        settings = self._record(Settings, "content/portal.yml")
        federations = self._federations()
        self.holidays = self._record(Holidays, period.HOLIDAYS) if self.sources.has(period.HOLIDAYS) else None
        if self.holidays:
            self.problems += period.calendar(self.sources.yaml[period.HOLIDAYS], self.holidays)
        series, editions = self._campaigns()
        self.problems += outcomes.lint(self.sources, editions, federations, self.holidays)
        texts = self._texts()
        terms = self._terms()
        self._about(federations, series, editions, texts, terms)
        if self.problems or settings is None:
            raise ProblemsFoundError(privacy.told(unfinished.told(self.problems)))
        return Portal(settings, federations, tuple(series), tuple(editions), texts, terms, self.holidays)

    def _texts(self) -> dict[str, Article]:
        """Pages about the portal itself, by address; those that are written."""
        made = {}
        for address in addresses.TEXTS:
            text = self._article(_text(address)) if self.sources.has(_text(address)) else None
            if text is not None:
                made[address] = text
        return made

    def _terms(self) -> tuple[Term, ...]:
        made = self._record(Glossary, portal_lint.GLOSSARY) if self.sources.has(portal_lint.GLOSSARY) else None
        return made.terms if made else ()

    def _about(
        self,
        federations: dict[str, Federation],
        series: list[Series],
        editions: list[Edition],
        texts: dict[str, Article],
        terms: tuple[Term, ...],
    ) -> None:
        """What the portal's own pages say of the rest."""
        there = [f"{name}/{id_}/" for name in self._folders() for id_ in self._folders(name)]
        there += [address for address in addresses.TEXTS if self.sources.has(_text(address))]
        there += [addresses.GLOSSARY] if self.sources.has(portal_lint.GLOSSARY) else []
        made = {*(edition.address for edition in editions), *texts, *([addresses.GLOSSARY] if terms else [])}
        around = portal_lint.Surroundings(
            editions=tuple(editions),
            failed=tuple(address for address in there if address not in made),
            pages=(addresses.SEARCH, addresses.SITEMAP, *map(addresses.federation, publishing(federations, series))),
            texts=texts,
            terms=terms,
        )
        if terms:
            self.problems += portal_lint.glossary(self.sources.yaml[portal_lint.GLOSSARY], around)
        for text in texts.values():
            self.problems += portal_lint.links(text, self.sources.markdown[text.path], around)

    def _folders(self, *below: str) -> list[str]:
        """The names of all series, or of the editions of one."""
        return [name for name in self.sources.below("/".join((_CAMPAIGNS, *below))) if name != "series.yml"]

    def _record(self, kind: type[R], path: str) -> R | None:
        """The model of one file; its absence is a problem unless the loader refused it already."""
        node = self.sources.yaml.get(path)
        if node is None:
            if not self.sources.has(path):
                self._add(path, "FIL001", f"缺少文件“{path}”。")
            return None
        made, problems = schema.record(kind, path, node)
        self.problems += problems
        return made

    def _add(self, path: str, code: str, message: str, where: tuple[str | int, ...] = ()) -> None:
        node = self.sources.yaml.get(path)
        place = nodes.locate(node, where) if node else (1, 1)
        self.problems.append(Problem(path, *place, code, message))

    def _named(self, kind: type[R], path: str, name: str) -> R | None:
        """A record whose ``id`` is the name of its file or folder."""
        made = self._record(kind, path)
        found = getattr(made, "id", name)
        if found != name:
            self._add(path, "REF002", f"id 是“{found}”，文件（夹）名是“{name}”。", ("id",))
            return None
        return made

    def _folder(self, kind: type[R], folder: str) -> dict[str, R]:
        made = {}
        for file in self.sources.below(folder):
            name = file.removesuffix(".yml")
            record = self._named(kind, f"{folder}/{file}", name)
            if record is not None:
                made[name] = record
        return made

    def _federations(self) -> dict[str, Federation]:
        folder = "content/federations"
        federations = self._folder(Federation, folder)
        for name, federation in federations.items():
            path, above = f"{folder}/{name}.yml", federation.parent
            if above and not self._has_federation(above):
                self._add(path, "REF001", f"没有标识为“{above}”的工会。", ("parent",))
            seen = {name}
            while above in federations and above not in seen:
                seen.add(above)
                above = federations[above].parent
            if above in seen:
                self._add(path, "REF006", f"“{federation.name}”的上级关系成环。", ("parent",))
        return federations

    def _campaigns(self) -> tuple[list[Series], list[Edition]]:
        all_series, editions = [], []
        for name in self.sources.below(_CAMPAIGNS):
            folder = f"{_CAMPAIGNS}/{name}"
            series = self._named(Series, f"{folder}/series.yml", name)
            ids = self._folders(name)
            if name in addresses.TAKEN:
                self._add(f"{folder}/series.yml", "REF003", f"“{name}”是保留的名称，不能作创建活动的标识。", ("id",))
            if series is not None:
                all_series.append(series)
                if series.current not in ids:
                    self._add(f"{folder}/series.yml", "REF001", f"没有“{series.current}”这一届。", ("current",))
                if not self._has_federation(series.federation):
                    message = f"没有标识为“{series.federation}”的工会。"
                    self._add(f"{folder}/series.yml", "REF001", message, ("federation",))
            found = [made for made in (self._edition(series, name, id_) for id_ in ids) if made]
            self.problems += series_lint.lint(found, ids)
            self.problems += self._registers([located.edition for located in found], ids)
            editions += [located.edition for located in found]
        for name in self.sources.below("rubrics"):
            for id_ in self.sources.below(f"rubrics/{name}"):
                edition = f"{_CAMPAIGNS}/{name}/{id_}"
                if not self.sources.below(edition) and not self.sources.has(edition):
                    first = "/".join([f"rubrics/{name}/{id_}", *self.sources.below(f"rubrics/{name}/{id_}")[:1]])
                    self._add(first, "REF001", f"打分表没有对应的 {edition}/。")
        return all_series, editions

    def _has_federation(self, name: str) -> bool:
        return self.sources.has(f"content/federations/{name}.yml")

    def _edition(self, series: Series | None, name: str, id_: str) -> edition_lint.Located | None:
        folder, rubric_folder = f"{_CAMPAIGNS}/{name}/{id_}", f"rubrics/{name}/{id_}"
        campaign = self._record(Campaign, f"{folder}/campaign.yml")
        notice, faq = self._article(f"{folder}/notice.md"), self._article(f"{folder}/faq.md")
        rubrics = self._folder(Rubric, rubric_folder)
        forms = self._folder(Form, f"{folder}/forms")
        resolved = {}
        for rubric in rubrics.values():
            path = f"{rubric_folder}/{rubric.id}.yml"
            node = self.sources.yaml[path]
            resolved[rubric.id], problems = references.resolve(path, node, rubric, rubrics)
            self.problems += [*problems, *rubric_lint.lint(path, node, rubric, resolved[rubric.id])]
        whole = len(rubrics) == len(self.sources.below(rubric_folder)) and len(forms) == len(
            self.sources.below(f"{folder}/forms")
        )
        if series is None or campaign is None or notice is None or faq is None or not whole:
            return None
        honours = self._honours(folder, id_, campaign)
        if honours:
            used = f"rubrics/{name}/{campaign.follows.edition if campaign.follows else id_}"
            known = frozenset(file.removesuffix(".yml") for file in self.sources.below(used))
            path = f"{folder}/honours.yml"
            self.problems += honours_check.rubrics(path, self.sources.yaml[path], honours.outcome, known)
        rubrics_in_order = _ordered(campaign, resolved)
        edition = Edition(id_, series, campaign, notice, faq, rubrics_in_order, tuple(forms.values()), honours)
        located = edition_lint.Located(
            edition,
            folder,
            self.sources.yaml[f"{folder}/campaign.yml"],
            {rubric: self.sources.yaml[f"{rubric_folder}/{rubric}.yml"] for rubric in rubrics},
            {form: self.sources.yaml[f"{folder}/forms/{form}.yml"] for form in forms},
            self.sources.markdown,
        )
        self.problems += edition_lint.lint(located, self._has_federation)
        return located

    def _registers(self, editions: list[Edition], ids: list[str]) -> Iterator[Problem]:
        """What became of the titles of a series, and whether anything of it was changed after it was published."""
        folders = {one.id: f"{_CAMPAIGNS}/{one.address.rstrip('/')}" for one in editions}
        around = events.Around(
            {one.id: one for one in editions}, ids, lambda id_: self.sources.has(f"{folders[id_]}/honours.yml")
        )
        for one in editions:
            if one.honours:
                path = f"{folders[one.id]}/events.csv"
                if path in self.sources.tables:
                    yield from events.lint(path, self.sources.tables[path], one, around)
                yield from ledger.lint(self.sources, folders[one.id], one, releasing=self.releasing)

    def _honours(self, folder: str, edition: str, campaign: Campaign) -> Honours | None:
        """What the edition ended in; nothing where there is no ``honours.yml``."""
        path = f"{folder}/honours.yml"
        if not self.sources.has(path):
            self.problems += honours_check.without_outcome(folder, self.sources.below(folder))
            return None
        outcome = self._record(Outcome, path)
        if outcome is None:
            return None
        names = tuple(name.removesuffix(".md") for name in self.sources.below(f"{folder}/documents"))
        self.problems += honours_check.texts(folder, self.sources.yaml[path], outcome, self.sources.has, names)
        documents = {name: self._article(f"{folder}/documents/{name}.md") for name in names}
        honorees, events = self._honorees(folder, outcome, campaign), self._events(folder, edition, campaign)
        return Honours(
            outcome,
            self._article(f"{folder}/announcement.md") if outcome.announcement else None,
            self._article(f"{folder}/decision.md") if outcome.decision else None,
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
        if announcement.last or self.holidays is None:
            return announcement.last or ""
        try:
            return self.holidays.last_day(date.fromisoformat(announcement.first), announcement.days).isoformat()
        except UnknownYearError:
            return ""

    def _article(self, path: str) -> Article | None:
        text = self.sources.markdown.get(path)
        if text is None:
            if not self.sources.has(path):
                self._add(path, "FIL001", f"缺少文件“{path}”。")
            return None
        made, problems = article(path, text)
        self.problems += problems
        if made is not None:
            self.problems += privacy.article(text, made, privacy.public(self.sources, path))
        return made


def _text(address: str) -> str:
    """The file of a page about the portal itself."""
    return f"content/pages/{address.rstrip('/')}.md"


def _ordered(campaign: Campaign, rubrics: dict[str, Rubric]) -> tuple[Rubric, ...]:
    """Rubrics in the order of the attachments, any others after them by name."""
    attached = [a.rubric for a in campaign.attachments if a.rubric in rubrics]
    return tuple(rubrics[name] for name in dict.fromkeys([*(n for n in attached if n), *rubrics]))
