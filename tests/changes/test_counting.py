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
RATE = {"kind": "rate", "part": "甲", "whole": "乙", "at_least": "90", "step": "5", "step_loss": "0.5"}
LEVEL = {
    "kind": "level",
    "options": [{"id": "good", "label": "达标", "loss": "0"}, {"id": "low", "label": "不达标", "loss": "2"}],
}
OPEN = [{"id": "good", "label": "达标", "loss": "0"}, {"id": "low", "label": "不达标", "judged": "true"}]
CHECK = {"kind": "check", "threshold": {"part": "甲", "whole": "乙", "at_least": "90"}}
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
    (
        RATE,
        {"partial": "counted"},
        "甲占乙90%以上为达标，每少5个百分点扣0.5分，不足的不计",
        "甲占乙90%以上为达标，每少5个百分点扣0.5分，不足的按一档计",
    ),
    (
        {"kind": "rate", "part": "甲", "whole": "乙", "at_least": "90", "gain": "2"},
        {"at_least": None, "more_than": "90"},
        "甲占乙90%以上得2分",
        "甲占乙超过90%得2分",
    ),
    (
        {"kind": "bands", "part": "甲", "whole": "乙", "bands": [{"at_least": "90", "points": "2"}]},
        {"whole": "丙"},
        "甲占乙90%以上得2分",
        "甲占丙90%以上得2分",
    ),
    (LEVEL, {"options": OPEN}, "达标不扣分，不达标扣2分", "达标不扣分，不达标由考核人员裁定"),
    (
        JUDGE,
        {"scale": {"of": "100"}},
        "由考核人员评定，最多3分",
        "由考核人员评定，最多3分，按100分满分折算",
    ),
    (CHECK, {"threshold": {"more_than": "3", "unit": "次"}}, "甲占乙90%以上为“是”", "超过3次为“是”"),
    (
        {"kind": "deduct", "loss": "1"},
        {"kind": "count", "loss": None, "gain": "2", "limit": "4"},
        "扣1分",
        "每次得2分，最多得4分",
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
    written = {key: value for key, value in rule.items() if value is not None}
    return row(rules=[{"id": "rule", "says": ["甲"], "ask": "甲", **written}])


def row(**fields: object) -> Item:
    return Item.model_validate({"id": "one", "standard": "甲", "points": "5", **fields})


@pytest.mark.parametrize(("rule", "change", "before", "after"), CHANGED)
def test_what_counts_otherwise_is_told(rule: dict[str, Any], change: dict[str, Any], before: str, after: str) -> None:
    (told,) = counting.changed(item(rule), item({**rule, **change}), (CONDITIONS, CONDITIONS))
    assert (told.before, told.after) == (before, after)


@pytest.mark.parametrize(
    ("fields", "worth"),
    [
        ({}, {"分值": "5分"}),
        ({"required": "true"}, {"分值": "5分", "必备项": "是"}),
        ({"applies_when": "state"}, {"分值": "5分", "适用情形": "本单位是国有企业", "不适用时": "得满分"}),
        (
            {"applies_when": "state", "absent": "out"},
            {"分值": "5分", "适用情形": "本单位是国有企业", "不适用时": "从总分中去掉"},
        ),
    ],
)
def test_what_an_item_is_worth(fields: dict[str, str], worth: dict[str, str]) -> None:
    assert {label: said for label, said in counting.worth(row(**fields), CONDITIONS).items() if said} == worth
