"""A sheet as it was understood, before anything is counted."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.score.answers import AnswerError, yes_no
from generator.score.effects import Facts
from generator.score.links import Implied, implied
from generator.score.scheme import Scheme

Answers = Mapping[str, object]
"""Answers by question: ``<item>.<rule>``, and ``fact.``, ``veto.``, ``except.``, ``condition.`` with an id."""


class Told(Struct, frozen=True):
    """A sheet as it was understood: answers with all that follows, facts, conditions, what makes no sense."""

    scheme: Scheme
    given: Mapping[str, object]
    own: Mapping[str, bool | None]
    facts: Facts
    conditions: dict[str, bool | None]
    implied: Implied
    barred: tuple[str, ...]
    veto_open: tuple[str, ...]
    invalid: dict[str, str]


def told(scheme: Scheme, answers: Answers) -> Told:
    """What a sheet says and what follows from it, before anything is counted."""
    invalid: dict[str, str] = {}
    facts = {fact.id: _yes_no(answers, f"fact.{fact.id}", invalid) for fact in scheme.rubric.facts}
    own = {ref: _yes_no(answers, ref, invalid) for ref in scheme.links.forward}
    follows = implied(scheme.links, own, facts)
    barred, open_ = [], []
    for veto in scheme.vetoes:
        state = follows.known[f"veto.{veto.id}"]
        excused = _yes_no(answers, f"except.{veto.id}", invalid) if veto.exception else False
        if state is True and excused is False:
            barred.append(veto.id)
        elif state is None or (state is True and excused is None):
            open_.append(veto.id)
    asked = [condition for tier in scheme.tiers for condition in tier.conditions if condition.ask]
    conditions = {condition.id: _yes_no(answers, f"condition.{condition.id}", invalid) for condition in asked}
    return Told(
        scheme, {**answers, **follows.known}, own, facts, conditions, follows, tuple(barred), tuple(open_), invalid
    )


def settled(sheet: Told, facts: Facts) -> Told:
    """The same sheet where more is known of the unit: an answer can then say something of others."""
    known = implied(sheet.scheme.links, sheet.own, facts).known
    return replace(sheet, given={**sheet.given, **known}, facts=facts)


def _yes_no(answers: Answers, ref: str, invalid: dict[str, str]) -> bool | None:
    try:
        return yes_no(answers.get(ref))
    except AnswerError as error:
        invalid[ref] = str(error)
        return None
