"""A sheet of answers to points, as formulas: what ``generator.score.engine`` counts, cell by cell.

Where facts that are open take items out of the form, every combination of them is counted (``worlds``) and each
interval spans those that can still be; a combination that a known fact excludes is not live.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product

from msgspec import Struct

from generator.formats.workbook import links
from generator.formats.workbook.asking import ITEMS, RULES, Asking, Question, Told
from generator.formats.workbook.effects import Effect, Facts, chosen, effect
from generator.formats.workbook.expressions import (
    NO,
    OPEN,
    YES,
    Const,
    Expr,
    any_of,
    both,
    either,
    every,
    flag,
    least,
    total,
)
from generator.formats.workbook.expressions import most as greatest
from generator.formats.workbook.grid import Grid
from generator.formats.workbook.inputs import Input, answer, asked, given, senseless, understood
from generator.formats.workbook.sums import BonusScore, ItemScore, Sums, World, sum_up
from generator.model.rubric import BonusItem, Counted, Item
from generator.model.rules import most_gain
from generator.score.scheme import Scheme

READ = "填写内容"


class Counting(Struct, frozen=True):
    """Everything that a workbook computes. ``asked`` is 1 where something still has to be answered.

    ``unanswered``, ``wrong_sum``, ``conflict_sum`` and ``assessing`` are how many there are.
    """

    grid: Grid
    facts: Facts
    links: links.Known
    taken: Mapping[str, Expr]
    questions: Mapping[str, Question]
    own: Sums
    assessed: Sums
    given: Mapping[str, Expr]
    missing: Mapping[str, Expr]
    asked: Mapping[str, Expr]
    wrong: Mapping[str, Expr]
    beside: Mapping[str, Expr]
    unanswered: Expr
    wrong_sum: Expr
    conflict_sum: Expr
    assessing: Expr


def counting(scheme: Scheme) -> Counting:
    """The formulas of a scheme."""
    return _Writer(scheme).write()


class _Writer:
    def __init__(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self.grid = Grid()
        self.wrong: dict[str, Expr] = {}
        self.facts = {fact.id: self.yes_no(f"fact.{fact.id}") for fact in scheme.rubric.facts}
        self.taken = {ref: flag(self.read(Input(f"reading:{ref}", "yesno")).equals(YES)) for ref in scheme.readings}
        self.taken = {ref: self.grid.add("口径", ref, "另一种", state) for ref, state in self.taken.items()}
        self.told = {
            f"{row.id}.{rule.id}": tuple(self.read(one) for one in asked(f"{row.id}.{rule.id}", rule))
            for row in scheme.rubric.rows
            for rule in row.rules
        }
        own = {ref: self.yes_no(ref) if ref.startswith("veto.") else self.told[ref][0] for ref in scheme.links.forward}
        self.own = own
        self.known = links.known(self.grid, "题目之间", scheme.links, own, self.facts)
        self.excused = {veto.id: self.yes_no(f"except.{veto.id}") for veto in scheme.vetoes if veto.exception}
        conditions = [one.id for tier in scheme.tiers for one in tier.conditions if one.ask]
        self.conditions = {name: self.yes_no(f"condition.{name}") for name in dict.fromkeys(conditions)}
        self.done: dict[str, Effect] = {}
        self.gains: dict[str, Expr] = {}

    def read(self, one: Input) -> Expr:
        state = self.grid.add(READ, one.key, "读作", understood(one))
        self.wrong[one.key] = senseless(one, state)
        return state

    def yes_no(self, ref: str) -> Expr:
        return self.read(Input(answer(ref), "yesno"))

    def write(self) -> Counting:
        barred, open_ = self.vetoes()
        worlds = self.worlds()
        rows = [{item.id: self.item(world, item) for item in self.scheme.rubric.items} for world in worlds]
        bonus = {item.id: self.bonus(item) for item in self.scheme.bonus}
        around = (self.conditions, flag(any_of(*(one.equals(1) for one in barred.values()))), open_, self.taken)
        own = sum_up(self.grid, "", self.scheme, worlds, rows, bonus, around)
        column = {key: self.read(key) for row in self.scheme.rubric.rows for key in given(row) if key.kind != "words"}
        column_by_key = {one.key: state for one, state in column.items()}
        theirs = [
            {item.id: self.judged(world, item, column_by_key) for item in self.scheme.rubric.items} for world in worlds
        ]
        extra = {item.id: self.added(item, column_by_key) for item in self.scheme.bonus}
        assessed = sum_up(self.grid, "考核·", self.scheme, worlds, theirs, extra, around)
        sheet = Told(
            scheme=self.scheme, grid=self.grid, facts=self.facts, known=self.known, told=self.told, wrong=self.wrong
        )
        questions, wanted = Asking(sheet, own, self.done, self.gains).write(open_, self.conditions)
        missing = {item.id: self.missing(item, column_by_key) for item in self.scheme.rubric.items}
        paired = {one.key for question in questions.values() for one in question.inputs}
        beside = {f"barred.{name}": state for name, state in barred.items()}
        beside |= {f"open.{name}": state for name, state in open_.items()}
        return Counting(
            self.grid,
            self.facts,
            self.known,
            self.taken,
            questions,
            own,
            assessed,
            column_by_key,
            missing,
            wanted,
            self.wrong,
            beside,
            self.number("还需作答", list(wanted.values())),
            self.number(
                "填写有误",
                [
                    *(one for key, one in self.wrong.items() if key not in paired),
                    *(question.wrong for question in questions.values()),
                ],
            ),
            self.number("矛盾", list(self.known.conflicts.values())),
            self.number("已评", [flag(one.differs(OPEN)) for one in column_by_key.values()]),
        )

    def number(self, name: str, parts: list[Expr]) -> Expr:
        return self.grid.add("填写情况", name, "个数", total(parts))

    def vetoes(self) -> tuple[dict[str, Expr], dict[str, Expr]]:
        """By veto: whether it bars, and whether it may yet."""
        barred, open_ = {}, {}
        for veto in self.scheme.vetoes:
            state = self.known.states[f"veto.{veto.id}"]
            excused = self.excused.get(veto.id, Const(NO))
            bars = flag(both(state.equals(YES), excused.equals(NO)))
            may = flag(any_of(state.equals(OPEN), both(state.equals(YES), excused.equals(OPEN))))
            barred[veto.id] = self.grid.add("否决条件", veto.id, "否决", bars)
            open_[veto.id] = self.grid.add("否决条件", veto.id, "未定", may)
        return barred, open_

    def worlds(self) -> list[World]:
        """The sheet as it is, then every combination of the facts that take items out."""
        here = World("", self.facts, self.known.states, Const(1))
        names = list(
            dict.fromkeys(
                item.applies_when
                for item in self.scheme.rubric.items
                if item.absent == "out" and item.applies_when is not None
            )
        )
        if not names:
            return [here]
        worlds = [here]
        for at, states in enumerate(product((YES, NO), repeat=len(names)), start=1):
            settled = dict(zip(names, states, strict=True))
            name = f"情形{at}·"
            live = flag(
                both(*(self.facts[fact].differs(NO if state == YES else YES) for fact, state in settled.items()))
            )
            live = self.grid.add(
                "各种情形",
                name.rstrip("·"),
                "可能",
                live,
                words="、".join(f"{fact}{'是' if state == YES else '否'}" for fact, state in settled.items()),
            )
            facts = {**self.facts, **{fact: Const(state) for fact, state in settled.items()}}
            states_ = links.known(self.grid, f"{name}题目之间", self.scheme.links, self.own, facts).states
            worlds.append(World(name, facts, states_, live))
        return worlds

    def effects(self, world: World, row: Counted, points: int | None) -> tuple[list[Effect], Expr]:
        """The effect of each rule as the readings have it, and where the item starts."""
        base: Expr = Const(points or 0)
        found = []
        for rule in row.rules:
            ref = f"{row.id}.{rule.id}"
            told = (world.known[ref],) if ref in world.known else self.told[ref]
            done, gain = effect(rule, told, world.facts, points), Const(most_gain(rule, points or 0))
            best: Expr = gain
            for reading in row.choices:
                for other in reading.otherwise.rules if reading.otherwise else ():
                    if other.id == rule.id:
                        taken = self.taken[f"{row.id}.{reading.id}"]
                        done = chosen(taken, effect(other, told, world.facts, points), done)
                        best = either(taken.equals(1), most_gain(other, points or 0), best)
            base = base - best
            self.gains[ref] = best
            found.append(self.placed(world, ref, done))
        return found, base

    def placed(self, world: World, ref: str, done: Effect) -> Effect:
        """The effect with each part in its cell."""

        def add(column: str, formula: Expr) -> Expr:
            return self.grid.add(f"{world.name}{RULES}", ref, column, formula)

        return Effect(
            add("最低", done.worst),
            add("最高", done.best),
            add("不封顶", done.upwards) if done.upwards != Const(0) else done.upwards,
            add("整项失分", done.zero) if done.zero != Const(NO) else done.zero,
            add("已答", done.answered) if not world.name else done.answered,
            add("待裁定", done.judged) if not world.name and done.judged != Const(0) else done.judged,
            add("达到", done.check) if done.check is not None else None,
        )

    def item(self, world: World, item: Item) -> ItemScore:
        """``clamp(base + awards - deductions, 0, points)``, or 0 where a zero rule applies."""
        points = item.points or 0
        effects, base = self.effects(world, item, points)
        if not world.name:
            self.done |= {f"{item.id}.{rule.id}": done for rule, done in zip(item.rules, effects, strict=True)}
        zeros = [done.zero for done in effects]
        lost = any_of(*(state.equals(YES) for state in zeros))
        may_be_lost = any_of(*(state.differs(NO) for state in zeros))
        worst = either(may_be_lost, 0, _clamped(base + total([done.worst for done in effects]), points))
        best = either(lost, 0, _clamped(base + total([done.best for done in effects]), points))
        checks = [done.check for done in effects if done.check is not None]
        check = every(checks) if checks else None
        return self.applied(world, f"{world.name}{ITEMS}", item, worst, best, check)

    def applied(  # noqa: PLR0913, PLR0917 - a score as it is before its fact, and where to write it
        self, world: World, table: str, item: Item, worst: Expr, best: Expr, check: Expr | None
    ) -> ItemScore:
        """The score of an item as the fact has it on which it hangs."""
        points = item.points or 0
        fact: Expr = Const(YES)
        full: Expr = Const(points)
        if item.applies_when is not None:
            out, fact = item.absent == "out", world.facts[item.applies_when]
            worth = 0 if out else points
            full = either(fact.equals(NO), worth, points)
            worst = either(fact.equals(YES), worst, either(fact.equals(NO), worth, 0 if out else worst))
            best = either(fact.equals(YES), best, either(fact.equals(NO), worth, best if out else points))
            if check is not None:
                # An item that is full has its checks met; one that is out has none, which its fact says.
                unknown = either(check.equals(NO), OPEN, check)
                check = either(fact.equals(YES), check, either(fact.equals(NO), YES, unknown))
        place = (table, item.id)
        return ItemScore(
            full if isinstance(full, Const) else self.grid.add(*place, "分值", full),
            self.grid.add(*place, "最低", worst),
            self.grid.add(*place, "最高", best),
            fact,
            None if check is None else self.grid.add(*place, "达到", check),
        )

    def bonus(self, item: BonusItem) -> BonusScore:
        effects, _ = self.effects(World("", self.facts, self.known.states, Const(1)), item, None)
        self.done |= {f"{item.id}.{rule.id}": done for rule, done in zip(item.rules, effects, strict=True)}
        worst, best = total([done.worst for done in effects]), total([done.best for done in effects])
        upwards = flag(any_of(*(done.upwards.equals(1) for done in effects)))
        return self.capped(ITEMS, item, worst, best, upwards)

    def capped(self, table: str, item: BonusItem, worst: Expr, best: Expr, upwards: Expr) -> BonusScore:
        if item.limit is not None:
            worst = least(worst, item.limit)
            best = either(upwards.equals(1), item.limit, least(best, item.limit))
            upwards = Const(0)
        return BonusScore(
            self.grid.add(table, item.id, "最低", worst),
            self.grid.add(table, item.id, "最高", best),
            upwards if isinstance(upwards, Const) else self.grid.add(table, item.id, "不封顶", upwards),
        )

    # The assessor's column.

    def judged(self, world: World, item: Item, column: Mapping[str, Expr]) -> ItemScore:
        points = item.points or 0
        number = column.get(f"assessed:{item.id}.points", Const(0))
        worst, best = either(number.equals(OPEN), 0, number), either(number.equals(OPEN), points, number)
        return self.applied(
            world, f"考核·{world.name}{ITEMS}", item, worst, best, column.get(f"assessed:{item.id}.met")
        )

    def added(self, item: BonusItem, column: Mapping[str, Expr]) -> BonusScore:
        number = column[f"assessed:{item.id}.points"]
        unknown = number.equals(OPEN)
        upwards = flag(unknown) if item.limit is None else Const(0)
        best = either(unknown, item.limit or 0, number)
        return self.capped(f"考核·{ITEMS}", item, either(unknown, 0, number), best, upwards)

    def missing(self, item: Item, column: Mapping[str, Expr]) -> Expr:
        """1 where an item counts and lacks a number or a verdict that it needs."""
        kinds = (f"assessed:{item.id}.points", f"assessed:{item.id}.met")
        lacks = any_of(*(column[key].equals(OPEN) for key in kinds if key in column))
        applies = self.facts[item.applies_when].differs(NO) if item.applies_when else Const(value=True)
        return self.grid.add(f"考核·{ITEMS}", item.id, "未评", flag(both(applies, lacks)))


def _clamped(points: Expr, most: int) -> Expr:
    return greatest(least(points, most), 0) if most else Const(0)
