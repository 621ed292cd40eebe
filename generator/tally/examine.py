"""One answer sheet, read and counted anew: what it comes to, and everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cached_property
from hashlib import blake2b
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.model.base import compact
from generator.problems import ProblemsFoundError, reason
from generator.score import sheet as sheets
from generator.score.answers import MOST
from generator.score.assess import Assessed, assessed
from generator.score.engine import score
from generator.score.report import columns
from generator.score.result import Result
from generator.score.scheme import ENGINE, Scheme
from generator.score.sheet import Sheet
from generator.score.standing import Span
from generator.tally import ledger, words
from generator.tally.findings import Finding, Kind, listed

_TOLD = 400  # characters of a finding


class Form(Struct, frozen=True, dict=True):
    """A rubric that sheets can belong to, with what does not change from sheet to sheet."""

    scheme: Scheme
    digest: str

    @cached_property
    def no_column(self) -> Assessed:
        """The assessor's column of a sheet without one."""
        return assessed(self.scheme, {}, {})

    @cached_property
    def questions(self) -> dict[str, str]:
        """The words of its questions."""
        return words.questions(self.scheme)

    @cached_property
    def called(self) -> dict[str, str]:
        """What its questions and its items are called."""
        return {row.id: words.item(row) for row in self.scheme.rubric.rows} | self.questions


class Record(Struct, frozen=True):
    """What is kept of a sheet: small, for there are tens of thousands.

    ``assessed`` says whether the assessor's column counts, else the self score does. ``bonus`` is the
    total with bonus; ``lacking`` names required items that are not met; ``judged`` says that some points wait for
    an assessor; ``kind`` is the kind of unit, where the sheet says so.
    """

    path: str
    rubric: str
    unit: str
    saved: str
    assessed: bool
    total: tuple[int, int | None]
    bonus: tuple[int, int | None] | None
    checks: tuple[int, int, int]
    reached: str | None
    possible: str | None
    barred: tuple[str, ...]
    lacking: tuple[str, ...]
    open: int
    judged: bool
    kind: str
    losses: bytes

    @property
    def key(self) -> str:
        """The unit's name as names are compared: compatible forms made one, without white space."""
        return compact(self.unit)


class Examined(Struct, frozen=True):
    """One file: its record where it could be counted, what was found, and what its content is known by."""

    path: str
    content: bytes
    record: Record | None
    findings: tuple[Finding, ...]


def examine(folder: Path, path: str, forms: Mapping[str, Form]) -> Examined:
    """Read and count the sheet in one file; nothing in it can stop the tally."""
    shown = words.printable(path)
    try:
        sheet = sheets.read(folder / path)
        content = blake2b((folder / path).read_bytes(), digest_size=16).digest()
    except ProblemsFoundError as error:
        told = "".join(problem.message for problem in error.problems)
        return Examined(shown, b"", None, (Finding(shown, Kind.DAMAGED, words.shortened(told, _TOLD)),))
    except OSError as error:  # it went away in between
        return Examined(shown, b"", None, (Finding(shown, Kind.DAMAGED, f"读不出来（{reason(error)}）。"),))
    form = forms.get(sheet.rubric or "")
    if form is None:
        message = f"答卷属于“{words.printable(sheet.rubric)}”。" if sheet.rubric else "答卷没有写明是哪张打分表。"
        return Examined(shown, content, None, (Finding(shown, Kind.ELSEWHERE, message),))
    counted = _Counted(shown, form, sheet)
    return Examined(shown, content, counted.record(), tuple(counted.findings()))


