"""Tables: merged cells, headings on every page, rows that stay whole unless they are long."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from itertools import accumulate

from generator.documents import blocks
from generator.documents.blocks import Cell, Field, Gap, Line, Place, Row, Run, Table
from generator.formats.word.controls import Controls
from generator.formats.word.elements import Element, paragraph, w, words
from generator.formats.word.page import Page
from generator.widths import ems

_SIDE, _EDGE = 100, 57  # twips of clear space in a cell: at its sides; above and below, 1 mm
_SHADE = "F2F2F2"
_LONG = 1 / 3  # of the page: a longer row may go on on the next one
_LEAST = {"form": 0, "fields": 480, "opinions": 0, "register": 560, "article": 0, "roll": 480}  # twips of height
_UNBROKEN = re.compile(r"[!-~]{8,}")
_NARROW = 12  # characters: fewer on a line would stand apart if they filled it
_SEALED = 1814  # at least: a round seal is 42 mm wide at most and may stand over the words


def widths(table: Table, whole: int) -> tuple[int, ...]:
    """Columns in twips, which add up to the whole."""
    ends = [round(whole * end / sum(table.widths)) for end in accumulate(table.widths)]
    return tuple(end - start for start, end in zip([0, *ends], ends, strict=False))


class Grid:
    """One table on a page."""

    def __init__(self, table: Table, page: Page, controls: Controls) -> None:
        """For a table as wide as the page."""
        self._table = table
        self._page = page
        self._controls = controls
        self._widths = widths(table, page.width)
        self._line, self._char = (400, 240) if table.style in {"article", "roll"} else (320, 210)
        # So close that a registration form stands on the sheet that it has in its notice.
        close = table.style == "register"
        self._written, self._sealed = (240, 1304) if close else (self._line, _SEALED)

    def element(self) -> Element:
        """``w:tbl``."""
        sides = ("top", "left", "bottom", "right", "insideH", "insideV")
        return w(
            "tbl",
            w(
                "tblPr",
                w("tblW", w=sum(self._widths), type="dxa"),
                w("jc", val="center"),
                w("tblBorders", *(w(side, val="single", sz=4, space=0, color="000000") for side in sides)),
                w("tblLayout", type="fixed"),
                w(
                    "tblCellMar",
                    w("top", w=_EDGE, type="dxa"),
                    w("left", w=_SIDE, type="dxa"),
                    w("bottom", w=_EDGE, type="dxa"),
                    w("right", w=_SIDE, type="dxa"),
                ),
            ),
            w("tblGrid", *(w("gridCol", w=width) for width in self._widths)),
            *self._rows(),
        )

    def _rows(self) -> Iterator[Element]:
        heads = len(self._table.head)
        kept = {id(row) for group in self._table.groups for row in group.headings}
        reaching: dict[int, tuple[int, Cell]] = {}  # by column: how many more rows a cell reaches down
        for at, row in enumerate(self._table.rows):
            yield self._row(row, reaching, head=at < heads, kept=at < heads or id(row) in kept)

    def _row(self, row: Row, reaching: dict[int, tuple[int, Cell]], *, head: bool, kept: bool) -> Element:
        kept = kept or all(cell.head for cell in row.cells)  # words alone stand over what comes next
        made = []
        height = _LEAST[self._table.style]
        need = 0
        waiting = iter(row.cells)
        column = 0
        while column < len(self._widths):
            if column in reaching:
                rows, cell = reaching.pop(column)
                if rows > 1:
                    reaching[column] = (rows - 1, cell)
                made.append(self._cell(cell, column, "continue", kept=kept))
            else:
                cell = next(waiting, Cell())
                if cell.rows > 1:
                    reaching[column] = (cell.rows - 1, cell)
                made.append(self._cell(cell, column, "restart" if cell.rows > 1 else None, kept=kept))
                if cell.rows == 1:
                    height = max(height, self._room(cell))
                    need = max(need, self._height(cell, column))
            column += cell.columns
        whole = max(height, need) <= self._page.height * _LONG
        properties = (
            w("cantSplit") if whole else None,
            w("trHeight", val=height, hRule="atLeast") if height else None,
            w("tblHeader") if head else None,
        )
        return w("tr", w("trPr", *properties) if any(one is not None for one in properties) else None, *made)

    def _room(self, cell: Cell) -> int:
        """The height that is left to write in."""
        lines = max((place.lines for place in _places(cell)), default=1)
        if cell.seal:
            return max(self._sealed, lines * self._written + 2 * _EDGE)
        return lines * self._written + 2 * _EDGE if lines > 1 else 0

    def _height(self, cell: Cell, column: int) -> int:
        """About how high the cell's text stands."""
        fit = max(1.0, (self._wide(cell, column) - 2 * _SIDE) / self._char)
        lines = sum(max(1, math.ceil(line_ems(line) / fit)) for line in cell.lines)
        return lines * self._line + 2 * _EDGE

    def _wide(self, cell: Cell, column: int) -> int:
        return sum(self._widths[column : column + cell.columns])

    def _cell(self, cell: Cell, column: int, merged: str | None, *, kept: bool) -> Element:
        free = cell.seal or any(place.lines > 1 for place in _places(cell))
        shaded = cell.head == "column" or (cell.head == "group" and cell.style == "section")
        narrow = cell.style == "number" or (cell.head == "row" and self._table.style == "register")
        return w(
            "tc",
            w(
                "tcPr",
                w("tcW", w=self._wide(cell, column), type="dxa"),
                w("gridSpan", val=cell.columns) if cell.columns > 1 else None,
                w("vMerge", val=merged) if merged else None,
                w("shd", val="clear", color="auto", fill=_SHADE) if shaded else None,
                _narrow() if narrow else None,
                w("vAlign", val="top" if free else "center"),
            ),
            *([paragraph("Cell")] if merged == "continue" else self._content(cell, column, kept=kept)),
        )

    def _content(self, cell: Cell, column: int, *, kept: bool) -> Iterator[Element]:
        fit = self._wide(cell, column) / self._char
        align = cell.align if cell.align != "left" or fit < _NARROW else None
        if cell.place and not any(isinstance(part, blocks.Box | Field) for part in _parts(cell)):
            said = "\n".join(blocks.words(line) for line in cell.lines)
            # What is left below the words, so that seal and day stand at the foot.
            lines = said.count("\n") + 1 + 2
            after = max(0, self._room(cell) - 2 * _EDGE - lines * self._line) if cell.seal else 0
            yield _paragraph(cell, align, self._controls.typed(cell.place, said), kept=kept, after=after)
        else:
            for line in cell.lines or ((),):
                side = align or ("left" if unbroken(line) else None)
                yield _paragraph(cell, side, *self._controls.line(line, cell.place), kept=kept)
        if cell.seal:
            for said in (cell.seal.seal, cell.seal.date):
                if said:
                    end = (w("ind", right=2 * self._char, rightChars=200), w("jc", val="right"))
                    yield paragraph("Cell", words(said), properties=end)


