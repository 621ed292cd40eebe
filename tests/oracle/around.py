"""What stands around the items: vetoes, tiers, required items, badges."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from oracle.answers import Json
from oracle.rows import Interval, Row, state


def veto_states(document: Json, known: Mapping[str, Any]) -> dict[str, str]:
    """``yes`` for a veto that bars, ``no`` for one that is denied or excepted."""
    found = {}
    for veto in document["vetoes"]:
        there, excepted = known.get(f"veto.{veto['id']}"), known.get(f"except.{veto['id']}")
        if there and "exception" in veto:
            there = None if excepted is None else not excepted
        found[veto["id"]] = "open" if there is None else "yes" if there else "no"
    return found


def reaches(interval: Interval, minimum: int) -> str:
    worst, best = interval
    return "yes" if worst >= minimum else "no" if best < minimum else "open"


def every(states: list[str]) -> str:
    if "no" in states:
        return "no"
    return "open" if "open" in states else "yes"


def tier_states(
    document: Json, known: Mapping[str, Any], measured: Interval, places: Mapping[str, Mapping[str, Interval]]
) -> list[Json]:
    """Each tier with its tests; a cumulative one needs the tier before it, too."""
    found: list[Json] = []
    for tier in document["tiers"]:
        tests = [reaches(measured, tier["minimum"])] if tier.get("minimum") is not None else []
        for condition in tier.get("conditions", []):
            if "ask" in condition:
                said = known.get(f"condition.{condition['id']}")
                tests.append(state({True, False} if said is None else {said}))
            else:
                place = "section" if "section" in condition else "item"
                tests.append(reaches(places[place][condition[place]], condition["minimum"]))
        before = [found[-1]["state"]] if tier.get("cumulative") and found else []
        found.append({"id": tier["id"], "state": every([*tests, *before]), "tests": tests})
    return found


def required_states(document_items: list[Json], rows: Mapping[str, Row]) -> dict[str, str]:
    """Whether each required item has all its points and a yes; one that may be out may have all of its 0."""
    found = {}
    for item in document_items:
        if item.get("required"):
            row = rows[item["id"]]
            points = reaches((row.worst, row.best), row.points)
            if points == "no" and row.state == "open":
                points = "open"
            found[item["id"]] = every([points, row.check or "yes"])
    return found


def reached(
    document: Json, tiers: list[Json], vetoes: Mapping[str, str], required: Mapping[str, str], measured: Interval
) -> Json:
    """The tier that is certain, the one that is possible, and how far it is to the next."""
    if "yes" in vetoes.values():
        return {"reached": None, "possible": None, "next": None, "short": None}
    certain = set(vetoes.values()) <= {"no"} and set(required.values()) <= {"yes"}
    possible = "no" not in required.values()
    to_come = [tier["id"] for tier in tiers if tier["state"] != "yes"]
    minimum = {tier["id"]: tier.get("minimum") for tier in document["tiers"]}
    short = minimum[to_come[0]] if to_come else None
    return {
        "reached": last(tier["id"] for tier in tiers if certain and tier["state"] == "yes"),
        "possible": last(tier["id"] for tier in tiers if possible and tier["state"] != "no"),
        "next": to_come[0] if to_come else None,
        "short": None if short is None else max(0, short - measured[0]),
    }


def last(names: Any) -> str | None:  # noqa: ANN401 - any iterable of ids
    found = list(names)
    return found[-1] if found else None
