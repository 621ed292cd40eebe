"""Every kind of page in browsers of 2018: what came later is taken away, and nothing stops or leaves the site.

What such a browser shows is tried in a real one (test_chromium_64); this stands for Firefox and Safari too.
"""

from __future__ import annotations

from collections.abc import Callable

import page_kinds
import pytest
from pages_of_site import Site
from playwright.sync_api import BrowserContext, Page, Route, expect
from visitor import answer

# What Chrome 63, Firefox 57 or Safari 11 did not have, as far as scripts could ask for it.
LATER = """
delete window.ResizeObserver;
delete window.IntersectionObserver;
delete window.AbortController;
delete window.queueMicrotask;
delete window.structuredClone;
delete window.PointerEvent;
delete window.visualViewport;
delete window.globalThis;
delete window.BigInt;
delete window.Intl.ListFormat;
delete window.Intl.Segmenter;
delete Object.fromEntries;
delete Object.hasOwn;
delete Promise.allSettled;
delete Promise.any;
['at', 'flat', 'flatMap', 'findLast', 'toSorted'].forEach((name) => delete Array.prototype[name]);
['at', 'matchAll', 'replaceAll', 'trimStart', 'trimEnd'].forEach((name) => delete String.prototype[name]);
['toggleAttribute', 'replaceChildren', 'animate', 'checkVisibility'].forEach((name) => delete Element.prototype[name]);
delete Blob.prototype.text;
delete HTMLFormElement.prototype.requestSubmit;
delete HTMLElement.prototype.inert;
delete Navigator.prototype.clipboard;
delete Navigator.prototype.share;
"""


def test_every_kind_of_page_works_in_a_browser_of_2018(page: Page, served: str, pages: Site) -> None:
    page.add_init_script(LATER)
    found = page_kinds.kinds(pages)
    assert len(found) >= 15
    for kind in found:
        page.goto(f"{served}/{kind.address}")
        expect(page.locator("h1").first).to_be_attached()


def test_a_calculator_counts_in_a_browser_of_2018(page: Page, served: str) -> None:
    page.add_init_script(LATER)
    page.goto(f"{served}/rushan-huoli-xingji/2020/score/enterprise/")
    answer(page, "1.committees", value=True)
    expect(page.locator("[data-total]")).not_to_have_text("0 至 100")
    page.reload()
    expect(page.locator('[data-question="1.committees"] input[value="true"]')).to_be_checked()


@pytest.mark.parametrize(
    "answers",
    [
        pytest.param(lambda route: route.abort(), id="lost on the way"),
        pytest.param(lambda route: route.fulfill(body="newer than = this;"), id="too new"),
    ],
)
def test_a_calculator_whose_script_does_not_run_says_so(
    context: BrowserContext, served: str, answers: Callable[[Route], None]
) -> None:
    page = context.new_page()
    page.route("**/calculator.js", answers)
    page.goto(f"{served}/rushan-huoli-xingji/2020/score/enterprise/")
    expect(page.get_by_text("自评计分没有启动")).to_be_visible()
    expect(page.get_by_role("alert").get_by_role("link", name="空白表")).to_be_visible()
