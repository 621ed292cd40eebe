"""The units of a sheet with the sections that they stand in, and what of the sheet is no unit."""

from __future__ import annotations

from collections.abc import Sequence
from enum import Enum, auto
from itertools import zip_longest

from msgspec import Struct, field

from generator.check import numbers
from generator.importing import sections
from generator.importing.asked import Asked
from generator.importing.headings import Heading
from generator.importing.lines import Kind, Line, is_day, lines
from generator.importing.sheets import Sheet
from generator.importing.terms import Terms
from generator.problems import Problem

_SKIPPED = {
    Kind.NOTE: "注",
    Kind.FOOT: "落款",
    Kind.DATE: "日期",
    Kind.HEADING: "重复的表头",
    Kind.SERIAL: "只有序号",
    Kind.MERGED: "上一行合并单元格的下半",
    Kind.OTHER: "表后文字",
    Kind.SECTION: "表后文字",
}
_BARE = {Kind.SERIAL, Kind.HEADING, Kind.MERGED}
_MOST = 9 / 10  # of the units: what they have beside their names, the others are expected to have
_SHOWN = 24  # characters of a line in a message


class Section(Struct):
    """A heading between units; ``count`` is the number that it states, ``units`` how many stand below it."""

    row: int
    at: int
    said: str
    part: str
    value: str
    level: int
    count: int | None
    units: int = 0


class Unit(Struct, frozen=True):
    """A row of a list that is a unit, and what its sections state of it."""

    line: Line
    sections: tuple[Section, ...]


