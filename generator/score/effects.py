"""What one rule takes or gives, for one answer: one function per rule kind.

Every function returns an ``Effect``: how far the item can move at worst and at best, in whole
hundredths of a point (losses are negative). A known answer gives worst = best. The rules of counting
are in docs/scoring.md; the JavaScript twin is ``site_templates/calculator/rules.js``, and both must
say the same, number for number.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct
from msgspec.structs import replace

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
    elements,
    most_gain,
)
from generator.score.answers import AnswerError, element_states, number, pair, points_given, words, yes_no

Facts = Mapping[str, bool | None]
"""What is known of the unit, by fact."""

_LINE = 100_00  # hundredths of a per cent in a whole


class Effect(Struct, frozen=True):
    """How a rule moves its item; ``zero`` is yes, no or open (the item may be lost whole).

    ``best`` is ``None`` where nothing limits what can still be added (a bonus). ``check`` is the state
    of a check, ``None`` for every other kind.
    """

    worst: int
    best: int | None
    zero: str = "no"
    answered: bool = True
    judged: bool = False
    check: str | None = None


def effect(rule: Rule, raw: object, facts: Facts, points: int | None) -> Effect:
    """The effect of a rule on an item worth ``points``; ``None`` for an item of the bonus.

    ``raw`` is the answer as the sheet holds it, ``None`` where there is none; ``facts`` what is known
    of the unit.

    Raises:
        AnswerError: when the answer is not one that the rule can have.

    """
    applying = _applying(rule, raw, facts, points)
    state = True if rule.applies_when is None else facts.get(rule.applies_when)
    if state is True:
        return applying
    without = idle(rule, points)
    if state is False:
        return without
    return replace(
        applying,
        worst=min(applying.worst, without.worst),
        best=None if applying.best is None or without.best is None else max(applying.best, without.best),
        zero="no" if applying.zero == "no" else "open",
        check="open" if applying.check == "no" else applying.check,
    )


def idle(rule: Rule, points: int | None) -> Effect:
    """A rule that does not apply: nothing is lost, an award counts as won; a bonus gives nothing."""
    won = 0 if points is None else most_gain(rule, points)
    return Effect(won, won, check="yes" if isinstance(rule, Check) else None)


def _applying(  # noqa: C901, PLR0911 - one way out for each rule kind
    rule: Rule, raw: object, facts: Facts, points: int | None
) -> Effect:
    match rule:
        case Deduct() if rule.each:
            return _deduct_each(rule, raw, facts)
        case Deduct():
            return _deduct(rule, raw)
        case Zero():
            return _zero(raw)
        case Rate():
            return _rate(rule, raw)
        case Count():
            return _count(rule, raw, points)
        case Parts():
            return _parts(rule, raw, facts)
        case Level():
            return _level(rule, raw, points or 0)
        case Bands():
            return _bands(rule, raw)
        case Judge():
            return _judge(rule, raw)
        case Check():
            return _check(rule, raw)
        case Note():
            return Effect(0, 0, answered=words(raw) is not None)


def _deduct(rule: Deduct, raw: object) -> Effect:
    """A fixed loss when the defect is there (``true``)."""
    loss = _limited(rule.loss, rule.limit)
    present = yes_no(raw)
    if present is None:
        return Effect(-loss, 0, answered=False)
    return Effect(-loss, -loss) if present else Effect(0, 0)


def _deduct_each(rule: Deduct, raw: object, facts: Facts) -> Effect:
    """One loss for each element that is missing (``false``); ``true`` says that it is there."""
    states, answered = element_states(elements(rule), raw, facts)
    missing = sum(state is False for state in states)
    unknown = sum(state is None for state in states)
    worst = _limited((missing + unknown) * rule.loss, rule.limit)
    best = _limited(missing * rule.loss, rule.limit)
    return Effect(-worst, -best, answered=answered)


def _zero(raw: object) -> Effect:
    """The whole item is lost when the defect is there (``true``)."""
    present = yes_no(raw)
    if present is None:
        return Effect(0, 0, "open", answered=False)
    return Effect(0, 0, "yes" if present else "no")


def _rate(rule: Rate, raw: object) -> Effect:
    """A gain for meeting a threshold; or a loss for its breach, and more for each step below it."""
    share = pair(raw)
    if share is None:
        return Effect(-_rate_loss(rule, 0, 1), rule.gain or 0, answered=False)
    if rule.gain:
        won = rule.gain if _short(rule, *share) is None else 0
        return Effect(won, won)
    loss = _rate_loss(rule, *share)
    return Effect(-loss, -loss)


def _short(line: Rate | Threshold, part: int, whole: int) -> int | None:
    """How far a share stays below the line, in hundredths of a per cent of ``whole``; ``None`` when it is met."""
    inclusive = line.at_least is not None
    short = (line.at_least if line.at_least is not None else line.more_than or 0) * whole - part * _LINE
    met = short <= 0 if inclusive else short < 0
    return None if met else short


def _rate_loss(rule: Rate, part: int, whole: int) -> int:
    """Hundredths lost at ``part`` of ``whole``; percentages are compared by cross-multiplication."""
    short = _short(rule, part, whole)
    if short is None:
        return 0
    loss = rule.loss
    if rule.step and rule.step_loss:
        step = rule.step * whole
        match rule.partial:
            case "dropped":
                loss += short // step * rule.step_loss
            case "counted":
                loss += -(-short // step) * rule.step_loss
            case "shared":
                loss += half_up(rule.step_loss * short, step)
    return _limited(loss, rule.limit)


def half_up(dividend: int, divisor: int) -> int:
    """The quotient of two numbers that are not negative, rounded to the nearest, halves up."""
    return (2 * dividend + divisor) // (2 * divisor)


def _count(rule: Count, raw: object, points: int | None) -> Effect:
    """Points for each occurrence, up to the limit."""
    limit = points if rule.limit is None else rule.limit
    times = number(raw, "次数")
    if times is None:
        return Effect(0, limit, answered=False)
    gain = _limited(times * rule.gain, limit)
    return Effect(gain, gain)


def _parts(rule: Parts, raw: object, facts: Facts) -> Effect:
    """Points for each component that is there (``true``)."""
    states, answered = element_states(elements(rule), raw, facts)
    worst = sum(part.points for part, state in zip(rule.parts, states, strict=True) if state is True)
    best = sum(part.points for part, state in zip(rule.parts, states, strict=True) if state is not False)
    return Effect(worst, best, answered=answered)


def _level(rule: Level, raw: object, points: int) -> Effect:
    """The loss of the chosen option; one that is judged costs between nothing and the item."""
    options = {option.id: option for option in rule.options}
    if raw is None:
        worst = max(points if option.judged else option.loss or 0 for option in rule.options)
        best = min(0 if option.judged else option.loss or 0 for option in rule.options)
        return Effect(-worst, -best, answered=False)
    if not isinstance(raw, str) or raw not in options:
        raise AnswerError(f"应是下列选项之一：{'、'.join(options)}")
    option = options[raw]
    if option.judged:
        return Effect(-points, 0, judged=True)
    return Effect(-(option.loss or 0), -(option.loss or 0))


def _bands(rule: Bands, raw: object) -> Effect:
    """The points of the first band that is reached, from the top."""
    if rule.whole is None:
        times = number(raw, "次数")
        share = None if times is None else (times, 1, 100)
    else:
        given = pair(raw)
        share = None if given is None else (*given, _LINE)
    if share is None:
        return Effect(_reached(rule, 0, 1, 1), rule.bands[0].points, answered=False)
    won = _reached(rule, *share)
    return Effect(won, won)


def _reached(rule: Bands, part: int, whole: int, scale: int) -> int:
    """The points of the highest band whose line ``part`` of ``whole`` meets."""
    return next((band.points for band in rule.bands if part * scale >= band.at_least * whole), 0)


def _judge(rule: Judge, raw: object) -> Effect:
    """An assessor's number, as it is or on another form's scale."""
    most = rule.scale.of if rule.scale else rule.points
    given = points_given(raw, most, rule.step)
    if given is None:
        return Effect(0, rule.points, answered=False)
    won = half_up(given * rule.points, rule.scale.of) if rule.scale else given
    return Effect(won, won)


def _check(rule: Check, raw: object) -> Effect:
    """A yes or a no without points; with a threshold, whether it is met."""
    line = rule.threshold
    if line is None:
        met = yes_no(raw)
    elif line.whole is None:
        times = number(raw, "次数")
        met = None if times is None else _enough(line, times)
    else:
        share = pair(raw)
        met = None if share is None else _short(line, *share) is None
    return Effect(0, 0, answered=met is not None, check="open" if met is None else "yes" if met else "no")


def _enough(line: Threshold, times: int) -> bool:
    if line.at_least is not None:
        return times * 100 >= line.at_least
    return times * 100 > (line.more_than or 0)


def _limited(amount: int, limit: int | None) -> int:
    return amount if limit is None else min(amount, limit)
