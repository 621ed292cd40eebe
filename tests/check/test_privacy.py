"""Numbers of persons are found however they are written, told where they stand, and never told in full."""

from __future__ import annotations

import re
import string
import unicodedata
from datetime import date
from pathlib import Path

import portal_copy
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.check import markdown_lint, numbers, privacy
from generator.model.portal import Article

PROVINCES = ["11", "13", "15", "22", "31", "37", "42", "46", "50", "54", "65", "81"]
SIGNS = {"ascii": str.maketrans({}), "full width": {ord(char): ord(char) + 0xFEE0 for char in string.digits + "X-. "}}
SIGNS["full width"][ord(" ")] = 0x3000
# Words and marks around a number; a digit or a letter beside it would make it another number.
AROUND = st.text(alphabet="甲，。：（）「」、|\n\t ~\\/<>号①年", max_size=12)


@portal_copy.parametrized("privacy")
def test_case(case: portal_copy.Case, tmp_path: Path) -> None:
    portal_copy.run(case, tmp_path)


@st.composite
def identities(draw: st.DrawFn) -> str:
    """A number of GB 11643; its check digit as the standard's own formula has it: powers of two, modulo 11."""
    born = draw(st.dates(date(1900, 1, 1), date(2049, 12, 31)))
    digits = draw(st.sampled_from(PROVINCES)) + draw(st.from_regex(r"[0-9]{4}", fullmatch=True))
    digits += f"{born:%Y%m%d}" + draw(st.from_regex(r"[0-9]{3}", fullmatch=True))
    total = sum(int(digit) * 2 ** (17 - at) for at, digit in enumerate(digits))
    check = (12 - total % 11) % 11
    return digits + ("X" if check == 10 else str(check))


@st.composite
def cards(draw: st.DrawFn) -> str:
    """A bank card: the first digits of issuers, a number, and the digit that makes the sum end in 0."""
    issuer = draw(st.sampled_from(["62", "60", "4", "51", "55", "2221", "35", "955880", "103"]))
    size = draw(st.integers(15, 18)) - len(issuer)
    digits = issuer + draw(st.from_regex(rf"[0-9]{{{size}}}", fullmatch=True))
    return next(digits + last for last in string.digits if _luhn(digits + last) == 0)


def _luhn(digits: str) -> int:
    table = (0, 2, 4, 6, 8, 1, 3, 5, 7, 9)
    return sum(table[int(d)] if at % 2 else int(d) for at, d in enumerate(reversed(digits))) % 10


def split(digits: str, sizes: list[int], mark: str) -> str:
    """The digits in groups of these sizes, the last of them again and again."""
    groups: list[str] = []
    at = 0
    while at < len(digits):
        size = sizes[min(len(groups), len(sizes) - 1)]
        groups.append(digits[at : at + size])
        at += size
    return mark.join(groups)


def told_in_full(digits: str, said: str) -> bool:
    """Whether a message gives the number away, whatever stands between its digits."""
    plain = unicodedata.normalize("NFKC", said).upper()
    return digits in re.sub(r"[^0-9X*]", "", plain)


def found_in(text: str) -> list[tuple[str, str]]:
    return [(number.code, number.digits) for number in numbers.find(text)]


SPLITS = {
    numbers.IDENTITY: [[18], [6, 8, 4], [6, 4, 4, 4], [3], [1], [17, 1], [5, 7]],
    numbers.CARD: [[19], [4], [6, 19], [1]],
    numbers.MOBILE: [[11], [3, 4], [3, 8], [7, 4], [1]],
}
MOBILES = st.from_regex(r"1[3-9][0-9]{9}", fullmatch=True)
NUMBERS = st.one_of(
    st.tuples(st.just(numbers.IDENTITY), identities()),
    st.tuples(st.just(numbers.CARD), cards()),
    st.tuples(st.just(numbers.MOBILE), MOBILES),
)


