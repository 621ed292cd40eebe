"""The Python engine against the hand-worked cases, and the cases against the rubrics: no branch left out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

import msgspec
import pytest
from scoring_cases import CaseFile, ItemCase, SheetCase, load_all, wrong

from generator.model.portal import Portal
from generator.model.rubric import Counted, Item
from generator.model.rules import (
    Bands,
    Check,
    Count,
    Deduct,
    Judge,
    Level,
    Note,
    Parts,
    Rate,
    Rule,
    Threshold,
    Zero,
)
from generator.score import engine
from generator.score.scheme import Scheme

ROOT = Path(__file__).resolve().parents[2]

FILES = load_all()
CASES: list[ItemCase | SheetCase] = []
CASES += [case for file in FILES for case in file.items]
CASES += [case for file in FILES for case in file.sheets]

_WHOLE = 100_00  # hundredths of a per cent


def _id(case: ItemCase | SheetCase) -> str:
    form = "-".join(case.rubric.split("/")[::2])
    return f"{form}-{case.item}-{case.name}" if isinstance(case, ItemCase) else f"{form}-{case.name}"


def _form(file: CaseFile) -> str:
    return "-".join(file.rubric.split("/")[::2])


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_case(case: ItemCase | SheetCase, schemes: dict[str, Scheme]) -> None:
    of = schemes[case.rubric]
    assert set(case.answers) <= of.refs
    assert set(case.readings) <= set(of.readings)
    result = msgspec.json.decode(msgspec.json.encode(engine.score(of, case.answers, case.readings)))
    assert wrong(case, result) == {}, case.because


@pytest.mark.parametrize("file", FILES, ids=_form)
def test_every_item_has_cases_of_its_own(file: CaseFile, schemes: dict[str, Scheme]) -> None:
    """Only an item whose answer is its result may do without: whole sheets show every outcome of it."""
    rows = schemes[file.rubric].rubric.rows
    own = {case.item for case in file.items}
    needed = [row.id for row in rows if row.id in own or not _speaks_for_itself(row)]
    assert list(dict.fromkeys(case.item for case in file.items)) == needed


@pytest.mark.parametrize("file", FILES, ids=_form)
def test_no_two_cases_share_a_name(file: CaseFile) -> None:
    names = [(case.item, case.name) for case in file.items]
    names += [("", case.name) for case in file.sheets]
    assert len(names) == len(set(names))


def test_every_rubric_has_cases(portal: Portal) -> None:
    """Of the real ones: nobody is named by a demonstration's form, and every kind of rule has cases of its own."""
    real = {
        f"{edition.address}{rubric.id}"
        for edition in portal.editions
        if not edition.series.demo
        for rubric in edition.rubrics
    }
    assert {file.rubric for file in FILES} == real


@pytest.mark.parametrize("file", FILES, ids=_form)
def test_every_outcome_of_every_question_is_exercised(file: CaseFile, schemes: dict[str, Scheme]) -> None:
    questions = list(_questions(schemes[file.rubric]))
    seen = {
        (asked.ref, outcome)
        for asked in questions
        for case in _cases_about(file, asked.row)
        for outcome in _shown(asked.rule, case.answers.get(asked.ref))
    }
    needed = {(asked.ref, outcome) for asked in questions for outcome in ("unanswered", *_outcomes(asked.rule))}
    assert sorted(needed - seen) == []


@pytest.mark.parametrize("file", FILES, ids=_form)
def test_every_implied_answer_is_exercised(file: CaseFile, schemes: dict[str, Scheme]) -> None:
    of = schemes[file.rubric]
    seen = {
        (ref, state)
        for case in _cases_about(file, None)
        for ref, state in engine.score(of, case.answers).inferred.items()
    }
    links = {(f"veto.{veto.id}", target) for veto in of.vetoes for target in of.links.forward[f"veto.{veto.id}"]}
    links |= {(asked.ref, target) for asked in _questions(of) for target in _implies(asked.rule)}
    needed = {(target, True) for _, target in links} | {(source, False) for source, _ in links}
    assert sorted(needed - seen) == []


@pytest.mark.parametrize("file", FILES, ids=_form)
def test_every_reading_is_taken_otherwise(file: CaseFile, schemes: dict[str, Scheme]) -> None:
    """By an item alone (except the one about tiers) and in whole sheets, where it also makes a difference."""
    readings = set(schemes[file.rubric].readings)
    assert {ref for case in file.items for ref in case.readings} == readings - {"bonus"}
    assert {ref for case in file.sheets for ref in case.readings} == readings
    assert {ref for case in file.sheets for ref in case.turned} == readings


class Asked(NamedTuple):
    """A question with its rule and row; facts, vetoes and conditions have neither."""

    ref: str
    rule: Rule | None
    row: str | None


def _questions(of: Scheme) -> Iterator[Asked]:
    rules = {f"{row.id}.{rule.id}": (rule, row.id) for row in of.rubric.rows for rule in row.rules}
    for ref in sorted(of.refs):
        yield Asked(ref, *rules.get(ref, (None, None)))


