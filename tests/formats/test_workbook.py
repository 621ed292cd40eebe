"""The workbook of a rubric: what stands in it, what may be typed, what it says when LibreOffice computes it."""

from __future__ import annotations

import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from random import Random

import office
import openpyxl
import pytest
import random_rubrics
import stress_rubric
from openpyxl.worksheet.worksheet import Worksheet
from pydantic import ValidationError
from workbook_cells import Cells, drawn, said

from generator import documents, pipeline
from generator.documents.blocks import Document, texts
from generator.formats import workbook
from generator.formats.workbook.inputs import entered, inputs, labels
from generator.model.portal import Edition, Portal
from generator.model.rubric import Item, Rubric
from generator.score.scheme import ENGINE, Scheme, canonical, digest, scheme
from generator.score.sheet import Sheet

ROOT = Path(__file__).resolve().parents[2]
SHEETS = ["作答", "打分表", "计算", "portal"]
KNOWN = {"IF", "AND", "OR", "NOT", "MIN", "MAX", "SUM", "INT", "MOD", "ROUND", "LEN", "EXACT"} | {
    f"IS{kind}" for kind in ("BLANK", "TEXT", "NUMBER", "LOGICAL")
}
NAMES = ("=1+1", "+1", "-1", "@SUM(1)", '=HYPERLINK("http://example.org")', "喆堃玥珺瑢" * 12)
VALUE = re.compile(r"<c ([^>]*)><f[^>]*>[^<]*</f><v>([^<]*)</v></c>")
FORMULA = re.compile(r"<c ([^>]*)><f>([^<]*)</f><v>([^<]*)</v></c>")


def published() -> list[tuple[Edition, Rubric]]:
    return [(edition, rubric) for edition in pipeline.read(ROOT).editions for rubric in edition.rubrics]


PUBLISHED = published()
IDS = [f"{edition.address}{rubric.id}" for edition, rubric in PUBLISHED]


def blank(of: Scheme, edition: Edition, rubric: Rubric) -> Document:
    return documents.rubric_form(edition, rubric, of)


def made(edition: Edition, rubric: Rubric, filled: Sheet | None = None, cells: Cells | None = None) -> bytes:
    of = scheme(edition, rubric)
    return workbook.write(of, blank(of, edition, rubric), filled, cells)


def opened(data: bytes, *, values: bool = False) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(data), data_only=values)


def keys(book: openpyxl.Workbook) -> dict[str, tuple[str, str]]:
    """Type and cell by key, as the sheet for readers has them; its anchors say what stands where they point."""
    rows = list(book["portal"].iter_rows(values_only=True))
    assert rows[0] == ("key", "type", "cell")
    anchors = [(text, cell) for key, text, cell in rows if key == "anchor"]
    assert [book["作答"][cell].value for _, cell in anchors] == [text for text, _ in anchors] != []
    return {str(key): (str(kind), str(cell or "")) for key, kind, cell in rows[1:] if key != "anchor"}


@pytest.mark.parametrize(("edition", "rubric"), PUBLISHED, ids=IDS)
def test_a_blank_workbook(edition: Edition, rubric: Rubric) -> None:
    of = scheme(edition, rubric)
    document = blank(of, edition, rubric)
    data = workbook.write(of, document)
    assert data == workbook.write(of, document)
    book = opened(data)
    assert book.sheetnames == SHEETS
    assert [book[name].sheet_state for name in SHEETS] == ["visible", "visible", "hidden", "hidden"]
    found = keys(book)
    assert found["rubric"][0] == of.id
    assert found["digest"][0] == digest(of)
    assert found["engine"][0] == str(ENGINE)
    places = {key: cell for key, (_, cell) in found.items() if cell}
    assert list(places) == [one.key for one in inputs(of)]
    assert {key: kind for key, (kind, cell) in found.items() if cell} == {one.key: one.kind for one in inputs(of)}
    assert {key: kind for key, (kind, _) in found.items() if key.startswith("option:")} == labels(of)
    protected(book, set(places.values()))
    checked(book["作答"], {places[one.key]: one.kind for one in inputs(of)})
    printing(book, document)
    assert_texts(book, document)
    assert_formulas(data)


def protected(book: openpyxl.Workbook, places: set[str]) -> None:
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.password is None
        assert not sheet.protection.formatColumns  # what is protected is said: these are not
        assert not sheet.protection.formatRows
    unlocked = {cell.coordinate for row in book["作答"].iter_rows() for cell in row if not cell.protection.locked}
    merged = {str(one).split(":")[0]: one for one in book["作答"].merged_cells.ranges}
    inside = {
        cell.coordinate
        for place in places
        if place in merged
        for row in book["作答"][str(merged[place])]
        for cell in row
    }
    assert places <= unlocked
    assert unlocked <= places | inside


