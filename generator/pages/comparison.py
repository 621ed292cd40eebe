"""Two lists of clauses laid side by side: which clause answers to which.

Nothing here knows a rubric; ``generator.pages.compare`` makes pages of it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from generator.changes.likeness import Likeness
from generator.changes.pairing import Pairs, best

# Measured on the forms of this portal: below it, clauses of one part that were paired had only phrases in common.
_LEAST = 0.15
# What a clause from another part has to have more, since nothing but its words speaks for it.
_ELSEWHERE = 0.1

Row = tuple[int | None, int | None]
"""The clause on the left and the one on the right, by their places; nothing where there is none."""


class Clause(Struct, frozen=True):
    """A clause of a list, and the part of the list that it stands in, named alike in both lists."""

    part: str
    text: str


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


def _partners(left: Sequence[Clause], right: Sequence[Clause]) -> Pairs:
    """Which clause of the right list answers to which of the left: the most alike are paired first."""
    likeness = Likeness([clause.text for clause in (*left, *right)])
    alone = {
        part
        for part, count in Counter(clause.part for clause in left).items()
        if count == 1 and sum(clause.part == part for clause in right) == 1
    }
    scores = {}
    for i, one in enumerate(left):
        for j, other in enumerate(right):
            score = likeness(i, len(left) + j) - (0 if one.part == other.part else _ELSEWHERE)
            # Alone in a part of one name, two clauses are about one thing whatever their words.
            if score >= _LEAST or (one.part == other.part and one.part in alone):
                scores[i, j] = score
    return best(scores)
