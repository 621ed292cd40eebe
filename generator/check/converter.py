"""Markdown to HTML so that what is written is what is printed: official texts hold what other texts use as marks.

Of Markdown there is what a notice needs: headings, paragraphs, quotations, tables, links, ``**strong**``, lists with
``-`` or ``1.``, ``---``. Whatever else Python-Markdown knows would change a text or lose some of it (the asterisks of
``60*40*2``, the blanks of ``____年__月``, a line like ``[附注]: 内容``, one that is indented), and stays words.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple
from xml.etree.ElementTree import Element

import markdown
from markdown.blockprocessors import HRProcessor, ListIndentProcessor
from markdown.extensions.attr_list import AttrListTreeprocessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.extensions.tables import TableProcessor
from markdown.inlinepatterns import SimpleTagInlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown.blockparser import BlockParser

# Not so: HTML, program code (unmatched backticks cost the cube of their number), references to lines elsewhere.
_BLOCKS = ("code", "reference")
_INLINE = ("html", "autolink", "automail", "backtick", "em_strong")
_INLINE_REFERENCES = ("reference", "image_reference", "short_reference", "short_image_ref")

# Two asterisks, no more and no fewer, as 138****0000 has; nor those between digits or letters, as 2**3 has.
_STRONG = (
    r"(?<!\*)((?<![0-9A-Za-z])\*\*|\*\*(?![0-9A-Za-z]))(?![*\s])"
    r"((?:[^*]++|(?<!\*)(?:\*{3,}+|\*)(?!\*))++)"
    r"(?<!\s)(?:(?<![0-9A-Za-z])\*\*|\*\*(?![0-9A-Za-z]))(?!\*)"
)
_MARKED = re.compile("[\\\\!&*\\[\\]\x02]|  \n")  # all that a pattern for what stands in a line begins with


class Surplus(NamedTuple):
    """A row of a table, as it is written, that has more cells than the table has columns."""

    row: str
    cells: int
    columns: int


def converted(text: str) -> tuple[str, list[Surplus]]:
    """The HTML of a Markdown text, and what it lacks."""
    converter, tables = _converter(tables="|" in text)
    return converter.reset().convert(text), tables.taken()


@cache
def _converter(*, tables: bool) -> tuple[markdown.Markdown, _Tables]:
    """For all texts of a process: to set it up takes half as long as a text takes.

    Every paragraph is tried as a table where ``tables`` may be.
    """
    converter = markdown.Markdown(output_format="html")
    converter.preprocessors.deregister("html_block")
    blocks, parser = converter.parser.blockprocessors, converter.parser
    for processor in _BLOCKS:
        blocks.deregister(processor)
    blocks.register(_Indented(parser), "indent", 90)
    blocks.register(_Rules(parser), "hr", 50)
    blocks.register(_Numbered(parser), "olist", 40)
    blocks.register(_Dashed(parser), "ulist", 30)
    noted = _Tables(parser)
    if tables:
        blocks.register(noted, "table", 75)
        converter.ESCAPED_CHARS.append("|")
    for pattern in (*_INLINE, *_INLINE_REFERENCES):
        converter.inlinePatterns.deregister(pattern)
    converter.inlinePatterns.register(SimpleTagInlineProcessor(_STRONG, "strong"), "strong", 60)
    converter.treeprocessors.register(_Plain(), "plain", 30)  # before those patterns, at 20
    converter.treeprocessors.register(_Attributes(converter), "attr_list", 8)
    return converter, noted


class _Rules(HRProcessor):
    """A rule is a line of dashes: underscores are blanks to fill in, asterisks mark notes."""

    RE = r"^[ ]{0,3}(?=(?P<atomicgroup>(-+[ ]{0,2}){3,}))(?P=atomicgroup)[ ]*$"
    SEARCH_RE = re.compile(RE, re.MULTILINE)


class _Indented(ListIndentProcessor):
    """What is indented below an item belongs to the item, not to a list that the item begins with."""

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Take a block into the item that is open."""
        if parent.tag != "li":
            super().run(parent, blocks)
            return
        block = blocks.pop(0)
        level, _ = self.get_level(parent, block)
        self.parser.state.set("detabbed")
        self.parser.parseBlocks(parent, [self.looseDetab(block, level)])
        self.parser.state.reset()


