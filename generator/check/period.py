"""The days of a public notice, and the calendar that they are counted by. Each check's docstring is its rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from generator.check.concluded import Concluded, Where
from generator.load import nodes
from generator.model.base import period
from generator.model.holidays import TURN, Holidays, UnknownYearError, Year
from generator.problems import Problem

HOLIDAYS = "content/holidays.yml"
LEAST = 5
"""Working days of a public notice."""

_SATURDAY = 5


def calendar(node: nodes.Mapping, holidays: Holidays) -> Iterator[Problem]:
    """Years rise, and each is as its notice can have it."""
    told: list[tuple[Where, str]] = [
        (("years", y, "year"), f"{year.year}年应在{before.year}年之后，而且只写一次。")
        for y, (before, year) in enumerate(pairwise(holidays.years), 1)
        if year.year <= before.year
    ]
    told += [(("years", y, *where), said) for y, year in enumerate(holidays.years) for where, said in _year(year)]
    for where, said in told:
        yield Problem(HOLIDAYS, *nodes.locate(node, where), "HON012", said)


def _year(year: Year) -> Iterator[tuple[Where, str]]:
    """Days off follow one another, of the year or the end of the one before; who works, works at a weekend."""
    first, last = date(year.year - 1, *TURN).isoformat(), date(year.year, 12, 31).isoformat()
    reached = ""
    for s, span in enumerate(year.off):
        if not first <= span.first <= span.last <= last:
            yield ("off", s), f"“{span.name}”应在{period(first)}至{period(last)}之间，开始不晚于结束。"
        elif span.first <= reached:
            yield ("off", s), f"“{span.name}”与前一个节日重叠，或次序不对。"
        reached = max(reached, span.last)
    for w, day in enumerate(year.work):
        if not first <= day <= last or date.fromisoformat(day).weekday() < _SATURDAY:
            yield ("work", w), f"{period(day)}不是这一年的周末。"
        elif any(span.first <= day <= span.last for span in year.off):
            yield ("work", w), f"{period(day)}又放假又上班。"


def lint(one: Concluded, holidays: Holidays | None, *, there: bool) -> Iterator[Problem]:
    """A public notice stands for at least five working days by the official calendar, and as long as it says.

    The first day counts where it is a working day. The calendar is dated data: without that of its years nothing is
    counted. ``there`` says whether there is a calendar, readable or not.
    """
    notice = one.outcome.announcement
    if notice is None:
        return
    if notice.days < LEAST:
        yield one.problem("HON010", ("announcement", "days"), f"公示{notice.days}个工作日，不足{LEAST}个。")
    if holidays is None:
        if not there:
            yield _unknown(one, f"没有 {HOLIDAYS}，算不出工作日。")
        return
    first, least = date.fromisoformat(notice.first), max(notice.days, LEAST)
    try:
        needed = holidays.last_day(first, least).isoformat()
        if notice.last and notice.last < needed:
            counted = holidays.working_days(first, date.fromisoformat(notice.last))
            said = f"{period(notice.first)}至{period(notice.last)}只有{counted}个工作日，不足{least}个。"
            remedy = f"最后一天改为{period(needed)}或更晚，或删去 last，由程序推算。"
            yield one.problem("HON010", ("announcement", "last"), said, remedy)
    except UnknownYearError as error:
        yield _unknown(one, f"{HOLIDAYS} 里没有{error}年的放假安排，算不出公示的最后一天。")


def _unknown(one: Concluded, said: str) -> Problem:
    return one.problem("HON011", ("announcement", "first"), said)
