"""How a tally speaks of questions and points to people who know the printed form."""

from __future__ import annotations

from generator.model.base import shown
from generator.model.rubric import Counted
from generator.model.rules import Rule
from generator.score.scheme import Scheme

_LONGEST = 40  # characters of a question in a list


def questions(of: Scheme) -> dict[str, str]:
    """The words of every question, by its place in a sheet."""
    asked = {f"veto.{veto.id}": veto.text for veto in of.vetoes}
    asked |= {f"except.{veto.id}": veto.exception for veto in of.vetoes if veto.exception}
    asked |= {f"fact.{fact.id}": fact.ask for fact in of.rubric.facts}
    asked |= {f"condition.{one.id}": one.ask for tier in of.tiers for one in tier.conditions if one.ask}
    quoted = {ref: f"“{shortened(text)}”" for ref, text in asked.items()}
    return quoted | {f"{row.id}.{rule.id}": _question(row, rule) for row in of.rubric.rows for rule in row.rules}


def _question(row: Counted, rule: Rule) -> str:
    return f"{item(row)}“{shortened(rule.ask)}”"


def item(row: Counted) -> str:
    """What an item is called in the printed form."""
    return f"第{row.number or row.id}项"


def shortened(text: str, most: int = _LONGEST) -> str:
    """One line that fits into a list."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…"


def interval(worst: int, best: int | None) -> str:
    """Points that are certain, or between two ends."""
    if best is None:
        return f"{shown(worst)} 分以上"
    return f"{shown(worst)} 分" if worst == best else f"{shown(worst)} 至 {shown(best)} 分"


def printable(text: str) -> str:
    """Text of a file or of its name, on one line, with what cannot be written or seen as escapes."""
    line = " ".join(text.split())
    return "".join(char if char.isprintable() else repr(char)[1:-1] for char in line)
