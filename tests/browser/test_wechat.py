"""Pages opened in WeChat: what cannot be done there is said before anything is typed."""

from __future__ import annotations

import pytest
from accessibility import violations
from playwright.sync_api import Browser, Page, expect

WECHAT = (
    "Mozilla/5.0 (Linux; Android 8.1.0; V1814A) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 "
    "Chrome/66.0.3359.126 MQQBrowser/6.2 Mobile Safari/537.36 MicroMessenger/7.0.12"
)
TYPED = ("/rushan-huoli-xingji/2020/score/enterprise/", "/rushan-huoli-xingji/2020/forms/registration/")
SAID = "微信里一般不能打印，也不能保存文件"


@pytest.mark.parametrize("address", TYPED)
def test_it_is_said_where_answers_are_typed_and_no_button_prints(browser: Browser, served: str, address: str) -> None:
    context = browser.new_context(user_agent=WECHAT, viewport={"width": 320, "height": 640}, locale="zh-CN")
    page = context.new_page()
    page.add_init_script("window.print = undefined")
    page.goto(served + address)
    expect(page.get_by_text(SAID)).to_be_visible()
    assert page.locator("[data-print]:visible").count() == 0
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []
    context.close()


@pytest.mark.parametrize("address", TYPED)
def test_elsewhere_it_is_not_said(page: Page, served: str, address: str) -> None:
    page.goto(served + address)
    expect(page.get_by_text(SAID)).to_be_hidden()
    assert page.locator("[data-print]:visible").count() > 0
