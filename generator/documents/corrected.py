"""What corrections say of themselves, in words: on pages, on paper, in the feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.documents.blocks import Block, Paragraph, Run
from generator.model import released
from generator.model.base import period
from generator.model.corrections import Correction
from generator.model.honours import Paper, numbered
from generator.model.portal import Corrected, Edition
from generator.register import clauses

_WORDS = {released.NOTICE: "通知", released.RUBRIC: "打分表", released.HONOREE: "名单"}


def what(edition: Edition, of: str) -> str:
    """What a correction is of, by name."""
    kind, name = released.named(of)
    if kind == released.RUBRIC:
        return edition.rubric_names.get(name, "") + _WORDS[kind]
    return f"{_WORDS[kind]}第{name}号" if kind == released.HONOREE else word(edition, of)


def word(edition: Edition, of: str) -> str:
    """What a correction is of, in a word."""
    kind = released.kind_of(of)
    if kind in _WORDS:
        return _WORDS[kind]
    paper, _ = clauses.paper_of(edition, of)
    return paper.name if paper else ""


def named(edition: Edition, corrected: Corrected) -> dict[str, clauses.Clause]:
    """The clauses that a correction changed, by their names: as they are now, or as they were where they are gone."""
    of = corrected.correction.of
    there = {one.name: one for one in clauses.clauses(after(edition, corrected), of) or ()}
    gone = {one.name: one for one in clauses.clauses(corrected.before, of) or ()}
    known = gone | there
    return {name: known[name] for name in corrected.correction.clauses if name in known}


def after(edition: Edition, corrected: Corrected) -> Edition:
    """The edition with what was corrected as it was from then on: until it was corrected again."""
    row = [one for one in edition.corrections if one.correction.of == corrected.correction.of]
    at = next(at for at, one in enumerate(row) if one.correction.id == corrected.correction.id)
    return row[at + 1].before if at + 1 < len(row) else edition


def before(edition: Edition, corrected: Corrected) -> Edition:
    """The edition as it was before a correction: with a document the list of that day, which it counts."""
    then = corrected.before
    if then.honours is None or corrected.correction.kind in {released.NOTICE, released.RUBRIC}:
        return then
    since = [one for one in edition.corrections if one.correction.date >= corrected.correction.date]
    rows = {
        row.number: row
        for one in reversed(since)
        if one.correction.kind == released.HONOREE and one.before.honours
        for row in one.before.honours.honorees
        if row.number == numbered(one.correction.name)
    }
    items = [item for _, item, *_ in edition.ledger]
    entries = {f"{released.CORRECTION} {one.correction.id}" for one in since}
    there = set(items[: next((at for at, item in enumerate(items) if item in entries), len(items))])
    listed = (one for one in then.honours.honorees if f"{released.HONOREE} {one.number}" in there)
    return replace(then, honours=replace(then.honours, honorees=tuple(rows.get(one.number, one) for one in listed)))


def told(edition: Edition, *of: str, listed: Paper | None = None) -> tuple[Corrected, ...]:
    """The corrections of these items, the newest first.

    With a document to which the list is annexed (``listed``) those of its rows too, from the day of the document on.
    """
    since = (listed.published or listed.date)[: len("2026-01-01")] if listed else ""
    found = [
        one
        for one in edition.corrections
        if one.correction.of in of
        or (listed and one.correction.kind == released.HONOREE and one.correction.date >= since)
    ]
    return newest(found)


def newest(corrections: Sequence[Corrected]) -> tuple[Corrected, ...]:
    """These corrections, the newest first: of those of one day, of which not all say when, what was written last."""
    return tuple(sorted(corrections, key=lambda one: day(one.correction)[:10])[::-1])


def day(correction: Correction) -> str:
    """When a correction was made known."""
    return correction.published or f"{correction.date} 00:00"


def why(correction: Correction) -> str:
    """Why it was corrected and by what authority, as sentences."""
    reason = correction.reason.rstrip("。")
    return f"{reason}。依据：{correction.basis.rstrip('。')}。" if correction.basis else f"{reason}。"


def note(edition: Edition, *of: str, listed: Paper | None = None) -> Iterator[Block]:
    """Notes at the head of a document on paper that was corrected, or of which the list was."""
    for one in told(edition, *of, listed=listed):
        changed = "、".join(clause.title for clause in named(edition, one).values())
        row = one.correction.kind == released.HONOREE  # of which no page of its own is kept
        subject, kept = (what(edition, one.correction.of), "改动的文字") if row else ("本文", "更正以前的文本")
        said = f"更正：{subject}于{period(one.correction.date)}更正。{why(one.correction)}改动：{changed}。"
        yield Paragraph((Run(f"{said}{kept}在本站公布。"),), style="note")
