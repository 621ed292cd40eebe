"""A list of names as documents attach it: in groups, each under its heading and its count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import count, groupby
from operator import itemgetter

from msgspec import Struct

from generator.documents.blocks import Align, Block, Cell, Group, Heading, Line, Paragraph, Row, Run, Table
from generator.model.campaign import Campaign
from generator.model.honours import OTHER, Honoree, Outcome
from generator.register import sorting

_ORDERS = {
    "listed": "（排名不分先后）",
    "strokes": "（按单位名称笔画排列，排名不分先后）",
    "pinyin": "（按单位名称拼音排列，排名不分先后）",
    "rank": "",
}


class Part(Struct, frozen=True):
    """Honorees who stand together; ``names`` are those of their groups, from the largest to the smallest.

    A group that goes without saying has no name: the only award, the tier of an award that has none.
    """

    names: tuple[str, ...]
    honorees: tuple[Honoree, ...]


class Column(Struct, frozen=True):
    """A column of a printed list: its heading and its share of the width."""

    name: str
    width: int
    align: Align = "left"


def order(outcome: Outcome) -> str:
    """How a list is ordered, in the words that stand below its title; nothing where rank orders it."""
    return _ORDERS[outcome.order]


def parts(outcome: Outcome, campaign: Campaign, honorees: Iterable[Honoree]) -> tuple[Part, ...]:
    """The list in its groups, as ``outcome.groups`` has them; within a group the list's own order stays."""
    listed = tuple(honorees)
    award_names = {one.id: one.name for one in outcome.awards}
    tier_names = campaign.tier_titles
    if len(award_names) == 1 and len(outcome.groups) > 1:
        award_names = dict.fromkeys(award_names, "")

    def names(one: Honoree) -> tuple[str, ...]:
        said = {
            "award": award_names[one.award],
            "tier": tier_names[one.tier] if one.tier else "",
            "district": one.district or OTHER,
            "kind": one.kind or OTHER,
        }
        return tuple(said[group] for group in outcome.groups)

    places = zip(sorting.groups(outcome, campaign, listed), listed, strict=True)
    ordered = (one for _, one in sorted(places, key=itemgetter(0)))
    return tuple(Part(group, tuple(inside)) for group, inside in groupby(ordered, names))


def blocks(outcome: Outcome, campaign: Campaign, honorees: Iterable[Honoree]) -> Iterator[Block]:
    """The list below its title: how it is ordered, headings of groups, and tables of the smallest groups."""
    if said := order(outcome):
        yield Paragraph((Run(said),), "plain", "center")
    ranked = outcome.order == "rank"
    found = parts(outcome, campaign, honorees)
    placed = "district" not in outcome.groups and any(one.district for part in found for one in part.honorees)
    columns = (
        Column("名次" if ranked else "序号", 3, "center"),
        Column("单位名称", 18),
        *([Column("所属", 6)] if placed else []),
    )
    before: tuple[str, ...] = ()
    for names, inside in groupby(found, lambda part: part.names[:-1]):
        yield from _headings(found, names, before)
        before = names
        number = count(1)
        groups = [
            (
                counted(part.names[-1], len(part.honorees)),
                [
                    (str(one.rank or "") if ranked else str(next(number)), one.unit, *([one.district] * placed))
                    for one in part.honorees
                ],
            )
            for part in inside
        ]
        yield table("、".join(filter(None, names)) or "名单", columns, groups)


def counted(name: str, number: int) -> str:
    """The heading of a group: 五星级（10个）; one without a name has none."""
    return f"{name}（{number}个）" if name else ""


def _headings(found: tuple[Part, ...], names: tuple[str, ...], before: tuple[str, ...]) -> Iterator[Heading]:
    """The headings of the groups that begin here."""
    level = 0
    for depth, name in enumerate(names, 1):
        level += bool(name)
        if name and names[:depth] != before[:depth]:
            inside = sum(len(part.honorees) for part in found if part.names[:depth] == names[:depth])
            yield Heading(level, counted(name, inside))


def table(name: str, columns: tuple[Column, ...], groups: Iterable[tuple[str, Iterable[Iterable[str]]]]) -> Table:
    """A table of plain lines in groups, each with its heading or none; the head stands again on each page."""
    head = Row(tuple(Cell(_line(one.name), head="column", align="center") for one in columns))
    made = []
    for heading, rows in groups:
        over = (Row((Cell(_line(heading), columns=len(columns), head="group"),)),) if heading else ()
        cells = ((Cell(_line(said), align=one.align) for said, one in zip(row, columns, strict=True)) for row in rows)
        made.append(Group(tuple(Row(tuple(row)) for row in cells), over))
    return Table(name, tuple(one.width for one in columns), tuple(made), (head,), "roll")


def _line(text: str) -> tuple[Line, ...]:
    return ((Run(text),),) if text else ()
