"""The list of honorees: 5,000 names searched, filtered and sorted, and a plain table without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import accessibility
import large_lists
import pytest
from playwright.sync_api import Browser, Page, expect

PAGE = "demo/2021/honorees/index.html"
DEMO = "shili-xingji/2024/honorees"
LISTED = 200  # rows that a long list shows until all are asked for
ROWS = ".p-honorees tbody tr[id]"


@pytest.fixture(scope="module")
def opened(browser: Browser, large_site: Path) -> Iterator[Page]:
    """The page of the list, opened once: it is a page of 5,000 rows."""
    page = browser.new_page(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto((large_site / PAGE).as_uri())
    yield page
    assert complaints == []
    page.close()


@pytest.fixture
def listed(opened: Page) -> Page:
    """The same with nothing chosen."""
    go(opened, "q=")
    expect(opened.locator(ROWS)).to_have_count(LISTED)
    return opened


def go(page: Page, to: str) -> None:
    """Follow a link to an anchor of the page, or to a filter."""
    page.evaluate("to => { location.hash = to; }", to)


def names(page: Page) -> list[str]:
    return page.locator(f"{ROWS} [scope=row]").all_inner_texts()


def test_a_unit_is_found_by_part_of_its_name_in_any_width_and_case(listed: Page) -> None:
    field, said = listed.get_by_label("单位名称", exact=True), listed.locator(".p-filter [role=status]")
    expect(said).to_have_text(f"共{large_lists.UNITS}个")
    wanted = large_lists.unit(1234)
    for part in (wanted[-9:-2], f"{wanted}工会委员会", f" {wanted[5:9]} {wanted[9:12]}", "１２３４"):
        field.fill(part)
        expect(listed.get_by_role("link", name=wanted)).to_be_visible()
    expect(said).to_have_text(f"显示1个，共{large_lists.UNITS}个")
    expect(listed).to_have_url(re.compile("#q=%EF%BC%91%EF%BC%92%EF%BC%93%EF%BC%94$"))
    assert (listed.get_by_role("link", name=wanted).get_attribute("href") or "").endswith("/honours/demo/2021/#no-1235")
    field.fill("没有的单位")
    expect(said).to_have_text("没有符合的单位")
    listed.get_by_role("button", name="清除").click()
    expect(said).to_have_text(f"共{large_lists.UNITS}个")
    expect(field).to_be_focused()


def test_an_address_keeps_filter_and_order(listed: Page) -> None:
    page = listed
    go(page, "tier=四星级&district=银杏区&sort=unit,down")
    expect(page.get_by_role("columnheader", name="单位名称")).to_have_attribute("aria-sort", "descending")
    expect(page.locator(ROWS)).to_have_count(large_lists.UNITS // 30 + 1)
    found = names(page)
    assert found == page.evaluate("names => names.slice().sort(new Intl.Collator('zh-CN').compare).reverse()", found)
    assert set(page.locator(f"{ROWS} td:nth-child(3)").all_inner_texts()) == {"四星级"}


def test_sorting_goes_up_down_and_back_with_the_keyboard(listed: Page) -> None:
    served = names(listed)
    assert len(served) == LISTED
    head = listed.get_by_role("columnheader", name="编号")
    head.get_by_role("button").focus()
    for state in ("ascending", "descending"):
        listed.keyboard.press("Enter")
        expect(head).to_have_attribute("aria-sort", state)
    expect(listed.locator(ROWS).first).to_have_attribute("id", f"no-{large_lists.UNITS:04}")
    listed.keyboard.press("Enter")
    expect(listed.locator(ROWS)).to_have_count(LISTED)
    assert names(listed) == served
    assert head.get_attribute("aria-sort") is None


def test_all_of_a_long_list_is_there_when_asked_for_printed_or_linked(listed: Page) -> None:
    go(listed, "no-4999")
    expect(listed.locator("#no-4999")).to_be_in_viewport()
    tiers = [one.tier for one in large_lists.honorees(large_lists.UNITS)]
    go(listed, "tier=四星级&sort=number,down")
    more = listed.get_by_role("button", name="显示全部")
    more.click()
    expect(more).to_be_hidden()
    expect(listed.locator(f"{ROWS}:focus")).to_have_count(1)
    expect(listed.locator(ROWS)).to_have_count(tiers.count("four"))
    listed.get_by_label("等次").select_option("五星级")
    listed.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert listed.locator(ROWS).count() == tiers.count("five")


def test_without_scripts_the_whole_list_is_a_plain_table(browser: Browser, large_site: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((large_site / PAGE).as_uri())
    assert page.locator(ROWS).count() == large_lists.UNITS
    expect(page.locator(".p-filter")).to_be_hidden()
    assert page.locator(".p-honorees button").count() == 0
    context.close()


@pytest.fixture(scope="module")
def walked(browser: Browser, served: str) -> Iterator[tuple[Page, str]]:
    page = browser.new_page(locale="zh-CN")
    yield page, f"{served}/{DEMO}"
    page.close()


@pytest.mark.parametrize("address", ["/", "/announcement/", "/decision/"])
def test_pages_are_accessible_and_fit(walked: tuple[Page, str], address: str) -> None:
    page, at = walked
    page.set_viewport_size({"width": 320, "height": 900})
    page.goto(f"{at}{address}")
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert accessibility.violations(page, ".p-page") == []


def test_a_public_notice_says_whether_it_is_over(browser: Browser, served: str) -> None:
    for day, said in (("2024-09-28", "公示未开始"), ("2024-10-10", "公示中"), ("2024-10-11", "公示期满")):
        page = browser.new_page()
        page.clock.set_fixed_time(f"{day}T10:00:00+08:00")
        page.goto(f"{served}/{DEMO}/")
        expect(page.locator(".p-papers .p-state")).to_have_text(said)
        page.close()


@pytest.mark.parametrize(("width", "large"), [(1280, False), (1280, True), (760, False), (390, False)])
def test_a_row_that_is_linked_to_stands_below_the_head(page: Page, served: str, width: int, *, large: bool) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    if large:
        page.add_init_script("localStorage.setItem('portal-appearance', '{\"large\": true}')")
    page.goto(f"{served}/shili-xingji/2024/honorees/#no-0030")
    page.wait_for_timeout(300)
    row, head = page.locator("#no-0030").bounding_box(), page.locator(".p-honorees thead").bounding_box()
    cell, header = page.locator(".p-honorees thead th").first.bounding_box(), page.locator(".md-header").bounding_box()
    assert row
    assert head
    assert cell
    assert header
    assert page.locator("#no-0030 th, #no-0030 [scope=row]").first.bounding_box()["width"] > 180  # type: ignore[index]
    covered = cell["y"] + cell["height"] if width > 720 else header["y"] + header["height"]
    assert covered <= row["y"] < 400
