"""The form as a table: whatever a rubric holds, every row fills every column, and every score has its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from generator.documents import words
from generator.model.portal import Portal
from generator.model.rubric import Rubric
from generator.pages.form_table import layout
from generator.render.environment import environment

ENV = environment(Path(__file__).resolve().parents[2] / "site_templates")
CHECK = {"id": "done", "kind": "check", "says": ["甲"], "ask": "甲"}
NOTE = {"id": "told", "kind": "note", "says": ["甲"], "ask": "甲"}
JUDGE = {"id": "score", "kind": "judge", "says": ["甲"], "ask": "甲", "points": "5"}


@dataclass
class Table:
    """Rows of (column span, row span), and the rows at which row groups begin."""

    rows: list[list[tuple[int, int]]] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)


class Form(HTMLParser):
    """The tables of a form, the headings of its columns, and its elements that a script fills in."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.columns: list[str] = []
        self.data: list[tuple[str, str]] = []
        self.text = ""
        self._heading = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = {name: value or "" for name, value in attrs}
        self.data += [(name, value) for name, value in named.items() if name.startswith("data-")]
        if tag == "table":
            self.tables.append(Table())
        elif tag in {"thead", "tbody"}:
            self.tables[-1].groups.append(len(self.tables[-1].rows))
        elif tag == "tr":
            self.tables[-1].rows.append([])
        elif tag in {"th", "td"}:
            self.tables[-1].rows[-1].append((int(named.get("colspan", "1")), int(named.get("rowspan", "1"))))
        self._heading = tag == "th" and named.get("scope") == "col"

    def handle_data(self, data: str) -> None:
        self.text += data
        if self._heading:
            self.columns.append(data)
            self._heading = False


def form(rubric: Rubric, *, blank: bool = False) -> Form:
    context = {"layout": layout, "words": words, "scheme_id": "x/1/y", "digest": "0"}
    macro: Any = ENV.get_template("_form_table.html").make_module(context)
    return Form(str(macro.form_table(rubric, blank)))


def widths(table: Table) -> list[int]:
    """How many columns each row fills, cells that reach down from above included."""
    found, reaching = [], [0] * len(table.rows)
    for at, row in enumerate(table.rows):
        end = next((group for group in table.groups if group > at), len(table.rows))
        for columns, rows in row:
            assert at + rows <= end, "a cell reaches out of its group of rows"
            for below in range(at + 1, at + rows):
                reaching[below] += columns
        found.append(reaching[at] + sum(columns for columns, _ in row))
    return found


def made(**changes: object) -> Rubric:
    columns = {"section": "项目", "standard": "标准", "score": "得分"}
    base = {"id": "x", "title": "甲", "short": "甲", "units": "甲", "columns": columns}
    return Rubric.model_validate({**base, **changes})


def item(name: str, rule: dict[str, Any], **changes: object) -> dict[str, object]:
    points = {"points": "5"} if rule is JUDGE else {}
    return {"id": name, "number": name, "standard": f"标准{name}", "rules": [rule], **points, **changes}


def deep() -> Rubric:
    """Sections in sections with and without printed points, every column, bonus, boxes and a remark."""
    return made(
        subtitle="乙",
        columns={
            "section": "项目",
            "number": "序号",
            "standard": "标准",
            "points": "分值",
            "text": "量化项",
            "score": "自查",
            "assessed": "评定",
        },
        total="20",
        head=["单位名称", "主席", "人数", "电话"],
        opinions=[{"title": "意见", "seal": "盖章", "date": "年 月 日"}, {"title": "意见"}],
        remark="备注",
        sections=[
            {
                "id": "outer",
                "title": "外",
                "sections": [
                    {"id": "inner", "title": "内", "points": "10", "items": [item("1", JUDGE), item("2", JUDGE)]},
                    {"id": "other", "title": "另", "items": [item("3", NOTE)]},
                ],
            },
            {"id": "last", "title": "末", "items": [item("4", JUDGE, text="乙"), item("5", CHECK)]},
        ],
        bonus={
            "counts": "no",
            "items": [{"id": "more", "title": "加分", "text": "丙", "rules": [JUDGE]}],
        },
    )


def parted(numbers: tuple[str, str, str]) -> Rubric:
    """A checklist with a column for its parts."""
    first, second, third = numbers
    return made(
        columns={"section": "项目", "number": "序号", "standard": "标准", "score": "完成情况"},
        sections=[
            {"id": "one", "title": "甲", "items": [item("a", CHECK, number=first), item("b", CHECK, number=second)]},
            {"id": "two", "title": "标准c", "items": [item("c", NOTE, number=third)]},
        ],
    )


