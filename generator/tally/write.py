"""Tables to files of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator import tables
from generator.tables import Table
from generator.tally.draft import Draft


def honorees(draft: Draft) -> str:
    """The name of the file of a draft: it says which edition's ``honorees.csv`` it is for."""
    return f"获评名单草稿_{draft.edition.series.id}_{draft.edition.id}.csv"


def to_csv(path: Path, table: Table) -> None:
    """A CSV file."""
    path.write_bytes(tables.as_csv(table))


def to_workbook(path: Path, sheets: Iterable[Table]) -> None:
    """A workbook, one sheet a table.

    Raises:
        OSError: when the file cannot be written.

    """
    try:
        tables.to_workbook(path, sheets)
    except (
        tables.xlsxwriter.exceptions.FileCreateError
    ) as error:  # of the library that ``tables`` reads, not of a second
        raise OSError(error.args[0].errno, error.args[0].strerror, str(path)) from error
