"""What a campaign says in figures, beside the words that it quotes for them. Each check's docstring is its rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from math import ceil, floor

from generator.check import numerals, plain
from generator.check.written import Kind, figures
from generator.model.base import shown
from generator.model.campaign import Campaign, Phase, Tier, Upkeep

Where = tuple[str | int, ...]
Found = Iterator[tuple[Where, str]]
"""Where in the campaign, and what is wrong there."""

_YEAR, _MONTH = re.compile(f"({numerals.YEAR})年"), re.compile(f"({numerals.MONTH})月")
_DAY = re.compile(f"({numerals.DAY})日(?!内)")  # 十日内 counts days
_DATED = 3  # parts of a date that names the day
_YEARS = 10_00  # in hundredths: of more, a year of the calendar is meant


def lint(campaign: Campaign) -> Found:
    """Every figure that its quotation contradicts.

    What the quotation says in other words (年底前, 第三季度) is not read: nothing is held against it.
    """
    for at, phase in enumerate(campaign.phases):
        yield from _phase(at, phase)
    for at, tier in enumerate(campaign.tiers):
        yield from _tier(at, tier)
    for at, upkeep in enumerate(campaign.upkeep):
        yield from _upkeep(at, upkeep)


def _phase(at: int, phase: Phase) -> Found:
    """A day is one that the quotation names, where it names days; the month in which a phase ends is one of its months.

    A phase may begin in a month that only another sentence names.
    """
    quote = plain.squash(phase.quote)
    for key, said in (("start", phase.start), ("end", phase.end)):
        parts = [int(part) for part in (said or "").split("-") if part]
        if len(parts) == _DATED:
            wanted = zip((_YEAR, _MONTH, _DAY), parts, strict=True)
            wrong = bool(_DAY.search(quote)) and any(not _says(quote, one, part) for one, part in wanted)
        else:
            wrong = key == "end" and len(parts) > 1 and "底" not in quote and not _says(quote, _MONTH, parts[1])
        if wrong:
            yield ("phases", at, key), f"“{key}”写的是 {said}，引文里没有这个日期：“{phase.quote}”。"


def _says(quote: str, unit: re.Pattern[str], number: int) -> bool:
    """Whether a quotation names this number of a unit, or none at all."""
    named = {numerals.value(one) for one in unit.findall(quote)}
    return not named or number in named


def _tier(at: int, tier: Tier) -> Found:
    """The least scores are among the points that are quoted for them, a quota among the shares or numbers."""
    points, numbers = {Kind.POINTS, Kind.BARE}, {Kind.NUMBER, Kind.BARE}
    yield from _figure(("tiers", at, "minimum"), tier.minimum, tier.quote, points)
    for number, one in enumerate(tier.conditions):
        yield from _figure(("tiers", at, "conditions", number, "minimum"), one.minimum, one.quote, points)
    if quota := tier.quota:
        where = ("tiers", at, "quota")
        yield from _figure((*where, "share"), quota.share, quota.quote, {Kind.SHARE})
        yield from _figure((*where, "number"), quota.number and 100 * quota.number, quota.quote, numbers)


def _upkeep(at: int, upkeep: Upkeep) -> Found:
    """The years from one review to the next are among those that are quoted; 每年 is one."""
    named = {one.amount for one in figures(upkeep.quote) if one.after.startswith("年") and one.amount <= _YEARS}
    if (
        upkeep.years
        and named
        and 100 * upkeep.years not in named
        and not (upkeep.years == 1 and "每年" in upkeep.quote)
    ):
        yield ("upkeep", at, "years"), f"“years”写的是 {upkeep.years}，引文里没有这个年数：“{upkeep.quote}”。"


def _figure(where: Where, said: int | None, quote: str, kinds: Collection[Kind]) -> Found:
    """A figure is one of those that the quotation names, where it names any of its sort; of a third, either side."""
    named = {near(one.amount) for one in figures(quote) if one.kind in kinds for near in (floor, ceil)}
    if said is not None and named and said not in named:
        yield where, f"“{where[-1]}”写的是 {shown(said)}，引文里没有这个数：“{quote}”。"
