"""The lines of the calculation: named formulas in tables, one line for each question, item or section."""

from __future__ import annotations

from msgspec import Struct, field

from generator.formats.workbook.expressions import Cell, Const, Expr


class Line(Struct):
    """A line of a table: what it is of, in words, and its formulas by column."""

    name: str
    words: str
    cells: dict[str, Expr] = field(default_factory=dict)


class Table(Struct):
    """Lines under common headings, in the order in which columns were first written."""

    title: str
    lines: dict[str, Line] = field(default_factory=dict)
    columns: list[str] = field(default_factory=list)


class Grid:
    """Every formula of the calculation by name; the same formula is written once."""

    def __init__(self) -> None:
        """A calculation without a line."""
        self.tables: dict[str, Table] = {}
        self.formulas: dict[str, Expr] = {}
        self._known: dict[Expr, Cell] = {}

    def add(self, table: str, line: str, column: str, formula: Expr, words: str = "") -> Expr:
        """Writes a formula into a cell of its own, and gives what others say for it: the cell, or a constant."""
        within = self.tables.setdefault(table, Table(table))
        found = within.lines.setdefault(line, Line(line, words))
        if column not in within.columns:
            within.columns.append(column)
        name = self.name(table, line, column)
        if isinstance(formula, Const | Cell):
            found.cells[column] = formula
            return formula
        known = self._known.setdefault(formula, Cell(name))
        if known.name == name:
            self.formulas[name] = formula
        found.cells[column] = formula if known.name == name else known
        return known

    @staticmethod
    def name(table: str, line: str, column: str) -> str:
        """The name of a cell; no key of an input begins like it."""
        return f"={table}|{line}|{column}"