@given(NUMBERS, st.data())
def test_every_number_is_found_and_never_told_in_full(known: tuple[str, str], data: st.DataObject) -> None:
    code, digits = known
    sizes = data.draw(st.sampled_from(SPLITS[code]))
    mark = data.draw(st.sampled_from([" ", "-"]))
    width = data.draw(st.sampled_from(sorted(SIGNS)))
    written = split(digits, sizes, mark).translate(SIGNS[width])
    before, after = data.draw(AROUND), data.draw(AROUND)
    text = f"{before}{written}{after}"
    found = numbers.find(text)
    if found_in(text) != [(code, digits)]:
        # A card can be a valid identity number too, and the other way round; both are refused.
        assert [number.digits for number in found] == [digits]
        assert numbers.MOBILE not in {code, found[0].code}
    assert found[0].start == len(before)
    assert text[found[0].start : found[0].end] == written
    for said in (found[0].said, numbers.masked(text)):
        assert not told_in_full(digits, said)
        assert found_in(said) == [] or code != numbers.MOBILE


@given(NUMBERS)
def test_one_digit_more_on_either_side_is_another_number(known: tuple[str, str]) -> None:
    _, digits = known
    for longer in (f"7{digits}", f"{digits}7"):
        assert digits not in [number.digits for number in numbers.find(longer)]


@given(identities(), st.integers(1, 9))
def test_a_wrong_check_digit_is_certain_in_the_form_of_a_county_and_a_day_of_the_last_century(
    digits: str, more: int
) -> None:
    wrong = digits[:17] + str((int(digits[17].replace("X", "0")) + more) % 10)
    if wrong == digits or wrong.endswith("000"):
        return
    county = digits[:2] != "81" and digits[4:6] != "00" and (0 < int(digits[2:4]) < 70 or digits[2:4] == "90")
    formed = county and 1930 <= int(digits[6:10]) < 2000
    told = (numbers.IDENTITY, wrong) in found_in(wrong)
    assert told == formed or (not told and _proves_credit_code(wrong))


def _proves_credit_code(digits: str) -> bool:
    """The table of weights of GB 32100, as it is printed."""
    weights = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
    total = sum(weight * int(digit) for weight, digit in zip(weights, digits[:-1], strict=True))
    return 31 - total % 31 == int(digits[-1]) or (total % 31 == 0 and digits[-1] == "0")


@pytest.mark.parametrize(
    "text",
    [
        "施工许可证370283201905210101",  # a county and a day of this century
        "事业单位法人证书123101198805200062",  # a unified social credit code by its check digit
        "订单198805123456789012",  # no province
        "110100194912310021",  # no county
        "110105194913310021",  # no day
        "1101 0519 4912 3100 21",
        "电话7654321、7654322，分机3701",
    ],
)
def test_what_is_formed_otherwise_is_no_mistyped_identity_number(text: str) -> None:
    assert numbers.find(text) == []


def test_what_excel_leaves_of_an_identity_number_is_one() -> None:
    """Fifteen digits, then noughts: whose region or day cannot be is another number."""
    assert found_in("王某 110105194912310000") == [(numbers.IDENTITY, "110105194912310000")]
    assert found_in("编号110105194913310000、100105194912310000") == []


@given(MOBILES, st.sampled_from(sorted(SIGNS)), st.sampled_from(["", " ", "-"]))
def test_a_phone_is_found_whose_first_digits_are_in_brackets(digits: str, width: str, mark: str) -> None:
    for local in (digits[3:], f"{digits[3:7]}-{digits[7:]}"):
        written = f"({digits[:3]}){mark}{local}".translate({**SIGNS[width], ord("("): "（", ord(")"): "）"})
        assert found_in(f"联系人甲{written}。") == [(numbers.MOBILE, digits)]


