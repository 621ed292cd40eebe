"""Answer sheets as workbooks, put together by the contract of ``generator/score/workbook_sheet.py`` alone."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from random_answers import questions, rows

Json = dict[str, Any]
Row = tuple[object, ...]
"""A row of the hidden sheet without its address, then what the cell holds."""

TOP = 3  # the first row of answers on 作答


def save(book: Sequence[Row], path: Path | None = None) -> bytes:
    """A workbook with these rows: key, type or literal, and for what stands in a cell the value of that cell."""
    memory = io.BytesIO()
    with xlsxwriter.Workbook(memory, {"in_memory": True}) as made:
        answers, places = made.add_worksheet("作答"), made.add_worksheet("portal")
        places.hide()
        date = made.add_format({"num_format": "yyyy-mm-dd"})
        for at, (key, kind, *cell) in enumerate(book):
            places.write(at, 0, key)
            places.write(at, 1, kind)
            if not cell:
                continue
            row = TOP + at
            places.write(at, 2, f"F{row}")
            value = cell[0]
            if isinstance(value, str) and value.startswith("="):
                answers.write_formula(row - 1, 5, value, None, 7)
            elif isinstance(value, str):
                answers.write_string(row - 1, 5, value)
            elif value is not None and hasattr(value, "year"):
                answers.write_datetime(row - 1, 5, value, date)
            else:
                answers.write(row - 1, 5, value)
    if path:
        path.write_bytes(memory.getvalue())
    return memory.getvalue()


def filled(document: Json, sheet: Json) -> list[Row]:
    """The rows of a workbook that asks what a rubric's canonical JSON asks, filled in as a sheet has it."""
    answers, assessed = sheet["answers"], sheet.get("assessed", {})
    book: list[Row] = [(name, sheet[name]) for name in ("rubric", "digest", "engine") if name in sheet]
    book.append(("unit", None, sheet.get("unit")))
    for ref, rule in questions(document):
        book += _question(ref, rule or {"kind": "plain"}, answers.get(ref))
    readings = [f"{row['id']}.{one['id']}" for row in rows(document) for one in row.get("readings", []) if "id" in one]
    book += [(f"reading:{ref}", "yesno", "是" if ref in sheet.get("readings", ()) else "否") for ref in readings]
    for row in rows(document):
        entry = assessed.get(row["id"], {})
        book.append((f"assessed:{row['id']}.points", "points", entry.get("points")))
        book.append((f"assessed:{row['id']}.met", "yesno", _word(entry.get("met"))))
        book.append((f"assessed:{row['id']}.reason", "words", entry.get("reason")))
        book.append((f"evidence:{row['id']}", "words", sheet.get("evidence", {}).get(row["id"])))
    return book


def _question(ref: str, rule: Json, answer: Any) -> Iterator[Row]:  # noqa: ANN401 - as JSON has it
    elements = rule.get("each") or rule.get("parts") or []
    limits = rule.get("threshold", rule)
    if elements:
        for one in elements:
            yield f"answer:{ref}/{one['id']}", "yesno", _word((answer or {}).get(one["id"]))
    elif rule["kind"] == "level":
        labels = {option["id"]: f"{option['label']} {option['id']}" for option in rule["options"]}
        yield from ((f"option:{ref}/{name}", label) for name, label in labels.items())
        yield f"answer:{ref}", "option", labels.get(answer)
    elif "whole" in limits:
        yield from ((f"answer:{ref}.{half}", "number", (answer or {}).get(half)) for half in ("part", "whole"))
    elif rule["kind"] in {"count", "bands"} or "threshold" in rule:
        yield f"answer:{ref}", "number", answer
    elif rule["kind"] in {"judge", "note"}:
        yield f"answer:{ref}", {"judge": "points", "note": "words"}[rule["kind"]], answer
    else:
        yield f"answer:{ref}", "yesno", _word(answer)


def _word(answer: bool | None) -> str | None:  # noqa: FBT001 - an answer
    return None if answer is None else "是" if answer else "否"
