"""By the keyboard alone: what has the focus is seen, whichever way one goes, and menus give it back."""

from __future__ import annotations

from typing import Literal

import pytest
from playwright.sync_api import Page, expect

EDITION = "/shili-xingji/2024/"
PAGES = (
    "/",
    "/glossary/",
    "/honours/shili-xingji/2024/",
    EDITION,
    f"{EDITION}honorees/",
    f"{EDITION}materials/",
    "/chongqing-jkwwt-zhijia/2019/standards/compare/public--private/",
    f"{EDITION}score/union/",
)

# Of what has the focus: its words, and whether a point of it is neither covered nor out of the window.
FOCUSED = """() => {
  const one = document.activeElement;
  if (one === document.body || one === document.documentElement) return null;
  const own = (found) => found && [one, ...(one.labels || [])].some((part) => part.contains(found));
  const at = [0.1, 0.5, 0.9];
  const seen = [...one.getClientRects()].some((box) => at.some((x) => at.some((y) =>
    own(document.elementFromPoint(box.left + x * box.width, box.top + y * box.height)))));
  return [one.getAttribute('aria-label') || one.textContent.trim() || one.name || one.id, seen];
}"""


@pytest.mark.parametrize(("width", "large"), [(1280, False), (390, False), (390, True)])
def test_nothing_with_the_focus_is_covered_on_the_way_back(page: Page, served: str, width: int, *, large: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    if large:
        page.add_init_script("localStorage.setItem('portal-appearance', '{\"large\": true}')")
    covered = {}
    for address in PAGES:
        page.goto(served + address)
        page.wait_for_timeout(300)
        page.keyboard.press("Shift+Tab")
        stops: list[tuple[str, bool]] = []
        while (stop := page.evaluate(FOCUSED)) and len(stops) < 300:
            if not stop[1]:
                page.wait_for_timeout(800)  # a list that is just closing
                stop = page.evaluate(FOCUSED)
            stops.append(stop)
            page.keyboard.press("Shift+Tab")
        assert len(stops) > 15, address
        if hidden := [name for name, seen in stops if not seen]:
            covered[address] = hidden
    assert covered == {}


def test_the_way_to_the_top_takes_the_focus_along_and_is_no_stop_while_it_is_out_of_sight(
    page: Page, served: str
) -> None:
    page.goto(f"{served}{EDITION}notice/")
    top = page.locator(".md-top")
    expect(top).to_be_hidden()
    page.mouse.wheel(0, 3000)
    page.wait_for_timeout(200)
    page.mouse.wheel(0, -300)
    expect(top).to_be_visible()
    box = top.bounding_box()
    assert box
    assert box["y"] > 600, "it would cover what one goes back to"
    assert box["height"] >= 44
    top.press("Enter")
    expect(page.locator("#p_main")).to_be_focused()
    expect(top).to_be_hidden()
    page.keyboard.press("Tab")
    expect(page.get_by_role("navigation", name="当前位置").get_by_role("link").first).to_be_focused()


def test_who_leaves_the_drawer_closes_it(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served}{EDITION}notice/")
    opener = page.get_by_role("button", name="栏目")
    drawer = page.get_by_role("navigation", name="栏目")
    opener.press("Enter")
    drawer.get_by_role("link").last.focus()
    expect(opener).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Tab")
    expect(opener).to_have_attribute("aria-expanded", "false")
    expect(drawer).to_be_hidden()
    assert page.evaluate(FOCUSED) == ["首页", True]
    opener.press("Enter")
    expect(drawer.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(opener).to_be_focused()
    opener.click()
    page.mouse.click(370, 600)  # beside it
    expect(drawer).to_be_hidden()
    expect(opener).to_be_focused()


def test_the_list_of_editions_is_named_as_it_is_seen_and_escape_shuts_it(page: Page, served: str) -> None:
    page.goto(f"{served}{EDITION}notice/")
    current = page.get_by_role("button", name="选择年度：2024年", exact=True)
    expect(current).to_have_text("2024年")
    shown = page.locator(".md-version__list")
    page.keyboard.press("Escape")  # says nothing to a list that is not open
    page.locator(".md-version").hover()
    expect(shown.get_by_role("link", name="2021年")).to_be_visible()
    page.keyboard.press("Escape")
    expect(shown).to_be_hidden()
    page.mouse.move(600, 600)
    current.focus()
    page.keyboard.press("Tab")
    expect(shown.get_by_role("link").first).to_be_focused()
    page.keyboard.press("Escape")
    expect(current).to_be_focused()
    expect(shown).to_be_hidden()
    page.keyboard.press("Tab")
    expect(shown).to_be_hidden()  # gone by, not through it


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_button_can_be_read_while_it_has_the_focus(page: Page, served: str, scheme: Literal["light", "dark"]) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.goto(served + EDITION)
    for name in ("基层工会自评计分", "基层工会打分表"):
        button = page.get_by_role("main").get_by_role("link", name=name, exact=True).last
        before = button.evaluate("(one) => getComputedStyle(one).color")
        button.focus()
        expect(button).to_have_css("color", before)
