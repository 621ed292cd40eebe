"""Records to one ranking a rubric: each unit once, ties on one rank."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from msgspec import Struct
from msgspec.structs import replace

from generator.model.base import CHINA
from generator.model.honours import Allotment, Award
from generator.model.portal import Edition
from generator.model.rubric import Rubric
from generator.score.scheme import Scheme
from generator.tally import ledger
from generator.tally.examine import Record
from generator.tally.findings import Finding, Kind

_NEVER = datetime.min.replace(tzinfo=CHINA)


class Ranked(Struct, frozen=True):
    """A record and its rank; ``None`` in a checklist, which ranks nobody."""

    rank: int | None
    record: Record


class Limit(Struct, frozen=True):
    """How many units can get a tier: a share of those that take part in hundredths of a percent, a number, or both.

    ``own`` is the number of an award that only this rubric leads to.
    """

    share: int | None = None
    number: int | None = None
    own: int | None = None


def award_of(edition: Edition, rubric: Rubric) -> Award | None:
    """The award that a rubric leads to; none where ``honours.yml`` does not say, or says several.

    Of several the only one with tiers is meant: it is tiers that points lead to.
    """
    awards = edition.honours.outcome.awards if edition.honours else ()
    possible = [one for one in awards if not one.rubrics or rubric.id in one.rubrics]
    with_tiers = [one for one in possible if one.tiered]
    for found in (possible, with_tiers):
        if len(found) == 1:
            return found[0]
    return None


def limits(edition: Edition, rubric: Rubric) -> dict[str, Limit]:
    """The limits of a rubric's tiers: of the notice, and of ``honours.yml`` where it speaks of a tier.

    What it says of a tier of one award holds for the rubric that leads to it.
    """
    found = {tier.id: Limit(tier.quota.share, tier.quota.number) for tier in edition.campaign.tiers if tier.quota}
    award = award_of(edition, rubric)
    for one in edition.honours.outcome.quotas if edition.honours else ():
        number = _number(edition, one)
        if one.tier is None or number is None or (one.award and (award is None or one.award != award.id)):
            continue
        limit = found.get(one.tier, Limit())
        if one.award:
            found[one.tier] = replace(limit, own=number if limit.own is None else min(number, limit.own))
        else:
            found[one.tier] = replace(limit, number=number if limit.number is None else min(number, limit.number))
    return found


def unused(edition: Edition) -> list[Allotment]:
    """What ``honours.yml`` says of numbers that is no limit of a tier: the check holds the list against it."""
    quotas = edition.honours.outcome.quotas if edition.honours else ()
    return [one for one in quotas if _number(edition, one) is None or one.least or one.share_least]


def _number(edition: Edition, one: Allotment) -> int | None:
    """How many units an allotment gives a tier.

    Nothing where it is of a district, of a kind, of a list to come, or of an award that not just one rubric leads to.
    """
    participants = edition.honours.outcome.participants if edition.honours else None
    if one.tier is None or one.district or one.kind:
        return None
    awards = [award_of(edition, rubric) for rubric in edition.rubrics]
    if one.award and sum(award is not None and award.id == one.award for award in awards) != 1:
        return None
    numbers = [] if one.most is None else [one.most]
    if one.share_most is not None:
        if one.of == "list" or participants is None:
            return None
        numbers.append(participants * one.share_most // 10_000)
    return min(numbers, default=None)


class Group(Struct, frozen=True):
    """All units that answered one rubric: ``title`` names it in full, ``name`` in the name of a file.

    ``alone`` says that its edition has no other rubric, ``limits`` how many units each tier can have.
    """

    scheme: Scheme
    title: str
    name: str
    alone: bool
    limits: Mapping[str, Limit]
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
    return moment if moment.tzinfo else moment.replace(tzinfo=CHINA)


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
