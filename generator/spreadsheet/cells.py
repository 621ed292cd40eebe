"""The cells of a sheet as a stream, and what is hidden and merged around them."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from generator.spreadsheet.parts import MOST, TRUE, checked, parse
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

    def __init__(self, wanted: Collection[str] | None, room: int = MOST) -> None:
        """``wanted`` are the addresses that matter; without them, all. No more than ``room`` may hold something."""
        self.wanted = wanted
        self.room = room
        self.found: dict[str, Cell] = {}
        self.open: Cell | None = None
        self.text: list[str] = []  # of the cell that is open, in pieces
        self.formula: list[str] | None = None
        self.address = ""
        self.inside = ""
        self.reading = False
        self.met = 0

    def read(self, data: bytes) -> None:
        """Read the part of a sheet."""
        parse(data, self.start, self.end, self.said)

    def start(self, of: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        if of == "c":
            self.address = self.placed(attributes)
            if self.wanted is None or self.address in self.wanted:
                self.met += 1
                if self.met > self.most:
                    raise ValueError("too many")
                self.open = Cell(attributes.get("t", "n"), int(attributes.get("s", 0)))
                self.text, self.formula = [], None
        elif self.open is not None:
            self.inside = of
            self.reading |= of == "rPh"
            if of == "f":
                self.formula = []
        else:
            self.around(of, attributes)

    def placed(self, attributes: Mapping[str, str]) -> str:
        """The address of a cell."""
        return attributes["r"]

    def around(self, of: str, attributes: Mapping[str, str]) -> None:
        """What is no part of a cell."""

    def end(self, of: str) -> None:
        """An element ends."""
        self.inside = ""
        if of == "rPh":
            self.reading = False
        elif of == "c":
            if self.open is not None and (self.text or self.formula is not None):
                self.open.text = "".join(self.text) if self.text else None
                self.open.formula = None if self.formula is None else "".join(self.formula)
                if len(self.found) >= self.room:
                    raise ValueError("too many")
                self.found[self.address] = self.open
            self.open = None

    def said(self, text: str) -> None:
        """Text within an element; readings of characters (``rPh``) are none."""
        if self.open is None or self.reading:
            return
        if self.inside in {"v", "t"}:
            self.text.append(text)
        elif self.inside == "f" and self.formula is not None:
            self.formula.append(text)


class PageCells(Cells):
    """All cells of a sheet, and its rows, columns and merged areas."""

    most = 1_000_000  # programs write cells that hold nothing but a border

    def __init__(self, room: int) -> None:
        """Nothing is met yet."""
        super().__init__(None, room)
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
