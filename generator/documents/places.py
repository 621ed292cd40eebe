"""Where something stands in a form, named as the form names it; the calculator says the same (``places.js``)."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from msgspec import Struct

from generator.documents.words import item_name
from generator.model.rubric import Rubric

_BESIDE = {"veto": "否决条件", "except": "否决条件", "fact": "单位情况", "condition": "等次条件"}


class _Spot(Struct, frozen=True):
    """A row's name: its number, and the section where numbers begin anew in each or are not printed."""

    section: str
    number: str


def place(rubric: Rubric, ref: str) -> str:
    """The row or the block in which a question, a row or a reading stands."""
    return places(rubric)(ref)


def places(rubric: Rubric) -> Callable[[str], str]:
    """``place`` for many of one rubric."""
    names = _named(rubric)

    def named(ref: str) -> str:
        spot = _spot(names, ref)
        return spot.section + spot.number

    return named


def several(rubric: Rubric, refs: Iterable[str]) -> str:
    """Several places, each once; a section is named before the first of its rows."""
    names = _named(rubric)
    said: list[str] = []
    seen: set[str] = set()
    before = None
    for ref in refs:
        spot = _spot(names, ref)
        owner = ref.split(".", maxsplit=1)[0]
        if owner in seen and spot.section:
            continue
        seen.add(owner)
        text = spot.number if before == spot.section else spot.section + spot.number
        before = spot.section
        if spot.section or text not in said:
            said.append(text)
    return "、".join(said)


def _spot(names: dict[str, _Spot], ref: str) -> _Spot:
    owner = ref.split(".", maxsplit=1)[0]
    if ref == "bonus":
        return _Spot("", "加分是否计入等次")
    return _Spot("", _BESIDE[owner]) if owner in _BESIDE and ref != owner else names[owner]


def _named(rubric: Rubric) -> dict[str, _Spot]:
    numbers = [item.number for item in rubric.items]
    plain = len(set(numbers)) == len(numbers) and None not in numbers
    names = {}
    for section in rubric.all_sections:
        for at, item in enumerate(section.items, start=1):
            # A single item without a number is named by its section alone.
            alone = item.number is None and len(section.items) == 1
            number = "" if alone else item_name(item) or f"第{at}项"
            names[item.id] = _Spot("" if plain else section.title, number)
    return names | {item.id: _Spot("", item.title) for item in (rubric.bonus.items if rubric.bonus else ())}
