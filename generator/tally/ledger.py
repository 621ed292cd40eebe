"""Where one sheet loses its points, in a few bytes: tens of thousands of sheets are kept at a time."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.model.rubric import Item, Rubric
from generator.model.rules import Rule, Zero, most_gain
from generator.score.effects import Effect
from generator.score.result import ItemScore

_OPEN = -1


class Losses(Struct):
    """What a number of sheets lost in one place: in all, how often, and in how many sheets that is known."""

    sheets: int
    lost: int = 0
    times: int = 0


class ItemLosses(Struct, frozen=True):
    """One item over all sheets: its points, its checks (one lost is one 否), and its rules."""

    item: Item
    points: Losses
    checks: Losses
    rules: tuple[tuple[Rule, Losses], ...]

    @property
    def worst_rule(self) -> tuple[Rule, Losses] | None:
        """The rule that took most, the first where several took as much."""
        taking = [pair for pair in self.rules if pair[1].lost]
        return max(taking, key=lambda pair: pair[1].lost) if taking else None


def entry(rubric: Rubric, items: Iterable[ItemScore], own: Iterable[ItemScore]) -> bytes:
    """The losses of one sheet: pairs of place and hundredths, places without loss left out.

    ``items`` are those of the column that counts, ``own`` those of the self score, whose rules say why.
    A place that is not certain, or does not count for this unit, is marked as such.
    """
    found = array("i")
    place = 0
    for item, scored, said in zip(rubric.items, items, own, strict=True):
        may_be_out = scored.state == "out" or (scored.state == "open" and item.absent == "out")
        losses = [_OPEN, _OPEN] if may_be_out else [_points(item, scored), _check(scored)]
        if said.worst < (item.points or 0):
            losses += [_rule(rule, item, said.effects[rule.id]) for rule in item.rules]
        for at, lost in enumerate(losses, place):
            if lost:
                found.extend((at, lost))
        place += 2 + len(item.rules)
    return found.tobytes()


def _points(item: Item, scored: ItemScore) -> int:
    return _OPEN if scored.worst < scored.best else (item.points or 0) - scored.worst


def _check(scored: ItemScore) -> int:
    return _OPEN if scored.check == "open" else int(scored.check == "no")


def _rule(rule: Rule, item: Item, done: Effect) -> int:
    """What a rule took by itself; it cannot take more than the item has."""
    points = item.points or 0
    if isinstance(rule, Zero):
        return {"yes": points, "no": 0}.get(done.zero, _OPEN)
    return min(most_gain(rule, points) - done.worst, points) if done.worst == done.best else _OPEN


def summed(rubric: Rubric, entries: Iterable[bytes]) -> list[ItemLosses]:
    """The losses of all sheets together, by item."""
    entries = list(entries)
    places = [Losses(len(entries)) for item in rubric.items for _ in range(2 + len(item.rules))]
    for packed in entries:
        for place, lost in _pairs(packed):
            into = places[place]
            if lost == _OPEN:
                into.sheets -= 1
            else:
                into.lost += lost
                into.times += 1
    pending = iter(places)
    return [
        ItemLosses(item, next(pending), next(pending), tuple((rule, next(pending)) for rule in item.rules))
        for item in rubric.items
    ]


def _pairs(packed: bytes) -> Iterator[tuple[int, int]]:
    numbers = iter(array("i", packed))
    return zip(numbers, numbers, strict=True)
