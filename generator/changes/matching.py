"""Which rubric and which item of an edition is which of the edition before it.

An id that is kept says so, if the words bear it out; where ids changed, the words alone tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from generator.changes.pairing import Clause, best, by_key, out_of_order, pair
from generator.model.rubric import BonusItem, Item, Rubric, Section

BONUS = "(bonus)"
"""The part that items beyond the total stand in; no section can be called so."""

# The share of two titles that is alike, figures (years, full marks) aside.
_TITLES = 0.8
_SAME_KINDS = 2.0


class Entry(Struct, frozen=True):
    """An item and where it stands: the id of the innermost section, or ``BONUS``."""

    item: Item | BonusItem
    part: str

    @property
    def words(self) -> str:
        """All that is printed of it."""
        if isinstance(self.item, BonusItem):
            return f"{self.item.title}\n{self.item.text}"
        return f"{self.item.standard}\n{self.item.text}" if self.item.text else self.item.standard


class Match(Struct, frozen=True):
    """Which item of a new rubric was which of an old one, by ids; bonus items too.

    ``old`` names those that were there by their new ids, in the order of the new rubric; ``moved`` are those of them
    that stand in another section, or elsewhere in their own. ``sections`` are ids of the new rubric's sections and of
    their counterparts in the old one.
    """

    old: dict[str, str]
    moved: frozenset[str]
    sections: dict[str, str]


def rubrics(before: Sequence[Rubric], after: Sequence[Rubric]) -> dict[str, str]:
    """Which rubric was which: new ids and their old ones. A new rubric without counterpart is not named.

    The same id; else the same kinds of unit; else nearly the same title.
    """
    found = by_key([one.id for one in before], [one.id for one in after])
    taken = set(found.values())
    scores = {
        (i, j): score
        for i, one in enumerate(before)
        for j, other in enumerate(after)
        if i not in found and j not in taken and (score := _resemblance(one, other)) >= _TITLES
    }
    found |= best(scores)
    return {after[j].id: before[i].id for i, j in sorted(found.items(), key=lambda entry: entry[1])}


def items(before: Rubric, after: Rubric) -> Match:
    """Which item was which, within sections and across them, one to one."""
    olds, news = entries(before), entries(after)
    named = _named(before, after)
    found = pair(
        [Clause(entry.item.id, entry.part, entry.words) for entry in olds],
        [Clause(entry.item.id, named.get(entry.part, f"{entry.part} (new)"), entry.words) for entry in news],
    )
    sections = _sections(named, before, after, [(olds[i].part, news[j].part) for i, j in found.items()])
    moved = {i for i, j in found.items() if sections.get(news[j].part) != olds[i].part}
    for part in {entry.part for entry in olds}:
        stayed = sorted((j, i) for i, j in found.items() if olds[i].part == part and i not in moved)
        moved |= out_of_order(i for _, i in stayed)
    return Match(
        {news[j].item.id: olds[i].item.id for i, j in sorted(found.items(), key=lambda entry: entry[1])},
        frozenset(news[found[i]].item.id for i in moved),
        {new: old for new, old in sections.items() if new != BONUS},
    )


def entries(rubric: Rubric) -> list[Entry]:
    """Every item in printed order, those beyond the total at the end."""
    found = [Entry(item, section.id) for section in rubric.all_sections for item in section.items]
    return [*found, *(Entry(item, BONUS) for item in (rubric.bonus.items if rubric.bonus else ()))]


def _named(before: Rubric, after: Rubric) -> dict[str, str]:
    """Sections of the new rubric and their counterparts: of one id, else of one title."""
    olds, news = before.all_sections, after.all_sections
    found = by_key([one.id for one in olds], [one.id for one in news])
    taken = set(found.values())
    titles = by_key(
        ["" if i in found else one.title for i, one in enumerate(olds)],
        ["" if j in taken else one.title for j, one in enumerate(news)],
    )
    return {BONUS: BONUS, **{news[j].id: olds[i].id for i, j in (found | titles).items()}}


def _sections(
    named: dict[str, str], before: Rubric, after: Rubric, shared: Sequence[tuple[str, str]]
) -> dict[str, str]:
    """The counterparts of all sections: one that lost its id and its title is known by most of its items."""
    olds, news = [[one.id for one in _with_items(rubric)] for rubric in (before, after)]
    counts = Counter(shared)
    most = {
        (olds.index(old), news.index(new)): float(count)
        for (old, new), count in counts.items()
        if new not in named
        and old in olds
        and old not in named.values()
        and new in news
        and 2 * count > sum(other for (part, _), other in counts.items() if part == old)
    }
    return named | {news[j]: olds[i] for i, j in best(most).items()}


def _with_items(rubric: Rubric) -> list[Section]:
    return [section for section in rubric.all_sections if section.items]


def _resemblance(one: Rubric, other: Rubric) -> float:
    kinds, others = ({kind.label for kind in rubric.kinds} for rubric in (one, other))
    if kinds and kinds == others:
        return _SAME_KINDS
    title, another = (re.sub(r"[0-9]+", "", f"{rubric.title}{rubric.short}") for rubric in (one, other))
    return SequenceMatcher(None, title, another, autojunk=False).ratio()
