"""The figures of rules, held against the words of the form. Each check's docstring is its rule.

A figure is held only against figures of its own sort; where the words have none of that sort, nothing is said: what is
not written cannot be contradicted. What people plainly work out from the words counts as written, as each check says.
What else was worked out is told in a reading (口径) or in ``as_printed``, with the figure in it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from math import ceil, floor

from msgspec import Struct

from generator.check import plain
from generator.check.written import Figure, Kind, figures
from generator.model.base import shown
from generator.model.rubric import BonusItem, Item
from generator.model.rules import Bands, Check, Count, Deduct, Judge, Level, Parts, Rate, Rule, Threshold, most_gain

Where = tuple[str | int, ...]
Found = Iterator[tuple[Where, str]]
"""Where in the row, and what is wrong there."""
Amounts = set[Fraction]
Held = Iterator[tuple[Where, int, list[Figure], Amounts]]
"""Where in the rule, the figure there, those that are written of its sort, and all that are right."""

_NOTHING_OR_ALL = re.compile(
    "不[得计记给]分|零分|(?<![0-9.])0分|满分(?![0-9一二两三四五六七八九十为是])|全部?扣|扣除?全|扣[完光](?!为止)|一票否决"
)
_WITHOUT_EXCEPTION = re.compile("全部|全员|全体|全覆盖|所有|一律|均|都|足额|应.尽|每[个名位家]")
_APART = re.compile("每(?!年|个?季|个?月|半年|周)|[各逐]|分别|一[项个次处人][^，。；]{0,6}[扣减]")
_BEYOND = re.compile("超过|多于|大于|高于|不含|以[下内]")
_OFTEN = re.compile(
    "每(?:个?季|个?月|半年|周|旬|学期|[两二]个?月)|半年|[按逐]月|[按逐]?季度?[1一]|各[^级单类项种，。；]{0,4}[1-9一两二三]"
)
_TURNS = (
    (4, re.compile("季")),
    (6, re.compile("[两二双]个?月")),
    (12, re.compile("(?:[每按逐]|每个)月")),
    (2, re.compile("半年")),
)
_NONE = re.compile("未|没有?|无|不开展")
_PART_OF_POINTS = re.compile("分值|分数|[计记得扣给]分|减半|折半|一半|[加双翻]倍|折算|计入|权重|的分")
_IN_PROPORTION = re.compile("按[^，。；]{0,8}比例|折算|[÷/×*＊]|除以|乘以")
_ON_TOP = re.compile("倒扣|[再另还][加扣得计减]|加[扣罚减]")
_BASE = re.compile("基础分|基本分|起评|底分|[每再另](?:增|多|超|提|加)")
_THE_REST = re.compile("其余|其他|余下|剩余")
_BY_STEPS = re.compile(
    "类推|递[减增]|依次|(?:[少缺低降差欠漏迟延多增超高]|发现|不达标)[^，。；]{0,4}[1一](?![0-9])[^，。；]{0,5}，?[扣减加得]"
)
_DOUBLE = re.compile("[加双翻]倍")
_SUM = re.compile("[本此该]项(?:分值)?[0-9.]+分")
_ALIKE = {"名": "人", "位": "人", "场": "次", "期": "次", "㎡": "平方", "平米": "平方"}  # units of one thing
_MANY = {"百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
_QUARTER = 25
_ONE = 100  # of anything, in hundredths
_WHOLE = 100_00  # per cent, in hundredths
_SIGNS = {Kind.POINTS: "分", Kind.SHARE: "%", Kind.NUMBER: "", Kind.BARE: ""}


class _Words(Struct, frozen=True):
    """What a rule quotes, what its row prints, what is said of it in readings and ``as_printed``, the row's points."""

    says: str
    row: str
    said: str
    points: int

    def of(self, kind: Kind) -> list[Figure]:
        """The figures of a kind that the rule quotes."""
        return [one for one in figures(self.says) if one.kind is kind]

    def printed(self, kind: Kind) -> list[Figure]:
        """The figures of a kind that the row prints."""
        return [one for one in figures(self.row) if one.kind is kind]

    def by_steps(self) -> bool:
        """Whether what several cost or give is worked out of what one does: 每少1次扣2分, 少1次扣2分, 依此类推."""
        each = any(one.each for one in (*self.of(Kind.POINTS), *self.of(Kind.SHARE)))
        return each or bool(_BY_STEPS.search(plain.squash(self.says)))

    def explained(self, key: str | int, amount: int, kind: Kind) -> bool:
        """Whether a figure is named where the row's words are explained; a sum there explains no more than a limit."""
        said = [one for one in figures(_SUM.sub("", self.said)) if one.kind in {kind, Kind.BARE}]
        return any(one.amount == amount and (key == "limit" or not one.most) for one in said)


