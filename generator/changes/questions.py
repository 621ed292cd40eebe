"""Whether a question of one form is a question of another: whether the answer to one answers the other.

Nothing is guessed. What is asked in words is the same only in the same words; two numbers with names of their own are
what they are, wherever the line is drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property, lru_cache

from msgspec import Struct

from generator.model.base import compact, shown
from generator.model.rubric import BonusItem, Counted, Item
from generator.model.rules import Bands, Check, Count, Element, Judge, Level, Option, Rate, Rule, asks, elements
from generator.score.scheme import Scheme

_HOW = {
    "elements": "逐一核对要素",
    "defect": "答有没有此情形",
    "level": "选一档",
    "points": "填得分",
    "rate": "填两个数",
    "count": "填一个数",
    "check": "答是否做到",
    "note": "填文字",
}
"""What is done to answer, by the shape of the answer."""


class Asked(Struct, frozen=True, dict=True):
    """A question: what it asks; of an item, its rule too."""

    ref: str
    ask: str
    row: Counted | None = None
    rule: Rule | None = None

    @cached_property
    def facts(self) -> tuple[str, ...]:
        """The facts that it hangs on."""
        row = self.row.applies_when if isinstance(self.row, Item) else None
        rule = self.rule.applies_when if self.rule else None
        return tuple(dict.fromkeys(f"fact.{name}" for name in (row, rule) if name))

    @cached_property
    def shape(self) -> str:
        """What an answer looks like; beside the items, what the question is."""
        return str(asks(self.rule)[0]) if self.rule else self.ref.partition(".")[0]


def asked(of: Scheme) -> tuple[Asked, ...]:
    """Every question of a form, those beside the items first."""
    return (*beside(of), *(one for row in of.rubric.rows for one in within(row)))


def beside(of: Scheme) -> Iterator[Asked]:
    """Vetoes with their exceptions, facts and conditions, in the order of the form."""
    for veto in of.vetoes:
        yield Asked(f"veto.{veto.id}", veto.text)
        if veto.exception:
            yield Asked(f"except.{veto.id}", f"{veto.text}，{veto.exception}")
    yield from (Asked(f"fact.{fact.id}", fact.ask) for fact in of.rubric.facts)
    for tier in of.tiers:
        yield from (Asked(f"condition.{one.id}", one.ask) for one in tier.conditions if one.ask)


def within(row: Counted) -> tuple[Asked, ...]:
    """The questions of an item."""
    return tuple(Asked(f"{row.id}.{rule.id}", rule.ask, row, rule) for rule in row.rules)


def paired(olds: Sequence[Asked], news: Sequence[Asked], name: Callable[[Asked], str]) -> dict[str, Asked]:
    """Which question was which, by new refs: the same name; else the same words, where only one asks so."""
    known = {name(one): one for one in olds}
    found = {new.ref: known[name(new)] for new in news if name(new) in known}
    free = [(_key(one), one) for one in olds if one not in found.values()]
    if free:
        keys = [_key(new) for new in news]
        for new, key in zip(news, keys, strict=True):
            alike = [one for old, one in free if old == key]
            if new.ref not in found and len(alike) == 1 and keys.count(key) == 1:
                found[new.ref] = alike[0]
    return found


def _key(one: Asked) -> tuple[str, str]:
    return (one.shape, plain(one.ask))


@lru_cache(maxsize=1 << 12)  # each text is compared several times
def plain(text: str) -> str:
    """A text as texts are compared."""
    return compact(text)


def printed(row: Counted) -> str:
    """All that is printed of an item."""
    if isinstance(row, BonusItem):
        return plain(f"{row.title}\n{row.text}")
    return plain(f"{row.standard}\n{row.text or ''}") if isinstance(row, Item) else ""


def why_not(old: Asked, new: Asked) -> str:
    """Why the answer to the old question does not answer the new one; empty where it does."""
    if old.row is None or new.row is None or old.rule is None or new.rule is None:
        return "" if plain(old.ask) == plain(new.ask) else f"问题不同，上届问“{old.ask}”"
    if old.shape != new.shape:
        return f"问法不同，上届{_HOW[old.shape]}，本届{_HOW[new.shape]}"
    was, now = _measure(old.rule), _measure(new.rule)
    if was.names != now.names:
        return f"所填的数不同，上届填“{was.part}”和“{was.whole}”"
    if plain(was.unit) != plain(now.unit):
        return f"单位不同，上届按“{was.unit}”，本届按“{now.unit}”"
    if now.whole:
        return ""
    return _other_words(old.row, old.rule, new.row, new.rule) or _other_choices(old.rule, new.rule)


class _Measure(Struct, frozen=True):
    """The names of the numbers that are filled in, and their unit; a single number has no name."""

    part: str = ""
    whole: str = ""
    unit: str = ""

    @property
    def names(self) -> tuple[str, str]:
        return plain(self.part), plain(self.whole)


def _measure(rule: Rule) -> _Measure:
    test = rule.threshold if isinstance(rule, Check) else rule
    if isinstance(test, Count):
        return _Measure(unit=test.unit)
    if isinstance(test, Rate | Bands) or (isinstance(rule, Check) and rule.threshold):
        part, whole, unit = (getattr(test, name) for name in ("part", "whole", "unit"))
        return _Measure(part or "", whole, unit) if whole else _Measure(unit=unit)
    return _Measure()


def _other_words(row: Counted, rule: Rule, now: Counted, asks_now: Rule) -> str:
    if plain(rule.ask) != plain(asks_now.ask):
        return f"问题不同，上届问“{rule.ask}”"
    # 是否做到, 本项得分: what is asked is the standard itself.
    if isinstance(asks_now, Check | Judge) and printed(row) != printed(now):
        return "标准文字有改动，要重新判断"
    if row.id != now.id and [plain(text) for text in rule.says] != [plain(text) for text in asks_now.says]:
        return "依据的原文不同，不能确定问的是同一件事"
    return ""


def _other_choices(old: Rule, new: Rule) -> str:
    if isinstance(old, Level) and isinstance(new, Level):
        same = len(old.options) == len(new.options) == len(same_labels(old.options, new.options))
        return "" if same else "可选的情况不同"
    if isinstance(old, Judge) and isinstance(new, Judge):
        full, now = ((one.scale.of if one.scale else one.points) for one in (old, new))
        if full != now:
            return f"评分的满分不同，上届{shown(full)}分，本届{shown(now)}分"
        return "" if old.step == new.step else "评分的最小单位不同"
    if elements(new) and not same_labels(elements(old), elements(new)):
        return "要逐一核对的要素都不同"
    return ""


def same_labels(olds: Sequence[Element | Option], news: Sequence[Element | Option]) -> dict[str, str]:
    """Old ids and new ones of what has the same label: of the same id first, else where only one has that label."""
    before = {one.id: plain(one.label) for one in olds}
    after = {one.id: plain(one.label) for one in news}
    found = {name: name for name, label in before.items() if after.get(name) == label}
    for name, label in before.items():
        same = [other for other, said in after.items() if said == label]
        if name not in found and len(same) == list(before.values()).count(label) == 1:
            found[name] = same[0]
    return found
