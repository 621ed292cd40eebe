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
from collections.abc import Collection, Mapping, Sized
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import TypeVar
from xml.parsers import expat

Value = str | int | float | bool | date | time | None

MAX_UNPACKED = 16 * 1024 * 1024
_MOST_PARTS = 500
_MOST = 300_000  # strings, cells or styles

BROKEN = (
    *(expat.ExpatError, zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError),
    *(LookupError, ValueError, OverflowError, TypeError),
)
"""What a broken file raises, wherever it is broken."""

_NUMBER = re.compile(r"-?[0-9]{1,15}")
_ESCAPED = re.compile(r"_x(000[0-9A-Fa-f]|001[0-9A-Fa-f]|005[Ff])_")
_LOGICAL: Mapping[str, bool] = {"TRUE()": True, "FALSE()": False}  # so LibreOffice keeps what was no formula
_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001 - days of a workbook know no time zone
_DATES = {*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59)}  # formats that every program has
_LITERAL = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|General', re.IGNORECASE)


class NoWorkbookError(ValueError):
    """A file that is no workbook; ``str()`` is the reason, in Chinese."""


@dataclass(frozen=True)
class Formula:
    """Stands where a formula does: what it came to is not believed."""


class Spreadsheet:
    """A workbook; every method raises one of ``BROKEN`` where the file is broken."""

    def __init__(self, data: bytes) -> None:
        """Refuse what is no workbook, and what would be too large when it is unpacked.

        Raises:
            NoWorkbookError: with the reason.

        """
        try:
            self._parts = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise NoWorkbookError("不是 .xlsx 工作簿。") from error
        listed = self._parts.infolist()
        # No part is read further than it is said to be long.
        if len(listed) > _MOST_PARTS or sum(part.file_size for part in listed) > MAX_UNPACKED:
            raise NoWorkbookError("工作簿解压后过大。")
        if "[Content_Types].xml" not in self._parts.namelist():
            raise NoWorkbookError("不是 .xlsx 工作簿。")
        self._kinds, _ = self._related("")
        self._book = self._kinds["officeDocument"]
        self._beside, targets = self._related(self._book)
        found = _elements(self._parts.read(self._book), {"sheet"})
        self.sheets: Mapping[str, str] = {one["name"]: targets[one["id"]] for _, one, _ in found}
        self._strings: list[str] | None = None
        self._dated: list[bool] | None = None

    def _related(self, part: str) -> tuple[dict[str, str], dict[str, str]]:
        """Where the parts are that a part refers to: by the last word of their kind, and by their id."""
        folder, name = posixpath.split(part)
        kinds, targets = {}, {}
        for _, one, _ in _elements(self._parts.read(posixpath.join(folder, "_rels", f"{name}.rels")), {"Relationship"}):
            target = posixpath.normpath(posixpath.join("/", folder, one["Target"])).lstrip("/")
            kinds[one["Type"].rpartition("/")[2]] = targets[one["Id"]] = target
        return kinds, targets

    def cells(self, sheet: str, wanted: Collection[str] | None = None) -> dict[str, Value | Formula]:
        """The values by address, in the order of the file: all of them, or those that are wanted."""
        raw = _Cells(wanted)
        raw.read(self._parts.read(self.sheets[sheet]))
        return {address: self._value(cell) for address, cell in raw.found.items()}

    def _value(self, cell: _Cell) -> Value | Formula:
        text = cell.text
        if cell.formula is not None:
            return _LOGICAL.get(cell.formula, Formula())
        if text is None:
            return None
        if cell.kind == "s":
            return self._shared()[int(text)]
        if cell.kind == "b":
            return text.strip() == "1"
        if cell.kind != "n":
            return _unescaped(text)
        number = int(text) if _NUMBER.fullmatch(text) else float(text)
        return _moment(number) if cell.style and self._is_date(cell.style) else number

    def _shared(self) -> list[str]:
        if self._strings is None:
            part = self._beside.get("sharedStrings")
            self._strings = _strings(self._parts.read(part)) if part else []
        return self._strings

    def _is_date(self, style: int) -> bool:
        if self._dated is None:
            part = self._beside.get("styles")
            self._dated = _date_styles(self._parts.read(part)) if part else []
        return style < len(self._dated) and self._dated[style]

    def times(self) -> tuple[str, str]:
        """When it was made and when it was changed, as the file says."""
        part = self._kinds.get("core-properties")
        found = _elements(self._parts.read(part), {"created", "modified"}) if part else []
        told = {name: text for name, _, text in found}
        return told.get("created", ""), told.get("modified", "")


