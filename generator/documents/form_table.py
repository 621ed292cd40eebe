"""Which columns and rows the table of a scoring form or a checklist has, and what stands together.

Headings go across the table and repeat nothing, so that a page may end anywhere. Only where the form
prints no points for its parts does a part stand in a column of its own, beside its items.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property

from msgspec import Struct

from generator.model.rubric import Item, Rubric, Section
from generator.model.rules import Note

_AFTER = ("points", "text", "score", "assessed")
"""Columns that stand after the words of an item."""


class ItemRow(Struct, frozen=True):
    """One item: ``kind`` is what its last cells hold, ``lead`` its number where that has no column."""

    item: Item
    kind: str
    lead: str


class Part(Struct, frozen=True):
    """Rows below their headings, outer before inner; beside them the part that they make up, if it has a column."""

    headings: tuple[tuple[int, Section], ...]
    section: Section | None
    rows: tuple[ItemRow, ...]


class FormTable(Struct, frozen=True, dict=True):
    """A form as a table."""

    unit: str
    fields: tuple[tuple[str, ...], ...]
    own_head: bool
    columns: tuple[tuple[str, str], ...]
    number_first: bool
    blocks: tuple[Part, ...]
    scored: bool
    as_summed: bool

    @cached_property
    def names(self) -> frozenset[str]:
        """Which columns there are."""
        return frozenset(name for name, _ in self.columns)

    @cached_property
    def before(self) -> int:
        """How many columns stand before the points, or what takes their place."""
        return sum(name not in _AFTER for name, _ in self.columns)

    @property
    def beside(self) -> int:
        """How many columns are left beside the number and the part of an item."""
        return len(self.columns) - sum(name in {"number", "part"} for name, _ in self.columns)


def layout(rubric: Rubric) -> FormTable:
    """The table of a rubric."""
    leaves = [section for section in rubric.all_sections if section.items]
    parted = all(section.points is None for section in leaves)
    numbers = [item.number for item in rubric.items]
    # Numbers that run through the whole form count its rows; those that start anew belong to their part.
    number_first = parted and rubric.columns.number is not None and len(set(numbers)) == len(numbers)
    unit, fields = _head(rubric)
    return FormTable(
        unit=unit,
        fields=fields,
        own_head=bool(rubric.head),
        columns=tuple(_columns(rubric, parted=parted, number_first=number_first)),
        number_first=number_first,
        blocks=tuple(_blocks(rubric, parted=parted)),
        scored=rubric.summed > 0,
        as_summed=rubric.total in {None, rubric.summed},
    )


def _head(rubric: Rubric) -> tuple[str, tuple[tuple[str, ...], ...]]:
    """The field for the unit's name, and the other fields of the head, two to a row."""
    unit, *others = rubric.head or ("单位名称：",)
    return unit, tuple(tuple(others[i : i + 2]) for i in range(0, len(others), 2))


def _columns(rubric: Rubric, *, parted: bool, number_first: bool) -> Iterator[tuple[str, str]]:
    titles = rubric.columns
    leading = {"number": titles.number, "part": titles.section if parted else None}
    order = ("number", "part") if number_first else ("part", "number")
    for name in order:
        if title := leading[name]:
            yield name, title
    yield "standard", titles.standard
    for name in _AFTER:
        if title := getattr(titles, name):
            yield name, title


def _blocks(rubric: Rubric, *, parted: bool) -> Iterator[Part]:
    waiting: list[tuple[int, Section]] = []
    for level, section in _walk(rubric.sections, 1):
        if not section.items:
            waiting.append((level, section))
            continue
        headings = waiting if parted else [*waiting, (level, section)]
        rows = tuple(_row(rubric, item) for item in section.items)
        yield Part(tuple(headings), section if parted else None, rows)
        waiting = []


def _walk(sections: tuple[Section, ...], level: int) -> Iterator[tuple[int, Section]]:
    for section in sections:
        yield level, section
        yield from _walk(section.sections, level + 1)


def _row(rubric: Rubric, item: Item) -> ItemRow:
    kind = "note" if all(isinstance(rule, Note) for rule in item.rules) else "check" if item.checked else "points"
    number = "" if rubric.columns.number else item.number or ""
    return ItemRow(item, kind, f"{number}. " if number.isdecimal() else number)
