"""Office lists as tests put them together: workbooks from rows of values, and what an import says of them."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from generator import importing
from generator.importing import Imported
from generator.importing.asked import Asked
from generator.importing.terms import Terms
from generator.problems import ProblemsFoundError

Row = Sequence[object]


def workbook(path: Path, sheets: Mapping[str, Sequence[Row]], merged: Sequence[str] = ()) -> Path:
    """A workbook with these sheets, areas merged on the first; a text that begins with = is a formula."""
    book = openpyxl.Workbook()
    for at, (name, rows) in enumerate(sheets.items()):
        sheet = book.active if at == 0 else book.create_sheet()
        assert isinstance(sheet, Worksheet)
        sheet.title = name
        for row in rows:
            sheet.append(list(row))
    for area in merged:
        book.worksheets[0].merge_cells(area)
    book.save(path)
    return path


def text(path: Path, rows: Sequence[Row], encoding: str = "utf-8", separator: str = ",") -> Path:
    """A text file with these rows."""
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=separator).writerows(rows)
    path.write_bytes(file.getvalue().encode(encoding))
    return path


def imported(path: Path, asked: Asked | None = None, terms: Terms | None = None, *, replace: bool = False) -> Imported:
    """What the import makes of a file; an earlier list may stand beside it as ``honorees.csv``."""
    out = path.with_name("honorees.csv")
    return importing.honorees(path, out, asked or Asked(), terms or Terms(), replace=replace)


def rows(made: Imported) -> list[dict[str, str]]:
    """The rows that were made, by heading, without what is blank."""
    found = csv.DictReader(io.StringIO(made.data.decode("utf-8-sig"), newline=""))
    return [{title: cell for title, cell in row.items() if cell} for row in found]


def refused(path: Path, asked: Asked | None = None, terms: Terms | None = None) -> list[str]:
    """The problems that an import comes to: ``line:column code message``."""
    try:
        imported(path, asked, terms)
    except ProblemsFoundError as error:
        return [f"{one.line}:{one.column} {one.code} {one.message}" for one in error.problems]
    return []
