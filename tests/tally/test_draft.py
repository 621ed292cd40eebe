"""The draft of ``honorees.csv``: quotas, ties, several rubrics, awards; nobody is lost, and what is open is marked."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from workbooks import workbook

from generator import tally
from generator.check import honours
from generator.load import tables
from generator.model.campaign import Quota
from generator.model.honours import HONOREES, Outcome
from generator.model.portal import Edition, Honours, Portal
from generator.tally import tables as told

Json = dict[str, Any]
Made = Callable[..., Edition]
STARS: Json = {"id": "stars", "name": "示范之家", "tiered": True}
HOME: Json = {"id": "home", "name": "模范职工之家", "rubrics": ["points"]}
GROUP: Json = {"id": "group", "name": "模范职工小家", "rubrics": ["other"]}
LEAST: Json = {"tier": "high", "most": "1", "source": "甲"}
FREE: Json = {"id": "free", "name": "标兵单位"}


def sheet(unit: str, points: int, rubric: str = "points", *, late: bool | None = False, accident: bool = False) -> Json:
    """A sheet of so many points of 20, an even number from 10; four less when late."""
    times = (points - 10) // 2
    answers = {"veto.accident": accident, "1.late": late, "1.none": False, "2.times": times, "g1.papers": 0}
    return {"rubric": f"demo/2026/{rubric}", "unit": unit, "answers": answers}


@pytest.fixture(scope="session")
def made(demo: Portal) -> Made:
    """Makes an edition of one form, or of two: 合格 from 10 points, 模范 from 16, which has the quota."""

    def make(awards: Sequence[Json] = (), *, forms: int = 1, quotas: Sequence[Json] = (), **quota: int) -> Edition:
        one = demo.editions[0]
        points = one.rubrics[0]
        rubrics = (points, points.model_copy(update={"id": "other", "short": "小家"}))[:forms]
        low, high = (tier.model_copy(update={"rubrics": ()}) for tier in one.campaign.tiers)
        limit = Quota(text="甲", quote="甲", clause="a", number=None).model_copy(update=quota) if quota else None
        tiers = (low, high.model_copy(update={"quota": limit}))
        vetoes = tuple(veto.model_copy(update={"rubrics": ()}) for veto in one.campaign.vetoes)
        outcome = (
            Outcome.model_validate({"awards": awards, "quotas": quotas, "order": "rank", "participants": "3"})
            if awards
            else None
        )
        return replace(
            one,
            rubrics=rubrics,
            campaign=one.campaign.model_copy(update={"tiers": tiers, "vetoes": vetoes}),
            honours=Honours(outcome, None, None, {}, (), ()) if outcome else None,
        )

    return make


def run(demo: Portal, one: Edition, folder: Path, *sheets: Json) -> tuple[list[list[str]], list[list[str]]]:
    """The draft as (称号, 等次, 单位, 类别, 名次, 说明), and what is said of it as (单位, 等次, 名单草稿, 说明)."""
    (folder / "in").mkdir(parents=True)
    for at, document in enumerate(sheets):
        (folder / f"in/{at:03}.json").write_text(json.dumps(document), "utf-8")
    report = tally.tally(replace(demo, editions=(one,)), folder / "in", folder / "out", jobs=1)
    path = folder / "out/获评名单草稿_demo_2026.csv"
    written = list(csv.reader(path.read_text("utf-8-sig").splitlines())) if path.exists() else [[*HONOREES.values()]]
    assert written[0] == list(HONOREES.values())
    assert [row[0] for row in written[1:]] == [f"{at:04}" for at in range(1, len(written))]
    (draft,) = report.drafts
    said = [[str(row[1]), *map(str, row[3:6])] for row in told.remark_list(report.drafts).rows]
    assert len(workbook(folder / "out/汇总.xlsx")["名单草稿说明"]) == 1 + len(said)
    assert len(draft.entries) == len(written) - 1
    assert draft.left == sum(row[2] == "没有列入" for row in said)
    return [[row[1], row[2], row[3], row[5], row[6], row[8]] for row in written[1:]], said


def test_one_form(demo: Portal, made: Made, tmp_path: Path) -> None:
    """Two of 模范: one for certain, two on the same points, one beyond; 合格 has no quota."""
    listed, said = run(
        demo,
        made([STARS], number=2),
        tmp_path,
        sheet("丙", 18),
        sheet("乙　工会", 18),
        sheet("甲", 20),
        sheet("丁", 16),
        sheet("戊", 16, late=None),
        sheet("己", 10, late=True),
        sheet("庚", 20, accident=True),
        sheet("", 14),
    )
    tied, open_ = "同分，超出模范名额 2", "可能达到模范：还有 1 题没有答"
    assert listed == [
        ["示范之家", "模范", "甲", "", "1", ""],
        ["示范之家", "模范", "丙", "", "2", f"【待定：{tied}】"],
        ["示范之家", "模范", "乙工会", "", "2", f"【待定：{tied}】"],
        ["示范之家", "合格", "【此处填写：单位名称】", "", "5", ""],
        ["示范之家", "合格", "戊", "", "6", f"【待定：{open_}】"],
    ]
    assert said == [
        ["丙", "模范", "已列入，待定", tied],
        ["乙 工会", "模范", "已列入，待定", tied],
        ["丁", "模范", "没有列入", "超出模范名额 2；是否列入其他等次，由评审决定。"],
        ["戊", "合格", "已列入，待定", open_],
        ["庚", "", "没有列入", "发生事故"],
        ["己", "", "没有列入", "没有达到等次。"],
    ]


def test_a_number_for_several_forms_cuts_nobody(demo: Portal, made: Made, tmp_path: Path) -> None:
    """One of them is a unit of both forms: it counts once."""
    sheets = [sheet("甲", 20), sheet("乙", 18), sheet("丙", 20, "other"), sheet("乙", 20, "other")]
    listed, said = run(demo, made([STARS], forms=2, number=2), tmp_path, *sheets)
    note = "模范名额 2 由各打分表共用，达到的共 3 家"
    assert listed == [
        ["示范之家", "模范", "甲", "企业", "1", f"【待定：{note}】"],
        ["示范之家", "模范", "丙", "小家", "1", f"【待定：{note}】"],
        ["示范之家", "模范", "乙", "企业", "2", f"【待定：{note}】"],
    ]
    assert said[-1] == ["乙", "模范", "没有列入", "同一单位已按“企业”列入。"]
    listed, said = run(demo, made([STARS], forms=2, number=3), tmp_path / "enough", *sheets)
    assert [row[5] for row in listed] == ["", "", ""]


def test_an_award_of_each_form(demo: Portal, made: Made, tmp_path: Path) -> None:
    """Two awards without tiers: a unit can have both, and the list names no tier."""
    listed, said = run(demo, made([GROUP, HOME], forms=2), tmp_path, sheet("甲", 20), sheet("甲", 18, "other"))
    assert listed == [["模范职工小家", "", "甲", "小家", "1", ""], ["模范职工之家", "", "甲", "企业", "1", ""]]
    assert said == []


def test_each_award_has_its_own_number(demo: Portal, made: Made, tmp_path: Path) -> None:
    awards = [{**HOME, "tiered": True}, {**GROUP, "tiered": True}]
    quotas = [
        {"tier": "high", "award": "home", "most": "2", "source": "甲"},
        {"tier": "high", "award": "group", "most": "1", "source": "甲"},
    ]
    sheets = [sheet(unit, 20) for unit in "甲乙"] + [sheet("丙", 20, "other"), sheet("丁", 18, "other")]
    listed, said = run(demo, made(awards, forms=2, quotas=quotas), tmp_path, *sheets)
    assert listed == [
        ["模范职工之家", "模范", "甲", "企业", "1", ""],
        ["模范职工之家", "模范", "乙", "企业", "1", ""],
        ["模范职工小家", "模范", "丙", "小家", "1", ""],
    ]
    assert said == [["丁", "模范", "没有列入", "超出模范名额 1；是否列入其他等次，由评审决定。"]]


@pytest.mark.parametrize(
    ("awards", "award", "tier", "note"),
    [
        ([], "", "模范", ""),
        ([STARS], "示范之家", "模范", ""),
        ([FREE, STARS], "示范之家", "模范", ""),
        ([FREE], "标兵单位", "", ""),
        ([FREE, {**FREE, "id": "other", "name": "先进"}], "", "", "【待定：授予哪个称号】"),
        ([STARS, {**STARS, "id": "other", "name": "先进"}], "", "模范", "【待定：授予哪个称号】"),
    ],
)
def test_which_award_it_is(  # noqa: PLR0913, PLR0917 - a table
    demo: Portal, made: Made, tmp_path: Path, awards: list[Json], award: str, tier: str, note: str
) -> None:
    listed, said = run(demo, made(awards), tmp_path, sheet("甲", 20))
    assert listed == [[award, tier, "甲", "", "1", note]]
    assert bool(said) is (bool(note) or not awards)


@pytest.mark.parametrize(
    ("quotas", "units"),
    [
        ([{"tier": "high", "most": "1", "source": "甲"}], ["甲"]),
        ([{"tier": "high", "award": "stars", "most": "0", "source": "甲"}], []),
        ([{"tier": "high", "share_most": "50", "source": "甲"}], ["甲"]),  # half of three
        ([{"tier": "high", "most": "2", "source": "甲"}, {"tier": "high", "most": "1", "source": "甲"}], ["甲"]),
        ([{"tier": "high", "award": "stars", "most": "2", "source": "甲"}, LEAST], ["甲"]),
        ([{"tier": "high", "award": "free", "most": "0", "source": "甲"}], ["甲", "乙"]),
        ([{"tier": "high", "district": "东城", "most": "1", "source": "甲"}], ["甲", "乙"]),
        ([{"tier": "high", "share_most": "50", "of": "list", "source": "甲"}], ["甲", "乙"]),
    ],
)
def test_quotas_of_the_outcome(demo: Portal, made: Made, tmp_path: Path, quotas: list[Json], units: list[str]) -> None:
    """Those of a tier alone are kept; of the others it is said that they were not."""
    listed, said = run(demo, made([STARS, FREE], quotas=quotas), tmp_path, sheet("甲", 20), sheet("乙", 18))
    assert [row[2] for row in listed] == units
    left = "honours.yml 的名额“甲”没有用来拟草稿；名单放好以后由 portal check 核对。"
    assert [row[3] for row in said if row[0] == "（整张表）"] == [left] * (len(units) == 2)


def test_a_unit_counts_at_its_highest_tier(demo: Portal, made: Made, tmp_path: Path) -> None:
    """乙 reached 模范 with one form and 合格 with the other: it counts for 模范 alone."""
    sheets = [sheet("甲", 20), sheet("乙", 12), sheet("乙", 20, "other")]
    listed, _ = run(demo, made([STARS], forms=2, number=1), tmp_path, *sheets)
    note = "模范名额 1 由各打分表共用，达到的共 2 家"
    assert [(row[1], row[2], row[5]) for row in listed] == [("模范", unit, f"【待定：{note}】") for unit in "甲乙"]


UNITS = st.lists(
    st.tuples(st.sampled_from("甲乙丙丁戊己庚辛"), st.sampled_from([10, 12, 16, 18, 20]), st.sampled_from([0, 1])),
    min_size=1,
    max_size=10,
)


@settings(max_examples=25, deadline=None)
@given(units=UNITS, forms=st.sampled_from([1, 2]), number=st.integers(1, 4), awards=st.sampled_from([[], [STARS]]))
def test_nobody_is_lost(  # noqa: PLR0913, PLR0917 - what hypothesis gives
    demo: Portal,
    made: Made,
    tmp_path_factory: pytest.TempPathFactory,
    units: list[tuple[str, int, int]],
    forms: int,
    number: int,
    awards: list[Json],
) -> None:
    """Every unit is in the draft once, or it is said why not; what is not marked passes as a list within the quota."""
    one = made(awards, forms=forms, number=number)
    sheets = [sheet(unit, points, ("points", "other")[form % forms]) for unit, points, form in units]
    listed, said = run(demo, one, tmp_path_factory.mktemp("draft"), *sheets)
    named = [row[2] for row in listed]
    assert len(set(named)) == len(named)
    assert {*named, *(row[0] for row in said if row[2] == "没有列入")} == {unit for unit, _, _ in units}
    sure = [row for row in listed if row[1] == "模范" and not row[5]]
    assert len(sure) <= number
    if one.honours:
        rows = "\n".join(",".join([f"{at:04}", *row[:3]]) for at, row in enumerate(listed))
        table, problems = tables.parse("x.csv", f"编号,称号,等次,单位名称\n{rows}\n")
        assert table
        assert not problems
        assert honours.honorees("x.csv", table, one.honours.outcome, one.campaign)[1] == []
