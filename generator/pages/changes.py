"""What differs from the edition before, for people who worked with that one: in sentences, then point by point."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from generator.changes import Changes
from generator.changes import changes as compared
from generator.changes.counting import WORTH
from generator.changes.facts import Topic
from generator.changes.point import Point, Value, Wording
from generator.changes.rubric import RubricChange
from generator.documents import words
from generator.documents.places import places
from generator.model import addresses
from generator.model.base import shown
from generator.model.portal import Edition, Heading
from generator.model.rubric import Rubric
from generator.model.sequence import before
from generator.pages.context import Context
from generator.render.output import NavItem, Page

TITLE = "与上届相比"
_KINDS = {"added": "新增", "dropped": "删去"}
_NAMED = 4  # figures and names of a topic that the summary gives; more are counted
# Figures that are worth a word in the summary, and how they are called there.
_FIGURES = {"最低分数": "", "名额": "名额", "时间": "", "电话": "电话", "邮箱": "邮箱", "部门": "部门"}


class Where(Struct, frozen=True):
    """A thing in one edition: what it is called there, and the link."""

    edition: str
    name: str
    link: str


class Row(Struct, frozen=True):
    """A thing that differs: what differs of it in a few words, its places, its figures and its words."""

    kind: str
    says: tuple[str, ...]
    name: str
    places: tuple[Where, ...]
    values: tuple[Value, ...]
    texts: tuple[Wording, ...]
    moved: str
    worth: bool

    @property
    def about(self) -> str:
        """What it is about, for links of a row that has no name."""
        text = self.texts[0] if self.texts else None
        return (text.after or text.before) if text else ""


class Group(Struct, frozen=True):
    """Rows below one heading."""

    title: str
    rows: tuple[Row, ...]

    @property
    def worth(self) -> bool:
        """Whether points or the way to count them differ in any."""
        return any(row.worth for row in self.rows)


class Form(Struct, frozen=True):
    """A rubric of both editions, or of one of them; by name those items that differ in punctuation or in nothing."""

    anchor: str
    title: str
    change: RubricChange
    link: str
    groups: tuple[Group, ...]
    stops: tuple[str, ...]
    same: tuple[str, ...]
    said: str


def nav(context: Context) -> tuple[NavItem, ...]:
    """The entry of the page, where there is one."""
    return (NavItem(TITLE, addresses.CHANGES),) if before(context.portal, context.edition) else ()


def found(context: Context) -> Changes | None:
    """What differs from the edition before; nothing for the first edition of a series."""
    earlier = before(context.portal, context.edition)
    if earlier is None:
        return None
    return compared(earlier, context.edition, (_old(context, earlier).rules.edition, context.rules.edition))


def _old(context: Context, earlier: Edition) -> Context:
    return Context(context.portal, earlier, context.env, context.files)


def pages(context: Context, found: Changes | None) -> list[Page]:
    """The page; none for the first edition of a series."""
    if found is None:
        return []
    earlier = found.before
    making = _Making(context, found, (f"../{earlier.id}/{_old(context, earlier).rules.way}", context.rules.way))
    forms = [making.form(change) for change in found.rubrics]
    topics = [making.topic(topic) for topic in found.topics if not topic.same]
    # The same rubrics of another edition are not shown one by one.
    shared = found.ruled[0] is found.ruled[1]
    shown_forms = [] if shared else forms
    headings = [Heading(2, form.anchor, form.title) for form in shown_forms]
    if topics:
        headings.append(Heading(2, "facts", "时间、材料和其他规定"))
    label, other = context.edition.campaign.label, earlier.campaign.label
    page = context.page(
        addresses.CHANGES,
        TITLE,
        f"{context.edition.campaign.title}和{other}相比，标准、分值、分数线、时间、材料有什么变化，逐项列出。",
        "changes.html",
        values={
            "labels": (other, label),
            "earlier": f"../{earlier.id}/",
            "found": found,
            "shared": shared,
            "ruled": found.ruled[1],
            # What goes on as the edition before has it is not gone where it is not written once more.
            "follows": context.edition.campaign.follows if found.ruled[1] is earlier else None,
            "forms": shown_forms,
            "topics": topics,
            "summary": making.summary(forms),
            "unchanged": [topic.title for topic in found.topics if topic.same and topic.points],
            "worth": any(group.worth for form in forms for group in form.groups),
        },
        headings=tuple(headings),
        styles=("compare.css", "changes.css"),
        wide=True,
    )
    return [page]


Named = tuple[Callable[[str], str] | None, ...]
"""What gives an item of the earlier rubric its name, and one of the later; nothing where there is no such rubric."""


class _Making:
    """Makes the rows of a page; ``ways`` lead from the edition to those by whose standards both are run."""

    def __init__(self, context: Context, found: Changes, ways: tuple[str, str]) -> None:
        self._link = context.linker(addresses.CHANGES)
        self._found = found
        self._ways = ways
        self._labels = (found.before.campaign.label, found.after.campaign.label)

    def form(self, change: RubricChange) -> Form:
        """A rubric with those of its items that differ."""
        rubric, points = change.rubric, change.points
        named = tuple(places(one) if one else None for one in (change.before, change.after))
        side = 0 if change.after is None else 1
        return Form(
            f"rubric-{rubric.id}",
            f"{rubric.short}{words.form_name(rubric)}",
            change,
            self._link(f"{self._ways[side]}{addresses.standard(rubric.id)}"),
            tuple(
                Group(group.title, rows)
                for group in change.groups
                if (rows := tuple(self._item(named, one) for one in group.points if _differs(one)))
            ),
            tuple(_item_name(named, one) for one in points if one.stops),
            tuple(_item_name(named, one) for one in points if one.kind == "same"),
            _said(change),
        )

    def topic(self, topic: Topic) -> Group:
        """Facts of one kind that differ."""
        return Group(topic.title, tuple(self._fact(topic, one) for one in topic.points if _differs(one)))

    def summary(self, forms: list[Form]) -> list[tuple[str, str]]:
        """What came of it as a whole: a sentence for each rubric and each kind of fact that differs."""
        topics = [topic for topic in self._found.topics if not topic.same and topic.id != "document"]
        return [*((form.title, form.said) for form in forms), *((topic.title, _told(topic)) for topic in topics)]

    def _item(self, named: Named, one: Point) -> Row:
        places = tuple(
            Where(self._labels[at], place(side.id), self._link(f"{self._ways[at]}{side.way}"))
            for at, (place, side) in enumerate(zip(named, (one.before, one.after), strict=True))
            if place and side
        )
        # What the printed words tell need not be told again.
        printed = {text.label for text in one.texts if not text.stops}
        counts = () if printed - {"口径", "提示", "佐证材料"} else one.counts
        worth = bool(one.counts) or any(value.label == WORTH for value in one.values)
        name = f"原{places[-1].name}" if one.kind == "dropped" else places[-1].name
        return Row(one.kind, _kinds(one), name, places, (*one.values, *counts), one.texts, one.moved, worth)

    def _fact(self, topic: Topic, one: Point) -> Row:
        ruled = topic.id in {"tiers", "vetoes", "levels"}
        ways = self._ways if ruled else (f"../{self._found.before.id}/", "")
        places = tuple(
            Where(self._labels[at], "", self._link(f"{ways[at]}{side.way}"))
            for at, side in enumerate((one.before, one.after))
            if side
        )
        return Row(one.kind, _kinds(one), one.side.name, places, one.values, one.texts, one.moved, worth=False)


def _differs(one: Point) -> bool:
    return one.kind != "same" and not one.stops


def _kinds(one: Point) -> tuple[str, ...]:
    """What differs, in a word for each kind."""
    if one.kind in _KINDS:
        return (_KINDS[one.kind],)
    figures = [value for value in one.values if value.label == WORTH]
    said = (
        ("移动", one.moved),
        ("调整分值", figures),
        ("改计分办法", one.counts),
        ("修改文字", one.reworded),
        ("调整", len(one.values) > len(figures)),
    )
    return tuple(word for word, so in said if so)


def _item_name(named: Named, one: Point) -> str:
    """An item by its name now, and by that of the edition before where it is another."""
    then, now = (
        place(side.id) if place and side else "" for place, side in zip(named, (one.before, one.after), strict=True)
    )
    return now if now == then else f"{now}（原{then}）"


def _said(change: RubricChange) -> str:
    """What became of a rubric, in figures."""
    if change.before is None:
        return f"本届新增的一张，{words.extent(change.rubric)}。"
    if change.after is None:
        return "本届没有这一张。"
    if change.same:
        return f"没有变化（{words.extent(change.rubric)}）。"
    points = change.points
    kept = [one for one in points if one.kind not in _KINDS]
    figures = (
        ("新增", sum(one.kind == "added" for one in points)),
        ("删去", sum(one.kind == "dropped" for one in points)),
        ("移动", sum(bool(one.moved) for one in kept)),
        ("调整分值", sum(any(value.label == WORTH for value in one.values) for one in kept)),
        ("改计分办法", sum(bool(one.counts) for one in kept)),
        ("修改文字", sum(one.reworded for one in kept)),
    )
    said = "，".join(f"{word}{count}项" for word, count in figures if count) or "各项没有变化"
    same = sum(one.kind == "same" or one.stops for one in kept)
    rest = f"；{same}项没有变化" if same and said != "各项没有变化" else ""
    return f"{said}{rest}。{_total(change.before, change.rubric)}"


def _total(old: Rubric, new: Rubric) -> str:
    if not (old.summed and new.summed):
        return ""
    then, now = (shown(rubric.total or rubric.summed) for rubric in (old, new))
    return f"满分仍是{now}分。" if then == now else f"满分由{then}分改为{now}分。"


def _told(topic: Topic) -> str:
    """What became of facts of one kind: the figures of those that have a name, what is new or gone, how many differ."""
    told = [(one, figure) for one in topic.points if one.kind == "changed" and (figure := _figure(one))]
    if len(told) > _NAMED:
        told = []
    changed = sum(one.kind == "changed" for one in topic.points) - len(told)
    said = [*(figure for _, figure in told), *_listed(topic, "added"), *_listed(topic, "dropped")]
    if changed:
        said.append(f"修改{changed}条")
    return "，".join(said) + "。"


def _figure(one: Point) -> str:
    """What a thing with a name came to, if that is a figure."""
    found = [value for value in one.values if value.label in _FIGURES and value.before and value.after]
    return "，".join(f"{one.side.name}{_FIGURES[value.label]}由{value.before}改为{value.after}" for value in found)


def _listed(topic: Topic, kind: str) -> list[str]:
    """What is new or gone, by name where it has one."""
    found = [one.side.name for one in topic.points if one.kind == kind]
    if not found:
        return []
    named = all(found) and len(found) <= _NAMED
    return [f"{_KINDS[kind]}{'、'.join(f'“{name}”' for name in found) if named else f'{len(found)}条'}"]
