"""How many units can or must have a title, tier, district or kind. Each check's docstring is its rule."""

from __future__ import annotations

from collections.abc import Iterator

from generator.check.concluded import Concluded, Where
from generator.model.base import shown
from generator.model.honours import Allotment, Honoree
from generator.problems import Problem

_WHOLE = 100 * 100
"""Hundredths of a percent in the whole."""


def lint(one: Concluded) -> Iterator[Problem]:
    """Every quota of ``honours.yml``, and those of the tiers in ``campaign.yml``, is kept by who is granted a title."""
    for i, quota in enumerate(one.outcome.quotas):
        where: Where = ("quotas", i)
        problems = [*_written(one, quota, where)]
        yield from problems
        if not problems:
            yield from _kept(one, quota, where)
    yield from _tiers(one)


def _written(one: Concluded, quota: Allotment, where: Where) -> Iterator[Problem]:
    """A quota names what there is, sets a limit, and can be kept; a share of those who took part needs their number."""
    outcome = one.outcome
    known = {
        "award": {award.id: f"{award.id}（{award.name}）" for award in outcome.awards},
        "tier": {tier.id: f"{tier.id}（{tier.title}）" for tier in one.edition.campaign.tiers},
        "district": {name: name for name in outcome.districts or [row.district for row in one.listed] if name},
    }
    for key, there in known.items():
        if (name := getattr(quota, key)) and name not in there:
            said = f"没有“{name}”，可用：{'、'.join(there.values()) or '（没有）'}。"
            yield one.problem("REF001", (*where, key), said, "照着写其中一个。" if there else "")
    limits = (quota.most, quota.least, quota.share_most, quota.share_least)
    if limits == (None,) * len(limits):
        yield one.problem("HON023", where, "名额要写 most、least、share_most、share_least 其中之一。")
    shares = quota.share_most is not None or quota.share_least is not None
    if shares and quota.of == "participants" and outcome.participants is None:
        yield one.problem("HON023", where, "按参评单位数计算比例，要写 participants（参评单位数）。")
    elif (most := _most(one, quota)) is not None and _least(one, quota) > most:
        yield one.problem("HON023", where, f"至少{_least(one, quota)}个，又至多{most}个，不能同时做到。")


def _total(one: Concluded, quota: Allotment) -> int:
    if quota.of == "list":
        return sum(quota.award in (None, row.award) for row in one.kept)
    return one.outcome.participants or 0


def _most(one: Concluded, quota: Allotment) -> int | None:
    """The most that both a number and a share allow; a share of a unit is none."""
    limits = [] if quota.most is None else [quota.most]
    if quota.share_most is not None:
        limits.append(quota.share_most * _total(one, quota) // _WHOLE)
    return min(limits, default=None)


def _least(one: Concluded, quota: Allotment) -> int:
    """The least that both a number and a share ask for; a share of a unit is one."""
    return max(quota.least or 0, -(-(quota.share_least or 0) * _total(one, quota) // _WHOLE))


def _kept(one: Concluded, quota: Allotment, where: Where) -> Iterator[Problem]:
    """No more and no fewer than allowed: too many is said of the first row beyond, too few of the quota."""
    of = {"award": quota.award, "tier": quota.tier, "district": quota.district, "kind": quota.kind}
    rows = [row for row in one.kept if all(wanted in (None, getattr(row, key)) for key, wanted in of.items())]
    most, least = _most(one, quota), _least(one, quota)
    said = f"“{quota.source}”"
    if most is not None and len(rows) > most:
        yield _beyond(one, rows[most], len(rows), most, said)
    if len(rows) < least:
        yield one.problem("HON022", where, f"名单里有{len(rows)}个，少于最少的{least}个：{said}。")


def _tiers(one: Concluded) -> Iterator[Problem]:
    """A tier has no more units than the notice allows; a share is of those that took part."""
    tiered = {award.id for award in one.outcome.awards if award.tiered}
    for tier in one.edition.campaign.tiers:
        if tier.quota is None:
            continue
        rows = [row for row in one.kept if row.tier == tier.id and row.award in tiered]
        most = tier.quota.number
        if tier.quota.share is not None:
            if one.outcome.participants is None:
                said = (
                    f"通知规定了“{tier.title}”占参评单位的{shown(tier.quota.share)}%，要写 participants（参评单位数）。"
                )
                yield one.problem("HON023", ("awards",), said)
                continue
            most = tier.quota.share * one.outcome.participants // _WHOLE
        if most is not None and len(rows) > most:
            yield _beyond(one, rows[most], len(rows), most, f"“{tier.quota.quote}”")


def _beyond(one: Concluded, row: Honoree, found: int, most: int, source: str) -> Problem:
    return one.cell("HON022", row, "unit", f"名单里有{found}个，多于最多的{most}个，从这一行起超出：{source}。")
