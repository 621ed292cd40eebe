"""The files of an edition's outcome to one ``Honours``: every cell typed, every name resolved, or a problem at it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.load import tables
from generator.model.base import Day, hidden
from generator.model.campaign import Campaign
from generator.model.honours import EVENTS, HONOREES, NUMBER, DocumentRef, Event, Honoree, Kind, Outcome
from generator.problems import Problem

T = TypeVar("T")

_DAY = TypeAdapter(Day)
_UNSEEN = {"Co", "Cn"}  # private use and not assigned: no font shows them alike
_FORMULA = frozenset("=+-@＝＋－＠")
_WRITTEN = tuple(kind for kind in Kind if kind is not Kind.GRANTED)


class _Cells:
    """Reads the cells of one row, and gathers what is wrong with them."""

    def __init__(self, path: str, table: tables.Table, row: tables.Row, names: Mapping[str, str], code: str) -> None:
        self.path, self.table, self.row, self.names, self.code = path, table, row, names, code
        self.problems: list[Problem] = []

    def text(self, part: str) -> str:
        """The cell of a part; empty where there is no such column."""
        return self.row.cells.get(self.names[part], "")

    def wrong(self, part: str, said: str) -> None:
        """A problem of the cell of a part."""
        place = (self.row.line, self.table.column(self.names[part]))
        self.problems.append(Problem(self.path, *place, self.code, said))

    def needed(self, part: str) -> str:
        """The cell of a part that must not be blank."""
        if not (text := self.text(part)):
            self.wrong(part, f"“{self.names[part]}”是空的。")
        return text

    def matched(self, part: str, ids: Mapping[str, T], otherwise: T) -> T:
        """What the cell of a part names."""
        text = self.text(part)
        if text in ids:
            return ids[text]
        known = "、".join(ids) or "（没有）"
        self.wrong(
            part, f"“{self.names[part]}”是“{text}”，可用：{known}。" if text else f"“{self.names[part]}”是空的。"
        )
        return otherwise

    def day(self, part: str) -> str:
        """The day in the cell of a part, empty where there is none."""
        text = self.text(part)
        try:
            return _DAY.validate_python(text) if text else ""
        except ValidationError as error:
            self.wrong(part, f"“{self.names[part]}”是“{text}”：{error.errors()[0]['msg']}。")
            return ""

    def characters(self) -> None:
        """No cell holds what cannot be seen or printed, or begins like a formula."""
        for part, name in self.names.items():
            text = self.text(part)
            at = hidden(text)
            odd = text[at] if at is not None else next((c for c in text if unicodedata.category(c) in _UNSEEN), "")
            if odd:
                self.wrong(part, f"“{name}”里有看不见或印不出的字 U+{ord(odd):04X}。")
            elif text[:1] in _FORMULA:
                self.wrong(part, f"“{name}”以“{text[0]}”开头，会被办公软件当作公式。")


def _known_columns(
    path: str, table: tables.Table, names: Mapping[str, str], needed: tuple[str, ...], code: str
) -> Iterator[Problem]:
    """Every heading is known, and those that are needed are there."""
    for at, heading in enumerate(table.headings, 1):
        if heading not in names.values():
            yield Problem(path, 1, at, code, f"不认识的表头“{heading}”，可用：{'、'.join(names.values())}。")
    for part in needed:
        if names[part] not in table.headings:
            yield Problem(path, 1, 1, code, f"缺少表头“{names[part]}”。")


def honorees(
    path: str, table: tables.Table, outcome: Outcome, campaign: Campaign
) -> tuple[tuple[Honoree, ...], list[Problem]]:
    """The list, and every problem of its cells; a row with a problem is left out.

    An award and a tier are named as they are printed; where there is only one award, its column may be blank.
    """
    problems = list(_known_columns(path, table, HONOREES, ("number", "unit"), "HON001"))
    if problems:
        return (), problems
    awards: dict[str, str] = {one.name: one.id for one in outcome.awards}
    if len(outcome.awards) == 1:
        awards[""] = outcome.awards[0].id
    tiered = {one.id for one in outcome.awards if one.tiered}
    tiers: dict[str, str | None] = {one.title: one.id for one in campaign.tiers}
    found: list[Honoree] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        cells = _Cells(path, table, row, HONOREES, "HON001")
        cells.characters()
        number = cells.needed("number")
        if number and not re.fullmatch(NUMBER, number):
            cells.wrong("number", f"编号“{number}”应是4至6位数字，例如 0001。")
        elif number in seen:
            cells.wrong("number", f"编号“{number}”与第{seen[number]}行相同。")
        seen.setdefault(number, row.line)
        award = cells.matched("award", awards, "")
        tier = None
        if award in tiered:
            tier = cells.matched("tier", tiers, None)
        elif cells.text("tier"):
            cells.wrong("tier", "这个称号不分等次，“等次”应是空的。")
        district = cells.text("district")
        if outcome.districts and district not in outcome.districts:
            said = f"“所属”是“{district}”，honours.yml 的 districts 里没有。" if district else "“所属”是空的。"
            cells.wrong("district", said)
        rank = cells.text("rank")
        if rank and not re.fullmatch(r"[1-9][0-9]{0,4}", rank):
            cells.wrong("rank", f"名次“{rank}”应是整数。")
        unit = cells.needed("unit")
        problems += cells.problems
        if not cells.problems:
            found.append(
                Honoree(
                    number,
                    award,
                    tier,
                    unit,
                    district,
                    cells.text("kind"),
                    int(rank) if rank else None,
                    cells.text("held"),
                    cells.text("note"),
                    cells.text("refused"),
                    row.line,
                )
            )
    return tuple(found), problems


def events(
    path: str, table: tables.Table, edition: str, campaign: Campaign, numbers: frozenset[str]
) -> tuple[tuple[Event, ...], list[Problem]]:
    """What became of the titles, and every problem of its cells; ``numbers`` are those of the list."""
    problems = list(_known_columns(path, table, EVENTS, ("number", "day", "kind", "document", "reason"), "HON002"))
    if problems:
        return (), problems
    kinds: dict[str, Kind | None] = {kind.value: kind for kind in _WRITTEN}
    tiers: dict[str, str | None] = {one.title: one.id for one in campaign.tiers}
    found: list[Event] = []
    for row in table.rows:
        cells = _Cells(path, table, row, EVENTS, "HON002")
        cells.characters()
        kind = cells.matched("kind", kinds, None)
        number = cells.text("number")
        if kind is Kind.ANNULLED and number:
            cells.wrong("number", "整份决定撤销的是全部称号，“编号”应是空的。")
        elif kind is not Kind.ANNULLED and number not in numbers:
            cells.wrong("number", f"名单里没有编号“{number}”。" if number else "“编号”是空的。")
        cells.needed("day")
        day, until = cells.day("day"), cells.day("until")
        document = _document(cells, edition)
        tier = None
        if kind in {Kind.RAISED, Kind.LOWERED}:
            tier = cells.matched("tier", tiers, None)
        elif cells.text("tier"):
            cells.wrong("tier", f"“{kind}”不改等次，“等次”应是空的。")
        if kind in {Kind.RENAMED, Kind.SUCCEEDED, Kind.MERGED}:
            cells.needed("name")
        elif cells.text("name"):
            cells.wrong("name", f"“{kind}”不改名称，“名称”应是空的。")
        if kind is Kind.WARNED:
            cells.needed("until")
        elif until:
            cells.wrong("until", f"“{kind}”没有期限，“期限”应是空的。")
        reason = cells.needed("reason")
        problems += cells.problems
        if not cells.problems and kind and document:
            found.append(Event(number, day, kind, document, reason, tier, cells.text("name"), until, row.line))
    return tuple(found), problems


def _document(cells: _Cells, edition: str) -> DocumentRef | None:
    """``review`` is a document of the same edition, ``2024/review`` one of another."""
    text = cells.needed("document")
    other, _, name = text.rpartition("/")
    return DocumentRef(other or edition, name) if name else None


def texts(folder: str, outcome: Outcome, there: Callable[[str], bool], documents: tuple[str, ...]) -> Iterator[Problem]:
    """Each document that ``honours.yml`` names has its text, and each text is named there."""
    path = f"{folder}/honours.yml"
    named = {"announcement": outcome.announcement, "decision": outcome.decision}
    for key, paper in named.items():
        if paper and not there(f"{folder}/{key}.md"):
            yield Problem(path, 1, 1, "HON003", f"写了 {key}，没有正文 {key}.md。")
        if not paper and there(f"{folder}/{key}.md"):
            yield Problem(f"{folder}/{key}.md", 1, 1, "HON003", f"有正文，honours.yml 里没有写 {key}。")
    ids = {one.id for one in outcome.documents}
    for name in sorted(ids - set(documents)):
        yield Problem(path, 1, 1, "HON003", f"documents 里写了“{name}”，没有正文 documents/{name}.md。")
    for name in sorted(set(documents) - ids):
        yield Problem(f"{folder}/documents/{name}.md", 1, 1, "HON003", "有正文，honours.yml 的 documents 里没有写。")
