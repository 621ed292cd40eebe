"""What is open today is said in the browser, by China's calendar; the plain dates need no script."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

CHONGQING = "/chongqing-jkwwt-zhijia/2021/"  # 2021-04-01 to 2021-09-15
QINHUANGDAO = "/qinhuangdao-mofan-zhijia/2023/"  # until 2023-10-31
STATES = {"未开始": "coming", "进行中": "open", "已结束": "past"}


@pytest.mark.parametrize(
    ("address", "now", "said"),
    [
        (CHONGQING, "2021-03-31T15:59:00Z", "未开始"),
        (CHONGQING, "2021-03-31T16:00:00Z", "进行中"),  # midnight in China
        (CHONGQING, "2021-09-15T15:59:00Z", "进行中"),
        (CHONGQING, "2021-09-15T16:00:00Z", "已结束"),
        (QINHUANGDAO, "2023-10-10T15:59:00Z", "未开始"),  # no first day is known, but that of the notice
        (QINHUANGDAO, "2023-10-10T16:00:00Z", "进行中"),
        (QINHUANGDAO, "2023-10-31T15:59:00Z", "进行中"),
        (QINHUANGDAO, "2023-10-31T16:00:00Z", "已结束"),
    ],
)
def test_a_phase_says_whether_it_is_open(page: Page, served: str, address: str, now: str, said: str) -> None:
    state = STATES[said]
    page.clock.set_fixed_time(now)
    page.goto(served + address)
    for place in (".p-brief__due li", ".p-timeline li"):
        dated = page.locator(f"{place}[data-until]")
        assert dated.get_attribute("data-state") == state
        assert dated.locator("[data-state-text]").inner_text() == said
    assert page.locator(".p-chart g[data-until]").get_attribute("data-state") == state
    # What has no date says nothing.
    assert page.locator(".p-timeline li:not([data-until]) [data-state-text]").count() == 0


def test_a_page_left_open_meets_the_next_day(page: Page, served: str) -> None:
    page.clock.set_fixed_time("2021-09-15T15:59:00Z")
    page.goto(served + CHONGQING)
    dated = page.locator(".p-timeline li[data-until]")
    assert dated.get_attribute("data-state") == "open"
    page.clock.set_fixed_time("2021-09-15T16:00:00Z")
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    assert dated.get_attribute("data-state") == "past"


def test_without_scripts_the_dates_stand_there(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(served + CHONGQING)
    assert page.locator(".p-timeline time").all_inner_texts() == ["2021年4月1日", "9月15日"]
    assert page.locator("[data-state-text]:visible").count() == 0
    context.close()


def test_the_picture_says_in_words_what_it_shows(page: Page, served: str) -> None:
    page.goto(served + CHONGQING)
    said = page.get_by_role("img", name="时间安排图").locator("desc")
    assert said.text_content() == "通知成文，2021年3月23日；创建申报，2021年4月1日至9月15日。"
    page.set_viewport_size({"width": 390, "height": 800})
    assert not page.locator(".p-chart").is_visible()
    assert page.locator(".p-timeline").is_visible()