def lint(row: Item | BonusItem) -> Found:
    """Every figure of a row's rules, and of its limit, that its words contradict."""
    printed = f"{row.standard}……{row.text or ''}" if isinstance(row, Item) else row.text
    said = [reading.text for reading in row.readings]
    said += [row.as_printed] if isinstance(row, Item) and row.as_printed else []
    points = row.points or 0 if isinstance(row, Item) else 0
    for r, rule in enumerate(row.rules):
        words = _Words("……".join(rule.says), printed, "……".join(said), points)
        yield from _told(("rules", r), f"规则“{rule.id}”的", words, _held(rule, words))
    for i, reading in enumerate(row.readings):
        for r, rule in enumerate(reading.otherwise.rules if reading.otherwise else ()):
            other = reading.otherwise.text if reading.otherwise else ""
            words = _Words("……".join(rule.says), printed, "……".join((*said, other)), points)
            yield from _told(("readings", i, "otherwise", "rules", r), f"规则“{rule.id}”的", words, _held(rule, words))
    if isinstance(row, BonusItem) and row.limit:
        words = _Words(row.text, row.text, "……".join(said), 0)
        each = [rule.gain for rule in row.rules if isinstance(rule, Count)]
        most = [most_gain(rule, 0) for rule in row.rules]
        yield from _told((), "", words, _limit(row.limit, (*each, sum(each), *most, sum(most)), words))


def _told(where: Where, whose: str, words: _Words, held: Held) -> Found:
    for key, amount, written, right in held:
        if written and amount not in right and not words.explained(key[-1], amount, written[0].kind):
            there = "、".join(dict.fromkeys(f"{_shown(one.amount)}{_SIGNS[one.kind]}" for one in written))
            quoted = words.says if set(written) <= set(figures(words.says)) else words.row
            said = f"{whose}“{key[-1]}”写的是 {shown(amount)}，原文写的是{there}：“{quoted.strip('…')}”。"
            yield (*where, *key), said


def _shown(amount: Fraction) -> str:
    return shown(int(amount)) if amount.denominator == 1 else f"{float(amount / _ONE):g}"


def _held(rule: Rule, words: _Words) -> Held:
    """Each figure of a rule with what the words have of its sort."""
    points = words.of(Kind.POINTS)
    match rule:
        case Deduct():
            yield from _deduct(rule, points, words)
        case Rate():
            yield from _rate(rule, points, words)
        case Count():
            once = _those(points, _is_once)
            right = _worth(once, words, worked_out=any(one.taken for one in points))
            right |= {one.amount * _ONE / time for one in once for time in _times(words)} if rule.limit else set()
            yield ("gain",), rule.gain, once, right
            yield from _limit(rule.limit, (rule.gain,), words)
        case Parts():
            yield from _parts(rule, points, words)
        case Level():
            right = _worth(points, words, worked_out=not all(one.taken for one in points))
            right |= _multiples(right, len(rule.options)) if words.by_steps() else set()
            right |= _sums([one.amount for one in points if one.taken], len(rule.options))
            losses = ((i, option.loss) for i, option in enumerate(rule.options) if option.loss)
            yield from ((("options", i, "loss"), loss, points, right) for i, loss in losses)
        case Bands():
            yield from _bands(rule, points, words)
        case Judge():
            yield ("points",), rule.points, points, _worth(points, words, worked_out=True)
        case Check(threshold=Threshold() as line):
            yield from _measure(("threshold", "at_least"), line.at_least, line.whole, line.unit, words)
            yield from _measure(("threshold", "more_than"), line.more_than, line.whole, line.unit, words)
        case _:
            pass


