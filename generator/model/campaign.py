"""A campaign: its federations, its series, and one edition with all its facts.

Every fact of an edition is ``Cited``: it carries the words of the notice that it rests on, and
the clause they stand in. The check proves that they do.
"""

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from generator.model.base import (
    Email,
    Line,
    Moment,
    Percent,
    Period,
    Phone,
    Points,
    Record,
    Slug,
    Text,
    Title,
    YesNo,
    days,
    whole,
)

_BETWEEN = re.compile(r"、|(?<=[\u3400-\u9fff])[^\S\n]+(?=[\u3400-\u9fff])")  # of those who issue a document together


class Contact(Record):
    """Whom to ask: an office; a mobile phone only where the notice itself names it."""

    department: Line = Field(description="联系部门。")
    phone: Phone | None = Field(default=None, description="公开的办公电话，例如 0631-6663572；几个号码用、隔开。")
    email: Email | None = Field(default=None, description="公开的电子邮箱。")
    public: YesNo = Field(default=False, description="公开 phone 里的手机号码：只限通知原文写作联系方式的。")


class Federation(Record):
    """Who issues a campaign (总工会、产业工会)."""

    id: Slug = Field(description="工会的标识，与文件名相同。")
    name: Title = Field(description="工会全称。")
    parent: Slug | None = Field(default=None, description="上级工会的标识。")


class Series(Record):
    """A recurring campaign of one federation (创建活动)."""

    id: Slug = Field(description="创建活动的标识，与文件夹名相同；公布后不要更改。")
    title: Title = Field(description="创建活动的名称。")
    federation: Slug = Field(description="主办工会的标识。")
    summary: Line = Field(description="一句话说明这项活动。")
    current: Slug = Field(description="当前年度的标识：打开活动地址时进入这一届。")
    demo: YesNo = Field(
        default=False,
        description="演示数据：每一页、每份文件都会标注，首页单独列出；portal build --without-demo 不含它。",
    )


class Cited(Record):
    """A fact and the words of the notice that it rests on."""

    text: Line = Field(description="事实，用一句话写给基层工会看。")
    quote: Text = Field(description="所依据的通知原文，逐字照抄；省略处写 ……。")
    clause: Slug = Field(description="原文所在条款的标识（notice.md 里标题的 {#…}、段落下一行的 {: #… }）。")
    brief: Line | None = Field(
        default=None,
        description="概览最上面的简短说法。同一组事实里有写的，最上面只列写了的，全部列在下面；都没有写的，最上面全部列出。",
    )


def joint(issuer: str) -> tuple[str, ...]:
    """Who issues a document together: 、 stands between them, or a space.

    >>> joint("示例市总工会 示例市人力资源和社会保障局")
    ('示例市总工会', '示例市人力资源和社会保障局')
    """
    return tuple(_BETWEEN.split(issuer))


class Document(Record):
    """The official document that opens the edition."""

    issuer: Title = Field(description="发文机关；联合发文的，几个机关之间写顿号或空一格，各印一行。")
    number: Title | None = Field(default=None, description="发文字号，例如 乳会发〔2020〕6号；原文没有的不写。")
    title: tuple[Title, ...] = Field(min_length=1, description="标题，按词意分行。")
    addressees: Line = Field(description="主送机关，含末尾全角冒号。")
    date: Period | None = Field(default=None, description="成文日期；原文没有的不写。")
    published: Moment | None = Field(
        default=None, description="在本站上网的时间，例如 2026-11-21 09:30；没有公布的不写，标为草稿。"
    )
    imprint: tuple[Line, ...] = Field(
        default=(), description="版记各行（抄送、印发机关和日期），逐字照抄；原文没有的不写。"
    )
    annexes: Title = Field(default="附件：", description="附件说明前印的字；原文印“附：”的照抄。")
    source: Text = Field(description="文本来源与整理说明。")

    @property
    def issuers(self) -> tuple[str, ...]:
        """Who issues it, each printed on a line of its own."""
        return joint(self.issuer)


