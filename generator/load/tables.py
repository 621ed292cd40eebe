"""CSV text to located rows, as office programs write it. Cells stay strings until the model types them."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from itertools import zip_longest

from msgspec import Struct

from generator.problems import Problem

MAX_ROWS = 20_000
MAX_LINES = 2 * MAX_ROWS + 1  # of a ledger: a list and what became of its titles, and the decision
REMEDY = "用 Excel 或 WPS 打开，另存为“CSV UTF-8（逗号分隔）”。"
"""Of a table that is in another encoding."""
_OTHER = re.compile("[;；\t，、|]")  # what divides cells instead of commas
_MAX_COLUMNS = 100  # no table has a quarter of them
_MAX_CELL = 1_000  # characters: no name and no reason is longer


class Row(Struct, frozen=True):
    """The cells of a row by their headings, stripped; ``line`` is where the row begins, from 1."""

    line: int
    cells: Mapping[str, str]


class Table(Struct, frozen=True):
    """The headings in their order, and the rows that are not blank."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]

    def column(self, heading: str) -> int:
        """Which cell of a row it is, from 1; 1 where there is no such heading."""
        return self.headings.index(heading) + 1 if heading in self.headings else 1


def parse(path: str, text: str, most: int = MAX_ROWS) -> tuple[Table | None, list[Problem]]:
    """The table of a CSV file, or every problem of its shape. Line and column are the row and the cell, from 1."""
    lines = _lines(text)
    problems: list[Problem] = []
    rows: list[Row] = []
    try:
        headings = tuple(name.strip() for name in _filled(next(lines, (1, []))[1]))
        if len(headings) > _MAX_COLUMNS:
            return None, [Problem(path, 1, _MAX_COLUMNS + 1, "TAB001", f"表头超过{_MAX_COLUMNS}格。")]
        problems += _faulty(path, headings)
        for line, cells in lines:
            filled = _filled(cells)
            if len(filled) > len(headings):
                said = f"这一行有{len(filled)}格，表头只有{len(headings)}格。"
                problems.append(Problem(path, line, 1, "TAB001", said))
            elif filled:
                problems += [
                    Problem(path, line, at, "TAB001", f"这一格超过{_MAX_CELL}字。")
                    for at, cell in enumerate(filled, 1)
                    if len(cell) > _MAX_CELL
                ]
                named = zip_longest(headings, filled, fillvalue="")
                rows.append(Row(line, {name: cell.strip() for name, cell in named}))
            if len(rows) > most:
                problems.append(Problem(path, line, 1, "TAB001", f"超过{most}行。"))
                break
    except _BrokenRowError as error:
        problems.append(Problem(path, error.line, 1, "TAB001", "从这一行起读不出来，引号可能没有成对。"))
    return (None if problems else Table(headings, tuple(rows))), problems


def _faulty(path: str, headings: tuple[str, ...]) -> Iterator[Problem]:
    """Commas divide the headings, and each has a name of its own."""
    if len(headings) == 1 and _OTHER.search(headings[0]):
        remedy = "把隔开各格的符号换成半角逗号（在 Excel、WPS 里可用“数据—分列”），另存为“CSV UTF-8（逗号分隔）”。"
        yield Problem(path, 1, 1, "TAB001", "各格不是用半角逗号隔开的。", remedy)
    for at, name in enumerate(headings, 1):
        if not name or name in headings[: at - 1]:
            yield Problem(path, 1, at, "TAB001", f"表头“{name}”写了不止一次。" if name else "表头有空格子。")


class _BrokenRowError(Exception):
    """The row that begins on a line cannot be read."""

    def __init__(self, line: int) -> None:
        super().__init__(line)
        self.line = line


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line that it begins on: a quoted cell may go over several."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise _BrokenRowError(line) from error


def _filled(cells: list[str]) -> list[str]:
    """The cells without the blank ones at the end, which office programs add and leave out as they like."""
    end = len(cells)
    while end and not cells[end - 1].strip():
        end -= 1
    return cells[:end]
