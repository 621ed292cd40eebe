"""Addresses of cells: ``C7``, and areas of merged cells."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

_ADDRESS = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_AREA = re.compile(rf"{_ADDRESS.pattern}(?::{_ADDRESS.pattern})?")


class Area(Struct, frozen=True, order=True):
    """Cells that are merged to one; rows and columns count from 1."""

    top: int
    left: int
    bottom: int
    right: int


def area(reference: str) -> Area:
    """``A1:B2`` as an area, ``A1`` too.

    Raises:
        ValueError: when it is none.

    """
    found = _AREA.fullmatch(reference)
    if found is None:
        raise ValueError(reference)
    return Area(int(found[2]), number(found[1]), int(found[4] or found[2]), number(found[3] or found[1]))


@lru_cache(256)
def number(letters: str) -> int:
    """``A`` is 1, ``AA`` 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def place(address: str) -> tuple[int, int]:
    """Row and column of an address, from 1: ``C7`` is 7 and 3.

    Raises:
        ValueError: when it is no address.

    """
    found = _ADDRESS.fullmatch(address)
    if found is None:
        raise ValueError(address)
    return int(found[2]), number(found[1])


def letters(column: int) -> str:
    """A column's letters, from 1: 27 is ``AA``."""
    found = ""
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(ord("A") + rest) + found
    return found
