"""The order of a list as ``honours.yml`` declares it: groups, and inside them by strokes, pinyin or rank.

The orders of characters are CLDR's (``strokes.txt``, ``pinyin.txt``; tests/collation.mjs makes them). By strokes is by
how many a character has, then by its radical. By pinyin a character stands where its most usual reading puts it,
whatever it is read as in a name (重 of 重庆 is zhòng, as office programs have it): who sorted by the other reading says
so in 说明. Digits and letters come before Chinese, and a name before one that goes on longer.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from functools import cache
from importlib import resources

from generator.model.campaign import Campaign
from generator.model.honours import ORDERS, Honoree, Outcome

_FILES: dict[ORDERS, str] = {"strokes": "strokes.txt", "pinyin": "pinyin.txt"}
_BEFORE = 0x20000  # what is no character of the table and not beyond it: letters, digits, signs
_UNRANKED = 1_000_000

_COUNTED = "一丁万不且丞串並临乘乾亁亂僎僵亸償儭儳彟儶"
"""The first character of each number of strokes, in the order of ``strokes.txt``."""

Place = tuple[int, ...]


@cache
def _order(order: ORDERS) -> dict[str, int]:
    """Where each Chinese character stands."""
    text = resources.files(__package__).joinpath(_FILES[order]).read_text("utf-8")
    chars = "".join(line for line in text.splitlines() if not line.startswith("#"))
    return {char: at for at, char in enumerate(chars, _BEFORE)}


def key(name: str, order: ORDERS) -> Place:
    """What sorts names by ``strokes`` or ``pinyin``; brackets, spaces and other signs do not count.

    A rare character beyond the table (of the supplementary planes) comes after those in it.
    """
    known = _order(order)
    plain = unicodedata.normalize("NFKC", name).casefold()
    return tuple(
        known.get(char, ord(char) if ord(char) < _BEFORE else ord(char) + _BEFORE) for char in plain if char.isalnum()
    )


def groups(outcome: Outcome, campaign: Campaign, listed: Sequence[Honoree]) -> tuple[Place, ...]:
    """For each of the list, in its order, where its group stands, largest group first.

    Awards and districts stand as ``honours.yml`` has them, tiers from the highest to the lowest, kinds of units as they
    first appear in their group. The documents and pages of a list group it so too.
    """
    awards = {award.id: at for at, award in enumerate(outcome.awards)}
    tiers = {tier.id: -at for at, tier in enumerate(campaign.tiers)}
    named = dict.fromkeys((*outcome.districts, *(one.district for one in listed)))
    districts = {name: at for at, name in enumerate(named)}
    kinds: dict[Place, dict[str, int]] = {}
    found = []
    for one in listed:
        place: Place = ()
        for group in outcome.groups:
            if group == "award":
                place += (awards.get(one.award, len(awards)),)
            elif group == "tier":
                place += (tiers.get(one.tier, 1) if one.tier else 1,)
            elif group == "district":
                place += (districts[one.district],)
            else:
                seen = kinds.setdefault(place, {})
                place += (seen.setdefault(one.kind, len(seen)),)
        found.append(place)
    return tuple(found)


def within(outcome: Outcome, one: Honoree) -> Place:
    """Where a unit stands in its group; the same for all where the list is taken as it is."""
    if outcome.order == "listed":
        return ()
    if outcome.order == "rank":
        return (one.rank or _UNRANKED,)
    return key(one.unit, outcome.order)


def behind(order: ORDERS, one: Place, other: Place) -> bool:
    """Whether what stands after another in a list must stand before it, by their places in a group.

    By strokes two or more must tell: those of one number stand by how they are written (横竖撇点折) in official lists,
    by their radicals in CLDR, and that counts 艹, 阝 and 辶 with a stroke more than the standard of the mainland.
    """
    if order != "strokes":
        return one < other
    first = next(((here, there) for here, there in zip(one, other, strict=False) if here != there), None)
    if first is None or min(first) < _BEFORE:
        return one < other
    here, there = (bisect_right(_counts(), at) for at in first)
    return here + 1 < there


@cache
def _counts() -> tuple[int, ...]:
    known = _order("strokes")
    return tuple(known[char] for char in _COUNTED)


def arranged(outcome: Outcome, campaign: Campaign, listed: Sequence[Honoree]) -> tuple[Honoree, ...]:
    """The list in the order that ``honours.yml`` declares."""
    places = zip(groups(outcome, campaign, listed), listed, strict=True)
    return tuple(one for _, one in sorted(places, key=lambda pair: (pair[0], within(outcome, pair[1]))))
