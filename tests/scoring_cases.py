"""Hand-worked scoring cases: the files in ``tests/cases/scoring``, read strictly, whatever engine runs them.

An engine's result is held against a case by ``wrong``, in the JSON form that both engines have in common.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).resolve().parent / "cases" / "scoring"

Answers = Mapping[str, object]

STATES = {"是": "yes", "否": "no", "未定": "open"}


@dataclass(frozen=True)
class Points:
    """What is certain and what can still be reached, in hundredths; ``best`` is ``None`` where nothing limits it."""

    worst: int
    best: int | None


@dataclass(frozen=True)
class ItemCase:
    """Answers, and what follows from them for one item: its points, or the state of its check."""

    rubric: str
    item: str
    name: str
    answers: Answers
    readings: tuple[str, ...]
    points: Points
    check: str | None
    because: str


@dataclass(frozen=True)
class Turned:
    """What comes out when one reading alone is turned over; ``None`` for what the case does not say."""

    total: Points
    with_bonus: Points | None
    tier: str | None
    possible: str | None
    short: int | None


@dataclass(frozen=True)
class Checks:
    """Of how many items how many are met, and which are not or not yet."""

    yes: int
    of: int
    missed: tuple[str, ...]
    open: tuple[str, ...]


@dataclass(frozen=True)
class SheetCase:
    """A sheet of answers, its sums, tiers (reached for certain, still possible), vetoes and turned readings.

    ``said`` is the sentence on what all readings come to.
    ``None`` (and a section that is left out) is what the case says nothing about; only a tier can be none.
    """

    rubric: str
    name: str
    answers: Answers
    readings: tuple[str, ...]
    total: Points
    of: int | None
    sections: Mapping[str, Points]
    bonus: Points | None
    with_bonus: Points | None
    checks: Checks | None
    tier: str | None
    possible: str | None
    short: int | None
    barred: tuple[str, ...]
    turned: Mapping[str, Turned]
    said: str | None
    because: str


@dataclass(frozen=True)
class CaseFile:
    """All cases of one rubric; ``path`` is its file, the first where it has several."""

    path: Path
    rubric: str
    items: tuple[ItemCase, ...]
    sheets: tuple[SheetCase, ...]


def load_all() -> list[CaseFile]:
    """The cases of every rubric, by name; a long form has several files."""
    files = sorted((load(path) for path in sorted(FOLDER.glob("*.yml"))), key=lambda file: file.rubric)
    return [_joined(list(same)) for _, same in groupby(files, key=lambda file: file.rubric)]


def _joined(files: list[CaseFile]) -> CaseFile:
    items = tuple(case for file in files for case in file.items)
    return CaseFile(files[0].path, files[0].rubric, items, tuple(case for file in files for case in file.sheets))


def load(path: Path) -> CaseFile:
    """The cases of one file; ``ValueError`` where it says anything that is not understood.

    ``perfect`` and ``shared`` are only anchors that sheets build on; ``unanswered`` takes answers out again.
    """
    document = _mapping(yaml.safe_load(path.read_text("utf-8")), {"rubric"}, {"items", "sheets", "perfect", "shared"})
    rubric = _text(document["rubric"])
    items = tuple(case for entry in _list(document.get("items", [])) for case in _item_cases(rubric, entry))
    sheets = tuple(_sheet(rubric, entry) for entry in _list(document.get("sheets", [])))
    return CaseFile(path, rubric, items, sheets)


def wrong(case: ItemCase | SheetCase, found: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
    """Where a result, as JSON holds it, is not what the case says: (found, expected); empty where all is well."""
    pairs = _item_pairs(case, found) if isinstance(case, ItemCase) else _sheet_pairs(case, found)
    pairs |= {"invalid": (found["invalid"], {}), "conflicts": (found["conflicts"], [])}
    return {key: pair for key, pair in pairs.items() if pair[0] != pair[1]}


def _item_pairs(case: ItemCase, found: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
    row = next(row for row in [*found["items"], *found["bonus"]] if row["id"] == case.item)
    return {"points": (_span(row), case.points), "check": (row.get("check"), case.check)}


def _sheet_pairs(case: SheetCase, found: Mapping[str, Any]) -> dict[str, tuple[object, object]]:
    sections = {span["id"]: _span(span) for span in found["sections"] if span["id"] in case.sections}
    pairs: dict[str, tuple[object, object]] = {
        "total": (_span(found["total"]), case.total),
        "sections": (sections, case.sections),
        "tier": ((found["tier"]["reached"], found["tier"]["possible"]), (case.tier, case.possible)),
        "barred": (tuple(found["barred"]), case.barred),
        "turned": ([turned["ref"] for turned in found["readings"]], list(case.turned)),
    }
    if case.of is not None:
        pairs["of"] = (found["total"]["points"], case.of)
    if case.short is not None:
        pairs["short"] = (found["tier"]["short"], case.short)
    if case.bonus is not None:
        pairs["bonus"] = (_added(found["bonus"]), case.bonus)
        pairs["with_bonus"] = (_span(found["with_bonus"]), case.with_bonus)
    if case.checks is not None:
        pairs["checks"] = (_checks(found), case.checks)
    for turned in found["readings"]:
        if turned["ref"] in case.turned:
            pairs |= _turned_pairs(turned, case.turned[turned["ref"]])
    return pairs


def _turned_pairs(found: Mapping[str, Any], wanted: Turned) -> dict[str, tuple[object, object]]:
    ref, tier = found["ref"], found["tier"]
    pairs: dict[str, tuple[object, object]] = {
        f"{ref} total": (_span(found["total"]), wanted.total),
        f"{ref} tier": ((tier["reached"], tier["possible"]), (wanted.tier, wanted.possible)),
    }
    if wanted.with_bonus is not None:
        pairs[f"{ref} with_bonus"] = (_span(found["with_bonus"]), wanted.with_bonus)
    if wanted.short is not None:
        pairs[f"{ref} short"] = (tier["short"], wanted.short)
    return pairs


def _span(found: Mapping[str, Any]) -> Points:
    return Points(found["worst"], found["best"])


def _added(rows: list[Mapping[str, Any]]) -> Points:
    bests = [row["best"] for row in rows]
    return Points(sum(row["worst"] for row in rows), None if None in bests else sum(bests))


def _checks(found: Mapping[str, Any]) -> Checks:
    standing = [(item["id"], item["check"]) for item in found["items"]]
    missed, unknown = (tuple(item for item, state in standing if state == wanted) for wanted in ("no", "open"))
    return Checks(found["checks"]["yes"], found["checks"]["of"], missed, unknown)


def _item_cases(rubric: str, raw: object) -> list[ItemCase]:
    entry = _mapping(raw, {"item", "cases"})
    item = _text(entry["item"])
    return [_item_case(rubric, item, case) for case in _list(entry["cases"])]


def _item_case(rubric: str, item: str, raw: object) -> ItemCase:
    entry = _mapping(raw, {"name", "answers", "because"}, {"points", "check", "readings"})
    if ("points" in entry) == ("check" in entry):
        raise ValueError(f"{entry['name']}: either points or a check")
    return ItemCase(
        rubric,
        item,
        _text(entry["name"]),
        _answers(entry["answers"]),
        _texts(entry.get("readings", [])),
        _points(entry.get("points", 0)),
        STATES[_text(entry["check"])] if "check" in entry else None,
        _text(entry["because"]),
    )


def _sheet(rubric: str, raw: object) -> SheetCase:
    needed = {"name", "because"}
    needed |= {"checks"} if isinstance(raw, dict) and "checks" in raw else {"total", "tier"}
    allowed = {"answers", "judged", "unanswered", "readings", "possible", "short", "barred", "turned", "said"}
    allowed |= {"of", "sections", "bonus", "with_bonus", "missed", "open"}
    entry = _mapping(raw, needed, allowed)
    if ("bonus" in entry) != ("with_bonus" in entry):
        raise ValueError(f"{entry['name']}: both sums of the bonus or none")
    tier = _name(entry.get("tier"))
    total, possible = _points(entry.get("total", 0)), _name(entry.get("possible", tier))
    return SheetCase(
        rubric,
        _text(entry["name"]),
        _sheet_answers(entry),
        _texts(entry.get("readings", [])),
        total,
        _hundredths(entry["of"]) if "of" in entry else None,
        {section: _points(points) for section, points in _named(entry.get("sections", {})).items()},
        _points(entry["bonus"]) if "bonus" in entry else None,
        _points(entry["with_bonus"]) if "with_bonus" in entry else None,
        _checks_said(entry) if "checks" in entry else None,
        tier,
        possible,
        _hundredths(entry["short"]) if "short" in entry else None,
        _texts(entry.get("barred", [])),
        {ref: _turned(said, total, tier, possible) for ref, said in _named(entry.get("turned", {})).items()},
        _text(entry["said"]) if "said" in entry else None,
        _text(entry["because"]),
    )


def _sheet_answers(entry: Mapping[str, object]) -> Answers:
    """``answers``, with the numbers of ``judged`` by item, less those that are ``unanswered``."""
    judged = entry.get("judged", {})
    if not isinstance(judged, dict):
        raise ValueError(f"no points by item: {judged!r}")  # noqa: TRY004 - one kind of error for a bad file
    answers = {**_answers(entry.get("answers", {})), **{f"{item}.score": points for item, points in judged.items()}}
    for ref in _texts(entry.get("unanswered", [])):
        if ref not in answers:
            raise ValueError(f"{entry['name']}: {ref} is not answered in the first place")
        del answers[ref]
    return answers


def _checks_said(entry: Mapping[str, object]) -> Checks:
    """``20/21`` with the ids of those that are not met or open; the clerk's own sum must be right."""
    yes, of = (int(number) for number in _text(entry["checks"]).split("/"))
    missed, unknown = _texts(entry.get("missed", [])), _texts(entry.get("open", []))
    if yes + len(missed) + len(unknown) != of:
        raise ValueError(f"{entry['name']}: {yes} and {len(missed)} and {len(unknown)} are not {of}")
    return Checks(yes, of, missed, unknown)


