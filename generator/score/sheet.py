"""Answer sheets: what one unit answered, as a file that is read with suspicion.

The shape is published as ``schemas/sheet.json``; calculators write it, ``portal score`` and ``portal tally``
read it, and the same from a workbook that was filled in (`workbook_sheet`). A total in a sheet says what the
browser saw and is never believed.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, JsonValue, PrivateAttr, ValidationError
from pydantic_core import ErrorDetails

from generator.model.base import hidden
from generator.problems import Problem, ProblemsFoundError, reason
from generator.score import workbook_sheet
from generator.score.assess import Assessed
from generator.score.result import Result
from generator.score.scheme import Scheme

SUFFIXES = (".json", *workbook_sheet.SUFFIXES)
"""Ends of names by which a file is taken for an answer sheet."""

MAX_BYTES = 1024 * 1024
_MOST_REFS = 5_000
_NAMED = 2  # cells of an answer
_TOLD = 500  # things wrong with a sheet: more than any form asks
_SHOWN = 20  # characters of what a cell holds
_CALLED = {"unit": "单位名称", "assessed": "评定理由", "evidence": "佐证材料"}  # parts that are written in words

Cells = Mapping[str, list[str]]
"""The cells of a workbook, by key of its hidden sheet; empty for a sheet of another kind."""

Words = Annotated[str, Field(max_length=2000)]
Name = Annotated[str, Field(max_length=200)]


class _Shape(BaseModel):
    """Part of a sheet. Keys that it does not know are left alone: a later calculator may write more."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)


class Entry(_Shape):
    """What an assessor gave for one item, and why."""

    points: str | int | float | None = Field(default=None, description="评定分，例如 4.5。")
    met: bool | None = Field(default=None, description="只答是否的考核内容：是否做到。")
    reason: Words = Field(default="", description="与自评不同的理由。")


class Range(_Shape):
    """The total as the browser saw it, in points."""

    min: float = Field(description="最低可能得分。")
    max: float | None = Field(default=None, description="最高可能得分；加分不封顶时为空。")


class Sheet(_Shape):
    """What one unit answered on one form."""

    rubric: Name | None = Field(default=None, description="打分表：<活动>/<年度>/<打分表>。")
    digest: Name | None = Field(default=None, description="打分表的校验码。")
    engine: int | None = Field(default=None, description="计分规则的版本。")
    unit: Name = Field(default="", description="单位名称。")
    kind: Name | None = Field(default=None, description="单位类型的标识。")
    answers: dict[Name, JsonValue] = Field(
        max_length=_MOST_REFS, description="答案，按题目：<考核内容>.<规则>、fact.…、veto.…、except.…、condition.…。"
    )
    readings: tuple[Name, ...] = Field(default=(), strict=False, description="按另一种理解计分的口径。")
    assessed: dict[Name, Entry] = Field(default={}, description="考核人员的评定，按考核内容。")
    evidence: dict[Name, Words] = Field(default={}, description="佐证材料说明，按考核内容。")
    total: Range | None = Field(default=None, description="浏览器算出的总分，仅供核对。")
    saved: Name | None = Field(default=None, description="保存时间，例如 2026-11-21T09:30:00。")

    _cells: Cells = PrivateAttr(default={})

    def model_post_init(self, context: Cells | None, /) -> None:
        """Keep the cells of a workbook, by what stands in them."""
        self._cells = context or {}

    def place(self, key: str) -> str:
        """Where a part of the sheet stands in its workbook; empty for a sheet of another kind.

        ``key`` is one of the hidden sheet: ``answer:<ref>``, ``assessed:<item>.points``, ``unit``.
        """
        return _place(self._cells, key)

    def filled(self, answer: JsonValue) -> str:
        """What cells of a workbook hold that their answer cannot be: a number that is kept as a text looks like one."""
        given = answer.values() if isinstance(answer, dict) else [answer]
        texts = [text for text in given if isinstance(text, str)] if self._cells else []
        if not texts:
            return ""
        told = "、".join(f"“{text.strip('“”')[:_SHOWN]}”" for text in texts[:_NAMED])
        return f"，填的{told}是文字，要重新输入数字" if workbook_sheet.is_text(texts[0]) else f"，填的是{told}"


def read(path: Path) -> Sheet:
    """The sheet in a JSON file, or in a workbook.

    Raises:
        ProblemsFoundError: when the file is no answer sheet, with every reason.

    """
    if path.suffix.lower() in workbook_sheet.SUFFIXES:
        filled = workbook_sheet.read(path)
        return _sheet(path, filled.document, filled.cells)
    document = _json(path)
    if not isinstance(document, dict) or not isinstance(document.get("answers"), dict):
        raise _problem(path, "缺少 answers，应为“题目: 答案”的形式。")
    return _sheet(path, document, {})


