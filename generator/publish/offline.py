"""A page as it works from a folder on disk, where no server turns ``notice/`` into ``notice/index.html``."""

from __future__ import annotations

import html
import posixpath
import re
from collections.abc import Collection
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

from msgspec import Struct

INDEX = "index.html"
TOLD = {
    "p-demo": "注意：里面有演示数据。标着“演示数据”的活动、单位和文件都是虚构的，仅供试用。",
    "p-draft": "注意：里面有草稿。标着“草稿”的还没有公布，不能作为依据。",
}
"""What whoever gets the pages in a ZIP is to know of them, by the class of the line that says it on a page."""

_LEADING = {"a": "href", "area": "href", "form": "action", "iframe": "src", "meta": "content"}
_REFRESH = re.compile(r"(\s*\d+\s*;\s*url\s*=\s*)(.*)", re.IGNORECASE | re.DOTALL)
# The attributes of a start tag one after the other, so that no value is taken for an attribute.
_ATTRIBUTE = re.compile(r"""([\s/]+)([^\s/>=]+)(?:(\s*=\s*)("[^"]*"|'[^']*'|[^\s>]+))?""")


class Page(Struct, frozen=True):
    """A page whose links lead to files. ``title`` is its own, ``told`` which of ``TOLD`` it says of itself."""

    data: bytes
    title: str
    told: frozenset[str]


def page(data: bytes, path: str, files: Collection[str], packed: str = "") -> Page:
    """The page at ``path``, where what leads to a folder of the site leads to the page in it, and all else stays.

    ``packed`` are words for those who open the page inside the ZIP: whoever has the style sheets does not see them.
    """
    reader = _Reader(data.decode("utf-8", "surrogateescape"), path, files, packed)
    reader.feed(reader.text)
    reader.close()
    made = "".join((*reader.made, reader.text[reader.copied :])).encode("utf-8", "surrogateescape")
    return Page(made, reader.title.strip(), frozenset(reader.told))


def turned(link: str, path: str, files: Collection[str]) -> str:
    """A link of the page at ``path``, to a file where it leads to a folder that has a page.

    >>> turned("../notice/#tiers", "2024/faq/index.html", {"2024/notice/index.html"})
    '../notice/index.html#tiers'
    """
    try:
        parts = urlsplit(link)
    except ValueError:  # no address at all, like //[
        return link
    if parts.scheme or parts.netloc or not parts.path:
        return link
    folder = posixpath.normpath(posixpath.join("/", posixpath.dirname(path), unquote(parts.path))).strip("/")
    target = f"{folder}/{INDEX}" if folder else INDEX
    if target not in files:
        return link
    return parts._replace(path=f"{parts.path.rstrip('/')}/{INDEX}").geturl()


class _Reader(HTMLParser):
    """Reads a page and copies it, but for the links."""

    def __init__(self, text: str, path: str, files: Collection[str], packed: str) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.path, self.files, self.packed = text, path, files, packed
        self.starts = [0]
        for line in text.split("\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.made: list[str] = []
        self.copied = 0
        self.title, self._titled = "", False
        self.told: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Turn the link of a tag that leads somewhere."""
        said = dict(attrs)
        self.told |= TOLD.keys() & set((said.get("class") or "").split())
        self._titled = tag == "title" and not self.title
        raw = self.get_starttag_text() or ""
        if tag == "body" and self.packed:
            self._put(raw, f'{raw}<p class="p-packed">{html.escape(self.packed)}</p>')
        elif said.get(_LEADING.get(tag, "")) and (tag != "meta" or said.get("http-equiv", "") == "refresh"):
            self._put(raw, self._rewritten(raw, tag, _LEADING[tag]))

    def _put(self, raw: str, instead: str) -> None:
        """Something else in the place of the tag that is being read."""
        line, column = self.getpos()
        start = self.starts[line - 1] + column
        self.made += [self.text[self.copied : start], instead]
        self.copied = start + len(raw)

    def handle_data(self, data: str) -> None:
        """Keep the title."""
        if self._titled:
            self.title += data

    def handle_endtag(self, tag: str) -> None:
        """The title ends with its element."""
        self._titled = self._titled and tag != "title"

    def _rewritten(self, raw: str, tag: str, name: str) -> str:
        def attribute(match: re.Match[str]) -> str:
            before, found, equals, value = match.groups()
            if found.lower() != name or value is None:
                return match[0]
            link = html.unescape(value[1:-1] if value[0] in "\"'" else value)
            to = self._turned(link, tag)
            return match[0] if to == link else f'{before}{found}{equals}"{html.escape(to)}"'

        opened = len(tag) + 1
        return raw[:opened] + _ATTRIBUTE.sub(attribute, raw[opened:])

    def _turned(self, link: str, tag: str) -> str:
        if tag != "meta":
            return turned(link, self.path, self.files)
        refresh = _REFRESH.fullmatch(link)
        return refresh[1] + turned(refresh[2], self.path, self.files) if refresh else link
