"""The draft of ``honorees.csv``: quotas, ties, several rubrics, awards; nothing is lost, nothing undecided is published."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tally.conftest import POINTS, edition
from workbooks import workbook

from generator import check, load, tally
from generator.check import honours
from generator.load import tables
from generator.model.honours import HONOREES, Outcome
from generator.model.portal import Edition, Honours, Portal, Settings

Json = dict[str, Any]
OTHER: Json = {**POINTS, "id": "other", "short": "小家"}
STARS: Json = {"id": "stars", "name": "示范之家", "tiered": True}
HOME: Json = {"id": "home", "name": "模范职工之家", "rubrics": ["points"]}
GROUP: Json = {"id": "group", "name": "模范职工小家", "rubrics": ["other"]}


def sheet(unit: str, points: int, rubric: str = "points", **keys: object) -> Json:
    """A sheet of so many points of 20, an even number from 10."""
    given = {"veto.accident": False, "1.late": False, "1.none": False, "2.times": (points - 10) // 2, "g1.papers": 0}
    return {"rubric": f"demo/2026/{rubric}", "unit": unit, "answers": given, **keys}


def late(unit: str, points: int, rubric: str = "points") -> Json:
    """The same, but one question is still open, worth four points."""
    made = sheet(unit, points, rubric)
    made["answers"]["1.late"] = None
    return made


def made(rubrics: list[Json], awards: Iterable[Json] = (), quotas: Iterable[Json] = (), **quota: object) -> Edition:
    """An edition whose upper tier has a quota; 合格 from 10 points, 模范 from 16, of both forms."""
    one = edition("2026", rubrics, **quota)
    both = {"rubrics": ()} if len(rubrics) > 1 else {}
    tiers = tuple(tier.model_copy(update=both) for tier in one.campaign.tiers)
    if not quota:
        tiers = tuple(tier.model_copy(update={"quota": None}) for tier in tiers)
    outcome = Outcome.model_validate({"awards": list(awards), "quotas": list(quotas)}) if awards else None
    held = Honours(outcome, None, None, {}, (), ()) if outcome else None
    return replace(one, campaign=one.campaign.model_copy(update={"tiers": tiers}), honours=held)


def run(one: Edition, tmp_path: Path, *sheets: Json) -> tuple[list[list[str]], list[list[str]]]:
    """The rows of the draft as (称号, 等次, 单位, 类别, 名次, 说明), and its remarks as (单位, 等次, 名单草稿, 说明)."""
    (tmp_path / "in").mkdir()
    for at, document in enumerate(sheets):
        (tmp_path / f"in/{at:03}.json").write_text(json.dumps(document), "utf-8")
    portal = Portal(Settings(name="甲", summary="甲"), {}, (one.series,), (one,))
    report = tally.tally(portal, tmp_path / "in", tmp_path / "out", jobs=1)
    rows = list(csv.reader((tmp_path / "out/获评名单草稿_demo_2026.csv").read_text("utf-8-sig").splitlines()))
    assert rows[0] == list(HONOREES.values())
    assert [row[0] for row in rows[1:]] == [f"{at:04}" for at in range(1, len(rows))]
    remarks = [[*row, *[""] * (6 - len(row))] for row in workbook(tmp_path / "out/汇总.xlsx")["名单草稿说明"][1:]]
    (draft,) = report.drafts
    assert len(rows) - 1 == len(draft.entries)
    # Whoever was tallied is in the draft or in the remarks: nobody gets lost.
    told = {row[3] for row in rows[1:]} | {row[1] for row in remarks if row[4] == "没有列入"}
    assert told == {document["unit"] for document in sheets}
    return [[row[1], row[2], row[3], row[5], row[6], row[8]] for row in rows[1:]], [
        [row[1], *row[3:6]] for row in remarks
    ]


def test_one_form_with_a_number(tmp_path: Path) -> None:
    """Two of 模范: one for certain, two on the same points after it, one beyond; the rest are 合格, one below it."""
    barred = sheet("庚", 20)
    barred["answers"]["veto.accident"] = True
    sheets = [sheet("丙", 18), sheet("乙", 18), sheet("甲", 20), sheet("丁", 16), late("戊", 12), barred]
    rows, remarks = run(made([POINTS], [STARS], number=2), tmp_path, *sheets)
    assert rows == [
        ["示范之家", "模范", "甲", "", "1", ""],
        ["示范之家", "模范", "丙", "", "3", "【待定：同分，超出模范名额 2】"],
        ["示范之家", "模范", "乙", "", "3", "【待定：同分，超出模范名额 2】"],
    ] + rows[3:]
    assert [row[2] for row in rows[3:]] == []


@pytest.fixture
def outcome() -> Outcome:
    return Outcome.model_validate({"awards": [STARS]})
