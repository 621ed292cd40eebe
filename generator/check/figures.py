"""What a campaign says in figures, beside the words that it quotes for them. Each check's docstring is its rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.check import numerals, plain, written
from generator.model.base import shown
from generator.model.campaign import Campaign, Phase, Tier

Found = Iterator[tuple[tuple[str | int, ...], str]]
"""Where in the campaign, and what is wrong there."""

_YEAR, _MONTH = re.compile(f"({numerals.YEAR})年"), re.compile(f"({numerals.MONTH})月")
_DAY = re.compile(f"({numerals.DAY})日(?!内)")  # 十日内 counts days
_DATED = 3  # parts of a date that names the day


def lint(campaign: Campaign) -> Found:
    """Every figure that its quotation contradicts.

    What the quotation says in other words (年底前, 第三季度) is not read: nothing is held against it.
    """
    for at, phase in enumerate(campaign.phases):
        yield from _phase(at, phase)
    for at, tier in enumerate(campaign.tiers):
        yield from _tier(at, tier)


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
    """The least score is one of the points that the quotation names, where it names any."""
    named = {one.amount for one in written.figures(tier.quote) if one.kind in {written.Kind.POINTS, written.Kind.BARE}}
    if tier.minimum is not None and named and tier.minimum not in named:
        yield ("tiers", at, "minimum"), f"“minimum”写的是 {shown(tier.minimum)}，引文里没有这个数：“{tier.quote}”。"
