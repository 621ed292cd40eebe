"""Answer sheets as workbooks: what people filled in where the portal's own .xlsx asks, read with suspicion.

Answers stand on the sheet 作答. The hidden sheet ``portal`` says where, a row each: a key in column A, the
type of its cell or a literal in B, the address of the cell in C.

    rubric | digest | engine                         literals
    unit                                             the unit's name
    anchor                                           a text that stands there while no row or column was moved
    answer:<ref>                                     yesno, number, points, words or option
    answer:<ref>.part  answer:<ref>.whole            the two numbers of a rate
    answer:<ref>/<element>                           yesno
    option:<ref>/<option>                            what the drop-down calls an option, in B
    reading:<ref>                                    yesno
    assessed:<item>.points  .met  .reason            the assessor's column
    evidence:<item>                                  words
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from msgspec import Struct, field
from pydantic import JsonValue

from generator import spreadsheet
from generator.model.base import CHINA
from generator.problems import Problem, ProblemsFoundError, reason
from generator.spreadsheet import BROKEN, Formula, NoWorkbookError, Spreadsheet, Value
from generator.spreadsheet.places import place as located

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".et", ".ods")
"""Ends of names by which a file is taken for a workbook; the last three are told what they should be."""

ANSWERS, PLACES = "作答", "portal"
MAX_BYTES = 5 * 1024 * 1024

_ADDRESS = re.compile(r"([A-Z]{1,2})([1-9][0-9]{0,4})")
_AGAIN = "由本站重新下载空白工作簿，填好后另存为 .xlsx。"


class _Place(Struct, frozen=True):
    """Where an answer stands: rows and columns count from 1."""

    key: str
    kind: str
    row: int
    column: int
    address: str


class Filled(Struct):
    """A sheet in the shape of its JSON. ``cells`` tells where each part of it stands, by key of ``portal``."""

    document: dict[str, Any] = field(default_factory=lambda: {"answers": {}, "assessed": {}, "evidence": {}})
    cells: dict[str, list[str]] = field(default_factory=dict)


def read(path: Path) -> Filled:
    """What is filled in. An answer of a wrong type is passed on as it is: the engine lists it as invalid.

    Raises:
        ProblemsFoundError: when the file is no such workbook, or a cell cannot be understood, each with its place.

    """
    data = _data(path)
    try:
        return _Reader(path, Spreadsheet(data)).filled()
    except NoWorkbookError as error:
        raise _refused(path, str(error), error.remedy) from error
    except BROKEN as error:
        raise _refused(path, "工作簿已经损坏。") from error


def _data(path: Path) -> bytes:
    """The bytes of a file that is not too large."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise _refused(path, "工作簿超过 5 MiB。", "删去贴进去的图片和附件，佐证材料另行报送。")
        return path.read_bytes()
    except OSError as error:
        raise _refused(path, f"读不出来（{reason(error)}）。", "检查文件权限。") from error


def _refused(path: Path, message: str, remedy: str = _AGAIN) -> ProblemsFoundError:
    return ProblemsFoundError([Problem(str(path), 1, 1, "ANS001", message, remedy)])


