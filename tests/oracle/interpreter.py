"""An independent oracle for scoring: naive, slow, written from docs/scoring.md, sharing nothing with the engines.

Where the document leaves a choice, this is what is read here:

- A ``count`` without limit in an item of the total adds at most the item's points.
- An element of a bonus item that does not apply counts as there, as anywhere; only a rule then gives nothing.
- An item that is out asks no check. A required one that may yet be out is not ``no`` before its fact is known.
- A fact is asked where an item hangs on it, or an effect of an item, and neither the item nor the effect is settled.
- A combination of the facts that take items out is counted with all that the answers then say of each other.
- ``with_bonus`` has the points of the total.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from oracle import around, links
from oracle.answers import Json, SenselessError, bonus_items, elements, items, points, read, sections, yes_or_no
from oracle.outcomes import Facts
from oracle.rows import Counting, Given, Interval, Row, applies, shown

Span = tuple[int, int, float]


def score(document: Json, answers: Mapping[str, object], readings: Sequence[str] = ()) -> Json:
    """The result of docs/scoring.md, as JSON would hold it."""
    result = _score(document, answers, set(readings))
    result["readings"] = []
    for ref in choices(document):
        other = _score(document, answers, set(readings) ^ {ref})
        told = ("total", "with_bonus", "tier")
        if _pick(other, *told) != _pick(result, *told):
            result["readings"].append({"ref": ref, **_pick(other, *told)})
    return result


def assessed(
    document: Json, answers: Mapping[str, object], column: Mapping[str, Json], readings: Sequence[str] = ()
) -> Json:
    """The assessor's column: ``column`` holds ``{"points": "4.5"}`` or ``{"met": true}`` by item."""
    rows = {row["id"]: row for row in [*items(document), *bonus_items(document)]}
    most = {row["id"]: row.get("points") for row in items(document)}
    most |= {row["id"]: row.get("limit", math.inf) for row in bonus_items(document)}
    given: dict[str, Given] = {}
    invalid: dict[str, str] = {}
    for name in most:
        entry = column.get(name, {})
        parts: Json = {}
        for key in ("points", "met"):
            try:
                parts[key] = _given(key, entry.get(key), most[name])
            except SenselessError as why:
                invalid[name] = str(why)
        given[name] = Given(**parts)
    whole = _Whole(document, answers, set(readings), given)
    return {
        "total": whole.shown_total,
        "sections": whole.shown_sections,
        "items": [_pick(item, "id", "points", "worst", "best", "check") for item in whole.shown_items],
        "bonus": [_pick(row, "id", "worst", "best") for row in whole.shown_bonus],
        "with_bonus": whole.shown_with_bonus,
        "checks": whole.checks,
        "tier": whole.tier,
        "tiers": whole.tiers,
        "missing": [
            row.id
            for row in whole.items.values()
            if row.state in {"in", "open"} and _lacks(rows[row.id], most[row.id], given[row.id])
        ],
        "invalid": invalid,
    }


def choices(document: Json) -> list[str]:
    """Every reading that can be taken otherwise, by its ref."""
    found = [
        f"{row['id']}.{reading['id']}"
        for row in [*items(document), *bonus_items(document)]
        for reading in row.get("readings", [])
        if "otherwise" in reading
    ]
    return [*found, "bonus"] if document["rubric"].get("bonus", {}).get("counts") == "unsaid" else found


def _given(key: str, value: object, most: float | None) -> int | bool | None:
    """Points or a yes or no of the column; ``most`` is None for a row without points."""
    if value is None:
        return None
    if key == "met":
        return yes_or_no(value)
    if most is None or points(value) > most:
        raise SenselessError("more than there is")
    return points(value)


def _lacks(row: Json, most: float | None, given: Given) -> bool:
    """Whether the assessor still has to give points, or a yes or no."""
    checks = any(rule["kind"] == "check" for rule in row.get("rules", []))
    return (most is not None and given.points is None) or (checks and given.met is None)


def _pick(full: Json, *keys: str) -> Json:
    return {key: full[key] for key in keys}


