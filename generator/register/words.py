"""The words in which the register tells of a title, alike on pages and in files."""

from __future__ import annotations

from generator.model.base import period
from generator.model.honours import Kind
from generator.register.history import State, Status

_STATUS = {Status.NONE: "尚未命名", Status.HELD: "有效", Status.WARNED: "限期整改"}
_ENDED = {
    Kind.REMOVED: "已摘牌",
    Kind.REVOKED: "已撤销",
    Kind.ANNULLED: "已随决定撤销",
    Kind.MERGED: "已合并终止",
}


def standing(now: State) -> str:
    """What a title is, in one word. The browser says the same (``honours/words.js``)."""
    return _ENDED[now.ended] if now.ended else _STATUS[now.status]


def change(kind: Kind, tier: str, name: str, until: str) -> str:
    """What a step changed, beside its kind; empty where the kind says it all. ``tier`` is the name of one.

    >>> change(Kind.RENAMED, "", "乙公司工会", "")
    '更名为“乙公司工会”'
    """
    said = {
        Kind.GRANTED: tier,
        Kind.RAISED: f"升为{tier}",
        Kind.LOWERED: f"降为{tier}",
        Kind.RENAMED: f"更名为“{name}”",
        Kind.SUCCEEDED: f"由“{name}”承继",
        Kind.MERGED: f"并入“{name}”",
        Kind.WARNED: f"整改期限到{period(until)}" if until else "",
    }
    return said.get(kind, "")
