"""Random answer sheets for a rubric, as its canonical JSON has it: complete, sparse, contradictory, nonsense."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

Json = dict[str, Any]

WHOLES = (1, 3, 7, 10, 60, 199, 200, 1000, 9_999_999)
NONSENSE: tuple[object, ...] = (
    *(None, True, False, 0, 1, -1, 1.5, 3.0, -0.0, 4.35, 0.1 + 0.2, 2.675, 0.005, 1e300, 9_999_999, 10_000_000),
    *(
        "",
        "x",
        "0",
        "4",
        "4.5",
        "4.",
        ".5",
        "04.50",
        "4.555",
        " 4",
        "+4",
        "-1",
        "4e0",
        "４",
        "99999999",
        "yes",
        "good",
        "open",
    ),
    *("词" * 500, "词" * 501),
    *([], [1], {}, {"part": 1}, {"whole": 1}, {"whole": 0}, {"part": 1, "whole": 0}, {"part": 3, "whole": 2}),
    *({"part": True, "whole": 2}, {"part": 1.0, "whole": 2.0}, {"part": 0.5, "whole": 2}, {"part": None, "whole": 2}),
    *({"part": 1, "whole": 2, "more": 3}, {"part": 0, "whole": 10_000_000}, {"part": "1", "whole": "2"}, {"part": -1}),
    *({"p": True}, {"p": None}, {"p": 1}, {"p": True, "q": False, "r": None}, {"zz": True}, {"p": "true"}),
)


def questions(document: Json) -> Iterator[tuple[str, Json | None]]:
    """Every question with its rule; None where it asks for a plain yes or no."""
    for veto in document["vetoes"]:
        yield f"veto.{veto['id']}", None
        if "exception" in veto:
            yield f"except.{veto['id']}", None
    yield from ((f"fact.{fact['id']}", None) for fact in document["rubric"].get("facts", []))
    for tier in document["tiers"]:
        yield from ((f"condition.{each['id']}", None) for each in tier.get("conditions", []) if "ask" in each)
    for row in rows(document):
        yield from ((f"{row['id']}.{rule['id']}", rule) for rule in row.get("rules", []))


def rows(document: Json) -> Iterator[Json]:
    """Every item, then every bonus item."""
    yield from items(document["rubric"]["sections"])
    yield from document["rubric"].get("bonus", {}).get("items", [])


def items(sections: list[Json]) -> Iterator[Json]:
    """Every item of these sections and of those in them."""
    for section in sections:
        yield from section.get("items", [])
        yield from items(section.get("sections", []))


def answers(rng: Random, document: Json) -> Json:
    """A sheet of one of five sorts."""
    asked = list(questions(document))
    sort = rng.choice(("complete", "incomplete", "sparse", "contradictory", "nonsense"))
    chance = {"complete": 1, "incomplete": 0.75, "sparse": 0.2, "contradictory": 0.9, "nonsense": 0.7}[sort]
    lean = rng.choice((0.1, 0.5, 0.9)) if sort != "contradictory" else 0.6
    sheet: Json = {}
    for ref, rule in asked:
        if rng.random() < chance:
            odd = sort == "nonsense" and rng.random() < 0.3
            sheet[ref] = rng.choice(NONSENSE) if odd else answer(rng, rule, lean, full=sort == "complete")
    if sort == "nonsense":
        sheet |= {ref: rng.choice(NONSENSE) for ref in ("zz.q", "fact.zz", "except.v0", "i0") if rng.random() < 0.2}
    return sheet


def answer(rng: Random, rule: Json | None, lean: float, *, full: bool) -> object:
    """A sensible answer; ``lean`` is the chance of a yes, ``full`` leaves no half of an answer out."""
    rule = rule or {"kind": "plain"}
    limits = rule.get("threshold", rule)
    found: object = rng.random() < lean
    if elements := rule.get("each", rule.get("parts", [])):
        there = {each["id"]: rng.random() < 1 - lean / 2 for each in elements}
        found = {name: is_there for name, is_there in there.items() if full or rng.random() < 0.85}
    elif rule["kind"] == "level":
        found = rng.choice(rule["options"])["id"]
    elif rule["kind"] == "judge":
        found = _points(rng, rule["scale"]["of"] if "scale" in rule else rule["points"], rule.get("step", 1))
    elif rule["kind"] == "note":
        found = "甲"
    elif "whole" in limits:
        both = _rate(rng, _line(rng, limits), rule.get("step", 500))
        left_out = None if full or rng.random() < 0.9 else rng.choice(("part", "whole"))
        found = {key: number for key, number in both.items() if key != left_out}
    elif rule["kind"] in {"count", "bands"} or "threshold" in rule:
        found = rng.choice((0, 1, 2, 3, 4, 5, 6, 10, 3.0, 9_999_999))
    return found


def _line(rng: Random, limits: Json) -> int:
    if "bands" in limits:
        limits = rng.choice(limits["bands"])
    line: int = limits["at_least"] if "at_least" in limits else limits["more_than"]
    return line


def _rate(rng: Random, line: int, step: int) -> dict[str, int]:
    """Two numbers near the line, or near a step below it."""
    whole = rng.choice(WHOLES)
    near = whole * max(0, line - step * rng.choice((0, 0, 1, 2, 3))) // 10_000 + rng.choice((-1, 0, 0, 1))
    return {"part": max(0, min(whole, near)) if rng.random() < 0.9 else rng.randint(0, whole), "whole": whole}


def _points(rng: Random, most: int, step: int) -> object:
    hundredths = rng.randint(0, most // step) * step
    text = f"{hundredths // 100}.{hundredths % 100:02d}"
    return rng.choice((text, text.rstrip("0").rstrip("."), hundredths / 100))


def column(rng: Random, document: Json) -> Json:
    """An assessor's column: points, or ``met`` for checks, by item; some left out, some nonsense."""
    bonus = {row["id"] for row in document["rubric"].get("bonus", {}).get("items", [])}
    sort = rng.choice(("complete", "incomplete", "nonsense"))
    found: Json = {}
    for row in rows(document):
        entry: Json = {"reason": "甲"}
        most = row.get("limit", 500) if row["id"] in bonus else row.get("points")
        asked = {"points"} if most is not None else set()
        asked |= {"met"} if any(rule["kind"] == "check" for rule in row.get("rules", [])) else set()
        for key in sorted(asked):
            if sort == "complete" or rng.random() < 0.7:
                entry[key] = rng.random() < 0.7 if key == "met" else _points(rng, most or 0, 1)
            if sort == "nonsense" and rng.random() < 0.3:
                entry[key] = rng.choice(NONSENSE)
        if len(entry) > 1:
            found[row["id"]] = entry
    return found