def checked(sheet: Worksheet, kinds: dict[str, str]) -> None:
    """Every input has its check, and nothing else has one."""
    found = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    assert found.keys() == kinds.keys()
    wanted = {"yesno": "list", "option": "list", "words": "textLength", "points": "custom", "number": "whole"}
    assert {place: one.type for place, one in found.items()} == {place: wanted[kind] for place, kind in kinds.items()}
    assert all(one.showErrorMessage and one.error for one in found.values())


def printing(book: openpyxl.Workbook, document: Document) -> None:
    for name in SHEETS[:2]:
        sheet = book[name]
        assert sheet.page_setup.paperSize == 9
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.page_setup.fitToHeight == 0
        assert sheet.print_title_rows
        assert document.footer in sheet.oddFooter.left.text
        assert "第 &P 页" in sheet.oddFooter.right.text
        assert "共 &N 页" in sheet.oddFooter.right.text
    assert book["作答"].freeze_panes == "A4"
    assert book["作答"].page_setup.orientation == "landscape"


def assert_texts(book: openpyxl.Workbook, document: Document) -> None:
    """打分表 says every text of the form in its order; a formula says its own."""
    form = opened_values(book)
    at = 0
    for text in texts(document):
        for char in re.sub(r"\s", "", text):
            at = form.find(char, at) + 1
            assert at, text


def opened_values(book: openpyxl.Workbook) -> str:
    said = (str(cell.value) for row in book["打分表"].iter_rows() for cell in row if cell.value is not None)
    return re.sub(r"\s", "", "".join(said))


def assert_formulas(data: bytes) -> None:
    """Only functions that old spreadsheets know, not too long, not too deep, no text too long, nothing volatile."""
    for _, formula, _ in formulas(data):
        assert len(formula) < 8000, formula
        bare = re.sub(r'"(?:[^"]|"")*"', '""', formula)
        assert set(re.findall(r"([A-Z.]+)\(", bare)) <= KNOWN
        assert all(len(text) < 255 for text in re.findall(r'"((?:[^"]|"")*)"', formula))
        depth = most = 0
        for char in bare:
            depth += (char == "(") - (char == ")")
            most = max(most, depth)
        assert most <= 60


BANDS = [{"at_least": str(at), "points": str(at)} for at in range(51, 0, -1)]
OPTIONS = [{"id": f"o{at}", "label": f"{at}次", "loss": str(at)} for at in range(51)]


@pytest.mark.parametrize(("kind", "key", "grades"), [("bands", "bands", BANDS), ("level", "options", OPTIONS)])
def test_as_many_grades_as_a_formula_can_ask_for(kind: str, key: str, grades: list[dict[str, str]]) -> None:
    rule = {"id": "r", "kind": kind, "says": ["甲"], "ask": "甲"}
    item = {"id": "x", "standard": "甲", "points": "51"}
    with pytest.raises(ValidationError, match="at most 50 items"):
        Item.model_validate({**item, "rules": [{**rule, key: grades}]})
    edition, published = PUBLISHED[0]
    row = Item.model_validate({**item, "rules": [{**rule, key: grades[1:]}]})
    section = published.sections[0].model_copy(update={"items": (row,), "sections": ()})
    rubric = published.model_copy(update={"id": "x", "sections": (section,), "vetoes": (), "facts": ()})
    assert_formulas(made(edition, rubric))


def formulas(data: bytes) -> Iterator[tuple[str, str, str]]:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for name in file.namelist():
            if name.startswith("xl/worksheets/"):
                text = file.read(name).decode()
                found = FORMULA.findall(text)
                assert len(found) == text.count("<f>")
                yield from ((where, html.unescape(formula), value) for where, formula, value in found)


# What is filled in.


def test_what_people_type_is_never_a_formula() -> None:
    edition, rubric = PUBLISHED[6]
    item = rubric.items[0].id
    plain = sum(1 for _ in formulas(made(edition, rubric)))
    for name in NAMES:
        sheet = Sheet(unit=name, answers={}, evidence={item: name})
        data = made(edition, rubric, sheet)
        assert sum(1 for _ in formulas(data)) == plain
        assert b"<hyperlink" not in zipfile.ZipFile(io.BytesIO(data)).read("xl/worksheets/sheet1.xml")
        book = opened(data, values=True)
        unit = book["作答"][keys(book)["unit"][1]]
        assert (unit.value, unit.data_type) == (name, "s")


@pytest.mark.parametrize("at", [11, 13], ids=[IDS[11], IDS[13]])
def test_a_filled_workbook_says_the_sheet(at: int) -> None:
    edition, rubric = PUBLISHED[at]
    of, rng = scheme(edition, rubric), Random(at)
    document = json.loads(canonical(of))
    for _ in range(2):
        sheet = said(of, drawn(rng, of, document))
        book = opened(made(edition, rubric, sheet), values=True)
        typed = {key: book["作答"][cell].value for key, (_, cell) in keys(book).items() if cell}
        assert said(of, {key: value for key, value in typed.items() if value is not None}) == sheet
        assert {key: value for key, value in typed.items() if value is not None} == entered(of, sheet)


