"""Corrections of what was published: the earlier texts read, and held against the ledger. Docstrings are the rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from itertools import chain as chained
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.check import honours, privacy, references, schema
from generator.check.article import article
from generator.load import Sources, nodes
from generator.model import released
from generator.model.base import CHINA, Record
from generator.model.campaign import Campaign
from generator.model.corrections import Correction, Corrections
from generator.model.honours import HONOREES, Outcome, numbered
from generator.model.portal import Article, Corrected, Edition, Honours
from generator.model.rubric import Rubric
from generator.problems import Problem
from generator.register import chain, clauses

R = TypeVar("R", bound=Record)

FILE = "corrections.yml"
EARLIER = "earlier"
_LIST, _OUTCOME = "honorees.csv", "honours.yml"
_NAMED = 20  # clauses in a message


def today() -> str:
    """The day on which the content is checked."""
    return datetime.now(CHINA).date().isoformat()


def kept(of: str) -> tuple[str, ...]:
    """The files that say what an item said before, by the names that they have in ``earlier/<correction>/``."""
    kind, name = released.named(of)
    match kind:
        case released.NOTICE:
            return ("notice.md", "campaign.yml")
        case released.RUBRIC:
            return (f"{name}.yml", "campaign.yml")
        case released.HONOREE:
            return (_LIST,)
        case released.DECISION:
            return ("decision.md", _OUTCOME, "campaign.yml")
        case _:
            return (f"{name or kind}.md", _OUTCOME)


def read(sources: Sources, folder: str, edition: Edition) -> tuple[Edition, list[Problem]]:
    """The edition with its corrections, each with what was before it; or what keeps them from being read.

    Where one cannot be read because of what is told elsewhere, as of a record that it stands in, there are none.
    """
    path = f"{folder}/{FILE}"
    node = sources.yaml.get(path)
    if node is None:
        return edition, [] if sources.has(path) else [*_unnamed(sources, folder, ())]
    made, problems = schema.record(Corrections, path, node)
    if made is None:
        return edition, problems
    reader = _Reader(sources, folder, edition)
    ids = [one.id for one in made.corrections]
    for at, one in enumerate(made.corrections):
        if one.id in ids[:at]:
            place = nodes.locate(node, ("corrections", at, "id"))
            reader.problems.append(Problem(path, *place, "REF003", f"标识“{one.id}”用了不止一次。"))
    found = [(one, reader.before(one, (path, *_at(node, at, "id")))) for at, one in enumerate(made.corrections)]
    problems = [*reader.problems, *_unnamed(sources, folder, ids)]
    corrected = [Corrected(one, before) for one, before in found if before]
    if problems or len(corrected) < len(found):
        return edition, problems
    return replace(edition, corrections=tuple(corrected)), []


def _unnamed(sources: Sources, folder: str, ids: Sequence[str]) -> Iterator[Problem]:
    """A folder of earlier texts belongs to a correction."""
    for name in sources.below(f"{folder}/{EARLIER}"):
        if name not in ids:
            path = "/".join((folder, EARLIER, name, *sources.below(f"{folder}/{EARLIER}/{name}")[:1]))
            said = f"{FILE} 里没有更正“{name}”。"
            remedy = f"封存过的，从版本管理或备份里恢复 {FILE}；还没有封存、不更正了的，删去文件夹 {EARLIER}/{name}。"
            yield Problem(path, 1, 1, "REG009", said, remedy)


def _at(node: nodes.Node, at: int, key: str) -> tuple[int, int]:
    return nodes.locate(node, ("corrections", at, key))


class _Reader:
    """Reads earlier texts; ``problems`` is what keeps one from being read.

    What today's rules find fault with is no problem of them: they were right when they were published.
    """

    def __init__(self, sources: Sources, folder: str, edition: Edition) -> None:
        self.sources, self.folder, self.edition = sources, folder, edition
        self.problems: list[Problem] = []

    def before(self, one: Correction, place: tuple[str, int, int]) -> Edition | None:
        """The edition with what is corrected as it was."""
        folder = f"{self.folder}/{EARLIER}/{one.id}"
        missing = [name for name in kept(one.of) if not self.sources.has(f"{folder}/{name}")]
        if missing:
            said = f"缺少更正以前的文本：{'、'.join(f'{EARLIER}/{one.id}/{name}' for name in missing)}。"
            self.problems.append(Problem(*place, "REG009", said))
            return None
        there = len(self.problems)
        made = self._before(one, folder)
        told = self.sources.problems or (self.edition.honours is None and self.sources.has(f"{self.folder}/{_OUTCOME}"))
        if made is None and len(self.problems) == there and not told:
            said = f"更正以前的文本里没有“{one.of}”。"
            self.problems.append(Problem(*place, "REG009", said))
        return made

    def _before(self, one: Correction, folder: str) -> Edition | None:
        match one.kind:
            case released.NOTICE:
                return self._notice(folder)
            case released.RUBRIC:
                return self._rubric(folder, one.name)
            case released.HONOREE:
                return self._honoree(folder, one.name)
            case _:
                return self._paper(folder, one)

    def _notice(self, folder: str) -> Edition | None:
        text, campaign = self._article(f"{folder}/notice.md"), self._record(Campaign, f"{folder}/campaign.yml")
        if text is None or campaign is None:
            return None
        now = {"document": campaign.document, "attachments": campaign.attachments}
        return replace(self.edition, notice=text, campaign=self.edition.campaign.model_copy(update=now))

    def _rubric(self, folder: str, name: str) -> Edition | None:
        path = f"{folder}/{name}.yml"
        own, campaign = self._record(Rubric, path), self._record(Campaign, f"{folder}/campaign.yml")
        if own is None or campaign is None or own.id != name:
            return None
        others = {one.id: one for one in self.edition.rubrics} | {name: own}
        rubric, _ = references.resolve(path, self.sources.yaml[path], own, others)
        now = {"tiers": campaign.tiers, "vetoes": campaign.vetoes}
        rubrics = tuple(rubric if one.id == name else one for one in self.edition.rubrics)
        return replace(self.edition, rubrics=rubrics, campaign=self.edition.campaign.model_copy(update=now))

    def _honoree(self, folder: str, number: str) -> Edition | None:
        path = f"{folder}/{_LIST}"
        table, now = self.sources.tables.get(path), self.edition.honours
        if table is None or now is None:
            return None
        made, _ = honours.honorees(path, table, now.outcome, self.edition.campaign)
        row = next((one for one in made if one.number == numbered(number)), None)
        if row is None:
            return None
        rows = {one.number: one for one in now.honorees} | {row.number: row}  # today's may be gone, or unread
        return replace(self.edition, honours=replace(now, honorees=tuple(rows.values())))

    def _paper(self, folder: str, one: Correction) -> Edition | None:
        name, now = one.name or one.kind, self.edition.honours
        text, said = self._article(f"{folder}/{name}.md"), self._record(Outcome, f"{folder}/honours.yml")
        if now is None or text is None or said is None:
            return None
        made = replace(self.edition, honours=_as_it_was(now, said, text, one))
        if one.kind == released.DECISION and (campaign := self._record(Campaign, f"{folder}/campaign.yml")):
            made = replace(made, campaign=made.campaign.model_copy(update={"tiers": campaign.tiers}))
        return made

    def _article(self, path: str) -> Article | None:
        text = self.sources.markdown.get(path)
        if text is None:
            return None
        made, problems = article(path, text)
        if made is None:
            self.problems += problems
        else:
            self.problems += privacy.article(text, made, privacy.public(self.sources, path))
        return made

    def _record(self, kind: type[R], path: str) -> R | None:
        node = self.sources.yaml.get(path)
        made, problems = schema.record(kind, path, node) if node else (None, [])
        self.problems += problems
        return made


def _as_it_was(now: Honours, said: Outcome, text: Article, one: Correction) -> Honours:
    """What an edition ended in with one document as it was."""
    outcome = now.outcome
    if one.kind == released.DOCUMENT:
        before = {paper.id: paper for paper in said.documents}
        papers = tuple(before.get(paper.id, paper) if paper.id == one.name else paper for paper in outcome.documents)
        made = outcome.model_copy(update={"documents": papers})
        return replace(now, outcome=made, documents={**now.documents, one.name: text})
    made = outcome.model_copy(update={one.kind: getattr(said, one.kind)})
    if one.kind == released.DECISION:
        return replace(now, outcome=made.model_copy(update={"awards": said.awards}), decision=text)
    return replace(now, outcome=made, announcement=text)


class Compared(Struct, frozen=True):
    """The corrections of an edition beside its ledger.

    ``held`` are the digests of each item in it, ``corrected`` those before and after each correction of an item.
    """

    path: str
    node: nodes.Mapping
    edition: Edition
    held: Mapping[str, Sequence[str]]
    corrected: Mapping[str, Sequence[tuple[str, str]]]

    def lint(self) -> Iterator[Problem]:
        """Every problem of the corrections."""
        yield from self._gone()
        of = dict.fromkeys(one.correction.of for one in self.edition.corrections)
        yield from chained.from_iterable(map(self._row, of))

    def _problem(self, at: int, key: str, code: str, said: str, remedy: str = "") -> Problem:
        return Problem(self.path, *_at(self.node, at, key), code, said, remedy)

    def _gone(self) -> Iterator[Problem]:
        """A correction that was released stays as it was."""
        there = {f"{released.CORRECTION} {one.correction.id}": at for at, one in enumerate(self.edition.corrections)}
        for item, (digest, *_) in self.held.items():
            if released.kind_of(item) != released.CORRECTION:
                continue
            name = released.name_of(item)
            if item not in there:
                yield Problem(self.path, 1, 1, "REG011", f"更正“{name}”在封存以后删去了。")
                continue
            one = self.edition.corrections[there[item]].correction
            if chain.digest(chain.correction_parts(one)) != digest:
                yield self._problem(there[item], "id", "REG011", f"更正“{name}”在封存以后改动过。")

    def _row(self, of: str) -> Iterator[Problem]:
        """The corrections of one item, each from what the ledger says that was before it."""
        said, corrected = self.held.get(of, ()), self.corrected.get(of, ())
        row = [(at, one) for at, one in enumerate(self.edition.corrections) if one.correction.of == of]
        states = [*(one.before for _, one in row), self.edition]
        day = _online(self.edition, of)
        for number, (at, one) in enumerate(row):
            if not said:
                yield self._problem(at, "of", "REG007", f"“{of}”没有封存过，不用更正。")
                return
            if number > len(corrected):
                yield self._problem(at, "id", "REG007", f"“{of}”的上一次更正还没有封存。", "先运行 portal release。")
                return
            before, after = corrected[number] if number < len(corrected) else (said[-1], None)
            said_before, says = (
                [chain.digest(form) for form in chain.forms(state, of)] for state in states[number:][:2]
            )
            if before not in said_before:
                files = "、".join(f"{EARLIER}/{one.correction.id}/{name}" for name in kept(of))
                yield self._problem(at, "id", "REG009", f"{files} 不是封存的那一份。")
                continue
            if after is None:
                announced = released.DECISION not in self.held
                yield from self._clauses(at, one.correction, one.before, states[number + 1], announced=announced)
            elif after in says:  # else it is told elsewhere
                announced = (before, after) == (said_before[-1], says[-1])
                yield from self._clauses(at, one.correction, one.before, states[number + 1], announced=announced)
            yield from self._days(at, one.correction, day)
            day = one.correction.date

    def _clauses(
        self, at: int, one: Correction, before: Edition, after: Edition, *, announced: bool
    ) -> Iterator[Problem]:
        """A correction names every clause that it changes, and no other; of a row as announced not who is refused."""
        said, says = clauses.clauses(before, one.of), clauses.clauses(after, one.of)
        if said is None or says is None:
            return  # it is gone, which is said where it stood
        changed = clauses.changed(said, says)
        if announced:
            changed = tuple(name for name in changed if name != HONOREES["refused"])
        code = "REG008"
        if not changed:
            yield self._problem(
                at, "id", code, f"“{one.of}”和更正以前一样，什么也没有改。", "改好正文或打分表，再检查。"
            )
        elif not one.clauses:
            yield self._problem(at, "clauses", code, f"没有写改动的条款。改动的是：[{', '.join(changed)}]。")
        else:
            for place, name in enumerate(one.clauses):
                if name not in changed or name in one.clauses[:place]:
                    where = nodes.locate(self.node, ("corrections", at, "clauses", place))
                    twice = name in one.clauses[:place]
                    yield Problem(self.path, *where, code, f"“{name}”{'写了不止一次' if twice else '没有改动'}。")
            if left := [name for name in changed if name not in one.clauses]:
                told = "、".join(left[:_NAMED]) + ("等" if len(left) > _NAMED else "")
                yield self._problem(at, "clauses", code, f"{told}改动了，没有写在 clauses 里。")

    def _days(self, at: int, one: Correction, day: str) -> Iterator[Problem]:
        """A correction is not older than what it corrects, nor online before its day; it is released on both or later.

        What is built is released: no build comes out otherwise on another day.
        """
        now, not_held = today(), f"{released.CORRECTION} {one.id}" not in self.held
        if not_held and one.date > now:
            remedy = "写更正的当天；今天的日期不对的，校准电脑的时间。"
            yield self._problem(at, "date", "REG010", f"更正日期{one.date}还没有到，今天是{now}。", remedy)
        if not_held and one.published and one.published[:10] > now:
            remedy = "已经上网的写真正的时间；还没有上网的删去这一行，网站上写更正日期。"
            yield self._problem(at, "published", "REG010", f"上网时间{one.published}还没有到，今天是{now}。", remedy)
        if one.date < day:
            yield self._problem(at, "date", "REG010", f"更正日期{one.date}早于公布或上一次更正的日期{day}。")
        if one.published and one.published[:10] < one.date:
            yield self._problem(at, "published", "REG010", "上网时间早于更正日期。")


def _online(edition: Edition, of: str) -> str:
    """The day on which an item was published."""
    kind = released.kind_of(of)
    if kind in {released.NOTICE, released.RUBRIC}:
        return (edition.campaign.document.published or "")[:10]
    papers = (released.ANNOUNCEMENT, released.DECISION) if kind == released.HONOREE else (of,)
    found = [paper.published for one in papers if (paper := clauses.paper_of(edition, one)[0]) and paper.published]
    return min(found, default="")[:10]
