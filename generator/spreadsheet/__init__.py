"""The values of a workbook's cells (.xlsx), read with suspicion and at a stroke.

A library that knows all of a workbook takes ten times as long, and a file of 30 KiB keeps it busy for minutes;
here a part is read as a stream, nothing is kept but values, and a document type (entities) is refused.
ECMA-376 part 1, chapter 18, names the elements.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Collection, Mapping
from datetime import date, datetime, time, timedelta
from functools import cached_property
from xml.parsers import expat

from msgspec import Struct

from generator.spreadsheet.cells import Cell, Cells, PageCells
from generator.spreadsheet.parts import date_styles, elements, strings, struck_styles, unescaped
from generator.spreadsheet.places import Area, place

Value = str | int | float | bool | date | time | None

MAX_UNPACKED = 16 * 1024 * 1024
MAX_CELLS = 500_000
"""Cells of a list that hold something, on all its sheets."""
SAVE_AS = "用 Excel 或 WPS 打开，另存为 .xlsx。"
_MOST_PARTS = 500
_LONGEST = 32_767  # characters of a cell, in every office program
_METHODS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}  # others unpack without regard to what is asked of them

BROKEN = (
    *(expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError),
    *(LookupError, ValueError, OverflowError, TypeError),
)
"""What a broken file raises, wherever it is broken."""

_NUMBER = re.compile(r"-?[0-9]{1,15}")
_LOGICAL: Mapping[str, bool] = {"TRUE()": True, "FALSE()": False}  # so LibreOffice keeps what was no formula
# The day nought, and that of workbooks that count from 1904, as those of old Macs do: days know no time zone.
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)  # noqa: DTZ001
_ZIP = b"PK\3\4"  # how each workbook begins
_SENT_AGAIN = "请对方重新发送，或重新拷贝；先用 Excel 或 WPS 打开，看是不是好的。"
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # how files of Office before 2007 and encrypted ones begin
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_DRAWN = {"drawing", "legacyDrawingHF", "oleObject"}


class NoWorkbookError(ValueError):
    """A file that is no workbook; ``str()`` is the reason, in Chinese."""

    def __init__(self, reason: str, remedy: str = SAVE_AS) -> None:
        """Keep what to do about it."""
        super().__init__(reason)
        self.remedy = remedy


class Formula(Struct, frozen=True):
    """Stands where a formula does: what it came to is not believed."""


class Page(Struct, frozen=True):
    """All of a sheet that a reader of lists asks for; ``cells`` by row and column, those that are not blank."""

    cells: Mapping[tuple[int, int], Value | Formula]
    merged: tuple[Area, ...]
    hidden_rows: frozenset[int]
    hidden_columns: tuple[tuple[int, int], ...]
    comments: tuple[str, ...]
    """The addresses of comments."""
    drawn: bool
    """Whether pictures or text boxes lie on it."""
    struck: frozenset[tuple[int, int]] = frozenset()
    """The cells whose text is struck out."""


class Spreadsheet:
    """A workbook; every method raises one of ``BROKEN`` where the file is broken."""

    def __init__(self, data: bytes, most: int = MAX_UNPACKED) -> None:
        """Refuse what is no workbook, and what would be too large when it is unpacked.

        Raises:
            NoWorkbookError: with the reason.

        """
        if data.startswith(_OLE):
            if _ENCRYPTED in data:
                raise NoWorkbookError("工作簿加了打开密码。", "取消密码，另存为 .xlsx。")
            raise NoWorkbookError("是旧版表格（.xls 或 .et），不是 .xlsx。")
        try:
            self._parts = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            if not data or data.startswith(_ZIP):
                raise NoWorkbookError("工作簿不完整：多半没有传完，或已经损坏。", _SENT_AGAIN) from error
            raise NoWorkbookError("不是 .xlsx 工作簿。") from error
        listed = self._parts.infolist()
        # No part is read further than it is said to be long.
        if len(listed) > _MOST_PARTS or sum(part.file_size for part in listed) > most:
            raise NoWorkbookError("工作簿解压后过大。")
        if "[Content_Types].xml" not in self._parts.namelist() or not {one.compress_type for one in listed} <= _METHODS:
            raise NoWorkbookError("不是 .xlsx 工作簿。")
        # Several may refer to one part, and many cells share one text: so a small file would keep a reader busy.
        self._to_read, self._to_say, self._room = 2 * most, most // 4, MAX_CELLS
        self._kinds, _ = self._related("")
        self._book = self._kinds["officeDocument"]
        self._beside, targets = self._related(self._book)
        found = elements(self._part(self._book), {"sheet", "workbookPr"})
        sheets = [one for name, one, _ in found if name == "sheet"]
        self.sheets: Mapping[str, str] = {one["name"]: targets[one["id"]] for one in sheets}
        if len(set(self.sheets.values())) < len(self.sheets):
            raise ValueError("one part for several sheets")
        self.hidden = frozenset(one["name"] for one in sheets if one.get("state", "visible") != "visible")
        self._epoch = _EPOCH_1904 if any(one.get("date1904") in {"1", "true"} for _, one, _ in found) else _EPOCH
        self._strings: list[str] | None = None
        self._dated: list[bool] | None = None

    def _part(self, name: str) -> bytes:
        data = self._parts.read(name)
        self._to_read -= len(data)
        if self._to_read < 0:
            raise ValueError("read too often")
        return data

    def _related(self, part: str) -> tuple[dict[str, str], dict[str, str]]:
        """Where the parts are that a part refers to: by the last word of their kind, and by their id."""
        folder, name = posixpath.split(part)
        kinds, targets = {}, {}
        for _, one, _ in elements(self._part(posixpath.join(folder, "_rels", f"{name}.rels")), {"Relationship"}):
            target = posixpath.normpath(posixpath.join("/", folder, one["Target"])).lstrip("/")
            kinds[one["Type"].rpartition("/")[2]] = targets[one["Id"]] = target
        return kinds, targets

    def cells(self, sheet: str, wanted: Collection[str] | None = None) -> dict[str, Value | Formula]:
        """The values by address, in the order of the file: all of them, or those that are wanted."""
        raw = Cells(wanted)
        raw.read(self._part(self.sheets[sheet]))
        return {address: self._value(cell) for address, cell in raw.found.items()}

    def page(self, sheet: str) -> Page:
        """A sheet with what is hidden and merged in it; cells need no address, as the standard has it."""
        part = self.sheets[sheet]
        raw = PageCells(self._room)
        raw.read(self._part(part))
        self._room -= len(raw.found)
        folder, name = posixpath.split(part)
        beside = f"{folder}/_rels/{name}.rels" in self._parts.namelist()
        kinds, _ = self._related(part) if beside else ({}, {})
        said = elements(self._part(kinds["comments"]), {"comment"}) if "comments" in kinds else []
        values = {place(address): self._value(cell) for address, cell in raw.found.items()}
        return Page(
            {at: value for at, value in values.items() if not isinstance(value, str) or value.strip()},
            tuple(raw.merged),
            frozenset(raw.hidden_rows),
            tuple(raw.hidden_columns),
            tuple(one["ref"] for _, one, _ in said),
            not _DRAWN.isdisjoint(kinds),
            frozenset(place(address) for address, cell in raw.found.items() if cell.style in self._struck),
        )

    def _value(self, cell: Cell) -> Value | Formula:
        text = cell.text
        if cell.formula is not None:
            return _LOGICAL.get(cell.formula, Formula())
        if text is None:
            return None
        if cell.kind == "s":
            return self._said(self._shared()[int(text)])
        if cell.kind == "b":
            return text.strip() == "1"
        if cell.kind != "n":
            return self._said(unescaped(text))
        number = int(text) if _NUMBER.fullmatch(text) else float(text)
        return _moment(self._epoch, number) if cell.style and self._is_date(cell.style) else number

    def _said(self, text: str) -> str:
        self._to_say -= len(text)
        if self._to_say < 0 or len(text) > _LONGEST:
            raise ValueError("too long")
        return text

    def _shared(self) -> list[str]:
        if self._strings is None:
            part = self._beside.get("sharedStrings")
            self._strings = strings(self._part(part)) if part else []
        return self._strings

    def _is_date(self, style: int) -> bool:
        if self._dated is None:
            part = self._beside.get("styles")
            self._dated = date_styles(self._part(part)) if part else []
        return style < len(self._dated) and self._dated[style]

    @cached_property
    def _struck(self) -> frozenset[int]:
        """The styles that strike out what is written in them."""
        part = self._beside.get("styles")
        styles = struck_styles(self._part(part)) if part else []
        return frozenset(at for at, struck in enumerate(styles) if struck)

    def times(self) -> tuple[str, str]:
        """When it was made and when it was changed, as the file says."""
        part = self._kinds.get("core-properties")
        found = elements(self._part(part), {"created", "modified"}) if part else []
        told = {name: text for name, _, text in found}
        return told.get("created", ""), told.get("modified", "")


def text(value: object) -> str:
    """A value in words, as the cell shows it; empty for none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("\r\n", "\n").strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return f"{value:.15g}"
    return value.isoformat() if isinstance(value, date | time) else str(value)


def _moment(epoch: datetime, days: float) -> date | time:
    """A day, a day with its time, or a time alone."""
    moment = epoch + timedelta(days=days)
    if days < 1:
        return moment.time()
    return moment if days % 1 else moment.date()
