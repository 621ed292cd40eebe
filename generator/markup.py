"""HTML that this generator, Python-Markdown or nh3 wrote, to its tags and the text between them.

All of it is of one make: every tag is whole, every value of an attribute stands in quotes, no ``<`` begins anything but
a tag, and there are no comments. So nothing is left to guess, and reading takes a fifth of what a parser takes for HTML
that anybody wrote.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from typing import Protocol

from msgspec import Struct

_TAG = r"""<[^<>"']*+(?:(?:"[^"]*+"|'[^']*+')[^<>"']*+)*+>"""
_ONE = re.compile(f"({_TAG})")
_ROW = re.compile(rf"((?:{_TAG}\s*+)++)")
_NAME = re.compile(r"[^\s/>]+")
_ATTRIBUTE = re.compile(r"""([^\s=/>"']+)(?:=(?:"([^"]*)"|'([^']*)'))?""")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)

# Characters as wide as they are high, with those that Chinese texts have so: between two of them no line's end is a
# space. Browsers should know (CSS Text 3, 4.1.3), but only Firefox does.
_WIDE = (
    "\u2014\u2018\u2019\u201c\u201d\u2026\u2e80-\u2fdf\u3000-\u312f\u31a0-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\ufe30-\ufe4f\uff01-\uff60\uffe0-\uffe6\U00020000-\U0003ffff"
)
_TAGS = r'(?:</?(?:a|strong)(?:\s(?:[^<>"]|"[^"]*")*)?>)*+'
_BROKEN = re.compile(rf"(?<=[{_WIDE}])({_TAGS}) *\n *({_TAGS})(?=[{_WIDE}])")


class Tag(Struct, frozen=True):
    """A tag that begins an element, as it is ``written``; a ``void`` element ends with it."""

    name: str
    attributes: Mapping[str, str]
    void: bool
    written: str


def pieces(html: str) -> Iterator[tuple[str, str]]:
    """Each tag as it is written with the text after it; before them, the text that no tag stands before."""
    parts = ["", *_ONE.split(html)]
    return zip(parts[::2], parts[1::2], strict=True)


def joined(text: str) -> str:
    """What people wrote, as HTML or without, but for those ends of lines that are no spaces: only they saw them."""
    return _BROKEN.sub(r"\1\2", text)


def rows(html: str) -> Iterator[tuple[str, str]]:
    """The same of tags in a row: those with nothing but white space between them and after the last are one piece."""
    parts = ["", *_ROW.split(html)]
    return zip(parts[::2], parts[1::2], strict=True)


@lru_cache(maxsize=4096)  # most tags of a page are those of the page before
def tag(written: str) -> Tag:
    """What a tag says that is not the end of an element."""
    name = _NAME.match(written, 1)
    assert name is not None  # noqa: S101 - no tag is without
    found = _ATTRIBUTE.findall(written, name.end(), len(written) - 1)
    said = {key.lower(): unescape(double or single) for key, double, single in found}
    lower = name[0].lower()
    return Tag(lower, said, lower in _VOID or written.endswith("/>"), written)


class Reader(Protocol):
    """Who is told what an HTML text holds, in its order."""

    def start(self, tag: Tag) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends that is not void."""

    def text(self, said: str) -> None:
        """Text, of which nothing is empty."""


def read(html: str, reader: Reader) -> None:
    """Tell a reader what is in a text."""
    for written, text in pieces(html):
        if written[1:2] == "/":
            reader.end(written[2:-1].rstrip().lower())
        elif written:
            reader.start(tag(written))
        if text:
            reader.text(unescape(text))
