"""A sheet of answers to points, as formulas: what ``generator.score.engine`` counts, cell by cell.

Where facts that are open take items out of the form, every combination of them is counted (``worlds``) and each
interval spans those that can still be; a combination that a known fact excludes is not live.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from generator.formats.workbook import links
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
    negated,
    total,
)
from generator.formats.workbook.expressions import most as greatest
from generator.formats.workbook.grid import Grid
from generator.formats.workbook.inputs import Input, answer, asked, given, senseless, understood
from generator.formats.workbook.sums import BonusScore, ItemScore, Sums, World, sum_up
from generator.model.rubric import BonusItem, Counted, Item
from generator.model.rules import Check, Note, Rule, elements, most_gain
from generator.score.scheme import Scheme

READ, RULES, ITEMS = "填写内容", "各题", "各项"


@dataclass(frozen=True)
class Question:
    """One rule: what was understood of its inputs, what it does, and whether it still has to be answered."""

    ref: str
    rule: Rule
    inputs: tuple[Input, ...]
    told: tuple[Expr, ...]
    wrong: Expr
    done: Effect
    asked: Expr


@dataclass(frozen=True)
class Counting:
    """Everything that a workbook computes. What is asked is 1 where it still has to be answered; the last four are numbers."""

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
        questions, wanted = self.questions(own, open_)
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
            done, gain = self.effect(world, ref, rule, told, points), Const(most_gain(rule, points or 0))
            best: Expr = gain
            for reading in row.choices:
                for other in reading.otherwise.rules if reading.otherwise else ():
                    if other.id == rule.id:
                        taken = self.taken[f"{row.id}.{reading.id}"]
                        done = chosen(taken, self.effect(world, ref, other, told, points), done)
                        best = either(taken.equals(1), most_gain(other, points or 0), best)
            base = base - best
            self.gains[ref] = best
            found.append(self.placed(world, ref, done))
        return found, base

    def effect(self, world: World, ref: str, rule: Rule, told: Sequence[Expr], points: int | None) -> Effect:
        return effect(rule, told, world.facts, points)

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

    def applied(self, world: World, table: str, item: Item, worst: Expr, best: Expr, check: Expr | None) -> ItemScore:
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

    # What is still asked.

    def questions(self, own: Sums, open_: Mapping[str, Expr]) -> tuple[dict[str, Question], dict[str, Expr]]:
        """Every rule with what was made of it, and by question whether it still moves the result."""
        facts: dict[str, list[Expr]] = {}
        rules: dict[str, Expr] = {}
        for row in self.scheme.rubric.rows:
            unsettled = self.unsettled(row, own)
            if isinstance(row, Item) and row.applies_when:
                facts.setdefault(row.applies_when, []).append(
                    both(unsettled, self.facts[row.applies_when].equals(OPEN))
                )
            for rule in row.rules:
                rules[f"{row.id}.{rule.id}"] = self.still_asked(row, rule, unsettled, facts)
        wanted: dict[str, Expr] = {}
        for veto in self.scheme.vetoes:
            state = self.known.states[f"veto.{veto.id}"]
            if not veto.exception:
                wanted[f"veto.{veto.id}"] = open_[veto.id]
                continue
            for name, asks in (("veto", state.differs(YES)), ("except", state.equals(YES))):
                still = flag(both(open_[veto.id].equals(1), asks))
                wanted[f"{name}.{veto.id}"] = self.grid.add("待答", f"{name}.{veto.id}", "待答", still)
        for name in self.facts:
            still = flag(any_of(*facts.get(name, [])))
            wanted[f"fact.{name}"] = self.grid.add("待答", f"fact.{name}", "待答", still)
        for name, state in self.conditions.items():
            still = flag(state.equals(OPEN))
            wanted[f"condition.{name}"] = self.grid.add("待答", f"condition.{name}", "待答", still)
        wanted |= {ref: asks for ref, asks in rules.items() if asks != Const(0)}
        return {
            f"{row.id}.{rule.id}": self.question(row, rule, rules[f"{row.id}.{rule.id}"])
            for row in self.scheme.rubric.rows
            for rule in row.rules
        }, wanted

    def unsettled(self, row: Counted, own: Sums) -> Expr:
        """Whether answers can still move a row."""
        if isinstance(row, BonusItem):
            score = own.bonus[row.id]
            moves = any_of(score.upwards.equals(1), score.worst.differs(score.best))
            return self.grid.add(ITEMS, row.id, "未定", flag(moves)).equals(1)
        found = own.items[row.id]
        open_ = [] if found.check is None else [both(found.check.equals(OPEN), _counts(row, found))]
        may_be_out = [found.fact.equals(OPEN)] if isinstance(row, Item) and row.absent == "out" else []
        moves = any_of(_differ(found.worst, found.best), *open_, *may_be_out)
        return self.grid.add(ITEMS, row.id, "未定", flag(moves)).equals(1)

    def still_asked(self, row: Counted, rule: Rule, unsettled: Expr, facts: dict[str, list[Expr]]) -> Expr:
        done = self.placed_idle(row, rule)
        names = [rule.applies_when, *(element.applies_when for element in elements(rule))]
        moves = any_of(
            _differ(done.worst, done.best),
            done.upwards.equals(1),
            done.zero.equals(OPEN),
            *([done.check.equals(OPEN)] if isinstance(rule, Check) and done.check is not None else []),
        )
        for name in dict.fromkeys(name for name in names if name):
            facts.setdefault(name, []).append(both(unsettled, moves, self.facts[name].equals(OPEN)))
        asks = Const(0) if isinstance(rule, Note) else flag(both(unsettled, done.answered.equals(0)))
        ref = f"{row.id}.{rule.id}"
        return self.grid.add(RULES, ref, "待答", asks)

    def placed_idle(self, row: Counted, rule: Rule) -> Effect:
        """What a rule did; nothing where its item does not apply."""
        done = self.done[f"{row.id}.{rule.id}"]
        if not isinstance(row, Item) or row.applies_when is None:
            return done
        ref = f"{row.id}.{rule.id}"
        won, off = self.gains[ref], self.facts[row.applies_when].equals(NO)

        def add(column: str, without: Expr | int, within: Expr) -> Expr:
            return self.grid.add(RULES, ref, f"计入{column}", either(off, without, within))

        return Effect(
            add("最低", won, done.worst),
            add("最高", won, done.best),
            done.upwards,
            add("失分", NO, done.zero),
            add("已答", 1, done.answered),
            add("裁定", 0, done.judged),
            None if done.check is None else add("达到", YES, done.check),
        )

    def question(self, row: Counted, rule: Rule, asks: Expr) -> Question:
        ref = f"{row.id}.{rule.id}"
        keys = tuple(asked(ref, rule))
        wrong = flag(any_of(*(self.wrong[key.key].equals(1) for key in keys), *self.pair(rule, self.told[ref])))
        wrong = self.grid.add(RULES, ref, "有误", wrong)
        return Question(ref, rule, keys, self.told[ref], wrong, self.placed_idle(row, rule), asks)

    @staticmethod
    def pair(rule: Rule, told: Sequence[Expr]) -> list[Expr]:
        """Whether two numbers that were understood are no share."""
        if len(told) != 2 or elements(rule):  # noqa: PLR2004 - a part and a whole
            return []
        part, whole = told
        return [whole.equals(0), both(whole > 0, part > whole)]


def _clamped(points: Expr, most: int) -> Expr:
    return greatest(least(points, most), 0) if most else Const(0)


def _differ(one: Expr, other: Expr) -> Expr:
    return Const(value=False) if one == other else one.differs(other)


def _counts(row: Counted, found: ItemScore) -> Expr:
    """Whether an item is not out."""
    out = isinstance(row, Item) and row.absent == "out"
    return negated(found.fact.equals(NO)) if out else Const(value=True)
