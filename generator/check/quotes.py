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
_WORD = re.compile(r"[0-9０-９A-Za-z.@+－—-]{2}")  # never cut: half a number of a person is not seen to be one
_LOOKED_AT, _LOOKED_IN = 500, 20_000  # characters of a quotation and of its text, compared for a message


def unspaced(text: str) -> str:
    """The text without white space: how a line is broken is layout, not wording."""
    return _SPACE.sub("", text)


def stands_in(quote: str, text: str) -> bool:
    """True when every piece of the quotation stands in the text, in the same order.

    Pieces are what is left between ellipses (……); punctuation and numbering count. A quotation of
    no words at all stands nowhere.
    """
    whole, at = unspaced(text), 0
    pieces = [piece for piece in _ELLIPSIS.split(unspaced(quote)) if piece]
    for piece in pieces:
        found = whole.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return bool(pieces)


def misquoted(quote: str, text: str, source: str) -> str:
    """What to say of a quotation that does not stand in a text: how it begins, and where the two first differ."""
    return f"引文“{_shown(unspaced(quote), 0, _SHOWN)}”不在{source}里{_difference(quote, text)}。"


def _difference(quote: str, text: str) -> str:
    whole, at = unspaced(text), 0
    for piece in filter(None, _ELLIPSIS.split(unspaced(quote))):
        found = whole.find(piece, at)
        if found >= 0:
            at = found + len(piece)
        elif piece in whole:
            return f"：“{_shown(piece, 0, _SHOWN)}”的次序与原文不同"
        else:
            return _first_difference(piece, whole, at)
    return ""


def _first_difference(piece: str, whole: str, after: int) -> str:
    """In words; empty where nothing in the text is like the piece.

    What is meant is the passage that has most of the piece's runs of characters where the piece has them.
    """
    compared, passages = piece[:_LOOKED_AT], Counter[int]()
    for at in range(len(compared) - _RUN + 1):
        runs = re.compile(re.escape(compared[at : at + _RUN])).finditer(whole, after, after + _LOOKED_IN)
        passages.update(found.start() - at for found in islice(runs, _MOST))
    (begins, shared), *_ = passages.most_common(1) or [(0, 0)]
    if shared < max(1, len(compared) // _FEW):
        return ""
    begins, ends = max(begins - _AROUND, 0), begins + len(compared) + _AROUND
    for kind, start, end, other, until in SequenceMatcher(None, compared, whole[begins:ends]).get_opcodes():
        if kind != "equal" and not (kind == "insert" and start in {0, len(compared)}):
            quoted = _shown(piece, start - _AROUND, min(end, start + _SHOWN) + _AROUND)
            stands, last = begins + other, begins + min(until, other + _SHOWN)
            return f"：引文是“{quoted}”，原文是“{_shown(whole, stands - _AROUND, last + _AROUND)}”"
    return ""


def _shown(text: str, start: int, end: int) -> str:
    """What stands from start to end, and the rest of the words there; ellipses for what is left out."""
    begins, ends = max(start, 0), min(end, len(text))
    while begins and _WORD.fullmatch(text, begins - 1, begins + 1):
        begins -= 1
    while ends < len(text) and _WORD.fullmatch(text, ends - 1, ends + 1):
        ends += 1
    return f"{'…' * (begins > 0)}{text[begins:ends]}{'…' * (ends < len(text))}"
