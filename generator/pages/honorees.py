"""What an edition ended in: the list of honorees as a page to search, and its documents as pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.documents import outcome, papers, roll, struck
from generator.documents.blocks import Document
from generator.model import addresses, released
from generator.model.honours import HONOREES, Decision, Honoree, Paper, item_of
from generator.model.portal import Article, Edition, Honours
from generator.pages import corrections, meta
from generator.pages.context import Context
from generator.pages.offers import Offer, offers, table
from generator.register import history, words
from generator.render.links import article_html, relative
from generator.render.output import NavItem, Page

TITLE = "获评名单"
_STYLES = ("filter.css", "roll.css")
_SCRIPT = "../../assets/portal/roll.js"  # assets stand at the root of the site
_FIRST = ("number", "unit")
"""The parts whose columns come first, always."""
_CHOSEN = ("award", "tier", "district", "kind")
"""What a list is filtered by, where there is more than one of it."""


class Issued(Struct, frozen=True):
    """A document about honours: what it is called, where it stands, and its text."""

    paper: Paper
    text: Article
    address: str
    last: str = ""
    """The last day of a public notice, where it is known."""

    @property
    def kind(self) -> str:
        """What it is, in a word."""
        return self.paper.word

    @property
    def name(self) -> str:
        """What it is called: later ones with their day too."""
        return self.paper.name

    @property
    def title(self) -> str:
        """Its title on one line."""
        return "".join(self.paper.title)

    @property
    def number(self) -> str:
        """Its number; empty where it has none."""
        return (self.paper.number or "") if isinstance(self.paper, Decision) else ""


class Result(Struct, frozen=True):
    """What there is to say of an edition's honours; ``decision`` and ``announcement`` where they are published."""

    announcement: Issued | None
    decision: Issued | None
    later: tuple[Issued, ...]
    honours: Honours

    @property
    def papers(self) -> tuple[Issued, ...]:
        """All documents: the public notice, the decision, and later ones by their day, whenever they were recorded."""
        later = sorted(self.later, key=lambda one: one.paper.date)
        return tuple(one for one in (self.announcement, self.decision, *later) if one)

    @property
    def listed(self) -> tuple[Honoree, ...]:
        """Whom the list names: who was granted a title or, before that, who is to be."""
        return self.honours.granted if self.decision else self.honours.honorees

    @property
    def units(self) -> int:
        """How many units the list names: one may have several titles."""
        return len({one.unit for one in self.listed})

    @property
    def newest(self) -> Issued:
        """The document that the list is of."""
        return self.decision or self.papers[0]


class Column(Struct, frozen=True):
    """A column of the list: a part of an ``Honoree`` and its heading."""

    part: str
    heading: str


class Row(Struct, frozen=True):
    """An honoree in the list: ``cells`` is what stands in the columns after the unit's, ``ended`` how a title ended."""

    anchor: str
    number: str
    unit: str
    ended: str
    cells: tuple[str, ...]


class Group(Struct, frozen=True):
    """Rows that stand together, under a name or none."""

    name: str
    rows: tuple[Row, ...]


def result(edition: Edition) -> Result | None:
    """What is published of an edition's honours; nothing where no document is."""
    honours = edition.honours
    if honours is None:
        return None
    said = honours.outcome
    found = Result(
        _issued(said.announcement, honours.announcement, released.ANNOUNCEMENT, honours.last),
        _issued(said.decision, honours.decision, released.DECISION),
        tuple(one for paper in said.documents if (one := _issued(paper, honours.documents.get(paper.id), paper.id))),
        honours,
    )
    return found if found.announcement or found.decision else None


def _issued(paper: Paper | None, text: Article | None, name: str, last: str = "") -> Issued | None:
    return Issued(paper, text, addresses.paper(name), last) if paper and text else None


def nav(edition: Edition) -> NavItem:
    """The list, and the documents that are published."""
    found = result(edition)
    if found is None:
        return NavItem(TITLE, addresses.HONOREES)
    children = (NavItem("名单查询", addresses.HONOREES), *(NavItem(one.name, one.address) for one in found.papers))
    return NavItem(TITLE, children=children)


def pages(context: Context) -> list[Page]:
    """The list, and a page for each document."""
    found = result(context.edition)
    if found is None:
        description = f"{context.edition.campaign.title}的获评名单，本站尚未发布。"
        return [context.page(addresses.HONOREES, TITLE, description, "unlisted.html")]
    documents = {one.page: one for one in papers(context.portal, context.edition)}
    present = [_paper(context, one, documents[one.address]) for one in found.papers]
    return [_list(context, found), *present, *_earlier(context)]


def _earlier(context: Context) -> Iterator[Page]:
    """Documents as they were before each correction."""
    for kind in (released.ANNOUNCEMENT, released.DECISION, released.DOCUMENT):
        for one in corrections.of_kind(context, kind):
            then, page = corrections.before(context, one), corrections.page_of(one.correction.of)
            documents = {made.page: made for made in papers(then.portal, then.edition)}
            was = result(then.edition)
            issued = [paper for paper in was.papers if paper.address == page] if was else []
            for paper in issued:
                yield _paper(then, paper, documents[page], corrections.earlier(context, one))


