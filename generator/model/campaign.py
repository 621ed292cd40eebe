"""A campaign: its federations, its series, and one edition with all its facts.

Every fact of an edition is ``Cited``: it carries the words of the notice that it rests on, and
the clause they stand in. The check proves that they do.
"""

from __future__ import annotations

from pydantic import Field

from generator.model.base import Line, Moment, Period, Points, Record, Slug, Text, Title


class Contact(Record):
    """Whom to ask: an office, never a person's mobile number."""

    department: Line = Field(description="联系部门。")
    phone: Line | None = Field(default=None, description="公开的办公电话。")
    email: Line | None = Field(default=None, description="公开的电子邮箱。")


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
    demo: bool = Field(default=False, description="演示数据：每一页都会醒目标注。")


class Cited(Record):
    """A fact and the words of the notice that it rests on."""

    text: Line = Field(description="事实，用一句话写给基层工会看。")
    quote: Text = Field(description="所依据的通知原文，逐字照抄；省略处写 ……。")
    clause: Slug = Field(description="原文所在条款的标识（notice.md 里的 {#…}）。")


class Document(Record):
    """The official document that opens the edition."""

    issuer: Title = Field(description="发文机关。")
    number: Title = Field(description="发文字号，例如 乳会发〔2020〕6号。")
    title: tuple[Title, ...] = Field(min_length=1, description="标题，按词意分行。")
    addressees: Line = Field(description="主送机关，含末尾全角冒号。")
    date: Period | None = Field(default=None, description="成文日期；原文没有的不写。")
    published: Moment | None = Field(default=None, description="在本站上网的时间，例如 2026-11-21 09:30。")
    source: Text = Field(description="文本来源与整理说明。")


class Attachment(Record):
    """A line of the 附件说明, and where it stands on the site."""

    title: Line = Field(description="附件名称，逐字照抄。")
    rubric: Slug | None = Field(default=None, description="对应的打分表。")
    form: Slug | None = Field(default=None, description="对应的登记表。")


class Phase(Cited):
    """A step of the edition and when it takes place."""

    id: Slug = Field(description="阶段的标识。")
    title: Title = Field(description="阶段名称，例如“自查”。")
    start: Period | None = Field(default=None, description="开始：年、年月或年月日，按原文的精度。")
    end: Period | None = Field(default=None, description="结束，含当日当月；与开始相同可不写。")
    who: Line = Field(description="由谁来做。")


class Tier(Cited):
    """A named result from a minimum score."""

    id: Slug = Field(description="等次的标识。")
    title: Title = Field(description="等次名称，例如“五星级”。")
    minimum: Points = Field(description="最低分数，含本数。")
    checked_by: Slug = Field(description="由哪个工会考核验收。")
    check_quote: Text = Field(description="考核验收分工的通知原文。")
    check_clause: Slug = Field(description="考核验收分工所在条款。")


class Veto(Cited):
    """What bars a unit whatever its score."""

    id: Slug = Field(description="否决条件的标识。")
    reading: Text | None = Field(default=None, description="口径：原文有歧义时怎样理解。")


class Campaign(Record):
    """One edition of a series, as ``campaign.yml`` states it."""

    title: Title = Field(description="本届的名称，用作网页标题。")
    label: Title = Field(description="年度或届次，例如“2020年”。")
    document: Document = Field(description="开展本届活动的通知。")
    basis: tuple[Cited, ...] = Field(min_length=1, description="开展活动的依据。")
    objects: tuple[Cited, ...] = Field(min_length=1, description="创建对象。")
    phases: tuple[Phase, ...] = Field(min_length=1, description="工作安排，按先后顺序。")
    tiers: tuple[Tier, ...] = Field(min_length=1, description="等次，从低到高。")
    vetoes: tuple[Veto, ...] = Field(default=(), description="否决条件。")
    materials: tuple[Cited, ...] = Field(default=(), description="要做和要交的。")
    awards: tuple[Cited, ...] = Field(default=(), description="命名与激励。")
    contact: Contact = Field(description="咨询联系方式。")
    contact_cited: Cited = Field(description="联系方式的出处。")
    attachments: tuple[Attachment, ...] = Field(default=(), description="附件，按原文顺序。")
