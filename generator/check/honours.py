"""The files of an edition's outcome to one ``Honours``: every cell typed, every name resolved, or a problem at it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from generator.load import nodes, tables
from generator.model import addresses
from generator.model.base import Day, hidden
from generator.model.campaign import Campaign
from generator.model.honours import (
    EVENTS,
    HONOREES,
    NUMBER,
    REFERENCE,
    DocumentRef,
    Event,
    Honoree,
    Kind,
    Outcome,
    numbered,
)
from generator.problems import Problem

T = TypeVar("T")

_DAY = TypeAdapter(Day)
_OF_OUTCOME = frozenset({"announcement.md", "decision.md", "documents", "honorees.csv", "events.csv"})
_SLASHED = re.compile(r"([0-9]{4})/([0-9]{1,2})/([0-9]{1,2})")  # a day, as Excel saves it
_FORMULA = frozenset("=+-@＝＋－＠")
_WRITTEN: dict[str, Kind | None] = {kind.value: kind for kind in Kind if kind is not Kind.GRANTED}


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
        known = "、".join(name for name in ids if name) or "（没有）"
        said = f"“{self.names[part]}”是“{text}”，" if text else f"“{self.names[part]}”是空的，"
        self.wrong(part, f"{said}可用：{known}。")
        return otherwise

    def blank(self, part: str, why: str) -> None:
        """The cell of a part is blank, for a reason."""
        if self.text(part):
            self.wrong(part, f"{why}，“{self.names[part]}”应是空的。")

    def day(self, part: str) -> str:
        """The day in the cell of a part, empty where there is none."""
        text = self.text(part)
        slashed = _SLASHED.fullmatch(text)
        day = "-".join(part.zfill(2) for part in slashed.groups()) if slashed else text
        try:
            return _DAY.validate_python(day) if day else ""
        except ValidationError as error:
            self.wrong(part, f"“{self.names[part]}”是“{text}”：{error.errors()[0]['msg']}。")
            return ""

    def characters(self) -> None:
        """No cell holds what cannot be seen or printed or goes over lines, or begins like a formula."""
        for part, name in self.names.items():
            text = self.text(part)
            # Nearly every cell is printable, and that is soon seen.
            odd = "" if text.isprintable() else next((char for char in text if _unseen(char)), "")
            if odd:
                self.wrong(part, f"“{name}”里有看不见或印不出的字 U+{ord(odd):04X}。")
            elif "\n" in text or "\t" in text:
                self.wrong(part, f"“{name}”里有换行或制表符。")
            elif text[:1] in _FORMULA:
                self.wrong(part, f"“{name}”以“{text[0]}”开头，会被办公软件当作公式。")


def _unseen(char: str) -> bool:
    """Hidden, or of the areas for private use, whose characters no two fonts show alike."""
    return hidden(char) is not None or unicodedata.category(char) == "Co"


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
    names = _Names(outcome, campaign)
    found: list[Honoree] = []
    seen: dict[str, int] = {}
    for row in table.rows:
        cells = _Cells(path, table, row, HONOREES, "HON001")
        _numbered(cells, seen)
        made = _honoree(cells, names, outcome.districts)
        problems += cells.problems
        if not cells.problems:
            found.append(made)
    return tuple(found), problems


class _Names:
    """The ids of awards and of tiers by how they are printed."""

    def __init__(self, outcome: Outcome, campaign: Campaign) -> None:
        self.awards: dict[str, str] = {one.name: one.id for one in outcome.awards}
        if len(outcome.awards) == 1:
            self.awards[""] = outcome.awards[0].id
        self.tiered = {one.id for one in outcome.awards if one.tiered}
        self.tiers = _tiers(campaign)


def _tiers(campaign: Campaign) -> dict[str, str | None]:
    return {one.title: one.id for one in campaign.tiers}


def _numbered(cells: _Cells, seen: dict[str, int]) -> None:
    """Each row has a number of its own; ``seen`` holds those of the rows before."""
    number = numbered(cells.needed("number"))
    if number and not re.fullmatch(NUMBER, number):
        cells.wrong("number", f"编号“{number}”应是4至6位数字，例如 0001。")
    elif number in seen:
        cells.wrong("number", f"编号“{number}”与第{seen[number]}行相同。")
    seen.setdefault(number, cells.row.line)


def _honoree(cells: _Cells, names: _Names, districts: tuple[str, ...]) -> Honoree:
    cells.characters()
    award = cells.matched("award", names.awards, "")
    tier = None
    if award in names.tiered:
        tier = cells.matched("tier", names.tiers, None)
    elif award:
        cells.blank("tier", "honours.yml 里这个称号没有写 tiered: true，不分等次")
    district = cells.text("district")
    if districts and district not in districts:
        said = f"“所属”是“{district}”，honours.yml 的 districts 里没有。" if district else "“所属”是空的。"
        cells.wrong("district", said)
    rank = cells.text("rank")
    if not re.fullmatch(r"([1-9][0-9]{0,4})?", rank):
        cells.wrong("rank", f"名次“{rank}”应是1至99999的整数。")
        rank = ""
    return Honoree(
        numbered(cells.text("number")),
        award,
        tier,
        cells.needed("unit"),
        district,
        cells.text("kind"),
        int(rank) if rank else None,
        cells.text("held"),
        cells.text("note"),
        cells.text("refused"),
        cells.row.line,
    )


def events(
    path: str, table: tables.Table, edition: str, campaign: Campaign, numbers: frozenset[str] | None
) -> tuple[tuple[Event, ...], list[Problem]]:
    """What became of the titles, and every problem of its cells.

    ``numbers`` are those of the list, if it could be read.
    """
    problems = list(_known_columns(path, table, EVENTS, ("number", "day", "kind", "document", "reason"), "HON002"))
    if problems:
        return (), problems
    tiers = _tiers(campaign)
    found: list[Event] = []
    for row in table.rows:
        cells = _Cells(path, table, row, EVENTS, "HON002")
        cells.characters()
        kind = cells.matched("kind", _WRITTEN, None)
        made = _event(cells, kind, _document(cells, edition), tiers) if kind else None
        if kind:
            _known_number(cells, kind, numbers)
        problems += cells.problems
        if made and not cells.problems:
            found.append(made)
    return tuple(found), problems


def _known_number(cells: _Cells, kind: Kind, numbers: frozenset[str] | None) -> None:
    number = numbered(cells.text("number"))
    if kind is Kind.ANNULLED:
        cells.blank("number", "整份决定撤销的是全部称号")
    elif not number:
        cells.wrong("number", "“编号”是空的。")
    elif numbers is not None and number not in numbers:
        cells.wrong("number", f"名单里没有编号“{number}”。")


def _event(cells: _Cells, kind: Kind, document: DocumentRef, tiers: Mapping[str, str | None]) -> Event:
    """The event; what its kind does not change must not be written."""
    tier = None
    if kind in {Kind.RAISED, Kind.LOWERED}:
        tier = cells.matched("tier", tiers, None)
    else:
        cells.blank("tier", f"“{kind}”不改等次")
    if kind in {Kind.RENAMED, Kind.SUCCEEDED, Kind.MERGED}:
        cells.needed("name")
    else:
        cells.blank("name", f"“{kind}”不改名称")
    if kind is Kind.WARNED:
        cells.needed("until")
    else:
        cells.blank("until", f"“{kind}”没有期限")
    cells.needed("day")
    return Event(
        numbered(cells.text("number")),
        cells.day("day"),
        kind,
        document,
        cells.needed("reason"),
        tier,
        cells.text("name"),
        cells.day("until"),
        cells.row.line,
    )


def _document(cells: _Cells, edition: str) -> DocumentRef:
    """``review`` is a document of the same edition, ``2024/review`` one of another."""
    text = cells.needed("document")
    if text and not re.fullmatch(REFERENCE, text):
        cells.wrong("document", f"“文件”是“{text}”，应是 decision 或文件的标识；别届的前面加年度和 /。")
    other, _, name = text.rpartition("/")
    return DocumentRef(other or edition, name)


def without_outcome(folder: str, there: Iterable[str]) -> Iterator[Problem]:
    """What an edition ended in begins with ``honours.yml``: without it nothing of it is read."""
    for name in there:
        if name in _OF_OUTCOME:
            said = f"有“{name}”，没有 honours.yml：这里的内容不会公布。"
            yield Problem(f"{folder}/{name}", 1, 1, "HON003", said)


def texts(
    folder: str, node: nodes.Mapping, outcome: Outcome, there: Callable[[str], bool], documents: tuple[str, ...]
) -> Iterator[Problem]:
    """Each document that ``honours.yml`` names has its text, and each text is named there."""
    path = f"{folder}/honours.yml"
    named = {"announcement": outcome.announcement, "decision": outcome.decision}
    for key, paper in named.items():
        if paper and not there(f"{folder}/{key}.md"):
            yield Problem(path, *nodes.locate(node, (key,)), "HON003", f"写了 {key}，没有正文 {key}.md。")
        if not paper and there(f"{folder}/{key}.md"):
            said = f"有正文，honours.yml 里没有写 {key}。"
            draft = f"portal draft {key} {addresses.named(folder)}"
            remedy = (
                f"把正文另存到门户以外，运行 {draft} --add --replace：它把要写的几行加进 honours.yml，正文重新起草，"
                "再换回另存的那一份；不要的删去正文。"
            )
            yield Problem(f"{folder}/{key}.md", 1, 1, "HON003", said, remedy)
    ids = Counter(one.id for one in outcome.documents)

    def place(name: str) -> tuple[int, int]:
        last = max(at for at, one in enumerate(outcome.documents) if one.id == name)
        return nodes.locate(node, ("documents", last, "id"))

    for name, times in ids.items():
        if times > 1 or name in named:
            said = "写了不止一次" if times > 1 else "是公示和决定的名称，不能作其他文件的标识"
            yield Problem(path, *place(name), "REF003", f"documents 里的标识“{name}”{said}。")
    for name in sorted(set(ids) - set(documents)):
        yield Problem(path, *place(name), "HON003", f"documents 里写了“{name}”，没有正文 documents/{name}.md。")
    for name in sorted(set(documents) - set(ids)):
        yield Problem(f"{folder}/documents/{name}.md", 1, 1, "HON003", "有正文，honours.yml 的 documents 里没有写。")


def rubrics(path: str, node: nodes.Mapping, outcome: Outcome, known: frozenset[str]) -> Iterator[Problem]:
    """Each rubric that an award names is one of the edition, or of the one by whose standards it is run."""
    for at, award in enumerate(outcome.awards):
        for which, name in enumerate(award.rubrics):
            if name not in known:
                place = nodes.locate(node, ("awards", at, "rubrics", which))
                yield Problem(path, *place, "REF001", f"没有打分表“{name}”。")
