"""Numbers of persons in a text: mobile phones, identity and bank cards, whole or partly hidden; birth dates.

Full-width digits count as digits, and spaces, hyphens, dots and the end of a bracket may split a number. A number that
is part of a longer run of digits is another number. Where words say whose number it is, one that is mistyped is found
too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from msgspec import Struct

MOBILE, IDENTITY, CARD, BIRTH = "PRI001", "PRI002", "PRI003", "PRI004"

_SAID = {MOBILE: "手机号码", IDENTITY: "居民身份证号码", CARD: "银行卡号", BIRTH: "出生日期"}
_ANY = re.compile(r"\d|生")  # without one of these there is nothing to find
_MEANT = {"\N{MINUS SIGN}": "-", "\N{MULTIPLICATION SIGN}": "X"} | dict.fromkeys("•‧∙⋅・", "·")
"""What input methods write instead of a sign."""
_GROUP = re.compile(r"[0-9]+|[Xx](?![0-9A-Za-z])")
_GAP = re.compile(r"[ \t\n.·/_)-]{0,3}")
_SHORTEST, _LONGEST = 11, 19  # digits of a mobile phone and of a bank card
# As many digits as the shortest number has: few texts hold so many together, and no others are looked at closely.
_MANY = re.compile(rf"[0-9](?:{_GAP.pattern}[0-9]){{10}}")

# The provinces of GB/T 2260, and 9 for foreigners with permanent residence.
_REGION = r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]|9[0-9])"
_IDENTITY = re.compile(rf"{_REGION}[0-9]{{15}}[0-9X]")
_OLD_IDENTITY = re.compile(rf"{_REGION}[0-9]{{13}}")
_OLD_SPLITS = ([15], [6, 6, 3], [1] * 15)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
_ROUNDED = "000"  # Excel keeps fifteen digits of a number, and writes noughts for the rest
_BORN = range(1900, 2050)
# One with a wrong check digit is certain by its form: a county, then a day of the last century. Building permits have a
# county and a day of this one.
_COUNTY = re.compile(r"(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])(?:0[1-9]|[1-6][0-9]|90)(?!00)[0-9]{2}")
_SPLITS = ([18], [17, 1], [6, 8, 4], [6, 8, 3, 1])
_CENTURY = range(1930, 2000)
_CREDIT_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"

_CARD = re.compile(r"(?!([0-9])\1+$)[1-9][0-9]{15,18}")
_EMBOSSED = re.compile("(?:4,)+[1-4]|6,[0-9]+|1(?:,1)*|[0-9]+")  # how many digits stand together
_YEARS = re.compile("(?:(?:19|20)[0-9]{2})+")

_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_COUNTRY = re.compile(rf"^(?:(?:00)?86|0)(?={_MOBILE.pattern}$)")
_SPOKEN = re.compile("11|3,4,4|4,3,4|4,4,3|3,8|8,3|4,7|7,4|3,3,5|3,5,3|5,3,3|1(?:,1)*")
_DECIMAL = re.compile(r"[0-9]+\.[0-9]+")

# What digits are that stand shortly behind a word, though one of them is wrong, too many or too few.
_BETWEEN = "[^0-9\f。；;代账]{0,12}"  # no 信用代码, no 账号: those are of offices
_NAMED = (
    (IDENTITY, re.compile(f"(?:身份证|身份号码){_BETWEEN}$"), re.compile("[0-9]{15}|[0-9]{16,18}[0-9X]")),
    (CARD, re.compile(f"(?:银行卡|储蓄卡|借记卡|信用卡|工资卡){_BETWEEN}$"), re.compile("[0-9]{15,19}")),
    (MOBILE, re.compile(f"手机{_BETWEEN}$"), re.compile("1[0-9]{10,11}")),
    (MOBILE, re.compile(f"电话{_BETWEEN}$"), re.compile("1[3-9][0-9]{9,10}")),
)
_FAR = 20  # characters that word and signs between can take

# Digits, the same sign at least three times, and the last digits if any.
_HIDDEN = re.compile(
    r"(?<![0-9A-Za-z*])(?P<head>[0-9](?:[ -]?[0-9]){0,15})[ -]?"
    r"(?P<hidden>(?P<sign>[*×●•○■◆★Xx])(?:[ -]?(?P=sign)){2,})"
    r"[ -]?(?P<tail>(?:[0-9](?:[ -]?[0-9]){0,9}[Xx]?|[Xx])?)(?![0-9A-Za-z*])"
)
_HIDDEN_MOBILE = re.compile(r"(?=.{11}$)1(?:[3-9][0-9]*)?\*+[0-9]+|1[3-9][0-9]\*{1,6}[0-9]{4}")
_HIDDEN_IDENTITY = re.compile(rf"(?={_REGION}|[1-9]\*)(?:.{{15}}|.{{18}}|.+X|(?:[0-9]{{3}}){{1,2}}\*+[0-9]{{3,4}})")
_HIDDEN_CARD = re.compile(r"(?=.*[0-9].*[0-9].*[0-9])(?:.{16,19}|(?:[0-9]{4}|[0-9]{6})\*+[0-9]{4})")
_NEVER_IDENTITY = (16, 17, 19)  # characters of a bank card only

_NUMERAL = "[〇零○一二三四五六七八九]"
_DATE = (
    rf"(?:(?:19|20)[0-9]{{2}}|一九{_NUMERAL}{{2}}|二[〇零○]{_NUMERAL}{{2}}) ?"
    r"(?:年 ?(?:[0-9一二三四五六七八九十]{1,2} ?月)? ?(?:[0-9一二三四五六七八九十]{1,3} ?日)?"
    r"|[./-][0-9]{1,2}(?:[./-][0-9]{1,2})?|(?:0[1-9]|1[0-2])(?:[0-3][0-9])?(?![0-9]))"
)
# 1970年5月生 and 1970年5月出生, but neither 1970年5月生产 nor 2021年出生人口.
_BIRTH = re.compile(
    rf"(?:出生(?:年月日?|日期|时间|于)?|生于|生日)[为是:：]? ?[(（]?(?P<after>{_DATE})"
    rf"|(?<![0-9])(?P<before>{_DATE}) ?(?:出生(?!率|人|的|缺陷|医学|登记|地)|生(?:[人于]|(?![\u4e00-\u9fff])))"
)


class Number(Struct, frozen=True):
    """Where a number stands in a text, its digits, and the code of what it seems to be."""

    code: str
    start: int
    end: int
    digits: str

    @property
    def shown(self) -> str:
        """The number as a message may show it: never whole."""
        if self.code == BIRTH:
            return f"{self.digits[:2]}****"
        return f"{self.digits[:3]}****{self.digits[-4 if self.code == MOBILE else -2 :]}"

    @property
    def said(self) -> str:
        """What the number seems to be."""
        return f"疑似{_SAID[self.code]} {self.shown}。"


def find(text: str) -> list[Number]:
    """Every number of a person in the text, in order; mobile phones with hidden digits may be published."""
    if not _ANY.search(text):
        return []
    folded = text.translate(_PLAIN)
    return sorted([*_whole(folded), *_hidden(folded), *_born(folded)], key=lambda number: number.start)


def masked(text: str) -> str:
    """The text with digits left out of every number in it, for messages."""
    for number in reversed(find(text)):
        text = text[: number.start] + number.shown + text[number.end :]
    return text


class _Plain(dict[int, str]):
    """Each digit, separator or sign in its plain form; one character for one, so that places stay.

    Circled and bracketed numerals mark items, so they stay what they are.
    """

    def __missing__(self, code: int) -> str:
        self[code] = _plain(chr(code))
        return self[code]


def _plain(char: str) -> str:
    if char.isascii():
        return char
    if char in _MEANT:
        return _MEANT[char]
    category = unicodedata.category(char)
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category in {"Pd", "Cf"}:
        return "-"
    if category == "Zs":
        return " "
    plain = unicodedata.normalize("NFKC", char)
    return plain if len(plain) == 1 and not plain.isdigit() else char


_PLAIN = _Plain()


def _whole(folded: str) -> Iterator[Number]:
    if not _MANY.search(folded):
        return
    groups = list(_GROUP.finditer(folded))
    at = 0
    while at < len(groups):
        found = _starting(folded, groups, at) if _MANY.match(folded, groups[at].start()) else None
        if found is None:
            at += 1
            continue
        number, at = found
        yield number


def _starting(folded: str, groups: list[re.Match[str]], first: int) -> tuple[Number, int] | None:
    """The longest number that begins with a group of digits, and the index of the group after it."""
    found, named, at, digits, lengths = None, None, groups[first].start(), "", []
    words = folded[max(at - _FAR, 0) : at]
    told = [(code, digits_of) for code, word, digits_of in _NAMED if word.search(words)]
    for index in range(first, len(groups)):
        group = groups[index]
        gap = folded[groups[index - 1].end() : group.start()] if digits else ""
        if not _GAP.fullmatch(gap) or len(digits + group[0]) > _LONGEST:
            break
        digits += group[0].upper()
        lengths.append(len(group[0]))
        code = _code(digits, lengths, folded[at : group.end()])
        if code:
            known = _COUNTRY.sub("", digits) if code == MOBILE else digits
            found = Number(code, at, group.end(), known), index + 1
        if code := next((code for code, digits_of in told if digits_of.fullmatch(digits)), ""):
            named = Number(code, at, group.end(), digits), index + 1
    return found or named


def _code(digits: str, lengths: list[int], written: str) -> str:
    """What digits seem to be that stand together in groups of these lengths; nothing, mostly."""
    if len(digits) < _SHORTEST:
        return ""
    if _is_identity(digits) or (lengths in _OLD_SPLITS and _is_old_identity(digits)):
        return IDENTITY
    if lengths in _SPLITS and _is_mistyped_identity(digits):
        return IDENTITY
    groups = ",".join(map(str, lengths))
    if _EMBOSSED.fullmatch(groups) and _is_card(digits) and not _YEARS.fullmatch(re.sub("[ -]", "", written)):
        return CARD
    local = _COUNTRY.sub("", digits)
    if _MOBILE.fullmatch(local) and (local != digits or _SPOKEN.fullmatch(groups)) and not _DECIMAL.fullmatch(written):
        return MOBILE
    return ""


def _is_identity(digits: str) -> bool:
    """Whether it is one of GB 11643: region, day of birth, serial number, check digit; or what Excel left of it."""
    if not _IDENTITY.fullmatch(digits) or not _is_day(digits[6:14]):
        return False
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:-1], strict=True))
    return digits[-1] == _CHECK[total % len(_CHECK)] or digits.endswith(_ROUNDED)


def _is_mistyped_identity(digits: str) -> bool:
    """Whether it has the form of one, though not its check digit, and is no unified social credit code either."""
    formed = _IDENTITY.fullmatch(digits) and _COUNTY.match(digits) and _is_day(digits[6:14])
    return bool(formed) and int(digits[6:10]) in _CENTURY and not _is_credit_code(digits)


def _is_credit_code(digits: str) -> bool:
    """Whether the last sign proves the others (GB 32100)."""
    values = [_CREDIT_SIGNS.index(sign) for sign in digits]
    total = sum(pow(3, at, 31) * value for at, value in enumerate(values[:-1])) + values[-1]
    return total % 31 == 0


def _is_old_identity(digits: str) -> bool:
    """Whether it is a number from before 1999: a year of two digits, and no check digit."""
    return bool(_OLD_IDENTITY.fullmatch(digits)) and _is_day(f"19{digits[6:12]}")


def _is_day(digits: str) -> bool:
    with suppress(ValueError):
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:])).year in _BORN
    return False


def _is_card(digits: str) -> bool:
    """Whether the last digit proves the others (Luhn)."""
    if not _CARD.fullmatch(digits):
        return False
    products = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return sum(sum(divmod(product, 10)) for product in products) % 10 == 0


def _born(folded: str) -> Iterator[Number]:
    for found in _BIRTH.finditer(folded):
        name = "after" if found["after"] else "before"
        digits = re.sub("[ 年月日./-]", "", found[name])
        yield Number(BIRTH, *found.span(name), digits)


def _hidden(folded: str) -> Iterator[Number]:
    """Identity numbers and bank cards of which only some digits are shown; few signs often stand for many digits."""
    for found in _HIDDEN.finditer(folded):
        head, hidden, tail = (re.sub("[ -]", "", found[name]) for name in ("head", "hidden", "tail"))
        digits = f"{head}{'*' * len(hidden)}{tail.upper()}"
        if _HIDDEN_MOBILE.fullmatch(digits):
            continue
        if len(digits) not in _NEVER_IDENTITY and _HIDDEN_IDENTITY.fullmatch(digits):
            yield Number(IDENTITY, found.start(), found.end(), digits)
        elif _HIDDEN_CARD.fullmatch(digits):
            yield Number(CARD, found.start(), found.end(), digits)
