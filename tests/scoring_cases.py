"""Hand-worked scoring cases: the files in ``tests/cases/scoring``, read strictly, whatever engine runs them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import yaml

FOLDER = Path(__file__).resolve().parent / "cases" / "scoring"

Answers = Mapping[str, object]


@dataclass(frozen=True)
class Points:
    """What is certain and what can still be reached, in whole hundredths of a point."""

    worst: int
    best: int


@dataclass(frozen=True)
class ItemCase:
    """Answers, and the points of one item that follow from them."""

    rubric: str
    item: str
    name: str
    answers: Answers
    points: Points
    because: str


@dataclass(frozen=True)
class SheetCase:
    """A sheet of answers, its total, tiers (reached for certain, still possible) and vetoes."""

    rubric: str
    name: str
    answers: Answers
    total: Points
    tier: str | None
    possible: str | None
    barred: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class CaseFile:
    """All cases of one rubric."""

    path: Path
    rubric: str
    items: tuple[ItemCase, ...]
    sheets: tuple[SheetCase, ...]


def load_all() -> list[CaseFile]:
    """Every case file, by name."""
    return [load(path) for path in sorted(FOLDER.glob("*.yml"))]


def load(path: Path) -> CaseFile:
    """The cases of one file; ``ValueError`` where it says anything that is not understood.

    ``perfect`` is only an anchor that the sheets build on; their ``unanswered`` takes answers out again.
    """
    document = _mapping(yaml.safe_load(path.read_text("utf-8")), {"rubric", "items", "sheets"}, {"perfect"})
    rubric = _text(document["rubric"])
    items = tuple(case for entry in _list(document["items"]) for case in _item_cases(rubric, entry))
    sheets = tuple(_sheet(rubric, entry) for entry in _list(document["sheets"]))
    return CaseFile(path, rubric, items, sheets)


def _item_cases(rubric: str, raw: object) -> list[ItemCase]:
    entry = _mapping(raw, {"item", "cases"})
    cases = [_mapping(case, {"name", "answers", "points", "because"}) for case in _list(entry["cases"])]
    return [
        ItemCase(
            rubric,
            _text(entry["item"]),
            _text(case["name"]),
            _answers(case["answers"]),
            _points(case["points"]),
            _text(case["because"]),
        )
        for case in cases
    ]


def _sheet(rubric: str, raw: object) -> SheetCase:
    entry = _mapping(raw, {"name", "answers", "total", "tier", "because"}, {"unanswered", "possible", "barred"})
    answers = dict(_answers(entry["answers"]))
    for ref in _list(entry.get("unanswered", [])):
        if ref not in answers:
            raise ValueError(f"{entry['name']}: {ref} is not answered in the first place")
        del answers[_text(ref)]
    tier = _name(entry["tier"])
    return SheetCase(
        rubric,
        _text(entry["name"]),
        answers,
        _points(entry["total"]),
        tier,
        _name(entry["possible"]) if "possible" in entry else tier,
        tuple(_text(veto) for veto in _list(entry.get("barred", []))),
        _text(entry["because"]),
    )


def _points(raw: object) -> Points:
    if isinstance(raw, list):
        worst, best = (_hundredths(value) for value in raw)
        if worst >= best:
            raise ValueError(f"an interval from {worst} to {best}")
        return Points(worst, best)
    return Points(_hundredths(raw), _hundredths(raw))


def _hundredths(raw: object) -> int:
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise ValueError(f"no points: {raw!r}")  # noqa: TRY004 - one kind of error for a bad file
    hundredths = Decimal(str(raw)) * 100
    if hundredths != int(hundredths):
        raise ValueError(f"finer than hundredths: {raw!r}")
    return int(hundredths)


def _answers(raw: object) -> Answers:
    if not isinstance(raw, dict) or not all(isinstance(ref, str) and "." in ref for ref in raw):
        raise ValueError(f"no answers by question: {raw!r}")
    return raw


def _mapping(raw: object, needed: set[str], allowed: set[str] | None = None) -> dict[str, object]:
    if not isinstance(raw, dict) or not needed <= set(raw) <= needed | (allowed or set()):
        raise ValueError(f"expected {sorted(needed)}: {raw!r}")
    return raw


def _list(raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise ValueError(f"expected a list: {raw!r}")  # noqa: TRY004 - one kind of error for a bad file
    return raw


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw:
        raise ValueError(f"expected text: {raw!r}")
    return raw


def _name(raw: object) -> str | None:
    return None if raw is None else _text(raw)
