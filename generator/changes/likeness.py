"""How alike texts are.

Two texts are compared by the pairs of characters that they share, each weighted by how rare it is among
all texts at hand: what every clause says (职工, 工会) proves nothing.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache
from itertools import chain
from operator import add


class Likeness:
    """How alike two of several texts are, from 0 to 1; texts are named by their places."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Weigh the pairs of characters of all texts."""
        self._pairs = [_pairs(text) for text in texts]
        spread = Counter(chain.from_iterable(self._pairs))
        rare = {count: math.log(1 + len(texts) / count) for count in set(spread.values())}
        self._weights = {pair: rare[spread[pair[:2]]] for pair in spread}
        self._sums = [self._weight(pairs) for pairs in self._pairs]

    def __call__(self, one: int, other: int) -> float:
        """The mean of what they share of both, and of the shorter: a short clause may stand within a long one."""
        both, least = self._sums[one] + self._sums[other], min(self._sums[one], self._sums[other])
        if not least:
            return 0
        shared = self._weight(self._pairs[one] & self._pairs[other])
        return (2 * shared / both + shared / least) / 2

    def _weight(self, pairs: frozenset[str]) -> float:
        # A set has no order, and a plain sum of fractions depends on it.
        return math.fsum(map(self._weights.__getitem__, pairs))


@lru_cache(maxsize=1 << 10)  # an edition is compared with the one before it, then the one after it with the edition
def _pairs(text: str) -> frozenset[str]:
    """Its pairs of characters; where one comes again, a 2, a 3 … after it tell it from the first."""
    plain = "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text)))
    counts = Counter(map(add, plain, plain[1:]) if len(plain) > 1 else (plain,))
    again = (f"{pair}{time}" for pair, count in counts.items() if count > 1 for time in range(2, count + 1))
    return frozenset(chain(counts, again))
