"""Workbooks that people filled in: what is read of each cell, and what a hostile or broken file comes to."""

from __future__ import annotations

import json
import re
import time
import zipfile
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Any

import filled_workbooks
import office
import pytest
import random_answers
import random_rubrics
from workbooks import rewrite, zipped

from generator.model.rubric import Rubric
from generator.problems import ProblemsFoundError
from generator.score import sheet, workbook_sheet
from generator.score.report import scored
from generator.score.scheme import Scheme, canonical, digest
from generator.score.sheet import Sheet

Json = dict[str, Any]
HEAD: list[tuple[object, ...]] = [("rubric", "demo/2026/points"), ("digest", "012345678901"), ("engine", 1)]


def read(tmp_path: Path, *rows: tuple[object, ...], name: str = "a.xlsx") -> Sheet:
    filled_workbooks.save([*HEAD, *rows], tmp_path / name)
    return sheet.read(tmp_path / name)


def refused(path: Path) -> list[tuple[int, int, str, str]]:
    with pytest.raises(ProblemsFoundError) as caught:
        sheet.read(path)
    return [(one.line, one.column, one.code, one.message) for one in caught.value.problems]


def put(tmp_path: Path, data: bytes, name: str = "a.xlsx") -> Path:
    (tmp_path / name).write_bytes(data)
    return tmp_path / name


@pytest.mark.parametrize(
    ("kind", "cell", "answer"),
    [
        ("yesno", "是", True),
        ("yesno", " 否 ", False),
        ("yesno", True, True),
        ("yesno", "false", False),
        ("yesno", "不知道", "不知道"),
        ("yesno", 1, "1"),
        ("number", 3, 3),
        ("number", 3.0, 3),
        ("number", "12", "“12”"),
        ("number", "\u3000１２ ", "“１２”"),
        ("number", "十二", "“十二”"),
        ("number", "-3", "“-3”"),
        ("number", -3, -3),
        ("number", 3.5, 3.5),
        ("number", 1e300, int(1e300)),
        ("number", datetime(2026, 3, 4), "“2026-03-04”"),  # noqa: DTZ001 - as a cell has it
        ("points", 4.5, 4.5),
        ("points", "４.５", "“４.５”"),
        ("points", "4,5", "“4,5”"),
        ("words", " 甲\u3000", "甲"),
        ("words", "甲\n乙", "甲\n乙"),
        ("words", 2026, "2026"),
        ("words", 2.5, "2.5"),
        ("words", "１２", "１２"),
        ("later", "甲", "甲"),
    ],
)
def test_a_cell_is_read_as_its_question_asks(tmp_path: Path, kind: str, cell: object, answer: object) -> None:
    found = read(tmp_path, ("answer:1.a", kind, cell)).answers
    assert found == {"1.a": answer}
    assert type(found["1.a"]) is type(answer)


def test_every_part_of_a_sheet(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        ("unit", None, " 甲工会 "),
        ("answer:1.part.part", "number", 3),
        ("answer:1.part.whole", "number", 4),
        ("answer:2.each/p", "yesno", "是"),
        ("answer:2.each/q", "yesno", None),
        ("answer:2.each/r", "yesno", "否"),
        ("option:3.is/good", "好（扣０分）"),
        ("option:3.is/bad", "差（扣2分）"),
        ("answer:3.is", "option", "好（扣0分） "),
        ("option:4.is/good", "好"),
        ("answer:4.is", "option", "很好"),
        ("answer:5.is", "yesno", "  "),
        ("reading:1.once", "yesno", "是"),
        ("reading:2.once", "yesno", "否"),
        ("assessed:1.points", "points", 4.5),
        ("assessed:1.reason", "words", "现场核对"),
        ("assessed:2.met", "yesno", "否"),
        ("evidence:1", "words", "会议记录"),
        ("something:new", "words", "甲"),
    )
    assert found.model_dump(exclude_defaults=True) == {
        "rubric": "demo/2026/points",
        "digest": "012345678901",
        "engine": 1,
        "unit": "甲工会",
        "answers": {
            "1.part": {"part": 3, "whole": 4},
            "2.each": {"p": True, "r": False},
            "3.is": "good",
            "4.is": "很好",
        },
        "readings": ("1.once",),
        "assessed": {"1": {"points": 4.5, "reason": "现场核对"}, "2": {"met": False}},
        "evidence": {"1": "会议记录"},
    }


def _numbers(said: object) -> object:
    """Numbers as a cell has them, where JSON may write them as text too."""
    if isinstance(said, dict):
        return {key: value if key == "reason" else _numbers(value) for key, value in said.items()}
    return float(said) if isinstance(said, str) and re.fullmatch(r"[0-9]+(\.[0-9]+)?", said) else said


