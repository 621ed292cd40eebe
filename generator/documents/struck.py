"""That a decision was struck as a whole: it still says that it grants titles, so its page and its paper say otherwise.

They say from which day on, never that it is so by now: what is recorded may be of a day to come.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.documents.blocks import Block, Paragraph, Run
from generator.model.base import period
from generator.model.honours import Decision, DocumentRef, Kind
from generator.model.portal import Edition, Portal


class Struck(Struct, frozen=True):
    """From which day on, why, and by which document of the series."""

    day: str
    reason: str
    document: DocumentRef
    paper: Decision

    @property
    def title(self) -> str:
        """The document, as others cite it."""
        return f"《{''.join(self.paper.title)}》{f'（{self.paper.number}）' if self.paper.number else ''}"

    @property
    def why(self) -> str:
        """The reason as a sentence."""
        return f"原因：{self.reason.rstrip('。')}。"


def struck(portal: Portal, edition: Edition) -> Struck | None:
    """What struck the decision of an edition; nothing where it stands."""
    events = edition.honours.events if edition.honours else ()
    event = next((one for one in events if one.kind is Kind.ANNULLED), None)
    if event is None:
        return None
    series = (one for one in portal.editions if one.series.id == edition.series.id)
    paper = {ref: paper for one in series for ref, paper in one.decisions.items()}.get(event.document)
    return Struck(event.day, event.reason, event.document, paper) if paper else None


def note(portal: Portal, edition: Edition, called: str) -> Iterator[Block]:
    """A note at the head of the decision on paper."""
    if found := struck(portal, edition):
        said = f"撤销：本{called}自{period(found.day)}起撤销，依据{found.title}。{found.why}"
        yield Paragraph((Run(said),), style="note")