def _parser() -> expat.XMLParserType:
    """A parser that refuses document types: entities are declared there."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise ValueError("document type")

    parser.StartDoctypeDeclHandler = refuse
    return parser


@lru_cache(256)
def _local(name: str) -> str:
    """A name without its namespace."""
    return name.rpartition(" ")[2]


def _elements(data: bytes, names: Collection[str]) -> list[tuple[str, dict[str, str], str]]:
    """Every element with one of these names: its attributes, and the text up to its end."""
    found: list[tuple[str, dict[str, str], str]] = []
    text: list[str] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        if _local(name) in names:
            text.clear()
            told = {_local(key): value for key, value in attributes.items()}
            found.append(_checked(found, (_local(name), told, "")))

    def end(name: str) -> None:
        if _local(name) in names:
            found[-1] = (*found[-1][:2], "".join(text))

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text.append
    parser.Parse(data, True)  # noqa: FBT003 - all there is
    return found


def _strings(data: bytes) -> list[str]:
    """The texts that cells share; readings of characters (``rPh``) are no part of them."""
    found: list[str] = []
    text: list[str] = []
    open_ = {"t": 0, "rPh": 0}

    def start(name: str, _: dict[str, str]) -> None:
        if (local := _local(name)) in open_:
            open_[local] += 1

    def end(name: str) -> None:
        local = _local(name)
        if local in open_:
            open_[local] -= 1
        elif local == "si":
            found.append(_checked(found, _unescaped("".join(text))))
            text.clear()

    def said(part: str) -> None:
        if open_["t"] and not open_["rPh"]:
            text.append(part)

    parser = _parser()
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, said
    parser.Parse(data, True)  # noqa: FBT003 - all there is
    return found


def _date_styles(data: bytes) -> list[bool]:
    """For each style of cells whether its numbers are days."""
    formats = {}
    styles = []
    inside = False
    for name, one, _ in _elements(data, {"numFmt", "cellStyleXfs", "cellXfs", "xf"}):
        if name == "numFmt":
            formats[one["numFmtId"]] = one["formatCode"]
        elif name == "xf":
            code = one.get("numFmtId", "0")
            by_code = re.search("[ymdhs年月日]", _LITERAL.sub("", formats.get(code, "")), re.IGNORECASE)
            styles += [int(code) in _DATES or by_code is not None] if inside else []
        else:
            inside = name == "cellXfs"
    return styles


@dataclass
class _Cell:
    """A cell as the file has it."""

    kind: str
    style: int
    text: str | None = None
    formula: str | None = None


class _Cells:
    """The cells of a sheet, as they are met."""

    def __init__(self, wanted: Collection[str] | None) -> None:
        self.wanted = wanted
        self.found: dict[str, _Cell] = {}
        self.open: _Cell | None = None
        self.inside = ""

    def read(self, data: bytes) -> None:
        parser = _parser()
        parser.StartElementHandler, parser.EndElementHandler = self.start, self.end
        parser.CharacterDataHandler = self.said
        parser.Parse(data, True)  # noqa: FBT003 - all there is

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        if local == "c":
            address = attributes["r"]
            if self.wanted is None or address in self.wanted:
                self.open = _Cell(attributes.get("t", "n"), int(attributes.get("s", 0)))
                self.found[_checked(self.found, address)] = self.open
        elif self.open is not None:
            self.inside = local
            if local == "f":
                self.open.formula = ""

    def end(self, name: str) -> None:
        self.inside = ""
        if _local(name) == "c":
            self.open = None

    def said(self, text: str) -> None:
        if self.open is None:
            return
        if self.inside in {"v", "t"}:
            self.open.text = (self.open.text or "") + text
        elif self.inside == "f":
            self.open.formula = (self.open.formula or "") + text


T = TypeVar("T")


def _checked(found: Sized, one: T) -> T:
    """What is added to a list or a table, unless that has grown beyond reason."""
    if len(found) > _MOST:
        raise ValueError("too many")
    return one


def _unescaped(text: str) -> str:
    """Text with the controls that a workbook can only hold as escapes (``_x000D_``)."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)


def _moment(days: float) -> date | time:
    """A day, a day with its time, or a time alone."""
    moment = _EPOCH + timedelta(days=days)
    if days < 1:
        return moment.time()
    return moment if days % 1 else moment.date()
