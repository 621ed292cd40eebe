"""Numbers and dates in Arabic and in Chinese numerals."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelled import DIGITS, spelled

from generator.check import numerals


@pytest.mark.parametrize(
    ("numeral", "number"),
    [
        ("65", 65),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("一百零五", 105),
        ("一百二十", 120),
        ("一百二", 120),
        ("两千零三", 2003),
        ("一千一百一十", 1110),
        ("二〇", 20),
        ("〇", 0),
        ("二○二四", 2024),
        ("二Ｏ二0", 2020),
        ("一九九八", 1998),
    ],
)
def test_numerals(numeral: str, number: int) -> None:
    assert numerals.value(numeral) == number


@given(st.integers(1, 99))
def test_what_is_spelled_is_read(number: int) -> None:
    assert numerals.value(spelled(number)) == number
    assert numerals.chinese(number) == spelled(number)


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.sampled_from("〇零○◯OＯ0"))
def test_a_date_in_words_is_read(day: date, zero: str) -> None:
    year = "".join(DIGITS[int(digit)] for digit in str(day.year)).replace("〇", zero)
    written = f"截至{year}年{spelled(day.month)}月{spelled(day.day)}日（含）"
    found = [re.findall(f"({numeral}){unit}", written) for numeral, unit in PARTS]
    assert [[numerals.value(one) for one in part] for part in found] == [[day.year], [day.month], [day.day]]


PARTS = ((numerals.YEAR, "年"), (numerals.MONTH, "月"), (numerals.DAY, "日"))


@pytest.mark.parametrize("text", ["三年一次", "3年内", "一百二十年", "三个月", "第五工作日", "百日攻坚", "12个月"])
def test_what_is_no_date(text: str) -> None:
    assert [numeral for numeral, unit in PARTS if re.search(f"{numeral}{unit}", text)] == []
