"""Cells of ``honorees.csv`` and ``events.csv``: typed, or a problem at the cell."""

from __future__ import annotations

from functools import cache

import pytest
from portal_copy import ROOT

from generator.check import honours, schema
from generator.load import nodes, tables
from generator.model.campaign import Campaign
from generator.model.honours import DocumentRef, Event, Honoree, Kind, Outcome
from generator.problems import Problem

STAR: dict[str, object] = {"id": "star", "name": "示例职工之家", "tiered": True}
PLAIN: dict[str, object] = {"id": "plain", "name": "示例先进集体"}
Places = list[tuple[int, int, str]]


@cache
def campaign() -> Campaign:
    """The campaign of the starter: its tiers are 合格 and 模范."""
    path = ROOT / "site_templates/starter/content/campaigns/demo/2026/campaign.yml"
    node, _ = nodes.parse("campaign.yml", path.read_text("utf-8"))
    assert node
    made, _ = schema.record(Campaign, "campaign.yml", node)
    assert made
    return made


def outcome(*awards: dict[str, object], **values: object) -> Outcome:
    return Outcome.model_validate({"awards": awards or (STAR,)} | values)


def honorees(text: str, of: Outcome) -> tuple[tuple[Honoree, ...], list[Problem]]:
    table, _ = tables.parse("honorees.csv", text)
    assert table
    return honours.honorees("honorees.csv", table, of, campaign())


def events(text: str) -> tuple[tuple[Event, ...], list[Problem]]:
    table, _ = tables.parse("events.csv", "编号,日期,事件,文件,原因,等次,名称,期限\n" + text)
    assert table
    return honours.events("events.csv", table, "2026", campaign(), frozenset({"0001", "0002"}))


def compare(found: list[Problem], code: str, wanted: Places) -> None:
    assert [(one.line, one.column, one.code) for one in found] == [(*place[:2], code) for place in wanted]
    for one, (_, _, says) in zip(found, wanted, strict=True):
        assert says in one.message


def test_a_row_of_the_list() -> None:
    text = (
        "编号,称号,等次,单位名称,所属,类别,名次,已有称号,说明,未命名原因\n"
        "0001,示例职工之家,模范,甲,云杉区,企业,3,2018年合格,同名,\n"
        "000002,示例先进集体,,乙,,,,,,异议\n"
    )
    made, problems = honorees(text, outcome(STAR, PLAIN))
    assert problems == []
    assert made == (
        Honoree("0001", "star", "model", "甲", "云杉区", "企业", 3, "2018年合格", "同名", "", 2),
        Honoree("000002", "plain", None, "乙", refused="异议", line=3),
    )


def test_a_number_without_its_zeros_is_the_same_number() -> None:
    made, problems = honorees("编号,单位名称\n1,甲\n12,乙\n", outcome(PLAIN))
    assert problems == []
    assert [one.number for one in made] == ["0001", "0012"]


def test_the_only_award_need_not_be_named() -> None:
    made, problems = honorees("编号,单位名称\n0001,甲\n", outcome(PLAIN))
    assert problems == []
    assert made == (Honoree("0001", "plain", None, "甲", line=2),)


