"""A row of a rubric held against its printed text. Each check's docstring is its rule."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from msgspec import Struct

from generator.check import rule_figures
from generator.check.quotes import unspaced
from generator.load import nodes
from generator.model.base import shown
from generator.model.rubric import BonusItem, Counted, Item
from generator.model.rules import (
    Bands,
    Check,
    Count,
    Deduct,
    Judge,
    Level,
    Note,
    Parts,
    Rate,
    Rule,
    Threshold,
    Zero,
    asks,
    elements,
    most_gain,
)
from generator.problems import Problem

# Numbers that only count the clauses: ①, ⑴, ㈠ anywhere; 1、 2. （一） 一、 where no word stands before them.
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_ENUMERATOR = re.compile(rf"[①-⒛㈠-㈩㉑-㉟㊱-㊿]|(?<!\w)(?:[（(]{_NUMBER}[）)]|{_NUMBER}(?:、|[.．](?!\d)))")
_WHOLE = 100_00  # per cent, in hundredths
_ONE = 100  # of anything, in hundredths
_MOST_SHARED = 100_00  # hundredths: what keeps a shared step exact in the browser
_MOST_SCALED = 10_000_00  # hundredths: what keeps a number on another form's scale exact there
Where = tuple[str | int, ...]


class Place(Struct, frozen=True):
    """Turns a location in the model into a Problem at the line it means."""

    path: str
    node: nodes.Node

    def problem(self, code: str, where: Where, message: str) -> Problem:
        """A problem of the rubric's file."""
        return Problem(self.path, *nodes.locate(self.node, where), code, message)


def called(item: Counted) -> str:
    """How a message names a row: by its printed number, or by its id."""
    return f"第{item.number}项" if item.number else f"“{item.id}”项"


def lint_item(place: Place, where: Where, item: Item) -> Iterator[Problem]:
    """Every problem of one item."""
    name = called(item)
    yield from _rules(place, where, name, item, points=item.points or 0)
    if item.base < 0:
        gain = sum(most_gain(rule, item.points or 0) for rule in item.rules)
        message = f"{name}分值{shown(item.points or 0)}，规则最多能得{shown(gain)}分。"
        yield place.problem("RUB007", where, message)
    if not item.rules:
        yield place.problem("RUB004", where, f"{name}没有计分规则。")
        return
    if item.points is None and not all(isinstance(rule, Check | Note) for rule in item.rules):
        yield place.problem("RUB012", where, f"{name}没有写分值，却有计分的规则。")
    for r, rule in enumerate(item.rules):
        if isinstance(rule, Count) and rule.limit is None:
            yield place.problem("RUB013", (*where, "rules", r), f"{name}的计次规则“{rule.id}”没有上限。")
    yield from _points_can_be_lost(place, where, name, item)
    yield from _text_is_covered(place, (*where, "text" if item.text else "standard"), where, item)
    yield from _figures(place, where, name, item)


def lint_bonus(place: Place, where: Where, item: BonusItem) -> Iterator[Problem]:
    """Every problem of one bonus item, whose rules can only give."""
    name = f"加分项“{item.title}”"
    yield from _rules(place, where, name, item, points=0)
    if not item.rules:
        yield place.problem("RUB004", where, f"{name}没有计分规则。")
    for r, rule in enumerate(item.rules):
        gives = isinstance(rule, Count | Parts | Bands | Judge) or (isinstance(rule, Rate) and rule.gain)
        if not gives:
            yield place.problem("RUB013", (*where, "rules", r), f"{name}的规则“{rule.id}”不是加分的规则。")
    yield from _text_is_covered(place, (*where, "text"), where, item)
    yield from _figures(place, where, name, item)


def _figures(place: Place, where: Where, name: str, row: Item | BonusItem) -> Iterator[Problem]:
    """No figure of a rule is another than the words have: see ``rule_figures``."""
    for key, said in rule_figures.lint(row):
        yield place.problem("RUB019", (*where, *key), f"{name}{said}")


