"""What a note of the list speaks of."""

from __future__ import annotations

import pytest

from generator.check import roll


@pytest.mark.parametrize(
    ("note", "placed"),
    [
        ("按原文件顺序", True),
        ("“重庆”的“重”念chóng", True),
        ("曾（zēng）", True),
        ("多音字，读yuè", True),
        ("牵头单位，列首位", True),
        ("按原文件", True),
        ("照印发件", True),
        ("与0011并列", True),
        ("按行政区划", True),
        ("以原文件为准", True),
        ("原文如此", True),
        ("按得票数", True),
        ("市直单位优先", True),
        ("补报，列后", True),
        ("单（shan）", True),
        ("首字是异体字", True),
        ("增补单位", True),
        ("补交材料", False),
        ("市直机关", False),
        ("与0012确为两家单位", False),
        ("已核对", False),
        ("原名第一中学", False),
        ("2023年度已获市级称号", False),
        ("", False),
    ],
)
def test_a_note_speaks_of_the_order_or_of_how_a_name_is_read(note: str, placed: bool) -> None:  # noqa: FBT001
    assert bool(roll._PLACED.search(note)) is placed  # noqa: SLF001
