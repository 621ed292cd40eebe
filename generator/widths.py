"""How wide texts are: letters and figures stand half as wide as Chinese characters, or nearly so."""

from __future__ import annotations

from unicodedata import east_asian_width

_FULL = frozenset("WFA")  # ambiguous is what Chinese fonts have as wide as their characters: “”…—


def ems(text: str, narrow: float = 0.5) -> float:
    """In full-width characters; any other is ``narrow`` as wide.

    >>> ems("“第1项”")
    4.5
    """
    full = _full(text)
    return full + narrow * (len(text) - full)


def columns(text: str) -> int:
    """In columns of a terminal, or digits of a cell: a full-width character takes two.

    >>> columns("第1项")
    5
    """
    return len(text) + _full(text)


def _full(text: str) -> int:
    return sum(east_asian_width(char) in _FULL for char in text)
