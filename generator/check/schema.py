"""A located node to a model: pydantic's errors become Problems at the line they mean."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable
from functools import cache
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from generator.check import meant
from generator.load import nodes
from generator.model.base import REF, SLUG, Record
from generator.model.honours import REFERENCE
from generator.problems import Problem

R = TypeVar("R", bound=Record)

# pydantic's error types that a content file can cause, in the words of the people who write it.
_MESSAGES = {
    "string_type": "应是一段文字",
    "tuple_type": "应一条一行，每行以“- ”开头",
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
# What patterns ask for; the one that is not here is that of an address.
_PATTERNS = {
    SLUG: "标识只用小写字母、数字和连字符，例如 self-check",
    REF: "写考核内容的标识、点和规则的标识，例如 10.no-congress",
    REFERENCE: "写称号的标识，别的活动的称号前面加活动的标识和 /",
}
_ADDRESS = "网址以 http(s):// 开头、以 / 结尾"
_CLAUSE = "写条款在 notice.md 里的标识，例如 send-award，不写标题的文字"
_SHOWN = 30  # characters of a value that a remedy repeats
_QUOTED = re.compile("[“”‘’][^“”‘’]{0,60}[“”‘’]")
_LISTED = re.compile(r"[-－—–·•\u3000\xa0 ]*([［【])?(.*?)(?(1)[］】])", re.DOTALL)  # signs that were to make it a list
_FULL_WIDTH = re.compile("[，、；：．\u3000]")


def record(
    kind: type[R], path: str, node: nodes.Node, called: Callable[[str], str] = lambda _written: ""
) -> tuple[R | None, list[Problem]]:
    """The model of a file, or ``None`` and every problem in it; ``called`` finds the id of what is called so."""
    try:
        return kind.model_validate(nodes.value(node)), []
    except ValidationError as error:
        return None, [
            _problem(kind, path, node, detail, called) for detail in error.errors() if not _echo(node, detail)
        ]


def _echo(node: nodes.Node, detail: ErrorDetails) -> bool:
    """Whether a list is called too short only because pydantic does not count its faulty entries."""
    at = _at(node, _untagged(node, detail["loc"]))
    return (
        detail["type"] == "too_short"
        and isinstance(at, nodes.Sequence)
        and len(at.items) >= int(detail["ctx"]["min_length"])
    )


def _problem(
    kind: type[Record], path: str, node: nodes.Node, detail: ErrorDetails, called: Callable[[str], str]
) -> Problem:
    where = _untagged(node, detail["loc"])
    line, column = nodes.locate(node, where)
    name = str(where[-1]) if where else ""
    context = detail.get("ctx", {})
    sought = {
        "missing": (where[:-1], name),
        "extra_forbidden": (where[:-1], _bare(name)),
        "union_tag_not_found": (where, "kind"),
    }.get(detail["type"])
    if sought and (typed := _mistyped(path, node, *sought)):
        return typed
    match detail["type"]:
        case "missing":
            return Problem(path, line, column, "SCH001", f"缺少必填的键“{name}”。")
        case "extra_forbidden":
            near = difflib.get_close_matches(name, sorted(_keys(kind)), n=1)
            hint = f"是不是“{near[0]}”？" if near else ""
            said = f"这里不能写键“{name}”。" if name in _keys(kind) else f"不认识的键“{name}”。{hint}"
            return Problem(path, *_key_place(node, where), "SCH002", said)
        case "union_tag_invalid":
            line, column = nodes.locate(node, (*where, "kind"))
            expected = str(context["expected_tags"]).replace("'", "")
            return Problem(path, line, column, "SCH004", f"不认识的 kind“{context['tag']}”，可用：{expected}。")
        case "union_tag_not_found":
            return Problem(path, line, column, "SCH004", "缺少 kind：说明这是哪一种。")
        case _:
            named = _own(node, where) or called
            said, remedy = _wrong(_label(where), detail, named, listed=isinstance(where[-1], int) if where else False)
            return Problem(path, line, column, "SCH003", said, remedy)


def _own(node: nodes.Node, where: tuple[str | int, ...]) -> Callable[[str], str] | None:
    """What finds no id for what is itself called something: its own ``id`` is new, and named by nobody yet."""
    at = _at(node, where[:-1])
    called = {"title", "name", "label", "text"} & set(at.items) if isinstance(at, nodes.Mapping) else set()
    return (lambda _written: "") if where[-1:] == ("id",) and called else None


def _wrong(label: str, detail: ErrorDetails, called: Callable[[str], str], *, listed: bool) -> tuple[str, str]:
    """What is wrong with a value, and a remedy where that of the code does not say enough; ``listed`` one of a list."""
    written, context = detail["input"], detail.get("ctx", {})
    if isinstance(written, str) and _QUOTED.fullmatch(written):
        return f"“{label}”的引号是中文的“”。", '改成半角的 " ，或不写引号。'
    if detail["type"] == "string_pattern_mismatch":
        if label.endswith("clause"):
            return f"“{label}”写法不合规：{_CLAUSE}。", ""
        sign = _FULL_WIDTH.search(written)
        more = f"，这里有全角的“{sign[0]}”" if sign else ""
        said = f"写{asked}" if (asked := meant.asked(label)) else _PATTERNS.get(context["pattern"], _ADDRESS)
        remedy = f"改成 {id_}，它是“{written}”的标识。" if (id_ := called(written)) else ""
        if listed and len(names := meant.several(written)) > 1:
            remedy = f"几个之间用半角逗号加空格：{', '.join(names)}。"
        return f"“{label}”写法不合规{more}：{said}。", remedy
    template = _MESSAGES.get(detail["type"])
    words = {key: str(value).replace("'", "").replace(" or ", " 或 ") for key, value in context.items()}
    said = template.format(**words) if template else detail["msg"]
    return f"“{label}”的值不合要求：{said}。", _reshaped(label, detail["type"], written)


def _reshaped(label: str, wanted: str, written: object) -> str:
    """How what is a text, a list or keys becomes what is wanted; nothing where that is no matter of shape."""
    names = meant.several(written) if isinstance(written, str) else []
    if wanted == "tuple_type" and names and all(re.fullmatch(SLUG, name) for name in names):
        return f"写成 [{', '.join(names)}]。"
    if wanted == "tuple_type":
        if isinstance(written, str) and (listed := _LISTED.fullmatch(written)):
            written = listed[2]
        said = written if isinstance(written, str) and 0 < len(written) <= _SHOWN and "\n" not in written else "……"
        return f"在“{label}:”下面另起一行，缩进两格，写“- {said}”；有几条写几行，只有一条也这样写。"
    if wanted == "string_type" and isinstance(written, dict):
        return "文字里有冒号加空格（: ）的，或以花括号开头的，整段放进单引号。"
    if wanted == "string_type" and isinstance(written, (list, tuple)):
        return "这里只写一段，去掉行首的“- ”或两头的方括号；原文就有方括号的，整段放进单引号。"
    return ""


def _mistyped(path: str, node: nodes.Node, where: tuple[str | int, ...], name: str) -> Problem | None:
    """A key of the mapping at this place that was meant to be ``name`` and is typed with full-width signs."""
    at = _at(node, where)
    for key in at.keys.values() if isinstance(at, nodes.Mapping) else ():
        if key.value != name and _bare(key.value) == name:
            side, sign = ("前面", key.value[0]) if key.value[0] in nodes.OTHER_SPACES else ("后面", key.value[-1])
            said, remedy = f"键“{name}”{side}是{nodes.OTHER_SPACES.get(sign)}。", "改成半角空格，与上下几行对齐。"
            colon = key.value.find("：")
            if colon >= 0:
                said, remedy = "这里是全角冒号“：”。", "改成半角冒号“:”加一个空格。"
            return Problem(path, key.line, key.column + max(colon, 0), "SCH002", said, remedy)
    return None


def _bare(key: str) -> str:
    return key.strip("".join(nodes.OTHER_SPACES)).partition("：")[0]


def _untagged(node: nodes.Node, loc: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """The location without the kinds that pydantic puts in it: a rule of the kind ``parts`` has a key ``parts`` too."""
    at: nodes.Node | None = node
    where: list[str | int] = []
    entered = False  # whether the part before led into this node
    for part in loc:
        kind = at.items.get("kind") if isinstance(at, nodes.Mapping) else None
        if entered and isinstance(kind, nodes.Scalar) and kind.value == part:
            entered = False
            continue
        where.append(part)
        at, entered = _child(at, part), True
    return tuple(where)


def _at(node: nodes.Node, where: tuple[str | int, ...]) -> nodes.Node | None:
    at: nodes.Node | None = node
    for part in where:
        at = _child(at, part)
    return at


def _child(at: nodes.Node | None, part: str | int) -> nodes.Node | None:
    if isinstance(at, nodes.Mapping):
        return at.items.get(str(part))
    if isinstance(at, nodes.Sequence) and isinstance(part, int) and part < len(at.items):
        return at.items[part]
    return None


def _label(where: tuple[str | int, ...]) -> str:
    names = [part for part in where if isinstance(part, str)]
    return names[-1] if names else "内容"


def _key_place(node: nodes.Node, where: tuple[str | int, ...]) -> tuple[int, int]:
    """Where the key itself stands, not its value."""
    at = _at(node, where[:-1])
    if isinstance(at, nodes.Mapping) and str(where[-1]) in at.keys:
        key = at.keys[str(where[-1])]
        return key.line, key.column
    return nodes.locate(node, where)


@cache
def _keys(kind: type[Record]) -> frozenset[str]:
    """Every key that the kind or a record inside it knows."""
    schema = TypeAdapter(kind).json_schema()
    known = set(schema.get("properties", {}))
    for definition in schema.get("$defs", {}).values():
        known |= set(definition.get("properties", {}))
    return frozenset(known)
