"""What a rubric can say: sections of items, each with verbatim texts and machine rules.

The closed set of rule kinds is ``Rule`` below. Points are whole hundredths, rates are two whole
numbers; there is no expression language. How the kinds count is in ``generator.score``.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Line, Percent, Points, Record, Ref, Slug, Text, Title

Some = Annotated[Points, Field(gt=0)]
"""Points that are not nothing: a loss of 0 would be a rule that never counts."""


class Reading(Record):
    """How an ambiguous rule is read, and on whose authority (口径)."""

    text: Text = Field(description="口径：有歧义的条文在本站怎样计分。")
    authority: Line = Field(description="口径的依据或作出单位。")


class Fact(Record):
    """Something about the unit that decides whether a rule applies to it."""

    id: Slug = Field(description="事实的标识，供 applies_when 引用。")
    ask: Line = Field(description="向填表人提出的是非问题，例如“本单位是公司制企业”。")


class VetoLink(Record):
    """Ties a veto of the edition to the questions of this rubric that it answers."""

    id: Slug = Field(description="本届 campaign.yml 中否决条件的标识。")
    implies: tuple[Ref, ...] = Field(default=(), description="否决情形存在时，必然同时存在的扣分情形。")


class Element(Record):
    """One of several things that must each be there."""

    id: Slug = Field(description="要素的标识。")
    label: Line = Field(description="要素的名称，照抄标准原文用语。")
    applies_when: Slug | None = Field(default=None, description="只在该事实为“是”时适用。")


class Part(Element):
    """A component that earns points by being there."""

    points: Some = Field(description="具备该要素得几分。")


class Option(Record):
    """One of several graded outcomes."""

    id: Slug = Field(description="选项的标识。")
    label: Line = Field(description="选项的文字。")
    loss: Points | None = Field(default=None, description="选此项扣几分；不扣写 0。")
    judged: bool = Field(default=False, description="原文没有规定分数，由考核人员裁定：得分记为一个区间。")


class RuleBase(Record):
    """What every rule has, whatever its kind."""

    id: Slug = Field(description="规则的标识，在本项内唯一；公布后不要更改。")
    says: tuple[Text, ...] = Field(min_length=1, description="本规则所依据的量化项原文片段，逐字照抄。")
    ask: Line = Field(description="向填表人提出的问题，尽量用原文。")
    applies_when: Slug | None = Field(default=None, description="只在该事实为“是”时适用；不适用即不扣分。")


class Deduct(RuleBase):
    """A fixed loss for a defect, or for each element that is missing."""

    kind: Literal["deduct"] = Field(description="扣分：每有一处缺陷扣固定分数。")
    loss: Some = Field(description="扣几分；有 each 时为每缺一个要素扣几分。")
    each: tuple[Element, ...] = Field(default=(), description="逐一核对的要素，每缺一个扣一次。")
    limit: Some | None = Field(default=None, description="本规则最多扣几分。")
    implies: tuple[Ref, ...] = Field(
        default=(), description="有此情形时，必然同时存在的情形（其他规则或 veto.否决条件）。"
    )


class Zero(RuleBase):
    """The whole item is lost."""

    kind: Literal["zero"] = Field(description="此项不得分：有此情形，整项为 0 分。")
    implies: tuple[Ref, ...] = Field(
        default=(), description="有此情形时，必然同时存在的情形（其他规则或 veto.否决条件）。"
    )


class Rate(RuleBase):
    """A measured share against a threshold, as two whole numbers."""

    kind: Literal["rate"] = Field(description="比率：以两个整数之比与标准比较，不取近似百分数。")
    part: Line = Field(description="分子的名称，例如“会员人数”。")
    whole: Line = Field(description="分母的名称，例如“职工人数”。")
    unit: Line = Field(default="人", description="两个数的单位，写在填写框后面，例如“家”。")
    at_least: Percent | None = Field(default=None, description="达到（含）这个百分比为达标。")
    more_than: Percent | None = Field(default=None, description="超过（不含）这个百分比为达标。")
    loss: Some = Field(default=0, description="不达标即扣几分；只按每少若干个百分点扣分的不写。")
    step: Percent | None = Field(default=None, description="每少几个百分点为一档，不足一档不计。")
    step_loss: Some | None = Field(default=None, description="每少一档再扣几分。")
    limit: Some | None = Field(default=None, description="本规则最多扣几分。")


class Count(RuleBase):
    """Points for each occurrence."""

    kind: Literal["count"] = Field(description="计次：每开展一次得几分。")
    gain: Some = Field(description="每次得几分。")
    limit: Some = Field(description="最多得几分。")


class Parts(RuleBase):
    """Points for each component that is there."""

    kind: Literal["parts"] = Field(description="分项得分：具备一个要素得一份分。")
    parts: tuple[Part, ...] = Field(min_length=1, description="各要素及其分值。")


class Level(RuleBase):
    """Exactly one of several graded outcomes."""

    kind: Literal["level"] = Field(description="分档：几种情况只能选一种。")
    options: tuple[Option, ...] = Field(min_length=2, description="各档情况。")


Rule = Annotated[Deduct | Zero | Rate | Count | Parts | Level, Field(discriminator="kind")]


def is_yes_no(rule: Rule) -> bool:
    """Whether the rule asks one yes/no question about a defect."""
    return isinstance(rule, Zero) or (isinstance(rule, Deduct) and not rule.each)


class Item(Record):
    """One numbered row of the form."""

    id: Slug = Field(description="考核内容的标识，在本表内唯一；公布后不要更改。")
    number: Line = Field(description="表上印的序号。")
    standard: Text = Field(description="创建标准原文，逐字照抄。")
    points: Some = Field(description="分值。")
    text: Text = Field(description="量化项原文，逐字照抄。")
    rules: tuple[Rule, ...] = Field(default=(), description="计分规则。")
    readings: tuple[Reading, ...] = Field(default=(), description="本项的口径。")
    as_printed: Text | None = Field(default=None, description="原表分值与规则不合、照原样计分时，在此说明理由。")

    @property
    def most_gain(self) -> int:
        """The most that the award rules can add, in hundredths of a point."""
        counts = sum(rule.limit for rule in self.rules if isinstance(rule, Count))
        parts = sum(part.points for rule in self.rules if isinstance(rule, Parts) for part in rule.parts)
        return counts + parts

    @property
    def base(self) -> int:
        """Where the item starts, in hundredths: its points less all that award rules can add."""
        return self.points - self.most_gain


class Section(Record):
    """A group of items under one printed heading."""

    id: Slug = Field(description="部分的标识。")
    title: Title = Field(description="部分的名称，例如“自身建设规范”。")
    points: Some = Field(description="表上印的本部分总分。")
    items: tuple[Item, ...] = Field(min_length=1, description="本部分的考核内容，按表上顺序。")
    as_printed: Text | None = Field(default=None, description="各项之和与本部分总分不合、照原样时，在此说明理由。")


class Columns(Record):
    """The printed headings of the form's columns."""

    section: Title = Field(description="第一列：部分。")
    number: Title = Field(description="序号列。")
    standard: Title = Field(description="标准列。")
    points: Title = Field(description="分值列。")
    text: Title = Field(description="量化项列。")
    score: Title = Field(description="得分列。")


class Rubric(Record):
    """A scoring form: what it asks, of whom, for how many points."""

    id: Slug = Field(description="打分表的标识，与文件名相同。")
    title: Title = Field(description="表的标题，逐字照抄。")
    subtitle: Title = Field(description="表的副标题，逐字照抄。")
    short: Title = Field(description="导航里用的简称，例如“企业工会”。")
    units: Line = Field(description="哪些单位用这张表。")
    columns: Columns = Field(description="表头各列的名称。")
    total: Some = Field(description="表上印的满分。")
    facts: tuple[Fact, ...] = Field(default=(), description="决定某些规则是否适用的单位情况。")
    vetoes: tuple[VetoLink, ...] = Field(default=(), description="本届否决条件与本表各项的联系。")
    sections: tuple[Section, ...] = Field(min_length=1, description="各部分，按表上顺序。")
    as_printed: Text | None = Field(default=None, description="各部分之和与满分不合、照原样时，在此说明理由。")

    @property
    def items(self) -> tuple[Item, ...]:
        """Every item of every section, in printed order."""
        return tuple(item for section in self.sections for item in section.items)
