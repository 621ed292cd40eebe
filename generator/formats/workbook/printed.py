"""The sheet 打分表: the form as it is printed, walked block by block; its scores are formulas.

Tables differ in their columns, and a sheet has only one set of them: every edge of every table is an edge of the
sheet, and cells reach over as many columns as they need.
"""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import Any

from generator.documents.blocks import (
    Align,
    AnnexLabel,
    Block,
    Box,
    Cell,
    Document,
    Field,
    Fields,
    Gap,
    Line,
    Paragraph,
    Place,
    Run,
    Signs,
    Table,
    Title,
)
from generator.formats.workbook import sayings, styles
from generator.formats.workbook.counting import Counting
from generator.formats.workbook.expressions import OPEN, Const, Expr, either, join
from generator.formats.workbook.expressions import Cell as Named
from generator.formats.workbook.inputs import UNIT
from generator.formats.workbook.plan import Plan, Style
from generator.model.base import shown
from generator.model.rubric import Counted
from generator.model.rules import Judge
from generator.score.scheme import Scheme

NAME = "打分表"
_ACROSS = 92.0
"""Units of width of A4 between the margins."""
_NEAR = 12
"""Edges of tables that are nearer than this, in thousandths of the whole, are one."""
_SHARE = 600
"""Where the second of two things on a line begins: the first is a unit's name."""
_SAMPLE = "10～100"
"""A score as long as most."""
_SUMS = ("section", "section-score", "total", "total-score", "with-bonus")
"""How the kinds of places end that hold a sum."""
_NAME = 40
"""Characters of the name of a unit that fit whatever is typed."""
_ROOM = 17.0
"""Points for a line to write on."""