def _json(path: Path) -> object:
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _problem(path, "答卷超过 1 MiB。")
        return json.loads(path.read_text("utf-8-sig"))
    except json.JSONDecodeError as error:
        raise ProblemsFoundError([Problem(str(path), error.lineno, error.colno, "ANS001", "不是 JSON。")]) from error
    except UnicodeDecodeError as error:
        raise _problem(path, "不是 UTF-8 编码的 JSON。") from error
    except (RecursionError, ValueError) as error:  # nested too deeply; a number of thousands of digits
        raise _problem(path, "JSON 嵌套过深，或数字过长。") from error
    except OSError as error:
        raise _problem(path, f"读不出来（{reason(error)}）。") from error


def _sheet(path: Path, document: Mapping[str, object], cells: Cells) -> Sheet:
    try:
        sheet = Sheet.model_validate(document, context=cells)
    except ValidationError as error:
        wrong = dict.fromkeys(_wrong(detail, cells) for detail in error.errors() if detail["loc"])
        raise ProblemsFoundError([_one(path, message) for message in wrong]) from error
    except RecursionError as error:
        raise _problem(path, "JSON 嵌套过深，或数字过长。") from error
    if hidden(sheet.unit) is not None:
        raise _problem(path, "单位名称含有看不见的控制字符。")
    return sheet


def _wrong(detail: ErrorDetails, cells: Cells) -> str:
    """What is wrong with a part of a sheet. Words are pasted into cells whatever length these ask for."""
    part, *names = map(str, detail["loc"])
    place = _place(cells, ":".join(filter(None, (part, ".".join(names[:2])))))
    if detail["type"] == "string_too_long":
        return f"{_CALLED.get(part, f'“{part}”')}{place}超过{detail['ctx']['max_length']}字。"
    return f"“{part}”{place}的内容不合要求。"


def _place(cells: Cells, key: str) -> str:
    found = cells.get(key, [])
    more = "等" if len(found) > _NAMED else ""
    return f"（{workbook_sheet.ANSWERS}!{'、'.join(found[:_NAMED])}{more}）" if found else ""


def _one(path: Path, message: str) -> Problem:
    return Problem(str(path), 1, 1, "ANS001", message)


def _problem(path: Path, message: str) -> ProblemsFoundError:
    return ProblemsFoundError([_one(path, message)])


def problems(  # noqa: PLR0913, PLR0917 - a sheet, all that came of it, and whom it is told to
    path: Path,
    scheme: Scheme,
    sheet: Sheet,
    result: Result,
    column: Assessed,
    called: Mapping[str, str] = MappingProxyType({}),
) -> list[Problem]:
    """What is wrong with a sheet: another rubric's, unknown questions, answers that make no sense or contradict.

    ``called`` has words for questions and items where people read them who do not know their ids.
    """

    def name(ref: str) -> str:
        return called.get(ref, f"“{ref}”")

    found = []
    if sheet.rubric is not None and sheet.rubric != scheme.id:
        found.append(Problem(str(path), 1, 1, "ANS003", f"答卷属于 {sheet.rubric}，不是 {scheme.id}。"))
    rows = {row.id for row in scheme.rubric.rows}
    messages = [f"打分表里没有题目“{ref}”。" for ref in sheet.answers if ref not in scheme.refs]
    messages += [f"打分表里没有口径“{ref}”。" for ref in sheet.readings if ref not in scheme.readings]
    messages += [f"打分表里没有“{item}”项。" for item in {**sheet.assessed, **sheet.evidence} if item not in rows]
    messages += [
        f"{name(ref)}{sheet.place(f'answer:{ref}')}{reason}{sheet.filled(sheet.answers.get(ref))}。"
        for ref, reason in result.invalid.items()
    ]
    messages += [
        f"{name(item)}的评定分{sheet.place(f'assessed:{item}.points')}{reason}{sheet.filled(sheet.assessed[item].points)}。"
        for item, reason in column.invalid.items()
    ]
    messages += [_contradiction(scheme, *pair) for pair in result.conflicts]
    if len(messages) > _TOLD:
        messages[_TOLD:] = [f"还有 {len(messages) - _TOLD} 处，改好以上各处再看。"]
    return found + [Problem(str(path), 1, 1, "ANS002", message) for message in messages]


def _contradiction(scheme: Scheme, one: str, other: str) -> str:
    if other in scheme.follows(one):
        return f"“{one}”答“是”，“{other}”就不能答“否”。"
    return f"“{one}”和“{other}”不能都答“是”。"