class _Counted:
    """A sheet with what comes out of its answers, by its own readings and by those of the portal."""

    def __init__(self, path: str, form: Form, sheet: Sheet) -> None:
        self.path = path
        self.form = form
        self.sheet = sheet
        self.own = score(form.scheme, sheet.answers, sheet.readings)
        self.result = score(form.scheme, sheet.answers) if sheet.readings else self.own
        self.column = assessed(form.scheme, sheet.answers, columns(sheet)) if sheet.assessed else form.no_column
        self.assessed = bool(sheet.assessed) and not self.column.missing
        self.counting: Result | Assessed = self.column if self.assessed else self.result

    def record(self) -> Record:
        counting, result, sheet = self.counting, self.result, self.sheet
        return Record(
            path=self.path,
            rubric=self.form.scheme.id,
            unit=words.printable(sheet.unit),
            saved=words.printable(sheet.saved or ""),
            assessed=self.assessed,
            total=(counting.total.worst, counting.total.best),
            bonus=(counting.with_bonus.worst, counting.with_bonus.best) if counting.with_bonus else None,
            checks=(counting.checks.yes, counting.checks.no, counting.checks.open),
            reached=counting.tier.reached,
            possible=counting.tier.possible,
            barred=result.barred,
            lacking=self._lacking(),
            open=len(self._open()),
            judged=bool(result.judged) and not self.assessed,
            kind=next((kind.label for kind in self.form.scheme.rubric.kinds if kind.id == sheet.kind), ""),
            losses=ledger.entry(self.form.scheme.rubric, counting.items, result.items),
        )

    def _lacking(self) -> tuple[str, ...]:
        """Required items that cannot have all their points any more."""
        required = {item.id for item in self.form.scheme.rubric.items if item.required}
        asked = [item for item in self.counting.items if item.id in required and item.state != "out"]
        return tuple(item.id for item in asked if item.best < item.points or item.check == "no")

    def findings(self) -> Iterator[Finding]:
        for kind, message in (
            *self._identity(),
            *self._contradictions(),
            *self._misfits(),
            *self._openings(),
        ):
            yield Finding(self.path, kind, words.shortened(message, _TOLD))

    def _identity(self) -> Iterator[tuple[Kind, str]]:
        """Whose sheet it is, of which edition, by which readings, and whether its total is true."""
        sheet, own = self.sheet, self.own
        spans = [own.total, *([own.with_bonus] if own.with_bonus else [])]
        told = "没有写总分" if sheet.total is None else _said(sheet.total)
        counted = words.interval(own.total.worst, own.total.best)
        if not self.sheet.unit.strip():
            yield Kind.UNNAMED, "名次表中以文件名列出。"
        if sheet.digest not in {None, self.form.digest} or sheet.engine not in {None, ENGINE}:
            version = f"校验码 {words.printable(sheet.digest or '没有写明')}"
            rules = "" if sheet.engine in {None, ENGINE} else "，计分规则的版本也不同"
            now = f"现行的是 {self.form.digest}{rules}"
            yield Kind.EDITION, f"答卷所用打分表的{version}，{now}；答卷{told}，按现行打分表是 {counted}。"
        elif sheet.total is not None and not any(_same(sheet.total, span) for span in spans):
            yield Kind.ALTERED, f"答卷{told}，按答案计算是 {counted}。"
        if chosen := [name for name in self.form.scheme.readings if name in sheet.readings]:
            uniform = words.interval(self.result.total.worst, self.result.total.best)
            yield Kind.READING, f"答卷按另一种理解计分（{listed(chosen)}），得 {counted}；按本站口径是 {uniform}。"

    def _contradictions(self) -> Iterator[tuple[Kind, str]]:
        scheme, questions = self.form.scheme, self.form.questions
        for one, other in self.result.conflicts:
            kind = Kind.VETO_CONFLICT if "veto." in f"{one} {other}" else Kind.CONFLICT
            if other in scheme.follows(one):
                yield kind, f"{questions[one]}答“是”，{questions[other]}就不能答“否”。"
            else:
                yield kind, f"{questions[one]}和{questions[other]}不能都答“是”。"
        for veto in scheme.vetoes:
            if veto.id in self.result.barred:
                yield Kind.BARRED, veto.text

    def _misfits(self) -> Iterator[tuple[Kind, str]]:
        """All that a single score says is wrong, less the contradictions, in one line."""
        without = replace(self.own, conflicts=())
        found = sheets.problems(Path(self.path), self.form.scheme, self.sheet, without, self.column, self.form.called)
        if found:
            yield Kind.MISFIT, f"{len(found)} 处：{''.join(problem.message for problem in found)}"

    def _openings(self) -> Iterator[tuple[Kind, str]]:
        if missing := self._open():
            yield Kind.OPEN, f"有 {len(missing)} 题没有答：{listed([self.form.questions[ref] for ref in missing])}。"
        if self.result.judged and not self.assessed:
            yield Kind.JUDGED, f"{listed([self.form.questions[ref] for ref in self.result.judged])}。"
        if self.sheet.assessed and not self.assessed:
            yield Kind.COLUMN, f"有 {len(self.column.missing)} 项没有评分。"

    def _open(self) -> list[str]:
        """The questions whose answers still move what counts; an assessor's column leaves those about the unit."""
        about_unit = ("veto.", "except.", "fact.", "condition.")
        return [ref for ref in self.result.unanswered if not self.assessed or ref.startswith(about_unit)]


def _said(total: sheets.Range) -> str:
    """A total as the sheet has it; what is no number, below nothing or the wrong way round was never counted."""
    most = total.min if total.max is None else total.max
    if not 0 <= total.min <= most <= MOST:
        return "写的总分不是分数"
    if total.max is None:
        return f"写 {total.min:.15g} 分以上"
    return f"写 {total.min:.15g} 分" if total.min == most else f"写 {total.min:.15g} 至 {most:.15g} 分"


def _same(said: sheets.Range, span: Span) -> bool:
    """Whether a total is what the browser would have written for these points: the same division, the same number."""
    return said.min == span.worst / 100 and said.max == (None if span.best is None else span.best / 100)
