"""The titles that an edition granted with what became of them, in words: what the register's pages are made from."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.model import addresses, released
from generator.model.campaign import Federation
from generator.model.honours import Decision, DocumentRef, Kind
from generator.model.portal import DRAFT, Edition, Portal
from generator.model.sequence import order
from generator.register import history, words
from generator.register.history import State, Title


class Paper(Struct, frozen=True):
    """A document that granted or changed titles; its address is relative to the portal's root."""

    name: str
    number: str
    date: str
    address: str


class Told(Struct, frozen=True):
    """A step of a title's history in words."""

    day: str
    kind: Kind
    change: str
    paper: Paper
    reason: str


class Entry(Struct, frozen=True):
    """A title, what it is after all that is recorded, and what became of it after its naming."""

    title: Title
    now: State
    tier: str
    """The tier it was granted with; empty where there is none."""
    tier_now: str
    steps: tuple[Told, ...]

    @property
    def anchor(self) -> str:
        """Where it stands on the page of its edition."""
        return addresses.title_anchor(self.title.number)

    @property
    def standing(self) -> str:
        """What it is, in a word."""
        return words.standing(self.now)

    @property
    def searched(self) -> bool:
        """Whether its row says what the list of the edition does not: more than that it was kept at reviews."""
        return any(step.kind is not Kind.KEPT for step in self.steps)

    @property
    def moved(self) -> bool:
        """Whether the unit has another name than in the list, or another unit has the title."""
        return self.now.unit != self.title.honoree.unit


class Roster(Struct, frozen=True):
    """The titles that an edition granted by its decision."""

    edition: Edition
    federation: Federation
    decision: Paper
    papers: Mapping[DocumentRef, Paper]
    """Those that its titles rest on, the decision first."""
    tiers: Mapping[str | None, str]
    entries: tuple[Entry, ...]

    @property
    def address(self) -> str:
        """The page of these titles, relative to the portal's root."""
        return addresses.honours(self.edition.series.id, self.edition.id)

    @property
    def name(self) -> str:
        """What they are called."""
        return f"{self.edition.series.title}（{self.edition.campaign.label}）"

    @property
    def issuers(self) -> tuple[str, ...]:
        """Who granted them."""
        decision = self.edition.honours.outcome.decision if self.edition.honours else None
        return decision.issuers if decision else (self.federation.name,)

    @property
    def demo(self) -> bool:
        """Whether they are invented."""
        return self.edition.series.demo

    @property
    def marks(self) -> tuple[str, ...]:
        """What is said of them wherever they are listed: that they are invented, that their decision is a draft."""
        return self.edition.marks(self.edition.honours.outcome.decision if self.edition.honours else None)

    @property
    def draft(self) -> bool:
        """Whether their decision is not published."""
        return DRAFT in self.marks

    @property
    def held(self) -> int:
        """How many are held after all that is recorded."""
        return sum(one.now.held for one in self.entries)

    @property
    def years(self) -> int:
        """After how many years a title is reviewed; 0 where the campaign does not say."""
        return self.edition.campaign.review_years or 0

    @property
    def districts(self) -> tuple[str, ...]:
        """Those that the list declares, then whatever else its rows name; empty where they name none."""
        declared = self.edition.honours.outcome.districts if self.edition.honours else ()
        return tuple(dict.fromkeys((*declared, *filter(None, (one.title.honoree.district for one in self.entries)))))

    @property
    def last(self) -> str:
        """The last day of which anything is recorded."""
        return max(step.day for one in self.entries for step in one.title.steps)


def rosters(portal: Portal) -> list[Roster]:
    """The rosters of all editions that granted titles, newest first."""
    papers: dict[str, dict[DocumentRef, Paper]] = {}
    for edition in portal.concluded:
        found = {DocumentRef(edition.id, name): paper for name, paper in _papers(edition)}
        papers.setdefault(edition.series.id, {}).update(found)
    made = [one for edition in portal.concluded if (one := _roster(portal, edition, papers[edition.series.id]))]
    made.sort(key=lambda one: order(one.edition), reverse=True)
    return sorted(made, key=lambda one: one.decision.date, reverse=True)


def _roster(portal: Portal, edition: Edition, papers: Mapping[DocumentRef, Paper]) -> Roster | None:
    titles = history.titles([edition])
    if not titles:
        return None
    granting = DocumentRef(edition.id, released.DECISION)
    named = dict.fromkeys([granting, *(step.document for title in titles for step in title.steps)])
    tiers = {None: ""} | edition.campaign.tier_titles
    return Roster(
        edition,
        portal.federations[edition.series.federation],
        papers[granting],
        {ref: papers[ref] for ref in named},
        tiers,
        tuple(_entry(title, tiers, papers) for title in titles),
    )


def _papers(edition: Edition) -> list[tuple[str, Paper]]:
    outcome = edition.honours.outcome if edition.honours else None
    if outcome is None:
        return []
    first = [(released.DECISION, outcome.decision)] if outcome.decision else []
    return [(name, _paper(edition, name, one)) for name, one in (*first, *((one.id, one) for one in outcome.documents))]


def _paper(edition: Edition, name: str, one: Decision) -> Paper:
    return Paper("".join(one.title), one.number or "", one.date, f"{edition.address}{addresses.paper(name)}")


def _entry(title: Title, tiers: Mapping[str | None, str], papers: Mapping[DocumentRef, Paper]) -> Entry:
    now = history.state(title, history.ALWAYS)
    steps = tuple(
        Told(
            step.day,
            step.kind,
            words.change(step.kind, tiers[step.tier], step.name, step.until),
            papers[step.document],
            step.reason,
        )
        for step in title.steps
        if step.kind is not Kind.GRANTED
    )
    return Entry(title, now, tiers[title.honoree.tier], tiers[now.tier], steps)
