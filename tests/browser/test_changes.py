"""A clerk of the edition before reads what is new; and finds the way from an old edition to the current one."""

from __future__ import annotations

import re
import unicodedata

import pytest
from accessibility import violations
from playwright.sync_api import Browser, Page, Route, expect
from visitor import pages_of

SERIES = "/shili-xingji/"
CHANGES = f"{SERIES}2024/changes/"


def test_a_clerk_reads_what_changed(page: Page, served: str) -> None:
    page.goto(f"{served}{SERIES}2024/")
    page.get_by_role("link", name="与上一届（2021年）相比").click()
    summary = page.get_by_role("region", name="主要变化")
    expect(summary).to_contain_text("新增1项，删去1项，移动1项，调整分值3项")
    expect(summary).to_contain_text("四星级由80分改为85分，五星级由90分改为95分。")
    row = page.locator("tr", has_text="职工入会率达到")
    expect(row.locator("del").first).to_have_css("text-decoration-line", "line-through")
    expect(row.locator("ins").first).to_have_css("text-decoration-line", "underline")
    assert re.search(r"【删去：\s*85%\s*】", re.sub(r"[-:\"]|text|deletion", "", row.aria_snapshot()))
    row.get_by_role("link", name="2021年第2项").click()
    expect(page).to_have_url(f"{served}{SERIES}2021/standards/union/#item-membership")
    page.get_by_role("complementary", name="旧的一届").get_by_role("link", name="2024年").click()
    expect(page).to_have_url(f"{served}{SERIES}2024/standards/union/")
    expect(page.get_by_role("complementary", name="旧的一届")).to_have_count(0)


@pytest.mark.parametrize(("fate", "how"), [("is-added", "ins"), ("is-dropped", "del")])
def test_what_is_new_has_the_colour_of_new_words_and_what_is_gone_of_those_struck_out(
    page: Page, served: str, fate: str, how: str
) -> None:
    page.goto(served + CHANGES)
    row = page.locator(f"tr.{fate}").first
    colour = row.locator(how).first.evaluate("(one) => getComputedStyle(one).color")
    expect(row.locator(".p-change__kind").first).to_have_css("color", colour)


def test_only_points_without_scripts(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CHANGES)
    rows = page.locator("tbody tr:not(.p-compare__part):visible")
    before = rows.count()
    page.get_by_label("只看分值和计分办法的变化").focus()
    page.keyboard.press("Space")
    expect(rows).to_have_count(7)
    assert before > 20
    context.close()


@pytest.mark.parametrize(("colours", "width"), [("dark", 1280), ("light", 390)])
def test_axe_finds_nothing(browser: Browser, served: str, width: int, colours: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if colours == "dark" else "light"
    )
    page = context.new_page()
    for address in (CHANGES, f"{SERIES}2021/faq/"):
        page.goto(served + address)
        page.wait_for_selector(".md-version", state="attached")
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_on_paper_an_old_edition_says_so_and_marks_need_no_colours(page: Page, served: str) -> None:
    page.goto(f"{served}{SERIES}2021/notice/")
    assert unicodedata.normalize("NFKC", "这是旧的一届（2021年），现行的是2024年。") in pages_of(page)[0]
    # A form that the current edition still uses is handed in as it is.
    page.goto(f"{served}/chongqing-jkwwt-zhijia/2019/forms/public/")
    expect(page.get_by_role("complementary", name="旧的一届")).to_be_visible()
    assert "这是旧的一届" not in pages_of(page)[0]
    page.goto(served + CHANGES)
    first = pages_of(page)[0]
    assert "主要变化" in first
    assert "站内搜索" not in first


@pytest.mark.parametrize("width", [1280, 600])
def test_the_version_selector_stays_on_the_page_by_keyboard(page: Page, served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{served}{SERIES}2021/notice/#objects-units")
    current = page.locator(".md-version__current")
    expect(current).to_contain_text("2021年")
    current.focus()
    page.keyboard.press("Tab")
    expect(page.locator(".md-version__list a").first).to_be_focused()
    expect(page.locator(".md-version__list")).to_be_visible()
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{served}{SERIES}2024/notice/#objects-units")


@pytest.mark.parametrize(("width", "large"), [(390, False), (360, False), (320, False), (390, True)])
def test_on_a_phone_the_drawer_has_the_years(page: Page, served: str, width: int, *, large: bool) -> None:
    page.set_viewport_size({"width": width, "height": 640})
    if large:
        page.add_init_script("localStorage.setItem('portal-appearance', '{\"large\": true}')")
    page.goto(f"{served}{SERIES}2021/notice/")
    expect(page.locator(".md-version")).to_be_hidden()
    title = page.locator(".md-header__title .md-ellipsis").first
    assert title.evaluate("(it) => it.scrollWidth <= it.clientWidth"), "the portal's name is cut off"
    button = page.get_by_role("banner").get_by_role("button", name="大字版").bounding_box()
    assert button
    assert width - button["x"] - button["width"] >= 6
    page.get_by_role("button", name="栏目").press("Enter")
    years = page.locator("[data-years]")
    expect(years.get_by_role("link")).to_have_text(["2024年", "2021年"])
    expect(years.locator("[aria-current]")).to_have_text("2021年")
    for link in years.get_by_role("link").all():
        box = link.bounding_box()
        assert box
        assert min(box["width"], box["height"]) >= 44
    assert violations(page) == []
    years.get_by_role("link", name="2024年").press("Enter")
    expect(page).to_have_url(f"{served}{SERIES}2024/notice/")


def test_the_drawer_has_the_years_though_the_selector_was_there_first(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 640})

    def late(route: Route) -> None:
        page.wait_for_selector(".md-version__link", state="attached")
        route.continue_()

    page.route("**/assets/portal/portal.js", late)
    page.goto(f"{served}{SERIES}2021/notice/")
    page.get_by_role("button", name="栏目").press("Enter")
    expect(page.locator("[data-years]").get_by_role("link")).to_have_text(["2024年", "2021年"])


def test_an_edition_without_others_has_no_years_in_its_drawer(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{served}/rushan-huoli-xingji/2020/")
    page.wait_for_selector(".md-version", state="attached")
    page.get_by_role("button", name="栏目").click()
    expect(page.get_by_role("navigation", name="栏目").get_by_role("link", name="概览")).to_be_visible()
    expect(page.locator("[data-years]")).to_be_hidden()


def test_where_the_other_edition_has_no_such_page_the_selector_leads_to_its_overview(page: Page, served: str) -> None:
    page.goto(served + CHANGES)
    page.locator(".md-version__current").click()
    page.locator(".md-version__list").get_by_role("link", name="2021年").click()
    expect(page).to_have_url(f"{served}{SERIES}2021/")
