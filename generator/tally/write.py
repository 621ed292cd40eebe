"""Tables to files of a folder."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from xlsxwriter.exceptions import FileCreateError

from generator import tables
from generator.tables import Table


def to_csv(path: Path, table: Table) -> None:
    """A CSV file."""
    with path.open("w", encoding=tables.ENCODING, newline="") as file:
        tables.to_csv(file, table)


def to_workbook(path: Path, sheets: Iterable[Table]) -> None:
    """A workbook, one sheet a table.

    Raises:
        OSError: when the file cannot be written.

    """
    try:
        tables.to_workbook(path, sheets)
    except FileCreateError as error:
        raise OSError(error.args[0].errno, error.args[0].strerror, str(path)) from error