def _score(document: Json, answers: Mapping[str, object], readings: set[str]) -> Json:
    whole = _Whole(document, answers, readings, None)
    return {
        "total": whole.shown_total,
        "sections": whole.shown_sections,
        "items": whole.shown_items,
        "bonus": whole.shown_bonus,
        "with_bonus": whole.shown_with_bonus,
        "checks": whole.checks,
        "badges": whole.badges,
        "required": whole.required,
        "barred": [veto for veto, there in whole.vetoes.items() if there == "yes"],
        "veto_open": [veto for veto, there in whole.vetoes.items() if there == "open"],
        "tier": whole.tier,
        "tiers": whole.tiers,
        "unanswered": list(whole.unanswered()),
        "judged": list(whole.judged()),
        "inferred": whole.inference.inferred,
        "conflicts": whole.inference.conflicts,
        "invalid": whole.invalid,
    }


def _turned(document: Json, readings: set[str]) -> Json:
    """The document with the rules of some readings in place of those with the same ids."""
    if not readings:
        return document

    def row(old: Json) -> Json:
        others = {
            rule["id"]: rule
            for reading in old.get("readings", [])
            if "otherwise" in reading and f"{old['id']}.{reading['id']}" in readings
            for rule in reading["otherwise"].get("rules", [])
        }
        return {**old, "rules": [others.get(rule["id"], rule) for rule in old.get("rules", [])]}

    def section(old: Json) -> Json:
        inner = {"items": row, "sections": section}
        return {**old, **{key: [turn(each) for each in old[key]] for key, turn in inner.items() if key in old}}

    rubric = dict(document["rubric"])
    rubric["sections"] = [section(each) for each in rubric["sections"]]
    if "bonus" in rubric:
        rubric["bonus"] = {**rubric["bonus"], "items": [row(each) for each in rubric["bonus"]["items"]]}
    return {**document, "rubric": rubric}


