"""Answers to points: an exact result, an interval while answers are missing.

Whole hundredths throughout. The rules of counting are in the product's scoring specification;
each rule kind is in ``effects``. Mirrored by ``site_templates/calculator/engine.js``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.model.campaign import Tier
from generator.model.rubric import Deduct, Element, Item, Parts, Rule, Zero, is_yes_no
from generator.score.effects import AnswerError, Effect, effect, yes_no
from generator.score.scheme import Scheme

Answers = Mapping[str, object]
"""Answers by question: ``<item>.<rule>``, ``fact.<fact>``, ``veto.<veto>``."""


@dataclass(frozen=True)
class ItemScore:
    """Points of one item, and what each of its rules did."""

    id: str
    points: int
    worst: int
    best: int
    effects: dict[str, Effect]


@dataclass(frozen=True)
class Span:
    """Points of a section or of the whole form."""

    id: str
    points: int
    worst: int
    best: int


@dataclass(frozen=True)
class TierResult:
    """``reached`` is certain, ``possible`` the best still open, ``next`` is ``short`` hundredths away."""

    reached: str | None
    possible: str | None
    next: str | None
    short: int | None


@dataclass(frozen=True)
class Result:
    """All that follows from a sheet of answers. ``inferred`` holds answers that others imply."""

    total: Span
    sections: tuple[Span, ...]
    items: tuple[ItemScore, ...]
    barred: tuple[str, ...]
    veto_open: tuple[str, ...]
    tier: TierResult
    unanswered: tuple[str, ...]
    judged: tuple[str, ...]
    inferred: dict[str, bool]
    conflicts: tuple[tuple[str, str], ...]
    invalid: dict[str, str]


def score(scheme: Scheme, answers: Answers) -> Result:
    """The result of a sheet. An answer that makes no sense is listed and counts as missing."""
    invalid: dict[str, str] = {}
    facts = {fact.id: _yes_no(answers, f"fact.{fact.id}", invalid) for fact in scheme.rubric.facts}
    known, inferred, conflicts = _implied(scheme, answers, facts, invalid)
    given: dict[str, object] = {**answers, **known}
    items = {item.id: _item(item, given, facts, invalid) for item in scheme.rubric.items}
    sections = tuple(
        _span(section.id, section.points, [items[item.id] for item in section.items])
        for section in scheme.rubric.sections
    )
    total = _span("total", scheme.rubric.total, sections)
    barred = tuple(veto.id for veto in scheme.vetoes if known[f"veto.{veto.id}"] is True)
    veto_open = tuple(veto.id for veto in scheme.vetoes if known[f"veto.{veto.id}"] is None)
    judged, open_facts, open_rules = _open(scheme, items, facts)
    return Result(
        total,
        sections,
        tuple(items.values()),
        barred,
        veto_open,
        _tier(scheme.tiers, total, barred=bool(barred), certain=not veto_open),
        (*(f"veto.{veto}" for veto in veto_open), *open_facts, *open_rules),
        judged,
        inferred,
        conflicts,
        invalid,
    )


def _yes_no(answers: Answers, ref: str, invalid: dict[str, str]) -> bool | None:
    try:
        return yes_no(answers.get(ref))
    except AnswerError as error:
        invalid[ref] = str(error)
        return None


def _implied(
    scheme: Scheme, answers: Answers, facts: dict[str, bool | None], invalid: dict[str, str]
) -> tuple[dict[str, bool | None], dict[str, bool], tuple[tuple[str, str], ...]]:
    """Every yes/no question about a defect, with what the answered ones say of the others.

    ``a`` implies ``b``: a yes at ``a`` is a yes at ``b``, a no at ``b`` is a no at ``a``. Only an answer to
    a question that certainly applies says anything of others; any other keeps to its own rule. Where a
    sheet says yes at ``a`` and no at a ``b`` that follows from ``a``, the yes counts, and the pair is a conflict.
    """
    when: dict[str, str] = {}
    links = {f"veto.{veto.id}": scheme.links(veto.id) for veto in scheme.vetoes}
    for item in scheme.rubric.items:
        for rule in item.rules:
            if isinstance(rule, (Deduct, Zero)) and is_yes_no(rule):
                ref = f"{item.id}.{rule.id}"
                links[ref] = rule.implies
                if rule.applies_when is not None:
                    when[ref] = rule.applies_when
    own = {ref: _yes_no(answers, ref, invalid) for ref in links}
    back: dict[str, list[str]] = {ref: [] for ref in links}
    for ref, targets in links.items():
        for target in targets:
            back[target].append(ref)
    telling = {ref: state for ref, state in own.items() if ref not in when or facts.get(when[ref]) is True}
    yes = _reach([ref for ref, state in telling.items() if state is True], links)
    no = _reach([ref for ref, state in telling.items() if state is False and ref not in yes], back)
    known: dict[str, bool | None] = {ref: True if ref in yes else False if ref in no else None for ref in links}
    inferred = {ref: state for ref, state in known.items() if state is not None and own[ref] is None}
    known |= {ref: state for ref, state in own.items() if ref not in telling and state is not None}
    conflicts = tuple(
        (ref, other)
        for ref, state in telling.items()
        if state is True
        for follows in [_reach([ref], links)]
        for other, contrary in telling.items()
        if contrary is False and other in follows
    )
    return known, inferred, conflicts


def _reach(start: Iterable[str], links: Mapping[str, Iterable[str]]) -> set[str]:
    """All that can be reached over the links, the start included."""
    found: set[str] = set()
    pending = list(start)
    while pending:
        ref = pending.pop()
        if ref not in found:
            found.add(ref)
            pending += links[ref]
    return found


def _item(item: Item, given: Mapping[str, object], facts: dict[str, bool | None], invalid: dict[str, str]) -> ItemScore:
    """``clamp(base + awards - deductions, 0, points)``, or 0 where a zero rule applies."""
    effects = {}
    for rule in item.rules:
        ref = f"{item.id}.{rule.id}"
        try:
            effects[rule.id] = effect(rule, given.get(ref), facts, item.points)
        except AnswerError as error:
            invalid[ref] = str(error)
            effects[rule.id] = effect(rule, None, facts, item.points)
    worst = _clamp(item.base + sum(done.worst for done in effects.values()), item.points)
    best = _clamp(item.base + sum(done.best for done in effects.values()), item.points)
    zeros = {done.zero for done in effects.values()}
    if "yes" in zeros:
        worst = best = 0
    elif "open" in zeros:
        worst = 0
    return ItemScore(item.id, item.points, worst, best, effects)


def _clamp(points: int, most: int) -> int:
    return max(0, min(points, most))


def _span(name: str, points: int, parts: Iterable[ItemScore | Span]) -> Span:
    parts = list(parts)
    return Span(name, points, sum(part.worst for part in parts), sum(part.best for part in parts))


def _open(
    scheme: Scheme, items: dict[str, ItemScore], facts: dict[str, bool | None]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """What still moves the total: rules left to an assessor, open facts, unanswered rules.

    A question of an item whose points are settled already is not asked again.
    """
    judged, open_facts, open_rules = [], [], []
    for item in scheme.rubric.items:
        scored = items[item.id]
        if scored.worst == scored.best:
            continue
        for rule in item.rules:
            done, ref = scored.effects[rule.id], f"{item.id}.{rule.id}"
            if done.judged:
                judged.append(ref)
            if done.worst < done.best or done.zero == "open":
                open_facts += [f"fact.{name}" for name in _names_of_facts(rule) if facts[name] is None]
            if not done.answered:
                open_rules.append(ref)
    return tuple(judged), tuple(dict.fromkeys(open_facts)), tuple(open_rules)


def _names_of_facts(rule: Rule) -> list[str]:
    elements: tuple[Element, ...] = ()
    if isinstance(rule, Deduct):
        elements = rule.each
    elif isinstance(rule, Parts):
        elements = rule.parts
    return [name for name in (rule.applies_when, *(element.applies_when for element in elements)) if name]


def _tier(tiers: tuple[Tier, ...], total: Span, *, barred: bool, certain: bool) -> TierResult:
    """The tier reached for certain, the best still possible, and the way to the next one."""
    if barred:
        return TierResult(None, None, None, None)
    reached = [tier for tier in tiers if tier.minimum <= total.worst]
    possible = [tier for tier in tiers if tier.minimum <= total.best]
    above = [tier for tier in tiers if tier.minimum > total.worst]
    return TierResult(
        reached[-1].id if reached and certain else None,
        possible[-1].id if possible else None,
        above[0].id if above else None,
        above[0].minimum - total.worst if above else None,
    )
