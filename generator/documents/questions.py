"""What a calculator asks, in words: each rule as one question with its hint, choices and fields.

Where a reading can be taken otherwise, its words stand beside those of the form; the page shows those that count.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from generator.model.base import shown
from generator.model.rubric import Counted, Item
from generator.model.rules import (
    Bands,
    Check,
    Count,
    Deduct,
    Element,
    Judge,
    Level,
    Note,
    Option,
    Part,
    Parts,
    Rate,
    Rule,
    Threshold,
    Zero,
    elements,
    is_yes_no,
)


class Said(Struct, frozen=True):
    """Words that hold as the form stands, or with the one reading that is named taken otherwise."""

    text: str
    reading: str = ""


Saids = tuple[Said, ...]
"""Those of the form first; no others where no reading changes the words."""


class Choice(Struct, frozen=True):
    """A radio button; the tone is good, warn, bad or none."""

    value: str
    label: str
    tone: str = ""
    cost: Saids = ()


class Number(Struct, frozen=True):
    """A field for a number."""

    field: str
    label: str
    unit: str


class Row(Struct, frozen=True):
    """One of several things that are asked for one by one."""

    id: str
    label: str
    applies_when: str | None
    worth: Saids


class Question(Struct, frozen=True):
    """One question; ``control`` is what ``controls.js`` reads and writes its answer with."""

    ref: str
    control: str
    ask: str
    hint: Saids
    choices: tuple[Choice, ...]
    numbers: tuple[Number, ...]
    rows: tuple[Row, ...]
    deniable: bool
    """Whether “以上情形都没有” answers it."""


def questions(row: Counted, score: str) -> tuple[Question, ...]:
    """What a row of the form asks, in its order; ``score`` heads the column of the self score."""
    return tuple(_question(row, rule, score) for rule in row.rules)


def _question(row: Counted, rule: Rule, score: str) -> Question:
    changed = [
        (f"{row.id}.{reading.id}", other)
        for reading in row.choices
        for other in (reading.otherwise.rules if reading.otherwise else ())
        if other.id == rule.id
    ]

    def saids(words: Callable[[Rule], str]) -> Saids:
        texts = [Said(words(rule)), *(Said(words(other), reading) for reading, other in changed)]
        return tuple(texts if len({said.text for said in texts}) > 1 else texts[:1] if texts[0].text else ())

    return Question(
        f"{row.id}.{rule.id}",
        _control(rule),
        rule.ask,
        saids(lambda read: _hint(read, row)),
        _choices(rule, saids),
        _numbers(rule, score),
        tuple(_row(at, one, saids) for at, one in enumerate(elements(rule))),
        is_yes_no(rule),
    )


def _control(rule: Rule) -> str:
    match rule:
        case Deduct(each=(_, *_)) | Parts():
            return "elements"
        case Rate() | Bands(whole=str()) | Check(threshold=Threshold(whole=str())):
            return "rate"
        case Count() | Bands() | Check(threshold=Threshold()):
            return "count"
        case Deduct() | Zero() | Check():
            return "yesno"
        case Level() | Judge() | Note():
            return {Level: "level", Judge: "points", Note: "words"}[type(rule)]


def _hint(rule: Rule, row: Counted) -> str:
    """What the rule counts, where its choices do not say it."""
    said = ""
    match rule:
        case Deduct(each=(_, *_)):
            said = f"每缺一项扣{shown(rule.loss)}分{_most(rule.limit, '扣')}"
        case Rate():
            said = _rate(rule)
        case Count():
            limit = rule.limit or (row.points if isinstance(row, Item) else None)
            said = f"每{rule.unit}计{shown(rule.gain)}分{_most(limit) or '，不封顶'}"
        case Bands():
            said = _bands(rule, "%" if rule.whole else rule.unit)
        case Judge():
            said = _judge(rule)
        case Check(threshold=Threshold() as line):
            said = f"{_line(line, '%' if line.whole else line.unit)}为“是”"
        case Note():
            said = "用文字填写，不计分"
    return said


def _bands(rule: Bands, unit: str) -> str:
    bands = [f"{shown(band.at_least)}{unit}（含）以上计{shown(band.points)}分" for band in rule.bands]
    return "；".join([*bands, f"不到{shown(rule.bands[-1].at_least)}{unit}不计分"])


def _judge(rule: Judge) -> str:
    step = f"以{shown(rule.step)}分为一档" if rule.step else "最多两位小数"
    if rule.scale is None:
        return f"0至{shown(rule.points)}分，{step}"
    return f"按满分{shown(rule.scale.of)}分的得分填写，{step}；折算为本项的{shown(rule.points)}分"


def _most(limit: int | None, verb: str = "") -> str:
    return "" if limit is None else f"，最多{verb}{shown(limit)}分"


def _line(line: Rate | Threshold, unit: str) -> str:
    if line.at_least is not None:
        return f"达到{shown(line.at_least)}{unit}（含）"
    return f"超过{shown(line.more_than or 0)}{unit}（不含）"


_PARTIAL = {"dropped": "", "counted": "，不足一档按一档计", "shared": "，不足一档按比例计"}


def _rate(rule: Rate) -> str:
    line = _line(rule, "%")
    if rule.gain:
        return f"{line}计{shown(rule.gain)}分"
    said = f"{line}为达标"
    if rule.loss:
        said += f"，不达标扣{shown(rule.loss)}分"
    if rule.step:
        again = "再" if rule.loss else ""
        said += f"，每少{shown(rule.step)}个百分点{again}扣{shown(rule.step_loss or 0)}分{_PARTIAL[rule.partial]}"
    return said + _most(rule.limit, "扣")


def _choices(rule: Rule, saids: Callable[[Callable[[Rule], str]], Saids]) -> tuple[Choice, ...]:
    if isinstance(rule, Check):
        return (Choice("true", "是", "good"), Choice("false", "否")) if rule.threshold is None else ()
    if is_yes_no(rule):
        tone = "bad" if isinstance(rule, Zero) else "warn"
        return (Choice("false", "没有此情形", "good"), Choice("true", "有此情形", tone, saids(_cost)))
    if isinstance(rule, Level):
        return tuple(_option(at, option, saids) for at, option in enumerate(rule.options))
    return ()


def _cost(rule: Rule) -> str:
    """What a defect costs."""
    if isinstance(rule, Deduct):
        return f"扣{shown(min(rule.loss, rule.limit or rule.loss))}分"
    return "此项不得分"


def _option(at: int, option: Option, saids: Callable[[Callable[[Rule], str]], Saids]) -> Choice:
    def cost(rule: Rule) -> str:
        read = rule.options[at] if isinstance(rule, Level) else option
        return "由考核人员裁定" if read.judged else f"扣{shown(read.loss)}分" if read.loss else "不扣分"

    return Choice(option.id, option.label, "warn" if option.judged or option.loss else "good", saids(cost))


def _numbers(rule: Rule, score: str) -> tuple[Number, ...]:
    match rule:
        case Rate(part=str() as part, whole=str() as whole, unit=unit):
            return _share(part, whole, unit)
        case Bands(part=str() as part, whole=str() as whole, unit=unit):
            return _share(part, whole, unit)
        case Check(threshold=Threshold(part=str() as part, whole=str() as whole, unit=unit)):
            return _share(part, whole, unit)
        case Count(unit=unit) | Bands(unit=unit) | Check(threshold=Threshold(unit=unit)):
            return (Number("times", f"{unit}数", unit),)
        case Judge():
            return (Number("points", score, "分"),)
        case _:
            return ()


def _share(part: str, whole: str, unit: str) -> tuple[Number, ...]:
    return Number("part", part, unit), Number("whole", whole, unit)


def _row(at: int, element: Element, saids: Callable[[Callable[[Rule], str]], Saids]) -> Row:
    def worth(rule: Rule) -> str:
        read = elements(rule)[at]
        return f"计{shown(read.points)}分" if isinstance(read, Part) else ""

    return Row(element.id, element.label, element.applies_when, saids(worth))
