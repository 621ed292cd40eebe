"""Tables to files: CSV as Excel opens it, and one workbook. No cell is ever a formula."""

from __future__ import annotations

import csv
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.exceptions import FileCreateError
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from generator.model.base import shown
from generator.tally.tables import Cell, Table

_EPOCH = datetime(1980, 1, 1)  # noqa: DTZ001 - as in a zip's entries: the same sheets give the same bytes
_A4 = 9
_FORMATS = {"points": "0.00", "percent": "0.00%", "count": "0"}
_DIVISORS = {"points": 100, "percent": 10_000, "count": 1}


def to_csv(path: Path, table: Table) -> None:
    """UTF-8 with a byte-order mark and CRLF, by which Excel knows the encoding."""
    units = [unit for _, _, unit in table.headings]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(title for title, _, _ in table.headings)
        for row in table.rows:
            writer.writerow(_told(cell, unit) for cell, unit in zip(row, units, strict=True))


def _told(cell: Cell, unit: str) -> str:
    if cell is None:
        return ""
    if isinstance(cell, int):
        return str(cell) if unit == "count" else f"{shown(cell)}%" if unit == "percent" else shown(cell)
    # What begins like this Excel takes for a formula, its full-width forms too.
    formula = unicodedata.normalize("NFKC", cell[:1]) in {"=", "+", "-", "@", "\t", "\r"}
    return f"'{cell}" if formula else cell


def to_workbook(path: Path, tables: Iterable[Table]) -> None:
    """One sheet a table; rows go to disk as they are written, so memory does not grow with them.

    Raises:
        OSError: when the file cannot be written.

    """
    try:
        with xlsxwriter.Workbook(path, {"constant_memory": True}) as book:
            book.set_properties({"created": _EPOCH})
            heading = book.add_format({"bold": True, "bg_color": "#F2DCDB", "border": 1, "text_wrap": True})
            formats = {unit: book.add_format({"num_format": shape}) for unit, shape in _FORMATS.items()}
            for table in tables:
                _sheet(book.add_worksheet(table.name), table, heading, formats)
    except FileCreateError as error:
        raise OSError(error.args[0].errno, error.args[0].strerror, str(path)) from error


def _sheet(sheet: Worksheet, table: Table, heading: Format, formats: Mapping[str, Format]) -> None:
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
        for at, (cell, (_, _, unit)) in enumerate(zip(row, table.headings, strict=True)):
            if isinstance(cell, int):
                sheet.write_number(last, at, cell / _DIVISORS[unit], formats[unit])
            elif cell:
                sheet.write_string(last, at, cell)
    if table.headings:
        sheet.autofilter(0, 0, last, len(table.headings) - 1)
