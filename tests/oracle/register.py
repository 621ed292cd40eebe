"""What a title is on a day, found slowly: by walking every day, and by asking of the rows instead of keeping a state.

It knows nothing of the engines. A row is a dictionary as events.csv has it, the order of rows is that of the list. Days
are ISO dates.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

ENDS = ("摘牌", "撤销", "整份决定撤销", "合并终止")
SETTLES = ("复查保留", "升星", "降星")
BACK = "恢复"
Row = dict[str, str]


def state(unit: str, tier: str, granted: str, rows: Sequence[Row], day: str) -> dict[str, str]:
    """What does apply: status, unit, tier, since, until, reviewed, ended, into; nothing that does not."""
    if day < granted:
        return {"status": "none"}
    lived, ended = _lived(_happened(granted, rows, day))
    names = [unit] + [row["name"] for row in lived if row["kind"] in ("更名", "改制承继")]
    tiers = [tier] + [row["tier"] for row in lived if row["kind"] in ("升星", "降星")]
    reviews = [granted] + [row["day"] for row in lived if row["kind"] in SETTLES]
    open_ = [row for row in lived if row["kind"] in (*SETTLES, BACK, "限期整改")][-1:]
    since = [granted] + [row["day"] for row in lived if row["kind"] == BACK]
    found = {"unit": names[-1], "tier": tiers[-1], "reviewed": reviews[-1], "since": since[-1], "status": "held"}
    if open_ and open_[0]["kind"] == "限期整改":
        found |= {"status": "warned", "until": open_[0]["until"]}
    if ended:
        into = ended["name"] if ended["kind"] == "合并终止" else ""
        found |= {"status": "ended", "since": ended["day"], "ended": ended["kind"], "into": into, "until": ""}
    return {name: said for name, said in found.items() if said}


def due(now: Mapping[str, str], years: int) -> int:
    """The year in which a title in this state is due for review; 0 where nothing is held."""
    return int(now["reviewed"][:4]) + years if now["status"] in ("held", "warned") else 0


def _lived(past: Sequence[Row]) -> tuple[list[Row], Row | None]:
    """The rows that met a title that was held, with those that gave it back; and the row that ended it at last."""
    lived: list[Row] = []
    ended: Row | None = None
    for row in past:
        if (row["kind"] == BACK) is (ended is None):
            continue
        if row["kind"] in ENDS:
            ended = row
        else:
            ended = None
            lived.append(row)
    return lived, ended


def _happened(granted: str, rows: Sequence[Row], day: str) -> list[Row]:
    """The rows of each day from the naming to ``day``, one day after the other."""
    found = []
    at, last = date.fromisoformat(granted), date.fromisoformat(day)
    while at <= last:
        found += [row for row in rows if row["day"] == at.isoformat()]
        at += timedelta(days=1)
    return found
