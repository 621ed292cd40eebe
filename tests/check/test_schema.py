"""Nodes to models: every fault of a file is told at once, in Chinese, at the line that causes it."""

from __future__ import annotations

import calendar
import json
import re
from pathlib import Path

import portal_copy
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.check import schema
from generator.load import nodes
from generator.model.base import Record
from generator.model.campaign import Campaign, Document, Federation, Phase, Series
from generator.model.corrections import Correction
from generator.model.form import Form
from generator.model.portal import Settings
from generator.model.rubric import Rubric

KINDS: dict[str, type[Record]] = {
    "portal": Settings,
    "rushan": Federation,
    "series": Series,
    "campaign": Campaign,
    "form": Form,
    "enterprise": Rubric,
}


@portal_copy.parametrized("schema")
def test_case(case: portal_copy.Case, tmp_path: Path) -> None:
    portal_copy.run(case, tmp_path)


def problems_of(kind: type[Record], text: str) -> list[tuple[str, int, int]]:
    mapping, problems = nodes.parse("x.yml", text)
    assert mapping is not None, problems
    return [(p.code, p.line, p.column) for p in schema.record(kind, "x.yml", mapping)[1]]


@pytest.mark.parametrize(
    ("title", "remedy"),
    [
        ("关于创建的通知", "在“title:”下面另起一行，缩进两格，写“- 关于创建的通知”；有几条写几行，只有一条也这样写。"),
        ("甲" * 40, "在“title:”下面另起一行，缩进两格，写“- ……”；有几条写几行，只有一条也这样写。"),
        ("[[甲]]", "这里只写一段，去掉行首的“- ”或两头的方括号；原文就有方括号的，整段放进单引号。"),
        ("[甲: 乙]", "文字里有冒号加空格（: ）的，或以花括号开头的，整段放进单引号。"),
        ("[]", "按提示改正。"),
    ],
)
def test_a_value_of_another_shape_is_told_how_to_write_it(title: str, remedy: str) -> None:
    node, _ = nodes.parse("x.yml", f"issuer: 甲\ntitle: {title}\naddressees: 丁：\nsource: 戊\n")
    assert node is not None
    (problem,) = schema.record(Document, "x.yml", node)[1]
    assert str(problem).endswith(f"→ {remedy}")


DOCUMENT = "issuer: 甲\nnumber: 乙\ntitle: [丙]\naddressees: 丁：\nsource: 戊\npublished: "


@pytest.mark.parametrize("moment", ["2026-11-21 09:30", "2024-02-29 00:00", "2026-12-31 23:59"])
def test_a_moment(moment: str) -> None:
    assert problems_of(Document, DOCUMENT + moment) == []


@pytest.mark.parametrize(
    "moment",
    [
        "2026-11-21",
        "2026-11-21T09:30",
        "2026-11-21 9:30",
        "2026-13-01 00:00",
        "2026-02-29 00:00",
        "2026-11-31 00:00",
        "2026-11-21 24:00",
        "2026-11-21 09:60",
        "0000-01-01 00:00",
        "２026-11-21 09:30",
    ],
)
def test_no_moment(moment: str) -> None:
    assert problems_of(Document, DOCUMENT + moment) == [("SCH003", 6, 12)]


@pytest.mark.parametrize(
    ("kind", "text", "said"),
    [
        (Document, "published: 1926-11-21 09:30", "年份应在 1990 至 2099 之间"),
        (Document, "published: 2126-11-21 09:30", "年份应在 1990 至 2099 之间"),
        (Document, "published: 2126-11-21 9:30", "时间应写到分"),
        (Document, "date: 2924-05-06", "年份应在 1900 至 2099 之间"),
        (Document, "date: 2100", "年份应在 1900 至 2099 之间"),
        (Document, "date: 1899-12", "年份应在 1900 至 2099 之间"),
        (Correction, "date: 2204-05-06", "年份应在 1900 至 2099 之间"),
    ],
)
def test_a_year_that_is_none(kind: type[Record], text: str, said: str) -> None:
    node, _ = nodes.parse("x.yml", text)
    assert node is not None
    (problem,) = (one for one in schema.record(kind, "x.yml", node)[1] if one.code == "SCH003")
    assert said in problem.message
    assert problem.line == 1


PHASE = "id: a\ntitle: 甲\nwho: 乙\ntext: 丙\nquote: 丁\nclause: b\nstart: "


