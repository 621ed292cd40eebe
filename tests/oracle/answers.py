"""What people filled in, read strictly: a sensible answer, none, or a reason why it makes no sense.

The oracle shares no code with the engines. It is written from docs/scoring.md alone, on the canonical
JSON, as naively as possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

Json = dict[str, Any]

MOST = 9_999_999
LONGEST = 500


class SenselessError(Exception):
    """An answer that makes no sense; the message is the reason."""


def read(document: Json, raw: Mapping[str, object]) -> tuple[Json, dict[str, str]]:
    """The sensible answers, and the reason for each that is not. ``null`` is no answer anywhere."""
    sensible: Json = {}
    invalid: dict[str, str] = {}
    for ref, rule in questions(document).items():
        try:
            if raw.get(ref) is not None and not blank(rule, raw[ref]):
                sensible[ref] = read_one(rule, raw[ref])
        except SenselessError as why:
            invalid[ref] = str(why)
    return sensible, invalid


def questions(document: Json) -> dict[str, Json | None]:
    """Every question by its ref, with its rule; None for a plain yes or no that no rule asks."""
    found: dict[str, Json | None] = {}
    for veto in document["vetoes"]:
        found[f"veto.{veto['id']}"] = None
        if "exception" in veto:
            found[f"except.{veto['id']}"] = None
    for fact in document["rubric"].get("facts", []):
        found[f"fact.{fact['id']}"] = None
    for tier in document["tiers"]:
        for condition in tier.get("conditions", []):
            if "ask" in condition:
                found[f"condition.{condition['id']}"] = None
    for row in [*items(document), *bonus_items(document)]:
        for rule in row.get("rules", []):
            found[f"{row['id']}.{rule['id']}"] = rule
    return found


def sections(document: Json) -> list[Json]:
    """Every section, one before those in it."""

    def walk(inside: list[Json]) -> Iterator[Json]:
        for section in inside:
            yield section
            yield from walk(section.get("sections", []))

    return list(walk(document["rubric"]["sections"]))


def items(document: Json) -> list[Json]:
    """Every item of every section, in the order of the form."""
    return [item for section in sections(document) for item in section.get("items", [])]


def bonus_items(document: Json) -> list[Json]:
    found: list[Json] = document["rubric"].get("bonus", {}).get("items", [])
    return found


def elements(rule: Json) -> list[Json]:
    """What the rule asks for one by one."""
    found: list[Json] = rule.get("each", []) if rule["kind"] == "deduct" else rule.get("parts", [])
    return found


def asks_rate(rule: Json) -> bool:
    """Whether the answer is two whole numbers: a rate, or bands or a threshold with a ``whole``."""
    return rule["kind"] == "rate" or "whole" in (rule.get("threshold", {}) if rule["kind"] == "check" else rule)


def asks_count(rule: Json) -> bool:
    """Whether the answer is one whole number."""
    if rule["kind"] == "check":
        return "threshold" in rule and not asks_rate(rule)
    return rule["kind"] == "count" or (rule["kind"] == "bands" and not asks_rate(rule))


def read_one(rule: Json | None, answer: object) -> object:  # noqa: PLR0911 - one line a way of asking
    if rule is None:
        return yes_or_no(answer)
    if elements(rule):
        known = {element["id"] for element in elements(rule)}
        given = mapping(answer, known)
        return {name: yes_or_no(there) for name, there in given.items()}
    if asks_rate(rule):
        return rate(answer)
    if asks_count(rule):
        return whole_number(answer)
    if rule["kind"] == "level":
        if answer not in [option["id"] for option in rule["options"]] or not isinstance(answer, str):
            raise SenselessError("no such option")
        return answer
    if rule["kind"] == "judge":
        return judged(rule, answer)
    if rule["kind"] == "note":
        return words(answer)
    return yes_or_no(answer)


def yes_or_no(answer: object) -> bool:
    if not isinstance(answer, bool):
        raise SenselessError("neither yes nor no")
    return answer


def mapping(answer: object, keys: set[str]) -> dict[str, object]:
    """The answered entries of an object that has no other keys than these."""
    if not isinstance(answer, dict) or not answer.keys() <= keys:
        raise SenselessError("not an object of these keys")
    return {key: value for key, value in answer.items() if value is not None}


def rate(answer: object) -> dict[str, int]:
    given = {key: whole_number(value) for key, value in mapping(answer, {"part", "whole"}).items()}
    if given.get("whole") == 0:
        raise SenselessError("a whole of nothing")
    if len(given) == len(("part", "whole")) and given["part"] > given["whole"]:
        raise SenselessError("a part beyond its whole")
    return given


def whole_number(answer: object) -> int:
    if isinstance(answer, bool) or not isinstance(answer, int | float):
        raise SenselessError("no number")
    if not 0 <= answer <= MOST or answer != int(answer):
        raise SenselessError("no whole number in range")
    return int(answer)


def points(answer: object) -> int:
    """Points as an assessor writes them, as whole hundredths: 4, 4.5 or "4.5"."""
    if isinstance(answer, str) and re.fullmatch(r"[0-9]+(\.[0-9]{1,2})?", answer):
        number = Decimal(answer)
    elif isinstance(answer, int | float) and not isinstance(answer, bool) and 0 <= answer <= MOST:
        number = Decimal(repr(answer))  # the shortest decimal that is this float
    else:
        raise SenselessError("no points")
    if number > MOST or number * 100 != int(number * 100):
        raise SenselessError("out of range, or finer than hundredths")
    return int(number * 100)


def judged(rule: Json, answer: object) -> Fraction:
    """The number of a ``judge``, on the scale that it asks for."""
    given = points(answer)
    if given > judge_most(rule):
        raise SenselessError("more than there is")
    if "step" in rule and given % rule["step"]:
        raise SenselessError("between two steps")
    return Fraction(given)


def judge_most(rule: Json) -> int:
    most: int = rule["scale"]["of"] if "scale" in rule else rule["points"]
    return most


def blank(rule: Json | None, answer: object) -> bool:
    """No words at all are no answer."""
    return rule is not None and rule["kind"] == "note" and answer == ""


def words(answer: object) -> str:
    if not isinstance(answer, str) or len(answer) > LONGEST:
        raise SenselessError("no words, or too many")
    return answer
