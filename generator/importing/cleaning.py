"""Texts of cells as they are written to the list: what is sure to be a slip of the keyboard is put right, and told."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

from generator.check import numbers
from generator.model.base import hidden
from generator.spreadsheet import Formula, Value

WIDTH, SPACE, LINE, UNSEEN, FORM = (
    "全角字母、数字改为半角",
    "去掉多余的空格",
    "去掉格内换行",
    "去掉看不见的字符",
    "异形字改为通用字",
)

# What most names are made of, so that few are looked at character by character.
_ORDINARY = re.compile(r"[\u4e00-\u9fff!-~（）《》、，。：；·—“”]*")
_RARE = re.compile(r"[^\u4e00-\u9fff -~\n\t\u3000（）《》、，。：；·—“”\uff01-\uff5e]")
_MAYBE_PERSONAL = re.compile(r"(?:\d\D{0,3}){8}|([*×●•○■◆★X])[ -]?\1", re.IGNORECASE)

_WIDE = {0xFF01 + at: 0x21 + at for at in range(94) if chr(0x21 + at).isalnum()}
_SPACES = re.compile(r"[^\S\n]+")
_WIDE_CHAR = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\u3000-\u303f\U00020000-\U0003ffff“”‘’—…·]"
_BETWEEN = re.compile(rf"(?<={_WIDE_CHAR}) +| +(?={_WIDE_CHAR})")
_NEVER = {"Co", "Cn"}  # private use and not assigned: no font shows them alike
_FORMULA = frozenset("=+-@＝＋－＠")
_FAULTS = {"#N/A", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
_LONGEST = 1_000  # characters of a cell, as the list is read later
_LONG = 10**10  # a number with so many digits is no fact of a unit
_BORN = re.compile("出生|生于|生日|年龄|周岁")
_DIGIT = re.compile("[0-9]")
_DAY = re.compile(r"((?:19[2-9]|200)[0-9])(?:年|[-./])[0-9]{1,2}(?:月|[-./])[0-9]{1,2}日?")
_ADULT = 2008  # who is honoured was born before, and few campaigns are older


def clean(said: str) -> tuple[str, list[str]]:
    """A text without slips, and which there were; brackets and punctuation stay as they are written.

    >>> clean(" 示例市　第１中学 ")
    ('示例市第1中学', ['全角字母、数字改为半角', '去掉多余的空格'])
    """
    if _ORDINARY.fullmatch(said):
        return said, []
    changes = []
    found = said.strip()
    for name, change in _CHANGES:
        changed = change(found)
        if changed != found:
            changes.append(name)
            found = changed
    return found, changes


def _seen(said: str) -> str:
    return _RARE.sub(lambda found: "" if hidden(found[0]) is not None else found[0], said)


def _common(said: str) -> str:
    """Radicals and compatibility forms, which PDFs are full of, as the characters that they look like."""
    return _RARE.sub(lambda found: unicodedata.normalize("NFKC", found[0]) if _is_double(found[0]) else found[0], said)


def _is_double(char: str) -> bool:
    return "\u2e80" <= char <= "\u2fdf" or "\uf900" <= char <= "\ufaff" or "\U0002f800" <= char <= "\U0002fa1f"


def _spaced(said: str) -> str:
    return _BETWEEN.sub("", _SPACES.sub(" ", said)).strip()


_CHANGES = (
    (UNSEEN, _seen),
    (LINE, lambda said: re.sub(r"\s*\n\s*", " ", said)),
    (FORM, _common),
    (WIDTH, lambda said: said.translate(_WIDE)),
    (SPACE, _spaced),
)


def faults(value: Value | Formula, said: str) -> Iterator[tuple[str, str]]:
    """What keeps the value of a cell from being taken over: codes and messages, which show no number of a person."""
    if isinstance(value, Formula):
        yield "IMP004", "是公式。"
        return
    if said[:1] in _FORMULA:
        yield "IMP004", f"以“{said[0]}”开头，会被办公软件当作公式。"
    if said in _FAULTS:
        yield "IMP006", f"是出错的公式留下的“{said}”。"
    if len(said) > _LONGEST:
        yield "IMP006", f"超过{_LONGEST}字。"
    never = (char for char in said if unicodedata.category(char) in _NEVER)
    if not _ORDINARY.fullmatch(said) and (odd := next(never, "")):
        yield "IMP006", f"里有印不出的字 U+{ord(odd):04X}。"
    yield from personal(value, said)


def personal(value: Value | Formula, said: str) -> Iterator[tuple[str, str]]:
    """Numbers and days of birth of persons, the place shown and not the number."""
    long = isinstance(value, int | float) and not isinstance(value, bool) and abs(value) >= _LONG
    maybe = _MAYBE_PERSONAL.search(unicodedata.normalize("NFKC", said))
    kinds = {number.code for number in numbers.find(said)} if maybe else set()
    if kinds or long:
        yield "IMP005", f"疑似{'、'.join(_PERSONAL[code] for code in sorted(kinds)) or '证件号码、电话号码或卡号'}。"
    day = _DAY.fullmatch(said)
    if isinstance(value, date) or (day and int(day[1]) <= _ADULT) or any(map(_born, said.split("\n"))):
        yield "IMP005", "疑似出生日期。"


_PERSONAL = {numbers.MOBILE: "手机号码", numbers.IDENTITY: "居民身份证号码", numbers.CARD: "银行卡号"}


def _born(line: str) -> bool:
    return bool(_BORN.search(line) and _DIGIT.search(line))
