"""What an answered yes/no question says of others, as formulas: ``generator.score.links`` says what is meant."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.formats.workbook.effects import Facts
from generator.formats.workbook.expressions import NO, OPEN, YES, Const, Expr, any_of, both, either, flag
from generator.formats.workbook.grid import Grid
from generator.score.links import Links, reach


class Known(Struct, frozen=True):
    """By question: its state with all that follows, whether it only follows, and whether it contradicts another."""

    states: Mapping[str, Expr]
    inferred: Mapping[str, Expr]
    conflicts: Mapping[str, Expr]


def known(grid: Grid, table: str, over: Links, own: Mapping[str, Expr], facts: Facts) -> Known:
    """The state of every yes/no question about a defect; ``own`` holds what was answered."""
    linked = [ref for ref in over.forward if over.forward[ref] or over.back[ref] or over.apart[ref]]
    follows = {ref: [other for other in linked if other in found] for ref, found in _reached(linked, over.forward)}
    leads = {ref: [other for other in linked if other in found] for ref, found in _reached(linked, over.back)}

    def add(ref: str, column: str, formula: Expr) -> Expr:
        return grid.add(table, ref, column, formula)

    telling = {ref: flag(both(*(facts[name].equals(YES) for name in over.when[ref]))) for ref in linked}
    telling = {
        ref: add(ref, "说明他题", either(telling[ref].equals(1), own[ref], OPEN))
        if telling[ref] != Const(1)
        else own[ref]
        for ref in linked
    }
    yes = {
        ref: add(ref, "推出是", flag(any_of(*(telling[other].equals(YES) for other in leads[ref])))) for ref in linked
    }
    denied = {}
    for ref in linked:
        apart = [yes[other].equals(1) for other in dict.fromkeys(over.apart[ref])]
        refused = both(yes[ref].equals(0), any_of(telling[ref].equals(NO), *apart))
        denied[ref] = add(ref, "否认", flag(refused))
    no = {ref: add(ref, "推出否", flag(any_of(*(denied[other].equals(1) for other in follows[ref])))) for ref in linked}
    states = dict(own)
    inferred = dict[str, Expr](dict.fromkeys(over.forward, Const(0)))
    for ref in linked:
        said = either(yes[ref].equals(1), YES, either(no[ref].equals(1), NO, OPEN))
        inferred[ref] = add(ref, "只是推出", flag(both(said.differs(OPEN), own[ref].equals(OPEN))))
        if telling[ref] != own[ref]:
            said = either(both(own[ref].differs(OPEN), telling[ref].equals(OPEN)), own[ref], said)
        states[ref] = add(ref, "认定", said)
    conflicts = {ref: add(ref, "矛盾", _conflict(ref, over, telling, follows, leads)) for ref in linked}
    return Known(states, inferred, conflicts)


def _reached(refs: list[str], over: Mapping[str, tuple[str, ...]]) -> list[tuple[str, set[str]]]:
    return [(ref, reach([ref], over)) for ref in refs]


def _conflict(
    ref: str,
    over: Links,
    telling: Mapping[str, Expr],
    follows: Mapping[str, list[str]],
    leads: Mapping[str, list[str]],
) -> Expr:
    """1 where an answer contradicts another one: a no to what follows, or a yes to what cannot be together."""
    denied = [telling[other].equals(NO) for other in follows[ref] if other != ref]
    asserted = [telling[other].equals(YES) for other in leads[ref] if other != ref]
    barred = {other for each in follows[ref] for other in over.apart[each]}
    at_odds = [telling[other].equals(YES) for other in follows if other != ref and barred & {*follows[other]}]
    yes = both(telling[ref].equals(YES), any_of(*denied, *at_odds)) if denied or at_odds else Const(value=False)
    return flag(any_of(yes, both(telling[ref].equals(NO), any_of(*asserted))))