class Found(Struct):
    """A sheet, read: its units in order, its sections, its sums, and what was skipped by row."""

    sheet: Sheet
    heading: Heading
    units: list[Unit] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    sums: list[tuple[Line, tuple[int, ...]]] = field(default_factory=list)
    """Sums, with what they may be the sum of: units of the section, all above, of 小计 those since the sum before."""
    skipped: list[tuple[int, str]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    across: bool = False
    """Whether lists that lie side by side are read row by row."""


def read(path: str, sheet: Sheet, heading: Heading, terms: Terms, asked: Asked) -> Found:
    """All lines of a sheet below its heading."""
    reader = _Reader(path, Found(sheet, heading), terms, asked)
    reader.read(list(lines(sheet, heading, terms)))
    return reader.found


def shown(said: str) -> str:
    """A line as a message may show it: short, and with no number of a person."""
    said = numbers.masked(" ".join(said.split()))
    return said if len(said) <= _SHOWN else f"{said[:_SHOWN]}…"


class _Reader:
    """Goes through the lines of one sheet."""

    def __init__(self, path: str, found: Found, terms: Terms, asked: Asked) -> None:
        self.path, self.found, self.terms, self.asked = path, found, terms, asked
        self.levels: list[int] = []  # of headings, as they are first met
        self.open: list[Section] = []
        self.block: list[Unit] = []  # units of lists side by side, up to the next heading
        self.summed = 0  # units above the last sum

    def read(self, all_lines: list[Line]) -> None:
        """All lines, in order."""
        judge = _Judge(all_lines, self.terms)
        for line, after in zip_longest(all_lines, all_lines[1:]):
            if line.kind is Kind.UNIT:
                self._unit(line, judge.verdict(line, after))
            elif line.kind is Kind.SECTION and (line.row < judge.last or (line.title and line.title.is_marked)):
                self._take()
                self._section(line)
            elif line.kind is Kind.SUM:
                self._take()
                units = len(self.found.units)
                above = [units - self.summed] if line.words.startswith("小") else []
                self.found.sums.append((line, tuple(sorted({*(one.units for one in self.open[-1:]), *above, units}))))
                self.summed = units
            elif line.kind is Kind.OTHER_HEADING:
                self._problem(
                    line, "IMP002", "又有一个表头，与前面的不同。", "各表分放在几张工作表里，或分几个文件导入。"
                )
                break
            elif line.kind is Kind.OTHER and (line.row < judge.last or line.serial is not None):
                said = f"看不懂这一行“{shown(line.words)}”：没有单位名称，也不是分段标题。"
                self._problem(line, "IMP006", said, "是单位的，补上单位名称；不是的，删去这一行。")
            else:
                self._skip(line)
        self._take()

    def _unit(self, line: Line, verdict: _Verdict) -> None:
        if verdict is _Verdict.UNIT:
            self.block.append(Unit(line, tuple(self.open)))
        elif verdict is _Verdict.SIGNATURE:
            self.found.skipped.append((line.row, f"落款“{shown(line.words)}”"))
        else:
            said = f"“{shown(line.words)}”是单位，还是标题、落款、说明？"
            self._problem(line, "IMP006", said, "是单位的，补上这一行的序号或其他内容；不是的，删去这一行。")

    def _take(self) -> None:
        """Take over the units up to here: of lists side by side one after the other, unless 序号 go across."""
        block = self.block
        if len(self.found.heading.lists) > 1:
            serials = [unit.line.serial for unit in block if unit.line.serial is not None]
            self.found.across = len(serials) == len(block) > 1 and serials == sorted(serials)
            if not self.found.across:
                block.sort(key=lambda unit: (unit.line.list, unit.line.row))
        for unit in block:
            for section in unit.sections:
                section.units += 1
        self.found.units += block
        block.clear()

    def _section(self, line: Line) -> None:
        title = line.title or sections.title(line.words)
        if title.level not in self.levels:
            self.levels.append(title.level)
        at = self.levels.index(title.level)
        if at < len(self.asked.sections):
            part, value = self.asked.sections[at], title.words
        else:
            part, value = sections.meaning(title.words, self.terms) or ("", "")
        if not part:
            said = f"分段标题“{shown(line.words)}”说的是等次、称号、所属还是类别，看不出来。"
            remedy = "用 --sections 指明各级标题的含义，例如 --sections 等次,所属；不是标题的，删去这一行。"
            self._problem(line, "IMP006", said, remedy)
        new = Section(line.row, line.at, line.words, part, value, title.level, title.count)
        ends = (one.part == part or (title.level and one.level >= title.level) for one in self.open)
        self.open[next((at for at, ended in enumerate(ends) if ended), len(self.open)) :] = [new]
        self.found.sections.append(new)

    def _skip(self, line: Line) -> None:
        said = _SKIPPED[line.kind]
        self.found.skipped.append((line.row, said if line.kind in _BARE else f"{said}“{shown(line.words)}”"))

    def _problem(self, line: Line, code: str, said: str, remedy: str) -> None:
        place = self.found.sheet.address(line.row, line.at)
        self.found.problems.append(Problem(self.path, line.row, line.at, code, f"{place} {said}", remedy))


class _Verdict(Enum):
    UNIT = auto()
    SIGNATURE = auto()
    UNCLEAR = auto()


class _Judge:
    """Whether a row with something in the unit's column is a unit: it has what most others have beside the name.

    ``last`` is the last row that surely is one; below it stand notes, signatures and dates.
    """

    def __init__(self, all_lines: Sequence[Line], terms: Terms) -> None:
        units = [line for line in all_lines if line.kind is Kind.UNIT]
        self.terms = terms
        self.numbered = sum(line.serial is not None for line in units) * 2 > len(units)
        self.rich = sum(line.rich for line in units) >= len(units) * _MOST
        self.last = max((line.row for line in units if self._whole(line)), default=0)
        self.final = units[-1].row if units else 0

    def _whole(self, line: Line) -> bool:
        return line.serial is not None if self.numbered else line.rich or not self.rich

    def verdict(self, line: Line, after: Line | None) -> _Verdict:
        """What a line is, whether a date follows it or stands in it."""
        signed = (after is not None and after.kind is Kind.DATE) or any(map(is_day, line.words.split(" ")))
        if self._whole(line):
            doubtful = line.row == self.final and not self.numbered and signed and (not line.rich or not after)
            return _Verdict.UNCLEAR if doubtful else _Verdict.UNIT
        if line.row > self.last:
            return _Verdict.SIGNATURE if signed else _Verdict.UNCLEAR
        if line.rich if self.numbered else sections.meaning(line.words, self.terms) is None:
            return _Verdict.UNIT
        return _Verdict.UNCLEAR
