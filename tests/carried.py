"""Answers of the edition before as answers of this one, and what they are worth under both.

What ``site_templates/calculator/carry.js`` does, written once more to hold it against: docs/scoring.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct

from generator.changes.carrying import Question, Table
from generator.model.rules import Rule, elements
from generator.score.engine import score
from generator.score.result import Result
from generator.score.scheme import Scheme

State = Literal["taken", "part", "other", "idle", "open", "refused", "new"]
"""What became of a question: its answer is taken; only of some elements; it is another question; its answer did not
count; it was not answered; its answer contradicts others now; nobody asked it."""

Answers = Mapping[str, object]


class Carried(Struct, frozen=True):
    """A sheet of the new form, what became of each question, and the results of both sheets."""

    answers: dict[str, object]
    readings: tuple[str, ...]
    states: dict[str, State]
    then: Result
    now: Result


def carried(of: Table, answers: Answers, readings: Iterable[str] = ()) -> Carried:
    """What a sheet of the form before becomes; what makes no sense in it counts as not answered."""
    chosen = [ref for ref in of.before.readings if ref in set(readings)]
    own = sensible(of.before, answers, chosen)
    moved = {ref: _moved(question, own) for ref, question in of.questions.items()}
    taken = [ref for ref in of.after.readings if of.readings.get(ref) in chosen]
    told = {ref: answer for ref, answer in moved.items() if answer is not None}
    kept = sensible(of.after, told, taken)
    states = {ref: _state(question, own, moved[ref], kept.get(ref)) for ref, question in of.questions.items()}
    return Carried(kept, tuple(taken), states, score(of.before, own, chosen), score(of.after, kept, taken))


def sensible(of: Scheme, answers: Answers, readings: Iterable[str] = ()) -> dict[str, object]:
    """What of the answers a form asks, can mean and does not contradict: what the calculator keeps of a file."""
    rules: dict[str, Rule] = {f"{row.id}.{rule.id}": rule for row in of.rubric.rows for rule in row.rules}
    fitting = {ref: _fitting(rules.get(ref), answers.get(ref)) for ref in of.refs}
    found = {ref: answer for ref, answer in fitting.items() if answer is not None}
    for ref in score(of, found).invalid:
        del found[ref]
    for _, other in score(of, found, tuple(readings)).conflicts:
        found.pop(other, None)
    return found


def _fitting(rule: Rule | None, answer: object) -> object:
    known = elements(rule) if rule else ()
    if not known or not isinstance(answer, dict | list):
        return answer
    given = answer if isinstance(answer, dict) else {}
    return {one.id: given[one.id] for one in known if given.get(one.id) is not None} or None


def _moved(question: Question, own: Answers) -> object:
    """The answer to a question; ``None`` where there is none to take over."""
    answer = own.get(question.old)
    if question.why or answer is None or any(own.get(fact) is False for fact in question.unless):
        return None
    if question.names is None:
        return answer
    if isinstance(answer, dict):
        return {new: answer[old] for old, new in question.names.items() if old in answer} or None
    return question.names.get(str(answer))


def _state(question: Question, own: Answers, moved: object, kept: object) -> State:
    if not question.old:
        return "new"
    if question.why:
        return "other"
    if question.old not in own:
        return "open"
    if any(own.get(fact) is False for fact in question.unless):
        return "idle"
    if kept is None:
        return "refused" if moved is not None else "open"
    return "part" if question.lacks else "taken"
