"""What an edition ends in as official documents: the public notice, the decision, and what comes after it.

A public notice (公示) is none of the 15 kinds of GB/T 9704: it has neither red head nor number. The lists of all of
them say what was said on their day: a unit stands there with the name that it had then.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count, groupby

from generator.documents import corrected, roll, struck
from generator.documents.about import about
from generator.documents.blocks import (
    Addressees,
    Annexes,
    AnnexLabel,
    Block,
    DocNumber,
    Document,
    Heading,
    Imprint,
    PageBreak,
    RedHead,
    RedRule,
    Signature,
    Title,
)
from generator.documents.headline import headline
from generator.documents.imprint import imprint
from generator.documents.prose import read
from generator.model import addresses, released
from generator.model.base import period
from generator.model.honours import Decision, DocumentRef, Kind, Later, Paper, item_of
from generator.model.portal import Article, Edition, Honours, Portal
from generator.register import words
from generator.register.history import State, Step, after, titles
from generator.register.history import Title as Granted

_TITLE = 20  # characters of 2号 on a line

_CHANGES = (
    roll.Column("序号", 3, "center"),
    roll.Column("单位名称", 9),
    roll.Column("称号", 7),
    roll.Column("结果", 5),
    roll.Column("原因", 8),
)


def papers(portal: Portal, edition: Edition) -> tuple[Document, ...]:
    """Every document about the edition's honours, in the order in which they come out."""
    honours = edition.honours
    if honours is None:
        return ()
    outcome = honours.outcome
    found = []
    if outcome.announcement and honours.announcement:
        listed = tuple(roll.blocks(outcome, edition.campaign, honours.honorees))
        found.append(_paper(edition, released.ANNOUNCEMENT, outcome.announcement, honours.announcement, listed))
    if outcome.decision and honours.decision:
        listed = tuple(roll.blocks(outcome, edition.campaign, honours.granted))
        ended = tuple(struck.note(portal, edition, outcome.decision.name))
        found.append(_paper(edition, released.DECISION, outcome.decision, honours.decision, listed, ended))
    return (*found, *_later(portal, edition, honours))


def with_list(paper: Paper) -> Paper | None:
    """A document, where the list is annexed to it; the annex of a later one says what became of titles."""
    return paper if paper.annex and not isinstance(paper, Later) else None


def annex(document: Document) -> tuple[Block, ...]:
    """What of a document stands after its signature, without the 版记."""
    at = document.blocks.index(PageBreak()) if PageBreak() in document.blocks else len(document.blocks)
    return tuple(block for block in document.blocks[at + 1 :] if not isinstance(block, Imprint))


def _later(portal: Portal, edition: Edition, honours: Honours) -> Iterator[Document]:
    for one in honours.outcome.documents:
        if text := honours.documents.get(one.id):
            listed = tuple(_changes(portal, edition, one)) if one.annex else ()
            yield _paper(edition, one.id, one, text, listed)


def _paper(  # noqa: PLR0913, PLR0917 - a document and all that stands before and after its text
    edition: Edition, name: str, paper: Paper, text: Article, listed: tuple[Block, ...], notes: tuple[Block, ...] = ()
) -> Document:
    blocks: list[Block] = [*notes, *corrected.note(edition, item_of(paper, name), listed=with_list(paper))]
    if isinstance(paper, Decision):
        number = [DocNumber(paper.number)] if paper.number else []
        blocks += [RedHead(paper.issuers), *number, RedRule()]
    blocks.append(Title(paper.title))
    blocks += [Addressees(paper.addressees)] if isinstance(paper, Decision) else []
    blocks += read(text.html)
    blocks += [Annexes("附件：", (paper.annex,))] if paper.annex else []
    blocks.append(Signature(paper.issuers, period(paper.date)))
    if paper.annex:
        title = Heading(0, paper.annex, lines=headline(paper.annex, _TITLE))
        blocks += [PageBreak(), AnnexLabel("附件"), title, *listed]
    blocks += [imprint(paper.imprint)] if paper.imprint else []
    return about(
        edition, name, "".join(paper.title), tuple(blocks), page=addresses.paper(name), official=True, paper=paper
    )


def _changes(portal: Portal, edition: Edition, paper: Later) -> Iterator[Block]:
    """What became of titles by this document: a table, its rows in groups where there are several kinds of results."""
    order = list(Kind)
    ref = DocumentRef(edition.id, paper.id)
    found = [
        (step.kind, (title, before, step, granting))
        for granting in portal.editions
        if granting.series.id == edition.series.id and _changed(granting, ref)
        for title in titles([granting])
        for before, step in _steps(title)
        if step.document == ref and before.held is not (step.kind is Kind.RESTORED)
    ]
    several = len({kind for kind, _ in found}) > 1
    number = count(1)
    groups = []
    for kind, inside in groupby(sorted(found, key=lambda one: order.index(one[0])), lambda one: one[0]):
        rows = [(str(next(number)), *_row(*change)) for _, change in inside]
        groups.append((roll.counted(kind.value if several else "", len(rows)), rows))
    if groups:
        yield roll.table(paper.annex or "", _CHANGES, groups)


def _changed(granting: Edition, ref: DocumentRef) -> bool:
    """Whether anything became of an edition's titles by a document: to work out thousands of them takes time."""
    return granting.honours is not None and any(event.document == ref for event in granting.honours.events)


def _steps(title: Granted) -> Iterator[tuple[State, Step]]:
    """Each step of a title, and what the title was before it."""
    now = State()
    for step in title.steps:
        yield now, step
        now = after(now, step)


def _row(title: Granted, before: State, step: Step, granting: Edition) -> tuple[str, ...]:
    """The unit and its title as they were before the step, what came of it, and why."""
    tiers = granting.campaign.tier_titles
    tier = f"（{tiers[before.tier]}）" if before.tier else ""
    said = words.change(step.kind, tiers.get(step.tier or "", ""), step.name, step.until)
    return before.unit, f"{title.award.name}{tier}", said or step.kind.value, step.reason
