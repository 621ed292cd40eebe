"""Raw answers of a sheet to what a rule can mean; whatever else is said is refused with the reason."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.model.base import shown
from generator.model.rules import Element

MOST = 9_999_999
"""The largest number that can be answered: keeps every product below 2**53 in JavaScript."""

_MOST_WORDS = 500
_DECIMAL = re.compile(r"0*([0-9]{1,7})(?:\.([0-9]{1,2}))?")


class AnswerError(ValueError):
    """An answer that its rule cannot mean; ``str()`` is the reason, in Chinese."""


def yes_no(raw: object) -> bool | None:
    """A yes/no answer, or ``None`` where there is none.

    Raises:
        AnswerError: when it is anything else.

    """
    if raw is None or isinstance(raw, bool):
        return raw
    raise AnswerError("应为“是”或“否”（JSON 里写 true 或 false）")


def number(raw: object, name: str) -> int | None:
    """A whole number, or ``None`` where there is none.

    Raises:
        AnswerError: when it is anything else, or too large.

    """
    if raw is None:
        return None
    if isinstance(raw, float) and raw.is_integer():
        raw = int(raw)  # JSON has one kind of number: 3.0 is 3 in the browser too
    if isinstance(raw, bool) or not isinstance(raw, int) or not 0 <= raw <= MOST:
        raise AnswerError(f"{name}应为 0 到 {MOST} 的整数")
    return raw


def pair(raw: object) -> tuple[int, int] | None:
    """Both numbers of a rate; with one of them missing the rate is unanswered.

    Raises:
        AnswerError: when they are no numbers of a rate.

    """
    if raw is None:
        return None
    if not isinstance(raw, dict) or not set(raw) <= {"part", "whole"}:
        raise AnswerError("应写 part 和 whole 两个数")
    part, whole = number(raw.get("part"), "数目"), number(raw.get("whole"), "数目")
    if whole == 0:
        raise AnswerError("总数不能是 0")
    if part is None or whole is None:
        return None
    if part > whole:
        raise AnswerError("数目不能多于总数")
    return part, whole


def points_given(raw: object, most: int, step: int | None = None) -> int | None:
    """Points as people write them (``4``, ``4.5``, ``"4.5"``), in whole hundredths.

    Raises:
        AnswerError: when it is no such number, above ``most`` or no multiple of ``step``.

    """
    if raw is None:
        return None
    given = _hundredths(raw)
    if given is None or not 0 <= given <= most:
        raise AnswerError(f"应为 0 到 {shown(most)} 的分数，最多两位小数")
    if step and given % step:
        raise AnswerError(f"应为 {shown(step)} 的整数倍")
    return given


def _hundredths(raw: object) -> int | None:
    if isinstance(raw, str):
        if not (digits := _DECIMAL.fullmatch(raw)):
            return None
        whole, fraction = digits.groups("")
        return int(whole) * 100 + int(fraction.ljust(2, "0"))
    if isinstance(raw, bool) or not isinstance(raw, int | float) or not 0 <= raw <= MOST:
        return None
    # The nearest double to a number of two decimals gives that number back: 4.35 is 435 hundredths.
    given = round(raw * 100)
    return given if given / 100 == raw else None


def words(raw: object) -> str | None:
    """What a row is filled in with, or ``None`` where it is blank.

    Raises:
        AnswerError: when it is no text, or too long.

    """
    if raw is None or raw == "":
        return None
    if not isinstance(raw, str) or len(raw) > _MOST_WORDS:
        raise AnswerError(f"应为不超过 {_MOST_WORDS} 字的文字")
    return raw


def element_states(
    elements: tuple[Element, ...], raw: object, facts: Mapping[str, bool | None]
) -> tuple[list[bool | None], bool]:
    """Each element as there, missing or unknown, and whether all that may apply are answered.

    An element that does not apply counts as there; one that may not apply is never missing for certain.

    Raises:
        AnswerError: when an answer names other elements, or is no yes or no.

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
