"""A small rubric that holds what no published one has together: facts over links, chains, elements, steps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from generator.model.campaign import Tier, Veto
from generator.model.rubric import Rubric
from generator.score.scheme import Scheme

Rule = dict[str, object]


def rule(name: str, kind: str, **keys: object) -> Rule:
    return {"id": name, "kind": kind, "says": ["甲"], "ask": "甲", **keys}


def elements(*names: str, **keys: object) -> list[dict[str, object]]:
    """Elements by name; one called ``x-f`` applies only where the fact ``f`` is a yes."""
    return [
        {"id": name, "label": name, **keys, **({"applies_when": name[-1]} if name[-2:-1] == "-" else {})}
        for name in names
    ]


ITEMS: dict[str, list[Rule]] = {
    # a chain over a rule that may not apply: a -> b (fact f) -> c -> veto
    "a": [rule("a", "deduct", loss="2", implies=["b.b"]), rule("z", "zero", applies_when="g")],
    "b": [
        rule("b", "deduct", loss="3", applies_when="f", implies=["c.c"]),
        rule("n", "deduct", loss="1", implies=["a.a", "c.c"], applies_when="g"),
    ],
    "c": [rule("c", "zero", implies=["veto.v"]), rule("d", "deduct", loss="2.5", limit="1.5")],
    "e": [
        rule("each", "deduct", loss="1.5", limit="4", each=elements("p", "q-f", "r-g", "s")),
        rule("whole", "deduct", loss="0.5", applies_when="g", each=elements("p", "q-f")),
    ],
    "h": [
        rule("parts", "parts", parts=elements("p", "q-f", "r", points="2")),
        rule("idle", "parts", applies_when="g", parts=elements("p", "q-g", points="0.5")),
        rule("cost", "deduct", loss="1", applies_when="f"),
    ],
    "k": [
        rule("times", "count", gain="1.5", limit="4", applies_when="f"),
        rule("more", "count", gain="0.75", limit="3"),
        rule("low", "rate", part="甲", whole="乙", unit="家", at_least="90", step="2.5", step_loss="0.3", limit="2"),
    ],
    "l": [
        rule("strict", "rate", part="甲", whole="乙", more_than="33.33", loss="1", applies_when="f"),
        rule(
            "level",
            "level",
            applies_when="g",
            options=[
                {"id": "good", "label": "甲", "loss": "0"},
                {"id": "weak", "label": "乙", "loss": "2.25"},
                {"id": "open", "label": "丙", "judged": "true"},
            ],
        ),
        rule("zero", "zero", applies_when="f", implies=["veto.w"]),
    ],
}


@dataclass(frozen=True)
class Case:
    """Answers, and what must follow from them; ``items`` in whole hundredths."""

    name: str
    answers: dict[str, object]
    inferred: dict[str, bool] = field(default_factory=dict)
    barred: tuple[str, ...] = ()
    conflicts: tuple[tuple[str, str], ...] = ()
    items: dict[str, tuple[int, int]] = field(default_factory=dict)
    open: tuple[str, ...] = ()
    closed: tuple[str, ...] = ()


C_AND_V = {"c.c": True, "veto.v": True}
ALL_NO = {"a.a": False, "b.n": False, "veto.w": False, "l.zero": False}
EACH: dict[str, object] = {"p": True, "q-f": False, "r-g": True, "s": True}
CASES = (
    Case("a yes under an open fact", {"b.b": True}, items={"b": (600, 1000), "c": (0, 1000)}, open=("fact.f",)),
    Case("a yes that does not apply", {"b.b": True, "fact.f": False}, items={"b": (900, 1000), "c": (0, 1000)}),
    Case("a yes that applies", {"b.b": True, "fact.f": True}, C_AND_V, ("v",), items={"b": (600, 700), "c": (0, 0)}),
    Case("a no under an open fact", {"b.b": False}, items={"a": (0, 1000), "b": (900, 1000)}),
    Case("a no that does not apply", {"b.b": False, "fact.f": False}, items={"a": (0, 1000), "b": (900, 1000)}),
    Case("a no that applies", {"b.b": False, "fact.f": True}, ALL_NO, items={"b": (1000, 1000)}),
    Case("a zero under an open fact", {"l.zero": True}, items={"l": (0, 1000)}, open=("veto.w", "fact.f")),
    Case(
        "a zero that applies",
        {"l.zero": True, "fact.f": True},
        {"veto.w": True, "a.a": True, "b.b": True, **C_AND_V},
        ("v", "w"),
        items={"l": (0, 0), "b": (600, 700), "c": (0, 0)},
    ),
    Case("a no that others follow", {"c.c": False}, {"b.b": False, **ALL_NO}, items={"c": (850, 1000)}),
    Case(
        "a conflict over a chain names what was answered",
        {"veto.w": True, "c.c": False},
        {"a.a": True, "b.b": True, "veto.v": True},
        ("v", "w"),
        (("veto.w", "c.c"),),
    ),
    Case("no conflict under an open fact", {"b.b": True, "c.c": False}, ALL_NO, items={"b": (700, 1000)}),
    Case(
        "a conflict once it applies",
        {"b.b": True, "c.c": False, "fact.f": True},
        {"veto.v": True},
        ("v",),
        (("b.b", "c.c"),),
        {"c": (0, 0)},
    ),
    Case("an own no under an open fact stands", {"a.a": True, "b.b": False}, C_AND_V, ("v",), items={"b": (900, 1000)}),
    Case("elements, one fact open", {"e.each": EACH}, items={"e": (750, 1000)}, open=("fact.f",), closed=("e.each",)),
    Case("an element under an open fact missing", {"e.each": {**EACH, "q-f": None}}, open=("fact.f", "e.each")),
    Case(
        "an element that does not apply needs no answer",
        {"e.each": {**EACH, "q-f": None}, "fact.f": False},
        items={"e": (950, 1000)},
        closed=("fact.f", "e.each"),
    ),
    Case(
        "parts, one fact open",
        {"h.parts": {"p": True, "q-f": False, "r": True}, "h.idle": {"p": True, "q-g": True}, "h.cost": False},
        items={"h": (800, 1000)},
        open=("fact.f",),
        closed=("h.parts", "h.idle", "h.cost"),
    ),
)


def wrong(case: Case, found: Mapping[str, Any]) -> dict[str, object]:
    """Where a result, as JSON holds it, is not what the case says; empty where all is well."""
    items = {item["id"]: (item["worst"], item["best"]) for item in found["items"]}
    checks = {
        "inferred": found["inferred"] == case.inferred,
        "barred": tuple(found["barred"]) == case.barred,
        "conflicts": tuple(map(tuple, found["conflicts"])) == case.conflicts,
        "items": case.items.items() <= items.items(),
        "unanswered": set(case.open) <= set(found["unanswered"]) and not set(case.closed) & set(found["unanswered"]),
        "invalid": found["invalid"] == {},
    }
    return {key: items if key == "items" else found[key] for key, right in checks.items() if not right}


def rubric() -> Rubric:
    """Seven items of ten points in two sections."""
    items: list[dict[str, object]] = [
        {"id": name, "number": name, "standard": "甲", "points": "10", "text": "甲", "rules": rules}
        for name, rules in ITEMS.items()
    ]
    return Rubric.model_validate(
        {
            "id": "stress",
            "title": "甲",
            "subtitle": "甲",
            "short": "甲",
            "units": "甲",
            "columns": dict.fromkeys(("section", "number", "standard", "points", "text", "score"), "甲"),
            "total": "70",
            "facts": [{"id": "f", "ask": "甲"}, {"id": "g", "ask": "乙"}],
            "vetoes": [{"id": "w", "implies": ["a.a"]}],
            "sections": [
                {"id": "one", "title": "甲", "points": "30", "items": items[:3]},
                {"id": "two", "title": "乙", "points": "40", "items": items[3:]},
            ],
        }
    )


def scheme() -> Scheme:
    """The rubric with two tiers and two vetoes."""
    tiers = [{"id": "low", "title": "甲", "minimum": "40"}, {"id": "high", "title": "乙", "minimum": "60"}]
    cited = {"text": "甲", "quote": "甲", "clause": "a"}
    checked = {"checked_by": "x", "check_quote": "甲", "check_clause": "a"}
    return Scheme(
        "x/1/stress",
        rubric(),
        tuple(Tier.model_validate({**cited, **checked, **tier}) for tier in tiers),
        tuple(Veto.model_validate({"id": name, **cited}) for name in ("v", "w")),
    )
