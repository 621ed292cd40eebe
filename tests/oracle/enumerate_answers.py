"""Every answer that a row of a form can be given, and what the printed words make of it.

The shape of the questions comes from the form's canonical JSON (kinds, elements, options, facts, links), the
points from ``oracle.texts``. No number of a rule is looked at: a rate is tried around every whole
percentage, a count from 0 to beyond every printed limit, points at every half and a hundredth beside it.
"""

from __future__ import annotations

import itertools
import math
import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from oracle.texts.form import Between, Counts, Form, Outcome, Row, Said

Json = dict[str, Any]

CAP = 20_000  # a row with more combinations of complete answers than this is thinned out:
BESIDE = 4  # each value of each rate is tried beside so many draws of the extremes of the other answers,
DRAWS = 4_096  # and of counts all pairs, and so many draws
OPEN_CAP = 8_192  # the same for answers with gaps, of which
OPEN_DRAWS = 1_024  # so many are drawn
BINARIES = 8  # up to so many yes/no inputs, every combination of yes, no and no answer is tried
SEED = 2020

MOST = 9_999_999
WHOLES = (1, 2, 3, 7, 10, 20, 40, 100, 199, 1000, MOST)
YES_NO = (True, False)
WORDS = ("有",)


def _around_percentages(whole: int) -> list[int]:
    """0, the whole, and the parts within 1 of every whole percentage of it."""
    near = {whole * percentage // 100 + beside for percentage in range(101) for beside in (-1, 0, 1)}
    return sorted(part for part in near if 0 <= part <= whole)


RATES = tuple({"part": part, "whole": whole} for whole in WHOLES for part in _around_percentages(whole))
FEW_RATES = tuple({"part": part, "whole": 100} for part in (0, 69, 70, 79, 85, 90, 100))
NO_RATE = (None, {"whole": 100}, {"part": 1})
COUNTS = (0, 1, 2, 3, 4, 5, MOST)


@dataclass(frozen=True)
class Input:
    """One thing that is asked: all its answers, a few of them, what holds the extremes, and what answers nothing."""

    ref: str
    values: tuple[Any, ...]
    few: tuple[Any, ...] = YES_NO
    ends: tuple[Any, ...] = YES_NO
    open: tuple[Any, ...] = (None,)
    element: str | None = None

    @property
    def binary(self) -> bool:
        """A yes or a no."""
        return self.values == YES_NO


Found = tuple[int | None, int | None] | str
"""Worst and best in whole hundredths (no best where there is no end); ``yes``, ``no`` or ``open`` for a checklist."""


@dataclass
class Sheet:
    """Answers to one or more rows that have nothing to do with each other, and what each comes to."""

    answers: Json = field(default_factory=dict)
    expected: dict[str, Found] = field(default_factory=dict)
    senseless: set[str] = field(default_factory=set)

    def differences(
        self, form: Form, found: Mapping[str, Found], conflicts: set[tuple[str, str]], invalid: set[str]
    ) -> dict[str, object]:
        """Whatever an engine found otherwise, and the answers to it; empty where it found all of this."""
        wrong: dict[str, object] = {
            row: (found[row], wanted) for row, wanted in self.expected.items() if found[row] != wanted
        }
        contradictions = broken(form, self.answers)
        if conflicts != contradictions:
            wrong["conflicts"] = (conflicts, contradictions)
        if invalid != self.senseless:
            wrong["invalid"] = (invalid, self.senseless)
        return {**wrong, "answers": self.answers} if wrong else {}


# ---- what is asked ----------------------------------------------------------------------------------


def rows(document: Json) -> dict[str, Json]:
    """Every row of the form, bonus rows last."""
    found: dict[str, Json] = {}

    def walk(sections: list[Json]) -> None:
        for section in sections:
            found.update({item["id"]: item for item in section.get("items", [])})
            walk(section.get("sections", []))

    walk(document["rubric"]["sections"])
    return {**found, **{item["id"]: item for item in document["rubric"].get("bonus", {}).get("items", [])}}


def inputs(asked: Json, row: Row) -> list[Input]:
    """What a row asks: the facts that it hangs on, then its questions."""
    found = [Input(f"fact.{name}", YES_NO) for name in _facts(asked)]
    for rule in asked.get("rules", []):
        found += _inputs(rule, f"{asked['id']}.{rule['id']}", row)
    return found


def _facts(asked: Json) -> list[str]:
    rules = asked.get("rules", [])
    things = [asked, *rules, *(element for rule in rules for element in _elements(rule))]
    return list(dict.fromkeys(thing["applies_when"] for thing in things if "applies_when" in thing))


def _elements(rule: Json) -> list[Json]:
    return (
        list(rule.get("each", []))
        if rule["kind"] == "deduct"
        else list(rule["parts"] if rule["kind"] == "parts" else [])
    )


def _inputs(rule: Json, ref: str, row: Row) -> list[Input]:
    if elements := _elements(rule):
        return [Input(ref, YES_NO, element=element["id"]) for element in elements]
    options = tuple(option["id"] for option in rule.get("options", []))
    by_kind = {
        "deduct": Input(ref, YES_NO),
        "zero": Input(ref, YES_NO),
        "check": Input(ref, YES_NO),
        "rate": Input(ref, RATES, FEW_RATES, (FEW_RATES[0], FEW_RATES[-1]), NO_RATE),
        "count": Input(ref, COUNTS, COUNTS[:3], (0, math.inf)),
        "level": Input(ref, options, options, options),
        "judge": _points(ref, row.points or 0),
        "note": Input(ref, WORDS, WORDS, WORDS),
    }
    return [by_kind["rate" if "threshold" in rule else rule["kind"]]]


def _points(ref: str, most: int) -> Input:
    halves = [Fraction(half, 2) + Fraction(beside, 100) for half in range(2 * most + 1) for beside in (-1, 0, 1)]
    numbers = [float(points) for points in halves if 0 <= points <= most]
    return Input(
        ref, (*numbers, *(f"{number:.2f}" for number in numbers)), (0, most), (0, most), (None, -0.01, most + 0.01)
    )


# ---- what the printed words make of answers -----------------------------------------------------------


def written(asked: Iterable[Input], values: Iterable[Any]) -> Json:
    """The answers of a sheet; what is not answered is left out."""
    answers: Json = {}
    for each, value in zip(asked, values, strict=True):
        if value is not None and each.element is not None:
            answers.setdefault(each.ref, {})[each.element] = value
        elif value is not None:
            answers[each.ref] = value
    return answers


def broken(form: Form, answers: Json) -> set[tuple[str, str]]:
    """What lies in the words and is contradicted by the answers."""
    return {(one, other) for one, other in form.follows if answers.get(one) is True and answers.get(other) is False}


def expected(form: Form, row: Row, counts: Counts | None, asked: list[Input], values: tuple[Any, ...]) -> Found:
    """The range of every way to complete the answers without a contradiction that is not there yet."""
    if counts is None:
        return 0, 0
    contradictions = broken(form, written(asked, values))
    choices = [each.ends if value in each.open else (value,) for each, value in zip(asked, values, strict=True)]
    outcomes: list[Outcome] = []
    for completed in itertools.product(*choices):
        answers = written(asked, completed)
        if broken(form, answers) <= contradictions:
            outcomes.append(counts(Said(row.id, answers)))
    return summary(outcomes)


def summary(outcomes: list[Outcome]) -> Found:
    """The worst and the best of several outcomes."""
    states = {outcome for outcome in outcomes if isinstance(outcome, bool)}
    if states:
        return "open" if len(states) > 1 else "yes" if states == {True} else "no"
    ends = [outcome if isinstance(outcome, Between) else (outcome, outcome) for outcome in outcomes]
    return hundredths(min(least for least, _ in ends)), hundredths(max(most for _, most in ends))


def hundredths(points: Fraction | float) -> int | None:
    """Points as engines count them; ``None`` where there is no end."""
    if points == math.inf:
        return None
    exact = Fraction(points) * 100
    assert exact.denominator == 1
    return int(exact)


# ---- which answers are tried --------------------------------------------------------------------------


def complete(asked: list[Input], pick: random.Random) -> Iterable[tuple[Any, ...]]:
    """Every complete answer, or where these are more than ``CAP`` enough of them."""
    if math.prod(len(each.values) for each in asked) <= CAP:
        return itertools.product(*(each.values for each in asked))

    if rates := [each for each in asked if each.values is RATES]:
        return (values for rate in rates for value in RATES for values in _beside(asked, rate, value, pick))
    pairs = (
        values
        for pair in itertools.combinations(asked, 2)
        for values in itertools.product(*(each.values if each in pair else each.values[:1] for each in asked))
    )
    return itertools.chain(pairs, (tuple(pick.choice(each.values) for each in asked) for _ in range(DRAWS)))


def _beside(asked: list[Input], rate: Input, value: object, pick: random.Random) -> list[tuple[Any, ...]]:
    every = list(itertools.product(*((value,) if each is rate else each.ends for each in asked)))
    return pick.sample(every, min(BESIDE, len(every)))


def incomplete(asked: list[Input], pick: random.Random) -> Iterable[tuple[Any, ...]]:
    """Every mixture of yes, no and no answer (and of a few rates, counts, points); a sample of many inputs."""
    choices = [(*each.few, *each.open) for each in asked]
    few = sum(each.binary for each in asked) <= BINARIES and math.prod(map(len, choices)) <= OPEN_CAP
    every = itertools.product(*choices) if few else (tuple(map(pick.choice, choices)) for _ in range(OPEN_DRAWS))
    return (values for values in every if any(value in each.open for each, value in zip(asked, values, strict=True)))


def sheets(form: Form, document: Json, readings: frozenset[str] = frozenset()) -> Iterator[Sheet]:
    """Sheets that try every row; where readings are turned over, the rows that these are about.

    Rows that share no fact and are not linked are tried on the same sheets, each through its own answers.
    """
    asked = rows(document)
    lanes: list[tuple[set[str], list[tuple[Row, list[Input]]]]] = []
    touched = {reading.partition(".")[0] for reading in readings}
    for row in (*form.rows.values(), *form.bonus.values()):
        if readings and row.id not in touched:
            continue
        mine = inputs(asked[row.id], row)
        refs = _linked({each.ref for each in mine}, document)
        lane = next((lane for lane in lanes if not lane[0] & refs), None)
        if lane is None:
            lanes.append(lane := (set(), []))
        lane[0].update(refs)
        lane[1].append((row, mine))
    for _, together in lanes:
        for cases in itertools.zip_longest(*(_cases(form, row, mine, readings) for row, mine in together)):
            sheet = Sheet()
            for case in filter(None, cases):
                sheet.answers.update(case.answers)
                sheet.expected.update(case.expected)
                sheet.senseless |= case.senseless
            yield sheet


def _cases(form: Form, row: Row, asked: list[Input], readings: frozenset[str]) -> Iterator[Sheet]:
    pick = random.Random(f"{SEED} {form.id} {row.id}")
    counts = form.counting(row, readings)
    for values in itertools.chain(complete(asked, pick), incomplete(asked, pick)):
        senseless = {
            each.ref
            for each, value in zip(asked, values, strict=True)
            if isinstance(value, float) and value in each.open
        }
        yield Sheet(written(asked, values), {row.id: expected(form, row, counts, asked, values)}, senseless)


def _linked(refs: set[str], document: Json) -> set[str]:
    """The questions, and all that are linked with them over any number of links in any direction."""
    pairs = [
        (f"{item['id']}.{rule['id']}", other)
        for item in rows(document).values()
        for rule in item.get("rules", [])
        for other in (*rule.get("implies", ()), *rule.get("exclusive", ()))
    ]
    pairs += [(f"veto.{veto['id']}", other) for veto in document["vetoes"] for other in veto["implies"]]
    found = set(refs)
    while more := {end for pair in pairs if found & set(pair) for end in pair} - found:
        found |= more
    return found
