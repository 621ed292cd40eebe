"""Whether what is written of a unit speaks of another one."""

from __future__ import annotations

import pytest

from generator.model.honours import Honoree


@pytest.mark.parametrize(
    ("unit", "note", "other", "number", "speaks"),
    [
        ("春笋文具集团", "与春笋文具公司不是同一单位", "春笋文具公司", "0012", True),
        ("春笋文具集团", "与 春笋文具 公司不是同一单位", "春笋文具公司", "0012", True),
        ("春笋（集团）文具", "与春笋(北)文具不是同一单位", "春笋（北）文具", "0012", True),
        ("春笋文具集团", "与0012不是同一单位", "春笋文具公司", "0012", True),
        ("春笋文具集团", "与００１２不是同一单位", "春笋文具公司", "0012", True),
        ("春笋文具集团", "与12号不是同一单位", "春笋文具公司", "0012", False),
        ("春笋文具集团", "文号20012", "春笋文具公司", "0012", False),
        ("春笋文具集团", "2024年首次申报", "春笋文具公司", "2024", False),
        ("春笋文具集团", "首次申报", "春笋文具公司", "0012", False),
        ("春笋文具集团", "", "春笋文具公司", "0012", False),
        # Its own name is no other one's, nor what that begins with.
        ("第一中学", "第一中学首次申报", "第一中学", "0012", False),
        ("第一中学分校", "第一中学分校首次申报", "第一中学", "0012", False),
        ("第一中学分校", "第一中学分校不是第一中学", "第一中学", "0012", True),
        ("第一中学", "与第一中学分校不是同一单位", "第一中学分校", "0012", True),
    ],
)
def test_a_note_speaks_of_another_unit(unit: str, note: str, other: str, number: str, *, speaks: bool) -> None:
    assert Honoree("0001", "home", None, unit, note=note).speaks_of(other, number) is speaks
