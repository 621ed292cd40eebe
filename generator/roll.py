"""The list of honorees (``honorees.csv``) as a table: the one place that says how it is written."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.honours import HONOREES, Honoree
from generator.tables import Cell, Table

FILE = "honorees.csv"

_WIDTHS = {"unit": 40, "district": 16, "award": 24, "held": 24, "note": 24, "refused": 24}
_WIDTH = 10


def table(honorees: Iterable[Honoree]) -> Table:
    """All columns of ``honorees.csv``; what the honorees have for awards and tiers are the names that are printed."""
    headings = tuple(
        (title, _WIDTHS.get(part, _WIDTH), "count" if part == "rank" else "text") for part, title in HONOREES.items()
    )
    return Table("名单", headings, (_row(one) for one in honorees))


def _row(one: Honoree) -> tuple[Cell, ...]:
    told: dict[str, Cell] = {part: getattr(one, part) for part in HONOREES}
    return tuple(told.values())
