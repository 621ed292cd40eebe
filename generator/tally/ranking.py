"""Records to one ranking a rubric: each unit once, ties on one rank."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone

from generator.score.scheme import Scheme
from generator.tally import ledger
from generator.tally.examine import Record
from generator.tally.findings import Finding, Kind

_CHINA = timezone(timedelta(hours=8))
_NEVER = datetime.min.replace(tzinfo=_CHINA)


@dataclass(frozen=True)
class Ranked:
    """A record and its rank; ``None`` in a checklist, which ranks nobody."""

    rank: int | None
    record: Record


@dataclass(frozen=True)
class Group:
    """All units that answered one rubric: ``title`` names it in full, ``name`` in the name of a file.

    ``alone`` says that its edition has no other rubric.
    """

    scheme: Scheme
    title: str
    name: str
    alone: bool
    ranked: tuple[Ranked, ...]

    @property
    def scored(self) -> bool:
        """Whether the rubric has points."""
        return self.scheme.rubric.summed > 0

    @property
    def items(self) -> list[ledger.ItemLosses]:
        """Where its units lose their points."""
        return ledger.summed(self.scheme.rubric, (one.record.losses for one in self.ranked))


def measured(scheme: Scheme, record: Record) -> int:
    """The points for certain by which a unit is ranked: those that tiers are measured on."""
    return record.bonus[0] if record.bonus and scheme.counts_bonus(()) else record.total[0]


def latest(records: Iterable[Record]) -> tuple[list[Record], list[Finding]]:
    """Of each unit the sheet that was saved last, in the order given; the others are findings.

    Where times are the same, or not told, the sheet whose path comes last is taken.
    """
    kept: dict[str, Record] = {}
    dropped = []
    for record in records:
        key = record.key or f"\n{record.path}"  # sheets without a name are nobody's twin
        other = kept.setdefault(key, record)
        if other is not record:
            older, kept[key] = sorted((other, record), key=lambda one: (_moment(one.saved), one.path))
            dropped.append(older)
    findings = []
    for older in dropped:
        newest = kept[older.key]
        message = f"“{older.unit}”以 {newest.path} 为准（保存时间 {newest.saved or '没有写明'}）。"
        findings.append(Finding(older.path, Kind.REPEATED, message))
    return list(kept.values()), findings


def _moment(saved: str) -> datetime:
    """When a sheet was saved; long ago where it does not say so. Calculators write the local time."""
    try:
        moment = datetime.fromisoformat(saved)
    except ValueError:
        return _NEVER
    return moment if moment.tzinfo else moment.replace(tzinfo=_CHINA)


def rank(scheme: Scheme, records: Sequence[Record]) -> tuple[Ranked, ...]:
    """Best first, equal points on one rank (1, 2, 2, 4); a checklist in the order given, without ranks."""
    if not scheme.rubric.summed:
        return tuple(Ranked(None, record) for record in records)
    ordered = sorted(records, key=lambda one: -measured(scheme, one))
    ranked: list[Ranked] = []
    for place, record in enumerate(ordered, 1):
        before = ranked[-1] if ranked else None
        tied = before is not None and measured(scheme, before.record) == measured(scheme, record)
        ranked.append(Ranked(before.rank if tied and before else place, record))
    return tuple(ranked)
