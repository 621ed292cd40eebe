"""A rubric as one table, for people who compare rubrics and count: a row for each rule of each item."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator import tables
from generator.documents.questions import Question, questions
from generator.model.base import shown
from generator.model.rubric import BonusItem, Counted, Item, Section
from generator.model.rules import (
    Bands,
    Check,
    Count,
    Deduct,
    Judge,
    Level,
    Note,
    Rate,
    Rule,
    Threshold,
    Zero,
    most_gain,
)
from generator.model.rules import Parts as PartsRule
from generator.score.scheme import Scheme
from generator.tables import Cell, Table

KINDS: dict[type[Rule], str] = {
    Deduct: "扣分",
    Zero: "此项不得分",
    Rate: "比率",
    Count: "计次",
    PartsRule: "分项得分",
    Level: "分档",
    Bands: "分段得分",
    Judge: "评定",
    Check: "是否",
    Note: "文字",
}


Marked = Callable[[str], str]


class Line(Struct, frozen=True):
    """A row of the table: a rule of an item; an item without rules, or a section without items, has one too."""

    of: Scheme
    section: str
    row: Counted | None = None
    rule: Rule | None = None
    question: Question | None = None
    refers: str = ""

    @property
    def item(self) -> Item | None:
        """The row where it is one of the form's items."""
        return self.row if isinstance(self.row, Item) else None

    @property
    def bonus(self) -> BonusItem | None:
        """The row where it stands outside the total."""
        return self.row if isinstance(self.row, BonusItem) else None

    def fact(self, name: str | None) -> str:
        """The question that decides whether something applies."""
        return next((fact.ask for fact in self.of.rubric.facts if fact.id == name), "")


class Field(Struct, frozen=True):
    """A column: its heading, its type as Table Schema has it, what it means, and how wide it is in a workbook.

    Numbers are points, in hundredths.
    """

    name: str
    type: str
    width: int
    meaning: str
    value: Callable[[Line], Cell]

    @property
    def unit(self) -> str:
        """How it is written."""
        return "points" if self.type == "number" else "prose" if self.width > _NARROW else "text"


_NARROW = 36


def _points(line: Line) -> Cell:
    return line.bonus.limit if line.bonus else line.item.points if line.item else None


def _loss(line: Line) -> Cell:
    return (line.rule.loss or None) if isinstance(line.rule, Deduct | Rate) else None


def _gain(line: Line) -> Cell:
    return line.rule.gain if isinstance(line.rule, Count | Rate) else None


def _limit(line: Line) -> Cell:
    return line.rule.limit if isinstance(line.rule, Deduct | Count | Rate) else None


def _most(line: Line) -> Cell:
    return (most_gain(line.rule, (line.item.points or 0) if line.item else 0) or None) if line.rule else None


def _line_to_reach(line: Line) -> Cell:
    test = line.rule.threshold if isinstance(line.rule, Check) else line.rule
    if not isinstance(test, Rate | Threshold):
        return ""
    sign, least = (">", test.more_than) if test.at_least is None else ("≥", test.at_least)
    return f"{sign}{shown(least or 0)}{'%' if test.whole else test.unit}"


def _counts(line: Line) -> Cell:
    """How the rule counts, in words, as the form stands."""
    if line.question is None:
        return ""
    hint = [said.text for said in line.question.hint[:1]]
    rows = [f"{row.label}{f'（{row.worth[0].text}）' if row.worth else ''}" for row in line.question.rows]
    choices = [f"{one.label}（{one.cost[0].text}）" for one in line.question.choices if one.cost]
    return "；".join([*hint, *rows, *choices])


def _readings(line: Line) -> Cell:
    said = []
    for reading in line.row.readings if line.row else ():
        other = f"另一种理解：{reading.otherwise.text}" if reading.otherwise else ""
        said.append(f"{reading.text}（{reading.authority}）{other}")
    return "\n".join(said)


def _applies(line: Line) -> Cell:
    names = [line.item.applies_when if line.item else None, line.rule.applies_when if line.rule else None]
    return "；".join(dict.fromkeys(filter(None, map(line.fact, names))))


def _standard(line: Line) -> Cell:
    return line.bonus.title if line.bonus else line.item.standard if line.item else line.refers


def _text(line: Line) -> Cell:
    return line.bonus.text if line.bonus else (line.item.text or "") if line.item else ""


def _required(line: Line) -> Cell:
    return "" if line.item is None else "是" if line.item.required else "否"


