"""秦皇岛市模范职工之家考核验收自查打分表 (2023): deductions, row by row, and the bonus row.

Each row stands as it is printed, with the rule in brackets at its end. 扣完为止 is never printed; that no
row falls below 0 is how such a form is read.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from fractions import Fraction

from oracle.texts.form import Form, Said, floored, percent

HOME = Form("qinhuangdao-mofan-zhijia/2023/zhijia")

# Where an activity is not held, its effect is not there either: 二1, 三8, 四2, and 一7 in the same way.
# 三4 and 三5 print the same 换届 twice.
HOME.follows += [
    ("a7.missing", "a7.role"),
    ("b1.contest", "b1.contest-effect"),
    ("b1.innovation", "b1.innovation-effect"),
    ("c8.not-held", "c8.weak"),
    ("c8.not-held", "c8.effect"),
    ("d2.not-held", "d2.effect"),
    ("c4.term", "c5.term"),
    ("c5.term", "c4.term"),
]

Steps = Callable[[Fraction], int]


def fives(line: int, share: Fraction, steps: Steps) -> int:
    """每减少5%: how many steps of five percentage points lie between a share and the line."""
    return max(0, steps((percent(line) - share) / percent(5)))


@HOME.row("a1", 5, "（每缺少一个委员会分别扣1分。）")
def a1(said: Said) -> int:
    return 5 - said.missing("committees", "union", "audit", "women", "mediation", "supervision")


@HOME.row("a2", 2, "（具备条件未进行登记，或有变动未进行变更的分别扣1分。）")
def a2(said: Said) -> int:
    return 2 - said.yes("unregistered") - said.yes("unchanged")


@HOME.row(
    "a3",
    8,
    "（未换届、未依法选举工会主席的分别扣2分，未按期召开会员代表大会的、工会负责人未定期报告工作的分别扣2分。）",
)
def a3(said: Said) -> int:
    return 8 - 2 * sum(said.yes(defect) for defect in ("term", "election", "congress", "report"))


@HOME.row("a4", 4, "（“四有四上墙”每缺少一项扣0.5分。）")
def a4(said: Said) -> Fraction:
    four_there = said.missing("basics", "sign", "seal", "office", "venue")
    four_on_walls = said.missing("basics", "wall-network", "wall-bodies", "wall-rules", "wall-duties")
    return 4 - Fraction(1, 2) * (four_there + four_on_walls)


def membership(said: Said, steps: Steps) -> Fraction:
    share = said.share("membership")
    if share >= percent(90):
        return Fraction(3)
    return floored(3 - 1 - Fraction(1, 2) * fives(90, share, steps))


@HOME.row("a5", 3, "（入会率未达到90%的扣1分，入会率每减少5%加扣0.5分）")
def a5(said: Said) -> Fraction:
    """Percentage points, whole fives below 90: 85% loses 1.5. 会员档案 has no deduction."""
    return membership(said, math.floor)


@HOME.turned("a5.steps")
def a5_part_of_a_step_counts(said: Said) -> Fraction:
    """不足5个百分点的也按5个百分点加扣."""
    return membership(said, math.ceil)


def appraisal(said: Said, steps: Steps) -> Fraction:
    if said.yes("not-held"):
        return Fraction(0)
    share = said.share("satisfaction")
    if share >= percent(90):
        return Fraction(3)
    return floored(3 - 2 - Fraction(1, 2) * fives(90, share, steps))


@HOME.row("a6", 3, "（开展活动的会员满意率未达到90%扣2分，满意率每减少5%加扣0.5分）")
def a6(said: Said) -> Fraction:
    """The same shape. Not held at all has no rule and is read as 0."""
    return appraisal(said, math.floor)


@HOME.turned("a6.steps")
def a6_part_of_a_step_counts(said: Said) -> Fraction:
    return appraisal(said, math.ceil)


@HOME.row("a7", 3, "（未建立的扣2分，作用发挥不理想的扣1分。）")
def a7(said: Said) -> int:
    return 3 - 2 - 1 if said.yes("missing") else 3 - said.yes("role")


@HOME.row("a8", 2, "（新任工会主席、副主席未按要求参加培训的扣2分。）")
def a8(said: Said) -> int:
    return 2 - 2 * said.yes("training")


@HOME.row(
    "b1",
    6,
    "（未开展劳动竞赛活动扣2分，成效不明显扣1分，未开展群众性经济技术创新活动及建功立业活动扣2分，成效不明显扣1分）",
)
def b1(said: Said) -> int:
    contest = 2 + 1 if said.yes("contest") else 1 * said.yes("contest-effect")
    innovation = 2 + 1 if said.yes("innovation") else 1 * said.yes("innovation-effect")
    return 6 - contest - innovation


@HOME.row("b2", 2, "（未开展职工职业技能素质提升活动的扣2分）")
def b2(said: Said) -> int:
    return 2 - 2 * said.yes("skills")


@HOME.row("b3", 3, "（未开展“安康杯”竞赛活动扣2分，发生重大伤亡事故和职业危害事故扣3分）")
def b3(said: Said) -> Fraction:
    """2 + 3 exceeds 3."""
    return floored(3 - 2 * said.yes("contest") - 3 * said.yes("accident"))


@HOME.row("b4", 2, "（档案不健全扣1分，未开展活动扣1分。）")
def b4(said: Said) -> int:
    return 2 - said.yes("records") - said.yes("activities")


@HOME.row("b5", 2, "（未按要求建立创新工作室的扣2分。）")
def b5(said: Said) -> int:
    return 2 - 2 * said.yes("studio")


@HOME.row(
    "c1",
    8,
    "（未建立健全集体合同、工资集体协商制度各扣2分。未签订集体合同扣1分，"
    "未签订工资、劳动安全卫生、女职工特殊权益保护等专项集体合同各扣1分。）",
)
def c1(said: Said) -> int:
    systems = said.missing("systems", "general", "wages")
    return 8 - 2 * systems - said.missing("contracts", "general", "wages", "safety", "women")


@HOME.row("c2", 2, "（未签订共同约定协议扣1分，未能保证就业收入稳定扣1分）")
def c2(said: Said) -> int:
    return 2 - said.yes("agreement") - said.yes("stability")


@HOME.row("c3", 2, "（监督检查履约机制不完善扣1分，集体合同未能履约扣1分。）")
def c3(said: Said) -> int:
    return 2 - said.yes("mechanism") - said.yes("performance")


@HOME.row("c4", 3, "（未按期召开会议、职工满意率低于70%和未按规定按期换届的分别扣1分。）")
def c4(said: Said) -> int:
    return 3 - said.yes("meeting") - (said.share("satisfaction") < percent(70)) - said.yes("term")


@HOME.row("c5", 3, "（不能按期换届、档案不规范、职权落实不到位的分别扣1分。）")
def c5(said: Said) -> int:
    return 3 - said.yes("term") - said.yes("records") - said.yes("powers")


@HOME.row("c6", 2, "（未建立企务公开制度的扣1分，公开内容不及时、不真实的扣1分。）")
def c6(said: Said) -> int:
    """不及时、不真实 is one deduction."""
    late_or_false = said.missing("disclosure", "timely", "truthful") > 0
    return 2 - said.yes("system") - late_or_false


@HOME.turned("c6.disclosure")
def c6_each_loses_one(said: Said) -> Fraction:
    """不及时、不真实各扣1分，扣完本项2分为止."""
    return floored(2 - said.yes("system") - said.missing("disclosure", "timely", "truthful"))


@HOME.row("c7", 1, "（没有工作制度扣1分。）")
def c7(said: Said) -> int:
    return 1 - said.yes("system")


@HOME.row(
    "c8",
    3,
    "（没有开展劳动关系和谐企业创建活动的扣1分，制度不健全、内容不充实的扣1分，开展活动成效不明显的扣1分。）",
)
def c8(said: Said) -> int:
    return 3 - 1 - 1 - 1 if said.yes("not-held") else 3 - said.yes("weak") - said.yes("effect")


@HOME.row("d1", 2, "（没有开展思想政治和职业道德教育的扣1分，没有组织职工综合业务知识学习的扣1分。）")
def d1(said: Said) -> int:
    return 2 - said.yes("education") - said.yes("study")


@HOME.row("d2", 2, "（没有开展主题教育活动的扣1分，活动效果不明显的扣1分。）")
def d2(said: Said) -> int:
    return 2 - 1 - 1 if said.yes("not-held") else 2 - said.yes("effect")


@HOME.row("d3", 2, "（不重视企业文化建设的扣1分，没有开展职工文体活动的扣1分。）")
def d3(said: Said) -> int:
    return 2 - said.yes("culture") - said.yes("recreation")


@HOME.row("e1", 1, "建立困难职工档案。")
def e1(said: Said) -> int:
    """No rule is printed: all or nothing."""
    return 0 if said.yes("no-records") else 1


@HOME.row("e2", 3, "（没有开展活动的，每项活动扣0.5分；未设立送温暖资金的扣1分。）")
def e2(said: Said) -> Fraction:
    """送温暖、“精准帮扶”、“金秋助学”、职工互助互济: four activities."""
    missing = said.missing("activities", "warmth", "targeted", "schooling", "mutual-aid")
    return 3 - Fraction(1, 2) * missing - said.yes("fund")


@HOME.row("e3", 1, "参加职工大病医疗互助活动，职工参与率达到80%。")
def e3(said: Said) -> int:
    """No rule is printed: all or nothing."""
    return 1 if said.share("insurance") >= percent(80) else 0


@HOME.row(
    "e4",
    4,
    "（不重视改善职工食堂、职工住宿、职工健康保健、职工文体活动中心（室）工作的，每项分别扣1分）",
)
def e4(said: Said) -> int:
    return 4 - said.missing("logistics", "canteen", "housing", "health", "recreation")


@HOME.row("e5", 2, "（未设立职工图书室、阅览室的分别扣1分。）")
def e5(said: Said) -> int:
    return 2 - said.missing("reading-rooms", "library", "reading-room")


@HOME.row("e6", 2, "（未为职工办实事的扣2分，职工满意率未达到80%的扣1分。）")
def e6(said: Said) -> Fraction:
    """2 + 1 exceeds 2."""
    return floored(2 - 2 * said.yes("none-done") - (said.share("satisfaction") < percent(80)))


@HOME.row("f1", 2, "（未依法足额按时拨缴工会经费扣2分。）")
def f1(said: Said) -> int:
    return 2 - 2 * said.yes("underpaid")


@HOME.row("f2", 4, "（没有独立账户的扣2分，不能自主使用工会经费、会费扣2分。）")
def f2(said: Said) -> int:
    return 4 - 2 * said.yes("account") - 2 * said.yes("autonomy")


@HOME.row(
    "f3",
    4,
    "（未建立工会经费预算、决算和经费审查制度的分别扣1分，"
    "没有接受同级工会经费审查委员会审查和上级工会审计的扣1分，没有定期向会员代表大会报告财务工作的扣1分。）",
)
def f3(said: Said) -> Fraction:
    """分别 over 预算、决算、经费审查: three; 3 + 1 + 1 exceeds 4."""
    systems = said.missing("budgets", "budget", "accounts") + said.yes("review-system")
    return floored(4 - systems - said.yes("audit") - said.yes("report"))


@HOME.turned("f3.systems")
def f3_two_systems(said: Said) -> int:
    """预算、决算算一项制度，经费审查算一项，各扣1分."""
    systems = (said.missing("budgets", "budget", "accounts") > 0) + said.yes("review-system")
    return 4 - systems - said.yes("audit") - said.yes("report")


@HOME.row("f4", 2, "（工会资产被挤占、挪用扣1分，产权不明晰扣1分。）")
def f4(said: Said) -> int:
    return 2 - said.yes("misuse") - said.yes("title")


ACHIEVEMENTS = {
    "innovation-province": 10,
    "innovation-city": 5,
    "research-province": 5,
    "research-city": 3,
    "commended": 10,
}


def articles(said: Said) -> Fraction:
    return 2 * said.number("workers-daily") + 1 * said.number("local-papers")


@HOME.beside(
    "g1",
    "被省总工会评为创新工作成果的加10分，市总创新成果奖加5分，调查研究和理论研究成果奖省总5分，市总3分。"
    "单项工作或活动获得省总工会表彰或在省总会议上做典型经验报告的加10分。"
    "基层单位工会工作先进经验或信息在工人日报刊发的每篇加2分，在河北工人报、秦皇岛日报、秦皇岛晚报刊发的每篇加1分。",
)
def g1(said: Said) -> Fraction:
    """Unlimited, but only 篇 is said to be per item."""
    return articles(said) + sum(points for name, points in ACHIEVEMENTS.items() if said.number(name) > 0)


@HOME.turned("g1.once")
def g1_each_time(said: Said) -> Fraction:
    """成果、奖项、表彰和典型经验报告也按项数、次数累计加分."""
    return articles(said) + sum(points * said.number(name) for name, points in ACHIEVEMENTS.items())