class Printed:
    """The plan of the sheet. ``heads`` is the row of the headings that are repeated on each page, if there is one."""

    def __init__(self, scheme: Scheme, made: Counting, document: Document) -> None:
        """Lays the form out."""
        self.scheme, self.made = scheme, made
        self.started = sayings.started(made, scheme.rubric.rows)
        rules = [rule for row in scheme.rubric.rows for rule in row.rules]
        fine = scheme.rubric.columns.assessed or any(isinstance(rule, Judge) for rule in rules)
        self.sum_sample = "10.25～100.75" if fine else _SAMPLE
        self.rows: dict[str, Counted] = {row.id: row for row in scheme.rubric.rows}
        self.edges = _edges(document)
        self.plan = Plan(NAME, [(b - a) / 1000 * _ACROSS for a, b in pairwise(self.edges)])
        self.heads: int | None = None
        for block in document.blocks:
            self._block(block)

    def put(self, row: int, span: tuple[int, int], content: str | Expr | None, style: Style, **keys: Any) -> None:  # noqa: ANN401 - of Box
        """Places something between two edges, in thousandths."""
        first, end = (self._edge(edge) for edge in span)
        self.plan.put(row, first, content, style=style, columns=end - first, **keys)

    def _edge(self, at: int) -> int:
        return min(range(len(self.edges)), key=lambda number: abs(self.edges[number] - at))

    def _block(self, block: Block) -> None:
        whole = (0, 1000)
        match block:
            case AnnexLabel(text):
                self.put(self.plan.row(), whole, text, styles.PAPER)
            case Title(lines, subtitle):
                for words in lines:
                    self.put(self.plan.row(28), whole, words, styles.PAPER_TITLE)
                if subtitle:
                    self.put(self.plan.row(22), whole, subtitle, styles.PAPER_SUBTITLE)
            case Fields(parts):
                self._beside(24, parts, last="right")
            case Signs(texts):
                self._beside(40, tuple((Run(text),) for text in texts), last="left")
            case Paragraph(line, style):
                shape = styles.PAPER_NOTE if style == "note" else styles.PAPER
                self.put(self.plan.row(), whole, self._line(line), shape, sample=_text(line))
            case Table():
                self._table(block)
            case _:
                raise TypeError(block)

    def _beside(self, least: float, parts: tuple[Line, ...], last: Align) -> None:
        """Parts of a line, each with its share of the width."""
        row = self.plan.row(least)
        for at, line in enumerate(parts):
            span = (_SHARE * at if at else 0, 1000 if at + 1 == len(parts) else _SHARE * (at + 1))
            style = {**styles.PAPER, "valign": "bottom", "align": last if at and at + 1 == len(parts) else "left"}
            self.put(row, span, self._line(line), style, sample=_text(line))

    # Tables.

    def _table(self, table: Table) -> None:
        edges = _table_edges(table)
        taken: dict[tuple[int, int], bool] = {}
        for number, row in enumerate(table.rows):
            at = self.plan.row(24 if row.kind in {"head", "total"} else 22)
            if number < len(table.head) and table.style == "form":
                self.heads = at
            column = 0
            for cell in row.cells:
                while (number, column) in taken:
                    column += 1
                for below in range(1, cell.rows):
                    taken |= {(number + below, column + beside): True for beside in range(cell.columns)}
                span = (edges[column], edges[column + cell.columns])
                self._cell(at, span, cell, row.kind)
                column += cell.columns
            if any(cell.seal for cell in row.cells):
                self.plan.least[at] = 110.0

    def _cell(self, row: int, span: tuple[int, int], cell: Cell, kind: str) -> None:
        style: dict[str, object] = {**styles.PAPER_CELL, "align": cell.align}
        if cell.head == "column" or cell.style == "total" or kind.startswith("section") or kind == "total":
            style["bold"] = True
        if cell.style == "part":
            style["align"] = "center"
        said = self._place(cell.place) if cell.place else None
        if said is not None:
            content: str | Expr | None = said if not cell.lines or _only_place(cell) else self._lines(cell)
        elif cell.seal:
            content = f"{cell.seal.seal}\n{cell.seal.date}"
            style |= {"align": "right", "valign": "bottom", "indent": 2}
        else:
            content = self._lines(cell)
        if cell.place and said is None and not cell.lines:
            style["locked"] = False
        sample = "\n".join(_text(line) for line in cell.lines) or self._sample(cell.place)
        if style["align"] == "left" and cell.lines:
            style["indent"] = 1
        keys = {"sample": sample, "rows": cell.rows}
        if isinstance(content, str | None) and cell.place and cell.place.lines > 1:
            self.plan.least[row] = max(self.plan.least[row], cell.place.lines * _ROOM)
        self.put(row, span, content, style, **keys)

    def _lines(self, cell: Cell) -> str | Expr | None:
        parts: list[Expr | str] = []
        for at, line in enumerate(cell.lines):
            parts += ["\n"] if at else []
            parts.append(self._line(line))
        return _joined(parts) if parts else None

    def _line(self, line: Line) -> str | Expr:
        """A line as a text or, where something in it is filled in by a formula, as a formula."""
        parts: list[Expr | str] = []
        for part in line:
            match part:
                case Run(text):
                    parts.append(text)
                case Gap(width):
                    parts.append("　" * width)
                case Box(ticked):
                    parts.append("☑" if ticked else "□")
                case Field(place, text, width):
                    said = self._place(place)
                    parts.append((text or "　" * width) if said is None else said)
        return _joined(parts)

    # Places.

    def _sample(self, place: Place | None) -> str:
        """As much as a place has to have room for."""
        if place is None:
            return ""
        if place.kind == "unit-name":
            return "　" * _NAME
        return self.sum_sample if place.kind.endswith(_SUMS) else _SAMPLE

    def _place(self, place: Place) -> Expr | None:
        """What a place says; ``None`` where somebody writes by hand."""
        made, row = self.made, self.rows.get(place.of)
        if place.kind in {"score", "bonus"} and row:
            if sayings.ticked(row):
                return sayings.boxes(made.own.items[row.id].check or Const(OPEN))
            return self._once_started(sayings.own_score(made, row))
        if place.kind == "assessed" and row:
            if sayings.ticked(row):
                return sayings.boxes(made.assessed.items[row.id].check or Const(OPEN))
            return sayings.given_score(made, row)
        if place.kind == "unit-name":
            return join(Named(UNIT), "")
        return self._sum(place)

    def _sum(self, place: Place) -> Expr | None:
        made = self.made
        own, theirs = made.own, made.assessed
        scored = self.scheme.full > 0
        counted = {
            "total-score": sayings.of_span(own.total) if scored else sayings.checked(own),
            "section-score": sayings.of_span(own.sections[place.of]) if place.of in own.sections else None,
            "bonus-total": sayings.of_span(own.bonus_sum) if own.bonus_sum else None,
            "with-bonus": sayings.of_span(own.with_bonus) if own.with_bonus else None,
            "summed-total": Const(shown(self.scheme.full)),
        }
        if said := counted.get(place.kind):
            return said if place.kind == "summed-total" else self._once_started(said)
        given = {
            "assessed-total": sayings.of_span(theirs.total) if scored else sayings.checked(theirs),
            "assessed-section": sayings.of_span(theirs.sections[place.of]) if place.of in theirs.sections else None,
            "assessed-bonus-total": sayings.of_span(theirs.bonus_sum) if theirs.bonus_sum else None,
            "assessed-with-bonus": sayings.of_span(theirs.with_bonus) if theirs.with_bonus else None,
        }
        said = given.get(place.kind)
        return said and either(made.assessing.equals(0), "", said)

    def _once_started(self, said: Expr) -> Expr:
        """What is said of the self score once anything was answered."""
        return either(self.started.equals(0), "", said)


def _only_place(cell: Cell) -> bool:
    """Whether nothing of a cell stays where its place is filled in: boxes are drawn by the formula."""
    return not any(isinstance(part, Field) for line in cell.lines for part in line)


def _text(line: Line) -> str:
    """As much as a line has to have room for: the longest name of a unit stands beside what is printed."""
    said = ""
    for part in line:
        match part:
            case Run(text):
                said += text
            case Box():
                said += "□"
            case Gap(width):
                said += "　" * width
            case Field(place, text, width):
                said += text or "　" * (_NAME if place.kind == "unit-name" else width)
    return said


def _joined(parts: list[Expr | str]) -> str | Expr:
    """A text, or a formula where something in it is one."""
    said = [part for part in parts if isinstance(part, str)]
    return "".join(said) if len(said) == len(parts) else join(*parts)


def _table_edges(table: Table) -> list[int]:
    whole = sum(table.widths)
    return [0, *(round(at * 1000 / whole) for at in accumulate(table.widths))]


def _edges(document: Document) -> list[int]:
    """Every edge of every table, left to right, in thousandths; edges of the form itself are kept as they are."""
    tables = sorted(
        (block for block in document.blocks if isinstance(block, Table)), key=lambda one: one.style != "form"
    )
    edges = [0, 1000]
    wanted = [edge for table in tables for edge in _table_edges(table)]
    wanted += [_SHARE] if any(isinstance(block, Fields | Signs) for block in document.blocks) else []
    for edge in wanted:
        if all(abs(edge - other) > _NEAR for other in edges):
            edges.append(edge)
    return sorted(edges)
