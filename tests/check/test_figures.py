"""Dates and scores beside the words that are quoted for them."""

from __future__ import annotations

import pytest
import small_portals

from generator.check import figures
from generator.model.campaign import Condition, Quota, Upkeep

_SAME = "2026年8月1日至31日自查"
_SPELLED = "二〇二六年八月一日至三十一日自查"


@pytest.mark.parametrize(
    ("start", "end", "quote", "wrong"),
    [
        ("2026-08-01", "2026-08-31", _SAME, []),
        ("2026-08-01", "2026-08-31", "8月 1日起，8月 31日止", []),
        ("2026-08-01", "2026-08-20", _SAME, ["end"]),
        ("2026-05-06", "2026-06-05", "2026年5月6日至6月5日自查", []),
        ("2026-05-06", "2026-06-06", "2026年5月6日至6月5日自查", ["end"]),
        ("2026-05-05", "2026-06-05", "2026年5月6日至6月5日自查", ["start"]),
        ("2026-05-06", "2026-06-06", "2026年5月、6月的每月5日、6日", []),
        ("2026-07-01", "2026-08-31", _SAME, ["start"]),
        ("2025-08-01", "2025-08-31", _SAME, ["start", "end"]),
        (None, "2026-10-31", "10月底前报送", []),
        (None, "2026-10-31", "国庆节以后报送", []),
        ("2026-04", "2026-09-30", "截止时间为2026年9月30日", []),
        (None, "2026-09", "截止时间为2026年10月", ["end"]),
        ("2026-10", "2026-12", "10月份开始，年底前结束", []),
        ("2026", None, "今年对2023年获评的单位复查", []),
        (None, None, _SAME, []),
        ("2026-08-01", "2026-08-31", _SPELLED, []),
        ("2026-08-01", "2026-08-30", _SPELLED, ["end"]),
        ("2026-08-10", "2026-08-31", _SPELLED, ["start"]),
        ("2024-08-01", "2024-08-31", _SPELLED, ["start", "end"]),
        ("2023-12-21", "2023-12-31", "二○二三年十二月二十一日至\n三十一日", []),
        ("2023-12-01", "2023-12-31", "二零二三年十二月二十一日至三十一日", ["start"]),
        (None, "2024-05-10", "二〇二四年五月十日前报送", []),
        (None, "2024-05-20", "二Ｏ二四年五月十日前报送", ["end"]),
        (None, "2024-05-10", "2024年五月10日前报送", []),
        (None, "2024-05-10", "２０２４年５月１１日前报送", ["end"]),
        (None, "2024-05", "二〇二四年六月结束", ["end"]),
        (None, "2024-05", "二〇二四年五月底结束", []),
        (None, "2024-05-10", "每三年一次，通知印发后十日内报送", []),
        (None, "2024-05-10", "通知印发后10日内报送", []),
        ("2024-05-10", "2024-06-30", "即日起至2024年6月30日", []),
        ("2024-05-10", "2024-06-20", "即日起至2024年6月30日", ["end"]),
        ("2024-05-10", "2024-05-16", "公示期为7日", []),
        ("2024-05-10", "2024-05-16", "自2024年5月10日起，公示期7日", []),
        ("2024-05-11", "2024-05-16", "自2024年5月10日起，公示期7日", ["start"]),
        ("2024-05-10", "2024-05-15", "2024年5月10日—5月16日，公示期7日", ["end"]),
        ("2023-12-20", "2024-01-10", "2023年12月20日至次年1月10日", []),
        ("2023-12-20", "2025-01-10", "2023年12月20日至次年1月10日", ["end"]),
        ("2024-11-01", "2024-11-30", "2024年11月1日至月底", []),
        ("2024-11-01", "2024-12-31", "11月1日起，为期两个月", []),
        ("2024-10", "2024-12", "10月启动，第四季度完成", []),
        ("2024-05", "2024-09", "5月至国庆前", []),
        ("2024-06-10", "2024-06-20", "6月10—20日", []),
        ("2024-06-11", "2024-06-20", "6月10—20日", ["start"]),
        (None, "2024-09", "2024年4－9月", []),
        (None, "2024-04-30", "2023年度自查于4月30日前报送", []),
        (None, "2024-06-30", "六月卅日前", []),
        ("2024-09-16", "2024-09-30", "9月15日申报截止后审核", []),
        (None, "2024-06-08", "申报截止时间为6月9日0时", []),
        (None, "2024-05-31", "系统于2024年6月1日（星期六）00:00关闭", []),
        (None, "2024-06-07", "申报截止时间为6月9日0时", ["end"]),
        (None, "2024-06-08", "申报截止时间为6月9日10时", ["end"]),
        (None, "2024-06-08", "申报截止时间为6月9日24时", ["end"]),
        ("2024-01-01", "2024-01-31", "1月31日前各基层工会自查", []),
        ("2024-01-01", "2024-01-30", "1月31日前各基层工会自查", ["end"]),
        ("2024-03-15", "2024-04-30", "从现在起到4月30日", []),
        ("2024-03-15", "2024-05-10", "5月10日（星期五）17时前报送", []),
        ("2024-02-10", "2024-04-30", "2月20日起申报，4月30日前完成", ["start"]),
        ("2024-05-21", "2024-05-31", "5月20日前报初稿，5月31日前报定稿", []),
        ("2024-06-02", "2024-06-15", "6月1至15日", ["start"]),
        ("2024-10-08", "2024-10-12", "10月8、9、12日", []),
        ("2024-10-07", "2024-10-12", "10月8、9、12日", ["start"]),
    ],
)
def test_a_date_is_one_that_the_quotation_names(
    start: str | None, end: str | None, quote: str, wrong: list[str]
) -> None:
    phase = small_portals.phase(quote=quote).model_copy(update={"start": start, "end": end})
    campaign = small_portals.edition(phase).campaign.model_copy(update={"tiers": ()})
    assert [where[2] for where, _ in figures.lint(campaign)] == wrong


