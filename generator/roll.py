"""The list of honorees (``honorees.csv``) as a table: the one place that says how it is written."""

from __future__ import annotations

from collections.abc import Iterable

from generator.model.campaign import Campaign
from generator.model.honours import HONOREES, Honoree, Outcome
from generator.tables import Cell, Table

FILE = "honorees.csv"

_WIDTHS = {"unit": 40, "district": 16, "award": 24, "held": 24, "note": 24, "refused": 24}
_WIDTH = 10


def table(honorees: Iterable[Honoree], outcome: Outcome | None = None, campaign: Campaign | None = None) -> Table:
    """All columns of ``honorees.csv``, awards and tiers by the names that are printed.

    Without an outcome and a campaign, what the honorees have for awards and tiers are such names already.
    """
    awards = {one.id: one.name for one in outcome.awards} if outcome else {}
    tiers = {one.id: one.title for one in campaign.tiers} if campaign else {}
    headings = tuple(
        (title, _WIDTHS.get(part, _WIDTH), "count" if part == "rank" else "text") for part, title in HONOREES.items()
    )
    return Table("名单", headings, (_row(one, awards, tiers) for one in honorees))


def _row(one: Honoree, awards: dict[str, str], tiers: dict[str, str]) -> tuple[Cell, ...]:
    told: dict[str, Cell] = {
        "number": one.number,
        "award": awards.get(one.award, one.award),
        "tier": tiers.get(one.tier, one.tier) if one.tier else "",
        "unit": one.unit,
        "district": one.district,
        "kind": one.kind,
        "rank": one.rank,
        "held": one.held,
        "note": one.note,
        "refused": one.refused,
    }
    return tuple(told[part] for part in HONOREES)
