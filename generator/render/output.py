"""What rendering returns: values only; the build is the one place that writes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from generator.model import addresses
from generator.model.portal import Heading


class OutputFile(Struct, frozen=True):
    """A file as it is served; ``path`` is relative to the root of the site."""

    path: str
    data: bytes


class Crumb(Struct, frozen=True):
    """One step of the way from the home page; the address is relative to the page, or empty."""

    title: str
    link: str


class Newer(Struct, frozen=True):
    """That an edition is an old one, and the way to the same page of the current one, or to its overview.

    ``more`` is a sentence for editions whose standards the current one still follows, else empty.
    """

    label: str
    current: str
    link: str
    more: str = ""


class Page(Struct, frozen=True):
    """One page: HTML of its content, and what the theme shows around it.

    ``address`` is a folder relative to the page's site (``notice/``); ``metas`` are name and content of
    meta tags; ``scripts`` are files beside the page; ``styles`` are style sheets of the portal's assets.
    A ``wide`` page shows no table of contents, one that stands ``alone`` no navigation either. A ``demo`` page says
    that its data are invented, as all pages of a ``demo`` site do, a ``draft`` one that it is not published. A page of
    an edition that is no longer the current one says so (``newer``).
    """

    address: str
    title: str
    description: str
    body: str
    headings: tuple[Heading, ...] = ()
    crumbs: tuple[Crumb, ...] = ()
    metas: tuple[tuple[str, str], ...] = ()
    styles: tuple[str, ...] = ()
    scripts: tuple[str, ...] = ()
    wide: bool = False
    alone: bool = False
    demo: bool = False
    draft: bool = False
    newer: Newer | None = None


class NavItem(Struct, frozen=True):
    """An entry of a site's navigation: a page, or a group of entries."""

    title: str
    address: str = ""
    children: tuple[NavItem, ...] = ()


class Site(Struct, frozen=True):
    """An edition at ``<series>/<edition>/``, or the portal's own pages at ``""``.

    ``url`` is the site's public address, where the portal has one. ``footer`` leads from every page to
    pages of the portal, whose addresses are relative to its root. All pages of a ``draft`` are drafts.
    """

    address: str
    name: str
    pages: tuple[Page, ...]
    nav: tuple[NavItem, ...]
    files: tuple[OutputFile, ...] = ()
    url: str = ""
    maintainer: str = ""
    demo: bool = False
    draft: bool = False
    footer: tuple[NavItem, ...] = ()

    @property
    def outline(self) -> Outline:
        """What others know of it."""
        found = () if self.draft else self.pages
        public = (page.address for page in found if not (page.draft or addresses.is_earlier(page.address)))
        return Outline(
            self.address, {page.address: page.title for page in self.pages}, self.nav, self.url, tuple(public)
        )


class Outline(Struct, frozen=True):
    """A site as others know it, which are told of thousands: the titles of its pages by their addresses.

    ``public`` are the addresses of those that search engines may list: no drafts, and no texts as they were before a
    correction.
    """

    address: str
    titles: dict[str, str]
    nav: tuple[NavItem, ...]
    url: str
    public: tuple[str, ...]


class Planned(Struct, frozen=True):
    """A file that is made only when it is not kept from an earlier build.

    ``digest`` is over all data that decides its bytes; ``make`` gives them, the same ones each time.
    """

    path: str
    digest: str
    make: Callable[[], bytes]


class Kept(Struct, frozen=True):
    """A file of the site that lies finished at ``source``; ``path`` is relative to the root of the site."""

    path: str
    source: Path
    size: int
    digest: str
