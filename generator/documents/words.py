"""What pages say of a rubric in a few words: the same everywhere."""

from __future__ import annotations

from msgspec import Struct

from generator.model.base import shown
from generator.model.rubric import Counted, Rubric
from generator.model.rules import Check, Note, Rate, Threshold


class Line(Struct, frozen=True):
    """What a measured number has to reach, as a figure; what it is; and how it is measured."""

    figure: str
    asked: str
    measure: str


def form_name(rubric: Rubric) -> str:
    """What the form is called: one without points is no 打分表."""
    return "打分表" if rubric.summed else "自查表"


def calculator_name(rubric: Rubric) -> str:
    """What is done on its calculator."""
    return "自评计分" if rubric.summed else "在线自评"


def scores(rubrics: tuple[Rubric, ...]) -> str:
    """What is done on the calculators of an edition: counting, unless none of its forms has points."""
    names = {calculator_name(rubric) for rubric in rubrics}
    return names.pop() if len(names) == 1 else "自评计分"


def extent(rubric: Rubric) -> str:
    """How many items and points; and the sum of the items where another total is printed."""
    count = f"{len(rubric.items)}项"
    if summed := rubric.summed:
        total = rubric.total or summed
        told = "" if summed == total else f"（各项相加{shown(summed)}分）"
        return f"{count}，满分{shown(total)}分{told}{'，另有加分' if rubric.bonus else ''}"
    written = sum(all(isinstance(rule, Note) for rule in item.rules) for item in rubric.items)
    return f"{count}，其中{len(rubric.items) - written}项答“是”或“否”" if written else f"{count}，逐项答“是”或“否”"


def item_name(row: Counted) -> str:
    """An item by its printed number; nothing where none is printed."""
    if row.number is None:
        return ""
    return f"第{row.number}项" if row.number.isdecimal() else row.number


def lines(row: Counted) -> tuple[Line, ...]:
    """The thresholds of its rules."""
    found = []
    for rule in row.rules:
        test = rule.threshold if isinstance(rule, Check) else rule
        if not isinstance(test, Rate | Threshold):
            continue
        sign, limit = (">", test.more_than) if test.at_least is None else ("≥", test.at_least)
        unit, measure = ("%", f"{test.part}÷{test.whole}") if test.whole else (test.unit, "")
        found.append(Line(f"{sign}{shown(limit or 0)}{unit}", rule.ask, measure))
    return tuple(found)
