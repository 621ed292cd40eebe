"""Sections that stand in another rubric of the edition: carried over by reference, never copied by hand."""

from __future__ import annotations

from collections.abc import Collection

from generator.check.item_lint import Place
from generator.load import nodes
from generator.model.rubric import Item, Rubric, Section
from generator.model.rules import Deduct, Judge, Rule, Zero, elements
from generator.problems import Problem


def resolve(
    path: str, node: nodes.Node, rubric: Rubric, others: dict[str, Rubric], failed: Collection[str] = ()
) -> tuple[Rubric, list[Problem]]:
    """The rubric with the items of every section that it refers to, and what is wrong with its references.

    ``failed`` are rubrics that could not be read: nothing is known of what is in them.
    Only sections at the top refer, and only to sections that hold items themselves. What an item says of questions that
    this rubric does not ask stays behind.
    """
    place, problems, sections = Place(path, node), [], []
    taken, facts = {item.id for item in rubric.items}, {fact.id for fact in rubric.facts}
    for s, section in enumerate(rubric.sections):
        found = _found(section, others)
        sections.append(section if found is None else section.model_copy(update={"items": found.items}))
        at = ("sections", s, "refers")
        if section.refers and found is None and section.refers.rubric not in failed:
            message = f"没有可引用的部分“{section.refers.rubric}”的“{section.refers.section}”。"
            problems.append(place.problem("RUB018", at, message))
        elif found:
            ids = {item.id for item in found.items}
            if taken & ids or not _facts(found.items) <= facts:
                message = f"引用“{found.title}”以后，考核内容的标识重复，或缺少所用的 facts。"
                problems.append(place.problem("RUB018", at, message))
            taken |= ids
        for p, part in enumerate(section.sections):
            if part.refers:
                message = f"“{part.title}”在另一部分里面，只有最外层的部分可以引用。"
                problems.append(place.problem("RUB018", ("sections", s, "sections", p), message))
    for item in rubric.items:
        for rule in item.rules:
            named = rule.scale.rubric if isinstance(rule, Judge) and rule.scale else None
            if named and named not in others and named not in failed:
                message = f"没有“{item.id}”折算所用的打分表“{named}”。"
                problems.append(place.problem("REF001", (), message))
    return _linked(rubric.model_copy(update={"sections": tuple(sections)})), problems


def _linked(rubric: Rubric) -> Rubric:
    """The rubric, of whose carried items no link leads to a question that it does not ask."""
    asked = {f"veto.{veto.id}" for veto in rubric.vetoes}
    asked |= {f"{item.id}.{rule.id}" for item in rubric.items for rule in item.rules}
    sections = (_carried(section, asked) if section.refers else section for section in rubric.sections)
    return rubric.model_copy(update={"sections": tuple(sections)})


def _carried(section: Section, asked: Collection[str]) -> Section:
    items = (
        item.model_copy(update={"rules": tuple(_kept(one, asked) for one in item.rules)}) for item in section.items
    )
    return section.model_copy(update={"items": tuple(items)})


def _kept(rule: Rule, asked: Collection[str]) -> Rule:
    if not isinstance(rule, Deduct | Zero):
        return rule
    links = {"implies": rule.implies, "exclusive": rule.exclusive}
    return rule.model_copy(update={key: tuple(ref for ref in refs if ref in asked) for key, refs in links.items()})


def _found(section: Section, others: dict[str, Rubric]) -> Section | None:
    refers = section.refers
    if refers is None or refers.rubric not in others:
        return None
    known = {one.id: one for one in others[refers.rubric].all_sections if one.items}
    return known.get(refers.section)


def _facts(items: tuple[Item, ...]) -> set[str]:
    named = {item.applies_when for item in items}
    for item in items:
        for rule in item.rules:
            named |= {rule.applies_when, *(element.applies_when for element in elements(rule))}
    return {name for name in named if name}
