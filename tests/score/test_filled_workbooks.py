"""The portal's own workbooks, filled in with random sheets: what is read back is the sheet."""

from __future__ import annotations

import json
from pathlib import Path
from random import Random
from typing import Any

import office
import openpyxl
import pytest
import random_answers

from generator.documents import rubric_form
from generator.formats import workbook
from generator.model.portal import Portal
from generator.problems import ProblemsFoundError
from generator.score import sheet
from generator.score.report import scored
from generator.score.scheme import ENGINE, Scheme, canonical, digest, scheme
from generator.score.sheet import Sheet

Json = dict[str, Any]


def drawn(rng: Random, of: Scheme) -> Json:
    """A sheet that a workbook can hold: no nonsense, numbers as cells have them."""
    document = json.loads(canonical(of))
    answers = {}
    for ref, rule in random_answers.questions(document):
        given = random_answers.answer(rng, rule, 0.5, full=rng.random() < 0.7)
        if rng.random() < 0.8 and given != {}:
            answers[ref] = float(given) if rule and rule["kind"] == "judge" and isinstance(given, str) else given
    assessed: Json = {}
    for row in of.rubric.rows:
        most = getattr(row, "points", None) if row in of.rubric.items else getattr(row, "limit", None)
        entry: Json = {"reason": "现场核对，\n以记录为准"} if rng.random() < 0.5 else {}
        if most and rng.random() < 0.7:
            entry["points"] = rng.randint(0, most) / 100
        if row.checked and rng.random() < 0.7:
            entry["met"] = rng.random() < 0.5
        if entry:
            assessed[row.id] = entry
    return {
        "rubric": of.id,
        "digest": digest(of),
        "engine": ENGINE,
        "unit": rng.choice(("喆堃玥珺工会", "=1+1", "+86 工会", "甲" * 60, "甲 <&> 乙")),
        "answers": answers,
        "readings": [ref for ref in of.readings if rng.random() < 0.5],
        "assessed": assessed,
        "evidence": {row.id: "会议记录" for row in of.rubric.rows if rng.random() < 0.5},
    }


def told(found: Sheet) -> Json:
    """Everything but the order of readings."""
    return {**found.model_dump(exclude={"saved"}), "readings": sorted(found.readings)}


@pytest.fixture(scope="module")
def made(portal: Portal, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Scheme, Sheet, Path]]:
    """A workbook for every published form, filled in with the sheet beside it."""
    folder = tmp_path_factory.mktemp("filled")
    found = []
    for edition in portal.editions:
        for rubric in edition.rubrics:
            of = scheme(edition, rubric)
            given = Sheet.model_validate(drawn(Random(of.id), of))
            path = folder / f"{of.id.replace('/', '_')}.xlsx"
            path.write_bytes(workbook.write(of, rubric_form(edition, rubric, of), given))
            found.append((of, given, path))
    return found


def test_a_filled_workbook_is_its_sheet(made: list[tuple[Scheme, Sheet, Path]]) -> None:
    assert made
    for of, given, path in made:
        found = sheet.read(path)
        assert found.saved is None
        assert told(found) == told(given)
        assert scored(of, found) == scored(of, given)


def test_a_workbook_that_libreoffice_saved_again(made: list[tuple[Scheme, Sheet, Path]], tmp_path: Path) -> None:
    some = made[::4]  # it is slow with workbooks of so many formulas
    for (_, given, _), again in zip(some, office.convert([path for *_, path in some], "xlsx", tmp_path), strict=True):
        assert told(sheet.read(again)) == told(given)


@pytest.mark.parametrize("move", ["insert_rows", "delete_rows", "insert_cols", "delete_cols"])
def test_a_workbook_whose_rows_or_columns_were_moved_is_refused(
    made: list[tuple[Scheme, Sheet, Path]], tmp_path: Path, move: str
) -> None:
    """Its protection has no password: whoever takes it off could make other cells of the answers."""
    book = openpyxl.load_workbook(made[0][2])
    getattr(book["作答"], move)(2)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(ProblemsFoundError, match="行或列移动过"):
        sheet.read(tmp_path / "a.xlsx")
