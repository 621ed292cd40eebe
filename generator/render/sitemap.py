"""``sitemap.xml``: the public address of every page, for search engines (sitemaps.org).

It may hold 50,000 addresses, which is the pages of some two thousand editions.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.etree import ElementTree as ET

from generator.render.output import OutputFile, Site

PATH = "sitemap.xml"


def render(sites: Iterable[Site]) -> list[OutputFile]:
    """The sitemap of a portal that has an address; without one there is nothing to say."""
    pages = [f"{site.url}{page.address}" for site in sites if site.url for page in site.pages]
    if not pages:
        return []
    root = ET.Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in pages:
        ET.SubElement(ET.SubElement(root, "url"), "loc").text = page
    ET.indent(root)
    return [OutputFile(PATH, ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")]
