"""What pages say of a rubric in a few words."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from generator.documents import words
from generator.model.rubric import Item, Rubric

CHECK = {"id": "done", "kind": "check", "says": ["甲"], "ask": "甲"}
NOTE = {"id": "told", "kind": "note", "says": ["甲"], "ask": "甲"}
JUDGE = {"id": "score", "kind": "judge", "says": ["甲"], "ask": "甲", "points": "5"}
SHARE = {"part": "甲", "whole": "乙"}
RATE = {"id": "r", "kind": "rate", "says": ["甲"], "ask": "比率", "loss": "1", **SHARE}


def item(name: str, rule: Mapping[str, object], **changes: object) -> dict[str, object]:
    points = {"points": "5"} if rule is JUDGE else {}
    return {"id": name, "standard": "甲", "rules": [rule], **points, **changes}


def rubric(*items: dict[str, object], **changes: object) -> Rubric:
    columns = {"section": "项目", "standard": "标准", "score": "得分"}
    sections = [{"id": "one", "title": "甲", "items": list(items)}]
    base = {"id": "x", "title": "甲", "short": "甲", "units": "甲", "columns": columns, "sections": sections}
    return Rubric.model_validate({**base, **changes})


SCORED = rubric(item("1", JUDGE), item("2", JUDGE), total="10")
CHECKS = rubric(item("1", CHECK), item("2", CHECK))


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (SCORED, "2项，满分10分"),
        (rubric(item("1", JUDGE), item("2", JUDGE), total="8"), "2项，满分8分（各项相加10分）"),
        (rubric(item("1", JUDGE)), "1项，满分5分"),
        (CHECKS, "2项，逐项答“是”或“否”"),
        (rubric(item("1", CHECK), item("2", NOTE)), "2项，其中1项答“是”或“否”"),
    ],
)
def test_extent(of: Rubric, said: str) -> None:
    assert words.extent(of) == said


def test_a_bonus_is_said() -> None:
    bonus = {"counts": "no", "items": [{"id": "b", "title": "甲", "text": "甲", "rules": [JUDGE]}]}
    assert words.extent(rubric(item("1", JUDGE), total="5", bonus=bonus)) == "1项，满分5分，另有加分"


def test_a_form_without_points_is_not_scored() -> None:
    assert (words.form_name(SCORED), words.calculator_name(SCORED)) == ("打分表", "自评计分")
    assert (words.form_name(CHECKS), words.calculator_name(CHECKS)) == ("自查表", "在线自评")
    assert words.scores((SCORED, CHECKS)) == "自评计分"
    assert words.scores((CHECKS, CHECKS)) == "在线自评"


NUMBERS = [("3", "第3项"), ("１２", "第１２项"), ("（1）", "（1）"), ("①", "①"), ("3²", "3²"), (None, "")]


@pytest.mark.parametrize(("number", "said"), NUMBERS)
def test_item_name(number: str | None, said: str) -> None:
    assert words.item_name(Item.model_validate(item("x", CHECK, number=number))) == said


@pytest.mark.parametrize(
    ("rule", "figure", "measure"),
    [
        ({**RATE, "at_least": "90"}, "≥90%", "甲÷乙"),
        ({**RATE, "more_than": "80"}, ">80%", "甲÷乙"),
        ({**CHECK, "threshold": {"at_least": "92.5", **SHARE}}, "≥92.5%", "甲÷乙"),
        ({**CHECK, "threshold": {"at_least": "2", "unit": "次"}}, "≥2次", ""),
    ],
)
def test_lines_are_figures(rule: dict[str, object], figure: str, measure: str) -> None:
    (line,) = words.lines(Item.model_validate(item("x", rule)))
    assert (line.figure, line.measure) == (figure, measure)


def test_a_rule_without_a_line_has_none() -> None:
    assert words.lines(SCORED.items[0]) == ()
    assert words.lines(CHECKS.items[0]) == ()
