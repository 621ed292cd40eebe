"""What answers say of other questions: everything that follows over ``implies`` and ``exclusive``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from oracle.answers import Json, bonus_items, elements, items

Pairs = set[tuple[str, str]]


@dataclass(frozen=True)
class Inference:
    """Y and N of docs/scoring.md, the state that each joined question ends with, and the contradictions."""

    states: dict[str, bool]
    inferred: dict[str, bool]
    conflicts: list[list[str]]


def follow(start: set[str], arrows: Pairs) -> set[str]:
    """The start and all that the arrows lead to, over any number of them."""
    found = set(start)
    while more := {b for a, b in arrows if a in found} - found:
        found |= more
    return found


def defects(document: Json) -> dict[str, tuple[Json, Json]]:
    """Every yes/no question about a defect, with its rule and item, in the order of the form."""
    return {
        f"{row['id']}.{rule['id']}": (rule, row)
        for row in [*items(document), *bonus_items(document)]
        for rule in row.get("rules", [])
        if rule["kind"] == "zero" or (rule["kind"] == "deduct" and not elements(rule))
    }


def infer(document: Json, answers: dict[str, Any]) -> Inference:
    asked = defects(document)
    form = [*(f"veto.{veto['id']}" for veto in document["vetoes"]), *asked]
    implies = {(f"veto.{veto['id']}", b) for veto in document["vetoes"] for b in veto.get("implies", [])}
    implies |= {(a, b) for a, (rule, _) in asked.items() for b in rule.get("implies", [])}
    written = {(a, b) for a, (rule, _) in asked.items() for b in rule.get("exclusive", [])}
    exclusive = written | {(b, a) for a, b in written}

    def speaks(ref: str) -> bool:
        rules = asked.get(ref, ())
        facts = [each["applies_when"] for each in rules if "applies_when" in each]
        return all(answers.get(f"fact.{fact}") is True for fact in facts)

    said = {ref: answers[ref] for ref in form if ref in answers and speaks(ref)}
    yes = [ref for ref in said if said[ref]]
    no = [ref for ref in said if not said[ref]]

    ys = follow(set(yes), implies)
    seeds = {ref for ref in no if ref not in ys} | {b for a, b in exclusive if a in ys and b not in ys}
    ns = follow(seeds, {(b, a) for a, b in implies}) - ys

    states = {ref: ref in ys for ref in form if ref in ys or ref in ns}
    # The answer to a rule that does not apply for certain says nothing of others, but stands for its own rule.
    states |= {ref: answers[ref] for ref in form if ref in answers and ref not in said}
    inferred = {ref: state for ref, state in states.items() if ref not in answers}

    from_each = {ref: follow({ref}, implies) for ref in yes}
    conflicts = [[a, b] for a in yes for b in no if b in from_each[a]]
    conflicts += [
        [a, b]
        for i, a in enumerate(yes)
        for b in yes[i + 1 :]
        if any((x, y) in exclusive for x in from_each[a] for y in from_each[b])
    ]
    return Inference(states, inferred, conflicts)
