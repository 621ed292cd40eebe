"""Two lists of clauses laid side by side, and two texts with the words marked that only one of them has.

Which clause answers to which is told by the pairs of characters that they share, each weighted by how
rare it is in the two lists: what every clause says (职工, 工会) proves nothing. Nothing here knows a
rubric; ``generator.pages.compare`` makes pages of it.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

# Measured on the forms of this portal: below it, clauses of one part that were paired had only phrases in common.
_LEAST = 0.15
# What a clause from another part has to have more, since nothing but its words speaks for it.
_ELSEWHERE = 0.1
# Where texts have a smaller share of the shorter one in common, marks would cover both and tell nothing.
_MARKED = 1 / 4

# A figure is one word with what it counts: 95% and 98% differ as wholes, and so do 2分 and 3分.
_WORD = re.compile(r"[0-9]+(?:\.[0-9]+)?[%％分次人年个项]?|[A-Za-z]+|.", re.DOTALL)
_STOP = "，"
_PAIRED = frozenset("()[]{}<>“”‘’《》〈〉「」『』【】〔〕")

Row = tuple[int | None, int | None]
"""The clause on the left and the one on the right, by their places; nothing where there is none."""


@dataclass(frozen=True)
class Clause:
    """A clause of a list, and the part of the list that it stands in, named alike in both lists."""

    part: str
    text: str


@dataclass(frozen=True)
class Run:
    """Some words of a text; ``own`` where the other text has them not."""

    text: str
    own: bool


@dataclass(frozen=True)
class Difference:
    """Two texts in runs. Of texts that have too little in common to be ``marked``, no run is told apart."""

    left: tuple[Run, ...]
    right: tuple[Run, ...]
    alike: bool
    marked: bool


def align(left: Sequence[Clause], right: Sequence[Clause]) -> list[Row]:
    """Each clause once: beside the one that says the same, or alone.

    Rows keep the order of the left list. What only the right list has follows what it follows there,
    and a part that only the right list has follows the part before it.
    """
    partners = _partners(left, right)
    places = {j: i for i, j in partners.items()}
    parts: dict[str, list[Row]] = {clause.part: [] for clause in left}
    for i, clause in enumerate(left):
        parts[clause.part].append((i, partners.get(i)))
    order = list(parts)
    before: str | None = None
    for j, clause in enumerate(right):
        if clause.part not in parts:
            parts[clause.part] = []
            order.insert(order.index(before) + 1 if before is not None else 0, clause.part)
        before = clause.part
        if j not in places:
            rows = parts[clause.part]
            earlier = [at for at, (_, other) in enumerate(rows) if other is not None and other < j]
            rows.insert(max(earlier) + 1 if earlier else 0, (None, j))
    return [row for part in order for row in parts[part]]


def _partners(left: Sequence[Clause], right: Sequence[Clause]) -> dict[int, int]:
    """Which clause of the right list answers to which of the left: the most alike are paired first."""
    likeness = _Likeness([clause.text for clause in (*left, *right)])
    alone = {
        part
        for part, count in Counter(clause.part for clause in left).items()
        if count == 1 and sum(clause.part == part for clause in right) == 1
    }
    found = []
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            score = likeness(i, len(left) + j) - (0 if one.part == other.part else _ELSEWHERE)
            # Alone in a part of one name, two clauses are about one thing whatever their words.
            if score >= _LEAST or (one.part == other.part and one.part in alone):
                found.append((-score, i, j))
    partners: dict[int, int] = {}
    taken: set[int] = set()
    for _, i, j in sorted(found):
        if i not in partners and j not in taken:
            partners[i] = j
            taken.add(j)
    return partners


class _Likeness:
    """How alike two of several texts are, from 0 to 1."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._pairs = [_pairs(text) for text in texts]
        spread = Counter(pair for pairs in self._pairs for pair in pairs)
        self._weights = {pair: math.log(1 + len(texts) / count) for pair, count in spread.items()}
        self._sums = [self._weight(pairs) for pairs in self._pairs]

    def __call__(self, one: int, other: int) -> float:
        """The mean of what they share of both, and of the shorter: a short clause may stand within a long one."""
        both, least = self._sums[one] + self._sums[other], min(self._sums[one], self._sums[other])
        if not least:
            return 0
        shared = self._weight(self._pairs[one] & self._pairs[other])
        return (2 * shared / both + shared / least) / 2

    def _weight(self, pairs: Counter[str]) -> float:
        return sum(self._weights[pair] * count for pair, count in pairs.items())


def _pairs(text: str) -> Counter[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())
    return Counter(plain[at : at + 2] for at in range(max(len(plain) - 1, 1)))


def difference(left: str, right: str) -> Difference:
    """What only one of two texts says. Stops and the width of characters make no difference."""
    words = _WORD.findall(left), _WORD.findall(right)
    keys = [_key(word) for word in words[0]], [_key(word) for word in words[1]]
    matcher = SequenceMatcher(_silent, *keys, autojunk=False)
    spans = [_Span(tag == "equal", slice(i, k), slice(j, m)) for tag, i, k, j, m in matcher.get_opcodes()]
    spans = _readable(spans, keys)
    alike = all(span.same for span in spans)
    kept = sum(_weight(keys[0][span.left]) for span in spans if span.same)
    if kept < _MARKED * min(_weight(keys[0]), _weight(keys[1])):
        return Difference((Run(left, own=False),), (Run(right, own=False),), alike, marked=False)
    return Difference(
        tuple(run for span in spans for run in _runs(words[0][span.left], own=not span.same)),
        tuple(run for span in spans for run in _runs(words[1][span.right], own=not span.same)),
        alike,
        marked=True,
    )


@dataclass(frozen=True)
class _Span:
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

    spans = [replace(span, same=span.same or not length(span)) for span in spans]
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


def _runs(words: list[str], *, own: bool) -> Iterator[Run]:
    """Words as runs; of the words that are marked, the stops around them are not."""
    said = [at for at, word in enumerate(words) if _key(word) != _STOP]
    start, end = (said[0], said[-1] + 1) if own and said else (0, 0)
    for part, mark in ((words[:start], False), (words[start:end], True), (words[end:], False)):
        if part:
            yield Run("".join(part), mark)


def _key(word: str) -> str:
    """What a word is compared by: any stop is as good as another; brackets and quotation marks come in pairs."""
    plain = unicodedata.normalize("NFKC", word)
    return _STOP if _silent(plain) and plain not in _PAIRED else plain


def _silent(word: str) -> bool:
    return not any(unicodedata.category(char)[0] in "LNS" or char == "%" for char in word)


def _weight(keys: list[str]) -> int:
    """How many words there are, punctuation aside."""
    return sum(not _silent(key) for key in keys)
