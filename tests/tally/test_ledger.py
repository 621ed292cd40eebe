"""What a sheet lost in an item: only what is certain counts, and only of units that the item is for."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.rubric import Rubric
from generator.score.engine import score
from generator.score.scheme import Scheme
from generator.tally import ledger

RULE = {"id": "none", "kind": "zero", "says": ["甲"], "ask": "甲"}
DEAR = {"id": "late", "kind": "deduct", "loss": "6", "says": ["甲"], "ask": "甲"}
COUNT = {"id": "times", "kind": "count", "gain": "1", "limit": "4", "says": ["甲"], "ask": "甲"}
CHECK = {"id": "is", "kind": "check", "says": ["甲"], "ask": "甲"}
ITEM: dict[str, Any] = {"id": "1", "standard": "甲", "points": "4", "rules": [RULE, CHECK], "applies_when": "company"}
OUT = {"absent": "out"}
LOST, MET = {"1.none": True, "1.is": True}, {"1.none": False, "1.is": True}
COMPANY, OTHER = {"fact.company": True}, {"fact.company": False}


# The item, the answers; in how many sheets its points and its check are certain, and what was lost of both.
@pytest.mark.parametrize(
    ("absent", "answers", "certain", "lost"),
    [
        ({}, {**COMPANY, **LOST}, (1, 1), (400, 0)),
        (OUT, {**COMPANY, **LOST}, (1, 1), (400, 0)),
        (OUT, {**COMPANY, "1.none": False, "1.is": False}, (1, 1), (0, 1)),
        (OUT, {**OTHER, **LOST}, (0, 0), (0, 0)),
        ({}, {**OTHER, **LOST}, (1, 1), (0, 0)),
        (OUT, LOST, (0, 0), (0, 0)),  # whether the item is for this unit is not known
        (OUT, MET, (0, 0), (0, 0)),
        ({}, LOST, (0, 1), (0, 0)),
    ],
)
def test_only_what_is_certain_counts(
    absent: dict[str, str], answers: dict[str, object], certain: tuple[int, int], lost: tuple[int, int]
) -> None:
    one = summed({**ITEM, **absent}, answers)
    assert (one.points.sheets, one.checks.sheets) == certain
    assert (one.points.lost, one.checks.lost) == lost


# The item's rules, the answers; in how many sheets it is certain what each rule took, and what it took.
@pytest.mark.parametrize(
    ("rules", "answers", "took"),
    [
        ([RULE], {"1.none": True}, [(1, 400)]),
        ([DEAR], {"1.late": True}, [(1, 400)]),  # no more than the item has
        ([RULE, DEAR], {"1.late": True}, [(0, 0), (1, 400)]),
        ([RULE, DEAR], {"1.none": True}, [(1, 400), (0, 0)]),
        ([COUNT], {"1.times": 1}, [(1, 300)]),
    ],
)
def test_what_each_rule_took(
    rules: list[dict[str, Any]], answers: dict[str, object], took: list[tuple[int, int]]
) -> None:
    item = summed({"id": "1", "standard": "甲", "points": "4", "rules": rules}, answers)
    assert [(losses.sheets, losses.lost) for _, losses in item.rules] == took


def summed(item: dict[str, Any], answers: dict[str, object]) -> ledger.ItemLosses:
    """What one sheet lost in an item."""
    columns = dict.fromkeys(("section", "standard", "score"), "甲")
    section = {"id": "all", "title": "甲", "items": [item, {"id": "2", "standard": "甲", "points": "1"}]}
    rubric = Rubric.model_validate(
        {
            "id": "form",
            **dict.fromkeys(("title", "short", "units"), "甲"),
            "columns": columns,
            "facts": [{"id": "company", "ask": "甲"}],
            "sections": [section],
            "rescale": {"unit": "0.1"},
        }
    )
    items = score(Scheme("x/1/form", rubric, (), ()), answers).items
    one, _ = ledger.summed(rubric, [ledger.entry(rubric, items, items)])
    return one
