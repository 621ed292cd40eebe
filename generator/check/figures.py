"""What a campaign says in figures, beside the words that it quotes for them. Each check's docstring is its rule."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from fractions import Fraction
from itertools import compress
from math import ceil, floor

from generator.check import numerals, plain
from generator.check.written import Kind, figures
from generator.model.base import shown
from generator.model.campaign import Campaign, Phase, Tier, Upkeep

Where = tuple[str | int, ...]
Found = Iterator[tuple[Where, str]]
"""Where in the campaign, and what is wrong there."""

_TO = "[-—–－~～至到、]"
_YEAR = re.compile(f"({numerals.YEAR})年(?={numerals.MONTH}月)")  # 2023年度 is no year of a date
_ANY_YEAR = re.compile(f"{numerals.YEAR}年|[去上前今当本]一?年")
_MONTH = re.compile(f"({numerals.MONTH})(?:月|(?={_TO}{{1,2}}{numerals.MONTH}月))")
_NO_COUNT = "(?<!期)(?<!期为)(?<!公示)(?<!共)(?<!满)(?<!连续)"  # 公示期7日 and 十日内 count days
_DAY = re.compile(f"{_NO_COUNT}({numerals.DAY})(?:[日号](?!内)|(?=(?:{_TO}{{1,2}}{numerals.DAY}){{1,31}}[日号]))")
_UNTIL = re.compile(
    f"(?:[至到]|截[至止]|不[晚迟]于)(?:{numerals.YEAR}年)?(?:{numerals.MONTH}月)?{numerals.DAY}[日号]"
    f"|{numerals.DAY}[日号][^日号起至到—–～~，。；-]{{0,12}}(?:前|止|结束)"
)  # a day by which something ends: 至5月10日, 5月10日（星期五）17时前, 5月10日申报截止
_MIDNIGHT = re.compile("[日号](?:[（(][^）)]*[）)])?(?:零[时点]|0{1,2}(?:[时点]|[:：]00))(?!起)")
_SPAN = 2  # days or months that a beginning and an end are named by
_NEXT_YEAR = re.compile("[次翌明]年|第二年|下一?年|年后")
_OTHERWISE = {
    "start": re.compile("即日|之日|印发|发布|下发|截止|结束|[之以]后|后半|[廿卅]|次日"),
    "end": re.compile(
        "[底末终]|年内|季|为期|历时|期限|有效期|公示期|个月|半月|[0-9一二三四五六七八九十]个?(?:天|工作日|日内)|节|国庆"
        "|元旦|(?:截止|结束)[之以]?后|后半|[廿卅]|次日"
    ),
}
"""What names a day or a month in other words."""
_DATED = 3  # parts of a date that names the day
_YEARS = 10_00  # in hundredths: of more, a year of the calendar is meant
_WORKED_OUT = re.compile("[扣失]分|满分(?![为是]?[0-9])")  # a score that is told by what is lost, or as all points
_EXCLUSIVE = re.compile("不含")
_ADDED_UP = re.compile(r"每|各|分别|连续|[+＋]")  # a number that is worked out of several
_NTH_YEAR = re.compile("第[^第年，。；]{1,2}年")
_YEARLY = re.compile("每一?年|年年|逐年|年度")


def lint(campaign: Campaign) -> Found:
    """Every figure that its quotation contradicts.

    What the quotation says in other words (年底前, 第三季度) is not read: nothing is held against it.
    """
    for at, phase in enumerate(campaign.phases):
        yield from _phase(at, phase)
        yield from _year(at, phase, campaign.document.date or "")
    for at, tier in enumerate(campaign.tiers):
        yield from _tier(at, tier)
    for at, upkeep in enumerate(campaign.upkeep):
        yield from _upkeep(at, upkeep)


def _phase(at: int, phase: Phase) -> Found:
    """A day is one that the quotation names, where it names days; the month in which a phase ends is one of its months.

    A phase may begin in a month that only another sentence names. Where the quotation has less than two days, or months
    where no day is written, and says something in other words (即日起, 年底前, 公示期7日), nothing is held against it;
    nor is a beginning where each day is one by which something ends (5月10日前). What ends at 0时 ends the day before.
    """
    quote = plain.squash(phase.quote)
    for key, said in (("start", phase.start), ("end", phase.end)):
        parts = [int(part) for part in (said or "").split("-") if part]
        whole = len(parts) == _DATED
        if _OTHERWISE[key].search(quote) and len((_DAY if whole else _MONTH).findall(quote)) < _SPAN:
            continue
        if whole:
            named = _UNTIL.sub("日", quote) if key == "start" else quote
            wrong = bool(_DAY.search(named)) and not any(_dated(quote, day) for day in _days(key, parts, quote))
        else:
            wrong = key == "end" and len(parts) > 1 and not _says(quote, _MONTH, parts[1])
        if wrong:
            yield ("phases", at, key), f"“{key}”写的是 {said}，引文里没有这个日期：“{phase.quote}”。"


def _year(at: int, phase: Phase, dated: str) -> Found:
    """What the quotation gives no year for is not before the year of the notice: that is a year left from the last."""
    quote = plain.squash(phase.quote)
    for key, said in (("start", phase.start), ("end", phase.end)):
        if said and said[:4] < dated[:4] and not _ANY_YEAR.search(quote):
            told = f"“{key}”写的是 {said}，引文没有写年份，通知是{dated[:4]}年的：“{phase.quote}”。"
            yield ("phases", at, key), told


def _days(key: str, parts: list[int], quote: str) -> Iterator[date]:
    """The days that a quotation may name for this one; none where there is no such day, which is told elsewhere."""
    day = date(*parts)
    yield day
    if key == "end" and _MIDNIGHT.search(quote):
        yield day + timedelta(1)


def _dated(quote: str, day: date) -> bool:
    named = ((_YEAR, day.year), (_MONTH, day.month), (_DAY, day.day))
    return all(_says(quote, *one) for one in named) and _of_month(quote, day)


def _of_month(quote: str, day: date) -> bool:
    """Whether a day stands behind its month; told only where each month is one of a day, and the first day has one."""
    months, days = list(_MONTH.finditer(quote)), list(_DAY.finditer(quote))
    starts = {one.start() for one in days}
    if not months or any(one.end() not in starts for one in months) or min(starts) < months[0].end():
        return True
    named = [([one[1] for one in months if one.end() <= at.start()][-1], at[1]) for at in days]
    return (day.month, day.day) in {(numerals.value(month), numerals.value(at)) for month, at in named}


def _says(quote: str, unit: re.Pattern[str], number: int) -> bool:
    """Whether a quotation names this number of a unit, or none at all; next year (次年) is one more than it names."""
    named = {numerals.value(one) for one in unit.findall(quote)}
    named |= {one + 1 for one in named} if unit is _YEAR and _NEXT_YEAR.search(quote) else set()
    return not named or number in named


def _tier(at: int, tier: Tier) -> Found:
    """The least scores are among the points that are quoted for them, a quota among the shares or numbers."""
    numbers = {Kind.NUMBER, Kind.BARE}
    yield from _score(("tiers", at, "minimum"), tier.minimum, tier.quote)
    for number, one in enumerate(tier.conditions):
        yield from _score(("tiers", at, "conditions", number, "minimum"), one.minimum, one.quote)
    if quota := tier.quota:
        where = ("tiers", at, "quota")
        yield from _figure((*where, "share"), quota.share, quota.quote, {Kind.SHARE})
        if not _ADDED_UP.search(quota.quote):
            several = sum(int(one.amount) for one in figures(quota.quote) if one.kind in numbers)
            yield from _figure((*where, "number"), quota.number and 100 * quota.number, quota.quote, numbers, several)


def _score(where: Where, least: int | None, quote: str) -> Found:
    """A score that is quoted as a share (得分率90%), as what is lost or as all points is worked out."""
    if _WORKED_OUT.search(quote) or any(one.kind is Kind.SHARE for one in figures(quote)):
        return
    if least and (least % 100 == 0 or not _EXCLUSIVE.search(quote)):  # 95分以上（不含95分） may be 95.01
        yield from _figure(where, least, quote, {Kind.POINTS, Kind.BARE})


def _upkeep(at: int, upkeep: Upkeep) -> Found:
    """The years from one review to the next are among those that are quoted; 每年 is one, 每隔一年 is two.

    The third year (第三年) may be after two.
    """
    quote = plain.squash(upkeep.quote)
    read = [one for one in figures(quote) if one.amount <= _YEARS]
    named = {one.amount for one in read if one.after.startswith("年")}
    named |= {one.amount for one in read if one.ranges} if named else set()
    named |= {one + 100 for one in named} if "每隔" in quote else set()
    named |= {one - 100 for one in named} if _NTH_YEAR.search(quote) else set()
    named |= {Fraction(100)} if named and _YEARLY.search(quote) else set()
    if upkeep.years and named and 100 * upkeep.years not in named:
        yield ("upkeep", at, "years"), f"“years”写的是 {upkeep.years}，引文里没有这个年数：“{upkeep.quote}”。"


def _figure(where: Where, said: int | None, quote: str, kinds: Collection[Kind], also: int | None = None) -> Found:
    """A figure is one of those that the quotation names, where it names any of its sort; of a third, either side.

    The first figure of a range (5—10%) is of the sort of the last; ``also`` is right too.
    """
    read = figures(quote)
    of = [one.kind in kinds for one in read]
    of = [here or (one.ranges and after) for one, here, after in zip(read, of, [*of[1:], False], strict=False)]
    named = {near(one.amount) for one in compress(read, of) for near in (floor, ceil)}
    if said is not None and named and said not in {*named, also}:
        yield where, f"“{where[-1]}”写的是 {shown(said)}，引文里没有这个数：“{quote}”。"
