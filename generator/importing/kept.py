"""A list that is there already: units in it keep their numbers, and nothing in it is changed unasked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.importing.units import shown
from generator.load.tables import Row, Table
from generator.model.honours import HONOREES, Honoree, numbered

_NAMED = 3  # units in a message
_COPIED = ("kind", "held", "note", "refused")
"""What people add to the list by hand: kept where the new list has no such column."""


class Numbered(Struct, frozen=True):
    """The list with numbers; what differs from the one that is there, by name; how much of it was kept."""

    honorees: tuple[Honoree, ...]
    added: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    kept: int = 0
    copied: Mapping[str, int] | None = None
    moved: bool = False

    @property
    def differs(self) -> bool:
        """Whether anything is different."""
        return bool(self.added or self.removed or self.changed or self.moved)

    def told(self) -> str:
        """What would be different."""
        parts = [
            f"{word}{len(names)}个（{'、'.join(names[:_NAMED])}{'等' if len(names) > _NAMED else ''}）"
            for word, names in (("增加", self.added), ("去掉", self.removed), ("改动", self.changed))
            if names
        ]
        return "，".join([*parts, *(["先后次序有变"] if self.moved else [])])


def number(honorees: Iterable[Honoree], there: Table | None, only_award: str, parts: Collection[str]) -> Numbered:
    """Give numbers: to units that are in the list already theirs, to others the next ones.

    ``only_award`` is what a blank award means; ``parts`` are those that the new list states.
    """
    if there is None:
        return Numbered(tuple(replace(one, number=f"{at:04}") for at, one in enumerate(honorees, 1)))
    rows: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in there.rows:
        rows[_cell(row, "unit"), _cell(row, "award") or only_award].append(row)
    highest = max((int(said) for row in there.rows if (said := _cell(row, "number")).isdecimal()), default=0)
    found: list[Honoree] = []
    added, changed = [], []
    copied: dict[str, int] = defaultdict(int)
    for one in honorees:
        known = rows.get((one.unit, one.award))
        if known:
            row = known.pop(0)
            old = {part: _cell(row, part) for part in _COPIED if part not in parts and _cell(row, part)}
            for part in old:
                copied[part] += 1
            made = replace(one, number=numbered(_cell(row, "number")), **old)
            if different := [part for part in HONOREES if _written(made, part) != _old(row, part, only_award)]:
                titles = "、".join(HONOREES[part] for part in different)
                changed.append(f"{made.number} {shown(made.unit)}：{titles}")
        else:
            highest += 1
            made = replace(one, number=f"{highest:04}")
            added.append(shown(made.unit))
        found.append(made)
    removed = [f"{_cell(row, 'number')} {shown(_cell(row, 'unit'))}" for left in rows.values() for row in left]
    before = [numbered(_cell(row, "number")) for row in there.rows]
    numbers, still = set(before), {one.number for one in found}
    moved = [one.number for one in found if one.number in numbers] != [one for one in before if one in still]
    kept = len(found) - len(added)
    return Numbered(tuple(found), tuple(added), tuple(removed), tuple(changed), kept, dict(copied), moved)


def _cell(row: Row, part: str) -> str:
    return row.cells.get(HONOREES[part], "")


def _old(row: Row, part: str, only_award: str) -> str:
    said = _cell(row, part)
    if part == "number":
        return numbered(said)
    return said or (only_award if part == "award" else "")


def _written(one: Honoree, part: str) -> str:
    value = getattr(one, part)
    return "" if value is None else str(value)
