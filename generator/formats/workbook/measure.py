"""How much room a text needs in a cell: spreadsheets fit no row to merged cells, and old ones to none."""

from __future__ import annotations

import math

from generator.widths import ems

POINT = 96 / 72
"""Pixels of a point on the screen that spreadsheets measure for."""
_COLUMN = 7
"""Pixels of one unit of a column's width: a digit in the workbook's standard font."""
_MARGIN = 9
"""Pixels beside the text of a cell."""
_INDENT = 9
"""Pixels of one step that a text is indented by."""
_LEADING = 1.45
"""From line to line, in sizes of the type: the widest of the fonts that are there where others are missing."""
_NARROW = 0.55
"""Widths of a letter or a figure, in full-width characters: a little more than in most fonts."""
AIR = 6
"""Points above and below the text of a cell together."""


def height(text: str, size: float, width: float, indent: int = 0) -> float:
    """Points that a text of ``size`` points needs in columns of so many units."""
    room = width * _COLUMN - _MARGIN - indent * _INDENT
    count = sum(lines(line, size, room) for line in text.split("\n"))
    return count * math.ceil(size * _LEADING) + AIR


def lines(text: str, size: float, room: float) -> int:
    """How many lines a paragraph takes in ``room`` pixels."""
    full = size * POINT
    # No line begins with a full stop and none ends with an opening bracket: each may be a character shorter.
    wide = ems(text, _NARROW) * full
    usable = max(full, room - (full if wide > room else 0))
    return max(1, math.ceil(wide / usable))
