"""A sheet on paper: the calculator's print and the document made of the same sheet say the same."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random

import pytest
import random_answers
from msgspec.structs import replace
from playwright.sync_api import Page, expect
from visitor import write

from generator.documents import rubric_form
from generator.documents.blocks import Block, Box, Document, Line, Row, Run, Table, texts
from generator.documents.filled import filled
from generator.model.portal import Portal
from generator.score import sheet as sheets
from generator.score.scheme import Scheme, canonical, digest, scheme

# With a column for the assessor; with a bonus and readings; answered with 是 or 否.
RUBRICS = (
    "chongqing-jkwwt-zhijia/2019/institution",
    "qinhuangdao-mofan-zhijia/2023/zhijia",
    "fangshan-zhigong-zhijia/2018/demonstration",
)
SHEETS = 8
PRINTED = """(form) => {
  const words = [];
  const walk = (node) => {
    if (node.nodeType === Node.TEXT_NODE) words.push(node.data);
    else if (!node.hidden) node.childNodes.forEach(walk);
  };
  walk(form);
  return words.join('');
}"""


def sheet(rng: Random, of: Scheme, name: str) -> dict[str, object]:
    """A sheet that makes sense, whole or in parts, with an assessor's column or without one."""
    document = json.loads(canonical(of))
    chance, lean = rng.choice((0.3, 0.8, 1)), rng.choice((0.1, 0.5, 0.95))
    asked = [question for question in random_answers.questions(document) if rng.random() < chance]
    assessed = {}
    if rng.random() < 0.7:
        for row in random_answers.rows(document):
            points = row.get("points") or row.get("limit") or 500
            given = (
                {"points": f"{rng.randint(0, points // 50) / 2}"}
                if "points" in row or "title" in row
                else {"met": True}
            )
            if rng.random() < chance:
                assessed[row["id"]] = given | ({"reason": "材料不全"} if rng.random() < 0.3 else {})
    return {
        "rubric": of.id,
        "digest": digest(of),
        "unit": name,
        "answers": {ref: random_answers.answer(rng, rule, lean, full=True) for ref, rule in asked},
        "readings": [ref for ref in of.readings if rng.random() < 0.3],
        "assessed": assessed,
        "evidence": {row["id"]: "见附件\n第2页" for row in random_answers.rows(document) if rng.random() < 0.2},
    }


def boxed(line: Line) -> Line:
    return tuple(Run("☑" if part.ticked else "□") if isinstance(part, Box) else part for part in line)


def row_boxed(row: Row) -> Row:
    return replace(row, cells=tuple(replace(cell, lines=tuple(map(boxed, cell.lines))) for cell in row.cells))


def said(document: Document) -> str:
    """The words of a document with its boxes, and its footer, which the page shows below."""
    blocks: list[Block] = []
    for block in document.blocks:
        if isinstance(block, Table):
            groups = (replace(group, rows=tuple(map(row_boxed, group.rows))) for group in block.groups)
            blocks.append(replace(block, groups=tuple(groups)))
        else:
            blocks.append(block)
    return "".join([*texts(replace(document, blocks=tuple(blocks))), document.footer])


@pytest.mark.parametrize("name", RUBRICS)
def test_print_and_document_say_the_same(page: Page, served: str, portal: Portal, tmp_path: Path, name: str) -> None:
    edition = next(edition for edition in portal.editions if name.startswith(edition.address))
    rubric = next(rubric for rubric in edition.rubrics if name == f"{edition.address}{rubric.id}")
    of = scheme(edition, rubric)
    rng = Random(f"{name} on paper")
    page.goto(f"{served}/{edition.address}score/{rubric.id}/")
    for at in range(SHEETS):
        file = write(tmp_path / "sheet.json", sheet(rng, of, f"第{at}个单位"))
        page.locator("[data-import-file]").set_input_files(file)
        expect(page.locator("[data-unit]")).to_have_value(f"第{at}个单位")
        printed = page.locator("[data-printout] .p-form").evaluate(PRINTED)
        document = rubric_form(edition, rubric, of, filled(of, sheets.read(file)))
        assert "".join(printed.split()) == "".join(said(document).split())
