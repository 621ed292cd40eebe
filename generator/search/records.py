"""What of a page is searched: its visible text block by block, and where in it headings and anchors stand."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from html.parser import HTMLParser

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
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
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


@dataclass(frozen=True)
class Record:
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
    """The pages of one site, those left out that hold nothing but the search itself."""
    kinds = _kinds(site)
    return [_record(site, page, kinds, of) for page in site.pages if page.address != addresses.SEARCH or site.address]


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


@dataclass
class _Open:
    """An element that is not closed yet."""

    tag: str
    seen: bool
    kind: int
    block: bool


class _Reader(HTMLParser):
    """Reads a page's body into blocks of text."""

    def __init__(self, body: str) -> None:
        super().__init__()
        self.texts: list[str] = []
        self.marks: list[Mark] = []
        self._open: list[_Open] = [_Open("", seen=True, kind=_TEXT, block=True)]
        self._parts: list[str] = []
        self._anchor = ""
        self._unused = False
        self._last: tuple[str, int] = ("", _TEXT)
        self.feed(body)
        self.close()
        self._end_block()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins, and with it a block unless it is inline."""
        given = dict(attrs)
        around = self._open[-1]
        kind = self._kind(tag, given, around.kind)
        block = tag not in _INLINE or kind != around.kind
        if block:
            self._end_block()
        seen = around.seen and tag not in _UNSEEN and not (tag == "title" or "hidden" in given or _ELSEWHERE in given)
        if seen and given.get("id") and tag not in _NO_PLACE and tag not in _INLINE:
            # Of an item and its heading the item's: that is the permanent one.
            self._anchor = self._anchor if self._unused else given["id"] or ""
            self._unused = True
        if tag not in _VOID:
            self._open.append(_Open(tag, seen, kind, block))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element without content, as SVG writes it."""
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        """An element ends, and with it its block unless it is inline; what HTML lets stay open ends with it."""
        if tag not in _INLINE or (self._open[-1].tag == tag and self._open[-1].block):
            self._end_block()
        if any(element.tag == tag for element in self._open[1:]):
            while self._open.pop().tag != tag:
                pass

    def handle_data(self, data: str) -> None:
        """Text, kept where it is seen."""
        if self._open[-1].seen:
            self._parts.append(data)

    @staticmethod
    def _kind(tag: str, given: dict[str, str | None], around: int) -> int:
        """What the text of an element is; what is aside holds nothing but asides."""
        if around == _ASIDE or tag == "nav" or not _ASIDES.isdisjoint((given.get("class") or "").split()):
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
