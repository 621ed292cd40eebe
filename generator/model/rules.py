"""The closed set of rule kinds: what a printed rule can take or give. ``Rule`` is their union.

Points are whole hundredths, rates are two whole numbers; there is no expression language. What each
kind counts is in docs/scoring.md and, one function a kind, in ``generator.score.effects``.
"""

from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import Line, Percent, Points, Record, Ref, Slug, Text, YesNo, whole

Some = Annotated[Points, Field(gt=0)]
"""Points that are not nothing: a loss of 0 would be a rule that never counts."""

MOST_GRADES = 50
"""The most choices or bands of a rule: formulas ask for one after the other, and Excel nests them 64 deep."""

Partial = Literal["dropped", "counted", "shared"]
"""What becomes of a step that is not whole: nothing, a whole step, or its share of one."""


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
    judged: YesNo = Field(default=False, description="原文没有规定分数，由考核人员裁定：得分记为一个区间。")


class Band(Record):
    """A step of a graded award: from this much on, these points."""

    at_least: Points = Field(description="达到（含）多少：比率写百分数，次数写整数。")
    points: Some = Field(description="得几分。")


class Scale(Record):
    """A number on another form's scale, turned into points of this one."""

    of: Some = Field(description="填写的数以多少为满分。")
    rubric: Slug | None = Field(default=None, description="这个数来自本届哪张打分表。")


class Threshold(Record):
    """A predicate over a measured share or a number; exactly one of the two limits is written."""

    part: Line | None = Field(default=None, description="分子的名称；写了 whole 才写。")
    whole: Line | None = Field(default=None, description="分母的名称；不写则是一个次数。")
    unit: Line = Field(default="人", description="数的单位，写在填写框后面。")
    at_least: Points | None = Field(default=None, description="达到（含）这个百分比或次数为“是”。")
    more_than: Points | None = Field(default=None, description="超过（不含）这个百分比或次数为“是”。")


class RuleBase(Record):
    """What every rule has, whatever its kind."""

    id: Slug = Field(description="规则的标识，在本项内唯一；公布后不要更改。")
    says: tuple[Text, ...] = Field(min_length=1, description="本规则所依据的原文片段，逐字照抄。")
    ask: Line = Field(description="向填表人提出的问题，尽量用原文。")
    applies_when: Slug | None = Field(default=None, description="只在该事实为“是”时适用；不适用即不扣分。")
    fixable: YesNo = Field(default=True, description="本年度内能否整改；已经发生、无法补救的（如事故）写 false。")
    effort: Annotated[int, whole(1, 9)] = Field(default=1, description="整改难度 1 至 9，只用于给整改建议排序。")


class Defect(RuleBase):
    """A rule that asks whether something is wrong, and can say something of other such questions."""

    implies: tuple[Ref, ...] = Field(
        default=(), description="有此情形时，必然同时存在的情形（其他规则或 veto.否决条件）。"
    )
    exclusive: tuple[Ref, ...] = Field(
        default=(), description="不可能与此情形同时存在的情形（其他规则或 veto.否决条件）。"
    )


class Deduct(Defect):
    """A fixed loss for a defect, or for each element that is missing."""

    kind: Literal["deduct"] = Field(description="扣分：每有一处缺陷扣固定分数。")
    loss: Some = Field(description="扣几分；有 each 时为每缺一个要素扣几分。")
    each: tuple[Element, ...] = Field(default=(), description="逐一核对的要素，每缺一个扣一次。")
    limit: Some | None = Field(default=None, description="本规则最多扣几分。")


class Zero(Defect):
    """The whole item is lost."""

    kind: Literal["zero"] = Field(description="此项不得分：有此情形，整项为 0 分。")


class Rate(RuleBase):
    """A measured share against a threshold, as two whole numbers."""

    kind: Literal["rate"] = Field(description="比率：以两个整数之比与标准比较，不取近似百分数。")
    part: Line = Field(description="分子的名称，例如“会员人数”。")
    whole: Line = Field(description="分母的名称，例如“职工人数”。")
    unit: Line = Field(default="人", description="两个数的单位，写在填写框后面，例如“家”。")
    at_least: Percent | None = Field(default=None, description="达到（含）这个百分比为达标。")
    more_than: Percent | None = Field(default=None, description="超过（不含）这个百分比为达标。")
    gain: Some | None = Field(default=None, description="达标得几分；写了 gain 就不写各种扣分。")
    loss: Some = Field(default=0, description="不达标即扣几分；只按每少若干个百分点扣分的不写。")
    step: Percent | None = Field(default=None, description="每少几个百分点为一档。")
    step_loss: Some | None = Field(default=None, description="每少一档再扣几分。")
    partial: Partial = Field(
        default="dropped",
        description="不足一档怎样计：dropped 不计，counted 按一档计，shared 按比例计并四舍五入到 0.01 分。",
    )
    limit: Some | None = Field(default=None, description="本规则最多扣几分。")


