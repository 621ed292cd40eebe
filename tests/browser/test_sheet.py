"""What the calculator keeps of the answers, and what its notes say, on a rubric with facts over its links."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stress_rubric
from playwright.sync_api import Browser, Page

from generator.pages import calculator
from generator.score.scheme import canonical

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
