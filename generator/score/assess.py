"""The assessor's column: points that a person gave, counted like the self score (docs/scoring.md)."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from msgspec import Struct

from generator.model.rubric import BonusItem, Item
from generator.score.answers import MOST, AnswerError, points_given, yes_no
from generator.score.engine import count_checks, sum_up, worlds
from generator.score.result import BonusScore, Checks, ItemScore
from generator.score.scheme import Scheme
from generator.score.standing import NO, OPEN, YES, Span, TierResult, TierState
from generator.score.told import Answers, Told, told

Column = Mapping[str, object]
"""By item: ``{"points": "4.5"}`` or ``{"met": true}``, and ``"reason"`` in words."""


class Assessed(Struct, frozen=True):
    """The assessor's result. ``missing`` names the items without a number; ``invalid`` those with a wrong one."""

    total: Span
    sections: tuple[Span, ...]
    items: tuple[ItemScore, ...]
    bonus: tuple[BonusScore, ...]
    with_bonus: Span | None
    checks: Checks
    tier: TierResult
    tiers: tuple[TierState, ...]
    missing: tuple[str, ...]
    invalid: dict[str, str]


def assessed(scheme: Scheme, answers: Answers, column: Column, readings: Collection[str] = ()) -> Assessed:
    """The assessor's result; facts, conditions, vetoes and readings are those of the self score."""
    sheet = told(scheme, answers)
    given = _Given(column)
    rows = [{item.id: given.item(item, world.facts) for item in scheme.rubric.items} for world in worlds(sheet)]
    bonus = {item.id: given.bonus(item) for item in scheme.bonus}
    sums = sum_up(sheet, rows, bonus, frozenset(readings))
    items = tuple(sums.items.values())
    return Assessed(
        sums.total,
        sums.sections,
        items,
        sums.bonus,
        sums.with_bonus,
        count_checks(items),
        sums.tier,
        sums.tiers,
        _missing(sheet, given),
        given.invalid,
    )


class _Given:
    """The column as it was understood; a number that makes no sense is listed and counts as missing."""

    def __init__(self, column: Column) -> None:
        self.column = column
        self.invalid: dict[str, str] = {}

    def points(self, row: Item | BonusItem, most: int) -> int | None:
        try:
            return points_given(self._entry(row).get("points"), most)
        except AnswerError as error:
            self.invalid.setdefault(row.id, str(error))
            return None

    def met(self, item: Item) -> bool | None:
        try:
            return yes_no(self._entry(item).get("met"))
        except AnswerError as error:
            self.invalid.setdefault(item.id, str(error))
            return None

    def _entry(self, row: Item | BonusItem) -> dict[str, object]:
        entry = self.column.get(row.id)
        return entry if isinstance(entry, dict) else {}

    def item(self, item: Item, facts: Mapping[str, bool | None]) -> ItemScore:
        points = item.points or 0
        given, met = self.points(item, points), self.met(item)
        check = None if not item.checked else OPEN if met is None else YES if met else NO
        applies = True if item.applies_when is None else facts.get(item.applies_when)
        if applies is False:
            worth = 0 if item.absent == "out" else points
            check = None if item.absent == "out" or check is None else YES
            return ItemScore(item.id, worth, worth, worth, item.absent, check, {})
        worst, best = (0, points) if given is None else (given, given)
        if applies is None:
            worst, best = (0, best) if item.absent == "out" else (worst, points)
            check = OPEN if check == NO else check
        return ItemScore(item.id, points, worst, best, "in" if applies else "open", check, {})

    def bonus(self, item: BonusItem) -> BonusScore:
        given = self.points(item, MOST * 100 if item.limit is None else item.limit)
        return BonusScore(item.id, given or 0, item.limit if given is None else given, {})


def _missing(sheet: Told, given: _Given) -> tuple[str, ...]:
    """The items that count and have neither a number nor a verdict that they need."""
    missing = []
    for item in sheet.scheme.rubric.items:
        if item.applies_when and sheet.facts[item.applies_when] is False:
            continue
        lacks_points = item.points is not None and given.points(item, item.points) is None
        if lacks_points or (item.checked and given.met(item) is None):
            missing.append(item.id)
    return tuple(missing)
