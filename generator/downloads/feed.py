"""The feed of notices, public notices, decisions and corrections: Atom (RFC 4287), written with the standard library.

feedgen, the usual library, had its last release in 2023, wants lxml at run time, and stamps what is not
said with the time of the build and its own version; a feed is a dozen elements.
"""

from __future__ import annotations

from collections.abc import Iterator
from heapq import nlargest
from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from msgspec import Struct

from generator.documents import corrected
from generator.downloads.entry import permanent
from generator.model import addresses, released
from generator.model.base import instant
from generator.model.campaign import Document
from generator.model.corrections import Correction
from generator.model.honours import Paper, item_of
from generator.model.portal import Edition, Portal
from generator.register import clauses
from generator.render.output import OutputFile

LIMIT = 50
"""Entries at most: readers keep what they have seen, and ask for the whole feed each time."""
_NEVER = "1970-01-01T00:00:00Z"  # a feed must say when it last changed; one that never had an entry still exists


def render(portal: Portal) -> OutputFile:
    """The newest documents, the newest first. Links are absolute where the portal has an address."""
    settings = portal.settings
    root = settings.address or ""
    issued = (one for edition in portal.editions for one in _issued(edition))
    newest = nlargest(LIMIT, (one for one in issued if one.published), key=lambda one: one.updated)
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN"})
    _add(feed, "id", uuid5(NAMESPACE_URL, root or settings.name).urn)
    _add(feed, "title", settings.name)
    _add(feed, "subtitle", settings.summary)
    _add(feed, "updated", _written(newest[0].updated) if newest else _NEVER)
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{root}{addresses.FEED}")
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=root or "./")
    feed.extend(_entry(portal, one) for one in newest)
    ET.indent(feed)
    return OutputFile(addresses.FEED, ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")


class _Issued(Struct, frozen=True):
    """A document or a correction.

    ``address`` is that of its page in its edition, ``names`` tell its entry from those of others, ``corrected`` is when
    it was corrected last.
    """

    edition: Edition
    document: Document | Paper
    address: str
    names: tuple[str, ...] = ()
    corrected: str = ""
    correction: Correction | None = None

    @property
    def title(self) -> str:
        """What it is called: a correction by what it is of."""
        title = "".join(self.document.title)
        return f"更正（{corrected.word(self.edition, self.correction.of)}）：{title}" if self.correction else title

    @property
    def summary(self) -> str:
        """What it is about: of a correction, why it was made."""
        return corrected.why(self.correction) if self.correction else self.edition.series.summary

    @property
    def published(self) -> str:
        """When it went online; empty where nobody has said when."""
        return corrected.day(self.correction) if self.correction else self.document.published or ""

    @property
    def updated(self) -> str:
        """When it was corrected last, or else went online; moments order as they are written."""
        return self.corrected or self.published


def _issued(edition: Edition) -> Iterator[_Issued]:
    yield _Issued(edition, edition.campaign.document, addresses.NOTICE, (), _corrected(edition, released.NOTICE))
    outcome = edition.honours.outcome if edition.honours else None
    for name, paper in outcome.papers.items() if outcome else ():
        corrected = _corrected(edition, item_of(paper, name))
        yield _Issued(edition, paper, addresses.paper(name), ("honorees", name), corrected)
    for one in (one.correction for one in edition.corrections):
        paper_of, _ = clauses.paper_of(edition, released.DECISION if one.kind == released.HONOREE else one.of)
        document = edition.campaign.document if one.kind in {released.NOTICE, released.RUBRIC} else paper_of
        if document:
            page = f"{addresses.CORRECTIONS}#{one.id}"
            yield _Issued(edition, document, page, ("corrections", one.id), correction=one)


def _corrected(edition: Edition, of: str) -> str:
    return max((corrected.day(one.correction) for one in corrected.told(edition, of)), default="")


def _entry(portal: Portal, one: _Issued) -> ET.Element:
    edition, document = one.edition, one.document
    federation = portal.federations[edition.series.federation]
    entry = ET.Element("entry")
    _add(entry, "id", permanent(edition, *one.names).urn)
    _add(entry, "title", edition.marked(one.title))
    _add(entry, "summary", one.summary)
    _add(entry, "published", _written(one.published))
    _add(entry, "updated", _written(one.updated))
    _add(ET.SubElement(entry, "author"), "name", document.issuer)
    ET.SubElement(entry, "category", term=federation.id, label=federation.name)
    href = f"{portal.settings.address or ''}{edition.address}{one.address}"
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=href)
    return entry


def _written(moment: str) -> str:
    """As RFC 3339 writes it."""
    return instant(moment).isoformat()


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
