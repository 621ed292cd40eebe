"""What a tally says, as tables of plain values: CSV and XLSX are written from the same ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from generator.score.effects import half_up
from generator.tables import Cell, Table
from generator.tally.candidates import Candidate, candidates
from generator.tally.draft import Draft, Remark
from generator.tally.findings import Finding
from generator.tally.ledger import ItemLosses
from generator.tally.ranking import Group, Ranked
from generator.tally.words import shortened

T = TypeVar("T")


def _always(_group: Group) -> bool:
    return True


class Column(Struct, Generic[T], frozen=True):
    """A heading and what stands below it.

    ``unit`` says what whole numbers are: ``points`` and ``percent`` come in hundredths. ``when`` says
    for which rubrics there is such a column.
    """

    title: str
    width: int
    value: Callable[[Group, T], Cell]
    unit: str = "text"
    when: Callable[[Group], bool] = _always


def _table(
    name: str, columns: Iterable[Column[T]], groups: Sequence[Group], of: Callable[[Group], Iterable[T]], *, alone: bool
) -> Table:
    """The rows of all groups; of one ``alone`` without a column that names it."""
    used = [column for column in columns if any(column.when(group) for group in groups)]
    headings = [(column.title, column.width, column.unit) for column in used]
    rows = (row for group in groups for row in _rows(group, used, of(group), () if alone else (group.title,)))
    return Table(name, tuple(headings if alone else [("打分表", 36, "text"), *headings]), rows)


def _rows(
    group: Group, columns: Iterable[Column[T]], of: Iterable[T], first: tuple[Cell, ...]
) -> Iterator[tuple[Cell, ...]]:
    values = [column.value if column.when(group) else _blank for column in columns]
    return ((*first, *(value(group, row) for value in values)) for row in of)


def _blank(_group: Group, _row: object) -> Cell:
    return None


def _scored(group: Group) -> bool:
    return group.scored


def _bonus(group: Group) -> bool:
    return group.scheme.rubric.bonus is not None


def _checked(group: Group) -> bool:
    return any(item.checked for item in group.scheme.rubric.items)


def _tiered(group: Group) -> bool:
    return bool(group.scheme.tiers)


def _by(_group: Group, one: Ranked) -> Cell:
    return "考核评分" if one.record.assessed else "自评"


def _unit(_group: Group, one: Ranked) -> Cell:
    return one.record.unit or "（没有填写）"


def _most(_group: Group, one: Ranked) -> Cell:
    worst, best = one.record.total
    return None if worst == best else best


def _won(_group: Group, one: Ranked) -> Cell:
    return one.record.bonus[0] - one.record.total[0] if one.record.bonus else None


def _with_bonus(_group: Group, one: Ranked) -> Cell:
    return one.record.bonus[0] if one.record.bonus else None


def _standing(group: Group, one: Ranked) -> Cell:
    titles = {tier.id: tier.title for tier in group.scheme.tiers}
    record = one.record
    if record.barred:
        return "否决"
    if record.reached != record.possible and record.possible:
        return f"{titles[record.reached] if record.reached else '未定'}，可能{titles[record.possible]}"
    return titles[record.reached] if record.reached else "未达到"


def _remark(_group: Group, one: Ranked) -> Cell:
    return f"还有 {one.record.open} 题没有答" if one.record.open else ""


_RANKING: tuple[Column[Ranked], ...] = (
    Column("排名", 6, lambda _, one: one.rank, "count", _scored),
    Column("单位", 32, _unit),
    Column("总分", 8, lambda _, one: one.record.total[0], "points", _scored),
    Column("最高可能", 9, _most, "points", _scored),
    Column("加分", 8, _won, "points", _bonus),
    Column("加分后", 8, _with_bonus, "points", _bonus),
    Column("做到", 6, lambda _, one: one.record.checks[0], "count", _checked),
    Column("没做到", 7, lambda _, one: one.record.checks[1], "count", _checked),
    Column("没答", 6, lambda _, one: one.record.checks[2], "count", _checked),
    Column("共", 6, lambda _, one: sum(one.record.checks), "count", _checked),
    Column("计分依据", 10, _by),
    Column("等次", 18, _standing, when=_tiered),
    Column("说明", 18, _remark),
    Column("保存时间", 20, lambda _, one: one.record.saved),
    Column("答卷文件", 40, lambda _, one: one.record.path),
)


def _section(group: Group, losses: ItemLosses) -> Cell:
    sections = group.scheme.rubric.all_sections
    return next(section.title for section in sections if losses.item in section.items)


def _share(part: int, whole: int) -> Cell:
    """A quotient rounded half up; nothing of nothing."""
    return half_up(part, whole) if whole else None


def _certain(losses: ItemLosses) -> int:
    """In how many sheets it is known what an item with points lost."""
    return losses.points.sheets if losses.item.points else 0


def _won_points(losses: ItemLosses) -> int:
    return (losses.item.points or 0) * losses.points.sheets - losses.points.lost


def _average(_group: Group, losses: ItemLosses) -> Cell:
    return _share(_won_points(losses), _certain(losses))


def _average_lost(_group: Group, losses: ItemLosses) -> Cell:
    return _share(losses.points.lost, _certain(losses))


def _rate(_group: Group, losses: ItemLosses) -> Cell:
    return _share(_won_points(losses) * 10_000, (losses.item.points or 0) * losses.points.sheets)


def _losers(_group: Group, losses: ItemLosses) -> Cell:
    return _share(losses.points.times * 10_000, _certain(losses))


def _met(_group: Group, losses: ItemLosses) -> Cell:
    checks = losses.checks
    return _share((checks.sheets - checks.times) * 10_000, checks.sheets if losses.item.checked else 0)


def _worst_rule(_group: Group, losses: ItemLosses) -> Cell:
    return shortened("；".join(losses.worst_rule[0].says), 80) if losses.worst_rule else ""


_ITEMS: tuple[Column[ItemLosses], ...] = (
    Column("部分", 18, _section),
    Column("序号", 6, lambda _, one: one.item.number or one.item.id),
    Column("考核内容", 44, lambda _, one: shortened(one.item.standard, 80), "prose"),
    Column("分值", 7, lambda _, one: one.item.points, "points", _scored),
    Column("平均得分", 9, _average, "points", _scored),
    Column("平均失分", 9, _average_lost, "points", _scored),
    Column("得分率", 9, _rate, "percent", _scored),
    Column("失分单位占比", 13, _losers, "percent", _scored),
    Column("做到的占比", 11, _met, "percent", _checked),
    Column("计入份数", 9, lambda _, one: (one.points if one.item.points else one.checks).sheets, "count"),
    Column("自评失分最多的规则", 44, _worst_rule, "prose", _scored),
    Column("该规则失分单位", 14, lambda _, one: one.worst_rule[1].times if one.worst_rule else None, "count", _scored),
)

_CANDIDATES: tuple[Column[Candidate], ...] = (
    Column("等次", 14, lambda _, one: one.tier.title if one.tier else ""),
    Column("排名", 6, lambda _, one: one.unit.rank, "count", _scored),
    Column("单位", 32, lambda group, one: _unit(group, one.unit)),
    Column("总分", 8, lambda _, one: one.unit.record.total[0], "points", _scored),
    Column("加分后", 8, lambda group, one: _with_bonus(group, one.unit), "points", _bonus),
    Column("计分依据", 10, lambda group, one: _by(group, one.unit)),
    Column("列入", 12, lambda _, one: "未列入" if one.left_out else "候选（草稿）"),
    Column("名额", 14, lambda _, one: one.quota),
    Column("是否超出", 14, lambda _, one: one.within),
    Column("说明", 44, lambda _, one: one.why, "prose"),
    Column("答卷文件", 40, lambda _, one: one.unit.record.path),
)


def ranking(groups: Sequence[Group], *, alone: bool = False) -> Table:
    """Every unit with its rank, its points and what they rest on."""
    return _table("排名", _RANKING, groups, lambda group: group.ranked, alone=alone)


def items(groups: Sequence[Group]) -> Table:
    """Every item with what units lose in it."""
    return _table("各项得分率", _ITEMS, groups, lambda group: group.items, alone=False)


def candidate_list(groups: Sequence[Group], *, alone: bool = False) -> Table:
    """The draft of who could be named in each tier."""
    return _table("候选名单", _CANDIDATES, [group for group in groups if _tiered(group)], candidates, alone=alone)


def remark_list(drafts: Iterable[Draft]) -> Table:
    """Who is not in the drafts and why, and what is to be decided of those who are."""
    headings = (
        ("打分表", 36, "text"),
        ("单位", 32, "text"),
        ("排名", 6, "count"),
        ("等次", 14, "text"),
        ("名单草稿", 14, "text"),
        ("说明", 60, "prose"),
        ("计分依据", 10, "text"),
        ("答卷文件", 40, "text"),
    )
    return Table("名单草稿说明", headings, (_remark_row(one) for draft in drafts for one in draft.remarks))


def _remark_row(one: Remark) -> tuple[Cell, ...]:
    unit = one.unit
    if unit is None:
        return (one.group.title, "（整张表）", None, "", one.standing, one.why, "", "")
    by, name = _by(one.group, unit), _unit(one.group, unit)
    return (one.group.title, name, unit.rank, one.tier, one.standing, one.why, by, unit.record.path)


def problem_list(findings: Iterable[Finding]) -> Table:
    """Everything that was found, with what to do about it."""
    headings = (("答卷文件", 40, "text"), ("问题", 20, "text"), ("说明", 70, "prose"), ("怎么办", 50, "prose"))
    return Table("问题清单", headings, ((one.path, one.kind.label, one.message, one.kind.remedy) for one in findings))
