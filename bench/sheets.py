"""Answer sheets made up from a seed: what a unit might answer, for any rubric. No real unit's answers are here."""

from __future__ import annotations

import random

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
    elements,
    is_yes_no,
)
from generator.score.scheme import Scheme

_DEFECT = 0.08  # of questions that are answered to the unit's disadvantage


def sheet(of: Scheme, version: str, number: int, pick: random.Random) -> dict[str, object]:
    """One complete sheet without contradictions, as the calculator would save it; ``version`` is the digest."""
    return {
        "rubric": of.id,
        "digest": version,
        "unit": f"第{number}工会委员会",
        "answers": answers(of, pick),
        "saved": f"2026-11-{number % 28 + 1:02d}T09:30:00",
    }


def answers(of: Scheme, pick: random.Random) -> dict[str, object]:
    """An answer to every question; yes/no questions as their links demand."""
    given: dict[str, object] = {f"fact.{fact.id}": pick.random() < 1 / 2 for fact in of.rubric.facts}
    given |= {f"condition.{one.id}": pick.random() < 1 / 2 for tier in of.tiers for one in tier.conditions if one.ask}
    for row in of.rubric.rows:
        given |= {f"{row.id}.{rule.id}": _answer(rule, row, pick) for rule in row.rules if not is_yes_no(rule)}
    return {**given, **_defects(of, pick)}


def _defects(of: Scheme, pick: random.Random) -> dict[str, bool]:
    """Some defects, each with what follows from it, none with what it excludes."""
    found = dict.fromkeys(of.links.forward, False)
    for ref in found:
        if pick.random() < (_DEFECT / 10 if ref.startswith("veto.") else _DEFECT):
            follows = of.follows(ref)
            if not any(found[other] for each in follows for other in of.links.apart[each]):
                found |= dict.fromkeys(follows, True)
    return found


def _answer(rule: Rule, row: Counted, pick: random.Random) -> object:  # noqa: PLR0911 - one way out for each rule kind
    match rule:
        case Deduct() | Parts():
            return {element.id: pick.random() >= _DEFECT for element in elements(rule)}
        case Level():
            return rule.options[0].id if pick.random() >= _DEFECT else pick.choice(rule.options).id
        case Judge():
            most = rule.scale.of if rule.scale else rule.points
            step = rule.step or 50
            return pick.randint(most * 3 // 4 // step, most // step) * step / 100
        case Rate() | Bands(whole=str()):
            return _share(pick)
        case Check(threshold=line) if line is not None:
            return _share(pick) if line.whole else pick.randint(0, 100)
        case Check():
            return pick.random() >= _DEFECT
        case Note():
            return "已完成"
        case Count() | Bands():
            return pick.randint(0, 4 if isinstance(row, Item) else 1)
    raise AssertionError(rule)


def _share(pick: random.Random) -> dict[str, int]:
    whole = pick.randint(20, 900)
    return {"part": round(whole * pick.uniform(0.8, 1)), "whole": whole}
