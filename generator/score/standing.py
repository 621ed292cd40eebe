"""Where a score stands: tiers with their tests, required items, badges. States are yes, no and open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.model.campaign import Condition, Tier

YES, NO, OPEN = "yes", "no", "open"


class Span(Struct, frozen=True):
    """Points of a section or of the whole form; ``best`` is ``None`` where a bonus is open upwards."""

    id: str
    points: int
    worst: int
    best: int | None


class TierState(Struct, frozen=True):
    """Whether a tier is reached, with its tests in order: the minimum, then its conditions."""

    id: str
    state: str
    tests: tuple[str, ...]


class TierResult(Struct, frozen=True):
    """``reached`` is certain, ``possible`` the best still open, ``next`` is ``short`` hundredths away."""

    reached: str | None
    possible: str | None
    next: str | None
    short: int | None


class Standing(Struct, frozen=True):
    """Everything that decides a tier besides the score itself."""

    tiers: tuple[Tier, ...]
    places: Mapping[str, tuple[int, int | None]]
    """Worst and best of each section (``section.<id>``) and item (``item.<id>``)."""
    conditions: Mapping[str, bool | None]
    required: Mapping[str, str]
    barred: bool
    certain: bool


def against(minimum: int, worst: int, best: int | None) -> str:
    """Whether points reach a minimum."""
    if worst >= minimum:
        return YES
    return NO if best is not None and best < minimum else OPEN


def every(states: Iterable[str]) -> str:
    """No if one is no, yes if all are, else open."""
    found = set(states)
    return NO if NO in found else OPEN if OPEN in found else YES


def tier_states(standing: Standing, score: Span) -> tuple[TierState, ...]:
    """Every tier with its tests, from low to high."""
    states: list[TierState] = []
    for tier in standing.tiers:
        tests = [] if tier.minimum is None else [against(tier.minimum, score.worst, score.best)]
        tests += [_condition(standing, condition) for condition in tier.conditions]
        before = [states[-1].state] if tier.cumulative and states else []
        states.append(TierState(tier.id, every([*tests, *before]), tuple(tests)))
    return tuple(states)


def _condition(standing: Standing, condition: Condition) -> str:
    if condition.ask is not None:
        state = standing.conditions[condition.id]
        return OPEN if state is None else YES if state else NO
    place = f"section.{condition.section}" if condition.section else f"item.{condition.item}"
    return against(condition.minimum or 0, *standing.places[place])


def tier_result(standing: Standing, score: Span, states: tuple[TierState, ...]) -> TierResult:
    """The tier reached for certain, the best still possible, and the way to the next one."""
    if standing.barred:
        return TierResult(None, None, None, None)
    required = every(standing.required.values())
    certain = standing.certain and required == YES
    reached = [tier.id for tier in states if tier.state == YES and certain]
    possible = [tier.id for tier in states if NO not in (tier.state, required)]
    above = next((i for i, tier in enumerate(states) if tier.state != YES), None)
    if above is None:
        return TierResult(_last(reached), _last(possible), None, None)
    minimum = standing.tiers[above].minimum
    short = None if minimum is None else max(0, minimum - score.worst)
    return TierResult(_last(reached), _last(possible), states[above].id, short)


def _last(ids: list[str]) -> str | None:
    return ids[-1] if ids else None
