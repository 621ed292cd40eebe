"""What describes an edition's open data: a Data Package (frictionless) and the JSON Schema of the JSON files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from typing import Any

from pydantic.json_schema import models_json_schema

from generator.downloads.data_table import FIELDS
from generator.model import addresses
from generator.model.base import instant
from generator.model.campaign import Condition, Tier, Veto
from generator.model.portal import Edition, Portal
from generator.model.rubric import Rubric
from generator.render.output import OutputFile
from generator.score.scheme import BESIDE, CONDITION, TIER, VETO

Json = dict[str, Any]

TERMS = "条文归发文单位所有，照录供公众查阅，不在软件许可之内；引用请注明发文单位和文号，以发文单位公布的文件为准。"
"""On what terms the data can be used: see NOTICE."""

_HUNDREDTHS = "以百分之一为单位的整数：450 是 4.5。"
_SCHEMA = "rubric.schema.json"


def package(portal: Portal, edition: Edition, csvs: Iterable[tuple[Rubric, OutputFile]]) -> list[OutputFile]:
    """``datapackage.json`` beside the files that it describes, and the schema that it names."""
    campaign, series = edition.campaign, edition.series
    document = campaign.document
    described = {
        "profile": "data-package",
        "name": f"{series.id}-{edition.id}",
        "title": f"{series.title} {campaign.label}：考核标准数据",
        "description": f"{series.summary}各打分表的部分、考核内容和计分规则。{document.source}",
        "homepage": f"{portal.settings.address}{edition.address}" if portal.settings.address else None,
        "created": instant(document.published).isoformat() if document.published else None,
        "contributors": [{"title": portal.federations[series.federation].name, "role": "publisher"}],
        "sources": [{"title": f"{document.issuer}《{''.join(document.title)}》{document.number or ''}"}],
        "licenses": [{"name": "notspecified", "title": TERMS}],
        "resources": [one for rubric, csv in csvs for one in _resources(rubric, csv)],
    }
    told = {key: value for key, value in described.items() if value is not None}
    return [
        OutputFile(addresses.data(series.id, edition.id, addresses.PACKAGE), _written(told)),
        OutputFile(addresses.data(series.id, edition.id, "rubric", "schema.json"), _schema()),
    ]


def _written(document: Json) -> bytes:
    return f"{json.dumps(document, ensure_ascii=False, indent=2)}\n".encode()


@cache
def _schema() -> bytes:
    """Every edition has the same."""
    return _written(schema())


def _resources(rubric: Rubric, csv: OutputFile) -> list[Json]:
    """The CSV with its fields, then the same rubric in the other shapes."""
    fields = [{"name": one.name, "type": one.type, "description": one.meaning, **_words(one.type)} for one in FIELDS]
    table = {
        "profile": "tabular-data-resource",
        "name": rubric.id,
        "path": f"{rubric.id}.csv",
        "title": rubric.title,
        "description": "数以分为单位。以 = + - @ 开头的文字前面加了 '，免得被当作公式。",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(csv.data),
        "hash": f"sha256:{hashlib.sha256(csv.data).hexdigest()}",
        "dialect": {"lineTerminator": "\r\n", "header": True},
        "schema": {"fields": fields, "missingValues": [""]},
    }
    return [table, _other(rubric, "xlsx", _XLSX), {**_other(rubric, "json", "application/json"), "schema": _SCHEMA}]


_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _other(rubric: Rubric, suffix: str, mediatype: str) -> Json:
    return {
        "name": f"{rubric.id}.{suffix}",
        "path": f"{rubric.id}.{suffix}",
        "title": rubric.title,
        "format": suffix,
        "mediatype": mediatype,
    }


def _words(kind: str) -> Json:
    return {"trueValues": ["是"], "falseValues": ["否"]} if kind == "boolean" else {}


def schema() -> Json:
    """The JSON Schema of a rubric's canonical JSON: the content's models, less what has no part in the score."""
    kinds = (Rubric, Tier, Condition, Veto)
    _, made = models_json_schema([(kind, "validation") for kind in kinds])
    found: Json = made["$defs"]
    keys = {"Tier": TIER | {"conditions"}, "Condition": CONDITION, "Veto": VETO}
    keys["Rubric"] = set(found["Rubric"]["properties"]) - BESIDE
    for definition in found.values():
        del definition["description"]  # a docstring, for programmers
    for name, kept in keys.items():
        found[name]["properties"] = {key: one for key, one in found[name]["properties"].items() if key in kept}
        found[name]["required"] = [key for key in found[name]["required"] if key in kept]
    implied = {"type": "array", "items": {"type": "string"}, "description": "否决情形存在时，必然同时存在的情形。"}
    found["Veto"]["properties"]["implies"] = implied
    document: Json = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "打分表",
        "description": "计分所依据的全部内容；取默认值的键省略。分数和百分比都是以百分之一为单位的整数。",
        "type": "object",
        "additionalProperties": False,
        "required": ["engine", "id", "tiers", "vetoes", "rubric"],
        "properties": {
            "engine": {"type": "integer", "description": "计分规则的版本。"},
            "id": {"type": "string", "description": "打分表的编号：活动/年度/打分表。"},
            "tiers": {"type": "array", "items": {"$ref": "#/$defs/Tier"}, "description": "等次，从低到高。"},
            "vetoes": {"type": "array", "items": {"$ref": "#/$defs/Veto"}, "description": "否决条件。"},
            "rubric": {"$ref": "#/$defs/Rubric"},
        },
    }
    used = _used(document, found)
    return {**_whole(document), "$defs": {name: _whole(found[name]) for name in sorted(used)}}


def _used(part: object, found: Json) -> set[str]:
    """The definitions that a part of the schema leads to."""
    pending, used = [part], set()
    while pending:
        at = pending.pop()
        if isinstance(at, dict):
            name = str(at.get("$ref", "")).rpartition("/")[2]
            if name and name not in used:
                used.add(name)
                pending.append(found[name])
        pending += at.values() if isinstance(at, dict) else at if isinstance(at, list) else ()
    return used


def _whole(part: Any) -> Any:  # noqa: ANN401 - any part of a JSON document
    """The schema with points and percentages as whole hundredths."""
    if isinstance(part, list):
        return [_whole(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") != "number" or "multipleOf" not in part:
        return {key: _whole(value) for key, value in part.items()}
    limits = {key: round(value * 100) for key, value in part.items() if key in {"minimum", "maximum"}}
    rest = {key: value for key, value in part.items() if key not in {"multipleOf", *limits}}
    return {**rest, **limits, "type": "integer", "description": f"{part.get('description', '')}{_HUNDREDTHS}"}