def _fits(key: str, said: object) -> bool:
    if key == "met":
        return isinstance(said, bool)
    return re.fullmatch(r"[0-9]+(\.[0-9]+)?", str(said)) is not None and not isinstance(said, bool)


@pytest.mark.parametrize("seed", range(60))
def test_a_workbook_is_the_same_sheet_as_its_json(tmp_path: Path, seed: int) -> None:
    """Whatever the rubric and whatever is answered, nonsense left out: of that each file has its own kinds."""
    rng = Random(seed)
    scheme = random_rubrics.scheme(rng)
    document = json.loads(canonical(scheme))
    answers: Json = {}
    for ref, rule in random_answers.questions(document):
        given = random_answers.answer(rng, rule, 0.5, full=rng.random() < 0.7)
        if rng.random() < 0.8 and given != {}:
            answers[ref] = given
    column = {
        name: {key: said for key, said in entry.items() if key == "reason" or _fits(key, said)}
        for name, entry in random_answers.column(rng, document).items()
    }
    given = {
        "rubric": scheme.id,
        "digest": digest(scheme),
        "engine": 1,
        "unit": "喆堃工会",
        "answers": _numbers(answers),
        "assessed": _numbers(column),
        "evidence": dict.fromkeys(column, "甲"),
        "readings": [ref for ref in random_rubrics.readings(rng, document) if ref != "bonus"],
    }
    put(tmp_path, json.dumps(given).encode(), "a.json")
    filled_workbooks.save(filled_workbooks.filled(document, given), tmp_path / "a.xlsx")
    by_json, by_workbook = sheet.read(tmp_path / "a.json"), sheet.read(tmp_path / "a.xlsx")
    assert by_workbook.model_dump() == by_json.model_dump()
    assert scored(scheme, by_workbook) == scored(scheme, by_json)


def test_a_problem_names_the_cell(tmp_path: Path) -> None:
    rules = [
        {"id": "late", "kind": "deduct", "says": ["甲"], "ask": "甲", "loss": "1"},
        {"id": "share", "kind": "rate", "says": ["甲"], "ask": "甲", "part": "甲", "whole": "乙", "at_least": "90"},
        {
            "id": "all",
            "kind": "deduct",
            "says": ["甲"],
            "ask": "甲",
            "loss": "1",
            "each": [{"id": name, "label": "甲"} for name in "pqr"],
        },
    ]
    item = {"id": "1", "standard": "甲", "points": "10", "rules": rules}
    columns = {"section": "甲", "standard": "甲", "score": "甲"}
    texts = {"id": "a", "title": "甲", "short": "甲", "units": "甲", "columns": columns}
    rubric = Rubric.model_validate({**texts, "sections": [{"id": "a", "title": "甲", "items": [item]}]})
    scheme = Scheme("demo/2026/points", rubric, (), ())
    found = read(
        tmp_path,
        ("answer:1.late", "yesno", "也许"),
        ("answer:1.share.part", "number", 3),
        ("answer:1.share.whole", "number", 2),
        *((f"answer:1.all/{name}", "yesno", "有") for name in "pqr"),
        ("assessed:1.points", "points", "９"),
    )
    assert [one.message for one in sheet.problems(tmp_path, scheme, found, *scored(scheme, found))] == [
        "“1.late”（作答!F6）应为“是”或“否”（JSON 里写 true 或 false），填的是“也许”。",
        "“1.share”（作答!F7、F8）数目不能多于总数。",
        "“1.all”（作答!F9、F10等）应为“是”或“否”（JSON 里写 true 或 false），填的是“有”、“有”。",
        "“1”的评定分（作答!F12）应为 0 到 10 的分数，最多两位小数，填的“９”是文字，要重新输入数字。",
    ]


@pytest.mark.parametrize(
    ("row", "line", "code", "message"),
    [
        (("answer:1.a", "number", "=3+4"), 6, "ANS004", "作答!F6 是公式。"),
        (("reading:1.a", "yesno", "随便"), 6, "ANS004", "作答!F6 填了“随便”，应为“是”或“否”。"),
        (("assessed:1.met", "yesno", 7), 6, "ANS004", "作答!F6 填了“7”，应为“是”或“否”。"),
        (("assessed:1.reason", "words", "词" * 2001), 1, "ANS001", "评定理由（作答!F6）超过2000字。"),
        (("evidence:1", "words", "词" * 2001), 1, "ANS001", "佐证材料（作答!F6）超过2000字。"),
        (("unit", None, "词" * 201), 1, "ANS001", "单位名称（作答!F6）超过200字。"),
        (("unit", None, "甲\u202e乙"), 1, "ANS001", "单位名称含有看不见的控制字符。"),
        (("engine", "一"), 1, "ANS001", "“engine”的内容不合要求。"),
        (("anchor", "合计", "小计"), 1, "ANS001", "“作答”表的行或列移动过（作答!F6）。"),
    ],
)
def test_what_refuses_a_workbook(tmp_path: Path, row: tuple[object, ...], line: int, code: str, message: str) -> None:
    filled_workbooks.save([*HEAD, row], tmp_path / "a.xlsx")
    assert refused(tmp_path / "a.xlsx") == [(line, 6 if code == "ANS004" else 1, code, message)]


