"""A result as people and programs read it: points as numbers, every item with the rules that took or gave them."""

from __future__ import annotations

from msgspec.structs import asdict

from generator.model.rules import Deduct, Rule, Zero
from generator.score.assess import Assessed, assessed
from generator.score.effects import Effect
from generator.score.engine import score
from generator.score.result import Result, Turned
from generator.score.scheme import ENGINE, Scheme, digest
from generator.score.sheet import Sheet
from generator.score.standing import Span, TierResult


def report(scheme: Scheme, sheet: Sheet, result: Result) -> dict[str, object]:
    """What ``portal score`` prints: the result of a sheet under the rubric of today."""
    found = digest(scheme)
    rules = {(row.id, rule.id): rule for row in scheme.rubric.rows for rule in row.rules}
    marks = {
        "total": _span(result.total),
        "printed_total": None if scheme.rubric.total is None else scheme.rubric.total / 100,
        "bonus": None
        if result.with_bonus is None
        else [
            {"id": item.id, **_points(item.worst, item.best), "why": _whys(item.id, item.effects, rules)}
            for item in result.bonus
        ],
        "with_bonus": None if result.with_bonus is None else _span(result.with_bonus),
        "tier": _tier(result.tier),
        "tiers": [asdict(tier) for tier in result.tiers],
        "sections": [{"id": span.id, **_span(span)} for span in result.sections],
        "items": [
            {
                "id": item.id,
                **_points(item.worst, item.best, item.points),
                "state": item.state,
                "check": item.check,
                "why": _whys(item.id, item.effects, rules),
            }
            for item in result.items
        ],
    }
    return {
        "rubric": scheme.id,
        "digest": found,
        "same_digest": sheet.digest is None or sheet.digest == found,
        "engine": ENGINE,
        "unit": sheet.unit,
        **marks,
        "checks": asdict(result.checks),
        "badges": result.badges,
        "required": result.required,
        "barred": list(result.barred),
        "unanswered": list(result.unanswered),
        "judged": list(result.judged),
        "inferred": result.inferred,
        "readings": [_turned(turned) for turned in result.readings],
        "assessed": _assessed(_column(scheme, sheet), result) if sheet.assessed else None,
    }


def columns(sheet: Sheet) -> dict[str, object]:
    """The assessor's column of a sheet, as ``assess`` takes it."""
    return {item: entry.model_dump(exclude_none=True) for item, entry in sheet.assessed.items()}


def scored(scheme: Scheme, sheet: Sheet) -> tuple[Result, Assessed]:
    """Both columns of a sheet, counted anew."""
    return score(scheme, sheet.answers, sheet.readings), _column(scheme, sheet)


def _column(scheme: Scheme, sheet: Sheet) -> Assessed:
    return assessed(scheme, sheet.answers, columns(sheet), sheet.readings)


def _assessed(column: Assessed, result: Result) -> dict[str, object]:
    """The assessor's column, and by how much it differs from the self score where both are certain."""
    selves = {item.id: item for item in result.items}
    items = []
    for item in column.items:
        own = selves[item.id]
        certain = own.worst == own.best and item.worst == item.best
        difference = (item.worst - own.worst) / 100 if certain else None
        items.append({"id": item.id, **_points(item.worst, item.best, item.points), "difference": difference})
    return {
        "total": _span(column.total),
        "with_bonus": None if column.with_bonus is None else _span(column.with_bonus),
        "tier": _tier(column.tier),
        "checks": asdict(column.checks),
        "items": items,
        "missing": list(column.missing),
    }


def _turned(turned: Turned) -> dict[str, object]:
    bonus = None if turned.with_bonus is None else _span(turned.with_bonus)
    return {"ref": turned.ref, "total": _span(turned.total), "with_bonus": bonus, "tier": _tier(turned.tier)}


def _tier(tier: TierResult) -> dict[str, object]:
    return {**asdict(tier), "short": None if tier.short is None else tier.short / 100}


def _span(span: Span) -> dict[str, float | None]:
    return _points(span.worst, span.best, span.points)


def _points(worst: int, best: int | None, most: int | None = None) -> dict[str, float | None]:
    told = {"min": worst / 100, "max": None if best is None else best / 100}
    return told if most is None else {**told, "of": most / 100}


def _whys(row: str, effects: dict[str, Effect], rules: dict[tuple[str, str], Rule]) -> list[dict[str, object]]:
    return [why for name, done in effects.items() if (why := _why(rules[row, name], done)) is not None]


def _why(rule: Rule, done: Effect) -> dict[str, object] | None:
    """The rule that took or gave points, with its printed words."""
    loses_all = isinstance(rule, Zero) and done.zero != "no"
    if done.worst == done.best == 0 and not loses_all and done.check is None:
        return None
    said = {"rule": rule.id, "kind": rule.kind, "says": "；".join(rule.says)}
    state = "judged" if done.judged else "answered" if done.answered else "unanswered"
    if loses_all:
        return {**said, "zero": done.zero, "state": state}
    if done.check is not None:
        return {**said, "check": done.check, "state": state}
    each = {"each": len(rule.each)} if isinstance(rule, Deduct) and rule.each else {}
    return {**said, **each, **_points(done.worst, done.best), "state": state}
