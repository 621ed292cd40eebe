"""Random rubrics that use every kind of rule and every modifier, and random answer sheets for them.

Everything is drawn from one ``random.Random``: the same seed gives the same rubric and the same answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import Any

from random_answers import Json, items, rows

from generator.model.campaign import Tier, Veto
from generator.model.rubric import Rubric
from generator.score.scheme import Scheme

FACTS = ("f", "g", "h")
POINTS = (25, 33, 50, 100, 101, 150, 200, 250, 300, 500)
LINES = (3333, 5000, 6667, 8000, 9000, 9500, 10000)
STEPS = (50, 100, 250, 300, 500, 1000)
TEXTS = {"says": ["甲"], "ask": "甲"}


def decimal(hundredths: int) -> str:
    """Points as the model reads them."""
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def sometimes(rng: Random, chance: float, **keys: object) -> Json:
    return keys if rng.random() < chance else {}


@dataclass(frozen=True)
class Drawn:
    """A rule as the model reads it, and the most that it adds to its item, in hundredths."""

    rule: Json
    gain: int = 0


def _fact(rng: Random, chance: float) -> Json:
    return sometimes(rng, chance, applies_when=rng.choice(FACTS))


def _elements(rng: Random) -> list[Json]:
    return [{"id": name, "label": "甲", **_fact(rng, 0.3)} for name in ("p", "q", "r")[: rng.randint(1, 3)]]


def _limits(rng: Random, chance: float) -> Json:
    return sometimes(rng, chance, limit=decimal(rng.choice(POINTS)))


def _line(rng: Random) -> Json:
    if rng.random() < 0.5:
        return {"at_least": decimal(rng.choice(LINES))}
    return {"more_than": decimal(rng.choice(LINES[:-1]))}


def deduct(rng: Random) -> Drawn:
    return Drawn({"kind": "deduct", "loss": decimal(rng.choice(POINTS)), **_limits(rng, 0.2)})


def each(rng: Random) -> Drawn:
    return Drawn({"kind": "deduct", "loss": decimal(rng.choice(POINTS)), "each": _elements(rng), **_limits(rng, 0.4)})


def zero(_: Random) -> Drawn:
    return Drawn({"kind": "zero"})


def rate(rng: Random) -> Drawn:
    rule: Json = {"kind": "rate", "part": "甲", "whole": "乙", **_line(rng), **_limits(rng, 0.3)}
    if by_steps := rng.random() < 0.7:
        rule |= {"step": decimal(rng.choice(STEPS)), "step_loss": decimal(rng.choice((1, 7, *POINTS)))}
        rule |= sometimes(rng, 0.7, partial=rng.choice(("dropped", "counted", "shared")))
    if not by_steps or rng.random() < 0.5:
        rule["loss"] = decimal(rng.choice(POINTS))
    return Drawn(rule)


def level(rng: Random) -> Drawn:
    options: list[Json] = [{"id": "good", "label": "甲", "loss": "0"}]
    options += [{"id": "weak", "label": "乙", "loss": decimal(rng.choice(POINTS))}] if rng.random() < 0.7 else []
    if rng.random() < 0.5 or len(options) == 1:
        options.append({"id": "open", "label": "丙", "judged": "true"})
    return Drawn({"kind": "level", "options": options})


def rate_gain(rng: Random) -> Drawn:
    gain = rng.choice(POINTS)
    return Drawn({"kind": "rate", "part": "甲", "whole": "乙", **_line(rng), "gain": decimal(gain)}, gain)


def count(rng: Random) -> Drawn:
    limit = rng.choice(POINTS)
    return Drawn({"kind": "count", "gain": decimal(rng.choice(POINTS)), "limit": decimal(limit)}, limit)


def parts(rng: Random) -> Drawn:
    drawn = [(element, rng.choice(POINTS)) for element in _elements(rng)]
    rule = {"kind": "parts", "parts": [{**element, "points": decimal(points)} for element, points in drawn]}
    return Drawn(rule, sum(points for _, points in drawn))


def bands(rng: Random) -> Drawn:
    by_rate = rng.random() < 0.5
    lines = sorted(rng.sample(LINES if by_rate else range(100, 1000, 100), rng.randint(1, 3)), reverse=True)
    points = sorted(rng.sample(POINTS, len(lines)), reverse=True)
    steps = [{"at_least": decimal(a), "points": decimal(b)} for a, b in zip(lines, points, strict=True)]
    return Drawn({"kind": "bands", "bands": steps, **({"part": "甲", "whole": "乙"} if by_rate else {})}, points[0])


def judge(rng: Random) -> Drawn:
    points, of = rng.choice(POINTS), rng.choice((None, None, 700, 10000))
    scale = {"scale": {"of": decimal(of)}} if of else {}
    steps = [step for step in (1, 25, 50, 100) if (of or points) % step == 0]
    step = sometimes(rng, 0.6, step=decimal(rng.choice(steps)))
    return Drawn({"kind": "judge", "points": decimal(points), **scale, **step}, points)


def check(rng: Random) -> Drawn:
    way = rng.random()
    if way < 0.5:
        return Drawn({"kind": "check"})
    limits = _line(rng)
    names = {"part": "甲", "whole": "乙"} if way < 0.75 else {}
    if not names:
        limits = {next(iter(limits)): decimal(rng.randint(1, 5) * 100)}
    return Drawn({"kind": "check", "threshold": {**names, **limits}})


def note(_: Random) -> Drawn:
    return Drawn({"kind": "note"})


LOSSES = (deduct, deduct, deduct, each, zero, rate, rate, level)
AWARDS = (rate_gain, count, parts, bands, judge)
OTHERS = (check, note)


def _rules(rng: Random, kinds: tuple[Any, ...], most: int) -> list[Drawn]:
    drawn = [rng.choice(kinds)(rng) for _ in range(rng.randint(1, most))]
    return [Drawn({"id": f"r{i}", **TEXTS, **_fact(rng, 0.3), **each.rule}, each.gain) for i, each in enumerate(drawn)]


def _otherwise(rng: Random, drawn: Drawn) -> Json | None:
    """Another way to count the answer to the rule, which adds no more than the rule does."""
    rule, less = drawn.rule, decimal(rng.randint(1, max(1, drawn.gain)))
    by_rate: Json = {key: rule[key] for key in ("part", "whole") if key in rule}
    of = rule.get("scale", {"of": rule.get("points")})
    ways: dict[str, Json] = {
        "deduct": zero(rng).rule if "each" not in rule and rng.random() < 0.5 else {**rule, "loss": "0.75"},
        "zero": {"kind": "deduct", "loss": "1.25"},
        "rate": {"kind": "bands", **by_rate, "bands": [{"at_least": "75", "points": less}]}
        if drawn.gain
        else rate(rng).rule,
        "bands": {**rule, "bands": [{"at_least": "3", "points": less}]},
        "count": {"kind": "bands", "bands": [{"at_least": "2", "points": less}]},
        "parts": {"kind": "parts", "parts": [{**part, "points": "0.25"} for part in rule.get("parts", [])]},
        "level": {"kind": "level", "options": [_dearer(option) for option in rule.get("options", [])]},
        "judge": {"kind": "judge", "points": less, "scale": of, **({"step": rule["step"]} if "step" in rule else {})},
    }
    if rule["kind"] not in ways:
        return None
    return {key: rule[key] for key in ("id", "says", "ask", "applies_when") if key in rule} | ways[rule["kind"]]


def _dearer(option: Json) -> Json:
    return {**option, "loss": "0.5"} if option["id"] == "weak" else option


def _row(rng: Random, name: str, drawn: list[Drawn]) -> Json:
    readings = []
    for at, each in enumerate(drawn):
        other = _otherwise(rng, each) if rng.random() < 0.08 else None
        if other:
            otherwise = {"text": "乙", "rules": [other]}
            readings.append({"id": f"k{at}", "text": "甲", "authority": "甲", "otherwise": otherwise})
    return {"id": name, "rules": [each.rule for each in drawn], **({"readings": readings} if readings else {})}


def _item(rng: Random, name: str, *, scored: bool, may_be_out: bool) -> Json:
    kinds = (*LOSSES, *LOSSES, *AWARDS, *OTHERS) if scored else (check, check, note)
    drawn = _rules(rng, kinds, 3)
    item: Json = {"standard": "甲", **_fact(rng, 0.25), **sometimes(rng, 0.15, required="true")}
    if scored:
        points = sum(each.gain for each in drawn)
        item["points"] = decimal(points + rng.choice((0, 0, 50, 101)) if points else rng.choice((200, 333, 500, 1000)))
        if points and not any(each.rule["kind"] != "count" for each in drawn[1:]) and rng.random() < 0.2:
            drawn[0].rule.pop("limit", None)  # a count that is the whole item needs no limit
            drawn = drawn[:1]
    if may_be_out and "applies_when" in item:
        item |= sometimes(rng, 0.5, absent="out")
    return {**_row(rng, name, drawn), **item}


def _sections(rng: Random) -> list[Json]:
    scored = rng.random() < 0.9
    names = [f"i{at}" for at in range(rng.randint(1, 8))]
    made = [_item(rng, n, scored=scored and rng.random() < 0.9, may_be_out=scored and n != "i0") for n in names]
    if scored and "points" not in made[0]:
        made[0] = _item(rng, "i0", scored=True, may_be_out=False)
    sections: list[Json] = []
    while made:
        cut = rng.randint(1, len(made))
        taken, made = made[:cut], made[cut:]
        section: Json = {"id": f"s{len(sections)}", "title": "甲"}
        if len(taken) > 1 and rng.random() < 0.4:
            half = rng.randint(1, len(taken) - 1)
            inner = [taken[:half], taken[half:]]
            section["sections"] = [
                {"id": f"{section['id']}-{at}", "title": "乙", "items": part, **_badge(rng)}
                for at, part in enumerate(inner)
            ]
        else:
            section["items"] = taken
        sections.append(section | _badge(rng))
    return sections


def _badge(rng: Random) -> Json:
    return sometimes(rng, 0.2, badge={"title": "甲", "minimum": decimal(rng.choice((*POINTS, 1000)))})


def _bonus(rng: Random) -> Json:
    rows = []
    for at in range(rng.randint(1, 3)):
        drawn = _rules(rng, (*AWARDS, count, note), 2)
        for each in drawn:
            if each.rule["kind"] == "count" and rng.random() < 0.4:
                del each.rule["limit"]
        row = _row(rng, f"b{at}", [Drawn(each.rule, min(each.gain, 50)) for each in drawn])
        rows.append({"title": "甲", "text": "甲", **row, **_limits(rng, 0.5)})
    counts = rng.choice(("yes", "no", "unsaid"))
    reading = {"id": "bonus", "text": "甲", "authority": "甲", "otherwise": {"text": "乙"}}
    return {
        "items": rows,
        "counts": counts,
        **_limits(rng, 0.5),
        **({"reading": reading} if counts == "unsaid" else {}),
    }


def _link(rng: Random, rows: list[Json], vetoes: list[str]) -> list[Json]:
    """Ties some of the yes/no questions together; gives the links of the vetoes."""
    asked = {
        f"{row['id']}.{rule['id']}": rule
        for row in rows
        for rule in row["rules"]
        if rule["kind"] == "zero" or (rule["kind"] == "deduct" and "each" not in rule)
    }
    refs = [*asked, *(f"veto.{veto}" for veto in vetoes)]
    for ref, rule in asked.items():
        for key in ("implies", "exclusive"):
            others = [other for other in refs if other != ref and rng.random() < 1 / len(refs)]
            if others and rng.random() < 0.5:
                rule[key] = others
    for row in rows:
        rules = {rule["id"]: rule for rule in row["rules"]}
        for other in [other for reading in row.get("readings", []) for other in reading["otherwise"]["rules"]]:
            other |= {key: rules[other["id"]][key] for key in ("implies", "exclusive") if key in rules[other["id"]]}
    found = []
    for veto in vetoes:
        others = [other for other in refs if other != f"veto.{veto}" and rng.random() < 1 / len(refs)]
        found += [{"id": veto, "implies": others}] if others else []
    return found


def _tiers(rng: Random, sections: list[Json], full: int) -> list[Json]:
    scored = [item["id"] for item in items(sections) if "points" in item]
    tiers = []
    for at in range(rng.randint(0, 3)):
        conditions: list[Json] = []
        for _ in range(rng.choice((0, 0, 1, 2))):
            place = rng.choice(("ask", "section", "item" if scored else "ask"))
            name = {"ask": "甲", "section": sections[-1]["id"], "item": rng.choice(scored or [""])}[place]
            least = {} if place == "ask" else {"minimum": decimal(rng.choice(POINTS))}
            conditions.append({"id": f"c{at}-{len(conditions)}", place: name, **least})
        least = sometimes(rng, 0.8, minimum=decimal(full * rng.choice((0, 40, 60, 75, 90, 100, 105)) // 100))
        tiers.append(
            {"id": f"t{at}", "title": "甲", "conditions": conditions, **least, **sometimes(rng, 0.3, cumulative="true")}
        )
    return tiers


def scheme(rng: Random) -> Scheme:
    """A rubric of one to eight items, with tiers and vetoes."""
    sections = _sections(rng)
    made = list(items(sections))
    vetoes = [f"v{at}" for at in range(rng.choice((0, 0, 1, 2)))]
    links = _link(rng, made, vetoes)
    rubric = Rubric.model_validate(
        {
            "id": "random",
            **dict.fromkeys(("title", "short", "units"), "甲"),
            "columns": dict.fromkeys(("section", "standard", "score"), "甲"),
            "facts": [{"id": fact, "ask": "甲"} for fact in FACTS],
            "vetoes": links,
            "sections": sections,
            **sometimes(rng, 0.4, bonus=_bonus(rng)),
            **(
                {"rescale": {"unit": rng.choice(("0.01", "0.1", "0.5", "1"))}}
                if any("absent" in row for row in made)
                else {}
            ),
        }
    )
    cited = {"text": "甲", "quote": "甲", "clause": "a"}
    checked = {"checked_by": "x", "check_quote": "甲", "check_clause": "a"}
    tiers = [
        {**tier, **cited, **checked, "conditions": [{**cited, **each} for each in tier["conditions"]]}
        for tier in _tiers(rng, sections, rubric.summed)
    ]
    return Scheme(
        "x/1/random",
        rubric,
        tuple(Tier.model_validate(tier) for tier in tiers),
        tuple(Veto.model_validate({"id": veto, **cited, **sometimes(rng, 0.5, exception="甲")}) for veto in vetoes),
    )


def readings(rng: Random, document: Json) -> list[str]:
    """Some of the readings that can be taken otherwise."""
    refs = [
        f"{row['id']}.{reading['id']}"
        for row in rows(document)
        for reading in row.get("readings", [])
        if "otherwise" in reading
    ]
    refs += ["bonus"] if document["rubric"].get("bonus", {}).get("counts") == "unsaid" else []
    return [ref for ref in refs if rng.random() < 0.3]