def test_all_wrong_cells_are_told_at_once(tmp_path: Path) -> None:
    rows = [(f"answer:1.{name}", "number", "=1+1") for name in "abc"]
    filled_workbooks.save(rows, tmp_path / "a.xlsx")
    assert [line for line, *_ in refused(tmp_path / "a.xlsx")] == [3, 4, 5]


def test_an_anchor_that_stands_where_it_stood(tmp_path: Path) -> None:
    assert read(tmp_path, ("anchor", "合计", "合计"), ("answer:1.a", "yesno", "是")).answers == {"1.a": True}


@pytest.mark.parametrize("address", ["", "F0", "$F$6", "ZZZ1", "F100000", "作答!F6", "F6:G7", "A" * 5000])
def test_places_that_were_changed(tmp_path: Path, address: str) -> None:
    filled_workbooks.save([("answer:1.a", "yesno", "是")], tmp_path / "a.xlsx")
    changed = rewritten(tmp_path / "a.xlsx", "xl/sharedStrings.xml", ">F3<", f">{address}<")
    assert refused(changed) == [(1, 1, "ANS001", "隐藏的“portal”表第 1 行改动过。")]


def rewritten(path: Path, part: str, old: str, new: str) -> Path:
    """The workbook with a part of it changed."""

    def change(name: str, data: bytes) -> bytes:
        assert name != part or old.encode() in data
        return data.replace(old.encode(), new.encode()) if name == part else data

    rewrite(path, change)
    return path


