"""Answers to points: an exact result, an interval while answers are missing.

Whole hundredths throughout. The rules of counting are in docs/scoring.md; each rule kind is in
``effects``. Mirrored by ``site_templates/calculator/engine.js``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import product

from msgspec import Struct
from msgspec.structs import replace

from generator.model.rubric import BonusItem, Counted, Item, Section
from generator.model.rules import Check, Note, Rule, elements
from generator.score.answers import AnswerError
from generator.score.effects import Effect, effect, half_up, idle
from generator.score.result import BonusScore, Checks, ItemScore, Result, Turned
from generator.score.scheme import Scheme
from generator.score.standing import (
    NO,
    OPEN,
    YES,
    Span,
    Standing,
    TierResult,
    TierState,
    against,
    every,
    tier_result,
    tier_states,
)
from generator.score.told import Answers, Told, settled, told


class Sums(Struct, frozen=True):
    """Every interval of a result, and where it stands."""

    items: dict[str, ItemScore]
    sections: tuple[Span, ...]
    total: Span
    bonus: tuple[BonusScore, ...]
    with_bonus: Span | None
    required: dict[str, str]
    tiers: tuple[TierState, ...]
    tier: TierResult


def score(scheme: Scheme, answers: Answers, readings: Collection[str] = ()) -> Result:
    """The result of a sheet; ``readings`` names those that it takes otherwise.

    An answer that makes no sense is listed and counts as missing.
    """
    sheet = told(scheme, answers)
    chosen = frozenset(readings) & frozenset(scheme.readings)
    every_world = worlds(sheet)
    rows = [{item.id: _item(world, item, chosen) for item in scheme.rubric.items} for world in every_world]
    bonus = {item.id: _bonus(sheet, item, chosen) for item in scheme.bonus}
    sums = sum_up(sheet, rows, bonus, chosen)
    turned = [_turned(sheet, every_world, rows, bonus, sums, chosen, ref) for ref in scheme.readings]
    items = tuple(sums.items.values())
    judged, unanswered = _open(sheet, sums)
    return Result(
        sums.total,
        sums.sections,
        items,
        sums.bonus,
        sums.with_bonus,
        count_checks(items),
        badges(scheme, sums.sections),
        sums.required,
        sheet.barred,
        sheet.veto_open,
        sums.tier,
        sums.tiers,
        unanswered,
        judged,
        sheet.implied.inferred,
        sheet.implied.conflicts,
        sheet.invalid,
        tuple(found for found in turned if found),
    )


def _turned(  # noqa: PLR0913, PLR0917 - all that was counted already
    sheet: Told,
    every_world: list[Told],
    rows: list[dict[str, ItemScore]],
    bonus: Mapping[str, BonusScore],
    sums: Sums,
    chosen: frozenset[str],
    ref: str,
) -> Turned | None:
    """What comes out when one reading is taken the other way; ``None`` where that makes no difference."""
    other, row = chosen ^ {ref}, sheet.scheme.row_of(ref)
    if isinstance(row, Item):
        anew = [_item(world, row, other) for world in every_world]
        if all(_alike(one, found[row.id]) for one, found in zip(anew, rows, strict=True)):
            return None
        rows = [{**found, row.id: one} for one, found in zip(anew, rows, strict=True)]
    elif isinstance(row, BonusItem):
        bonus = {**bonus, row.id: _bonus(sheet, row, other)}
    found = sum_up(sheet, rows, bonus, other)
    if (found.total, found.with_bonus, found.tier) == (sums.total, sums.with_bonus, sums.tier):
        return None
    return Turned(ref, found.total, found.with_bonus, found.tier)


def worlds(sheet: Told) -> list[Told]:
    """The sheet as it is, then with every combination of the open facts that take items out."""
    names = list(
        dict.fromkeys(
            item.applies_when
            for item in sheet.scheme.rubric.items
            if item.absent == "out" and item.applies_when and sheet.facts[item.applies_when] is None
        )
    )
    combinations = product((True, False), repeat=len(names)) if names else ()
    known = [{**sheet.facts, **dict(zip(names, states, strict=True))} for states in combinations]
    return [sheet, *(settled(sheet, facts) for facts in known)]


def _effects(sheet: Told, row: Counted, rules: Iterable[Rule], points: int | None) -> dict[str, Effect]:
    effects = {}
    for rule in rules:
        ref = f"{row.id}.{rule.id}"
        try:
            effects[rule.id] = effect(rule, sheet.given.get(ref), sheet.facts, points)
        except AnswerError as error:
            sheet.invalid[ref] = str(error)
            effects[rule.id] = effect(rule, None, sheet.facts, points)
    return effects


def _item(sheet: Told, item: Item, chosen: Collection[str]) -> ItemScore:
    """``clamp(base + awards - deductions, 0, points)``, or 0 where a zero rule applies."""
    points = item.points or 0
    base, rules = sheet.scheme.counting(item, chosen)
    effects = _effects(sheet, item, rules, points)
    applies = True if item.applies_when is None else sheet.facts.get(item.applies_when)
    if applies is False:
        effects = {rule.id: idle(rule, points) for rule in rules}
        worth = 0 if item.absent == "out" else points
        check = None if item.absent == "out" else _check(effects)
        return ItemScore(item.id, worth, worth, worth, item.absent, check, effects)
    worst = _clamp(base + sum(done.worst for done in effects.values()), points)
    best = _clamp(base + sum(done.best or 0 for done in effects.values()), points)
    zeros = {done.zero for done in effects.values()}
    if "yes" in zeros:
        worst = best = 0
    elif "open" in zeros:
        worst = 0
    check = _check(effects)
    if applies is None:
        worst, best = (0, best) if item.absent == "out" else (worst, points)
        check = OPEN if check == NO else check
    return ItemScore(item.id, points, worst, best, "in" if applies else "open", check, effects)


def _clamp(points: int, most: int) -> int:
    return max(0, min(points, most))


def _check(effects: Mapping[str, Effect]) -> str | None:
    found = [done.check for done in effects.values() if done.check is not None]
    return every(found) if found else None


def _bonus(sheet: Told, item: BonusItem, chosen: Collection[str]) -> BonusScore:
    _, rules = sheet.scheme.counting(item, chosen)
    effects = _effects(sheet, item, rules, None)
    worst = sum(done.worst for done in effects.values())
    best = _sum([done.best for done in effects.values()])
    return BonusScore(item.id, _most(worst, item.limit), _capped(best, item.limit), effects)


def _alike(one: ItemScore, other: ItemScore) -> bool:
    """Whether two ways to count an item come to the same."""
    return (one.worst, one.best, one.check) == (other.worst, other.best, other.check)


def _sum(points: list[int | None]) -> int | None:
    known = [point for point in points if point is not None]
    return sum(known) if len(known) == len(points) else None


def _most(points: int, limit: int | None) -> int:
    return points if limit is None else min(points, limit)


def _capped(points: int | None, limit: int | None) -> int | None:
    return limit if points is None else _most(points, limit)


def sum_up(
    sheet: Told, rows: list[dict[str, ItemScore]], bonus: Mapping[str, BonusScore], chosen: Collection[str]
) -> Sums:
    """Sections, total and standing from the rows.

    ``rows`` holds the items under the facts as they are, then, where open facts take items out, under
    every combination of those: intervals span the combinations.
    """
    scheme = sheet.scheme
    worlds = rows[1:] or rows
    sections = tuple(map(_hull, zip(*(_sections(scheme.rubric.sections, found) for found in worlds), strict=True)))
    total = _hull([_total(scheme, found) for found in worlds])
    items = rows[0]
    if len(rows) > 1:
        items = {
            name: replace(
                item,
                points=max(found[name].points for found in rows[1:]),
                worst=min(found[name].worst for found in rows[1:]),
                best=max(found[name].best for found in rows[1:]),
            )
            for name, item in items.items()
        }
    with_bonus = _with_bonus(scheme, total, list(bonus.values()))
    required = {item.id: _required(item, items[item.id]) for item in scheme.rubric.items if item.required}
    places = {f"section.{span.id}": (span.worst, span.best) for span in sections}
    places |= {f"item.{name}": (item.worst, item.best) for name, item in items.items()}
    standing = Standing(
        scheme.tiers, places, sheet.conditions, required, barred=bool(sheet.barred), certain=not sheet.veto_open
    )
    measured = with_bonus if with_bonus and scheme.counts_bonus(chosen) else total
    states = tier_states(standing, measured)
    tier = tier_result(standing, measured, states)
    return Sums(items, sections, total, tuple(bonus.values()), with_bonus, required, states, tier)


def _sections(sections: tuple[Section, ...], items: Mapping[str, ItemScore]) -> list[Span]:
    """A section before those in it."""
    spans = []
    for section in sections:
        found = [items[item.id] for item in section.all_items]
        points = sum(item.points for item in found)
        spans.append(Span(section.id, points, sum(item.worst for item in found), sum(item.best for item in found)))
        spans += _sections(section.sections, items)
    return spans


def _total(scheme: Scheme, items: Mapping[str, ItemScore]) -> Span:
    """The sum of all items, turned back to full marks where some are out."""
    full = scheme.full
    points = sum(item.points for item in items.values())
    worst, best = sum(item.worst for item in items.values()), sum(item.best for item in items.values())
    if scheme.rubric.rescale and points < full:
        unit = scheme.rubric.rescale.unit
        worst, best = (half_up(sum_ * full, points * unit) * unit for sum_ in (worst, best))
    return Span("total", full, worst, best)


def _hull(spans: Iterable[Span]) -> Span:
    spans = list(spans)
    best = max(span.best or 0 for span in spans)
    return Span(spans[0].id, max(span.points for span in spans), min(span.worst for span in spans), best)


def _with_bonus(scheme: Scheme, total: Span, bonus: list[BonusScore]) -> Span | None:
    if scheme.rubric.bonus is None:
        return None
    limit = scheme.rubric.bonus.limit
    worst = _most(sum(item.worst for item in bonus), limit)
    best = _capped(_sum([item.best for item in bonus]), limit)
    top = None if best is None else (total.best or 0) + best
    return Span("with_bonus", total.points, total.worst + worst, top)


def _required(item: Item, found: ItemScore) -> str:
    if found.state == "out":
        return YES
    checks = [] if found.check is None else [found.check]
    state = every([against(item.points or 0, found.worst, found.best), *checks])
    may_be_out = found.state == "open" and item.absent == "out"
    return OPEN if state == NO and may_be_out else state


def badges(scheme: Scheme, sections: Iterable[Span]) -> dict[str, str]:
    """The state of each section that is distinguished by itself."""
    minimums = {section.id: section.badge.minimum for section in scheme.rubric.all_sections if section.badge}
    return {span.id: against(minimums[span.id], span.worst, span.best) for span in sections if span.id in minimums}


def count_checks(items: Iterable[ItemScore]) -> Checks:
    """How many items with checks stand where."""
    states = [item.check for item in items if item.check is not None]
    return Checks(len(states), states.count(YES), states.count(NO), states.count(OPEN))


def _open(sheet: Told, sums: Sums) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What still moves the result: levels left to an assessor, and every question that is open.

    A question of an item whose points and check are settled already is not asked again.
    """
    judged: list[str] = []
    facts: list[str] = []
    rules: list[str] = []
    for item in sheet.scheme.rubric.items:
        found = sums.items[item.id]
        may_be_out = found.state == "open" and item.absent == "out"
        if found.worst == found.best and found.check != OPEN and not may_be_out:
            continue
        if found.state == "open" and item.applies_when:
            facts.append(item.applies_when)
        judged += [f"{item.id}.{name}" for name, done in found.effects.items() if done.judged]
        _ask(sheet, item, found.effects, facts, rules)
    for extra, given in zip(sheet.scheme.bonus, sums.bonus, strict=True):
        if given.worst != given.best:
            _ask(sheet, extra, given.effects, facts, rules)
    vetoes = [f"except.{name}" if sheet.implied.known[f"veto.{name}"] else f"veto.{name}" for name in sheet.veto_open]
    conditions = [f"condition.{name}" for name, state in sheet.conditions.items() if state is None]
    asked = [f"fact.{name}" for name in sheet.facts if name in facts]
    return tuple(judged), (*vetoes, *asked, *conditions, *rules)


def _ask(sheet: Told, row: Counted, effects: Mapping[str, Effect], facts: list[str], rules: list[str]) -> None:
    """Adds the open facts and the unanswered rules of a row that is not settled."""
    for rule in row.rules:
        done = effects[rule.id]
        if done.worst != done.best or done.zero == "open" or (isinstance(rule, Check) and done.check == OPEN):
            names = [rule.applies_when, *(element.applies_when for element in elements(rule))]
            facts += [name for name in names if name and sheet.facts[name] is None]
        if not done.answered and not isinstance(rule, Note):
            rules.append(f"{row.id}.{rule.id}")
