"""How alike texts are.

Two texts are compared by the pairs of characters that they share, each weighted by how rare it is among
all texts at hand: what every clause says (职工, 工会) proves nothing.
"""

from __future__ import annotations

import math
import unicodedata
from collections import Counter
from collections.abc import Sequence


class Likeness:
    """How alike two of several texts are, from 0 to 1; texts are named by their places."""

    def __init__(self, texts: Sequence[str]) -> None:
        """Weigh the pairs of characters of all texts."""
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
        # In the order of the pairs: sums of fractions must not depend on how a Counter was put together.
        return sum(self._weights[pair] * pairs[pair] for pair in sorted(pairs))


def _pairs(text: str) -> Counter[str]:
    plain = "".join(char for char in unicodedata.normalize("NFKC", text) if char.isalnum())
    return Counter(plain[at : at + 2] for at in range(max(len(plain) - 1, 1)))