class Attachment(Record):
    """A line of the 附件说明, and where it stands on the site."""

    title: Line = Field(description="附件名称，逐字照抄。")
    rubric: Slug | None = Field(default=None, description="对应的打分表。")
    form: Slug | None = Field(default=None, description="对应的登记表。")
    clause: Slug | None = Field(default=None, description="附件全文在 notice.md 里的位置（{#…}）。")


class Phase(Cited):
    """A step of the edition and when it takes place."""

    id: Slug = Field(description="阶段的标识。")
    title: Title = Field(description="阶段名称，例如“自查”。")
    start: Period | None = Field(default=None, description="开始：年、年月或年月日，按原文的精度。")
    end: Period | None = Field(default=None, description="结束，含当日当月；与开始相同可不写。")
    who: Line = Field(description="由谁来做。")

    @property
    def opens(self) -> date | None:
        """The first day, where it is known to the month: a year is too long to be a date."""
        return days(self.start)[0] if self.start and "-" in self.start else None

    @property
    def closes(self) -> date | None:
        """The last day, where it is known to the month."""
        last = self.end or self.start
        return days(last)[1] if last and "-" in last else None


class Material(Cited):
    """What a unit does or hands in, as a line of the checklist."""

    kind: Literal["do", "paper", "send"] = Field(
        default="paper", description="do 是报送以前要做的，paper 是要交的材料，send 是份数、时限和报到哪里。"
    )
    forms: tuple[Slug, ...] = Field(default=(), description="要填的打分表或登记表的标识。")


class Level(Cited):
    """A step of the ladder of titles; the text says how one gets there from the step before."""

    title: Title = Field(description="层级的名称，例如“合格职工之家”。")
    bars: tuple[Cited, ...] = Field(default=(), description="只对这一级写的“不得申报”的情形，与打分表无关。")


class Eligible(Cited):
    """Who may take part, or may not."""

    untitled: YesNo = Field(
        default=False, description="说的是已有主办工会或其上级工会所授称号的一般不再参评：核对名单时按此提示。"
    )


class Upkeep(Cited):
    """What becomes of a title after it is granted."""

    years: Annotated[int, whole(1, 10)] | None = Field(
        default=None, description="几年复查一次；说的不是复查年限的不写。"
    )


class Follows(Cited):
    """Another edition of the series, by whose standards this one is run."""

    edition: Slug = Field(description="沿用哪一届的标准：那一届的标识。")


class Archive(Cited):
    """The index of the files that a unit keeps, as a notice prints it."""

    edition: Slug | None = Field(
        default=None, description="目录印在本活动哪一届的通知里；就在本届的不写，clause 写目录标题的标识。"
    )


class Condition(Cited):
    """What a tier needs besides its minimum: a yes of the unit, or enough points in one place."""

    id: Slug = Field(description="条件的标识，在本届内唯一。")
    ask: Line | None = Field(default=None, description="要单位回答的是非题，答“是”为具备，例如已获某称号。")
    section: Slug | None = Field(default=None, description="某一部分的得分要达到 minimum。")
    item: Slug | None = Field(default=None, description="某一项的得分要达到 minimum。")
    minimum: Points | None = Field(default=None, description="部分或项的最低得分，含本数。")


class Quota(Cited):
    """How many units can get a tier: a share of those that take part, or a number."""

    share: Percent | None = Field(default=None, description="占参评单位的百分比。")
    number: Annotated[int, whole(1)] | None = Field(default=None, description="名额。")


class Tier(Cited):
    """A named result from a minimum score."""

    id: Slug = Field(description="等次的标识。")
    title: Title = Field(description="等次名称，例如“五星级”。")
    rubrics: tuple[Slug, ...] = Field(default=(), description="只对这些打分表有效；不写则对每一张都有效。")
    minimum: Points | None = Field(default=None, description="最低分数，含本数；不看总分的不写。")
    conditions: tuple[Condition, ...] = Field(default=(), description="分数以外的条件，须全部具备。")
    cumulative: YesNo = Field(default=False, description="还须具备前一等次的全部条件。")
    quota: Quota | None = Field(default=None, description="名额或比例。")
    checked_by: Slug | None = Field(default=None, description="由哪个工会考核验收：工会的标识；原文没有的不写。")
    check_quote: Text | None = Field(
        default=None, description="考核验收分工的通知原文，与 checked_by、check_clause 一起写。"
    )
    check_clause: Slug | None = Field(default=None, description="考核验收分工所在条款。")


