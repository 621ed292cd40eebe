"""A portal made for the tally: a form with bonus, reading and veto, a checklist, and a second edition."""

from __future__ import annotations

from typing import Any

import pytest

from generator.model.campaign import Campaign, Series
from generator.model.portal import Article, Edition, Portal, Settings
from generator.model.rubric import Rubric

Json = dict[str, Any]

CITED = {"text": "甲", "quote": "甲", "clause": "a"}
CHECKED = {**CITED, "checked_by": "x", "check_quote": "甲", "check_clause": "a"}
COLUMNS = {"section": "部分", "standard": "标准", "score": "得分"}


def rule(name: str, kind: str, ask: str, **keys: object) -> Json:
    return {"id": name, "kind": kind, "says": [ask], "ask": ask, **keys}


OTHERWISE = {"text": "扣一分", "rules": [rule("late", "deduct", "报送不及时", loss="1")]}
MEETINGS: Json = {
    "id": "1",
    "number": "1",
    "standard": "按期开会",
    "points": "10",
    "rules": [rule("late", "deduct", "报送不及时", loss="4"), rule("none", "zero", "没有开会")],
    "readings": [{"id": "once", "text": "扣四分", "authority": "本站", "otherwise": OTHERWISE}],
}
EVENTS: Json = {
    "id": "2",
    "number": "2",
    "standard": "开展活动",
    "points": "10",
    "rules": [rule("times", "count", "开展几次", gain="2", limit="10")],
}
BONUS: Json = {
    "counts": "no",
    "items": [
        {"id": "g1", "title": "宣传", "text": "每篇加一分", "rules": [rule("papers", "count", "几篇", gain="1")]}
    ],
}
POINTS: Json = {
    "id": "points",
    "title": "打分表",
    "short": "企业",
    "units": "企业",
    "columns": COLUMNS,
    "total": "20",
    "vetoes": [{"id": "accident", "implies": ["1.none"]}],
    "sections": [{"id": "all", "title": "组织建设", "points": "20", "items": [MEETINGS, EVENTS]}],
    "bonus": BONUS,
}
SECTION: Json = {"id": "all", "title": "组织建设", "points": "20", "items": [{**MEETINGS, "required": True}, EVENTS]}
REQUIRED: Json = {**POINTS, "sections": [SECTION]}
CHECKLIST: Json = {
    "id": "list",
    "title": "验收单",
    "short": "验收单",
    "units": "工会",
    "columns": COLUMNS,
    "sections": [
        {
            "id": "all",
            "title": "组织建设",
            "items": [
                {"id": name, "number": name, "standard": f"有{label}", "rules": [rule("is", "check", f"有{label}")]}
                for name, label in (("1", "牌子"), ("2", "印章"))
            ],
        }
    ],
}


def tiers(**quota: object) -> list[Json]:
    low = {"id": "low", "title": "合格", "minimum": "10", "rubrics": ["points"], **CHECKED}
    return [low, {**low, "id": "high", "title": "模范", "minimum": "16", "quota": {**quota, **CITED}}]


def edition(name: str, rubrics: list[Json], **quota: object) -> Edition:
    document = {"issuer": "甲", "title": ["甲"], "addressees": "甲：", "source": "甲"}
    campaign = Campaign.model_validate(
        {
            "title": "甲",
            "label": f"{name}年",
            "document": document,
            "basis": [CITED],
            "objects": [CITED],
            "tiers": tiers(**quota),
            "vetoes": [{"id": "accident", **CITED, "text": "发生事故", "rubrics": ["points"]}],
        }
    )
    series = Series(id="demo", title="示范活动", federation="x", summary="甲", current="2026")
    article = Article("", "", (), {}, (), ())
    made = tuple(Rubric.model_validate(rubric) for rubric in rubrics)
    return Edition(name, series, campaign, article, article, made, ())


@pytest.fixture(scope="session")
def demo() -> Portal:
    this, last = edition("2026", [POINTS, CHECKLIST], share="50"), edition("2025", [REQUIRED], number=1)
    return Portal(Settings(name="甲", summary="甲"), {}, (this.series,), (this, last))
