"""Python's engine against the printed words: every row of every form, through all that it can be answered."""

from __future__ import annotations

import json

import pytest
from oracle.enumerate_answers import Found, rows, sheets
from oracle.texts.form import Form
from oracle.texts.printed import FORMS, HEADINGS
from oracle.whole_sheets import whole_sheets

from generator.model.rubric import Section
from generator.score import engine
from generator.score.result import Result
from generator.score.scheme import Scheme, canonical

WHOLE_SHEETS = 300


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_answer_counts_as_printed(schemes: dict[str, Scheme], form: Form) -> None:
    of = schemes[form.id]
    document = json.loads(canonical(of))
    tried: set[str] = set()
    wrong = []
    for readings in form.ways:
        for sheet in sheets(form, document, readings):
            tried |= sheet.expected.keys()
            result = engine.score(of, sheet.answers, readings)
            wrong.append(sheet.differences(form, found(result), set(result.conflicts), set(result.invalid)))
    assert [difference for difference in wrong if difference][:10] == []
    assert tried == set(rows(document))


def found(result: Result) -> dict[str, Found]:
    items: dict[str, Found] = {item.id: item.check or (item.worst, item.best) for item in result.items}
    return items | {item.id: (item.worst, item.best) for item in result.bonus}


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_rows_add_up_as_printed(schemes: dict[str, Scheme], form: Form) -> None:
    """Whole sheets: sections as their headings group the rows, the total, what stands beside it, how many 是."""
    of = schemes[form.id]
    headed = [section_of(of, heading.title) for heading in HEADINGS[form.id]]
    for sheet in whole_sheets(form, json.loads(canonical(of)), WHOLE_SHEETS):
        result = engine.score(of, sheet.answers)
        spans = {span.id: span for span in result.sections}
        assert [(spans[each.id].worst, spans[each.id].best) for each in headed] == sheet.sections
        assert (result.total.worst, result.total.best) == sheet.total
        assert (result.checks.yes, result.checks.no) == sheet.checks
        assert (result.conflicts, result.invalid) == ((), {})
        if result.with_bonus:
            assert (result.with_bonus.worst, result.with_bonus.best) == sheet.with_bonus


def section_of(of: Scheme, title: str) -> Section:
    (section,) = (section for section in of.rubric.all_sections if section.title == title)
    return section


LINKS = [(form, one, other) for form in FORMS for one, other in form.follows]


@pytest.mark.parametrize(("form", "one", "other"), LINKS, ids=lambda part: getattr(part, "id", part))
def test_what_lies_in_the_words_is_inferred(schemes: dict[str, Scheme], form: Form, one: str, other: str) -> None:
    """A yes at the first is a yes at the second, in the same row or in another; so a no goes the other way."""
    of = schemes[form.id]
    assert engine.score(of, {one: True}).inferred[other] is True
    assert engine.score(of, {other: False}).inferred[one] is False
    assert engine.score(of, {one: True, other: False}).conflicts == ((one, other),)