class Count(RuleBase):
    """Points for each occurrence."""

    kind: Literal["count"] = Field(description="计次：每开展一次得几分。")
    gain: Some = Field(description="每次得几分。")
    limit: Some | None = Field(default=None, description="最多得几分；不写即不封顶，只用于加分项。")
    unit: Line = Field(default="次", description="次数的单位，例如“篇”。")


class Parts(RuleBase):
    """Points for each component that is there."""

    kind: Literal["parts"] = Field(description="分项得分：具备一个要素得一份分。")
    parts: tuple[Part, ...] = Field(min_length=1, description="各要素及其分值。")


class Level(RuleBase):
    """Exactly one of several graded outcomes."""

    kind: Literal["level"] = Field(description="分档：几种情况只能选一种。")
    options: tuple[Option, ...] = Field(min_length=2, max_length=MOST_GRADES, description="各档情况。")


class Bands(RuleBase):
    """Points by the band that a measured share or a number falls into."""

    kind: Literal["bands"] = Field(description="分段得分：比率或次数落在哪一段，得哪一段的分。")
    part: Line | None = Field(default=None, description="分子的名称；写了 whole 才写。")
    whole: Line | None = Field(default=None, description="分母的名称；不写则按次数分段。")
    unit: Line = Field(default="人", description="数的单位，写在填写框后面。")
    bands: tuple[Band, ...] = Field(
        min_length=1, max_length=MOST_GRADES, description="各段，从高到低；低于最后一段得 0 分。"
    )


class Judge(RuleBase):
    """An assessor's number where the form has no rule."""

    kind: Literal["judge"] = Field(description="评定：原表没有计分规则，由填表人、考核人员打分。")
    points: Some = Field(description="最多得几分。")
    step: Some | None = Field(default=None, description="打分的最小单位，例如 0.5；原表没有规定的不写。")
    scale: Scale | None = Field(default=None, description="填写的数按另一满分折算，四舍五入到 0.01 分。")


class Check(RuleBase):
    """A yes or a no without points; or a threshold that is met or not."""

    kind: Literal["check"] = Field(description="是否：只答是或否，不计分。")
    threshold: Threshold | None = Field(default=None, description="以数值判断是否达到，不写则直接答是或否。")


class Note(RuleBase):
    """A row that is filled in with words."""

    kind: Literal["note"] = Field(description="文字：用文字填写，不计分。")


Rule = Annotated[
    Deduct | Zero | Rate | Count | Parts | Level | Bands | Judge | Check | Note, Field(discriminator="kind")
]


def is_yes_no(rule: Rule) -> bool:
    """Whether the rule asks one yes/no question about a defect."""
    return isinstance(rule, Zero) or (isinstance(rule, Deduct) and not rule.each)


def elements(rule: Rule) -> tuple[Element, ...]:
    """The elements that a rule asks for one by one; none where it asks one question."""
    if isinstance(rule, Deduct):
        return rule.each
    return rule.parts if isinstance(rule, Parts) else ()


def most_gain(rule: Rule, points: int) -> int:
    """The most that a rule can add to an item worth ``points``, in hundredths; 0 for one that takes."""
    match rule:
        case Count():
            return points if rule.limit is None else rule.limit
        case Parts():
            return sum(part.points for part in rule.parts)
        case Bands():
            return max(band.points for band in rule.bands)
        case Judge():
            return rule.points
        case Rate():
            return rule.gain or 0
        case _:
            return 0


def asks(rule: Rule) -> tuple[object, ...]:
    """What an answer to the rule looks like: two rules that ask alike take the same answer."""
    match rule:
        case Deduct(each=(_, *_)) | Parts():
            return ("elements", *(element.id for element in elements(rule)))
        case Deduct() | Zero():
            return ("defect",)
        case Level():
            return ("level", *(option.id for option in rule.options))
        case Judge():
            return ("points", rule.scale.of if rule.scale else rule.points, rule.step)
        case _:
            return (_measures(rule) or rule.kind,)


def _measures(rule: Rule) -> str | None:
    """Whether a rule asks for a share or for a number; ``None`` when for neither."""
    match rule:
        case Rate():
            return "rate"
        case Count():
            return "count"
        case Bands():
            return "rate" if rule.whole else "count"
        case Check(threshold=Threshold() as line):
            return "rate" if line.whole else "count"
        case _:
            return None
