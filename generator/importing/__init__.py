"""``portal import honorees``: the list of an office, as a workbook or as text, to ``honorees.csv``.

What is not sure is asked by a problem at its cell, with the option that answers it; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator import roll
from generator.check.ledger import FILE
from generator.importing import headings, kept, left, rows, sections, separated, sheets, told, units
from generator.importing.asked import Asked
from generator.importing.sheets import Book, Sheet, UnreadableError
from generator.importing.terms import Terms
from generator.importing.units import Found
from generator.load import tables
from generator.model import released
from generator.problems import Problem, ProblemsFoundError, reason
from generator.tables import as_csv

_MAX_BYTES = 16 * 1024 * 1024
_SEALED = (
    "名单已经封存，只有不公布的列和“未命名原因”还可以加上 --replace 改；别的写错了的，用 portal correct 更正，"
    "单位后来的变化记入 events.csv。"
)
_ZIP = b"PK"
_OLE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"


class Imported(Struct, frozen=True):
    """The file to write, and what is to say about it."""

    data: bytes
    lines: tuple[str, ...]
    changed: bool


def honorees(path: Path, out: Path, asked: Asked, terms: Terms, *, replace: bool) -> Imported:
    """The list in a file as the ``honorees.csv`` that is to stand at ``out``; writes nothing.

    Raises:
        ProblemsFoundError: with all that keeps it from being taken over.

    """
    name = str(path)
    book = _book(name, path)
    read = _read(name, book, asked, terms)
    found = [one for one, _ in read]
    unclear = [problem for one in found for problem in one.problems]
    unclear += [problem for one, named in read for problem in left.doubtful(name, one, named, terms, asked)]
    made = rows.read(name, read, terms, asked, clear=not unclear)
    made.problems += [*unclear, *(problem for one in found for problem in _counts(name, one))]
    if not (made.honorees or unclear):
        made.problems.append(Problem(name, 1, 1, "IMP002", "表头下面没有单位。", "核对表头和工作表。"))
    if len(made.honorees) > tables.MAX_ROWS:
        made.problems.append(Problem(name, 1, 1, "IMP001", f"超过{tables.MAX_ROWS}个单位。", "分成几届或几项活动。"))
    _raise(made.problems)
    there = _there(out)
    only = terms.awards[0] if len(terms.awards) == 1 else ""
    stated = {part for one in found for each in one.heading.lists for part in each}
    numbered = kept.number(made.honorees, there, only, stated)
    if numbered.differs and not replace:
        said = f"已经有名单，与新名单不同：{numbered.told()}。"
        raise ProblemsFoundError([Problem(str(out), 1, 1, "IMP008", said, _SEALED if _sealed(out) else "")])
    data = as_csv(roll.table(numbered.honorees))
    lines = [f"读出{len(made.honorees)}个单位：{name}（{book.read}）。"]
    for one, named in read:
        lines += told.sheet(one, named)
    lines += _left_out(book, found)
    lines += [*told.counts(made), *told.changes(made), *told.numbering(numbered)]
    return Imported(data, tuple(lines), there is None or numbered.differs)


def _sealed(out: Path) -> bool:
    """Whether the ledger beside the list that is there holds rows of it."""
    ledger = out.with_name(FILE)
    return ledger.is_file() and f",{released.HONOREE} ".encode() in ledger.read_bytes()


def _raise(problems: list[Problem]) -> None:
    if problems:
        raise ProblemsFoundError(problems)


def _book(name: str, path: Path) -> Book:
    """The file as sheets."""
    try:
        book, problems = _sheets(name, path)
    except OSError as error:
        known = {FileNotFoundError: "没有这个文件。", IsADirectoryError: "是文件夹，不是名单。"}
        said = known.get(type(error), f"读不出来（{reason(error)}）。")
        raise ProblemsFoundError([Problem(name, 1, 1, "IMP001", said, "检查文件名和权限。")]) from error
    except UnreadableError as error:
        raise ProblemsFoundError([Problem(name, 1, 1, "IMP001", str(error), error.remedy)]) from error
    if not book.sheets and not problems:
        problems = [Problem(name, 1, 1, "IMP001", "文件里没有内容。", "核对文件。")]
    _raise(problems)
    return book


def _sheets(name: str, path: Path) -> tuple[Book, list[Problem]]:
    """What is in a file, by its bytes and not by how it is called."""
    if path.stat().st_size > _MAX_BYTES:
        raise UnreadableError(f"文件超过 {_MAX_BYTES // 1024**2} MiB。", "删去图片和附件，只留名单。")
    data = path.read_bytes()
    if data.startswith(_PDF):
        raise UnreadableError("是 PDF，不是表格。", "请提供 .xlsx 或 .csv 的名单。")
    if data.startswith((_ZIP, _OLE)) or path.suffix.lower() in {".xlsx", ".xlsm"}:
        return sheets.workbook(name, data)
    return separated.read(name, data)


def _read(name: str, book: Book, asked: Asked, terms: Terms) -> list[tuple[Found, dict[str, str]]]:
    """The sheets that hold lists, read, each with what its name states."""
    chosen = _chosen(name, book, asked)
    headed = []
    problems = []
    for sheet in chosen:
        heading, found = headings.find(name, sheet, asked)
        problems += found
        if heading:
            headed.append((sheet, heading))
    _raise(problems)
    if not headed:
        raise ProblemsFoundError([_no_heading(name, chosen, asked)])
    stated = sections.all_alike([sheet.name for sheet in chosen], terms) if len(chosen) > 1 else {}
    without = [sheet for sheet in chosen if sheet not in [one for one, _ in headed]]
    if without and (stated or asked.sheets):
        raise ProblemsFoundError([_no_heading(name, without, asked)])
    if len(headed) > 1 and not asked.sheets:
        stated = sections.all_alike([sheet.name for sheet, _ in headed], terms)
        if not stated:
            said = f"几张工作表里都有名单：{told.listed(sheet.name for sheet, _ in headed)}。"
            first = headed[0][0].name
            raise ProblemsFoundError(
                [Problem(name, 1, 1, "IMP002", said, f"用 --sheet 指明，例如 --sheet {first}；要几张就写几次。")]
            )
    return [
        (units.read(name, sheet, heading, terms, asked), dict([stated[sheet.name]]) if sheet.name in stated else {})
        for sheet, heading in headed
    ]


def _chosen(name: str, book: Book, asked: Asked) -> tuple[Sheet, ...]:
    if not asked.sheets:
        return book.sheets
    known = {sheet.name: sheet for sheet in book.sheets}
    missing = [one for one in asked.sheets if one not in known]
    if missing:
        said = f"没有工作表{told.listed(missing)}，有：{told.listed(known) or '（没有）'}。"
        raise ProblemsFoundError([Problem(name, 1, 1, "IMP002", said, "核对 --sheet。")])
    return tuple(known[one] for one in dict.fromkeys(asked.sheets))


def _no_heading(name: str, without: tuple[Sheet, ...] | list[Sheet], asked: Asked) -> Problem:
    where = f"工作表{told.listed(sheet.name for sheet in without)}里" if without[0].name else ""
    if "unit" in asked.columns:
        said, remedy = (
            "认不出哪一行是表头。",
            "用 --header 指明第几行是表头，例如 --header 3；没有表头的写 --header 0。",
        )
    else:
        said = "认不出表头：没有一行写着“单位名称”一类的列名。"
        remedy = "给名单加上表头；或用 --column 单位名称=B 和 --header 3 指明（没有表头的写 --header 0）。"
    return Problem(name, 1, 1, "IMP002", f"{where}{said}", remedy)


def _counts(name: str, found: Found) -> Iterator[Problem]:
    """Sums and counts in headings that are not the number of units found."""
    for line, of in found.sums:
        if line.count is not None and line.count not in of:
            part, *whole = of
            units_ = f"上面这一段是{part}个，名单里一共{whole[-1]}个" if whole else f"名单里是{part}个"
            said = f"{found.sheet.address(line.row, line.at)} 合计写的是{line.count}，{units_}。"
            yield Problem(name, line.row, line.at, "IMP007", said)
    for one in found.sections:
        if one.count is not None and one.count != one.units:
            said = f"{found.sheet.address(one.row, one.at)} 标题写的是{one.count}个，下面是{one.units}个。"
            yield Problem(name, one.row, one.at, "IMP007", said)


def _left_out(book: Book, found: list[Found]) -> Iterator[str]:
    names = [sheet.name for sheet in book.sheets if sheet not in [one.sheet for one in found]]
    if names or book.left_out:
        yield f"没有接收的工作表：{told.listed([*names, *book.left_out])}。"


def _there(out: Path) -> tables.Table | None:
    """The list that stands there already."""
    try:
        said = out.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except UnicodeDecodeError as error:
        problem = Problem(str(out), 1, 1, "FIL005", "已有的名单不是 UTF-8 编码。", tables.REMEDY)
        raise ProblemsFoundError([problem]) from error
    except OSError as error:
        raise ProblemsFoundError([Problem(str(out), 1, 1, "FIL006", f"读不出来（{reason(error)}）。")]) from error
    table, problems = tables.parse(str(out), said)
    missing = [title for title in ("编号", "单位名称") if table and title not in table.headings]
    problems += [Problem(str(out), 1, 1, "HON001", f"缺少表头“{title}”。") for title in missing]
    _raise(problems)
    return table