class _Reader:
    """One workbook on the way to a sheet; problems of cells are gathered."""

    def __init__(self, path: Path, book: Spreadsheet) -> None:
        self.path = path
        self.book = book
        self.found: list[Problem] = []
        self.options: dict[str, dict[str, str]] = {}
        self.result = Filled()

    def filled(self) -> Filled:
        if not {ANSWERS, PLACES} <= set(self.book.sheets):
            raise _refused(self.path, f"不是本站的评分工作簿：没有“{ANSWERS}”表，或没有隐藏的“{PLACES}”表。")
        places = list(self._places())
        addresses = {place.address for place in places}
        if len(addresses) < len(places):
            raise _refused(self.path, f"隐藏的“{PLACES}”表改动过：几个答案在同一格。")
        values = self.book.cells(ANSWERS, addresses)
        if moved := [
            one for one in places if one.key == "anchor" and spreadsheet.text(values.get(one.address)) != one.kind
        ]:
            raise _refused(self.path, f"“{ANSWERS}”表的行或列移动过（{ANSWERS}!{moved[0].address}）。")
        for place in places:
            value = values.get(place.address)
            if isinstance(value, Formula):
                self._problem(place, "是公式。", "删去公式，直接填写数字或文字，保存后再交。")
            elif not _blank(value):
                self._take(place, value)
        if self.found:
            raise ProblemsFoundError(self.found)
        if saved := _saved(self.book):
            self.result.document["saved"] = saved
        return self.result

    def _places(self) -> Iterator[_Place]:
        """The rows of the hidden sheet; literals are taken over at once."""
        cells = self.book.cells(PLACES)
        for number in (int(address[1:]) for address in cells if address[0] == "A" and address[1:].isdigit()):
            key, kind, address = (cells.get(f"{column}{number}") for column in "ABC")
            name, said = str(key), "" if kind is None else spreadsheet.text(kind)
            part, _, of = name.partition(":")
            if name in {"rubric", "digest"}:
                self.result.document[name] = said
            elif name == "engine":
                self.result.document[name] = int(said) if said.isdecimal() else said
            elif part == "option":
                ref, _, option = of.partition("/")
                self.options.setdefault(ref, {})[_plain(said)] = option
            elif name in {"unit", "anchor"} or part in {"answer", "reading", "assessed", "evidence"}:
                found = _ADDRESS.fullmatch(str(address))
                if found is None:
                    raise _refused(self.path, f"隐藏的“{PLACES}”表第 {number} 行改动过。")
                yield _Place(name, said, *located(found[0]), found[0])

    def _take(self, place: _Place, value: Value) -> None:
        """Put a value where the JSON of a sheet has it."""
        part, _, of = place.key.partition(":")
        document = self.result.document
        if part == "unit":
            document["unit"] = spreadsheet.text(value)
        elif part == "reading":
            if self._yes_no(place, value):
                document.setdefault("readings", []).append(of)
        elif part == "assessed":
            item, _, what = of.rpartition(".")
            document["assessed"].setdefault(item, {})[what] = self._assessed(place, what, value)
        elif part == "evidence":
            document["evidence"][of] = spreadsheet.text(value)
        elif part == "answer":
            self._answer(place, of, value)
            return
        self.result.cells[place.key] = [place.address]

    def _answer(self, place: _Place, of: str, value: object) -> None:
        ref, _, element = of.partition("/")
        answers = self.result.document["answers"]
        if element:
            answers.setdefault(ref, {})[element] = _yes_no(value)
        elif ref.count(".") > 1:
            ref, _, half = ref.rpartition(".")
            answers.setdefault(ref, {})[half] = _number(value)
        elif place.kind == "option":
            answers[ref] = self.options.get(ref, {}).get(_plain(spreadsheet.text(value)), spreadsheet.text(value))
        else:
            answers[ref] = _KINDS.get(place.kind, spreadsheet.text)(value)
        self.result.cells.setdefault(f"answer:{ref}", []).append(place.address)

    def _assessed(self, place: _Place, what: str, value: object) -> JsonValue:
        if what == "met":
            return self._yes_no(place, value)
        return _points(value) if what == "points" else spreadsheet.text(value)

    def _yes_no(self, place: _Place, value: object) -> bool:
        """A yes or a no that nothing later would look at."""
        found = _yes_no(value)
        if isinstance(found, bool):
            return found
        self._problem(place, f"填了“{spreadsheet.text(value)[:20]}”，应为“是”或“否”。")
        return False

    def _problem(self, place: _Place, message: str, remedy: str = "") -> None:
        said = f"{ANSWERS}!{place.address} {message}"
        self.found.append(Problem(str(self.path), place.row, place.column, "ANS004", said, remedy))


def _blank(value: Value) -> bool:
    return value is None or (isinstance(value, str) and not value.strip())


def _plain(text: str) -> str:
    """Text as it is compared: full-width letters are letters."""
    return unicodedata.normalize("NFKC", text).strip()


def _yes_no(value: object) -> JsonValue:
    text = _plain(spreadsheet.text(value)).upper()
    return {"是": True, "否": False, "TRUE": True, "FALSE": False}.get(text, text)


def _number(value: object) -> JsonValue:
    """A whole number; what is none is left to the engine to refuse."""
    return int(value) if isinstance(value, float) and value.is_integer() else _points(value)


def _points(value: object) -> JsonValue:
    """A number. A text is none, though its digits be: the workbook's own formulas do not count it either."""
    if isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value):
        return value
    return f"“{spreadsheet.text(value)}”"


def is_text(answer: str) -> bool:
    """Whether an answer is what a cell for a number holds that is none."""
    return answer[:1] == "“" and answer[-1:] == "”"


_KINDS = {"yesno": _yes_no, "number": _number, "points": _points, "words": spreadsheet.text}


def _saved(book: Spreadsheet) -> str:
    """When an office program saved it last, on China's clock where it names none; empty for one that none has saved."""
    created, modified = book.times()
    if modified in {"", created}:
        return ""
    try:
        moment = datetime.fromisoformat(modified)
        local = moment.astimezone(CHINA) if moment.tzinfo else moment
        return local.replace(tzinfo=None, microsecond=0).isoformat()
    except (ValueError, OverflowError):
        return ""
