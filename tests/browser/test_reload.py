"""A real browser under the strict policy: pages reload after good builds and show the problems of broken ones."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from generator import preview
from generator.problems import Problem

PROBLEM = Problem("content/portal.yml", 3, 1, "SCH002", "不认识的键“<b>nmae</b>”。")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    build(tmp_path, "第一稿")
    return tmp_path


@pytest.fixture
def server(folder: Path) -> Iterator[preview.Server]:
    with preview.Server(folder, live=True) as running:
        yield running


@pytest.fixture
def page(browser: Browser, server: preview.Server) -> Iterator[Page]:
    """The open site; every console error and every uncaught exception fails the test."""
    with browser.new_context() as context:
        page = context.new_page()
        errors: list[str] = []
        page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(server.url)
        yield page
        assert errors == []


def build(folder: Path, text: str) -> None:
    html = f'<!doctype html><html lang="zh-CN"><link rel="icon" href="data:,"><body><h1>{text}</h1></body></html>'
    (folder / "index.html").write_text(html, encoding="utf-8")


def test_reloads_after_each_good_build(page: Page, folder: Path, server: preview.Server) -> None:
    for text in ("第二稿", "第三稿"):
        build(folder, text)
        server.publish()
        expect(page.locator("h1")).to_have_text(text)


def test_a_build_that_ends_while_the_page_loads_is_noticed(page: Page, folder: Path, server: preview.Server) -> None:
    def build_first(route: Route) -> None:
        build(folder, "第二稿")
        server.publish()
        route.continue_()

    page.route("**/__reload.js", build_first, times=1)
    page.goto(server.url)
    expect(page.locator("h1")).to_have_text("第二稿")


def test_a_broken_build_shows_its_problems_until_it_is_repaired(
    page: Page, folder: Path, server: preview.Server
) -> None:
    banner = page.locator("#preview-problems")
    page.evaluate("window.kept = true")
    server.publish([PROBLEM])
    expect(banner).to_be_visible()
    expect(banner).to_have_role("alert")
    expect(banner).to_have_css("position", "fixed")
    expect(banner).to_contain_text("content/portal.yml:3:1: SCH002 不认识的键“<b>nmae</b>”。")
    expect(banner.locator("b")).to_have_count(0)  # text, never markup
    server.publish([Problem("a.yml", 1, 1, "SCH001", "缺少键“name”。")])
    expect(banner).to_contain_text("缺少键“name”。")
    assert page.evaluate("window.kept")  # not reloaded: what was entered in the page is still there
    page.reload()
    expect(banner).to_contain_text("缺少键“name”。")
    build(folder, "第二稿")
    server.publish()
    expect(page.locator("h1")).to_have_text("第二稿")
    expect(banner).to_have_count(0)


def test_a_hidden_tab_lets_go_of_its_connection_and_catches_up(
    page: Page, folder: Path, server: preview.Server
) -> None:
    hide = """hidden => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
    }"""
    with page.expect_request(f"**/__reload?since={server.version}"):
        page.reload()  # until the page waits for the next build
    page.evaluate(hide, arg=True)
    page.wait_for_timeout(300)  # a poll that was not let go of would bring the second draft below
    polls: list[str] = []
    page.on("request", lambda request: polls.append(request.url) if "/__reload?" in request.url else None)
    build(folder, "第二稿")
    server.publish()
    page.wait_for_timeout(1500)  # longer than the pause after a failed poll
    expect(page.locator("h1")).to_have_text("第一稿")
    assert polls == []
    page.evaluate(hide, arg=False)
    expect(page.locator("h1")).to_have_text("第二稿")


def test_survives_a_restart_of_the_server(browser: Browser, folder: Path) -> None:
    """Console errors are not looked at: the browser itself reports there that the server was away."""
    with browser.new_context() as context:
        page = context.new_page()
        with preview.Server(folder, live=True) as first:
            page.goto(first.url)
        build(folder, "重新启动之后")
        with preview.Server(folder, port=first.server_address[1], live=True):
            expect(page.locator("h1")).to_have_text("重新启动之后")
            page.close()


def test_the_policy_stops_inline_scripts(browser: Browser, folder: Path) -> None:
    """The other tests would pass, too, if the policy did not arrive."""
    (folder / "index.html").write_text("<body><script>document.title = 'ran'</script></body>", encoding="utf-8")
    with preview.Server(folder) as server, browser.new_context() as context:
        page = context.new_page()
        with page.expect_console_message(lambda message: "Content Security Policy" in message.text):
            page.goto(server.url)
        assert page.title() != "ran"
