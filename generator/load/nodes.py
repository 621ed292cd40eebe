"""YAML text to located nodes, hostile input refused while it is still a stream of events.

Nodes are composed here from PyYAML's events, taken one by one: aliases, anchors, merge keys, tags and deep nesting
are refused the moment they appear, so nothing is expanded and no parser goes on. Every scalar stays a string until the
model types it. libyaml gives the events, fourteen times as fast; what it does not like is read again by PyYAML's own
parser, whose words and places are the ones that are told.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from functools import cache
from typing import Protocol

import yaml
from msgspec import Struct, field

from generator.model.base import CONFLICT
from generator.problems import Problem

MAX_DEPTH = 50
MAX_NODES = 20_000  # parsed in a second; the longest scoring form known has 700

FAST = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # some systems have PyYAML without libyaml

_SURROGATE = re.compile("[\ud800-\udfff]")

# What the parser says, in words that help.
_PLAIN = {
    "mapping values are not allowed": "这里不能再写“键: 值”：多半是缩进不对，或文字里的冒号没有加引号",
    "sequence entries are not allowed": "这里不能写 - 开头的列表：多半是缩进不对，或应另起一行",
    "found character '\\t'": "这里有制表符，请改用空格",
    "expected alphabetic or numeric": "文字不能以这个符号开头，请把整段文字放进引号",
    "found character": "文字不能以这个符号开头，请把整段文字放进引号",
    "could not find expected ':'": "键的后面缺少冒号",
    "expected <block end>": "缩进与上文不一致，或多了、少了引号",
    "expected ',' or": "方括号或花括号里少了逗号，或括号没有成对",
    "expected the node content": "这里缺少内容，或多了一个符号",
    "expected '<document start>'": "这一行不属于上面的内容，检查缩进和括号",
    "found unexpected end of stream": "引号或括号没有成对",
    "found unexpected document separator": "引号或括号没有成对",
    "found unknown escape character": "双引号里的反斜杠写法有误，请改用单引号",
    "expected escape sequence": "双引号里的反斜杠写法有误，请改用单引号",
}
_IN_BRACKETS = "expected ',' or"
# What Chinese input methods put where YAML wants another sign; where a key may stand, and one that ends in no ": ".
_LINE_END = re.compile(r"\r\n|\r|\n")
_BEFORE_KEY = re.compile(r"^[\s-]*$|[{,]\s*$")
_KEY = re.compile(r"\u3000*[A-Za-z_]\w*(：|:(?=[^\s/]))", re.ASCII)
OTHER_SPACES = {"\u3000": "全角空格", "\xa0": "不换行空格"}  # of input methods, of web pages
_OTHER_INDENT = re.compile(r"[ -]*([\u3000\xa0])\s*")
_COMMA = re.compile(r"[，、；]\s*[A-Za-z_]*:?$")  # right before what the parser did not expect, or that itself
_SIGNS = {
    "：": ("这里是全角冒号“：”", "改成半角冒号“:”加一个空格。"),
    ":": ("冒号后面没有空格", "冒号后面空一格。"),
}
_SHARP = re.compile(r" #[^\s#]")  # it ends a text without quotes, and what follows is a comment
_CUT_OFF = re.compile(r" +(#[^\s#][^\n]{0,80})")
# Mistakes that the parser notices lines later: better shown where they begin.
_NOTICED_LATE = ("could not find expected ':'", "expected ',' or", "found unexpected end", "found unexpected document")


class Scalar(Struct, frozen=True, gc=False):
    """A string and where it starts (line and column count from 1)."""

    value: str
    line: int
    column: int


class Sequence(Struct):
    """A list of nodes."""

    line: int
    column: int
    items: list[Node] = field(default_factory=list)


class Mapping(Struct):
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


def texts(node: Node) -> Iterator[Scalar]:
    """Every key and value below the node: keys of a mapping before what it holds."""
    left = [node]
    while left:
        one = left.pop()
        if isinstance(one, Scalar):
            yield one
        elif isinstance(one, Mapping):
            yield from one.keys.values()
            left += reversed(one.items.values())
        else:
            left += reversed(one.items)


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


@cache
def unusable() -> re.Pattern[str]:
    """What YAML cannot hold (controls, lone surrogates), and line breaks that no editor counts as lines."""
    return re.compile("[^\t\n\r\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def _is_usable(text: str) -> bool:
    """Whether YAML can hold a text; of most it is known at once, without a pattern that takes long to compile."""
    return text.replace("\n", "").replace("\u3000", "").isprintable() or not unusable().search(text)


def parse(path: str, text: str) -> tuple[Mapping | None, list[Problem]]:
    """The top-level mapping of a YAML file, or ``None`` and what is wrong with it."""
    fast = _Composer(path)
    # The two do not agree on where a tab may stand.
    if "\t" not in text and not _SHARP.search(text) and _is_usable(text):
        try:
            root = fast.compose(iter(FAST(text).get_event, None))
        except (yaml.YAMLError, ValueError, OverflowError):
            root = None
        if root is not None and not fast.problems:
            return root, []
    return _explained(path, text)


def _explained(path: str, text: str) -> tuple[Mapping | None, list[Problem]]:
    """The same, with what is wrong in words that help."""
    composer = _Composer(path)
    if found := unusable().search(text):
        at = found.start()
        line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
        composer.add("YAM001", line, column, f"YAML 里有不能使用的字符 U+{ord(found[0]):04X}。")
        return None, composer.problems
    loader = yaml.SafeLoader(text)
    scalars: deque[yaml.ScalarEvent] = deque(maxlen=1)
    try:
        root = composer.compose(composer.uncut(text, _noting(iter(loader.get_event, None), scalars)))
    except yaml.MarkedYAMLError as error:
        said = error.problem or error.context or ""
        begun = said.startswith(_NOTICED_LATE) and error.context_mark
        usual = _after(begun or error.problem_mark or error.context_mark), _explain(said), ""
        (line, column), said, remedy = next(_mistyped(text, error, scalars[-1] if scalars else None), usual)
        composer.add("YAM001", line, column, f"YAML 语法错误：{said}。", remedy)
        return None, composer.problems
    except (ValueError, OverflowError):  # PyYAML does not check the numbers of "\U…" and %YAML
        line, column = _after(loader.get_mark())
        composer.add("YAM001", line, column, "YAML 语法错误：这里的编码或版本号超出范围。")
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


def _noting(events: Iterator[yaml.Event], scalars: deque[yaml.ScalarEvent]) -> Iterator[yaml.Event]:
    for event in events:
        if isinstance(event, yaml.ScalarEvent):
            scalars.append(event)
        yield event


def _mistyped(
    text: str, error: yaml.MarkedYAMLError, last: yaml.ScalarEvent | None
) -> Iterator[tuple[tuple[int, int], str, str]]:
    """What hands do, found where they did it: the parser stumbles over it later, over other words.

    ``last`` is the last text that the parser read. Place, what it is, and the remedy; the likeliest first.
    """
    lines = _LINE_END.split(text)
    if torn := next((number for number, line in enumerate(lines, 1) if CONFLICT.match(line)), 0):
        yield (torn, 1), "这里是合并留下的冲突记号", "两边选一边，或合在一起，再删去 <<<<<<<、=======、>>>>>>> 这几行。"
    at = _after(error.problem_mark)
    for line, column in (*(_after(mark) for mark in (last and last.start_mark, error.context_mark) if mark), at):
        written = lines[line - 1] if line <= len(lines) else ""
        if _BEFORE_KEY.search(written[: column - 1]) and (key := _KEY.match(written, column - 1)):
            behind = OTHER_SPACES.get(written[key.end() : key.end() + 1])
            if behind and key[1] == ":":
                yield (line, key.end() + 1), f"这里是{behind}", "改成半角空格。"
            yield (line, key.start(1) + 1), *_SIGNS[key[1]]
        if (indent := _OTHER_INDENT.match(written)) and (line != at[0] or column <= indent.end() + 1):
            yield (line, indent.start(1) + 1), f"这里是{OTHER_SPACES[indent[1]]}", "改成半角空格，与上下几行对齐。"
        comma = _COMMA.search(written[: at[1]]) if line == at[0] else None
        if comma and (error.problem or "").startswith(_IN_BRACKETS):
            yield (line, comma.start() + 1), f"这里是“{comma[0][0]}”，不能用来分隔", "改成半角逗号“,”加一个空格。"
    if last and last.style in {"'", '"'}:
        begins, ends = _after(last.start_mark), _after(last.end_mark)
        if begins[0] < ends[0] == at[0]:
            said = f"这里开始的引号到第 {ends[0]} 行才有另一个：这一行少了后一个引号，或多了前一个"
            yield begins, said, f"在文字末尾补上 {last.style} 。"
        elif ends == at:
            other = "'" if last.style == '"' else '"'
            remedy = f"整段文字外面再加一层 {other} ，或把里面的改成中文引号“”。"
            yield begins, "文字以引号开头，引号后面还有字", remedy


def _explain(said: str) -> str:
    return next((plain for start, plain in _PLAIN.items() if said.startswith(start)), f"写法有误（{said}）")


class _Composer:
    """Builds nodes from events with a stack of its own."""

    def __init__(self, path: str) -> None:
        self.path = path
        self.problems: list[Problem] = []

    def add(self, code: str, line: int, column: int, message: str, remedy: str = "") -> None:
        self.problems.append(Problem(self.path, line, column, code, message, remedy))

    def uncut(self, text: str, events: Iterator[yaml.Event]) -> Iterator[yaml.Event]:
        """These events; Chinese words without quotes that a sharp cuts off are a problem.

        ``关于 #1 号文件的通知`` says no more than 关于. What is meant for a comment stands after ``# ``, with a space.
        """
        for event in events:
            if isinstance(event, yaml.ScalarEvent) and not (event.style or event.value.isascii()):
                end = event.end_mark
                assert end is not None  # noqa: S101 - the parser says where an event ends
                if found := _CUT_OFF.match(text, end.index):
                    column = end.column + 1 + found.start(1) - end.index
                    said = f"“{found[1].rstrip()}”成了注释，不会登出来：文字没有加引号。"
                    self.add("YAM007", end.line + 1, column, said)
            yield event

    def compose(self, events: Iterator[yaml.Event]) -> Mapping | None:  # noqa: C901, PLR0912 - calls for nodes take time
        """The root mapping; stops reading at the first sign of a bomb."""
        root: Node | None = None
        parent: Sequence | Mapping | None = None
        above: list[Sequence | Mapping | None] = []  # the parent of each that is open
        key: Scalar | None = None  # in a mapping, keys and values take turns
        nodes = 0
        for event in events:
            if isinstance(event, yaml.CollectionEndEvent):
                parent = above.pop()
                continue
            if not isinstance(event, yaml.NodeEvent):
                continue
            node = self._node(event)
            if node is None:
                return None
            if parent is None and root is not None:
                self.add("YAM005", node.line, node.column, "一个文件只能有一份内容，不能用 --- 再分出第二份。")
                return None
            root = root or node
            nodes += 1
            if nodes > MAX_NODES:
                self.add("FIL004", node.line, node.column, f"一个文件里的键和值超过 {MAX_NODES} 个。")
                return None
            if isinstance(parent, Mapping):
                if key is not None:
                    if key.value not in parent.items:
                        parent.items[key.value], parent.keys[key.value] = node, key
                    key = None
                elif isinstance(node, Scalar):
                    key = self._key(parent, node)
                else:
                    self.add("YAM001", node.line, node.column, "键必须是一个词，不能是列表或映射。")
                    return None
            elif parent is not None:
                parent.items.append(node)
            if not isinstance(node, Scalar):
                above.append(parent)
                parent = node
                if len(above) > MAX_DEPTH:
                    self.add("YAM004", node.line, node.column, f"嵌套超过 {MAX_DEPTH} 层。")
                    return None
        return root if isinstance(root, Mapping) else None

    def _node(self, event: yaml.NodeEvent) -> Node | None:
        """The node that begins here, or nothing where reading must stop; an empty value is a problem it survives."""
        mark = event.start_mark
        assert mark is not None  # noqa: S101 - both parsers say where an event begins
        line, column = mark.line + 1, mark.column + 1
        if isinstance(event, yaml.ScalarEvent):
            if not event.style and event.value.lower() in {"null", "~"}:
                self.add("YAM006", line, column, f"这里写的 {event.value} 是空值。")
            plain = event.anchor is None and event.tag is None
            # No file holds such a character itself, but an escape can stand for it.
            if plain and event.style == '"' and (lone := _SURROGATE.search(event.value)):
                self.add("YAM001", line, column, f"YAML 里有不能使用的字符 U+{ord(lone[0]):04X}。")
                return None
            if plain:
                return Scalar(event.value, line, column)
        elif isinstance(event, yaml.CollectionStartEvent) and event.anchor is None and event.tag is None:
            return Sequence(line, column) if isinstance(event, yaml.SequenceStartEvent) else Mapping(line, column)
        self.add("YAM002", line, column, "不能使用锚点（&）、别名（*）或标签（!）。")
        return None

    def _key(self, parent: Mapping, node: Scalar) -> Scalar:
        if node.value == "<<":
            self.add("YAM002", node.line, node.column, "不能使用合并键（<<）。")
        if node.value in parent.items:
            first = parent.keys[node.value].line
            self.add("YAM003", node.line, node.column, f"键“{node.value}”重复，第 {first} 行已经写过。")
        return node
