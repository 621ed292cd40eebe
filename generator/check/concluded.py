"""An edition's outcome with the files that it came from, so that a problem has its place."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.check import plain
from generator.load import Sources, nodes, tables
from generator.model.honours import HONOREES, Award, Honoree, Outcome, Paper
from generator.model.portal import Edition, Honours
from generator.problems import Problem

Where = tuple[str | int, ...]
LIST, EVENTS = "honorees.csv", "events.csv"


class Concluded(Struct, frozen=True):
    """An edition that has an outcome; ``table`` is the list as it was read, if it was."""

    edition: Edition
    honours: Honours
    folder: str
    node: nodes.Mapping
    table: tables.Table | None
    sources: Sources

    @classmethod
    def of(cls, edition: Edition, sources: Sources) -> Concluded | None:
        """The edition with its files; nothing where it has no outcome yet."""
        if edition.honours is None:
            return None
        folder = edition.folder
        node, table = sources.yaml[f"{folder}/honours.yml"], sources.tables.get(f"{folder}/{LIST}")
        return cls(edition, edition.honours, folder, node, table, sources)

    @property
    def outcome(self) -> Outcome:
        """What ``honours.yml`` says."""
        return self.honours.outcome

    @property
    def series(self) -> str:
        """The id of the series."""
        return self.edition.series.id

    @property
    def roll(self) -> str:
        """The path of the list."""
        return f"{self.folder}/{LIST}"

    @property
    def listed(self) -> tuple[Honoree, ...]:
        """Every row of the list."""
        return self.honours.honorees

    @property
    def kept(self) -> tuple[Honoree, ...]:
        """The rows that are, or will be, granted their title."""
        return self.honours.kept

    @property
    def whole(self) -> bool:
        """Whether every row of the list was read without a problem."""
        return self.table is not None and len(self.listed) == len(self.table.rows)

    @property
    def recorded(self) -> bool:
        """Whether every row of ``events.csv`` was read without a problem; of a file that is not there, yes."""
        path = f"{self.folder}/{EVENTS}"
        table = self.sources.tables.get(path)
        return len(self.honours.events) == len(table.rows) if table else path not in self.sources.refused

    @property
    def day(self) -> str:
        """The day on which the register is asked who holds what: the decision's, or the first of the public notice."""
        if self.outcome.decision:
            return self.outcome.decision.date
        return self.outcome.announcement.first if self.outcome.announcement else ""

    @property
    def papers(self) -> dict[Where, Paper]:
        """Every document, and where ``honours.yml`` has it."""
        first = {"announcement": self.outcome.announcement, "decision": self.outcome.decision}
        found: dict[Where, Paper] = {(key,): paper for key, paper in first.items() if paper}
        return {**found, **{("documents", i): one for i, one in enumerate(self.outcome.documents)}}

    def beside(self, name: str, series: Iterable[Concluded]) -> bool:
        """Whether every file of this name in the campaign is of one of these editions: none of them failed."""
        below = f"{self.folder.rpartition('/')[0]}/"
        read = (*self.sources.tables, *self.sources.yaml, *self.sources.refused)
        there = {path for path in read if path.startswith(below) and path.endswith(f"/{name}")}
        return there <= {f"{one.folder}/{name}" for one in series}

    def award(self, one: Honoree) -> Award:
        """The award of a row."""
        return next(award for award in self.outcome.awards if award.id == one.award)

    def tier(self, id_: str | None) -> int | None:
        """How high a tier is, the lowest being 0."""
        return next((at for at, tier in enumerate(self.edition.campaign.tiers) if tier.id == id_), None)

    def problem(self, code: str, where: Where, said: str, remedy: str = "") -> Problem:
        """A problem in ``honours.yml``."""
        return Problem(f"{self.folder}/honours.yml", *nodes.locate(self.node, where), code, said, remedy)

    def cell(self, code: str, one: Honoree, part: str, said: str) -> Problem:
        """A problem of a cell of the list."""
        column = self.table.column(HONOREES[part]) if self.table else 1
        return Problem(self.roll, one.line, column, code, said)

    def text(self, name: str) -> plain.Plain | None:
        """What a document of the edition says: ``announcement``, ``decision``, ``documents/<id>``."""
        text = self.sources.markdown.get(f"{self.folder}/{name}.md")
        return plain.read(text) if text is not None else None

    def said(self, code: str, name: str, place: tuple[int, int], said: str) -> Problem:
        """A problem of the text of a document."""
        return Problem(f"{self.folder}/{name}.md", *place, code, said)
