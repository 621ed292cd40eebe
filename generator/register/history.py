"""What became of a title, and what it is on any day: worked out from its steps alone.

The register in the browser says the same; ``tests/cases/register.yml`` holds both to it. There as here kinds are the
words of ``events.csv``, statuses those of ``Status``, days are text that sorts as it follows.

A title's steps are its naming, which is of the list and the decision, and the rows of ``events.csv`` with its number
or, of a decision that is struck as a whole, without any. They follow one another by day, the naming before whatever
else is of its day, and then as the rows stand. On a day every step up to that day has happened, that of the day itself
too. A step of a title that is not held yet, or not any more, changes nothing; the checks refuse one.

What a step does, and where that is from:

- 命名 grants the title with the tier of the list to the unit of the list, and the time to its review begins. 乳山
  2020: two years after; 重庆 2019: 原则上每3年复查一次.
- 复查保留 confirms it: 复查合格的基层工会保留其称号 (重庆), 经复验合格的予以保持荣誉称号 (房山 2018). Time begins
  anew; a rectification is over.
- 限期整改 leaves the title with the unit, under rectification until a day (重庆: 定期复查、限期整改). Nothing ends by
  itself when that day has passed: 逾期未改的…原则上撤销, and it takes a document. So no review is counted.
- 升星 and 降星 give another tier (乳山: 达不到所授星级标准的单位要降星摘牌) and are what a review came to: time begins
  anew, a rectification is over.
- 摘牌 (乳山), 撤销 (重庆, 房山) and 整份决定撤销 (创建示范活动管理办法) end it.
- 更名 gives the unit another name; nothing else changes.
- 改制承继 moves the title to the successor (重庆: 改制后工会组织体制变化不大的…保留其称号). It is no review: the
  review that 重庆 asks for is a step of its own. A rectification goes with it.
- 合并终止 ends it (重庆: 被其他企业兼并或破产的，撤销其称号) and says what it merged into.
- 恢复 gives an ended title back as it was: an end was quashed, or recorded of the wrong unit. What is in a ledger is
  not deleted, so without it nobody who was recorded by mistake could be put right. It is no review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from generator.model import released
from generator.model.honours import Award, DocumentRef, Event, Honoree, Kind
from generator.model.portal import Edition

ENDING = frozenset({Kind.REMOVED, Kind.REVOKED, Kind.ANNULLED, Kind.MERGED})
"""What ends a title."""
ALWAYS = "9999-12-31"
"""A day after whatever is recorded."""

MOVING = frozenset({Kind.RENAMED, Kind.SUCCEEDED})
"""What gives the unit another name, or the title another unit."""


class Status(StrEnum):
    """What a title is on a day. The words are also those of the browser's register."""

    NONE = "none"
    """Not granted yet."""
    HELD = "held"
    WARNED = "warned"
    """Held, and under rectification."""
    ENDED = "ended"


class Step(Struct, frozen=True):
    """What happened to a title on a day. For what ``tier``, ``name`` and ``until`` are, see ``Event``.

    ``line`` is the row in ``events.csv``, or of the naming the row in ``honorees.csv``.
    """

    day: str
    kind: Kind
    document: DocumentRef
    reason: str = ""
    tier: str | None = None
    name: str = ""
    until: str = ""
    line: int = 0


class Title(Struct, frozen=True):
    """One honoree's award: ``steps`` is its whole history, its naming first; ``series`` and ``edition`` are ids."""

    series: str
    edition: str
    award: Award
    honoree: Honoree
    steps: tuple[Step, ...]

    @property
    def number(self) -> str:
        """Its number in the list of its edition, which never changes."""
        return self.honoree.number


class State(Struct, frozen=True):
    """What a title is on a day. Days are written ``2024-11-04``; what does not apply is empty.

    ``unit`` and ``tier`` are as on that day, or as they were last. ``since`` is the first day the title was held or
    held again or, when it has ended, the day it ended, by ``ended`` and, where units merged, ``into`` another.
    ``until`` is the last day of a rectification that is not over, passed or not. ``reviewed`` is the day of the naming
    or the last review.
    """

    status: Status = Status.NONE
    unit: str = ""
    tier: str | None = None
    since: str = ""
    until: str = ""
    reviewed: str = ""
    ended: Kind | None = None
    into: str = ""

    @property
    def held(self) -> bool:
        """Whether a unit holds the title, under rectification or not."""
        return self.status in {Status.HELD, Status.WARNED}


def titles(editions: Iterable[Edition]) -> tuple[Title, ...]:
    """Every title that was ever granted, in the order of the editions and of their lists."""
    return tuple(title for edition in editions for title in _of(edition))


def _of(edition: Edition) -> Iterator[Title]:
    honours = edition.honours
    if honours is None or honours.outcome.decision is None:
        return
    day, document = honours.outcome.decision.date, DocumentRef(edition.id, released.DECISION)
    awards = {award.id: award for award in honours.outcome.awards}
    events: defaultdict[str, list[Step]] = defaultdict(list)
    for event in honours.events:
        events[event.number].append(_step(event))
    for one in honours.granted:
        naming = Step(day, Kind.GRANTED, document, tier=one.tier, name=one.unit, line=one.line)
        # Sorted once more in ``ordered``: those of the whole decision stand among the title's own.
        steps = ordered([naming, *events.get(one.number, ()), *events.get("", ())])
        yield Title(edition.series.id, edition.id, awards[one.award], one, steps)


def _step(event: Event) -> Step:
    return Step(event.day, event.kind, event.document, event.reason, event.tier, event.name, event.until, event.line)


def ordered(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps as they follow one another: by day, the naming first on its day, then as the rows stand."""
    return tuple(sorted(steps, key=lambda step: (step.day, step.kind is not Kind.GRANTED, step.line)))


def state(title: Title, day: str) -> State:
    """What the title is on a day, when every step up to and on that day has happened."""
    now = State()
    for step in title.steps:
        if step.day <= day:
            now = after(now, step)
    return now


def ended(edition: Edition) -> dict[str, State]:
    """What became of those titles of an edition that have ended, by their numbers: all that is recorded, of any day."""
    states = {title.number: state(title, ALWAYS) for title in titles([edition])}
    return {number: now for number, now in states.items() if now.ended}


def after(now: State, step: Step) -> State:
    """What a title becomes by a step."""
    if step.kind is Kind.GRANTED:
        return State(Status.HELD, step.name, step.tier, since=step.day, reviewed=step.day)
    if not now.held or step.kind is Kind.RESTORED:
        return _restored(now, step)
    if step.kind in ENDING:
        into = step.name if step.kind is Kind.MERGED else ""
        return replace(now, status=Status.ENDED, since=step.day, until="", ended=step.kind, into=into)
    if step.kind in MOVING:
        return replace(now, unit=step.name)
    if step.kind is Kind.WARNED:
        return replace(now, status=Status.WARNED, until=step.until)
    tier = now.tier if step.kind is Kind.KEPT else step.tier
    return replace(now, status=Status.HELD, tier=tier, until="", reviewed=step.day)


def _restored(now: State, step: Step) -> State:
    """What a title becomes by a step that nothing but an ended title has, or that only one that is held has."""
    if now.ended and step.kind is Kind.RESTORED:
        return replace(now, status=Status.HELD, since=step.day, ended=None, into="")
    return now
