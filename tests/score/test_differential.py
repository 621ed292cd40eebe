"""The Python engine equals the oracle, whatever the rubric and whatever is answered.

A rubric is drawn from a seed, then many sheets for it. To look at a failure, draw it again by its seed.
Hypothesis draws some more, a sheet each: it makes a failure smaller, at the price of being slower.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from random import Random

import pytest
import random_answers
import random_rubrics
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from oracle import interpreter
from twins import Json, as_json, fewest, named

from generator.score import assess, engine
from generator.score.scheme import Scheme, canonical

Differ = Callable[[Json], Json]

RUBRICS = 800
SHEETS = 25
CHUNK = 50


def _agree(seed: int, differ: Differ, answers: Json, *beside: object) -> None:
    """Fails with the fewest answers that show the difference."""
    if not differ(answers):
        return
    found = fewest(differ, answers)
    pytest.fail(f"rubric {seed}, {found}, {beside}: {json.dumps(differ(found), ensure_ascii=False, indent=1)}")


def _differences(found: object, wanted: Json) -> Json:
    """Where the engine says otherwise than the oracle, engine first. The reasons of ``invalid`` are worded freely."""
    by_engine, by_oracle = ({**result, "invalid": sorted(result["invalid"])} for result in (as_json(found), wanted))
    pairs = {key: (named(by_engine[key], by_oracle[key]), by_oracle[key]) for key in by_oracle}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _score(rng: Random, seed: int, scheme: Scheme, sheets: int) -> None:
    document = json.loads(canonical(scheme))
    for _ in range(sheets):
        answers, readings = random_answers.answers(rng, document), random_rubrics.readings(rng, document)

        def differ(given: Json, readings: list[str] = readings) -> Json:
            found = engine.score(scheme, given, readings)
            return _differences(found, interpreter.score(document, given, readings))

        _agree(seed, differ, answers, readings)


def _assess(rng: Random, seed: int, scheme: Scheme, sheets: int) -> None:
    document = json.loads(canonical(scheme))
    for _ in range(sheets):
        answers, column = random_answers.answers(rng, document), random_answers.column(rng, document)

        def differ(given: Json, column: Json = column) -> Json:
            found = assess.assessed(scheme, given, column)
            return _differences(found, interpreter.assessed(document, given, column))

        _agree(seed, differ, answers, column)


@pytest.mark.parametrize("first", range(0, RUBRICS, CHUNK))
def test_scores(first: int) -> None:
    for seed in range(first, first + CHUNK):
        rng = Random(seed)
        _score(rng, seed, random_rubrics.scheme(rng), SHEETS)


@pytest.mark.parametrize("first", range(0, RUBRICS, CHUNK * 4))
def test_assessed(first: int) -> None:
    for seed in range(first, first + CHUNK * 4):
        rng = Random(seed)
        _assess(rng, seed, random_rubrics.scheme(rng), SHEETS // 5)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow])
@given(st.randoms(use_true_random=False))
def test_hypothesis_finds_no_difference(rng: Random) -> None:
    scheme = random_rubrics.scheme(rng)
    document = json.loads(canonical(scheme))
    answers, readings = random_answers.answers(rng, document), random_rubrics.readings(rng, document)
    assert _differences(engine.score(scheme, answers, readings), interpreter.score(document, answers, readings)) == {}
    column = random_answers.column(rng, document)
    found, wanted = assess.assessed(scheme, answers, column), interpreter.assessed(document, answers, column)
    assert _differences(found, wanted) == {}
