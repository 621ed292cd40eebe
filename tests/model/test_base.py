"""Dates as precise as a document writes them, and characters that are none."""

from __future__ import annotations

import pickle
import re
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError

from generator.model.base import Day, Email, Moment, Period, Phone, Text, days, instant
from generator.model.portal import Portal

PERIODS, MOMENTS, TEXTS = TypeAdapter(Period), TypeAdapter(Moment), TypeAdapter(Text)
DAYS, PHONES, EMAILS = TypeAdapter(Day), TypeAdapter(Phone), TypeAdapter(Email)


@pytest.mark.parametrize(
    ("period", "first", "last"),
    [
        ("2020-08-31", date(2020, 8, 31), date(2020, 8, 31)),
        ("2020-08", date(2020, 8, 1), date(2020, 8, 31)),
        ("2020", date(2020, 1, 1), date(2020, 12, 31)),
        ("2019-02", date(2019, 2, 1), date(2019, 2, 28)),
        ("2020-02", date(2020, 2, 1), date(2020, 2, 29)),
        ("2000-02", date(2000, 2, 1), date(2000, 2, 29)),
        ("1900-02", date(1900, 2, 1), date(1900, 2, 28)),
        ("2020-12", date(2020, 12, 1), date(2020, 12, 31)),
        ("1900-01-01", date(1900, 1, 1), date(1900, 1, 1)),
        ("2099-12-31", date(2099, 12, 31), date(2099, 12, 31)),
    ],
)
def test_first_and_last_day(period: str, first: date, last: date) -> None:
    assert days(PERIODS.validate_python(period)) == (first, last)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
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
        "1900-02-29",
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


@pytest.mark.parametrize(
    ("kind", "written", "says"),
    [
        (PERIODS, "2026.11.22", "应写成 2026-11-22"),
        (PERIODS, "2020-8-1", "应写成 2020-08-01"),
        (PERIODS, "2020年8月", "应写成 2020-08"),
        (PERIODS, "20200831", "应写成 2020-08-31"),
        (PERIODS, "2020.2.30", "这个月没有这一天"),
        (PERIODS, "年底", "应写成 2020、2020-08 或 2020-08-31"),
        (PERIODS, "202081", "应写成 2020、2020-08 或 2020-08-31"),
        (DAYS, "2026.11.22", "应写成 2026-11-22"),
        (DAYS, "２０２６年７月２日", "应写成 2026-07-02"),
        (DAYS, "2020", "日期应写到日，例如 2024-11-04"),
        (DAYS, "2020-8", "日期应写到日，例如 2024-11-04"),
        (DAYS, "年底", "日期应写到日，例如 2024-11-04"),
        (MOMENTS, "2026/7/2 9:00", "例如 2026-07-02 09:00"),
        (MOMENTS, "2026-07-02T09:00:00", "例如 2026-07-02 09:00"),
        (MOMENTS, "2026年7月2日9时", "例如 2026-07-02 09:00"),
        (MOMENTS, "2026-07-02", "例如 2026-07-02 09:30"),
        (MOMENTS, "下午", "例如 2026-11-21 09:30"),
    ],
)
def test_what_is_written_otherwise_is_told_as_it_should_be(kind: TypeAdapter[str], written: str, says: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(says)):
        kind.validate_python(written)


@pytest.mark.parametrize(
    "phone",
    [
        "0631-6663572",
        "3050334",
        "12351",
        "63906020、63850305",
        "（0631）6663572转8001",
        "0631—6663572/6663573",
        "+86-631-6663572",
        "办公室：63906020；组织部：63850305（兼传真）",
    ],
)
def test_telephones_are_as_notices_print_them(phone: str) -> None:
    assert PHONES.validate_python(phone) == phone


def test_what_is_noted_of_records_is_read_again(portal: Portal) -> None:
    """And a record that was read can be copied: what others hold stays as it is."""
    read = pickle.loads(pickle.dumps(portal))  # noqa: S301 - written here
    assert read == portal
    one, other = (edition.campaign for edition in read.editions[:2])
    changed = one.model_copy(update={"title": "改过的标题"})
    assert (changed.title, changed.model_fields_set) == ("改过的标题", {"title"})
    assert (one, other.model_fields_set) == (portal.editions[0].campaign, set())


@pytest.mark.parametrize(
    ("phone", "says"),
    [
        ("０631-6663572", "这里有全角的“０”，应为半角的“0”"),
        ("O631-6663572", "写电话号码，例如 0631-6663572"),
        ("见通知", "写电话号码"),
        ("1234", "写电话号码"),
        ("0631-6663572\n", "不能换行"),
        ("<b>0631-6663572", "写电话号码"),
    ],
)
def test_what_is_no_telephone_is_refused(phone: str, says: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(says)):
        PHONES.validate_python(phone)


@pytest.mark.parametrize(
    ("email", "says"),
    [
        ("ｊiceng@example.org", "这里有全角的“ｊ”，应为半角的“j”"),
        ("jiceng＠example.org", "这里有全角的“＠”，应为半角的“@”"),
        ("jiceng@example.org、a@example.org", "写一个邮箱地址"),
        ("jiceng@example。org", "写一个邮箱地址"),
        ("无", "写一个邮箱地址"),
    ],
)
def test_what_is_no_address_of_email_is_refused(email: str, says: str) -> None:
    with pytest.raises(ValidationError, match=re.escape(says)):
        EMAILS.validate_python(email)
