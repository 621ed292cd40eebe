"""The draft of an edition's list of honorees: who is within the quotas, what is left to decide, who is not in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.model.base import closed
from generator.model.campaign import Tier
from generator.model.honours import BLANK, PENDING, Award, Honoree, Outcome
from generator.model.portal import Edition
from generator.register import sorting
from generator.tables import harmless
from generator.tally.candidates import BEYOND, TIED, Candidate, candidates, shared, uncertain
from generator.tally.ranking import Group, Ranked, award_of, unused

_NO_TIERS = "这张表没有等次，不能由得分拟出名单。"
_NO_AWARDS = "还没有 honours.yml，“称号”空着：本届只有一个称号的可以不填，有几个的要填。"


class Entry(Struct, frozen=True):
    """A unit in the draft, its award where it is known, its tier where the list names it, and what is to be decided."""

    group: Group
    unit: Ranked
    award: Award | None
    tier: Tier | None
    decide: tuple[str, ...]

    @property
    def name(self) -> str:
        """The unit's name, or a blank where its sheet has none."""
        return closed(self.unit.record.unit) or f"{BLANK}：单位名称】"

    @property
    def kind(self) -> str:
        """What kind of unit it is: as its sheet says; else as its rubric does, where there is more than one."""
        return self.unit.record.kind or ("" if self.group.alone else self.group.scheme.rubric.short)

    @property
    def note(self) -> str:
        """All that is to be decided; a list is not published while such a mark stands in it."""
        return f"{PENDING}：{'；'.join(self.decide)}】" if self.decide else ""


class Remark(Struct, frozen=True):
    """Why a unit is not in the draft, or what is to be decided of one that is; of a whole rubric without a unit."""

    group: Group
    unit: Ranked | None
    tier: str
    standing: str
    why: str


class Draft(Struct, frozen=True):
    """The draft of an edition's list, the highest tier first, each unit once for an award; and what there is to say."""

    edition: Edition
    entries: tuple[Entry, ...]
    remarks: tuple[Remark, ...]

    @property
    def honorees(self) -> tuple[Honoree, ...]:
        """The rows of the list, awards and tiers by the names that are printed."""
        return tuple(
            Honoree(
                number=f"{at:04}",
                award=one.award.name if one.award else "",
                tier=one.tier.title if one.tier else None,
                unit=one.name,
                kind=one.kind,
                rank=one.unit.rank,
                note=one.note,
            )
            for at, one in enumerate(self.entries, 1)
        )

    @property
    def pending(self) -> int:
        """In how many entries something is to be decided."""
        return sum(bool(one.decide) for one in self.entries)

    @property
    def left(self) -> int:
        """How many units are not in it."""
        return sum(one.unit is not None for one in self.remarks) - self.pending


def drafted(edition: Edition, groups: Sequence[Group]) -> Draft:
    """The draft of the list that the rankings of an edition's rubrics lead to."""
    outcome = edition.honours.outcome if edition.honours else None
    found = [(group, one) for group in groups for one in candidates(group)]
    found.sort(key=lambda pair: _height(edition, pair[1]))
    # A unit of several forms counts once for an award, at its highest tier.
    highest = {
        (award_of(edition, group.scheme.rubric), one.unit.record.key or one.unit.record.path): one.tier.id
        for group, one in reversed(found)
        if one.tier and not one.left_out
    }
    reached = Counter(highest.values())
    entries: list[Entry] = []
    remarks = list(_about(edition, groups, outcome))
    seen: dict[tuple[Award | None, str], Entry] = {}
    for group, one in found:
        award, tier = award_of(edition, group.scheme.rubric), one.tier.title if one.tier else ""
        twin = seen.get((award, one.unit.record.key))
        if why := one.why if one.left_out else _beyond(one):
            remarks.append(Remark(group, one.unit, tier, "没有列入", why))
        elif twin and one.unit.record.key:
            said = f"同一单位已按“{twin.group.scheme.rubric.short}”列入。"
            remarks.append(Remark(group, one.unit, tier, "没有列入", said))
        else:
            decide = tuple(_open(group, one, reached, undecided=award is None and outcome is not None))
            named = one.tier if _named_tier(award, outcome) else None
            entry = seen[award, one.unit.record.key] = Entry(group, one.unit, award, named, decide)
            entries.append(entry)
            remarks += [Remark(group, one.unit, tier, "已列入，待定", "；".join(decide))] if decide else []
    known = {id(one.unit) for _, one in found}
    remarks += [
        Remark(group, one, "", "没有列入", "没有达到等次。")
        for group in groups
        if group.scheme.tiers
        for one in group.ranked
        if id(one) not in known
    ]
    return Draft(edition, _arranged(edition, outcome, entries), tuple(remarks))


def _arranged(edition: Edition, outcome: Outcome | None, entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """The entries in the order that ``honours.yml`` declares, as far as sheets know of it."""
    if outcome is None:
        return tuple(entries)
    rows = [
        Honoree(
            number="",
            award=one.award.id if one.award else "",
            tier=one.tier.id if one.tier else None,
            unit=one.name,
            kind=one.kind,
            rank=one.unit.rank,
            line=at,
        )
        for at, one in enumerate(entries)
    ]
    return tuple(entries[row.line] for row in sorting.arranged(outcome, edition.campaign, rows))


def _about(edition: Edition, groups: Sequence[Group], outcome: Outcome | None) -> Iterator[Remark]:
    """What is to say of a rubric as a whole, and of what the draft leaves to the check."""
    for one in unused(edition):
        said = f"honours.yml 的名额“{one.source}”没有用来拟草稿；名单放好以后由 portal check 核对。"
        yield Remark(groups[0], None, "", "", said)
    for group in groups:
        if not group.scheme.tiers:
            yield Remark(group, None, "", "", _NO_TIERS)
        elif outcome is None:
            yield Remark(group, None, "", "", _NO_AWARDS)


def _height(edition: Edition, one: Candidate) -> int:
    """The highest tier first, last those that are left out; what is alike keeps its order."""
    tiers = [tier.id for tier in edition.campaign.tiers]
    return -tiers.index(one.tier.id) if one.tier and not one.left_out else 1


def _named_tier(award: Award | None, outcome: Outcome | None) -> bool:
    """Whether the list names the tier: where the award has none, the check refuses it."""
    if award or outcome is None:
        return award is None or award.tiered
    return any(one.tiered for one in outcome.awards)


def _beyond(one: Candidate) -> str:
    if one.within != BEYOND or one.tier is None:
        return ""
    return f"超出{one.tier.title}名额 {one.quota}；是否列入其他等次，由评审决定。"


def _open(group: Group, one: Candidate, reached: Counter[str], *, undecided: bool) -> Iterator[str]:
    """What a person must decide of a candidate; ``undecided`` its award too."""
    tier = one.tier
    if undecided:
        yield "授予哪个称号"
    if tier is not None and one.within == TIED:
        yield f"同分，超出{tier.title}名额 {one.quota}"
    if tier is not None and shared(group, tier):
        number = group.limits[tier.id].number or 0
        if reached[tier.id] > number:
            yield f"{tier.title}名额 {number} 由各打分表共用，达到的共 {reached[tier.id]} 家"
    if one.why:
        yield one.why
    elif one.unit.record.open or one.unit.record.judged:
        yield uncertain(one.unit)
    if harmless(one.unit.record.unit) != one.unit.record.unit:
        yield "单位名称以符号开头，请核对"
