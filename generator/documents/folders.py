"""A printed index of folders, read from a sanitised article: headings, their list items, and the notes below."""

from __future__ import annotations

from msgspec import Struct

from generator import markup
from generator.model.portal import Article

_LEVELS = {"h2": 2, "h3": 3, "h4": 4}


class Folder(Struct, frozen=True):
    """A folder of the index: its heading's anchor and text, and what is to be in it."""

    anchor: str
    title: str
    items: tuple[str, ...]


class Index(Struct, frozen=True):
    """The folders below one heading, and the notes as anchor and text."""

    title: str
    folders: tuple[Folder, ...]
    notes: tuple[tuple[str, str], ...]


def index(article: Article, anchor: str) -> Index:
    """What stands between the heading with this anchor and the next of its level or above."""
    reader = _Reader(anchor)
    markup.read(article.html, reader)
    title, *rest = [(tag, name, text.strip()) for tag, name, text in reader.found]
    folders: list[Folder] = []
    notes = []
    for tag, name, text in rest:
        if tag in _LEVELS:
            folders.append(Folder(name, text, ()))
        elif tag == "p":
            notes.append((name, text))
        elif folders:
            last = folders.pop()
            folders.append(Folder(last.anchor, last.title, (*last.items, text)))
    return Index(title[2], tuple(folders), tuple(notes))


class _Reader:
    """Gathers tag, anchor and text of the headings, items and paragraphs of one part."""

    def __init__(self, anchor: str) -> None:
        self.found: list[tuple[str, str, str]] = []
        self._anchor = anchor
        self._level = 0  # of the heading that the part begins with, while inside it
        self._inside = ""  # the tag that gathers text; what stands in it belongs to it

    def start(self, begun: markup.Tag) -> None:
        tag, name = begun.name, begun.attributes.get("id", "")
        if tag in _LEVELS:
            if name == self._anchor:
                self._level = _LEVELS[tag]
            elif _LEVELS[tag] <= self._level:
                self._level = 0
        if self._level and not self._inside and tag in {*_LEVELS, "li", "p"}:
            self._inside = tag
            self.found.append((tag, name, ""))

    def end(self, tag: str) -> None:
        if tag == self._inside:
            self._inside = ""

    def text(self, said: str) -> None:
        if self._inside:
            tag, name, text = self.found[-1]
            self.found[-1] = (tag, name, text + said)