def _rules(place: Place, where: Where, name: str, row: Counted, points: int) -> Iterator[Problem]:
    """Each rule is whole, and so is each that a reading puts in its place."""
    for r, rule in enumerate(row.rules):
        yield from _rule_is_whole(place, (*where, "rules", r), name, rule)
    own = {rule.id: rule for rule in row.rules}
    replaced: set[str] = set()
    for i, reading in enumerate(row.readings):
        at = (*where, "readings", i)
        if (reading.id is None) != (reading.otherwise is None):
            yield place.problem("RUB016", at, f"{name}的口径：id 和 otherwise 要一起写。")
        if reading.otherwise is None:
            continue
        if not reading.otherwise.rules:
            yield place.problem("RUB016", at, f"{name}的另一种理解没有写 rules。")
        for r, rule in enumerate(reading.otherwise.rules):
            here = (*at, "otherwise", "rules", r)
            yield from _rule_is_whole(place, here, name, rule)
            if rule.id not in own or not _asks_alike(rule, own[rule.id]):
                yield place.problem("RUB016", here, f"{name}的另一种理解：“{rule.id}”应与原规则所问相同。")
            elif rule.id in replaced:
                yield place.problem("RUB016", here, f"{name}的规则“{rule.id}”有两种以上的另一种理解。")
            replaced.add(rule.id)
        changed = {rule.id: rule for rule in reading.otherwise.rules}
        gain = sum(most_gain(changed.get(rule.id, rule), points) for rule in row.rules)
        if isinstance(row, Item) and gain > points:
            yield place.problem("RUB007", at, f"{name}按另一种理解最多能得{shown(gain)}分，分值是{shown(points)}。")


def _asks_alike(rule: Rule, other: Rule) -> bool:
    """Whether two rules take the same answer, of the same units, and say the same of other questions."""

    def said(one: Rule) -> tuple[object, ...]:
        linked = (one.implies, one.exclusive) if isinstance(one, Deduct | Zero) else ((), ())
        return (*asks(one), one.applies_when, *linked, *(element.applies_when for element in elements(one)))

    return said(rule) == said(other)


def _rule_is_whole(place: Place, at: Where, name: str, rule: Rule) -> Iterator[Problem]:
    """What the keys of a rule say together: one threshold, bands that fall, options that cost something."""
    match rule:
        case Rate() if not _is_whole_rate(rule):
            yield place.problem("RUB008", at, f"{name}的比率规则“{rule.id}”写法不完整。")
        case Level():
            said = all((option.loss is None) == option.judged for option in rule.options)
            if not said or all(option.loss != 0 for option in rule.options):
                yield place.problem("RUB009", at, f"{name}的分档规则“{rule.id}”写法有误。")
        case Bands():
            steps = list(zip(rule.bands, rule.bands[1:], strict=False))
            falling = all(a.at_least > b.at_least and a.points > b.points for a, b in steps)
            limits = [band.at_least for band in rule.bands]
            if not falling or not _is_measure(rule.part, rule.whole, limits):
                yield place.problem("RUB015", at, f"{name}的分段规则“{rule.id}”写法有误。")
        case Check(threshold=Threshold() as threshold):
            limits = [limit for limit in (threshold.at_least, threshold.more_than) if limit is not None]
            if len(limits) != 1 or not _is_measure(threshold.part, threshold.whole, limits):
                yield place.problem("RUB008", at, f"{name}的达标线“{rule.id}”写法不完整。")
        case Judge() if rule.scale and rule.scale.of > _MOST_SCALED:
            yield place.problem("RUB014", at, f"{name}的评定规则“{rule.id}”：scale 的 of 超过 10000 分。")
        case Judge() if rule.step and (rule.scale.of if rule.scale else rule.points) % rule.step:
            yield place.problem("RUB014", at, f"{name}的评定规则“{rule.id}”：满分不是 step 的整数倍。")
        case _:
            pass


def _is_whole_rate(rule: Rate) -> bool:
    """A rate has one threshold, which can be met and missed, and either a gain or a loss."""
    one_threshold = (rule.at_least is None) != (rule.more_than is None)
    one_threshold = one_threshold and 0 not in {rule.at_least, rule.more_than} and rule.more_than != _WHOLE
    whole_steps = (rule.step is None) == (rule.step_loss is None) and rule.step != 0
    takes = bool(rule.loss or rule.step_loss)
    exact = rule.partial != "shared" or (rule.step_loss or 0) <= _MOST_SHARED
    stepped = rule.partial == "dropped" or rule.step is not None
    return one_threshold and whole_steps and takes != bool(rule.gain) and exact and stepped


