"""Columns under labels that say nothing, whose cells look like a part that the list lacks: people say what they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from generator.importing import headings, sections
from generator.importing.asked import Asked
from generator.importing.headings import NONE, Column
from generator.importing.terms import Terms
from generator.importing.units import Found, shown
from generator.model.honours import HONOREES
from generator.problems import Problem
from generator.spreadsheet.places import letters


def doubtful(path: str, found: Found, named: Mapping[str, str], terms: Terms, asked: Asked) -> Iterator[Problem]:
    """Ask about each such column; ``named`` is what the sheet's name states."""
    stated = {*named, *asked.columns, *asked.values, *(one.part for one in found.sections)}
    stated.update(part for each in found.heading.lists for part in each)
    for column in found.heading.columns:
        part = "" if column.part or headings.left(column.label) else _meaning(found, column, terms)
        if part and part not in stated:
            title, row = HONOREES[part], found.heading.first
            said = f"{found.sheet.address(row, column.at)} “{shown(column.label)}”列像是“{title}”。"
            remedy = f"是的，加 --column {title}={letters(column.at)}；不是的，加 --column {title}={NONE}。"
            yield Problem(path, row, column.at, "IMP002", said, remedy)


def _meaning(found: Found, column: Column, terms: Terms) -> str:
    """The part that the cells of most units look like."""
    said = Counter(found.sheet.text(unit.line.row, column.at) for unit in found.units)
    parts: Counter[str] = Counter()
    for words, times in said.items():
        if meaning := sections.meaning(words, terms):
            parts[meaning[0]] += times
    part, times = max(parts.items(), key=lambda one: one[1], default=("", 0))
    return part if times * 2 > len(found.units) else ""