class Veto(Cited):
    """What bars a unit whatever its score."""

    id: Slug = Field(description="否决条件的标识。")
    rubrics: tuple[Slug, ...] = Field(default=(), description="只对这些打分表有效；不写则对每一张都有效。")
    exception: Line | None = Field(default=None, description="例外：有此情形但答“是”的，不予否决。")
    fixable: YesNo = Field(default=True, description="本年度内能否整改；已经发生、无法补救的写 false。")
    reading: Text | None = Field(default=None, description="口径：原文有歧义时怎样理解。")


def applies_to(thing: Tier | Veto, rubric: Slug) -> bool:
    """Whether a tier or a veto is for the rubric with this id."""
    return not thing.rubrics or rubric in thing.rubrics


class Campaign(Record):
    """One edition of a series, as ``campaign.yml`` states it."""

    title: Title = Field(description="本届的名称，用作网页标题。")
    label: Title = Field(description="年度或届次，例如“2020年”。")
    document: Document = Field(description="开展本届活动的通知。")
    basis: tuple[Cited, ...] = Field(min_length=1, description="开展活动的依据。")
    follows: Follows | None = Field(default=None, description="沿用本活动另一届的标准、分数线和否决条件，不重抄。")
    objects: tuple[Eligible, ...] = Field(min_length=1, description="创建对象。")
    phases: tuple[Phase, ...] = Field(default=(), description="工作安排，按先后顺序；原文没有的不写。")
    tiers: tuple[Tier, ...] = Field(default=(), description="等次，从低到高；没有规定的不写。")
    vetoes: tuple[Veto, ...] = Field(default=(), description="否决条件。")
    levels: tuple[Level, ...] = Field(default=(), description="创建层级，从低到高；每一级以前一级为基础。")
    requirements: tuple[Cited, ...] = Field(default=(), description="创建要求，例如建家模式。")
    materials: tuple[Material, ...] = Field(default=(), description="要做和要交的，印成材料清单。")
    archive: Archive | None = Field(default=None, description="建档目录，印成一张核对用的清单。")
    awards: tuple[Cited, ...] = Field(default=(), description="命名与激励。")
    upkeep: tuple[Upkeep, ...] = Field(default=(), description="命名之后：复查、动态管理、改制、合并、撤销。")
    contact: Contact | None = Field(default=None, description="咨询联系方式；原文没有的不写。")
    contact_cited: Cited | None = Field(default=None, description="联系方式的出处，与 contact 一起写。")
    attachments: tuple[Attachment, ...] = Field(default=(), description="附件，按原文顺序。")

    def listed(self, *, current: bool) -> "Campaign":
        """What lists of editions say of it: all else is asked of an edition with its texts, or with an outcome.

        They say whom to ask of none but the ``current`` edition of a series.
        """
        said = ("title", "label", "document", "follows", "phases", *(["contact"] if current else []))
        return Campaign.model_construct(**{name: getattr(self, name) for name in said}, basis=(), objects=())

    @property
    def tier_titles(self) -> dict[str, str]:
        """What its tiers are called, by their ids, from the lowest."""
        return {tier.id: tier.title for tier in self.tiers}

    @property
    def dated(self) -> tuple[Phase, ...]:
        """The phases that a calendar can hold; where there is none, the edition has no calendar."""
        return tuple(phase for phase in self.phases if phase.closes)

    @property
    def review_years(self) -> int | None:
        """Every how many years titles are reviewed (复查), where the notice says so."""
        return next((fact.years for fact in self.upkeep if fact.years), None)
