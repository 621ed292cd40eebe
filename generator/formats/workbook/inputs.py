"""What a workbook asks for: every cell that is filled in, by the key that the sheet ``portal`` gives it.

A cell that holds something else than its kind takes is no answer: formulas count it as missing, and whoever reads
the workbook leaves it out.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.documents.filled import readable
from generator.formats.workbook.expressions import (
    NO,
    OPEN,
    YES,
    Cell,
    Expr,
    Value,
    any_of,
    both,
    call,
    either,
    flag,
    floor,
    negated,
)
from generator.model.rubric import BonusItem, Counted, Item
from generator.model.rules import Check, Judge, Level, Note, Rule, elements
from generator.score.answers import MOST, points_given
from generator.score.scheme import Scheme
from generator.score.sheet import Sheet

Kind = Literal["yesno", "number", "points", "words", "option"]

YES_WORD, NO_WORD = "是", "否"
UNIT = "unit"
MOST_WORDS = {"answer": 500, "unit": 200}
"""Characters that fit, by what a key begins with; notes and reasons have room for more."""
MOST_NOTES = 2000


class Input(Struct, frozen=True):
    """A cell to fill in. ``most`` and ``step`` bind points, in hundredths; ``options`` are the keys of labels."""

    key: str
    kind: Kind
    most: int = 0
    step: int | None = None
    options: tuple[str, ...] = ()

    @property
    def length(self) -> int:
        """The most characters of words."""
        return MOST_WORDS.get(self.key.split(":")[0], MOST_NOTES)


def answer(ref: str, part: str = "") -> str:
    """The key of an answer or, as ``.part``, ``.whole`` or ``/<element>``, of a part of it."""
    return f"answer:{ref}{part}"


def option(ref: str, name: str) -> str:
    """The key of the label of an option."""
    return f"option:{ref}/{name}"


def inputs(scheme: Scheme) -> Iterator[Input]:
    """Every input in the order of the form, but for readings and the assessor's columns, which stand last."""
    yield Input(UNIT, "words")
    beside = [f"fact.{fact.id}" for fact in scheme.rubric.facts]
    for veto in scheme.vetoes:
        beside += [f"veto.{veto.id}", *([f"except.{veto.id}"] if veto.exception else [])]
    beside += [f"condition.{one.id}" for tier in scheme.tiers for one in tier.conditions if one.ask]
    yield from (Input(answer(ref), "yesno") for ref in dict.fromkeys(beside))
    for row in scheme.rubric.rows:
        for rule in row.rules:
            yield from asked(f"{row.id}.{rule.id}", rule)
    yield from (Input(f"reading:{ref}", "yesno") for ref in scheme.readings)
    for row in scheme.rubric.rows:
        yield from given(row)


def asked(ref: str, rule: Rule) -> Iterator[Input]:
    """The inputs of one question."""
    named = elements(rule)
    threshold = rule.threshold if isinstance(rule, Check) else None
    if named:
        yield from (Input(answer(ref, f"/{element.id}"), "yesno") for element in named)
    elif getattr(threshold or rule, "whole", None):
        yield from (Input(answer(ref, part), "number") for part in (".part", ".whole"))
    elif threshold or rule.kind in {"count", "bands"}:
        yield Input(answer(ref), "number")
    elif isinstance(rule, Level):
        yield Input(answer(ref), "option", options=tuple(option(ref, one.id) for one in rule.options))
    elif isinstance(rule, Judge):
        yield Input(answer(ref), "points", rule.scale.of if rule.scale else rule.points, rule.step)
    else:
        yield Input(answer(ref), "words" if isinstance(rule, Note) else "yesno")


def given(row: Counted) -> Iterator[Input]:
    """What an assessor fills in for a row, and the note on evidence."""
    if (points := most_given(row)) is not None:
        yield Input(f"assessed:{row.id}.points", "points", points)
    if isinstance(row, Item) and row.checked:
        yield Input(f"assessed:{row.id}.met", "yesno")
    yield Input(f"assessed:{row.id}.reason", "words")
    yield Input(f"evidence:{row.id}", "words")


def most_given(row: Counted) -> int | None:
    """The most that an assessor can give for a row, in hundredths; ``None`` where it has no points."""
    if isinstance(row, BonusItem):
        return MOST * 100 if row.limit is None else row.limit
    return row.points if isinstance(row, Item) else None


# What stands in a cell, as a formula understands it: -1 where it is nothing that the kind takes.


