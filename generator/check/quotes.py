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

    Pieces are what is left between ellipses (……); punctuation and numbering count.
    """
    whole, at = squash(text), 0
    for piece in filter(None, _ELLIPSIS.split(squash(quote))):
        found = whole.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return True
