"""How an item counts, as short facts: what two editions differ in besides the printed words."""

from __future__ import annotations

from collections.abc import Mapping

from generator.changes.pairing import by_key
from generator.changes.point import Facts, Value, rows
from generator.model.base import shown
from generator.model.rubric import BonusItem, Counted, Item
from generator.model.rules import Bands, Check, Count, Deduct, Judge, Level, Note, Parts, Rate, Rule, Threshold, Zero

WORTH = "分值"
"""The label of what a row is worth."""

_PARTIAL = {"dropped": "不计", "counted": "按一档计", "shared": "按比例计"}
_ABSENT = {"full": "得满分", "out": "从总分中去掉"}


Conditions = Mapping[str, str]
"""The questions about the unit that decide whether something applies, by their ids."""


def changed(before: Counted, after: Counted, conditions: tuple[Conditions, Conditions]) -> tuple[Value, ...]:
    """Rules that count in another way: of one id, or else of one question."""
    found = by_key([rule.id for rule in before.rules], [rule.id for rule in after.rules])
    taken = set(found.values())
    found |= by_key(
        ["" if i in found else rule.ask for i, rule in enumerate(before.rules)],
        ["" if j in taken else rule.ask for j, rule in enumerate(after.rules)],
    )
    return tuple(
        Value(after.rules[j].ask if j is not None else before.rules[i or 0].ask, old, new)
        for i, j in rows(range(len(before.rules)), range(len(after.rules)), found)
        if (old := "" if i is None else _rule(before.rules[i], conditions[0]))
        != (new := "" if j is None else _rule(after.rules[j], conditions[1]))
    )


def worth(row: Counted, conditions: Conditions) -> Facts:
    """What a row is worth, and when it counts at all."""
    if isinstance(row, BonusItem):
        return {WORTH: f"最多{_points(row.limit)}" if row.limit else "不封顶"}
    if not isinstance(row, Item):
        return {}
    return {
        WORTH: _points(row.points) if row.points else "",
        "必备项": "是" if row.required else "",
        "适用情形": conditions.get(row.applies_when, row.applies_when) if row.applies_when else "",
        "不适用时": _ABSENT[row.absent] if row.applies_when else "",
    }


def _rule(rule: Rule, conditions: Conditions) -> str:
    return f"{_counts(rule, conditions)}{_when(rule.applies_when, conditions)}"


def _when(fact: str | None, conditions: Conditions) -> str:
    return f"（{conditions.get(fact, fact)}）" if fact else ""


def _counts(rule: Rule, conditions: Conditions) -> str:  # noqa: C901, PLR0911 - one a kind
    """One rule in a line."""
    match rule:
        case Deduct():
            each = f"每缺一项扣{_points(rule.loss)}" if rule.each else f"扣{_points(rule.loss)}"
            names = "、".join(f"{one.label}{_when(one.applies_when, conditions)}" for one in rule.each)
            return f"{each}{f'（{names}）' if names else ''}{_most(rule.limit, '扣')}"
        case Zero():
            return "此项不得分"
        case Rate():
            return _rate(rule)
        case Count():
            return f"每{rule.unit}得{_points(rule.gain)}{_most(rule.limit, '得')}"
        case Parts():
            return "、".join(
                f"{part.label}{_points(part.points)}{_when(part.applies_when, conditions)}" for part in rule.parts
            )
        case Level():
            return "，".join(
                f"{option.label}{'由考核人员裁定' if option.judged else _lost(option.loss)}" for option in rule.options
            )
        case Bands():
            unit = "%" if rule.whole else rule.unit
            bands = "，".join(f"{shown(band.at_least)}{unit}以上得{_points(band.points)}" for band in rule.bands)
            return f"{_share(rule)}{bands}"
        case Judge():
            scale = f"，按{_points(rule.scale.of)}满分折算" if rule.scale else ""
            step = f"，以{_points(rule.step)}为单位" if rule.step else ""
            return f"由考核人员评定，最多{_points(rule.points)}{scale}{step}"
        case Check():
            return _line(rule.threshold) if rule.threshold else "答是或否"
        case Note():
            return "用文字填写"


def _rate(rule: Rate) -> str:
    limit = f"{_share(rule)}{_limit(rule.at_least, rule.more_than, '%')}"
    if rule.gain:
        return f"{limit}得{_points(rule.gain)}"
    lost = [f"未达到扣{_points(rule.loss)}"] if rule.loss else []
    if rule.step and rule.step_loss:
        lost.append(f"每少{shown(rule.step)}个百分点扣{_points(rule.step_loss)}，不足的{_PARTIAL[rule.partial]}")
    return f"{limit}为达标，{'，'.join(lost)}{_most(rule.limit, '扣')}"


def _line(line: Threshold) -> str:
    return f"{_share(line)}{_limit(line.at_least, line.more_than, '%' if line.whole else line.unit)}为“是”"


def _share(measured: Rate | Bands | Threshold) -> str:
    return f"{measured.part}占{measured.whole}" if measured.whole else ""


def _limit(at_least: int | None, more_than: int | None, unit: str) -> str:
    return f"超过{shown(more_than or 0)}{unit}" if at_least is None else f"{shown(at_least)}{unit}以上"


def _most(limit: int | None, verb: str) -> str:
    return f"，最多{verb}{_points(limit)}" if limit else ""


def _lost(loss: int | None) -> str:
    return f"扣{_points(loss)}" if loss else "不扣分"


def _points(hundredths: int | None) -> str:
    return f"{shown(hundredths or 0)}分"