def understood(one: Input) -> Expr:
    """A state, a whole number, hundredths of a point, or which option it is, from 1; -1 where it is none of these."""
    cell = Cell(one.key)
    match one.kind:
        case "yesno":
            said = either(cell.equals(YES_WORD), YES, either(cell.equals(NO_WORD), NO, OPEN))
            return either(call("ISTEXT", cell), said, OPEN)
        case "number":
            whole = either(floor(cell).equals(cell), floor(cell), OPEN)
            return _if_number(cell, either(both(cell >= 0, cell <= MOST), whole, OPEN))
        case "points":
            return _if_number(cell, _points(one, cell))
        case "option":
            found: Expr = either(call("EXACT", cell, Cell(one.options[-1])), len(one.options), OPEN)
            for at in reversed(range(len(one.options) - 1)):
                found = either(call("EXACT", cell, Cell(one.options[at])), at + 1, found)
            return either(any_of(call("ISTEXT", cell), call("ISNUMBER", cell)), found, OPEN)
        case "words":
            length = call("LEN", cell)
            fits = both(length > 0, length <= one.length)
            return either(call("ISTEXT", cell), either(fits, YES, OPEN), OPEN)


def _if_number(cell: Expr, then: Expr) -> Expr:
    # LibreOffice takes a truth value for a number, Excel does not.
    return either(call("ISLOGICAL", cell), OPEN, either(call("ISNUMBER", cell), then, OPEN))


def _points(one: Input, cell: Expr) -> Expr:
    hundredths = call("ROUND", cell * 100, 0)
    fits = (hundredths / 100).equals(cell)
    if one.step:
        fits = both(fits, call("MOD", hundredths, one.step).equals(0))
    return either(both(cell >= 0, cell <= _decimal(one.most)), either(fits, hundredths, OPEN), OPEN)


def _decimal(hundredths: int) -> int | float:
    value = hundredths / 100
    return int(value) if value.is_integer() else value


def accepts(one: Input) -> Expr:
    """What the check of a cell for points asks."""
    cell = Cell(one.key)
    hundredths = call("ROUND", cell * 100, 0)
    steps = [call("MOD", hundredths, one.step).equals(0)] if one.step else []
    return both(call("ISNUMBER", cell), cell >= 0, cell <= _decimal(one.most), (hundredths / 100).equals(cell), *steps)


def senseless(one: Input, state: Expr) -> Expr:
    """1 where something stands in the cell and it is no answer; ``state`` is what was understood."""
    return flag(both(negated(call("ISBLANK", Cell(one.key))), state.equals(OPEN)))


# A sheet as cells.


def entered(scheme: Scheme, sheet: Sheet) -> dict[str, Value]:
    """What stands in the inputs of a workbook that is filled in with a sheet, by key."""
    found: dict[str, Value] = {}
    for one in inputs(scheme):
        raw = _raw(one.key, sheet)
        if one.kind == "option" and isinstance(raw, str):
            raw = labels(scheme).get(one.key.replace("answer:", "option:", 1) + f"/{raw}", raw)
        value = _value(one, raw)
        if value is not None and value != "":
            found[one.key] = value
    return found


def _raw(key: str, sheet: Sheet) -> object:
    subject, _, name = key.partition(":")
    if subject == UNIT:
        return sheet.unit
    if subject == "reading":
        return True if name in sheet.readings else None
    if subject == "evidence":
        return sheet.evidence.get(name)
    if subject == "assessed":
        row, _, part = name.rpartition(".")
        return getattr(sheet.assessed.get(row), part, None)
    owner, _, element = name.partition("/")
    if owner in sheet.answers and not element:
        return sheet.answers[owner]
    if not element and owner.endswith((".part", ".whole")):
        owner, _, element = owner.rpartition(".")
    inner = sheet.answers.get(owner)
    return inner.get(element) if isinstance(inner, dict) else None


def _value(one: Input, raw: object) -> Value:
    """A raw answer as it is typed into a cell; what cannot be typed at all is left out."""
    if isinstance(raw, bool):
        return (YES_WORD if raw else NO_WORD) if one.kind == "yesno" else raw
    if one.kind == "points" and isinstance(raw, str):
        try:
            hundredths = points_given(raw, MOST * 100)
        except ValueError:
            return raw
        return None if hundredths is None else _decimal(hundredths)
    if one.kind == "words" and isinstance(raw, str):
        return readable(raw)
    return raw if isinstance(raw, str | int | float) else None


def labels(scheme: Scheme) -> dict[str, str]:
    """The label of every option by its key; labels of one question that are alike are numbered."""
    found: dict[str, str] = {}
    for row in scheme.rubric.rows:
        for rule in row.rules:
            if isinstance(rule, Level):
                said = [one.label for one in rule.options]
                for at, one in enumerate(rule.options, start=1):
                    label = one.label if said.count(one.label) == 1 else f"{one.label}（{at}）"
                    found[option(f"{row.id}.{rule.id}", one.id)] = label
    return found
