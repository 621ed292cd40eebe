"""A scoring form or a checklist: sections of items, each with verbatim texts and machine rules.

What a rule can say is in ``generator.model.rules``; how everything counts, in docs/scoring.md.
"""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from generator.model.base import Line, Record, Ref, Slug, Text, Title, YesNo
from generator.model.rules import Check, Rule, Some, most_gain


class Otherwise(Record):
    """The other way to read an ambiguous rule: the same questions, counted differently."""

    text: Text = Field(description="另一种理解，用一句话写出。")
    rules: tuple[Rule, ...] = Field(
        default=(), description="按另一种理解计分的规则：标识和所问与原规则相同，只有计法不同。"
    )


class Reading(Record):
    """How an ambiguous rule is read, and on whose authority (口径)."""

    id: Slug | None = Field(default=None, description="口径的标识；写了 otherwise 才写，在本项内唯一。")
    text: Text = Field(description="口径：有歧义的条文在本站怎样计分。")
    authority: Line = Field(description="口径的依据或作出单位。")
    otherwise: Otherwise | None = Field(default=None, description="另一种说得通的理解；结果会列出两种得分。")


class Fact(Record):
    """Something about the unit that decides whether a rule applies to it."""

    id: Slug = Field(description="事实的标识，供 applies_when 引用。")
    ask: Line = Field(description="向填表人提出的是非问题，例如“本单位是公司制企业”。")


class VetoLink(Record):
    """Ties a veto of the edition to the questions of this rubric that it answers."""

    id: Slug = Field(description="本届 campaign.yml 中否决条件的标识。")
    implies: tuple[Ref, ...] = Field(default=(), description="否决情形存在时，必然同时存在的扣分情形。")


class Counted(Record):
    """What a row of the form has in common, inside the total or beside it."""

    id: Slug = Field(description="考核内容的标识，在本表内唯一；公布后不要更改。")
    number: Line | None = Field(default=None, description="表上印的序号；没有印的不写。")
    rules: tuple[Rule, ...] = Field(default=(), description="计分规则。")
    readings: tuple[Reading, ...] = Field(default=(), description="本项的口径。")
    hints: tuple[Text, ...] = Field(default=(), description="提示：不计分、但填表人应当知道的。")
    evidence: tuple[Line, ...] = Field(default=(), description="佐证材料，照抄原文用语。")

    @property
    def checked(self) -> bool:
        """Whether it is answered with 是 or 否."""
        return any(isinstance(rule, Check) for rule in self.rules)

    @property
    def choices(self) -> tuple[Reading, ...]:
        """The readings that can be taken otherwise."""
        return tuple(reading for reading in self.readings if reading.otherwise)


class Item(Counted):
    """One row of the form."""

    standard: Text = Field(description="标准或考核内容原文，逐字照抄。")
    points: Some | None = Field(default=None, description="分值；只答是否的表没有分值，不写。")
    text: Text | None = Field(default=None, description="量化项原文，逐字照抄；原表写在同一栏的不写。")
    required: YesNo = Field(default=False, description="必备项：得不到满分（或答否）不得评定任何等次。")
    applies_when: Slug | None = Field(default=None, description="整项只在该事实为“是”时适用。")
    absent: Literal["full", "out"] = Field(
        default="full", description="整项不适用时：full 得满分，out 从总分中去掉并按 rescale 折算。"
    )
    as_printed: Text | None = Field(default=None, description="原表分值与规则不合、照原样计分时，在此说明理由。")

    @property
    def printed(self) -> str:
        """The printed words that the rules rest on."""
        return self.text or self.standard

    @property
    def base(self) -> int:
        """Where the item starts, in hundredths: its points less all that award rules can add."""
        return (self.points or 0) - sum(most_gain(rule, self.points or 0) for rule in self.rules)


class BonusItem(Counted):
    """A row outside the total that can only add (加分项)."""

    title: Title = Field(description="加分项的名称，照抄原表。")
    text: Text = Field(description="加分办法原文，逐字照抄。")
    limit: Some | None = Field(default=None, description="本项最多加几分；不封顶的不写。")


class Bonus(Record):
    """Everything outside the total, and whether tiers are measured with it."""

    items: tuple[BonusItem, ...] = Field(min_length=1, description="各加分项。")
    limit: Some | None = Field(default=None, description="加分合计最多几分；不封顶的不写。")
    counts: Literal["yes", "no", "unsaid"] = Field(
        description="等次按加分后的总分评定（yes）、不计加分（no），或原文没有规定（unsaid）。"
    )
    reading: Reading | None = Field(default=None, description="加分是否计入等次的口径；counts 为 unsaid 时必写。")


class Badge(Record):
    """A distinction for one section alone (单项达标)."""

    title: Title = Field(description="单项称号。")
    minimum: Some = Field(description="本部分最低得分，含本数。")


class Refers(Record):
    """A section that is another rubric's, by reference and not by copy."""

    rubric: Slug = Field(description="被引用的打分表，属于同一届。")
    section: Slug = Field(description="被引用的部分。")
    text: Text = Field(description="原文写明按哪项标准执行的话，逐字照抄。")


