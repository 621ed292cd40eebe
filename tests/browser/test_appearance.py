"""Large type and dark colours: chosen, kept, there before anything is painted, and never on paper."""

from __future__ import annotations

from pathlib import Path

import pytest
from accessibility import violations
from playwright.sync_api import Browser, BrowserContext, Page, expect

EDITION = "/rushan-huoli-xingji/2020/"
PAGES = (
    "/",
    EDITION,
    f"{EDITION}notice/",
    f"{EDITION}standards/regional/",
    f"{EDITION}forms/enterprise/",
    f"{EDITION}forms/registration/",
    f"{EDITION}faq/",
)
CALCULATOR = f"{EDITION}score/regional/"
DARK = "rgb(23, 21, 19)"
LIGHT = "rgb(248, 246, 242)"
WHITE = "rgb(255, 255, 255)"

# Notes how the document is marked when its body begins, before which nothing can be painted.
WITNESS = """
new MutationObserver((_, self) => {
  if (!document.body) return;
  const root = document.documentElement;
  window.__first = [root.getAttribute('data-colours'), root.getAttribute('data-type')];
  self.disconnect();
}).observe(document, { childList: true, subtree: true });
"""


def ground(page: Page) -> str:
    """The colour behind the page."""
    return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))


def type_size(page: Page) -> float:
    """Of running text, in pixels."""
    return float(page.evaluate("parseFloat(getComputedStyle(document.querySelector('.md-typeset')).fontSize)"))


def choose(page: Page, name: str) -> None:
    """Press a button of the header."""
    page.get_by_role("banner").get_by_role("button", name=name, exact=True).click()


@pytest.mark.parametrize(
    ("system", "chosen", "seen"),
    [
        ("light", None, LIGHT),
        ("dark", None, DARK),
        ("light", "深色", DARK),
        ("dark", "浅色", LIGHT),
        ("dark", "跟随系统", DARK),
    ],
)
def test_the_readers_choice_goes_before_the_systems(
    browser: Browser, served: str, system: str, chosen: str | None, seen: str
) -> None:
    context = browser.new_context(color_scheme=system)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(served + EDITION)
    if chosen:
        choose(page, chosen)
    assert ground(page) == seen
    pressed = page.get_by_role("banner").locator('[data-choose-colours][aria-pressed="true"]')
    expect(pressed).to_have_text(chosen or "跟随系统")
    context.close()


def test_what_is_chosen_stays_and_is_there_before_the_first_paint(page: Page, served: str) -> None:
    page.add_init_script(WITNESS)
    page.goto(served + EDITION)
    assert page.evaluate("window.__first") == ["system", "standard"]
    standard = type_size(page)
    choose(page, "深色")
    choose(page, "大字版")
    assert type_size(page) == pytest.approx(1.3 * standard)
    page.goto(f"{served}{EDITION}notice/")
    assert page.evaluate("window.__first") == ["dark", "large"]
    assert ground(page) == DARK
    expect(page.get_by_role("banner").get_by_role("button", name="大字版")).to_have_attribute("aria-pressed", "true")
    choose(page, "大字版")
    choose(page, "跟随系统")
    page.reload()
    assert page.evaluate("window.__first") == ["system", "standard"]
    assert ground(page) == LIGHT


def test_windows_of_the_portal_agree_and_a_page_gone_back_to_does(context: BrowserContext, served: str) -> None:
    page, other = context.new_page(), context.new_page()
    page.goto(served + "/")
    other.goto(served + EDITION)
    page.goto(served + EDITION)
    choose(page, "深色")
    expect(other.locator("html")).to_have_attribute("data-colours", "dark")
    page.go_back()
    expect(page.locator("html")).to_have_attribute("data-colours", "dark")


@pytest.mark.parametrize("kept", ['"large"', "{", '{"large": 1, "colours": "pink"}', "null"])
def test_nonsense_in_the_storage_is_passed_over(page: Page, served: str, kept: str) -> None:
    page.add_init_script(f"localStorage.setItem('portal-appearance', {kept!r})")
    page.goto(served + EDITION)
    expect(page.locator("html")).to_have_attribute("data-colours", "system")
    expect(page.locator("html")).to_have_attribute("data-type", "standard")


def test_without_storage_the_choice_holds_for_the_page(page: Page, served: str) -> None:
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('off'); } })")
    page.goto(served + EDITION)
    choose(page, "深色")
    assert ground(page) == DARK


def test_from_a_folder_on_disk(page: Page, site: Path) -> None:
    page.goto((site / EDITION.strip("/") / "index.html").as_uri())
    choose(page, "深色")
    page.reload()
    assert ground(page) == DARK


@pytest.mark.parametrize(("system", "seen"), [("light", LIGHT), ("dark", DARK)])
def test_with_scripts_off_the_system_decides_and_no_button_pretends(
    browser: Browser, served: str, system: str, seen: str
) -> None:
    context = browser.new_context(java_script_enabled=False, color_scheme=system)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(served + EDITION)
    # Without scripts nothing can be evaluated: what is painted tells.
    expect(page.locator("body")).to_have_css("background-color", seen)
    expect(page.locator(".p-look").first).to_be_hidden()
    expect(page.locator(".p-look").last).to_be_hidden()
    context.close()


