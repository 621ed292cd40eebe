"""What a list's file holds, whatever its kind: sheets of values by row and column, with what is merged and hidden."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping
from functools import cached_property

from msgspec import Struct, field

from generator import spreadsheet
from generator.problems import Problem
from generator.spreadsheet import BROKEN, Formula, NoWorkbookError, Page, Spreadsheet, Value
from generator.spreadsheet.places import Area, letters

MAX_ROWS = 20_000
MAX_COLUMNS = 200
_MOST_UNPACKED = 48 * 1024 * 1024
_MOST_MERGED = 300_000  # cells
_AROUND = 500  # rows of titles, sections and notes beside the units
_PROGRAMS_OWN = "WpsReserved_"  # hidden sheets that WPS keeps pictures in
_SHOWN = 5

At = tuple[int, int]
"""Row and column, from 1."""


class Sheet(Struct, frozen=True, dict=True):
    """A sheet; ``cells`` are those that are not blank, ``merged`` only the areas of more than one cell."""

    name: str
    cells: Mapping[At, Value | Formula]
    merged: tuple[Area, ...] = ()
    beside: tuple[str, ...] = ()
    """What lies on it that is no cell, in words."""
    struck: frozenset[At] = frozenset()
    """Cells whose text is struck out."""

    def address(self, row: int, column: int) -> str:
        """A cell as people name it: ``名单!C7``, in a file without sheets ``C7``."""
        place = f"{letters(column)}{row}"
        return f"{self.name}!{place}" if self.name else place

    @cached_property
    def rows(self) -> Mapping[int, Mapping[int, Value | Formula]]:
        """The cells by row, rows and columns in order."""
        found: dict[int, dict[int, Value | Formula]] = {}
        for (row, column), value in sorted(self.cells.items(), key=lambda one: one[0]):
            found.setdefault(row, {})[column] = value
        return found

    @cached_property
    def origins(self) -> Mapping[At, At]:
        """For each cell of a merged area, in rows that hold something, the area's first cell."""
        rows = list(self.rows)
        last = max((column for _, column in self.cells), default=0)
        found: dict[At, At] = {}
        for one in self.merged:
            for row in rows[bisect_left(rows, one.top) : bisect_right(rows, one.bottom)]:
                for column in range(one.left, min(one.right, last) + 1):
                    found[row, column] = one.top, one.left
            if len(found) > _MOST_MERGED:
                raise ValueError("too many")
        return found

    @cached_property
    def wide(self) -> frozenset[At]:
        """The first cells of areas that go over several columns."""
        return frozenset((one.top, one.left) for one in self.merged if one.right > one.left)

    def value(self, row: int, column: int) -> Value | Formula:
        """What a cell shows; within a merged area only its first column goes down, nothing goes to the right."""
        at = self.origins.get((row, column), (row, column))
        return self.cells.get(at) if at[1] == column else None

    def text(self, row: int, column: int) -> str:
        """What a cell shows as text; a formula shows nothing."""
        return text(self.value(row, column))


class Book(Struct, frozen=True):
    """A file: its sheets that hold something, and how it was read, in words."""

    sheets: tuple[Sheet, ...]
    read: str
    left_out: tuple[str, ...] = field(default=())
    """Names of sheets that were not looked at."""


class UnreadableError(Exception):
    """A file that cannot be read: the reason, and what to do about it."""

    def __init__(self, reason: str, remedy: str) -> None:
        """Keep both."""
        super().__init__(reason)
        self.remedy = remedy


def text(value: Value | Formula) -> str:
    """A value as a cell shows it; a formula shows nothing."""
    return "" if isinstance(value, Formula) else spreadsheet.text(value)