def _deduct(rule: Deduct, points: list[Figure], words: _Words) -> Held:
    """The loss is what is taken once; where it is not told apart (缺少的扣4分), each element has its share of it.

    A defect that implies another one may be ruled as what it takes beyond that.
    """
    once = _those(points, _is_once)
    right = _worth(once, words, worked_out=not all(one.taken for one in points))
    right |= {one.amount / len(rule.each) for one in once} if rule.each and not _APART.search(words.says) else set()
    right |= _differences({one.amount for one in words.printed(Kind.POINTS)}) if rule.implies else set()
    yield ("loss",), rule.loss, once, right
    yield from _limit(rule.limit, (rule.loss, rule.loss * len(rule.each)), words)


def _parts(rule: Parts, points: list[Figure], words: _Words) -> Held:
    """What each element gives is written; where figures are fewer than elements (有计划、有总结（2分）), shared.

    What all of them give is no figure of one of them. Of figures that are more than the row's points together each has
    in it the one before (建立得3分，运行得5分).
    """
    total = sum(part.points for part in rule.parts)
    short = sum(one.amount not in {total, words.points} for one in points) < len(rule.parts)
    rising = sum(one.amount for one in points if not one.most) > words.points
    worked_out = short or rising or any(one.taken for one in points) or bool(_THE_REST.search(words.says))
    right = _worth(points, words, worked_out=worked_out)
    right |= {one / n for one in right for n in range(2, len(rule.parts) + 1)} if short else set()
    for i, part in enumerate(rule.parts):
        yield ("parts", i, "points"), part.points, points, right


def _those(found: list[Figure], wanted: Callable[[Figure], bool]) -> list[Figure]:
    """Those figures that are wanted; all of them where none is."""
    return [one for one in found if wanted(one)] or found


def _is_once(figure: Figure) -> bool:
    """Whether points may be those of one time: a limit of all is not, one of each (每次最多1分) is."""
    return figure.each or not figure.most


def _worth(written: list[Figure], words: _Words, *, worked_out: bool) -> Amounts:
    """Points that are right: those written, a share of points (减半), half of 每两次加1分, all points for 不得分.

    What was written as gained and is ruled as lost, or the other way round, is worked out: the rest of the item's
    points, the difference of two. So is what comes on top of another figure (再加1分, 倒扣1分).
    """
    read = {one.amount for one in (*written, *words.of(Kind.BARE))}
    read |= {Fraction(words.points)} if worked_out or _NOTHING_OR_ALL.search(words.says) else set()
    right = read | _between(figures(words.says)) | (_differences(read) if worked_out else set())
    if _ON_TOP.search(words.says) and not words.by_steps():
        printed = {one.amount for one in words.printed(Kind.POINTS)}
        right |= {one + other for one in read for other in printed if one != other}
    if _PART_OF_POINTS.search(words.says):
        shares = {one.amount for one in words.of(Kind.SHARE)}
        shares |= {Fraction(2 * _WHOLE)} if _DOUBLE.search(words.says) else set()
        right |= {one * share / _WHOLE for one in {*read, Fraction(words.points)} for share in shares}
    times = {one.amount for one in words.of(Kind.NUMBER) if one.each and one.amount}
    return right | {one * _ONE / time for one in read for time in times}


def _multiples(amounts: Amounts, most: int) -> Amounts:
    return {one * times for one in amounts for times in range(2, most + 1)}


