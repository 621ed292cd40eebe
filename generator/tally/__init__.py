"""Thousands of answer sheets to a ranking, averages, candidates and a list of problems: ``portal tally``.

Every total is counted anew from the answers, none is believed. What is wrong with a sheet is named, and the
rest is tallied all the same.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from pathlib import Path

from msgspec import Struct

from generator import roll
from generator.model.portal import Edition, Portal
from generator.model.rubric import Rubric
from generator.model.sequence import order
from generator.problems import Problem, ProblemsFoundError
from generator.score.scheme import digest, scheme
from generator.tally import collect, place, tables, write
from generator.tally.draft import Draft, drafted
from generator.tally.examine import Examined, Form, Record
from generator.tally.findings import Finding, Kind
from generator.tally.ranking import Group, latest, limits, rank

_FEW = 4  # times as many of the newest edition
Progress = Callable[[int, int], None]
"""Told how many sheets are done, and of how many."""


class Report(Struct, frozen=True):
    """What was tallied: each rubric with its units, other files, findings by their kind, files written."""

    sheets: int
    units: tuple[tuple[str, int], ...]
    others: int
    named: tuple[str, ...]
    findings: Mapping[Kind, int]
    files: tuple[str, ...]
    drafts: tuple[Draft, ...]

    def lines(self) -> Iterator[str]:
        """What people are told at the end."""
        others = f"；其他文件 {self.others} 个没有读：{'、'.join(self.named)}" if self.others else ""
        more = "等" if self.others > len(self.named) else ""
        yield f"读了 {self.sheets} 份答卷，计入 {sum(units for _, units in self.units)} 家单位{others}{more}。"
        yield from (f"  {title}：{units} 家" for title, units in self.units)
        for draft in self.drafts:
            listed = f"列入 {len(draft.entries)} 家，其中 {draft.pending} 家有待定事项；没有列入的 {draft.left} 家，"
            said = listed if draft.entries else "没有拟出，原因"
            yield f"{write.honorees(draft)}：{said}见汇总.xlsx 的“名单草稿说明”。"
        if self.findings:
            yield f"发现 {sum(self.findings.values())} 处问题，见汇总.xlsx 的“问题清单”："
            yield from (f"  {kind.label}：{self.findings[kind]}" for kind in Kind if kind in self.findings)


def tally(
    portal: Portal, folder: Path, out: Path, progress: Progress = lambda _done, _of: None, jobs: int | None = None
) -> Report:
    """Tally every answer sheet below ``folder`` and put the results into ``out``.

    Raises:
        ProblemsFoundError: when there is nothing to tally, or the results cannot be written. A problem of a
            single sheet is a finding, and stops nothing.

    """
    found = _find(folder)
    place.check(out, folder)
    known = forms(portal)
    records, findings = _examine(folder, found, known, progress, jobs or os.cpu_count() or 1)
    findings += _earlier(portal, records)
    groups, drafts = [], []
    for edition in portal.editions:
        own = []
        for rubric in edition.rubrics:
            form = known[f"{edition.address}{rubric.id}"]
            units, repeated = latest(record for record in records if record.rubric == form.scheme.id)
            findings += repeated
            if units:
                title = f"{edition.series.title} {edition.campaign.label} {rubric.short}"
                ranked = rank(form.scheme, units)
                name = _name(portal, rubric, form.scheme.id)
                own.append(Group(form.scheme, title, name, len(edition.rubrics) == 1, limits(edition, rubric), ranked))
        groups += own
        drafts += [drafted(edition, own)] if own else []
    files = _write(out, groups, drafts, sorted(findings, key=lambda one: (one.path, list(Kind).index(one.kind))))
    return Report(
        len(found.sheets),
        tuple((group.title, len(group.ranked)) for group in groups),
        found.others,
        found.named,
        Counter(finding.kind for finding in findings),
        files,
        tuple(drafts),
    )


def _find(folder: Path) -> collect.Found:
    said = ""
    if not folder.exists():
        said = "没有这个文件夹。"
    elif not folder.is_dir():
        said = "这是一个文件，不是文件夹。"
    if not said:
        found = collect.find(folder)
        if found.sheets:
            return found
        said = "；".join(finding.message for finding in found.findings) or "里面没有答卷（*.json、*.xlsx）。"
    remedy = "核对答卷文件夹的位置，里面放计分页面导出的答卷，或填好的工作簿。"
    raise ProblemsFoundError([Problem(str(folder), 1, 1, "FIL001", said, remedy)])


def forms(portal: Portal) -> dict[str, Form]:
    """Every rubric that a sheet can belong to, by its id."""
    schemes = [scheme(edition, rubric) for edition in portal.editions for rubric in edition.rubrics]
    return {one.id: Form(one, digest(one)) for one in schemes}


def _examine(
    folder: Path, found: collect.Found, known: Mapping[str, Form], progress: Progress, jobs: int
) -> tuple[list[Record], list[Finding]]:
    """All records and findings; of files with the same content only the first counts."""
    records: list[Record] = []
    findings = list(found.findings)
    first: dict[bytes, str] = {}
    progress(0, len(found.sheets))
    with closing(collect.examined(folder, found.sheets, known, jobs)) as sheets:
        for done, one in enumerate(sheets, 1):
            if one.content and one.content in first:
                findings.append(Finding(one.path, Kind.SAME, f"与 {first[one.content]} 的内容完全相同。"))
            else:
                _keep(one, records, findings)
                first[one.content] = one.path
            progress(done, len(found.sheets))
    return records, findings


def _keep(one: Examined, records: list[Record], findings: list[Finding]) -> None:
    findings += one.findings
    if one.record:
        records.append(one.record)


def _earlier(portal: Portal, records: list[Record]) -> Iterator[Finding]:
    """A few sheets of an edition among many of a later one of its series: last time's form was filled in.

    Where they are no few, two editions are tallied together, which is nobody's mistake.
    """
    of = {f"{edition.address}{rubric.id}": edition for edition in portal.editions for rubric in edition.rubrics}
    counts = Counter(of[record.rubric].address for record in records)
    latest_of: dict[str, Edition] = {}
    for edition in sorted((one for one in portal.editions if one.address in counts), key=order):
        latest_of[edition.series.id] = edition
    for record in records:
        edition, newest = of[record.rubric], latest_of[of[record.rubric].series.id]
        if edition.id != newest.id and counts[edition.address] * _FEW <= counts[newest.address]:
            more = f"{newest.campaign.label}的 {counts[newest.address]} 份"
            yield Finding(record.path, Kind.EARLIER, f"答卷是{edition.campaign.label}的；这一批里还有{more}。")


def _name(portal: Portal, rubric: Rubric, full: str) -> str:
    """The rubric in the name of a file: its short title, and its full id where others are called the same."""
    shorts = Counter(_safe(other.short) for edition in portal.editions for other in edition.rubrics)
    short = _safe(rubric.short)
    return short if shorts[short] == 1 else f"{short}_{full.replace('/', '_')}"


def _safe(text: str) -> str:
    return re.sub(r"[\\/:*?|\s]+", "-", text)


def _write(out: Path, groups: list[Group], drafts: list[Draft], findings: list[Finding]) -> tuple[str, ...]:
    with place.results(out) as fresh:
        for group in groups:
            write.to_csv(fresh / f"排名_{group.name}.csv", tables.ranking([group], alone=True))
            if group.scheme.tiers:
                write.to_csv(fresh / f"候选名单_{group.name}.csv", tables.candidate_list([group], alone=True))
        for draft in drafts:
            if draft.entries:
                write.to_csv(fresh / write.honorees(draft), roll.table(draft.honorees))
        every = [tables.ranking(groups), tables.items(groups), tables.candidate_list(groups)]
        write.to_workbook(fresh / "汇总.xlsx", [*every, tables.remark_list(drafts), tables.problem_list(findings)])
        return tuple(sorted(path.name for path in fresh.iterdir()))
