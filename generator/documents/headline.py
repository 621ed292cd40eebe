"""A long title on several lines, broken by sense as GB/T 9704 wants it: no word is cut, the lines are about as long."""

from __future__ import annotations

import re
from itertools import accumulate, combinations, pairwise

from generator.widths import ems

_WORDS = """
职工之家 职工小家 总工会 教科文卫体 工会 职工 企业 事业单位 机关 单位 组织 行业 区域 基层 重庆市 北京市 山东省
关于 印发 进一步 深入 加强 推进 开展 做好 规范建设 规范 建设 活动 创建 建档 工作 申报 推荐 评选 表彰 命名 考核 验收
复查 标准 办法 细则 方案 意见 通知 决定 通报 管理 实施 指导 评价 评议 先进 模范 示范 星级 登记 年度 新时代 若干 试行
"""
"""What titles are made of; a line may begin with any of these."""

_PART = re.compile(
    rf"〔\d+〕\d+号|[0-9A-Za-z.%-]+(?:年度|年|月|日|号)?|第[一二三四五六七八九十\d]+[届批]|{'|'.join(_WORDS.split())}|."
)
_BEFORE, _AFTER = ("关于", "《", "“"), "》”）、"
_NEVER_FIRST, _NEVER_LAST = "》”）、，；。的〔〕", "《“（〔"
_MOST = 3  # lines' worth of words: whatever is longer is no title
_WORD, _LINE = 3.0, 2.0  # what a break between two words costs, and a line more


def headline(title: str, room: int) -> tuple[str, ...]:
    """The lines of a title of which ``room`` characters fit on one; none where it needs no break or has no good one."""
    if not room < ems(title) <= _MOST * room:
        return ()
    places = _places(title)
    found = []
    fewest = int(-(-ems(title) // room))
    for breaks in (fewest - 1, fewest):
        for chosen in combinations(places, breaks):
            lines = tuple(title[start:end] for start, end in pairwise((0, *chosen, len(title))))
            widths = [ems(line) for line in lines]
            if max(widths) <= room:
                uneven = (max(widths) - min(widths)) / room
                found.append((sum(places[at] for at in chosen) + _LINE * breaks + uneven, lines))
    return min(found)[1] if found else ()


def phrases(line: str) -> list[str]:
    """What of a title a narrow window may set on lines of its own."""
    return [line[start:end] for start, end in pairwise((0, *_places(line), len(line)))]


def _places(title: str) -> dict[int, float]:
    """Where a title may be broken, and what it costs there."""
    parts = _PART.findall(title)
    places = {}
    for end, (last, following) in zip(accumulate(map(len, parts)), pairwise(parts), strict=False):
        cost = _cost(last, following, ends=title.find("）", end) == len(title) - 1)
        if cost is not None:
            places[end] = cost
    return places


def _cost(last: str, following: str, *, ends: bool) -> float | None:
    """What it costs to break between two parts of a title; nothing where it must not be broken.

    A bracket stays with what it follows, but for one that ends the title.
    """
    if following[0] in _NEVER_FIRST or last[-1] in _NEVER_LAST or last == "关于":
        return None
    if following.startswith(_BEFORE) or last[-1] in _AFTER:
        return 0.0
    if following == "（":
        return 0.0 if ends else None
    return _WORD if len(following) > 1 and not following[0].isascii() else None
