"""The formulas of a workbook, computed here, equal the engine: every number of it, whatever is filled in."""

from __future__ import annotations

import json
from random import Random

import pytest
import random_rubrics
import stress_rubric
from workbook_cells import Cells, drawn, expected, outcome, said

from generator.formats.workbook.counting import Counting, counting
from generator.formats.workbook.expressions import Cell, Values, join, render
from generator.formats.workbook.inputs import labels
from generator.model.portal import Portal
from generator.score.scheme import Scheme, canonical, scheme

SHEETS = 10
RUBRICS = 150
CHUNK = 25


def differences(made: Counting, of: Scheme, cells: Cells) -> dict[str, tuple[object, object]]:
    """Where the formulas say otherwise than the engine, formulas first."""
    values = Values(made.grid.formulas, {**labels(of), **cells})
    found = {name: values.of(part) for name, part in outcome(made).items()} | {"asked": values.of(made.unanswered)}
    wanted = expected(of, said(of, cells), made)
    return {name: (found.get(name), value) for name, value in wanted.items() if found.get(name) != value}


def agree(of: Scheme, rng: Random, sheets: int) -> None:
    """Fails with the fewest cells that show a difference."""
    made, document = counting(of), json.loads(canonical(of))
    for _ in range(sheets):
        cells = drawn(rng, of, document)
        if differences(made, of, cells):
            for key in list(cells):
                fewer = {other: value for other, value in cells.items() if other != key}
                cells = fewer if differences(made, of, fewer) else cells
            pytest.fail(f"{cells}: {differences(made, of, cells)}")


def test_published_rubrics(portal: Portal) -> None:
    rng = Random(5)
    for edition in portal.editions:
        for rubric in edition.rubrics:
            agree(scheme(edition, rubric), rng, SHEETS)


def test_stress_rubric() -> None:
    agree(stress_rubric.scheme(), Random(6), SHEETS * 20)


@pytest.mark.parametrize("first", range(0, RUBRICS, CHUNK))
def test_random_rubrics(first: int) -> None:
    for seed in range(first, first + CHUNK):
        rng = Random(seed)
        agree(random_rubrics.scheme(rng), rng, SHEETS)


def test_a_long_text_is_written_in_parts() -> None:
    text = '甲"' * 200
    rendered = render(join(text, Cell("a")), lambda name: name.upper())
    assert max(map(len, rendered.replace('""', "''").split('"'))) < 255
    assert rendered.replace('""', "''").replace('"&"', "").strip('(")&A') == text.replace('"', "''")
