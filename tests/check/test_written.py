"""The figures that words have: numerals of every kind are read, and what each counts."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelled import WAYS

from generator.check.written import Figure, Kind, figures

LETTERS = {Kind.POINTS: "分", Kind.SHARE: "%", Kind.NUMBER: "", Kind.BARE: "?"}


def shown(one: Figure) -> str:
    """A figure as the table below writes it: E for each, M for the most, T for taken."""
    signs = "E" * one.each + "M" * one.most + "T" * one.taken
    return f"{float(one.amount / 100):g}{LETTERS[one.kind]}{signs}"


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("每少一次扣2分,最多扣6分", "1E 2分ET 6分MT"),
        ("入会率未达到90%的扣1分，入会率每减少5%加扣0.5分", "90% 1分T 5%E 0.5分ET"),
        ("每低百分之五扣半分，封顶３分", "5%E 0.5分ET 3分M"),
        ("扣１．５分，扣.5 分，扣零点五分，扣二十五分", "1.5分T 0.5分T 0.5分T 25分T"),
        ("三分之二以上，九成以上，百分之八十五点五，过半数", "66.6667% 90% 85.5% 50%"),
        ("达到90％（含）以上，每低一个百分点减1分", "90% 1%E 1分ET"),
        ("每年满意率达90%", "90%"),
        ("得0。5分，得１·５分。\n2、得2分", "0.5分 1.5分 2分"),
        ("入会率百分之百，2/3以上职工，千分之五，1/2分", "100% 66.6667% 0.5% 1? 2分 0.5分"),
        ("每有5%未入会，每次达90%，每位职工满意率低于80%", "5%E 90% 80%"),
        ("会员十分满意的得十分", "10分"),
        ("第一分会开会5分钟，八分之一的人", "5 12.5%"),
        ("扣1、2、3分", "1?T 2? 3分"),
        ("5—3篇得1-2分", "5? 3 1? 2分"),
        ("1.建立的得2分；2、没有的得（三分）。（三）4分\n3．得5分", "2分 3分 4分 5分"),
        ("①扣2分；②扣3分", "2分T 3分T"),
        ("图书1,200册，第12次", "1200 12"),
        ("累计3次以上扣2分，累计扣4分，加满5分为止", "3M 2分T 4分MT 5分M"),
        ("限期不改扣2分，限加2分", "2分T 2分M"),
        ("九成立了组织", "9"),
        ("一百分制，百分制", "100分"),
        ("得一分半，扣两分半，会员分半数", "1.5分 2.5分T 50%"),
        ("得0，5分，扣10，5项", "0.5分 10?T 5"),
        ("0，5分", "0.5分"),
        ("扣〇.五分，扣一．五分，扣1个半分，第一.五项", "0.5分T 1.5分T 1.5分T 1? 5"),
        ("扣1/4分，0/5分，11/2分，1/2/3分", "1?T 4分 0.25分 0? 5分 11? 2分 1? 2? 3分"),
        ("扣分值的1/4，扣1/4分值，得6分值", "25% 25%T 6分"),
        ("每次最多加1分，每项不超过3分", "1分EM 3分EM"),
        ("按3‰配备", "0.3%"),
        ("没有数", ""),
        ("", ""),
    ],
)
def test_figures_and_what_they_count(words: str, there: str) -> None:
    assert " ".join(map(shown, figures(words))) == there


HALVES = st.tuples(st.integers(1, 199), st.sampled_from(WAYS))


@given(st.lists(HALVES, min_size=1, max_size=6))
def test_points_are_read_however_they_are_written(written: list[tuple[int, Callable[[int], str]]]) -> None:
    said = "；".join(f"有一处的扣{write(halves)} 分" for halves, write in written)
    found = [one for one in figures(said) if one.kind is Kind.POINTS]
    assert [one.amount for one in found] == [Fraction(halves * 50) for halves, _ in written]
    assert all(one.taken and not one.most for one in found)


@given(HALVES.filter(lambda one: one[0] > 1), st.sampled_from(("{}%", "{}％", "{}个百分点", "百分之{}")))
def test_shares_are_read_however_they_are_written(written: tuple[int, Callable[[int], str]], sign: str) -> None:
    halves, write = written
    (found,) = figures(f"入会率达到{sign.format(write(halves))}的")
    assert (found.kind, found.amount) == (Kind.SHARE, Fraction(halves * 50))


@pytest.mark.parametrize(
    "char", ["9", "九", "十", "百", "9.", "0。", "一点", "每", "百分之", "1/", "（", "9,", "\n", " "]
)
def test_no_text_is_too_long_to_read(char: str) -> None:
    assert len(figures(char * 50_000)) <= 100
    assert len(figures(f"扣{char * 5_000}分")) <= 100
