"""Random histories of titles, possible and impossible: many events on few days, before the naming and after the end."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from generator.model.honours import Kind

FIRST = date(2020, 2, 20)  # a leap day is among the days that follow
DAYS = 24
TIERS = ("three", "four", "five")
NUMBERS = ("0001", "0002", "0003")
_KINDS = [kind.value for kind in Kind if kind not in {Kind.GRANTED, Kind.ANNULLED}]
_ENDING = {"摘牌", "撤销", "合并终止"}

Row = dict[str, str]


def day(random: Random) -> str:
    """One of the days, and those around them."""
    return (FIRST + timedelta(random.randint(-1, DAYS))).isoformat()


def rows(random: Random) -> list[Row]:
    """Rows of events.csv in no order of days, with ``number``, ``day``, ``kind`` and what the kind has."""
    # Titles that live long are asked for more often than those that end at once.
    kinds = _KINDS if random.random() < 0.5 else [kind for kind in _KINDS if kind not in _ENDING]
    found = [_row(random, kinds) for _ in range(random.randint(0, 12))]
    if random.random() < 0.15:
        found.insert(random.randint(0, len(found)), {"number": "", "day": day(random), "kind": "整份决定撤销"})
    return found


def _row(random: Random, kinds: list[str]) -> Row:
    kind = random.choice(kinds)
    row = {"number": random.choice(NUMBERS), "day": day(random), "kind": kind}
    if kind in {"升星", "降星"}:
        row["tier"] = random.choice(TIERS)
    if kind in {"更名", "改制承继", "合并终止"}:
        row["name"] = random.choice("甲乙丙丁")
    if kind == "限期整改":
        row["until"] = day(random)
    return row
