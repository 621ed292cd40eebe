"""The register of honours as open data: titles and events as CSV, all of it as XLSX and JSON, and what describes them.

Invented titles stand in files of their own, so that nobody counts them among the real ones.
"""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Callable, Iterator

from msgspec import Struct

from generator import tables
from generator.downloads import data_package
from generator.downloads.data_package import Json
from generator.model import addresses
from generator.model.honours import Decision, DocumentRef, Kind
from generator.model.portal import Edition, Portal
from generator.register import history, words
from generator.register.history import State, Step, Title
from generator.render.output import OutputFile, Planned
from generator.tables import Cell, Table

_TITLE = "荣誉名录"
_TERMS = "称号和登记事项以发文单位公布的文件为准；引用请注明发文单位、文号和登记截至的日期。"


class _Row(Struct, frozen=True):
    """A title, and one of its steps where a row is for it; the names that ids of its edition stand for."""

    edition: Edition
    title: Title
    now: State
    tiers: dict[str | None, str]
    papers: dict[DocumentRef, Decision]
    address: str
    step: Step

    def tier(self, name: str | None) -> str:
        return self.tiers[name]

    @property
    def paper(self) -> Decision:
        return self.papers[self.step.document]

    def steps(self) -> Iterator[_Row]:
        """A row for each step of the title."""
        about = (self.edition, self.title, self.now, self.tiers, self.papers, self.address)
        return (_Row(*about, step) for step in self.title.steps)


class _Field(Struct, frozen=True):
    """A column: its key in JSON, its heading, how wide it is, what it means, and its value."""

    key: str
    name: str
    width: int
    meaning: str
    value: Callable[[_Row], str]


_WHICH = (
    _Field("series", "活动标识", 20, "创建活动的标识。", lambda row: row.title.series),
    _Field("edition", "届", 8, "年度或届次的标识。", lambda row: row.title.edition),
    _Field("number", "编号", 8, "称号在本届名单里的编号，永久不变。", lambda row: row.title.number),
)

TITLES = (
    *_WHICH,
    _Field("campaign", "创建活动", 26, "创建活动的名称。", lambda row: row.edition.series.title),
    _Field("award", "称号", 24, "称号全称。", lambda row: row.title.award.name),
    _Field("tier", "等次", 10, "命名时的等次；不分等次的为空。", lambda row: row.tier(row.title.honoree.tier)),
    _Field("unit", "单位名称", 40, "命名时的单位名称，照名单。", lambda row: row.title.honoree.unit),
    _Field("district", "所属", 14, "区县或行业；名单没有写的为空。", lambda row: row.title.honoree.district),
    _Field("kind", "类别", 12, "单位类别；名单没有写的为空。", lambda row: row.title.honoree.kind),
    _Field("day", "命名日期", 12, "命名文件的成文日期。", lambda row: row.step.day),
    _Field("document", "命名文件", 40, "命名文件的标题。", lambda row: "".join(row.paper.title)),
    _Field("reference", "文号", 18, "命名文件的发文字号；没有的为空。", lambda row: row.paper.number or ""),
    _Field("standing", "现状", 12, "全部登记事项之后的情况。", lambda row: words.standing(row.now)),
    _Field("ended", "终止日期", 12, "称号终止的日期；有效的为空。", lambda row: row.now.since if row.now.ended else ""),
    _Field("unit_now", "现名", 40, "更名、改制承继以后的单位名称。", lambda row: row.now.unit),
    _Field("tier_now", "现等次", 10, "升星、降星以后的等次；终止的为终止时的。", lambda row: row.tier(row.now.tier)),
    _Field("reviewed", "最近复查", 12, "最近一次复查的日期；没有复查过的为命名日期。", lambda row: row.now.reviewed),
    _Field("address", "网址", 50, "这个称号的固定网址；本站没有正式网址的，相对本站首页。", lambda row: row.address),
    _Field("demo", "演示数据", 10, "虚构的数据为“是”。", lambda row: "是" if row.edition.series.demo else "否"),
)
EVENTS = (
    *_WHICH,
    _Field("day", "日期", 12, "文件所定的日期，当天就算。", lambda row: row.step.day),
    _Field("event", "事件", 14, f"{'、'.join(Kind)}。", lambda row: row.step.kind.value),
    _Field("document", "文件", 40, "所依据文件的标题。", lambda row: "".join(row.paper.title)),
    _Field("reference", "文号", 18, "所依据文件的发文字号；没有的为空。", lambda row: row.paper.number or ""),
    _Field("reason", "原因", 40, "文件所写的原因；命名没有。", lambda row: row.step.reason),
    _Field("tier", "等次", 10, "命名、升星、降星的等次。", lambda row: row.tier(row.step.tier)),
    _Field("name", "名称", 40, "命名、更名、承继、并入的单位名称。", lambda row: row.step.name),
    _Field("until", "期限", 12, "限期整改的最后一天。", lambda row: row.step.until),
    _Field("demo", "演示数据", 10, "虚构的数据为“是”。", lambda row: "是" if row.edition.series.demo else "否"),
)
_SHEETS = (("titles", "称号", TITLES), ("events", "登记事项", EVENTS))