class Section(Record):
    """A group of items, or of smaller groups, under one printed heading."""

    id: Slug = Field(description="部分的标识。")
    title: Title = Field(description="部分的名称，例如“自身建设规范”。")
    points: Some | None = Field(default=None, description="表上印的本部分总分；没有印的不写。")
    items: tuple[Item, ...] = Field(default=(), description="本部分的考核内容，按表上顺序。")
    sections: tuple["Section", ...] = Field(default=(), description="更小的部分；写了 sections 就不写 items。")
    refers: Refers | None = Field(default=None, description="本部分按另一张表的某一部分执行；不写 items。")
    badge: Badge | None = Field(default=None, description="本部分单独评定的称号。")
    as_printed: Text | None = Field(default=None, description="各项之和与本部分总分不合、照原样时，在此说明理由。")

    @property
    def all_items(self) -> tuple[Item, ...]:
        """Its items and those of its parts, in printed order."""
        return (*self.items, *(item for part in self.sections for item in part.all_items))

    @property
    def summed(self) -> int:
        """What its items add up to, in hundredths of a point."""
        return sum(item.points or 0 for item in self.items) + sum(part.summed for part in self.sections)


class Columns(Record):
    """The printed headings of the form's columns; a column that the form has not is left out."""

    section: Title = Field(description="第一列：部分。")
    number: Title | None = Field(default=None, description="序号列。")
    standard: Title = Field(description="标准列。")
    points: Title | None = Field(default=None, description="分值列。")
    text: Title | None = Field(default=None, description="量化项列。")
    score: Title = Field(description="得分列。")
    assessed: Title | None = Field(default=None, description="考核人员评分列。")


class UnitKind(Record):
    """A kind of unit that this form is for."""

    id: Slug = Field(description="单位类型的标识，在本届内唯一。")
    label: Line = Field(description="单位类型，例如“国有企业”。")
    why: Line = Field(description="为什么用这张表，用一句话写给基层工会看。")
    quote: Text | None = Field(default=None, description="所依据的原文，逐字照抄。")
    clause: Slug | None = Field(
        default=None, description="原文所在条款的标识（notice.md 里标题的 {#…}、段落下一行的 {: #… }）。"
    )


class Opinion(Record):
    """A box at the foot of the form for an opinion and a seal."""

    title: Line = Field(description="栏目名称，逐字照抄。")
    seal: Line | None = Field(default=None, description="盖章处的文字。")
    date: Line | None = Field(default=None, description="日期处的文字。")


class Rescale(Record):
    """How a total is turned back to full marks after items were taken out."""

    unit: Some = Field(description="折算后四舍五入到几分，例如 0.1。")


class Rubric(Record):
    """A form: what it asks, of whom, for how many points."""

    id: Slug = Field(description="打分表的标识，与文件名相同。")
    title: Title = Field(description="表的标题，逐字照抄。")
    subtitle: Title | None = Field(default=None, description="表的副标题，逐字照抄；没有的不写。")
    short: Title = Field(description="导航里用的简称，例如“企业工会”。")
    units: Line = Field(description="哪些单位用这张表。")
    kinds: tuple[UnitKind, ...] = Field(default=(), description="用这张表的单位类型，供选表时对照。")
    columns: Columns = Field(description="表头各列的名称。")
    total: Some | None = Field(default=None, description="表上印的满分；只答是否的表不写。")
    head: tuple[Line, ...] = Field(default=(), description="表头要填写的栏目，照抄原表；不写则为单位名称。")
    opinions: tuple[Opinion, ...] = Field(default=(), description="表尾的意见和盖章栏。")
    remark: Text | None = Field(default=None, description="表尾的备注，逐字照抄。")
    facts: tuple[Fact, ...] = Field(default=(), description="决定某些规则是否适用的单位情况。")
    vetoes: tuple[VetoLink, ...] = Field(default=(), description="本届否决条件与本表各项的联系。")
    sections: tuple[Section, ...] = Field(min_length=1, description="各部分，按表上顺序。")
    bonus: Bonus | None = Field(default=None, description="总分以外的加分项。")
    rescale: Rescale | None = Field(default=None, description="有考核内容从总分中去掉时，总分怎样折算。")
    as_printed: Text | None = Field(default=None, description="各部分之和与满分不合、照原样时，在此说明理由。")

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item of every section, in printed order."""
        return tuple(item for section in self.sections for item in section.all_items)

    @property
    def all_sections(self) -> tuple[Section, ...]:
        """Every section with those inside it, a section before its parts."""
        return tuple(_walk(self.sections))

    @property
    def rows(self) -> tuple[Counted, ...]:
        """Every item, then every bonus item."""
        return (*self.items, *(self.bonus.items if self.bonus else ()))

    @property
    def summed(self) -> int:
        """What its items add up to, in hundredths of a point; the printed total may differ."""
        return sum(section.summed for section in self.sections)


def _walk(sections: tuple[Section, ...]) -> Iterator[Section]:
    for section in sections:
        yield section
        yield from _walk(section.sections)
