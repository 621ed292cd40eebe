"""What each row of a sheet is below its heading: a unit, a heading between units, a sum, a note, a signature."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date
from enum import Enum, auto

from msgspec import Struct

from generator.check import numerals
from generator.importing import headings, sections
from generator.importing.headings import Heading
from generator.importing.sections import Title
from generator.importing.sheets import Sheet, text
from generator.importing.terms import Terms
from generator.importing.words import SERIAL
from generator.spreadsheet import Formula, Value

_NUMBER = "[0-9]{1,6}|[〇零一二两三四五六七八九十百千]{1,9}"
_SUM = re.compile(
    rf"(合\s*计|总\s*计|共\s*计|小\s*计|累\s*计|总\s*数)\s*[:：]?\s*(?:共)?\s*({_NUMBER})?\s*[个家]?(?:单位|工会)?[。.]?"
)
_COUNTED = re.compile(rf"(?:共)?\s*({_NUMBER})\s*[个家]?(?:单位|工会)?")
_NOTE = re.compile(
    r"[(（]?(?:注|备注|说明|附注|注释|附|附件|填表说明)\s*(?:[:：]|[0-9一]\s*[:：、.])|[*＊※]|排名不分先后|[(（]排名不分先后"
)
_FOOT = re.compile(
    r"(?:制表|填表|审核|复核|经办|负责|联系|主管|填报|报送|上报|审批|签发|单位|日期|时间|电话)[^:：]{0,8}(?:[(（][^)）]*[)）])?\s*[:：]|[(（](?:盖章|公章|签字)[)）]"
)
_DATE = re.compile(
    r"[0-9〇○零一二三四五六七八九十]{2,4}\s*(?:年|[-./])\s*[0-9一二三四五六七八九十]{1,3}\s*(?:月|[-./])\s*(?:[0-9一二三四五六七八九十]{1,3}\s*日?)?"
)
_LABEL = 20  # characters
_NUMERAL = re.compile(r"[0-9]{1,6}(?:\.0)?")


class Kind(Enum):
    """What a row is."""

    UNIT = auto()
    SECTION = auto()
    SUM = auto()
    NOTE = auto()
    FOOT = auto()
    DATE = auto()
    HEADING = auto()
    """The heading again, as on a new page of paper."""
    OTHER_HEADING = auto()
    SERIAL = auto()
    MERGED = auto()
    """Goes on with the unit above, whose cell is merged down."""
    OTHER = auto()


class Line(Struct, frozen=True):
    """A row, or of lists that lie side by side one list's part of it.

    ``words`` are what it says where it is no unit; ``rich`` says whether a unit has more than its name, ``serial``
    is its number in the list.
    """

    row: int
    kind: Kind
    list: int = 0
    words: str = ""
    at: int = 1
    title: Title | None = None
    count: int | None = None
    rich: bool = False
    serial: int | None = None


def lines(sheet: Sheet, heading: Heading, terms: Terms) -> Iterator[Line]:
    """The rows below a heading, each list's by itself where several lie side by side."""
    spans = _spans(heading)
    for row, cells in sheet.rows.items():
        if row <= heading.last:
            continue
        whole = _whole(sheet, heading, row, cells, terms)
        if whole:
            yield whole
            continue
        for at, (columns, (first, last)) in enumerate(zip(heading.lists, spans, strict=True)):
            own = {column: value for column, value in cells.items() if first <= column <= last}
            if own:
                yield _part(sheet, _List(at, columns, _serials(heading, first, last), first, last), row, own)


class _List(Struct, frozen=True):
    number: int
    columns: Mapping[str, int]
    serial: int | None
    first: int
    last: int


def _spans(heading: Heading) -> list[tuple[int, int]]:
    """The columns of each list; the first begins with the sheet, the last has no end."""
    if len(heading.lists) == 1:
        return [(1, 10**6)]
    width = len(heading.columns) // len(heading.lists)
    starts = [heading.columns[at * width].at for at in range(len(heading.lists))]
    starts[0] = 1
    return list(zip(starts, [*(start - 1 for start in starts[1:]), 10**6], strict=True))


def _serials(heading: Heading, first: int, last: int) -> int | None:
    return next((one.at for one in heading.columns if one.part == SERIAL and first <= one.at <= last), None)


