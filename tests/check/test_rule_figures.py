"""The figures of rules beside the words of the form."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from spelled import WAYS, arabic

from generator.check import rule_figures
from generator.model.rubric import BonusItem, Item

Json = dict[str, Any]


def deduct(loss: str, each: int = 0, **keys: object) -> Json:
    return {"kind": "deduct", "loss": loss, "each": [{"id": f"e{n}", "label": "甲"} for n in range(each)], **keys}


def rate(**keys: object) -> Json:
    return {"kind": "rate", "part": "甲", "whole": "乙", **keys}


def count(gain: str, **keys: object) -> Json:
    return {"kind": "count", "gain": gain, **keys}


def parts(*points: str) -> Json:
    return {"kind": "parts", "parts": [{"id": f"e{n}", "label": "甲", "points": one} for n, one in enumerate(points)]}


def level(*losses: str) -> Json:
    return {"kind": "level", "options": [{"id": f"o{n}", "label": "甲", "loss": one} for n, one in enumerate(losses)]}


def bands(*steps: tuple[str, str], whole: bool = False, unit: str = "次") -> Json:
    measure = {"part": "甲", "whole": "乙"} if whole else {"unit": unit}
    return {"kind": "bands", "bands": [{"at_least": least, "points": one} for least, one in steps], **measure}


def judge(points: str) -> Json:
    return {"kind": "judge", "points": points}


def check(unit: str = "", **keys: str) -> Json:
    measure = {"unit": unit} if unit else {"part": "甲", "whole": "乙"}
    return {"kind": "check", "threshold": {**measure, **keys}}


def wrong(says: str, rule: Json, points: str = "10", standard: str = "甲", **keys: object) -> list[str]:
    """The keys of the figures that are reported for an item of one rule, which quotes its whole text."""
    made = {"id": "r", "says": [says], "ask": "甲", **rule}
    row = {"id": "i", "standard": standard, "text": says, "points": points, "rules": [made], **keys}
    found = rule_figures.lint(Item.model_validate(row))
    return [".".join(map(str, where[2:])) for where, _ in found]


RIGHT = [
    ("未按期换届扣2分", deduct("2")),
    ("未按期换届扣两分", deduct("2")),
    ("未按期换届扣０．５分", deduct("0.5")),
    ("未按期换届扣半分", deduct("0.5")),
    ("未按期换届的扣分", deduct("3")),
    ("未按期换届的，此项不得分", deduct("10")),
    ("每少一次扣2分，最多扣6分", deduct("2", 4, limit="6")),
    ("每少一次扣2分，扣完为止", deduct("2", 9, limit="10")),
    ("每少一次扣2分，最多扣三次", deduct("2", 4, limit="6")),
    ("两种情形有其一即扣1分", deduct("1", 2, limit="1")),
    ("有计划、有检查、有总结、有记录得4分", deduct("1", 4)),
    ("缺计划、总结的扣4分", deduct("2", 2)),
    ("已经建立得10分，建立而不完善得6分", deduct("4")),
    ("发生一般事故的，本项得分减半", deduct("5")),
    ("发生事故的扣该项分值的20%", deduct("2")),
    ("每缺两项扣1分", deduct("0.5", 6)),
    ("累计3次以上扣2分，缺1次扣1分", deduct("2")),
    ("限期未整改扣2分，未上报扣1分", deduct("2")),
    ("入会率每少一个百分点扣1分，扣完为止", rate(at_least="90", step="1", step_loss="1")),
    ("入会率90%以上得满分，每降低1%减0.2分", rate(at_least="90", step="1", step_loss="0.2")),
    ("低于九成扣1分，每再低百分之五加扣半分", rate(at_least="90", loss="1", step="5", step_loss="0.5")),
    ("每年满意率达90%以上，每低5个百分点，扣1分", rate(at_least="90", step="5", step_loss="1")),
    ("低于90%扣2分，低于80%扣5分", rate(at_least="80", loss="3")),
    ("达到90%得3分，达到95%得5分", rate(at_least="95", gain="2")),
    ("未入会的超过10%的扣2分", rate(at_least="90", loss="2")),
    ("覆盖全部职工，不到一半扣4分", rate(at_least="100", loss="4")),
    ("每有5%未入会扣1分", rate(at_least="90", step="5", step_loss="1"), "10", "入会率达90%以上"),
    ("入会率达百分之百，满意率90%以上得5分", rate(at_least="100", gain="5")),
    ("2/3以上职工参加，满意率90%", rate(at_least="66.66", gain="5")),
    ("三分之二以上职工参加得5分", rate(at_least="66.67", gain="5")),
    ("过半数职工参加得5分", rate(more_than="50", gain="5")),
    ("比例不达标扣2分", rate(more_than="80", loss="2")),
    ("达标得4分", rate(at_least="98", gain="4"), "10", "同步组建率达98%以上"),
    ("每开展一次计3分，满分9分", count("3", limit="9")),
    ("每次加1分，封顶3分", count("1", limit="3")),
    ("国家级每项加5分，省级3分，市级1分，累计加分不超过10分", count("3", limit="10")),
    ("每两次加1分，最多5分", count("0.5", limit="5")),
    ("每次2分，不超过三次", count("2", limit="6")),
    ("每次2分；未报送的扣4分", count("2", limit="6")),
    ("有计划、有检查、有总结（3分，各1分）", parts("1", "1", "1")),
    ("有计划、有检查、有总结（共3分）", parts("1", "1", "1")),
    ("有计划2分，有检查3分，有总结5分", parts("2", "3", "5")),
    ("有计划（4分），有总结", parts("4", "6")),
    ("满意不扣分，基本满意扣4分，不满意扣8分", level("0", "4", "8"), "8"),
    ("优秀10分，良好8分，合格6分，不合格0分", level("0", "2", "4", "10")),
    ("好得5分，差不得分", level("0", "5"), "5"),
    ("90%以上得5分，80%以上得3分", bands(("90", "5"), ("80", "3"), whole=True)),
    ("90%以上得5分，90%以下得3分", bands(("90", "5"), ("0", "3"), whole=True)),
    ("80至90%得3分，90%以上得5分", bands(("90", "5"), ("80", "3"), whole=True)),
    ("达标得4分，75%以上得3分", bands(("80", "4"), ("75", "3"), whole=True), "4", "建制率达到80%以上"),
    ("95%以上得10分，每低5个百分点减2分", bands(("95", "10"), ("90", "8"), ("85", "6"), whole=True)),
    ("5篇以上得5分，3—4篇得3分，1—2篇得1分", bands(("5", "5"), ("3", "3"), ("1", "1"), unit="篇")),
    ("两次以下得1分，3次以上得5分", bands(("3", "5"), ("0", "1"))),
    ("工作有成果（2分）", judge("2")),
    ("酌情给1-3分", judge("3")),
    ("每年活动不少于4次", check("次", at_least="4")),
    ("每年活动不少于四次", check("次", more_than="3")),
    ("每季度活动一次", check("次", at_least="4")),
    ("场所30平方米以上", check("平方米", at_least="30")),
    ("图书1,200册", check("册", at_least="1200")),
    ("评家满意率应在90％（含）以上", check(at_least="90")),
    ("职工全员入会，女职工过半数", check(at_least="100")),
    ("每年至少组织一次培训，并保留档案，记6分", deduct("3", 2)),
    ("少1次扣分值的1/4", deduct("2.5", 4)),
    ("少1次扣1/4分值", deduct("2.5", 4)),
    ("扣两分半", deduct("2.5")),
    ("视情扣1—3分", deduct("1.5")),
    ("每人最多扣1分，累计最多扣5分", deduct("1", limit="5")),
    ("每少1次扣2分", level("0", "2", "4")),
    ("3份以上得10分，少1份扣3分，无材料不得分", level("0", "3", "6", "10")),
    ("缺1份扣3分，依此类推", level("0", "3", "6", "9")),
    ("第1名10分，第2名9分，依次递减", level("0", "1", "2", "3", "4")),
    ("按时上报得3分，迟报得1分，不报倒扣1分", level("0", "2", "3", "4"), "3"),
    ("未开展技能培训扣2分，未开展师带徒扣1分", level("0", "1", "2", "3")),
    ("视情扣0.5—2分", level("0", "0.5", "1", "1.5", "2")),
    ("每少一个百分点扣1分，低于70%不得分", rate(at_least="90", step="1", step_loss="1"), "5", "入会率90%以上"),
    ("未足额拨缴的，每欠10%扣1分", rate(at_least="100", step="10", step_loss="1"), "5", "按工资总额的2%足额拨缴"),
    ("完成任务得5分，未完成的按比例得分", rate(at_least="100", step="1", step_loss="0.05", partial="shared"), "5"),
    ("实际数÷应有数×5分", rate(at_least="100", step="1", step_loss="0.05", partial="shared"), "5"),
    ("达到90%得5分，每超过1个百分点加1分，最高8分", rate(at_least="90", gain="5"), "8"),
    ("推荐1人得2分，获奖的再加1分", count("3", limit="10")),
    ("全国表彰加10分，省级表彰加5分，最多加15分", count("5", limit="5")),
    ("加分总计不超过10分，每项不超过3分。获奖一次加1分", count("1", limit="3")),
    ("基础分6分，每有一项创新加2分，满分10分", count("2", limit="4")),
    ("每多开展1次加1分，最多10分", count("1", limit="4"), "10", "完成4次得6分"),
    ("每年组织4次以上得10分", count("2.5", limit="10")),
    ("建立得3分，有效运行的得5分", parts("3", "2"), "5"),
    ("本项10分：制度4分，其余为活动分", parts("4", "6")),
    ("共10分，其中制度4分、活动6分", parts("4", "6")),
    ("建会率90%，低5%以内扣1分，低10%以内扣2分", bands(("90", "5"), ("85", "4"), ("80", "3"), whole=True), "5"),
    ("走访全覆盖，达到80%的得5分", bands(("100", "10"), ("80", "5"), whole=True)),
    ("完成80%以上得该项分值80%", bands(("100", "10"), ("80", "8"), whole=True)),
    ("不少于三次得10分，少一次扣3分", bands(("3", "10"), ("2", "7"), ("1", "4"))),
    ("不足3次扣3分；不足2次扣6分；未开展的不得分", bands(("3", "10"), ("2", "7"), ("1", "4"))),
    ("经费1万元以上得3分，5000元以上得2分", bands(("1", "3"), ("0.5", "2"), unit="万元")),
    ("经费1万元以上得3分，5000元以上得2分", bands(("10000", "3"), ("5000", "2"), unit="元")),
    ("上半年、下半年各召开一次，得4分", bands(("2", "4"))),
    ("半年一次", check("次", at_least="2")),
    ("配备10名以上兼职干部、女职工3人以上", check("人", at_least="10")),
    ("每季度一次得10分", count("2.5", limit="10")),
    ("每月报送一次，计6分", count("0.5", limit="6")),
    ("每两个月一次，共6分", count("1", limit="6")),
    ("上半年、下半年各一次，得4分", count("2", limit="4")),
    ("缺一项扣1/4分", deduct("0.25", 4)),
    ("缺一项扣〇.五分", deduct("0.5", 4)),
    ("缺一项扣1个半分", deduct("1.5", 4)),
    ("每满10人加1分，满50人为限", count("1", limit="5")),
    ("藏书千册以上得3分，五百册以上得2分", bands(("1000", "3"), ("500", "2"), unit="册")),
]


@pytest.mark.parametrize("case", RIGHT, ids=lambda case: f"{case[1]['kind']}-{case[0]}")
def test_what_the_words_say_or_what_follows_from_them_is_right(case: tuple[Any, ...]) -> None:
    assert wrong(*case) == []


@pytest.mark.parametrize(
    ("says", "rule", "keys"),
    [
        ("未按期换届扣2分", deduct("3"), ["loss"]),
        ("未按期换届扣2分", deduct("10"), ["loss"]),
        ("未按期换届扣两分", deduct("0.2"), ["loss"]),
        ("每少一次扣2分，最多扣6分", deduct("3", 4, limit="5"), ["loss", "limit"]),
        ("每少一次扣2分，最多扣6分", deduct("6", 4, limit="2"), ["loss", "limit"]),
        ("每少一次扣2分，扣完为止", deduct("10", 4), ["loss"]),
        ("未达到90%扣1分，每减少5%加扣0.5分", rate(at_least="5", loss="1", step="5", step_loss="0.5"), ["at_least"]),
        ("入会率未达到90%扣1分，每减少5%加扣0.5分", rate(at_least="90", loss="2", step="1", step_loss="5"),
         ["step", "step_loss", "loss"]),
        ("入会率未达到90%扣1分，每减少5%加扣0.5分", rate(at_least="90", loss="0.5", step="5", step_loss="1"),
         ["step_loss", "loss"]),
        ("职工满意率达90%（2分）", rate(at_least="80", gain="3"), ["at_least", "gain"]),
        ("职工满意率超过百分之八十扣2分", rate(more_than="8", loss="2"), ["more_than"]),
        ("每开展一次计3分，满分9分", count("9", limit="3"), ["gain", "limit"]),
        ("每季度一次得10分", count("3", limit="10"), ["gain"]),
        ("缺一项扣1/4分", deduct("0.5", 4), ["loss"]),
        ("缺一项扣〇.五分", deduct("1", 4), ["loss"]),
        ("缺一项扣1个半分", deduct("2", 4), ["loss"]),
        ("每满10人加1分，满50人为限", count("1", limit="6"), ["limit"]),
        ("有计划2分，有总结3分", parts("2", "2.5"), ["parts.1.points"]),
        ("基本满意扣4分，不满意扣8分", level("0", "3", "8"), ["options.1.loss"]),
        ("95%以上得8分，85%以上得4分", bands(("95", "8"), ("80", "5"), whole=True),
         ["bands.1.at_least", "bands.1.points"]),
        ("3次以上得5分，1次以上得2分", bands(("2", "5"), ("1", "2")), ["bands.0.at_least"]),
        ("视情扣1—3分", deduct("3.5"), ["loss"]),
        ("每少1次扣2分", level("0", "2", "3"), ["options.2.loss"]),
        ("每少一个百分点扣1分，低于70%不得分", rate(at_least="90", step="1", step_loss="1"), ["at_least"]),
        ("基础分6分，每有一项创新加2分，满分10分", count("2", limit="5"), ["limit"]),
        ("建立得3分，有效运行的得5分", parts("3", "4"), ["parts.1.points"]),
        ("1万元以上得3分，5000元以上得2分", bands(("5", "3"), ("0.5", "2"), unit="万元"), ["bands.0.at_least"]),
        ("工作有成果（2分）", judge("3"), ["points"]),
        ("每年活动不少于4次", check("次", at_least="3"), ["threshold.at_least"]),
        ("评家满意率应在90％（含）以上", check(at_least="95"), ["threshold.at_least"]),
    ],
)  # fmt: skip
def test_what_the_words_contradict_is_told_at_its_key(says: str, rule: Json, keys: list[str]) -> None:
    assert wrong(says, rule) == keys


def test_what_is_told_says_the_figure_and_the_words() -> None:
    row = {"id": "i", "standard": "满意率达90%。", "text": "未达标扣2分", "points": "2"}
    made = {"id": "r", "says": ["未达标扣2分"], "ask": "甲", **rate(at_least="85", loss="1")}
    found = [said for _, said in rule_figures.lint(Item.model_validate({**row, "rules": [made]}))]
    assert found == [
        "规则“r”的“at_least”写的是 85，原文写的是90%：“满意率达90%。……未达标扣2分”。",
        "规则“r”的“loss”写的是 1，原文写的是2分：“未达标扣2分”。",
    ]


def test_a_reading_explains_what_was_worked_out() -> None:
    says, rule = "不及时的扣2分，酌情加扣", deduct("3")
    reading = {"text": "加扣以1分计，合计扣3分。", "authority": "甲"}
    assert wrong(says, rule) == ["loss"]
    assert wrong(says, rule, readings=[reading]) == ["loss"]  # a sum is no explanation
    assert wrong(says, rule, readings=[{**reading, "text": "不及时的扣3分。"}]) == []
    assert wrong(says, rule, as_printed="原表如此，实扣3分。") == []
    assert wrong(says, rule, readings=[{**reading, "text": "满意率3%。"}]) == ["loss"]


def test_a_threshold_beyond_another_of_its_row() -> None:
    row = {"id": "i", "standard": "甲", "text": "未达到90%扣2分，低于60%扣5分", "points": "5"}
    made = {"id": "r", "says": ["低于60%扣5分"], "ask": "甲", **rate(at_least="60", loss="3")}
    assert list(rule_figures.lint(Item.model_validate({**row, "rules": [made]}))) == []
    made["loss"] = "4"
    assert [where[-1] for where, _ in rule_figures.lint(Item.model_validate({**row, "rules": [made]}))] == ["loss"]


def test_a_limit_that_is_a_share_of_all_points() -> None:
    row = {"id": "i", "title": "甲", "text": "总加分不超过总分的10%，每项2分", "limit": "10"}
    row["rules"] = [{"id": "r", "says": ["每项2分"], "ask": "甲", **count("2")}]  # type: ignore[assignment]
    assert list(rule_figures.lint(BonusItem.model_validate(row))) == []


@pytest.mark.parametrize("rule", [case[1] for case in RIGHT], ids=str)
def test_no_words_have_too_much_to_work_out(rule: Json) -> None:
    many = "".join(f"第种扣{n}.25分值，再加扣，每{n}次，达到{n}%折算；" for n in range(1, 34))
    for says in (
        many,
        "扣1—999999999999分",
        "扣999999999999—1分",
        "〇分之三得十十分",
        "0/5分，分之",
        "1/1/1分，0次，每0次",
    ):
        wrong(says, rule)


def test_another_reading_is_held_against_its_own_words() -> None:
    other = {"id": "r", "says": ["扣2分"], "ask": "甲", **deduct("5")}
    reading = {"id": "a", "text": "甲", "authority": "甲", "otherwise": {"text": "从严扣4分。", "rules": [other]}}
    row = {"id": "i", "standard": "甲", "text": "扣2分", "points": "9", "readings": [reading]}
    ((where, _),) = rule_figures.lint(Item.model_validate(row))
    assert where == ("readings", 0, "otherwise", "rules", 0, "loss")
    other["loss"] = "4"
    assert list(rule_figures.lint(Item.model_validate(row))) == []


@pytest.mark.parametrize(("limit", "right"), [("5", True), ("6", False), ("4", True), ("2", True), ("3", False)])
def test_the_limit_of_a_bonus_is_written_or_what_its_rules_add_up_to(limit: str, *, right: bool) -> None:
    rules = [{"id": f"r{n}", "says": ["每次加2分"], "ask": "甲", **count("2", limit="2")} for n in range(2)]
    row = {"id": "i", "title": "甲", "text": "每次加2分，另加5分", "limit": limit, "rules": rules}
    assert [where for where, _ in rule_figures.lint(BonusItem.model_validate(row))] == ([] if right else [("limit",)])


def test_a_defect_beyond_the_one_that_it_implies() -> None:
    says = "不齐全扣1分，没有的扣3分"
    row = {"id": "i", "standard": "甲", "text": says, "points": "3"}
    made = {"id": "r", "says": ["没有的扣3分"], "ask": "甲", **deduct("2")}
    assert [where[-1] for where, _ in rule_figures.lint(Item.model_validate({**row, "rules": [made]}))] == ["loss"]
    made["implies"] = ["i.incomplete"]
    assert list(rule_figures.lint(Item.model_validate({**row, "rules": [made]}))) == []


WAY = st.sampled_from(WAYS)
HALVES = st.integers(1, 40)
Written = tuple[str, Json, str]


@st.composite
def a_rule(draw: st.DrawFn) -> Written:
    """Words, the rule that they say, and one key of it that has a figure."""
    way: Callable[[int], str] = draw(WAY)
    one, other, share, step = draw(HALVES), draw(HALVES), draw(st.integers(51, 99)), draw(st.integers(1, 9))
    said, most = way(one), way(one + other)
    kind = draw(st.sampled_from(("deduct", "each", "rate", "gain", "count", "bands")))
    limit = arabic(one + other)
    written: dict[str, tuple[str, Json, tuple[str, ...]]] = {
        "deduct": (f"未换届扣{said}分", deduct(arabic(one)), ("loss",)),
        "each": (f"每缺一项扣{said}分，最多扣{most}分", deduct(arabic(one), 3, limit=limit), ("loss", "limit")),
        "rate": (
            f"未达到{way(2 * share)}%扣{said}分，每低{way(2 * step)}个百分点加扣{way(other)}分",
            rate(at_least=f"{share}", loss=arabic(one), step=f"{step}", step_loss=arabic(other)),
            ("at_least", "loss", "step", "step_loss"),
        ),
        "gain": (
            f"达到百分之{way(2 * share)}得{said}分",
            rate(at_least=f"{share}", gain=arabic(one)),
            ("at_least", "gain"),
        ),
        "count": (f"每开展一次计{said}分，满分{most}分", count(arabic(one), limit=limit), ("gain", "limit")),
        "bands": (
            f"达到{way(2 * share)}％得{said}分",
            bands((f"{share}", arabic(one)), whole=True),
            ("at_least", "points"),
        ),
    }
    says, rule, keys = written[kind]
    return says, rule, draw(st.sampled_from(keys))


@given(a_rule(), st.integers(1, 20))
def test_of_what_is_written_each_figure_can_be_wrong_and_is_told_alone(written: Written, more: int) -> None:
    """However the numerals are written: a rule that says what the words say is right, one with another figure wrong."""
    says, rule, key = written
    assert wrong(says, rule, "1000") == []
    holder = rule["bands"][0] if rule["kind"] == "bands" else rule
    right = float(holder[key])
    holder[key] = f"{right + more + (0.25 if right + more + 0.25 <= 100 else 0):g}"
    if float(holder[key]) <= 100:
        assert [found.rpartition(".")[2] for found in wrong(says, rule, "1000")] == [key]
