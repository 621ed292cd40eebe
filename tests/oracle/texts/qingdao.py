"""青岛市总工会“双争”活动 (2020): the standards of three classes of unions, met or not met, without points.

The words beside each row are those it begins with. What asks only some units is met by all others.
"""

from __future__ import annotations

from oracle.texts.form import Form, Said, percent

ENTERPRISE = Form("qingdao-shuangzheng/2020/enterprise")
INSTITUTION = Form("qingdao-shuangzheng/2020/institution")
REGIONAL = Form("qingdao-shuangzheng/2020/regional")


def plain(form: Form, section: str, printed: str, first: int = 1) -> None:
    """Requirements without numbers: 是 when it is done."""
    for number, words in enumerate(printed.split(), first):
        form.yes_or_no(f"{section}-{number}", words)


# 按照企业“新时代职工信赖的职工之家”政治建设标准规定执行 in the second class and in the third.
for form in (ENTERPRISE, INSTITUTION, REGIONAL):
    plain(
        form,
        "politics",
        """
        坚持党的领导，始终把政治建设摆在首位
        认真贯彻党的全心全意依靠工人阶级方针
        推动完善“党建带工建”工作机制
        推动“新时代职工信赖的职工之家”建设工作纳入党的建设整体规划
        推动职工之家与党员之家阵地共建、资源共享
        """,
    )

plain(
    ENTERPRISE,
    "organisation",
    """
    工会委员会、经费审查委员会、女职工委员会组织健全
    工会小组（分工会）健全。可根据企业实际
    依法建立工会劳动法律监督委员会
    依法建立工会劳动保护监督检查委员会
    依法建立工会劳动争议调解组织
    """,
)


@ENTERPRISE.check("organisation-6", "组织职工加入工会，职工入会率应达100%。")
def enterprise_membership(said: Said) -> bool:
    return said.share("membership") >= percent(100)


plain(ENTERPRISE, "organisation", "配备工会专兼职干部，有一支工会积极分子队伍。", first=7)
plain(
    ENTERPRISE,
    "systems",
    """
    建立工会会员代表大会制度，每年至少应召开一次会员代表大会。
    建立工会会员会籍管理制度
    规范实施“双亮”（即工会组织亮牌子、工会干部亮身份）
    建立健全以职工代表大会、厂务公开为基本形式的企业民主管理制度
    """,
)


@ENTERPRISE.check("systems-5", "公司制企业依法建立职工董事、职工监事制度。")
def enterprise_directors(said: Said) -> bool:
    return said.yes("done") if said.fact("company") else True


@ENTERPRISE.check("systems-6", "国有企业应积极开展职工代表大会民主评议企业领导人员工作，并公布评议结果。")
def enterprise_leaders(said: Said) -> bool:
    return said.yes("done") if said.fact("state-owned") else True


plain(
    ENTERPRISE,
    "systems",
    """
    厂务公开制度健全
    全面实行劳动合同制度
    建立集体协商和集体合同制度
    """,
    first=7,
)
plain(
    ENTERPRISE,
    "service",
    """
    开展劳动和技能竞赛、合理化建议、“五小”创新
    开展技能培训
    及时了解掌握职工生产生活状况
    开展健康的文化体育活动
    """,
)
plain(
    ENTERPRISE,
    "foundation",
    """
    有固定的工会办公场所以及开展工作所必须的办公设备、设施等条件。
    有服务职工和职工活动的阵地或载体。
    依法及时足额拨缴工会经费
    企业工会经费管理和使用规范
    工会工作档案齐全完整规范
    """,
)


@ENTERPRISE.check(
    "satisfaction",
    "建立工会会员评议职工之家制度，每年开展一次会员评家，"
    "申报“新时代职工信赖的职工之家”评家满意率应在90％（含）以上，其中国有企业满意率应在95％（含）以上。",
)
def enterprise_satisfaction(said: Said) -> bool:
    met = said.yes("done") and said.share("satisfaction") >= percent(90)
    return met and (said.share("state-owned") >= percent(95) if said.fact("state-owned") else True)


plain(
    INSTITUTION,
    "organisation",
    """
    工会委员会、经费审查委员会、女职工委员会组织健全
    工会小组（分工会）健全。可根据本单位实际
    """,
)


