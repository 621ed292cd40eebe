"""``sitemap.xml``: the public address of every page, for search engines (sitemaps.org).

A file may hold 50,000 addresses, which is the pages of some five thousand editions: of more it is an index of several.
An edition that is one of several has its own, which Material's version selector reads to stay on the same page of
another edition.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from generator.render.output import Outline, OutputFile, Site

PATH = "sitemap.xml"
_LIMIT = 50_000
_HEAD = "<?xml version='1.0' encoding='utf-8'?>\n"
_NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
_NO_HOST = "http://localhost/"


def render(own: Outline, editions: Iterable[Outline]) -> list[OutputFile]:
    """The sitemap of a portal that has an address: its own pages, then those of editions; else there is nothing to say.

    Drafts are left out, and texts as they were before a correction.
    """
    pages = [f"{site.url}{address}" for site in (own, *editions) if site.url for address in site.public]
    if len(pages) <= _LIMIT:
        return [_file(PATH, pages)] if pages else []
    starts = range(0, len(pages), _LIMIT)
    parts = [_file(f"sitemap-{at}.xml", pages[start : start + _LIMIT]) for at, start in enumerate(starts, 1)]
    return [
        OutputFile(PATH, _written("sitemapindex", "sitemap", [f"{own.url}{one.path}" for one in parts])),
        *parts,
    ]


def pages_of(site: Site) -> OutputFile:
    """The pages of an edition.

    The selector wants full addresses and puts the visitor's host in their place: a portal without one names none.
    """
    root = site.url or f"{_NO_HOST}{site.address}"
    return _file(f"{site.address}{PATH}", [f"{root}{page.address}" for page in site.pages])


def _file(path: str, pages: list[str]) -> OutputFile:
    return OutputFile(path, _written("urlset", "url", pages))


def _written(root: str, each: str, addresses: Iterable[str]) -> bytes:
    before, after = f"  <{each}>\n    <loc>", f"</loc>\n  </{each}>\n"
    # All at once: a large portal has a hundred thousand.
    said = escape("\n".join(addresses), quote=False).replace("\n", after + before)
    return f'{_HEAD}<{root} xmlns="{_NAMESPACE}">\n{before}{said}{after}</{root}>\n'.encode()
