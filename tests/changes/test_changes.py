"""What differs between two editions: the demonstration's read by hand, others changed in one place."""

from __future__ import annotations

from typing import Any

import pytest
from msgspec.structs import replace

from generator.changes import Changes, changes
from generator.changes.facts import Topic
from generator.changes.point import Point
from generator.model.base import shown
from generator.model.campaign import Cited, Condition, Quota
from generator.model.portal import Edition, Portal
from generator.model.rubric import Badge, Bonus, Rescale, UnitKind


@pytest.fixture(scope="module")
def demo(portal: Portal) -> dict[str, Edition]:
    return {one.id: one for one in portal.editions if one.series.id == "shili-xingji"}


@pytest.fixture(scope="module")
def found(demo: dict[str, Edition]) -> Changes:
    return changes(demo["2021"], demo["2024"])


def topic(of: Changes, name: str) -> Topic:
    (one,) = [one for one in of.topics if one.id == name]
    return one


def fate(one: Point) -> str:
    """A point in a line."""
    values = [f"{value.label} {value.before}>{value.after}" for value in one.values]
    words = [f"{text.label}{'（标点）' if text.stops else ''}" for text in one.texts]
    return " | ".join(
        [one.side.id, one.kind, *values, *words, *(["计法"] if one.counts else []), *filter(None, [one.moved])]
    )


def test_equal_editions_differ_in_nothing(portal: Portal) -> None:
    assert all(changes(one, one).same for one in portal.editions)


def test_items_of_the_demonstration(found: Changes) -> None:
    (one,) = found.rubrics
    assert [fate(point) for point in one.points] == [
        "committees | changed | 标准",
        "membership | changed | 标准 | 计分办法 | 计法",
        "funds | same",
        "congress | same",
        "contract | changed | 分值 12分>14分 | 计分办法 | 计法",
        "protection | changed | 分值 12分>10分 | 计分办法 | 计法",
        "venues | same",
        "events | dropped | 分值 9分> | 标准 | 计分办法",
        "records | moved | 从“组织健全”移到“服务到位”",
        "digital | added | 分值 >9分 | 标准 | 计分办法",
        "satisfaction | changed | 标准 | 计分办法 | 计法",
        "honour | changed | 分值 最多3分>最多5分 | 计分办法 | 计法",
    ]
    assert one.head
    assert [(value.label, value.before, value.after) for value in one.head.values] == [
        ("加分合计", "最多3分", "最多5分"),
        ("“组织健全”总分", "40分", "32分"),
        ("“服务到位”总分", "26分", "34分"),
    ]


@pytest.mark.parametrize(
    ("name", "fates"),
    [
        (
            "phases",
            [
                "self-check | changed | 时间 2021年4月1日至6月30日>2024年4月8日至6月28日",
                "assessment | changed | 名称 考核>考核和复查 | 时间 2021年7月至8月>2024年7月至9月 | ",
                "naming | same",
            ],
        ),
        ("tiers", ["three | same", "four | changed | 最低分数 80分>85分 | ", "five | changed | 最低分数 90分>95分 | "]),
        ("vetoes", ["accident | same", "wages | added | "]),
        ("contact", ["contact | same"]),
        ("forms", ["registration | same"]),
    ],
)
def test_facts_of_the_demonstration(found: Changes, name: str, fates: list[str]) -> None:
    assert [fate(point) for point in topic(found, name).points] == fates


def test_a_field_of_a_form_has_another_name(found: Changes) -> None:
    differing = [one for one in topic(found, "form-registration").points if one.kind != "same"]
    assert [fate(one) for one in differing] == ["tier | changed | 名称 申报星级>申报称号和星级"]


def test_every_fact_has_one_fate(found: Changes, demo: dict[str, Edition]) -> None:
    for name, key in (("materials", "materials"), ("awards", "awards"), ("upkeep", "upkeep"), ("objects", "objects")):
        points = topic(found, name).points
        assert sum(one.before is not None for one in points) == len(getattr(demo["2021"].campaign, key))
        assert sum(one.after is not None for one in points) == len(getattr(demo["2024"].campaign, key))


