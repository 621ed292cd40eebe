"""What the calculator keeps of the answers, and what its notes say, on a rubric with facts over its links."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
import random_answers
import random_rubrics
import stress_rubric
from playwright.sync_api import Browser, Page

from generator.documents import conclusion
from generator.documents.words import item_name
from generator.model.base import hidden
from generator.model.portal import Portal
from generator.pages import calculator
from generator.score.assess import assessed
from generator.score.engine import score
from generator.score.scheme import canonical, scheme

SCRIPTS = Path(__file__).resolve().parents[2] / "site_templates" / "calculator"


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    for name in calculator.PARTS[: calculator.PARTS.index("controls.js")]:
        page.add_script_tag(content=(SCRIPTS / name).read_text("utf-8"))
    yield page
    page.close()


def kept(page: Page, *answers: tuple[str, object]) -> dict[str, Any]:
    """What is kept after these questions were answered one after the other."""
    script = """([scheme, answers]) => {
        const sheet = new Sheet(JSON.parse(scheme));
        JSON.parse(answers).forEach((pair) => sheet.answer(pair[0], pair[1]));
        return JSON.stringify(sheet.answers);
    }"""
    found: dict[str, Any] = json.loads(
        page.evaluate(script, [canonical(stress_rubric.scheme()), json.dumps(list(answers))])
    )
    return found


@pytest.mark.parametrize(
    ("answers", "left"),
    [
        # An answer that counts takes back what it contradicts, over the whole chain.
        ([("veto.w", True), ("c.c", False)], {"c.c": False}),
        ([("c.c", False), ("veto.w", True)], {"veto.w": True}),
        ([("fact.f", True), ("b.b", True), ("c.c", False)], {"fact.f": True, "c.c": False}),
        ([("fact.f", True), ("a.a", True), ("b.b", False)], {"fact.f": True, "b.b": False}),
        # One that may not apply takes back nothing, and is not taken back.
        ([("b.b", True), ("c.c", False)], {"b.b": True, "c.c": False}),
        ([("c.c", False), ("b.b", True)], {"b.b": True, "c.c": False}),
        ([("a.a", True), ("b.b", False)], {"a.a": True, "b.b": False}),
        ([("a.a", True), ("b.b", False), ("b.b", None)], {"a.a": True}),
        ([("b.b", True), ("fact.f", False), ("c.c", False)], {"b.b": True, "fact.f": False, "c.c": False}),
        # What follows from another answer is cleared with it.
        ([("a.a", True), ("b.b", None)], {}),
        # Once it applies, the yes stays.
        ([("b.b", True), ("c.c", False), ("fact.f", True)], {"b.b": True, "fact.f": True}),
        ([("a.a", True), ("b.b", False), ("fact.f", True)], {"a.a": True, "fact.f": True}),
    ],
)
def test_answers_that_contradict_each_other(
    page: Page, answers: list[tuple[str, object]], left: dict[str, object]
) -> None:
    assert kept(page, *answers) == left


def test_a_row_is_named_as_the_form_names_it(page: Page) -> None:
    of = stress_rubric.scheme()
    document = json.loads(canonical(of))
    section = next(one for one in document["rubric"]["sections"] if one.get("items"))
    row = section["items"][0]
    for number in ("3", "１２", "（1）", "①", "3²", "一"):
        row["number"] = number
        found = page.evaluate("([scheme, ref]) => Places.place(scheme, ref)", [document, row["id"]])
        assert found.endswith(item_name(of.rubric.items[0].model_copy(update={"number": number})))


def test_what_a_name_may_not_hold_is_what_scoring_refuses(page: Page) -> None:
    script = """([from, to]) => Array.from({ length: to - from }, (_, at) => from + at)
        .filter((code) => PortalKeeping.readable(String.fromCodePoint(code)) === '')"""
    dropped = {code for at in range(0, 0x110000, 0x10000) for code in page.evaluate(script, [at, at + 0x10000])}
    refused = {code for code in range(0x110000) if hidden(chr(code)) is not None}
    assert refused <= dropped
    assert {unicodedata.category(chr(code)) for code in dropped - refused} <= {"Cn"}  # not yet in this Unicode
    assert page.evaluate("() => PortalKeeping.readable('甲\\uf0b7乙\\u{20000}\\n')") == "甲乙\U00020000\n"


def test_readings_stand_in_the_order_of_the_form(page: Page, portal: Portal) -> None:
    edition = next(edition for edition in portal.editions if edition.address == "qinhuangdao-mofan-zhijia/2023/")
    of = next(found for rubric in edition.rubrics if len((found := scheme(edition, rubric)).readings) > 1)
    script = """([scheme, refs]) => {
        const sheet = new Sheet(JSON.parse(scheme));
        refs.forEach((ref) => sheet.read(ref, true));
        const taken = sheet.readings;
        sheet.read(refs[0], false);
        return [taken, sheet.readings];
    }"""
    first, second = list(of.readings)[:2]
    assert page.evaluate(script, [canonical(of), [second, first]]) == [[first, second], [first]]


UNDECIDED = "，要看“单位情况”怎样回答"


@pytest.mark.parametrize(
    ("ref", "answer", "facts", "note"),
    [
        ("e.each", stress_rubric.EACH, {}, f"扣0至1.5分{UNDECIDED}"),
        ("e.each", stress_rubric.EACH, {"f": True}, "扣1.5分"),
        ("e.each", stress_rubric.EACH, {"f": False}, "不扣分"),
        ("e.each", {**stress_rubric.EACH, "q-f": True}, {}, "不扣分"),
        ("h.parts", {"p": True, "q-f": False, "r": True}, {}, f"计4至6分{UNDECIDED}"),
        ("h.parts", {"p": True, "q-f": False, "r": True}, {"f": True}, "计4分"),
        ("k.times", 1, {}, f"计1.5至4分{UNDECIDED}"),
        ("k.times", 1, {"f": True}, "计1.5分"),
        ("k.times", 9, {}, "计4分，已到最多"),
        ("k.more", 1, {}, "计0.75分"),
        ("l.strict", {"part": 1, "whole": 4}, {}, f"1/4 = 25%，不达标，扣0至1分{UNDECIDED}；甲再增加1人即达标"),
        ("l.strict", {"part": 1, "whole": 4}, {"f": True}, "1/4 = 25%，不达标，扣1分；甲再增加1人即达标"),
        ("l.strict", {"part": 2, "whole": 4}, {}, "2/4 = 50%，达标，不扣分"),
        ("k.low", {"part": 8, "whole": 10}, {}, "8/10 = 80%，不达标，扣1.2分；甲再增加1家即达标"),
        ("k.low", {"part": 89, "whole": 100}, {}, "89/100 = 89%，不达标，不足一档，不扣分；甲再增加1家即达标"),
    ],
)
def test_a_note_never_says_for_certain_what_a_fact_decides(
    page: Page, ref: str, answer: object, facts: dict[str, bool], note: str
) -> None:
    script = """([scheme, answers, ref]) => {
        const of = JSON.parse(scheme);
        const given = JSON.parse(answers);
        const [id, name] = ref.split('.');
        const item = PortalEngine.items(of).filter((one) => one.id === id)[0];
        const rule = item.rules.filter((one) => one.id === name)[0];
        const scored = PortalEngine.score(of, given).items.filter((one) => one.id === id)[0];
        return Words.effect(rule, item, given[ref], scored.effects[name]);
    }"""
    answers = {ref: answer, **{f"fact.{name}": state for name, state in facts.items()}}
    assert page.evaluate(script, [canonical(stress_rubric.scheme()), json.dumps(answers), ref]) == note


RANDOM = 150
"""Forms of every kind that are tried; each seed is another one."""


def random_case(seed: int) -> dict[str, Any]:
    """A form, yes/no questions answered one after the other, and a sheet of which much makes no sense."""
    rng = Random(seed)
    made = random_rubrics.scheme(rng)
    document = json.loads(canonical(made))
    links = list(made.links.forward)
    return {
        "seed": seed,
        "scheme": document,
        "steps": [[rng.choice(links), rng.choice([True, False, None])] for _ in range(12)] if links else [],
        "sheet": {
            "answers": random_answers.answers(rng, document),
            "readings": random_rubrics.readings(rng, document),
            "assessed": random_answers.column(rng, document),
        },
    }


def test_answers_never_contradict_each_other_whatever_is_answered(page: Page) -> None:
    """The last answer stands; where it applies, what it says is what counts."""
    script = """(cases) => JSON.parse(cases).map((one) => {
        const sheet = new Sheet(one.scheme);
        const facts = (one.scheme.rubric.facts || []).map((fact) => `fact.${fact.id}`);
        const wrong = [];
        one.steps.forEach((step, at) => {
            if (at % 4 === 1 && facts.length) sheet.answer(facts[at % facts.length], at % 3 !== 0);
            const [ref, value] = step;
            sheet.answer(ref, value);
            const result = sheet.result();
            if (result.conflicts.length) wrong.push([one.seed, at, ref, value, result.conflicts]);
            const now = ref in sheet.answers ? sheet.answers[ref] : null;
            if (now !== value) wrong.push([one.seed, at, ref, value, now]);
            if (value !== null && ref in result.inferred) wrong.push([one.seed, at, ref, value, 'inferred']);
        });
        return wrong;
    }).reduce((all, one) => all.concat(one), [])"""
    assert page.evaluate(script, json.dumps([random_case(seed) for seed in range(RANDOM)])) == []


def test_whatever_stands_in_a_file_can_be_shown_and_saved_again(page: Page) -> None:
    """What is taken over makes sense, is the same after saving, and is told without a gap in any sentence."""
    script = """(cases) => JSON.parse(cases).map((one) => {
        const sheet = new Sheet(one.scheme);
        sheet.restore(SheetShape.read(one.sheet));
        const result = sheet.result();
        const column = sheet.assessment();
        const state = JSON.stringify(sheet.state('x'));
        sheet.restore(SheetShape.read(JSON.parse(state)));
        const said = Verdict.conclusion(one.scheme, result, sheet.readings, column)
            .concat(Verdict.tier(one.scheme, result, sheet.readings), Verdict.next(one.scheme, result))
            .concat(result.readings.map((turned) => Verdict.turned(one.scheme, result, turned)))
            .concat(...sheet.rows.map((row, at) => (row.rules || []).map((rule) => {
                const scored = result.items.concat(result.bonus)[at];
                const ref = `${row.id}.${rule.id}`;
                const inferred = ref in result.inferred ? result.inferred[ref] : null;
                const answer = ref in sheet.answers ? sheet.answers[ref] : inferred;
                const idle = [row, rule].some((thing) => sheet.answers[`fact.${thing.applies_when}`] === false);
                return idle ? '' : Words.effect(sheet.rule(row, rule), row, answer, scored.effects[rule.id]);
            })));
        return [
            Object.keys(result.invalid).length || (column && Object.keys(column.invalid).length) ? 'invalid' : '',
            JSON.stringify(sheet.state('x')) === state ? '' : 'changed',
            said.filter((text) => typeof text !== 'string' || /undefined|NaN|null|Infinity|Object/.test(text)).join(),
        ].filter((text) => text).map((text) => [one.seed, text]);
    }).reduce((all, one) => all.concat(one), [])"""
    assert page.evaluate(script, json.dumps([random_case(seed) for seed in range(RANDOM)])) == []


def test_what_a_result_comes_to_is_said_as_on_paper(page: Page) -> None:
    told, wanted = [], []
    for seed in range(RANDOM * 4):
        rng = Random(seed)
        made = random_rubrics.scheme(rng)
        document = json.loads(canonical(made))
        answers, taken = random_answers.answers(rng, document), random_rubrics.readings(rng, document)
        column = (seed % 2 and random_answers.column(rng, document)) or None
        told.append([document, answers, taken, column])
        theirs = assessed(made, answers, column, taken) if column else None
        wanted.append(conclusion.sentences(made, score(made, answers, taken), taken, theirs))
    script = """(cases) => JSON.parse(cases).map(([scheme, answers, taken, column]) => Verdict.conclusion(
        scheme, PortalEngine.score(scheme, answers, taken), taken,
        column && PortalEngine.assessed(scheme, answers, column, taken)
    ))"""
    assert page.evaluate(script, json.dumps(told)) == wanted
    assert any("等次也不同" in text for said in wanted for text in said)
