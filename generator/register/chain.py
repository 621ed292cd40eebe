"""The ledger of an edition: what was published, each line bound to the one before, so that nothing of it changes.

``ledger.csv`` holds a line for each item that was published: which one it is, the SHA-256 of what it says, and the
SHA-256 of this line with the one before it, both in the letters a to p. An item is named by its kind and what it is
called among its kind:

- ``notice``: the notice, its text and all that stands around it; ``rubric union``: a rubric with its tiers and vetoes.
- ``announcement``, ``decision``, ``document review``: the documents about honours, with their texts; with the decision
  what awards and tiers are called, which the list names by their ids.
- ``honoree 0001``: the row of ``honorees.csv`` with this number; ``event 3``: the third row of ``events.csv``. The list
  is published with the public notice, as far as it says who is to be named; who was not named after all is published
  with the decision, and such a row has a second line then.
- ``correction notice-1``: a correction. The line after it is that of what it corrects, which has one already: that is
  how an item comes to say something else.

Rows are only ever added at the end. What is internal (``held``, ``note``) is not in a digest: it can still be written.
An item says nothing that it does not have, so a column or a key that comes later changes no digest.

The chain shows a line that was changed, moved, put in or taken out before another. It cannot show lines cut off at the
end: their items then count as not released, which the check refuses too. Nor does it protect from one who writes list
and ledger anew; against that a copy is kept elsewhere, such as the one that is published.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from generator.model.base import HYPHENATED
from generator.model.corrections import Correction
from generator.model.honours import Event, Honoree
from generator.model.portal import Edition
from generator.model.released import (
    ANNOUNCEMENT,
    CORRECTION,
    DECISION,
    DOCUMENT,
    EVENT,
    HONOREE,
    NOTICE,
    RUBRIC,
    kind_of,
    name_of,
    named,
)
from generator.register import clauses

HEADINGS = {"number": "序号", "item": "内容", "digest": "摘要", "chain": "链"}
"""The headings of ``ledger.csv`` for each part of a ``Line``."""

WORDS = {
    CORRECTION: "更正{}项",
    NOTICE: "通知",
    RUBRIC: "打分表{}张",
    ANNOUNCEMENT: "公示",
    DECISION: "决定",
    HONOREE: "名单{}行",
    DOCUMENT: "后续文件{}份",
    EVENT: "登记事项{}项",
}
"""What so many items of each kind are called."""

_ITEM = re.compile(
    rf"{NOTICE}|{ANNOUNCEMENT}|{DECISION}|(?:{RUBRIC}|{DOCUMENT}|{CORRECTION}) {HYPHENATED}"
    rf"|{HONOREE} [0-9]+|{EVENT} [1-9][0-9]*"
)
_CORRECTED = frozenset({NOTICE, RUBRIC, ANNOUNCEMENT, DECISION, DOCUMENT, HONOREE})
"""The kinds of items that can have more lines than one, each but the first after that of a correction."""
# Hexadecimal digits as letters: no run of figures in a digest is taken for the number of a person.
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
_INTERNAL = frozenset({"held", "note", "line"})


class Line(Struct, frozen=True):
    """A line of a ledger as it is written; ``number`` counts from 1, digests are written in letters."""

    number: str
    item: str
    digest: str
    chain: str

    @property
    def kind(self) -> str:
        """What kind of item it binds."""
        return kind_of(self.item)

    @property
    def name(self) -> str:
        """What the item is called among its kind; empty where there is only one."""
        return name_of(self.item)


def items(edition: Edition) -> dict[str, str]:
    """The digest of each item of an edition by its name, in the order in which they are released."""
    return {name: digest(parts) for name, parts in says(edition).items()}


def says(edition: Edition) -> dict[str, clauses.Parts]:
    """What each item of an edition says, by its name, in the order in which they are released."""
    found = {of: clauses.parts(edition, of) for of in _of_notice(edition)}
    if honours := edition.honours:
        outcome = honours.outcome
        found |= {of: clauses.parts(edition, of) for of in (ANNOUNCEMENT, DECISION)}
        listed = honoree_parts if _online(edition).get(DECISION) else announced_parts
        found |= {f"{HONOREE} {one.number}": dict(listed(one)) for one in honours.honorees}
        found |= {of: clauses.parts(edition, of) for of in (f"{DOCUMENT} {one.id}" for one in outcome.documents)}
        found |= {f"{EVENT} {at}": dict(event_parts(one)) for at, one in enumerate(honours.events, 1)}
    return {name: parts for name, parts in found.items() if parts is not None}


def _of_notice(edition: Edition) -> tuple[str, ...]:
    return (NOTICE, *(f"{RUBRIC} {one.id}" for one in edition.rubrics))


def published(edition: Edition, now: Mapping[str, str] | None = None) -> dict[str, str]:
    """Those items that are published, of ``now`` where the items are known.

    The notice and its rubrics when the notice is online, a document when it is, the list with the public notice or,
    without one, with the decision; what became of titles at once.
    """
    online = _online(edition)
    listed = online.get(ANNOUNCEMENT, False) or online.get(DECISION, False)
    return {
        name: digest
        for name, digest in (now or items(edition)).items()
        if kind_of(name) == EVENT or online.get(name, listed)
    }


def _online(edition: Edition) -> dict[str, bool]:
    """Whether the notice, its rubrics and each document are."""
    online = {of: bool(edition.campaign.document.published) for of in _of_notice(edition)}
    if edition.honours is None:
        return online
    outcome = edition.honours.outcome
    papers = {ANNOUNCEMENT: outcome.announcement, DECISION: outcome.decision}
    online |= {name: bool(one and one.published) for name, one in papers.items()}
    return online | {f"{DOCUMENT} {one.id}": bool(one.published) for one in outcome.documents}


def correction_parts(correction: Correction) -> clauses.Parts:
    """What a correction says."""
    return dict(correction.model_dump(mode="json", exclude_defaults=True))


def honoree_parts(honoree: Honoree) -> dict[str, str]:
    """What is published of a row of the list."""
    return _parts(honoree)


def announced_parts(honoree: Honoree) -> dict[str, str]:
    """What a public notice says of a row of the list: not yet whether the title is refused."""
    return {name: said for name, said in honoree_parts(honoree).items() if name != "refused"}


def event_parts(event: Event) -> dict[str, str]:
    """What is published of a row of ``events.csv``: the document with its edition, however the row names it."""
    return _parts(event) | {"document": f"{event.document.edition}/{event.document.id}"}


def forms(edition: Edition, of: str) -> tuple[clauses.Parts, ...]:
    """What an item says as it can be bound, none where there is no such item: a row of the list also as announced."""
    kind, number = named(of)
    if kind != HONOREE:
        parts = clauses.parts(edition, of)
        return (parts,) if parts else ()
    rows = edition.honours.honorees if edition.honours else ()
    row = next((one for one in rows if one.number == number), None)
    return (dict(honoree_parts(row)), dict(announced_parts(row))) if row else ()


def _parts(row: Honoree | Event) -> dict[str, str]:
    named = {name: getattr(row, name) for name in row.__struct_fields__ if name not in _INTERNAL}
    return {name: str(value) for name, value in named.items() if value is not None}


def digest(parts: Mapping[str, object]) -> str:
    """The SHA-256 of what an item says, as ``canonical`` writes it."""
    return _sha256(canonical(parts))


def canonical(parts: Mapping[str, object]) -> str:
    """What an item says as JSON, sorted by the parts' names, without those that are empty."""
    said = {name: part for name, part in parts.items() if part}
    return json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


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
    announced: set[str] = set()  # rows that can have a line more when it is decided who is named
    events = 0
    last = None
    for at, line in enumerate(ledger):
        events += line.kind == EVENT
        named = _ITEM.fullmatch(line.item) and (line.kind != EVENT or line.name == str(events))
        corrects = last is not None and last.kind == CORRECTION
        decided = not corrects and line.item in announced and DECISION in seen
        again = line.item in seen and line.kind in _CORRECTED
        if not named or (corrects != again and not decided) or (line.item in seen and not again):
            return at
        if line.kind == HONOREE and DECISION not in seen:
            announced.add(line.item)
        elif decided:
            announced.remove(line.item)
        if line.number != str(at + 1) or line.chain != link(before, at + 1, line.item, line.digest):
            return at
        seen.add(line.item)
        before, last = line.chain, line
    return len(ledger) - 1 if last is not None and last.kind == CORRECTION else None


