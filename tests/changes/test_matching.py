"""Which item of an edition is which of the edition before it: each once, the best first, moves as few as can be."""

from __future__ import annotations

from itertools import combinations
from random import Random

import pytest
import random_editions
import random_rubrics
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.changes import matching, rubric
from generator.changes.pairing import Clause, out_of_order, pair
from generator.model.portal import Portal
from generator.model.rubric import Rubric

SEEDS = st.integers(0, 10**6)
WORDS = st.text(st.sampled_from("职工工会会议制度经费"), max_size=6)
CLAUSES = st.lists(st.builds(Clause, st.sampled_from(["", "a", "b", "1"]), st.sampled_from("甲乙"), WORDS), max_size=7)

DUTIES = (
    "工会委员会、经费审查委员会、女职工委员会健全，按期换届。",
    "职工入会率达到85%以上。",
    "工会经费独立核算，每年同级审计一次。",
    "每年至少召开一次职工（代表）大会。",
    "有职工书屋、活动室、健身场所。",
)


def form(*sections: tuple[str, list[tuple[str, str]]], name: str = "union", title: str = "打分表") -> Rubric:
    """A checklist of sections, each with ids and words of its items."""
    check = {"id": "done", "kind": "check", "says": ["甲"], "ask": "甲"}
    return Rubric.model_validate(
        {
            "id": name,
            "title": title,
            "short": title,
            "units": "甲",
            "columns": {"section": "项目", "standard": "标准", "score": "自查"},
            "sections": [
                {
                    "id": part,
                    "title": part,
                    "items": [{"id": i, "standard": text, "rules": [check]} for i, text in items],
                }
                for part, items in sections
            ],
        }
    )


def numbered(*places: int, start: int = 1) -> list[tuple[str, str]]:
    return [(str(number), DUTIES[place]) for number, place in enumerate(places, start=start)]


BEFORE = form(("a", numbered(0, 1, 2)), ("b", numbered(3, 4, start=4)))


@pytest.mark.parametrize(
    ("after", "pairs", "moved"),
    [
        (BEFORE, {"1": "1", "2": "2", "3": "3", "4": "4", "5": "5"}, set()),
        # Numbers as ids move on when one item is dropped: the words tell.
        (
            form(("a", numbered(0, 2)), ("b", numbered(3, 4, start=3))),
            {"1": "1", "2": "3", "3": "4", "4": "5"},
            set(),
        ),
        # One item goes to the end: it moved, the others did not.
        (
            form(("a", [("2", DUTIES[1]), ("3", DUTIES[2]), ("1", DUTIES[0])]), ("b", numbered(3, 4, start=4))),
            {"1": "1", "2": "2", "3": "3", "4": "4", "5": "5"},
            {"1"},
        ),
        # To another section.
        (
            form(("a", numbered(0, 1)), ("b", [("3", DUTIES[2]), *numbered(3, 4, start=4)])),
            {"1": "1", "2": "2", "3": "3", "4": "4", "5": "5"},
            {"3"},
        ),
        # A section with another id and title is known by its items.
        (
            form(("a", numbered(0, 1, 2)), ("c", numbered(3, 4, start=4))),
            {"1": "1", "2": "2", "3": "3", "4": "4", "5": "5"},
            set(),
        ),
        # An id that is used for something else says nothing; one that is kept for a shorter text does.
        (
            form(
                ("a", [("1", DUTIES[0]), ("2", "建成网上服务平台"), ("3", "经费独立核算")]),
                ("b", numbered(3, 4, start=4)),
            ),
            {"1": "1", "3": "3", "4": "4", "5": "5"},
            set(),
        ),
    ],
)
def test_items_find_their_counterparts(after: Rubric, pairs: dict[str, str], moved: set[str]) -> None:
    match = matching.items(BEFORE, after)
    assert match.old == pairs
    assert match.moved == moved