@pytest.mark.parametrize(
    ("minimum", "quote", "right"),
    [
        (9000, "90分以上（含90分）为模范", True),
        (9250, "92.5分以上为模范", True),
        (9000, "九十分以上为模范", True),
        (9500, "90分以上（含90分）为模范", False),
        (8500, "九十分以上为模范", False),
        (8550, "八十五点五分以上为三星级", True),
        (9000, "得分９０以上可以推荐", True),
        (8000, "得分90以上可以推荐", False),
        (9000, "前三名为模范", True),
        (None, "90分以上为模范", True),
        (18000, "满分200分，得分率90%以上", True),
        (9000, "满分100分，扣分不超过10分", True),
        (10000, "得满分的为示范，90分以上为模范", True),
        (9501, "95分以上（不含95分）", True),
        (9600, "95分以上（不含95分）", False),
    ],
)
def test_the_least_score_is_a_number_of_the_quotation(minimum: int | None, quote: str, right: bool) -> None:  # noqa: FBT001
    campaign = small_portals.edition().campaign
    tier = campaign.tiers[-1].model_copy(update={"minimum": minimum, "quote": quote})
    found = list(figures.lint(campaign.model_copy(update={"tiers": (tier,), "phases": ()})))
    assert bool(found) is not right


CITED = {"text": "见原文", "clause": "purpose"}


@pytest.mark.parametrize(
    ("share", "number", "quote", "wrong"),
    [
        ("30", None, "不超过参评单位的30%", []),
        ("30", None, "不超过参评单位的百分之三十", []),
        ("30", None, "不超过参评单位的20％", ["share"]),
        ("33.33", None, "不超过参评单位的三分之一", []),
        ("33.34", None, "不超过参评单位的三分之一", []),
        ("30", None, "按规定的比例确定", []),
        (None, "10", "2026年评选10个", []),
        (None, "10", "评选十个左右", []),
        (None, "12", "2026年评选10个", ["number"]),
        (None, "12", "名额另行通知", []),
        ("5", None, "按5-10%推荐", []),
        ("7", None, "按5-10%推荐", ["share"]),
        ("0.3", None, "按3‰推荐", []),
        (None, "30", "市直10个、区县20个", []),
        (None, "20", "每年10个，连续两年", []),
        ("20", "15", "不超过参评单位的30%，总数不超过10个", ["share", "number"]),
    ],
)
def test_a_quota_is_a_figure_of_the_quotation(
    share: str | None, number: str | None, quote: str, wrong: list[str]
) -> None:
    campaign = small_portals.edition().campaign
    quota = Quota.model_validate(CITED | {"quote": quote, "share": share, "number": number and int(number)})
    tier = campaign.tiers[-1].model_copy(update={"quota": quota})
    found = list(figures.lint(campaign.model_copy(update={"tiers": (tier,), "phases": ()})))
    assert [where for where, _ in found] == [("tiers", 0, "quota", key) for key in wrong]


@pytest.mark.parametrize(
    ("minimum", "quote", "right"),
    [("25", "第一项不低于25分", True), ("20", "第一项不低于25分", False), ("20", "第一项达到要求", True)],
)
def test_what_a_condition_asks_for_is_a_figure_of_the_quotation(minimum: str, quote: str, right: bool) -> None:  # noqa: FBT001
    campaign = small_portals.edition().campaign
    condition = Condition.model_validate(CITED | {"quote": quote, "id": "one", "section": "s", "minimum": minimum})
    tier = campaign.tiers[-1].model_copy(update={"conditions": (condition,)})
    found = list(figures.lint(campaign.model_copy(update={"tiers": (tier,), "phases": ()})))
    assert [where for where, _ in found] == [] if right else [("tiers", 0, "conditions", 0, "minimum")]


@pytest.mark.parametrize(
    ("years", "quote", "right"),
    [
        (3, "命名后每三年复查一次", True),
        (3, "有效期3年", True),
        (2, "命名后每三年复查一次", False),
        (1, "自2026年起每年复查一次", True),
        (1, "每年抽查，每3年复查一次", True),
        (3, "每年抽查，每3年复查一次", True),
        (2, "2026年对已命名的单位复查", True),
        (2, "实行动态管理", True),
        (None, "每三年复查一次", True),
        (3, "每隔两年复查一次", True),
        (2, "命名后第三年复查", True),
        (1, "命名后第三年复查", False),
        (2, "每2—3年复查一次", True),
        (4, "每2—3年复查一次", False),
        (1, "按年度复查，连续两年不合格的取消", True),
        (3, "按年度复查，连续两年不合格的取消", False),
    ],
)
def test_the_years_between_reviews_are_those_of_the_quotation(years: int | None, quote: str, right: bool) -> None:  # noqa: FBT001
    upkeep = Upkeep.model_validate(CITED | {"quote": quote}).model_copy(update={"years": years})
    campaign = small_portals.edition().campaign.model_copy(update={"tiers": (), "phases": (), "upkeep": (upkeep,)})
    assert [where for where, _ in figures.lint(campaign)] == ([] if right else [("upkeep", 0, "years")])
