"""A document as blocks: what stands on paper, in order, whatever it is written as.

Builders make a ``Document`` once from the portal's model; each writer (HTML, PDF, DOCX, the printed sheet of a
workbook) walks its blocks and adds no word of its own. Texts are plain: whoever writes them escapes them.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from typing import Literal

from msgspec import Struct, field

Align = Literal["left", "center", "right"]


class Run(Struct, frozen=True):
    """Words; strong ones are set in bold."""

    text: str
    strong: bool = False


class Gap(Struct, frozen=True):
    """Clear space to write in, as wide as so many characters; ``ruled`` where a line stands under it."""

    width: int
    ruled: bool = False


class Box(Struct, frozen=True):
    """A box to tick. Writers draw the tick: no free font has the character."""

    ticked: bool = False


class Place(Struct, frozen=True):
    """Where something is filled in: what it is (``score``), of what (an item's id), and its name for those who type.

    ``kind`` and ``of`` together are unique in a document. ``length`` is the most characters that fit, ``lines`` how
    many lines of room are left.
    """

    kind: str
    of: str = ""
    name: str = ""
    length: int | None = None
    lines: int = 1


class Field(Struct, frozen=True):
    """A place inside a line, with what stands in it; an empty one is as wide as ``width`` characters."""

    place: Place
    text: str = ""
    width: int = 8


Inline = Run | Gap | Box | Field
Line = tuple[Inline, ...]
"""Inline things on one line, which the writer may wrap."""


class RedHead(Struct, frozen=True):
    """发文机关标志: red, centred, each on a line of its own."""

    issuers: tuple[str, ...]


class DocNumber(Struct, frozen=True):
    """发文字号."""

    text: str


class RedRule(Struct, frozen=True):
    """The red rule below the head, as wide as the type area."""


class Title(Struct, frozen=True):
    """The title, broken by sense; ``subtitle`` stands below it in smaller type."""

    lines: tuple[str, ...]
    subtitle: str = ""


class Addressees(Struct, frozen=True):
    """主送机关, with its colon."""

    text: str


class Heading(Struct, frozen=True):
    """A heading; level 1 is 一、, 2 （一）, 3 ``1.``, 4 （1）, and 0 the title of an annex.

    ``lines`` are those of a title too long for one, broken by sense.
    """

    level: int
    text: str
    anchor: str = ""
    lines: tuple[str, ...] = ()


class Paragraph(Struct, frozen=True):
    """A paragraph of body text, indented by two characters; a ``plain`` one is not, a ``note`` is small."""

    line: Line
    style: Literal["body", "plain", "note"] = "body"
    align: Align = "left"


class Items(Struct, frozen=True):
    """A list; ``ordered`` ones are counted 1. 2. 3."""

    items: tuple[Line, ...]
    ordered: bool = False


class Ticks(Struct, frozen=True):
    """A list to tick, one box a line."""

    items: tuple[Line, ...]


class Annexes(Struct, frozen=True):
    """附件说明: its first words and the titles, which are counted 1. 2. 3."""

    lead: str
    titles: tuple[str, ...]


class Signature(Struct, frozen=True):
    """Who signs and the day, in Chinese."""

    issuers: tuple[str, ...]
    date: str


class Imprint(Struct, frozen=True):
    """版记, at the foot of the last page: each line in parts, of which the last of several stands at its right end."""

    lines: tuple[tuple[str, ...], ...]


class AnnexLabel(Struct, frozen=True):
    """附件1 at the top left."""

    text: str


class PageBreak(Struct, frozen=True):
    """What follows begins a page."""


class Fields(Struct, frozen=True):
    """A line above a table where the unit writes its name and the day: its parts stand apart."""

    parts: tuple[Line, ...]


class Signs(Struct, frozen=True):
    """Places for seal and signature below a table, side by side."""

    texts: tuple[str, ...]


class Seal(Struct, frozen=True):
    """The foot of an opinion box: where the seal goes and the day."""

    seal: str
    date: str


class Cell(Struct, frozen=True):
    """A cell of a table.

    ``head`` says of what it is the heading; ``style`` what stands in it (``number``, ``standard``, ``points``,
    ``score``...); ``label`` repeats its column's heading, for a screen too narrow for columns. A cell with a
    ``place`` is filled in: its lines are what stands there.
    """

    lines: tuple[Line, ...] = ()
    columns: int = 1
    rows: int = 1
    head: Literal["", "column", "row", "group"] = ""
    style: str = ""
    align: Align = "left"
    label: str = ""
    place: Place | None = None
    seal: Seal | None = None


class Row(Struct, frozen=True):
    """Cells from left to right; a cell that reaches down from a row above has none here. ``kind`` names the row."""

    cells: tuple[Cell, ...]
    kind: str = ""


class Group(Struct, frozen=True):
    """Rows that belong together; ``headings`` stand over them, and again where they go on on another page."""

    rows: tuple[Row, ...]
    headings: tuple[Row, ...] = ()


class Table(Struct, frozen=True):
    """A table: ``widths`` of its columns in parts of the whole; ``head`` is repeated on each page.

    ``style`` is ``form`` (a scoring form), ``fields`` (its head), ``opinions`` (its boxes), ``register``
    (a registration form), ``article`` (a table of the notice) or ``roll`` (a list of names, which may be long: no cell
    is merged or filled in). ``columns`` names the columns of a form.
    """

    name: str
    widths: tuple[int, ...]
    groups: tuple[Group, ...]
    head: tuple[Row, ...] = ()
    style: Literal["form", "fields", "opinions", "register", "article", "roll"] = "form"
    columns: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row from top to bottom."""
        return (*self.head, *(row for group in self.groups for row in (*group.headings, *group.rows)))


Block = (
    RedHead
    | DocNumber
    | RedRule
    | Title
    | Addressees
    | Heading
    | Paragraph
    | Items
    | Ticks
    | Annexes
    | Signature
    | Imprint
    | AnnexLabel
    | PageBreak
    | Fields
    | Signs
    | Table
)


class Document(Struct, frozen=True):
    """One document.

    ``name`` is the stem of its files, ``page`` the address of the page that shows it, relative to the edition;
    ``official`` ones are laid out by GB/T 9704 and numbered — 1 —, others
    carry ``footer`` and 第 x 页 共 y 页. ``published`` is the day it went online, ``2026-11-21``, or empty: no
    document depends on the day it is written. ``mark`` stands on every page: 演示数据, 草稿, or nothing.
    """

    name: str
    title: str
    author: str
    blocks: tuple[Block, ...]
    page: str = ""
    official: bool = False
    footer: str = ""
    subject: str = ""
    keywords: tuple[str, ...] = field(default=())
    published: str = ""
    mark: str = ""


def footed(blocks: Iterable[Block]) -> Iterator[tuple[Block, tuple[Block, ...]]]:
    """Each block with those that are signed with it: below a form, never on a page without rows of it."""
    waiting = deque(blocks)
    while waiting:
        block = waiting.popleft()
        foot: list[Block] = []
        if isinstance(block, Table) and block.style == "form":
            while waiting and _signed(waiting[0]):
                foot.append(waiting.popleft())
        yield block, tuple(foot)


def _signed(block: Block) -> bool:
    return isinstance(block, Paragraph | Signs) or (isinstance(block, Table) and block.style == "opinions")


def printed(text: str) -> tuple[Line, ...]:
    """The lines of a printed text; none where there is no text."""
    if "\n" in text:
        return tuple((Run(line),) for line in text.split("\n"))
    return ((Run(text),),) if text else ()


def words(line: Line) -> str:
    """The text of a line, as it is read: boxes and gaps are none."""
    return "".join(part.text for part in line if isinstance(part, Run | Field))


def texts(document: Document) -> Iterator[str]:
    """Every text of a document in order: what each of its files has to say in this order."""
    for block in document.blocks:
        yield from (text for text in _texts(block) if text)


def rows(document: Document) -> Iterator[str]:
    """The rows of a document's lists of names, as they are read: number, unit and the rest."""
    for block in document.blocks:
        if isinstance(block, Table) and block.style == "roll":
            yield from (" ".join(words(line) for cell in row.cells for line in cell.lines) for row in block.rows)


def _texts(block: Block) -> Iterator[str]:  # noqa: C901, PLR0912 - one way for each block
    match block:
        case RedHead(issuers):
            yield from issuers
        case DocNumber(text) | Addressees(text) | AnnexLabel(text):
            yield text
        case Title(lines, subtitle):
            yield from (*lines, subtitle)
        case Heading():
            yield block.text
        case Paragraph(line):
            yield words(line)
        case Items(items) | Ticks(items):
            yield from map(words, items)
        case Annexes(lead, titles):
            yield from (lead, *titles)
        case Signature(issuers, date):
            yield from (*issuers, date)
        case Imprint(lines):
            yield from map("　".join, lines)
        case Fields(parts):
            yield from map(words, parts)
        case Signs(signs):
            yield from signs
        case Table():
            for row in block.rows:
                for cell in row.cells:
                    yield from map(words, cell.lines)
                    if cell.seal:
                        yield from (cell.seal.seal, cell.seal.date)
        case RedRule() | PageBreak():
            pass
