"""The JSON Schema of a rubric's canonical JSON: the content's models, less what has no part in the score.

It is written into ``rubric.schema.json`` by ``portal reference``, for it depends on nothing but the code.
"""

from __future__ import annotations

from typing import Any

from pydantic.json_schema import models_json_schema

from generator.model.campaign import Condition, Tier, Veto
from generator.model.rubric import Rubric
from generator.score.scheme import BESIDE, CONDITION, TIER, VETO

Json = dict[str, Any]

_HUNDREDTHS = "以百分之一为单位的整数：450 是 4.5。"


def schema() -> Json:
    """The schema as a JSON document."""
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