def workbook(path: str, data: bytes) -> tuple[Book, list[Problem]]:
    """The sheets of a workbook, and a problem for all that is hidden in it.

    Raises:
        UnreadableError: when it is none.

    """
    try:
        book = Spreadsheet(data, _MOST_UNPACKED)
        names = [name for name in book.sheets if not name.startswith(_PROGRAMS_OWN)]
        pages = {name: book.page(name) for name in names}
        problems = [problem for name, page in pages.items() for problem in _hidden(path, name, page, book.hidden)]
        sheets = tuple(_sheet(name, page) for name, page in pages.items() if page.cells and name not in book.hidden)
        for sheet in sheets:
            problems += _too_large(path, sheet)
            if not problems:
                _ = sheet.origins  # raises where areas are merged beyond reason
    except NoWorkbookError as error:
        raise UnreadableError(str(error), error.remedy) from error
    except BROKEN as error:
        remedy = "用 Excel 或 WPS 打开，确认内容完好，另存为新的 .xlsx。"
        raise UnreadableError("工作簿已经损坏，或内容过多。", remedy) from error
    return Book(sheets, "Excel 工作簿", tuple(name for name in book.sheets if name not in names)), problems


def _sheet(name: str, page: Page) -> Sheet:
    beside = []
    if page.comments:
        more = "等" if len(page.comments) > _SHOWN else ""
        beside.append(f"{len(page.comments)}处批注没有接收（{'、'.join(page.comments[:_SHOWN])}{more}）")
    if page.drawn:
        beside.append("图片、文本框没有接收")
    areas = tuple(one for one in page.merged if one.bottom > one.top or one.right > one.left)
    return Sheet(name, page.cells, areas, tuple(beside), page.struck)


def _hidden(path: str, name: str, page: Page, sheets: frozenset[str]) -> Iterator[Problem]:
    """What people who look at the workbook do not see: it may be forgotten units, or persons' data."""
    if name in sheets:
        if page.cells:
            remedy = "在工作表标签上点右键，取消隐藏，核对后删去不要的；没有“取消隐藏”的，把名单复制到新的工作簿。"
            yield Problem(path, 1, 1, "IMP003", f"工作表“{name}”是隐藏的。", remedy)
        return
    rows = sorted({row for row, _ in page.cells} & page.hidden_rows)
    if rows:
        yield Problem(path, rows[0], 1, "IMP003", f"工作表“{name}”{_spans([str(one) for one in rows])}行是隐藏的。")
    used = sorted({column for _, column in page.cells})
    columns = [one for one in used if any(first <= one <= last for first, last in page.hidden_columns)]
    if columns:
        said = f"工作表“{name}”{_spans([letters(one) for one in columns])}列是隐藏的。"
        yield Problem(path, 1, columns[0], "IMP003", said)


def _spans(names: list[str]) -> str:
    more = f"等{len(names)}" if len(names) > _SHOWN else ""
    return f"第{'、'.join(names[:_SHOWN])}{more}"


def _too_large(path: str, sheet: Sheet) -> Iterator[Problem]:
    """More than any list has."""
    if len(sheet.rows) > MAX_ROWS + _AROUND:
        remedy = "分成几个文件；不是名单的工作表请删去。"
        yield Problem(path, MAX_ROWS, 1, "IMP001", f"{_named(sheet)}超过{MAX_ROWS}行。", remedy)
    widest = max(column for _, column in sheet.cells)
    if widest > MAX_COLUMNS:
        remedy = "删去名单右边多余的列。"
        yield Problem(path, 1, MAX_COLUMNS, "IMP001", f"{_named(sheet)}超过{MAX_COLUMNS}列。", remedy)


def _named(sheet: Sheet) -> str:
    return f"工作表“{sheet.name}”" if sheet.name else "表"


def plain(path: str, lines: list[list[str]], read: str) -> tuple[Book, list[Problem]]:
    """The one sheet of a text file."""
    cells: dict[At, Value | Formula] = {
        (row, column): cell
        for row, line in enumerate(lines, 1)
        for column, cell in enumerate(line, 1)
        if cell.strip("\ufeff \t\r\n\u3000")
    }
    sheet = Sheet("", cells)
    return Book((sheet,) if cells else (), read), list(_too_large(path, sheet)) if cells else []
