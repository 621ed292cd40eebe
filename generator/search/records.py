"""What of a page is searched: its visible text block by block, and where in it headings and anchors stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from lxml import etree
from msgspec import Struct

from generator.model import addresses
from generator.render.output import Page, Site

# Whatever is not one of these begins a new block of text.
_INLINE = frozenset(
    [
        "a",
        "abbr",
        "b",
        "bdi",
        "bdo",
        "cite",
        "code",
        "data",
        "del",
        "dfn",
        "em",
        "i",
        "ins",
        "kbd",
        "mark",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "span",
        "strong",
        "sub",
        "sup",
        "time",
        "tspan",
        "u",
        "wbr",
    ]
)
_UNSEEN = frozenset({"script", "style", "template", "noscript", "datalist", "desc", "metadata"})
# Of an element whose text stands on another page too, where it is found: thousands of names are not kept twice.
_ELSEWHERE = "data-unsearched"
# What has one of these is not found: nobody sees it, or it stands in full on another page.
_SKIPPED = frozenset({"hidden", "data-unsearched"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# Fields are no place to send a reader to.
_NO_PLACE = frozenset({"input", "select", "textarea", "button", "label", "option", "svg"})

# Ways to other places, and what only a printed sheet shows: found like all else, but shown to nobody who can be
# shown something better.
_ASIDES = frozenset(
    {
        "p-source",
        "p-contents",
        "p-actions",
        "p-files",
        "p-run__ways",
        "p-jump",
        "p-terms__see",
        "p-sheet__source",
        "p-sheet__tools",
        "p-calc-print",
    }
)

# Pages that say again, row by row, what others say in full: found after those, and comparisons after these.
_ECHOES = (addresses.SCORES, addresses.FORMS, addresses.SITEMAP)

# What a block is. The browser reads the same numbers (search/match.js).
_TEXT, _HEADING, _ASIDE, _TERM = range(4)

Mark = tuple[int, str, int]
"""From this block on: the anchor that leads there, and what the blocks are."""


class Record(Struct, frozen=True):
    """One page; ``of`` is the campaign that it belongs to, ``kind`` what the navigation calls it."""

    site: str
    address: str
    title: str
    kind: str
    of: str
    echo: int
    texts: tuple[str, ...]
    marks: tuple[Mark, ...]

    @property
    def head(self) -> tuple[str, str, str, int]:
        """What stands before the texts in a file."""
        return self.site + self.address, self.title, self.kind, self.echo


def records(site: Site, of: str) -> list[Record]:
    """The pages of one site, those left out that hold nothing but the search itself, or what is no longer so."""
    kinds = _kinds(site)
    return [_record(site, page, kinds, of) for page in site.pages if not _left_out(site, page)]


def _left_out(site: Site, page: Page) -> bool:
    return addresses.is_earlier(page.address) if site.address else page.address == addresses.SEARCH


def _record(site: Site, page: Page, kinds: dict[str, str], of: str) -> Record:
    reader = _Reader(page.body)
    kind = kinds.get(page.address, "")
    echo = 2 if page.address.startswith(addresses.COMPARE) else int(page.address.startswith(_ECHOES))
    return Record(site.address, page.address, page.title, kind, of, echo, tuple(reader.texts), tuple(reader.marks))


def _kinds(site: Site) -> dict[str, str]:
    """What the navigation calls each page: its group, or itself where it stands in none."""
    alone = {item.address: item.title for item in site.nav if not item.children}
    grouped = {child.address: item.title for item in site.nav for child in item.children}
    return {**alone, **grouped}


class _Open(Struct):
    """An element that is not closed yet."""

    seen: bool
    kind: int
    block: bool


class _Reader:
    """Reads a page's body into blocks of text."""

    def __init__(self, body: str) -> None:
        self.texts: list[str] = []
        self.marks: list[Mark] = []
        self._open: list[_Open] = [_Open(seen=True, kind=_TEXT, block=True)]
        self._parts: list[str] = []
        self._anchor = ""
        self._unused = False
        self._last: tuple[str, int] = ("", _TEXT)
        parser = etree.HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True)
        root = etree.fromstring(f"<html><body>{body}</body></html>", parser)
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._start(element.tag, element.attrib)
                self._text(element.text)
            else:
                self._end()
                self._text(element.tail)
        self._end_block()

    def _start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins, and with it a block unless it is inline."""
        around = self._open[-1]
        kind = self._kind(tag, given, around.kind)
        block = tag not in _INLINE or kind != around.kind
        if block:
            self._end_block()
        seen = around.seen and tag not in _UNSEEN and not (tag == "title" or "hidden" in given or _ELSEWHERE in given)
        if seen and given.get("id") and tag not in _NO_PLACE and tag not in _INLINE:
            # Of an item and its heading the item's: that is the permanent one.
            self._anchor = self._anchor if self._unused else given["id"]
            self._unused = True
        self._open.append(_Open(seen, kind, block))

    def _end(self) -> None:
        """An element ends, and with it its block unless it is inline."""
        if self._open[-1].block:
            self._end_block()
        self._open.pop()

    def _text(self, text: str | None) -> None:
        """Text, kept where it is seen."""
        if text and self._open[-1].seen:
            self._parts.append(text)

    @staticmethod
    def _kind(tag: str, given: Mapping[str, str], around: int) -> int:
        """What the text of an element is; what is aside holds nothing but asides."""
        if around == _ASIDE or tag == "nav" or not _ASIDES.isdisjoint(given.get("class", "").split()):
            return _ASIDE
        if "data-term" in given:
            return _TERM
        return _HEADING if tag in _HEADINGS else around

    def _end_block(self) -> None:
        text = " ".join("".join(self._parts).split())
        self._parts = []
        if not text:
            return
        self._unused = False
        kind = self._open[-1].kind
        if (self._anchor, kind) != self._last or kind in (_HEADING, _TERM):
            self.marks.append((len(self.texts), self._anchor, kind))
            self._last = (self._anchor, kind)
        self.texts.append(unicodedata.normalize("NFC", text))
