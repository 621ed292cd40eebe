"""A portal in every text of which somebody tries to be more than text, and its twin with harmless words.

Fields are found by walking the files and the models, so that a new field is covered by itself: the words of each become
an injection before them and a mark after them, and texts that are in no file yet are added. What the checks refuse
where they should (an identifier, a date) is tried with the next injections and then left as it was. Equal words stay
equal, so that quotations, titles and names that must agree still do.
"""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import honoured
import malformed
import yaml
from pydantic import AfterValidator, BaseModel, TypeAdapter, ValidationError
from selectolax.lexbor import LexborHTMLParser

from generator.check import plain
from generator.check.article import article
from generator.model.base import Line
from generator.problems import Problem
from generator.reference import KINDS

FOLDER = Path(__file__).resolve().parent / "hostile"
PWN = "window.__pwned=1"
MARK = "钉"
HARMLESS = "平安"
_TRIES = 8  # injections for each text, of those that its type lets in, before it is left as it was
_FEW = 2  # where an identifier or a day stands
_ROUNDS = 40
_CHARACTERS = ("SCH", "TXT", "PRI", "HON001", "HON002", "TAB")
_ALONE = {"kind", "of", "counts", "absent"}  # choices, not texts
_TYPED = ("announcement.md",)
_ADDED = 4  # paragraphs of injections in each Markdown file


def _no_formula(text: str) -> str:
    if re.match("[=+\\-@＝＋－＠\t]", text):
        raise ValueError(text)
    return text


Cell = Annotated[Line, AfterValidator(_no_formula)]
"""What a cell of a table lets in: the checks refuse what office programs would compute."""

Place = tuple[str, tuple[str | int, ...]]
"""A path, and the keys that lead to a text in it: of a table the row and the cell, of Markdown the paragraph."""


@dataclass(frozen=True)
class Injection:
    """One line of the corpus."""

    id: str
    text: str
    tries: str


@cache
def corpus() -> tuple[Injection, ...]:
    """All injections, PWN in them replaced by what would show."""
    said = yaml.safe_load((FOLDER / "corpus.yml").read_text("utf-8"))
    return tuple(Injection(one["id"], one["text"].replace("PWN", PWN), one["tries"]) for one in said)


def portal(root: Path) -> Path:
    """The portal with harmless words: every kind of file and nearly every key."""
    malformed.whole(root)
    shutil.copytree(FOLDER / "portal", root, dirs_exist_ok=True)
    return root


@dataclass
class Group:
    """Equal words wherever they stand, and what they become: the injection that is being tried."""

    number: int
    words: str | None  # None where nothing stands yet
    places: list[Place]
    types: list[Any] = field(default_factory=list)
    left: list[Injection] = field(default_factory=list)
    shown: bool = False  # in Markdown too, which takes white space together
    typed: bool = False  # in Markdown that says what a record says, and is compared as it is typed
    codes: Counter[str] = field(default_factory=Counter)

    def turn(self, offset: int) -> None:
        """Take the injections that its types let in, from another one on for each group and offset."""
        everything = corpus()
        begin = (offset + self.number * 29) % len(everything)
        turned = (*everything[begin:], *everything[:begin])
        fits = [
            one
            for one in turned
            if all(takes(kind, self.text(said) or "") for kind in self.types for said in (one, _tamed(one)))
        ]
        if self.shown:
            fits = [one for one in fits if one.text == " ".join(one.text.split(" ")).strip() and one.text.isprintable()]
        if self.typed:
            fits = [one for one in fits if _as_typed(one.text)]
        self.left = fits[: _FEW if self.words and self.words.isascii() else _TRIES]

    @property
    def injection(self) -> Injection | None:
        """What is put here; None where all that could be was refused."""
        return self.left[0] if self.left else None

    def text(self, injection: Injection | None) -> str | None:
        """The words with an injection before them and a mark behind: what begins a formula must come first."""
        return f"{injection.text}{self.words or ''}{MARK}{self.number}{MARK}" if injection else self.words


