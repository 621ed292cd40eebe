"""The phases of an edition as a picture: months across, a row for each phase that has a date.

Precision is honest. A month is a bar over the whole month, a day is a point, and where only the end is
known a broken line leads to it. Places are in the units of the picture, which is ``WIDTH`` wide.
"""

from __future__ import annotations

from datetime import date, timedelta

from msgspec import Struct, field

from generator.model.base import Period, between, days
from generator.model.campaign import Document, Phase
from generator.widths import ems

WIDTH = 960
_TOP, _ROW, _EDGE = 58, 40, 14
_SIZE = 15  # of a Chinese character
_TITLE = 360  # the longest that a title may be
_TICKS = 10  # months that there is room to name
_FEW, _DAYS = 2, (11, 21)  # in so few months these days are named too


class Span(Struct, frozen=True):
    """The first and last day of a phase; empty where none is known."""

    since: str = ""
    until: str = ""


class Tick(Struct, frozen=True):
    """A line down the picture, and what stands above it."""

    x: float
    text: str
    year: str = ""


class Row(Struct, frozen=True):
    """A phase: where it begins and ends, where the broken line begins, and its date in words.

    ``squeezed`` is the length that a long title is pressed into.
    """

    y: int
    title: str
    squeezed: int | None
    span: Span
    left: float
    right: float
    lead: float | None
    label: str
    label_x: float
    anchor: str

    @property
    def width(self) -> float:
        """How long its bar is."""
        return round(self.right - self.left, 1)

    @property
    def is_day(self) -> bool:
        """Whether it is one day, drawn as a point."""
        return self.left == self.right


class Chart(Struct, frozen=True):
    """The picture; ``said`` is all of it in words."""

    height: int
    bottom: int
    ticks: tuple[Tick, ...]
    rows: tuple[Row, ...]
    said: str
    width: int = field(default=WIDTH)


def span(document: Document, phase: Phase) -> Span:
    """The first and last day of a phase, as the browser needs them to say what is open today.

    A phase of which only the end is said is open from the day of the notice.
    """
    starts, ends = phase.start or (phase.end and document.date), phase.end or phase.start
    return Span(
        days(starts)[0].isoformat() if starts else "",
        days(ends)[1].isoformat() if ends else "",
    )


def chart(document: Document, phases: tuple[Phase, ...]) -> Chart | None:
    """The picture of the phases that have a date; None where fewer than two things have one."""
    dated = [_Dated(one.title, one.start, one.end, span(document, one)) for one in phases if one.start or one.end]
    if document.date and dated:
        dated.insert(0, _Dated("通知成文", document.date, None, Span()))
    if len(dated) <= 1:  # one thing is no line of time
        return None
    axis = _Axis(dated)
    rows = tuple(_row(axis, i, one) for i, one in enumerate(dated))
    bottom = _TOP + _ROW * len(rows)
    said = "；".join(f"{one.title}，{one.words()}" for one in dated)
    return Chart(bottom + 8, bottom, tuple(axis.ticks()), rows, f"{said}。")


class _Dated(Struct, frozen=True):
    title: str
    start: Period | None
    end: Period | None
    span: Span

    def days(self) -> tuple[date, date]:
        """The first and the last day that its row shows."""
        return days(self.start or self.end or "")[0], days(self.end or self.start or "")[1]

    def words(self, year: str = "") -> str:
        """Its dates as they are said; ``year`` goes without saying."""
        return between(self.start, self.end, year)


class _Axis:
    """Whole months from the first to the last date, each as wide as the next."""

    def __init__(self, dated: list[_Dated]) -> None:
        first, last = min(one.days()[0] for one in dated), max(one.days()[1] for one in dated)
        self.first = first.replace(day=1)
        self.months = (last.year - first.year) * 12 + last.month - first.month + 1
        self.year = str(first.year) if first.year == last.year else ""
        self.left = min(max(_long(one.title) for one in dated), _TITLE) + 2 * _EDGE
        self.month = (WIDTH - _EDGE - self.left) / self.months

    def at(self, day: date) -> float:
        """Where a day begins."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        long = (_next_month(day) - day.replace(day=1)).days
        return round(self.left + self.month * (months + (day.day - 1) / long), 1)

    def ticks(self) -> list[Tick]:
        """A line at each month, or at some days of each where there are few months."""
        every, day, found = -(-self.months // _TICKS), self.first, []
        for i in range(self.months):
            year = f"{day.year}年" if i == 0 or day.month == 1 else ""
            named = f"{day.month}月1日" if self.months <= _FEW else f"{day.month}月"
            found.append(Tick(self.at(day), named if i % every == 0 else "", year))
            if self.months <= _FEW:
                found += [Tick(self.at(day.replace(day=d)), f"{day.month}月{d}日") for d in _DAYS]
            day = _next_month(day)
        return found


def _row(axis: _Axis, i: int, one: _Dated) -> Row:
    first, last = one.days()
    left, right = axis.at(first), axis.at(last + timedelta(days=1))
    lead = axis.left if one.start is None else None
    if lead is not None:
        left = right  # a deadline is the end of its last day, of its month or of its year
    if first == last:
        left = right = round((left + right) / 2, 1)
    label = one.words(axis.year)
    if right + _EDGE + _long(label) <= WIDTH:
        place, anchor = right + _EDGE, "start"
    elif left - _EDGE - _long(label) >= axis.left:
        place, anchor = left - _EDGE, "end"
    else:
        place, anchor = (left + right) / 2, "middle"
    squeezed = _TITLE if _long(one.title) > _TITLE else None
    y = _TOP + _ROW * i + _ROW // 2
    return Row(y, one.title, squeezed, one.span, left, right, lead, label, round(place, 1), anchor)


def _long(text: str) -> float:
    """How much room a text takes."""
    return _SIZE * ems(text, 0.6)


def _next_month(day: date) -> date:
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1)
