"""How long an office list of many units takes to import; beside it openpyxl reading the same workbook."""

from __future__ import annotations

import csv
import io
import random
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import openpyxl
import xlsxwriter

from generator import importing
from generator.importing.asked import Asked
from generator.importing.terms import Terms

UNITS = 10_000
ROUNDS = 5
_DISTRICTS = ("云杉区", "白桦区", "银杏区", "水杉县", "经济开发区")
_TIERS = ("五星级", "四星级", "三星级")


@dataclass(frozen=True)
class Run:
    """Seconds for each round with a file of one kind, and of the peer, nothing where it reads no such file."""

    kind: str
    size: int
    seconds: list[float]
    peer: list[float]


def measure() -> list[Run]:
    """The same list as a workbook and as the CSV that a Chinese Excel saves."""
    rows = _rows(random.Random(UNITS))
    with tempfile.TemporaryDirectory() as work:
        book, text = Path(work, "名单.xlsx"), Path(work, "名单.csv")
        _workbook(book, rows)
        file = io.StringIO(newline="")
        csv.writer(file).writerows(rows)
        text.write_bytes(file.getvalue().encode("gb18030"))
        return [
            Run("XLSX", book.stat().st_size, _timed(lambda: _import(book)), _timed(lambda: _peer(book))),
            Run("CSV (GBK)", text.stat().st_size, _timed(lambda: _import(text)), []),
        ]


def _rows(pick: random.Random) -> list[list[object]]:
    """Titles, a heading and units, with slips of the keyboard in every tenth."""
    rows: list[list[object]] = [["示例市2024年度星级职工之家名单"], ["2024年11月4日"]]
    rows.append(["序号", "单位名称", "区县", "等次", "得分排名", "联系人", "备注"])
    for at in range(1, UNITS + 1):
        name = f"示例市第{at}工业（集团）有限公司工会委员会"
        if at % 10 == 0:
            name = name.replace(str(at), f"　{at} ").replace("0", "０")
        rows.append(
            [at, name, pick.choice(_DISTRICTS), pick.choice(_TIERS), at, "某人", "原三星级" if at % 7 == 0 else ""]
        )
    return [*rows, ["合计", "", "", "", f"{UNITS}个"], ["注：排名不分先后。"]]


def _workbook(path: Path, rows: list[list[object]]) -> None:
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("名单")
        sheet.merge_range(0, 0, 0, 6, "")
        border = book.add_format({"border": 1})
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row, border)


def _import(path: Path) -> None:
    out = path.with_name("honorees.csv")
    made = importing.honorees(path, out, Asked(), Terms(), replace=False)
    assert made.data.count(b"\r\n") == UNITS + 1


def _peer(path: Path) -> None:
    book = openpyxl.load_workbook(path, read_only=False)
    assert sum(1 for _ in book["名单"].iter_rows(values_only=True)) > UNITS


def _timed(call: Callable[[], None]) -> list[float]:
    found = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        call()
        found.append(time.perf_counter() - start)
    return found


def lines(runs: list[Run]) -> list[str]:
    """The part of the page about it."""
    text = [
        "## Importing a list of honorees",
        "",
        f"Seconds for an office list of {UNITS:,} units, {ROUNDS} times: read, understood, checked and ready to write.",
        "Beside it openpyxl, which reads the cells of the same workbook and nothing more. Asked for: under 5 s.",
        "",
        "| file | size | least | median | most | openpyxl, median |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for one in runs:
        found = one.seconds
        cells = " | ".join(f"{cell:.2f}" for cell in (min(found), median(found), max(found)))
        peer = f"{median(one.peer):.2f}" if one.peer else "–"
        text.append(f"| {one.kind} | {one.size / 1000:.0f} KB | {cells} | {peer} |")
    return text


if __name__ == "__main__":
    print("\n".join(lines(measure())))  # noqa: T201 - what the module is for
