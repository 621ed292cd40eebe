"""Rendered pages to what a visitor's browser searches: a file for each site, loaded only when someone searches.

The file of an edition is made from that edition alone, so that it stays as it is when others change. A portal
whose files together are over its limit is searched with Pagefind instead, from the same records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec
from msgspec import Struct

from generator.model import addresses
from generator.model.portal import Portal, Settings
from generator.render.output import OutputFile
from generator.search.records import Record, records

_ADD = "portalSearch.add"
__all__ = ["LIMIT_KIB", "Manifest", "file", "is_large", "manifest", "path_of", "read", "records"]

LIMIT_KIB = 4096
"""How large all files together may be, where the portal does not say."""


class Manifest(Struct, frozen=True):
    """The list of what is searched, as a file, and whether Pagefind searches it."""

    file: OutputFile
    pagefind: bool


def manifest(portal: Portal, sizes: Mapping[str, int]) -> Manifest:
    """The list of all sites; ``sizes`` are those of their files in bytes, by the sites' addresses."""
    places = {series.id: at for at, series in enumerate(portal.series)}
    # What several hold alike is found in this order: the current edition of a series first, then the newest.
    newest = portal.editions[::-1]
    editions = sorted(newest, key=lambda one: (places[one.series.id], not one.is_current))
    titles = [(edition.address, edition.marked(edition.campaign.title)) for edition in editions]
    # A page of a campaign comes before one of the portal that holds the same.
    named = [
        {"of": _name(address), "title": title, "file": path_of(address)}
        for address, title in [*titles, ("", portal.settings.name)]
        if address in sizes
    ]
    large = is_large(portal.settings, sum(size for address, size in sizes.items() if address))
    data = _call("portalSearch.manifest", {"pagefind": large, "sites": named})
    return Manifest(OutputFile(addresses.SEARCH_MANIFEST, data), large)


def is_large(settings: Settings | None, size: int) -> bool:
    """Whether the files of all editions, of so many bytes together, are more than a visitor is to load."""
    return size > ((settings and settings.search_limit) or LIMIT_KIB) * 1024


def path_of(address: str) -> str:
    """Where the file of a site stands."""
    return addresses.search_file(_name(address).replace("/", ".") or "own")


def _name(address: str) -> str:
    """What an edition is called in the address of a search: ``<series>/<edition>``; empty for the portal itself."""
    return address.rstrip("/")


def file(address: str, found: Sequence[Record]) -> OutputFile:
    """One site's pages; a text that stands on several of them, as an item on its standard and form, is there once."""
    texts = list(dict.fromkeys(text for record in found for text in record.texts))
    at = {text: number for number, text in enumerate(texts)}
    pages = [[*record.head, [at[text] for text in record.texts], record.marks] for record in found]
    return OutputFile(path_of(address), _call(_ADD, {"of": _name(address), "texts": texts, "pages": pages}))


def read(data: bytes, address: str, title: str) -> list[Record]:
    """The records that a site's file was made from."""
    said = msgspec.json.decode(data.decode().removeprefix(f"{_ADD}(").removesuffix(");\n"))
    found = []
    for page, called, kind, echo, texts, marks in said["pages"]:
        inside = tuple(said["texts"][at] for at in texts)
        below = page.removeprefix(address)
        found.append(Record(address, below, called, kind, title, echo, inside, tuple(tuple(mark) for mark in marks)))
    return found


def _call(function: str, value: object) -> bytes:
    """A classic script that hands over a value: it loads from a folder on disk, where nothing can be fetched."""
    text = msgspec.json.encode(value).decode()
    # Line separators of Unicode end a line of a script in browsers before ES2019.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{function}({text});\n".encode()
