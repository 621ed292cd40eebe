"""What describes an edition's open data: a Data Package (frictionless) and the JSON Schema of the JSON files."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from generator.downloads.data_table import FIELDS
from generator.model import addresses
from generator.model.base import instant
from generator.model.campaign import Document
from generator.model.honours import Decision, Paper
from generator.model.portal import Edition, Portal
from generator.model.rubric import Rubric
from generator.render.output import OutputFile

Json = dict[str, Any]

TERMS = "条文归发文单位所有，照录供公众查阅，不在软件许可之内；引用请注明发文单位和文号，以发文单位公布的文件为准。"
"""On what terms the data can be used: see NOTICE."""

_SCHEMA = "rubric.schema.json"


def package(portal: Portal, edition: Edition, of: str, resources: Iterable[Json]) -> OutputFile:
    """``datapackage.json`` beside the files that it describes; ``of`` says in a few words what they hold."""
    campaign, series = edition.campaign, edition.series
    document = campaign.document
    papers: tuple[Document | Paper, ...] = (
        document,
        *(edition.honours.outcome.papers.values() if edition.honours else ()),
    )
    online = max((one.published for one in papers if one.published), default="")
    described = {
        "profile": "data-package",
        "name": f"{series.id}-{edition.id}",
        "title": edition.marked(f"{series.title} {campaign.label}：{of}数据"),
        "description": f"{series.summary}{document.source}",
        "homepage": f"{portal.settings.address}{edition.address}" if portal.settings.address else None,
        "created": instant(online).isoformat() if online else None,
        "contributors": [{"title": portal.federations[series.federation].name, "role": "publisher"}],
        "sources": [_source(one) for one in papers],
        "licenses": [{"name": "notspecified", "title": TERMS}],
        "resources": list(resources),
    }
    told = {key: value for key, value in described.items() if value is not None}
    return OutputFile(addresses.data(series.id, edition.id, addresses.PACKAGE), _written(told))


def provenance(portal: Portal, edition: Edition, dataset: str, document: Document | Paper) -> Iterator[tuple[str, str]]:
    """Where data are from, as a sheet of a workbook says it: what is asked and the answer."""
    yield "数据集", dataset
    yield "创建活动", f"{edition.series.title} {edition.campaign.label}"
    yield "提供单位", document.issuer
    yield "文件", "".join(document.title)
    if number := _number(document):
        yield "发文字号", number
    if document.published:
        yield "上网时间", document.published
    if portal.settings.address:
        yield "网址", f"{portal.settings.address}{edition.address}"


def rubric_schema(edition: Edition) -> OutputFile:
    """The schema that the resources of rubrics name; every edition has the same."""
    return OutputFile(addresses.data(edition.series.id, edition.id, "rubric", "schema.json"), _schema())


def _source(document: Document | Paper) -> Json:
    return {"title": f"{document.issuer}《{''.join(document.title)}》{_number(document)}"}


def _number(document: Document | Paper) -> str:
    return (document.number or "") if isinstance(document, Document | Decision) else ""


def _written(document: Json) -> bytes:
    return b"%s\n" % msgspec.json.format(msgspec.json.encode(document), indent=2)


@cache
def _schema() -> bytes:
    """As ``rubric_schema`` makes it: making it takes longer than making an edition's pages."""
    return Path(__file__).with_name(_SCHEMA).read_bytes()


def of_rubric(rubric: Rubric, csv: OutputFile) -> list[Json]:
    """The CSV of a rubric with its fields, then the same rubric in the other shapes."""
    fields = [(one.name, one.type, one.meaning) for one in FIELDS]
    table = tabular(
        rubric.id, rubric.title, f"各打分表的部分、考核内容和计分规则。数以分为单位。{NEUTRAL}", fields, csv
    )
    xlsx, json_ = other(rubric.id, rubric.title, "xlsx"), other(rubric.id, rubric.title, "json")
    return [table, xlsx, {**json_, "schema": _SCHEMA}]


NEUTRAL = "以 = + - @ 开头的文字前面加了 '，免得被当作公式。"
_MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
}


def tabular(name: str, title: str, description: str, fields: Iterable[tuple[str, str, str]], csv: OutputFile) -> Json:
    """A CSV as a resource; each field is its name, its type as Table Schema has it, and what it means."""
    return {
        "profile": "tabular-data-resource",
        "name": name,
        "path": f"{name}.csv",
        "title": title,
        "description": description,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(csv.data),
        "hash": f"sha256:{hashlib.sha256(csv.data).hexdigest()}",
        "dialect": {"lineTerminator": "\r\n", "header": True},
        "schema": schema_of(fields),
    }


def schema_of(fields: Iterable[tuple[str, str, str]]) -> Json:
    """What the columns of a table are."""
    described = [{"name": name, "type": kind, "description": meaning, **_words(kind)} for name, kind, meaning in fields]
    return {"fields": described, "missingValues": [""]}


def other(name: str, title: str, suffix: str) -> Json:
    """The same in another format."""
    path = f"{name}.{suffix}"
    return {"name": path, "path": path, "title": title, "format": suffix, "mediatype": _MEDIA[suffix]}


def _words(kind: str) -> Json:
    return {"trueValues": ["是"], "falseValues": ["否"]} if kind == "boolean" else {}
