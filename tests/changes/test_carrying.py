"""Answers of the edition before: which of them answer what is asked now, and why others do not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from random import Random
from typing import Any

import carried
import pytest
import random_answers
import random_editions
import random_rubrics
from msgspec.structs import replace

from generator.changes import carrying, changes
from generator.model.campaign import Veto
from generator.model.portal import Portal
from generator.model.rubric import Fact, Rubric
from generator.score.scheme import Scheme, canonical

Json = dict[str, Any]

SAID = {"says": ["甲"]}
RATE = {"kind": "rate", "part": "会员", "whole": "职工", "at_least": "85", "loss": "1", "ask": "入会率", **SAID}
COUNT = {"kind": "count", "gain": "1", "limit": "3", "ask": "开展活动的次数", **SAID}
DEFECT = {"kind": "deduct", "loss": "1", "ask": "没有换届", **SAID}
LEVEL = {
    "kind": "level",
    "ask": "评议的结果",
    "options": [{"id": "good", "label": "满意", "loss": "0"}, {"id": "poor", "label": "不满意", "loss": "2"}],
    **SAID,
}
EACH: Json = {
    "kind": "deduct",
    "loss": "1",
    "ask": "委员会是否健全",
    "each": [{"id": "union", "label": "工会委员会"}, {"id": "audit", "label": "经费审查委员会"}],
    **SAID,
}
JUDGE = {"kind": "judge", "points": "3", "ask": "本项得分", **SAID}
CHECK = {"kind": "check", "ask": "是否做到", **SAID}
OTHER_WAY = [{"id": "fine", "label": "满意", "loss": "0"}, {"id": "poor", "label": "不满意", "loss": "1"}]
MORE = [*LEVEL["options"], {"id": "fair", "label": "基本满意", "loss": "1"}]
THREE = [{"id": "committee", "label": "工会委员会"}, {"id": "women", "label": "女职工委员会"}]

TWINS = [{"id": name, "label": "工会委员会"} for name in ("home", "branch")] + EACH["each"][1:]
WHEN = [{**EACH["each"][0], "applies_when": "big"}, EACH["each"][1]]


def form(rule: Json, item: Json | None = None, vetoes: Mapping[str, str] | None = None) -> Scheme:
    """A form of one item that asks one question, with a fact."""
    row = {"id": "one", "standard": "健全", "points": "3", "rules": [{"id": "rule", **rule}], **(item or {})}
    rubric = Rubric.model_validate(
        {
            "id": "form",
            **dict.fromkeys(("title", "short", "units"), "甲"),
            "columns": dict.fromkeys(("section", "standard", "score"), "甲"),
            "facts": [{"id": "big", "ask": "本单位是企业"}],
            "sections": [{"id": "all", "title": "全部", "items": [row]}],
        }
    )
    cited = {"quote": "甲", "clause": "a"}
    asked = (vetoes or {}).items()
    return Scheme("x/1/form", rubric, (), tuple(Veto.model_validate({"id": a, "text": b, **cited}) for a, b in asked))


# What was asked, what is asked now, the answer then, and the answer now: None where it has to be given anew.
SAME = [
    (RATE, RATE, {"part": 86, "whole": 100}, {"part": 86, "whole": 100}),
    (RATE, {**RATE, "at_least": "90", "ask": "入会率达到90%"}, {"part": 1, "whole": 2}, {"part": 1, "whole": 2}),
    (
        RATE,
        {**RATE, "kind": "bands", "bands": [{"at_least": "90", "points": "3"}]},
        {"part": 1, "whole": 2},
        {"part": 1, "whole": 2},
    ),
    (COUNT, {**COUNT, "gain": "0.5"}, 2, 2),
    (COUNT, {**COUNT, "ask": "开展活动的次数 "}, 2, 2),
    (DEFECT, {**DEFECT, "kind": "zero"}, True, True),
    (LEVEL, {**LEVEL, "options": OTHER_WAY}, "good", "fine"),
    (EACH, {**EACH, "each": THREE}, {"union": True, "audit": False}, {"committee": True}),
    (EACH, {**EACH, "each": TWINS}, {"union": True, "audit": False}, {"audit": False}),  # which of the two is not known
    ({**EACH, "each": WHEN}, EACH, {"union": True, "audit": False}, {"audit": False}),  # it counted for some units only
    (
        {**EACH, "each": WHEN},
        {**EACH, "each": WHEN},
        {"union": False, "audit": False},
        {"union": False, "audit": False},
    ),
    (EACH, {**EACH, "each": WHEN}, {"union": False, "audit": False}, {"union": False, "audit": False}),
    (JUDGE, JUDGE, "2.5", "2.5"),
    (CHECK, CHECK, False, False),
]
OTHER = [
    (RATE, {**RATE, "part": "女会员"}, "所填的数不同，上届填“会员”和“职工”"),
    (RATE, {**RATE, "unit": "家"}, "单位不同，上届按“人”，本届按“家”"),
    (COUNT, {**COUNT, "unit": "篇"}, "单位不同，上届按“次”，本届按“篇”"),
    (COUNT, {**COUNT, "ask": "开展培训的次数"}, "问题不同，上届问“开展活动的次数”"),
    (COUNT, DEFECT, "问法不同，上届填一个数，本届答有没有此情形"),
    (DEFECT, {**DEFECT, "ask": "没有按期换届"}, "问题不同，上届问“没有换届”"),
    (DEFECT, {**CHECK, "ask": "没有换届"}, "问法不同，上届答有没有此情形，本届答是否做到"),
    (LEVEL, {**LEVEL, "options": MORE}, "可选的情况不同"),
    (EACH, {**EACH, "each": THREE[1:]}, "要逐一核对的要素都不同"),
    (JUDGE, {**JUDGE, "points": "2"}, "评分的满分不同，上届3分，本届2分"),
    (JUDGE, {**JUDGE, "step": "0.5"}, "评分的最小单位不同"),
]


@pytest.mark.parametrize(("before", "after", "then", "now"), SAME)
def test_what_is_asked_as_before_is_taken(before: Json, after: Json, then: object, now: object) -> None:
    table = carrying.table(form(before), form(_without(after)))
    found = carried.carried(table, {"one.rule": then})
    assert found.answers == {"one.rule": now}
    assert found.states["one.rule"] == ("part" if table.questions["one.rule"].lacks else "taken")


def _without(rule: Json) -> Json:
    """A rule less what its kind does not know."""
    unknown = {"bands": {"at_least", "loss"}, "zero": {"loss"}}.get(rule["kind"], set())
    return {key: value for key, value in rule.items() if key not in unknown}


@pytest.mark.parametrize(("before", "after", "why"), OTHER)
def test_what_is_asked_in_another_way_is_told_and_not_guessed(before: Json, after: Json, why: str) -> None:
    assert carrying.table(form(before), form(after)).questions["one.rule"] == carrying.Question("one.rule", why)


@pytest.mark.parametrize("rule", [JUDGE, CHECK])
def test_where_the_standard_is_the_question_it_has_to_be_the_same(rule: Json) -> None:
    found = carrying.table(form(rule), form(rule, {"standard": "健全，并且公布"})).questions["one.rule"]
    assert found.why == "标准文字有改动，要重新判断"


def test_an_item_that_only_looks_alike_answers_nothing() -> None:
    """Of another id and in other words: the same general question need not be about the same thing."""
    before = form({**DEFECT, "says": ["没有换届扣1分"]}, {"id": "old", "standard": "工会委员会按期换届选举"})
    after = form(
        {**DEFECT, "says": ["女职工委员会没有换届的扣1分"]}, {"id": "new", "standard": "女职工委员会按期换届选举"}
    )
    table = carrying.table(before, after)
    assert table.rows["new"].old == "old"
    assert table.questions["new.rule"].why == "依据的原文不同，不能确定问的是同一件事"


def test_an_answer_that_did_not_count_is_not_taken_where_it_would() -> None:
    table = carrying.table(form({**DEFECT, "applies_when": "big"}), form(DEFECT))
    told = {"one.rule": True}
    assert carried.carried(table, {**told, "fact.big": True}).answers == {**told, "fact.big": True}
    found = carried.carried(table, {**told, "fact.big": False})
    assert (found.answers, found.states["one.rule"]) == ({"fact.big": False}, "idle")
    same = carrying.table(form({**DEFECT, "applies_when": "big"}), form({**DEFECT, "applies_when": "big"}))
    assert carried.carried(same, {**told, "fact.big": False}).answers == {**told, "fact.big": False}


def test_a_fact_in_other_words_is_another() -> None:
    """What hung on it is not taken where it was no; an element that hangs on it is asked anew."""
    facts = {"facts": (Fact(id="big", ask="本单位是国有企业"),)}
    before, after = form({**EACH, "each": WHEN}), form({**EACH, "each": WHEN})
    after = replace(after, rubric=after.rubric.model_copy(update=facts))
    table = carrying.table(before, after)
    assert table.questions["fact.big"].why == "问题不同，上届问“本单位是企业”"
    assert table.questions["one.rule"].names == {"audit": "audit"}


def test_of_two_questions_in_the_same_words_none_is_guessed() -> None:
    def twice(*names: str) -> Scheme:
        return form(DEFECT, {"rules": [{"id": name, **DEFECT} for name in names]})

    asked = carrying.table(twice("a", "b"), twice("c")).questions["one.c"]
    assert asked == carrying.Question()
    table = carrying.table(twice("a"), twice("b", "c"))
    assert {table.questions[ref] for ref in ("one.b", "one.c")} == {carrying.Question()}
    assert carrying.table(twice("a"), twice("b")).questions["one.b"].old == "one.a"


@pytest.mark.parametrize(
    ("text", "other", "kept"),
    [
        ("扣一次", "每次都扣", {"one.once": "one.once"}),
        ("只扣一次", "每次都扣", {}),
        ("扣一次", "一次不扣", {}),
    ],
)
def test_a_reading_stays_chosen_where_both_its_meanings_are_the_same(text: str, other: str, kept: Json) -> None:
    def read(text: str, other: str) -> Scheme:
        otherwise = {"text": other, "rules": [{"id": "rule", **DEFECT, "loss": "2"}]}
        reading = {"id": "once", "text": text, "authority": "甲", "otherwise": otherwise}
        return form(DEFECT, {"readings": [reading]})

    assert carrying.table(read("扣一次", "每次都扣"), read(text, other)).readings == kept


def test_what_contradicts_other_answers_now_is_left_to_the_clerk() -> None:
    linked = {**DEFECT, "exclusive": ["veto.fraud"]}
    table = carrying.table(form(DEFECT, vetoes={"fraud": "弄虚作假"}), form(linked, vetoes={"fraud": "弄虚作假"}))
    found = carried.carried(table, {"veto.fraud": True, "one.rule": True})
    assert found.answers == {"veto.fraud": True}
    assert found.states == {"veto.fraud": "taken", "fact.big": "open", "one.rule": "refused"}


def test_vetoes_and_conditions_in_other_words_are_asked_anew() -> None:
    table = carrying.table(form(DEFECT, vetoes={"a": "弄虚作假", "b": "拖欠工资"}), form(DEFECT, vetoes={"a": "瞒报"}))
    assert table.questions["veto.a"].why == "问题不同，上届问“弄虚作假”"
    assert table.left == ("veto.b",)


def test_what_changed_is_said_of_each_item() -> None:
    table = carrying.table(form(COUNT), form({**COUNT, "gain": "0.5"}, {"points": "4", "standard": "健全完善"}))
    assert table.rows["one"].changes == (
        "分值由“3分”改为“4分”",
        "“开展活动的次数”由“每次得1分，最多得3分”改为“每次得0.5分，最多得3分”",
    )


def answered(seed: int, of: Scheme) -> tuple[Json, list[str]]:
    """A random sheet of a form, with readings; some of it makes no sense."""
    rng, document = Random(seed), json.loads(canonical(of))
    return random_answers.answers(rng, document), [ref for ref in of.readings if rng.random() < 0.5]


def test_an_edition_that_changes_nothing_takes_everything(schemes: dict[str, Scheme]) -> None:
    for seed, of in enumerate([*schemes.values(), *(random_rubrics.scheme(Random(seed)) for seed in range(25))]):
        answers, readings = answered(seed, of)
        found = carried.carried(carrying.table(of, of), answers, readings)
        assert found.answers == carried.sensible(of, answers, readings)
        assert set(found.readings) == set(readings)
        assert found.then == found.now
        assert set(found.states.values()) <= {"taken", "open"}


def test_other_ids_alone_change_nothing(schemes: dict[str, Scheme]) -> None:
    for seed, of in enumerate(schemes.values()):
        if any(others for others in (*of.links.forward.values(), *of.links.apart.values())):
            continue  # questions name each other by their ids
        answers, readings = answered(seed, of)
        names = {item.id: f"{item.id}-x" for item in of.rubric.items}
        table = carrying.table(of, replace(of, rubric=random_editions.renamed(of.rubric, names)))
        found = carried.carried(table, answers, readings)
        assert set(found.states.values()) <= {"taken", "open"}
        kept = carried.sensible(of, answers, readings)
        assert found.answers == {_renamed(ref, names): answer for ref, answer in kept.items()}


def _renamed(ref: str, names: Mapping[str, str]) -> str:
    owner, _, rest = ref.partition(".")
    return f"{names.get(owner, owner)}.{rest}"


def test_the_published_pairs(portal: Portal) -> None:
    """The demonstration: what the two notices differ in."""
    by_address = {edition.address: edition for edition in portal.editions}
    before, after = by_address["shili-xingji/2021/"], by_address["shili-xingji/2024/"]
    (table,) = carrying.tables(changes(before, after)).values()
    assert [ref for ref, one in table.questions.items() if not one.old] == [
        "veto.wages",
        "digital.not-built",
        "digital.services",
        "digital.answers",
        "satisfaction.rate",
    ]
    assert [one.why for one in table.questions.values() if one.why] == []
    assert (table.dropped, table.rows["satisfaction"].left) == (("events",), ("satisfaction.outcome",))
    found = carried.carried(
        table, {"membership.rate": {"part": 86, "whole": 100}, "contract.contracts": {"wages": False}}
    )
    worth = [{one.id: (one.worst, one.best) for one in result.items} for result in (found.then, found.now)]
    assert [one["membership"] for one in worth] == [(1000, 1000), (800, 800)]
    assert [one["contract"] for one in worth] == [(0, 1200), (0, 1400)]
    before, after = by_address["chongqing-jkwwt-zhijia/2019/"], by_address["chongqing-jkwwt-zhijia/2021/"]
    assert carrying.tables(changes(before, after)) == {}


def test_tables_name_every_question_and_every_item_of_both_forms() -> None:
    """Nothing gets lost: what is old is taken, refused with a reason, left, or dropped with its item."""
    rng = Random(7)
    for _ in range(60):
        before = random_rubrics.scheme(rng)
        after = random_editions.next_edition(rng, before)
        table = carrying.table(before, after)
        assert table.questions.keys() == after.refs
        assert table.rows.keys() == {row.id for row in after.rubric.rows}
        olds = [one.old for one in table.questions.values() if one.old]
        gone = [ref for ref in before.refs if ref.partition(".")[0] in table.dropped]
        left = [*table.left, *(ref for row in table.rows.values() for ref in row.left)]
        assert sorted([*olds, *left, *gone]) == sorted(before.refs)
