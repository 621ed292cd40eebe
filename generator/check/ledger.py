"""Whether what an edition has published is still what its ledger says. Each check's docstring is its rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from generator.check import corrections
from generator.load import Sources, nodes, tables
from generator.model import released
from generator.model.honours import Honoree
from generator.model.portal import Edition, Honours
from generator.problems import CODES, Problem
from generator.register import chain, clauses

FILE = "ledger.csv"
_LIST, _EVENTS, _OUTCOME = "honorees.csv", "events.csv", "honours.yml"
_CAMPAIGN = "campaign.yml"
_PAPERS = frozenset({released.ANNOUNCEMENT, released.DECISION, released.DOCUMENT})
_LISTING = frozenset({released.ANNOUNCEMENT, released.DECISION})
"""The documents that a list belongs to."""
_RESTORE = (
    "从版本管理或备份里恢复原来的样子；称号的变化在 events.csv 末尾加一行；名单写错了的，恢复后用 portal correct 更正。"
)
_CORRECT = "从版本管理或备份里恢复原来的样子；要改的，恢复后先运行 portal correct，再改。"
_PUT_BACK = "从版本管理或备份里恢复 published 这一行：公布过的不能再成为草稿；文字写错了的，用 portal correct 更正。"
_LEFT_OUT = (
    "不该有的删去；当初漏了的，先运行 portal correct {name} {papers}（正文不用改的那一份不写），"
    "再把正文和名单一起补上。"
)


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
    corrected = f"{folder}/{corrections.FILE}"
    if sources.has(corrected) and not edition.corrections:
        return  # what is wrong with it is told; nobody knows what was to be corrected
    if table is None and sources.has(path):
        return
    ledger, problems = read(path, table)
    yield from problems
    if problems:
        return
    at = chain.broken(ledger, edition.series.id, edition.id)
    if at == 0 and (owner := _owner(sources, folder, edition, ledger)):
        said = f"这份封存记录是“{owner}”这一届的，多半是复制文件夹时带过来的。"
        yield Problem(path, 1, 1, "REG004", said, f"删去本届的 {FILE}；“{owner}”那一份不要动。")
        return
    if at is not None:
        line = table.rows[at].line if table else 1
        said, remedy = f"第{at + 1}条“{ledger[at].item}”与它前面的接不上：封存记录改动过，或少了一条。", ""
        if at == 0:
            name = edition.address.rstrip("/")
            said = f"封存记录不是从“{name}”开始的：文件夹改过名称，或从别的活动复制来，或封存记录改动过。"
            renamed = f"活动、年度的文件夹改过名称的，都改回原来的，公布后不改；复制来的，删去本届的 {FILE}"
            remedy = f"{renamed}；都不是的，{CODES['REG004'][1]}"
        yield Problem(path, line, 1, "REG004", said, remedy)
        return
    if not ledger and edition.corrections:
        remedy = f"封存过的，从版本管理或备份里恢复 {FILE}；照别的一届复制来的，删去 {corrections.FILE} 和 earlier/。"
        yield Problem(path, 1, 1, "REG004", f"{corrections.FILE} 里有更正，封存记录不见了。", remedy)
    elif ledger or not edition.is_draft:  # else nothing was released, and nothing is to be
        compared = _Compared(sources, folder, edition, ledger)
        yield from compared.lint()
        if not releasing:
            yield from compared.unreleased()


def early(edition: Edition, items: Iterable[str]) -> str:
    """Which of these items say that they go online on a day still to come, in words; nothing where none does.

    That is no problem: a notice is got ready before it is published, and this time is in no ledger. What is in a ledger
    is looked at on no day.
    """
    papers = {item: clauses.paper_of(edition, item)[0] for item in items if released.kind_of(item) in _PAPERS}
    times = {item: paper.published for item, paper in papers.items() if paper}
    times |= {item: edition.campaign.document.published for item in items if item == released.NOTICE}
    late = {item: at for item, at in times.items() if at and at[:10] > corrections.today()}
    if not late:
        return ""
    when = "、".join(sorted(set(late.values())))
    return f"{chain.told(late)}写的上网时间（{when}）还没有到，今天是{corrections.today()}"


def _ahead(edition: Edition, items: Collection[str]) -> str:
    """Of which of these events the day is still to come, in words: the register says at once what is recorded."""
    events = enumerate(edition.honours.events if edition.honours else (), 1)
    today = corrections.today()
    days = [event.day for at, event in events if f"{released.EVENT} {at}" in items and event.day > today]
    if not days:
        return ""
    said = f"登记事项{len(days)}项的日期（{'、'.join(sorted(set(days)))}）还没有到，今天是{today}"
    return f"{said}：写错了的先改；没有写错的，到那天再登记，名录和名单登记了就写。"


def _owner(sources: Sources, folder: str, edition: Edition, ledger: Sequence[chain.Line]) -> str | None:
    """Which other edition of the series a ledger is of, if it is of one."""
    ids = sources.below(folder.rpartition("/")[0])
    return next((id_ for id_ in ids if chain.broken(ledger, edition.series.id, id_) is None), None)


class _Compared:
    """What an edition says now beside what its ledger says."""

    def __init__(self, sources: Sources, folder: str, edition: Edition, ledger: Sequence[chain.Line]) -> None:
        self.sources, self.folder, self.edition, self.ledger = sources, folder, edition, ledger
        self.now = chain.items(edition)
        self.held = chain.held(ledger)
        there = {one.correction.of for one in edition.corrections if f"correction {one.correction.id}" not in self.held}
        self.pending = there
        """What is being corrected: it may differ."""

    @property
    def honours(self) -> Honours:
        """What the edition ended in; of one that did not, nothing that was released is asked for."""
        if self.edition.honours is None:
            raise ValueError(self.edition.address)
        return self.edition.honours

    def lint(self) -> Iterator[Problem]:
        """Every problem of what was released, and of its corrections."""
        yield from self.said()
        yield from self.withdrawn()
        if self.edition.honours:
            yield from self.honorees()
            yield from self.events()
        path = f"{self.folder}/{corrections.FILE}"
        if node := self.sources.yaml.get(path):
            corrected = chain.corrected(self.ledger)
            yield from corrections.Compared(path, node, self.edition, self.held, corrected).lint()
        elif gone := [line.name for line in self.ledger if line.kind == released.CORRECTION]:
            yield Problem(path, 1, 1, "REG011", f"封存记录里有更正{'、'.join(gone)}，{corrections.FILE} 不在了。")

    def _read(self, name: str, rows: int) -> bool:
        """Whether every row of a table could be read; of a file that is not there, yes."""
        path = f"{self.folder}/{name}"
        table = self.sources.tables.get(path)
        return rows == len(table.rows) if table else not self.sources.has(path)

    def _problem(self, name: str, line: int, said: str) -> Problem:
        return Problem(f"{self.folder}/{name}", line, 1, "REG005", said, _RESTORE)

    def _held(self, kind: str) -> dict[str, str]:
        """What the ledger says of a kind at last: digests by what the items are called, in its order."""
        return {line.name: line.digest for line in self.ledger if line.kind == kind}

    def said(self) -> Iterator[Problem]:
        """A notice, a rubric, a document and a name that were released stay as they were, or are corrected."""
        for item, digests in self.held.items():
            kind = released.kind_of(item)
            if kind in {released.HONOREE, released.EVENT, released.CORRECTION} or self.now.get(item) == digests[-1]:
                continue
            if item not in self.now:
                if not self._unread(item):
                    yield Problem(*self._where(item), "REG005", f"{_called(item)}封存以后删去了。", _CORRECT)
            elif item not in self.pending:
                said = f"{_called(item)}在封存以后改动过，没有更正。"
                yield Problem(*self._where(item), "REG005", said, _CORRECT)

    def withdrawn(self) -> Iterator[Problem]:
        """A notice and a document that were released stay published: they do not become drafts again."""
        online = chain.published(self.edition, self.now)
        for item in self.held:
            if released.kind_of(item) in {released.NOTICE, *_PAPERS} and item in self.now and item not in online:
                said = f"{_called(item)}封存以后删去了上网时间（published）。"
                yield Problem(*self._place(item), "REG005", said, _PUT_BACK)

    def _unread(self, item: str) -> bool:
        """Whether an item is there and could not be read, which is told already."""
        kind, name = released.named(item)
        if kind == released.RUBRIC:
            return False
        if self.edition.honours is None:
            return kind != released.NOTICE and self.sources.has(f"{self.folder}/{_OUTCOME}")
        paper, text = clauses.paper_of(self.edition, item) if kind in _PAPERS else (None, None)
        file = f"documents/{name}.md" if name else f"{kind}.md"
        return bool(paper and not text and self.sources.has(f"{self.folder}/{file}"))

    def _where(self, item: str) -> tuple[str, int, int]:
        """Where an item stands: that of which the text changed, at its text."""
        kind, name = released.named(item)
        if kind == released.NOTICE:
            return f"{self.folder}/notice.md", 1, 1
        if kind == released.RUBRIC:
            return f"rubrics/{self.edition.address}{name}.yml", 1, 1
        return self._node(_OUTCOME, ("documents",) if kind == released.DOCUMENT else (kind,))

    def _node(self, name: str, where: tuple[str | int, ...]) -> tuple[str, int, int]:
        path = f"{self.folder}/{name}"
        node = self.sources.yaml.get(path)
        return (path, *nodes.locate(node, where)) if node else (path, 1, 1)

    def honorees(self) -> Iterator[Problem]:
        """A row of the list that was released stays, as it was, where it was.

        None comes to it but after it, with a correction of the document that the list belongs to.
        """
        held = self._held(released.HONOREE)
        if not held or not self._read(_LIST, len(self.honours.honorees)):
            return
        if not self.sources.has(f"{self.folder}/{_LIST}"):
            yield self._problem(_LIST, 1, f"封存记录里有它的{len(held)}行，文件不在了。")
            return
        if not self.honours.honorees:
            yield self._problem(_LIST, 1, f"封存记录里有它的{len(held)}行，现在一行也没有了。")
            return
        rows = {one.number: one for one in self.honours.honorees}
        free = {*self.pending, *chain.decided(self.edition, self.held)}
        refused = "" if released.DECISION in self.held else "公示以后不命名的，写明“未命名原因”，不删行。"
        for number, digest in held.items():
            if number not in rows:
                yield self._problem(_LIST, 1, f"编号“{number}”的一行在封存以后删去了。{refused}")
            elif (item := f"{released.HONOREE} {number}") not in free and self.now[item] != digest:
                yield self._problem(_LIST, rows[number].line, f"编号“{number}”的一行在封存以后改动过。")
        yield from self._places(held, rows)

    def _places(self, held: Collection[str], rows: Mapping[str, Honoree]) -> Iterator[Problem]:
        there = [number for number in held if number in rows]
        for number, stands in zip(there, rows, strict=False):
            if number != stands:
                said = f"这里原来是编号“{number}”：已封存的行换了位置，或者中间加了行。"
                yield self._problem(_LIST, rows[stands].line, said)
                return
        if not self.pending.isdisjoint(_LISTING):
            return
        named = (("公示", released.ANNOUNCEMENT), ("决定", released.DECISION))
        papers = [said for said, item in named if item in self.held] or ["公示"]
        remedy = _LEFT_OUT.format(name=self.edition.address.rstrip("/"), papers=" ".join(papers))
        for number, row in rows.items():
            if number not in held:
                said = f"编号“{number}”的一行是封存以后加的，{papers[-1]}没有更正。"
                yield Problem(f"{self.folder}/{_LIST}", row.line, 1, "REG005", said, remedy)

    def events(self) -> Iterator[Problem]:
        """A row of ``events.csv`` that was released stays, as it was, where it was: new ones come after it."""
        held, rows = list(self._held(released.EVENT).values()), self.honours.events
        if not held or not self._read(_EVENTS, len(rows)):
            return
        if not self.sources.has(f"{self.folder}/{_EVENTS}"):
            yield self._problem(_EVENTS, 1, f"封存记录里有它的{len(held)}行，文件不在了。")
            return
        if not rows:
            yield self._problem(_EVENTS, 1, f"封存记录里有它的{len(held)}行，现在一行也没有了。")
            return
        now = [self.now[f"{released.EVENT} {at}"] for at in range(1, len(rows) + 1)]
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

    def unreleased(self) -> Iterator[Problem]:
        """Whatever is published is in the ledger."""
        # What was added to a list that was released is told already.
        added = bool(self._held(released.HONOREE)) and self.pending.isdisjoint(_LISTING)
        left = [
            item
            for item, _ in chain.due(self.ledger, self.edition, self.now)
            if not (added and released.kind_of(item) == released.HONOREE and item not in self.held)
        ]
        if not left or not self._whole():
            return
        name = self.edition.address.rstrip("/")
        remedy = f"核对无误后运行 portal release {name}；封存以后只能更正，不能直接改。"
        said = f"已经公布，还没有封存：{chain.told(left)}。"
        if late := early(self.edition, left):
            said += f"{late}：写错了的先改。"
        said += _ahead(self.edition, left)
        yield Problem(*self._place(left[0]), "REG006", said, remedy)

    def _whole(self) -> bool:
        honours = self.edition.honours
        return honours is None or (
            self._read(_LIST, len(honours.honorees)) and self._read(_EVENTS, len(honours.events))
        )

    def _place(self, item: str) -> tuple[str, int, int]:
        kind, name = released.named(item)
        if kind == released.HONOREE:
            line = next(one.line for one in self.honours.honorees if one.number == name)
            return f"{self.folder}/{_LIST}", line, 1
        if kind == released.EVENT:
            return f"{self.folder}/{_EVENTS}", self.honours.events[int(name) - 1].line, 1
        if kind == released.CORRECTION:
            at = [one.correction.id for one in self.edition.corrections].index(name)
            return self._node(corrections.FILE, ("corrections", at, "id"))
        if kind in {released.NOTICE, released.RUBRIC}:
            return self._node(_CAMPAIGN, ("document", "published"))
        later = [one.id for one in self.honours.outcome.documents]
        where = ("documents", later.index(name)) if kind == released.DOCUMENT else (kind,)
        return self._node(_OUTCOME, (*where, "published"))


_ONE = {released.RUBRIC: "打分表", released.DOCUMENT: "文件"}


def _called(item: str) -> str:
    kind, name = released.named(item)
    return f"{_ONE[kind]}“{name}”" if name else chain.WORDS[kind]