TYPES = "[Content_Types].xml"
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
CUT = "工作簿不完整：多半没有传完，或已经损坏。"
HOSTILE: dict[str, tuple[bytes, str]] = {
    "nothing": (b"", CUT),
    "no zip": (b"PK\3\4 and so on", CUT),
    "JSON": (b'{"answers": {}}', "不是 .xlsx 工作簿。"),
    "another zip": (zipped({"a.txt": b"a"}), "不是 .xlsx 工作簿。"),
    "an .ods": (zipped({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet"}), "不是 .xlsx 工作簿。"),
    "an .xls or .et": (OLE + bytes(2000), "是旧版表格（.xls 或 .et），不是 .xlsx。"),
    "encrypted": (OLE + bytes(500) + "EncryptedPackage".encode("utf-16-le") + bytes(500), "工作簿加了打开密码。"),
    "too large": (bytes(workbook_sheet.MAX_BYTES + 1), "工作簿超过 5 MiB。"),
    "a bomb": (zipped({TYPES: b"", "xl/a.xml": bytes(17 * 1024 * 1024)}), "工作簿解压后过大。"),
    "thousands of parts": (zipped({str(at): b"" for at in range(501)}), "工作簿解压后过大。"),
    "no workbook inside": (zipped({TYPES: b"<Types/>"}), "工作簿已经损坏。"),
    "no XML": (zipped({TYPES: b"\0"}), "工作簿已经损坏。"),
    "cut off": (filled_workbooks.save(HEAD)[:-300], CUT),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_files_that_are_no_workbook(tmp_path: Path, name: str) -> None:
    data, message = HOSTILE[name]
    assert refused(put(tmp_path, data)) == [(1, 1, "ANS001", message)]


ENTITIES = '<!DOCTYPE a [<!ENTITY a "甲甲"><!ENTITY b "&a;&a;&a;&a;">]>'


@pytest.mark.parametrize(
    ("part", "old", "new"),
    [
        ("xl/sharedStrings.xml", "?>\n<sst", f"?>\n{ENTITIES}<sst"),
        ("xl/worksheets/sheet2.xml", "?>\n<worksheet", f"?>\n{ENTITIES}<worksheet"),
        ("xl/worksheets/sheet2.xml", "</c>", ""),
        ("xl/worksheets/sheet2.xml", "<v>0</v>", "<v>99</v>"),
        ("xl/worksheets/sheet1.xml", "<v>", f"<v>{'9' * 5000}"),
        ("xl/worksheets/sheet1.xml", '<c r="', '<c n="'),
        ("xl/worksheets/sheet1.xml", "<v>", '<v xml:space="'),
        ("xl/workbook.xml", "sheetId", "name"),
        ("xl/_rels/workbook.xml.rels", "worksheets/sheet2.xml", "../../sheet2.xml"),
        ("_rels/.rels", "relationships/officeDocument", "relationships/other"),
    ],
)
def test_broken_and_hostile_parts(tmp_path: Path, part: str, old: str, new: str) -> None:
    filled_workbooks.save([("rubric", "甲"), ("unit", None, "甲"), ("answer:1.a", "number", 7)], tmp_path / "a.xlsx")
    assert refused(rewritten(tmp_path / "a.xlsx", part, old, new)) == [(1, 1, "ANS001", "工作簿已经损坏。")]


@pytest.mark.parametrize(("said", "day"), [("1", "2030-03-05"), ("true", "2030-03-05"), ("0", "2026-03-04")])
def test_days_are_counted_from_where_the_workbook_says(tmp_path: Path, said: str, day: str) -> None:
    filled_workbooks.save([*HEAD, ("answer:1.a", "number", datetime(2026, 3, 4))], tmp_path / "a.xlsx")  # noqa: DTZ001
    path = rewritten(tmp_path / "a.xlsx", "xl/workbook.xml", "<workbookPr ", f'<workbookPr date1904="{said}" ')
    assert sheet.read(path).answers == {"1.a": f"“{day}”"}


def _numbered(element: str) -> str:
    return "".join(map(element.format, range(400_000)))


BOMBS = {
    "strings": ("xl/sharedStrings.xml", "</sst>", 400_000 * "<si/>" + "</sst>"),
    "cells": ("xl/worksheets/sheet2.xml", "<sheetData>", "<sheetData>" + _numbered('<c r="D{}"/>')),
    "styles": ("xl/styles.xml", '<cellXfs count="2">', '<cellXfs count="2">' + 400_000 * "<xf/>"),
    "elements in one another": ("xl/worksheets/sheet2.xml", "<sheetData>", f"{200 * '<a>'}{200 * '</a>'}<sheetData>"),
    "sheets of one part": ("xl/workbook.xml", "</sheets>", '<sheet name="a" sheetId="9" r:id="rId1"/></sheets>'),
}


@pytest.mark.parametrize("name", BOMBS)
def test_a_small_file_cannot_keep_it_busy(tmp_path: Path, name: str) -> None:
    filled_workbooks.save([*HEAD, ("answer:1.a", "number", datetime(2026, 3, 4))], tmp_path / "a.xlsx")  # noqa: DTZ001
    assert refused(rewritten(tmp_path / "a.xlsx", *BOMBS[name])) == [(1, 1, "ANS001", "工作簿已经损坏。")]


@pytest.mark.parametrize(("length", "cells"), [(32_768, 1), (30_000, 150)])
def test_a_long_text_that_cells_share(tmp_path: Path, length: int, cells: int) -> None:
    filled_workbooks.save([("unit", None, "甲" * 100)], tmp_path / "a.xlsx")
    more = "".join(f'<c r="D{at}" t="s"><v>2</v></c>' for at in range(1, cells + 1))
    path = rewritten(tmp_path / "a.xlsx", "xl/worksheets/sheet2.xml", "<sheetData>", f"<sheetData>{more}")
    sheet.read(path)
    path = rewritten(path, "xl/sharedStrings.xml", "甲" * 100, "甲" * length)
    assert refused(path) == [(1, 1, "ANS001", "工作簿已经损坏。")]


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_parts_that_are_packed_like_no_workbook(tmp_path: Path, method: int) -> None:
    """They unpack to gigabytes whatever length the file says that they have."""
    filled_workbooks.save(HEAD, tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx", "a") as file:
        file.writestr("xl/more.xml", b"<a/>", method)
    assert refused(tmp_path / "a.xlsx") == [(1, 1, "ANS001", "不是 .xlsx 工作簿。")]


def test_answers_in_one_cell(tmp_path: Path) -> None:
    filled_workbooks.save([*HEAD, ("evidence:1", "words", "甲"), ("evidence:2", "words", "乙")], tmp_path / "a.xlsx")
    with zipfile.ZipFile(tmp_path / "a.xlsx") as file:
        places = re.findall("<t>(F[0-9]+)</t>", file.read("xl/sharedStrings.xml").decode())
    changed = rewritten(tmp_path / "a.xlsx", "xl/sharedStrings.xml", f">{places[-1]}<", f">{places[-2]}<")
    assert refused(changed) == [(1, 1, "ANS001", "隐藏的“portal”表改动过：几个答案在同一格。")]


def test_a_text_in_many_pieces_takes_time_by_its_length(tmp_path: Path) -> None:
    pieces = 1_000_000 * "<t>a</t>"
    filled_workbooks.save([*HEAD, ("evidence:1", "words", "甲")], tmp_path / "a.xlsx")
    cell = f'<sheetData><row r="1"><c r="F4" t="inlineStr"><is>{pieces}</is></c></row>'
    path = rewritten(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", "<sheetData>", cell)
    began = time.process_time()
    sheet.read(path)
    assert time.process_time() - began < 10


def test_numbers_without_end(tmp_path: Path) -> None:
    filled_workbooks.save([("answer:1.a", "points", 7.5)], tmp_path / "a.xlsx")
    assert sheet.read(rewritten(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", "7.5", "1E400")).answers == {
        "1.a": "“inf”"
    }


def test_an_empty_answer_far_below_costs_nothing(tmp_path: Path) -> None:
    """A million rows that the file leaves out, and one that stands at the end of the sheet."""
    filled_workbooks.save([("answer:1.a", "yesno", "是")], tmp_path / "a.xlsx")
    far = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    changed = rewritten(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", "</sheetData>", far)
    assert sheet.read(changed).answers == {"1.a": True}


def test_workbooks_of_others(tmp_path: Path) -> None:
    filled_workbooks.save(HEAD, tmp_path / "a.xlsx")
    changed = rewritten(tmp_path / "a.xlsx", "xl/workbook.xml", 'name="portal"', 'name="Sheet2"')
    assert refused(changed) == [(1, 1, "ANS001", "不是本站的评分工作簿：没有“作答”表，或没有隐藏的“portal”表。")]


@pytest.mark.parametrize("name", ["a.XLSX", "a.xlsm", "a.et"])
def test_the_content_decides(tmp_path: Path, name: str) -> None:
    assert read(tmp_path, ("answer:1.a", "yesno", "是"), name=name).answers == {"1.a": True}


def test_when_it_was_saved(tmp_path: Path) -> None:
    """An office program notes when it saved, in UTC; a workbook that none has saved tells nothing."""
    assert read(tmp_path, ("unit", None, "甲")).saved is None
    path = tmp_path / "a.xlsx"
    with zipfile.ZipFile(path) as book:
        core = book.read("docProps/core.xml").decode()
    modified = core.partition("<dcterms:modified")[2].partition(">")[2][:20]
    rewritten(path, "docProps/core.xml", f"{modified}</dcterms:modified>", "2026-11-21T20:30:05Z</dcterms:modified>")
    assert sheet.read(path).saved == "2026-11-22T04:30:05"
    assert sheet.read(rewritten(path, "docProps/core.xml", "T20:30:05Z", "T20:30:05")).saved == "2026-11-21T20:30:05"
    rewritten(path, "docProps/core.xml", "T20:30:05<", "T20:30:05Z<")
    assert sheet.read(rewritten(path, "docProps/core.xml", "T20:30:05Z", "T99:30:05Z")).saved is None


def test_a_workbook_that_an_office_program_saved_again(tmp_path: Path) -> None:
    """Other strings, other styles, the same answers."""
    rows = [
        *HEAD,
        ("unit", None, "喆堃工会 <&> _x000D_"),
        ("answer:1.a", "yesno", "是"),
        ("answer:1.b", "number", 12),
        ("answer:1.c", "points", 4.35),
        ("answer:1.d", "words", "第一行\n第二行"),
        ("answer:1.e", "number", datetime(2026, 3, 4)),  # noqa: DTZ001 - as a cell has it
        ("answer:1.f", "number", "１２"),
        ("answer:1.g", "yesno", True),
        ("answer:1.h", "words", None),
    ]
    filled_workbooks.save(rows, tmp_path / "a.xlsx")
    filled_workbooks.save([*rows, ("answer:1.i", "number", "=3+4")], tmp_path / "b.xlsx")
    again, formula = office.convert([tmp_path / "a.xlsx", tmp_path / "b.xlsx"], "xlsx", tmp_path / "again")
    before, after = sheet.read(tmp_path / "a.xlsx"), sheet.read(again)
    assert after.model_dump(exclude={"saved"}) == before.model_dump(exclude={"saved"})
    assert before.unit == "喆堃工会 <&> _x000D_"
    assert before.answers["1.e"] == "“2026-03-04”"
    assert refused(formula) == [(15, 6, "ANS004", "作答!F15 是公式。")]
