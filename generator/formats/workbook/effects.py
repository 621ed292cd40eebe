"""What one rule takes or gives, as formulas: one function for each kind, as ``generator.score.effects`` has them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.formats.workbook.expressions import (
    NO,
    NONE,
    OPEN,
    YES,
    Const,
    Expr,
    both,
    either,
    expr,
    flag,
    floor,
    least,
    negated,
    total,
)
from generator.formats.workbook.expressions import most as greatest
from generator.model.rules import (
    Bands,
    Check,
    Count,
    Deduct,
    Judge,
    Level,
    Note,
    Parts,
    Rate,
    Rule,
    Threshold,
    Zero,
    most_gain,
)

_LINE = 100_00  # hundredths of a per cent in a whole
_ZERO = NONE
_ONE = Const(1)

Facts = Mapping[str, Expr]
"""The state of every fact about the unit."""


class Effect(Struct, frozen=True):
    """How a rule moves its item, in hundredths; losses are negative.

    ``upwards`` is 1 where nothing limits what can still be added (``best`` is then 0), ``zero`` and ``check`` are
    states (``check`` is ``None`` where there is none), ``answered`` and ``judged`` 1 or 0.
    """

    worst: Expr
    best: Expr
    upwards: Expr = _ZERO
    zero: Expr = NONE
    answered: Expr = _ONE
    judged: Expr = _ZERO
    check: Expr | None = None


def effect(rule: Rule, told: Sequence[Expr], facts: Facts, points: int | None) -> Effect:
    """The effect of a rule on an item worth ``points``; ``None`` for an item of the bonus.

    ``told`` is what was understood of its inputs, in their order.
    """
    applying = _applying(rule, told, facts, points)
    if rule.applies_when is None:
        return applying
    fact, without = facts[rule.applies_when], idle(rule, points)
    check = applying.check
    return Effect(
        _by(fact, applying.worst, without.worst, least(applying.worst, without.worst)),
        _by(fact, applying.best, without.best, greatest(applying.best, without.best)),
        either(fact.equals(NO), 0, applying.upwards),
        _by(fact, applying.zero, Const(NO), either(applying.zero.equals(NO), NO, OPEN)),
        either(fact.equals(NO), 1, applying.answered),
        either(fact.equals(NO), 0, applying.judged),
        check and _by(fact, check, Const(YES), either(check.equals(NO), OPEN, check)),
    )


def _by(fact: Expr, yes: Expr, no: Expr, unknown: Expr) -> Expr:
    """What holds as a fact is a yes, a no, or open."""
    return either(fact.equals(YES), yes, either(fact.equals(NO), no, unknown))


def idle(rule: Rule, points: int | None) -> Effect:
    """A rule that does not apply: nothing is lost, an award counts as won; a bonus gives nothing."""
    won = Const(0 if points is None else most_gain(rule, points))
    return Effect(won, won, check=Const(YES) if isinstance(rule, Check) else None)


def chosen(taken: Expr, other: Effect, own: Effect) -> Effect:
    """The effect of a rule that a reading changes."""

    def pick(one: Expr, another: Expr) -> Expr:
        return either(taken.equals(YES), one, another)

    return Effect(
        pick(other.worst, own.worst),
        pick(other.best, own.best),
        pick(other.upwards, own.upwards),
        pick(other.zero, own.zero),
        pick(other.answered, own.answered),
        pick(other.judged, own.judged),
        pick(other.check, own.check) if other.check and own.check else own.check,
    )


def _applying(rule: Rule, told: Sequence[Expr], facts: Facts, points: int | None) -> Effect:  # noqa: C901, PLR0911
    match rule:
        case Deduct() if rule.each:
            return _deduct_each(rule, told, facts)
        case Deduct():
            loss = -_limited(rule.loss, rule.limit)
            return _answered(Effect(either(told[0].equals(NO), 0, loss), either(told[0].equals(YES), loss, 0)), told[0])
        case Zero():
            return _answered(Effect(_ZERO, _ZERO, zero=told[0]), told[0])
        case Rate():
            return _rate(rule, *told)
        case Count():
            return _count(rule, told[0], points)
        case Parts():
            return _parts(rule, told, facts)
        case Level():
            return _level(rule, told[0], points or 0)
        case Bands():
            return _bands(rule, told)
        case Judge():
            return _judge(rule, told[0])
        case Check():
            return _check(rule, told)
        case Note():
            return _answered(Effect(_ZERO, _ZERO), told[0])


def _answered(found: Effect, told: Expr) -> Effect:
    return replace(found, answered=flag(told.differs(OPEN)))


def element_states(rule: Deduct | Parts, told: Sequence[Expr], facts: Facts) -> tuple[list[Expr], Expr]:
    """Each element as there, missing or unknown; and whether all that may apply are answered."""
    named = rule.each if isinstance(rule, Deduct) else rule.parts
    states, answered = [], []
    for element, state in zip(named, told, strict=True):
        if element.applies_when is None:
            states.append(state)
            answered.append(state.differs(OPEN))
        else:
            fact = facts[element.applies_when]
            unknown = either(state.equals(YES), YES, OPEN)
            states.append(_by(fact, state, Const(YES), unknown))
            answered.append(negated(both(state.equals(OPEN), fact.differs(NO))))
    return states, flag(both(*answered))


def _deduct_each(rule: Deduct, told: Sequence[Expr], facts: Facts) -> Effect:
    """One loss for each element that is missing."""
    states, answered = element_states(rule, told, facts)
    not_there = total([flag(state.differs(YES)) for state in states]) * rule.loss
    missing = total([flag(state.equals(NO)) for state in states]) * rule.loss
    if rule.limit is not None:
        not_there, missing = least(not_there, rule.limit), least(missing, rule.limit)
    return Effect(_ZERO - not_there, _ZERO - missing, answered=answered)


def _parts(rule: Parts, told: Sequence[Expr], facts: Facts) -> Effect:
    """Points for each component that is there."""
    states, answered = element_states(rule, told, facts)
    pairs = list(zip(rule.parts, states, strict=True))
    worst = total([either(state.equals(YES), part.points, 0) for part, state in pairs])
    best = total([either(state.equals(NO), 0, part.points) for part, state in pairs])
    return Effect(worst, best, answered=answered)


def _paired(part: Expr, whole: Expr) -> Expr:
    """Whether two numbers are a share."""
    return both(part >= 0, whole > 0, part <= whole)


def _short(line: Rate | Threshold, part: Expr, whole: Expr) -> tuple[Expr, Expr]:
    """Whether a share meets the line, and how far it stays below, in hundredths of a per cent of the whole."""
    least_share = line.at_least if line.at_least is not None else line.more_than or 0
    short = whole * least_share - part * _LINE
    return (short <= 0 if line.at_least is not None else short < 0), short


def _rate(rule: Rate, part: Expr, whole: Expr) -> Effect:
    """A gain for meeting a threshold; or a loss for its breach, and more for each step below it."""
    paired = _paired(part, whole)
    met, _ = _short(rule, part, whole)
    answered = flag(paired)
    if rule.gain:
        won = either(met, rule.gain, 0)
        return Effect(either(paired, won, 0), either(paired, won, rule.gain), answered=answered)
    lost = _ZERO - _rate_loss(rule, part, whole)
    at_worst = _ZERO - _rate_loss(rule, _ZERO, _ONE)
    return Effect(either(paired, lost, at_worst), either(paired, lost, 0), answered=answered)


def _rate_loss(rule: Rate, part: Expr, whole: Expr) -> Expr:
    met, short = _short(rule, part, whole)
    loss: Expr = Const(rule.loss)
    if rule.step and rule.step_loss:
        step = whole * rule.step
        whole_steps = _divided(short, step)
        match rule.partial:
            case "dropped":
                loss = whole_steps * rule.step_loss + loss
            case "counted":
                loss = _divided(short + step - 1, step) * rule.step_loss + loss
            case "shared":
                # The part of a step is rounded by itself, so that no number grows beyond what is exact.
                rest = short - whole_steps * step
                loss = whole_steps * rule.step_loss + half_up(rest * rule.step_loss, step) + loss
    if rule.limit is not None:
        loss = least(loss, rule.limit)
    return either(met, 0, loss)


def _divided(dividend: Expr, divisor: Expr) -> Expr:
    if isinstance(dividend, Const) and isinstance(divisor, Const):
        return Const(int(dividend.value) // int(divisor.value))
    return floor(dividend / divisor)


def half_up(dividend: Expr, divisor: Expr) -> Expr:
    """The quotient of two numbers that are not negative, rounded to the nearest, halves up."""
    return _divided(dividend * 2 + divisor, divisor * 2)


def _count(rule: Count, times: Expr, points: int | None) -> Effect:
    """Points for each occurrence, up to the limit."""
    limit = points if rule.limit is None else rule.limit
    gain = times * rule.gain if limit is None else least(times * rule.gain, limit)
    unknown = times.equals(OPEN)
    upwards = flag(unknown) if limit is None else _ZERO
    return _answered(Effect(either(unknown, 0, gain), either(unknown, limit or 0, gain), upwards), times)


def _level(rule: Level, which: Expr, points: int) -> Effect:
    """The loss of the chosen option; one that is judged costs between nothing and the item."""
    worsts = [-points if one.judged else -(one.loss or 0) for one in rule.options]
    bests = [0 if one.judged else -(one.loss or 0) for one in rule.options]
    judged = [1 if one.judged else 0 for one in rule.options]
    found = Effect(
        _picked(which, worsts, min(worsts)),
        _picked(which, bests, max(bests)),
        judged=_picked(which, judged, 0),
    )
    return _answered(found, which)


def _picked(which: Expr, values: list[int], unknown: int) -> Expr:
    """The value of the option, from 1."""
    if len({*values, unknown}) == 1:
        return Const(unknown)
    found: Expr = Const(unknown)
    for at in reversed(range(len(values))):
        found = either(which.equals(at + 1), values[at], found)
    return found


def _bands(rule: Bands, told: Sequence[Expr]) -> Effect:
    """The points of the first band that is reached, from the top."""
    if rule.whole is None:
        whole: Expr = _ONE
        known, part, scale = told[0].differs(OPEN), told[0], 100
    else:
        known, part, whole, scale = _paired(*told), told[0], told[1], _LINE
    won: Expr = _ZERO
    for band in reversed(rule.bands):
        won = either(part * scale >= whole * band.at_least, band.points, won)
    lowest = next((band.points for band in rule.bands if band.at_least <= 0), 0)
    return Effect(either(known, won, lowest), either(known, won, rule.bands[0].points), answered=flag(known))


def _judge(rule: Judge, given: Expr) -> Effect:
    """An assessor's number, as it is or on another form's scale."""
    won = half_up(given * rule.points, expr(rule.scale.of)) if rule.scale else given
    unknown = given.equals(OPEN)
    return _answered(Effect(either(unknown, 0, won), either(unknown, rule.points, won)), given)


def _check(rule: Check, told: Sequence[Expr]) -> Effect:
    """A yes or a no without points; with a threshold, whether it is met."""
    line = rule.threshold
    if line is None:
        state = told[0]
    elif line.whole is None:
        amount = told[0] * 100
        enough = amount >= line.at_least if line.at_least is not None else amount > (line.more_than or 0)
        state = either(told[0].equals(OPEN), OPEN, flag(enough))
    else:
        state = either(_paired(*told), flag(_short(line, *told)[0]), OPEN)
    return Effect(_ZERO, _ZERO, answered=flag(state.differs(OPEN)), check=state)


def _limited(amount: int, limit: int | None) -> int:
    return amount if limit is None else min(amount, limit)