def agrees(rubric: Rubric) -> None:
    """What holds of every form."""
    for blank in (True, False):
        found = form(rubric, blank=blank)
        for table in found.tables:
            assert len(set(widths(table))) == 1
        printed = [title for _, title in layout(rubric).columns]
        assert found.columns == printed
        scores = [value for name, value in found.data if name == "data-score-of"]
        assert scores == [one.id for one in rubric.items]
        assert [name for name, _ in found.data].count("data-unit-name") == 1
        for one in rubric.rows:
            assert one.id in {value for name, value in found.data if name in {"data-score-of", "data-bonus-of"}}
        for one in rubric.items:
            assert one.standard.split("\n")[0] in found.text


def test_every_form_of_the_repository(portal: Portal) -> None:
    for edition in portal.editions:
        for rubric in edition.rubrics:
            agrees(rubric)
            columns = set(form(rubric).columns)
            titles = rubric.columns
            wanted = {titles.number, titles.standard, titles.points, titles.text, titles.score, titles.assessed}
            assert wanted - {None} <= columns


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("（1）", "（2）", "（1）")])
def test_a_form_with_parts(numbers: tuple[str, str, str]) -> None:
    agrees(parted(numbers))


def test_a_form_with_everything() -> None:
    rubric = deep()
    agrees(rubric)
    names = {name for name, _ in form(rubric).data}
    assert {"data-assessed-of", "data-assessed-section-of", "data-assessed-total"} <= names
    assert {"data-bonus-of", "data-bonus-total", "data-with-bonus", "data-summed-total"} <= names
    assert [len(row) for row in layout(rubric).fields] == [2, 1]


def test_numbers_that_run_through_the_form_stand_first() -> None:
    assert form(parted(("1", "2", "3"))).columns == ["序号", "项目", "标准", "完成情况"]
    assert form(parted(("（1）", "（2）", "（1）"))).columns == ["项目", "序号", "标准", "完成情况"]


def test_parts_have_a_column_only_where_none_prints_points() -> None:
    assert "part" not in layout(deep()).names
    sections = [{"id": "one", "title": "甲", "points": "5", "items": [item("1", JUDGE)]}]
    assert "part" not in layout(made(total="5", sections=sections)).names
    sections[0].pop("points")
    assert "part" in layout(made(total="5", sections=sections)).names


def test_a_number_without_a_column_stands_before_the_words() -> None:
    sections = [{"id": "one", "title": "甲", "items": [item("1", CHECK), item("2", CHECK, number="（2）")]}]
    (block,) = layout(made(sections=sections)).blocks
    assert [row.lead for row in block.rows] == ["1.", "（2）"]


def test_headings_stand_over_the_first_rows_below_them() -> None:
    blocks = layout(deep()).blocks
    headings = [[(level, section.id) for level, section in block.headings] for block in blocks]
    assert headings == [[(1, "outer"), (2, "inner")], [(2, "other")], [(1, "last")]]


def test_a_blank_form_has_no_place_for_what_only_a_calculator_knows() -> None:
    names = {name for name, _ in form(deep(), blank=True).data}
    assert names.isdisjoint({"data-evidence-of", "data-tier-line", "data-readings-line"})
    assert {"data-evidence-of", "data-tier-line", "data-readings-line"} <= {name for name, _ in form(deep()).data}


def test_a_form_prints_its_own_head_and_boxes_or_those_of_the_site() -> None:
    own, plain = form(deep()).text, form(parted(("1", "2", "3"))).text
    assert "考核人员签字" in plain
    assert "填表日期" in plain
    assert "考核人员签字" not in own
    assert "填表日期" not in own
    assert "盖章" in own


def test_checks_are_printed_as_boxes_and_notes_as_lines() -> None:
    text = form(parted(("1", "2", "3")), blank=True).text
    assert text.count("是 □") == text.count("否 □") == 2
    assert text.count("标准c") == 1  # the part and the item say the same, once


def test_the_printed_total_stands_beside_the_sum() -> None:
    sections = [{"id": "one", "title": "甲", "items": [item("1", JUDGE), item("2", JUDGE)]}]
    columns = {"section": "项目", "standard": "标准", "points": "分值", "score": "得分"}
    text = form(made(total="8", columns=columns, sections=sections)).text
    assert "合计印8分，各项相加10分" in text
    assert "各项相加" not in form(made(total="10", columns=columns, sections=sections)).text
