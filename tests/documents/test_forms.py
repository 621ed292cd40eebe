"""A scoring form on paper and on its page: whatever a rubric holds, every row fills every column."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import small_portals
from document_parts import adds_up, places, tables

from generator.documents import rubric_form
from generator.documents.blocks import AnnexLabel, Box, Document, Field, Fields, texts, words
from generator.documents.filled import filled
from generator.documents.filling import LIVE
from generator.documents.form_table import layout
from generator.model.portal import Portal
from generator.model.rubric import Rubric
from generator.render.environment import environment
from generator.score.scheme import Scheme, scheme
from generator.score.sheet import Sheet

ENV = environment(Path(__file__).resolve().parents[2] / "site_templates")
CHECK = {"id": "done", "kind": "check", "says": ["甲"], "ask": "甲"}
NOTE = {"id": "told", "kind": "note", "says": ["甲"], "ask": "甲"}
JUDGE = {"id": "score", "kind": "judge", "says": ["甲"], "ask": "甲", "points": "5"}


class Form(HTMLParser):
    """The text of a form on its page, and what scripts find there."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.data: list[tuple[str, str]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, _tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.data += [(name, value or "") for name, value in attrs if name.startswith("data-") and name != "data-label"]

    def handle_data(self, data: str) -> None:
        self.text += data


def form(rubric: Rubric, *, live: bool = False) -> Document:
    edition = small_portals.edition()
    return rubric_form(edition, rubric, Scheme("x/1/y", rubric, (), ()), LIVE if live else None)


def page(document: Document) -> Form:
    macro: Any = ENV.get_template("_blocks.html").module
    return Form(str(macro.sheet(document)))


def text(document: Document) -> str:
    return "\n".join(texts(document))


def columns(rubric: Rubric) -> list[str]:
    (table,) = (one for one in tables(form(rubric)) if one.style == "form")
    return [words(line) for cell in table.head[0].cells for line in cell.lines]


def names(document: Document) -> set[str]:
    return {place.kind for place in places(document)}


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
    for live in (False, True):
        document = form(rubric, live=live)
        for table in tables(document):
            adds_up(table)
        assert columns(rubric) == [title for _, title in layout(rubric).columns]
        found = [(place.kind, place.of) for place in places(document)]
        assert len(found) == len(set(found))
        scores = [part.of for part in places(document) if part.kind == "score"]
        assert sorted(scores) == sorted(one.id for one in rubric.items)
        assert found.count(("unit-name", "")) == 1
        for one in rubric.rows:
            assert {("score", one.id), ("bonus", one.id)} & set(found)
        said_on(document)


def said_on(document: Document) -> None:
    """The page says what the document says, in this order, and has all its places."""
    html = page(document)
    said = "".join(f"{text(document)}{document.footer}".split())
    assert "".join(html.text.replace("□", "").split()) == said
    own = ("blank", "opinion")
    data = {name.removeprefix("data-"): value for name, value in html.data}
    kinds = {(place.kind if not place.of else f"{place.kind}-of", place.of) for place in places(document)}
    assert {(name.removeprefix("data-"), value) for name, value in html.data} >= kinds
    assert ("name" in data) is any(place.kind in own for place in places(document))


def test_every_form_of_the_repository(portal: Portal) -> None:
    for edition in portal.editions:
        for rubric in edition.rubrics:
            agrees(rubric)
            titles = rubric.columns
            wanted = {titles.number, titles.standard, titles.points, titles.text, titles.score, titles.assessed}
            assert wanted - {None} <= set(columns(rubric))


@pytest.mark.parametrize("numbers", [("1", "2", "3"), ("（1）", "（2）", "（1）")])
def test_a_form_with_parts(numbers: tuple[str, str, str]) -> None:
    agrees(parted(numbers))


def test_a_form_with_everything() -> None:
    rubric = deep()
    agrees(rubric)
    assert {"assessed", "assessed-section", "assessed-total"} <= names(form(rubric))
    assert {"bonus", "bonus-total", "with-bonus", "summed-total"} <= names(form(rubric))
    assert [len(row) for row in layout(rubric).fields] == [2, 1]


def test_numbers_that_run_through_the_form_stand_first() -> None:
    assert columns(parted(("1", "2", "3"))) == ["序号", "项目", "标准", "完成情况"]
    assert columns(parted(("（1）", "（2）", "（1）"))) == ["项目", "序号", "标准", "完成情况"]


def test_parts_have_a_column_only_where_none_prints_points() -> None:
    assert "part" not in layout(deep()).names
    sections = [{"id": "one", "title": "甲", "points": "5", "items": [item("1", JUDGE)]}]
    assert "part" not in layout(made(total="5", sections=sections)).names
    sections[0].pop("points")
    assert "part" in layout(made(total="5", sections=sections)).names


def test_a_number_without_a_column_stands_before_the_words() -> None:
    sections = [{"id": "one", "title": "甲", "items": [item("1", CHECK), item("2", CHECK, number="（2）")]}]
    said = text(form(made(sections=sections)))
    assert "1. 标准1" in said
    assert "（2）标准2" in said


