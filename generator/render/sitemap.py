"""``sitemap.xml``: the public address of every page, for search engines (sitemaps.org).

It may hold 50,000 addresses, which is the pages of some two thousand editions. An edition that is one of several has
its own, which Material's version selector reads to stay on the same page of another edition.
"""

from __future__ import annotations

from collections.abc import Iterable
from xml.sax.saxutils import escape

from generator.render.output import OutputFile, Site

PATH = "sitemap.xml"
_HEAD = """\
<?xml version='1.0' encoding='utf-8'?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
"""
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
    urls = "".join(f"  <url>\n    <loc>{escape(page)}</loc>\n  </url>\n" for page in pages)
    return OutputFile(path, f"{_HEAD}{urls}</urlset>\n".encode())
