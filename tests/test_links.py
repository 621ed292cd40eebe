"""Every link of the built site leads somewhere, and every page can be reached and has its headings."""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from pages_of_site import Page, Site, resolved

from generator.model.portal import Portal

# Links that leave the site by their nature: what a telephone or a mail program opens.
OUTSIDE = ("mailto:", "tel:")
MOST_CLICKS = 3
# What stands for the root of a portal without an address where full addresses are wanted: see render/sitemap.py.
NO_HOST = "http://localhost/"
NOT_LINKED = {"404.html"}  # servers show it for addresses that are not there
OFFERED = (".csv", ".json", ".xlsx", ".docx", ".pdf", ".zip", ".ics")
# Read by programs: which editions there are, and what describes the data beside it.
FOR_PROGRAMS = {"versions.json", "datapackage.json", "rubric.schema.json"}

_CSS_URL = re.compile(r"""url\(\s*["']?([^"')]+)["']?\s*\)""")


def dead(site: Site, portal: Portal, place: str, links: Iterator[str]) -> Iterator[str]:
    """The links at a place that lead to no file of the site, to no anchor, or to another host."""
    own = portal.settings.address or (NO_HOST if place.endswith("/sitemap.xml") else "")
    for link in links:
        if link.startswith(OUTSIDE) or (link.startswith("data:") and not place.endswith(".html")):
            continue
        inside = link[len(own) :] if own and link.startswith(own) else link
        target = resolved("" if inside != link else place, inside)
        if target is None or not site.holds(target):
            yield f"{place or '/'}: {link}"


def test_every_link_of_every_page_leads_somewhere(pages: Site, portal: Portal) -> None:
    for page in pages.pages.values():
        assert list(dead(pages, portal, page.address, page.references())) == []


def test_every_address_in_style_sheets_and_pictures_is_there(pages: Site, portal: Portal) -> None:
    for name in sorted(pages.files):
        if name.endswith((".css", ".svg")):
            text = (pages.folder / name).read_text("utf-8")
            found = [*_CSS_URL.findall(text), *re.findall(r'\b(?:xlink:)?href="([^"]*)"', text)]
            assert list(dead(pages, portal, name, iter(found))) == []


def test_every_address_in_feeds_calendars_and_data_is_there(pages: Site, portal: Portal) -> None:
    for name in sorted(pages.files):
        path = pages.folder / name
        found: list[str] = []
        if name.endswith(".xml"):
            elements = list(ET.fromstring(path.read_text("utf-8")).iter())  # noqa: S314 - the site's own
            found += [said for element in elements if (said := element.get("href"))]
            found += [element.text or "" for element in elements if element.tag.rpartition("}")[2] == "loc"]
        elif name.endswith(".ics"):
            unfolded = path.read_bytes().decode().replace("\r\n ", "")
            found += re.findall(r"^URL(?:;[^:]*)?:(\S+)", unfolded, re.MULTILINE)
        elif name.endswith("versions.json"):
            found += [f"{edition['version']}/" for edition in json.loads(path.read_text("utf-8"))]
        assert list(dead(pages, portal, name, iter(found))) == []


def test_no_id_stands_twice_on_a_page(pages: Site) -> None:
    twice = {page.address: [name for name, times in page.ids.items() if times > 1] for page in pages.pages.values()}
    assert {address: names for address, names in twice.items() if names} == {}


def ways(site: Site) -> dict[str, tuple[str, ...]]:
    """The shortest way from home to each page, as the addresses on it."""
    found: dict[str, tuple[str, ...]] = {"": ()}
    waiting = deque([""])
    while waiting:
        address = waiting.popleft()
        for link in site.pages[address].links:
            target = site.arrived(link.target).address if link.target in site.pages else ""
            if target not in found:
                found[target] = (*found[address], target)
                waiting.append(target)
    return found


def test_every_page_is_three_clicks_from_home(pages: Site) -> None:
    found = ways(pages)
    forwarding = {page.address for page in pages.pages.values() if page.redirect is not None}
    assert set(pages.pages) - set(found) <= NOT_LINKED | forwarding
    assert {address: way for address, way in found.items() if len(way) > MOST_CLICKS} == {}


def test_every_file_is_offered_on_a_page(pages: Site) -> None:
    offered = {link.target for page in pages.pages.values() for link in page.links}
    files = {name for name in pages.files if name.endswith(OFFERED) and Path(name).name not in FOR_PROGRAMS}
    assert len(files) > 100
    assert files - offered == set()


@pytest.mark.parametrize("address", ["", "rushan-huoli-xingji/2020/"])
def test_a_page_leads_on_without_scripts(pages: Site, address: str) -> None:
    """The walk above means something: these pages lead to many others."""
    assert len({link.target for link in pages.pages[address].links}) > 5


def said_once(page: Page) -> list[str]:
    """What a page must have once: a heading of the first level, a title, a description."""
    wrong = []
    for name, selector in (("h1", "h1"), ("title", "head > title"), ("description", 'meta[name="description"]')):
        nodes = page.tree.css(selector)
        words = [node.attributes.get("content") if name == "description" else node.text() for node in nodes]
        if len(words) != 1 or not (words[0] or "").strip():
            wrong.append(f"{page.address or '/'}: {name} {words}")
    return wrong


def test_every_page_has_one_heading_one_title_and_a_description(pages: Site) -> None:
    assert [said for page in pages.pages.values() for said in said_once(page)] == []


def test_no_two_pages_of_a_site_share_a_title(pages: Site) -> None:
    titles: dict[str, list[str]] = {}
    for page in pages.pages.values():
        if page.redirect is None:
            titles.setdefault(page.tree.css("head > title")[0].text(), []).append(page.address)
    assert {title: addresses for title, addresses in titles.items() if len(addresses) > 1} == {}
