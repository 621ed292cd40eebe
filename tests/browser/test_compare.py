"""Standards side by side: found from the standards, read on a phone, told apart without colours, printed."""

from __future__ import annotations

import re

import pytest
from accessibility import violations
from playwright.sync_api import Browser, Page, expect
from visitor import pages_of

CHONGQING = "/chongqing-jkwwt-zhijia/2019/standards/"
QINGDAO = "/qingdao-shuangzheng/2020/standards/"
RUSHAN = "/rushan-huoli-xingji/2020/standards/"


def test_a_hospital_finds_how_its_standard_differs(page: Page, served: str) -> None:
    page.goto(served + CHONGQING)
    page.get_by_role("link", name="把两类单位的标准放在一起对照").click()
    page.get_by_role("link", name=re.compile("^公有制企业和事业单位")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("标准对照：公有制企业和事业单位")
    expect(page.locator(".p-figures li")).to_have_text(
        ["7项相同", "7项表述不同", "5项只有分值不同", "4项仅公有制企业有", "2项仅事业单位有"]
    )
    row = page.locator("tr", has_text="职工入会率达到")
    expect(row.locator("td").nth(0).locator("mark")).to_have_text(["3分", "95%"])
    expect(row.locator("td").nth(1).locator("mark")).to_have_text(["7分", "98%"])
    row.locator("td").nth(1).get_by_role("link", name="第14项").click()
    expect(page).to_have_url(f"{served}{CHONGQING}institution/#item-14")


def test_another_pair_is_one_click_away(page: Page, served: str) -> None:
    page.goto(f"{served}{QINGDAO}compare/enterprise--institution/")
    others = page.get_by_role("navigation", name="换两类单位对照")
    expect(others.locator("[aria-current=page]")).to_have_text("企业和机关事业单位")
    others.get_by_role("link", name="机关事业单位和区域性、行业性工会").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("标准对照：机关事业单位和区域性、行业性工会")
    expect(page.locator(".p-refers q")).to_have_text(["按照企业“新时代职工信赖的职工之家”政治建设标准规定执行。"] * 2)


@pytest.mark.parametrize("scripts", [True, False])
def test_only_what_differs(browser: Browser, served: str, scripts: bool) -> None:  # noqa: FBT001 - a parameter
    context = browser.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{served}{QINGDAO}compare/enterprise--institution/")
    rows = page.locator("tbody tr:visible")
    expect(rows).to_have_count(32)
    expect(page.get_by_text("本部分完全相同")).to_be_hidden()
    page.get_by_label("只看不同的").focus()
    page.keyboard.press("Space")
    expect(rows).to_have_count(23)
    expect(page.get_by_text("本部分完全相同")).to_be_visible()
    context.close()


def test_where_nothing_is_the_same_there_is_nothing_to_hide(page: Page, served: str) -> None:
    page.goto(f"{served}{RUSHAN}enterprise/")
    page.get_by_role("link", name="与其他类型单位的标准对照").click()
    expect(page).to_have_url(f"{served}{RUSHAN}compare/enterprise--regional/")
    expect(page.get_by_label("只看不同的")).to_have_count(0)
    moved = page.locator("tr", has_text="爱心互助补充医疗保险工程").first
    expect(moved.locator("td").nth(1)).to_contain_text("在“维护服务到位”部分")


def test_marks_are_told_without_colours(page: Page, served: str) -> None:
    page.goto(f"{served}{RUSHAN}compare/enterprise--regional/")
    mark = page.locator("td mark").first
    expect(mark).to_have_css("font-weight", "700")
    assert "underline" in mark.evaluate("mark => getComputedStyle(mark).textDecorationLine")
    assert mark.evaluate("mark => getComputedStyle(mark, '::before').content") == '"【不同："'
    snapshot = page.locator("tbody tr").first.aria_snapshot()
    assert "【不同：" in snapshot


@pytest.mark.parametrize(("colours", "width"), [("dark", 1280), ("light", 390), ("light", 320)])
def test_axe_finds_nothing(browser: Browser, served: str, width: int, colours: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme="dark" if colours == "dark" else "light"
    )
    page = context.new_page()
    for address in (f"{QINGDAO}compare/", f"{QINGDAO}compare/enterprise--regional/"):
        page.goto(served + address)
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_each_card_of_a_phone_says_whose_it_is(browser: Browser, served: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(f"{served}{RUSHAN}compare/enterprise--regional/")
    sides = page.locator("tbody tr").first.locator("td")
    boxes = [side.bounding_box() for side in sides.all()]
    assert boxes[0]
    assert boxes[1]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"] - 1
    for side, name in zip(sides.all(), ("企业工会", "区域（行业）工会"), strict=True):
        assert side.evaluate("side => getComputedStyle(side, '::before').content") == f'"{name}"'
    context.close()


def test_the_head_of_a_table_is_on_every_printed_page(page: Page, served: str) -> None:
    page.goto(f"{served}{RUSHAN}compare/enterprise--regional/")
    printed = pages_of(page)
    assert len(printed) >= 3
    assert all("对照企业工会" in text for text in printed)