def held(ledger: Iterable[Line]) -> dict[str, list[str]]:
    """The digests of each item in a ledger: what it said at first, then what after each correction."""
    found: dict[str, list[str]] = {}
    for line in ledger:
        found.setdefault(line.item, []).append(line.digest)
    return found


def corrected(ledger: Iterable[Line]) -> dict[str, list[tuple[str, str]]]:
    """What the corrections of each item in a ledger did, in their order: the digest before each, and the one after."""
    found: dict[str, list[tuple[str, str]]] = {}
    last: dict[str, str] = {}
    corrects = False
    for line in ledger:
        if corrects:
            found.setdefault(line.item, []).append((last[line.item], line.digest))
        last[line.item] = line.digest
        corrects = line.kind == CORRECTION
    return found


def due(ledger: Sequence[Line], edition: Edition, now: Mapping[str, str] | None = None) -> list[tuple[str, str]]:
    """The items and digests that a ledger lacks: corrections with what they correct, then whatever was published.

    ``now`` are the edition's items, where they are known. A row that is corrected before it is decided who is named
    says what is announced; with the decision it says whether it is refused, like the others.
    """
    there, now = held(ledger), now or items(edition)
    new: list[tuple[str, str]] = []
    said_last = dict(there)
    for one in (one.correction for one in edition.corrections):
        if f"{CORRECTION} {one.id}" not in there and one.of in now:
            says = now[one.of] if DECISION in there else digest(forms(edition, one.of)[-1])
            new += [(f"{CORRECTION} {one.id}", digest(correction_parts(one))), (one.of, says)]
            said_last[one.of] = [says]
    said = published(edition, now)
    refused = [item for item in decided(edition, said_last) if said[item] != said_last[item][-1]]
    return [*new, *((item, said[item]) for item in (*unreleased(ledger, said), *refused))]


