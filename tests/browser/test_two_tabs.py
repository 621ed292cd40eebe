"""One form in two tabs, and a page that is set aside and shown again: no answer is kept over with older ones."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from accessibility import violations
from playwright.sync_api import BrowserContext, Page, expect
from visitor import answer

FORM = "/rushan-huoli-xingji/2020/score/enterprise/"
KEY = "portal-score:rushan-huoli-xingji/2020/enterprise"
REGISTRATION = "/rushan-huoli-xingji/2020/forms/registration/"
LIST = "/chongqing-jkwwt-zhijia/2019/materials/"
# What a browser tells a page that it had set aside whole; Chromium without a window sets none aside.
BACK = "dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }))"
LOST = "这个浏览器不允许保存"
FULL = "Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }"


@pytest.fixture
def other(context: BrowserContext) -> Iterator[Page]:
    """Another tab of the same browser."""
    page = context.new_page()
    yield page
    page.close()


def kept(page: Page) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(page.evaluate("(key) => localStorage.getItem(key)", KEY))
    return found


def test_answers_of_two_tabs_are_kept_together(page: Page, other: Page, served: str) -> None:
    page.goto(served + FORM)
    other.goto(served + FORM)
    page.get_by_label("单位名称").fill("甲公司工会")
    answer(page, "1.committees", value=True)
    expect(other.get_by_label("单位名称")).to_have_value("甲公司工会")
    answer(other, "1.term", value=False)
    assert (kept(page)["unit"], kept(page)["answers"]) == ("甲公司工会", {"1.committees": True, "1.term": False})
    expect(page.locator('[data-question="1.term"] input[value="false"]')).to_be_checked()
    other.get_by_role("button", name="清空").click()
    other.locator("[data-empty-yes]").click()
    expect(page.get_by_label("单位名称")).to_have_value("")
    other.locator("[data-undo]").click()
    expect(page.get_by_label("单位名称")).to_have_value("甲公司工会")


def test_what_was_replaced_here_is_not_put_over_what_another_tab_said(page: Page, other: Page, served: str) -> None:
    page.goto(served + FORM)
    answer(page, "1.committees", value=True)
    page.get_by_role("button", name="清空").click()
    page.locator("[data-empty-yes]").click()
    other.goto(served + FORM)
    answer(other, "1.term", value=False)
    expect(page.locator("[data-undo]")).to_be_hidden()
    assert kept(page)["answers"] == {"1.term": False}


def test_a_page_that_was_set_aside_shows_what_is_kept(page: Page, served: str) -> None:
    page.goto(served + FORM)
    answer(page, "1.committees", value=True)
    page.evaluate("(pair) => localStorage.setItem(...pair)", [KEY, json.dumps({**kept(page), "unit": "乙公司工会"})])
    page.evaluate(BACK)
    expect(page.get_by_label("单位名称")).to_have_value("乙公司工会")


def test_what_was_emptied_can_be_taken_back_on_a_page_that_was_set_aside(page: Page, served: str) -> None:
    page.goto(served + FORM)
    page.get_by_label("单位名称").fill("甲公司工会")
    page.get_by_role("button", name="清空").click()
    page.locator("[data-empty-yes]").click()
    page.evaluate(BACK)
    page.locator("[data-undo]").click()
    expect(page.get_by_label("单位名称")).to_have_value("甲公司工会")
    page.goto(served + REGISTRATION)
    page.get_by_role("button", name="在线填写").click()
    unit = page.get_by_role("textbox", name="申报单位", exact=True)
    unit.fill("甲公司工会")
    page.locator('[data-act="empty"]').click()
    page.locator('[data-act="empty-yes"]').click()
    page.evaluate(BACK)
    page.locator('[data-act="undo"]').click()
    expect(unit).to_have_value("甲公司工会")


def test_answers_of_the_edition_before_are_offered_as_soon_as_they_are_kept(
    page: Page, other: Page, served: str
) -> None:
    page.goto(f"{served}/shili-xingji/2024/score/union/")
    expect(page.get_by_role("button", name="带入上届自评")).to_be_hidden()
    other.goto(f"{served}/shili-xingji/2021/score/union/")
    other.get_by_label("单位名称").fill("甲公司工会")
    expect(page.get_by_role("button", name="带入上届自评")).to_be_visible()


def test_what_could_not_be_kept_stays_on_the_page(page: Page, served: str) -> None:
    page.add_init_script(FULL)
    page.goto(served + FORM)
    expect(page.get_by_text(LOST)).to_be_hidden()
    page.get_by_label("单位名称").fill("甲公司工会")
    expect(page.get_by_text(LOST)).to_be_visible()
    page.evaluate(BACK)
    expect(page.get_by_label("单位名称")).to_have_value("甲公司工会")
    page.goto(served + REGISTRATION)
    page.get_by_role("button", name="在线填写").click()
    page.get_by_role("textbox", name="申报单位", exact=True).fill("甲公司工会")
    page.evaluate(BACK)
    expect(page.get_by_role("textbox", name="申报单位", exact=True)).to_have_value("甲公司工会")
    page.goto(served + LIST)
    page.locator(".p-ticks__box").first.click()
    expect(page.get_by_text(LOST)).to_be_visible()
    page.evaluate(BACK)
    expect(page.locator(".p-box").first).to_be_checked()


@pytest.mark.parametrize("gives", ["throw new Error('off')", "return null"])
def test_a_browser_that_keeps_nothing_says_so_before_anything_is_typed(page: Page, served: str, gives: str) -> None:
    page.add_init_script(f"Object.defineProperty(window, 'localStorage', {{ get() {{ {gives}; }} }})")
    for address in (FORM, LIST):
        page.goto(served + address)
        expect(page.get_by_text(LOST)).to_be_visible()
        assert violations(page) == []


def test_a_registration_form_and_a_list_follow_the_other_tab(page: Page, other: Page, served: str) -> None:
    for tab in (page, other):
        tab.goto(served + REGISTRATION)
        tab.get_by_role("button", name="在线填写").click()
    page.get_by_role("textbox", name="申报单位", exact=True).fill("甲公司工会")
    expect(other.get_by_role("textbox", name="申报单位", exact=True)).to_have_value("甲公司工会")
    for tab in (page, other):
        tab.goto(served + LIST)
    page.locator(".p-ticks__box").first.click()
    expect(other.locator(".p-box").first).to_be_checked()
    other.locator(".p-ticks__box").last.click()
    page.reload()
    assert page.locator(".p-box:checked").count() == 2
