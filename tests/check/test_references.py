"""Sections that are another rubric's: what is carried over, and what a rubric is with them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import portal_copy
import pytest
from small_portals import STARTER

from generator.model.portal import Portal
from generator.score.engine import score
from generator.score.scheme import Scheme, scheme

OTHER = "rubrics/demo/2026/other.yml"
CAMPAIGN, UNION = "content/campaigns/demo/2026/campaign.yml", "rubrics/demo/2026/union.yml"
FORM = """id: other
title: 另一张表
short: 另一类
units: 另一类工会
columns: {{ section: 内容, standard: 标准, score: 得分 }}
total: {total}
{more}facts:
  - {{ id: large, ask: 本单位职工超过一百人 }}
sections:
"""
SECTION = "  - {{ id: {id}, title: 部分, refers: {{ rubric: union, section: {section}, text: 按示例打分表执行 }} }}\n"
OF_UNION = [
    {"replace": {"path": CAMPAIGN, "old": f"minimum: {least}\n", "new": f"minimum: {least}\n    rubrics: [union]\n"}}
    for least in (60, 90)
]
VETO_OF_UNION = {
    "replace": {"path": CAMPAIGN, "old": "- id: accident\n", "new": "- id: accident\n    rubrics: [union]\n"}
}
TAKEN_OUT = [
    {"replace": {"path": UNION, "old": "total: 100\n", "new": "total: 100\nrescale: { unit: 1 }\n"}},
    {
        "replace": {
            "path": UNION,
            "old": "points: 10\n        text: 有阅览室",
            "new": "points: 10\n        applies_when: large\n        absent: out\n        text: 有阅览室",
        }
    },
]


def portal(root: Path, sections: dict[str, str], total: int, *edits: dict[str, Any], more: str = "") -> Path:
    """The starter with one more rubric, all of whose sections are of the other one."""
    shutil.copytree(STARTER, root, dirs_exist_ok=True)
    portal_copy.spoil(root, [*OF_UNION, *edits])
    body = "".join(SECTION.format(id=id_, section=section) for id_, section in sections.items())
    (root / OTHER).write_text(FORM.format(total=total, more=more) + body, "utf-8")
    return root


def of_other(portal: Portal) -> Scheme:
    (edition,) = portal.editions
    return next(scheme(edition, one) for one in edition.rubrics if one.id == "other")


def test_a_link_to_what_is_not_asked_is_left_behind(tmp_path: Path) -> None:
    made = of_other(portal_copy.read(portal(tmp_path, {"basics": "basics"}, 60, VETO_OF_UNION)))
    assert score(made, {"2.accident": True}).barred == ()
    assert [item.worst for item in score(made, {"2.accident": True}).items][1:2] == [0]


def test_a_link_among_what_is_asked_is_carried(tmp_path: Path) -> None:
    veto = "vetoes:\n  - { id: accident, implies: [2.accident] }\n"
    made = of_other(portal_copy.read(portal(tmp_path, {"basics": "basics"}, 60, more=veto)))
    assert score(made, {"2.accident": True}).barred == ("accident",)
    assert score(made, {"veto.accident": True}).inferred == {"2.accident": True}


def test_what_is_taken_out_is_rescaled(tmp_path: Path) -> None:
    root = portal(tmp_path, {"acts": "activities"}, 40, VETO_OF_UNION, *TAKEN_OUT, more="rescale: { unit: 1 }\n")
    result = score(of_other(portal_copy.read(root)), {"fact.large": False, "4.times": 4, "6.content": "good"})
    assert (result.total.worst, result.total.best, result.total.points) == (4000, 4000, 4000)


REFUSED = {
    "items of one id": ({"acts": "activities", "again": "activities"}, 80, (), "RUB018", "标识重复"),
    "items taken out, and no rescale": ({"acts": "activities"}, 40, TAKEN_OUT, "RUB017", "写了就要写 rescale"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_a_form_that_does_not_add_up_is_refused(name: str, tmp_path: Path) -> None:
    sections, total, edits, code, said = REFUSED[name]
    found = portal_copy.problems(portal(tmp_path, sections, total, VETO_OF_UNION, *edits))
    assert [(one.path, one.code) for one in found] == [(OTHER, code)]
    assert said in found[0].message
