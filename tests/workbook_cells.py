"""Workbooks of rubrics as tests see them: random cells, what they say as a sheet, and what has to come out of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from random import Random
from typing import Any

import random_answers

from generator.formats.workbook.counting import Counting
from generator.formats.workbook.expressions import Const, Expr, Value
from generator.formats.workbook.inputs import Input, entered, inputs, labels
from generator.score import report
from generator.score.effects import Effect
from generator.score.scheme import Scheme
from generator.score.sheet import Sheet

Cells = dict[str, Value]
STATES = {"yes": 1, "no": 0, "open": -1, True: 1, False: 0, None: -1}
JUNK: tuple[Value, ...] = (
    *("是", "否", " 是", "有", "x", "0", "4.5", "4,5", "=1+1", "+1", "-1", "@是", "'", "词" * 501, "１"),
    *(True, False, 0, 1, -1, 2.5, 1.005, 4.35, 0.3, 3, 9_999_999, 10_000_000, 1e15),
)
"""What people paste over a check: texts, truth values, and numbers of fifteen digits at most."""


def drawn(rng: Random, scheme: Scheme, document: dict[str, Any]) -> Cells:
    """What stands in the inputs of a workbook: complete, sparse, contradictory or nonsense."""
    sheet = Sheet.model_validate(
        {
            "unit": rng.choice(("", "某某公司工会", "=HYPERLINK(1)")),
            "answers": random_answers.answers(rng, document),
            "readings": [ref for ref in scheme.readings if rng.random() < 0.3],
            "assessed": {},
        }
    )
    cells = entered(scheme, sheet)
    every = list(inputs(scheme))
    junk = rng.choice((0, 0, 0, 0.05, 0.3))
    given = rng.choice((0, 0.5, 0.9, 1))
    for one in every:
        if one.key.startswith("assessed:") and rng.random() < given:
            cells[one.key] = sensible(rng, one)
        if rng.random() < junk:
            cells[one.key] = rng.choice(JUNK)
    return {key: rounded(value) for key, value in cells.items() if value not in {None, ""}}


def sensible(rng: Random, one: Input) -> Value:
    if one.kind == "points":
        return rng.randint(0, min(one.most, 2000)) / 100
    return {"yesno": rng.choice(("是", "否")), "words": "甲"}[one.kind]


def rounded(value: Value) -> Value:
    """A number as a spreadsheet keeps it: with fifteen digits."""
    return float(f"{value:.15g}") if isinstance(value, float) else value


def said(scheme: Scheme, cells: Cells) -> Sheet:
    """The sheet that cells hold; one that does not hold what its kind takes says nothing."""
    names = {(key.rpartition("/")[0], label): key.rpartition("/")[2] for key, label in labels(scheme).items()}
    sheet: dict[str, Any] = {"unit": "", "answers": {}, "readings": [], "assessed": {}}
    for one in inputs(scheme):
        raw = _meant(one, cells.get(one.key), names)
        subject, _, name = one.key.partition(":")
        if raw is None or subject in {"unit", "evidence"}:
            continue
        if subject == "reading":
            sheet["readings"] += [name] if raw else []
        elif subject == "assessed":
            row, _, part = name.rpartition(".")
            sheet["assessed"].setdefault(row, {})[part] = raw
        else:
            owner, part = _owner(name)
            if part:
                sheet["answers"].setdefault(owner, {})[part] = raw
            else:
                sheet["answers"][owner] = raw
    return Sheet.model_validate(sheet)


def _owner(name: str) -> tuple[str, str]:
    if "/" in name:
        return name.partition("/")[0], name.partition("/")[2]
    owner, _, part = name.rpartition(".")
    return (owner, part) if "." in owner else (name, "")


def _meant(one: Input, value: Value, names: Mapping[tuple[str, str], str]) -> object:
    if one.kind == "yesno":
        return {"是": True, "否": False}.get(str(value))
    if one.kind == "words":
        return value if isinstance(value, str) and value and len(value) <= one.length else None
    if one.kind == "option":
        told = "" if value is None or isinstance(value, bool) else str(value)
        return names.get((one.options[0].rpartition("/")[0], told))
    return value if isinstance(value, int | float) and not isinstance(value, bool) else None


def outcome(made: Counting) -> dict[str, Expr]:
    """Every number that a workbook computes, by what it is."""
    return dict(_outcome(made))


def _outcome(made: Counting) -> Iterator[tuple[str, Expr]]:
    for prefix, sums in (("own", made.own), ("assessed", made.assessed)):
        for name, item in sums.items.items():
            yield from {f"{prefix}.{name}.worst": item.worst, f"{prefix}.{name}.best": item.best}.items()
            yield from {f"{prefix}.{name}.points": item.points, f"{prefix}.{name}.fact": item.fact}.items()
            yield f"{prefix}.{name}.check", item.check or Const(-9)
        spans = {**sums.sections, "total": sums.total, **({"with_bonus": sums.with_bonus} if sums.with_bonus else {})}
        for name, span in spans.items():
            yield from {f"{prefix}.{name}.worst": span.worst, f"{prefix}.{name}.points": span.points}.items()
            yield from {f"{prefix}.{name}.best": span.best, f"{prefix}.{name}.upwards": span.upwards}.items()
        for name, bonus in sums.bonus.items():
            yield from {f"{prefix}.{name}.worst": bonus.worst, f"{prefix}.{name}.best": bonus.best}.items()
            yield f"{prefix}.{name}.upwards", bonus.upwards
        for at, tier in enumerate(sums.tiers):
            yield f"{prefix}.tier{at}", tier.state
            yield from ((f"{prefix}.tier{at}.{i}", test) for i, test in enumerate(tier.tests))
        standing = {"reached": sums.reached, "possible": sums.possible, "next": sums.next, "short": sums.short}
        yield from {f"{prefix}.{name}": part for name, part in (standing | sums.checks).items()}.items()
    yield from ((f"required.{name}", state) for name, state in made.own.required.items())
    yield from ((f"badge.{name}", state) for name, state in made.own.badges.items())
    for group, parts in (("asked", made.asked), ("missing", made.missing), ("beside", made.beside)):
        yield from ((f"{group}.{name}", state) for name, state in parts.items())
    yield from ((f"inferred.{ref}", state) for ref, state in made.links.inferred.items())
    yield from ((f"conflict.{ref}", state) for ref, state in made.links.conflicts.items())
    yield from ((f"known.{ref}", state) for ref, state in made.links.states.items())
    for ref, question in made.questions.items():
        done = question.done
        yield from {f"{ref}.worst": done.worst, f"{ref}.best": done.best, f"{ref}.zero": done.zero}.items()
        yield from {f"{ref}.answered": done.answered, f"{ref}.judged": done.judged}.items()
        yield f"{ref}.check", done.check or Const(-9)


def expected(scheme: Scheme, sheet: Sheet, made: Counting) -> dict[str, int]:
    """The same numbers as the Python engine has them; what it does not say of a sheet is left out."""
    return dict(_expected(scheme, sheet, made))


def _expected(scheme: Scheme, sheet: Sheet, made: Counting) -> Iterator[tuple[str, int]]:  # noqa: C901
    result, column = report.scored(scheme, sheet)
    order = [None, *(tier.id for tier in scheme.tiers)]
    for prefix, found in (("own", result), ("assessed", column)):
        for item in found.items:
            yield from {f"{prefix}.{item.id}.worst": item.worst, f"{prefix}.{item.id}.best": item.best}.items()
            yield f"{prefix}.{item.id}.points", item.points
            yield f"{prefix}.{item.id}.fact", {"in": 1, "open": -1}.get(item.state, 0)
            if item.check is not None:
                yield f"{prefix}.{item.id}.check", STATES[item.check]
        for span in (*found.sections, found.total, *([found.with_bonus] if found.with_bonus else [])):
            yield f"{prefix}.{span.id}.worst", span.worst
            yield f"{prefix}.{span.id}.points", span.points
            yield f"{prefix}.{span.id}.upwards", int(span.best is None)
            yield from {} if span.best is None else {f"{prefix}.{span.id}.best": span.best}.items()
        for bonus in found.bonus:
            yield f"{prefix}.{bonus.id}.worst", bonus.worst
            yield f"{prefix}.{bonus.id}.upwards", int(bonus.best is None)
            yield from {} if bonus.best is None else {f"{prefix}.{bonus.id}.best": bonus.best}.items()
        for at, tier in enumerate(found.tiers):
            yield f"{prefix}.tier{at}", STATES[tier.state]
            yield from ((f"{prefix}.tier{at}.{i}", STATES[test]) for i, test in enumerate(tier.tests))
        for name in ("reached", "possible", "next"):
            yield f"{prefix}.{name}", order.index(getattr(found.tier, name))
        yield f"{prefix}.short", -1 if found.tier.short is None else found.tier.short
        yield from ((f"{prefix}.{name}", getattr(found.checks, name)) for name in ("of", "yes", "no", "open"))
    yield from ((f"required.{name}", STATES[state]) for name, state in result.required.items())
    yield from ((f"badge.{name}", STATES[state]) for name, state in result.badges.items())
    yield from ((f"asked.{ref}", int(ref in result.unanswered)) for ref in made.asked)
    yield "asked", len(result.unanswered)
    yield from ((f"missing.{name}", int(name in column.missing)) for name in made.missing)
    for veto in scheme.vetoes:
        yield f"beside.barred.{veto.id}", int(veto.id in result.barred)
        yield f"beside.open.{veto.id}", int(veto.id in result.veto_open)
    in_conflict = {ref for pair in result.conflicts for ref in pair}
    yield from ((f"inferred.{ref}", int(ref in result.inferred)) for ref in made.links.inferred)
    yield from ((f"known.{ref}", STATES[state]) for ref, state in result.inferred.items())
    yield from ((f"conflict.{ref}", int(ref in in_conflict)) for ref in made.links.conflicts)
    effects = {row.id: row.effects for row in result.items} | {row.id: row.effects for row in result.bonus}
    for row_id, found_effects in effects.items():
        for name, done in found_effects.items():
            yield from _effect(f"{row_id}.{name}", done)


def _effect(ref: str, done: Effect) -> Iterator[tuple[str, int]]:
    yield f"{ref}.worst", done.worst
    yield from {} if done.best is None else {f"{ref}.best": done.best}.items()
    yield f"{ref}.zero", STATES[done.zero]
    yield from {f"{ref}.answered": int(done.answered), f"{ref}.judged": int(done.judged)}.items()
    yield from {} if done.check is None else {f"{ref}.check": STATES[done.check]}.items()
