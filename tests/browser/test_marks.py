"""What is invented or not published says so on every sheet that a visitor prints."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page
from visitor import pages_of

DEMO, DRAFT = "演示数据", "草稿"


@pytest.mark.parametrize(
    ("address", "marked"),
    [
        ("shili-xingji/2024/notice/", True),
        ("shili-xingji/2024/faq/", True),
        ("qinhuangdao-mofan-zhijia/2023/notice/", False),
    ],
)
def test_each_sheet_of_a_demonstration_is_marked(page: Page, served: str, address: str, *, marked: bool) -> None:
    page.goto(f"{served}/{address}")
    sheets = pages_of(page)
    assert len(sheets) > 1
    assert [DEMO in sheet for sheet in sheets] == [marked] * len(sheets)
    assert not any(DRAFT in sheet for sheet in sheets)


@pytest.mark.parametrize("address", ["notice/", "faq/", "forms/union/"])
def test_each_sheet_of_a_draft_is_marked(page: Page, demo_served: str, address: str) -> None:
    page.goto(f"{demo_served}/demo/2026/{address}")
    page.evaluate("document.querySelector('.md-content').style.minHeight = '500mm'")  # of a short text several sheets
    sheets = pages_of(page)
    assert len(sheets) > 1
    assert all(DEMO in sheet and DRAFT in sheet for sheet in sheets)
    assert sum("内容随时会改" in sheet for sheet in sheets) == 1  # the note itself stands on the first