def test_paper_is_light_and_its_type_is_the_papers(page: Page, served: str) -> None:
    page.goto(f"{served}{EDITION}notice/")
    choose(page, "深色")
    choose(page, "大字版")
    page.emulate_media(media="print", color_scheme="dark")
    assert ground(page) == WHITE
    expect(page.locator(".p-doc")).to_have_css("color", "rgb(17, 17, 17)")
    expect(page.locator(".p-doc__issuer")).to_have_css("color", "rgb(215, 0, 15)")
    expect(page.locator("html")).to_have_css("font-size", "16px")


def test_on_a_phone_large_type_is_in_the_header_and_the_colours_in_the_footer(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(served + EDITION)
    expect(page.get_by_role("banner").get_by_role("button", name="深色")).to_be_hidden()
    choose(page, "大字版")
    for button in (
        page.get_by_role("banner").get_by_role("button", name="大字版"),
        *page.get_by_role("contentinfo").locator("[data-choose-colours]").all(),
    ):
        box = button.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    page.get_by_role("contentinfo").get_by_role("button", name="深色").press("Enter")
    assert ground(page) == DARK


@pytest.mark.parametrize("width", [1280, 390])
def test_what_is_read_stays_in_sight_when_its_size_changes(page: Page, served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{served}{EDITION}notice/")
    page.evaluate("document.querySelectorAll('.p-doc__body p')[12].scrollIntoView()")
    page.mouse.wheel(0, -250)
    page.wait_for_timeout(300)
    read = "document.elementFromPoint(innerWidth / 2, innerHeight / 3)"
    page.evaluate(f"window.__read = {read}")
    for _ in range(2):
        choose(page, "大字版")
        assert page.evaluate(f"window.__read === {read}")


@pytest.mark.parametrize(("look", "width"), [("dark", 1280), ("large", 390)])
def test_axe_finds_nothing(browser: Browser, served: str, look: str, width: int) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if look == "dark" else "light"
    )
    page = context.new_page()
    page.goto(served + "/")
    if look == "large":
        choose(page, "大字版")
    found = {}
    for address in (*PAGES, CALCULATOR):
        page.goto(served + address)
        if objections := violations(page):
            found[address] = objections
    context.close()
    assert found == {}


@pytest.mark.parametrize("width", [1280, 800, 390, 320])
def test_nothing_overflows_in_large_type(page: Page, served: str, width: int) -> None:
    page.goto(served + "/")
    choose(page, "大字版")
    page.set_viewport_size({"width": width, "height": 900})
    for address in (*PAGES, CALCULATOR, "/honours/"):
        page.goto(served + address)
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
        line = page.evaluate(
            "(() => { const style = getComputedStyle(document.querySelector('main p'));"
            " return parseFloat(style.lineHeight) / parseFloat(style.fontSize); })()"
        )
        assert line >= 1.5, address


def test_the_portals_name_is_not_cut_and_every_choice_is_there_in_large_type(page: Page, served: str) -> None:
    page.goto(served + "/")
    choose(page, "大字版")
    page.goto(f"{served}/shili-xingji/2024/")
    page.wait_for_selector(".md-version", state="attached")
    name = page.locator(".md-header__title .md-ellipsis").first
    for width in (320, 390, 490, 600, 720, 768, 960, 1024, 1100, 1220, 1366):
        page.set_viewport_size({"width": width, "height": 800})
        assert name.evaluate("(one) => one.scrollWidth <= one.clientWidth"), width
        expect(page.get_by_role("button", name="深色").filter(visible=True)).to_have_count(1)
        expect(
            page.get_by_role("banner")
            .get_by_role("link", name="站内搜索")
            .or_(page.get_by_role("searchbox", name="站内搜索"))
            .filter(visible=True)
        ).to_have_count(1)


def test_heads_of_a_long_form_stay_in_sight(page: Page, served: str) -> None:
    page.goto(f"{served}{EDITION}forms/enterprise/")
    head = page.get_by_role("columnheader", name="量化项")
    page.locator(".p-form__item").nth(9).scroll_into_view_if_needed()
    page.mouse.wheel(0, 300)
    header = page.get_by_role("banner").bounding_box()
    box = head.bounding_box()
    assert header
    assert box
    assert box["y"] == pytest.approx(header["y"] + header["height"], abs=6)


TITLE = """() => [...document.querySelectorAll('.p-doc__title span')].map((line) => {
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  const lines = [];
  let last = null;
  for (let text = walk.nextNode(); text; text = walk.nextNode()) {
    [...text.data].forEach((char, at) => {
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      const top = Math.round(range.getBoundingClientRect().top);
      if (top !== last) lines.push('');
      last = top;
      lines[lines.length - 1] += char;
    });
  }
  return lines;
}).flat()"""


@pytest.mark.parametrize(("width", "large"), [(390, False), (360, False), (390, True)])
def test_on_a_phone_no_word_of_a_title_is_cut_and_nothing_touches(
    page: Page, served: str, width: int, *, large: bool
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    if large:
        page.add_init_script("localStorage.setItem('portal-appearance', '{\"large\": true}')")
    page.goto(f"{served}/shili-xingji/2024/notice/")
    lines = page.evaluate(TITLE)
    assert len(lines) > 2
    assert "".join(lines) == "关于开展第二届示例市星级职工之家创建活动的通知"
    assert not any(line.endswith(("示", "例", "星", "职", "职工之")) for line in lines)
    files, button = page.locator(".p-files").bounding_box(), page.get_by_role("button", name="打印通知").bounding_box()
    assert files
    assert button
    assert button["y"] - files["y"] - files["height"] >= 8
    page.goto(f"{served}/shili-xingji/2024/honorees/")
    state = page.locator(".p-papers .p-state").first
    indent = state.evaluate("""(one) => {
      const box = one.getBoundingClientRect();
      const before = [...one.previousElementSibling.getClientRects()].pop();
      const wrapped = box.top > before.bottom - 4;
      return wrapped ? box.left - one.parentNode.getBoundingClientRect().left : 0;
    }""")
    assert indent == pytest.approx(0, abs=1), "at the beginning of a line"


def test_what_bars_stands_beside_as_much_as_it_is_long(page: Page, served: str) -> None:
    for address, level in (("/shili-xingji/2024/", "hand"), ("/qinhuangdao-mofan-zhijia/2023/", "get")):
        page.goto(served + address)
        bars, beside = (page.locator(f".p-brief__{name}").bounding_box() for name in ("bars", level))
        assert bars
        assert beside
        assert bars["y"] + bars["height"] == pytest.approx(beside["y"] + beside["height"], abs=1), address


def test_a_table_that_is_cut_shows_that_there_is_more_until_it_is_seen(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(served + "/shili-xingji/2024/honorees/review-2021/")
    region = page.get_by_role("region", name="2021年命名的星级职工之家复查结果")
    expect(region).not_to_have_css("box-shadow", "none")
    region.evaluate("one => { one.scrollLeft = one.scrollWidth; }")
    expect(region).to_have_css("box-shadow", "none")
    page.set_viewport_size({"width": 1280, "height": 844})
    expect(region).to_have_css("box-shadow", "none")


def test_a_chart_that_is_cut_shows_that_there_is_more(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(served + "/honours/")
    region = page.get_by_role("group", name="历年有效称号图")
    expect(region).not_to_have_css("box-shadow", "none")
    # The shadow is drawn on the region's own ground: one of the chart would cover it.
    expect(region.locator("svg")).to_have_css("background-color", "rgba(0, 0, 0, 0)")


@pytest.mark.parametrize(("width", "large"), [(320, False), (768, False), (1280, True)])
def test_two_telephone_numbers_side_by_side_are_not_cut(page: Page, served: str, width: int, *, large: bool) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    if large:
        page.add_init_script("localStorage.setItem('portal-appearance', '{\"large\": true}')")
    for address in ("", "materials/"):
        page.goto(f"{served}/chongqing-jkwwt-zhijia/2019/{address}")
        phone = page.get_by_text("63906020、63850305", exact=True).first
        box = phone.locator("xpath=ancestor::*[self::section or self::dd][1]").bounding_box()
        found = phone.bounding_box()
        assert box
        assert found
        assert found["x"] + found["width"] <= box["x"] + box["width"], address


def test_what_is_chosen_and_where_one_is_shows_in_the_systems_colours(page: Page, served: str) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{served}{EDITION}notice/")
    nav = page.get_by_role("navigation", name="栏目")
    line = "(one) => getComputedStyle(one).borderLeftColor"
    ground_there = "(one) => getComputedStyle(document.body).backgroundColor"
    here = nav.locator('a[aria-current="page"]')
    assert here.evaluate(line) != here.evaluate(ground_there)
    other = nav.get_by_role("link", name="概览")
    assert other.evaluate(line) == other.evaluate(ground_there)
    expect(page.locator(".p-find")).to_have_css("border-top-width", "1px")
    buttons = page.get_by_role("banner").locator("[data-choose-colours]")
    expect(buttons.and_(page.locator('[aria-pressed="true"]'))).to_have_css("border-bottom-width", "3px")
    expect(buttons.and_(page.locator('[aria-pressed="false"]')).first).to_have_css("border-bottom-width", "0px")


def test_corrections_of_one_page_stand_below_each_other(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 1200, "height": 900})  # wider than running text
    page.goto(f"{served}/shili-xingji/2024/standards/union/")
    sides = page.evaluate("""() => {
        const note = document.querySelector('.p-corrected');
        note.after(note.cloneNode(true));
        return [...document.querySelectorAll('.p-corrected')].map((one) => {
            const { left, right } = one.getBoundingClientRect();
            return [left, right];
        });
    }""")
    assert sides == [sides[0]] * 2
