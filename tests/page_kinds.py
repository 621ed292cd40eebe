"""One page of each kind of a built site, and as much of the site as these need, published."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from functools import partial
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

import built_once
import pytest
from pages_of_site import INDEX, Page, Site

from generator.publish import folder

# In each of these all files are needed: what pages load, what is searched, the register's data.
_WHOLE = ("assets/", "search/", "honours/")
_NOW = datetime(2026, 11, 22, tzinfo=UTC)


def kinds(site: Site) -> list[Page]:
    """One page of each kind. Those that load the same styles and scripts are of one kind: no list can grow old."""
    found: dict[frozenset[str], Page] = {}
    for page in site.pages.values():
        names = {PurePosixPath(urlsplit(reference).path).name for reference in page.references()}
        loaded = frozenset(name for name in names if name.endswith((".css", ".js")))
        found.setdefault(loaded | ({"redirect"} if page.redirect is not None else set()), page)
    return list(found.values())


def endings(site: Site) -> dict[str, str]:
    """One file with each ending that is no page, as its address."""
    found: dict[str, str] = {}
    for name in sorted(site.files):
        if PurePosixPath(name).suffix and not name.endswith(".html"):
            found.setdefault(PurePosixPath(name).suffix, name)
    return found


def published(factory: pytest.TempPathFactory, site: Site) -> Path:
    """A folder to which a part of the site was published: it is served from ``current`` there."""
    return built_once.site(factory, "published-kinds", partial(_publish, site))


def _publish(site: Site, target: Path, work: Path) -> None:
    beside = {page.address.removesuffix("404.html") for page in kinds(site)}
    named = {*endings(site).values(), ".portal-site", "404.html"}
    for name in site.files:
        above = name.removesuffix(PurePosixPath(name).name)
        wanted = name in named or above in beside or name.startswith(_WHOLE) or name.endswith("/versions.json")
        # Of a page's own files those are loaded that are scripts; documents are long, and one of each will do.
        if wanted and (name in named or PurePosixPath(name).suffix in {".html", ".js", ".css", ".json", ".svg"}):
            (work / name).parent.mkdir(parents=True, exist_ok=True)
            os.link(site.folder / name, work / name)
    assert (work / INDEX).is_file()
    folder.publish(work, target, now=_NOW)
