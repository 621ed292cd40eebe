"""Whether quoted words stand in the text they are quoted from."""

from __future__ import annotations

import re

_ELLIPSIS = re.compile("…+")
_SPACE = re.compile(r"\s+")


def squash(text: str) -> str:
    """The text without white space: how a line is broken is layout, not wording."""
    return _SPACE.sub("", text)


def stands_in(quote: str, text: str) -> bool:
    """True when every piece of the quotation stands in the text, in the same order.

    Pieces are what is left between ellipses (……); punctuation and numbering count. A quotation of
    no words at all stands nowhere.
    """
    whole, at = squash(text), 0
    pieces = [piece for piece in _ELLIPSIS.split(squash(quote)) if piece]
    for piece in pieces:
        found = whole.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return bool(pieces)