def decided(edition: Edition, held: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The rows that a ledger holds as they were announced, when it does not hold yet who was named."""
    if edition.honours is None or DECISION in held or not _online(edition)[DECISION]:
        return ()
    rows = ((f"{HONOREE} {one.number}", one) for one in edition.honours.honorees)
    return tuple(item for item, one in rows if held.get(item, [""])[-1] == digest(announced_parts(one)))


def added(ledger: Sequence[Line], new: Iterable[tuple[str, str]], series: str, edition: str) -> Iterator[Line]:
    """The lines that follow a ledger: of these items with these digests, each bound to the one before."""
    before = ledger[-1].chain if ledger else start(series, edition)
    for number, (item, said) in enumerate(new, len(ledger) + 1):
        before = link(before, number, item, said)
        yield Line(str(number), item, said, before)


def unreleased(ledger: Iterable[Line], published: Iterable[str]) -> list[str]:
    """The published items that the ledger does not hold, in their order."""
    there = {line.item for line in ledger}
    return [item for item in published if item not in there]


def told(items: Iterable[str]) -> str:
    """How many items there are of each kind, in words."""
    kinds = Counter(kind_of(item) for item in items)
    return "、".join(word.format(kinds[kind]) for kind, word in WORDS.items() if kinds[kind])


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest().translate(_LETTERS)
