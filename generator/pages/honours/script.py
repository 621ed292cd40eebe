"""The titles of an edition as a script, so that the register can be asked from a folder on disk too.

A title takes some sixty bytes: texts that come again are named by their place in a list, and of its history only
what is more than the naming stands with it.
"""

from __future__ import annotations

import json

from generator.model import addresses, released
from generator.model.honours import DocumentRef, Kind
from generator.pages.honours.roster import Entry, Roster
from generator.register.history import Step
from generator.render.output import OutputFile


class _Places:
    """A list of values, each once, and where each of them stands."""

    def __init__(self) -> None:
        self.at: dict[str, int] = {}

    def of(self, value: str) -> int:
        return self.at.setdefault(value, len(self.at))


def script(roster: Roster) -> OutputFile:
    """The file beside the page of these titles; what it holds is read by ``honours/data.js``."""
    edition = roster.edition
    texts, papers = _Places(), {ref: at for at, ref in enumerate(roster.papers)}
    titles = [_title(one, texts, papers) for one in roster.entries]
    value = {
        "series": edition.series.id,
        "edition": edition.id,
        "campaign": edition.series.title,
        "label": edition.campaign.label,
        "federation": edition.series.federation,
        "demo": int(roster.demo),
        "marks": roster.marks,
        "years": roster.years,
        "day": roster.decision.date,
        "page": roster.address,
        "awards": {one.title.award.id: one.title.award.name for one in roster.entries},
        "tiers": edition.campaign.tier_titles,
        "papers": [[one.address, one.name, one.number, one.date] for one in roster.papers.values()],
        "decision": papers[DocumentRef(edition.id, released.DECISION)],
        "titles": titles,
        "texts": list(texts.at),
    }
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Nothing in it can end a script or a line of one, wherever it is put.
    for sign, escaped in (("<", "\\u003c"), ("\u2028", "\\u2028"), ("\u2029", "\\u2029")):
        text = text.replace(sign, escaped)
    path = addresses.register_data(edition.series.id, edition.id)
    return OutputFile(path, f"portalHonours.add({text});\n".encode())


def _title(one: Entry, texts: _Places, papers: dict[DocumentRef, int]) -> list[object]:
    honoree = one.title.honoree
    steps = [_step(step, texts, papers) for step in one.title.steps if step.kind is not Kind.GRANTED]
    places = [texts.of(text) for text in (honoree.award, honoree.tier or "", honoree.district)]
    return [honoree.number, honoree.unit, *places, *([steps] if steps else [])]


def _step(step: Step, texts: _Places, papers: dict[DocumentRef, int]) -> list[object]:
    named = (step.kind.value, step.reason, step.tier or "", step.until)
    return [step.day, papers[step.document], *(texts.of(text) for text in named), step.name]