def _is_measure(part: str | None, whole: str | None, limits: list[int]) -> bool:
    """A share is of named numbers and at most 100 %; a number is whole."""
    if (part is None) != (whole is None):
        return False
    return all(limit <= _WHOLE for limit in limits) if whole else all(limit % _ONE == 0 for limit in limits)


def most_loss(item: Item) -> int:
    """The most that the deductions of an item can take, in hundredths; a zero rule takes all."""
    points, total = item.points or 0, 0
    for rule in item.rules:
        match rule:
            case Zero():
                total += points
            case Deduct():
                loss = rule.loss * (len(rule.each) or 1)
                total += loss if rule.limit is None else min(loss, rule.limit)
            case Rate():
                below = rule.at_least or rule.more_than or 0
                steps = below // rule.step if rule.step else 0
                partial = rule.step is not None and rule.partial != "dropped" and below % rule.step > 0
                loss = rule.loss + (steps + partial) * (rule.step_loss or 0)
                total += loss if rule.limit is None else min(loss, rule.limit)
            case Level():
                total += max(points if option.judged else option.loss or 0 for option in rule.options)
            case _:
                pass
    return total


def _points_can_be_lost(place: Place, where: Where, name: str, item: Item) -> Iterator[Problem]:
    """Every point of an item can be lost by some rule, unless ``as_printed`` says why not."""
    short = item.base - most_loss(item)
    if short > 0 and not item.as_printed:
        message = (
            f"{name}“分值”为{shown(item.points or 0)}，"
            f"扣分项合计只有{shown(most_loss(item))}分，有{shown(short)}分无法扣除。"
        )
        yield place.problem("RUB003", (*where, "points"), message)


def _scored_spans(row: Counted, printed: str) -> list[tuple[int, int]]:
    """Where the words stand that rules must cover: in the one cell of a form without 量化项, those in brackets."""
    brackets = [] if not isinstance(row, Item) or row.text else list(_bracketed(printed))
    scored = [(start, end) for start, end in brackets if re.search(r"\d分", printed[start:end])]
    return scored or [(0, len(printed))]


def _bracketed(text: str) -> Iterator[tuple[int, int]]:
    """Where full-width brackets begin and end, brackets inside included."""
    depth, start = 0, 0
    for at, char in enumerate(text):
        if char == "（":
            depth, start = depth + 1, start if depth else at + 1
        elif char == "）" and depth:
            depth -= 1
            if not depth:
                yield start, at


def _text_is_covered(place: Place, at: Where, where: Where, row: Item | BonusItem) -> Iterator[Problem]:
    """Each rule quotes the printed text, and no words that count are left without a rule or a reading."""
    printed = unspaced(row.printed if isinstance(row, Item) else row.text)
    left = list(printed)
    for r, rule in enumerate(row.rules):
        for said in rule.says:
            piece = unspaced(said)
            here = (*where, "rules", r, "says")
            if not _words(piece):
                yield place.problem("RUB005", here, f"“{said}”只有序号和标点，没有文字。")
                continue
            at_piece = printed.find(piece)
            if at_piece < 0:
                yield place.problem("RUB005", here, f"量化项原文里没有“{said}”。")
            while at_piece >= 0:
                left[at_piece : at_piece + len(piece)] = " " * len(piece)
                at_piece = printed.find(piece, at_piece + len(piece))
    pieces = " ".join("".join(left[start:end]) for start, end in _scored_spans(row, printed)).split()
    words = [word for word in pieces if _words(word)]
    if words and not (row.readings or (isinstance(row, Item) and row.as_printed)):
        yield place.problem("RUB006", at, f"量化项里的“{words[0]}”没有对应的规则。")


def _words(piece: str) -> bool:
    """Whether anything is left of a piece of text without its numbering and punctuation."""
    return any(not unicodedata.category(char).startswith("P") for char in _ENUMERATOR.sub("", piece))
