"""An edition in a few lines, as the home page and the pages of federations list it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import groupby

from msgspec import Struct

from generator.model import addresses
from generator.model.base import between, days
from generator.model.campaign import Federation, Phase
from generator.model.portal import Edition, Portal, lineage
from generator.model.sequence import order
from generator.render.output import Outline

MANY = 300
"""Editions of a portal from which on no page lists all of them: it would be megabytes for a telephone to load."""
_YEAR = re.compile(r"[12][0-9]{3}")
# The pages of an edition from which one goes on; those that it has are listed in this order.
_WAYS = (
    addresses.OVERVIEW,
    addresses.NOTICE,
    addresses.STANDARDS,
    addresses.SCORES,
    addresses.FORMS,
    addresses.FAQ,
    addresses.HONOREES,
)


class Step(Struct, frozen=True):
    """A dated phase: its days in as few words as its card allows, and exactly."""

    title: str
    days: str
    start: str
    end: str


class Run(Struct, frozen=True, dict=True):
    """An edition with its site, who runs it, when, and the ways into it."""

    edition: Edition
    federation: Federation
    lineage: tuple[str, ...]  # ids of the federation and of all above it
    year: str
    site: Outline

    @property
    def is_current(self) -> bool:
        """Whether its series leads to it."""
        return self.edition.is_current

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Its phases that have dates."""
        return tuple(_step(phase, self.year) for phase in self.edition.campaign.phases if phase.start or phase.end)

    @property
    def ways(self) -> tuple[tuple[str, str], ...]:
        """Titles and addresses of those of its pages that one begins with, relative to the portal's root."""
        titles = self.site.titles | {addresses.OVERVIEW: "概览"}
        ways = [way for way in _WAYS if way in titles and _leads(self.edition, way)]
        return tuple((titles[way], f"{self.edition.address}{way}") for way in ways)

    @property
    def start(self) -> str:
        """The first day, that of the notice where no phase begins on a date; empty where neither is known."""
        issued = self.edition.campaign.document.date
        starts = [step.start for step in self.steps if step.start]
        return min(starts, default=days(issued)[0].isoformat() if issued else "")

    @property
    def end(self) -> str:
        """The last day."""
        return max((step.end for step in self.steps), default="")


def runs(portal: Portal, sites: Sequence[Outline]) -> list[Run]:
    """Every edition of the portal, newest year first; ``sites`` are theirs, in the same order."""
    above = {name: lineage(portal.federations, name) for name in portal.federations}
    made = [_run(portal, edition, site, above) for edition, site in zip(portal.editions, sites, strict=True)]
    made.sort(key=lambda run: (run.lineage[::-1], run.edition.series.id))
    return sorted(made, key=lambda run: run.year, reverse=True)


def series_of(runs: list[Run]) -> list[tuple[Run, list[Run]]]:
    """The current edition of each series, and all its editions, newest first."""
    ordered = sorted(runs, key=lambda run: run.edition.series.id)
    found = []
    for _, grouped in groupby(ordered, key=lambda run: run.edition.series.id):
        editions = sorted(grouped, key=lambda run: order(run.edition), reverse=True)
        found.append((next(run for run in editions if run.is_current), editions))
    return found


def _run(portal: Portal, edition: Edition, site: Outline, above: Mapping[str, tuple[str, ...]]) -> Run:
    federation = portal.federations[edition.series.federation]
    return Run(edition, federation, above[federation.id], _year(edition), site)


def _leads(edition: Edition, way: str) -> bool:
    """Whether there is more on a page than that there is nothing yet."""
    return way != addresses.HONOREES or edition.honours is not None


def _year(edition: Edition) -> str:
    """The year of an edition as its label, its id or the date of its notice says; empty where none does."""
    said = (edition.campaign.label, edition.id, edition.campaign.document.date or "")
    return next((match[0] for text in said if (match := _YEAR.search(text))), "")


def _step(phase: Phase, year: str) -> Step:
    first, last = phase.start, phase.end or phase.start or ""
    start = days(first)[0].isoformat() if first else ""
    return Step(phase.title, between(first, phase.end, year), start, days(last)[1].isoformat())
