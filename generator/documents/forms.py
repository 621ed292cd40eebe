"""A scoring form or a checklist as a document: blank, filled in, or with a place for all that a calculator says."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct

from generator.documents import corrected, words
from generator.documents.about import about, attachment
from generator.documents.blocks import (
    Align,
    AnnexLabel,
    Block,
    Box,
    Cell,
    Document,
    Field,
    Fields,
    Gap,
    Group,
    Line,
    Paragraph,
    Place,
    Row,
    Run,
    Seal,
    Signs,
    Table,
    Title,
    printed,
)
from generator.documents.filling import NOTHING, Filled
from generator.documents.form_table import FormTable, ItemRow, Part, layout
from generator.documents.places import places
from generator.model import addresses, released
from generator.model.base import shown
from generator.model.portal import Edition
from generator.model.rubric import BonusItem, Item, Rubric, Section
from generator.score.scheme import Scheme, digest

_WIDTHS = {"number": 7, "part": 12, "points": 9, "text": 36, "score": 11, "assessed": 11}
"""Columns in per cent of the table; the words take what is left."""
_CHECKED = 15
"""Where 是 and 否 stand side by side."""
_LABEL = 5  # characters of a part's name that need a little more room than its column has
_HEAD = {"name": 14, "unit": 28, "field": 12, "blank": 17}
_BOX = 19
_UNIT, _ALONE = 14, 24  # characters of room for the unit's name: beside the day, and on a line of its own
_LINES = 3  # to write on, where an item is answered in words


def rubric_form(edition: Edition, rubric: Rubric, scored: Scheme, filled: Filled | None = None) -> Document:
    """The form as it is printed: with what a sheet says where one is given, else to be filled in by hand."""
    said = filled or NOTHING
    table = layout(rubric)
    form = _Form(rubric, table, said, places(rubric))
    foot = f"{words.form_name(rubric)} {scored.id}，校验码 {digest(scored)}"
    number = attachment(edition, rubric.id)
    attached = (AnnexLabel(f"附件{number}"),) if number and not filled else ()
    title = Title((rubric.title,), rubric.subtitle or "")
    notes = corrected.note(edition, f"{released.RUBRIC} {rubric.id}")
    return about(
        edition,
        rubric.id,
        f"{rubric.title}{rubric.subtitle or ''}",
        (*attached, title, *notes, *form.head(), form.table(), *form.foot(told=filled is not None)),
        page=addresses.form(rubric.id),
        footer=foot,
    )


class _Form(Struct, frozen=True):
    rubric: Rubric
    form: FormTable
    said: Filled
    place: Callable[[str], str]

    def head(self) -> Iterator[Block]:
        """Where the unit writes what it is."""
        unit = self.form.unit
        place = Place("unit-name", name=unit.rstrip("：:"))
        if not self.form.fields:
            writes = (Run(unit), Field(place, self.said.text(place), _ALONE if self.form.own_head else _UNIT))
            day = (Run("填表日期："), Gap(4), Run("年"), Gap(3), Run("月"), Gap(3), Run("日"))
            yield Fields((writes,) if self.form.own_head else (writes, day))
            return
        rows: list[Row] = []
        at = 0
        for fields in self.form.fields:
            cells: list[Cell] = []
            if not rows:
                reach = len(self.form.fields)
                cells = [
                    Cell(printed(unit), rows=reach, head="row", align="center"),
                    Cell(printed(self.said.text(place)), rows=reach, place=place),
                ]
            for name in fields:
                at += 1
                width = 3 if len(fields) == 1 else 1
                cells.append(Cell(printed(name), head="row", align="center"))
                cells.append(Cell(columns=width, place=Place("head", str(at), name)))
            rows.append(Row(tuple(cells)))
        columns = ("name", "unit", "field", "blank", "field", "blank")
        yield Table("单位情况", tuple(_HEAD[name] for name in columns), (Group(tuple(rows)),), (), "fields", columns)

    def table(self) -> Table:
        """The items, the bonus and the totals."""
        head = Row(tuple(Cell(printed(title), head="column", align="center") for _, title in self.form.columns))
        groups = [self._group(part) for part in self.form.blocks]
        if self.rubric.bonus:
            groups.append(Group(tuple(self._bonus(item) for item in self.rubric.bonus.items)))
        if self.form.scored:
            groups.append(Group(tuple(self._totals())))
        answer = "score" if self.form.scored else "check"
        columns = tuple(answer if name == "score" else name for name, _ in self.form.columns)
        name = f"{self.rubric.title}{self.rubric.subtitle or ''}"
        return Table(name, self._widths(), tuple(groups), (head,), columns=columns)

    def _widths(self) -> tuple[int, ...]:
        widths = dict(_WIDTHS)
        if not self.form.scored:
            widths["score"] = _CHECKED
        if any(part.section and len(part.section.title) == _LABEL for part in self.form.blocks):
            widths["part"] += 1  # no label leaves a single character for a line of its own
        rest = 100 - sum(widths.get(name, 0) for name, _ in self.form.columns)
        return tuple(widths.get(name, rest) for name, _ in self.form.columns)

    def _group(self, part: Part) -> Group:
        headings = tuple(self._heading(level, section) for level, section in part.headings)
        rows = tuple(self._item(part, row, first=not at) for at, row in enumerate(part.rows))
        return Group(rows, headings)

    def _heading(self, level: int, section: Section) -> Row:
        kind = f"section-{level}"
        if not self.form.scored:
            return Row((Cell(printed(section.title), len(self.form.columns), head="group"),), kind)
        column = level == 1 and "part" not in self.form.names
        title: Line = (Run(section.title),)
        if column:
            title = (Run(f"{self.rubric.columns.section}："), *title)
        cells = [Cell((title,), self.form.before, head="group")]
        if "points" in self.form.names:
            cells.append(self._points(section.points) if section.points else _sum("center"))
        if "text" in self.form.names:
            cells.append(_sum("right") if section.points else Cell(style="sum"))
        cells.append(self._score("section-score", section.id, f"{section.title}小计"))
        if assessed := self.rubric.columns.assessed:
            cells.append(self._score("assessed-section", section.id, f"{section.title}{assessed}小计"))
        return Row(tuple(cells), kind)

    def _item(self, part: Part, row: ItemRow, *, first: bool) -> Row:
        item, titles = row.item, self.rubric.columns
        number = Cell(printed(item.number or ""), head="row", style="number", align="center", label=titles.number or "")
        cells = [number] if self.form.number_first else []
        if part.section and first:
            cells.append(
                Cell(printed(part.section.title), rows=len(part.rows), head="group", style="part", align="center")
            )
        if "number" in self.form.names and not self.form.number_first:
            cells.append(number)
        if row.kind == "note":
            cells.append(self._note(part, item))
            return Row(tuple(cells), "item")
        lines = printed(item.standard)
        if row.lead:
            lines = ((Run(row.lead), *lines[0]), *lines[1:])
        cells.append(Cell((*lines, *self._evidence(item)), style="standard", label=titles.standard))
        if "points" in self.form.names:
            cells.append(self._points(item.points))
        if "text" in self.form.names:
            cells.append(Cell(printed(item.text or ""), style="text", label=titles.text or ""))
        cells.append(self._answer("score", row))
        if titles.assessed:
            cells.append(self._answer("assessed", row))
        return Row(tuple(cells), "item")

    def _note(self, part: Part, item: Item) -> Cell:
        """An item that is answered in words: what is asked, and room below it."""
        same = part.section is not None and part.section.title == item.standard
        place = Place("score", item.id, self.place(item.id), lines=_LINES)
        first, *rest = self.said.text(place).split("\n")
        answer: tuple[Line, ...] = ((Field(place, first),), *((Run(line),) for line in rest))
        lines = answer if same else (*printed(item.standard), *answer)
        return Cell(lines, self.form.beside, style="words", label=self.rubric.columns.standard)

    def _bonus(self, item: BonusItem) -> Row:
        titles, own = self.rubric.columns, "text" in self.form.names
        text = () if own else printed(item.text)
        lines = ((Run(item.title, strong=True),), *text, *self._evidence(item))
        cells = [Cell(lines, self.form.before, style="standard")]
        if "points" in self.form.names:
            cells.append(self._points(item.limit))
        if own:
            cells.append(Cell(printed(item.text), style="text", label=titles.text or ""))
        cells.append(self._score("bonus", item.id, f"{item.title}{titles.score}", label=titles.score))
        if titles.assessed:
            name = f"{item.title}{titles.assessed}"
            cells.append(self._score("assessed", item.id, name, label=titles.assessed))
        return Row(tuple(cells), "item")

    def _totals(self) -> Iterator[Row]:
        bonus, total = self.rubric.bonus, self.rubric.total
        if bonus:
            yield self._total("合计（不含加分）", total, "total-score", "assessed-total")
            yield self._total("加分合计", bonus.limit, "bonus-total", "assessed-bonus-total")
            yield self._total("合计（含加分）", None, "with-bonus", "assessed-with-bonus")
        else:
            yield self._total("合计", total, "total-score", "assessed-total")

    def _total(self, name: str, points: int | None, score: str, assessed: str) -> Row:
        cells = [Cell(printed(name), self.form.before, head="row")]
        if "points" in self.form.names:
            cells.append(self._points(points))
        if "text" in self.form.names:
            cells.append(Cell(style="sum"))
        cells.append(self._score(score, "", name))
        if self.rubric.columns.assessed:
            cells.append(self._score(assessed, "", f"{name}（{self.rubric.columns.assessed}）"))
        return Row(tuple(cells), "total")

    def _points(self, points: int | None) -> Cell:
        label = self.rubric.columns.points or ""
        return Cell(printed(shown(points) if points else ""), style="points", align="center", label=label)

    def _score(self, kind: str, of: str, name: str, *, label: str = "") -> Cell:
        place = Place(kind, of, name)
        return Cell(printed(self.said.text(place)), style="score", align="center", label=label, place=place)

    def _answer(self, kind: str, row: ItemRow) -> Cell:
        """A score, or the boxes of an item that is answered with 是 or 否."""
        titles = self.rubric.columns
        label = (titles.score if kind == "score" else titles.assessed) or ""
        place = Place(kind, row.item.id, f"{self.place(row.item.id)}{label}")
        text = self.said.text(place)
        tick = self.said.tick(place) if row.kind == "check" and not text else None
        lines = (_boxes(tick),) if tick else printed(text)
        return Cell(lines, style="score", align="center", label=label, place=place)

    def _evidence(self, row: Item | BonusItem) -> tuple[Line, ...]:
        place = Place("evidence", row.id, f"{self.place(row.id)}佐证材料")
        text = self.said.text(place)
        if not (text or self.said.live):
            return ()
        first, *rest = text.split("\n")
        return ((Field(place, first, 0),), *((Run(line),) for line in rest))

    def foot(self, *, told: bool) -> Iterator[Block]:
        """What stands below the table."""
        rubric = self.rubric
        if rubric.opinions:
            rows = tuple(
                Row(
                    (
                        Cell(printed(box.title), head="row", align="center"),
                        Cell(
                            style="opinion",
                            place=Place("opinion", str(at), box.title, lines=_LINES),
                            seal=Seal(box.seal or "", box.date or ""),
                        ),
                    )
                )
                for at, box in enumerate(rubric.opinions, start=1)
            )
            yield Table("意见栏", (_BOX, 100 - _BOX), (Group(rows),), (), "opinions", ("box", ""))
        if not self.form.as_summed:
            place = Place("summed-total", name="各项相加")
            summed = Field(place, shown(rubric.summed), 0)
            note = (Run(f"合计印{shown(rubric.total or 0)}分，各项相加"), summed, Run("分，照原表计分，不折算。"))
            yield Paragraph(note, "note")
        if told:
            for place in (Place("tier-line", name="自评结果"), Place("readings-line", name="口径")):
                if (text := self.said.text(place)) or self.said.live:
                    yield Paragraph((Field(place, text, 0),), "plain")
        if not (self.form.own_head or rubric.opinions):
            yield Signs(("单位（盖章）：", "考核人员签字："))
        for line in printed(rubric.remark or ""):
            yield Paragraph(line, "plain")


def _sum(align: Align) -> Cell:
    return Cell(printed("小计"), style="sum", align=align)


def _boxes(tick: str) -> Line:
    return (Run("是\u00a0"), Box(ticked=tick == "yes"), Run("　否\u00a0"), Box(ticked=tick == "no"))
