"""How many titles were in force at the end of each year, as a picture and as the table beside it.

Columns grow upwards from a line for each row; a number stands on each, so that none has to be guessed. All of them
together and the campaigns are drawn to one scale, the districts, which are far smaller, to one of their own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import groupby

from msgspec import Struct

from generator.pages.honours.roster import Entry, Roster
from generator.register import history

WIDTH = 960
_TOP, _ROW, _COLUMN, _LABEL = 40, 54, 30, 250  # the highest column; where the first year begins
_WIDEST, _APART = 44, 120
"""The widest column; the farthest that years stand apart: few of them begin where a phone shows them."""
_YEARS, _ROWS = 12, 16  # what a picture has room for; the table has all
_TEXT = 225  # the longest that a label may be
_SIZE = 15  # of a Chinese character

NOWHERE = "未注明"
"""Where a list does not say to which district a unit belongs."""


class Line(Struct, frozen=True):
    """A row of the table: what is counted, and how many at the end of each year."""

    name: str
    counts: tuple[int, ...]
    part: str
    """``all``, ``campaign`` or ``district``."""


class Column(Struct, frozen=True):
    """A column of the picture; ``x`` is its middle, ``y`` its upper end, both from where its row begins."""

    x: float
    left: float
    y: float
    height: float
    width: float
    count: int


class Row(Struct, frozen=True):
    """A row of the picture: its foot, its name, the length this is pressed into, its columns."""

    y: int
    name: str
    squeezed: int | None
    part: str
    columns: tuple[Column, ...]


class Chart(Struct, frozen=True):
    """The picture of one federation's titles, and its table; ``said`` is the picture in words."""

    federation: str
    anchor: str
    years: tuple[str, ...]
    ticks: tuple[tuple[float, str], ...]
    rows: tuple[Row, ...]
    lines: tuple[Line, ...]
    height: int
    said: str
    left_out: str
    width: int = WIDTH


def charts(rosters: Iterable[Roster]) -> list[Chart]:
    """A picture for each federation that granted titles, in the order of their names' ids."""
    ordered = sorted(rosters, key=lambda one: one.federation.id)
    return [_chart(list(some)) for _, some in groupby(ordered, key=lambda one: one.federation.id)]


def _chart(rosters: list[Roster]) -> Chart:
    federation = rosters[0].federation
    first = min(one.decision.date for one in rosters)[:4]
    last = max(one.last for one in rosters)[:4]
    years = tuple(str(year) for year in range(int(first), int(last) + 1))
    lines = _lines(rosters, years)
    drawn, shown = _drawn(lines), years[-_YEARS:]
    wide = min((WIDTH - _LABEL) / len(shown), _APART)
    ticks = tuple((round(_LABEL + wide * (i + 0.5), 1), year) for i, year in enumerate(shown))
    rows = _rows(drawn, ticks, min(wide * 0.6, _WIDEST))
    left_out = [] if len(shown) == len(years) else [f"{years[0]}年至{years[-_YEARS - 1]}年"]
    if len(drawn) < len(lines):
        left_out.append(f"另外{len(lines) - len(drawn)}个区县或行业")
    whole = lines[0]
    said = "，".join(f"{year}年底{count}个" for year, count in zip(years, whole.counts, strict=True))
    return Chart(
        federation.name,
        f"chart-{federation.id}",
        years,
        ticks,
        rows,
        lines,
        _TOP + _ROW * len(rows) + 6,
        f"{federation.name}命名的称号，有效的{said}。",
        "和".join(left_out),
    )


def _lines(rosters: Sequence[Roster], years: tuple[str, ...]) -> tuple[Line, ...]:
    """All, then campaigns where there are several, then districts as the lists declare them."""
    whole: Counter[str] = Counter()
    campaigns: dict[str, Counter[str]] = {one.edition.series.title: Counter() for one in rosters}
    districts: dict[str, Counter[str]] = {name: Counter() for one in rosters for name in one.districts}
    for roster in rosters:
        for entry in roster.entries:
            held = [year for year in years if _held(entry, year)]
            whole.update(held)
            campaigns[roster.edition.series.title].update(held)
            districts.setdefault(entry.title.honoree.district or NOWHERE, Counter()).update(held)

    def line(name: str, counts: Counter[str], part: str) -> Line:
        return Line(name, tuple(counts[year] for year in years), part)

    found = [line("全部", whole, "all")]
    if len(campaigns) > 1:
        found += [line(name, counts, "campaign") for name, counts in campaigns.items()]
    if set(districts) != {NOWHERE}:
        found += [line(name, counts, "district") for name, counts in districts.items()]
    return tuple(found)


def _held(entry: Entry, year: str) -> bool:
    return history.state(entry.title, f"{year}-12-31").held


def _drawn(lines: tuple[Line, ...]) -> list[Line]:
    """What the picture has room for: of districts those with most titles at the end, in their order."""
    above = [one for one in lines if one.part != "district"][:_ROWS]
    below = [one for one in lines if one.part == "district"]
    most = sorted(below, key=lambda one: one.counts[-1], reverse=True)[: _ROWS - len(above)]
    return [*above, *(one for one in below if one in most)]


def _rows(lines: list[Line], ticks: tuple[tuple[float, str], ...], wide: float) -> tuple[Row, ...]:
    scales = {
        part: max(
            max(line.counts[-len(ticks) :]) for line in lines if (line.part == "district") is (part == "district")
        )
        for part in {line.part for line in lines}
    }
    found = []
    for at, line in enumerate(lines):
        columns = tuple(
            _column(x, count, scales[line.part], wide)
            for (x, _), count in zip(ticks, line.counts[-len(ticks) :], strict=True)
        )
        squeezed = _TEXT if len(line.name) * _SIZE > _TEXT else None
        found.append(Row(_TOP + _ROW * (at + 1), line.name, squeezed, line.part, columns))
    return tuple(found)


def _column(x: float, count: int, most: int, wide: float) -> Column:
    height = round(_COLUMN * count / max(most, 1), 1)
    return Column(x, round(x - wide / 2, 1), -height, height, round(wide, 1), count)
