"""Rendered pages to what a visitor's browser searches: a file for each site, loaded only when someone searches.

The file of an edition is made from that edition alone, so that it stays as it is when others change. A portal
whose files together are over its limit is searched with Pagefind instead, from the same records.
"""

from __future__ import annotations

import json
from dataclasses import dataclass

from generator.model import addresses
from generator.model.portal import Portal
from generator.render.output import OutputFile, Site
from generator.search.records import Record, records

LIMIT_KIB = 4096
"""How large all files together may be, where the portal does not say."""


@dataclass(frozen=True)
class Index:
    """Files as they are served; ``records`` only where Pagefind is to make more of them."""

    files: tuple[OutputFile, ...]
    records: tuple[Record, ...] = ()


def index(portal: Portal, sites: list[Site]) -> Index:
    """What is searched: in files of the portal's own, or beyond the portal's limit with Pagefind."""
    titles = {edition.address: edition.marked(edition.campaign.title) for edition in portal.editions}
    titles[""] = portal.settings.name
    # A page of a campaign comes before one of the portal that holds the same.
    sites = sorted(sites, key=lambda site: not site.address)
    found = [records(site, titles[site.address]) for site in sites]
    files = [_file(site, own) for site, own in zip(sites, found, strict=True)]
    large = sum(len(file.data) for file in files) > (portal.settings.search_limit or LIMIT_KIB) * 1024
    named = [
        {"of": _name(site), "title": titles[site.address], "file": file.path}
        for site, file in zip(sites, files, strict=True)
    ]
    manifest = _call("portalSearch.manifest", {"pagefind": large, "sites": named})
    here = OutputFile(addresses.SEARCH_MANIFEST, manifest)
    if large:
        return Index((here,), tuple(record for own in found for record in own))
    return Index((here, *files))


def _name(site: Site) -> str:
    """What an edition is called in the address of a search: ``<series>/<edition>``; empty for the portal itself."""
    return site.address.rstrip("/")


def _file(site: Site, found: list[Record]) -> OutputFile:
    """One site's pages; a text that stands on several of them, as an item on its standard and form, is there once."""
    texts = list(dict.fromkeys(text for record in found for text in record.texts))
    at = {text: number for number, text in enumerate(texts)}
    pages = [[*record.head, [at[text] for text in record.texts], record.marks] for record in found]
    name = _name(site)
    path = addresses.search_file(name.replace("/", ".") or "own")
    return OutputFile(path, _call("portalSearch.add", {"of": name, "texts": texts, "pages": pages}))


def _call(function: str, value: object) -> bytes:
    """A classic script that hands over a value: it loads from a folder on disk, where nothing can be fetched."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Line separators of Unicode end a line of a script in browsers before ES2019.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    return f"{function}({text});\n".encode()