def _between(found: Sequence[Figure]) -> Amounts:
    """The quarters of points that a range has (扣1—3分)."""
    ends = [(one.amount, other.amount) for one, other in pairwise(found) if other.kind is Kind.POINTS and one.ranges]
    steps = [(first, int((last - first) / _QUARTER)) for first, last in ends if last - first < _WHOLE]
    return {first + _QUARTER * n for first, many in steps for n in range(many)}


def _times(words: _Words) -> Amounts:
    """How many times there may be: those that are written, and those that a year has (每季度一次)."""
    yearly = {Fraction(_ONE * many) for many, turn in _TURNS if turn.search(plain.squash(words.says))}
    return yearly | {one.amount for one in words.of(Kind.NUMBER) if one.amount}


def _sums(amounts: list[Fraction], most: int) -> Amounts:
    """What several of few defects cost together: more than there are outcomes for are never added."""
    few = amounts[: most.bit_length()]
    return {sum(some, Fraction(0)) for n in range(2, len(few) + 1) for some in combinations(few, n)}


def _differences(amounts: Amounts) -> Amounts:
    return {abs(one - other) for one, other in combinations(amounts, 2)}


def _limit(limit: int | None, each: Sequence[int], words: _Words) -> Held:
    """A limit is one that is quoted (最多, 满分), where any is, or what a base leaves of it (基础分6分……最高10分).

    Where the words speak of several things, one limit for all of them, one may count once. Else a limit is a figure of
    the row, its points, so many per cent of a hundred, what a figure leaves of the points, what its rules add up to,
    or so many times what one is worth, which may be for several (每满10人加1分，满50人为限).
    """
    if limit is None:
        return
    quoted = [one for one in words.of(Kind.POINTS) if one.most]
    if quoted:
        right = {one.amount for one in quoted}
        right |= {Fraction(words.points)} if words.points < max(right) else set()
        if _BASE.search(words.row):
            right |= _differences({*right, *(one.amount for one in words.printed(Kind.POINTS))})
        if len({one.amount for one in words.of(Kind.POINTS) if _is_once(one)}) > 1:
            right |= {Fraction(one) for one in each}
        yield ("limit",), limit, quoted, right
        return
    written = words.printed(Kind.POINTS)
    right = {one.amount for one in (*written, *words.printed(Kind.BARE))} | {Fraction(words.points)}
    right |= {words.points - one for one in right} | {one.amount for one in words.printed(Kind.SHARE)}
    counted = words.printed(Kind.NUMBER)
    times = {one.amount / _ONE for one in counted} | {Fraction(1)}
    times |= {most.amount / one.amount for one in counted if one.each and one.amount for most in counted}
    yield ("limit",), limit, written, right | {one * time for one in each for time in times}


def _rate(rule: Rate, points: list[Figure], words: _Words) -> Held:
    """The loss is what is not taken for each step (每少5%), what a step costs is what is; the gain is what is given.

    Of two thresholds with points each, the second may be ruled as what it takes or gives beyond the first.
    """
    yield from _share(("at_least",), rule.at_least, words)
    yield from _share(("more_than",), rule.more_than, words)
    steps = [one for one in words.of(Kind.SHARE) if one.each]
    in_proportion = bool(_IN_PROPORTION.search(words.says)) and not words.by_steps()
    if rule.step is not None and not in_proportion:
        yield ("step",), rule.step, steps, {one.amount for one in (*steps, *words.of(Kind.BARE))}
    worked_out = not all(one.taken for one in points)
    if rule.step_loss is not None and not in_proportion:
        once = _those(_those(points, _is_once), lambda one: one.each)
        yield ("step_loss",), rule.step_loss, once, _worth(once, words, worked_out=worked_out)
    if rule.loss:
        once = _those(points, lambda one: not (one.most or (rule.step_loss and one.each)))
        right = _worth(once, words, worked_out=worked_out)
        yield ("loss",), rule.loss, once, right | _beyond(once, words)
    if rule.gain:
        right = _worth(points, words, worked_out=any(one.taken for one in points))
        yield ("gain",), rule.gain, points, right | _beyond(points, words)
    yield from _limit(rule.limit, (rule.loss, rule.step_loss or 0), words)


