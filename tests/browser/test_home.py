"""The home page's filters, and the portal's own pages, in a real Chromium."""

from __future__ import annotations

from typing import Literal

import pytest
from accessibility import violations
from playwright.sync_api import Browser, Locator, Page, expect

SUMMER = "2020-08-15T04:00:00Z"  # in 乳山 the units check themselves
OWN = ["", "federations/chongqing-jkwwt/", "glossary/", "about/", "sitemap/"]


def field(page: Page, name: str) -> Locator:
    return page.get_by_role("combobox", name=name, exact=True)


def titles(page: Page) -> list[str]:
    """The campaigns that are shown, cards and lists alike."""
    found = page.locator("[data-entry]:visible h3, li[data-entry]:visible a")
    return [text.strip() for text in found.all_inner_texts()]


def test_filtering_by_federation_and_year(page: Page, served: str) -> None:
    page.goto(served + "/")
    count = page.get_by_role("status")
    expect(count).to_have_text("共5项活动")
    expect(page.get_by_role("button", name="清除")).to_be_disabled()
    field(page, "工会").select_option(label="重庆市总工会（含下级）")
    expect(count).to_have_text("显示1项活动，共5项")
    assert titles(page) == ["职工之家（小家）创建活动", "职工之家（小家）创建活动（2019年）"]
    field(page, "年度").select_option("2019")
    assert titles(page) == ["职工之家（小家）创建活动（2019年）"]
    expect(page.get_by_role("heading", name="创建活动", exact=True)).to_be_hidden()
    field(page, "年度").select_option("2018")
    expect(count).to_have_text("没有符合的活动")
    page.get_by_role("button", name="显示全部活动").click()
    expect(count).to_have_text("共5项活动")
    expect(page.get_by_role("button", name="显示全部活动")).to_be_hidden()
    expect(field(page, "工会")).to_be_focused()
    assert "#" not in page.url


def test_the_state_is_that_of_the_day_in_china(page: Page, served: str) -> None:
    page.clock.set_fixed_time(SUMMER)
    page.goto(served + "/")
    field(page, "状态").select_option(label="进行中")
    assert titles(page) == ["“活力基层工会”星级创建活动"]
    expect(page.locator(".p-run[data-entry]:visible .p-run__by [data-state-text]")).to_have_text("进行中")
    field(page, "状态").select_option(label="已结束")
    assert "职工之家（小家）创建活动（2019年）" in titles(page)
    assert "“双争”活动、职工之家阵地规范化建设" not in titles(page)  # its notice gives no dates
    field(page, "状态").select_option(label="未收录日期")
    assert titles(page) == ["“双争”活动、职工之家阵地规范化建设"]


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2023-10-10T15:59:00Z", "未开始 coming"),
        ("2023-10-10T16:00:00Z", "进行中 open"),
        ("2023-10-31T16:00:00Z", "已结束 past"),
    ],
)
def test_a_step_without_a_first_day_does_not_begin_before_its_card(
    page: Page, served: str, now: str, said: str
) -> None:
    page.clock.set_fixed_time(now)
    page.goto(f"{served}/federations/qinhuangdao/")
    card, step = page.locator(".p-run [data-run]").first, page.locator(".p-run__steps li").first
    assert step.get_attribute("data-from") is None
    assert f"{card.inner_text()} {step.get_attribute('data-state')}" == said


def test_a_filter_can_be_passed_on(page: Page, served: str) -> None:
    page.goto(served + "/")
    field(page, "工会").select_option("rushan")
    field(page, "年度").select_option("2020")
    assert page.url == f"{served}/#federation=rushan&year=2020"
    page.reload()
    expect(field(page, "年度")).to_have_value("2020")
    assert titles(page) == ["“活力基层工会”星级创建活动"]
    page.goto(f"{served}/#federation=nobody&year=2018&more=x")
    expect(field(page, "工会")).to_have_value("")
    assert titles(page) == ["职工之家建设及先进职工之家、职工小家申报评选"]
    page.evaluate("location.hash = 'current'")  # an anchor of the page is no filter
    expect(field(page, "年度")).to_have_value("2018")


def test_the_keyboard_is_enough(page: Page, served: str) -> None:
    page.goto(served + "/")
    field(page, "工会").focus()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("status")).to_have_text("显示1项活动，共5项")
    for _ in range(3):
        page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="清除")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_have_text("共5项活动")


def test_without_scripts_all_is_listed(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + "/")
    expect(page.locator("[data-filter]")).to_be_hidden()
    assert len(titles(page)) == 6
    expect(page.locator("[data-state-text]:visible")).to_have_count(0)
    page.get_by_role("link", name="威海市总工会").click()
    page.get_by_role("link", name="乳山市总工会").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("乳山市总工会")
    context.close()


def test_from_an_edition_to_its_federation_and_to_the_glossary(page: Page, served: str) -> None:
    page.goto(f"{served}/rushan-huoli-xingji/2020/faq/")
    page.get_by_role("navigation", name="当前位置").get_by_role("link", name="乳山市总工会").click()
    expect(page).to_have_url(f"{served}/federations/rushan/")
    page.get_by_role("navigation", name="本站").get_by_role("link", name="术语").click()
    page.get_by_role("navigation", name="全部术语").get_by_role("link", name="“双亮”").click()
    page.locator("#term-double-show").get_by_role("link").first.click()
    expect(page).to_have_url(f"{served}/qingdao-shuangzheng/2020/notice/#enterprise-systems-3")


@pytest.mark.parametrize(("look", "width"), [("dark", 1280), ("light", 320)])
def test_axe_finds_nothing_on_the_portals_own_pages(
    browser: Browser, served: str, width: int, look: Literal["light", "dark"]
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=look)
    page = context.new_page()
    for address in OWN:
        page.goto(f"{served}/{address}")
        assert violations(page) == [], address
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    context.close()
