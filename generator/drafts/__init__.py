"""The draft of a public notice and of a decision: every figure from the data, a mark where a person must write.

A draft is the text (Markdown), and what ``honours.yml`` says of the document where it does not say so yet. Nothing
of it is published while a mark stands in it (DRF001).
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from msgspec import Struct

from generator.check.period import HOLIDAYS, LEAST
from generator.drafts import facts, writing
from generator.drafts.facts import Facts
from generator.model import released
from generator.model.holidays import UnknownYearError
from generator.model.honours import Announcement, Decision
from generator.model.portal import Edition, Honours, Portal
from generator.problems import Problem, ProblemsFoundError


class Draft(Struct, frozen=True):
    """``text`` is the Markdown; ``block`` is to be added to ``honours.yml``, empty where it is there already."""

    name: str
    text: str
    block: str
    facts: Facts


def announcement(portal: Portal, edition: Edition, templates: Path, first: str | None = None) -> Draft:
    """The draft of the public notice, whose first day is ``first`` unless ``honours.yml`` says it.

    Raises:
        ProblemsFoundError: when there is no list yet, or the calendar of a year is not known.

    """
    honours = _honours(edition)
    said: Announcement | None = honours.outcome.announcement
    days = said.days if said else LEAST
    first = said.first if said else first
    last = said.last or honours.last if said else _last(portal, first, days)
    found = facts.announced(edition, honours, facts.Days(first or "", last, days))
    text, block = (writing.written(templates, f"{released.ANNOUNCEMENT}.{kind}.jinja", found) for kind in ("md", "yml"))
    return Draft(released.ANNOUNCEMENT, text, "" if said else block, found)


def decision(edition: Edition, templates: Path, kind: str, day: str | None = None) -> Draft:
    """The draft of the decision: a ``circular`` or a ``decision``, of this day, unless ``honours.yml`` says it.

    Raises:
        ProblemsFoundError: when there is no list yet, or no public notice that has ended before.

    """
    honours = _honours(edition)
    said: Decision | None = honours.outcome.decision
    notice = honours.outcome.announcement
    if notice is None and not honours.outcome.unannounced:
        raise refused(
            edition, "还没有公示。", "先起草公示：portal draft announcement；早年没有公示的，写 unannounced。"
        )
    if day and day <= honours.last:
        raise refused(edition, f"公示到 {honours.last} 为止，成文日期 {day} 应在它以后。", "换一个成文日期。")
    days = facts.Days(notice.first, honours.last, notice.days) if notice else None
    found = facts.decided(edition, honours, days, said.kind if said else kind, said.date if said else day)
    text, block = (writing.written(templates, f"{released.DECISION}.{kind_}.jinja", found) for kind_ in ("md", "yml"))
    return Draft(released.DECISION, text, "" if said else block, found)


def refused(edition: Edition, said: str, remedy: str) -> ProblemsFoundError:
    """Why there can be no draft yet."""
    return ProblemsFoundError([Problem(f"{edition.folder}/honours.yml", 1, 1, "DRF003", said, remedy)])


def _honours(edition: Edition) -> Honours:
    if edition.honours is None:
        raise refused(edition, "没有 honours.yml。", "先写 honours.yml，至少写上称号（awards）。")
    if not edition.honours.honorees:
        raise refused(
            edition, "名单 honorees.csv 还没有单位。", "先放好名单：portal tally 的名单草稿核定以后，或导入的名单。"
        )
    return edition.honours


def _last(portal: Portal, first: str | None, days: int) -> str:
    """The last day of a public notice; empty where the first is not known yet."""
    if first is None:
        return ""
    said = f"没有 {HOLIDAYS}"
    try:
        if portal.holidays is not None:
            return portal.holidays.last_day(date.fromisoformat(first), days).isoformat()
    except UnknownYearError as error:
        said = f"没有 {error} 年的放假安排"
    raise ProblemsFoundError([Problem(HOLIDAYS, 1, 1, "HON011", f"{said}，推算不出公示的最后一天。")])
