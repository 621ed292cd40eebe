"""The list of honorees as open data, and what certificates are made from by mail merge.

What a row says for the office alone (已有称号、说明、未命名原因) is in neither. Award names carry the mark of invented
data: a row goes into other people's files, and a certificate, alone.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Callable, Iterator

import msgspec
from msgspec import Struct

from generator import tables
from generator.check import numerals
from generator.downloads import data_package
from generator.downloads.data_package import TERMS, Json
from generator.model import addresses
from generator.model.base import period
from generator.model.honours import Announcement, Award, Decision, Honoree
from generator.model.portal import Edition, Portal
from generator.register import history
from generator.render.output import OutputFile, Planned
from generator.tables import Cell, Table

_FIGURES = "〇一二三四五六七八九"


class _Row(Struct, frozen=True):
    """An honoree, the document that names it, and what the names of its award and tier are."""

    edition: Edition
    one: Honoree
    award: Award
    tier: str
    paper: Announcement | Decision
    root: str

    @property
    def title(self) -> str:
        return self.edition.marked(self.award.name, self.paper)

    @property
    def number(self) -> str:
        return (self.paper.number or "") if isinstance(self.paper, Decision) else ""

    @property
    def address(self) -> str:
        """The permanent address of the title; empty where the portal has none, or nothing is granted yet."""
        if not self.root or not isinstance(self.paper, Decision):
            return ""
        page = addresses.honours(self.edition.series.id, self.edition.id)
        return f"{self.root}{page}#{addresses.title_anchor(self.one.number)}"


class _Field(Struct, frozen=True):
    """A column: its heading, its type as Table Schema has it, its width in a workbook, what it means, and its value."""

    name: str
    type: str
    width: int
    meaning: str
    value: Callable[[_Row], Cell]

    @property
    def unit(self) -> str:
        return "count" if self.type == "integer" else "text"


_LIST = (
    _Field("编号", "string", 8, "在本届名单里的编号，始终不变。", lambda row: row.one.number),
    _Field("称号", "string", 28, "称号全称。", lambda row: row.title),
    _Field("等次", "string", 10, "等次；不分等次的为空。", lambda row: row.tier),
    _Field("单位名称", "string", 40, "文件所列的名称；以后更名的不改。", lambda row: row.one.unit),
    _Field("所属", "string", 16, "区县或行业。", lambda row: row.one.district),
    _Field("类别", "string", 16, "单位的类别。", lambda row: row.one.kind),
    _Field("名次", "integer", 8, "名次；没有名次的为空。", lambda row: row.one.rank),
    _Field(
        "阶段",
        "string",
        8,
        "公示：拟命名，还没有命名；命名：已经命名。",
        lambda row: "命名" if isinstance(row.paper, Decision) else "公示",
    ),
    _Field("文件日期", "date", 12, "公示或者决定、通报的成文日期。", lambda row: row.paper.date),
    _Field("文号", "string", 20, "决定、通报的发文字号；没有的为空。", lambda row: row.number),
    _Field("网址", "string", 48, "这一称号的固定网址；本站没有正式网址或者还没有命名的为空。", lambda row: row.address),
)
_CERTIFICATE = (
    _Field(
        "证书编号",
        "string",
        14,
        "年度标识和编号，在本活动里不重复，例如 2024-0001。已经摘牌、撤销、合并终止的称号不列。",
        lambda row: f"{row.edition.id}-{row.one.number}",
    ),
    _Field("单位名称", "string", 40, "文件所列的名称。", lambda row: row.one.unit),
    _Field(
        "称号",
        "string",
        36,
        "称号全称，分等次的后面加括号写等次。",
        lambda row: f"{row.title}（{row.tier}）" if row.tier else row.title,
    ),
    _Field("颁发单位", "string", 24, "决定、通报的发文单位。", lambda row: row.paper.issuer),
    _Field("日期（汉字）", "string", 24, "成文日期，汉字数字。", lambda row: in_words(row.paper.date)),
    _Field("日期", "string", 18, "成文日期，阿拉伯数字。", lambda row: period(row.paper.date)),
    _Field("文号", "string", 20, "发文字号；没有的为空。", lambda row: row.number),
    _Field("查询网址", "string", 48, "这一称号的固定网址；本站没有正式网址的为空。", lambda row: row.address),
)


def files(portal: Portal, edition: Edition) -> tuple[list[OutputFile], list[Json]]:
    """CSV and JSON of the list and CSV for certificates, and the resources that describe all of their formats."""
    found, described = [], []
    for name, fields, title, rows in _tables(portal, edition):
        csv = OutputFile(_path(edition, name, "csv"), tables.as_csv(_table(fields, rows)))
        found.append(csv)
        columns = [(one.name, one.type, one.meaning) for one in fields]
        described.append(data_package.tabular(name, title, _described(edition, rows), columns, csv))
        described.append(data_package.other(name, title, "xlsx"))
        if name == addresses.LIST:
            found.append(OutputFile(_path(edition, name, "json"), _json(fields, rows)))
            schema = data_package.schema_of(columns)
            described.append({**data_package.other(name, title, "json"), "schema": schema})
    return found, described


def workbooks(portal: Portal, edition: Edition) -> list[Planned]:
    """The same as workbooks, which say where they are from."""
    return [_planned(portal, edition, *one) for one in _tables(portal, edition)]


def _rows(portal: Portal, edition: Edition) -> Iterator[_Row]:
    """Who is granted a title or, before there is a decision, who is to be; of a draft too, which is marked as one."""
    honours = edition.honours
    if honours is None:
        return
    paper = honours.outcome.decision or honours.outcome.announcement
    if paper is None:
        return
    awards = {award.id: award for award in honours.outcome.awards}
    tiers = edition.campaign.tier_titles
    root = portal.settings.address or ""
    for one in honours.granted if isinstance(paper, Decision) else honours.honorees:
        yield _Row(edition, one, awards[one.award], tiers[one.tier] if one.tier else "", paper, root)


def _tables(portal: Portal, edition: Edition) -> Iterator[tuple[str, tuple[_Field, ...], str, tuple[_Row, ...]]]:
    """Name, columns, title and rows of each table; certificates are of titles that are granted and have not ended."""
    rows = tuple(_rows(portal, edition))
    if not rows:
        return
    decided = isinstance(rows[0].paper, Decision)
    title, paper = edition.campaign.title, rows[0].paper
    yield addresses.LIST, _LIST, edition.marked(f"{title}{'获评' if decided else '公示'}名单", paper), rows
    gone = history.ended(edition)
    if kept := tuple(row for row in rows if decided and row.one.number not in gone):
        yield addresses.CERTIFICATES, _CERTIFICATE, edition.marked(f"{title}证书数据", paper), kept


def _described(edition: Edition, rows: tuple[_Row, ...]) -> str:
    number = f"（{rows[0].number}）" if rows[0].number else ""
    return f"按《{''.join(rows[0].paper.title)}》{number}，共{len(rows)}行。{edition.campaign.document.source}"


def _path(edition: Edition, name: str, suffix: str) -> str:
    return addresses.data(edition.series.id, edition.id, name, suffix)


def _table(fields: tuple[_Field, ...], rows: tuple[_Row, ...]) -> Table:
    headings = tuple((one.name, one.width, one.unit) for one in fields)
    return Table("数据", headings, (tuple(one.value(row) for one in fields) for row in rows))


def _json(fields: tuple[_Field, ...], rows: tuple[_Row, ...]) -> bytes:
    """A list of objects, a row each, by the headings of the CSV."""
    told = [{one.name: one.value(row) for one in fields} for row in rows]
    return b"%s\n" % msgspec.json.format(msgspec.json.encode(told), indent=1)


def _planned(  # noqa: PLR0913, PLR0917 - what a workbook is made from
    portal: Portal, edition: Edition, name: str, fields: tuple[_Field, ...], title: str, rows: tuple[_Row, ...]
) -> Planned:
    about = (*data_package.provenance(portal, edition, title, rows[0].paper), ("使用条件", TERMS))
    told = tuple(tuple(one.value(row) for one in fields) for row in rows)
    meanings = tuple((one.name, one.meaning) for one in fields)
    digest = hashlib.sha256(repr((title, meanings, about, told)).encode()).hexdigest()
    return Planned(_path(edition, name, "xlsx"), digest, lambda: _workbook(title, about, meanings, fields, rows))


def _workbook(
    title: str,
    about: tuple[tuple[str, str], ...],
    meanings: tuple[tuple[str, str], ...],
    fields: tuple[_Field, ...],
    rows: tuple[_Row, ...],
) -> bytes:
    file = io.BytesIO()
    sheets = (
        _table(fields, rows),
        Table("字段说明", (("字段", 16, "text"), ("含义", 70, "prose")), meanings),
        Table("来源", (("项目", 14, "text"), ("内容", 90, "prose")), about),
    )
    tables.to_workbook(file, sheets, title)
    return file.getvalue()


def in_words(day: str) -> str:
    """A day in Chinese figures, as certificates have it.

    >>> in_words("2024-11-18")
    '二〇二四年十一月十八日'
    """
    year, month, date = day.split("-")
    of_year = "".join(_FIGURES[int(one)] for one in year)
    return f"{of_year}年{numerals.chinese(int(month))}月{numerals.chinese(int(date))}日"
