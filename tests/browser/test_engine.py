"""The browser's engine: the hand-worked cases, and equality with Python on random sheets."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
import scoring_cases
import stress_rubric
from playwright.sync_api import Browser, Page

from generator.model.portal import Portal
from generator.model.rubric import Count, Deduct, Level, Parts, Rate, Rule
from generator.score import engine
from generator.score.scheme import Scheme, canonical, scheme

ROOT = Path(__file__).resolve().parents[2]
RANDOM_SHEETS = 4_000


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    page.add_script_tag(content=(ROOT / "site_templates" / "calculator" / "engine.js").read_text("utf-8"))
    yield page
    page.close()


@pytest.fixture(scope="module")
def schemes(portal: Portal) -> dict[str, Scheme]:
    found = [scheme(edition, rubric) for edition in portal.editions for rubric in edition.rubrics]
    return {each.id: each for each in found}


def in_browser(page: Page, of: Scheme, sheets: list[dict[str, object]]) -> list[dict[str, Any]]:
    """All results in one call; answers cross as JSON text, as they would in a file."""
    script = (
        "([scheme, sheets]) => JSON.stringify(JSON.parse(sheets).map(s => PortalEngine.score(JSON.parse(scheme), s)))"
    )
    results: list[dict[str, Any]] = json.loads(page.evaluate(script, [canonical(of), json.dumps(sheets)]))
    return results


@pytest.mark.parametrize("file", scoring_cases.load_all(), ids=lambda file: file.path.stem)
def test_hand_worked_cases(page: Page, schemes: dict[str, Scheme], file: scoring_cases.CaseFile) -> None:
    everything: list[scoring_cases.ItemCase | scoring_cases.SheetCase] = [*file.items, *file.sheets]
    results = in_browser(page, schemes[file.rubric], [dict(case.answers) for case in everything])
    wrong = []
    for case, result in zip(everything, results, strict=True):
        if isinstance(case, scoring_cases.ItemCase):
            item = next(item for item in result["items"] if item["id"] == case.item)
            found: tuple[object, ...] = (item["worst"], item["best"])
            wanted: tuple[object, ...] = (case.points.worst, case.points.best)
        else:
            found = (result["total"]["worst"], result["total"]["best"], result["tier"]["reached"], result["barred"])
            wanted = (case.total.worst, case.total.best, case.tier, list(case.barred))
        if found != wanted:
            wrong.append((case.name, found, wanted))
    assert wrong == []


def test_hand_worked_cases_of_links_and_facts(page: Page) -> None:
    cases = stress_rubric.CASES
    results = in_browser(page, stress_rubric.scheme(), [case.answers for case in cases])
    assert [
        found for case, result in zip(cases, results, strict=True) if (found := stress_rubric.wrong(case, result))
    ] == []


NONSENSE: list[object] = [
    None,
    "x",
    -1,
    1.5,
    True,
    [],
    {"x": True},
    {"part": 3, "whole": 2},
    {"part": 0, "whole": 0},
    10**8,
    2.0,
]


def random_sheet(of: Scheme, pick: random.Random) -> dict[str, object]:
    """Answers of every shape: complete or with gaps, and now and then nonsense."""
    gaps, nonsense = pick.choice([0.0, 0.1, 0.5]), pick.choice([0.0, 0.0, 0.05])
    answers: dict[str, object] = {f"fact.{fact.id}": pick.random() < 0.5 for fact in of.rubric.facts}
    answers |= {f"veto.{veto.id}": pick.random() < 0.1 for veto in of.vetoes}
    for item in of.rubric.items:
        answers |= {f"{item.id}.{rule.id}": random_answer(rule, pick, gaps) for rule in item.rules}
    kept = {ref: answer for ref, answer in answers.items() if pick.random() >= gaps}
    return {ref: pick.choice(NONSENSE) if pick.random() < nonsense else answer for ref, answer in kept.items()}


def random_answer(rule: Rule, pick: random.Random, gaps: float) -> object:
    """An answer that the rule can have; rates close to their threshold."""
    match rule:
        case Deduct() if rule.each:
            return {element.id: pick.random() < 0.5 for element in rule.each if pick.random() >= gaps}
        case Parts():
            return {part.id: pick.random() < 0.5 for part in rule.parts if pick.random() >= gaps}
        case Rate():
            whole = pick.choice([1, 7, 10, 100, 199, 999, 9_999_999])
            near = whole * (rule.at_least or rule.more_than or 0) // 10_000 + pick.choice([-2, -1, 0, 1, 2])
            return {"part": max(0, pick.choice([near, pick.randint(0, whole)])), "whole": whole}
        case Count():
            return pick.choice([0, 1, 2, 3, 4, 50])
        case Level():
            return pick.choice([option.id for option in rule.options])
        case _:
            return pick.random() < 0.5


def test_both_engines_say_the_same(page: Page, schemes: dict[str, Scheme]) -> None:
    """The whole result is compared: points, reasons, what is open, the order of everything."""
    pick = random.Random(20200806)
    for of in [*schemes.values(), stress_rubric.scheme()]:
        sheets = [random_sheet(of, pick) for _ in range(RANDOM_SHEETS)]
        python = [json.loads(json.dumps(asdict(engine.score(of, sheet)))) for sheet in sheets]
        for sheet, mine, theirs in zip(sheets, python, in_browser(page, of, sheets), strict=True):
            assert theirs == mine, sheet