def _whole(sheet: Sheet, heading: Heading, row: int, cells: Mapping[int, Value | Formula], terms: Terms) -> Line | None:
    """What a row is that is no unit whatever list it stands in."""
    said = {column: text(value) for column, value in cells.items()}
    texts = [one for one in said.values() if one]
    if not texts:
        return None
    at = next(column for column, one in said.items() if one)
    words = " ".join(texts)
    if kind := _heading(heading, texts):
        return Line(row, kind, words=words, at=at)
    if found := next((one for one in texts if _SUM.fullmatch(one)), ""):
        return Line(row, Kind.SUM, words=words, at=at, count=_sum(found, texts))
    if kind := _beyond(texts, cells[at]):
        return Line(row, kind, words=words, at=at)
    return _section(sheet, heading, row, said, terms)


def _beyond(texts: list[str], value: Value | Formula) -> Kind | None:
    """Whether a row is a note, a signature or a date: what stands below lists."""
    first, alone = texts[0], len(texts) == 1
    if _NOTE.match(first):
        return Kind.NOTE
    if _FOOT.match(first) or (alone and _FOOT.search(first)):
        return Kind.FOOT
    return Kind.DATE if alone and (is_day(first) or isinstance(value, date)) else None


def _heading(heading: Heading, texts: list[str]) -> Kind | None:
    """Whether a row is a heading once more."""
    if len(texts) == 1 or max(map(len, texts)) > _LABEL:
        return None
    if {headings.folded(one) for one in texts} <= heading.words:
        return Kind.HEADING
    parts = [headings.part(one) for one in texts]
    return Kind.OTHER_HEADING if "unit" in parts and all(parts) else None


def _sum(found: str, texts: list[str]) -> int | None:
    """The number that a sum states; nothing where it is a formula, or there are several."""
    exact = _SUM.fullmatch(found)
    if exact and exact[2]:
        return numerals.value(exact[2])
    counted = {numerals.value(one[1]) for one in map(_COUNTED.fullmatch, texts) if one}
    return counted.pop() if len(counted) == 1 else None


def _section(sheet: Sheet, heading: Heading, row: int, said: Mapping[int, str], terms: Terms) -> Line | None:
    """A heading between units: numbered or counted, or one of the names that stand for a part, all alone in its row."""
    texts = {column: one for column, one in said.items() if one}
    units = {each["unit"] for each in heading.lists}
    at = min(texts)
    alone = len(texts) == 1
    if not alone and not sections.title(texts[at]).is_marked:
        return None
    found = sections.title(" ".join(texts.values()))
    marked = found.is_marked and found.level != sections.ITEM and (alone or not units & texts.keys())
    goes_across = (row, at) in sheet.wide and sheet.wide.isdisjoint({(heading.first, at), (heading.last, at)})
    named = alone and (at not in units or goes_across) and sections.meaning(found.words, terms) is not None
    exact = alone and any(terms.exactly(part, found.words) for part in ("tier", "award", "district"))
    if marked or named or exact:
        return Line(row, Kind.SECTION, words=" ".join(texts.values()), at=at, title=found)
    return None


def _part(sheet: Sheet, of: _List, row: int, own: Mapping[int, Value | Formula]) -> Line:
    """What a list's part of a row is, where it may be a unit."""
    unit = of.columns["unit"]
    serial = _numeral(own.get(of.serial)) if of.serial else None
    texts = {column: said for column, value in own.items() if (said := text(value))}
    words, at = " ".join(texts.values()), min(own)
    if unit in own:
        filled = any(sheet.text(row, column) for column in _beside(sheet, row, of))
        return Line(row, Kind.UNIT, of.number, words, unit, rich=filled, serial=serial)
    if sheet.value(row, unit) is not None:  # merged down from above
        taken = {of.columns.get(part) for part in ("award", "tier", "kind", "district")}
        kind = Kind.UNIT if taken & texts.keys() else Kind.MERGED
        return Line(row, kind, of.number, words, unit, rich=True, serial=serial)
    if own.keys() <= {of.serial}:
        return Line(row, Kind.SERIAL, of.number, words, at)
    return Line(row, Kind.OTHER, of.number, words, at, rich=len(own) > 1, serial=serial)


def _beside(sheet: Sheet, row: int, of: _List) -> Iterator[int]:
    """The columns of a list that hold something in a row, the unit's apart, areas from above included."""
    unit = of.columns["unit"]
    yield from (column for column in sheet.rows[row] if column != unit and of.first <= column <= of.last)
    yield from (column for part, column in of.columns.items() if part != "unit" and (row, column) in sheet.origins)


def _numeral(value: Value | Formula | None) -> int | None:
    found = _NUMERAL.fullmatch(unicodedata.normalize("NFKC", text(value)).strip(".、 "))
    return int(float(found[0])) if found else None


def is_day(said: str) -> bool:
    """Whether a text is a date and nothing else."""
    return _DATE.fullmatch(said) is not None
