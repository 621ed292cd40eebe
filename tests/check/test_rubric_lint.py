"""Rubrics against their printed text."""

from __future__ import annotations

from pathlib import Path

import portal_copy
import pytest

from generator.check.item_lint import most_loss
from generator.check.quotes import stands_in, unspaced
from generator.model.rubric import Item


@portal_copy.parametrized("rubric")
def test_case(case: portal_copy.Case, tmp_path: Path) -> None:
    portal_copy.run(case, tmp_path)


@portal_copy.parametrized("kinds")
def test_kind(case: portal_copy.Case, tmp_path: Path) -> None:
    portal_copy.run(case, tmp_path)


TEXT = "①未建立制度扣2分；\n②未按期换届扣1分。"


@pytest.mark.parametrize(
    "quote",
    [
        TEXT,
        "未建立制度扣2分；②未按期",
        "① 未 建 立 制 度",
        "①……扣1分。",
        "……制度……换届……",
        "制度…换届",
        "制度\n扣2分",
        "　制度",
    ],
)
def test_words_that_stand_in_the_text(quote: str) -> None:
    assert stands_in(quote, TEXT)


@pytest.mark.parametrize(
    "quote",
    ["换届……制度", "未建立制度扣3分", "未建立制度扣2分;", "制度...换届", "扣1分。……扣1分。", "……", "…", "", " \n"],
)
def test_words_that_do_not(quote: str) -> None:
    assert not stands_in(quote, TEXT)


def test_white_space_of_every_kind_is_layout() -> None:
    assert unspaced("主 要\u3000工\u00a0作\r\n\t（简明\u2009扼要）") == "主要工作（简明扼要）"


def item(*rules: dict[str, object], points: str = "10") -> Item:
    made = [{"id": f"r{i}", "says": ["x"], "ask": "x", **rule} for i, rule in enumerate(rules)]
    return Item.model_validate(
        {"id": "1", "number": "1", "standard": "x", "points": points, "text": "x", "rules": made}
    )


RATE: dict[str, object] = {"kind": "rate", "part": "x", "whole": "y"}
LOSSES = {
    "nothing": (item(), 0),
    "a deduction": (item({"kind": "deduct", "loss": "2"}), 200),
    "a deduction with a limit": (item({"kind": "deduct", "loss": "2", "limit": "1.5"}), 150),
    "elements": (item({"kind": "deduct", "loss": "0.5", "each": [{"id": n, "label": n} for n in "abc"]}), 150),
    "a zero": (item({"kind": "zero"}), 1000),
    "a threshold": (item({**RATE, "at_least": "90", "loss": "2"}), 200),
    "steps": (item({**RATE, "at_least": "90", "step": "1", "step_loss": "1"}), 9000),
    "steps that do not divide": (item({**RATE, "more_than": "80", "step": "30", "step_loss": "1"}), 200),
    "steps with a limit": (item({**RATE, "at_least": "90", "step": "1", "step_loss": "1", "limit": "4"}), 400),
    "options": (
        item({"kind": "level", "options": [{"id": n, "label": n, "loss": n} for n in "031"]}),
        300,
    ),
    "a judged option": (
        item(
            {
                "kind": "level",
                "options": [{"id": "a", "label": "a", "loss": "0"}, {"id": "b", "label": "b", "judged": "true"}],
            }
        ),
        1000,
    ),
    "awards": (
        item(
            {"kind": "count", "gain": "1", "limit": "3"},
            {"kind": "parts", "parts": [{"id": "a", "label": "a", "points": "2"}]},
        ),
        0,
    ),
}


@pytest.mark.parametrize("name", LOSSES)
def test_the_most_that_rules_take(name: str) -> None:
    made, most = LOSSES[name]
    assert most_loss(made) == most
