"""The cells of a sheet as a stream, and what is hidden and merged around them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from generator.spreadsheet.parts import MOST, TRUE, checked, local, parser
from generator.spreadsheet.places import Area, area, letters, place


class Cell(Struct):
    """A cell as the file has it."""

    kind: str
    style: int
    text: str | None = None
    formula: str | None = None


class Cells:
    """The cells of a sheet that hold something, as they are met."""

    most = MOST

    def __init__(self, wanted: Collection[str] | None) -> None:
        """``wanted`` are the addresses that matter; without them, all."""
        self.wanted = wanted
        self.found: dict[str, Cell] = {}
        self.open: Cell | None = None
        self.address = ""
        self.inside = ""
        self.reading = False
        self.met = 0

    def read(self, data: bytes) -> None:
        """Read the part of a sheet."""
        reader = parser()
        reader.StartElementHandler, reader.EndElementHandler = self.start, self.end
        reader.CharacterDataHandler = self.said
        reader.Parse(data, True)  # noqa: FBT003 - all there is

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        of = local(name)
        if of == "c":
            self.address = self.placed(attributes)
            if self.wanted is None or self.address in self.wanted:
                self.met += 1
                if self.met > self.most:
                    raise ValueError("too many")
                self.open = Cell(attributes.get("t", "n"), int(attributes.get("s", 0)))
        elif self.open is not None:
            self.inside = of
            self.reading |= of == "rPh"
            if of == "f":
                self.open.formula = ""
        else:
            self.around(of, attributes)

    def placed(self, attributes: Mapping[str, str]) -> str:
        """The address of a cell."""
        return attributes["r"]

    def around(self, of: str, attributes: Mapping[str, str]) -> None:
        """What is no part of a cell."""

    def end(self, name: str) -> None:
        """An element ends."""
        self.inside = ""
        of = local(name)
        if of == "rPh":
            self.reading = False
        elif of == "c":
            if self.open is not None and (self.open.text is not None or self.open.formula is not None):
                self.found[self.address] = self.open
            self.open = None

    def said(self, text: str) -> None:
        """Text within an element; readings of characters (``rPh``) are none."""
        if self.open is None or self.reading:
            return
        if self.inside in {"v", "t"}:
            self.open.text = (self.open.text or "") + text
        elif self.inside == "f":
            self.open.formula = (self.open.formula or "") + text


class PageCells(Cells):
    """All cells of a sheet, and its rows, columns and merged areas."""

    most = 1_000_000  # programs write cells that hold nothing but a border

    def __init__(self) -> None:
        """Nothing is met yet."""
        super().__init__(None)
        self.row = self.column = 0
        self.merged: list[Area] = []
        self.hidden_rows: set[int] = set()
        self.hidden_columns: list[tuple[int, int]] = []

    def placed(self, attributes: Mapping[str, str]) -> str:
        """The address of a cell, counted where the file gives none."""
        if address := attributes.get("r"):
            self.row, self.column = place(address)
        else:
            self.column += 1
        return address or f"{letters(self.column)}{self.row}"

    def around(self, of: str, attributes: Mapping[str, str]) -> None:
        """A row, a column or a merged area."""
        hidden = attributes.get("hidden") in TRUE
        if of == "row":
            self.row, self.column = int(attributes.get("r", self.row + 1)), 0
            if hidden or float(attributes.get("ht", 1)) == 0:
                self.hidden_rows.add(checked(self.hidden_rows, self.row))
        elif of == "col" and (hidden or float(attributes.get("width", 1)) == 0):
            span = int(attributes["min"]), int(attributes["max"])
            self.hidden_columns.append(checked(self.hidden_columns, span))
        elif of == "mergeCell":
            self.merged.append(checked(self.merged, area(attributes["ref"])))
