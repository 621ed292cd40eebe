"""Checklists are ticked in the browser, kept there alone, and print on one sheet."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect
from visitor import pages_of

LIST = "/chongqing-jkwwt-zhijia/2019/materials/"
SHEETS = (LIST, "/chongqing-jkwwt-zhijia/2021/materials/archive/", "/fangshan-zhigong-zhijia/2018/materials/")


def test_ticks_are_kept_in_this_browser_and_cleared(page: Page, served: str) -> None:
    page.goto(served + LIST)
    clear = page.get_by_role("button", name="清除勾选")
    expect(clear).to_be_hidden()
    box = page.get_by_role("checkbox", name="创建先进职工之家规划")
    box.focus()
    page.keyboard.press("Space")
    page.goto(served + LIST)
    expect(box).to_be_checked()
    assert page.locator(".p-page input:checked").count() == 1
    page.goto(served + SHEETS[2])
    assert page.locator(".p-page input:checked").count() == 0  # each list has its own
    page.goto(served + LIST)
    clear.click()
    expect(clear).to_be_hidden()
    page.reload()
    assert page.locator(".p-page input:checked").count() == 0
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.startsWith('portal-ticks'))") == []


@pytest.mark.parametrize("kept", ["not JSON", '{"a":1}', '["gone"]', "null"])
def test_what_is_kept_badly_is_left_alone(page: Page, served: str, kept: str) -> None:
    page.goto(served + LIST)
    page.evaluate("(kept) => localStorage.setItem('portal-ticks:' + location.pathname, kept)", kept)
    page.reload()
    assert page.get_by_role("checkbox").count() > 0
    assert page.locator(".p-page input:checked").count() == 0


def test_a_finger_hits_the_boxes(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(served + LIST)
    for label in page.locator(".p-ticks__box").all():
        box = label.bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 44
    page.locator(".p-ticks__box").first.click(position={"x": 3, "y": 3})
    assert page.locator(".p-page input:checked").count() == 1


def test_without_scripts_it_is_a_plain_list(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False, locale="zh-CN")
    page = context.new_page()
    page.goto(served + LIST)
    assert page.locator("[data-box]:visible").count() == page.locator("[data-tick]").count()
    assert page.locator(".p-page input:visible, .p-page button:visible").count() == 0
    context.close()


@pytest.mark.parametrize("address", SHEETS)
def test_a_list_prints_on_one_sheet(page: Page, served: str, address: str) -> None:
    page.goto(served + address)
    (text,) = pages_of(page)
    for words in ("单位名称", "填写日期", "依据:"):
        assert words in text
    assert "打印清单" not in text