def _turned(raw: object, total: Points, tier: str | None, possible: str | None) -> Turned:
    """A number is another total; what a mapping leaves out is as in the sheet itself."""
    entry = raw if isinstance(raw, dict) else {"total": raw}
    _mapping(entry, set(), {"total", "with_bonus", "tier", "possible", "short"})
    if "tier" in entry:
        tier = _name(entry["tier"])
        possible = _name(entry.get("possible", tier))
    return Turned(
        _points(entry["total"]) if "total" in entry else total,
        _points(entry["with_bonus"]) if "with_bonus" in entry else None,
        tier,
        _name(entry.get("possible", possible)),
        _hundredths(entry["short"]) if "short" in entry else None,
    )


def _points(raw: object) -> Points:
    """``4.5``; ``[1, 4.5]`` while answers are missing; ``12..`` where nothing limits what can still be added."""
    if isinstance(raw, str) and raw.endswith(".."):
        return Points(_hundredths(yaml.safe_load(raw.removesuffix(".."))), None)
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
    answers = _named(raw)
    if not all("." in ref for ref in answers):
        raise ValueError(f"no answers by question: {raw!r}")
    return answers


def _named(raw: object) -> dict[str, object]:
    if not isinstance(raw, dict) or not all(isinstance(name, str) for name in raw):
        raise ValueError(f"expected names: {raw!r}")
    return raw


def _mapping(raw: object, needed: set[str], allowed: set[str] | None = None) -> dict[str, object]:
    if not isinstance(raw, dict) or not needed <= set(raw) <= needed | (allowed or set()):
        raise ValueError(f"expected {sorted(needed)}: {raw!r}")
    return raw


def _list(raw: object) -> list[object]:
    if not isinstance(raw, list):
        raise ValueError(f"expected a list: {raw!r}")  # noqa: TRY004 - one kind of error for a bad file
    return raw


def _texts(raw: object) -> tuple[str, ...]:
    return tuple(_text(value) for value in _list(raw))


def _text(raw: object) -> str:
    if not isinstance(raw, str) or not raw:
        raise ValueError(f"expected text: {raw!r}")
    return raw


def _name(raw: object) -> str | None:
    return None if raw is None else _text(raw)