class _Part(Struct, frozen=True):
    """The real titles, or the invented ones."""

    portal: Portal
    demo: bool
    rows: dict[str, tuple[_Row, ...]]

    def path(self, name: str, suffix: str) -> str:
        return addresses.register_file(name, suffix, demo=self.demo)

    @property
    def name(self) -> str:
        return f"{_TITLE}（演示数据）" if self.demo else _TITLE

    @property
    def until(self) -> str:
        """The last day of which anything is recorded."""
        return max(row.step.day for row in self.rows["events"])


def files(portal: Portal) -> list[OutputFile]:
    """CSV and JSON, and what describes them; nothing where no title was granted yet."""
    return [one for part in _parts(portal) for one in _files(part)]


def workbooks(portal: Portal) -> list[Planned]:
    """The workbook: it takes longest, so it is made only where something has changed."""
    return [_workbook(part) for part in _parts(portal)]


def _parts(portal: Portal) -> Iterator[_Part]:
    for demo in (False, True):
        titles = tuple(_rows(portal, demo=demo))
        if titles:
            events = tuple(one for row in titles for one in row.steps())
            yield _Part(portal, demo, {"titles": titles, "events": events})


def _rows(portal: Portal, *, demo: bool) -> Iterator[_Row]:
    papers: dict[str, dict[DocumentRef, Decision]] = {}
    for edition in portal.concluded:
        papers.setdefault(edition.series.id, {}).update(edition.decisions)
    for edition in portal.concluded:
        if edition.series.demo is not demo or not _is_published(edition):
            continue
        page = f"{portal.settings.address or ''}{addresses.honours(edition.series.id, edition.id)}"
        tiers = {None: ""} | edition.campaign.tier_titles
        for title in history.titles([edition]):
            address = f"{page}#{addresses.title_anchor(title.number)}"
            naming = next(step for step in title.steps if step.kind is Kind.GRANTED)
            now = history.state(title, history.ALWAYS)
            yield _Row(edition, title, now, tiers, papers[edition.series.id], address, naming)


def _is_published(edition: Edition) -> bool:
    """Whether the decision that grants its titles is no draft."""
    decision = edition.honours.outcome.decision if edition.honours else None
    return bool(decision and decision.published)


def _files(part: _Part) -> list[OutputFile]:
    csvs = [
        OutputFile(part.path(name, "csv"), tables.as_csv(_table(part, name, called, fields)))
        for name, called, fields in _SHEETS
    ]
    package = f"{json.dumps(_package(part, csvs), ensure_ascii=False, indent=2)}\n".encode()
    return [
        *csvs,
        OutputFile(part.path("honours", "json"), _whole(part)),
        OutputFile(part.path(addresses.PACKAGE, "json"), package),
    ]


