"""A draft of who could be named: the units of each tier in rank order, and who is left out and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from msgspec import Struct

from generator.model.base import shown
from generator.model.campaign import Tier
from generator.tally.ranking import Group, Ranked

WITHIN, TIED, BEYOND = "名额内", "同分，超出名额，待定", "超出名额"
"""How a candidate stands to the quota; empty where there is none that can be applied."""


class Candidate(Struct, frozen=True):
    """A unit of a tier, or one that is ``left_out``; ``within`` says whether it stays within the quota."""

    tier: Tier | None
    unit: Ranked
    left_out: bool
    quota: str
    within: str
    why: str


def candidates(group: Group) -> Iterator[Candidate]:
    """From the highest tier to the lowest, then those that are left out, each part in rank order."""
    tiers = {tier.id: tier for tier in group.scheme.tiers}
    for tier in reversed(group.scheme.tiers):
        reached = [one for one in group.ranked if one.record.reached == tier.id]
        tied = Counter(one.rank for one in reached)
        most, said = _quota(group, tier)
        ahead = 0
        for place, one in enumerate(reached):
            ahead = ahead if place and reached[place - 1].rank == one.rank else place
            higher = tiers[one.record.possible or tier.id]
            why = "" if higher is tier else f"可能达到{higher.title}：{uncertain(one)}"
            yield Candidate(tier, one, False, said, _within(most, ahead, tied[one.rank]), why)  # noqa: FBT003 - a field
    for one in group.ranked:
        if one.record.reached is None and (why := _why_left_out(group, one)):
            yield Candidate(tiers.get(one.record.possible or ""), one, True, "", "", why)  # noqa: FBT003 - a field


def _quota(group: Group, tier: Tier) -> tuple[int | None, str]:
    """How many units of the group can get a tier, and how that comes about; a share is rounded down."""
    limit = group.limits.get(tier.id)
    if limit is None:
        return None, ""
    found: list[tuple[int, str]] = []
    if limit.share is not None:
        units = len(group.ranked)
        most = units * limit.share // 10_000
        found.append((most, f"{most}（本表参评 {units} 家的 {shown(limit.share)}%，舍去小数）"))
    if limit.number is not None and not shared(group, tier):
        found.append((limit.number, str(limit.number)))
    if limit.own is not None:
        found.append((limit.own, str(limit.own)))
    return min(found, default=(None, f"{limit.number}（各打分表共用，须合计控制）"))


def shared(group: Group, tier: Tier) -> bool:
    """Whether the number of a tier is for several rubrics together, so that none can be cut by itself."""
    limit = group.limits.get(tier.id)
    return limit is not None and limit.number is not None and not group.alone and len(tier.rubrics) != 1


def _within(most: int | None, ahead: int, tied: int) -> str:
    if most is None:
        return ""
    if ahead + tied <= most:
        return WITHIN
    return BEYOND if ahead >= most else TIED


def _why_left_out(group: Group, one: Ranked) -> str:
    record = one.record
    if record.barred:
        return "；".join(veto.text for veto in group.scheme.vetoes if veto.id in record.barred)
    if record.lacking:
        numbers = {item.id: item.number or item.id for item in group.scheme.rubric.items}
        return f"必备项没有做到：第{'、'.join(numbers[name] for name in record.lacking)}项"
    return uncertain(one) if record.possible else ""


def uncertain(one: Ranked) -> str:
    """What is still missing to a unit's points."""
    return f"还有 {one.record.open} 题没有答" if one.record.open else "有待考核人员裁定"
