"""Numbers in the words of a decision: which are understood, and which are left alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import demonstration
import pytest
from msgspec.structs import replace

from generator import check, load
from generator.check import counts, plain
from generator.check.concluded import Concluded


@pytest.fixture(scope="module")
def edition(tmp_path_factory: pytest.TempPathFactory) -> Concluded:
    """The demonstration's second edition: 示例市星级职工之家 in three tiers, and 示例市职工之家标兵单位."""
    return _edition(demonstration.copy(tmp_path_factory.mktemp("portal")))


@cache
def _edition(root: Path) -> Concluded:
    sources = load.tree(root)
    portal = check.portal(sources, releasing=True)
    made = Concluded.of(next(one for one in portal.editions if one.id == "2024"), sources)
    assert made
    return made


STAR, MODEL = "示例市星级职工之家", "示例市职工之家标兵单位"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"决定授予甲厂等65个单位“{STAR}”称号。", [(65, {"star-home"}, set(), ("甲厂",))]),
        (f"决定授予甲厂、乙公司等６５家单位“{STAR}”荣誉称号。", [(65, {"star-home"}, set(), ("甲厂", "乙公司"))]),
        ("命名甲厂等一百二十个基层工会为五星级职工之家。", [(120, set(), {"five"}, ("甲厂",))]),
        (
            f"授予甲厂等11个单位“{STAR}”（五星级）称号，授予乙厂等2个单位“{MODEL}”称号。",
            [(11, {"star-home"}, {"five"}, ("甲厂",)), (2, {"model-home"}, set(), ("乙厂",))],
        ),
        (f"授予甲厂等30个单位“{STAR}（五星级、四星级）”称号。", [(30, {"star-home"}, {"five", "four"}, ("甲厂",))]),
        (f"授予甲厂等65个单位“{STAR}”称号（五星级11个）。", [(65, {"star-home"}, set(), ("甲厂",))]),
        (
            f"授予甲厂等65个单位“{STAR}”称号，其中五星级11个、四星级单位十九个。",
            [
                (65, {"star-home"}, set(), ("甲厂",)),
                (11, {"star-home"}, {"five"}, ()),
                (19, {"star-home"}, {"four"}, ()),
            ],
        ),
        (
            f"公示期间收到异议1件，不予命名1个单位，取消1个单位的资格，授予甲厂等10个单位“{STAR}”称号。",
            [(10, {"star-home"}, set(), ("甲厂",))],
        ),
        # Not understood, and so not held against the list.
        ("授予甲厂等65个单位“先进集体”称号。", []),
        ("共有甲厂等350个单位参加，评出五星级11个。", []),
        (f"2021年，授予甲厂等60个单位“{STAR}”称号。", []),
        (f"经研究，撤销所授予甲厂等2个单位的“{STAR}”称号。", []),
        (f"曾授予甲厂等60个单位“{STAR}”称号。", []),
        ("授予甲厂等3个方面的奖励；公示期为授予前等5个工作日。", []),
        ("推荐甲厂等5个单位参评。", []),
        ("评定甲厂等5个单位为不五星级。", []),
        (f"授予甲厂等20个单位、30个班组“{STAR}”称号。", []),
    ],
)
def test_what_is_understood(
    edition: Concluded, text: str, told: list[tuple[int, set[str], set[str], tuple[str, ...]]]
) -> None:
    found = [
        (one.number, set(one.awards), set(one.tiers), one.units)
        for one in counts.granted(plain.read(text), edition, 2024)
    ]
    assert found == told


def test_plain_text_knows_where_it_stands() -> None:
    text = plain.read("## 标题 {#a}\n正文**加重**第\n二行[链接](a/b#c)，２０２４年\n\n- 一\n- 二\n")
    assert text.text == "标题\n正文加重第二行链接，2024年\n\n一\n二"
    assert text.place(text.text.index("二行")) == (3, 1)
    assert text.place(text.text.index("2024")) == (3, 15)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("授予甲厂等65个单位“示例市五星级职工之家”称号，其中四星级19个。", [(65, set()), (19, {"four"})]),
        ("授予甲厂等11个单位“示例市五星级职工之家（五星级）”称号。", [(11, {"five"})]),
        ("授予甲厂等11个单位“五星级职工之家”称号。", []),
        ("授予甲厂等30个单位“职工小家”称号。", []),
        ("表彰甲厂等65个单位。", [(65, set())]),
    ],
)
def test_a_tier_in_the_name_of_an_award_is_no_tier(
    edition: Concluded, text: str, told: list[tuple[int, set[str]]]
) -> None:
    award = edition.outcome.awards[0].model_copy(update={"name": "示例市五星级职工之家"})
    outcome = edition.outcome.model_copy(update={"awards": (award,)})
    one = replace(edition, honours=replace(edition.honours, outcome=outcome))
    assert [(told.number, set(told.tiers)) for told in counts.granted(plain.read(text), one, 2024)] == told