@pytest.mark.parametrize("year", [1900, 2000, 2020, 2021])
@pytest.mark.parametrize("month", range(1, 13))
def test_the_last_day_of_a_month(year: int, month: int) -> None:
    last = calendar.monthrange(year, month)[1]
    assert problems_of(Phase, f"{PHASE}{year}-{month:02}-01") == []
    assert problems_of(Phase, f"{PHASE}{year}-{month:02}-{last}") == []
    assert problems_of(Phase, f"{PHASE}{year}-{month:02}-{last + 1}") == [("SCH003", 7, 8)]
    assert problems_of(Phase, f"{PHASE}{year}-{month:02}-00") == [("SCH003", 7, 8)]


MARKUP = "<script>alert(1)</script>\"'&amp;{{ x }}{% y %}${z}"


def test_markup_in_plain_text_stays_the_same_characters(tmp_path: Path) -> None:
    """Escaping is for those who write pages; the model holds what was written and no other thing."""
    portal_copy.copy(tmp_path)
    quoted = json.dumps(MARKUP, ensure_ascii=False)
    portal_copy.spoil(
        tmp_path,
        [
            {"replace": {"path": "campaign", "old": "text: 咨询电话和邮箱", "new": f"text: {quoted}"}},
            {"replace": {"path": "series", "old": "summary: 基层", "new": f"summary: {quoted} # 基层"}},
            {"replace": {"path": "enterprise", "old": "ask: 未按期换届", "new": f"ask: {quoted}"}},
            {"replace": {"path": "form", "old": "text: 工会主席", "new": f"text: {quoted}"}},
        ],
    )
    portal = portal_copy.read(tmp_path)
    (edition,) = portal.editions
    assert edition.campaign.contact_cited
    assert edition.campaign.contact_cited.text == MARKUP
    assert edition.series.summary == MARKUP
    assert MARKUP in {rule.ask for item in edition.rubrics[0].items for rule in item.rules}
    assert MARKUP in {cell.text for form in edition.forms for row in form.rows for cell in row if cell.kind == "label"}


def strings(node: nodes.Node, where: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Where every value stands."""
    if isinstance(node, nodes.Scalar):
        return [where]
    if isinstance(node, nodes.Sequence):
        return [place for i, item in enumerate(node.items) for place in strings(item, (*where, i))]
    return [place for key, item in node.items.items() for place in strings(item, (*where, key))]


def replaced(node: nodes.Node, where: tuple[str | int, ...], new: nodes.Node) -> nodes.Node:
    """The node with another in one place."""
    if not where:
        return new
    if isinstance(node, nodes.Sequence):
        items = [replaced(item, where[1:], new) if i == where[0] else item for i, item in enumerate(node.items)]
        return nodes.Sequence(node.line, node.column, items)
    assert isinstance(node, nodes.Mapping)
    changed = {key: replaced(item, where[1:], new) if key == where[0] else item for key, item in node.items.items()}
    return nodes.Mapping(node.line, node.column, changed, node.keys)


PARSED = {name: nodes.parse(name, (portal_copy.ROOT / portal_copy.PATHS[name]).read_text("utf-8"))[0] for name in KINDS}
ODD = st.one_of(
    st.builds(nodes.Scalar, st.text(max_size=8) | st.sampled_from(["9" * 400, "1e9", "{0}", "%s"]), *[st.just(1)] * 2),
    st.builds(nodes.Sequence, st.just(1), st.just(1), st.lists(st.builds(nodes.Scalar, st.text(), *[st.just(1)] * 2))),
    st.builds(nodes.Mapping, st.just(1), st.just(1)),
)


@settings(max_examples=250)
@given(st.sampled_from(sorted(KINDS)), st.data())
def test_an_odd_value_anywhere_is_told_in_chinese(name: str, data: st.DataObject) -> None:
    mapping = PARSED[name]
    assert mapping is not None
    where = data.draw(st.sampled_from(strings(mapping)))
    odd = data.draw(ODD)
    spoilt = replaced(mapping, where, odd)
    record, problems = schema.record(KINDS[name], name, spoilt)
    assert (record is None) == bool(problems)
    for problem in problems:
        assert problem.code.startswith("SCH")
        assert re.search("[\u4e00-\u9fff]", problem.message)
        own = re.sub("“.*?”", "", problem.message)  # what a message quotes is the file's
        assert not re.search(r"(?i)\b(input|should|value|error|valid|expected)\b", own)
