"""The site of the portal with injections, built once for all tests; a browser that tells what should not be seen."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import honoured
import injections
import malformed
from playwright.sync_api import Browser, Dialog, Page
from selectolax.lexbor import LexborNode

from generator import pipeline

_OUTSIDE = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.-]*:)?([/\\]{2}[^/]*)?")

ALIVE = """() => [...document.querySelectorAll('*')].flatMap((element) => {
    const names = element.getAttributeNames().filter((name) => name.startsWith('on') || name === 'srcdoc');
    const links = ['href', 'src', 'action', 'formaction', 'data', 'xlink:href'].map((at) => element.getAttribute(at));
    const active = links.filter((link) => link && /^[\\s\\x00-\\x20]*(javascript|vbscript|data:text)/i.test(link));
    const inside = element.localName === 'script' && !element.src && !/json/.test(element.type);
    return names.length || active.length || inside ? [element.outerHTML.slice(0, 200)] : [];
})"""
TOUCH = """() => document.querySelectorAll('*').forEach((element) => {
    for (const name of ['mouseover', 'focus', 'toggle', 'error', 'load']) element.dispatchEvent(new Event(name));
})"""


@dataclass(frozen=True)
class Built:
    """The site of a portal with injections, and that of its twin with harmless words."""

    site: Path

    @property
    def twin(self) -> Path:
        return self.site.with_name("twin")

    @property
    def placed(self) -> list[dict[str, Any]]:
        """What the checks let in: the injection, the places and the fields of each."""
        found: list[dict[str, Any]] = json.loads(self.site.with_name("placed.json").read_text("utf-8"))
        return found


def build(offset: int, site: Path, work: Path) -> None:
    """Build both; nothing beside the output folders and the workspace is written, nothing in the portal changes."""
    folder = site.parent
    folder.mkdir(parents=True, exist_ok=True)
    portal = injections.Hostile(injections.portal(folder / "portal"), offset)
    portal.settle()
    for out, harmless in ((folder / "twin", True), (site, False)):
        portal.write(harmless=harmless)
        honoured.bind(portal.root)
        before = malformed.digest(portal.root)
        pipeline.build(portal.root, out, work)
        assert malformed.digest(portal.root) == before
    assert sorted(path.name for path in folder.iterdir()) == ["portal", "public", "twin", "work"]
    placed = [
        {
            "injection": one.id,
            "text": group.text(one),
            "places": group.places,
            "fields": [portal.fields.get(place) for place in group.places],
        }
        for group, one in portal.placed()
    ]
    (folder / "placed.json").write_text(json.dumps(placed), "utf-8")


@contextmanager
def watched(browser: Browser, own: str, *, policy: bool) -> Iterator[tuple[Page, list[str]]]:
    """A page, and what was seen on it that should not be: dialogs, errors, requests to other hosts."""
    context = browser.new_context(bypass_csp=not policy)
    page = context.new_page()
    seen: list[str] = []

    def dismiss(dialog: Dialog) -> None:
        seen.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismiss)
    page.on("console", lambda message: seen.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("request", lambda request: None if request.url.startswith(own) else seen.append(request.url))
    yield page, seen
    context.close()


_MARKED = [("mark", {}), ("ins", {}), ("del", {}), ("span", {"class": "p-said"})]
_SET = [("span", {}), ("span", {"class": "p-nowrap"})]


def shape(node: LexborNode) -> Iterator[str]:
    """Every element with the names of its attributes, and the scheme and host of its links.

    But for words that are marked as different, or kept together on a line: which are so depends on the words.
    """
    for one in node.traverse():
        attributes = one.attributes
        if (one.tag, attributes) in (*_MARKED, *_SET):
            continue
        links = [attributes.get(name) or "" for name in ("href", "src", "action")]
        yield f"{one.tag} {sorted(attributes)} {[_OUTSIDE.match(link)[0] for link in links]}"  # type: ignore[index]
