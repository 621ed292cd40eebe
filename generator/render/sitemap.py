"""``sitemap.xml``: the public address of every page, for search engines (sitemaps.org).

It may hold 50,000 addresses, which is the pages of some two thousand editions. An edition that is one of several has
its own, which Material's version selector reads to stay on the same page of another edition.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from generator.render.output import OutputFile, Site

PATH = "sitemap.xml"
_NO_HOST = "http://localhost/"


def render(sites: Iterable[Site]) -> list[OutputFile]:
    """The sitemap of a portal that has an address; without one there is nothing to say."""
    pages = [f"{site.url}{page.address}" for site in sites if site.url for page in site.pages]
    return [_file(PATH, pages)] if pages else []


def pages_of(site: Site) -> OutputFile:
    """The pages of an edition.

    The selector wants full addresses and puts the visitor's host in their place: a portal without one names none.
    """
    root = site.url or f"{_NO_HOST}{site.address}"
    return _file(f"{site.address}{PATH}", [f"{root}{page.address}" for page in site.pages])


def _file(path: str, pages: list[str]) -> OutputFile:
    root = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in pages:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = page
    ET.indent(root)
    return OutputFile(path, ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")
