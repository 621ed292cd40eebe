"""What is still asked, as formulas: only what still moves the result, as the engine lists it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.formats.workbook.effects import Effect, Facts
from generator.formats.workbook.expressions import NO, OPEN, YES, Const, Expr, any_of, both, either, flag, negated
from generator.formats.workbook.grid import Grid
from generator.formats.workbook.inputs import Input, asked
from generator.formats.workbook.links import Known
from generator.formats.workbook.sums import ItemScore, Sums
from generator.model.rubric import BonusItem, Counted, Item
from generator.model.rules import Check, Note, Rule, elements
from generator.score.scheme import Scheme

RULES, ITEMS = "各题", "各项"
"""The tables of the questions and of the items."""


class Question(Struct, frozen=True):
    """One rule: what was understood of its inputs, what it does, and whether it still has to be answered."""

    ref: str
    rule: Rule
    inputs: tuple[Input, ...]
    told: tuple[Expr, ...]
    wrong: Expr
    done: Effect
    asked: Expr


class Told(Struct, frozen=True):
    """What was understood of the inputs: facts, what is known of the questions, what is amiss by input."""

    scheme: Scheme
    grid: Grid
    facts: Facts
    known: Known
    told: Mapping[str, tuple[Expr, ...]]
    wrong: Mapping[str, Expr]


class Asking(Struct, frozen=True):
    """``done`` and ``gains`` hold what each rule does, and what it adds where its item does not apply."""

    sheet: Told
    own: Sums
    done: Mapping[str, Effect]
    gains: Mapping[str, Expr]

    def write(
        self, open_: Mapping[str, Expr], conditions: Mapping[str, Expr]
    ) -> tuple[dict[str, Question], dict[str, Expr]]:
        """Every rule with what was made of it, and by question whether it still moves the result."""
        facts: dict[str, list[Expr]] = {}
        rules: dict[str, Expr] = {}
        for row in self.sheet.scheme.rubric.rows:
            unsettled = self.unsettled(row)
            if isinstance(row, Item) and row.applies_when:
                facts.setdefault(row.applies_when, []).append(
                    both(unsettled, self.sheet.facts[row.applies_when].equals(OPEN))
                )
            for rule in row.rules:
                rules[f"{row.id}.{rule.id}"] = self.still_asked(row, rule, unsettled, facts)
        wanted: dict[str, Expr] = {}
        for veto in self.sheet.scheme.vetoes:
            state = self.sheet.known.states[f"veto.{veto.id}"]
            if not veto.exception:
                wanted[f"veto.{veto.id}"] = open_[veto.id]
                continue
            for name, asks in (("veto", state.differs(YES)), ("except", state.equals(YES))):
                still = flag(both(open_[veto.id].equals(1), asks))
                wanted[f"{name}.{veto.id}"] = self.sheet.grid.add("待答", f"{name}.{veto.id}", "待答", still)
        for name in self.sheet.facts:
            still = flag(any_of(*facts.get(name, [])))
            wanted[f"fact.{name}"] = self.sheet.grid.add("待答", f"fact.{name}", "待答", still)
        for name, state in conditions.items():
            still = flag(state.equals(OPEN))
            wanted[f"condition.{name}"] = self.sheet.grid.add("待答", f"condition.{name}", "待答", still)
        wanted |= {ref: asks for ref, asks in rules.items() if asks != Const(0)}
        return {
            f"{row.id}.{rule.id}": self.question(row, rule, rules[f"{row.id}.{rule.id}"])
            for row in self.sheet.scheme.rubric.rows
            for rule in row.rules
        }, wanted

    def unsettled(self, row: Counted) -> Expr:
        """Whether answers can still move a row."""
        if isinstance(row, BonusItem):
            score = self.own.bonus[row.id]
            moves = any_of(score.upwards.equals(1), score.worst.differs(score.best))
            return self.sheet.grid.add(ITEMS, row.id, "未定", flag(moves)).equals(1)
        found = self.own.items[row.id]
        open_ = [] if found.check is None else [both(found.check.equals(OPEN), _counts(row, found))]
        may_be_out = [found.fact.equals(OPEN)] if isinstance(row, Item) and row.absent == "out" else []
        moves = any_of(_differ(found.worst, found.best), *open_, *may_be_out)
        return self.sheet.grid.add(ITEMS, row.id, "未定", flag(moves)).equals(1)

    def still_asked(self, row: Counted, rule: Rule, unsettled: Expr, facts: dict[str, list[Expr]]) -> Expr:
        """1 where a rule has no answer that its row needs; notes in ``facts`` what else it hangs on."""
        done = self.effect(row, rule)
        names = [rule.applies_when, *(element.applies_when for element in elements(rule))]
        moves = any_of(
            _differ(done.worst, done.best),
            done.upwards.equals(1),
            done.zero.equals(OPEN),
            *([done.check.equals(OPEN)] if isinstance(rule, Check) and done.check is not None else []),
        )
        for name in dict.fromkeys(name for name in names if name):
            facts.setdefault(name, []).append(both(unsettled, moves, self.sheet.facts[name].equals(OPEN)))
        asks = Const(0) if isinstance(rule, Note) else flag(both(unsettled, done.answered.equals(0)))
        ref = f"{row.id}.{rule.id}"
        return self.sheet.grid.add(RULES, ref, "待答", asks)

    def effect(self, row: Counted, rule: Rule) -> Effect:
        """What a rule did; nothing where its item does not apply."""
        done = self.done[f"{row.id}.{rule.id}"]
        if not isinstance(row, Item) or row.applies_when is None:
            return done
        ref = f"{row.id}.{rule.id}"
        won, off = self.gains[ref], self.sheet.facts[row.applies_when].equals(NO)

        def add(column: str, without: Expr | int, within: Expr) -> Expr:
            return self.sheet.grid.add(RULES, ref, f"计入{column}", either(off, without, within))

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
        """A rule with all that the sheets say of it."""
        ref = f"{row.id}.{rule.id}"
        keys = tuple(asked(ref, rule))
        wrong = flag(
            any_of(*(self.sheet.wrong[key.key].equals(1) for key in keys), *self.pair(rule, self.sheet.told[ref]))
        )
        wrong = self.sheet.grid.add(RULES, ref, "有误", wrong)
        return Question(ref, rule, keys, self.sheet.told[ref], wrong, self.effect(row, rule), asks)

    @staticmethod
    def pair(rule: Rule, told: Sequence[Expr]) -> list[Expr]:
        """Whether two numbers that were understood are no share."""
        if len(told) != 2 or elements(rule):  # noqa: PLR2004 - a part and a whole
            return []
        part, whole = told
        return [whole.equals(0), both(whole > 0, part > whole)]


def _differ(one: Expr, other: Expr) -> Expr:
    return Const(value=False) if one == other else one.differs(other)


def _counts(row: Counted, found: ItemScore) -> Expr:
    """Whether an item is not out."""
    out = isinstance(row, Item) and row.absent == "out"
    return negated(found.fact.equals(NO)) if out else Const(value=True)
