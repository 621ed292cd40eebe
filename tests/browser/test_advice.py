"""The advice of the calculator is minimal: every set of changes to small random forms is tried."""

from __future__ import annotations

import json
from collections.abc import Iterator
from random import Random
from typing import Any

import advice_search
import pytest
import random_answers
import random_rubrics
import twins
from playwright.sync_api import Browser, Page

from generator.model.rules import Count
from generator.score import engine
from generator.score.scheme import Scheme, canonical

FORMS = 400
SHEETS = 6
LEAST = 300
"""So many advices must have been compared, of these a third with a way to the tier."""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = twins.load(browser.new_page())
    yield page
    page.close()


def complete(rng: Random, of: Scheme) -> dict[str, Any]:
    """An answer to every question."""
    asked = random_answers.questions(json.loads(canonical(of)))
    lean = rng.choice((0.1, 0.3, 0.5))
    sheet = {ref: random_answers.answer(rng, rule, lean, full=True) for ref, rule in asked}
    return {ref: rng.random() < 0.9 if ref.startswith("condition.") else answer for ref, answer in sheet.items()}


def number(of: Scheme, change: dict[str, Any], answers: dict[str, Any]) -> int:
    """How many changes one line of the advice stands for: occurrences of a count are several."""
    counts = [f"{item.id}.{rule.id}" for item in of.rubric.items for rule in item.rules if isinstance(rule, Count)]
    return int(change["to"] - answers[change["ref"]]) if change["ref"] in counts else 1


def test_no_fewer_changes_and_no_less_effort_would_do(page: Page) -> None:
    compared, possible, wrong = 0, 0, []
    for seed in range(FORMS):
        rng = Random(seed)
        of = random_rubrics.scheme(rng)
        sheets = [complete(rng, of) for _ in range(SHEETS)]
        (advices,) = twins.in_browser(page, "advice", [(of, [(sheet, []) for sheet in sheets])])
        for answers, advice in zip(sheets, advices, strict=True):
            if engine.score(of, answers).conflicts:
                continue  # the calculator lets no two answers contradict each other
            try:
                best = advice_search.search(of, answers)
            except advice_search.TooManyError:
                continue
            compared += 1
            possible += bool(best and best.cost)
            if not agrees(of, best, advice, answers):
                wrong.append((seed, answers, best, advice))
    assert wrong[:1] == []
    assert (compared, possible) >= (LEAST, LEAST // 3)


def agrees(of: Scheme, best: advice_search.Best | None, advice: dict[str, Any] | None, answers: dict[str, Any]) -> bool:
    """Whether the advice costs what the cheapest way costs."""
    if best is None or advice is None:
        return best is None and advice is None
    if not advice["possible"]:
        return best.cost is None and advice["tier"] == best.tier
    found = (sum(number(of, change, answers) for change in advice["changes"]), advice["effort"])
    return advice["tier"] == best.tier and found == best.cost