def test_what_no_file_can_hold_is_left_out_of_words() -> None:
    edition, rubric = next(pair for pair in PUBLISHED if pair[1].id == "advanced" and pair[0].id == "2018")
    of = scheme(edition, rubric)
    key = next(one.key for one in inputs(of) if one.kind == "words" and one.key.startswith("answer:"))
    row = rubric.items[0].id
    words = "甲\0乙\ufffe丙\n丁"
    document = {"answers": {key.partition(":")[2]: f"\ud800{words}"}, "assessed": {row: {"reason": words}}}
    book = opened(made(edition, rubric, Sheet.model_validate({**document, "evidence": {row: words}})), values=True)
    where = keys(book)
    for one in (key, f"assessed:{row}.reason", f"evidence:{row}"):
        assert book["作答"][where[one][1]].value == "甲乙丙\n丁"


def test_a_row_that_needs_three_pages_is_several_rows() -> None:
    edition, rubric = PUBLISHED[13]
    long = "按规定建立工会组织，制度健全，档案齐全。" * 250
    first = rubric.sections[0]
    item = first.items[0].model_copy(update={"standard": long})
    section = first.model_copy(update={"items": (item, *first.items[1:])})
    longer = rubric.model_copy(update={"sections": (section, *rubric.sections[1:])})
    book = opened(made(edition, longer))
    for name in SHEETS[:2]:
        sheet = book[name]
        heights = [row.height or 0 for row in sheet.row_dimensions.values()]
        assert max(heights) <= 409
        cell = next(cell for row in sheet.iter_rows() for cell in row if str(cell.value or "").startswith(long))
        area = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
        assert area.min_row < area.max_row
        assert sum(heights[area.min_row - 1 : area.max_row]) > 1000


# Computed by LibreOffice.


def spoiled(data: bytes) -> bytes:
    """The workbook with a wrong value beside every formula."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as out:
        for name in file.namelist():
            text = file.read(name)
            if name.startswith("xl/worksheets/"):
                text = FORMULA.sub(_spoil, text.decode()).encode()
            out.writestr(name, text)
    return target.getvalue()


def _spoil(match: re.Match[str]) -> str:
    where = match[1].replace(' t="str"', "")
    return f"<c {where}><f>{match[2]}</f><v>-777</v></c>"


def computed(data: bytes) -> dict[str, str | float]:
    """What stands beside every formula, by sheet and address."""
    found: dict[str, str | float] = {}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for at in range(1, len(SHEETS) + 1):
            for cell, value in VALUE.findall(file.read(f"xl/worksheets/sheet{at}.xml").decode()):
                where = re.search(r'r="([A-Z]+[0-9]+)"', cell)
                assert where
                found[f"{at}!{where[1]}"] = html.unescape(value) if 't="str"' in cell or not value else float(value)
    return found


def test_libreoffice_computes_what_is_written(portal: Portal, tmp_path: Path) -> None:
    """Workbooks blank and filled in, with every value spoiled, come back with the values that were written."""
    rng = Random(11)
    written = [made(*PUBLISHED[11])]
    edition = portal.editions[0]
    form = blank(scheme(edition, edition.rubrics[0]), edition, edition.rubrics[0])
    for edition, rubric in PUBLISHED:
        of = scheme(edition, rubric)
        document = json.loads(canonical(of))
        written.append(made(edition, rubric, cells=drawn(rng, of, document)))
    others = [stress_rubric.scheme(), *(random_rubrics.scheme(Random(seed)) for seed in range(12))]
    for of in others:
        own = Document(form.name, form.title, form.author, form.blocks[:2])
        written.append(workbook.write(of, own, cells=drawn(rng, of, json.loads(canonical(of)))))
    paths = [tmp_path / f"{at}.xlsx" for at in range(len(written))]
    for path, data in zip(paths, written, strict=True):
        path.write_bytes(spoiled(data))
    for path, data in zip(office.convert(paths, "xlsx", tmp_path / "made", recalculate=True), written, strict=True):
        wanted, found = computed(data), computed(path.read_bytes())
        assert len(wanted) > 20
        assert found.keys() >= wanted.keys()  # LibreOffice writes a truth value as a formula
        assert {at: (found[at], value) for at, value in wanted.items() if not same(found[at], value)} == {}


def same(one: str | float, other: str | float) -> bool:
    if isinstance(one, float) and isinstance(other, float):
        return abs(one - other) < 1e-9
    return one == other
