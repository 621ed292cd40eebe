"""The figures that the words of a form have: points, shares and numbers, with what the words make of each.

Read are Arabic digits of any width and Chinese numerals: 0.5分, .5分, 半分, 零点五分, 〇.五分, 两分, 1个半分, 1/4分;
90%, 百分之九十, 九成, 三分之二, 5个百分点; 4次.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum, auto
from fractions import Fraction
from functools import lru_cache
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from generator.check import numerals, plain

_DIGIT = "〇零○一二两三四五六七八九"
_CHINESE = rf"[{_DIGIT}十][{_DIGIT}十百千]{{0,12}}(?:点[{_DIGIT}]{{1,6}})?"
_NUMERAL = rf"(?:[0-9]{{1,12}}(?:\.[0-9]{{1,6}})?|\.[0-9]{{1,6}}|{_CHINESE})"
_FIGURE = re.compile(
    rf"(?P<whole>百|千|{_CHINESE})分之(?P<part>{_NUMERAL}|百)"
    r"|(?P<upper>[0-9]{1,2})/(?P<lower>[1-9][0-9]?)(?![0-9/]|分(?![值数]))"
    r"|(?P<half>一半|半数|过半|减半|折半)"
    r"|(?P<tenths>[一二三四五六七八九])成(?=$|[^\w]|以|的|及)"
    rf"|(?P<numeral>{_NUMERAL}|半(?=分))(?P<unit>[%‰]|个?百分点|分(?!之|钟)(?P<more>半(?!数|[年天]))?)?"
)
_WORDS = {"半": 50, "百": 100_00, "千": 1000_00}
_AFTER = 20  # characters
_MANY = 100  # figures, where a row has ten: what follows from each two of them is worked out
_POINT = re.compile(
    r"(?<=\d)[．。·•](?=\d)|(?<![\d.][0０])(?<=[0０])[,，](?=[5５])"
)  # 0。5分 is printed where the keyboard was left on Chinese stops
_CHINESE_POINT = re.compile(rf"(?<=[{_DIGIT}])[.．·•](?=[{_DIGIT}]{{1,6}}(?:分|%|％|个?百分点))")
_PARTS = re.compile("(?<![0-9./])([1-9])/$")  # of 1/4分, which may also be 1分 or 4分: all are read
_FULL_WIDTH = str.maketrans("％﹪", "%%")
_THOUSANDS = re.compile(r"(?<=[0-9]),(?=[0-9]{3}(?![0-9]))")
_COUNT = r"(?:[0-9]{1,2}|[一二三四五六七八九十]{1,3})"
_CLAUSE = re.compile(
    rf"(?:^|(?<=[。；;…]))[^\S\n]*(?:[（(]{_COUNT}[）)]|{_COUNT}(?:、|[.．](?![0-9０-９])))", re.MULTILINE
)
_NO_UNIT = re.compile(r"$|[^\w]|[至到或和及与]|以[上下内]")
# Every one of what is counted, not every year; of a share, every so many points that it falls short.
_EACH = re.compile("每(?!年|个?季|个?月|半年|周|届|日|天)")
_EACH_SHORT = re.compile(r"每(?:再?[少低下降减缺差增高超提不未]|(?![年季月半周届日天名位人个家次])[^，、]{0,3}$)")
_MOST = re.compile(
    rf"(?:最多|最高|至多|不得?超过|上限|封顶|满分|累计|合计|总计|共计)[^0-9{_DIGIT}十]{{0,4}}$|限[加扣得计]?$"
)
_MOST_AFTER = re.compile("封顶|为限|为上限|为止")
_TAKEN = re.compile("[扣减](?:除|减|去|掉|罚)?(?:各|分别)?$")
_RANGE = re.compile("[-—–－~～至到]")
_SENTENCE = re.compile("[。；;…]")
_VERY = re.compile(r"(?<![扣得计加减记满赋为各共值（])十分(?!$|[^\w])")  # 十分满意 is no ten points


class Kind(Enum):
    """What a figure counts. A ``BARE`` one may count anything: 1 and 2 of 扣1、2、3分."""

    POINTS = auto()
    SHARE = auto()
    NUMBER = auto()
    BARE = auto()


class Figure(Struct, frozen=True):
    """One figure, in hundredths; ``after`` is what follows it, ``each`` whether it is said of every one (每).

    ``most`` tells a limit (最多, 满分), ``taken`` points that are taken (扣).
    """

    amount: Fraction
    kind: Kind
    after: str
    each: bool = False
    most: bool = False
    taken: bool = False

    @property
    def ranges(self) -> bool:
        """Whether it begins a range: 1 of 1—3分."""
        return bool(_RANGE.match(self.after))


def amount(numeral: str) -> Fraction:
    """What a numeral says, in hundredths.

    >>> [str(amount(numeral)) for numeral in ("0.5", ".5", "半", "零点五", "两", "十二", "0.125")]
    ['50', '50', '50', '50', '200', '1200', '25/2']
    """
    if numeral in _WORDS:
        return Fraction(_WORDS[numeral])
    whole, _, decimals = numeral.partition("点")
    if decimals:
        return amount(f"{numerals.value(whole)}.{''.join(str(numerals.value(digit)) for digit in decimals)}")
    return 100 * (Fraction(numeral) if numeral[-1].isascii() else Fraction(numerals.value(numeral)))


@lru_cache(maxsize=1 << 6)  # the rules of a row ask for the same words
def figures(words: str) -> tuple[Figure, ...]:
    """Every figure of the words but the numbers of their clauses (1、 （二） ③); none of words that have too many."""
    pointed = _CHINESE_POINT.sub("点", _POINT.sub(".", words))
    folded = plain.squash(_CLAUSE.sub("", pointed)).translate(_FULL_WIDTH)
    found = tuple(islice(_figures(_THOUSANDS.sub("", folded).replace("个半分", "分半")), _MANY + 1))
    return found if len(found) <= _MANY else ()


def _figures(text: str) -> Iterator[Figure]:
    since = dict.fromkeys(Kind, 0)
    for found in _FIGURE.finditer(text):
        start, end = found.span()
        after = text[end : end + _AFTER]
        if found["whole"]:
            kind, said = Kind.SHARE, amount(found["part"]) * 100_00 / (amount(found["whole"]) or 1)
        elif found["upper"]:
            kind, said = Kind.SHARE, Fraction(int(found["upper"]), int(found["lower"])) * 100_00
        elif found["half"]:
            kind, said = Kind.SHARE, Fraction(50_00)
        elif found["tenths"]:
            kind, said = Kind.SHARE, amount(found["tenths"]) * 10
        elif found["unit"] and found["unit"][0] == "分":
            if _VERY.match(text, start) or text.endswith("第", 0, start):
                continue
            kind, said = Kind.POINTS, amount(found["numeral"]) + (_WORDS["半"] if found["more"] else 0)
        elif found["unit"]:
            kind, said = Kind.SHARE, amount(found["numeral"]) / (10 if found["unit"] == "‰" else 1)
        else:
            kind, said = (Kind.BARE if _NO_UNIT.match(after) else Kind.NUMBER), amount(found["numeral"])
        before = _SENTENCE.split(text[since[kind] : start])[-1]
        each = bool((_EACH_SHORT if kind is Kind.SHARE else _EACH).search(before))
        most = bool(_MOST.search(before) or _MOST_AFTER.match(after))
        figure = Figure(said, kind, after, each, most, bool(_TAKEN.search(before)))
        yield figure
        if kind is Kind.POINTS and said and (parts := _PARTS.search(text, max(0, start - 3), start)):
            yield replace(figure, amount=10_000 * int(parts[1]) / said)
        since[kind] = end
