"""The body of a document: each block in its style."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy

from docx.oxml.ns import qn

from generator.documents.blocks import (
    Addressees,
    Annexes,
    AnnexLabel,
    Block,
    DocNumber,
    Document,
    Fields,
    Heading,
    Imprint,
    Items,
    Line,
    PageBreak,
    Paragraph,
    RedHead,
    RedRule,
    Run,
    Signature,
    Signs,
    Table,
    Ticks,
    Title,
    footed,
)
from generator.formats.word.controls import Controls
from generator.formats.word.elements import Element, paragraph, run, w, words
from generator.formats.word.page import page_of
from generator.formats.word.styles import indent
from generator.formats.word.tables import Grid, line_ems, unbroken
from generator.widths import ems

_PARAGRAPHS = {"body": "Body", "plain": "Normal", "note": "Note"}
_HEAD = 42  # points of the red head
_NARROWEST = 0.7
_TOGETHER = 5  # titles of annexes that stand on one page
_LONG = 9 * 28  # characters of a paragraph that is broken all the same


def _signed(block: Block, following: tuple[Block, ...]) -> bool:
    """Whether a block goes with the signature, which never stands on a page without text."""
    if isinstance(block, Annexes):
        return isinstance(following[0], Signature) if following else False
    kinds = [type(one) for one in following]
    short = isinstance(block, Paragraph) and line_ems(block.line) < _LONG
    return short and (kinds[:1] == [Signature] or kinds == [Annexes, Signature])


def _signed_rows(form: Table) -> int:
    """How many rows of a form go with its foot: totals all together, of items the last."""
    last = form.groups[-1].rows
    return len(last) if all(row.kind == "total" for row in last) else 1


def _keep(elements: Iterable[Element]) -> None:
    """Each of them, rows and paragraphs, stays with what comes next."""
    for element in elements:
        for one in element.iter(qn("w:pPr")):
            if one.find(qn("w:keepNext")) is None:
                one.insert(1, w("keepNext"))  # the next after its style


class Body:
    """Walks the blocks of one document."""

    def __init__(self, document: Document) -> None:
        """For one walk."""
        self._document = document
        self._page = page_of(document)
        self._controls = Controls()
        self.lists = 0
        """How many lists are counted 1. 2. 3.: each begins anew."""

    def elements(self) -> Iterator[Element]:
        """Paragraphs and tables from top to bottom."""
        breaks = False
        before: Block | None = None
        blocks = self._document.blocks
        feet = [len(foot) for block, foot in footed(blocks) for _ in (block, *foot)]
        below = 0  # blocks that go with the form above them
        for at, block in enumerate(blocks):
            if isinstance(block, PageBreak):
                breaks = before is not None
                continue
            made = list(self._block(block, before))
            if isinstance(before, Table) and not breaks:
                # Room below the table; and two that touch would be one.
                made.insert(0, paragraph("Break", properties=(w("spacing", before=100),)))
            elif breaks and isinstance(block, Table):
                made.insert(0, paragraph("Break"))
            if breaks:
                made[0][0].insert(1, w("pageBreakBefore"))  # of the paragraph's properties the next after its style
            if _signed(block, blocks[at + 1 : at + 3]):
                made[-1][0][1:1] = [w("keepNext"), w("keepLines")]  # these stand before it
            if below:
                below -= 1
                _keep(made if below else made[:-1])
                _keep([*made[-1].iter(qn("w:tr"))][:-1])
            elif isinstance(block, Table) and feet[at]:
                below = feet[at]
                _keep([*made[-1].iter(qn("w:tr"))][-_signed_rows(block) :])
            yield from made
            before, breaks = block, False
        if isinstance(before, Table | Imprint):
            yield paragraph("Break")  # a body ends with a paragraph: one that takes no room

    def _block(self, block: Block, before: Block | None) -> Iterator[Element]:  # noqa: C901, PLR0912 - one way for each
        match block:
            case RedHead(issuers):
                yield self._red_head(issuers)
            case DocNumber(said):
                yield paragraph("DocNumber", words(said))
            case RedRule():
                yield paragraph("Rule")
            case Title(lines, subtitle):
                yield from self._title(lines, subtitle, after_rule=isinstance(before, RedRule))
            case Addressees(said):
                yield paragraph("Addressees", words(said))
            case AnnexLabel(said):
                yield paragraph("AnnexLabel", words(said))
            case Heading(level, said):
                yield paragraph(f"Heading{level + 1}", words("\n".join(block.lines) or said))
            case Paragraph(line, style, align):
                jc = (w("jc", val=align),) if align != "left" or unbroken(line) else ()
                yield paragraph(_PARAGRAPHS[style], *self._controls.line(line, ruled=len(line) > 1), properties=jc)
            case Items(items, ordered):
                yield from self._items(items, ordered=ordered)
            case Ticks(items):
                for item in items:
                    yield paragraph("Tick", self._controls.tick(), run(w("tab")), *self._controls.line(item))
            case Annexes(lead, titles):
                yield from self._annexes(lead, titles)
            case Signature(issuers, date):
                yield from self._signature(issuers, date)
            case Imprint(lines):
                yield from self._imprint(lines)
            case Fields(parts):
                yield from self._fields(parts)
            case Signs(texts):
                yield self._apart("Signs", tuple((Run(said),) for said in texts))
            case Table():
                yield Grid(block, self._page, self._controls).element()
            case PageBreak():
                pass

    def _red_head(self, issuers: tuple[str, ...]) -> Element:
        """A long name is set narrower before it is set smaller."""
        longest = max(map(ems, issuers))
        fit = min(1.0, self._page.width / 20 / (_HEAD * longest))
        size = round(2 * _HEAD * min(1.0, fit / _NARROWEST))
        scale = w("w", val=int(100 * max(fit, _NARROWEST))) if fit < 1 else None
        narrow = (scale, w("sz", val=size), w("szCs", val=size))
        return paragraph("RedHead", words("\n".join(issuers), properties=narrow))

    def _title(self, lines: tuple[str, ...], subtitle: str, *, after_rule: bool) -> Iterator[Element]:
        before = 2 * self._page.pitch if after_rule else None
        after = 0 if subtitle else None
        spacing = (w("spacing", before=before, after=after),) if after_rule or subtitle else ()
        yield paragraph("Title", words("\n".join(lines)), properties=spacing)
        if subtitle:
            yield paragraph("Subtitle", words(subtitle))

    def _items(self, items: tuple[Line, ...], *, ordered: bool) -> Iterator[Element]:
        if self._document.official and not ordered:  # a paragraph like others
            for item in items:
                yield paragraph("Body", *self._controls.line(item))
            return
        self.lists += ordered
        number = w("numPr", w("ilvl", val=0), w("numId", val=self.lists + 1 if ordered else 1))
        for item in items:
            yield paragraph("Item", *self._controls.line(item), properties=(deepcopy(number),))

    def _annexes(self, lead: str, titles: tuple[str, ...]) -> Iterator[Element]:
        """附件：1. and below it the others, one alone without a number; what wraps stands below its first character."""
        room = 1.5 if len(titles) > 1 else 0
        for number, title in enumerate(titles, start=1):
            first = number == 1
            label = f"{lead if first else ''}{f'{number}.' if room else ''}"
            left = 2 + ems(lead) + room
            properties = (
                w("keepNext") if number < len(titles) <= _TOGETHER else None,
                w("spacing", before=self._page.pitch) if first else None,
                indent(self._page.char, first=-room - (ems(lead) if first else 0), left=left),
            )
            stop = (run(w("tab")),) if room else ()
            yield paragraph("Annexes", words(label), *stop, words(title), properties=properties)

    def _signature(self, issuers: tuple[str, ...], date: str) -> Iterator[Element]:
        """The day four characters from the right, as where a seal is set; who signs is centred over it."""
        signs, day = max(map(ems, issuers)), ems(date)
        right = 4 + (day - signs) / 2
        if right < 0:  # a long name ends at the margin, and the day stands below its middle
            right, of_day = 0.0, (signs - day) / 2
        else:
            of_day = 4.0
        char = self._page.char
        room = w("spacing", before=2 * self._page.pitch)
        yield paragraph("Signature", words("\n".join(issuers)), properties=(room, indent(char, right=right)))
        yield paragraph("Date", words(date), properties=(indent(char, right=of_day),))

    def _imprint(self, lines: tuple[tuple[str, ...], ...]) -> Iterator[Element]:
        """At the foot of the page on which the document ends."""
        for who, *when in lines:
            frame = w(
                "framePr",
                w=self._page.width,
                wrap="around",
                vAnchor="margin",
                hAnchor="margin",
                xAlign="left",
                yAlign="bottom",
            )
            ends = [element for part in when for element in (run(w("tab")), words(part))]
            yield paragraph("Imprint", words(who), *ends, properties=(frame,))

    def _fields(self, parts: tuple[Line, ...]) -> Iterator[Element]:
        """On one line, or each on lines of its own where they are too long for that."""
        wide = sum(map(line_ems, parts)) + len(parts) - 1
        if wide * self._page.char <= self._page.width:
            yield self._apart("Fields", parts)
        else:
            for part in parts:
                yield self._apart("Fields", (part,))

    def _apart(self, style: str, parts: tuple[Line, ...]) -> Element:
        """Parts on one line, as far apart as it allows: the last one of several ends it."""
        content = [element for part in parts for element in (run(w("tab")), *self._controls.line(part, ruled=True))][1:]
        slots = len(parts)
        at = [(self._page.width * slot // slots, "left") for slot in range(1, slots)]
        if style == "Fields" and at:
            at[-1] = (self._page.width, "right")
        tabs = w("tabs", *(w("tab", val=kind, pos=where) for where, kind in at)) if at else None
        return paragraph(style, *content, properties=(tabs,))
