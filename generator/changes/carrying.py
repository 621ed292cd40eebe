"""Which answers of the edition before answer what a form asks now, and what became of its items.

It is decided here alone, when the site is built: the calculator only follows the table.
"""

from __future__ import annotations

from collections.abc import Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import asdict

from generator.changes import Changes, rubric
from generator.changes.point import Point, Value
from generator.changes.questions import Asked, asked, beside, paired, plain, printed, same_labels, why_not, within
from generator.changes.rubric import RubricChange
from generator.model.rubric import Counted, Reading
from generator.model.rules import Level, Rule, elements
from generator.score.scheme import Scheme, canonical, digest, scheme


class Question(Struct, frozen=True):
    """A question of the new form.

    ``old`` is the question that it was, empty where there was none; ``why`` is why its answer is not taken over,
    empty where it is. ``names`` are old ids of what is answered one by one or chosen, and the new ones; ``lacks``
    where some elements are new. ``unless`` are old facts: where one was no, the old answer did not count, and is
    not taken.
    """

    old: str = ""
    why: str = ""
    names: Mapping[str, str] | None = None
    lacks: bool = False
    unless: tuple[str, ...] = ()


class Row(Struct, frozen=True):
    """An item of the new form: the one that it was (empty where it is new), what changed, what it asks no more."""

    old: str = ""
    changes: tuple[str, ...] = ()
    left: tuple[str, ...] = ()


class Table(Struct, frozen=True):
    """How answers to the form ``before`` become answers to the form ``after``.

    ``questions``, ``rows`` and ``readings`` are those of the new form; ``dropped`` are old items without successor,
    ``left`` the old questions beside the items (vetoes, facts, conditions) that nobody asks now. ``label`` is what the
    old edition is called.
    """

    label: str
    before: Scheme
    after: Scheme
    questions: Mapping[str, Question]
    rows: Mapping[str, Row]
    readings: Mapping[str, str]
    dropped: tuple[str, ...]
    left: tuple[str, ...]


def tables(found: Changes) -> dict[str, Table]:
    """By rubric of an edition, how answers to the forms before it are taken over; those that have a predecessor.

    An edition that follows the standards of another has no forms of its own.
    """
    before, after = found.ruled
    if after is not found.after:
        return {}
    return {
        one.after.id: table(scheme(before, one.before), scheme(after, one.after), before.campaign.label, one)
        for one in found.rubrics
        if one.before and one.after
    }


def table(before: Scheme, after: Scheme, label: str = "", change: RubricChange | None = None) -> Table:
    """How answers to one form become answers to another; ``label`` is what the old edition is called.

    ``change`` is given where it is known what differs between their rubrics.
    """
    change = change or rubric.compare(before.rubric, after.rubric)
    changes = {one.after.id: one for one in change.points if one.after}
    rows = {row.id: row for row in before.rubric.rows}
    pairs = {new: rows[one.before.id] for new, one in changes.items() if one.before}
    found = paired(list(beside(before)), list(beside(after)), lambda one: one.ref)
    for row in after.rubric.rows:
        if row.id in pairs:
            found |= paired(within(pairs[row.id]), within(row), lambda one: one.ref.partition(".")[2])
    taken = {one.ref for one in found.values()}
    questions = asked(after)
    facts = {
        one.ref: found[one.ref].ref
        for one in questions
        if one.shape == "fact" and one.ref in found and not why_not(found[one.ref], one)
    }
    kept = {row.id for row in pairs.values()}
    return Table(
        label,
        before,
        after,
        {one.ref: _question(one, found.get(one.ref), facts) for one in questions},
        {row.id: _row(pairs.get(row.id), row, changes[row.id], taken) for row in after.rubric.rows},
        _readings(before, after, pairs),
        tuple(name for name in rows if name not in kept),
        tuple(one.ref for one in beside(before) if one.ref not in taken),
    )


def _question(new: Asked, old: Asked | None, facts: Mapping[str, str]) -> Question:
    """``facts`` are those that are asked as before, by what they are called now."""
    if old is None:
        return Question()
    if why := why_not(old, new):
        return Question(old.ref, why)
    names = _names(old.rule, new.rule, facts) if old.rule and new.rule else None
    lacks = bool(names is not None and new.rule and len(names) < len(elements(new.rule)))
    alike = {facts[fact] for fact in new.facts if fact in facts} == set(old.facts)
    return Question(old.ref, "", names, lacks, () if alike else old.facts)


def _names(old: Rule, new: Rule, facts: Mapping[str, str]) -> dict[str, str] | None:
    if isinstance(old, Level) and isinstance(new, Level):
        return same_labels(old.options, new.options)
    if not elements(new):
        return None
    was = {one.id: f"fact.{one.applies_when}" if one.applies_when else None for one in elements(old)}
    now = {one.id: facts.get(f"fact.{one.applies_when}") for one in elements(new)}
    # An answer that did not count where a fact was no says nothing where it counts.
    return {a: b for a, b in same_labels(elements(old), elements(new)).items() if was[a] in {None, now[b]}}


def _row(old: Counted | None, new: Counted, change: Point, taken: set[str]) -> Row:
    if old is None:
        return Row()
    left = tuple(one.ref for one in within(old) if one.ref not in taken)
    # What is new or gone is told question by question.
    counted = [one for one in change.counts if one.before and one.after]
    said = [
        *(f"{one.label}{_from_to(one)}" for one in change.values),
        *(f"“{one.label}”{_from_to(one)}" for one in counted),
        "" if _said(old.readings) == _said(new.readings) else "口径有改动",
        "" if counted or printed(old) == printed(new) else "文字有改动，请对照核对",
    ]
    return Row(old.id, tuple(filter(None, said)), left)


def _from_to(one: Value) -> str:
    return f"由“{one.before or '无'}”改为“{one.after or '无'}”"


def _said(readings: tuple[Reading, ...]) -> list[str]:
    return [plain(f"{one.text}\n{one.otherwise.text if one.otherwise else ''}") for one in readings]


def _readings(before: Scheme, after: Scheme, pairs: Mapping[str, Counted]) -> dict[str, str]:
    """Readings that can be taken otherwise, and those that they were: of the same id, with the same two meanings."""
    found = {}
    for row in after.rubric.rows:
        old = {one.id: one for one in pairs[row.id].choices} if row.id in pairs else {}
        for one in row.choices:
            if one.id in old and _said((one,)) == _said((old[one.id],)):
                found[f"{row.id}.{one.id}"] = f"{pairs[row.id].id}.{one.id}"
    if "bonus" in before.readings and "bonus" in after.readings:
        found["bonus"] = "bonus"
    return found


def text(of: Table) -> str:
    """The table as the calculator reads it, as JSON; what is empty is left out."""
    whose = {"after": of.after.id, "digest": digest(of.before)}
    found = {
        "questions": {ref: _short(asdict(one)) for ref, one in of.questions.items()},
        "rows": {name: _short(asdict(row)) for name, row in of.rows.items()},
        "readings": of.readings,
        "dropped": of.dropped,
        "left": of.left,
    }
    # The form is JSON already.
    return f'{_json(whose)[:-1]},"before":{canonical(of.before)},{_json(found)[1:]}'


def _json(said: Mapping[str, object]) -> str:
    return msgspec.json.encode(said).decode()


def _short(of: Mapping[str, object]) -> dict[str, object]:
    return {key: value for key, value in of.items() if value or value == {}}
