"""What a person says about a list where the file alone does not tell."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from generator.model.honours import HONOREES

ABOVE, EMPTY = "上一行", "空"


class Asked(Struct, frozen=True):
    """Options; parts are those of ``HONOREES``.

    ``header`` is the row of the heading, 0 for none. ``columns`` says a column's letters, its label, or 无.
    ``sections`` says what headings between the units mean, by level. ``blanks`` says what a blank cell means:
    ``ABOVE`` or ``EMPTY``. ``values`` holds for every unit.
    """

    sheets: tuple[str, ...] = ()
    header: int | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    sections: tuple[str, ...] = ()
    blanks: Mapping[str, str] = field(default_factory=dict)
    values: Mapping[str, str] = field(default_factory=dict)


def part(said: str, known: Iterable[str]) -> tuple[str, str]:
    """``单位名称=C`` as the part that it is about, and what is said of it.

    Raises:
        ValueError: when it is not written so; says what can be.

    """
    titles = {HONOREES[part]: part for part in known}
    title, equals, value = (one.strip() for one in said.partition("="))
    if not equals or not value or title not in titles:
        raise ValueError(f"“{said}”应写成 名称=内容，名称可用：{'、'.join(titles)}。")
    return titles[title], value


def levels(said: str, known: Iterable[str]) -> tuple[str, ...]:
    """``等次,所属`` as parts, in order.

    Raises:
        ValueError: when one of them is unknown; says what can be.

    """
    titles = {HONOREES[part]: part for part in known}
    names = [one.strip() for one in said.replace("，", ",").replace("、", ",").split(",") if one.strip()]
    if unknown := [one for one in names if one not in titles]:
        raise ValueError(f"“{unknown[0]}”不能用，可用：{'、'.join(titles)}，以逗号分开。")
    return tuple(titles[one] for one in names)
