"""Whether what an edition has published is still what its ledger says. Each check's docstring is its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from generator.load import Sources, nodes, tables
from generator.model.portal import Edition, Honours
from generator.problems import Problem
from generator.register import chain

FILE = "ledger.csv"
_LIST, _EVENTS, _OUTCOME = "honorees.csv", "events.csv", "honours.yml"
_RESTORE = "从版本管理或备份里恢复原来的样子；公布以后的变化，在 events.csv 末尾加一行。"


def read(path: str, table: tables.Table | None) -> tuple[tuple[chain.Line, ...], list[Problem]]:
    """The lines of a ledger; none where there is no file."""
    if table is None:
        return (), []
    if table.headings != tuple(chain.HEADINGS.values()):
        said = f"表头应是：{','.join(chain.HEADINGS.values())}。"
        return (), [Problem(path, 1, 1, "REG004", said)]
    return tuple(chain.Line(*row.cells.values()) for row in table.rows), []


def lint(sources: Sources, folder: str, edition: Edition, *, releasing: bool) -> Iterator[Problem]:
    """Every problem between the ledger of an edition and what it has published.

    A table of which a row could not be read is not compared. ``releasing`` leaves out what is not in the ledger yet.
    """
    path = f"{folder}/{FILE}"
    table = sources.tables.get(path)
    if edition.honours is None or (table is None and sources.has(path)):
        return
    ledger, problems = read(path, table)
    yield from problems
    if problems:
        return
    at = chain.broken(ledger, edition.series.id, edition.id)
    if at is not None:
        line = table.rows[at].line if table else 1
        said = f"第{at + 1}条“{ledger[at].item}”与它前面的接不上：封存记录改动过，或少了一条。"
        yield Problem(path, line, 1, "REG004", said)
        return
    compared = _Compared(sources, folder, edition.honours, ledger)
    yield from compared.decision()
    yield from compared.honorees()
    yield from compared.events()
    if not releasing:
        yield from compared.unreleased(edition)


class _Compared:
    """What an edition says now beside what its ledger says."""

    def __init__(self, sources: Sources, folder: str, honours: Honours, ledger: Sequence[chain.Line]) -> None:
        self.sources, self.folder, self.honours, self.ledger = sources, folder, honours, ledger
        self.outcome = sources.yaml[f"{folder}/{_OUTCOME}"]
        self.now = chain.items(honours)

    def _read(self, name: str, rows: int) -> bool:
        """Whether every row of a table could be read; of a file that is not there, yes."""
        path = f"{self.folder}/{name}"
        table = self.sources.tables.get(path)
        return rows == len(table.rows) if table else not self.sources.has(path)

    def _problem(self, name: str, line: int, said: str) -> Problem:
        return Problem(f"{self.folder}/{name}", line, 1, "REG005", said, _RESTORE)

    def _held(self, kind: str) -> dict[str, str]:
        """What the ledger says of a kind: digests by what the items are called, in its order."""
        return {line.name: line.digest for line in self.ledger if line.kind == kind}

    def decision(self) -> Iterator[Problem]:
        """A decision that was released keeps its kind, its number and its day."""
        for held in self._held(chain.DECISION).values():
            now = self.now.get(chain.DECISION)
            if now != held:
                place = nodes.locate(self.outcome, ("decision",))
                said = "的种类、发文字号或成文日期在封存以后改动过" if now else "封存以后删去了"
                yield Problem(f"{self.folder}/{_OUTCOME}", *place, "REG005", f"决定{said}。", _RESTORE)

    def honorees(self) -> Iterator[Problem]:
        """A row of the list that was released stays, as it was, where it was: new ones come after it."""
        held = self._held(chain.HONOREE)
        if not held or not self._read(_LIST, len(self.honours.honorees)):
            return
        if not self.sources.has(f"{self.folder}/{_LIST}"):
            yield self._problem(_LIST, 1, f"封存记录里有它的{len(held)}行，文件不在了。")
            return
        if not self.honours.honorees:
            yield self._problem(_LIST, 1, f"封存记录里有它的{len(held)}行，现在一行也没有了。")
            return
        rows = {one.number: one for one in self.honours.honorees}
        for number, digest in held.items():
            if number not in rows:
                yield self._problem(_LIST, 1, f"编号“{number}”的一行在封存以后删去了。")
            elif self.now[f"{chain.HONOREE} {number}"] != digest:
                yield self._problem(_LIST, rows[number].line, f"编号“{number}”的一行在封存以后改动过。")
        there = [number for number in held if number in rows]
        for number, stands in zip(there, rows, strict=False):
            if number != stands:
                said = f"这里原来是编号“{number}”：已封存的行换了位置，或者中间加了行；新的行加在最后。"
                yield self._problem(_LIST, rows[stands].line, said)
                return

    def events(self) -> Iterator[Problem]:
        """A row of ``events.csv`` that was released stays, as it was, where it was: new ones come after it."""
        held, rows = list(self._held(chain.EVENT).values()), self.honours.events
        if not held or not self._read(_EVENTS, len(rows)):
            return
        if not self.sources.has(f"{self.folder}/{_EVENTS}"):
            yield self._problem(_EVENTS, 1, f"封存记录里有它的{len(held)}行，文件不在了。")
            return
        if not rows:
            yield self._problem(_EVENTS, 1, f"封存记录里有它的{len(held)}行，现在一行也没有了。")
            return
        now = [self.now[f"{chain.EVENT} {at}"] for at in range(1, len(rows) + 1)]
        missing = Counter(held) - Counter(now)
        for at, digest in enumerate(held):
            if missing[digest]:
                changed = at < len(now) and now[at] not in held
                line = rows[at].line if changed else 1
                yield self._problem(_EVENTS, line, f"第{at + 1}项在封存以后{'改动过' if changed else '删去了'}。")
        if not missing:
            moved = next((at for at, digest in enumerate(held) if now[at] != digest), None)
            if moved is not None:
                said = f"这里原来是另一项（第{moved + 1}项）：已封存的行换了位置，或者中间加了行；新的行加在最后。"
                yield self._problem(_EVENTS, rows[moved].line, said)

    def unreleased(self, edition: Edition) -> Iterator[Problem]:
        """Whatever is published is in the ledger."""
        left = chain.unreleased(self.ledger, chain.published(self.honours))
        whole = self._read(_LIST, len(self.honours.honorees)) and self._read(_EVENTS, len(self.honours.events))
        if not left or not whole:
            return
        said = told(left)
        name = edition.address.rstrip("/")
        remedy = f"核对无误后运行 portal release {name}；封存以后不能再改。"
        yield Problem(*self._place(left[0]), "REG006", f"已经公布，还没有封存：{said}。", remedy)

    def _place(self, item: str) -> tuple[str, int, int]:
        kind, _, name = item.partition(" ")
        if kind == chain.HONOREE:
            line = next(one.line for one in self.honours.honorees if one.number == name)
            return f"{self.folder}/{_LIST}", line, 1
        if kind == chain.EVENT:
            return f"{self.folder}/{_EVENTS}", self.honours.events[int(name) - 1].line, 1
        return (f"{self.folder}/{_OUTCOME}", *nodes.locate(self.outcome, ("decision", "published")))


def told(items: Iterable[str]) -> str:
    """How many items there are of each kind, in words."""
    kinds = Counter(item.partition(" ")[0] for item in items)
    words = {chain.DECISION: "决定", chain.HONOREE: "名单{}行", chain.EVENT: "登记事项{}项"}
    return "、".join(word.format(kinds[kind]) for kind, word in words.items() if kinds[kind])
