"""What one rule takes or gives, for one answer: a module-sized thing per rule kind.

Every function returns an ``Effect``: how far the item can move at worst and at best, in whole
hundredths of a point (losses are negative). A known answer gives worst = best. The JavaScript
twin is ``site_templates/calculator/engine.js``; both must say the same, number for number.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.model.rubric import Count, Deduct, Element, Level, Parts, Rate, Rule, Zero

MOST = 9_999_999
"""The largest number that can be answered: keeps every product below 2**53 in JavaScript."""


class AnswerError(ValueError):
    """An answer that its rule cannot mean; ``str()`` is the reason, in Chinese."""


@dataclass(frozen=True)
class Effect:
    """How a rule moves its item; ``zero`` is yes, no or open (the item may be lost whole)."""

    worst: int
    best: int
    zero: str = "no"
    answered: bool = True
    judged: bool = False


NOTHING = Effect(0, 0)


def effect(rule: Rule, raw: object, facts: dict[str, bool | None], points: int) -> Effect:
    """The effect of a rule on an item worth ``points``.

    ``raw`` is the answer as the sheet holds it, ``None`` where there is none; ``facts`` what is
    known of the unit. A rule that does not apply takes nothing and gives all.

    Raises:
        AnswerError: when the answer is not one that the rule can have.

    """
    applying = _applying(rule, raw, facts, points)
    state = True if rule.applies_when is None else facts.get(rule.applies_when)
    if state is True:
        return applying
    idle = _idle(rule)
    if state is False:
        return idle
    zero = "no" if applying.zero == "no" else "open"
    return Effect(
        min(applying.worst, idle.worst), max(applying.best, idle.best), zero, applying.answered, applying.judged
    )


def _idle(rule: Rule) -> Effect:
    """A rule that does not apply: nothing is lost, an award counts as won."""
    match rule:
        case Count():
            return Effect(rule.limit, rule.limit)
        case Parts():
            full = sum(part.points for part in rule.parts)
            return Effect(full, full)
        case _:
            return NOTHING


def _applying(  # noqa: PLR0911 - one way out for each rule kind
    rule: Rule, raw: object, facts: dict[str, bool | None], points: int
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
            return _count(rule, raw)
        case Parts():
            return _parts(rule, raw, facts)
        case Level():
            return _level(rule, raw, points)


def _deduct(rule: Deduct, raw: object) -> Effect:
    """A fixed loss when the defect is there (``true``)."""
    loss = _limited(rule.loss, rule.limit)
    present = yes_no(raw)
    if present is None:
        return Effect(-loss, 0, answered=False)
    return Effect(-loss, -loss) if present else NOTHING


def _deduct_each(rule: Deduct, raw: object, facts: dict[str, bool | None]) -> Effect:
    """One loss for each element that is missing (``false``); ``true`` says that it is there."""
    states, answered = _elements(rule.each, raw, facts)
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
    """A loss for the breach of a threshold, and one for each whole step below it."""
    pair = _numbers(raw)
    if pair is None:
        return Effect(-_rate_loss(rule, 0, 1), 0, answered=False)
    loss = _rate_loss(rule, *pair)
    return Effect(-loss, -loss)


def _rate_loss(rule: Rate, part: int, whole: int) -> int:
    """Hundredths lost at ``part`` of ``whole``; percentages are compared by cross-multiplication."""
    threshold = rule.at_least if rule.at_least is not None else rule.more_than or 0
    short = threshold * whole - part * 10_000
    met = short <= 0 if rule.at_least is not None else short < 0
    if met:
        return 0
    steps = short // (rule.step * whole) if rule.step else 0
    return _limited(rule.loss + steps * (rule.step_loss or 0), rule.limit)


def _count(rule: Count, raw: object) -> Effect:
    """Points for each occurrence, up to the limit."""
    times = _number(raw, "次数")
    if times is None:
        return Effect(0, rule.limit, answered=False)
    gain = min(times * rule.gain, rule.limit)
    return Effect(gain, gain)


def _parts(rule: Parts, raw: object, facts: dict[str, bool | None]) -> Effect:
    """Points for each component that is there (``true``)."""
    states, answered = _elements(rule.parts, raw, facts)
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


def _limited(loss: int, limit: int | None) -> int:
    return loss if limit is None else min(loss, limit)


def yes_no(raw: object) -> bool | None:
    """A yes/no answer, or ``None`` where there is none.

    Raises:
        AnswerError: when it is anything else.

    """
    if raw is None or isinstance(raw, bool):
        return raw
    raise AnswerError("应为 true（是）或 false（否）")


def _elements(
    elements: tuple[Element, ...], raw: object, facts: dict[str, bool | None]
) -> tuple[list[bool | None], bool]:
    """Each element as there, missing or unknown, and whether all that may apply are answered.

    An element that does not apply counts as there; one that may not apply is never missing for certain.
    """
    given = {} if raw is None else raw
    known = {element.id for element in elements}
    if not isinstance(given, dict) or not set(given) <= known:
        raise AnswerError(f"应逐项回答：{'、'.join(element.id for element in elements)}")
    states = []
    answered = True
    for element in elements:
        state = yes_no(given.get(element.id))
        applies = True if element.applies_when is None else facts.get(element.applies_when)
        answered = answered and (state is not None or applies is False)
        if applies is False or (applies is None and state is True):
            state = True
        elif applies is None:
            state = None
        states.append(state)
    return states, answered


def _number(raw: object, name: str) -> int | None:
    if raw is None:
        return None
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)  # JSON has one kind of number: 3.0 is 3 in the browser too
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MOST:
        raise AnswerError(f"{name}应为 0 到 {MOST} 的整数")
    return raw


def _numbers(raw: object) -> tuple[int, int] | None:
    """Both numbers of a rate; with one of them missing the rate is unanswered."""
    if raw is None:
        return None
    if not isinstance(raw, dict) or not set(raw) <= {"part", "whole"}:
        raise AnswerError("应写 part 和 whole 两个数")
    part, whole = _number(raw.get("part"), "数目"), _number(raw.get("whole"), "数目")
    if whole == 0:
        raise AnswerError("总数不能是 0")
    if part is None or whole is None:
        return None
    if part > whole:
        raise AnswerError("数目不能多于总数")
    return part, whole
