"""The heading of a list: which row it is, and which column is what. Between two candidates nothing is guessed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct
from msgspec.structs import replace

from generator.importing import words
from generator.importing.asked import Asked
from generator.importing.sheets import Sheet
from generator.model.base import compact
from generator.model.honours import HONOREES
from generator.problems import Problem
from generator.spreadsheet.places import letters, number

TAKEN = tuple(part for part in HONOREES if part != "number")
"""What a list gives; numbers are given here."""

_SEARCHED = 60  # rows that hold something, from the top
_DEEP = 3  # rows of a heading
_LETTERS = re.compile(r"[A-Za-z]{1,3}")
_BRACKETED = re.compile(r"[(\[【〔].{0,60}?[)\]】〕]")
NONE = "无"
"""How people say that a part is not in the list."""


def folded(label: str) -> str:
    """A label as it is compared: without spaces and marks at its end, full-width letters as letters."""
    return compact(label).strip(":;*#,.。、").casefold()


_PARTS = {folded(word): part for part, said in words.TAKEN.items() for word in said.split()}
_REMARKS = {*map(folded, words.REMARKS.split())}
_LEFT = {*map(folded, words.LEFT.split()), *_REMARKS}
_DISTRICT = re.compile(words.DISTRICT)
_BELONGS = re.compile(words.BELONGS)


def part(label: str) -> str:
    """What a label stands for; empty where it is not known."""
    plain = folded(label)
    bare = _BRACKETED.sub("", plain)
    inner = _BELONGS.fullmatch(plain)
    places = (re.sub(r"\W", "", one) for one in (plain, bare, inner[1] if inner else ""))
    return _PARTS.get(plain) or _PARTS.get(bare) or ("district" if any(map(_DISTRICT.fullmatch, places)) else "")


def left(label: str) -> bool:
    """Whether a label is one of those below which nothing is ever taken."""
    return not _LEFT.isdisjoint(_plain(label))


def remarks(label: str) -> bool:
    """Whether a label is that of remarks about anything."""
    return not _REMARKS.isdisjoint(_plain(label))


def _plain(label: str) -> set[str]:
    """A label as it is compared, and without what stands in brackets."""
    return {folded(label), _BRACKETED.sub("", folded(label))}


def _known(label: str) -> bool:
    return bool(part(label)) or left(label)


class Column(Struct, frozen=True):
    """A column of a list: its label, a word for each row of the heading, and what it is taken as, empty for nothing."""

    at: int
    words: tuple[str, ...]
    part: str

    @property
    def label(self) -> str:
        """Its words as one."""
        return "/".join(self.words)


class Heading(Struct, frozen=True, dict=True):
    """Rows ``first`` to ``last``, 0 where there are none; ``lists`` are one, or several that lie side by side."""

    first: int
    last: int
    columns: tuple[Column, ...]
    lists: tuple[Mapping[str, int], ...]

    @cached_property
    def words(self) -> frozenset[str]:
        """The labels as they are compared, of several rows each by itself."""
        return frozenset(folded(word) for one in self.columns for word in one.words)


class _Found(Struct, frozen=True):
    first: int
    last: int
    columns: tuple[Column, ...]

    @property
    def parts(self) -> list[str]:
        return [one.part for one in self.columns if one.part]

    @property
    def score(self) -> int:
        """How much speaks for it: different parts, and the unit's most."""
        parts = set(self.parts)
        return 2 * len(parts) + sum(_known(one.label) for one in self.columns) if parts else 0


def score(sheet: Sheet) -> int:
    """How much of a heading there is on a sheet; 0 for none."""
    return max((one.score for one in _candidates(sheet)), default=0)


def find(path: str, sheet: Sheet, asked: Asked) -> tuple[Heading | None, list[Problem]]:
    """The heading of a sheet, or what keeps it from being known; nothing of both for a sheet that has none."""
    if asked.header is not None:
        found = _at(sheet, asked.header)
    else:
        wanted = {folded(said) for said in asked.columns.values() if not _is_letters(said)}
        named = [
            one
            for one in _candidates(sheet)
            if "unit" in one.parts
            or wanted & {folded(each.label) for each in one.columns}
            or ("unit" in asked.columns and one.score > 0)
        ]
        if not named:
            return None, []
        found = max(named, key=lambda one: (one.score, -one.first))
    columns, problems = _as_asked(path, sheet, found, asked)
    if problems:
        return None, problems
    lists = _side_by_side(columns) or (tuple(columns),)
    problems += [problem for one in lists for problem in _twice(path, sheet, found, one)]
    if "unit" not in asked.columns:
        problems += [problem for one in lists for problem in _persons(path, sheet, found, one)]
    if problems:
        return None, problems
    taken = tuple({one.part: one.at for one in each if one.part} for each in lists)
    if any("unit" not in one for one in taken):
        return None, [_no_unit(path, sheet, found)]
    return Heading(found.first, found.last, tuple(columns), taken), []


def _is_letters(said: str) -> bool:
    return _LETTERS.fullmatch(said) is not None


def _candidates(sheet: Sheet) -> Iterator[_Found]:
    for row in list(sheet.rows)[:_SEARCHED]:
        found = _at(sheet, row)
        if found.parts:
            yield found


