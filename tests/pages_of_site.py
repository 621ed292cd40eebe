"""A built site as a visitor without scripts meets it: its pages, their links, anchors and words."""

from __future__ import annotations

import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

INDEX = "index.html"
ADDRESSES = ("href", "src", "action", "formaction", "poster", "data", "srcset")
_REFRESH = re.compile(r"^\s*0\s*;\s*url=(.+)$", re.IGNORECASE)
_SITE = "https://site.invalid/"


def squashed(text: str) -> str:
    """Words without white space, of which pages have more than documents."""
    return re.sub(r"\s+", "", text)


@dataclass(frozen=True)
class Link:
    """What one clicks on, and the page it leads to."""

    text: str
    target: str
    node: LexborNode


@dataclass(frozen=True)
class Page:
    """One page of the site by its address below the root: ``""`` is home, ``rushan/2020/faq/`` a page."""

    address: str
    path: Path

    @cached_property
    def tree(self) -> LexborHTMLParser:
        """The document as a browser reads it."""
        return LexborHTMLParser(self.path.read_text("utf-8"))

    @cached_property
    def ids(self) -> Counter[str]:
        """How often each id stands on the page."""
        return Counter(node.attributes["id"] or "" for node in self.tree.css("[id]"))

    @cached_property
    def redirect(self) -> str | None:
        """The page that this one leads on to by itself."""
        for node in self.tree.css('meta[http-equiv="refresh"]'):
            if found := _REFRESH.match(node.attributes.get("content") or ""):
                return resolved(self.address, found[1])
        return None

    @cached_property
    def words(self) -> str:
        """What one reads on the page, its chrome left out."""
        main = self.tree.css_first("article.md-content__inner") or self.tree.body
        return squashed(main.text(skip_empty=True)) if main else ""

    def below(self, anchor: str) -> str:
        """The words of the element with an id; of a heading, all up to the next of its level or above."""
        node = self.tree.css_first(f'[id="{anchor}"]')
        if node is None:
            return ""
        words, level = node.text(), node.tag or ""
        below = node.next if re.fullmatch("h[1-6]", level) else None
        while below is not None and not (re.fullmatch("h[1-6]", below.tag or "") and (below.tag or "") <= level):
            words += below.text()
            below = below.next
        return squashed(words)

    def references(self) -> Iterator[str]:
        """Every address that the page leads to or loads, as it is written."""
        for name in ADDRESSES:
            for node in self.tree.css(f"[{name}]"):
                said = node.attributes[name] or ""
                yield from (part.split()[0] for part in said.split(",")) if name == "srcset" else [said]
        if self.redirect is not None:
            yield _SITE + self.redirect

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """What one can click on without scripts."""
        found = []
        for node in self.tree.css("a[href]"):
            target = resolved(self.address, node.attributes["href"] or "")
            if target is not None and not _is_hidden(node):
                text = node.text() or node.attributes.get("aria-label") or ""
                found.append(Link(squashed(text), target.partition("#")[0], node))
        return tuple(found)

    def links_with(self, words: str) -> list[Link]:
        """The links with exactly these words, or else those that hold them."""
        exact = [link for link in self.links if link.text == words]
        return exact or [link for link in self.links if words in link.text]


def nearest(links: list[Link], words: str) -> list[Link]:
    """Those of the links that stand closest to some words: in the smallest part of the page that holds both."""
    sizes = [_size_of_part(link.node, words) for link in links]
    return [link for link, size in zip(links, sizes, strict=True) if size == min(sizes)]


def _size_of_part(node: LexborNode, words: str) -> int:
    above: LexborNode | None = node
    while above is not None:
        text = squashed(above.text())
        if words in text:
            return len(text)
        above = above.parent
    return sys.maxsize


def _is_hidden(node: LexborNode) -> bool:
    above: LexborNode | None = node
    while above is not None:
        if above.tag in {"template", "dialog"} or "hidden" in above.attributes:
            return True
        above = above.parent
    return False


def resolved(address: str, link: str) -> str | None:
    """Where a link on a page leads below the root of the site, its anchor included; ``None`` outside of it."""
    joined = urljoin(_SITE + address, link)
    if not joined.startswith(_SITE):
        return None
    parts = urlsplit(joined)
    path = unquote(parts.path).lstrip("/")
    path = path.removesuffix(INDEX) if PurePosixPath(path).name == INDEX else path
    return f"{path}#{unquote(parts.fragment)}" if parts.fragment else path


class Site:
    """All pages and files of a built site."""

    def __init__(self, folder: Path) -> None:
        """Read the names of everything below the folder."""
        self.folder = folder
        paths = [path for path in sorted(folder.rglob("*")) if path.is_file()]
        self.files = {path.relative_to(folder).as_posix() for path in paths}
        pages = [name for name in sorted(self.files) if name.endswith(".html")]
        self.pages = {page.address: page for page in (self._page(name) for name in pages)}

    def _page(self, name: str) -> Page:
        address = name.removesuffix(INDEX) if PurePosixPath(name).name == INDEX else name
        return Page(address, self.folder / name)

    def holds(self, target: str) -> bool:
        """Whether an address below the root is there, and its anchor on it."""
        path, _, anchor = target.partition("#")
        page = self.pages.get(path)
        if page is None:
            return path in self.files and not anchor
        return not anchor or anchor in page.ids

    def arrived(self, address: str) -> Page:
        """The page on which one ends up at an address."""
        page = self.pages[address]
        return page if page.redirect is None else self.arrived(page.redirect)
