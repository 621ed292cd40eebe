"""A sheet laid out before it is written: what stands where, how high its rows have to be, where its inputs are.

Formulas look at other sheets, so every sheet is laid out first. A row that needs more height than a spreadsheet
allows becomes several rows whose cells reach over all of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

import xlsxwriter
from msgspec import Struct, field
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Format
from xlsxwriter.worksheet import Worksheet

from generator.formats.workbook import measure
from generator.formats.workbook.expressions import Address, Const, Expr, Value, Values, render

Style = Mapping[str, object]
_HIGHEST = 400.0
"""Points; a row can be 409 high."""
_LOWEST = 20.0


class Box(Struct, frozen=True):
    """What stands in a cell or in merged ones. ``key`` names an input; ``sample`` is the longest that a formula says.

    A text of two parts has the second in small grey type below the first.
    """

    row: int
    column: int
    content: str | Expr | None = None
    style: Style = field(default_factory=dict)
    columns: int = 1
    rows: int = 1
    key: str = ""
    hint: str = ""
    sample: str = ""

    def said(self, values: Values) -> tuple[str, ...]:
        """The texts that have to fit."""
        if isinstance(self.content, str):
            return (self.content,)
        now = values[self.key] if self.key else None if self.content is None else values.of(self.content)
        return tuple(text for text in (self.sample, "" if now is None else str(now)) if text)


class Plan:
    """The boxes of a sheet. Columns have widths in units; rows grow to what stands in them."""

    def __init__(self, name: str, widths: list[float]) -> None:
        """An empty sheet."""
        self.name = name
        self.widths = widths
        self.boxes: list[Box] = []
        self.least: dict[int, float] = {}
        self.next = 0
        self._first: list[int] = []
        self.heights: list[float] = []

    def row(self, least: float = _LOWEST) -> int:
        """The next row, at least so many points high."""
        self.least[self.next] = least
        self.next += 1
        return self.next - 1

    def put(self, row: int, column: int, content: str | Expr | None = None, **keys: Any) -> Box:  # noqa: ANN401 - of Box
        """Places something; ``keys`` are those of ``Box``."""
        box = Box(row, column, content, **keys)
        self.boxes.append(box)
        return box

    def width(self, box: Box) -> float:
        """The width of a box in units."""
        return sum(self.widths[box.column : box.column + box.columns])

    def settle(self, values: Values) -> None:
        """Fixes the heights, and so which rows of the sheet each row of the plan takes."""
        self.heights = [self.least[row] for row in range(self.next)]
        for box in sorted(self.boxes, key=lambda one: one.rows):
            size = float(str(box.style.get("font_size", 10.5)))
            indent = int(str(box.style.get("indent", 0)))
            needs = max((measure.height(text, size, self.width(box), indent) for text in box.said(values)), default=0)
            if box.hint:
                needs += measure.height(box.hint, size - 1.5, self.width(box), indent) - measure.AIR
            last = box.row + box.rows - 1
            over = needs - sum(self.heights[box.row : last + 1])
            if over > 0:
                self.heights[last] += over
        self._first = []
        at = 0
        for height in self.heights:
            self._first.append(at)
            at += math.ceil(height / _HIGHEST)
        self._first.append(at)

    def first(self, row: int) -> int:
        """Where a row of the plan begins on the sheet, from 0."""
        return self._first[row]

    def cell(self, row: int, column: int) -> str:
        """The address of a cell on the sheet."""
        return str(xl_rowcol_to_cell(self._first[row], column))

    def at(self, row: int, column: int, *, here: bool = False) -> str:
        """The address of a cell as formulas write it."""
        cell = str(xl_rowcol_to_cell(self._first[row], column, row_abs=True, col_abs=True))
        return cell if here else f"'{self.name}'!{cell}"

    def inputs(self) -> dict[str, Box]:
        """Every input by its key."""
        return {box.key: box for box in self.boxes if box.key}


class Writer:
    """Puts plans into a workbook: formulas with their values, texts as texts whatever they begin with."""

    def __init__(
        self, book: xlsxwriter.Workbook, address: Address, values: Values, inputs: Mapping[str, Value]
    ) -> None:
        """A writer for one workbook."""
        self.book = book
        self._address = address
        self._values = values
        self._inputs = inputs
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def style(self, style: Style) -> Format:
        """The format of a style."""
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(dict(style))
        return self._formats[key]

    def write(self, plan: Plan, sheet: Worksheet) -> None:
        """Every box of a plan, the widths and the heights."""
        for column, width in enumerate(plan.widths):
            sheet.set_column(column, column, width)
        for row in range(plan.next):
            first, last = plan.first(row), plan.first(row + 1)
            for at in range(first, last):
                sheet.set_row(at, plan.heights[row] / (last - first))
        for box in plan.boxes:
            self._box(plan, sheet, box)

    def _box(self, plan: Plan, sheet: Worksheet, box: Box) -> None:
        row, end = plan.first(box.row), plan.first(box.row + box.rows) - 1
        # In a row of several pages, what stands in the middle stands beside nothing.
        tall = sum(plan.heights[box.row : box.row + box.rows]) > _HIGHEST and box.style.get("valign") == "vcenter"
        shape = self.style({**box.style, "valign": "top"} if tall else box.style)
        if end > row or box.columns > 1:
            sheet.merge_range(row, box.column, end, box.column + box.columns - 1, "", shape)
        if box.key:
            self._value(sheet, row, box.column, self._inputs.get(box.key), shape)
        elif box.hint and isinstance(box.content, str):
            small = self.style({key: box.style[key] for key in ("font_name",) if key in box.style} | _HINT)
            large = self.style(
                {key: box.style[key] for key in ("font_name", "font_size", "font_color") if key in box.style}
            )
            sheet.write_rich_string(row, box.column, large, box.content, small, f"\n{box.hint}", shape)
        elif isinstance(box.content, Expr) and not isinstance(box.content, Const):
            self._formula(sheet, row, box.column, box.content, shape)
        else:
            content = box.content.value if isinstance(box.content, Const) else box.content
            self._value(sheet, row, box.column, content, shape)

    def _formula(self, sheet: Worksheet, row: int, column: int, formula: Expr, shape: Format) -> None:
        value = self._values.of(formula)
        sheet.write_formula(row, column, f"={render(formula, self._address)}", shape, "" if value is None else value)

    @staticmethod
    def _value(sheet: Worksheet, row: int, column: int, value: Value, shape: Format) -> None:
        if value is None or value == "":
            sheet.write_blank(row, column, None, shape)
        elif isinstance(value, bool):
            sheet.write_boolean(row, column, value, shape)
        elif isinstance(value, str):
            sheet.write_string(row, column, value, shape)
        else:
            sheet.write_number(row, column, value, shape)


_HINT: dict[str, object] = {"font_size": 9, "font_color": "#5B6573"}
