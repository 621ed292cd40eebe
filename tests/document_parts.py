"""What is in a document: its tables and places, and whether the rows of a table fill it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import takewhile

from generator.documents.blocks import Document, Field, Fields, Items, Line, Paragraph, Place, Row, Table, Ticks


def corrections(document: Document) -> tuple[Paragraph, ...]:
    """The notes of its corrections, which stand before its head."""
    ahead = takewhile(lambda block: isinstance(block, Paragraph) and block.style == "note", document.blocks)
    return tuple(block for block in ahead if isinstance(block, Paragraph))


def tables(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table)]


def lines(document: Document) -> Iterator[Line]:
    for block in document.blocks:
        if isinstance(block, Paragraph):
            yield block.line
        elif isinstance(block, Items | Ticks):
            yield from block.items
        elif isinstance(block, Fields):
            yield from block.parts
        elif isinstance(block, Table):
            yield from (line for row in block.rows for cell in row.cells for line in cell.lines)


def places(document: Document) -> list[Place]:
    inside = [part.place for line in lines(document) for part in line if isinstance(part, Field)]
    cells = [cell.place for table in tables(document) for row in table.rows for cell in row.cells if cell.place]
    return [*inside, *cells]


def filled_columns(rows: tuple[Row, ...]) -> list[int]:
    """How many columns each row fills, cells that reach down from above included."""
    found, reaching = [], [0] * len(rows)
    for at, row in enumerate(rows):
        for cell in row.cells:
            assert at + cell.rows <= len(rows), "a cell reaches out of its group of rows"
            for below in range(at + 1, at + cell.rows):
                reaching[below] += cell.columns
        found.append(reaching[at] + sum(cell.columns for cell in row.cells))
    return found


def adds_up(table: Table) -> None:
    """Every row is as wide as the table."""
    for rows in (table.head, *(rows for group in table.groups for rows in (group.headings, group.rows))):
        assert set(filled_columns(rows)) <= {len(table.widths)}
    assert len(table.columns) in {0, len(table.widths)}
    assert min(table.widths) > 0
