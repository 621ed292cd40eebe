"""The browser's engine: the hand-worked cases, and equality with Python on random sheets of published and random forms.

The whole result is compared: points, reasons, what is open, the order of everything.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random

import kind_cases
import pytest
import random_answers
import random_rubrics
import scoring_cases
import stress_rubric
import twins
from playwright.sync_api import Browser, Page
from twins import Json, Sheet, as_json, as_text, in_browser, texts

from generator.score import assess, engine
from generator.score.scheme import Scheme, canonical

RUBRICS, SHEETS = 2_000, 50  # 100,000 sheets; `make fuzz` draws on without end
CHUNK = 200  # rubrics in a test
BATCH = 40  # rubrics in a call of the browser
PUBLISHED_SHEETS = 500


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield twins.load(page)
    page.close()


@pytest.mark.parametrize("file", scoring_cases.load_all(), ids=lambda file: file.path.stem)
def test_hand_worked_cases(page: Page, schemes: dict[str, Scheme], file: scoring_cases.CaseFile) -> None:
    cases: list[scoring_cases.ItemCase | scoring_cases.SheetCase] = [*file.items, *file.sheets]
    sheets = [(dict(case.answers), list(case.readings)) for case in cases]
    results = in_browser(page, "score", [(schemes[file.rubric], sheets)])[0]
    pairs = zip(cases, results, strict=True)
    assert [(case.name, wrong) for case, result in pairs if (wrong := scoring_cases.wrong(case, result))] == []


def test_hand_worked_cases_of_every_kind(page: Page) -> None:
    wrong = []
    for case in kind_cases.load_all():
        name, beside = ("score", list(case.readings)) if case.column is None else ("assessed", case.column)
        result = in_browser(page, name, [(kind_cases.scheme(case), [(case.answers, beside)])])[0][0]
        wrong += [(case.title, found)] if (found := kind_cases.wrong(case, result)) else []
    assert wrong == []


def test_hand_worked_cases_of_links_and_facts(page: Page) -> None:
    cases = stress_rubric.CASES
    results = in_browser(page, "score", [(stress_rubric.scheme(), [(case.answers,) for case in cases])])[0]
    pairs = zip(cases, results, strict=True)
    assert [(case.name, wrong) for case, result in pairs if (wrong := stress_rubric.wrong(case, result))] == []


def _assess(of: Scheme, answers: Json, column: Json, readings: list[str]) -> Json:
    """What Python makes of an assessor's column, less what is only known of answers."""
    found = as_json(assess.assessed(of, answers, column, readings))
    for row in [*found["items"], *found["bonus"]]:
        row.pop("state", None)
        row.pop("effects")
    return found


def _compare(page: Page, name: str, python: Callable[..., object], jobs: list[tuple[Scheme, list[Sheet]]]) -> None:
    """Fails with the fewest answers that show the first difference."""
    for (of, sheets), results in zip(jobs, texts(page, name, jobs), strict=True):
        for (answers, *beside), theirs in zip(sheets, results, strict=True):
            mine = as_text(python(of, answers, *beside))
            if mine == theirs or json.loads(mine) == json.loads(theirs):  # texts that are the same are read by neither
                continue

            def differ(given: Json, of: Scheme = of, beside: list[object] = beside) -> object:
                javascript = in_browser(page, name, [(of, [(given, *beside)])])[0][0]
                return twins.differences(as_json(python(of, given, *beside)), javascript)

            assert isinstance(answers, dict)
            found = twins.fewest(differ, answers)
            pytest.fail(f"{canonical(of)}\n{found}, {beside}\nPython, JavaScript: {differ(found)}")


def _sheets(rng: Random, of: Scheme, number: int) -> list[Sheet]:
    document = json.loads(canonical(of))
    return [(random_answers.answers(rng, document), random_rubrics.readings(rng, document)) for _ in range(number)]


def _columns(rng: Random, of: Scheme, number: int) -> list[Sheet]:
    document = json.loads(canonical(of))
    drawn = [(random_answers.answers(rng, document), random_answers.column(rng, document)) for _ in range(number)]
    return [(answers, column, random_rubrics.readings(rng, document)) for answers, column in drawn]


def test_both_engines_say_the_same_of_the_published_forms(page: Page, schemes: dict[str, Scheme]) -> None:
    rng = Random(20200806)
    for of in [*schemes.values(), stress_rubric.scheme()]:
        _compare(page, "score", engine.score, [(of, _sheets(rng, of, PUBLISHED_SHEETS))])
        _compare(page, "assessed", _assess, [(of, _columns(rng, of, PUBLISHED_SHEETS // 10))])


@pytest.mark.parametrize("first", range(0, RUBRICS, CHUNK))
def test_both_engines_say_the_same_of_random_forms(page: Page, first: int) -> None:
    for start in range(first, first + CHUNK, BATCH):
        rngs = [Random(seed) for seed in range(start, start + BATCH)]
        drawn = [(rng, random_rubrics.scheme(rng)) for rng in rngs]
        _compare(page, "score", engine.score, [(of, _sheets(rng, of, SHEETS)) for rng, of in drawn])
        _compare(page, "assessed", _assess, [(of, _columns(rng, of, SHEETS // 10)) for rng, of in drawn])


def _complete(rng: Random, of: Scheme) -> Json:
    """An answer to every question; most conditions are met."""
    asked = random_answers.questions(json.loads(canonical(of)))
    lean = rng.choice((0.1, 0.5))
    sheet = {ref: random_answers.answer(rng, rule, lean, full=True) for ref, rule in asked}
    return {ref: rng.random() < 0.9 if ref.startswith("condition.") else answer for ref, answer in sheet.items()}


def _changed(answers: Json, result: Json, advice: Json) -> Json:
    """The sheet with all that follows from it written out, and then the changes."""
    sheet = {**answers, **result["inferred"]}
    for change in advice["changes"]:
        given = sheet[change["ref"]]
        sheet[change["ref"]] = {**given, change["element"]: change["to"]} if "element" in change else change["to"]
    return sheet


def test_advice_reaches_what_it_says(page: Page) -> None:
    drawn = [(rng, random_rubrics.scheme(rng)) for rng in (Random(seed) for seed in range(300))]
    sheets = [(of, [_complete(rng, of) for _ in range(10)]) for rng, of in drawn]
    jobs: list[tuple[Scheme, list[Sheet]]] = [(of, [(answers, []) for answers in given]) for of, given in sheets]
    results, advices = in_browser(page, "score", jobs), in_browser(page, "advice", jobs)
    after: list[tuple[Scheme, list[Sheet]]] = []
    promised = []
    for (of, given), found, advised in zip(sheets, results, advices, strict=True):
        for answers, result, advice in zip(given, found, advised, strict=True):
            if advice and advice["possible"]:
                after.append((of, [(_changed(answers, result, advice), [])]))
                promised.append(advice)
    assert len(promised) > 100
    for (of, _), advice, (result,) in zip(after, promised, in_browser(page, "score", after), strict=True):
        tiers = [tier.id for tier in of.tiers]
        assert result["total"]["worst"] == advice["total"]
        assert tiers.index(result["tier"]["reached"]) >= tiers.index(advice["tier"])