def _paragraph(cell: Cell, align: str | None, *content: Element, kept: bool, after: int = 0) -> Element:
    return paragraph(
        "CellHead" if cell.head in {"column", "group"} else "CellPlace" if cell.place else "Cell",
        *content,
        properties=(
            w("keepNext") if kept else None,
            w("spacing", after=after) if after else None,
            w("jc", val=align) if align else None,
        ),
    )


def _narrow() -> Element:
    """A label has less clear space at its sides than what is read and written."""
    return w("tcMar", w("left", w=_SIDE // 3, type="dxa"), w("right", w=_SIDE // 3, type="dxa"))


def unbroken(line: Line) -> bool:
    """Whether a long number or an address stands in a line: where it goes to the next one, words would stand apart."""
    return _UNBROKEN.search(blocks.words(line)) is not None


def _parts(cell: Cell) -> Iterator[blocks.Inline]:
    for line in cell.lines:
        yield from line


def _places(cell: Cell) -> list[Place]:
    return [cell.place] if cell.place else [part.place for part in _parts(cell) if isinstance(part, Field)]


def line_ems(line: Line) -> float:
    """How wide a line stands, in characters."""
    size = 0.0
    for part in line:
        match part:
            case Run(said):
                size += ems(said)
            case Gap(width):
                size += width
            case Field(Place(), said, width):
                size += ems(said) if said else width
            case _:
                size += 1
    return size