def _at(sheet: Sheet, row: int) -> _Found:
    """The heading that begins with a row; 0 is none."""
    if row == 0 or row not in sheet.rows:
        return _Found(row, row, ())
    last = _last(sheet, row)
    columns = []
    above = ""
    for column in range(1, max(max(sheet.rows.get(each, {0: None})) for each in range(row, last + 1)) + 1):
        at = sheet.origins.get((row, column), (row, column))
        above = sheet.text(*at) or above
        if sheet.origins.get((last, column), (last, column))[1] != column:
            continue  # the label stands in a cell to the left
        said = [one for each in range(row, last + 1) if (one := "".join(sheet.text(each, column).split()))]
        if not said:
            continue
        if last > row and above and not sheet.text(row, column):
            said.insert(0, "".join(above.split()))
        words = tuple(dict.fromkeys(said))
        columns.append(Column(column, words, part(words[-1]) or part("".join(words))))
    return _Found(row, last, tuple(columns))


def _last(sheet: Sheet, row: int) -> int:
    """The last row of a heading: as far as cells with known labels are merged down, or labels go on below."""
    last = max(
        (
            one.bottom
            for one in sheet.merged
            if one.top == row and row < one.bottom < row + _DEEP and _known(sheet.text(row, one.left))
        ),
        default=row,
    )
    below = sheet.rows.get(row + 1, {})
    words = [sheet.text(row + 1, column) for column in below]
    if last == row and words and all(word and _known(word) for word in words):
        free = [column for column in below if column not in sheet.rows[row]]
        spanned = [column for column in below if (row, column) in sheet.wide]
        if free or spanned:
            last = row + 1
    return last


def _as_asked(path: str, sheet: Sheet, found: _Found, asked: Asked) -> tuple[list[Column], list[Problem]]:
    """The columns, with what people said of them."""
    columns = {one.at: one for one in found.columns}
    problems = []
    for name, said in asked.columns.items():
        columns = {at: replace(one, part="" if one.part == name else one.part) for at, one in columns.items()}
        if said == NONE and name != "unit":
            continue
        if _is_letters(said):
            at = [number(said.upper())]
        else:
            at = [
                one.at for one in columns.values() if folded(said) in {folded(one.label), *map(folded, one.words[-1:])}
            ]
        if len(at) == 1:
            columns[at[0]] = Column(at[0], columns[at[0]].words if at[0] in columns else (), name)
        else:
            labels = "、".join(f"{letters(one.at)} {one.label}" for one in found.columns) or "（没有表头）"
            what = f"有{len(at)}列叫“{said}”" if at else f"没有叫“{said}”的列"
            said_of = f"{_place(sheet)}{what}，各列是：{labels}。"
            problems.append(
                Problem(path, max(found.first, 1), 1, "IMP002", said_of, f"用列号，例如 --column {HONOREES[name]}=B。")
            )
    return [columns[at] for at in sorted(columns)], problems


def _side_by_side(columns: list[Column]) -> tuple[tuple[Column, ...], ...]:
    """The columns of each list, where the same labels come again and again; nothing for a single list."""
    labels = [folded(one.label) for one in columns]
    units = sum(one.part == "unit" for one in columns)
    if units > 1 and len(labels) % units == 0:
        width = len(labels) // units
        if labels == labels[:width] * units:
            return tuple(tuple(columns[at : at + width]) for at in range(0, len(labels), width))
    return ()


def _twice(path: str, sheet: Sheet, found: _Found, columns: tuple[Column, ...]) -> Iterator[Problem]:
    """Two columns that look like the same."""
    for name in TAKEN:
        alike = [one for one in columns if one.part == name]
        if len(alike) > 1:
            told = "、".join(f"{letters(one.at)}“{one.label}”" for one in alike)
            title = HONOREES[name]
            drop = "" if name == "unit" else f"；都不要的，写 --column {title}={NONE}"
            yield Problem(
                path,
                max(found.first, 1),
                alike[1].at,
                "IMP002",
                f"{_place(sheet)}{told}列都像是“{title}”。",
                f"用 --column 指明，例如 --column {title}={letters(alike[0].at)}{drop}。",
            )


def _persons(path: str, sheet: Sheet, found: _Found, columns: tuple[Column, ...]) -> Iterator[Problem]:
    """A list of persons, whose names stand before the units that they are of; those of contacts stand behind."""
    persons = (one for one in columns if [_BRACKETED.sub("", folded(word)) for word in one.words] == ["姓名"])
    person = next(persons, None)
    unit = next((one for one in columns if one.part == "unit"), None)
    if person and unit and person.at < unit.at:
        at = letters(unit.at)
        said = f"{_place(sheet)}{letters(person.at)}“{person.label}”列在{at}“{unit.label}”前面，像是个人的名单。"
        remedy = f"名单只登记单位，授予个人的写在正文里；确是单位的名单，用 --column 单位名称={at} 指明。"
        yield Problem(path, max(found.first, 1), person.at, "IMP002", said, remedy)


def _no_unit(path: str, sheet: Sheet, found: _Found) -> Problem:
    said = (
        f"{_place(sheet)}第{found.first}行没有“单位名称”列。"
        if found.first
        else f"{_place(sheet)}没有指明“单位名称”列。"
    )
    return Problem(path, max(found.first, 1), 1, "IMP002", said, "用 --column 指明，例如 --column 单位名称=B。")


def _place(sheet: Sheet) -> str:
    return f"{sheet.name}!" if sheet.name else ""
