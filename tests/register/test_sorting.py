"""The orders of a list, against the collations of Node's ICU."""

from __future__ import annotations

import random
import subprocess
from pathlib import Path

import pytest

from generator.check import schema
from generator.load import nodes
from generator.model.campaign import Campaign
from generator.model.honours import ORDERS, Honoree, Outcome
from generator.register import sorting

ROOT = Path(__file__).resolve().parents[2]
CHARS = "".join(bytes((high, low)).decode("gb2312") for high in range(0xB0, 0xD7) for low in range(0xA1, 0xFA))
"""The 3,755 characters of GB 2312's first level: a later CLDR leaves them as they are."""


@pytest.mark.parametrize(("order", "collation"), [("strokes", "stroke"), ("pinyin", "pinyin")])
def test_names_stand_as_another_program_puts_them(order: ORDERS, collation: str) -> None:
    dice = random.Random(20241104)
    names = list({"".join(dice.choices(CHARS, k=dice.randint(1, 6))) for _ in range(3000)} | set(CHARS))
    dice.shuffle(names)
    command = ["node", str(ROOT / "tests/collation.mjs"), "sort", collation]
    told = subprocess.run(command, input="\n".join(names), capture_output=True, text=True, check=True).stdout
    assert sorted(names, key=lambda name: sorting.key(name, order)) == told.split("\n")


@pytest.mark.parametrize(
    ("order", "names"),
    [
        ("strokes", ["3号矿", "A公司", "一中", "丁公司", "七中", "工会", "木器厂", "林场", "𠮷祥"]),
        ("strokes", ["云杉一中", "云杉（一中）附小", "云杉 七中"]),
        ("pinyin", ["安居", "白桦", "白桦一小", "中心", "重庆", "壮大"]),
        ("pinyin", ["１号", "2号", "a厂", "B厂", "阿厂"]),
    ],
)
def test_what_does_not_count_and_what_comes_first(order: ORDERS, names: list[str]) -> None:
    shuffled = random.Random(1).sample(names, len(names))
    assert sorted(shuffled, key=lambda name: sorting.key(name, order)) == names


def out_of_order(order: ORDERS, names: str) -> list[str]:
    """Those of names with one character each that stand behind one that they must precede."""
    keys = [sorting.key(name, order) for name in names]
    return [name for at, name in enumerate(names) if at and sorting.behind(order, keys[at], keys[at - 1])]


@pytest.mark.parametrize(
    ("order", "names", "late"),
    [
        # As lists of the Party and the unions have them: of one number by 横竖撇点折.
        ("strokes", "丁于马王车毛方孔邓甘艾石卢田白冯司边邢成毕吕朱任刘江许孙阮纪", ""),
        ("strokes", "严苏李杨肖吴何余沈宋张陆陈苗范林罗金周郑孟胡赵柳侯姜姚", ""),
        ("strokes", "秦袁夏柴钱徐高唐陶黄萧曹常章康彭葛蒋韩程焦童曾谢蓝雷路鲍詹", ""),
        ("strokes", "丁王马", ""),
        ("strokes", "丁毛丁", "丁"),
        ("strokes", "李王张陈于", "王于"),
        ("strokes", "赵钱孙李", "孙"),
        ("strokes", "A3王", "3"),
        ("pinyin", "安白陈", ""),
        ("pinyin", "陈白安", "白安"),
    ],
)
def test_who_stands_behind_whom_they_must_precede(order: ORDERS, names: str, late: str) -> None:
    assert out_of_order(order, names) == list(late)


def test_a_name_that_goes_on_longer_comes_after() -> None:
    short, long = (sorting.key(name, "strokes") for name in ("一中", "一中分校"))
    assert sorting.behind("strokes", short, long)
    assert not sorting.behind("strokes", long, short)


def outcome(groups: tuple[str, ...], order: ORDERS = "listed") -> Outcome:
    awards = ({"id": "home", "name": "职工之家", "tiered": True}, {"id": "corner", "name": "职工小家", "tiered": True})
    return Outcome.model_validate(
        {"awards": awards, "districts": ("云杉区", "白桦区"), "groups": groups, "order": order}
    )


def campaign() -> Campaign:
    """One with three tiers, from the lowest to the highest."""
    path = "content/campaigns/shili-xingji/2024/campaign.yml"
    node, _ = nodes.parse(path, (ROOT / path).read_text("utf-8"))
    assert node
    made, problems = schema.record(Campaign, path, node)
    assert made, problems
    assert [tier.id for tier in made.tiers] == ["three", "four", "five"]
    return made


def test_a_list_is_arranged_by_its_groups() -> None:
    rows = [
        ("corner", "five", "工会甲", "云杉区", "企业"),
        ("home", "three", "木器厂", "云杉区", "企业"),
        ("home", "five", "林场", "白桦区", "企业"),
        ("home", "five", "机关", "云杉区", "机关"),
        ("home", "five", "丁公司", "云杉区", "企业"),
        ("home", "five", "人民医院", "云杉区", "机关"),
    ]
    listed = [
        Honoree(f"{n:04}", award, tier, unit, district, kind)
        for n, (award, tier, unit, district, kind) in enumerate(rows, 1)
    ]
    made = sorting.arranged(outcome(("award", "tier", "district", "kind"), "strokes"), campaign(), listed)
    assert [one.unit for one in made] == ["人民医院", "机关", "丁公司", "林场", "木器厂", "工会甲"]
    places = sorting.groups(outcome(("award", "tier", "district", "kind")), campaign(), made)
    assert places == tuple(sorted(places))


def test_ranks_stand_from_the_first_and_units_without_one_last() -> None:
    listed = [Honoree("0001", "home", None, unit, rank=rank) for unit, rank in (("甲", None), ("乙", 10), ("丙", 2))]
    made = sorting.arranged(outcome(("award",), "rank"), campaign(), listed)
    assert [one.unit for one in made] == ["丙", "乙", "甲"]