class _Numbered(SaneOListProcessor):
    """Each item has the number that is written: where it is not the next one, another list begins with it."""

    def __init__(self, parser: BlockParser) -> None:
        """With the numbers that HTML can print as they are written, in digits of ASCII."""
        super().__init__(parser)
        number = r"(?:0|[1-9][0-9]{0,8})\."
        self.RE = re.compile(rf"^[ ]{{0,3}}{number}[ ]+(.*)")
        self.CHILD_RE = re.compile(rf"^[ ]{{0,3}}(({number}))[ ]+(.*)")
        self.INDENT_RE = re.compile(rf"^[ ]{{4,7}}(({number})|-)[ ]+.*")

    def run(self, parent: Element, blocks: list[str]) -> None:
        """Make a list of the items that follow one another; what comes after them is a block of its own."""
        lists: list[list[str]] = []
        last = 0
        for line in blocks.pop(0).split("\n"):
            if found := self.CHILD_RE.match(line):
                number = int(found[2][:-1])
                if not lists or number != last + 1:
                    lists.append([])
                last = number
            lists[-1].append(line)
        blocks[:0] = ["\n".join(lines) for lines in lists]
        first = int(blocks[0].partition(".")[0])
        above = self.lastChild(parent)
        follows = above is not None and int(above.get("start", 1)) + len(above) == first
        self.SIBLING_TAGS = ["ol"] if follows else []  # type: ignore[misc]
        super().run(parent, blocks)


class _Dashed(SaneUListProcessor):
    """Items begin with a dash: a line with an asterisk is a note, one with a plus gives points."""

    def __init__(self, parser: BlockParser) -> None:
        """With dashes alone."""
        super().__init__(parser)
        self.RE = re.compile("^[ ]{0,3}-[ ]+(.*)")
        self.CHILD_RE = re.compile("^[ ]{0,3}((-))[ ]+(.*)")
        self.INDENT_RE = re.compile(r"^[ ]{4,7}(((?:0|[1-9][0-9]{0,8})\.)|-)[ ]+.*")


class _Tables(TableProcessor):
    """Notes rows with cells that have no column: they would be left out."""

    def __init__(self, parser: BlockParser) -> None:
        """For any number of texts."""
        super().__init__(parser, {"use_align_attribute": False})
        self._surplus: list[Surplus] = []

    def taken(self) -> list[Surplus]:
        """What was noted since it was last asked for."""
        found, self._surplus = self._surplus, []
        return found

    def _build_row(self, row: str, parent: Element, align: Sequence[str | None]) -> None:
        cells = len(self._split_row(row))  # type: ignore[attr-defined]
        if cells > len(align):
            self._surplus.append(Surplus(row, cells, len(align)))
        super()._build_row(row, parent, align)  # type: ignore[misc]


class _Attributes(AttrListTreeprocessor):
    """Takes braces for attributes where all in them is one; else they and what they hold are words."""

    _ONE = r"""[#.]?[^ ={}\n"'#.][^ ={}\n"']*+(?:=(?:"[^"{}\n]*+"|'[^'{}\n]*+'|[^ ={}\n"']++))?"""
    BASE_RE = rf"\{{:?[ ]*({_ONE}(?:[ ]+{_ONE})*)[ ]*\}}"  # type: ignore[misc]
    HEADER_RE = re.compile(rf"[ ]+{BASE_RE}[ ]*$")  # type: ignore[misc]
    BLOCK_RE = re.compile(rf"\n[ ]*{BASE_RE}[ ]*$")  # type: ignore[misc]
    INLINE_RE = re.compile(rf"^{BASE_RE}")  # type: ignore[misc]


class _Plain(Treeprocessor):
    """Marks texts without anything to convert, as most are: the converter would try a dozen patterns on each."""

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.text and not _MARKED.search(element.text):
                element.text = AtomicString(element.text)
            if element.tail and not _MARKED.search(element.tail):
                element.tail = AtomicString(element.tail)