class _Whole:
    """One count of everything, under one choice of readings."""

    def __init__(
        self, document: Json, answers: Mapping[str, object], readings: set[str], given: dict[str, Given] | None
    ) -> None:
        self.document = _turned(document, readings)
        self.answers, self.invalid = read(self.document, answers)
        self.given = given
        self.inference = links.infer(self.document, self.answers)
        self.known = {**self.answers, **self.inference.states}
        self.now = self._counting({})
        supposed = [self._counting(settled) if settled else self.now for settled in self._combinations()]
        self.items = {
            name: _spanned(row, [each.items[name] for each in supposed]) for name, row in self.now.items.items()
        }
        self.sections = {
            name: _span(span, [each.sections[name] for each in supposed]) for name, span in self.now.sections.items()
        }
        self.total: Span = _span(self.now.total, [each.total for each in supposed])
        self._around(readings)

    def _combinations(self) -> list[dict[str, bool]]:
        """Every way to settle the open facts that take items out."""
        facts = sorted(
            {
                item["applies_when"]
                for item in items(self.document)
                if item.get("absent") == "out" and "applies_when" in item
                if f"fact.{item['applies_when']}" not in self.answers
            }
        )
        return [dict(zip(facts, way, strict=True)) for way in itertools.product((True, False), repeat=len(facts))]

    def _counting(self, settled: dict[str, bool]) -> Counting:
        answers = {**self.answers, **{f"fact.{fact}": there for fact, there in settled.items()}}
        facts: Facts = {
            fact["id"]: answers.get(f"fact.{fact['id']}") for fact in self.document["rubric"].get("facts", [])
        }
        known = {**answers, **links.infer(self.document, answers).states}
        return Counting(self.document, facts, known, self.given)

    def _around(self, readings: set[str]) -> None:
        bonus = self.document["rubric"].get("bonus")
        self.with_bonus: Span | None = None
        if bonus:
            limit = bonus.get("limit", math.inf)
            worst = min(limit, sum(row.worst for row in self.now.bonus.values()))
            best = min(limit, sum(row.best for row in self.now.bonus.values()))
            self.with_bonus = (self.total[0], self.total[1] + int(worst), self.total[2] + best)
        on_bonus = bonus and (bonus["counts"] == "yes" or (bonus["counts"] == "unsaid" and "bonus" in readings))
        measured: Interval = self.with_bonus[1:] if self.with_bonus and on_bonus else self.total[1:]
        places = {
            "section": {name: (worst, best) for name, (_, worst, best) in self.sections.items()},
            "item": {name: (row.worst, row.best) for name, row in {**self.items, **self.now.bonus}.items()},
        }
        self.vetoes = around.veto_states(self.document, self.known)
        self.required = around.required_states(items(self.document), self.items)
        self.tiers = around.tier_states(self.document, self.known, measured, places)
        self.tier = around.reached(self.document, self.tiers, self.vetoes, self.required, measured)
        self.badges = {
            section["id"]: around.reaches(places["section"][section["id"]], section["badge"]["minimum"])
            for section in sections(self.document)
            if "badge" in section
        }
        checks = [row.check for row in self.items.values() if row.check]
        self.checks = {"of": len(checks), **{each: checks.count(each) for each in ("yes", "no", "open")}}

    @property
    def shown_total(self) -> Json:
        return _shown("total", self.total)

    @property
    def shown_with_bonus(self) -> Json | None:
        return _shown("with_bonus", self.with_bonus) if self.with_bonus else None

    @property
    def shown_sections(self) -> list[Json]:
        return [_shown(name, span) for name, span in self.sections.items()]

    @property
    def shown_items(self) -> list[Json]:
        return [
            {
                **_shown(row.id, (row.points, row.worst, row.best)),
                "state": row.state,
                "check": row.check,
                "effects": row.effects,
            }
            for row in self.items.values()
        ]

    @property
    def shown_bonus(self) -> list[Json]:
        return [
            {"id": row.id, "worst": row.worst, "best": shown(row.best), "effects": row.effects}
            for row in self.now.bonus.values()
        ]

    def _open_rules(self) -> Iterator[tuple[Json, Json]]:
        """The rules of rows that are not settled, notes left out, where they apply or may apply."""
        rows = {**self.items, **self.now.bonus}
        for row in [*items(self.document), *bonus_items(self.document)]:
            if not rows[row["id"]].settled:
                for rule in row.get("rules", []):
                    if rule["kind"] != "note" and applies(rule, self.now.facts) is not False:
                        yield row, rule

    def unanswered(self) -> Iterator[str]:
        for veto, there in self.vetoes.items():
            if there == "open":
                yield f"except.{veto}" if self.known.get(f"veto.{veto}") else f"veto.{veto}"
        rows = {**self.items, **self.now.bonus}
        named = {item["applies_when"] for item in items(self.document) if self._asks_own_fact(item)}
        named |= {
            each["applies_when"]
            for row, rule in self._open_rules()
            if _moves(rows[row["id"]].effects[rule["id"]])
            for each in (rule, *elements(rule))
            if "applies_when" in each
        }
        yield from (f"fact.{fact}" for fact, there in self.now.facts.items() if there is None and fact in named)
        for tier in self.document["tiers"]:
            for condition in tier.get("conditions", []):
                if "ask" in condition and f"condition.{condition['id']}" not in self.answers:
                    yield f"condition.{condition['id']}"
        for row, rule in self._open_rules():
            if not rows[row["id"]].effects[rule["id"]]["answered"]:
                yield f"{row['id']}.{rule['id']}"

    def _asks_own_fact(self, item: Json) -> bool:
        return "applies_when" in item and not self.items[item["id"]].settled

    def judged(self) -> Iterator[str]:
        rows = {**self.items, **self.now.bonus}
        for row, rule in self._open_rules():
            if rows[row["id"]].effects[rule["id"]]["judged"]:
                yield f"{row['id']}.{rule['id']}"


def _span(now: Span, supposed: list[Span]) -> Span:
    """From the least to the most of all that is supposed; the points stay as they are."""
    return now[0], min(worst for _, worst, _ in supposed), max(best for _, _, best in supposed)


def _spanned(row: Row, supposed: list[Row]) -> Row:
    return replace(row, worst=min(each.worst for each in supposed), best=max(each.best for each in supposed))


def _shown(name: str, span: Span) -> Json:
    return {"id": name, "points": span[0], "worst": span[1], "best": shown(span[2])}


def _moves(effect: Json) -> bool:
    return effect["worst"] != effect["best"] or "open" in (effect["zero"], effect["check"])