def _beyond(written: list[Figure], words: _Words) -> Amounts:
    """What one of several thresholds takes or gives beyond another one, which the row prints with its points."""
    if len([one for one in words.printed(Kind.SHARE) if not one.each]) < 2:  # noqa: PLR2004
        return set()
    amounts = {Fraction(words.points), *(one.amount for one in (*written, *words.printed(Kind.POINTS)))}
    return {abs(one.amount - other) for one in written for other in amounts}


def _bands(rule: Bands, points: list[Figure], words: _Words) -> Held:
    """Bands that the words make by steps (每低5个百分点减1分) are worked out; of others each figure is written.

    That all of it gives all points goes without saying.
    """
    if words.by_steps():
        return
    right = _worth(points, words, worked_out=any(one.taken for one in points))
    for i, band in enumerate(rule.bands):
        if not (rule.whole and band.at_least == _WHOLE and band.points == words.points):
            yield from _measure(("bands", i, "at_least"), band.at_least, rule.whole, rule.unit, words)
            yield ("bands", i, "points"), band.points, points, right


def _measure(where: Where, limit: int | None, whole: str | None, unit: str, words: _Words) -> Held:
    """A threshold of a share, or of a number of some unit."""
    yield from _share(where, limit, words) if whole else _number(where, limit, unit, words)


def _share(where: Where, limit: int | None, words: _Words) -> Held:
    """A share that the row prints, but for steps; or what it leaves (缺10%以上).

    Parts of a hundredth are rounded either way: 三分之二 is 66.66 or 66.67.
    """
    if limit is None:
        return
    printed = [one for one in words.printed(Kind.SHARE) if not one.each]
    right = {one.amount for one in (*printed, *words.printed(Kind.BARE))}
    right |= {_WHOLE - one for one in right} | _differences({one.amount for one in printed}) | {Fraction(0)}
    right |= {Fraction(_WHOLE)} if _WITHOUT_EXCEPTION.search(words.row) else set()
    yield where, limit, printed, right | {Fraction(near(one)) for one in right for near in (floor, ceil)}


def _number(where: Where, limit: int | None, unit: str, words: _Words) -> Held:
    """A number of the unit that the row prints, or the one beside it that says the same (4次以上 is more than 3).

    Of 每季度一次 the number of a year is worked out.
    """
    if limit is None or _OFTEN.search(words.row):
        return
    printed = [one for one in words.printed(Kind.NUMBER) if not one.each]
    written = [one for one in printed if _in_unit(one, unit) is not None]
    right = {_in_unit(one, unit) or one.amount for one in (*written, *words.printed(Kind.BARE))}
    right |= {one - _ONE for one in right} if where[-1] == "more_than" else set()
    right |= {one + _ONE for one in right} if _BEYOND.search(words.row) else set()
    right |= {Fraction(_ONE)} if _NONE.search(words.row) else set()
    right |= {Fraction(_ONE * many) for sign, many in _MANY.items() if f"{sign}{unit}" in words.row}  # 藏书千册
    yield where, limit, written, right | {Fraction(0)}


def _in_unit(one: Figure, unit: str) -> Fraction | None:
    """A number in a unit, where it is said of that: 5000元 are 0.5万元."""
    (told, after), (asked, wanted) = (_parted(text) for text in (one.after, unit))
    return one.amount * _MANY.get(told, 1) / _MANY.get(asked, 1) if after.startswith(wanted) else None


def _parted(unit: str) -> tuple[str, str]:
    """A unit without the 万 before it, in one word for all that mean the same."""
    many = next((sign for sign in _MANY if unit.startswith(sign)), "")
    rest = unit.removeprefix(many)
    other = next((sign for sign in _ALIKE if rest.startswith(sign)), "")
    return many, _ALIKE.get(other, "") + rest.removeprefix(other)
