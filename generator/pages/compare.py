"""Standards of two kinds of unit side by side, item by item, with what differs marked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import combinations, groupby

from msgspec import Struct

from generator.changes.wording import Run, difference
from generator.documents import words
from generator.model import addresses
from generator.model.base import shown
from generator.model.portal import Edition, Heading
from generator.model.rubric import BonusItem, Item, Rubric, Section
from generator.pages.comparison import Clause, align
from generator.pages.context import Context
from generator.render.output import NavItem, Page

# The share of items that have a counterpart: with less, two forms are about different things. The least of the
# published pairs has 25% (a home and its smallest unit), the most 88%.
_LEAST = 1 / 5


class Entry(Struct, frozen=True):
    """An item of a form, and the sections that it stands in, the outermost first.

    ``part`` and ``chapter`` name the innermost and the outermost, alike in both forms.
    """

    item: Item | BonusItem
    sections: tuple[Section, ...]
    part: str
    chapter: str

    @property
    def standard(self) -> str:
        """What it asks."""
        return self.item.standard if isinstance(self.item, Item) else self.item.text

    @property
    def counted(self) -> str:
        """How it counts, where the form says so in a column of its own."""
        return (self.item.text or "") if isinstance(self.item, Item) else ""

    @property
    def worth(self) -> tuple[str, ...]:
        """Its points, and whether nothing goes without it."""
        if isinstance(self.item, BonusItem):
            return (f"最多{shown(self.item.limit)}分" if self.item.limit else "不封顶",)
        points = (f"{shown(self.item.points)}分",) if self.item.points else ()
        return (*points, "必备项") if self.item.required else points


class Cell(Struct, frozen=True):
    """One side of a row. ``elsewhere`` is the heading it stands below in its own form, where that is another."""

    entry: Entry
    standard: tuple[Run, ...]
    counted: tuple[Run, ...]
    worth: tuple[Run, ...]
    elsewhere: str = ""

    @property
    def name(self) -> str:
        """Its printed number, or else the heading above it."""
        return words.item_name(self.entry.item) or self.entry.sections[-1].title


class Row(Struct, frozen=True):
    """What two forms say of one thing: the kind of difference, and that in words."""

    kind: str
    says: tuple[str, ...]
    left: Cell | None
    right: Cell | None

    @property
    def entry(self) -> Entry:
        """What decides where it stands."""
        cell = self.left or self.right
        assert cell is not None  # noqa: S101 - a row has a side
        return cell.entry


class Group(Struct, frozen=True):
    """Rows below one heading, which is empty where it would repeat the chapter's."""

    title: str
    rows: tuple[Row, ...]

    @property
    def same(self) -> bool:
        """Whether nothing in it differs."""
        return all(row.kind == "same" for row in self.rows)

    @property
    def single(self) -> bool:
        """Whether its heading can stand beside its only row."""
        return len(self.rows) == 1