FIELDS: tuple[Field, ...] = (
    Field("打分表", "string", 36, "打分表的编号：活动/年度/打分表，永久不变。", lambda line: line.of.id),
    Field("部分", "string", 16, "所属部分的名称；部分里再分的，以“ / ”相连；加分项另列。", lambda line: line.section),
    Field("序号", "string", 7, "表上印的序号。", lambda line: (line.row.number or "") if line.row else ""),
    Field("项目", "string", 8, "考核内容的编号，在本表内唯一。", lambda line: line.row.id if line.row else ""),
    Field("标准", "string", 50, "标准或考核内容的原文；加分项为其名称。", _standard),
    Field("分值", "number", 8, "本项的分值；加分项为最多加几分，不封顶的为空。", _points),
    Field("量化项", "string", 50, "量化项或加分办法的原文；原表没有另列的为空。", _text),
    Field("必备项", "boolean", 8, "得不到满分（或答否）就不能评定任何等次的，为“是”；加分项为空。", _required),
    Field("规则", "string", 10, "计分规则的编号，在本项内唯一。", lambda line: line.rule.id if line.rule else ""),
    Field("类型", "string", 11, f"规则的类型：{'、'.join(KINDS.values())}。", lambda line: _kind(line.rule)),
    Field("依据", "string", 40, "规则所依据的原文。", lambda line: "；".join(line.rule.says) if line.rule else ""),
    Field("问题", "string", 40, "向填表人提出的问题。", lambda line: line.rule.ask if line.rule else ""),
    Field("计法", "string", 40, "怎样计分；逐项核对的列出各要素，分档的列出各档。", _counts),
    Field("扣分", "number", 8, "每有一处（或不达标）扣几分；此项不得分、分档的见“计法”。", _loss),
    Field("计分", "number", 8, "每次（或达标）计几分。", _gain),
    Field("上限", "number", 8, "本规则最多扣或计几分；没有规定的为空。", _limit),
    Field("最多得分", "number", 9, "本规则最多能给本项计几分；只扣分的、不封顶的为空。", _most),
    Field("达标线", "string", 9, "比率或次数的标准：≥ 含本数，> 不含本数。", _line_to_reach),
    Field("适用条件", "string", 40, "只在这一情况为“是”时适用；没有条件的为空。", _applies),
    Field("口径", "string", 50, "有歧义的条文怎样计分，括号里是依据；原文不作改动。", _readings),
    Field(
        "佐证材料", "string", 40, "原文列出的佐证材料。", lambda line: "；".join(line.row.evidence) if line.row else ""
    ),
    Field(
        "提示", "string", 40, "不计分、但填表人应当知道的。", lambda line: "\n".join(line.row.hints) if line.row else ""
    ),
)


def _kind(rule: Rule | None) -> str:
    return KINDS[type(rule)] if rule else ""


def as_csv(of: Scheme, marked: Marked = str) -> bytes:
    """The table as CSV; ``marked`` is what becomes of the name of a section, which every row has."""
    return tables.as_csv(_table(of, marked))


def as_workbook(of: Scheme, about: tuple[tuple[str, str], ...], marked: Marked = str) -> bytes:
    """The table, its fields, and where it is from."""
    described = ((one.name, one.meaning, _TYPES[one.type]) for one in FIELDS)
    file = io.BytesIO()
    sheets = (
        _table(of, marked),
        Table("字段说明", (("字段", 12, "text"), ("含义", 70, "prose"), ("类型", 24, "text")), described),
        Table("来源", (("项目", 14, "text"), ("内容", 90, "prose")), about),
    )
    tables.to_workbook(file, sheets, marked(of.rubric.title))
    return file.getvalue()


_TYPES = {"string": "文字", "number": "数，单位：分", "boolean": "是或否"}


def _table(of: Scheme, marked: Marked) -> Table:
    headings = tuple((field.name, field.width, field.unit) for field in FIELDS)
    lines = (replace(line, section=marked(line.section)) for line in _lines(of))
    return Table("数据", headings, (tuple(field.value(line) for field in FIELDS) for line in lines))


def _lines(of: Scheme) -> Iterator[Line]:
    for section in of.rubric.sections:
        yield from _of_section(of, section, "")
    for row in of.bonus:
        yield from _of_row(of, "加分项", row)


def _of_section(of: Scheme, section: Section, above: str) -> Iterator[Line]:
    title = f"{above}{section.title}"
    if section.refers:
        yield Line(of, title, refers=section.refers.text)
    for item in section.items:
        yield from _of_row(of, title, item)
    for part in section.sections:
        yield from _of_section(of, part, f"{title} / ")


def _of_row(of: Scheme, section: str, row: Counted) -> Iterator[Line]:
    if not row.rules:
        yield Line(of, section, row)
    for rule, question in zip(row.rules, questions(row, of.rubric.columns.score), strict=True):
        yield Line(of, section, row, rule, question)
