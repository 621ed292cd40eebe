"""How long pages of five thousand titles do not answer after a key press, on a slow machine; beside it a plain loop."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

import large_lists
from ensure_browser import MISSING, find
from playwright.sync_api import Browser, Page, sync_playwright

from generator import preview

SLOWER = 4
ROUNDS = 3
_LIST, _REGISTER = "demo/2021/honorees/", "honours/"
_SETTLED = 800  # milliseconds after which a page has nothing more to do

_TYPED = """part => {
    const field = document.querySelector('.p-page input[name="q"]');
    field.value = part;
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
}"""

# What is commonly written for such a list: every row is shown or hidden, and its text read anew.
_LOOP = """() => {
    const form = document.querySelector('.p-filter');
    const rows = Array.from(document.querySelectorAll('.p-honorees tr[id]'));
    form.hidden = false;
    form.elements.q.addEventListener('input', event => rows.forEach(row => {
        row.style.display = row.textContent.indexOf(event.target.value) < 0 ? 'none' : '';
    }));
}"""


@dataclass(frozen=True)
class Typed:
    """Milliseconds of the processor for the longest task that each key press led to, with layout and painting."""

    where: str
    milliseconds: list[float]


def measure() -> list[Typed]:
    """The list of an edition, the same with a plain loop, and the register.

    Raises:
        SystemExit: when there is no browser.

    """
    chromium = find()
    if chromium is None:
        raise SystemExit(MISSING)
    with tempfile.TemporaryDirectory() as work, sync_playwright() as playwright:
        site = Path(work, "public")
        large_lists.build(site, Path(work, "work"))
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        with preview.Server(site) as server:

            def typed(where: str, path: str, *, plain: bool = False) -> Typed:
                with _opened(browser, f"{server.url}/{path}", plain=plain) as page:
                    return Typed(where, list(_times(browser, page)))

            found = [
                typed("list of an edition", _LIST),
                typed("the same list with a plain loop", _LIST, plain=True),
                typed("register", _REGISTER),
            ]
        browser.close()
    return found


@contextmanager
def _opened(browser: Browser, address: str, *, plain: bool) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    if plain:  # in the place of the page's own script
        page.route("**/roll.js", lambda route: route.abort())
    page.goto(address)
    if plain:
        page.evaluate(_LOOP)
    page.wait_for_timeout(_SETTLED)
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page
    page.close()


def _times(browser: Browser, page: Page) -> Iterator[float]:
    """Names typed and taken back, letter by letter."""
    for number in range(ROUNDS):
        name = large_lists.unit(4321 + number)
        for part in (name[:3], name[5:6], name[5:7], name[5:9], name[5:7], name[5:6], ""):
            browser.start_tracing(page=page, categories=["disabled-by-default-devtools.timeline"])
            page.evaluate(_TYPED, part)
            page.wait_for_timeout(_SETTLED)
            yield _longest(json.loads(browser.stop_tracing())["traceEvents"])


def _longest(events: list[dict[str, Any]]) -> float:
    pages = {
        (one["pid"], one["tid"])
        for one in events
        if one["name"] == "thread_name" and one["args"]["name"] == "CrRendererMain"
    }
    tasks = [one for one in events if one["name"] == "RunTask" and (one["pid"], one["tid"]) in pages]
    # Of the processor, not of the clock: what else the machine does is no fault of the page.
    return max(float(one.get("tdur", 0)) for one in tasks) / 1000


def lines(found: list[Typed]) -> list[str]:
    """The part of the page about it."""
    text = [
        "## Looking for a unit among five thousand",
        "",
        "Milliseconds of the processor for which a page does not answer after a key press: the longest task it led",
        f"to, layout and painting included, in a Chromium slowed {SLOWER} times. Asked for: a median under 50 ms. The",
        "plain loop shows or hides every row of the same page, as scripts for such lists commonly do.",
        "",
        "| where | keys | least | median | most |",
        "|---|--:|--:|--:|--:|",
    ]
    for one in found:
        times = one.milliseconds
        cells = " | ".join(f"{cell:.0f}" for cell in (min(times), median(times), max(times)))
        text.append(f"| {one.where} | {len(times)} | {cells} |")
    return text


if __name__ == "__main__":
    print("\n".join(lines(measure())))  # noqa: T201 - what the module is for
