"""What a rule counts, in a line: of two editions, whatever changes a result is told, whether printed or not."""

from __future__ import annotations

from typing import Any

import pytest

from generator.changes import counting
from generator.model.rubric import Item

CONDITIONS = {"company": "本单位是公司制企业", "state": "本单位是国有企业"}
ELEMENT = {"id": "board", "label": "职工董事制度"}
EACH = {"kind": "deduct", "loss": "1", "each": [ELEMENT]}
JUDGE = {"kind": "judge", "points": "3"}
PARTS = {"kind": "parts", "parts": [{**ELEMENT, "points": "1"}]}
# A rule, what is otherwise in the next edition, and both in words.
CHANGED = [
    (
        EACH,
        {"each": [{**ELEMENT, "applies_when": "company"}]},
        "每缺一项扣1分（职工董事制度）",
        "每缺一项扣1分（职工董事制度（本单位是公司制企业））",
    ),
    (
        PARTS,
        {"parts": [{**ELEMENT, "points": "1", "applies_when": "state"}]},
        "职工董事制度1分",
        "职工董事制度1分（本单位是国有企业）",
    ),
    (JUDGE, {"step": "0.5"}, "由考核人员评定，最多3分", "由考核人员评定，最多3分，以0.5分为单位"),
    (
        EACH,
        {"applies_when": "company"},
        "每缺一项扣1分（职工董事制度）",
        "每缺一项扣1分（职工董事制度）（本单位是公司制企业）",
    ),
]


def item(rule: dict[str, Any]) -> Item:
    rules = [{"id": "rule", "says": ["甲"], "ask": "甲", **rule}]
    return Item.model_validate({"id": "one", "standard": "甲", "points": "5", "rules": rules})


@pytest.mark.parametrize(("rule", "change", "before", "after"), CHANGED)
def test_what_counts_otherwise_is_told(rule: dict[str, Any], change: dict[str, Any], before: str, after: str) -> None:
    (told,) = counting.changed(item(rule), item({**rule, **change}), (CONDITIONS, CONDITIONS))
    assert (told.before, told.after) == (before, after)
