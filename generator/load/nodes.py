"""YAML text to located nodes, hostile input refused while it is still a stream of events.

Nodes are composed here from PyYAML's events (its pure-Python parser is a state machine, so
nesting cannot overflow a stack). Aliases, anchors, merge keys and tags are refused the moment
they appear; nothing is expanded. Every scalar stays a string until the model types it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from generator.problems import Problem

MAX_DEPTH = 50

# What the parser says most often, in words that help; the rest is shown as it comes.
_PLAIN = {
    "mapping values are not allowed": "这里不能再写“键: 值”：多半是缩进不对，或文字里的冒号没有加引号",
    "found character '\\t'": "缩进里有制表符，请改用空格",
    "could not find expected ':'": "键的后面缺少冒号",
    "expected <block end>": "缩进与上文不一致，或多了、少了引号",
    "while scanning a quoted scalar": "引号没有成对",
    "found unexpected end of stream": "引号或括号没有成对",
}


@dataclass(frozen=True)
class Scalar:
    """A string and where it starts (line and column count from 1)."""

    value: str
    line: int
    column: int


@dataclass
class Sequence:
    """A list of nodes."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


@dataclass
class Mapping:
    """A mapping of keys to nodes; ``keys`` holds where each key stands."""

    line: int
    column: int
    items: dict[str, Node] = field(default_factory=dict)
    keys: dict[str, Scalar] = field(default_factory=dict)


Node = Scalar | Sequence | Mapping


def value(node: Node) -> object:
    """The node as plain dicts, lists and strings, for the model to validate."""
    if isinstance(node, Scalar):
        return node.value
    if isinstance(node, Sequence):
        return [value(item) for item in node.items]
    return {key: value(item) for key, item in node.items.items()}


def locate(node: Node, where: tuple[str | int, ...]) -> tuple[int, int]:
    """Line and column of the node that a model's error location means.

    Parts that are no key or index (pydantic puts the tag of a union there) are passed over, and a
    key that is missing is located at the mapping that lacks it.
    """
    at: Node | Scalar = node
    for position, part in enumerate(where):
        if isinstance(at, Mapping) and str(part) in at.items:
            last = position == len(where) - 1
            child = at.items[str(part)]
            at = at.keys[str(part)] if last and not isinstance(child, Scalar) else child
        elif isinstance(at, Sequence) and isinstance(part, int) and part < len(at.items):
            at = at.items[part]
    return at.line, at.column


def parse(path: str, text: str) -> tuple[Mapping | None, list[Problem]]:
    """The top-level mapping of a YAML file, or ``None`` and what is wrong with it."""
    composer = _Composer(path)
    try:
        root = composer.compose(yaml.parse(text, Loader=yaml.SafeLoader))
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = _after(mark)
        composer.add("YAM001", line, column, f"YAML 语法错误：{_explain(error.problem or error.context or '')}。")
        return None, composer.problems
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 1
        composer.add("YAM001", line, 1, f"YAML 里有不能使用的字符 U+{ord(str(error.character)[0]):04X}。")
        return None, composer.problems
    if root is None and not composer.problems:
        composer.add("YAM005", 1, 1, "文件为空，或最外层不是“键: 值”。")
    return (None if composer.problems else root), composer.problems


class _Mark(Protocol):
    line: int
    column: int


def _after(mark: _Mark | None) -> tuple[int, int]:
    """Line and column from 1 of a mark of PyYAML, which counts from 0."""
    return (mark.line + 1, mark.column + 1) if mark else (1, 1)


def _explain(said: str) -> str:
    return next((plain for start, plain in _PLAIN.items() if said.startswith(start)), said)


class _Composer:
    """Builds nodes from events with a stack of its own."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def add(self, code: str, line: int, column: int, message: str) -> None:
        self.problems.append(Problem(self.path, line, column, code, message))

    def compose(self, events: Iterator[yaml.Event]) -> Mapping | None:
        """The root mapping; stops reading at the first sign of a bomb."""
        stack: list[tuple[Sequence | Mapping, list[Scalar]]] = []
        root: Node | None = None
        for event in events:
            if isinstance(event, (yaml.SequenceEndEvent, yaml.MappingEndEvent)):
                stack.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            line, column = _after(event.start_mark)
            if self._refused(event, line, column):
                return None
            node = _node(event, line, column)
            if root is not None and not stack:
                self.add("YAM005", line, column, "一个文件只能有一份内容，不能用 --- 再分出第二份。")
                return None
            root = node if root is None else root
            if stack:
                self._attach(*stack[-1], node)
            if not isinstance(node, Scalar):
                stack.append((node, []))
                if len(stack) > MAX_DEPTH:
                    self.add("YAM004", line, column, f"嵌套超过 {MAX_DEPTH} 层。")
                    return None
        return root if isinstance(root, Mapping) else None

    def _refused(self, event: yaml.NodeEvent, line: int, column: int) -> bool:
        tagged = getattr(event, "tag", None) is not None
        if isinstance(event, yaml.AliasEvent) or event.anchor is not None or tagged:
            self.add("YAM002", line, column, "不能使用锚点（&）、别名（*）或标签（!）。")
            return True
        return False

    def _attach(self, parent: Sequence | Mapping, pending: list[Scalar], node: Node) -> None:
        """Put a node below its parent; in a mapping, keys and values take turns."""
        if isinstance(parent, Sequence):
            parent.items.append(node)
        elif not pending:
            pending.append(self._key(parent, node))
        else:
            key = pending.pop()
            parent.items.setdefault(key.value, node)
            parent.keys.setdefault(key.value, key)

    def _key(self, parent: Mapping, node: Node) -> Scalar:
        if not isinstance(node, Scalar):
            self.add("YAM001", node.line, node.column, "键必须是一个词，不能是列表或映射。")
            return Scalar("", node.line, node.column)
        if node.value == "<<":
            self.add("YAM002", node.line, node.column, "不能使用合并键（<<）。")
        if node.value in parent.items:
            first = parent.keys[node.value].line
            self.add("YAM003", node.line, node.column, f"键“{node.value}”重复，第 {first} 行已经写过。")
        return node


def _node(event: yaml.NodeEvent, line: int, column: int) -> Node:
    if isinstance(event, yaml.ScalarEvent):
        return Scalar(event.value, line, column)
    return Sequence(line, column) if isinstance(event, yaml.SequenceStartEvent) else Mapping(line, column)
