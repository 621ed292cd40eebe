"""What of a page is searched: its visible text block by block, and where in it headings and anchors stand."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from html import unescape
from types import MappingProxyType

from msgspec import Struct

from generator import markup
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
_UNSEEN = frozenset({"script", "style", "template", "noscript", "datalist", "desc", "metadata", "title"})
# What has one of these is not found: nobody sees it, or it stands on another page too, where it is found: thousands of
# names are not kept twice.
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
_AROUND = -1

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


NO_RECORDS: Mapping[str, Record] = MappingProxyType({})


def records(site: Site, of: str, ready: Mapping[str, Record] = NO_RECORDS) -> list[Record]:
    """The pages of one site, those left out that hold nothing but the search itself, or what is no longer so.

    Pages whose records are ``ready``, by their addresses, are not read again.
    """
    kinds = _kinds(site)
    return [
        ready.get(page.address) or _record(site, page, kinds, of) for page in site.pages if not _left_out(site, page)
    ]


def _left_out(site: Site, page: Page) -> bool:
    return addresses.is_earlier(page.address) if site.address else page.address == addresses.SEARCH


def _record(site: Site, page: Page, kinds: dict[str, str], of: str) -> Record:
    texts: list[str] = []
    marks: list[Mark] = []
    last = ("", _TEXT)
    for anchor, what, text in _blocks(page.body):
        if (anchor, what) != last or what in (_HEADING, _TERM):
            marks.append((len(texts), anchor, what))
            last = (anchor, what)
        texts.append(text)
    kind = kinds.get(page.address, "")
    echo = 2 if page.address.startswith(addresses.COMPARE) else int(page.address.startswith(_ECHOES))
    return Record(site.address, page.address, page.title, kind, of, echo, tuple(texts), tuple(marks))


def _kinds(site: Site) -> dict[str, str]:
    """What the navigation calls each page: its group, or itself where it stands in none."""
    alone = {item.address: item.title for item in site.nav if not item.children}
    grouped = {child.address: item.title for item in site.nav for child in item.children}
    return {**alone, **grouped}


class _Element(Struct, frozen=True):
    """What matters of an element that begins; ``kind`` is -1 where its text is of the kind of the text around it."""

    seen: bool
    block: bool
    kind: int
    anchor: str
    void: bool


def _element(written: str) -> _Element:
    tag = markup.tag(written)
    name, given = tag.name, tag.attributes
    if name == "nav" or not _ASIDES.isdisjoint(given.get("class", "").split()):
        kind = _ASIDE
    elif "data-term" in given:
        kind = _TERM
    else:
        kind = _HEADING if name in _HEADINGS else _AROUND
    block = name not in _INLINE
    anchor = given.get("id", "") if block and name not in _NO_PLACE else ""
    return _Element(name not in _UNSEEN and _SKIPPED.isdisjoint(given), block, kind, anchor, tag.void)


class _Place(Struct, frozen=True, cache_hash=True):
    """Where text stands: whether it is seen, of what kind it is, whether a block ends with it, and what is around."""

    seen: bool
    kind: int
    block: bool
    around: _Place | None = None


_BODY = _Place(seen=True, kind=_TEXT, block=True)


@lru_cache(maxsize=16384)  # most rows of tags are those of the page before, at the same place
def _after(place: _Place, row: str) -> tuple[_Place, int | None, str, str]:
    """What comes of tags in a row: the place after them, and of what kind the block is that ends, if one does.

    Then the first anchor among them, and the white space that they leave in a block that does not end.
    """
    ended, anchor, space = None, "", ""
    for written, between in markup.pieces(row):
        here, parted = place, False
        if written[1:2] == "/":
            parted, place = here.block, here.around or _BODY
        elif written:
            element = _element(written)
            kind = here.kind if element.kind == _AROUND or here.kind == _ASIDE else element.kind
            parted, seen = element.block or kind != here.kind, here.seen and element.seen
            # Of an item and its heading the item's: that is the permanent one.
            anchor = anchor or (element.anchor if seen else "")
            place = here if element.void else _Place(seen, kind, parted, here)
        ended = here.kind if parted and ended is None else ended
        space = space or (between if place.seen else "")
    return place, ended, anchor, space


@lru_cache(maxsize=4096)  # an edition says most of its words on several pages
def _said(written: str) -> str:
    return unicodedata.normalize("NFC", " ".join(unescape(written).split()))


def _blocks(body: str) -> Iterator[tuple[str, int, str]]:
    """A page's body in blocks of text: the anchor that leads to each, of what kind it is, and what it says."""
    place, anchor, unused = _BODY, "", False
    parts: list[str] = []
    for row, text in markup.rows(f"{body}</body>"):
        place, ended, begun, space = _after(place, row)
        if ended is None:
            parts.append(space)
        elif parts:
            if said := _said("".join(parts)):
                yield anchor, ended, said
                unused = False
            parts.clear()
        if begun and not unused:
            anchor, unused = begun, True
        if place.seen:
            parts.append(text)
