"""What a random form can become in the next edition: other words, other rules, other conditions, other choices."""

from __future__ import annotations

from random import Random
from typing import TypeVar

import random_rubrics
from msgspec.structs import replace

from generator.model.base import Record
from generator.model.rubric import BonusItem, Item, Rubric, Section, VetoLink
from generator.model.rules import (
    Count,
    Deduct,
    Defect,
    Element,
    Judge,
    Level,
    Option,
    Parts,
    Rate,
    Rule,
    Zero,
    is_yes_no,
)
from generator.score.scheme import Scheme

Some = TypeVar("Some", bound=Record)
Row = TypeVar("Row", Item, BonusItem)

SELDOM = 0.12


def next_edition(rng: Random, before: Scheme) -> Scheme:
    """Another form altogether that has some ids in common, or the same one touched here and there."""
    if rng.random() < 0.2:
        return replace(random_rubrics.scheme(rng), id="x/2/random")
    rubric = before.rubric
    bonus = rubric.bonus and rubric.bonus.model_copy(
        update={"items": tuple(_row(rng, row) for row in rubric.bonus.items)}
    )
    facts = tuple(_with(rng, fact, ask="乙") for fact in rubric.facts)
    touched = {"sections": tuple(_section(rng, one) for one in rubric.sections), "bonus": bonus, "facts": facts}
    after = rubric.model_copy(update=touched)
    vetoes = tuple(_with(rng, veto, text="乙") for veto in before.vetoes)
    links = tuple(_link(rng, after, veto.id) for veto in vetoes)
    return replace(before, id="x/2/random", rubric=after.model_copy(update={"vetoes": links}), vetoes=vetoes)


def _link(rng: Random, of: Rubric, veto: str) -> VetoLink:
    """A tie that the edition before had not: a sheet that made sense can contradict itself now."""
    asked = [f"{item.id}.{rule.id}" for item in of.items for rule in item.rules if is_yes_no(rule)]
    return VetoLink(id=veto, implies=tuple(rng.sample(asked, min(2, len(asked)))))


def renamed(of: Rubric, names: dict[str, str]) -> Rubric:
    """The rubric with other ids of items."""

    def section(one: Section) -> Section:
        items = tuple(item.model_copy(update={"id": names.get(item.id, item.id)}) for item in one.items)
        return one.model_copy(update={"items": items, "sections": tuple(map(section, one.sections))})

    return of.model_copy(update={"sections": tuple(map(section, of.sections))})


def _with(rng: Random, record: Some, **changes: object) -> Some:
    return record.model_copy(update=changes) if rng.random() < SELDOM else record


def _section(rng: Random, one: Section) -> Section:
    items = tuple(_row(rng, item) for item in one.items)
    return one.model_copy(update={"items": items, "sections": tuple(_section(rng, part) for part in one.sections)})


def _row(rng: Random, row: Row) -> Row:
    row = row.model_copy(update={"rules": tuple(_rule(rng, rule) for rule in row.rules)})
    if isinstance(row, BonusItem):
        return _with(rng, row, limit=rng.choice((100, 250)))
    row = _with(rng, _with(rng, row, standard="乙"), applies_when=rng.choice((None, *random_rubrics.FACTS)))
    return _with(rng, row, points=(row.points or 0) + 100) if row.points else row


def _rule(rng: Random, rule: Rule) -> Rule:
    rule = _with(rng, rule, ask="乙")
    rule = _with(rng, rule, applies_when=rng.choice((None, *random_rubrics.FACTS)))
    if isinstance(rule, Defect):
        rule = _with(rng, rule, implies=(), exclusive=())
    if isinstance(rule, Deduct):
        rule = _with(rng, rule, loss=175)
        return rule.model_copy(update={"each": _elements(rng, rule.each)}) if rule.each else rule
    if isinstance(rule, Parts):
        return rule.model_copy(update={"parts": _elements(rng, rule.parts)})
    if isinstance(rule, Level):
        return rule.model_copy(update={"options": tuple(_option(rng, one) for one in rule.options)})
    if isinstance(rule, Judge):
        return _with(rng, rule, step=50)
    if isinstance(rule, Zero):
        return rule
    return _with(rng, rule, unit="乙") if isinstance(rule, Count | Rate) else rule


def _elements(rng: Random, elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """Some with other words, some with other ids, some gone."""
    touched = [_with(rng, _with(rng, one, label=f"乙{one.id}"), id=f"{one.id}-x") for one in elements]
    touched = [_with(rng, one, applies_when=rng.choice((None, *random_rubrics.FACTS))) for one in touched]
    return tuple(touched[:1] + [one for one in touched[1:] if rng.random() > SELDOM])


def _option(rng: Random, option: Option) -> Option:
    return _with(rng, _with(rng, option, id=f"{option.id}-x"), label="庚")
