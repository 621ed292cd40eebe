"""The browser's engine against the printed words: every row of every form, through all that it can be answered."""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterator

import pytest
import twins
from oracle.enumerate_answers import Found, Sheet, sheets
from oracle.texts.form import Form
from oracle.texts.printed import FORMS
from playwright.sync_api import Browser, Page

from generator.score.scheme import Scheme, canonical

BATCH = 4_000

# Of each result only what is compared comes back: whole results of so many sheets would be gigabytes.
SCRIPT = """([text, sheets, readings]) => {
    const scheme = JSON.parse(text);
    const ends = (row) => [row.worst, row.best];
    const brief = (result) => [
        result.items.map((item) => [item.id, item.check === null ? ends(item) : item.check]),
        result.bonus.map((item) => [item.id, ends(item)]),
        result.conflicts,
        Object.keys(result.invalid),
    ];
    return JSON.stringify(JSON.parse(sheets).map((sheet) => brief(PortalEngine.score(scheme, sheet, readings))));
}"""


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    yield twins.load(page)
    page.close()


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.id)
def test_every_answer_counts_as_printed(page: Page, schemes: dict[str, Scheme], form: Form) -> None:
    text = canonical(schemes[form.id])
    wrong: list[object] = []
    for readings in form.ways:
        every = sheets(form, json.loads(text), readings)
        while batch := list(itertools.islice(every, BATCH)):
            wrong += differences(page, form, text, batch, readings)
    assert wrong[:10] == []


def differences(page: Page, form: Form, text: str, batch: list[Sheet], readings: frozenset[str]) -> list[object]:
    answers = json.dumps([sheet.answers for sheet in batch])
    results = json.loads(page.evaluate(SCRIPT, [text, answers, sorted(readings)]))
    wrong = []
    for sheet, (items, bonus, conflicts, invalid) in zip(batch, results, strict=True):
        found: dict[str, Found] = {
            name: tuple(ends) if isinstance(ends, list) else ends for name, ends in items + bonus
        }
        wrong.append(sheet.differences(form, found, {tuple(pair) for pair in conflicts}, set(invalid)))
    return [difference for difference in wrong if difference]
