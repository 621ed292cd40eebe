"""The whole portal: what the checks hand to every later stage, resolved and frozen."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct, field
from pydantic import Field

from generator.looks import CAMPAIGNS
from generator.model.base import Line, Record, Title, Whole
from generator.model.campaign import Campaign, Contact, Federation, Series
from generator.model.corrections import Correction
from generator.model.form import Form
from generator.model.glossary import Term
from generator.model.holidays import Holidays
from generator.model.honours import Decision, DocumentRef, Event, Honoree, Outcome, Paper
from generator.model.rubric import Rubric

DRAFT = "草稿"
"""The mark of what is not published."""


class Settings(Record):
    """``content/portal.yml``: the portal itself."""

    name: Title = Field(description="门户名称，显示在每页页眉。")
    summary: Line = Field(description="一句话说明，用于首页和网页描述。")
    address: Line | None = Field(
        default=None, pattern=r"^https?://[^\s<>\"']+/$", description="正式网址，以 / 结尾；没有就不写。"
    )
    site_id_code: Line | None = Field(default=None, description="政府网站标识码；没有就不写，不得编造。")
    maintainer: Line | None = Field(default=None, description="维护单位，显示在页脚。")
    search_limit: Whole | None = Field(
        default=None,
        gt=0,
        description="站内搜索的索引总共最多多少 KiB，不写为 4096；超过的改用 Pagefind，见 docs/search.md。",
    )
    contact: Contact | None = Field(default=None, description="向谁反映本站的错漏，显示在关于、隐私、无障碍页。")


class Heading(Struct, frozen=True):
    """A heading of an article: level 2 to 4, its anchor and its text."""

    level: int
    anchor: str
    text: str


class Quotation(Struct, frozen=True):
    """A block quotation: its words, where it says they stand, and the section it is in."""

    text: str
    link: str
    section: str


class Article(Struct, frozen=True):
    """Sanitised HTML made from a Markdown file.

    ``clauses`` gives the plain text below each anchor: of a paragraph its own, of a heading all up
    to the next heading of its level. Links to the edition's pages are relative to the edition
    (``notice/#tiers``). ``source`` is the Markdown itself.
    """

    path: str
    html: str
    headings: tuple[Heading, ...]
    clauses: dict[str, str]
    links: tuple[str, ...]
    quotations: tuple[Quotation, ...]
    source: str = ""


class Honours(Struct, frozen=True):
    """What an edition ended in; the texts of documents that are there, the list, and what became of its titles.

    ``honorees`` are all rows of the list in its order, ``events`` all rows of ``events.csv`` in theirs.
    ``last`` is the last day of the public notice, empty where there is none.
    """

    outcome: Outcome
    announcement: Article | None
    decision: Article | None
    documents: dict[str, Article]
    honorees: tuple[Honoree, ...]
    events: tuple[Event, ...]
    last: str = ""

    @property
    def kept(self) -> tuple[Honoree, ...]:
        """The rows that are, or will be, granted their title."""
        return tuple(one for one in self.honorees if not one.refused)

    @property
    def granted(self) -> tuple[Honoree, ...]:
        """Who holds a title by the decision; nobody before there is one."""
        return self.kept if self.decision else ()


class Edition(Struct, frozen=True):
    """One run of a series; a version of the site."""

    id: str
    series: Series
    campaign: Campaign
    notice: Article
    faq: Article
    rubrics: tuple[Rubric, ...]
    forms: tuple[Form, ...]
    honours: Honours | None = None
    corrections: tuple[Corrected, ...] = ()
    ledger: tuple[tuple[str, ...], ...] = ()
    """The rows of its ledger, cell by cell."""

    @property
    def address(self) -> str:
        """Where it stands on the site, for example ``rushan-huoli-xingji/2020/``."""
        return f"{self.series.id}/{self.id}/"

    @property
    def folder(self) -> str:
        """Where its files stand, relative to the portal's root."""
        return f"{CAMPAIGNS}/{self.series.id}/{self.id}"

    @property
    def is_current(self) -> bool:
        """Whether its series leads to it."""
        return self.id == self.series.current

    @property
    def is_draft(self) -> bool:
        """Whether nothing of it is published: no document has a time, and nothing became of a title."""
        if self.campaign.document.published:
            return False
        found = self.honours
        return not found or not (found.events or any(one.published for one in found.outcome.papers.values()))

    @property
    def rubric_names(self) -> dict[str, str]:
        """What its rubrics are called in a word, by their ids."""
        return {rubric.id: rubric.short for rubric in self.rubrics}

    @property
    def decisions(self) -> dict[DocumentRef, Decision]:
        """The documents by which something becomes of titles, as events name them."""
        papers = self.honours.outcome.papers if self.honours else {}
        return {DocumentRef(self.id, name): one for name, one in papers.items() if isinstance(one, Decision)}

    @property
    def label(self) -> str:
        """What it is called where its series is known: a draft says so."""
        return f"{self.campaign.label}（{DRAFT}）" if self.is_draft else self.campaign.label

    def marks(self, paper: Paper | None = None) -> tuple[str, ...]:
        """What is said of it, or of one of its documents about honours, wherever it is met: invented; not published."""
        draft = not paper.published if paper else self.is_draft
        return tuple(mark for mark, is_so in (("演示数据", self.series.demo), (DRAFT, draft)) if is_so)

    def marked(self, title: str, paper: Paper | None = None) -> str:
        """A title with the marks, as it is read away from the edition's pages."""
        return "".join(f"【{mark}】" for mark in self.marks(paper)) + title


class Corrected(Struct, frozen=True):
    """A correction, and the edition with what it corrects as that was before: all else is as it is now."""

    correction: Correction
    before: Edition


class Portal(Struct, frozen=True):
    """Everything that is published; series and editions in the order they are listed."""

    settings: Settings
    federations: dict[str, Federation]
    series: tuple[Series, ...]
    editions: tuple[Edition, ...]
    texts: dict[str, Article] = field(default_factory=dict)
    """Pages about the portal itself by address (``about/``), those that are written."""
    terms: tuple[Term, ...] = ()
    holidays: Holidays | None = None
    decided: bool = False
    """Whether there is a decision in a series that is not among these: a part of a portal is a portal too."""

    @property
    def counted(self) -> tuple[Series, ...]:
        """The series that the portal lists and counts: demonstrations stand apart, unless there is nothing else."""
        return tuple(one for one in self.series if not one.demo) or self.series

    @property
    def is_demo(self) -> bool:
        """Whether there is nothing but demonstrations."""
        return bool(self.series) and all(one.demo for one in self.series)

    @property
    def has_titles(self) -> bool:
        """Whether any title was ever granted."""
        return self.decided or any(one.honours and one.honours.decision for one in self.editions)

    @property
    def concluded(self) -> tuple[Edition, ...]:
        """The editions that have an outcome, if only a public notice: few of very many have one."""
        return tuple(one for one in self.editions if one.honours)

    @property
    def scheduled(self) -> tuple[Edition, ...]:
        """The editions in the portal's calendar: the current one of each series, where it has dates."""
        return tuple(one for one in self.editions if one.is_current and one.campaign.dated)


def lineage(federations: dict[str, Federation], name: str) -> tuple[str, ...]:
    """The ids of a federation and of all above it, itself first; what is missing or goes in circles ends it."""
    found: list[str] = []
    at: str | None = name
    while at in federations and at not in found:
        found.append(at)
        at = federations[at].parent
    return tuple(found)


def publishing(federations: dict[str, Federation], series: Iterable[Series]) -> tuple[str, ...]:
    """The federations that run a campaign and all above them, each before those below it."""
    found = {name for one in series for name in lineage(federations, one.federation)}
    return tuple(sorted(found, key=lambda name: lineage(federations, name)[::-1]))
