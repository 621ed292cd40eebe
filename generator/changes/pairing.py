"""Two lists paired one to one, what fits best first; and which of the pairs changed their order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterable, Mapping, Sequence

from msgspec import Struct

from generator.changes.likeness import Likeness

# Measured on the forms of this portal: clauses that say one thing in other words have more than this in common,
# clauses about two things less.
LEAST = 0.35
# What a clause of another part has to have more, since nothing but its words speaks for it.
_ELSEWHERE = 0.1
# Of one id and one part, two clauses are about one thing unless nearly nothing is left of the words.
_SAME_ID = 0.12
# What a kept id is worth beside the words: not all, for ids that are numbers move on when an item is put in.
_ID = 0.3
# The score of the very same words; only a kept id is worth more.
_WORDS = 1.0

Pairs = dict[int, int]
"""Places in the new list, by places in the old one."""


class Clause(Struct, frozen=True):
    """One thing of a list: its id (empty where it has none), the part that it stands in, and its words."""

    id: str
    part: str
    text: str


def pair(before: Sequence[Clause], after: Sequence[Clause], least: float = LEAST) -> Pairs:
    """Which clause of the new list is which of the old one.

    What is the very same is paired at once, that of the same id and part first; the rest by likeness, of which those
    without a common id need the ``least``.
    """
    found: Pairs = {}
    if not (before and after):
        return found
    keys = (
        lambda one: (one.id, one.part, one.text),
        lambda one: (one.id, one.text),
        lambda one: (one.part, one.text),
        lambda one: one.text,
    )
    for key in keys:
        _join(found, [key(one) for one in before], [key(one) for one in after])
    left, right = _left(found, before, after)
    if left and right:
        likeness = Likeness([one.text for one in (*before, *after)])

        def score(i: int, j: int) -> float:
            return _score(before[i], after[j], likeness(i, len(before) + j), least)

        same = by_key(
            [(one.id, one.part) if one.id and i in left else "" for i, one in enumerate(before)],
            [(one.id, one.part) if one.id and j in right else "" for j, one in enumerate(after)],
        )
        found |= {i: j for i, j in same.items() if score(i, j) > _WORDS}  # nothing can fit either of them better
        left, right = _left(found, before, after)
        scores = {(i, j): score(i, j) for i in left for j in right}
        found |= best({both: fit for both, fit in scores.items() if fit})
    return dict(sorted(found.items()))


def _left(found: Pairs, before: Sequence[Clause], after: Sequence[Clause]) -> tuple[list[int], list[int]]:
    """The places in both lists that have no partner."""
    taken = set(found.values())
    return [i for i in range(len(before)) if i not in found], [j for j in range(len(after)) if j not in taken]


def best(scores: Mapping[tuple[int, int], float]) -> Pairs:
    """Pairs one to one, those of the highest score first, of equal scores those that come first."""
    found: Pairs = {}
    taken: set[int] = set()
    for (i, j), _ in sorted(scores.items(), key=lambda entry: (-entry[1], entry[0])):
        if i not in found and j not in taken:
            found[i] = j
            taken.add(j)
    return found


def by_key(before: Sequence[Hashable], after: Sequence[Hashable]) -> Pairs:
    """Pairs of what has the same key, in order; a key of ``None`` or ``""`` pairs nothing."""
    found: Pairs = {}
    _join(found, before, after)
    return found


def out_of_order(places: Iterable[int]) -> frozenset[int]:
    """Which of these places are not in their order any more, as few as can be.

    What is left without them is a longest increasing subsequence; of several such the same one each time.

    >>> sorted(out_of_order([0, 3, 1, 2]))
    [3]
    """
    order = list(places)
    ends: list[int] = []  # the least last place of an increasing subsequence of each length
    at: list[int] = []  # where in ``order`` that stands
    earlier: dict[int, int | None] = {}
    for here, place in enumerate(order):
        length = bisect_left(ends, place)
        earlier[here] = at[length - 1] if length else None
        ends[length : length + 1] = [place]
        at[length : length + 1] = [here]
    kept = set()
    step = at[-1] if at else None
    while step is not None:
        kept.add(order[step])
        step = earlier[step]
    return frozenset(order) - kept


def _join(found: Pairs, before: Sequence[Hashable], after: Sequence[Hashable]) -> None:
    """Add pairs of what has the same key and no partner yet."""
    taken = set(found.values())
    free: dict[Hashable, list[int]] = {}
    for j, key in enumerate(after):
        if key and j not in taken:
            free.setdefault(key, []).append(j)
    for i, key in enumerate(before):
        if i not in found and free.get(key):
            found[i] = free[key].pop(0)


def _score(one: Clause, other: Clause, alike: float, least: float) -> float:
    """How well two clauses fit; 0 where they are about two things."""
    same_id, same_part = bool(one.id) and one.id == other.id, one.part == other.part
    least = _SAME_ID if same_id else least
    if not same_part:
        least += _ELSEWHERE
    if alike < least:
        return 0
    return alike + (_ID if same_id else 0) - (0 if same_part else _ELSEWHERE)
