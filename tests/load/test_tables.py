"""CSV files as office programs write them: located rows, or every problem of their shape."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator import load
from generator.load import tables


def rows(text: str) -> list[tuple[int, dict[str, str]]]:
    table, problems = tables.parse("list.csv", text)
    assert problems == []
    assert table
    return [(row.line, dict(row.cells)) for row in table.rows]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("", []),
        ("编号,名称\n", []),
        ("编号,名称", []),
        ("编号,名称\n0001,甲\n0002,乙", [(2, {"编号": "0001", "名称": "甲"}), (3, {"编号": "0002", "名称": "乙"})]),
        # Blank rows, blank cells at the end, and spaces around what is said.
        ("a,b,,\n\n,,\n1,2,,,\n 3 ,\u3000\n", [(4, {"a": "1", "b": "2"}), (5, {"a": "3", "b": ""})]),
        # A row that is short, a cell that is blank before one that is not.
        ("a,b\n1\n,2\n", [(2, {"a": "1", "b": ""}), (3, {"a": "", "b": "2"})]),
        # Quoted: separators, quotes and line ends inside; what follows stands on its own line.
        ('a,b\n"1,2","say ""hi"""\n"x\ny",z\nlast,\n', [
            (2, {"a": "1,2", "b": 'say "hi"'}),
            (3, {"a": "x\ny", "b": "z"}),
            (5, {"a": "last", "b": ""}),
        ]),
    ],
)  # fmt: skip
def test_rows_have_their_cells_and_their_line(text: str, wanted: list[tuple[int, dict[str, str]]]) -> None:
    assert rows(text) == wanted


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("a,a,b\n", [(1, 2, "表头“a”写了不止一次")]),
        ("a,,b\n", [(1, 2, "表头有空格子")]),
        ("a;b\n1;2\n", [(1, 1, "各格不是用半角逗号隔开的")]),
        ("a，b\n1，2\n", [(1, 1, "各格不是用半角逗号隔开的")]),
        ("a\tb\n", [(1, 1, "各格不是用半角逗号隔开的")]),
        ("a,b\n1,2\n1,2,3\n1,,,4\n", [(3, 1, "这一行有3格，表头只有2格"), (4, 1, "这一行有4格")]),
        (f"a,b\n1,{'长' * 1001}\n", [(2, 2, "这一格超过1000字")]),
        ('a,b\n1,2\n3,"4\n5,6\n', [(3, 1, "从这一行起读不出来")]),
        ('a,b\n1,"2"x\n', [(2, 1, "从这一行起读不出来")]),
        ('"a\n', [(1, 1, "从这一行起读不出来")]),
        (f"a\n{'长' * 140_000}\n", [(2, 1, "从这一行起读不出来")]),
        ('a,a\n1,2,3\n"', [(1, 2, "写了不止一次"), (2, 1, "这一行有3格"), (3, 1, "读不出来")]),
    ],
)
def test_what_is_no_table_is_told_where(text: str, wanted: list[tuple[int, int, str]]) -> None:
    table, problems = tables.parse("list.csv", text)
    assert table is None
    assert [(problem.line, problem.column) for problem in problems] == [place[:2] for place in wanted]
    for problem, (_, _, says) in zip(problems, wanted, strict=True):
        assert (problem.path, problem.code) == ("list.csv", "TAB001")
        assert says in problem.message


def test_a_table_without_end_is_read_up_to_the_limit() -> None:
    table, problems = tables.parse("list.csv", "a\n" + "1\n" * 9, most=5)
    assert table is None
    assert [(problem.line, problem.message) for problem in problems] == [(7, "超过5行。")]
    assert tables.parse("list.csv", "a\n" + "1\n" * 5, most=5)[1] == []


def test_columns_without_end_are_not_kept_for_each_row() -> None:
    """Of three thousand headings and as many rows as there may be that would take two gigabytes."""
    table, problems = tables.parse("list.csv", ",".join(f"h{at}" for at in range(101)) + "\n" + "1\n" * 9)
    assert table is None
    assert [(one.line, one.column, one.message) for one in problems] == [(1, 101, "表头超过100格。")]


_CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r"), max_size=8).map(str.strip)


@given(st.lists(st.tuples(_CELLS, _CELLS.filter(bool)), max_size=6))
def test_what_is_written_is_what_is_read(cells: list[tuple[str, str]]) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\n").writerows([("a", "b"), *cells])
    assert [(row["a"], row["b"]) for _, row in rows(file.getvalue())] == cells


def test_where_a_heading_stands() -> None:
    table, _ = tables.parse("list.csv", "a,b\n")
    assert table
    assert (table.column("b"), table.column("c")) == (2, 1)


@pytest.mark.parametrize(
    "data", ["序号,内容\n1,甲\n".encode("gb18030"), "序号\t内容\n1\t甲\n".encode(), b"a,b\n1,2,3\n"]
)
def test_a_ledger_that_an_office_program_wrote_is_restored_not_saved_again(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "content/campaigns/demo/2026/ledger.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    (problem,) = load.tree(tmp_path).problems
    assert problem.remedy.startswith("从版本管理或备份里恢复 ledger.csv")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        ("﻿编号,单位名称\r\n0001,甲\r\n".encode(), None),
        ("编号,单位名称\r0001,甲\r".encode(), None),
        ("编号,单位名称\n0001,甲\n".encode("gb18030"), "FIL005"),
        (b"a,b\n1,2,3\n", "TAB001"),
        (b"x" * (8192 * 1024 + 1), "FIL004"),
    ],
)
def test_a_file_of_an_edition_is_read_or_refused(tmp_path: Path, data: bytes, code: str | None) -> None:
    path = "content/campaigns/demo/2026/honorees.csv"
    (tmp_path / path).parent.mkdir(parents=True)
    (tmp_path / path).write_bytes(data)
    sources = load.tree(tmp_path)
    assert [problem.code for problem in sources.problems] == ([code] if code else [])
    assert sources.refused == ({path} if code else set())
    if code is None:
        assert [dict(row.cells) for row in sources.tables[path].rows] == [{"编号": "0001", "单位名称": "甲"}]


def test_a_ledger_may_have_as_many_lines_as_a_list_and_its_events(tmp_path: Path) -> None:
    folder = tmp_path / "content/campaigns/demo/2026"
    folder.mkdir(parents=True)
    for name in ("honorees.csv", "ledger.csv"):
        (folder / name).write_text("a\n" + "1\n" * (tables.MAX_ROWS + 1), "utf-8")
    sources = load.tree(tmp_path)
    assert [problem.path.rpartition("/")[2] for problem in sources.problems] == ["honorees.csv"]
