"""What a row of a registration form is decides how it stands on a phone and where a page may end."""

from __future__ import annotations

import pytest
import small_portals

from generator.documents import registration
from generator.documents.blocks import Table
from generator.model.form import Blank, Cell, Form, Label


def label(columns: int, text: str = "单位") -> Label:
    return Label(kind="label", text=text, columns=columns)


def blank(columns: int) -> Blank:
    return Blank(kind="blank", id="unit", name="单位", columns=columns)


@pytest.mark.parametrize(
    ("cells", "shape"),
    [
        ([label(3), blank(9)], "pairs"),
        ([label(3), blank(3), label(3), blank(3)], "pairs"),
        ([label(3, "填表日期"), label(9, "年 月 日")], "pairs"),
        ([label(12)], "heads"),
        ([label(6), label(6)], "heads"),
        ([label(4), label(4), label(4)], "heads"),
        ([blank(12)], "blanks"),
        ([blank(6), blank(6)], "blanks"),
        ([blank(3), blank(3), blank(3), label(3, "%")], "blanks"),
    ],
)
def test_what_a_row_is(cells: list[Cell], shape: str) -> None:
    form = Form(id="form", title="登记表", short="登记表", columns=12, rows=(tuple(cells),))
    *_, table = registration(small_portals.edition(), form).blocks
    assert isinstance(table, Table)
    (row,) = table.rows
    assert (row.kind, [cell.columns for cell in row.cells]) == (shape, [cell.columns for cell in cells])
