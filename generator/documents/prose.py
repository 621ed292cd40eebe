"""An article's HTML as blocks: the text of a notice, of a public notice, of a decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator import markup
from generator.documents.blocks import (
    AnnexLabel,
    Block,
    Cell,
    Group,
    Heading,
    Items,
    Line,
    Paragraph,
    Row,
    Run,
    Table,
    words,
)
from generator.documents.headline import headline

_HEADINGS = {"h2": 1, "h3": 2, "h4": 3}
_TEXTS = {"p", "li", "td", "th", *_HEADINGS}
_NUMBER = re.compile(r"（[^（）〔〕]+〔[0-9]{4}〕[0-9]+号[^（）]*）")
_TITLE = 20  # characters of 2号 on a line
_LABEL = re.compile(r"(附件[0-9]*)[ 　]+(.+)")


def read(html: str, *, annex: bool = False) -> tuple[Block, ...]:
    """The blocks of a sanitised article, or of one of its annexes."""
    reader = _Reader(annex=annex)
    markup.read(html, reader)
    return tuple(reader.blocks)


class _Reader:
    """Makes blocks of a sanitised article; a link is its words.

    The first level of headings is the first level of the document, whatever numbers it prints (1、 or 一、);
    in an annex it is the annex's title, and the levels below move up.
    """

    def __init__(self, *, annex: bool) -> None:
        self.blocks: list[Block] = []
        self._annex = annex
        self._lines: list[list[Run]] = []  # of the innermost paragraph, item or cell that is open
        self._strong = 0
        self._anchor = ""
        self._lists: list[int | None] = []  # the next number of each list that is open; none without numbers
        self._number = ""  # of the item that begins, and of those around it that begin with it
        self._items: list[Line] = []  # gathered of a list without numbers
        self._rows: list[tuple[bool, list[Cell]]] = []

    def start(self, begun: markup.Tag) -> None:
        tag, given = begun.name, begun.attributes
        if tag in _TEXTS:
            self._flush()
            self._lines = [[]]
            if tag == "li" and self._lists and (number := self._lists[-1]) is not None:
                self._number += f"{number}. "
                self._lists[-1] = number + 1
            self._anchor = given.get("id", "")
        elif tag in {"ul", "ol", "table"}:
            self._flush()
            self._end_list()
            if tag != "ol":
                self._lone_number()
            if tag != "table":
                self._lists.append(int(given.get("start") or 1) if tag == "ol" else None)
        elif tag == "tr":
            self._rows.append((True, []))
        elif tag == "strong":
            self._strong += 1
        elif tag == "br" and self._lines:
            self._lines.append([])

    def end(self, tag: str) -> None:
        if tag in _HEADINGS:
            self.blocks += self._heading(_HEADINGS[tag])
        elif tag in {"td", "th"}:
            self._cell(head=tag == "th")
        elif tag in {"p", "li"}:
            self._flush()
            if tag == "li":
                self._lone_number()
        elif tag in {"ul", "ol"}:
            self._flush()
            self._end_list()
            self._lists.pop()
        elif tag == "table":
            self._table()
        elif tag == "strong":
            self._strong -= 1

    def text(self, said: str) -> None:
        text = re.sub(r"[ \t\n]+", " ", said)
        if text.strip(" ") and not self._lines:
            self._lines = [[]]  # of an item, below a list in it
        if self._lines and (self._lines[-1] or text.strip(" ")):
            text = text if self._lines[-1] else text.lstrip(" ")
            self._lines[-1].append(Run(text, strong=self._strong > 0))

    def _taken(self) -> tuple[Line, ...]:
        lines, self._lines = tuple(tuple(line) for line in self._lines if line), []
        return lines

    def _flush(self) -> None:
        """End the paragraph or the item that is open."""
        for line in self._taken():
            if not self._lists:
                self.blocks.append(self._paragraph(line))
            elif self._lists[-1] is not None:
                self.blocks.append(Paragraph((Run(self._number), *line) if self._number else line))
                self._number = ""
            else:
                self._items.append(line)

    def _lone_number(self) -> None:
        """The number of an item that begins with something else than words, or with nothing."""
        if self._number:
            self.blocks.append(Paragraph((Run(self._number.rstrip()),)))
            self._number = ""

    def _end_list(self) -> None:
        if self._items:
            self.blocks.append(Items(tuple(self._items)))
            self._items = []

    def _paragraph(self, line: Line) -> Paragraph:
        """A paragraph; the number of an annexed document and whom it is sent to stand as at the head of a notice."""
        above = self.blocks[-1] if self.blocks else None
        if isinstance(above, Heading) and above.level == 0 and _NUMBER.fullmatch(words(line)):
            return Paragraph(line, "plain", "center")
        heads = isinstance(above, Paragraph) and above.align == "center"
        return Paragraph(line, "plain" if heads and words(line).endswith("：") else "body")

    def _heading(self, level: int) -> Iterator[Block]:
        text = "".join(map(words, self._taken()))
        if not self._annex:
            yield Heading(level, text, self._anchor)
            return
        if level == 1 and (label := _LABEL.fullmatch(text)):
            yield AnnexLabel(label[1])
            text = label[2]
        yield Heading(level - 1, text, self._anchor, headline(text, _TITLE) if level == 1 else ())

    def _cell(self, *, head: bool) -> None:
        heads, cells = self._rows[-1]
        cells.append(Cell(self._taken(), head="column" if head else ""))
        self._rows[-1] = (heads and head, cells)

    def _table(self) -> None:
        rows = [(heads, Row(tuple(cells))) for heads, cells in self._rows]
        self._rows = []
        head = tuple(row for heads, row in rows if heads)
        body = tuple(row for heads, row in rows if not heads)
        columns = sum(cell.columns for cell in (head or body)[0].cells)
        name = next((block.text for block in reversed(self.blocks) if isinstance(block, Heading)), "")
        self.blocks.append(Table(name, _widths(columns, body), (Group(body),), head, "article"))


def _widths(columns: int, rows: tuple[Row, ...]) -> tuple[int, ...]:
    """Parts of the whole by the longest words of each column: between 2 and 10."""
    longest = [1] * columns
    for row in rows:
        if len(row.cells) == columns:
            longest = [
                max(most, *(len(words(line)) for line in cell.lines), 1)
                for most, cell in zip(longest, row.cells, strict=True)
            ]
    most = max(longest)
    return tuple(max(2, round(10 * one / most)) for one in longest)
