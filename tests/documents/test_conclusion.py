"""What a filled form says of readings that can be taken otherwise: the truth about all of them together."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import product
from random import Random

import pytest
import random_answers
import random_rubrics
from scoring_cases import SheetCase, load_all

from generator.documents import conclusion
from generator.model.portal import Portal
from generator.score.engine import score
from generator.score.result import Result
from generator.score.scheme import Scheme, canonical, scheme

SHEETS = [case for file in load_all() for case in file.sheets if case.turned]


@pytest.fixture(scope="module")
def schemes(portal: Portal) -> dict[str, Scheme]:
    found = [scheme(edition, rubric) for edition in portal.editions for rubric in edition.rubrics]
    return {each.id: each for each in found}


def said(of: Scheme, case: SheetCase) -> str:
    return conclusion.readings(of, score(of, case.answers, case.readings), case.readings)


@pytest.mark.parametrize("case", [case for case in SHEETS if case.said], ids=lambda case: case.name)
def test_the_sentence_is_the_one_worked_out_by_hand(case: SheetCase, schemes: dict[str, Scheme]) -> None:
    assert said(schemes[case.rubric], case) == case.said, case.because


def every_choice(of: Scheme, answers: Mapping[str, object]) -> Iterator[Result]:
    """What comes out under every choice of readings."""
    for choice in product((False, True), repeat=len(of.readings)):
        yield score(of, answers, [ref for ref, turned in zip(of.readings, choice, strict=True) if turned])


@pytest.mark.parametrize("case", SHEETS, ids=lambda case: case.name)
def test_the_range_is_that_of_every_choice_of_readings(case: SheetCase, schemes: dict[str, Scheme]) -> None:
    of = schemes[case.rubric]
    totals = [result.total for result in every_choice(of, case.answers)]
    least, most = min(total.worst for total in totals), max(total.best or 0 for total in totals)
    if (least, most) != (case.total.worst, case.total.best):
        assert said(of, case).startswith(f"总分{least / 100:g}至{most / 100:g}分，"), said(of, case)
    else:
        assert not said(of, case).startswith("总分")


def test_a_tier_is_said_to_depend_on_readings_where_it_does() -> None:
    """On random forms, each row of which has one reading at most."""
    depends = 0
    for seed in range(1_000):
        rng = Random(seed)
        of = random_rubrics.scheme(rng)
        rows = [ref.partition(".")[0] for ref in of.readings]
        if not 1 < len(set(rows)) == len(rows) < 7:  # each reading more is twice the work
            continue
        document = json.loads(canonical(of))
        answers, taken = random_answers.answers(rng, document), random_rubrics.readings(rng, document)
        told = conclusion.readings(of, score(of, answers, taken), taken)
        outcomes = {(one.tier.reached, one.tier.possible) for one in every_choice(of, answers)}
        assert ("等次" in told) == (len(outcomes) > 1), (seed, told)
        depends += len(outcomes) > 1
    assert depends