@given(identities(), st.integers(0, 17), st.integers(0, 9), st.sampled_from(sorted(SIGNS)), st.sampled_from([" ", "-"]))
def test_behind_the_word_an_identity_number_is_found_though_mistyped(
    digits: str, at: int, wrong: int, width: str, mark: str
) -> None:
    mistyped = f"{digits[:at]}{wrong}{digits[at + 1 :]}"
    written = split(mistyped, [6, 8, 4], mark).translate(SIGNS[width])
    assert numbers.IDENTITY in [number.code for number in numbers.find(f"身份证号码：{written}。")]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("身份证号码：110105194912310021", numbers.IDENTITY),
        ("公民身份号码（王某）１１０１０５ １９４９１２３１ ００２１", numbers.IDENTITY),
        ("身份证：11010519491231002", numbers.IDENTITY),  # a digit is missing
        ("身份证号 1101051949123100211", numbers.IDENTITY),  # one too many
        ("手机：138 00 138 000", numbers.MOBILE),
        ("手机号码：12800138000", numbers.MOBILE),
        ("联系电话：138001380001", numbers.MOBILE),
        ("银行卡号：6222021234567890123", numbers.CARD),
    ],
)
def test_behind_a_word_that_names_it_a_number_need_not_be_right(text: str, code: str) -> None:
    (found,) = numbers.find(text)
    assert found.code == code
    assert not told_in_full(found.digits, numbers.masked(text) + found.said)


@pytest.mark.parametrize(
    "text",
    [
        "身份证复印件，统一社会信用代码913710831234567890",
        "身份证复印件1份，2023年10月11日至2023年12月31日",
        "身份证复印件；文件编号110105201912310025",
        "电话：0631-6663572 12351",
        "电话：12351 6663572",
        "电话：63906020、63850305",
        "银行账号：1614021309022100123",
    ],
)
def test_a_word_makes_no_other_number_one_of_a_person(text: str) -> None:
    assert numbers.find(text) == []


@given(st.one_of(identities(), cards()), st.integers(1, 6), st.integers(3, 4), st.sampled_from("*＊×●X"))
@example("130000200001010004", 3, 4, "*")  # begins and ends like a mobile phone
def test_identity_numbers_and_cards_are_found_masked(digits: str, head: int, tail: int, sign: str) -> None:
    hidden = f"{digits[:head]}{sign * (len(digits) - head - tail)}{digits[-tail:]}"
    assert len(numbers.find(f"号码{hidden}。")) == 1


@given(MOBILES, st.sampled_from("*＊×●"))
def test_a_mobile_number_may_be_published_masked(digits: str, sign: str) -> None:
    assert numbers.find(f"{digits[:3]}{sign * 4}{digits[-4:]}") == []


@given(st.text(alphabet="0123456789Xx*- .\n甲", max_size=60))
def test_numbers_stand_in_order_and_apart(text: str) -> None:
    ends = [(number.start, number.end) for number in numbers.find(text)]
    assert [at for pair in ends for at in pair] == sorted({at for pair in ends for at in pair})


@pytest.mark.parametrize("path", sorted(portal_copy.ROOT.glob("site_templates/starter/**/*.*")), ids=str)
def test_the_starter_holds_no_number_of_a_person(path: Path) -> None:
    assert numbers.find(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "text",
    [
        "张某，男，1970年5月生，党员",
        "1970 年 5 月出生",
        "出生年月：1970.05",
        "出生日期1970-05-01",
        "生于1985年",
        "一九七〇年五月生",
        "二〇〇一年出生",
        "１９８０年１月２日生。",
        "1956年生人",
    ],
)
def test_a_date_of_birth_is_found_and_not_told(text: str) -> None:
    (found,) = numbers.find(text)
    assert found.code == numbers.BIRTH
    assert not re.search(r"[0-9]{3}", numbers.masked(text) + found.said)


@pytest.mark.parametrize(
    "text",
    ["1985年10月生效", "2021年生产总值", "2019年生活补助", "2023年出生人口", "出生缺陷防治", "1990年成立", "19700501"],
)
def test_other_dates_are_none_of_birth(text: str) -> None:
    assert numbers.find(text) == []


def test_a_text_full_of_numbers_is_told_of_so_many_only() -> None:
    """Each is searched for in the text from its beginning."""
    text = "13812345678\n\n" * 300
    made = Article("notice.md", "<p>13812345678</p>" * 300, (), {}, (), (), text)
    lines = [problem.line for problem in privacy.article(text, made, frozenset())]
    assert lines == list(range(1, 2 * markdown_lint.MAX_PROBLEMS, 2))
