"""No number of a person reaches a page: not in a text, a link, a key or an address."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import PurePosixPath
from urllib.parse import unquote

from msgspec.structs import replace

from generator import markup
from generator.check import markdown_lint, numbers
from generator.load import Sources, nodes
from generator.model.portal import Article
from generator.problems import Problem

_WITHIN_A_LINE = {"a", "strong"}
_STARS = re.compile(r"(?<=[0-9])\*{1,2}(?=[0-9])")  # not as those of a number that is masked, which are more
_FIGURES = re.compile(r"\d+")
_BREAK = "\f"  # no number goes on in the next paragraph
# Of whom a file shows the contact: the file that says it is public, and the document that names it.
_PUBLIC = {
    "campaign.yml": ("campaign.yml", ("contact",), "notice.md"),
    "notice.md": ("campaign.yml", ("contact",), "notice.md"),
    "faq.md": ("campaign.yml", ("contact",), "notice.md"),
    "honours.yml": ("honours.yml", ("announcement", "contact"), "announcement.md"),
    "announcement.md": ("honours.yml", ("announcement", "contact"), "announcement.md"),
}


def files(sources: Sources) -> Iterator[Problem]:
    """Numbers in YAML files, their keys included, and in the names of files, which become addresses."""
    for path in sorted({*sources.yaml, *sources.tables, *sources.markdown, *sources.refused}):
        for part in PurePosixPath(path).parts:
            yield from (Problem(path, 1, 1, number.code, number.said) for number in numbers.find(part))
    for path, node in sources.yaml.items():
        allowed = public(sources, path)
        for scalar in nodes.texts(node):
            for number in numbers.find(scalar.value):
                if number.digits not in allowed:
                    yield Problem(path, scalar.line, scalar.column, number.code, number.said)
    yield from _tables(sources)


def _tables(sources: Sources) -> Iterator[Problem]:
    """Numbers in the cells of tables, their headings included."""
    for path, table in sources.tables.items():
        cells = [(1, name, name) for name in table.headings]
        cells += [(row.line, name, cell) for row in table.rows for name, cell in row.cells.items()]
        for line, name, cell in cells:
            for number in numbers.find(cell):
                yield Problem(path, line, table.column(name), number.code, number.said)


def article(text: str, made: Article, allowed: frozenset[str]) -> Iterator[Problem]:
    """Numbers in what Markdown made of a text, so that no emphasis, escape or link hides one."""
    reader = _Reader()
    markup.read(made.html, reader)
    seen = Counter[str]()
    found = (number for number in numbers.find(_STARS.sub("", reader.all)) if number.digits not in allowed)
    for number in islice(found, markdown_lint.MAX_PROBLEMS):
        place = markdown_lint.find(text, _as_written(number), seen[number.digits])
        seen[number.digits] += 1
        yield Problem(made.path, *place, number.code, number.said)


def public(sources: Sources, path: str) -> frozenset[str]:
    """The mobile phones that a file may show: its document names them, and ``contact`` says ``public: true``.

    An earlier text may show those of the present one too.
    """
    folder, _, name = path.rpartition("/")
    if name not in _PUBLIC:
        return frozenset()
    edition, earlier, _ = folder.partition("/earlier/")
    return _public(sources, folder, name) | (_public(sources, edition, name) if earlier else frozenset())


def _public(sources: Sources, folder: str, name: str) -> frozenset[str]:
    file, keys, text = _PUBLIC[name]
    named = _mobiles(sources.markdown.get(f"{folder}/{text}", ""))
    contact: nodes.Node | None = sources.yaml.get(f"{folder}/{file}")
    if contact is None:
        return named  # until there is one that can be read, nobody knows, and nothing is built
    for key in keys:
        contact = contact.items.get(key) if isinstance(contact, nodes.Mapping) else None
    if not isinstance(contact, nodes.Mapping):
        return frozenset()
    said = {key: node.value for key, node in contact.items.items() if isinstance(node, nodes.Scalar)}
    if said.get("public") != "true":
        return frozenset()
    phones = _mobiles(said.get("phone", ""))
    return phones & named if f"{folder}/{text}" in sources.markdown else phones


def told(problems: Iterable[Problem]) -> list[Problem]:
    """The problems as they may be shown: whatever they quote, they quote no number in full."""
    return [
        replace(problem, path=numbers.masked(problem.path), message=numbers.masked(problem.message))
        for problem in problems
    ]


def _mobiles(text: str) -> frozenset[str]:
    return frozenset(number.digits for number in numbers.find(text) if number.code == numbers.MOBILE)


def _as_written(number: numbers.Number) -> Iterator[str]:
    """Patterns for where a number stands in Markdown: its digits with whatever splits them, or their beginning."""
    known = [char for char in number.digits if char.isalnum()]
    digits = [_digit(char) for char in known]
    yield r"[^0-9０-９\n]{0,40}".join(digits)
    yield r"[^0-9０-９]{0,9}".join(digits)
    yield "".join(digits[:3])


def _digit(char: str) -> str:
    if char.isascii() and char.isdigit():
        return f"[{char}{chr(ord('０') + int(char))}]"
    return "[XxＸｘ×]" if char == "X" else re.escape(char)


class _Reader:
    """Reads all that an article shows or leads to: words, paragraph by paragraph, and the values of attributes.

    A cell of a table is read behind the heading of its column, which says what its figures are.
    """

    def __init__(self) -> None:
        self._words: list[str] = []
        self._attributes: list[str] = []
        self._headings: list[str] = []
        self._cell = 0
        self._heads = False

    @property
    def all(self) -> str:
        """Everything, each part by itself."""
        return _BREAK.join(["".join(self._words), *self._attributes])

    def start(self, tag: markup.Tag) -> None:
        """Keep what its attributes say."""
        self._attributes += (unquote(value) for value in tag.attributes.values() if value)
        self.end(tag.name)
        if tag.name == "thead":
            self._headings = []
        elif tag.name == "tr":
            self._cell = 0
        elif tag.name == "th":
            self._headings.append("")
        elif tag.name == "td":
            self._words.append(self._headings[self._cell])
            self._cell += 1
        self._heads = tag.name == "th" or (self._heads and tag.name in _WITHIN_A_LINE)

    def end(self, name: str) -> None:
        """Part what is no one line."""
        if name not in _WITHIN_A_LINE:
            self._words.append(_BREAK)
            self._heads = False

    def text(self, data: str) -> None:
        """Keep words."""
        self._words.append(data)
        if self._heads:
            self._headings[-1] += _FIGURES.sub("", data)
