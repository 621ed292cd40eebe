"""Long titles are broken by sense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.documents.headline import headline, phrases
from generator.widths import ems

TITLES = {
    "重庆市职工之家创建标准": "",
    "重庆市总工会关于印发《重庆市职工之家创建标准》的通知": "重庆市总工会关于印发|《重庆市职工之家创建标准》的通知",
    "重庆市总工会关于进一步规范建设职工之家活动建档工作的通知": (
        "重庆市总工会关于进一步规范建设|职工之家活动建档工作的通知"
    ),
    "市教科文卫体工会关于职工之家（小家）创建活动的通知（渝教科文卫体工〔2019〕23号）": (
        "市教科文卫体工会|关于职工之家（小家）创建活动的通知|（渝教科文卫体工〔2019〕23号）"
    ),
    "甲乙丙丁甲乙丙丁甲乙丙丁甲乙丙丁甲乙丙丁甲乙丙丁": "",  # no word is known: where it breaks is left to the writer
}


@pytest.mark.parametrize("title", TITLES)
def test_lines_end_by_sense(title: str) -> None:
    assert "|".join(headline(title, 20)) == TITLES[title]


PARTS = [*"职工之家（）《》“”〔〕关于的，、通知年号", "2019年", "A", "工会", "关于", "活动", "标准"]


@given(st.lists(st.sampled_from(PARTS), max_size=40))
def test_nothing_is_lost_and_every_line_fits(parts: list[str]) -> None:
    title = "".join(parts)
    lines = headline(title, 20)
    assert "".join(lines) in {"", title}
    assert all(lines)
    assert all(ems(line) <= 20 for line in lines)
    assert all(line[0] not in "》”）、，的〔〕" for line in lines[1:])
    assert all(line[-1] not in "《“（〔" for line in lines[:-1])


@pytest.mark.parametrize(
    ("line", "parted"),
    [
        ("关于开展第二届示例市星级职工之家", "关于开展|第二届示例市|星级|职工之家"),
        ("创建活动的通知", "创建|活动的|通知"),
        ("甲乙丙", "甲乙丙"),
        ("", ""),
    ],
)
def test_a_narrow_window_breaks_a_line_of_a_title_between_words(line: str, parted: str) -> None:
    assert "|".join(phrases(line)) == parted


def test_what_is_longer_than_a_title_is_left_alone() -> None:
    assert headline("关于开展创建活动的通知" * 50, 20) == ()
