"""The accessibility rules of axe on an open page."""

from __future__ import annotations

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page

# Of what passes one element is enough: to describe all of them is most of the time that axe takes.
_OPTIONS = {"resultTypes": ["violations"]}


def violations(page: Page, within: str | None = None) -> list[tuple[str, list[str]]]:
    """What the rules object to on the page, or within a selector: the rule, and the first elements."""
    page.emulate_media(reduced_motion="reduce")  # halfway through a transition a colour is none of ours
    found = Axe().run(page, within, _OPTIONS)["violations"]
    return [(one["id"], [node["html"][:120] for node in one["nodes"][:3]]) for one in found]
