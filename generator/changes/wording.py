"""Two texts with the words marked that only one of them has.

Marks are for people: whole figures, whole phrases, no scattered characters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
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
    matcher = SequenceMatcher(_silent, *keys, autojunk=False)
    spans = [_Span(tag == "equal", slice(i, k), slice(j, m)) for tag, i, k, j, m in matcher.get_opcodes()]
    spans = _readable(spans, keys)
    alike = all(span.same for span in spans)
    kept = sum(_weight(keys[0][span.left]) for span in spans if span.same)
    if kept < _MARKED * min(_weight(keys[0]), _weight(keys[1])):
        return Difference((Piece(left, "", same=False), Piece("", right, same=False)), alike, marked=False)
    pieces = (piece for span in spans for piece in _pieces(words[0][span.left], words[1][span.right], same=span.same))
    return Difference(tuple(_joined(pieces)), alike, marked=True)


class _Span(NamedTuple):
    """A stretch of both texts, of any length in either, and whether it is the same in both."""

    same: bool
    left: slice
    right: slice


def _readable(spans: list[_Span], keys: tuple[list[str], list[str]]) -> list[_Span]:
    """No scraps: what is the same between two changes joins them unless it is longer than one of them.

    Where only stops differ, nothing does.
    """

    def length(span: _Span) -> int:
        return max(_weight(keys[0][span.left]), _weight(keys[1][span.right]))

    spans = [span if span.same or length(span) else span._replace(same=True) for span in spans]
    at = 1
    while at < len(spans) - 1:
        before, here, after = spans[at - 1 : at + 2]
        scrap = here.same and not before.same and not after.same
        if scrap and length(here) <= min(length(before), length(after)):
            joined = slice(before.left.start, after.left.stop), slice(before.right.start, after.right.stop)
            spans[at - 1 : at + 2] = [_Span(False, *joined)]  # noqa: FBT003 - not the same
            at = max(at - 2, 1)
        else:
            at += 1
    return spans


_Words = tuple[str, str, bool]
"""Some words of both texts, and whether they are the same; of either there may be none."""


def _pieces(left: list[str], right: list[str], *, same: bool) -> Iterator[_Words]:
    """The words of a span; of words that differ, the stops around them do not."""
    if same:
        yield "".join(left), "".join(right), True
        return
    start, end = _shared(left, right), 0
    if start < min(len(left), len(right)):
        end = _shared(left[start:][::-1], right[start:][::-1])
    yield "".join(left[:start]), "".join(right[:start]), True
    parts = zip(_trimmed(left[start : len(left) - end]), _trimmed(right[start : len(right) - end]), strict=True)
    for (before, after), stops in zip(parts, (True, False, True), strict=True):
        yield before, after, stops
    yield "".join(left[len(left) - end :]), "".join(right[len(right) - end :]), True


def _shared(left: list[str], right: list[str]) -> int:
    """How many words both begin with: brackets that are matched with nothing beside them."""
    pairs = zip(left, right, strict=False)
    return next((at for at, (one, other) in enumerate(pairs) if _key(one) != _key(other)), min(len(left), len(right)))


def _trimmed(words: list[str]) -> tuple[str, str, str]:
    """What is said, between the stops before it and those after it."""
    said = [at for at, word in enumerate(words) if _key(word) != _STOP]
    start, end = (said[0], said[-1] + 1) if said else (len(words), len(words))
    return "".join(words[:start]), "".join(words[start:end]), "".join(words[end:])


def _joined(pieces: Iterable[_Words]) -> Iterator[Piece]:
    """No empty pieces, and what is the same on end is one."""
    said = (piece for piece in pieces if piece[0] or piece[1])
    for same, group in groupby(said, key=itemgetter(2)):
        if same:
            left, right, _ = zip(*group, strict=True)
            yield Piece("".join(left), "".join(right), same=True)
        else:
            yield from (Piece(before, after, same=False) for before, after, _ in group)


@lru_cache(maxsize=1 << 14)
def _key(word: str) -> str:
    """What a word is compared by: any stop is as good as another; brackets and quotation marks come in pairs."""
    plain = unicodedata.normalize("NFKC", word)
    return _STOP if _silent(plain) and plain not in _PAIRED else plain


@lru_cache(maxsize=1 << 14)
def _silent(word: str) -> bool:
    return not any(unicodedata.category(char)[0] in "LNS" or char == "%" for char in word)


def _weight(keys: list[str]) -> int:
    """How many words there are, punctuation aside."""
    return len(keys) - sum(map(_silent, keys))