class Hostile:
    """Writes the portal with injections, and finds out which of them the checks let in where."""

    def __init__(self, root: Path, offset: int = 0) -> None:
        """Find every text of the portal at ``root``; ``offset`` turns the corpus: all of it goes everywhere in turn."""
        self.root, self.offset = root, offset
        self.corpus = corpus()
        self.data = {
            path: yaml.load((root / path).read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - strings only
            for path in _files(root, ".yml")
        }
        self.tables = {
            path: list(csv.reader(io.StringIO((root / path).read_text("utf-8-sig")))) for path in _files(root, ".csv")
        }
        self.markdown = {path: (root / path).read_text("utf-8") for path in _files(root, ".md")}
        self.fields: dict[Place, str] = {}
        self.groups = self._groups()
        self.lines: defaultdict[tuple[str, int], defaultdict[int, list[Group]]] = self._nowhere()
        self.spans: dict[tuple[str, int], range] = {}
        self.written: dict[str, str] = {}

    @staticmethod
    def _nowhere() -> defaultdict[tuple[str, int], defaultdict[int, list[Group]]]:
        return defaultdict(lambda: defaultdict(list))

    def _groups(self) -> list[Group]:  # noqa: C901 - one loop for each kind of file
        found: dict[object, Group] = {}

        def add(words: str | None, place: Place, kind: object = str) -> None:
            key = words if words is not None else place
            group = found.setdefault(key, Group(len(found), words, []))
            group.places.append(place)
            group.types.append(kind)

        for path, data in self.data.items():
            there = dict(leaves(data))
            for where, kind, field_ in texts(model(path), data):
                add(there.pop(where, None), (path, where), kind)
                self.fields[path, where] = field_
            assert not there, f"{path}: no field of the model was found for {there}"
        for path, rows in self.tables.items():
            for row, cells in enumerate(rows[1:], 1):
                for cell, words in enumerate(cells):
                    if words:
                        add(words, (path, (row, cell)), Cell)
                        self.fields[path, (row, cell)] = f"{path.rpartition('/')[2]} {rows[0][cell]}"
        for path in self.markdown:
            if not path.endswith(("faq.md", "announcement.md")):  # where every paragraph has to be as it is
                for number in range(_ADDED):
                    add(None, (path, (number,)))
        for group in found.values():
            group.shown = any(group.words is not None and group.words in text for text in self.markdown.values())
            group.typed = any(
                group.words is not None and group.words in text
                for path, text in self.markdown.items()
                if path.endswith(_TYPED)
            )
            group.turn(self.offset)
        return list(found.values())

    @cached_property
    def _mine(self) -> dict[str, dict[tuple[str | int, ...], Group]]:
        """The groups of each file by where they stand in it."""
        found: defaultdict[str, dict[tuple[str | int, ...], Group]] = defaultdict(dict)
        for group in self.groups:
            for path, where in group.places:
                found[path][where] = group
        return found

    @cached_property
    def _by_words(self) -> dict[str, Group]:
        return {group.words: group for group in self.groups if group.words is not None}

    @cached_property
    def _fragments(self) -> re.Pattern[str]:
        """Words that other texts quote, the longest first."""
        quoted = {
            group.words
            for group in self.groups
            for _, where in group.places
            if group.words and len(group.words) > 1 and (not group.words.isascii() or where[-1] in {"phone", "email"})
        }
        return re.compile("|".join(re.escape(words) for words in sorted(quoted, key=len, reverse=True)))

    @cached_property
    def _said(self) -> re.Pattern[str]:
        """Words that rules quote from the text of their item."""
        said = {group.words or "" for group in self.groups if any("says" in where for _, where in group.places)}
        return re.compile("|".join(re.escape(words) for words in sorted(said, key=len, reverse=True)))

    def become(self, group: Group, *, harmless: bool) -> str | None:
        """The text of a group now."""
        tried = group.injection
        return group.text(_tamed(tried) if tried and harmless else tried)

    def write(self, *, harmless: bool = False) -> None:
        """Write every file as it now is; where each text stands is known afterwards."""
        self.lines, self.spans = self._nowhere(), {}
        for ledger in self.root.glob("content/campaigns/*/*/ledger.csv"):
            ledger.unlink()
        for path, data in self.data.items():
            self._write_yaml(path, data, harmless=harmless)
        for path, rows in self.tables.items():
            self._write_table(path, rows, harmless=harmless)
        for path, text in self.markdown.items():
            self._write_markdown(path, text, harmless=harmless)

    def _write_yaml(self, path: str, data: object, *, harmless: bool) -> None:
        mine = self._mine[path]
        added = defaultdict(list)
        for where, group in mine.items():
            if group.words is None:
                added[where[:-1]].append((where[-1], group))

        def changed(value: Any, where: tuple[str | int, ...]) -> Any:  # noqa: ANN401 - whatever YAML holds
            if isinstance(value, list):
                return [changed(one, (*where, at)) for at, one in enumerate(value)]
            if isinstance(value, dict):
                made = {key: changed(one, (*where, key)) for key, one in value.items()}
                said = {name: self.become(group, harmless=harmless) for name, group in added.get(where, ())}
                return made | {name: text for name, text in said.items() if text is not None}
            return self._text(mine[where], harmless=harmless)

        lines: list[str] = []
        opened: list[int] = []
        for where, line in _emitted(changed(data, ())):
            lines.append(line)
            if line.endswith(("{", "[")):
                opened.append(len(lines))
            elif line.startswith(("}", "]")):
                begun = opened.pop()
                self.spans[path, begun] = range(begun, len(lines))
            if where in mine:
                self.lines[path, len(lines)][0].append(mine[where])
        self._save(path, "\n".join(lines) + "\n")

    def _save(self, path: str, text: str) -> None:
        if self.written.get(path) != text:
            self.written[path] = text
            (self.root / path).write_text(text, "utf-8", newline="")

    def _text(self, group: Group, *, harmless: bool) -> str:
        """A text in which other texts are quoted carries theirs; else its own."""
        words = group.words or ""
        if any("says" not in where and self._is_quoted(where, path) for path, where in group.places):
            return self._said.sub(lambda found: self._fragment(found[0], words, harmless=harmless), words)
        return self.become(group, harmless=harmless) or ""

    def _is_quoted(self, where: tuple[str | int, ...], path: str) -> bool:
        return path.startswith("rubrics/") and where[-1] in {"standard", "text"} and "items" in where

    def _fragment(self, found: str, words: str, *, harmless: bool) -> str:
        group = self._by_words.get(found)
        if group is None or (found == words and not any("says" in where for _, where in group.places)):
            return found
        return self.become(group, harmless=harmless) or found

    def _write_table(self, path: str, rows: list[list[str]], *, harmless: bool) -> None:
        mine = self._mine[path]
        made = [rows[0]]
        line = 2
        for row, cells in enumerate(rows[1:], 1):
            now = list(cells)
            for cell in range(len(cells)):
                if group := mine.get((row, cell)):
                    now[cell] = self.become(group, harmless=harmless) or ""
                    self.lines[path, line][cell + 1].append(group)
            made.append(now)
            line += 1 + sum(len(re.findall("\r\n|\r|\n", cell)) for cell in now)
        memory = io.StringIO()
        csv.writer(memory, quoting=csv.QUOTE_ALL).writerows(made)
        self._save(path, memory.getvalue())

    def _write_markdown(self, path: str, text: str, *, harmless: bool) -> None:
        shown = (lambda said, _words: said) if path.endswith(_TYPED) else encoded
        lines: list[str] = []
        for line in text.rstrip("\n").split("\n"):
            groups = [self._by_words[found] for found in self._fragments.findall(line) if found in self._by_words]
            lines.append(
                self._fragments.sub(
                    lambda found: shown(self._fragment(found[0], "", harmless=harmless), found[0]), line
                )
            )
            self.lines[path, len(lines)][0] += groups
        for group in self._mine[path].values():
            if (said := self.become(group, harmless=harmless)) is None:
                continue
            for part in ["", *encoded(said, "").split("\n")]:  # typed so that all of it is shown
                lines.append(part)
                self.lines[path, len(lines)][0].append(group)
        self._save(path, "\n".join(lines) + "\n")

    def settle(self) -> None:
        """Try other injections where the checks refuse, until they refuse nothing."""
        for _ in range(_ROUNDS):
            self.write()
            refused = honoured.problems(self.root, releasing=True)
            if not refused:
                return
            changed: set[int] = set()
            for one in refused:
                for group in self._blamed(one, changed):
                    changed.add(group.number)
                    group.codes[one.code] += 1
                    # What is refused for more than its characters is refused whatever the characters are.
                    group.left = group.left[1:] if group.words or one.code.startswith(_CHARACTERS) else []
        told = "\n".join(map(str, refused))
        raise AssertionError(f"still refused:\n{told}")

    def _blamed(self, one: Problem, changed: set[int]) -> list[Group]:
        """The groups at the place of a problem, or in what begins there, or in the file: first what was added.

        Nobody, where all of them were given up already for other problems of the same round (``changed``).
        """
        at = self.lines.get((one.path, one.line), defaultdict(list))
        exact = at.get(one.column, []) if one.path.endswith(".csv") else [g for groups in at.values() for g in groups]
        inside = self.spans.get((one.path, one.line), range(one.line, one.line + 1))
        there = exact or self._in(one.path, inside)
        alive = [group for group in there if group.left]
        if not alive and any(group.number in changed for group in there):
            return []
        if alive and (one.code.startswith(_CHARACTERS) or all(group.codes[one.code] < _FEW for group in there)):
            return [group for group in alive if group.words is None] or alive
        # Not what is said here but what was added beside it, from the nearest record on.
        for span in sorted(self._around(one), key=len):
            if beside := [group for group in self._in(one.path, span) if group.left and group.words is None]:
                return beside
        everything = [
            g for (path, _), at in self.lines.items() if path == one.path for many in at.values() for g in many
        ]
        return alive or [group for group in everything if group.left]

    def _in(self, path: str, span: range) -> list[Group]:
        return [group for line in span for groups in self.lines.get((path, line), {}).values() for group in groups]

    def _around(self, one: Problem) -> list[range]:
        """The records and lists that a place is in, but for the whole file."""
        return [
            span for (path, begun), span in self.spans.items() if path == one.path and begun > 1 and one.line in span
        ]

    def placed(self) -> list[tuple[Group, Injection]]:
        """What the checks let in, and where."""
        return [(group, group.injection) for group in self.groups if group.injection]


def _emitted(value: Any, where: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:  # noqa: ANN401 - whatever YAML holds
    """YAML with each text on a line of its own, and the keys that lead to the text."""
    if isinstance(value, str):
        yield where, f"{json.dumps(value)},"
        return
    yield (), "{" if isinstance(value, dict) else "["
    for key, one in value.items() if isinstance(value, dict) else enumerate(value):
        (first, line), *others = _emitted(one, (*where, key))
        yield first, f"{json.dumps(key)}: {line}" if isinstance(value, dict) else line
        yield from others
    yield (), ("}" if isinstance(value, dict) else "]") + ("," if where else "")


def _tamed(injection: Injection) -> Injection:
    return Injection("", re.sub(r"[^\n]+", _harmless, injection.text), "")


def _harmless(line: re.Match[str]) -> str:
    """Another Chinese character for each letter: texts that are alike stay so, and differ where they did."""
    return "".join(chr(ord("一") + ord(char) % 0x1000) for char in line[0] if char.isalnum()) or HARMLESS


def _as_typed(text: str) -> bool:
    """Whether Markdown shows a text just as it is typed, to readers and to the checks of what a document says."""
    made, problems = article("announcement.md", f"甲{text}乙\n")
    if made is None or problems or plain.read(text).text != plain.squash(text):
        return False
    return LexborHTMLParser(made.html).text().strip() == f"甲{text}乙"


def encoded(text: str, words: str) -> str:
    """Text so that Markdown shows it as it is; ``words`` in it stay as they are written."""
    before, found, after = text.partition(words) if words else (text, "", "")
    return _encoded(before) + found + _encoded(after)


def _encoded(text: str) -> str:
    return "".join(char if char.isalnum() or char in " \n" else f"&#{ord(char)};" for char in text)


def _files(root: Path, suffix: str) -> list[str]:
    return sorted(
        path.relative_to(root).as_posix()
        for name in ("content", "rubrics")
        for path in (root / name).rglob(f"*{suffix}")
    )


def model(path: str) -> type[BaseModel]:
    """The model of a YAML file."""
    for kind, place in KINDS.values():
        if re.fullmatch(re.sub("<[^>]*>", "[^/]+", re.escape(place).replace(r"\<", "<").replace(r"\>", ">")), path):
            return kind
    raise AssertionError(path)


def leaves(data: object, where: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Every text of a YAML file with the keys that lead to it."""
    if isinstance(data, str):
        yield where, data
    elif isinstance(data, (dict, list)):
        for key, value in data.items() if isinstance(data, dict) else enumerate(data):
            yield from leaves(value, (*where, key))


def texts(
    annotation: Any,  # noqa: ANN401 - a type as it is written
    data: object,
    where: tuple[str | int, ...] = (),
    of: str = "",
) -> Iterator[tuple[tuple[str | int, ...], Any, str]]:
    """Where texts stand in a file or could stand, by its model, each with its type and its field there."""
    if isinstance(data, list):
        inner = [one for kind in options(annotation) for one in get_args(kind) if one is not Ellipsis]
        for at, value in enumerate(data):
            yield from texts(inner[0], value, (*where, at), of)
    elif isinstance(data, dict):
        for kind in options(annotation):
            if isinstance(kind, type) and issubclass(kind, BaseModel) and _is_of(kind, data):
                for name, typed in _typed(kind):
                    if name in data:
                        yield from texts(typed, data[name], (*where, name), _named(kind, name))
                    elif name not in _ALONE and str in options(typed):
                        yield (*where, name), typed, _named(kind, name)
    else:
        yield where, annotation, of


def _typed(kind: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """The fields of a record, each with its type and what is said about it."""
    for name, about in kind.model_fields.items():
        yield name, Annotated[about.annotation, *about.metadata] if about.metadata else about.annotation


def _named(kind: type[BaseModel], name: str) -> str:
    """A field of a record: records of two modules may be called the same."""
    return f"{kind.__module__.rpartition('.')[2]}.{kind.__name__}.{name}"


def open_fields(annotation: Any, of: str = "") -> set[str]:  # noqa: ANN401 - a type as it is written
    """Every field of a model, and of the records in it, that lets in a text of the corpus with a word after it."""
    found: set[str] = set()
    for kind in options(annotation):
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            for name, typed in _typed(kind):
                if _named(kind, name) != of:  # a group of groups
                    found |= open_fields(typed, _named(kind, name))
        elif get_origin(kind) is tuple:
            found |= open_fields(get_args(kind)[0], of)
    if not found and any(takes(annotation, f"{one.text}甲") for one in corpus()):
        found.add(of)
    return found


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:  # noqa: ANN401 - a type as it is written
    return TypeAdapter(annotation)


def takes(annotation: Any, text: str) -> bool:  # noqa: ANN401 - a type as it is written
    """Whether a field of that type lets a text in."""
    try:
        _adapter(annotation).validate_python(text)
    except ValidationError:
        return False
    return True


def options(annotation: Any) -> list[Any]:  # noqa: ANN401 - a type as it is written
    """What a type is made of, without what is only said about it."""
    if get_origin(annotation) is Annotated:
        return options(get_args(annotation)[0])
    if get_origin(annotation) in {Union, UnionType}:
        return [one for part in get_args(annotation) for one in options(part)]
    return [annotation]


def _is_of(kind: type[BaseModel], data: dict[str, object]) -> bool:
    """Whether it is that one of several records: they differ in ``kind``, or in what they hold."""
    about = kind.model_fields.get("kind")
    if about is not None and get_origin(about.annotation) is Literal and "kind" in data:
        return data["kind"] in get_args(about.annotation)
    return data.keys() <= kind.model_fields.keys()
