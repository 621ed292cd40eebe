"""What differs between a rubric and the one before it: its head, its sections, its items."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.changes import counting, matching
from generator.changes.matching import BONUS, Entry, Match
from generator.changes.point import Facts, Point, Said, Side, Value, point, rows, values
from generator.model import addresses
from generator.model.base import shown
from generator.model.rubric import BonusItem, Rubric, Section

_COUNTS = {"yes": "计入等次", "no": "不计入等次", "unsaid": "原文没有规定是否计入等次"}


class Group(Struct, frozen=True):
    """Items below one heading; those that were dropped stand below that heading's counterpart."""

    title: str
    points: tuple[Point, ...]


class RubricChange(Struct, frozen=True):
    """A rubric of two editions; of one that is new or dropped, only one side is there and nothing is compared.

    ``head`` is what differs in the form as a whole and in its sections, ``groups`` have every item once.
    """

    before: Rubric | None
    after: Rubric | None
    head: Point | None = None
    groups: tuple[Group, ...] = ()

    @property
    def points(self) -> tuple[Point, ...]:
        """Every item of both."""
        return tuple(one for group in self.groups for one in group.points)

    @property
    def rubric(self) -> Rubric:
        """As it is now, or was."""
        found = self.after or self.before
        assert found is not None  # noqa: S101 - one side is there
        return found

    @property
    def same(self) -> bool:
        """Whether it is in both and nothing of it differs."""
        return bool(self.head and self.head.kind == "same") and all(one.kind == "same" for one in self.points)


def rubrics(before: tuple[Rubric, ...], after: tuple[Rubric, ...]) -> tuple[RubricChange, ...]:
    """Every rubric of two editions once, the new ones in their order, then what was dropped."""
    olds = {rubric.id: rubric for rubric in before}
    known = matching.rubrics(before, after)
    kept = [compare(olds[known[one.id]], one) if one.id in known else RubricChange(None, one) for one in after]
    return (*kept, *(RubricChange(one, None) for one in before if one.id not in known.values()))


def compare(before: Rubric, after: Rubric) -> RubricChange:
    """What differs between two rubrics."""
    match = matching.items(before, after)
    head = point(
        Side(before.id, before.short, addresses.standard(before.id)),
        Side(after.id, after.short, addresses.standard(after.id)),
        (_head(before), _head(after)),
        (_about(before), _about(after)),
    )
    sections = _section_values(before, after, match)
    if sections:
        head = Point("changed", head.before, head.after, (*head.values, *sections), head.texts)
    return RubricChange(before, after, head, tuple(_groups(before, after, match)))


def _head(rubric: Rubric) -> Facts:
    bonus = rubric.bonus
    return {
        "满分": f"{shown(rubric.total)}分" if rubric.total else "",
        "加分合计": (f"最多{shown(bonus.limit)}分" if bonus.limit else "不封顶") if bonus else "",
        "加分是否计入等次": _COUNTS[bonus.counts] if bonus else "",
        "折算": f"四舍五入到{shown(rubric.rescale.unit)}分" if rubric.rescale else "",
        "表头栏目": "、".join(rubric.head),
        "意见栏": "、".join(one.title for one in rubric.opinions),
        "用这张表的单位": "、".join(kind.label for kind in rubric.kinds),
    }


def _about(rubric: Rubric) -> Said:
    return (
        ("标题", f"{rubric.title}{rubric.subtitle or ''}"),
        ("适用单位", rubric.units),
        ("备注", rubric.remark or ""),
        ("加分的口径", rubric.bonus.reading.text if rubric.bonus and rubric.bonus.reading else ""),
    )


def _section_values(before: Rubric, after: Rubric, match: Match) -> tuple[Value, ...]:
    """Sections that are new or gone, have another name, other points or another badge."""
    olds, news = ({section.id: section for section in rubric.all_sections} for rubric in (before, after))
    found: list[Value] = []
    for name, section in news.items():
        old = olds.get(match.sections.get(name, ""))
        if old is None:
            found.append(Value("部分", "", _called(section)))
            continue
        found += values({"部分": old.title}, {"部分": section.title})
        found += values(_section(old, section.title), _section(section, section.title))
    return (
        *found,
        *(Value("部分", _called(old), "") for name, old in olds.items() if name not in match.sections.values()),
    )


