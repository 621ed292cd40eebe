"""Whether what became of titles can have happened so, and by documents that are there.

Only certain mistakes are problems. An event may be of a day before its document's (a unit took its new name earlier),
and rows may come in any order: a rename that becomes known late is written last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.load import tables
from generator.model import released
from generator.model.honours import EVENTS, Decision, Event, Kind
from generator.model.portal import Edition
from generator.problems import Problem
from generator.register import history
from generator.register.history import State, Status, Step, Title

_YEARS = 5  # between a document and the day of its effect, and from there to the end of a term


class Around(Struct, frozen=True):
    """The other editions of the series: those that could be made, all their ids, and whether one has an outcome."""

    editions: Mapping[str, Edition]
    ids: Collection[str]
    ended: Callable[[str], bool]


def lint(path: str, table: tables.Table, edition: Edition, around: Around) -> Iterator[Problem]:
    """Every problem of ``events.csv`` as a whole; none while one of its rows could not be read."""
    honours = edition.honours
    if honours is None or len(honours.events) != len(table.rows):
        return

    def wrong(line: int, part: str, code: str, said: str) -> Problem:
        return Problem(path, line, table.column(EVENTS[part]), code, said)

    refused = {one.number: one.refused for one in honours.honorees if one.refused}
    struck = min((event.line for event in honours.events if event.kind is Kind.ANNULLED), default=0)
    rows = Counter((event.document, event.kind) for event in honours.events)
    for event in honours.events:
        # Hundreds of rows rest on one document: what is wrong with it is told at the first.
        same = rows.pop((event.document, event.kind), 0)
        if same and (said := _document(event, edition, around)):
            more = f"（这样的共{same}行）" if same > 1 else ""
            yield wrong(event.line, "document", "REG003", f"{said}{more}")
        if found := _far(event, around):
            yield wrong(event.line, *found)
        if said := _impossible(event, honours.outcome.decision, refused, struck):
            yield wrong(event.line, "kind", "REG001", said)
    tiers = [tier.id for tier in edition.campaign.tiers]
    for title in history.titles([edition]):
        for line, part, code, said in _history(title, tiers):
            yield wrong(line, part, code, said)


def _document(event: Event, edition: Edition, around: Around) -> str:
    """It is the decision or a later document of an edition of the series, but not the one that granted the title.

    What happened to a title is in no document that is older than it. An edition that has problems is not asked.
    """
    ref = event.document
    if ref.edition not in around.ids:
        return f"本活动没有“{ref.edition}”这一届。"
    there = around.editions.get(ref.edition)
    if there is None or (there.honours is None and around.ended(ref.edition)):
        return ""
    papers = _papers(there)
    if ref.id not in papers:
        return f"“{ref.edition}”这一届没有文件“{ref.id}”，有：{'、'.join(papers) or '（没有）'}。"
    own = _papers(edition).get(released.DECISION)
    if own and (ref.edition, ref.id) == (edition.id, released.DECISION):
        return f"授予称号的决定不能又是“{event.kind}”的文件。"
    if own and papers[ref.id].date < own.date:
        return f"文件（{papers[ref.id].date}）早于授予称号的决定（{own.date}）。"
    return ""


def _papers(edition: Edition) -> dict[str, Decision]:
    """The documents of an edition that an event can rest on."""
    if edition.honours is None:
        return {}
    outcome = edition.honours.outcome
    decision = {released.DECISION: outcome.decision} if outcome.decision else {}
    return {one.id: one for one in outcome.documents} | decision


def _far(event: Event, around: Around) -> tuple[str, str, str] | None:
    """What a document says comes into effect within a few years, and a term ends within as many: 2042 is a slip."""
    there = around.editions.get(event.document.edition)
    paper = _papers(there).get(event.document.id) if there else None
    if paper and _years(paper.date, event.day) > _YEARS:
        return "day", "REG002", f"日期（{event.day}）比文件（{paper.date}）晚{_years(paper.date, event.day)}年。"
    if event.until and _years(event.day, event.until) > _YEARS:
        return "until", "REG002", f"期限（{event.until}）比日期（{event.day}）晚{_years(event.day, event.until)}年。"
    return None


def _years(first: str, last: str) -> int:
    return int(last[:4]) - int(first[:4])


def _impossible(event: Event, decision: Decision | None, refused: Mapping[str, str], struck: int) -> str:
    """Something becomes only of a title that was granted; a decision is struck once, and not before it was made.

    ``refused`` says why numbers were not granted a title; ``struck`` is the first row that strikes the whole decision.
    """
    if decision is None:
        return "还没有命名的决定，没有称号可以登记。"
    if event.kind is not Kind.ANNULLED:
        why = refused.get(event.number)
        return f"编号“{event.number}”没有命名（{why}），没有称号可以登记。" if why else ""
    if event.day < decision.date:
        return f"{decision.date} 才作决定，{event.day} 不能撤销。"
    return f"第{struck}行已经撤销整份决定。" if event.line != struck else ""


def _history(title: Title, tiers: Sequence[str]) -> Iterator[tuple[int, str, str, str]]:
    """Line, part, code and words of what cannot have happened to a title as it then was."""
    now = State()
    seen: dict[tuple[str, Kind], int] = {}
    for step in title.steps:
        written = step.kind not in {Kind.GRANTED, Kind.ANNULLED}
        before = seen.setdefault((step.day, step.kind), step.line)
        if written and before != step.line:
            yield step.line, "kind", "REG001", f"与第{before}行是同一天的同一事件。"
            continue
        if written and (found := _contradiction(title, now, step) or _without_effect(title, now, step, tiers)):
            yield step.line, *found
        now = history.after(now, step)


def _contradiction(title: Title, now: State, step: Step) -> tuple[str, str, str] | None:
    """Something becomes of a title only from the day it was granted until it ended; one that ended is restored."""
    if now.status is Status.NONE:
        day = next(one.day for one in title.steps if one.kind is Kind.GRANTED)
        return "day", "REG001", f"编号“{title.number}”的称号 {day} 才授予。"
    if now.status is Status.ENDED and step.kind is not Kind.RESTORED:
        return "kind", "REG001", f"编号“{title.number}”的称号 {now.since} 已经{now.ended}，此后只能登记“恢复”。"
    if now.held and step.kind is Kind.RESTORED:
        return "kind", "REG001", f"编号“{title.number}”的称号 {step.day} 没有终止，不用恢复。"
    return None


def _without_effect(title: Title, now: State, step: Step, tiers: Sequence[str]) -> tuple[str, str, str] | None:
    """升星 gives a higher tier than that day's, 降星 a lower one; a new name is new; a term is not over yet."""
    match step.kind:
        case Kind.RAISED | Kind.LOWERED if now.tier is None or step.tier is None:
            return "kind", "REG002", f"“{title.award.name}”不分等次，不能{step.kind}。"
        case Kind.RAISED if tiers.index(step.tier or "") <= tiers.index(now.tier or ""):
            return "tier", "REG002", "升星后的等次不高于当时的等次。"
        case Kind.LOWERED if tiers.index(step.tier or "") >= tiers.index(now.tier or ""):
            return "tier", "REG002", "降星后的等次不低于当时的等次。"
        case Kind.RENAMED | Kind.SUCCEEDED | Kind.MERGED if step.name == now.unit:
            return "name", "REG002", f"当时的名称就是“{now.unit}”。"
        case Kind.WARNED if step.until <= step.day:
            return "until", "REG002", f"期限（{step.until}）应在 {step.day} 以后。"
    return None
