"""Items, sections and the total: every completion of the rules, added up."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, NamedTuple

from oracle.answers import Json, bonus_items, elements, items, sections
from oracle.outcomes import Facts, Outcome, half_up, idle, most, outcomes

Interval = tuple[int, float]


def state(possible: Iterable[bool]) -> str:
    """``yes`` or ``no`` where every completion says so, else ``open``."""
    found = set(possible)
    return "open" if len(found) > 1 else "yes" if found == {True} else "no"


def shown(number: float) -> int | None:
    """An end of an interval as the result holds it: null where it is open upwards."""
    return None if math.isinf(number) else int(number)


@dataclass(frozen=True)
class Row:
    """What is known of an item or a bonus item; ``points`` is 0 for a bonus item."""

    id: str
    points: int
    worst: int
    best: float
    state: str
    checks: set[bool]
    effects: dict[str, Json]
    may_be_out: bool = False

    @property
    def check(self) -> str | None:
        return state(self.checks) if self.checks else None

    @property
    def settled(self) -> bool:
        """Whether no answer can move it; one that may yet be out can always be moved."""
        return self.worst == self.best and self.check != "open" and not self.may_be_out


class Given(NamedTuple):
    """What an assessor gave to a row: points, a yes or no to its checks."""

    points: int | None = None
    met: bool | None = None


class Counting:
    """The rows of a document, with facts and answers as they are known or supposed."""

    def __init__(
        self, document: Json, facts: Facts, known: Mapping[str, Any], given: Mapping[str, Given] | None
    ) -> None:
        """``given`` holds an assessor's points or checks by row; None counts by the rules."""
        self.document = document
        self.facts = facts
        self.known = known
        self.given = given
        self.items = {item["id"]: self._item(item) for item in items(document)}
        self.bonus = {row["id"]: self._bonus(row) for row in bonus_items(document)}
        self.sections = {section["id"]: self._section(section) for section in sections(document)}
        self.total = self._total()

    def _item(self, item: Json) -> Row:
        points: int = item.get("points", 0)
        asked = applies(item, self.facts)
        absent = item.get("absent", "full")
        rules = item.get("rules", [])
        found = {rule["id"]: self._outcomes(item["id"], rule, points) for rule in rules}
        by_checks = [{o.check for o in found[rule["id"]]} for rule in rules if rule["kind"] == "check"]
        values: set[int] = set()
        checks: set[bool] = set()
        if asked is not False:
            values |= self._values(item, found)
            checks |= self._checks(item, by_checks)
        if asked is not True:
            values.add(points if absent == "full" else 0)
            # An item that is out asks no check; while it may be, none of its checks is a certain no.
            checks |= {True} if by_checks and (absent == "full" or asked is None) else set()
        return Row(
            item["id"],
            0 if asked is False and absent == "out" else points,
            min(values),
            max(values),
            "in" if asked else "open" if asked is None else absent,
            checks,
            {
                rule["id"]: effect({idle(rule, points)}, answered=True, judged=False)
                if asked is False
                else self._effect(item["id"], rule, found[rule["id"]])
                for rule in rules
            },
            may_be_out=asked is None and absent == "out",
        )

    def _outcomes(self, row: str, rule: Json, points: int | None) -> set[Outcome]:
        return outcomes(rule, self.known.get(f"{row}.{rule['id']}"), self.facts, points)

    def _values(self, item: Json, found: Mapping[str, set[Outcome]]) -> set[int]:
        """Every number of points that the item can come to."""
        points = item.get("points", 0)
        if self.given is not None:
            number = self.given[item["id"]].points
            return {0, points} if number is None else {number}
        base = points - sum(int(most(rule, points)) for rule in item.get("rules", []))
        sums: set[tuple[float, bool]] = {(base, False)}
        for ways in found.values():
            sums = {(at + way.gain, zero or way.zero) for at, zero in sums for way in ways}
        return {0 if zero else int(max(0, min(points, at))) for at, zero in sums}

    def _checks(self, item: Json, by_checks: list[set[bool | None]]) -> set[bool]:
        if not by_checks:
            return set()
        if self.given is not None:
            met = self.given[item["id"]].met
            return {True, False} if met is None else {met}
        return {all(each) for each in itertools.product(*by_checks)}

    def _bonus(self, row: Json) -> Row:
        limit = row.get("limit", math.inf)
        found = {rule["id"]: self._outcomes(row["id"], rule, None) for rule in row.get("rules", [])}
        if self.given is None:
            worst = sum(min(way.gain for way in ways) for ways in found.values())
            best = sum(max(way.gain for way in ways) for ways in found.values())
        else:
            number = self.given[row["id"]].points
            worst, best = (0, limit) if number is None else (number, number)
        effects = {rule["id"]: self._effect(row["id"], rule, found[rule["id"]]) for rule in row.get("rules", [])}
        return Row(row["id"], 0, int(min(worst, limit)), min(best, limit), "in", set(), effects)

    def _effect(self, row: str, rule: Json, ways: set[Outcome]) -> Json:
        answer = self.known.get(f"{row}.{rule['id']}")
        if applies(rule, self.facts) is False:
            return effect(ways, answered=True, judged=False)
        judged = rule["kind"] == "level" and any(o["id"] == answer and o.get("judged") for o in rule["options"])
        return effect(ways, answered=answered(rule, answer, self.facts), judged=judged)

    def _section(self, section: Json) -> tuple[int, int, int]:
        rows = [self.items[item["id"]] for item in items({"rubric": {"sections": [section]}})]
        return sum(r.points for r in rows), sum(r.worst for r in rows), sum(int(r.best) for r in rows)

    def _total(self) -> tuple[int, int, int]:
        full = sum(item.get("points", 0) for item in items(self.document))
        tops = [self.sections[section["id"]] for section in self.document["rubric"]["sections"]]
        left, worst, best = (sum(top[at] for top in tops) for at in range(3))
        return full, self._rescaled(worst, left, full), self._rescaled(best, left, full)

    def _rescaled(self, points: int, left: int, full: int) -> int:
        """S × P / (P − out), half up to the unit; what has nothing to be rescaled stays as it is."""
        if left in {0, full} or "rescale" not in self.document["rubric"]:
            return points
        unit: int = self.document["rubric"]["rescale"]["unit"]
        return half_up(Fraction(points * full, left) / unit) * unit


def applies(what: Json, facts: Facts) -> bool | None:
    """Whether a rule, an element or an item applies; None while its fact is open."""
    return facts[what["applies_when"]] if "applies_when" in what else True


def answered(rule: Json, answer: Any, facts: Facts) -> bool:  # noqa: ANN401 - JSON
    if elements(rule):
        return all(each["id"] in (answer or {}) for each in elements(rule) if applies(each, facts) is not False)
    return answer is not None and (not isinstance(answer, dict) or len(answer) == len(("part", "whole")))


def effect(ways: set[Outcome], *, answered: bool, judged: bool) -> Json:
    checks = {way.check for way in ways if way.check is not None}
    return {
        "worst": shown(min(way.gain for way in ways)),
        "best": shown(max(way.gain for way in ways)),
        "zero": state(way.zero for way in ways),
        "answered": answered,
        "judged": judged,
        "check": state(checks) if checks else None,
    }
