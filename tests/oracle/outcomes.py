"""What can become of one rule: every way to complete its answer, and what each of them takes or gives.

Nothing here knows of intervals: an open question is replaced by every answer (or by enough of them
to hold the worst and the best), and each complete answer is counted by the definition of its kind.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable
from fractions import Fraction
from typing import Any, NamedTuple

from oracle.answers import MOST, Json, asks_count, asks_rate, elements, judge_most

Facts = dict[str, bool | None]
PERCENT = Fraction(1, 100_00)  # a hundredth of a percentage point, as a share


class Outcome(NamedTuple):
    """What a rule does to its item once everything is known."""

    gain: float  # hundredths; negative for a loss, infinite for a count without end
    zero: bool = False
    check: bool | None = None


def half_up(number: Fraction | int) -> int:
    return math.floor(number + Fraction(1, 2))


def most(rule: Json, row_points: float) -> float:
    """The most that a rule can add."""
    found: float = 0
    match rule["kind"]:
        case "rate":
            found = rule.get("gain", 0)
        case "count":
            found = rule.get("limit", row_points)
        case "parts":
            found = sum(part["points"] for part in rule["parts"])
        case "bands":
            found = max(band["points"] for band in rule["bands"])
        case "judge":
            found = rule["points"]
    return found


def idle(rule: Json, row_points: float | None) -> Outcome:
    """A rule that does not apply: nothing lost, awards won in full; in a bonus item (no points) nothing."""
    won = 0 if row_points is None else most(rule, row_points)
    return Outcome(won, check=True if rule["kind"] == "check" else None)


def outcomes(rule: Json, answer: Any, facts: Facts, row_points: int | None) -> set[Outcome]:  # noqa: ANN401 - JSON
    """Everything that can still become of the rule; ``row_points`` is None in a bonus item."""
    applies = facts[rule["applies_when"]] if "applies_when" in rule else True
    cap = math.inf if row_points is None else row_points
    found: set[Outcome] = set()
    if applies is not False:
        found |= {count(rule, complete, cap) for complete in completions(rule, answer, facts, cap)}
    if applies is not True:
        found.add(idle(rule, row_points))
    return found


def completions(rule: Json, answer: Any, facts: Facts, cap: float) -> Iterable[Any]:  # noqa: ANN401 - JSON
    """Every complete answer that the given one can become; of numbers enough to hold the worst and the best."""
    if elements(rule):
        return itertools.product(*(there(each, (answer or {}).get(each["id"]), facts) for each in elements(rule)))
    if rule["kind"] == "level":
        left = [option for option in rule["options"] if answer in (None, option["id"])]
        return {loss for option in left for loss in ((0, cap) if option.get("judged") else (option["loss"],))}
    if asks_rate(rule) and answer and len(answer) == len(("part", "whole")):
        return [Fraction(answer["part"], answer["whole"])]
    if asks_rate(rule) or answer is None:
        return witnesses(rule)
    return [answer]


def witnesses(rule: Json) -> list[Any]:
    """Answers that no other answer is worse or better than."""
    lines = [Fraction(band["at_least"]) for band in rule.get("bands", [])]
    if asks_rate(rule):
        return [Fraction(0), Fraction(1), *(line * PERCENT for line in lines)]
    if asks_count(rule):
        without_end = [math.inf] if rule["kind"] == "count" and "limit" not in rule else []
        return [0, MOST, *(math.ceil(line / 100) for line in lines), *without_end]
    return [0, judge_most(rule)] if rule["kind"] == "judge" else [False, True]


def there(element: Json, answer: bool | None, facts: Facts) -> set[bool]:  # noqa: FBT001 - an answer
    """Whether the element can be there; one that does not apply counts as there."""
    applies = facts[element["applies_when"]] if "applies_when" in element else True
    asked = {True, False} if answer is None else {answer}
    return {True} if applies is False else asked if applies else asked | {True}


def count(rule: Json, complete: Any, cap: float) -> Outcome:  # noqa: ANN401 - JSON
    """What the rule does, everything being known; ``cap`` is what its row is worth."""
    if rule["kind"] == "zero":
        return Outcome(0, zero=complete)
    if rule["kind"] == "check":
        return Outcome(0, check=meets(rule["threshold"], complete, unit(rule)) if "threshold" in rule else complete)
    return Outcome(gain(rule, complete, cap))


def gain(rule: Json, complete: Any, cap: float) -> float:  # noqa: ANN401 - JSON
    found: float = 0
    match rule["kind"]:
        case "deduct":
            times = complete.count(False) if elements(rule) else int(complete)
            found = -min(times * rule["loss"], rule.get("limit", math.inf))
        case "rate":
            found = rate(rule, complete)
        case "count":
            found = min(complete * rule["gain"], rule.get("limit", cap))
        case "parts":
            found = sum(part["points"] for part, is_there in zip(rule["parts"], complete, strict=True) if is_there)
        case "level":
            found = -complete
        case "bands":
            met = [band["points"] for band in rule["bands"] if complete >= band["at_least"] * unit(rule)]
            found = met[0] if met else 0
        case "judge":
            scale = Fraction(rule["points"], rule["scale"]["of"]) if "scale" in rule else 1
            found = half_up(complete * scale)
    return found


def unit(rule: Json) -> Fraction:
    """What a hundredth of a printed line is worth, in shares or in occurrences."""
    return PERCENT if asks_rate(rule) else Fraction(1, 100)


def meets(limits: Json, number: Fraction, unit: Fraction) -> bool:
    if "at_least" in limits:
        return bool(number >= limits["at_least"] * unit)
    return bool(number > limits["more_than"] * unit)


def rate(rule: Json, share: Fraction) -> int:
    if meets(rule, share, PERCENT):
        return int(rule.get("gain", 0))
    lost: int = rule.get("loss", 0)
    if "step" in rule:
        line = rule["at_least"] if "at_least" in rule else rule["more_than"]
        steps = (line - share / PERCENT) / rule["step"]
        lost += {
            "dropped": math.floor(steps) * int(rule["step_loss"]),
            "counted": math.ceil(steps) * int(rule["step_loss"]),
            "shared": half_up(steps * rule["step_loss"]),
        }[rule.get("partial", "dropped")]
    return -min(lost, int(rule.get("limit", lost)))
