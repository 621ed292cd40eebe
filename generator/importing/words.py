"""The words by which lists name their columns."""

from __future__ import annotations

from collections.abc import Mapping

SERIAL = "serial"
"""The running number of a list, which nothing is taken from."""

TAKEN: Mapping[str, str] = {
    SERIAL: "序号 编号 顺序号 次序 No No. 排列序号",
    "unit": (
        "单位名称 单位 名称 工会名称 基层工会 基层工会名称 基层工会全称 工会全称 工会组织名称 单位全称 "
        "企业名称 企业 获评单位 获评单位名称 拟命名单位 拟命名单位名称 拟授予单位 拟表彰单位 命名单位 "
        "命名单位名称 受表彰单位 表彰单位 申报单位 申报单位名称 参评单位 创建单位 创建单位名称 获奖单位 "
        "入选单位 工会 组织名称 单位(工会)名称 工会(单位)名称 职工之家名称 职工小家名称 集体名称 所在单位"
    ),
    "district": (
        "所属 区域 所属区域 属地 所属地 推荐单位 推荐单位名称 推荐工会 上报单位 报送单位 所属工会 上级工会 "
        "上级工会名称 主管工会 隶属工会 主管单位 辖区"
    ),
    "award": (
        "称号 荣誉称号 拟授予称号 授予称号 拟命名称号 命名称号 申报称号 称号名称 荣誉名称 获评称号 "
        "获得称号 拟授称号 奖项 奖项名称 表彰名称 表彰项目 项目名称"
    ),
    "tier": (
        "等次 星级 等级 级别 星级等次 评定等次 评定星级 评定等级 拟定等次 拟定星级 拟评等次 拟评星级 "
        "拟授星级 拟命名星级 命名星级 创建星级 获评星级 申报星级 申报等次 星级评定 评定结果 档次"
    ),
    "kind": (
        "类别 单位性质 单位类别 单位类型 类型 性质 企业性质 企业类型 工会类型 工会类别 组织类型 单位属性 经济类型"
    ),
    "rank": "名次 排名 得分排名 排序 位次 综合排名 成绩排名 得分名次",
    "held": (
        "已有称号 原有称号 已获称号 现有称号 曾获称号 已有荣誉 原有荣誉 已获荣誉 曾获荣誉 已获得称号 "
        "原有荣誉称号 已获荣誉称号 曾获荣誉称号 已有荣誉称号 现有荣誉 原称号"
    ),
    "note": "说明",
    "refused": "未命名原因",
}
"""What labels stand for, by part of a unit's row."""

_BELONGS = "(?:单位)?(?:所属|所在)"
_PLACES = "省|地市|市|区|县|旗|州|盟|乡|镇|街|街道|村|社区|园区|开发区|地区|片区|行业|产业|系统"
DISTRICT = rf"(?:{_BELONGS}|推荐|申报|报送|上报)?(?:{_PLACES})+(?:名称)?"
"""Labels of nothing but kinds of places and branches: 区县、县（市、区）、所属乡镇（街道）、地区/行业."""

BELONGS = rf"{_BELONGS}.*\((.*)\)"
"""A label that says in brackets what it is a unit belongs to: 所在地（区县）."""

REMARKS = "备注 备注说明 附注 情况说明 备注(说明) 其他说明"
"""Columns for remarks about anything; 说明 holds reasons that a check asked for, and is written by who looked."""

LEFT = (
    "得分 总分 分数 总得分 综合得分 考核得分 评定得分 自评得分 成绩 联系人 联系人姓名 姓名 联系电话 "
    "电话 手机 手机号 手机号码 联系方式 办公电话 地址 通讯地址 通信地址 单位地址 工会主席 主席 "
    "主席姓名 负责人 法定代表人 法人 职工人数 会员人数 职工数 会员数 统一社会信用代码 社会信用代码 "
    "身份证号 身份证号码 出生日期 性别 民族 职务 银行账号 开户行 时间 日期 命名时间 建会时间 主要事迹 "
    "简要事迹 个数 数量 面积 邮箱 邮编 原星级 原等次 推荐顺序"
)
"""Labels that lists have too; what stands below them is never taken over."""
