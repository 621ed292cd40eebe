"""Fonts and writer for the tests of documents, and documents with every kind of block."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from generator.documents.blocks import (
    Addressees,
    Annexes,
    AnnexLabel,
    Block,
    Box,
    Cell,
    DocNumber,
    Document,
    Field,
    Fields,
    Gap,
    Group,
    Heading,
    Imprint,
    Inline,
    Items,
    Line,
    PageBreak,
    Paragraph,
    Place,
    RedHead,
    RedRule,
    Row,
    Run,
    Seal,
    Signature,
    Signs,
    Table,
    Ticks,
    Title,
)
from generator.formats import fonts
from generator.formats.pdf import PdfWriter

ROOT = Path(__file__).resolve().parent.parent
WORDS = "为深入贯彻落实党的二十大精神，进一步夯实基层工会工作基础，决定开展职工之家创建活动，现将有关事项通知如下。"


@cache
def found() -> fonts.Fonts:
    """The fonts; none is a failure that says what to do, never a skip."""
    lacking = fonts.lacking(ROOT)
    there = fonts.find(ROOT)
    if lacking or there is None:
        pytest.fail(f"缺少字体：{'、'.join(lacking)}。{fonts.INSTALL}")
    return there


@cache
def writer() -> PdfWriter:
    """One writer for all tests of a process."""
    return PdfWriter(ROOT / "site_templates", found())


def line(*parts: str | Inline) -> Line:
    return tuple(Run(part) if isinstance(part, str) else part for part in parts)


def cell(text: str = "", **more: object) -> Cell:
    return Cell((line(text),) if text else (), **more)  # type: ignore[arg-type]


def official(*blocks: Block, mark: str = "", published: str = "2023-05-06") -> Document:
    return Document(
        name="notice",
        title="关于开展创建活动的通知",
        author="秦皇岛市总工会",
        blocks=blocks,
        official=True,
        subject="职工之家创建活动",
        keywords=("职工之家", "工会"),
        published=published,
        mark=mark,
    )


def notice(*, mark: str = "", published: str = "2023-05-06") -> Document:
    """An official document with each of its blocks."""
    head = Row(tuple(cell(text, head="column", align="center") for text in ("序号", "单位", "工会主席")))
    names = tuple(
        Row((cell(str(at), align="center"), cell(f"第{at}小学工会"), cell(f"张{one}")))
        for at, one in enumerate(fonts.RARE, start=1)
    )
    return official(
        RedHead(("秦皇岛市总工会文件",)),
        DocNumber("秦工发〔2023〕12号"),
        RedRule(),
        Title(("关于开展“模范职工之家”", "创建活动的通知")),
        Addressees("各县、区总工会，各市直产业工会："),
        Paragraph(line(WORDS)),
        Heading(1, "一、创建条件", "conditions"),
        Heading(2, "（一）组织健全"),
        Heading(3, "1.基本条件"),
        Heading(4, "（1）人数"),
        Paragraph(line("会员", Run("不少于25人", strong=True), "，入会率达85%以上（含85%）。", WORDS)),
        Items((line("按期换届；"), line("有固定场所。"))),
        Items((line("推荐；" + WORDS), line("考核。")), ordered=True),
        Paragraph(line(WORDS * 30)),
        Paragraph(line("联系人：李同志"), style="plain"),
        Paragraph(line("本通知所称“以上”包括本数。"), style="note"),
        Annexes("附件：", ("先进单位名单", "考核办法")),
        Signature(("秦皇岛市总工会",), "2023年5月4日"),
        PageBreak(),
        AnnexLabel("附件1"),
        Heading(0, "先进单位名单"),
        Table("先进单位名单", (1, 6, 3), (Group(names),), (head,), "article"),
        PageBreak(),
        AnnexLabel("附件2"),
        Heading(0, "考核办法"),
        Paragraph(line(WORDS)),
        Imprint((("抄送：河北省总工会。",), ("秦皇岛市总工会办公室", "2023年5月4日印发"))),
        mark=mark,
        published=published,
    )


def form(*blocks: Block) -> Document:
    return Document(
        name="form",
        title="考核评分表",
        author="秦皇岛市总工会",
        blocks=blocks,
        footer="打分表 series/2023/rubric，校验码 a1b2c3d4e5f6",
        published="2023-05-06",
    )


def scoring(sections: int = 3, items: int = 6, long: int = 1) -> Document:
    """A scoring form; ``long`` repeats the words of the second item."""
    head = Row(tuple(cell(text, head="column", align="center") for text in ("部分", "序号", "标准", "分值", "得分")))
    groups = []
    for section in range(1, sections + 1):
        rows = []
        for item in range(1, items + 1):
            name = f"{section}.{item}"
            words = f"【{name}】" + WORDS * (long if name == "1.2" else 1 + item % 3)
            part = (cell(f"第{section}部分组织建设", rows=items, head="row", align="center"),) if item == 1 else ()
            place = Place("score", name, f"第{name}项得分")
            rest = (cell(name, align="center"), cell(words), cell("5", align="center"), cell(place=place))
            rows.append(Row((*part, *rest), "item"))
        heading = Row((cell(f"甲{section}（30分）", columns=5, head="group"),), "section")
        groups.append(Group(tuple(rows), (heading,)))
    total = Row((cell("合计", columns=3), cell("100"), cell("96.5", place=Place("total"))), "total")
    unit = cell("秦皇岛市" + "某" * 50 + "有限公司", place=Place("unit"), columns=3)
    opinion = Row(
        tuple(cell(place=Place("opinion", of, lines=4), seal=Seal("（盖章）", f"{of}年月日")) for of in "甲乙")
    )
    return form(
        AnnexLabel("附件3"),
        Title(("模范职工之家考核评分表",), "（企业）"),
        Fields((line("填表人：", Field(Place("by"), "张喆堃", 8)), line("填表日期：", Gap(3, ruled=True), "年"))),
        Table("基本情况", (1, 2, 1, 2), (Group((Row((cell("单位名称", head="row"), unit)),)),), style="fields"),
        Table("考核", (6, 5, 40, 5, 6), (*groups, Group((total,))), (head,)),
        Paragraph(line("自查：", Box(), "是", Box(ticked=True), "否"), style="note"),
        Table("意见", (1, 1), (Group((opinion,)),), style="opinions"),
        Signs(("组长签字：", "成员签字：")),
        Heading(1, "要交的材料"),
        Ticks((line("工会法人资格证书；"), line("换届批复。"))),
    )
