"""What a title is on any day, against hand-written cases and a slow oracle on random histories."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest
import random_histories
import small_portals
import yaml
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from oracle import register as oracle

from generator.model.honours import Award, Decision, DocumentRef, Event, Honoree, Kind, Outcome
from generator.model.portal import Edition, Honours
from generator.register import history
from generator.register.history import State, Title

CASES: list[dict[str, Any]] = yaml.load(  # every value is text
    (Path(__file__).resolve().parent.parent / "cases" / "register.yml").read_text("utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - strings only
)
AWARD = Award(id="star", name="示例市星级职工之家", tiered=True)


def edition(granted: str, honorees: Sequence[Honoree], rows: Sequence[dict[str, str]], **outcome: object) -> Edition:
    """An edition that granted titles on a day, and what rows of events.csv say became of them."""
    decision = Decision(issuer="示例市总工会", title=("决定",), date=granted, kind="decision", addressees="各工会：")
    given = {"awards": (AWARD,), "decision": decision} | outcome
    events = tuple(
        Event(
            row["number"],
            row["day"],
            Kind(row["kind"]),
            DocumentRef("2026", "review"),
            "原因",
            row.get("tier"),
            row.get("name", ""),
            row.get("until", ""),
            line,
        )
        for line, row in enumerate(rows, 2)
    )
    one, agreed = small_portals.edition(), Outcome.model_validate(given)
    text = one.notice if agreed.decision else None
    return replace(one, honours=Honours(agreed, None, text, {}, tuple(honorees), events))


def said(title: Title, day: str) -> dict[str, str]:
    """The state of a day as cases write it."""
    now = history.state(title, day)
    parts = ((name, getattr(now, name)) for name in State.__struct_fields__)
    return {name: str(value) for name, value in parts if value}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_what_a_title_is_on_a_day(case: dict[str, Any]) -> None:
    rows = [{"number": "" if row["kind"] == "整份决定撤销" else "0001"} | row for row in case["events"]]
    honoree = Honoree("0001", "star", case.get("tier"), case["unit"])
    (title,) = history.titles([edition(case["granted"], [honoree], rows)])
    for day, wanted in case["days"].items():
        now = said(title, day)
        due = oracle.due(now, int(case["years"]))
        assert now | ({"due": str(due)} if due else {}) == wanted, day


@given(st.randoms(use_true_random=False))
def test_any_history_on_any_day_is_as_the_oracle_says(random: Random) -> None:
    rows, granted = random_histories.rows(random), random_histories.day(random)
    honorees = [Honoree(number, "star", random.choice((None, "four")), "甲") for number in random_histories.NUMBERS]
    titles = history.titles([edition(granted, honorees, rows)])
    assert [title.number for title in titles] == list(random_histories.NUMBERS)
    for title in titles:
        own = [row for row in rows if row["number"] in {"", title.number}]
        for after in range(-2, random_histories.DAYS + 2):
            day = (random_histories.FIRST + timedelta(after)).isoformat()
            assert said(title, day) == oracle.state("甲", title.honoree.tier or "", granted, own, day), day


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"].replace(" ", "-"))
def test_the_oracle_itself_says_what_the_cases_say(case: dict[str, Any]) -> None:
    for day, wanted in case["days"].items():
        found = oracle.state(case["unit"], case.get("tier", ""), case["granted"], case["events"], day)
        assert found == {name: value for name, value in wanted.items() if name != "due"}, day


def test_titles_are_those_that_were_granted() -> None:
    refused = Honoree("0002", "star", "four", "乙", refused="公示期间有异议")
    honorees = [Honoree("0001", "star", "four", "甲"), refused, Honoree("0003", "star", None, "丙")]
    one = edition("2026-05-01", honorees, [])
    assert [title.number for title in history.titles([one])] == ["0001", "0003"]
    assert history.titles([edition("2026-05-01", honorees, [], decision=None)]) == ()
    assert history.titles([replace(one, honours=None)]) == ()


def test_a_history_begins_with_its_naming_and_names_its_documents() -> None:
    rows = [
        {"number": "0001", "day": "2028-05-01", "kind": "复查保留"},
        {"number": "0001", "day": "2026-05-01", "kind": "更名", "name": "乙"},
    ]
    (title,) = history.titles([edition("2026-05-01", [Honoree("0001", "star", "four", "甲", line=9)], rows)])
    assert (title.series, title.edition, title.award) == ("demo", "2026", AWARD)
    assert [step.kind for step in title.steps] == [Kind.GRANTED, Kind.RENAMED, Kind.KEPT]
    naming = title.steps[0]
    assert (naming.day, naming.document, naming.name, naming.tier) == (
        "2026-05-01",
        DocumentRef("2026", "decision"),
        "甲",
        "four",
    )
    assert [step.document.id for step in title.steps[1:]] == ["review", "review"]
    assert [step.line for step in title.steps[1:]] == [3, 2]
