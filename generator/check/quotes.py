"""Whether quoted words stand in the text they are quoted from."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from itertools import islice

_ELLIPSIS = re.compile("…+")
_SPACE = re.compile(r"\s+")
_SHOWN = 20  # characters of a quotation in a message
_AROUND = 6  # characters on both sides of a difference
_RUN = 3  # characters of a quotation that are looked for together
_FEW = 8  # of so many runs a passage has at least one, or is not like the quotation
_MOST = 50  # places of a run that are looked at
_LOOKED_AT, _LOOKED_IN = 500, 20_000  # characters of a quotation and of its text, compared for a message


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


def misquoted(quote: str, text: str, source: str) -> str:
    """What to say of a quotation that does not stand in a text: how it begins, and where the two first differ."""
    begins = squash(quote) if len(squash(quote)) <= _SHOWN else f"{squash(quote)[:_SHOWN]}…"
    return f"引文“{begins}”不在{source}里{_difference(quote, text)}。"


def _difference(quote: str, text: str) -> str:
    whole, at = squash(text), 0
    for piece in filter(None, _ELLIPSIS.split(squash(quote))):
        found = whole.find(piece, at)
        if found >= 0:
            at = found + len(piece)
        elif piece in whole:
            return f"：“{piece[:_SHOWN]}”的次序与原文不同"
        else:
            return _first_difference(piece[:_LOOKED_AT], whole[at : at + _LOOKED_IN])
    return ""


def _first_difference(piece: str, whole: str) -> str:
    """In words; empty where nothing in the text is like the piece.

    What is meant is the passage that has most of the piece's runs of characters where the piece has them.
    """
    passages = Counter[int]()
    for at in range(len(piece) - _RUN + 1):
        runs = re.finditer(re.escape(piece[at : at + _RUN]), whole)
        passages.update(found.start() - at for found in islice(runs, _MOST))
    (begins, runs_shared), *_ = passages.most_common(1) or [(0, 0)]
    if runs_shared < max(1, len(piece) // _FEW):
        return ""
    near = whole[max(begins - _AROUND, 0) : begins + len(piece) + _AROUND]
    for kind, start, end, other, until in SequenceMatcher(None, piece, near, autojunk=False).get_opcodes():
        if kind != "equal" and not (kind == "insert" and start in {0, len(piece)}):
            return f"：引文是“{_around(piece, start, end)}”，原文是“{_around(near, other, until)}”"
    return ""


def _around(text: str, start: int, end: int) -> str:
    """What stands from start to end, a few words on both sides with it."""
    begins, ends = max(start - _AROUND, 0), min(min(end, start + _SHOWN) + _AROUND, len(text))
    return f"{'…' * (begins > 0)}{text[begins:ends]}{'…' * (ends < len(text))}"