def _table(part: _Part, name: str, called: str, fields: tuple[_Field, ...]) -> Table:
    rows: Iterator[tuple[Cell, ...]] = (tuple(field.value(row) for field in fields) for row in part.rows[name])
    return Table(called, tuple((field.name, field.width, "text") for field in fields), rows)


def _whole(part: _Part) -> bytes:
    """Titles with their steps inside, a line for each; keys are those of the fields, what is empty is left out."""

    def told(row: _Row, fields: tuple[_Field, ...]) -> dict[str, str]:
        return {field.key: said for field in fields if field.key != "demo" and (said := field.value(row))}

    events = EVENTS[len(_WHICH) :]
    titles = (
        {**told(row, TITLES), "events": [told(one, events) for one in row.steps()]} for row in part.rows["titles"]
    )
    head = json.dumps({"title": part.name, "demo": part.demo, "updated": part.until}, ensure_ascii=False)
    lines = ",\n".join(json.dumps(one, ensure_ascii=False) for one in titles)
    return f'{head[:-1]}, "titles": [\n{lines}\n]}}\n'.encode()


def _about(part: _Part) -> Iterator[tuple[str, str]]:
    settings = part.portal.settings
    yield "数据集", part.name
    yield "提供单位", settings.maintainer or settings.name
    yield "登记截至", part.until
    if settings.address:
        yield "网址", f"{settings.address}{addresses.HONOURS}"
    yield "使用条件", _TERMS


def _workbook(part: _Part) -> Planned:
    about = tuple(_about(part))
    rows = [[field.value(row) for field in fields] for name, _, fields in _SHEETS for row in part.rows[name]]
    digest = hashlib.sha256(repr((about, TITLES_AND_EVENTS, rows)).encode()).hexdigest()
    return Planned(part.path("honours", "xlsx"), digest, lambda: _as_workbook(part, about))


TITLES_AND_EVENTS = tuple((field.name, field.width, field.meaning) for field in (*TITLES, *EVENTS))
"""What is said of the fields, in the order of the sheets."""


def _as_workbook(part: _Part, about: tuple[tuple[str, str], ...]) -> bytes:
    described = ((called, field.name, field.meaning) for _, called, fields in _SHEETS for field in fields)
    file = io.BytesIO()
    sheets = (
        *(_table(part, name, called, fields) for name, called, fields in _SHEETS),
        Table("字段说明", (("表", 12, "text"), ("字段", 14, "text"), ("含义", 70, "prose")), described),
        Table("来源", (("项目", 14, "text"), ("内容", 90, "prose")), about),
    )
    tables.to_workbook(file, sheets, part.name)
    return file.getvalue()


def _package(part: _Part, csvs: list[OutputFile]) -> Json:
    """A Data Package (frictionless): files with their fields."""
    settings = part.portal.settings
    resources = []
    for (name, called, fields), csv in zip(_SHEETS, csvs, strict=True):
        columns = [(one.name, "string", one.meaning) for one in fields]
        table = data_package.tabular(name, called, data_package.NEUTRAL, columns, csv)
        if name == "titles":
            table["schema"]["primaryKey"] = [one.name for one in _WHICH]
        resources.append(table)
    others = [data_package.other("honours", part.name, suffix) for suffix in ("xlsx", "json")]
    described = {
        "profile": "data-package",
        "name": "honours-demo" if part.demo else "honours",
        "title": part.name,
        "description": "各项活动命名的称号和以后的登记事项。",
        "homepage": f"{settings.address}{addresses.HONOURS}" if settings.address else None,
        "updated": part.until,
        "contributors": [{"title": settings.maintainer or settings.name, "role": "publisher"}],
        "licenses": [{"name": "notspecified", "title": _TERMS}],
        "resources": [*resources, *others],
    }
    return {key: value for key, value in described.items() if value is not None}
