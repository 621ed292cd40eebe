"""Two texts with the words marked that only one of them has.

Marks are for people: whole figures, whole phrases, no scattered characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from msgspec import Struct

# Where texts have a smaller share of the shorter one in common, marks would cover both and tell nothing.
_MARKED = 1 / 4

# A figure is one word with what it counts: 95% and 98% differ as wholes, and so do 2分 and 3分.
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)?[%％分次人年个项]?|[A-Za-z]+|.", re.DOTALL)
_STOP = "，"
_PAIRED = frozenset("()[]{}<>“”‘’《》〈〉「」『』【】〔〕")


class Run(Struct, frozen=True):
    """Some words of a text; ``own`` where the other text has them not."""

    text: str
    own: bool


class Piece(Struct, frozen=True):
    """Some words of both texts in turn. Where they are the ``same``, stops and the width of characters may differ.

    All ``before`` in a row are the one text, all ``after`` the other.
    """

    before: str
    after: str
    same: bool


class Difference(Struct, frozen=True):
    """Two texts in pieces. Of texts that have too little in common to be ``marked``, nothing is told apart."""

    pieces: tuple[Piece, ...]
    alike: bool
    marked: bool

    @property
    def left(self) -> tuple[Run, ...]:
        """The one text in runs."""
        return tuple(Run(piece.before, self.marked and not piece.same) for piece in self.pieces if piece.before)

    @property
    def right(self) -> tuple[Run, ...]:
        """The other text in runs."""
        return tuple(Run(piece.after, self.marked and not piece.same) for piece in self.pieces if piece.after)


def difference(left: str, right: str) -> Difference:
    """What only one of two texts says. Stops and the width of characters make no difference."""
    words = _WORD.findall(left), _WORD.findall(right)
    keys = list(map(_key, words[0])), list(map(_key, words[1]))
    matcher = SequenceMatcher(_SILENT.__contains__, *keys, autojunk=False)
    said = _counted(keys[0]), _counted(keys[1])
    changes = _readable([_Span(*span) for tag, *span in matcher.get_opcodes() if tag != "equal"], said)
    kept = said[0][-1] - sum(said[0][span.i2] - said[0][span.i1] for span in changes)
    if kept < _MARKED * min(said[0][-1], said[1][-1]):
        return Difference((Piece(left, "", same=False), Piece("", right, same=False)), not changes, marked=False)
    return Difference(tuple(_pieces(words, [_trimmed(span, *keys) for span in changes])), not changes, marked=True)


class _Span(NamedTuple):
    """A stretch of both texts, of any length in either, by places as ``difflib`` has them."""

    i1: int
    i2: int
    j1: int
    j2: int


_Counted = tuple[list[int], list[int]]
"""Of both texts, how many words there are before each place, punctuation aside."""


def _counted(keys: list[str]) -> list[int]:
    return list(accumulate((key not in _SILENT for key in keys), initial=0))


def _readable(changes: list[_Span], said: _Counted) -> list[_Span]:
    """No scraps: what is the same between two changes joins them unless it is longer than one of them.

    Where only stops differ, nothing does.
    """

    def length(i1: int, i2: int, j1: int, j2: int) -> int:
        return max(said[0][i2] - said[0][i1], said[1][j2] - said[1][j1])

    at = 1
    while at < len(changes):
        before, after = changes[at - 1 : at + 1]
        shorter = min(length(*before), length(*after))
        if shorter and length(before.i2, after.i1, before.j2, after.j1) <= shorter:
            changes[at - 1 : at + 1] = [_Span(before.i1, after.i2, before.j1, after.j2)]
            at = max(at - 1, 1)
        else:
            at += 1
    return [span for span in changes if length(*span)]


def _trimmed(span: _Span, left: list[str], right: list[str]) -> _Span:
    """Without what both begin or end with (brackets that are matched with nothing beside them), and stops around it."""
    i1, i2, j1, j2 = span
    while i1 < i2 and j1 < j2 and left[i1] == right[j1]:
        i1, j1 = i1 + 1, j1 + 1
    while i1 < i2 and j1 < j2 and left[i2 - 1] == right[j2 - 1]:
        i2, j2 = i2 - 1, j2 - 1
    return _Span(*_said(left, i1, i2), *_said(right, j1, j2))


def _said(keys: list[str], start: int, end: int) -> tuple[int, int]:
    """What is said, between the stops before it and those after it."""
    while start < end and keys[start] == _STOP:
        start += 1
    while start < end and keys[end - 1] == _STOP:
        end -= 1
    return start, end


def _pieces(words: tuple[list[str], list[str]], changes: list[_Span]) -> Iterator[Piece]:
    """The changes and what is the same around them; no empty pieces."""
    left, right = words
    i, j = 0, 0
    for i1, i2, j1, j2 in (*changes, _Span(len(left), len(left), len(right), len(right))):
        if i < i1 or j < j1:
            yield Piece("".join(left[i:i1]), "".join(right[j:j1]), same=True)
        if i1 < i2 or j1 < j2:
            yield Piece("".join(left[i1:i2]), "".join(right[j1:j2]), same=False)
        i, j = i2, j2


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    """What a word is compared by: any stop is as good as another; brackets and quotation marks come in pairs."""
    plain = unicodedata.normalize("NFKC", word)
    return _STOP if _silent(plain) and plain not in _PAIRED else plain


def _silent(word: str) -> bool:
    return not any(unicodedata.category(char)[0] in "LNS" or char == "%" for char in word)


# What words are compared by that are punctuation.
_SILENT = frozenset({_STOP, *filter(_silent, _PAIRED)})
