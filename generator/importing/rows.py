"""Units of sheets to rows of the list: texts put right, names matched with the edition's, blanks as people say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from msgspec import Struct, field

from generator.importing import cleaning
from generator.importing.asked import ABOVE, EMPTY, Asked
from generator.importing.sheets import text
from generator.importing.terms import Terms
from generator.importing.units import Found, Unit, shown
from generator.model.honours import HONOREES, Honoree
from generator.problems import Problem

GROUPED = ("award", "tier", "district")
"""The parts that lists state once for several units."""

_RANK = re.compile(r"(?:第|并列第?)?\s*([1-9][0-9]{0,4})(?:\.0)?\s*(?:名|位)?")
_NUMBERED = re.compile(r"([0-9]{1,5})[、.．]\s*(?=[^0-9\s])")
_MATCHED = "按本届的名称改写"
_WORD = re.compile(r"[^\W\d_]")


class Rows(Struct):
    """The list without numbers, what was changed (examples by kind), and what is wrong."""

    honorees: list[Honoree] = field(default_factory=list)
    changes: dict[str, list[tuple[str, str, str]]] = field(default_factory=lambda: defaultdict(list))
    problems: list[Problem] = field(default_factory=list)


class _Row(Struct):
    """What a unit's row says, and where: ``at`` by part, the cell's row and column."""

    found: Found
    unit: Unit
    said: dict[str, str] = field(default_factory=dict)
    at: dict[str, tuple[int, int]] = field(default_factory=dict)

    @property
    def line(self) -> int:
        return self.unit.line.row


def read(path: str, sheets: list[tuple[Found, dict[str, str]]], terms: Terms, asked: Asked, *, clear: bool) -> Rows:
    """The rows of all sheets; beside each stands what the sheet's name states.

    Where it is not ``clear`` what sections and columns are, nobody is asked for what units seem to lack.
    """
    reader = _Reader(path, terms, asked)
    made = [reader.row(found, unit, named) for found, named in sheets for unit in found.units]
    reader.unnumbered(made)
    if clear:
        reader.blanks(made)
    for row in made:
        reader.named(row)
        reader.take(row)
    if clear:
        reader.missing(made)
    reader.rows.problems = list(dict.fromkeys(reader.rows.problems))  # what a heading says is wrong once
    return reader.rows


class _Reader:
    def __init__(self, path: str, terms: Terms, asked: Asked) -> None:
        self.path, self.terms, self.asked = path, terms, asked
        self.rows = Rows()

    def row(self, found: Found, unit: Unit, named: dict[str, str]) -> _Row:
        """The cells of a unit, then what its sections, its sheet and people say of it."""
        made = _Row(found, unit)
        for part, column in found.heading.lists[unit.line.list].items():
            if part not in HONOREES:
                continue
            value = found.sheet.value(unit.line.row, column)
            at = found.sheet.origins.get((unit.line.row, column), (unit.line.row, column))
            made.at[part] = at
            if value is None:
                continue
            said, changes = cleaning.clean(text(value))
            for change in changes:
                self.rows.changes[change].append((found.sheet.address(*at), text(value), said))
            made.said[part] = said
            for code, fault in cleaning.faults(value, said):
                self.problem(made, part, code, fault)
            if part == "unit" and at in found.sheet.struck:
                remedy = "已经划掉的，删去这一行；没有划掉的，取消删除线。"
                self.problem(made, part, "IMP006", f"“{shown(said)}”有删除线。", remedy)
        self.stated(made, {**named, **{one.part: one.value for one in unit.sections if one.part}})
        for part, said in self.asked.values.items():
            made.said.setdefault(part, said)
        return made

    def stated(self, made: _Row, stated: dict[str, str]) -> None:
        """Take what the sections of a unit and its sheet state, unless it says so itself."""
        places = {one.part: (one.row, one.at) for one in made.unit.sections}
        for part, said in stated.items():
            if part not in made.said and part in places:
                made.at[part] = places[part]
            own = made.said.setdefault(part, said)
            if own != said and self.terms.match(part, own) != self.terms.match(part, said):
                self.problem(made, part, "IMP006", f"是“{shown(own)}”，所在分段或工作表是“{shown(said)}”。")

    def unnumbered(self, made: list[_Row]) -> None:
        """Take away running numbers that stand before names in the same cell; all names have them, or none."""
        found = [(row, number) for row in made if (number := _NUMBERED.match(row.said.get("unit", "")))]
        before = [0, *(int(number[1]) for _, number in found)]
        running = len(found) == len(made) and all(after in {1, last + 1} for last, after in pairwise(before))
        for row, number in found:
            name = row.said["unit"][number.end() :]
            if running:
                address = row.found.sheet.address(*row.at["unit"])
                self.rows.changes["去掉名称前的序号"].append((address, row.said["unit"], name))
                row.said["unit"] = name
            else:
                said = f"以“{number[0]}”开头：是序号，还是名称的一部分？"
                self.problem(row, "unit", "IMP006", said, "序号另放一列，或去掉。")

    def blanks(self, made: list[_Row]) -> None:
        """A blank cell below others may mean the same as above or nothing: people say which."""
        for part in GROUPED:
            if not any(row.said.get(part) for row in made):
                continue
            above = ""
            empty = []
            for row in made:
                if row.said.get(part):
                    above = row.said[part]
                elif self.asked.blanks.get(part) == ABOVE and above:
                    row.said[part] = above
                elif self.asked.blanks.get(part) != EMPTY and not self._untiered(row, part):
                    empty.append(row)
            if empty:
                title = HONOREES[part]
                more = f"（连同它共{len(empty)}格）" if len(empty) > 1 else ""
                remedy = (
                    f"把格子填上；与上一行相同的，加 --blank {title}={ABOVE}；确实没有的，加 --blank {title}={EMPTY}。"
                )
                self.problem(empty[0], part, "IMP006", f"“{title}”是空的{more}，同一列别的格子有内容。", remedy)

    def named(self, row: _Row) -> None:
        """Awards, tiers and districts by the edition's own names."""
        if not row.said.get("award") and len(self.terms.awards) == 1:
            row.said["award"] = self.terms.awards[0]
        for part in GROUPED:
            said = row.said.get(part, "")
            if said and part in self.terms.closed:
                known = self.terms.match(part, said)
                if known is None:
                    self.problem(row, part, "IMP006", self.terms.unknown(part, shown(said)))
                elif known != said:
                    address = row.found.sheet.address(*row.at.get(part, (row.line, 1)))
                    self.rows.changes[_MATCHED].append((address, said, known))
                    row.said[part] = known
        if row.said.get("tier") and self._untiered(row, "tier"):
            said = f"称号“{shown(row.said['award'])}”不分等次。"
            self.problem(row, "tier", "IMP006", said, "去掉等次，或核对称号。")

    def missing(self, made: list[_Row]) -> None:
        """Say once of each part which units lack it that must not."""
        for part in GROUPED:
            without = [row for row in made if not row.said.get(part) and self._needed(row, part)]
            if without:
                more = f"（连同它共{len(without)}个单位）" if len(without) > 1 else ""
                remedy = f"补上；全都相同的，加 --value {HONOREES[part]}=……。"
                self.problem(without[0], part, "IMP006", f"没有“{HONOREES[part]}”{more}。", remedy)

    def _untiered(self, row: _Row, part: str) -> bool:
        """Whether it is the tier of an award that has none."""
        award = self.terms.match("award", row.said.get("award", ""))
        return part == "tier" and award in self.terms.awards and award not in self.terms.tiered

    def _needed(self, row: _Row, part: str) -> bool:
        if part == "tier":
            return row.said.get("award") in self.terms.tiered
        return part in self.terms.closed

    def take(self, row: _Row) -> None:
        """Add the row to the list."""
        name = row.said.get("unit", "")
        if name and not _WORD.search(name):
            self.problem(row, "unit", "IMP006", f"“{shown(name)}”不像单位名称。")
        rank = row.said.get("rank", "")
        number = _RANK.fullmatch(rank)
        if rank and not number:
            self.problem(row, "rank", "IMP006", f"名次“{shown(rank)}”不是数字。", "改成数字，或加 --column 名次=无。")
        self.rows.honorees.append(
            Honoree(
                "",
                row.said.get("award", ""),
                row.said.get("tier") or None,
                name,
                row.said.get("district", ""),
                row.said.get("kind", ""),
                int(number[1]) if number else None,
                row.said.get("held", ""),
                row.said.get("note", ""),
                row.said.get("refused", ""),
                row.line,
            )
        )

    def problem(self, row: _Row, part: str, code: str, said: str, remedy: str = "") -> None:
        """A problem of a cell, or of its row where the list has no such column."""
        at = row.at.get(part, (row.line, row.unit.line.at))
        self.rows.problems.append(Problem(self.path, *at, code, f"{row.found.sheet.address(*at)} {said}", remedy))


def counted(honorees: list[Honoree], part: str) -> Iterator[tuple[str, int]]:
    """How many units there are of each name of a part, in the order of the list."""
    found: dict[str, int] = {}
    for one in honorees:
        name = getattr(one, part)
        if name:
            found[name] = found.get(name, 0) + 1
    yield from found.items()
