"""A Markdown text as people read it, with the place of every character: for checks of what a document says."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cached_property
from itertools import accumulate

from msgspec import Struct

BREAK = "\n"
"""Between blocks; no line is broken inside one."""

# What Markdown takes out (attributes, targets of links, marks), the ends of blocks, and layout.
_MARKS = re.compile(
    r"\{:?\s*#[^{}\n]*\}|(?<=\])\([^()\s]*\)|(?<!\*)\*\*(?!\*)|[\\`<>\[\]]|^[ \t]*(?:#{1,6}|[-+|])", re.MULTILINE
)
_BLOCK = re.compile(r"\n(?=[ \t]*(?:\n|[-+*>|#{]|[0-9]+\.\s))|(?<=\n)\n")
_SPACE = re.compile(r"\s")


class Plain(Struct, frozen=True, dict=True):
    """The text without layout and marks, digits in their plain form; ``at`` says where each character stands."""

    written: str
    text: str
    at: tuple[int, ...]

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        return (0, *accumulate(len(line) + 1 for line in self.written.split("\n")))

    def place(self, at: int) -> tuple[int, int]:
        """Line and column, from 1, of a character of the plain text."""
        where = self.at[at]
        line = self.written.count("\n", 0, where)
        return line + 1, where - self._lines[line] + 1


def read(markdown: str) -> Plain:
    """What a reader sees of a Markdown text."""
    found = list(_characters(markdown))
    return Plain(markdown, "".join(char for char, _ in found), tuple(at for _, at in found))


def squash(text: str) -> str:
    """A text of a YAML file in the same form, to be looked for in a plain text."""
    return "".join(_folded(char) for char in text if not char.isspace())


def _characters(markdown: str) -> Iterator[tuple[str, int]]:
    hidden = {at for mark in _MARKS.finditer(markdown) for at in range(*mark.span())}
    breaks = {found.start() for found in _BLOCK.finditer(markdown)}
    headings = {found.end() for found in re.finditer(r"^[ \t]*#{1,6}[^\n]*", markdown, re.MULTILINE)}
    for at, char in enumerate(markdown):
        if at in breaks or at in headings:
            yield BREAK, at
        elif at not in hidden and not _SPACE.match(char):
            yield _folded(char), at


def _folded(char: str) -> str:
    return str(unicodedata.decimal(char)) if unicodedata.category(char) == "Nd" else char
