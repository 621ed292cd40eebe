"""The feed of new notices: Atom (RFC 4287), written with the standard library.

feedgen, the usual library, had its last release in 2023, wants lxml at run time, and stamps what is not
said with the time of the build and its own version; a feed is a dozen elements.
"""

from __future__ import annotations

from uuid import NAMESPACE_URL, uuid5
from xml.etree import ElementTree as ET

from generator.downloads.entry import marked, permanent
from generator.model import addresses
from generator.model.base import instant
from generator.model.portal import Edition, Portal
from generator.render.output import OutputFile

LIMIT = 50
"""Entries at most: readers keep what they have seen, and ask for the whole feed each time."""
_NEVER = "1970-01-01T00:00:00Z"  # a feed must say when it last changed; one that never had an entry still exists


def render(portal: Portal) -> OutputFile:
    """The newest notices, the newest first. Links are absolute where the portal has an address."""
    settings = portal.settings
    root = settings.address or ""
    newest = sorted(filter(_published, portal.editions), key=_published, reverse=True)[:LIMIT]
    feed = ET.Element("feed", {"xmlns": "http://www.w3.org/2005/Atom", "xml:lang": "zh-CN"})
    _add(feed, "id", uuid5(NAMESPACE_URL, root or settings.name).urn)
    _add(feed, "title", settings.name)
    _add(feed, "subtitle", settings.summary)
    _add(feed, "updated", _published(newest[0]) if newest else _NEVER)
    ET.SubElement(feed, "link", rel="self", type="application/atom+xml", href=f"{root}{addresses.FEED}")
    ET.SubElement(feed, "link", rel="alternate", type="text/html", href=root or "./")
    feed.extend(_entry(portal, edition) for edition in newest)
    ET.indent(feed)
    return OutputFile(addresses.FEED, ET.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n")


def _entry(portal: Portal, edition: Edition) -> ET.Element:
    document, federation = edition.campaign.document, portal.federations[edition.series.federation]
    entry = ET.Element("entry")
    _add(entry, "id", permanent(edition).urn)
    _add(entry, "title", marked(edition, "".join(document.title)))
    _add(entry, "summary", edition.series.summary)
    _add(entry, "published", _published(edition))
    _add(entry, "updated", _published(edition))
    _add(ET.SubElement(entry, "author"), "name", document.issuer)
    ET.SubElement(entry, "category", term=federation.id, label=federation.name)
    href = f"{portal.settings.address or ''}{edition.address}{addresses.NOTICE}"
    ET.SubElement(entry, "link", rel="alternate", type="text/html", href=href)
    return entry


def _published(edition: Edition) -> str:
    """When the notice went online, as RFC 3339 writes it; empty where nobody has said when."""
    published = edition.campaign.document.published
    return instant(published).isoformat() if published else ""


def _add(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, name).text = text