def test_an_edition_that_follows_another_has_its_standards(portal: Portal) -> None:
    before, after = (one for one in portal.editions if one.series.id == "chongqing-jkwwt-zhijia")
    assert after.campaign.follows
    alone = changes(before, after)
    assert [one.after for one in alone.rubrics] == [None] * 4
    following = changes(before, after, (before, before))
    assert all(one.same for one in following.rubrics)
    assert before.campaign.upkeep
    assert all(topic(following, name).same for name in ("tiers", "vetoes", "levels", "upkeep", "forms"))
    assert [fate(one) for one in topic(following, "contact").points] == [
        "contact | changed | 电话 63906020、63850305>63906020、63525396"
    ]


CITED = {"quote": "甲", "clause": "a"}
TEXTS = {"title": "甲", "text": "甲"}
READING = {"id": "bonus", "text": "按不含加分的得分判断。", "authority": "甲", "otherwise": {"text": "加分计入得分。"}}
UNSAID = Bonus.model_validate(
    {"items": [{"id": "honour", **TEXTS}], "limit": "3", "counts": "unsaid", "reading": READING}
)


def with_item(edition: Edition, **update: Any) -> Edition:  # noqa: ANN401 - any field of an item
    """The edition with its first item changed."""
    (rubric,) = edition.rubrics
    section = rubric.sections[0]
    items = (section.items[0].model_copy(update=update), *section.items[1:])
    sections = (section.model_copy(update={"items": items}), *rubric.sections[1:])
    return replace(edition, rubrics=(rubric.model_copy(update={"sections": sections}),))


@pytest.mark.parametrize(
    ("update", "kind", "stops"),
    [
        ({"standard": "工会委员会、经费审查委员会、 女职工委员会健全，\n按期换届。"}, "same", False),
        ({"standard": "工会委员会，经费审查委员会，女职工委员会健全；按期换届。"}, "changed", True),
        ({"standard": "工会委员会、经费审查委员会健全，按期换届。"}, "changed", False),
        ({"required": True}, "changed", False),
        ({"points": 1300}, "changed", False),
        ({"hints": ("先看章程。",)}, "changed", False),
        ({"rules": ()}, "changed", False),
    ],
)
def test_one_item_changed(demo: dict[str, Edition], update: dict[str, Any], kind: str, stops: bool) -> None:  # noqa: FBT001 - a parameter
    (one,) = changes(demo["2021"], with_item(demo["2021"], **update)).rubrics
    assert (one.points[0].kind, one.points[0].stops) == (kind, stops)
    assert all(point.kind == "same" for point in one.points[1:])


@pytest.mark.parametrize(
    ("update", "said"),
    [
        (
            {"kinds": (UnitKind(id="school", label="学校", why="甲"), UnitKind(id="clinic", label="医院", why="甲"))},
            "union | changed | 用这张表的单位 >学校、医院",
        ),
        ({"units": "机关"}, "union | changed | 适用单位"),
        ({"rescale": Rescale(unit="0.1")}, "union | changed | 折算 >四舍五入到0.1分"),
        ({"total": 12000}, "union | changed | 满分 100分>120分"),
        ({"bonus": UNSAID}, "union | changed | 加分是否计入等次 计入等次>原文没有规定是否计入等次 | 加分的口径"),
    ],
)
def test_a_form_changed_as_a_whole(demo: dict[str, Edition], update: dict[str, Any], said: str) -> None:
    (rubric,) = demo["2021"].rubrics
    (one,) = changes(demo["2021"], replace(demo["2021"], rubrics=(rubric.model_copy(update=update),))).rubrics
    assert one.head
    assert fate(one.head) == said


def test_sections_that_are_gone_or_have_a_badge(demo: dict[str, Edition]) -> None:
    (rubric,) = demo["2021"].rubrics
    first, gone, *others = rubric.sections
    assert gone.points
    badged = first.model_copy(update={"badge": Badge(title="组织达标单位", minimum="30")})
    now = rubric.model_copy(update={"sections": (badged, *others)})
    (one,) = changes(demo["2021"], replace(demo["2021"], rubrics=(now,))).rubrics
    assert one.head
    assert [(value.label, value.before, value.after) for value in one.head.values] == [
        (f"“{first.title}”单项称号", "", "组织达标单位（30分以上）"),
        ("部分", f"{gone.title}（{shown(gone.points)}分）", ""),
    ]