@pytest.mark.parametrize(
    ("after", "known"),
    [
        (["union:基层工会打分表"], {"union": "union"}),
        (["base:基层工会打分表"], {"base": "union"}),
        (["base:基层工会2024年打分表"], {"base": "union"}),
        (["small:职工小家考核标准"], {}),
        # The same id goes before the same title, and nothing is taken twice.
        (["base:基层工会打分表", "union:职工小家考核标准"], {"union": "union"}),
    ],
)
def test_rubrics_find_their_counterparts(after: list[str], known: dict[str, str]) -> None:
    def made(said: str) -> Rubric:
        name, title = said.split(":")
        return form(("a", numbered(0)), name=name, title=title)

    assert matching.rubrics([made("union:基层工会打分表")], [made(one) for one in after]) == known


@given(CLAUSES, CLAUSES)
@settings(max_examples=60)
def test_pairs_are_one_to_one_and_do_not_depend_on_chance(before: list[Clause], after: list[Clause]) -> None:
    found = pair(before, after)
    assert len(set(found.values())) == len(found)
    assert set(found) <= set(range(len(before)))
    assert set(found.values()) <= set(range(len(after)))
    assert pair(before, after) == found
    assert pair(before, before) == {at: at for at in range(len(before)) if at in pair(before, before)}


@given(st.permutations(range(7)))
def test_as_few_as_can_be_are_out_of_order(order: list[int]) -> None:
    moved = out_of_order(order)
    rest = [place for place in order if place not in moved]
    assert rest == sorted(rest)
    longest = max(len(some) for n in range(8) for some in combinations(order, n) if list(some) == sorted(some))
    assert len(rest) == longest


@given(SEEDS)
@settings(max_examples=30)
def test_every_item_has_one_fate(seed: int) -> None:
    rng = Random(seed)
    before = random_rubrics.scheme(rng)
    after = random_editions.next_edition(rng, before).rubric
    change = rubric.compare(before.rubric, after)
    old = sorted(one.before.id for one in change.points if one.before)
    new = sorted(one.after.id for one in change.points if one.after)
    assert old == sorted(row.id for row in before.rubric.rows)
    assert new == sorted(row.id for row in after.rows)
    for one in change.points:
        assert (one.kind == "added") == (one.before is None)
        assert (one.kind == "dropped") == (one.after is None)
        assert one.kind != "same" or not (one.values or one.texts or one.counts or one.moved)
        for text in one.texts:
            assert "".join(piece.before for piece in text.pieces) == text.before
    match = matching.items(before.rubric, after)
    assert {one.after.id for one in change.points if one.moved and one.after} == match.moved


@given(SEEDS)
@settings(max_examples=30)
def test_a_rubric_differs_in_nothing_from_itself(seed: int) -> None:
    one = random_rubrics.scheme(Random(seed)).rubric
    assert rubric.compare(one, one).same


def test_published_rubrics_differ_in_nothing_from_themselves(portal: Portal) -> None:
    for edition in portal.editions:
        assert matching.rubrics(edition.rubrics, edition.rubrics) == {one.id: one.id for one in edition.rubrics}
        for one in edition.rubrics:
            match = matching.items(one, one)
            assert match.old == {row.id: row.id for row in one.rows}
            assert not match.moved


def test_a_published_pair_read_by_hand(portal: Portal) -> None:
    """Two forms of one edition as if one had become the other: what was paired says the same in other words."""
    (edition,) = [one for one in portal.editions if one.series.id == "chongqing-jkwwt-zhijia" and one.rubrics]
    public, private = edition.rubrics[:2]
    match = matching.items(public, private)
    assert {new: old for new, old in match.old.items() if new != old} == {
        "11": "13",
        "13": "14",
        "17": "20",
        "20": "22",
        "21": "23",
    }
    assert [row.id for row in private.rows if row.id not in match.old] == ["14", "15", "18", "19"]


def test_of_clauses_that_are_as_much_alike_the_id_tells() -> None:
    before = [Clause("women", "甲", "职工入会率达到85%以上"), Clause("migrants", "甲", "职工入会率达到95%以上")]
    after = [Clause("migrants", "甲", "职工入会率达到70%以上"), Clause("women", "甲", "职工入会率达到60%以上")]
    assert pair(before, after) == {0: 1, 1: 0}
