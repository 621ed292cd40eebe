"""乳会发〔2020〕6号: the two forms, row by row, as their 量化项 are printed."""

from __future__ import annotations

from fractions import Fraction

from oracle.texts.form import Between, Form, Said, floored, percent

ENTERPRISE = Form("rushan-huoli-xingji/2020/enterprise")
REGIONAL = Form("rushan-huoli-xingji/2020/regional")

# Whoever has no studio loses 4 points in row 7 and all of row 8: both rows say it of the same studio.
ENTERPRISE.follows += [("7.studio", "8.no-studio"), ("8.no-studio", "7.studio")]


@ENTERPRISE.row(
    "1",
    5,
    "①工会三委会以换届档案和上级批复为准，不齐全扣1分；"
    "②工会委员、工会主席、副主席不符合任职条件扣2分；③未按期换届扣2分。",
)
def enterprise_1(said: Said) -> int:
    return 5 - 1 * said.yes("committees") - 2 * said.yes("qualifications") - 2 * said.yes("term")


@ENTERPRISE.row("2", 5, "以工会会员（代表）大会档案资料为准，没有档案资料此项不得分。")
def enterprise_2(said: Said) -> int:
    return 0 if said.yes("no-records") else 5


@ENTERPRISE.row("3", 4, "①单位拨缴工会经费不足扣2分；②不能自主管理使用工会经费扣1分；③未进行同级审计扣1分。")
def enterprise_3(said: Said) -> int:
    return 4 - 2 * said.yes("underpaid") - 1 * said.yes("autonomy") - 1 * said.yes("audit")


@ENTERPRISE.row("4", 2, "每缺一项扣0.5分，扣完为止。")
def enterprise_4(said: Said) -> Fraction:
    """法人登记，有办公和活动场所，有牌子、公章，有计划，有落实，有总结，有档案: nine things."""
    things = ("registration", "office", "venue", "sign", "seal", "plan", "carried-out", "summary", "records")
    return floored(2 - Fraction(1, 2) * said.missing("basics", *things))


