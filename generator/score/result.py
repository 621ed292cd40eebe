"""What comes out of a sheet: the shapes that docs/scoring.md promises, in whole hundredths of a point."""

from __future__ import annotations

from msgspec import Struct

from generator.score.effects import Effect
from generator.score.standing import Span, TierResult, TierState


class ItemScore(Struct, frozen=True):
    """Points of one item, and what each of its rules did. ``state`` is in, full, out or open."""

    id: str
    points: int
    worst: int
    best: int
    state: str
    check: str | None
    effects: dict[str, Effect]


class BonusScore(Struct, frozen=True):
    """Points of one item of the bonus; ``best`` is ``None`` where nothing limits what can still be added."""

    id: str
    worst: int
    best: int | None
    effects: dict[str, Effect]


class Checks(Struct, frozen=True):
    """Items with checks: how many there are, and how many stand where."""

    of: int
    yes: int
    no: int
    open: int


class Turned(Struct, frozen=True):
    """What comes out when one reading alone is taken the other way."""

    ref: str
    total: Span
    with_bonus: Span | None
    tier: TierResult


class Result(Struct, frozen=True):
    """All that follows from a sheet of answers. ``inferred`` holds answers that others imply."""

    total: Span
    sections: tuple[Span, ...]
    items: tuple[ItemScore, ...]
    bonus: tuple[BonusScore, ...]
    with_bonus: Span | None
    checks: Checks
    badges: dict[str, str]
    required: dict[str, str]
    barred: tuple[str, ...]
    veto_open: tuple[str, ...]
    tier: TierResult
    tiers: tuple[TierState, ...]
    unanswered: tuple[str, ...]
    judged: tuple[str, ...]
    inferred: dict[str, bool]
    conflicts: tuple[tuple[str, str], ...]
    invalid: dict[str, str]
    readings: tuple[Turned, ...]
