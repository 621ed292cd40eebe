"""Whole sheets, every row answered, and what the printed words make of them: sections, totals, how many 是."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from oracle.enumerate_answers import SEED, Json, broken, expected, inputs, rows, written
from oracle.texts.form import Form
from oracle.texts.printed import HEADINGS

Span = tuple[int, int]


@dataclass(frozen=True)
class Whole:
    """Answers without a gap or a contradiction. ``sections`` is in printed order; ``checks`` is 是, 否."""

    answers: Json
    sections: list[Span]
    total: Span
    with_bonus: Span
    checks: tuple[int, int]


def whole_sheets(form: Form, document: Json, number: int) -> Iterator[Whole]:
    """So many of them, drawn with a seed."""
    pick = random.Random(f"{SEED} {form.id}")
    asked = rows(document)
    every = {**form.rows, **form.bonus}
    questions = {name: inputs(asked[name], row) for name, row in every.items()}
    facts = dict.fromkeys(each.ref for of in questions.values() for each in of if each.ref.startswith("fact."))
    while number:
        known = {fact: pick.random() < 0.5 for fact in facts}
        values = {
            name: tuple(known[each.ref] if each.ref in known else pick.choice(each.values) for each in of)
            for name, of in questions.items()
        }
        answers = {ref: one for name, of in questions.items() for ref, one in written(of, values[name]).items()}
        if not broken(form, answers):
            found = {
                name: expected(form, row, row.counts, questions[name], values[name]) for name, row in every.items()
            }
            yield _summed(form, answers, found)
            number -= 1


def _summed(form: Form, answers: Json, found: dict[str, Any]) -> Whole:
    def added(names: list[str]) -> Span:
        ends = [found[name] for name in names if isinstance(found[name], tuple)]
        return sum(worst for worst, _ in ends), sum(best for _, best in ends)

    names = list(form.rows)
    sections = []
    for heading in HEADINGS[form.id]:
        section, names = names[: heading.rows], names[heading.rows :]
        sections.append(added(section))
    total, beside = added(list(form.rows)), added(list(form.bonus))
    states = list(found.values())
    return Whole(
        answers,
        sections,
        total,
        (total[0] + beside[0], total[1] + beside[1]),
        (states.count("yes"), states.count("no")),
    )