def test_headings_stand_over_the_first_rows_below_them() -> None:
    (table,) = (one for one in tables(form(deep())) if one.style == "form")
    headings = [[row.kind for row in group.headings] for group in table.groups]
    assert headings == [["section-1", "section-2"], ["section-2"], ["section-1"], [], []]


def test_a_blank_form_has_no_place_for_what_only_a_calculator_knows() -> None:
    told = {"evidence", "tier-line", "readings-line"}
    assert names(form(deep())).isdisjoint(told)
    assert told <= names(form(deep(), live=True))


def test_a_form_prints_its_own_head_and_boxes_or_those_of_the_site() -> None:
    own, plain = text(form(deep())), text(form(parted(("1", "2", "3"))))
    assert "考核人员签字" in plain
    assert "填表日期" in plain
    assert "考核人员签字" not in own
    assert "填表日期" not in own
    assert "盖章" in own


def test_checks_are_printed_as_boxes_and_notes_as_lines() -> None:
    document = form(parted(("1", "2", "3")))
    lines = [line for table in tables(document) for row in table.rows for cell in row.cells for line in cell.lines]
    assert sum(isinstance(part, Box) for line in lines for part in line) == 4
    assert [part.place.of for line in lines for part in line if isinstance(part, Field)] == ["c"]
    assert text(document).count("标准c") == 1  # the part and the item say the same, once
    assert page(document).text.count("□") == 4


def test_the_printed_total_stands_beside_the_sum() -> None:
    sections = [{"id": "one", "title": "甲", "items": [item("1", JUDGE), item("2", JUDGE)]}]
    columns = {"section": "项目", "standard": "标准", "points": "分值", "score": "得分"}
    said = text(form(made(total="8", columns=columns, sections=sections)))
    assert "合计印8分，各项相加10分" in said
    assert "各项相加" not in text(form(made(total="10", columns=columns, sections=sections)))


def test_a_units_name_has_the_room_that_its_line_leaves(portal: Portal) -> None:
    """A name is written by hand, 5 mm a character: what stands alone on its line has room for twenty characters."""
    rooms = {}
    for edition in portal.editions:
        for rubric in edition.rubrics:
            for block in rubric_form(edition, rubric, scheme(edition, rubric)).blocks:
                if isinstance(block, Fields):
                    (field,) = (part for part in block.parts[0] if isinstance(part, Field))
                    rooms[len(block.parts) == 1, rubric.id] = field.width
    assert {alone for alone, _ in rooms} == {True, False}
    assert all(width * 12 * 25.4 / 72 > (100 if alone else 55) for (alone, _), width in rooms.items())


def test_a_form_that_the_notice_attaches_is_numbered_while_it_is_blank(portal: Portal) -> None:
    edition = next(one for one in portal.editions if one.series.id == "rushan-huoli-xingji")
    rubric = edition.rubrics[1]
    of = scheme(edition, rubric)
    assert rubric_form(edition, rubric, of).blocks[0] == AnnexLabel("附件2")
    assert not isinstance(rubric_form(edition, rubric, of, LIVE).blocks[0], AnnexLabel)


def test_places_are_named_as_the_form_names_them(portal: Portal) -> None:
    edition = next(one for one in portal.editions if one.series.id == "rushan-huoli-xingji")
    found = {(place.kind, place.of): place.name for place in places(form(edition.rubrics[0]))}
    assert found["score", "3"] == "第3项得分"
    assert found["section-score", "organisation"] == "自身建设规范小计"
    assert found["total-score", ""] == "合计"


def test_what_was_typed_is_printed_without_what_no_document_can_hold(portal: Portal) -> None:
    edition = next(one for one in portal.editions if one.series.id == "fangshan-zhigong-zhijia")
    rubric = edition.rubrics[0]
    of = scheme(edition, rubric)
    note = next(one for one in rubric.items if not one.checked)
    (rule,) = note.rules
    sheet = Sheet(
        unit="甲\t\n乙",
        answers={f"{note.id}.{rule.id}": "一\x00\n二\u202e", f"{rubric.items[0].id}.done": True},
        evidence={rubric.items[0].id: "见\ufffe附件"},
    )
    document = rubric_form(edition, rubric, of, filled(of, sheet))
    said = list(texts(document))
    assert {"甲 乙", "一", "二", "佐证材料：见附件"} <= set(said)
    lines = [line for table in tables(document) for row in table.rows for cell in row.cells for line in cell.lines]
    boxes = [part for line in lines for part in line if isinstance(part, Box)]
    assert [box.ticked for box in boxes[:2]] == [True, False]
    assert sum(box.ticked for box in boxes) == 1


def test_two_questions_of_an_item_that_are_wrong_alike_are_told_of_once(portal: Portal) -> None:
    edition = next(one for one in portal.editions if one.series.id == "rushan-huoli-xingji")
    rubric = edition.rubrics[0]
    of = scheme(edition, rubric)
    wrong = {"part": 3, "whole": 2}
    sheet = Sheet(answers={"5.membership": {**wrong}, "5.verified": {**wrong}})
    document = rubric_form(edition, rubric, of, filled(of, sheet))
    assert "填写有误：第5项数目不能多于总数；" in text(document)
