"""What comes out of a visitor's printer."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page
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
