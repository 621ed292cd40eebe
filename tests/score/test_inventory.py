"""What the five sources hold, counted and added up as printed: the rubrics and the oracle alike."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

import pytest
from oracle.texts.form import Form
from oracle.texts.printed import FORMS, HEADINGS, TOTALS

from generator.model.portal import Portal
from generator.model.rubric import BonusItem, Counted, Item, Rubric
from generator.model.rules import Check, Note
from generator.score.scheme import Scheme, scheme

ORACLE = sorted((Path(__file__).resolve().parents[1] / "oracle").rglob("*.py"))


@pytest.mark.parametrize("path", ORACLE, ids=lambda path: path.stem)
def test_the_oracle_shares_nothing_with_the_engines(path: Path) -> None:
    nodes = list(ast.walk(ast.parse(path.read_text("utf-8"))))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    assert {name.partition(".")[0] for name in names} <= {"oracle", *sys.stdlib_module_names}


@pytest.fixture(scope="module")
def schemes(portal: Portal) -> dict[str, Scheme]:
    """The forms of the five sources; whatever other campaigns come is not counted here."""
    found = {of.id: of for edition in portal.editions for of in (scheme(edition, r) for r in edition.rubrics)}
    return {form.id: found[form.id] for form in FORMS}


@pytest.fixture(scope="module")
def rubrics(schemes: dict[str, Scheme]) -> dict[str, Rubric]:
    return {name: of.rubric for name, of in schemes.items()}


def test_the_five_sources(rubrics: dict[str, Rubric]) -> None:
    """173 scored items, 1 bonus row, 57 yes/no rows, 4 free-text rows; beside them the standards without a form."""
    items = [(name, item) for name, rubric in rubrics.items() for item in rubric.items]
    scored = [item for _, item in items if item.points]
    bonus = [item for rubric in rubrics.values() if rubric.bonus for item in rubric.bonus.items]
    boxes = [name for name, item in items if any(isinstance(rule, Check) for rule in item.rules)]
    blanks = [item for _, item in items if any(isinstance(rule, Note) for rule in item.rules)]
    standards = [name for name in boxes if name.startswith("qingdao-")]
    assert (len(scored), len(bonus), len(boxes) - len(standards), len(blanks)) == (173, 1, 57, 4)
    assert len(standards) == 31 + 26 + 25
    assert len(items) == 173 + 57 + 4 + 82


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_rows_are_those_of_the_form(rubrics: dict[str, Rubric], form: Form) -> None:
    rubric = rubrics[form.id]
    assert [(item.id, item.points) for item in rubric.items] == [
        (row.id, row.points and row.points * 100) for row in form.rows.values()
    ]
    assert [row.id for row in rubric.rows] == [*form.rows, *form.bonus]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_oracle_quotes_the_rows(rubrics: dict[str, Rubric], form: Form) -> None:
    quotes = {name: row.words for name, row in {**form.rows, **form.bonus}.items()}
    texts = {row.id: "".join(printed_words(row).split()) for row in rubrics[form.id].rows}
    assert [name for name, words in quotes.items() if words not in texts[name]] == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_the_oracle_reads_the_other_way_too(schemes: dict[str, Scheme], form: Form) -> None:
    """Every row that can be read otherwise; the reading about tiers is of no row."""
    assert set(form.otherwise) == set(schemes[form.id].readings) - {"bonus"}


def printed_words(row: Counted) -> str:
    match row:
        case Item():
            return row.printed
        case BonusItem():
            return row.text
    raise AssertionError(row)


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_sections_are_those_of_the_form(rubrics: dict[str, Rubric], form: Form) -> None:
    rubric = rubrics[form.id]
    names, points = list(form.rows), {name: row.points or 0 for name, row in form.rows.items()}
    for heading in HEADINGS[form.id]:
        (section,) = (section for section in rubric.all_sections if section.title == heading.title)
        rows, names = names[: heading.rows], names[heading.rows :]
        assert [item.id for item in section.all_items] == rows
        assert section.summed == 100 * (heading.points or 0)
        assert sum(points[name] for name in rows) == (heading.points or 0)
    assert names == []


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_totals_are_those_of_the_form(rubrics: dict[str, Rubric], form: Form) -> None:
    """One form prints 100 over rows that add up to 105: shown as printed, counted as the rows have it."""
    rubric = rubrics[form.id]
    printed = TOTALS.get(form.id)
    assert rubric.total == (printed and printed * 100)
    surplus = 5 if form.id == "chongqing-jkwwt-zhijia/2019/institution" else 0
    assert rubric.summed == 100 * ((printed or 0) + surplus)


def test_no_veto_is_said_to_be_answered_as_no_page_offers(schemes: dict[str, Scheme]) -> None:
    """It is there or it is not: whoever reads “否” finds no such answer, or takes it for “not allowed”."""
    readings = [veto.reading or "" for of in schemes.values() for veto in of.vetoes]
    assert [text for text in readings if "“否”" in text or "“是”" in text] == []


def test_a_line_that_is_not_printed_as_inclusive_is_told_as_a_reading(schemes: dict[str, Scheme]) -> None:
    """“以上” alone is taken to include the number, and who reads “含” without “按” takes it for printed."""
    tiers = {tier.text: tier.quote for of in schemes.values() for tier in of.tiers}
    unprinted = [text for text, quote in tiers.items() if "含" in text and "含" not in quote]
    assert unprinted
    assert [text for text in unprinted if "“以上”按含" not in text] == []


@pytest.mark.parametrize(
    ("form", "item", "says"),
    [
        ("rushan-huoli-xingji/2020/enterprise", "5", "89.5%要扣1分"),  # 每少一个百分点扣1分
        ("rushan-huoli-xingji/2020/enterprise", "17", "有一件没有做的"),  # 未进行入户走访、信息核准、建立完善档案扣2分
        ("rushan-huoli-xingji/2020/regional", "7", "缺一样的"),  # 未建立相应激励机制并经职代会审议通过，扣2分
    ],
)
def test_who_did_a_part_is_told_how_to_answer(rubrics: dict[str, Rubric], form: str, item: str, says: str) -> None:
    """The question repeats the printed words, which leave open what becomes of a part."""
    told = next(one for one in rubrics[form].items if one.id == item)
    assert says in "".join(told.hints)
