"""Dates as precise as a document writes them, and characters that are none."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.model.base import Moment, Period, Text, days, instant

PERIODS, MOMENTS, TEXTS = TypeAdapter(Period), TypeAdapter(Moment), TypeAdapter(Text)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2020-08-31", date(2020, 8, 31), date(2020, 8, 31)),
        ("2020-08", date(2020, 8, 1), date(2020, 8, 31)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("2100-02", date(2100, 2, 1), date(2100, 2, 28)),
        ("2020-12", date(2020, 12, 1), date(2020, 12, 31)),
        ("1000-01-01", date(1000, 1, 1), date(1000, 1, 1)),
        ("2999-12-31", date(2999, 12, 31), date(2999, 12, 31)),
    ],
)
def test_first_and_last_day(period: str, first: date, last: date) -> None:
    assert days(PERIODS.validate_python(period)) == (first, last)


@given(st.dates(date(1000, 1, 1), date(2999, 12, 31)))
def test_every_day_and_month_of_the_calendar_is_legal(day: date) -> None:
    assert days(PERIODS.validate_python(str(day))) == (day, day)
    first, last = days(PERIODS.validate_python(str(day)[:7]))
    assert first == day.replace(day=1)
    assert (last + timedelta(days=1)).day == 1
    assert last.month == day.month


@pytest.mark.parametrize(
    "period",
    [
        "",
        "20",
        "0999",
        "3000",
        "2020-0",
        "2020-00",
        "2020-13",
        "2020-8",
        "2020-08-",
        "2020-08-00",
        "2020-08-32",
        "2019-02-29",
        "2100-02-29",
        "2020-04-31",
        "2020-08-31\n",
        " 2020",
        "2020/08",
        "２０２０",
        "2020-08-31 09:00",
    ],
)
def test_what_is_no_period(period: str) -> None:
    with pytest.raises(ValidationError):
        PERIODS.validate_python(period)


@pytest.mark.parametrize(
    "moment", ["2026-11-21", "2026-11-21 9:30", "2026-11-21 24:00", "2026-02-29 09:30", "2026-11-21 09:30\n"]
)
def test_what_is_no_moment(moment: str) -> None:
    with pytest.raises(ValidationError):
        MOMENTS.validate_python(moment)


def test_a_moment_is_on_china_s_clock() -> None:
    assert instant(MOMENTS.validate_python("2026-11-21 09:30")).isoformat() == "2026-11-21T09:30:00+08:00"


@pytest.mark.parametrize(
    "char", ["\x00", "\x85", "\u200b", "\u202e", "\u2028", "\ufeff", "\ufffe", "\uffff", "\U0010ffff"]
)
def test_what_nobody_can_see_is_refused(char: str) -> None:
    with pytest.raises(ValidationError, match=f"U\\+{ord(char):04X}"):
        TEXTS.validate_python(f"前{char}后")