def _section(section: Section, title: str) -> Facts:
    badge = section.badge
    return {
        f"“{title}”总分": f"{shown(section.points)}分" if section.points else "",
        f"“{title}”单项称号": f"{badge.title}（{shown(badge.minimum)}分以上）" if badge else "",
        f"“{title}”引用": section.refers.text if section.refers else "",
    }


def _called(section: Section) -> str:
    return f"{section.title}（{shown(section.points)}分）" if section.points else section.title


def _groups(before: Rubric, after: Rubric, match: Match) -> Iterator[Group]:
    """Every item of both rubrics, below the sections of the new one, then what stood below others in the old one."""
    olds, news = matching.entries(before), matching.entries(after)
    place = {entry.item.id: i for i, entry in enumerate(olds)}
    known = match.old
    found = {place[known[entry.item.id]]: j for j, entry in enumerate(news) if entry.item.id in known}
    making = _Making(before, after, match)

    def points(part_before: str, part_after: str) -> tuple[Point, ...]:
        left = [i for i, entry in enumerate(olds) if entry.part == part_before]
        right = [j for j, entry in enumerate(news) if entry.part == part_after]
        return tuple(
            making.point(None if i is None else olds[i], None if j is None else news[j])
            for i, j in rows(left, right, found)
        )

    done = set()
    for part in dict.fromkeys(entry.part for entry in news):
        counterpart = match.sections.get(part, BONUS if part == BONUS else "")
        done.add(counterpart)
        yield Group(making.titles[1][part], points(counterpart, part))
    for part in dict.fromkeys(entry.part for entry in olds):
        if part not in done and (gone := points(part, "")):
            yield Group(making.titles[0][part], gone)


class _Making:
    """Makes the points of two rubrics."""

    def __init__(self, before: Rubric, after: Rubric, match: Match) -> None:
        self._rubrics = (before, after)
        self._sections = match.sections
        self._moved = match.moved
        self._conditions = _conditions(before), _conditions(after)
        self.titles = _titles(before), _titles(after)

    def point(self, before: Entry | None, after: Entry | None) -> Point:
        """What became of an item."""
        old, new = self._conditions
        return point(
            _side(self._rubrics[0], before) if before else None,
            _side(self._rubrics[1], after) if after else None,
            (
                counting.worth(before.item, old) if before else {},
                counting.worth(after.item, new) if after else {},
            ),
            (self._said(before) if before else (), self._said(after) if after else ()),
            counts=counting.changed(before.item, after.item, (old, new)) if before and after else (),
            moved=self._way(before, after) if before and after and after.item.id in self._moved else "",
        )

    def _way(self, before: Entry, after: Entry) -> str:
        """Whereto an item moved."""
        if before.part == (BONUS if after.part == BONUS else self._sections.get(after.part)):
            return "在本部分内换了位置"
        return f"从“{self.titles[0][before.part]}”移到“{self.titles[1][after.part]}”"

    def _said(self, entry: Entry) -> Said:
        """What is printed of an item, and the readings and hints; headings are those of the new form."""
        item, columns = entry.item, self._rubrics[1].columns
        if isinstance(item, BonusItem):
            printed: Said = ((columns.standard, item.title), (columns.text or "加分办法", item.text))
        else:
            printed = ((columns.standard, item.standard), (columns.text or "计分办法", item.text or ""))
        return (
            *printed,
            ("佐证材料", "；".join(item.evidence)),
            ("口径", "\n".join(reading.text for reading in item.readings)),
            ("提示", "\n".join(item.hints)),
        )


def _conditions(rubric: Rubric) -> dict[str, str]:
    return {fact.id: fact.ask for fact in rubric.facts}


def _titles(rubric: Rubric) -> dict[str, str]:
    return {BONUS: "加分", **{section.id: section.title for section in rubric.all_sections}}


def _side(rubric: Rubric, entry: Entry) -> Side:
    return Side(entry.item.id, way=f"{addresses.standard(rubric.id)}#{addresses.item_anchor(entry.item.id)}")