@ENTERPRISE.row("5", 4, "①入会率每少一个百分点扣1分，扣完为止；②会员实名认证比例不达标扣2分。")
def enterprise_5(said: Said) -> Fraction:
    """职工入会率90%以上 holds at 90%, 超过80% not at 80%. Part of a percentage point costs nothing."""
    whole_points_below = max(0, (percent(90) - said.share("membership")) // percent(1))
    return floored(4 - 1 * whole_points_below - 2 * (said.share("verified") <= percent(80)))


@ENTERPRISE.row("6", 9, "当年每开展一次职工劳动竞赛或技术比武活动计3分，满分9分。")
def enterprise_6(said: Said) -> Fraction:
    return min(3 * said.number("contests"), Fraction(9))


@ENTERPRISE.row("7", 12, "①未开展创新活动扣5分；②未建立创新激励制度扣3分；③未建立创新工作室扣4分。")
def enterprise_7(said: Said) -> int:
    return 12 - 5 * said.yes("activity") - 3 * said.yes("incentive") - 4 * said.yes("studio")


@ENTERPRISE.row(
    "8",
    3,
    "凡企业建立职工创新工作室，但未入驻创新技术对接转化服务平台创新联盟，此项不得分。没有职工创新工作室的单位不得分。",
)
def enterprise_8(said: Said) -> int:
    return 0 if said.yes("not-joined") or said.yes("no-studio") else 3


@ENTERPRISE.row("9", 6, "①当年未开展“查保促”活动扣6分；②当年发生安全生产责任事故，扣6分。")
def enterprise_9(said: Said) -> Fraction:
    return floored(6 - 6 * said.yes("activity") - 6 * said.yes("accident"))


@ENTERPRISE.row(
    "10",
    8,
    "①当年未召开职工（代表）大会，此项不得分；②职工（代表）大会存档资料不健全扣2分；③未开展职工代表提案征集扣2分。",
)
def enterprise_10(said: Said) -> int:
    return 0 if said.yes("no-congress") else 8 - 2 * said.yes("records") - 2 * said.yes("proposals")


@ENTERPRISE.row("11", 6, "每缺一项制度或机制扣2分，扣完为止。")
def enterprise_11(said: Said) -> Fraction:
    """厂务公开制度，工会与行政沟通协商机制; 公司制企业建立了职工董事和职工监事制度 asks companies only."""
    missing = said.missing("systems", "openness", "consultation")
    missing += said.fact("company") and said.missing("systems", "directors")
    return floored(6 - 2 * missing)


@ENTERPRISE.row("12", 6, "每缺一个集体合同扣2分，扣完为止。")
def enterprise_12(said: Said) -> Fraction:
    """集体合同、工资、女职工特殊权益保护、劳动安全卫生: four contracts in an item of 6."""
    return floored(6 - 2 * said.missing("contracts", "general", "wages", "women", "safety"))


@ENTERPRISE.row("13", 2, "当年发生因劳动纠纷引发的职工群体事件，此项不得分。")
def enterprise_13(said: Said) -> int:
    return 0 if said.yes("dispute") else 2


@ENTERPRISE.row("14", 2, "当年无相应优秀员工、技术能手等的评选宣传活动，扣2分。")
def enterprise_14(said: Said) -> int:
    return 2 - 2 * said.yes("no-selection")


@ENTERPRISE.row(
    "15",
    6,
    "①当年未提取职工教育经费扣1分；②未开展技能培训扣2分，未开展师带徒活动扣1分；"
    "③未建立职工培训工作档案或档案不健全扣2分。",
)
def enterprise_15(said: Said) -> int:
    lost = 1 * said.yes("funds") + 2 * said.yes("training") + 1 * said.yes("apprentices") + 2 * said.yes("records")
    return 6 - lost


@ENTERPRISE.row("16", 6, "①每开展一次职工文体文化活动，计2分，满分4分；②未建立文化或体育活动场所设施，扣2分。")
def enterprise_16(said: Said) -> Fraction:
    """Two parts: 4 points for activities, 2 for facilities. Nothing is taken from the first for the second."""
    return min(2 * said.number("activities"), Fraction(4)) + (2 - 2 * said.yes("facilities"))


@ENTERPRISE.row(
    "17",
    5,
    "①未建立帮扶救助制度扣2分；②对上报上级工会的困难职工未确定困难职工帮扶联系人扣1分；"
    "未进行入户走访、信息核准、建立完善档案扣2分。",
)
def enterprise_17(said: Said) -> int:
    """② is about 上报上级工会的困难职工: nothing can be wrong where nobody was reported."""
    reported = said.fact("reported-hardship")
    return 5 - 2 * said.yes("system") - reported * (1 * said.yes("liaison") + 2 * said.yes("visits"))


@ENTERPRISE.row("18", 4, "未参加工会会员爱心互助补充医疗保险扣4分，参加比例不达标，扣2分。")
def enterprise_18(said: Said) -> int:
    return 4 - {"none": 4, "below": 2, "reached": 0}[said.choice("insurance")]


@ENTERPRISE.row(
    "19",
    4,
    "①未建立职工健康查体制度扣1分；②未建立职工疗休养制度扣1分；③未开展职工心理健康服务活动扣1分。"
    "④未设立职工心理健康服务工作室扣1分。",
)
def enterprise_19(said: Said) -> int:
    return 4 - sum(said.yes(defect) for defect in ("checkups", "recuperation", "counselling", "counselling-room"))


@ENTERPRISE.row("20", 1, "按需设置，开展“职工子女托管”服务加1分。")
def enterprise_20(said: Said) -> int:
    """All or nothing, inside the 100 points."""
    return 1 if said.there("childcare", "service") else 0


@REGIONAL.row("1", 5, "①区域（行业）工会组织不健全扣2分；②不按期换届扣3分。")
def regional_1(said: Said) -> int:
    return 5 - 2 * said.yes("committees") - 3 * said.yes("term")


@REGIONAL.row("2", 5, "无当年区域（行业）工会会员代表大会档案资料，此项不得分。")
def regional_2(said: Said) -> int:
    return 0 if said.yes("no-records") else 5


@REGIONAL.row("3", 5, "每缺一项扣1分，扣完为止。")
def regional_3(said: Said) -> Fraction:
    """有办公和活动场所，有牌子，有工作计划总结，工会工作档案齐全: five things, 办公和活动场所 being one."""
    return floored(5 - said.missing("basics", "venue", "sign", "plan", "summary", "records"))


@REGIONAL.row(
    "4",
    5,
    "①所辖区域（行业）25人以上单位未全部建会扣1分；②所辖单位职工入会率不达标扣1分；"
    "③无会员会籍档案扣1分；④APP实名认证的比例不达标扣1分。",
)
def regional_4(said: Said) -> int:
    """入会率达到90%以上，实名认证的比例达到60%以上. The fifth point cannot be lost."""
    unreached = (said.share("membership") < percent(90)) + (said.share("verified") < percent(60))
    return 5 - said.yes("unions") - said.yes("records") - unreached


@REGIONAL.row("5", 4, "当年无优秀职工或技术能手的评选宣传活动，此项不得分。")
def regional_5(said: Said) -> int:
    return 0 if said.yes("no-selection") else 4


@REGIONAL.row("6", 18, "当年每组织所辖单位开展一次劳动竞赛、技术比武等群众性经济技术活动，计9分，满分18分。")
def regional_6(said: Said) -> Fraction:
    return min(9 * said.number("contests"), Fraction(18))


@REGIONAL.row("7", 6, "①未开展职工创新或提合理化建议，扣4分；②未建立相应激励机制并经职代会审议通过，扣2分。")
def regional_7(said: Said) -> int:
    return 6 - 4 * said.yes("activity") - 2 * said.yes("incentive")


@REGIONAL.row("8", 6, "每年至少组织一次职工培训活动，并保留活动档案，记6分。")
def regional_8(said: Said) -> int:
    """Both conditions, which the sheet asks as one."""
    return 6 if said.there("training", "held-and-filed") else 0


@REGIONAL.row("9", 6, "①当年未开展“查保促”活动不得分；②所辖单位发生一般以上安全生产责任事故，此项不得分。")
def regional_9(said: Said) -> int:
    return 0 if said.yes("activity") or said.yes("accident") else 6


@REGIONAL.row("10", 10, "当年未召开区域（行业）职代会，此项不得分。")
def regional_10(said: Said) -> int:
    return 0 if said.yes("no-congress") else 10


@REGIONAL.row("11", 8, "每少签订一个集体合同扣2分。")
def regional_11(said: Said) -> int:
    return 8 - 2 * said.missing("contracts", "general", "wages", "women", "safety")


@REGIONAL.row("12", 8, "未建立相关制度，未开展困难职工帮扶活动，此项不得分。")
def regional_12(said: Said) -> int | Between:
    """Nothing when both are missing; when one is, the words say nothing and the assessor decides."""
    outcomes: dict[str, int | Between] = {"both": 8, "one": Between(Fraction(0), Fraction(8)), "neither": 0}
    return outcomes[said.choice("support")]


@REGIONAL.row("13", 8, "未组织所辖单位职工参加互助保险，此项不得分；参加互助工程人员比例不达标，扣2分。")
def regional_13(said: Said) -> int:
    """所辖单位符合参保条件的职工80%以上参加."""
    return 0 if said.yes("not-organised") else 8 - 2 * (said.share("share") < percent(80))


@REGIONAL.row("14", 6, "每组织所辖单位开展一次职工文体文化活动，计3分，满分6分。")
def regional_14(said: Said) -> Fraction:
    return min(3 * said.number("activities"), Fraction(6))
