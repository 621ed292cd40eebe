"""The fewest changes that reach the next tier, found by trying every set of them with the Python engine.

Slow and plain on purpose: it shares nothing with the advice of the calculator but what docs/scoring.md says
a change is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import product
from typing import Any

from generator.model.rubric import Item
from generator.model.rules import Bands, Check, Count, Level, Rate, Rule, Threshold, elements, is_yes_no, most_gain
from generator.score import engine
from generator.score.scheme import Scheme

Answer = Any
MOST_SETS = 3_000


@dataclass(frozen=True)
class Change:
    """One answer put right: how many changes that is, and their effort."""

    ref: str
    to: Answer
    number: int
    effort: int


@dataclass(frozen=True)
class Best:
    """The cheapest way to a tier, by number and effort of its changes; ``None`` for one that cannot be reached."""

    tier: str
    cost: tuple[int, int] | None


def search(of: Scheme, answers: Mapping[str, Answer]) -> Best | None:
    """The cheapest way to the next tier; ``None`` where there is nothing to advise.

    Raises:
        TooManyError: when there are too many sets of changes to try.

    """
    result = engine.score(of, answers)
    ids = [tier.id for tier in of.tiers]
    goal = ids.index(result.tier.reached) + 1 if result.tier.reached else 0
    if result.unanswered or goal == len(ids):
        return None
    # What follows is written out, so that putting one answer right leaves what followed from it as it is.
    sheet = {**answers, **result.inferred}
    choices = [[None, *found] for found in _choices(of, sheet) if found]
    sets = 1
    for found in choices:
        sets *= len(found)
    if sets > MOST_SETS:
        raise TooManyError
    before = set(engine.score(of, sheet).conflicts)
    best: tuple[int, int] | None = None
    for chosen in product(*choices):
        changes = [change for change in chosen if change is not None]
        cost = (sum(change.number for change in changes), sum(change.number * change.effort for change in changes))
        if best is not None and cost >= best:
            continue
        after = engine.score(of, {**sheet, **{change.ref: change.to for change in changes}})
        kept = set(after.conflicts) <= before
        if kept and after.tier.reached and after.tiers[goal].state == "yes":
            best = cost
    return Best(ids[goal], best)


class TooManyError(Exception):
    """There are too many sets of changes to try them all."""


def _choices(of: Scheme, sheet: Mapping[str, Answer]) -> Iterator[list[Change]]:
    """For each question what it can be changed to."""
    facts = {fact.id: sheet.get(f"fact.{fact.id}") for fact in of.rubric.facts}
    for veto in of.vetoes:
        ref = f"veto.{veto.id}"
        yield [Change(ref, to=False, number=1, effort=1)] if veto.fixable and sheet.get(ref) is True else []
    for item in of.rubric.items:
        for rule in item.rules:
            applies = all(facts.get(fact) is not False for fact in (item.applies_when, rule.applies_when) if fact)
            if applies and rule.fixable and (item.required or not isinstance(rule, Check)):
                ref = f"{item.id}.{rule.id}"
                yield [
                    Change(ref, to, number, rule.effort) for to, number in _better(rule, item, sheet.get(ref), facts)
                ]


def _better(rule: Rule, item: Item, given: Answer, facts: Mapping[str, bool | None]) -> Iterator[tuple[Answer, int]]:
    """Every better answer to a rule, and how many changes it takes."""
    if is_yes_no(rule):
        yield from [(False, 1)] if given is True else []
    elif elements(rule):
        yield from _completed(rule, given or {}, facts)
    elif isinstance(rule, Count) and given is not None:
        limit = most_gain(rule, item.points or 0)
        more = 1
        while (given + more - 1) * rule.gain < limit:
            yield given + more, more
            more += 1
    elif isinstance(rule, Level) and given is not None:
        yield from ((option.id, 1) for option in rule.options if option.id != given)
    elif isinstance(rule, Check) and rule.threshold is None:
        yield from [(True, 1)] if given is False else []
    else:
        for at_least, more_than in _lines(rule):
            yield from _raised(at_least, more_than, given)


def _completed(
    rule: Rule, given: dict[str, bool | None], facts: Mapping[str, bool | None]
) -> Iterator[tuple[Answer, int]]:
    """The answer with some of the missing elements there."""
    missing = [one.id for one in elements(rule) if given.get(one.id) is False and _applies(one.applies_when, facts)]
    for states in product((False, True), repeat=len(missing)):
        there = {name: True for name, state in zip(missing, states, strict=True) if state}
        if there:
            yield {**given, **there}, len(there)


def _lines(rule: Rule) -> list[tuple[int | None, int | None]]:
    """Every line that a share or a number can be raised to."""
    match rule:
        case Rate():
            return [(rule.at_least, rule.more_than)]
        case Bands():
            return [(band.at_least, None) for band in rule.bands]
        case Check(threshold=Threshold() as line):
            return [(line.at_least, line.more_than)]
        case _:
            return []


def _applies(fact: str | None, facts: Mapping[str, bool | None]) -> bool:
    return fact is None or facts.get(fact) is not False


def _raised(at_least: int | None, more_than: int | None, given: Answer) -> Iterator[tuple[Answer, int]]:
    """The least share or number that meets a line, where it is more than what is given."""
    if given is None or (isinstance(given, dict) and None in (given.get("part"), given.get("whole"))):
        return
    part, whole = (given["part"], given["whole"]) if isinstance(given, dict) else (given, 100)
    needed = -(-at_least * whole // 10_000) if at_least is not None else (more_than or 0) * whole // 10_000 + 1
    if needed > part and (not isinstance(given, dict) or needed <= whole):
        yield ({"part": needed, "whole": whole} if isinstance(given, dict) else needed), 1
