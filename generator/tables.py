"""Tables of plain values, and how they are written: CSV as Excel opens it, and workbooks. No cell is a formula."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, TextIO

from msgspec import Struct

from generator import lazily
from generator.model.base import shown
from generator.widths import columns

xlsxwriter = lazily.module("xlsxwriter")

Cell = str | int | None

ENCODING = "utf-8-sig"
"""How a CSV is written: with a byte-order mark, by which Excel knows the encoding."""

_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - as in a zip's entries: the same tables give the same bytes
_A4 = 9
_LINE, _HIGHEST = 16, 400  # points of a line, and what Excel gives a row at most
_FORMATS = {"points": "0.00", "percent": "0.00%", "count": "0"}
_DIVISORS = {"points": 100, "percent": 10_000, "count": 1}


class Table(Struct, frozen=True):
    """Headings with their widths and units, and rows in order, made as they are asked for.

    A unit is what whole numbers are (``points`` and ``percent`` come in hundredths, a ``count`` as it is),
    or for words ``text``, and ``prose`` where they are broken into lines.
    """

    name: str
    headings: tuple[tuple[str, int, str], ...]
    rows: Iterable[tuple[Cell, ...]]


def to_csv(file: TextIO, table: Table) -> None:
    """Rows that end in CRLF, whatever the system: the file does not translate line ends (``newline=""``)."""
    units = [unit for _, _, unit in table.headings]
    writer = csv.writer(file)
    writer.writerow(title for title, _, _ in table.headings)
    for row in table.rows:
        writer.writerow(_told(cell, unit) for cell, unit in zip(row, units, strict=True))


def as_csv(table: Table) -> bytes:
    """The same as the bytes of a file."""
    file = io.StringIO(newline="")
    to_csv(file, table)
    return file.getvalue().encode(ENCODING)


def _told(cell: Cell, unit: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell) if unit == "count" else f"{shown(cell)}%" if unit == "percent" else shown(cell)
    return harmless(cell)


def harmless(text: str) -> str:
    """The text with ``'`` before what Excel takes for a formula by how it begins, its full-width forms too."""
    return f"'{text}" if unicodedata.normalize("NFKC", text[:1]) in {"=", "+", "-", "@", "\t", "\r", "\n"} else text


def to_workbook(into: Path | BinaryIO, tables: Iterable[Table], title: str = "") -> None:
    """One sheet a table; rows go to disk as they are written, so memory does not grow with them.

    Raises:
        xlsxwriter.exceptions.FileCreateError: when the file cannot be written.

    """
    with xlsxwriter.Workbook(into, {"constant_memory": True}) as book:
        book.set_properties({"created": _EPOCH, "title": title})
        heading = book.add_format({"bold": True, "bg_color": "#F2DCDB", "border": 1, "text_wrap": True})
        formats = {unit: book.add_format({"num_format": shape, "valign": "top"}) for unit, shape in _FORMATS.items()}
        formats["text"] = book.add_format({"valign": "top"})
        formats["prose"] = book.add_format({"valign": "top", "text_wrap": True})
        for table in tables:
            _sheet(book.add_worksheet(table.name), table, heading, formats)


def _sheet(sheet: Any, table: Table, heading: Any, formats: Mapping[str, Any]) -> None:  # noqa: ANN401 - untyped library
    sheet.freeze_panes(1, 0)
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    for at, (title, width, _) in enumerate(table.headings):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, title, heading)
    last = 0
    for last, row in enumerate(table.rows, 1):
        if (lines := _lines(row, table.headings)) > 1:
            sheet.set_row(last, min(lines * _LINE, _HIGHEST))
        for at, (cell, (_, _, unit)) in enumerate(zip(row, table.headings, strict=True)):
            if isinstance(cell, int):
                sheet.write_number(last, at, cell / _DIVISORS[unit], formats[unit])
            elif cell:
                sheet.write_string(last, at, cell, formats[unit])
    if table.headings:
        sheet.autofilter(0, 0, last, len(table.headings) - 1)


def _lines(row: tuple[Cell, ...], headings: Iterable[tuple[str, int, str]]) -> int:
    """How many lines a row takes: not every office program finds out by itself."""
    prose = [(cell, width) for cell, (_, width, unit) in zip(row, headings, strict=True) if unit == "prose"]
    return max((_broken(cell, width) for cell, width in prose if isinstance(cell, str)), default=1)


def _broken(text: str, width: int) -> int:
    """Lines of a text in a column that is so many digits wide; a Chinese character is two."""
    return sum(max(1, -(-columns(line) // (width - 2))) for line in text.split("\n"))
