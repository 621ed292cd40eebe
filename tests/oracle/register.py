"""What a title is on a day, found slowly: by walking every day, and by asking of the rows instead of keeping a state.

It knows nothing of the engines. A row is a dictionary as events.csv has it, the order of rows is that of the list. Days
are ISO dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

ENDS = ("摘牌", "撤销", "整份决定撤销", "合并终止")
SETTLES = ("复查保留", "升星", "降星")
Row = dict[str, str]


def state(unit: str, tier: str, granted: str, rows: Sequence[Row], day: str) -> dict[str, str]:
    """What does apply: status, unit, tier, since, until, reviewed, ended, into; nothing that does not."""
    if day < granted:
        return {"status": "none"}
    past = _happened(granted, rows, day)
    ends = [at for at, row in enumerate(past) if row["kind"] in ENDS]
    lived = past[: ends[0]] if ends else past
    names = [unit] + [row["name"] for row in lived if row["kind"] in ("更名", "改制承继")]
    tiers = [tier] + [row["tier"] for row in lived if row["kind"] in ("升星", "降星")]
    reviews = [granted] + [row["day"] for row in lived if row["kind"] in SETTLES]
    open_ = [row for row in lived if row["kind"] in (*SETTLES, "限期整改")][-1:]
    found = {"unit": names[-1], "tier": tiers[-1], "reviewed": reviews[-1], "since": granted, "status": "held"}
    if open_ and open_[0]["kind"] == "限期整改":
        found |= {"status": "warned", "until": open_[0]["until"]}
    if ends:
        last = past[ends[0]]
        into = last["name"] if last["kind"] == "合并终止" else ""
        found |= {"status": "ended", "since": last["day"], "ended": last["kind"], "into": into, "until": ""}
    return {name: said for name, said in found.items() if said}


def due(now: Mapping[str, str], years: int) -> int:
    """The year in which a title in this state is due for review; 0 where nothing is held."""
    return int(now["reviewed"][:4]) + years if now["status"] in ("held", "warned") else 0


def _happened(granted: str, rows: Sequence[Row], day: str) -> list[Row]:
    """The rows of each day from the naming to ``day``, one day after the other."""
    found = []
    at, last = date.fromisoformat(granted), date.fromisoformat(day)
    while at <= last:
        found += [row for row in rows if row["day"] == at.isoformat()]
        at += timedelta(days=1)
    return found
