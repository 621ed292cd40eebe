"""Names that may mean one unit, and names that never do."""

from __future__ import annotations

import random
import time
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.register import names

PLACES = names.places("示例市总工会")


def like(one: str, other: str, districts: Sequence[str] = ("", "")) -> bool:
    asked, known = (
        [names.keys(name, district, PLACES)] for name, district in zip((one, other), districts, strict=True)
    )
    return bool(list(names.alike(asked, known)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例市机械有限公司", "示例市机械有限责任公司"),
        ("示例市机械股份有限公司", "示例机械有限公司"),
        ("示例市机械（集团）有限公司", "示例市机械(集团)有限公司"),
        ("示例市机械集团有限公司", "示例市机械公司"),
        ("示例市第一中学工会", "示例市第一中学工会委员会"),
        ("示例市第一中学", "示例市第一中学委员会"),
        ("示例市 供水 公司", "示例市供水公司"),
        ("示例市ＡＢＣ公司", "示例市abc公司"),
        ("示例市人民医院急诊科", "示例市人民医院急诊病科"),
        ("示例市公共交通公司", "示例市共公交通公司"),
        ("示例银行股份有限公司城南支行", "示例银行城南支行"),
    ],
)
def test_names_that_a_person_should_look_at(one: str, other: str) -> None:
    assert like(one, other)
    assert like(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("示例市第一中学", "示例市第二中学"),
        ("示例市第十中学", "示例市第十二中学"),
        ("示例市实验小学东校区", "示例市实验小学西校区"),
        ("云杉区城南小学", "云杉区城小学南"),
        ("示例市公安局交警支队", "示例市公安分局交警支队"),
        ("张家村工会", "李家村工会"),
        ("A座商会联合工会", "B座商会联合工会"),
        ("示例市3号码头", "示例市13号码头"),
        ("一中", "中一"),
    ],
)
def test_names_of_two_units(one: str, other: str) -> None:
    assert not like(one, other)


def test_a_district_before_a_name_counts_where_the_unit_is_of_another() -> None:
    assert like("云杉区实验小学", "实验小学", ("云杉区", "云杉区"))
    assert not like("云杉区实验小学", "白桦区实验小学", ("云杉区", "白桦区"))
    assert not like("云杉区实验小学", "实验小学", ("云杉区", "白桦区"))


@given(st.lists(st.text(alphabet="机电一二东公司有限工会委员（）a ", min_size=1, max_size=9), max_size=12))
def test_the_fast_search_finds_what_comparing_each_with_each_finds(found: list[str]) -> None:
    named = [names.keys(name, "", PLACES) for name in found]
    alike = {max(pair) for pair in names.alike(named, named)}
    folded = [key for (key,) in named]
    slow = {
        max(i, j)
        for i in range(len(folded))
        for j in range(i)
        if folded[i] == folded[j] or _one_apart(folded[i], folded[j]) or _one_apart(folded[j], folded[i])
    }
    # A name that many have is told of once for each of them, against the first.
    assert {folded[i] for i in alike} == {folded[i] for i in slow}


def _one_apart(longer: str, shorter: str) -> bool:
    telling = set("一二东a")
    if len(longer) == len(shorter) >= 4:
        differing = [at for at, (one, other) in enumerate(zip(longer, shorter, strict=True)) if one != other]
        if len(differing) != 2 or differing[1] != differing[0] + 1:
            return False
        a, b = differing
        return longer[a] == shorter[b] and longer[b] == shorter[a] and telling.isdisjoint({longer[a], longer[b]})
    return len(longer) == len(shorter) + 1 >= 5 and any(
        longer[:at] + longer[at + 1 :] == shorter and longer[at] not in telling for at in range(len(longer))
    )


def test_ten_thousand_names_take_no_second() -> None:
    dice = random.Random(1)
    chars = "云杉白桦红枫青松银杏海棠机械电子纺织建材食品医药物流实验中心第一第二人民小学中学医院"
    made = [f"示例市{''.join(dice.choices(chars, k=dice.randint(5, 14)))}有限公司" for _ in range(10_000)]
    began = time.process_time()
    named = [names.keys(name, "云杉区", PLACES) for name in made]
    list(names.alike(named, named))
    assert time.process_time() - began < 2  # 0.6 s where it was written; the limit is for a busy machine
