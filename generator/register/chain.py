"""The ledger of an edition: what was published, each line bound to the one before, so that nothing of it changes.

``ledger.csv`` holds a line for each item that was published: which one it is, the SHA-256 of what it says, and the
SHA-256 of this line with the one before it, both in the letters a to p. An item is named by its kind and what it is
called among its kind:

- ``decision``: the decision that grants the titles; its kind, number and day, on which every title's history begins.
- ``honoree 0001``: the row of ``honorees.csv`` with this number.
- ``event 3``: the third row of ``events.csv``.

Rows are only ever added at the end. What is internal (``held``, ``note``) is not in a digest: it can still be written.
Awards and tiers are in it by their ids. An item says nothing that it does not have, so a column that comes later
changes no digest.

The chain shows a line that was changed, moved, put in or taken out before another. It cannot show lines cut off at the
end: their items then count as not released, which the check refuses too. Nor does it protect from one who writes list
and ledger anew; against that a copy is kept elsewhere.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields

from generator.model.honours import Decision, Event, Honoree
from generator.model.portal import Honours

HEADINGS = {"number": "序号", "item": "内容", "digest": "摘要", "chain": "链"}
"""The headings of ``ledger.csv`` for each part of a ``Line``."""

DECISION = "decision"
HONOREE = "honoree"
EVENT = "event"

_ITEM = re.compile(rf"{DECISION}|{HONOREE} [0-9]+|{EVENT} [1-9][0-9]*")
# Hexadecimal digits as letters: no run of figures in a digest is taken for the number of a person.
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_INTERNAL = frozenset({"held", "note", "line"})


@dataclass(frozen=True)
class Line:
    """A line of a ledger as it is written; ``number`` counts from 1, digests are written in letters."""

    number: str
    item: str
    digest: str
    chain: str

    @property
    def kind(self) -> str:
        """What kind of item it binds."""
        return self.item.partition(" ")[0]

    @property
    def name(self) -> str:
        """What the item is called among its kind; empty where there is only one."""
        return self.item.partition(" ")[2]


def items(honours: Honours) -> dict[str, str]:
    """The digest of each item of an edition by its name, in the order in which they are released."""
    decision = honours.outcome.decision
    found = {DECISION: digest(decision_parts(decision))} if decision else {}
    found |= {f"{HONOREE} {one.number}": digest(honoree_parts(one)) for one in honours.honorees}
    return found | {f"{EVENT} {at}": digest(event_parts(one)) for at, one in enumerate(honours.events, 1)}


def published(honours: Honours) -> dict[str, str]:
    """Those items that are published: decision and list when the decision is online, what became of titles at once."""
    decision = honours.outcome.decision
    online = bool(decision and decision.published)
    return {name: said for name, said in items(honours).items() if online or name.startswith(f"{EVENT} ")}


def decision_parts(decision: Decision) -> dict[str, str]:
    """What a decision says of the titles that it grants; its other words are its text."""
    return {"kind": decision.kind, "number": decision.number or "", "date": decision.date}


def honoree_parts(honoree: Honoree) -> dict[str, str]:
    """What is published of a row of the list."""
    return _parts(honoree)


def event_parts(event: Event) -> dict[str, str]:
    """What is published of a row of ``events.csv``: the document with its edition, however the row names it."""
    return _parts(event) | {"document": f"{event.document.edition}/{event.document.id}"}


def _parts(row: Honoree | Event) -> dict[str, str]:
    named = {part.name: getattr(row, part.name) for part in fields(row) if part.name not in _INTERNAL}
    return {name: str(value) for name, value in named.items() if value is not None}


def digest(parts: Mapping[str, str]) -> str:
    """The SHA-256 of what an item says: as JSON, sorted by the parts' names, without those that are empty."""
    said = {name: text for name, text in parts.items() if text}
    return _sha256(json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def link(before: str, number: int, item: str, digest: str) -> str:
    """What binds a line to the one before it."""
    return _sha256("\n".join((before, str(number), item, digest)))


def start(series: str, edition: str) -> str:
    """What the first line is bound to: a ledger is that of one edition."""
    return _sha256(f"{series}/{edition}")


def broken(ledger: Sequence[Line], series: str, edition: str) -> int | None:
    """The place of the first line that cannot follow the one before it, from 0; None when the chain holds."""
    before = start(series, edition)
    seen: set[str] = set()
    events = 0
    for at, line in enumerate(ledger):
        events += line.kind == EVENT
        named = (
            _ITEM.fullmatch(line.item) and line.item not in seen and (line.kind != EVENT or line.name == str(events))
        )
        if not named or line.number != str(at + 1) or line.chain != link(before, at + 1, line.item, line.digest):
            return at
        seen.add(line.item)
        before = line.chain
    return None


def added(ledger: Sequence[Line], published: Mapping[str, str], series: str, edition: str) -> Iterator[Line]:
    """The lines that a ledger lacks, in the order of what was published."""
    before = ledger[-1].chain if ledger else start(series, edition)
    for number, item in enumerate(unreleased(ledger, published), len(ledger) + 1):
        before = link(before, number, item, published[item])
        yield Line(str(number), item, published[item], before)


def unreleased(ledger: Iterable[Line], published: Iterable[str]) -> list[str]:
    """The published items that the ledger does not hold, in their order."""
    there = {line.item for line in ledger}
    return [item for item in published if item not in there]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest().translate(_LETTERS)