@pytest.mark.parametrize(
    ("text", "of", "wanted"),
    [
        ("单位名称,等次,地址\n甲,合格,路\n", outcome(), [(1, 3, "不认识的表头“地址”"), (1, 1, "缺少表头“编号”")]),
        ("编号,单位名称,等次\n甲1,甲,合格\n", outcome(), [(2, 1, "应是4至6位数字，例如 0001")]),
        ("编号,单位名称,等次\n1,甲,合格\n0001,乙,合格\n", outcome(), [(3, 1, "编号“0001”与第2行相同")]),
        ("编号,单位名称,等次\n,甲,合格\n", outcome(), [(2, 1, "“编号”是空的")]),
        ("编号,单位名称,等次\n０００１,甲,合格\n", outcome(), [(2, 1, "应是4至6位数字")]),
        ("编号,单位名称,等次\n0001,甲,合格\n0001,乙,合格\n", outcome(), [(3, 1, "编号“0001”与第2行相同")]),
        ("编号,单位名称,等次\n0001,,合格\n", outcome(), [(2, 2, "“单位名称”是空的")]),
        ("编号,单位名称,等次\n0001,甲,五星级\n", outcome(), [(2, 3, "“等次”是“五星级”，可用：合格、模范。")]),
        ("编号,单位名称\n0001,甲\n", outcome(), [(2, 1, "“等次”是空的，可用：合格、模范。")]),
        ("编号,单位名称,等次\n0001,甲,合格\n", outcome(PLAIN), [(2, 3, "没有写 tiered: true，不分等次，“等次”应")]),
        ("编号,单位名称,称号\n0001,甲,另一个\n", outcome(PLAIN), [(2, 3, "可用：示例先进集体。")]),
        ("编号,单位名称,称号\n0001,甲,\n", outcome(PLAIN, STAR), [(2, 3, "“称号”是空的，可用：示例先进集体、")]),
        ("编号,单位名称,名次\n0001,甲,第一\n", outcome(PLAIN), [(2, 3, "名次“第一”应是1至99999的整数")]),
        ("编号,单位名称,名次\n0001,甲,0\n", outcome(PLAIN), [(2, 3, "名次“0”")]),
        (
            "编号,单位名称,所属\n0001,甲,\n0002,乙,白桦区\n0003,丙,云杉区\n",
            outcome(PLAIN, districts=("云杉区",)),
            [(2, 3, "“所属”是空的"), (3, 3, "“所属”是“白桦区”，honours.yml 的 districts 里没有")],
        ),
        ("编号,单位名称\n0001,甲\u200b乙\n", outcome(PLAIN), [(2, 2, "“单位名称”里有看不见或印不出的字 U+200B")]),
        ("编号,单位名称\n0001,甲\ue000\n", outcome(PLAIN), [(2, 2, "U+E000")]),
        ('编号,单位名称\n0001,"甲\n乙"\n', outcome(PLAIN), [(2, 2, "“单位名称”里有换行或制表符")]),
        ("编号,单位名称\n0001,=1+1\n0002,＠甲\n", outcome(PLAIN), [(2, 2, "以“=”开头"), (3, 2, "以“＠”开头")]),
    ],
)  # fmt: skip
def test_a_cell_of_the_list_that_is_not_right(text: str, of: Outcome, wanted: Places) -> None:
    made, problems = honorees(text, of)
    compare(problems, "HON001", wanted)
    faulty = {line for line, _, _ in wanted}
    assert faulty.isdisjoint(one.line for one in made)


def test_rare_characters_of_names_are_no_problem() -> None:
    """CJK extensions, some newer than what this Python knows of."""
    made, problems = honorees("编号,单位名称\n0001,堃𠮷\U0002ebf0\U00031350\U000323b0工会\n", outcome(PLAIN))
    assert (len(made), problems) == (1, [])


def test_rows_of_events() -> None:
    made, problems = events(
        "0001,2028-06-01,复查保留,review,合格,,,\n"
        "0001,2028/6/2,升星,2028/review,高分,模范,,\n"
        "0001,2028-06-03,限期整改,2026/decision,台账,,,2028/12/31\n"
        "0002,2028-06-04,合并终止,review,合并,,丙,\n"
        ",2028-06-05,整份决定撤销,review,越权,,,\n"
    )
    assert problems == []
    review = DocumentRef("2026", "review")
    assert made == (
        Event("0001", "2028-06-01", Kind.KEPT, review, "合格", line=2),
        Event("0001", "2028-06-02", Kind.RAISED, DocumentRef("2028", "review"), "高分", "model", line=3),
        Event("0001", "2028-06-03", Kind.WARNED, DocumentRef("2026", "decision"), "台账", until="2028-12-31", line=4),
        Event("0002", "2028-06-04", Kind.MERGED, review, "合并", name="丙", line=5),
        Event("", "2028-06-05", Kind.ANNULLED, review, "越权", line=6),
    )


