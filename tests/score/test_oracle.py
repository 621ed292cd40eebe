"""The oracle against cases worked by hand: what judges the engines is judged itself."""

from __future__ import annotations

import json
from collections.abc import Iterator

import kind_cases
import pytest
import stress_rubric
from oracle import interpreter
from twins import as_json

from generator.model import rules
from generator.score import assess, engine
from generator.score.scheme import canonical

CASES = kind_cases.load_all()

UNCOUNTED = {"says", "ask", "fixable", "effort", "applies_when", "implies", "exclusive"}
"""Keys that move no score, and those that mean the same for every kind."""


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_kinds(case: kind_cases.KindCase) -> None:
    document = json.loads(canonical(kind_cases.scheme(case)))
    if case.column is None:
        result = interpreter.score(document, case.answers, case.readings)
    else:
        result = interpreter.assessed(document, case.answers, case.column)
    assert kind_cases.wrong(case, json.loads(json.dumps(result))) == {}, case.because


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.title)
def test_kinds_of_the_portals_engine(case: kind_cases.KindCase) -> None:
    of = kind_cases.scheme(case)
    answers, readings = case.answers, case.readings
    if case.column is None:
        found = as_json(engine.score(of, answers, readings))
    else:
        found = as_json(assess.assessed(of, answers, case.column, readings))
    assert kind_cases.wrong(case, found) == {}, case.because


@pytest.mark.parametrize("case", stress_rubric.CASES, ids=lambda case: case.name)
def test_links_and_facts(case: stress_rubric.Case) -> None:
    document = json.loads(canonical(stress_rubric.scheme()))
    assert stress_rubric.wrong(case, interpreter.score(document, case.answers)) == {}


def test_no_two_cases_have_one_name() -> None:
    titles = [case.title for case in CASES]
    assert len(titles) == len(set(titles))


def test_every_key_of_every_rule_that_counts_has_a_case() -> None:
    used = {pair for case in CASES for pair in _pairs(kind_cases.scheme(case).rubric.model_dump(exclude_defaults=True))}
    kinds = (rules.Deduct, rules.Zero, rules.Rate, rules.Count, rules.Parts, rules.Level, rules.Bands, rules.Judge)
    needed = {
        (str(kind.model_fields["kind"].annotation), key)
        for kind in (*kinds, rules.Check, rules.Note)
        for key in kind.model_fields.keys() - UNCOUNTED
    }
    assert sorted(needed - {(f"typing.Literal['{kind}']", key) for kind, key in used}) == []


def _pairs(node: object) -> Iterator[tuple[str, str]]:
    """Every kind of rule that is written, with every key that it is written with."""
    if isinstance(node, dict):
        if "kind" in node:
            yield from ((str(node["kind"]), str(key)) for key in node)
        for inner in node.values():
            yield from _pairs(inner)
    elif isinstance(node, list | tuple):
        for inner in node:
            yield from _pairs(inner)