def _list(context: Context, found: Result) -> Page:
    edition, here = context.edition, addresses.HONOREES
    columns = tuple(_columns(found))
    after = [(column.part, _names(edition, column.part)) for column in columns if column.part not in _FIRST]
    gone = ended(edition)
    groups = [
        Group(" · ".join(filter(None, part.names)), tuple(_row(after, one, gone) for one in part.honorees))
        for part in roll.parts(found.honours.outcome, edition.campaign, found.listed)
    ]
    register = relative(here, f"../../{addresses.honours(edition.series.id, edition.id)}")
    title = f"{edition.campaign.title}{TITLE if found.decision else '公示名单'}"
    return context.page(
        here,
        TITLE,
        f"{title}，共{found.units}个单位，可以查找、筛选和下载。",
        "honorees.html",
        values={
            "result": found,
            "columns": columns,
            "groups": groups,
            "ended": gone,
            "elsewhere": _elsewhere(context),
            "filters": [(column, values) for column in columns if len(values := _values(edition, found, column)) > 1],
            "summary": "；".join(_summary(edition, found)),
            "order": roll.order(found.honours.outcome).strip("（）"),
            "register": register if found.decision else "",
            "offers": offers(context, here, "", title, data=addresses.LIST, paper=found.newest.paper),
            "certificates": _certificates(context, title),
            "script": relative(here, _SCRIPT),
            "corrected": corrections.of_list(context, here),
        },
        styles=(*_STYLES, *corrections.STYLES),
        wide=True,
    )


def ended(edition: Edition) -> dict[str, str]:
    """How titles ended, in a word, by their numbers: what is recorded, whatever the day."""
    return {number: words.standing(now) for number, now in history.ended(edition).items()}


def _elsewhere(context: Context) -> list[tuple[Issued, str]]:
    """Documents of the series' other editions by which titles of this one changed, with the way there."""
    edition, found = context.edition, []
    changing = {event.document for event in edition.honours.events} if edition.honours else set()
    for other in context.portal.editions:
        if other.series.id != edition.series.id or other.id == edition.id or not (issued := result(other)):
            continue
        way = relative(addresses.HONOREES, f"../{other.id}/")
        names = {addresses.paper(one.id) for one in changing if one.edition == other.id}
        found += [(one, f"{way}{one.address}") for one in issued.papers if one.address in names]
    return sorted(found, key=lambda one: one[0].paper.date)


def _certificates(context: Context, title: str) -> tuple[Offer, ...]:
    return table(context, addresses.HONOREES, addresses.CERTIFICATES, f"{title}（证书数据）")


def _columns(found: Result) -> Iterator[Column]:
    """Those columns in which anything stands; which award it is, only where there are several."""
    for part in (*_FIRST, "award", "tier", "district", "kind", "rank"):
        several = part != "award" or len(found.honours.outcome.awards) > 1
        if several and any(getattr(one, part) for one in found.listed):
            yield Column(part, HONOREES[part])


def _row(after: Iterable[tuple[str, dict[str, str]]], one: Honoree, gone: Mapping[str, str]) -> Row:
    cells = tuple(_cell(part, getattr(one, part), names) for part, names in after)
    return Row(addresses.title_anchor(one.number), one.number, one.unit, gone.get(one.number, ""), cells)


def _cell(part: str, value: Any, names: dict[str, str]) -> str:  # noqa: ANN401 - what a part of an Honoree holds
    if part == "rank":
        return f"第{value}名" if value else ""
    return names.get(value, value or "")


def _names(edition: Edition, part: str) -> dict[str, str]:
    """What ids of awards and of tiers are called, in the order of a list."""
    if part == "award" and edition.honours:
        return {one.id: one.name for one in edition.honours.outcome.awards}
    return {one.id: one.title for one in reversed(edition.campaign.tiers)} if part == "tier" else {}


def _values(edition: Edition, found: Result, column: Column) -> tuple[str, ...]:
    """What there is to choose from in a column, in the order of a list."""
    if column.part not in _CHOSEN:
        return ()
    there = {getattr(one, column.part): None for one in found.listed if getattr(one, column.part)}
    names = _names(edition, column.part)
    order = names or (dict.fromkeys(found.honours.outcome.districts) if column.part == "district" else {})
    ids = [*(name for name in order if name in there), *(name for name in there if name not in order)]
    return tuple(names.get(one, one) for one in ids)


def _summary(edition: Edition, found: Result) -> Iterator[str]:
    """How many of each award and tier."""
    tiers = _names(edition, "tier")
    for award, name in _names(edition, "award").items():
        inside = [one for one in found.listed if one.award == award]
        counts = Counter(one.tier for one in inside if one.tier)
        said = "、".join(f"{tiers[tier]}{counts[tier]}个" for tier in tiers if counts[tier])
        if inside:
            yield f"{name}{len(inside)}个{f'（{said}）' if said else ''}"


def _paper(context: Context, issued: Issued, document: Document, earlier: corrections.Earlier | None = None) -> Page:
    """A document as it is laid out by GB/T 9704, as far as a screen allows."""
    paper, here = issued.paper, corrections.address(earlier.note.correction) if earlier else issued.address
    of = item_of(paper, document.name)
    description = f"{paper.issuer}{issued.number}：{issued.title}全文。"
    return context.page(
        here,
        earlier.titled(issued.name) if earlier else issued.name,
        description,
        "paper.html",
        values={
            "issued": issued,
            "paper": paper,
            "decided": isinstance(paper, Decision),
            "body": article_html(issued.text, here),
            "annex": outcome.annex(document),
            "offers": None if earlier else offers(context, here, document.name, issued.title, paper=paper),
            "corrected": corrections.notes(context, here, of, listed=outcome.with_list(paper)),
            "earlier": earlier,
            "struck": _struck(context, here) if document.name == released.DECISION else None,
        },
        metas=meta.article(context.portal.settings, context.edition, description, here, paper),
        styles=("document.css", *corrections.STYLES),
    )


def _struck(context: Context, here: str) -> tuple[struck.Struck, str] | None:
    """What struck the decision as a whole, and the way to it."""
    found = struck.struck(context.portal, context.edition)
    if found is None:
        return None
    edition, name = found.document.edition, addresses.paper(found.document.id)
    return found, relative(here, name if edition == context.edition.id else f"../{edition}/{name}")