@pytest.mark.parametrize(
    ("row", "wanted"),
    [
        ("0009,2028-06-01,复查保留,review,合格,,,", [(2, 1, "名单里没有编号“0009”")]),
        (",2028-06-01,复查保留,review,合格,,,", [(2, 1, "“编号”是空的")]),
        ("0001,2028-06-01,整份决定撤销,review,越权,,,", [(2, 1, "整份决定撤销的是全部称号，“编号”应是空的")]),
        ("0001,2028-06-01,命名,review,合格,,,", [(2, 3, "“事件”是“命名”，可用：复查保留、限期整改")]),
        ("0001,2028-06-01,,review,合格,,,", [(2, 3, "“事件”是空的")]),
        ("0001,,复查保留,review,合格,,,", [(2, 2, "“日期”是空的")]),
        ("0001,2028-06,复查保留,review,合格,,,", [(2, 2, "日期应写到日")]),
        ("0001,2027-02-29,复查保留,review,合格,,,", [(2, 2, "这个月没有这一天")]),
        ("0001,2028/13/1,复查保留,review,合格,,,", [(2, 2, "月份应在 01 至 12 之间")]),
        ("0001,2028-06-01,复查保留,,合格,,,", [(2, 4, "“文件”是空的")]),
        ("0001,2028-06-01,复查保留,2028/,合格,,,", [(2, 4, "应是 decision 或文件的标识")]),
        ("0001,2028-06-01,复查保留,复查通报,合格,,,", [(2, 4, "应是 decision 或文件的标识")]),
        ("0001,2028-06-01,复查保留,a/b/c,合格,,,", [(2, 4, "应是 decision 或文件的标识")]),
        ("0001,2028-06-01,复查保留,review,,,,", [(2, 5, "“原因”是空的")]),
        ("0001,2028-06-01,升星,review,高分,,,", [(2, 6, "“等次”是空的，可用：合格、模范")]),
        ("0001,2028-06-01,降星,review,低分,五星级,,", [(2, 6, "“等次”是“五星级”")]),
        ("0001,2028-06-01,复查保留,review,合格,模范,,", [(2, 6, "“复查保留”不改等次")]),
        ("0001,2028-06-01,更名,review,更名,,,", [(2, 7, "“名称”是空的")]),
        ("0001,2028-06-01,撤销,review,事故,,乙,", [(2, 7, "“撤销”不改名称")]),
        ("0001,2028-06-01,限期整改,review,台账,,,", [(2, 8, "“期限”是空的")]),
        ("0001,2028-06-01,限期整改,review,台账,,,年底", [(2, 8, "日期应写到日")]),
        ("0001,2028-06-01,摘牌,review,不合格,,,2028-12-31", [(2, 8, "“摘牌”没有期限")]),
        ("0001,2028-06-01,更名,review,更名,,-乙,", [(2, 7, "以“-”开头")]),
        # All at once.
        ("0009,2028,摘牌,复查,,模范,乙,明年", [
            (2, 6, "不改等次"), (2, 7, "不改名称"), (2, 8, "没有期限"), (2, 4, "标识"), (2, 2, "写到日"),
            (2, 5, "是空的"), (2, 8, "日期应写到日"), (2, 1, "没有编号"),
        ]),
    ],
)  # fmt: skip
def test_a_cell_of_an_event_that_is_not_right(row: str, wanted: Places) -> None:
    made, problems = events(f"{row}\n0002,2028-06-01,复查保留,review,合格,,,\n")
    compare(sorted(problems, key=lambda one: one.column), "HON002", sorted(wanted, key=lambda place: place[1]))
    assert [one.line for one in made] == [3]


def test_events_need_their_columns() -> None:
    table, _ = tables.parse("events.csv", "编号,日期,事件,备注\n0001,2028-06-01,复查保留,好\n")
    assert table
    made, problems = honours.events("events.csv", table, "2026", campaign(), frozenset({"0001"}))
    assert made == ()
    compare(problems, "HON002", [(1, 4, "不认识的表头“备注”"), (1, 1, "缺少表头“文件”"), (1, 1, "缺少表头“原因”")])
