"""秦皇岛市模范职工小家考核验收自查打分表 (2023): points for each component, row by row.

Each row stands as it is printed, with the points of its components in brackets. No component is split.
"""

from __future__ import annotations

from collections.abc import Callable

from oracle.texts.form import Form, Said, percent

XIAOJIA = Form("qinhuangdao-mofan-zhijia/2023/xiaojia")


def components(**points: int) -> Callable[[Said], int]:
    """The points of every component that is there."""

    def counts(said: Said) -> int:
        there = [name for name in points if said.there("components", name.replace("_", "-"))]
        return sum(points[name] for name in there)

    return counts


def row(name: str, points: int, words: str, counts: Callable[[Said], int]) -> None:
    XIAOJIA.row(name, points, words)(counts)


row(
    "a1",
    5,
    "工会组织健全（3分），按民主程序选举分工会负责人或工会小组长（2分）。",
    components(organisation=3, election=2),
)
row("a2", 3, "工会工作规范，有计划、有检查、有总结（3分，各1分）。", components(plan=1, inspection=1, summary=1))
row(
    "a3",
    6,
    "工作制度健全（2分），工作分工明确、责任到人（2分），经常性开展活动（2分）。",
    components(systems=2, duties=2, activities=2),
)
row(
    "a4",
    4,
    "工作队伍健全，有一批热心工会工作的积极分子（2分），建立工会积极分子档案（2分）。",
    components(activists=2, records=2),
)
row(
    "a5",
    7,
    "硬件建设齐全，有固定的办公场地（3分），有工会标牌（2分），有工会宣传园地（2分）。",
    components(office=3, sign=2, display=2),
)
row(
    "a6",
    5,
    "有创建职工小家工作方案、计划、措施（3分，各1分），每年至少向职工报告一次小家建设情况，听取职工的评议（2分）。",
    components(scheme=1, plan=1, measures=1, report=2),
)
row(
    "b1",
    4,
    "定期组织职工听取分工会或班组长的工作报告（2分），讨论和参与制定班组工作计划和规章制度（2分）。",
    components(report=2, rules=2),
)
row(
    "b2",
    5,
    "实行民主管理，设置公开栏（2分），"
    "对生产、分配、福利、奖惩等涉及职工切身利益的有关内容利用多种形式进行公开（3分）。",
    components(board=2, disclosure=3),
)


@XIAOJIA.row("b3", 4, "各项民主管理制度和职权得到落实（2分），职工满意率达90%（2分）。")
def b3(said: Said) -> int:
    return 2 * said.there("components", "carried-out") + 2 * (said.share("satisfaction") >= percent(90))


row("c1", 2, "班组团结友爱，齐心协力（2分）。", components(unity=2))
row(
    "c2",
    6,
    "关心职工的工作和生活（2分），主动了解并反映职工的诉求（2分）。建立相关台帐（2分）。",
    components(care=2, demands=2, ledger=2),
)
row(
    "c3",
    6,
    "开展走访慰问活动（2分），帮助职工排忧解难（2分）困难职工档案健全（2分）。",
    components(visits=2, help=2, records=2),
)
row("c4", 3, "开展互帮互助活动（2分），职工之间关系融洽（1分）", components(mutual_aid=2, harmony=1))
row(
    "d1",
    9,
    "积极组织职工开展安全知识教育（3分）和安康杯竞赛生产活动（3分），落实安全卫生规章制度（3分）。",
    components(education=3, contest=3, safety_rules=3),
)


@XIAOJIA.row("d2", 4, "积极开展劳动竞赛、合理化建议等群众经济技术活动（2分），职工参与率达到80%以上（2分）。")
def d2(said: Said) -> int:
    return 2 * said.there("components", "activities") + 2 * (said.share("participation") >= percent(80))


row(
    "d3",
    4,
    "开展名师带徒、岗位练兵和技术培训等活动（2分），职工业务、技术素质明显提高（2分）。",
    components(activities=2, quality=2),
)
row(
    "d4",
    4,
    "出色完成各项工作任务（2分），是本单位生产、工作的先进班组（2分）。",
    components(tasks=2, advanced=2),
)


@XIAOJIA.row("d5", 4, "有计划地组织开展文化体育活动（2分），职工参与面达到90%以上（2分）。")
def d5(said: Said) -> int:
    return 2 * said.there("components", "activities") + 2 * (said.share("participation") >= percent(90))


row(
    "d6",
    5,
    "有职工小家活动点（3分），购置了相应的报刊、杂志、书籍等学习资料和文体活动器材（2分）。",
    components(venue=3, equipment=2),
)
row("d7", 2, "建家工作得到上级的表彰（2分）。", components(commended=2))
row(
    "d8",
    6,
    "生产管理台帐（2分），工会工作和工会活动台帐（2分），发放福利台帐等台帐资料健全（2分）。",
    components(production=2, union_work=2, benefits=2),
)

# Three words, 2 points, no split: whoever fills it in says how many.
XIAOJIA.judged("d9", 2, "建家工作有成果、有创新、有影响（2分）。", "results")
