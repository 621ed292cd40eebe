"""What a result comes to, in sentences without their full stops; the calculator says the same (``verdict.js``)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from typing import Protocol

from msgspec import Struct

from generator.documents.places import place, several
from generator.model.base import shown
from generator.model.campaign import Tier
from generator.score.assess import Assessed
from generator.score.result import Checks, Result, Turned
from generator.score.scheme import Scheme
from generator.score.standing import NO, OPEN, YES, Span, TierResult, against, every

_HELD = {"yes": "达到", "no": "没有达到", "open": "未定"}


class Ends(Protocol):
    """Points between two ends, in hundredths; ``best`` is ``None`` where nothing limits them."""

    @property
    def worst(self) -> int:
        """The least that is certain."""

    @property
    def best(self) -> int | None:
        """The most that is possible."""


class _Ends(Struct, frozen=True):
    worst: int
    best: int | None


def interval(span: Ends, to: str) -> str:
    """``88.5`` once it is certain, ``88.5至100`` while answers are missing; a bonus can be open upwards."""
    if span.best is None:
        return f"至少{_signed(span.worst)}"
    return _signed(span.best) if span.worst == span.best else f"{_signed(span.worst)}{to}{_signed(span.best)}"


def bonus(result: Result | Assessed) -> Ends:
    """What the bonus alone comes to."""
    total, raised = result.total, result.with_bonus or result.total
    best = None if raised.best is None else raised.best - (total.best or 0)
    return _Ends(raised.worst - total.worst, best)


def sentences(scheme: Scheme, result: Result, taken: Sequence[str], column: Assessed | None) -> list[str]:
    """The whole result; ``taken`` are the readings that are taken otherwise."""
    rubric = scheme.rubric
    barred = "、".join(veto.text for veto in scheme.vetoes if veto.id in result.barred)
    # Two questions of an item may be wrong in the same way.
    refused = dict.fromkeys(f"{place(rubric, ref)}{reason}" for ref, reason in result.invalid.items())
    said = [
        _total(scheme, result),
        _raised(scheme, result, taken),
        _tier(scheme, result, taken),
        f"否决情形：{barred}" if result.barred else _short(scheme, result),
        readings(scheme, result, taken),
        f"{several(rubric, taken)}按另一种理解计分" if taken else "",
        _badges(scheme, result),
        f"{several(rubric, result.judged)}由考核人员裁定，得分先记为一个范围" if result.judged else "",
        f"填写有误：{'，'.join(refused)}" if refused else "",
        f"还需作答{len(result.unanswered)}题" if result.unanswered else "",
        _assessed(scheme, result, column, taken) if column else "",
    ]
    return [sentence for sentence in said if sentence]


def readings(scheme: Scheme, result: Result, taken: Collection[str]) -> str:
    """What the readings that can be taken otherwise come to together: a range, and which of them it depends on."""
    alone = [one.ref for one in result.readings if _outcome(one.tier) != _outcome(result.tier)]
    of_tier = alone or _together(scheme, result, taken)
    name, own = "总分", result.total
    if not _moved(result, own) and result.with_bonus:
        name, own = "加分后总分", result.with_bonus
    moved = _moved(result, own)
    if not moved:
        return _depends(scheme, "等次", of_tier) if of_tier else ""
    ends = _Ends(_swing(result, own, min).worst, _swing(result, own, max).best)
    range_ = f"{name}{interval(ends, '至')}分，"
    if of_tier == moved:
        return _depends(scheme, f"{range_}等次也不同，", of_tier)
    return _depends(scheme, range_, moved) + (f"；{_depends(scheme, '等次', of_tier)}" if of_tier else "")


def _together(scheme: Scheme, result: Result, taken: Collection[str]) -> list[str]:
    """The readings, of which none changes the tier alone, that do so together."""
    if result.barred or not result.readings:
        return []
    own = _measured(scheme, result, taken)
    if _sways(scheme, result, _swing(result, own, min), _swing(result, own, max)):
        return _moved(result, own)
    unsaid = scheme.rubric.bonus is not None and scheme.rubric.bonus.counts == "unsaid"
    if not unsaid or result.with_bonus is None:
        return []
    refs = [one.ref for one in result.readings if one.ref != "bonus"]
    ends = _swing(result, result.total, min), _swing(result, result.with_bonus, max)
    return [*refs, "bonus"] if _sways(scheme, result, *ends) else []


def _sways(scheme: Scheme, result: Result, *spans: Ends) -> bool:
    """Whether any of these points comes to another tier than the points as they are."""
    return any(_standing_at(scheme, result, span) != _outcome(result.tier) for span in spans)


def _standing_at(scheme: Scheme, result: Result, span: Ends) -> tuple[str | None, str | None]:
    """The tier reached and the tier possible with other points; conditions stay as they are."""
    required = every(result.required.values())
    states: list[str] = []
    for tier, known in zip(scheme.tiers, result.tiers, strict=True):
        tests = known.tests
        if tier.minimum is not None:
            tests = (against(tier.minimum, span.worst, span.best), *tests[1:])
        states.append(every([*tests, *(states[-1:] if tier.cumulative else [])]))
    standing = [(tier.id, every([state, required])) for tier, state in zip(scheme.tiers, states, strict=True)]
    reached = [name for name, state in standing if state == YES and not result.veto_open]
    possible = [name for name, state in standing if state != NO]
    return next(reversed(reached), None), next(reversed(possible), None)


def _moved(result: Result, own: Span) -> list[str]:
    """The readings that move a span."""
    return [one.ref for one in result.readings if _differs(_span(one, own), own)]


def _swing(result: Result, own: Span, farther: Callable[[int, int], int]) -> Ends:
    """A span under all readings that lower it, or raise it: a reading moves no row but its own, so rows add up."""
    moves: dict[str, tuple[int, int]] = {}
    spans = [(one.ref.partition(".")[0], _span(one, own)) for one in result.readings]
    for row, span in spans:
        worst, best = moves.get(row, (0, 0))
        moves[row] = farther(worst, span.worst - own.worst), farther(best, (span.best or 0) - (own.best or 0))
    least = own.worst + sum(worst for worst, _ in moves.values())
    if own.best is None or any(span.best is None for _, span in spans):
        return _Ends(least, None)
    return _Ends(least, own.best + sum(best for _, best in moves.values()))


def _span(one: Turned, own: Span) -> Span:
    """The same span where a reading is turned over."""
    return one.with_bonus if own.id == "with_bonus" and one.with_bonus else one.total


def _depends(scheme: Scheme, name: str, refs: Sequence[str]) -> str:
    return f"{name}取决于{several(scheme.rubric, refs)}的口径"


def _differs(one: Span, own: Span) -> bool:
    return (one.worst, one.best) != (own.worst, own.best)


def _outcome(tier: TierResult) -> tuple[str | None, str | None]:
    return tier.reached, tier.possible


def _signed(hundredths: int) -> str:
    return f"-{shown(-hundredths)}" if hundredths < 0 else shown(hundredths)


def _difference(hundredths: int) -> str:
    return f"+{shown(hundredths)}" if hundredths > 0 else _signed(hundredths)


def _named(scheme: Scheme, tier: str | None) -> Tier | None:
    return next((one for one in scheme.tiers if one.id == tier), None)


def _measured(scheme: Scheme, result: Result | Assessed, taken: Collection[str]) -> Span:
    """The points that tiers are measured with."""
    return (scheme.counts_bonus(taken) and result.with_bonus) or result.total


def _total(scheme: Scheme, result: Result) -> str:
    if not result.total.points:
        return _checks(result.checks)
    printed, most = scheme.rubric.total, result.total.points
    told = f"总分{interval(result.total, '至')}分，满分{shown(most)}分"
    if printed in {None, most}:
        return told
    return f"{told}（原表印满分{shown(printed or 0)}分，各项相加为{shown(most)}分，按{shown(most)}分计）"


def _checks(found: Checks) -> str:
    rest = [f"没有做到{found.no}项"] if found.no else []
    rest += [f"未定{found.open}项"] if found.open else []
    return "，".join([f"共{found.of}项，已做到{found.yes}项", *rest])


def _raised(scheme: Scheme, result: Result, taken: Collection[str]) -> str:
    if not result.with_bonus:
        return ""
    counts = "，等次按加分后总分评定" if scheme.tiers and scheme.counts_bonus(taken) else ""
    unknown = result.with_bonus.best is None and result.with_bonus.worst <= 0  # at least nothing, and no end
    said = "未定" if unknown else f"{interval(result.with_bonus, '至')}分"
    return f"加分后总分{said}{counts}"


def _tier(scheme: Scheme, result: Result, taken: Collection[str]) -> str:
    """Where the unit stands among the tiers, in one sentence; nothing where there are none."""
    if result.barred:
        return "有否决情形，无论得分多少都不能评上"
    if not scheme.tiers:
        return ""
    reached, possible = _named(scheme, result.tier.reached), _named(scheme, result.tier.possible)
    if possible is None:
        return _none(scheme, result, taken)
    if reached:
        highest = "" if reached is possible else f"，最好的结果是“{possible.title}”"
        return f"{'已' if highest else ''}达到“{reached.title}”{highest}"
    tests = next(tier.tests for tier in result.tiers if tier.id == possible.id)
    settled = possible.minimum is None or tests[0] == YES
    pending = _pending(result, tests)
    if not settled or not pending:
        return f"最好的结果是“{possible.title}”"
    enough = "" if possible.minimum is None else f"分数够“{possible.title}”，"
    return f"{enough}答完{pending}才能确定"


def _pending(result: Result, tests: Sequence[str]) -> str:
    """What has to be known before a tier that the points reach is certain."""
    found = ["否决条件"] if result.veto_open else []
    found += ["等次条件"] if OPEN in tests else []
    found += ["必备项"] if OPEN in result.required.values() else []
    return "、".join(found)


def _none(scheme: Scheme, result: Result, taken: Collection[str]) -> str:
    """Why no tier can be reached any more."""
    missing = [item for item, state in result.required.items() if state == "no"]
    if missing:
        return f"必备项没有做到（{several(scheme.rubric, missing)}），不能评定等次"
    first = scheme.tiers[0]
    if first.minimum is None or result.tiers[0].tests[0] != "no":
        return f"不具备“{first.title}”的条件"
    span = _measured(scheme, result, taken)
    most = "" if span.worst == span.best else f"最高{_signed(span.best or 0)}分，"
    return f"{most}不到“{first.title}”"


def _short(scheme: Scheme, result: Result) -> str:
    above = _named(scheme, result.tier.next)
    return f"距“{above.title}”还差{shown(result.tier.short)}分" if above and result.tier.short else ""


def _badges(scheme: Scheme, result: Result) -> str:
    badged = [section for section in scheme.rubric.all_sections if section.badge]
    return "，".join(f"{one.badge.title}{_HELD[result.badges[one.id]]}" for one in badged if one.badge)


def _assessed(scheme: Scheme, result: Result, column: Assessed, taken: Collection[str]) -> str:
    """The assessor's column beside the self score: total, difference, tier."""
    own, theirs = _measured(scheme, result, taken), _measured(scheme, column, taken)
    summed = result.total.points > 0
    certain = own.worst == own.best and theirs.worst == theirs.best
    said = [
        f"考核评分{interval(column.total, '至')}分" if summed else f"考核认定{_checks(column.checks)}",
        f"加分后{interval(column.with_bonus, '至')}分" if summed and column.with_bonus else "",
        f"与自评相差{_difference(theirs.worst - own.worst)}分" if summed and certain else "",
        _standing(scheme, column.tier) if scheme.tiers and not result.barred else "",
        f"{len(column.missing)}项未评" if column.missing else "",
    ]
    return "，".join(text for text in said if text)


def _standing(scheme: Scheme, tier: TierResult) -> str:
    """A tier where only its outcome is known, not its tests."""
    possible = _named(scheme, tier.possible)
    if possible is None:
        return f"达不到“{scheme.tiers[0].title}”"
    return f"达到“{possible.title}”" if tier.reached == possible.id else f"最好的结果是“{possible.title}”"
