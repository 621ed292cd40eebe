"""What comes out of a visitor's printer."""

from __future__ import annotations

import re
from typing import Literal

import pytest
from playwright.sync_api import Page, expect
from visitor import pages_of


@pytest.mark.parametrize(
    ("form", "last", "sealed"),
    [
        ("/shili-xingji/2021/forms/union/", "合计(不含加分)", "单位(盖章):"),
        ("/qingdao-shuangzheng/2020/forms/institution/", "满意度测评", "单位(盖章):"),
        ("/fangshan-zhigong-zhijia/2018/forms/advanced/", "其他配套设施设备或服务", "加盖公章:"),
    ],
    ids=["totals", "items", "opinions"],
)
def test_what_is_signed_is_printed_with_the_last_rows_and_every_sheet_is_numbered(
    page: Page, served: str, form: str, last: str, sealed: str
) -> None:
    page.goto(served + form)
    for room in range(0, 120, 15):  # millimetres
        page.locator(".p-form__table").last.evaluate("(table, room) => { table.style.marginTop = `${room}mm`; }", room)
        pages = pages_of(page)
        signed = next(said for said in pages if sealed in said)
        assert last in signed
        assert all(re.search(f"第{at}.,共{len(pages)}.", said) for at, said in enumerate(pages, start=1))


def test_the_last_item_is_printed_beside_the_part_that_it_belongs_to(page: Page, served: str) -> None:
    """Though the totals, and what is signed below them, take it along to another sheet."""
    page.goto(f"{served}/chongqing-jkwwt-zhijia/2019/forms/institution/")
    turned = set()
    for room in range(0, 120, 15):  # millimetres
        page.locator(".p-form__table").evaluate("(table, room) => { table.style.marginTop = `${room}mm`; }", room)
        pages = pages_of(page)
        last = next(at for at, said in enumerate(pages) if "21.加强法治教育" in said)
        assert "安康之家" in pages[last], room
        turned.add(last)
    assert turned == {1, 2}


LINES = """(what) => [...document.querySelectorAll(what)].filter((one) => one.textContent.trim()).map((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  return new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size;
})"""


@pytest.mark.parametrize(("media", "width"), [("print", 658), ("screen", 390), ("screen", 1280)])
def test_no_telephone_number_or_address_that_fits_is_broken(
    page: Page, served: str, media: Literal["print", "screen"], width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(media=media)
    for address, what in (
        ("", ".p-brief__ask :is(strong, .p-break)"),
        ("faq/", ".p-faq .p-nowrap"),
        ("materials/", ".p-sheet__facts .p-break"),
    ):
        page.goto(f"{served}/rushan-huoli-xingji/2020/{address}")
        lines = page.evaluate(LINES, what)
        assert lines
        assert set(lines) == {1}, address


@pytest.mark.parametrize(
    ("address", "what"),
    [
        ("/chongqing-jkwwt-zhijia/2021/", ".p-reading"),
        ("/shili-xingji/2024/changes/", ".p-changes tr"),
    ],
)
def test_what_belongs_together_is_not_parted_by_the_end_of_a_page(
    page: Page, served: str, address: str, what: str
) -> None:
    page.emulate_media(media="print")
    page.goto(served + address)
    expect(page.locator(what).first).to_have_css("break-inside", "avoid")


def test_a_heading_stands_apart_from_the_list_before_it(page: Page, served: str) -> None:
    page.emulate_media(media="print")
    page.goto(served + "/about/")
    above, heading = (page.locator(what).bounding_box() for what in ("ul:has(+ #mistakes)", "#mistakes"))
    assert above is not None
    assert heading is not None
    assert heading["y"] - above["y"] - above["height"] >= 15


def test_lines_at_the_sides_of_a_table_end_with_its_rows(page: Page, served: str) -> None:
    page.emulate_media(media="print")
    page.goto(f"{served}/shili-xingji/2024/changes/")
    table = page.locator(".p-changes").first
    expect(table).to_have_css("border-left-width", "0px")
    for place in ("left", "right"):
        cell = table.locator(f"tbody tr >> nth=0 >> :scope > :{'first' if place == 'left' else 'last'}-child")
        assert cell.evaluate(f"(cell) => parseFloat(getComputedStyle(cell).border{place.title()}Width)") > 0


def test_no_sheet_bears_a_signature_alone(page: Page, served: str) -> None:
    page.goto(served + "/shili-xingji/2024/honorees/review-2021/")
    signed = next(said for said in pages_of(page) if said.endswith("示例市总工会2024年9月20日"))
    assert "予以摘牌。附件:" in signed


def test_no_sheet_bears_the_imprint_alone(page: Page, served: str) -> None:
    page.goto(served + "/shili-xingji/2024/notice/")
    body = page.locator(".p-doc__body").first
    for room in range(0, 200, 20):  # millimetres
        body.evaluate("(body, room) => { body.firstElementChild.style.marginTop = `${room}mm`; }", room)
        assert "示例市总工会2024年3月25日示例市总工会办公室" in pages_of(page)[-1]


EDGES = """() => Object.fromEntries([
  ['sheet', '.p-doc__imprint'], ['who', '.p-doc__sign p:first-child'], ['day', '.p-doc__sign p:last-child'],
  ['office', '.p-doc__imprint span:first-child'], ['issued', '.p-doc__imprint span:last-child'],
].map(([name, what]) => {
  const range = document.createRange();
  range.selectNodeContents(document.querySelector(what));
  const box = range.getBoundingClientRect();
  return [name, [box.left, box.right]];
}))"""


@pytest.mark.parametrize("issuer", ["示例市总工会", "示例市教育科学文化卫生体育工会委员会", "工会"])
@pytest.mark.parametrize(("width", "room"), [(1280, 4), (390, 2), (320, 2)])
def test_who_signs_stands_above_the_middle_of_the_day(
    page: Page, served: str, issuer: str, width: int, room: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served + "/shili-xingji/2024/honorees/rectified-2025/")
    who = page.locator(".p-doc__sign p").first
    who.evaluate("(who, issuer) => { who.textContent = issuer; }", issuer)
    size = who.evaluate("(who) => parseFloat(getComputedStyle(who).fontSize)")
    edges = page.evaluate(EDGES)
    (left, right), (first, last) = edges["who"], edges["day"]
    assert (left + right) / 2 == pytest.approx((first + last) / 2, abs=1)
    assert edges["sheet"][0] <= left
    assert right <= edges["sheet"][1] + 1
    if len(issuer) < 10:
        assert edges["sheet"][1] - last == pytest.approx(room * size, abs=1)


def test_who_issued_and_when_stand_at_the_ends_of_the_imprint(page: Page, served: str) -> None:
    page.goto(served + "/shili-xingji/2024/honorees/rectified-2025/")
    edges = page.evaluate(EDGES)
    left, right = edges["sheet"]
    assert 10 < edges["office"][0] - left < 30
    assert 10 < right - edges["issued"][1] < 30


def test_what_is_attached_is_printed_below_its_heading(page: Page, served: str) -> None:
    page.emulate_media(media="print")
    page.goto(served + "/rushan-huoli-xingji/2020/")
    attached = page.get_by_role("region", name="附件与表格").get_by_role("listitem")
    expect(attached).to_have_count(3)
    for one in attached.all():
        expect(one).to_be_visible()
        expect(one.get_by_role("link")).to_have_css("border-top-width", "0px")
