"""Every kind of page in Chromium behind a real nginx with ``deploy/nginx.conf``: nothing runs into the policy."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import page_kinds
import pytest
import web_servers
from pages_of_site import Site
from playwright.sync_api import BrowserContext, Page, expect
from visitor import answer, pages_of, save

# What the policy stops is told to the page, wherever it happens.
WITNESS = """addEventListener('securitypolicyviolation', event => {
    console.error('stopped', event.violatedDirective, event.blockedURI);
});"""
RUSHAN = "rushan-huoli-xingji/2020"
COMPARED = "qingdao-shuangzheng/2020/standards/compare/enterprise--institution"
LIST = "chongqing-jkwwt-zhijia/2019/materials"


@pytest.fixture(scope="module")
def behind(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of the whole site behind nginx."""
    target = tmp_path_factory.mktemp("target")
    (target / "current").symlink_to(site)
    with web_servers.nginx(target, tmp_path_factory.mktemp("server")) as url:
        yield url


@pytest.fixture
def visitor(page: Page) -> Iterator[Page]:
    """A page that tolerates no error, no warning and nothing that the policy stops."""
    warnings: list[str] = []
    page.on("console", lambda message: warnings.append(message.text) if message.type == "warning" else None)
    page.add_init_script(WITNESS)
    yield page
    assert warnings == []


def test_no_kind_of_page_does(visitor: Page, behind: str, pages: Site) -> None:
    """On the screen and for paper."""
    found = page_kinds.kinds(pages)
    assert len(found) >= 15
    for kind in found:
        answered = visitor.goto(f"{behind}/{kind.address}")
        assert answered is not None
        assert answered.headers["content-security-policy"].startswith("default-src 'self'; script-src 'self'; ")
        visitor.emulate_media(media="print")
        expect(visitor.locator("h1").first).to_be_attached()
        visitor.emulate_media(media="screen")


def test_nothing_that_is_done_there_does(visitor: Page, behind: str) -> None:
    """A look chosen; a form scored, saved, printed; a search; the register; a comparison; a form filled in; ticks."""
    visitor.goto(f"{behind}/{RUSHAN}/score/enterprise/")
    visitor.get_by_role("banner").get_by_role("button", name="深色", exact=True).click()
    answer(visitor, "1.committees", value=True)
    expect(visitor.locator("[data-total]")).to_have_text("0 至 99")
    assert save(visitor).path().stat().st_size > 0
    assert len(pages_of(visitor)) > 1
    visitor.goto(f"{behind}/glossary/")
    visitor.keyboard.press("/")
    visitor.keyboard.type("六有")
    visitor.keyboard.press("Enter")
    expect(visitor.locator(".p-hit__title").first).to_have_text("术语")
    visitor.goto(f"{behind}/honours/?q=公司")
    expect(visitor.locator(".p-unit h2").first).to_be_visible()
    visitor.goto(f"{behind}/{COMPARED}/")
    visitor.get_by_label("只看不同的").check()
    expect(visitor.get_by_text("本部分完全相同")).to_be_visible()
    visitor.goto(f"{behind}/{RUSHAN}/forms/registration/")
    visitor.get_by_role("button", name="在线填写").click()
    visitor.get_by_role("textbox", name="申报单位", exact=True).fill("乳山市喆玥精密制造有限公司工会委员会")
    expect(visitor.get_by_text("内容只保存在这台设备的浏览器里，不会上传")).to_be_visible()
    visitor.goto(f"{behind}/{LIST}/")
    visitor.locator(".p-page input[type=checkbox]").first.check()
    expect(visitor.get_by_role("button", name="清除勾选")).to_be_visible()


def test_the_page_for_what_is_missing_is_whole_at_any_depth(context: BrowserContext, behind: str) -> None:
    """The only complaint is that of the browser: it notes every answer that is 404, and there is one."""
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.add_init_script(WITNESS)
    page.goto(f"{behind}/a/b/c/")
    expect(page.get_by_role("heading", level=1)).to_have_text("没有找到这个页面")
    assert page.evaluate("getComputedStyle(document.querySelector('.p-button')).display") != "inline"
    page.get_by_role("link", name="返回首页").click()
    expect(page).to_have_url(f"{behind}/")
    assert [text for text in said if "status of 404" not in text] == []
    assert len(said) == 1