def _implies(rule: Rule | None) -> tuple[str, ...]:
    return rule.implies if isinstance(rule, Deduct | Zero) else ()


def _speaks_for_itself(row: Counted) -> bool:
    """Whether the one thing that the row asks is the result itself: points that a person gives, 是 or 否, words."""
    if len(row.rules) != 1 or row.rules[0].applies_when or (isinstance(row, Item) and row.applies_when):
        return False
    rule = row.rules[0]
    return isinstance(rule, Judge | Note) or (isinstance(rule, Check) and not rule.threshold)


def _cases_about(file: CaseFile, row: str | None) -> list[ItemCase | SheetCase]:
    """The cases of one row, whole sheets where it has none of its own; every case for what belongs to no row."""
    everywhere: list[ItemCase | SheetCase] = [*file.sheets]
    if row is None:
        return [*everywhere, *file.items]
    return [case for case in file.items if case.item == row] or everywhere


def _outcomes(rule: Rule | None) -> set[str]:  # noqa: PLR0911 - one way out for each rule kind
    """What an answered question can turn out to be; ``_shown`` says which of these an answer shows."""
    match rule:
        case Deduct() if rule.each:
            return {"all there", *(f"only {element.id} missing" for element in rule.each)}
        case Rate() | Check(threshold=Threshold()):
            return _sides(_line(rule))
        case Count():
            return {_times(times, rule) for times in range(rule.limit // rule.gain + 2 if rule.limit else 3)}
        case Parts():
            return {f"{part.id} {state}" for part in rule.parts for state in ("there", "missing")}
        case Level():
            return {option.id for option in rule.options}
        case Bands():
            return {"below all", *(f"at {band.at_least}" for band in rule.bands), *_halves(rule)}
        case Judge():
            return {"nothing", "a fraction", "all"}
        case Note():
            return {"words"}
        case _:
            return {"yes", "no"}


def _shown(rule: Rule | None, answer: object) -> set[str]:  # noqa: PLR0911 - one way out for each rule kind
    match rule, answer:
        case _, None:
            return {"unanswered"}
        case Deduct(each=(_, *_)), dict():
            return _elements_shown([element.id for element in rule.each], answer)
        case Parts(), dict():
            return {f"{part} {'there' if state else 'missing'}" for part, state in answer.items()}
        case _, dict() if answer.keys() != {"part", "whole"}:
            return {"half answered"}
        case ((Rate() | Check(threshold=Threshold())), _):
            return _sides_shown(_line(rule), _hundredths(answer))
        case Bands(), _:
            value = _hundredths(answer)
            return {f"at {value}" if value >= min(band.at_least for band in rule.bands) else "below all"}
        case Count(), int():
            return {_times(answer, rule)}
        case Judge(), _:
            return {_given(Fraction(str(answer)) * 100, rule.scale.of if rule.scale else rule.points)}
        case Note(), _:
            return {"words"}
        case _:
            return {{True: "yes", False: "no"}[answer] if isinstance(answer, bool) else str(answer)}


def _elements_shown(elements: list[str], answer: Mapping[str, bool]) -> set[str]:
    if answer.keys() != set(elements):
        return set()
    missing = [element for element in elements if not answer[element]]
    return {"all there"} if not missing else {f"only {missing[0]} missing"} if len(missing) == 1 else set()


def _times(times: int, rule: Count) -> str:
    most = rule.limit // rule.gain if rule.limit else None
    if times <= 0:
        return "none"
    if most is None:
        return "once" if times == 1 else "more than once"
    return "some" if times < most else "at the limit" if times == most else "beyond the limit"


def _given(points: Fraction, most: int) -> str:
    if points in {0, most}:
        return "all" if points else "nothing"
    return "a fraction" if points % 100 else "a whole number"


def _line(rule: Rate | Check) -> Rate | Threshold:
    line = rule if isinstance(rule, Rate) else rule.threshold
    assert line is not None
    return line


def _needed(line: Rate | Threshold) -> int:
    needed = line.at_least if line.at_least is not None else line.more_than
    assert needed is not None
    return needed


def _halves(rule: Rate | Threshold | Bands) -> set[str]:
    return {"half answered"} if rule.whole else set()


def _sides(line: Rate | Threshold) -> set[str]:
    """Where a share can stand; nothing is above the whole."""
    sides = {"below", "at the line", *_halves(line)}
    if not line.whole or _needed(line) < _WHOLE:
        sides.add("above")
    if isinstance(line, Rate) and line.step:
        sides |= {"at a step", "between two steps"}
    return sides


def _sides_shown(line: Rate | Threshold, share: Fraction) -> set[str]:
    short = _needed(line) - share
    if short <= 0:
        return {"above" if short else "at the line"}
    stepped = (
        {"between two steps" if short % line.step else "at a step"} if isinstance(line, Rate) and line.step else set()
    )
    return {"below", *stepped}


def _hundredths(answer: object) -> Fraction:
    """A share in hundredths of a per cent, a number in hundredths: what lines and bands are written in."""
    if isinstance(answer, dict):
        return Fraction(answer["part"] * _WHOLE, answer["whole"])
    assert isinstance(answer, int)
    return Fraction(answer * 100)
