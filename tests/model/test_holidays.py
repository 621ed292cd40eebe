"""Working days by the official calendar, against a second source of it."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import chinese_calendar
import pytest

from generator.check import schema
from generator.load import nodes
from generator.model.holidays import TURN, Holidays, UnknownYearError

ROOT = Path(__file__).resolve().parents[2]
PATH = "content/holidays.yml"


def holidays() -> Holidays:
    node, problems = nodes.parse(PATH, (ROOT / PATH).read_text("utf-8"))
    assert node, problems
    made, problems = schema.record(Holidays, PATH, node)
    assert made, problems
    return made


KNOWN = holidays()
FIRST, LAST = date(2020, 1, 1), date(2026, 12, 28)


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def test_every_day_is_what_a_second_source_says() -> None:
    differing = [day for day in days(FIRST, LAST) if KNOWN.works(day) != chinese_calendar.is_workday(day)]
    assert differing == []


def test_no_notice_changed_an_earlier_day_of_the_year_before() -> None:
    """The second source goes back to 2004: only from ``TURN`` on a December differs from its weekdays."""
    odd = [
        day
        for year in range(2004, 2027)
        for day in days(date(year, 12, 1), date(year, 12, 31))
        if chinese_calendar.is_workday(day) != (day.weekday() < 5)
    ]
    assert date(2018, 12, 29) in odd
    assert min((day.month, day.day) for day in odd) == TURN


@pytest.mark.parametrize(
    ("first", "count", "last"),
    [
        ("2024-11-04", 5, "2024-11-08"),  # Monday to Friday
        ("2024-11-02", 5, "2024-11-08"),  # a Saturday does not count
        ("2024-11-06", 5, "2024-11-12"),  # over a weekend
        ("2024-09-26", 5, "2024-10-08"),  # over 国庆节, with the Sunday of 29 September worked
        ("2020-01-23", 5, "2020-02-06"),  # over 春节 as it was extended; Saturday 1 February was off after all
        ("2022-12-30", 5, "2023-01-06"),  # over the turn of the year
        ("2024-11-04", 1, "2024-11-04"),
    ],
)
def test_the_last_of_so_many_working_days(first: str, count: int, last: str) -> None:
    begins, ends = date.fromisoformat(first), date.fromisoformat(last)
    assert KNOWN.last_day(begins, count) == ends
    assert KNOWN.working_days(begins, ends) == count


@pytest.mark.parametrize("day", ["2019-12-28", "2026-12-29", "2026-12-31", "2027-03-01"])
def test_a_year_that_is_not_there_is_an_error(day: str) -> None:
    with pytest.raises(UnknownYearError, match="2019" if day < "2020" else "2027"):
        KNOWN.works(date.fromisoformat(day))


def test_a_public_notice_over_the_turn_of_the_year_takes_both_years() -> None:
    assert KNOWN.last_day(date(2026, 12, 22), 5) == date(2026, 12, 28)
    with pytest.raises(UnknownYearError, match="2027"):
        KNOWN.last_day(date(2026, 12, 23), 5)


def test_a_portal_starts_with_the_same_calendar() -> None:
    assert (ROOT / "site_templates/starter" / PATH).read_bytes() == (ROOT / PATH).read_bytes()
