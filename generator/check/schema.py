"""A located node to a model: pydantic's errors become Problems at the line they mean."""

from __future__ import annotations

import difflib
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.load import nodes
from generator.model.base import Record
from generator.problems import Problem

R = TypeVar("R", bound=Record)

# pydantic's error types that a content file can cause, in the words of the people who write it.
_MESSAGES = {
    "int_parsing": "应为整数",
    "int_type": "应为整数",
    "bool_parsing": "应为 true 或 false",
    "bool_type": "应为 true 或 false",
    "string_type": "应为文字，不能是列表或映射",
    "tuple_type": "应为列表（每行以 - 开头）",
    "model_type": "应为“键: 值”的形式",
    "model_attributes_type": "应为“键: 值”的形式",
    "dict_type": "应为“键: 值”的形式",
    "greater_than": "应大于 {gt}",
    "greater_than_equal": "不应小于 {ge}",
    "less_than_equal": "不应大于 {le}",
    "too_short": "至少要有 {min_length} 项",
    "too_long": "最多 {max_length} 项",
    "string_too_long": "太长，最多 {max_length} 个字符",
    "string_too_short": "内容为空，请填写文字",
    "literal_error": "只能是 {expected}",
}
_PATTERN = "写法不合规：标识只用小写字母、数字和连字符，网址以 http(s):// 开头、以 / 结尾"


def record(kind: type[R], path: str, node: nodes.Node) -> tuple[R | None, list[Problem]]:
    """The model of a file, or ``None`` and every problem in it."""
    try:
        return TypeAdapter(kind).validate_python(nodes.value(node)), []
    except ValidationError as error:
        return None, [_problem(kind, path, node, detail) for detail in error.errors()]


def _problem(kind: type[Record], path: str, node: nodes.Node, detail: ErrorDetails) -> Problem:
    where = detail["loc"]
    line, column = nodes.locate(node, where)
    name = str(where[-1]) if where else ""
    context = detail.get("ctx", {})
    match detail["type"]:
        case "missing":
            return Problem(path, line, column, "SCH001", f"缺少必填的键“{name}”。")
        case "extra_forbidden":
            near = difflib.get_close_matches(name, sorted(_keys(kind)), n=1)
            hint = f"是不是“{near[0]}”？" if near else ""
            return Problem(path, *_key_place(node, where), "SCH002", f"不认识的键“{name}”。{hint}")
        case "union_tag_invalid":
            line, column = nodes.locate(node, (*where, "kind"))
            expected = str(context["expected_tags"]).replace("'", "")
            return Problem(path, line, column, "SCH004", f"不认识的 kind“{context['tag']}”，可用：{expected}。")
        case "union_tag_not_found":
            return Problem(path, line, column, "SCH004", "缺少 kind：说明这是哪一种。")
        case "string_pattern_mismatch":
            return Problem(path, line, column, "SCH003", f"“{name}”{_PATTERN}。")
        case other:
            template = _MESSAGES.get(other)
            said = template.format(**context) if template else detail["msg"]
            return Problem(path, line, column, "SCH003", f"“{_label(where)}”的值不合要求：{said}。")


def _label(where: tuple[str | int, ...]) -> str:
    names = [part for part in where if isinstance(part, str)]
    return names[-1] if names else "内容"


def _key_place(node: nodes.Node, where: tuple[str | int, ...]) -> tuple[int, int]:
    """Where the key itself stands, not its value."""
    at: nodes.Node = node
    for part in where[:-1]:
        if isinstance(at, nodes.Mapping) and str(part) in at.items:
            at = at.items[str(part)]
        elif isinstance(at, nodes.Sequence) and isinstance(part, int):
            at = at.items[part]
    if isinstance(at, nodes.Mapping) and str(where[-1]) in at.keys:
        key = at.keys[str(where[-1])]
        return key.line, key.column
    return at.line, at.column


def _keys(kind: type[Record]) -> set[str]:
    """Every key that the kind or a record inside it knows."""
    schema = TypeAdapter(kind).json_schema()
    known = set(schema.get("properties", {}))
    for definition in schema.get("$defs", {}).values():
        known |= set(definition.get("properties", {}))
    return known
