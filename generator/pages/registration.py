"""What the rows of a registration form are.

So that they can be laid out on a phone, where the printed grid is too wide, and no sheet ends below a head.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from generator.model.form import Cell, Form

Shape = Literal["pairs", "heads", "blanks"]
"""Labels, each before its own blank; printed words alone, which stand over the next row; or what stands below heads."""


@dataclass(frozen=True)
class Row:
    """The cells of one row, and what they are."""

    shape: Shape
    cells: tuple[Cell, ...]


def rows(form: Form) -> tuple[Row, ...]:
    """The rows of a form."""
    return tuple(Row(_shape(cells), cells) for cells in form.rows)


def _shape(cells: tuple[Cell, ...]) -> Shape:
    if len(cells) % 2 == 0 and all(map(_names, cells[::2], cells[1::2])):
        return "pairs"
    return "heads" if all(cell.kind == "label" for cell in cells) else "blanks"


def _names(first: Cell, second: Cell) -> bool:
    """Whether the first cell is the label of the second, which may be printed words too: 年 月 日."""
    if first.kind != "label":
        return False
    return second.kind != "label" or first.columns < second.columns
