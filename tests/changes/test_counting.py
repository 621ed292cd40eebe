"""How an item counts is told whole: whatever decides points, or what is filled in, makes a difference."""

from __future__ import annotations

from typing import Any

import pytest

from generator.changes import counting
from generator.changes.point import Value
from generator.model.rubric import Item

Json = dict[str, Any]

CONDITIONS = {"large": "职工超过一百人", "huge": "职工超过二百人"}
RATE = {"kind": "rate", "part": "会员人数", "whole": "职工人数", "at_least": "90", "loss": "1"}
BANDS = {"kind": "bands", "part": "会员人数", "whole": "职工人数", "bands": [{"at_least": "90", "points": "2"}]}
LINE = {"part": "会员人数", "whole": "职工人数", "at_least": "100"}
JUDGE = {"kind": "judge", "points": "2"}


def each(**more: str) -> Json:
    return {"kind": "deduct", "loss": "1", "each": [{"id": "sign", "label": "牌子"}, {"id": "room", **more}]}


def parts(**more: str) -> Json:
    return {"kind": "parts", "parts": [{"id": "room", "label": "活动室", "points": "2", **more}]}


@pytest.mark.parametrize(
    ("before", "after", "old", "new"),
    [
        (
            each(label="活动室", applies_when="large"),
            each(label="活动室"),
            "每缺一项扣1分（牌子、活动室（职工超过一百人））",
            "每缺一项扣1分（牌子、活动室）",
        ),
        (
            parts(applies_when="large"),
            parts(applies_when="huge"),
            "活动室2分（职工超过一百人）",
            "活动室2分（职工超过二百人）",
        ),
        (
            RATE,
            {**RATE, "whole": "在册职工人数"},
            "会员人数占职工人数90%以上为达标，未达到扣1分",
            "会员人数占在册职工人数90%以上为达标，未达到扣1分",
        ),
        (
            BANDS,
            {**BANDS, "part": "女会员人数"},
            "会员人数占职工人数90%以上得2分",
            "女会员人数占职工人数90%以上得2分",
        ),
        (
            {"kind": "check", "threshold": LINE},
            {"kind": "check", "threshold": {**LINE, "whole": "在册职工人数"}},
            "会员人数占职工人数100%以上为“是”",
            "会员人数占在册职工人数100%以上为“是”",
        ),
        (JUDGE, {**JUDGE, "step": "0.5"}, "由考核人员评定，最多2分", "由考核人员评定，最多2分，以0.5分为单位"),
    ],
)
def test_what_decides_points_is_told(before: Json, after: Json, old: str, new: str) -> None:
    was, now = (
        Item.model_validate(
            {"id": "one", "standard": "甲", "rules": [{"id": "rule", "says": ["甲"], "ask": "甲", **rule}]}
        )
        for rule in (before, after)
    )
    assert counting.changed(was, now, (CONDITIONS, CONDITIONS)) == (Value("甲", old, new),)
