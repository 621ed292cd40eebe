"""Hand-worked cases of every kind and modifier: the files in ``tests/cases/kinds``, whatever engine runs them.

A file is a list of rules. Each holds a printed text (``says``), the part of a rubric that it becomes, as people
write it (``rubric``), and ``cases``: answers, what must come out (``expect``), and why (``because``).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from generator.model.campaign import Tier, Veto
from generator.model.rubric import Rubric
from generator.score.scheme import Scheme

FOLDER = Path(__file__).resolve().parent / "cases" / "kinds"
CITED = {"text": "甲", "quote": "甲", "clause": "a"}
CHECKED = {"checked_by": "x", "check_quote": "甲", "check_clause": "a"}

Json = dict[str, Any]


@dataclass(frozen=True)
class KindCase:
    """Answers to a small rubric, and what must come out; ``rubric`` holds nothing but text, lists and mappings.

    Where there is a ``column``, an assessor's, what must come out is its result, else that of the answers.
    """

    file: str
    at: int
    says: str
    rubric: Json
    name: str
    answers: Json
    readings: tuple[str, ...]
    expect: Json
    because: str
    column: Json | None

    @property
    def title(self) -> str:
        return f"{self.file}-{self.at}-{self.name}"


def load_all() -> list[KindCase]:
    """Every case of every file."""
    return [case for path in sorted(FOLDER.glob("*.yml")) for case in _load(path)]


def _load(path: Path) -> list[KindCase]:
    text = path.read_text("utf-8")
    written = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506 - the model reads strings only
    found = []
    for at, (rule, as_text) in enumerate(zip(yaml.safe_load(text), written, strict=True), 1):
        _only(rule, {"says", "rubric", "cases"}, set())
        for case in rule["cases"]:
            _only(case, {"name", "answers", "expect", "because"}, {"readings", "column"})
            _only(case["expect"], set(), {*CHECKS, "points", "full"})
            readings = tuple(case.get("readings", ()))
            told = (case["name"], case["answers"], readings, case["expect"], case["because"], case.get("column"))
            found.append(KindCase(path.stem, at, rule["says"], as_text["rubric"], *told))
    return found


def _only(entry: Mapping[str, object], needed: set[str], allowed: set[str]) -> None:
    if not needed <= set(entry) <= needed | allowed:
        raise ValueError(f"expected {sorted(needed | allowed)}: {entry!r}")


def scheme(case: KindCase) -> Scheme:
    """The rubric, tiers and vetoes that a case is about, with all that it leaves out filled in."""
    part = case.rubric
    _only(part, set(), {"facts", "items", "sections", "bonus", "rescale", "tiers", "vetoes"})
    sections = part.get("sections", [{"id": "s", "items": part.get("items", [])}])
    rubric: Json = {
        "id": "case",
        **dict.fromkeys(("title", "short", "units"), "甲"),
        "columns": dict.fromkeys(("section", "standard", "score"), "甲"),
        "facts": [{"id": fact, "ask": fact} for fact in part.get("facts", [])],
        "vetoes": [{"id": veto["id"], "implies": veto.get("implies", [])} for veto in part.get("vetoes", [])],
        "sections": [_section(section, case.says) for section in sections],
    }
    if "bonus" in part:
        rubric["bonus"] = _bonus(part["bonus"], case.says)
    if "rescale" in part:
        rubric["rescale"] = part["rescale"]
    tiers = [
        {**tier, "conditions": [{**CITED, **each} for each in tier.get("conditions", [])]}
        for tier in part.get("tiers", [])
    ]
    vetoes = [{key: value for key, value in veto.items() if key != "implies"} for veto in part.get("vetoes", [])]
    return Scheme(
        "x/1/case",
        Rubric.model_validate(rubric),
        tuple(Tier.model_validate({"title": "甲", **CITED, **CHECKED, **tier}) for tier in tiers),
        tuple(Veto.model_validate({**CITED, **veto}) for veto in vetoes),
    )


def _section(section: Json, says: str) -> Json:
    found: Json = {"title": "甲", **section}
    found["items"] = [{"standard": says, **_row(item, says)} for item in section.get("items", [])]
    found["sections"] = [_section(part, says) for part in section.get("sections", [])]
    return found


def _bonus(bonus: Json, says: str) -> Json:
    rows = [{"title": "甲", "text": says, **_row(row, says)} for row in bonus["items"]]
    unsaid = {"id": "bonus", "text": "甲", "authority": "甲", "otherwise": {"text": "乙"}}
    return {**bonus, "items": rows, **({"reading": unsaid} if bonus["counts"] == "unsaid" else {})}


def _row(row: Json, says: str) -> Json:
    """An item with its rules; ``readings`` maps the id of a reading to the rules that it takes otherwise."""
    found = {**row, "rules": [_rule(rule, says) for rule in row["rules"]]}
    found["readings"] = [
        {
            "id": name,
            "text": "甲",
            "authority": "甲",
            "otherwise": {"text": "乙", "rules": [_rule(r, says) for r in rules]},
        }
        for name, rules in row.get("readings", {}).items()
    ]
    return found


def _rule(rule: Json, says: str) -> Json:
    labelled: Json = {
        key: [{"label": each["id"], **each} for each in rule[key]]
        for key in ("each", "parts", "options")
        if key in rule
    }
    named = {"part": "甲", "whole": "乙"} if rule["kind"] == "rate" else {}
    return {"says": [says], "ask": "甲", **named, **rule, **labelled}


def wrong(case: KindCase, result: Json) -> dict[str, object]:
    """Where a result, as JSON holds it, is not what the case expects; empty where all is well.

    What contradicts itself or makes no sense must be expected, everything else only where it is named.
    """
    expect = {"conflicts": [], "invalid": [], **case.expect} if case.column is None else {"invalid": [], **case.expect}
    rows = {row["id"]: row for row in _rows(result)}
    found: Json = {key: CHECKS[key](result) for key in expect if key in CHECKS}
    found["points"] = {name: _ends(rows[name]) for name in expect.get("points", {})}
    found["full"] = {name: rows[name]["points"] for name in expect.get("full", {})}
    needed: Json = {key: expect[key] for key in expect if key in CHECKS}
    needed["points"] = {name: _interval(points) for name, points in expect.get("points", {}).items()}
    needed["full"] = {name: _hundredths(points) for name, points in expect.get("full", {}).items()}
    if "readings" in needed:
        needed["readings"] = {ref: _interval(points) for ref, points in needed["readings"].items()}
    if "tier" in needed:
        found["tier"] = {key: found["tier"][key] for key in needed["tier"]}
        if "short" in needed["tier"]:
            needed["tier"] = {**needed["tier"], "short": _hundredths(needed["tier"]["short"])}
    return {key: found[key] for key in found if found[key] != needed[key]}


CHECKS: dict[str, Callable[[Json], object]] = {
    "state": lambda result: {item["id"]: item["state"] for item in result["items"]},
    "check": lambda result: {item["id"]: item["check"] for item in result["items"] if item["check"]},
    "checks": lambda result: [result["checks"][key] for key in ("yes", "no", "open")],
    "tiers": lambda result: {tier["id"]: [tier["state"], *tier["tests"]] for tier in result["tiers"]},
    "tier": lambda result: result["tier"],
    "readings": lambda result: {reading["ref"]: _ends(reading["total"]) for reading in result["readings"]},
    "conflicts": lambda result: sorted(result["conflicts"]),
    "invalid": lambda result: sorted(result["invalid"]),
    **{
        key: lambda result, key=key: result[key]  # type: ignore[misc]
        for key in ("badges", "required", "barred", "veto_open", "unanswered", "judged", "inferred", "missing")
    },
}


def _rows(result: Json) -> list[Json]:
    beside = [result["with_bonus"]] if result["with_bonus"] else []
    return [result["total"], *result["sections"], *result["items"], *result["bonus"], *beside]


def _ends(row: Json) -> list[int | None]:
    return [row["worst"], row["best"]]


def _interval(raw: object) -> list[int | None]:
    worst, best = raw if isinstance(raw, list) else (raw, raw)
    return [_hundredths(worst), _hundredths(best)]


def _hundredths(raw: object) -> int | None:
    """Points in hundredths; null where there is no end."""
    if raw is None:
        return None
    hundredths = Decimal(str(raw)) * 100
    if isinstance(raw, bool) or hundredths != int(hundredths):
        raise ValueError(f"no points: {raw!r}")
    return int(hundredths)
