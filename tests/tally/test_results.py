"""What is written: every byte of a small tally, quotas, checklists, cells that look like formulas."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from workbooks import workbook

from generator import tally
from generator.model.portal import Portal
from generator.model.rubric import Fact, Rescale
from generator.tally import collect, ranking
from generator.tally.examine import examine
from generator.tally.findings import Kind

Json = dict[str, Any]


def sheet(unit: str, times: int = 5, answers: Json | None = None, rubric: str = "demo/2026/points") -> Json:
    given = {"veto.accident": False, "1.late": False, "1.none": False, "2.times": times, "g1.papers": 0}
    return {"rubric": rubric, "unit": unit, "answers": {**given, **(answers or {})}, "saved": "2026-11-21T09:30:00"}


def run(demo: Portal, tmp_path: Path, *sheets: Json, jobs: int = 1) -> Path:
    (tmp_path / "in").mkdir(exist_ok=True)
    for at, document in enumerate(sheets):
        (tmp_path / f"in/{at:03}.json").write_text(json.dumps(document), "utf-8")
    tally.tally(demo, tmp_path / "in", tmp_path / "out", jobs=jobs)
    return tmp_path / "out"


def lines(path: Path) -> list[str]:
    """The lines of a CSV file, whose bytes must begin and end as Excel wants them."""
    data = path.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.endswith(b"\r\n")
    assert data.count(b"\n") == data.count(b"\r\n")
    return data.decode("utf-8-sig").removesuffix("\r\n").split("\r\n")


LATE = {"1.late": True}


def test_golden(demo: Portal, tmp_path: Path) -> None:
    """Worked out by hand: 20 points, 4 lost when late, 2 for each time; 模范 from 16, for half of the six units."""
    out = run(
        demo,
        tmp_path,
        sheet("甲", 5, {"g1.papers": 2}),
        sheet("乙", 5, LATE),
        sheet("丙", 4),
        sheet("丁", 5, {"veto.accident": True, "1.none": True}),
        sheet("戊", 3, {"1.late": None, "g1.papers": None}),
        sheet("己", 1, LATE),
    )
    assert sorted(path.name for path in out.iterdir()) == [
        ".portal-tally",
        "候选名单_企业_demo_2026_points.csv",
        "排名_企业_demo_2026_points.csv",
        "汇总.xlsx",
        "获评名单草稿_demo_2026.csv",
    ]
    assert lines(out / "排名_企业_demo_2026_points.csv") == [
        "排名,单位,总分,最高可能,加分,加分后,计分依据,等次,说明,保存时间,答卷文件",
        "1,甲,20,,2,22,自评,模范,,2026-11-21T09:30:00,000.json",
        "2,丙,18,,0,18,自评,模范,,2026-11-21T09:30:00,002.json",
        "3,乙,16,,0,16,自评,模范,,2026-11-21T09:30:00,001.json",
        "4,戊,12,16,0,12,自评,合格，可能模范,还有 2 题没有答,2026-11-21T09:30:00,004.json",
        "5,丁,10,,0,10,自评,否决,,2026-11-21T09:30:00,003.json",
        "6,己,8,,0,8,自评,未达到,,2026-11-21T09:30:00,005.json",
    ]
    quota = "3（本表参评 6 家的 50%，舍去小数）"
    assert lines(out / "候选名单_企业_demo_2026_points.csv") == [
        "等次,排名,单位,总分,加分后,计分依据,列入,名额,是否超出,说明,答卷文件",
        f"模范,1,甲,20,22,自评,候选（草稿）,{quota},名额内,,000.json",
        f"模范,2,丙,18,18,自评,候选（草稿）,{quota},名额内,,002.json",
        f"模范,3,乙,16,16,自评,候选（草稿）,{quota},名额内,,001.json",
        "合格,4,戊,12,12,自评,候选（草稿）,,,可能达到模范：还有 2 题没有答,004.json",
        ",5,丁,10,10,自评,未列入,,,发生事故,003.json",
    ]


def test_the_workbook_holds_the_same(demo: Portal, tmp_path: Path) -> None:
    out = run(demo, tmp_path, sheet("甲"), sheet("乙", 4, LATE), sheet("丙", 1, LATE, "demo/2025/points"))
    book = workbook(out / "汇总.xlsx")
    assert list(book) == ["排名", "各项得分率", "候选名单", "名单草稿说明", "问题清单"]
    assert [row[:4] for row in book["排名"]] == [
        ["打分表", "排名", "单位", "总分"],
        ["示范活动 2026年 企业", "1", "甲", "20"],
        ["示范活动 2026年 企业", "2", "乙", "14"],
        ["示范活动 2025年 企业", "1", "丙", "8"],
    ]
    assert book["各项得分率"][:3] == [
        [
            *(
                "打分表",
                "部分",
                "序号",
                "考核内容",
                "分值",
                "平均得分",
                "平均失分",
                "得分率",
                "失分单位占比",
                "计入份数",
            ),
            *("自评失分最多的规则", "该规则失分单位"),
        ],
        [
            *("示范活动 2026年 企业", "组织建设", "1", "按期开会"),
            *("10", "8", "2", "0.8", "0.5", "2", "报送不及时", "1"),
        ],
        [*("示范活动 2026年 企业", "组织建设", "2", "开展活动"), *("10", "9", "1", "0.9", "0.5", "2", "开展几次", "1")],
    ]
    assert [row[:4] for row in book["候选名单"][1:]] == [
        ["示范活动 2026年 企业", "模范", "1", "甲"],
        ["示范活动 2026年 企业", "合格", "2", "乙"],
        ["示范活动 2025年 企业", "1", "丙", "8"],
    ]
    assert book["候选名单"][3][6:8] == ["未列入", "必备项没有做到：第1项"]
    assert book["问题清单"] == [["答卷文件", "问题", "说明", "怎么办"]]


def test_averages_leave_out_what_is_not_certain(demo: Portal, tmp_path: Path) -> None:
    open_, lost = sheet("甲", 5, {"1.late": None}), sheet("乙", 5, {"1.none": True})
    book = workbook(run(demo, tmp_path, open_, lost) / "汇总.xlsx")
    first, second = (row[4:] for row in book["各项得分率"][1:])
    assert first == ["10", "0", "10", "0", "1", "1", "没有开会", "1"]
    assert second == ["10", "10", "0", "1", "0", "2"]  # no rule took anything: blank cells are not written


def test_there_is_no_average_of_nothing(demo: Portal, tmp_path: Path) -> None:
    book = workbook(run(demo, tmp_path, sheet("甲", 5, {"1.late": None})) / "汇总.xlsx")
    assert book["各项得分率"][1][4:] == ["10", "0"]  # 分值 and 计入份数: nobody's points are certain


def test_a_checklist_is_counted_and_ranks_nobody(demo: Portal, tmp_path: Path) -> None:
    def checked(unit: str, **given: bool) -> Json:
        answers = {f"{name[1:]}.is": state for name, state in given.items()}
        return {"rubric": "demo/2026/list", "unit": unit, "answers": answers}

    out = run(demo, tmp_path, checked("甲", _1=True, _2=False), checked("乙", _1=True), checked("丙", _1=True, _2=True))
    assert lines(out / "排名_验收单.csv") == [
        "单位,做到,没做到,没答,共,计分依据,说明,保存时间,答卷文件",
        "甲,1,1,0,2,自评,,,000.json",
        "乙,1,0,1,2,自评,还有 1 题没有答,,001.json",
        "丙,2,0,0,2,自评,,,002.json",
    ]
    assert not (out / "候选名单_验收单.csv").exists()
    assert workbook(out / "汇总.xlsx")["各项得分率"] == [
        ["打分表", "部分", "序号", "考核内容", "做到的占比", "计入份数"],
        ["示范活动 2026年 验收单", "组织建设", "1", "有牌子", "1", "3"],
        ["示范活动 2026年 验收单", "组织建设", "2", "有印章", "0.5", "2"],
    ]


@pytest.mark.parametrize(
    ("edition", "times", "within"),
    [
        ("2026", [5, 4, 3, 3], ["名额内", "名额内", "超出名额", "超出名额"]),
        ("2026", [5, 4, 3], ["名额内", "超出名额", "超出名额"]),  # half of three is one
        ("2026", [5, 4, 4, 3], ["名额内", "同分，超出名额，待定", "同分，超出名额，待定", "超出名额"]),
        ("2026", [4, 4, 3, 3], ["名额内", "名额内", "超出名额", "超出名额"]),
        ("2025", [5, 4], ["名额内", "超出名额"]),  # one, by number
        ("2025", [5, 5], ["同分，超出名额，待定", "同分，超出名额，待定"]),
    ],
)
def test_quotas(demo: Portal, tmp_path: Path, edition: str, times: list[int], within: list[str]) -> None:
    rubric = f"demo/{edition}/points"
    out = run(demo, tmp_path, *(sheet(f"单位{at}", one, rubric=rubric) for at, one in enumerate(times)))
    found = [line.split(",") for line in lines(out / f"候选名单_企业_demo_{edition}_points.csv")]
    at = found[0].index("是否超出")
    assert [row[at] for row in found[1:]] == within


FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "＝cmd", "＋2", "－2", "＠x"]


def test_long_words_are_broken_into_lines_that_have_room(demo: Portal, tmp_path: Path) -> None:
    """A cell that is cut off beside the next one hides most of what is wrong with a sheet."""
    unknown = {f"{at}.gone": True for at in range(20)}
    out = run(demo, tmp_path, {"rubric": "demo/2026/points", "unit": "甲", "answers": unknown})
    found = openpyxl.load_workbook(out / "汇总.xlsx")["问题清单"]
    (row,) = (row for row in found.iter_rows() if row[1].value == Kind.MISFIT.label)
    assert len(row[2].value) > 300
    assert [cell.alignment.wrap_text for cell in row] == [None, None, True, True]
    assert found.row_dimensions[row[2].row].height > 16 * len(row[2].value) * 1.5 / 70


def test_no_cell_is_a_formula(demo: Portal, tmp_path: Path) -> None:
    out = run(demo, tmp_path, *map(sheet, FORMULAS), sheet('甲",=1+1'))
    text = lines(out / "排名_企业_demo_2026_points.csv")
    assert [line.split(",")[1] for line in text[1:9]] == [f"'{unit}" for unit in FORMULAS]
    assert text[9].startswith('1,"甲"",=1+1",20')
    units = [row[2] for row in workbook(out / "汇总.xlsx")["排名"][1:]]
    assert units == [*FORMULAS, '甲",=1+1']


def test_processes_change_nothing_and_the_same_sheets_give_the_same_bytes(demo: Portal, tmp_path: Path) -> None:
    sheets = [sheet(f"单位{at}", at % 6, {"1.late": at % 7 == 0}) for at in range(collect.FEW + 1)]
    one, two = run(demo, tmp_path, *sheets, jobs=1), tmp_path / "two"
    tally.tally(demo, tmp_path / "in", two, jobs=2)
    assert {path.name: path.read_bytes() for path in one.iterdir()} == {
        path.name: path.read_bytes() for path in two.iterdir()
    }


def test_progress_is_told_for_every_sheet(demo: Portal, tmp_path: Path) -> None:
    run(demo, tmp_path, sheet("甲"), sheet("乙"))
    told: list[tuple[int, int]] = []
    tally.tally(demo, tmp_path / "in", tmp_path / "out", lambda done, of: told.append((done, of)))
    assert told == [(0, 2), (1, 2), (2, 2)]


WHATEVER = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)
REFS = st.sampled_from(["veto.accident", "1.late", "1.none", "2.times", "g1.papers", "x.y"])
SHEETS = st.fixed_dictionaries(
    {"answers": st.dictionaries(REFS, WHATEVER)},
    optional={
        "rubric": st.just("demo/2026/points") | WHATEVER,
        "unit": st.text(max_size=20) | WHATEVER,
        "digest": WHATEVER,
        "engine": st.integers() | WHATEVER,
        "readings": st.lists(st.sampled_from(["1.once", "x.y"])) | WHATEVER,
        "assessed": st.dictionaries(st.sampled_from(["1", "2", "g1", "x"]), WHATEVER) | WHATEVER,
        "evidence": WHATEVER,
        "total": st.fixed_dictionaries({"min": st.floats() | st.integers(), "max": st.none() | st.floats()}) | WHATEVER,
        "saved": st.text(max_size=20) | st.datetimes().map(str) | WHATEVER,
    },
)


@settings(max_examples=300)
@given(document=SHEETS)
def test_nothing_in_a_file_stops_the_tally(
    demo: Portal, tmp_path_factory: pytest.TempPathFactory, document: Json
) -> None:
    folder = tmp_path_factory.getbasetemp()
    (folder / "any.json").write_text(json.dumps(document), "utf-8")
    found = examine(folder, "any.json", tally.forms(demo))
    assert found.record or found.findings
    for finding in found.findings:
        assert finding.message.isprintable()
    if found.record:
        ranking.latest([found.record, found.record])


@pytest.mark.parametrize(("counts", "order"), [("no", "甲乙"), ("yes", "乙甲")])
def test_units_are_ranked_by_what_tiers_are_measured_on(demo: Portal, tmp_path: Path, counts: str, order: str) -> None:
    one = demo.editions[0]
    rubric = one.rubrics[0]
    assert rubric.bonus
    counted = rubric.model_copy(update={"bonus": rubric.bonus.model_copy(update={"counts": counts})})
    portal = replace(demo, editions=(replace(one, rubrics=(counted,)),))
    out = run(portal, tmp_path, sheet("甲", 5), sheet("乙", 4, {"g1.papers": 3}))
    assert [line.split(",")[1] for line in lines(out / "排名_企业.csv")[1:]] == list(order)


def test_a_required_item_that_is_out_is_not_lacking(demo: Portal, tmp_path: Path) -> None:
    one = demo.editions[0]
    rubric = one.rubrics[0]
    meetings, events = rubric.sections[0].items
    out_of = meetings.model_copy(update={"required": True, "applies_when": "big", "absent": "out"})
    sections = (rubric.sections[0].model_copy(update={"items": (out_of, events)}),)
    update = {"sections": sections, "facts": (Fact(id="big", ask="本单位是企业"),), "rescale": Rescale(unit="0.1")}
    portal = replace(demo, editions=(replace(one, rubrics=(rubric.model_copy(update=update),)),))
    small = sheet("甲", 2, {"fact.big": False, "1.late": None, "1.none": None})
    found = [line.split(",") for line in lines(run(portal, tmp_path, small) / "排名_企业.csv")]
    assert dict(zip(*found, strict=True))["总分"] == "8"
    assert found[1][found[0].index("等次")] == "未达到"
    assert lines(tmp_path / "out/候选名单_企业.csv")[1:] == []