def with_campaign(edition: Edition, topic: str, at: int, **update: Any) -> Edition:  # noqa: ANN401 - any field
    """The edition with one of its facts changed."""
    facts = list(getattr(edition.campaign, topic))
    facts[at] = facts[at].model_copy(update=update)
    return replace(edition, campaign=edition.campaign.model_copy(update={topic: tuple(facts)}))


CONDITION = Condition(id="held", text="已获四星级", ask="已获四星级", **CITED)


@pytest.mark.parametrize(
    ("name", "at", "update", "said"),
    [
        ("tiers", 1, {"cumulative": True}, "four | changed | 须具备前一等次的全部条件 >是"),
        ("tiers", 1, {"conditions": (CONDITION,)}, "four | changed | 条件"),
        ("tiers", 1, {"check_quote": "由市总工会考核"}, "four | changed | 考核验收"),
        (
            "tiers",
            1,
            {"quota": Quota(text="不超过5个", number="5", **CITED)},
            "four | changed | 名额 >5个 | 名额的说法",
        ),
        ("tiers", 1, {"rubrics": ("union",)}, "four | changed | 适用 >基层工会"),
        ("vetoes", 0, {"exception": "已经整改"}, "accident | changed | 例外 >已经整改"),
        ("vetoes", 0, {"reading": "以认定书为准"}, "accident | changed | 口径"),
        ("phases", 0, {"end": "2021-07-31"}, "self-check | changed | 时间 2021年4月1日至6月30日>2021年4月1日至7月31日"),
        ("phases", 0, {"who": "各县总工会"}, "self-check | changed | 由谁 基层工会>各县总工会"),
        ("materials", 0, {"quote": "报送申报表一份"}, " | changed | 原文"),
    ],
)
def test_one_fact_changed(demo: dict[str, Edition], name: str, at: int, update: dict[str, Any], said: str) -> None:
    found = changes(demo["2021"], with_campaign(demo["2021"], name, at, **update))
    differing = [one for topic in found.topics for one in topic.points if one.kind != "same"]
    assert [fate(one) for one in differing] == [said]


def test_what_bars_from_a_level_and_the_address_for_questions(portal: Portal) -> None:
    """A level, a contact and a limit of a field are in no fact of their own."""
    edition = next(one for one in portal.editions if one.campaign.levels and one.campaign.contact)
    campaign = edition.campaign
    assert campaign.contact
    email = campaign.contact.model_copy(update={"email": "office@example.org"})
    bar = Cited(text="发生事故的不得申报", **CITED)
    levels = (campaign.levels[0].model_copy(update={"bars": (*campaign.levels[0].bars, bar)}), *campaign.levels[1:])
    now = replace(edition, campaign=campaign.model_copy(update={"contact": email, "levels": levels}))
    differing = [one for topic in changes(edition, now).topics for one in topic.points if one.kind != "same"]
    assert [fate(one).partition(" | ")[2] for one in differing] == [
        "changed | 不得申报",
        f"changed | 邮箱 {campaign.contact.email or ''}>office@example.org",
    ]


def test_a_field_of_a_form_has_another_limit(demo: dict[str, Edition]) -> None:
    edition = demo["2021"]
    (form,) = edition.forms
    rows = tuple(
        tuple(cell.model_copy(update={"length": 77}) if cell.kind == "blank" and cell.length else cell for cell in row)
        for row in form.rows
    )
    found = changes(edition, replace(edition, forms=(form.model_copy(update={"rows": rows}),)))
    differing = [one for one in topic(found, "form-registration").points if one.kind != "same"]
    assert differing
    assert all(fate(one).endswith("字>77字") for one in differing)


def test_one_text_of_stops_alone_leaves_the_other_words_told(demo: dict[str, Edition]) -> None:
    update = {"standard": "工会委员会，经费审查委员会，女职工委员会健全；按期换届。", "hints": ("先看章程。",)}
    (one,) = changes(demo["2021"], with_item(demo["2021"], **update)).rubrics
    assert (one.points[0].stops, one.points[0].reworded) == (False, True)