class Chapter(Struct, frozen=True):
    """An outermost section: what it is worth in each form, and the words by which one of them refers to another."""

    anchor: str
    title: str
    worth: tuple[str, str]
    references: tuple[tuple[str, str], ...]
    groups: tuple[Group, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of it."""
        return tuple(row for group in self.groups for row in group.rows)

    @property
    def same(self) -> bool:
        """Whether nothing in it differs."""
        return all(group.same for group in self.groups)


class Comparison(Struct, frozen=True):
    """Two forms of an edition laid side by side."""

    left: Rubric
    right: Rubric
    chapters: tuple[Chapter, ...]

    @property
    def address(self) -> str:
        """Where it stands."""
        return addresses.comparison(self.left.id, self.right.id)

    @property
    def rows(self) -> tuple[Row, ...]:
        """Every row of it."""
        return tuple(row for chapter in self.chapters for row in chapter.rows)

    @property
    def offered(self) -> bool:
        """Whether enough items have a counterpart."""
        both = sum(row.left is not None and row.right is not None for row in self.rows)
        return 2 * both >= _LEAST * (len(self.rows) + both)

    @property
    def repeats(self) -> bool:
        """Whether anything is the same, so that it can be left out."""
        return any(row.kind == "same" for row in self.rows)

    @property
    def figures(self) -> list[tuple[str, int, str]]:
        """What came of it as a whole; that nothing is the same is worth saying too."""
        counted = {kind: (kind, count, name) for kind, count, name in self.counts(self.rows)}
        return [counted.get(kind, (kind, 0, name)) for kind, name in self._names if kind in counted or kind != "worth"]

    def counts(self, rows: Iterable[Row]) -> list[tuple[str, int, str]]:
        """The kinds of difference among some rows: the kind, how many rows are of it, and what it is called."""
        kinds = [row.kind for row in rows]
        return [(kind, kinds.count(kind), name) for kind, name in self._names if kind in kinds]

    @property
    def _names(self) -> tuple[tuple[str, str], ...]:
        return (
            ("same", "相同"),
            ("words", "表述不同"),
            ("worth", "只有分值不同"),
            ("left", f"仅{self.left.short}有"),
            ("right", f"仅{self.right.short}有"),
        )


def comparisons(edition: Edition) -> tuple[Comparison, ...]:
    """Every two forms of the edition."""
    return tuple(compare(left, right) for left, right in combinations(edition.rubrics, 2))


def way(pairs: tuple[Comparison, ...]) -> str:
    """Where comparing begins: at the only pair, or where one chooses a pair; nowhere if none is offered."""
    if not any(pair.offered for pair in pairs):
        return ""
    return pairs[0].address if len(pairs) == 1 else addresses.COMPARE


def nav(pairs: tuple[Comparison, ...]) -> tuple[NavItem, ...]:
    """The entry below those of the standards."""
    return (NavItem("标准对照", way(pairs)),) if way(pairs) else ()


def pages(context: Context, pairs: tuple[Comparison, ...]) -> list[Page]:
    """A page for each pair that is offered, and where there are several pairs, one on which to choose."""
    found = [_page(context, pair, pairs) for pair in pairs if pair.offered]
    if found and len(pairs) > 1:
        found.insert(0, _choice(context, pairs))
    return found


def _choice(context: Context, pairs: tuple[Comparison, ...]) -> Page:
    """Which two to compare, and how much they differ."""
    return context.page(
        addresses.COMPARE,
        "标准对照",
        f"{context.edition.campaign.title}各类单位的创建标准，任选两类逐项对照。",
        "comparisons.html",
        values={"pairs": pairs},
        styles=("compare.css",),
    )


def _page(context: Context, pair: Comparison, pairs: tuple[Comparison, ...]) -> Page:
    """Two standards side by side."""
    left, right = pair.left.short, pair.right.short
    return context.page(
        pair.address,
        f"标准对照：{left}和{right}",
        f"{context.edition.campaign.title}{left}和{right}的创建标准逐项对照，标出不同的地方。",
        "compare.html",
        values={"pair": pair, "others": [other for other in pairs if other.offered and len(pairs) > 1]},
        headings=tuple(Heading(2, chapter.anchor, chapter.title) for chapter in pair.chapters),
        styles=("standard.css", "compare.css"),
        wide=True,
    )


def compare(left: Rubric, right: Rubric) -> Comparison:
    """Two forms laid side by side, in the order of the left one."""
    ones, others = list(_entries(left, {})), list(_entries(right, _counterparts(left, right)))
    found = align(
        [Clause(entry.part, entry.standard) for entry in ones],
        [Clause(entry.part, entry.standard) for entry in others],
    )
    rows = [
        _row(None if i is None else ones[i], None if j is None else others[j], (left.short, right.short))
        for i, j in found
    ]
    return Comparison(left, right, tuple(_chapters(rows, ones, others, (left.short, right.short))))


def _counterparts(left: Rubric, right: Rubric) -> dict[str, str]:
    """The name of each section of the right form: its counterpart's in the left one, or one that is not there.

    Those who write the forms give one id to what is one section; else its printed title tells.
    """
    ids = {section.id for section in left.all_sections}
    titles = {section.title: section.id for section in left.all_sections}
    taken = ids & {section.id for section in right.all_sections}
    names = {}
    for section in right.all_sections:
        same = section.id if section.id in ids else titles.get(section.title, "")
        fits = same and (same == section.id or same not in taken)
        names[section.id] = same if fits else f"{section.id} (right)"
        taken.add(names[section.id])
    return names


def _entries(rubric: Rubric, names: dict[str, str]) -> Iterator[Entry]:
    """Every item in printed order, those beyond the total at the end."""

    def within(section: Section, above: tuple[Section, ...]) -> Iterator[Entry]:
        path = (*above, section)
        part, chapter = (names.get(one.id, one.id) for one in (path[-1], path[0]))
        for item in section.items:
            yield Entry(item, path, part, chapter)
        for inner in section.sections:
            yield from within(inner, path)

    for section in rubric.sections:
        yield from within(section, ())
    for extra in rubric.bonus.items if rubric.bonus else ():
        yield Entry(extra, (Section(id="bonus", title="加分"),), "(bonus)", "(bonus)")


def _row(left: Entry | None, right: Entry | None, names: tuple[str, str]) -> Row:
    """Two items that say the same in their own words, or one that stands alone."""
    if left is None or right is None:
        kind, name = ("left", names[0]) if left else ("right", names[1])
        return Row(kind, (f"仅{name}有",), _alone(left) if left else None, _alone(right) if right else None)
    standard, counted = difference(left.standard, right.standard), difference(left.counted, right.counted)
    says = []
    if not (standard.alike and counted.alike):
        says.append("表述不同" if standard.marked and counted.marked else "表述大都不同")
    if left.worth != right.worth:
        says.append("分值不同" if left.worth[:1] != right.worth[:1] else "必备与否不同")
    kind = "words" if not (standard.alike and counted.alike) else "worth" if says else "same"
    return Row(
        kind,
        tuple(says) or ("相同",),
        Cell(left, standard.left, counted.left, _worth(left, right)),
        Cell(
            right,
            standard.right,
            counted.right,
            _worth(right, left),
            right.sections[-1].title if right.part != left.part else "",
        ),
    )


def _alone(entry: Entry) -> Cell:
    """An item without a counterpart: all of it is its own, so that no word needs a mark."""
    counted = (Run(entry.counted, own=False),) if entry.counted else ()
    return Cell(entry, (Run(entry.standard, own=False),), counted, _worth(entry, entry))


def _worth(entry: Entry, other: Entry) -> tuple[Run, ...]:
    return tuple(Run(badge, own=badge not in other.worth) for badge in entry.worth)


def _chapters(rows: list[Row], ones: list[Entry], others: list[Entry], names: tuple[str, str]) -> Iterator[Chapter]:
    """Rows below the headings of the forms: one where both have the same, both where they differ."""
    sections = [{entry.part: entry.sections[-1] for entry in side} for side in (ones, others)]
    outermost = [{entry.chapter: entry.sections[0] for entry in side} for side in (ones, others)]

    def title(found: list[dict[str, Section]], name: str) -> str:
        return "／".join(dict.fromkeys(side[name].title for side in found if name in side))

    gathered: dict[str, list[Row]] = {}
    for row in rows:
        gathered.setdefault(row.entry.chapter, []).append(row)
    for number, (chapter, inside) in enumerate(gathered.items(), start=1):
        tops = [side.get(chapter) for side in outermost]
        yield Chapter(
            f"part-{number}",
            title(outermost, chapter),
            (_summed(tops[0]), _summed(tops[1])),
            tuple((name, top.refers.text) for name, top in zip(names, tops, strict=True) if top and top.refers),
            tuple(
                Group("" if part == chapter else title(sections, part), tuple(group))
                for part, group in groupby(inside, key=lambda row: row.entry.part)
            ),
        )


def _summed(section: Section | None) -> str:
    return f"{shown(section.summed)}分" if section and section.summed else ""
