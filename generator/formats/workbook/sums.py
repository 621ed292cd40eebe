"""Sections, total, bonus and tiers over the rows, as formulas: for the self score and for the assessor's column."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.formats.workbook.effects import Facts, half_up
from generator.formats.workbook.expressions import (
    NO,
    NONE,
    OPEN,
    YES,
    Const,
    Expr,
    any_of,
    both,
    either,
    every,
    expr,
    flag,
    least,
    total,
)
from generator.formats.workbook.expressions import most as greatest
from generator.formats.workbook.grid import Grid
from generator.model.campaign import Condition, Tier
from generator.model.rubric import Item
from generator.score.scheme import Scheme

_FAR = 10**9
"""More hundredths than any form has: what does not count is put there."""


class World(Struct, frozen=True):
    """The facts with those settled that take items out; ``live`` is 1 while they can be so."""

    name: str
    facts: Facts
    known: Mapping[str, Expr]
    live: Expr


class ItemScore(Struct, frozen=True):
    """Points of an item. ``fact`` is the state of what it hangs on; a ``check`` counts while the item is not out."""

    points: Expr
    worst: Expr
    best: Expr
    fact: Expr
    check: Expr | None


class BonusScore(Struct, frozen=True):
    """Points of an item of the bonus; ``upwards`` is 1 where nothing limits them, and ``best`` then says nothing."""

    worst: Expr
    best: Expr
    upwards: Expr


class Span(Struct, frozen=True):
    """Points of a section or of the whole form."""

    points: Expr
    worst: Expr
    best: Expr
    upwards: Expr = NONE


class TierState(Struct, frozen=True):
    """A tier and its tests, as states."""

    state: Expr
    tests: tuple[Expr, ...]


class Sums(Struct, frozen=True):
    """All that a column comes to. Tiers count from 1, 0 is none; ``short`` is -1 where there is nothing to say."""

    items: dict[str, ItemScore]
    bonus: dict[str, BonusScore]
    sections: dict[str, Span]
    total: Span
    bonus_sum: BonusScore | None
    with_bonus: Span | None
    required: dict[str, Expr]
    badges: dict[str, Expr]
    tiers: tuple[TierState, ...]
    reached: Expr
    possible: Expr
    next: Expr
    short: Expr
    barred: Expr
    checks: dict[str, Expr]


Around = tuple[Mapping[str, Expr], Expr, Mapping[str, Expr], Mapping[str, Expr]]
"""The conditions, 1 where a veto bars, the vetoes that are open, and the readings that are taken otherwise."""


def sum_up(  # noqa: PLR0913, PLR0917 - as in the engine, with where to write
    grid: Grid,
    name: str,
    scheme: Scheme,
    worlds: Sequence[World],
    rows: Sequence[dict[str, ItemScore]],
    bonus: dict[str, BonusScore],
    around: Around,
) -> Sums:
    """Sections, total and standing from the rows under each world, the first being the facts as they are."""
    return _Sums(grid, name, scheme, worlds, rows).write(bonus, around)


class _Sums:
    def __init__(
        self, grid: Grid, name: str, scheme: Scheme, worlds: Sequence[World], rows: Sequence[dict[str, ItemScore]]
    ) -> None:
        self.grid, self.name, self.scheme = grid, name, scheme
        self.worlds = worlds[1:] or worlds
        self.rows = rows[1:] or rows
        self.here = rows[0]

    def add(self, table: str, line: str, column: str, formula: Expr) -> Expr:
        return self.grid.add(f"{self.name}{table}", line, column, formula)

    def write(self, bonus: dict[str, BonusScore], around: Around) -> Sums:
        conditions, barred, open_, taken = around
        items = {name: self.spanned("各项", name, item) for name, item in self.here.items()}
        sections = {
            section.id: self.hull(
                "各部分",
                section.id,
                [self.summed([found[item.id] for item in section.all_items]) for found in self.rows],
            )
            for section in self.scheme.rubric.all_sections
        }
        total_ = replace(
            self.hull(
                "合计", "total", [self.total(world, found) for world, found in zip(self.worlds, self.rows, strict=True)]
            ),
            points=Const(self.scheme.full),
        )
        bonus_sum = self.bonus(bonus) if self.scheme.rubric.bonus else None
        with_bonus = self.raised(total_, bonus_sum) if bonus_sum else None
        required = {
            item.id: self.add("必备项", item.id, "做到", _required(item, items[item.id]))
            for item in self.scheme.rubric.items
            if item.required
        }
        badges = {
            section.id: self.add("单项", section.id, "达到", against(section.badge.minimum, sections[section.id]))
            for section in self.scheme.rubric.all_sections
            if section.badge
        }
        measured = self.measured(total_, with_bonus, taken)
        tiers = self.tiers(measured, items, sections, conditions)
        certain = [state.equals(0) for state in open_.values()]
        return Sums(
            items,
            bonus,
            sections,
            total_,
            bonus_sum,
            with_bonus,
            required,
            badges,
            tiers,
            *self.standing(measured, tiers, list(required.values()), certain, barred),
            barred,
            self.checks(),
        )

    def spanned(self, table: str, name: str, item: ItemScore) -> ItemScore:
        """An item over all worlds."""
        if len(self.worlds) == 1:
            return item
        found = [row[name] for row in self.rows]
        span = self.hull(table, name, [Span(one.points, one.worst, one.best) for one in found], "各情形")
        return replace(item, points=span.points, worst=span.worst, best=span.best)

    def hull(self, table: str, line: str, spans: list[Span], name: str = "") -> Span:
        """From the least to the most of all that can be."""
        return Span(
            self.add(table, line, f"{name}分值", self.furthest([span.points for span in spans], lowest=False)),
            self.add(table, line, f"{name}最低", self.furthest([span.worst for span in spans], lowest=True)),
            self.add(table, line, f"{name}最高", self.furthest([span.best for span in spans], lowest=False)),
        )

    def furthest(self, values: list[Expr], *, lowest: bool) -> Expr:
        if len(set(values)) == 1:
            return values[0]
        far = _FAR if lowest else -_FAR
        live = [either(world.live.equals(1), value, far) for world, value in zip(self.worlds, values, strict=True)]
        return least(*live) if lowest else greatest(*live)

    @staticmethod
    def summed(items: list[ItemScore]) -> Span:
        return Span(
            total([item.points for item in items]),
            total([item.worst for item in items]),
            total([item.best for item in items]),
        )

    def total(self, world: World, items: Mapping[str, ItemScore]) -> Span:
        """The sum of all items, turned back to full marks where some are out."""
        span, full = self.summed(list(items.values())), self.scheme.full
        if self.scheme.rubric.rescale is None or span.points == Const(full):
            return span
        unit = self.scheme.rubric.rescale.unit
        line = f"{world.name}total"
        points = self.add("折算", line, "分值", span.points)

        def rescaled(points_: Expr, column: str) -> Expr:
            sum_ = self.add("折算", line, column, points_)
            return either(points < full, half_up(sum_ * full, points * unit) * unit, sum_)

        worst, best = rescaled(span.worst, "相加最低"), rescaled(span.best, "相加最高")
        return Span(span.points, self.add("折算", line, "最低", worst), self.add("折算", line, "最高", best))

    def bonus(self, bonus: dict[str, BonusScore]) -> BonusScore:
        limit = self.scheme.rubric.bonus.limit if self.scheme.rubric.bonus else None
        worst, best = total([one.worst for one in bonus.values()]), total([one.best for one in bonus.values()])
        upwards = flag(any_of(*(one.upwards.equals(1) for one in bonus.values())))
        if limit is not None:
            worst, best = least(worst, limit), either(upwards.equals(1), limit, least(best, limit))
            upwards = Const(0)
        return BonusScore(
            self.add("合计", "bonus", "最低", worst),
            self.add("合计", "bonus", "最高", best),
            upwards if isinstance(upwards, Const) else self.add("合计", "bonus", "不封顶", upwards),
        )

    def raised(self, span: Span, bonus: BonusScore) -> Span:
        return Span(
            span.points,
            self.add("合计", "with_bonus", "最低", span.worst + bonus.worst),
            self.add("合计", "with_bonus", "最高", span.best + bonus.best),
            bonus.upwards,
        )

    def measured(self, span: Span, with_bonus: Span | None, taken: Mapping[str, Expr]) -> Span:
        """What tiers are measured on."""
        if with_bonus is None or not self.scheme.tiers:
            return span
        if "bonus" not in taken:
            return with_bonus if self.scheme.counts_bonus(()) else span
        other = taken["bonus"].equals(1)
        return Span(
            span.points,
            self.add("等次", "", "最低", either(other, with_bonus.worst, span.worst)),
            self.add("等次", "", "最高", either(other, with_bonus.best, span.best)),
            either(other, with_bonus.upwards, 0),
        )

    def tiers(
        self,
        measured: Span,
        items: Mapping[str, ItemScore],
        sections: Mapping[str, Span],
        conditions: Mapping[str, Expr],
    ) -> tuple[TierState, ...]:
        """Every tier with its tests, from low to high."""
        found: list[TierState] = []
        for tier in self.scheme.tiers:
            tests = [] if tier.minimum is None else [against(tier.minimum, measured)]
            tests += [_condition(one, items, sections, conditions) for one in tier.conditions]
            tests = [self.add("等次", tier.id, f"条件{at}", test) for at, test in enumerate(tests, start=1)]
            before = [found[-1].state] if tier.cumulative and found else []
            state = self.add("等次", tier.id, "达到", every([*tests, *before]))
            found.append(TierState(state, tuple(tests)))
        return tuple(found)

    def standing(
        self, measured: Span, tiers: tuple[TierState, ...], required: list[Expr], certain: list[Expr], barred: Expr
    ) -> tuple[Expr, Expr, Expr, Expr]:
        """The tier reached for certain, the best still possible, the next one and how far it is."""
        needed = every(required)
        reached: Expr = Const(0)
        possible: Expr = Const(0)
        next_: Expr = Const(0)
        short: Expr = Const(-1)
        for at, state in enumerate(tiers, start=1):
            reached = either(state.state.equals(YES), at, reached)
            possible = either(state.state.equals(NO), possible, at)
        for at, (tier, state) in reversed(list(enumerate(zip(self.scheme.tiers, tiers, strict=True), start=1))):
            next_ = either(state.state.differs(YES), at, next_)
            short = either(state.state.differs(YES), _short(tier, measured), short)
        unbarred = barred.equals(0)
        reached = either(both(unbarred, needed.equals(YES), *certain), reached, 0)
        possible = either(both(unbarred, needed.differs(NO)), possible, 0)
        return (
            self.add("等次", "", "已达到", reached),
            self.add("等次", "", "最好的结果", possible),
            self.add("等次", "", "下一等次", either(unbarred, next_, 0)),
            self.add("等次", "", "还差", either(unbarred, short, -1)),
        )

    def checks(self) -> dict[str, Expr]:
        """How many items with checks stand where."""
        checked = [(item, self.here[item.id]) for item in self.scheme.rubric.items]
        counted = [
            (found.check, found.fact.differs(NO) if item.absent == "out" and item.applies_when else Const(value=True))
            for item, found in checked
            if found.check is not None
        ]
        states = {"yes": YES, "no": NO, "open": OPEN}
        if not counted:
            return dict.fromkeys(("of", *states), Const(0))
        found = {"of": self.add("验收", "", "项数", total([flag(counts) for _, counts in counted]))}
        for name, state in states.items():
            parts = [flag(both(counts, check.equals(state))) for check, counts in counted]
            found[name] = self.add("验收", "", {"yes": "是", "no": "否", "open": "未定"}[name], total(parts))
        return found


def against(minimum: int, span: Span) -> Expr:
    """Whether points reach a minimum."""
    missed = both(span.upwards.equals(0), span.best < minimum)
    return either(span.worst >= minimum, YES, either(missed, NO, OPEN))


def _condition(
    condition: Condition,
    items: Mapping[str, ItemScore],
    sections: Mapping[str, Span],
    conditions: Mapping[str, Expr],
) -> Expr:
    if condition.ask is not None:
        return conditions[condition.id]
    if condition.section:
        return against(condition.minimum or 0, sections[condition.section])
    item = items[condition.item or ""]
    return against(condition.minimum or 0, Span(item.points, item.worst, item.best))


def _required(item: Item, found: ItemScore) -> Expr:
    enough = against(item.points or 0, Span(found.points, found.worst, found.best))
    state = every([enough, *([] if found.check is None else [found.check])])
    if item.absent == "out":
        unknown = either(state.equals(NO), OPEN, state)
        return either(found.fact.equals(YES), state, either(found.fact.equals(NO), YES, unknown))
    return state


def _short(tier: Tier, measured: Span) -> Expr:
    return Const(-1) if tier.minimum is None else greatest(expr(tier.minimum) - measured.worst, 0)
