"""What was understood of a list, line by line, so that people can see whether it is what they meant."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from generator.check import numbers
from generator.importing import headings, rows
from generator.importing.headings import Column, Heading
from generator.importing.kept import Numbered
from generator.importing.rows import Rows
from generator.importing.units import Found, shown
from generator.importing.words import SERIAL
from generator.model.honours import HONOREES, numbered
from generator.spreadsheet import Formula
from generator.spreadsheet.places import letters

_EXAMPLES = 3
_LISTED = 12  # rows and gaps in a line


def sheet(found: Found, named: dict[str, str]) -> Iterator[str]:
    """A sheet: its heading, its columns, its sections and sums, what was skipped, what lies beside the cells."""
    of = found.heading
    name = f"工作表“{found.sheet.name}”" if found.sheet.name else "表"
    stated = "".join(f"，表名当作{HONOREES[part]}“{said}”" for part, said in named.items())
    yield f"{name}：{len(found.units)}个单位，{_rows_of(of)}{stated}。"
    taken = [f"{_column(one)}→{HONOREES[one.part]}" for one in of.columns if one.part in HONOREES]
    serials = [letters(one.at) for one in of.columns if one.part == SERIAL]
    serial = f"；{'、'.join(serials)}列是序号，不写入" if serials else ""
    yield f"  各列：{'，'.join(taken)}{serial}。"
    left = [_column(one) for one in of.columns if not one.part]
    if left:
        yield f"  没有接收的列：{'、'.join(left)}。"
    for one in of.columns:
        if not one.part and headings.remarks(one.label):
            said = f"{_column(one)}不当作“{HONOREES['note']}”：那一列写核对过的理由"
            yield f"  {said}。要用的，加 --column {HONOREES['note']}={letters(one.at)}。"
    if len(of.lists) > 1:
        how = "按序号逐行读" if found.across else "先读完左边一组，再读右边一组"
        yield f"  并排的{len(of.lists)}组名单：{how}。"
    for part, group in groupby(found.sections, key=lambda one: one.part):
        said = "、".join(f"第{one.row}行“{shown(one.value)}”{one.units}个{_right(one.count)}" for one in group)
        yield f"  分段（{HONOREES[part]}）：{said}。"
    for line, _ in found.sums:
        said = "的合计没有写明数目，或者是公式，没有核对" if line.count is None else f"合计{line.count}，相符"
        yield f"  第{line.row}行{said}。"
    above = [row for row in found.sheet.rows if row < of.first]
    if above:
        some = [f"第{row}行“{shown(_row(found, row))}”" for row in above]
        yield f"  表头以上：{_some(some, _EXAMPLES)}。"
    if found.skipped:
        yield f"  跳过：{_some([f'第{row}行{said}' for row, said in found.skipped], _LISTED)}。"
    yield from (f"  {said}。" for said in (*_formulas(found), *found.sheet.beside, *_gaps(found)))


def _some(said: list[str], most: int) -> str:
    """The first of several, and how many there are."""
    return "；".join(said[:most]) + (f"……共{len(said)}行" if len(said) > most else "")


def _column(one: Column) -> str:
    return f"{letters(one.at)}“{shown(one.label)}”" if one.label else letters(one.at)


def _rows_of(heading: Heading) -> str:
    if not heading.first:
        return "没有表头"
    return f"表头在第{heading.first}" + (f"至{heading.last}" if heading.last > heading.first else "") + "行"


def _right(count: int | None) -> str:
    return "" if count is None else "（与标题所写相符）"


def _row(found: Found, row: int) -> str:
    return " ".join(text for column in found.sheet.rows[row] if (text := found.sheet.text(row, column)))


def _formulas(found: Found) -> Iterator[str]:
    cells = [at for at, value in found.sheet.cells.items() if isinstance(value, Formula)]
    if cells:
        more = "等" if len(cells) > 1 else ""
        yield f"{len(cells)}处公式不在接收的列里，没有理会（{found.sheet.address(*cells[0])}{more}）"


def _gaps(found: Found) -> Iterator[str]:
    """Running numbers that do not go on by one: rows may have been lost, or sections count anew."""
    serials = [(unit.line.row, unit.line.serial) for unit in found.units]
    missing = [row for row, number in serials if number is None]
    if len(missing) == len(serials):
        return
    if missing:
        yield f"没有序号的单位：第{'、'.join(map(str, missing[:_LISTED]))}行"
    known = [(row, number) for row, number in serials if number is not None]
    odd = [(row, last, number) for (_, last), (row, number) in pairwise(known) if number not in {last + 1, 1}]
    if odd:
        said = "；".join(f"第{row}行的序号是{number}，前一个是{last}" for row, last, number in odd[:_EXAMPLES])
        yield f"注意：序号不连续，{said}{'……' if len(odd) > _EXAMPLES else ''}"


def counts(made: Rows) -> Iterator[str]:
    """How many units there are by award, tier, district and kind."""
    for part in ("award", "tier", "district", "kind"):
        said = "、".join(f"{shown(name)} {number}" for name, number in rows.counted(made.honorees, part))
        if said:
            yield f"{HONOREES[part]}：{said}。"
    if notes := sum(bool(one.note) for one in made.honorees):
        yield f"{HONOREES['note']}：{notes}格，留在 honorees.csv 里，网站上不公布。"


def changes(made: Rows) -> Iterator[str]:
    """What was put right, with some examples."""
    for kind, cells in made.changes.items():
        some = "；".join(f"{address}“{_part(before)}”→“{_part(after)}”" for address, before, after in cells[:_EXAMPLES])
        yield f"{kind}：{len(cells)}格，例如 {some}。"


def _part(said: str) -> str:
    plain = numbers.masked(said.replace("\n", "⏎"))
    return "".join(char if char.isprintable() or char == "\u3000" else f"<U+{ord(char):04X}>" for char in plain)[:40]


def numbering(made: Numbered) -> Iterator[str]:
    """Which numbers were kept and which are new."""
    if not made.honorees:
        return
    if made.copied is None:
        yield f"编号：按名单的先后，{made.honorees[0].number} 至 {made.honorees[-1].number}。"
        return
    yield f"编号：沿用{made.kept}个，新编{len(made.added)}个。"
    if made.copied:
        said = "、".join(f"{HONOREES[part]} {cells}格" for part, cells in made.copied.items())
        yield f"新名单里没有的列，沿用原文件的：{said}。"
    if made.differs:
        yield f"与原文件相比：{made.told()}。"
    last = max(one.number for one in made.honorees)
    free = [number for one in made.removed if (number := numbered(one.partition(" ")[0])) and number < last]
    if free:
        some = f"{'、'.join(free[:_LISTED])}{f'等{len(free)}个' if len(free) > _LISTED else ''}"
        yield f"编号空着的：{some}，原是去掉的单位的，不给别的单位。"
        yield "  名单从未公布、想重新连续编号的，把 honorees.csv 移到门户以外再导入，人工填的“说明”等列照抄过来。"


def listed(names: Iterable[str]) -> str:
    """Names of sheets in quotation marks."""
    return "、".join(f"“{name}”" for name in names)
