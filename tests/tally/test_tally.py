"""Folders of answer sheets, and exactly what must come of each: ranks, findings, files."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import filled_workbooks
import pytest
from workbooks import workbook

from generator import tally
from generator.model.portal import Portal
from generator.score.sheet import MAX_BYTES
from generator.tally.findings import Kind

Json = dict[str, Any]
POINTS, LIST, LAST = "demo/2026/points", "demo/2026/list", "demo/2025/points"


def answers(*, late: bool = False, none: bool = False, times: int = 5, papers: int = 0, veto: bool = False) -> Json:
    """Of 20 points: 4 lost when late, 10 when there were none, 2 for each time up to five."""
    return {"veto.accident": veto, "1.late": late, "1.none": none, "2.times": times, "g1.papers": papers}


def sheet(unit: str, rubric: str = POINTS, given: Json | None = None, **keys: object) -> Json:
    return {"rubric": rubric, "unit": unit, "answers": answers() if given is None else given, **keys}


def several(first: int) -> dict[str, Json]:
    """Sheets of units that did things so often, up to four times."""
    return {f"b{at}.json": sheet(f"乙{at}", given=answers(times=at)) for at in range(first, 5)}


def total(least: float, most: float | None = None) -> Json:
    return {"min": least, "max": least if most is None else most}


def assessed(**points: str) -> Json:
    return {name.removeprefix("item"): {"points": given, "reason": "现场核对"} for name, given in points.items()}


@dataclass(frozen=True)
class Case:
    """Files of a folder; ranks, units and points that must come out; findings by file and kind, part of their words."""

    name: str
    files: dict[str, Json | str | bytes]
    ranks: list[tuple[str, ...]] = field(default_factory=list)
    findings: list[tuple[str, Kind, str]] = field(default_factory=list)


CASES = (
    Case(
        "ties share a rank",
        {
            "d.json": sheet("丁", given=answers(times=0)),
            "c.json": sheet("丙", given=answers(late=True)),
            "b.json": sheet("乙", given=answers(late=True)),
            "a.json": sheet("甲"),
        },
        [("1", "甲", "20"), ("2", "乙", "16"), ("2", "丙", "16"), ("4", "丁", "10")],
    ),
    Case(
        "a true total is believed to be true, with and without bonus",
        {
            "a.json": sheet("甲", given=answers(late=True), total=total(16)),
            "b.json": sheet("乙", given=answers(papers=3), total=total(23)),
        },
        [("1", "乙", "20"), ("2", "甲", "16")],
    ),
    Case(
        "a sheet of the edition before among more of this one",
        {"a.json": sheet("甲", rubric=LAST), **several(1)},
        [("1", "乙4", "18"), ("2", "乙3", "16"), ("3", "乙2", "14"), ("4", "乙1", "12")],
        [("a.json", Kind.EARLIER, "答卷是2025年的；这一批里还有2026年的 4 份。")],
    ),
    Case(
        "two editions that are tallied together",
        {"a.json": sheet("甲", rubric=LAST), **several(2)},
        [("1", "乙4", "18"), ("2", "乙3", "16"), ("3", "乙2", "14")],
    ),
    Case(
        "an altered total",
        {"a.json": sheet("甲", given=answers(late=True), total=total(95))},
        [("1", "甲", "16")],
        [("a.json", Kind.ALTERED, "答卷写 95 分，按答案计算是 16 分。")],
    ),
    Case(
        "totals that are no numbers of points",
        {
            "a.json": sheet("甲", given={}, total={"min": float("nan"), "max": float("inf")}),
            "b.json": sheet("乙", given={}, total={"min": 18, "max": 5}),
            "c.json": sheet("丙", total={"min": 1e308, "max": None}),
            "d.json": sheet("丁", total=total(-5)),
            "e.json": sheet("戊", digest="0123456789ab", total=total(float("inf"))),
        },
        [*(("1", unit, "20") for unit in "丙丁戊"), *(("4", unit, "0") for unit in "甲乙")],
        [
            ("a.json", Kind.ALTERED, "答卷写的总分不是分数，按答案计算是 0 至 20 分。"),
            ("a.json", Kind.OPEN, "有 5 题没有答"),
            ("b.json", Kind.ALTERED, "答卷写的总分不是分数，按答案计算是 0 至 20 分。"),
            ("b.json", Kind.OPEN, "有 5 题没有答"),
            *((f"{name}.json", Kind.ALTERED, "答卷写的总分不是分数，按答案计算是 20 分。") for name in "cd"),
            ("e.json", Kind.EDITION, "答卷写的总分不是分数，按现行打分表是 20 分。"),
        ],
    ),
    Case(
        "another version of the rubric is tallied and marked, and not called altered",
        {
            "a.json": sheet("甲", given={**answers(), "9.gone": True}, digest="0123456789ab", total=total(95)),
            "b.json": sheet("乙", engine=99),
        },
        [("1", "甲", "20"), ("1", "乙", "20")],
        [
            ("a.json", Kind.EDITION, "0123456789ab"),
            ("a.json", Kind.MISFIT, "打分表里没有题目“9.gone”。"),
            ("b.json", Kind.EDITION, "计分规则的版本也不同"),
        ],
    ),
    Case(
        "rubrics that the portal has not",
        {
            "a.json": sheet("甲", "demo/2019/points"),
            "b.json": sheet("乙", "\n\x1b[31m"),
            "c.json": {"unit": "丙", "answers": {}},
        },
        [],
        [
            ("a.json", Kind.ELSEWHERE, "答卷属于“demo/2019/points”。"),
            ("b.json", Kind.ELSEWHERE, "答卷属于“\\x1b[31m”。"),
            ("c.json", Kind.ELSEWHERE, "没有写明"),
        ],
    ),
    Case(
        "one unit under several spellings: the sheet that was saved last",
        {
            "a.json": sheet("第一（东）工会", given=answers(times=1), saved="2026-11-21T09:30:00"),
            "b.json": sheet(" 第一(东)　工会", saved="2026-11-21T02:00:00Z"),
            "c.json": sheet("第一 （东） 工会", given=answers(times=0), saved="昨天"),
        },
        [("1", "第一(东) 工会", "20")],
        [
            ("a.json", Kind.REPEATED, "以 b.json 为准（保存时间 2026-11-21T02:00:00Z）"),
            ("c.json", Kind.REPEATED, "以 b.json 为准"),
        ],
    ),
    Case(
        "times that are the same: the path that comes last",
        {"a.json": sheet("甲", given=answers(times=1)), "b.json": sheet("甲", given=answers(times=2))},
        [("1", "甲", "14")],
        [("a.json", Kind.REPEATED, "以 b.json 为准（保存时间 没有写明）")],
    ),
    Case(
        "times at the ends of the calendar",
        {
            "a.json": sheet("甲", given=answers(times=1), saved="9999-12-31T23:59:59-14:00"),
            "b.json": sheet("甲", given=answers(times=2), saved="0001-01-01T00:00:00+14:00"),
        },
        [("1", "甲", "12")],
        [("b.json", Kind.REPEATED, "以 a.json 为准")],
    ),
    Case(
        "sheets without a name are nobody's twin",
        {"a.json": sheet(""), "b.json": sheet(" 　", given=answers(late=True))},
        [("1", "（没有填写）", "20"), ("2", "（没有填写）", "16")],
        [("a.json", Kind.UNNAMED, ""), ("b.json", Kind.UNNAMED, "")],
    ),
    Case(
        "the same file twice",
        {"a.json": sheet("甲", total=total(95)), "sub/a copy.json": sheet("甲", total=total(95))},
        [("1", "甲", "20")],
        [("a.json", Kind.ALTERED, ""), ("sub/a copy.json", Kind.SAME, "与 a.json 的内容完全相同")],
    ),
    Case(
        "damaged files are named, the rest is tallied",
        {
            "a.json": sheet("甲"),
            "array.json": "[]",
            "cut.json": '{"answers": {',
            "deep.json": '{"answers": {"a": ' + "[" * 100_000,
            "empty.json": "",
            "gbk.json": "单位".encode("gbk"),
            "huge.json": b" " * (MAX_BYTES + 1),
            "long.json": '{"answers": {"a": ' + "9" * 5000 + "}}",
            "wrong.json": {"rubric": 5, "unit": [], "answers": {}},
            "zero-width.json": sheet("甲\u200b"),
        },
        [("1", "甲", "20")],
        [
            ("array.json", Kind.DAMAGED, "缺少 answers"),
            ("cut.json", Kind.DAMAGED, "不是 JSON"),
            ("deep.json", Kind.DAMAGED, "嵌套过深"),
            ("empty.json", Kind.DAMAGED, "不是 JSON"),
            ("gbk.json", Kind.DAMAGED, "不是 UTF-8"),
            ("huge.json", Kind.DAMAGED, "超过 1 MiB"),
            ("long.json", Kind.DAMAGED, "数字过长"),
            ("wrong.json", Kind.DAMAGED, "“rubric”的内容不合要求。“unit”的内容不合要求。"),
            ("zero-width.json", Kind.DAMAGED, "看不见的控制字符"),
        ],
    ),
    Case(
        "folders in folders; hidden files and others are no sheets",
        {
            "b/c/a.JSON": sheet("丙", given=answers(times=0)),
            "b/a.json": sheet("乙", given=answers(late=True)),
            "z.json": sheet("甲"),
            "b/photo.png": b"\x89PNG",
            ".a.json": b"\0\5\26\7",
        },
        [("1", "甲", "20"), ("2", "乙", "16"), ("3", "丙", "10")],
    ),
    Case(
        "a veto bars",
        {"a.json": sheet("甲", given=answers(veto=True, none=True)), "b.json": sheet("乙", given=answers(times=0))},
        [("1", "甲", "10"), ("1", "乙", "10")],
        [("a.json", Kind.BARRED, "发生事故")],
    ),
    Case(
        "a veto against another answer",
        {"a.json": sheet("甲", given=answers(veto=True, none=False))},
        [("1", "甲", "10")],
        [
            ("a.json", Kind.VETO_CONFLICT, "“发生事故”答“是”，第1项“没有开会”就不能答“否”。"),
            ("a.json", Kind.BARRED, "发生事故"),
        ],
    ),
    Case(
        "answers that make no sense",
        {"a.json": sheet("甲", given={**answers(), "1.late": "yes", "2.times": -1, "3.x": 1}, evidence={"9": "甲"})},
        [("1", "甲", "6")],
        [
            (
                "a.json",
                Kind.MISFIT,
                (
                    "4 处：打分表里没有题目“3.x”。打分表里没有“9”项。"
                    "第1项“报送不及时”应为“是”或“否”（JSON 里写 true 或 false）。第2项"
                ),
            ),
            ("a.json", Kind.OPEN, "有 2 题没有答：第1项“报送不及时”、第2项“开展几次”。"),
        ],
    ),
    Case(
        "questions that are open",
        {"a.json": sheet("甲", given={"veto.accident": False, "1.none": False, "1.late": False})},
        [("1", "甲", "10")],
        [("a.json", Kind.OPEN, "有 2 题没有答：第2项“开展几次”、第g1项“几篇”。")],
    ),
    Case(
        "a reading taken otherwise does not change the ranking",
        {"a.json": sheet("甲", given=answers(late=True), readings=["1.once", "9.gone"], total=total(19))},
        [("1", "甲", "16")],
        [
            ("a.json", Kind.READING, "（1.once），得 19 分；按本站口径是 16 分。"),
            ("a.json", Kind.MISFIT, "1 处：打分表里没有口径“9.gone”。"),
        ],
    ),
    Case(
        "the assessor's column counts where it is whole",
        {
            "a.json": sheet("甲", assessed=assessed(item1="7.5", item2="10", g1="0")),
            "b.json": sheet("乙", assessed=assessed(item1="1")),
            "c.json": sheet("丙", given={"veto.accident": False}, assessed=assessed(item1="9", item2="10", g1="0")),
        },
        [("1", "乙", "20"), ("2", "丙", "19"), ("3", "甲", "17.5")],
        [("b.json", Kind.COLUMN, "有 1 项没有评分。")],
    ),
    Case(
        "a wrong number of the assessor",
        {"a.json": sheet("甲", assessed=assessed(item1="11", item2="10"))},
        [("1", "甲", "20")],
        [("a.json", Kind.MISFIT, "第1项的评定分应为 0 到 10 的分数"), ("a.json", Kind.COLUMN, "有 1 项没有评分。")],
    ),
)


def test_workbooks_beside_json(demo: Portal, tmp_path: Path) -> None:
    """One folder with both; the same unit in both is found, and what is wrong in a workbook is named with its cell."""
    folder = lay(tmp_path / "in", {"a.json": sheet("甲"), "b.json": sheet("乙", given=answers(times=0)), "d.xls": b""})
    head = [("rubric", POINTS), ("engine", 1)]
    given = {"answer:1.late": "是", "answer:1.none": "否", "answer:veto.accident": "否"}
    counts = {"answer:2.times": 5, "answer:g1.papers": 0}
    filled = [*head, *((key, "yesno", said) for key, said in given.items())]
    filled += [(key, "number", said) for key, said in counts.items()]
    filled_workbooks.save([*filled, ("unit", None, "丙")], folder / "c.xlsx")
    filled_workbooks.save([*filled, ("unit", None, " 甲 ")], folder / "e.XLSX")
    formulas = [(f"answer:1.{name}", "number", "=1") for name in "abcd"]
    filled_workbooks.save([*head, ("unit", None, "丁"), *formulas], folder / "f.xlsx")
    filled_workbooks.save([*head, ("unit", None, "戊"), ("answer:2.times", "number", "很多")], folder / "g.xlsx")
    (folder / "~$c.xlsx").write_bytes(b"open elsewhere")
    tally.tally(demo, folder, tmp_path / "out")
    ranked = rows(tmp_path / "out/排名_企业_demo_2026_points.csv")
    ranks = [(row["排名"], row["单位"], row["答卷文件"]) for row in ranked]
    assert ranks == [("1", "甲", "e.XLSX"), ("1", "丙", "c.xlsx"), ("3", "乙", "b.json"), ("4", "戊", "g.xlsx")]
    found = [(path, kind, said) for path, kind, said, _ in workbook(tmp_path / "out/汇总.xlsx")["问题清单"][1:]]
    assert found == [
        ("a.json", Kind.REPEATED.label, "“甲”以 e.XLSX 为准（保存时间 没有写明）。"),
        ("d.xls", Kind.DAMAGED.label, "工作簿不完整：多半没有传完，或已经损坏。"),
        ("f.xlsx", Kind.DAMAGED.label, "作答!F6 是公式。作答!F7 是公式。作答!F8 是公式。作答!F9 是公式。"),
        (
            "g.xlsx",
            Kind.MISFIT.label,
            "1 处：第2项“开展几次”（作答!F6）次数应为 0 到 9999999 的整数，填的“很多”是文字，要重新输入数字。",
        ),
        ("g.xlsx", Kind.OPEN.label, "有 5 题没有答：“发生事故”、第1项“报送不及时”、第1项“没有开会”等。"),
    ]


def lay(folder: Path, files: dict[str, Json | str | bytes]) -> Path:
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        data = content if isinstance(content, bytes) else content.encode() if isinstance(content, str) else None
        path.write_bytes(json.dumps(content).encode() if data is None else data)
    return folder


def rows(path: Path) -> list[dict[str, str]]:
    """The rows of a CSV file, read without the module that wrote it. Cells of these tests hold no comma."""
    lines = [line.split(",") for line in path.read_bytes().decode("utf-8-sig").split("\r\n") if line]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_folder(demo: Portal, tmp_path: Path, case: Case) -> None:
    report = tally.tally(demo, lay(tmp_path / "in", case.files), tmp_path / "out")
    found = workbook(tmp_path / "out/汇总.xlsx")["问题清单"][1:]
    assert [(path, label) for path, label, *_ in found] == [(path, kind.label) for path, kind, _ in case.findings], (
        found
    )
    for (_, _, message, remedy), (_, kind, part) in zip(found, case.findings, strict=True):
        assert part in message
        assert remedy == kind.remedy
    assert report.findings == Counter(kind for _, kind, _ in case.findings)
    path = tmp_path / "out/排名_企业_demo_2026_points.csv"
    assert path.exists() == bool(case.ranks)
    if case.ranks:
        assert [(row["排名"], row["单位"], row["总分"]) for row in rows(path)] == case.ranks