@INSTITUTION.check("organisation-3", "组织职工加入工会，职工（含编外聘用人员）入会率达100％。")
def institution_membership(said: Said) -> bool:
    return said.share("membership") >= percent(100)


plain(INSTITUTION, "organisation", "配备工会专兼职干部，有一支工会积极分子队伍。", first=4)
plain(
    INSTITUTION,
    "systems",
    """
    建立工会会员代表大会制度，每年至少应召开一次会员代表大会。
    建立工会会员会籍管理制度
    规范实施“双亮”，在单位显眼位置
    建立健全以职工代表大会制度为基本形式的民主管理制度
    事务公开制度健全
    """,
)
plain(
    INSTITUTION,
    "service",
    """
    加强职工思想政治工作
    开展劳动竞赛、合理化建议等活动
    鼓励支持职工学习文化科学技术和管理知识
    做好困难帮扶、医疗互助、金秋助学
    """,
)


@INSTITUTION.check(
    "service-5",
    "开展形式多样的职工文化体育活动，丰富职工精神生活，促进单位文明建设；教育系统应深入组织开展“师德师风”活动。",
)
def institution_culture(said: Said) -> bool:
    return said.yes("done") and (said.yes("education") if said.fact("education") else True)


plain(INSTITUTION, "service", "落实女职工特殊劳动保护有关规定", first=6)
plain(
    INSTITUTION,
    "foundation",
    """
    有固定的工会办公场所和相应的办公设施、设备。
    有服务职工和职工活动的阵地或载体。
    行政依法拨缴工会经费
    工会经费收、管、用符合工会财务管理制度
    工会工作档案齐全完整规范
    """,
)


@INSTITUTION.check("satisfaction", "建立工会会员评议职工之家制度，每年开展一次会员评家，评家满意率应在95％（含）以上。")
def institution_satisfaction(said: Said) -> bool:
    return said.yes("done") and said.share("satisfaction") >= percent(95)


plain(REGIONAL, "organisation", "规范建立工会组织机构，按时换届")


@REGIONAL.check(
    "organisation-2",
    "所属的基层工会组建、会员发展工作常态化，且工会建会率、职工入会率分别达到90％（含）以上，"
    "其中农民工入会率达到80％（含）以上。",
)
def regional_membership(said: Said) -> bool:
    both = said.share("founded") >= percent(90) and said.share("membership") >= percent(90)
    migrants = said.share("migrants") >= percent(80) if said.fact("migrants") else True
    return said.yes("done") and both and migrants


plain(REGIONAL, "organisation", "配备专兼职工会干部及工会积极分子。", first=3)
plain(
    REGIONAL,
    "systems",
    """
    工会委员会会议、会员代表大会等制度健全
    规范实施“双亮”。
    建立政府（行政主管部门）与工会联席会议制度。
    建立区域协调劳动关系三方机制。
    """,
)


@REGIONAL.check("systems-5", "指导督促企业开展集体协商签订集体合同制度，集体合同建制率达90％以上。")
def regional_contracts(said: Said) -> bool:
    return said.yes("done") and said.share("contracts") >= percent(90)


plain(REGIONAL, "systems", "建立区域性、行业性职工代表大会制度", first=6)
plain(
    REGIONAL,
    "service",
    """
    推动所属的基层工会开展劳动和技能竞赛
    有规范化的服务职工窗口
    开展和谐劳动关系创建工作
    建立区域性、行业性工会劳动法律监督委员会
    开展职工文化体育活动。
    """,
)
plain(
    REGIONAL,
    "foundation",
    """
    有独立的工会办公场所和相应的办公设施、设备。
    有服务职工和职工活动的阵地或载体。
    工会有经费保障
    工会工作档案齐全完整规范
    """,
)


@REGIONAL.check(
    "satisfaction-1", "建立工会会员评议职工之家制度，区域内随机抽查会员评家，抽查满意率应在85％（含）以上。"
)
def regional_sampled(said: Said) -> bool:
    return said.yes("done") and said.share("sampled") >= percent(85)


@REGIONAL.check("satisfaction-2", "开展“新时代职工信赖的职工之家”建设，职工满意率应在90％（含）以上。")
def regional_satisfaction(said: Said) -> bool:
    return said.yes("done") and said.share("satisfaction") >= percent(90)
