"""The Python engine against the hand-worked cases, and the cases against the rubrics: no branch left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path

import pytest
from scoring_cases import CaseFile, ItemCase, SheetCase, load_all

from generator import check, load
from generator.model.rules import Count, Deduct, Level, Parts, Rate, Rule, Zero
from generator.score import engine
from generator.score.scheme import Scheme, scheme

ROOT = Path(__file__).resolve().parents[2]

FILES = load_all()
ITEM_CASES = [case for file in FILES for case in file.items]
SHEET_CASES = [case for file in FILES for case in file.sheets]


def _id(case: ItemCase | SheetCase) -> str:
    form = case.rubric.rpartition("/")[2]
    return f"{form}-{case.item}-{case.name}" if isinstance(case, ItemCase) else f"{form}-{case.name}"


@pytest.fixture(scope="module")
def schemes() -> dict[str, Scheme]:
    portal = check.portal(load.tree(ROOT))
    found = [scheme(edition, rubric) for edition in portal.editions for rubric in edition.rubrics]
    return {each.id: each for each in found}


def _sensible(of: Scheme, case: ItemCase | SheetCase) -> engine.Result:
    """The result of answers that the engine must understand and find free of contradictions."""
    result = engine.score(of, case.answers)
    known = {ref for ref, _, _ in _questions(of)}
    assert set(case.answers) <= known
    assert (result.invalid, result.conflicts) == ({}, ())
    return result


@pytest.mark.parametrize("case", ITEM_CASES, ids=_id)
def test_item(case: ItemCase, schemes: dict[str, Scheme]) -> None:
    result = _sensible(schemes[case.rubric], case)
    found = next(item for item in result.items if item.id == case.item)
    assert (found.worst, found.best) == (case.points.worst, case.points.best), case.because


@pytest.mark.parametrize("case", SHEET_CASES, ids=_id)
def test_sheet(case: SheetCase, schemes: dict[str, Scheme]) -> None:
    result = _sensible(schemes[case.rubric], case)
    assert (result.total.worst, result.total.best) == (case.total.worst, case.total.best), case.because
    assert (result.tier.reached, result.tier.possible) == (case.tier, case.possible), case.because
    assert result.barred == case.barred, case.because


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.stem)
def test_every_item_has_cases_of_its_own(file: CaseFile, schemes: dict[str, Scheme]) -> None:
    assert list(dict.fromkeys(case.item for case in file.items)) == [
        item.id for item in schemes[file.rubric].rubric.items
    ]
    names = [(case.item, case.name) for case in file.items]
    names += [("", case.name) for case in file.sheets]
    assert len(names) == len(set(names))


def test_every_rubric_has_cases(schemes: dict[str, Scheme]) -> None:
    assert {file.rubric for file in FILES} == set(schemes)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.stem)
def test_every_outcome_of_every_question_is_exercised(file: CaseFile, schemes: dict[str, Scheme]) -> None:
    seen = {
        (ref, outcome)
        for ref, rule, item in _questions(schemes[file.rubric])
        for case in _cases_about(file, item)
        for outcome in _shown(rule, case.answers.get(ref))
    }
    needed = {(ref, outcome) for ref, rule, _ in _questions(schemes[file.rubric]) for outcome in _outcomes(rule)}
    assert sorted(needed - seen) == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.path.stem)
def test_every_implied_answer_is_exercised(file: CaseFile, schemes: dict[str, Scheme]) -> None:
    of = schemes[file.rubric]
    seen = {
        (ref, state)
        for case in _cases_about(file, None)
        for ref, state in engine.score(of, case.answers).inferred.items()
    }
    links = {(f"veto.{veto.id}", target) for veto in of.vetoes for target in of.links.forward[f"veto.{veto.id}"]}
    links |= {(ref, target) for ref, rule, _ in _questions(of) for target in _implies(rule)}
    needed = {(target, True) for _, target in links} | {(source, False) for source, _ in links}
    assert sorted(needed - seen) == []


def _implies(rule: Rule | None) -> tuple[str, ...]:
    return rule.implies if isinstance(rule, Deduct | Zero) else ()


def _questions(of: Scheme) -> Iterator[tuple[str, Rule | None, str | None]]:
    """Every question with its rule and item; facts and vetoes have neither."""
    for fact in of.rubric.facts:
        yield f"fact.{fact.id}", None, None
    for veto in of.vetoes:
        yield f"veto.{veto.id}", None, None
    for item in of.rubric.items:
        for rule in item.rules:
            yield f"{item.id}.{rule.id}", rule, item.id


def _cases_about(file: CaseFile, item: str | None) -> list[ItemCase | SheetCase]:
    """The cases of one item; every case for what belongs to no item."""
    if item is None:
        return [*file.items, *file.sheets]
    return [case for case in file.items if case.item == item]


def _outcomes(rule: Rule | None) -> set[str]:
    """What a question can turn out to be; ``_shown`` says which of these an answer shows."""
    match rule:
        case Deduct() if rule.each:
            return {"unanswered", "all there", *(f"only {element.id} missing" for element in rule.each)}
        case Rate():
            return {"unanswered", "half answered", "above", "at the line", "below"}
        case Count():
            return {"unanswered", "none", "some", "at the limit", "beyond the limit"}
        case Parts():
            return {"unanswered", *(f"{part.id} {state}" for part in rule.parts for state in ("there", "missing"))}
        case Level():
            return {"unanswered", *(option.id for option in rule.options)}
        case _:
            return {"unanswered", "yes", "no"}


def _shown(rule: Rule | None, answer: object) -> set[str]:
    match rule, answer:
        case _, None:
            return {"unanswered"}
        case Deduct(each=(_, *_)), dict():
            return _elements_shown([element.id for element in rule.each], answer)
        case Rate(), dict():
            return {_side(rule, answer)}
        case Count(), int():
            return {_times(answer, rule.limit // rule.gain)}
        case Parts(), dict():
            return {f"{part} {'there' if state else 'missing'}" for part, state in answer.items()}
        case _:
            return {{True: "yes", False: "no"}[answer] if isinstance(answer, bool) else str(answer)}


def _elements_shown(elements: list[str], answer: Mapping[str, bool]) -> set[str]:
    if answer.keys() != set(elements):
        return set()
    missing = [element for element in elements if not answer[element]]
    return {"all there"} if not missing else {f"only {missing[0]} missing"} if len(missing) == 1 else set()


def _times(times: int, most: int) -> str:
    if times <= 0:
        return "none"
    return "some" if times < most else "at the limit" if times == most else "beyond the limit"


def _side(rule: Rate, answer: Mapping[str, int]) -> str:
    if answer.keys() != {"part", "whole"}:
        return "half answered"
    line = rule.at_least if rule.at_least is not None else rule.more_than
    assert line is not None
    share, needed = Fraction(answer["part"], answer["whole"]), Fraction(line, 10_000)
    return "at the line" if share == needed else "above" if share > needed else "below"
