"""Who holds a title already, and who does not hold one that is needed. Each check's docstring is its rule.

A unit of the list is one of the register when their folded names are the same; the register is asked as of the day of
the decision. A row with 说明 was looked at by a person, where that speaks of what is asked: the other name, the title
that is held, its year, or that it is granted anew (期满复评). 已有称号 proves a title that the register does not know.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache

from msgspec import Struct

from generator.check import numerals, plain
from generator.check.concluded import Concluded
from generator.model.campaign import Federation
from generator.model.honours import Award, Honoree, Kind
from generator.model.portal import Edition, lineage
from generator.problems import Problem
from generator.register import names
from generator.register.history import State, Title, state, titles

# What speaks of a title that there is already, or of two units of one name.
_ANEW = re.compile(
    "复[评审验核查]|重新(?:申报|认定|评[定选]|命名|授)|再次|连续|蝉联|期满|届满|到期(?!未)|上一?届|称号|已获评|同名|重名"
    "|升[级星]|晋[级升]|换发?牌|继续命名"
)
_FIRST = re.compile("首次|首届|第一次|从未|未[获曾]")
_YEAR = re.compile(f"({numerals.YEAR})[年届./-]")
_TELLING = 4  # characters of a title's name without the place (星级职工之家)

AwardId = tuple[str, str]
"""The ids of a series and of an award in it."""


class _Holding(Struct, frozen=True):
    """A title of another edition that is held on a day."""

    title: Title
    now: State

    @property
    def award(self) -> AwardId:
        return self.title.series, self.title.award.id

    @property
    def year(self) -> str:
        return next(step.day for step in self.title.steps if step.kind is Kind.GRANTED)[:4]

    @property
    def said(self) -> str:
        return f"{self.year}年获“{self.title.award.name}”"


class _Register:
    """Every title, to be asked by the names of units in the words of one federation."""

    def __init__(
        self, all_titles: Sequence[Title], places: tuple[str, ...], opened: Mapping[tuple[str, str], str | None]
    ) -> None:
        self._opened = opened
        self.fold = cache(lambda name: names.fold(name, places))
        self.keys = cache(lambda name, district: names.keys(name, district, places))
        self._of: defaultdict[str, list[Title]] = defaultdict(list)
        for title in all_titles:
            for name in {self.fold(step.name) for step in title.steps if step.name}:
                self._of[name].append(title)

    def held(self, one: Concluded, row: Honoree) -> list[_Holding]:
        """What the unit of a row holds by other editions on the day of the decision."""
        name = self.fold(row.unit)
        found = [_Holding(title, state(title, one.day)) for title in self._of.get(name, ()) if _other(one, title)]
        return [
            holding
            for holding in found
            if holding.now.held and self.fold(holding.now.unit) == name and not _later(one, holding.title, self._opened)
        ]


def lint(
    ended: Sequence[Concluded], editions: Sequence[Edition], federations: dict[str, Federation], *, whole: bool
) -> Iterator[Problem]:
    """Every problem between the lists and the register.

    ``whole`` says whether every list was read without a problem: only then somebody can be said not to hold a title.
    """
    all_titles = titles(editions)
    awards = {(one.series, award.id): award for one in ended for award in one.outcome.awards}
    opened = {(one.series, one.edition.id): one.edition.campaign.document.date for one in ended}
    register = cache(lambda places: _Register(all_titles, places, opened))
    for one in ended:
        asked = register(names.places(federations[one.edition.series.federation].name))
        if one.whole:
            yield from _renamed(one, all_titles, asked)
            yield from _again(one, editions, federations, asked)
            yield from _together(one, asked)
        if whole:
            yield from _references(one, awards.keys())
            yield from _needed(one, awards, asked)


def _other(one: Concluded, title: Title) -> bool:
    return (title.series, title.edition) != (one.series, one.edition.id)


def _later(one: Concluded, title: Title, opened: Mapping[tuple[str, str], str | None]) -> bool:
    """Whether a title was granted by an edition whose notice came later: only that one grants it again."""
    own = one.edition.campaign.document.date
    other = opened.get((title.series, title.edition))
    return title.series == one.series and bool(own and other and other > own)


def _renamed(one: Concluded, all_titles: Iterable[Title], register: _Register) -> Iterator[Problem]:
    """A unit that the register knows under a name that is slightly another, or that it had before, is looked at.

    Whom a unit merged into is another unit: it never had that one's name.
    """
    now: dict[str, str] = {}
    former: dict[str, str] = {}
    for title in all_titles:
        if not _other(one, title) or title.steps[0].day > one.day:
            continue
        unit = state(title, one.day).unit
        now[unit] = title.honoree.district
        for step in title.steps:
            if step.name and step.kind is not Kind.MERGED and step.day <= one.day and step.name != unit:
                former.setdefault(step.name, unit)
    rows = [row for row in one.listed if row.unit not in now]
    for row in rows:
        if row.unit in former and not row.speaks_of(former[row.unit]):
            said = f"荣誉名录里“{row.unit}”已经是“{former[row.unit]}”{_unsaid(row)}。"
            yield one.cell("HON020", row, "unit", said)
    rows = [row for row in rows if row.unit not in former]
    known = {**dict.fromkeys(former, ""), **now}
    units = list(known)
    pairs = names.alike(
        [register.keys(row.unit, row.district) for row in rows],
        [register.keys(unit, district) for unit, district in known.items()],
    )
    told = set()
    for i, j in pairs:
        row, unit = rows[i], units[j]
        if i not in told and not any(map(row.speaks_of, {unit, former.get(unit, unit)})):
            told.add(i)
            said = f"“{row.unit}”与荣誉名录里的“{unit}”名称相近，可能是同一单位{_unsaid(row)}。"
            yield one.cell("HON020", row, "unit", said)


def _unsaid(row: Honoree) -> str:
    """Why a 说明 that is there is not enough."""
    return "；“说明”里没有写那个名称" if row.note else ""


def _again(
    one: Concluded, editions: Iterable[Edition], federations: dict[str, Federation], register: _Register
) -> Iterator[Problem]:
    """Nobody is granted what they hold, in the same or a higher tier, nor what a title they hold bars."""
    bars = {award.id: {_resolved(one, name) for name in award.bars} for award in one.outcome.awards}
    untitled = any(fact.untitled for fact in one.edition.campaign.objects)
    line = lineage(federations, one.edition.series.federation) if untitled else ()
    of_line = {edition.series.id for edition in editions if edition.series.federation in line}
    for row in one.kept:
        for holding in register.held(one, row):
            same = holding.award == (one.series, row.award) and not _lower(one, holding, row)
            barred = same or holding.award in bars[row.award] or holding.title.series in of_line
            if barred and not _looked_at(row, holding, register.fold(holding.title.award.name)):
                unsaid = "；“说明”里没有写那个称号或年份" if row.note else ""
                said = f"“{row.unit}”{holding.said}，没有失效，不能再授予“{one.award(row).name}”{unsaid}。"
                yield one.cell("HON024", row, "unit", said)
                break


def _together(one: Concluded, register: _Register) -> Iterator[Problem]:
    """Nobody is granted at once two titles of which one bars the other."""
    bars = {award.id: {_resolved(one, name) for name in award.bars} for award in one.outcome.awards}
    granted: defaultdict[tuple[str, AwardId], list[Honoree]] = defaultdict(list)
    for row in one.kept:
        granted[register.fold(row.unit), (one.series, row.award)].append(row)
    for row in one.kept:
        name, own = register.fold(row.unit), (one.series, row.award)
        for other in (other for award in bars[row.award] - {own} for other in granted.get((name, award), ())):
            if not row.speaks_of(one.award(other).name, other.number):
                unsaid = "；“说明”里没有写那个编号" if row.note else ""
                held, barred = one.award(other).name, one.award(row).name
                said = f"“{row.unit}”又在名单里授予“{held}”（编号{other.number}），不能再授予“{barred}”{unsaid}。"
                yield one.cell("HON024", row, "unit", said)


def _looked_at(row: Honoree, holding: _Holding, short: str) -> bool:
    """Whether the 说明 speaks of a title that is held, its name being in short so, or of another unit that holds it."""
    note, now = plain.squash(row.note), holding.now
    named = {holding.title.award.name, *([short] if len(short) >= _TELLING else []), *({now.unit} - {row.unit})}
    if int(holding.year) in map(numerals.value, _YEAR.findall(note)):
        return True
    return not _FIRST.search(note) and (_ANEW.search(note) is not None or any(map(row.speaks_of, named)))


def _lower(one: Concluded, holding: _Holding, row: Honoree) -> bool:
    """Whether what is held is a lower tier, as this edition has them: then the new title is a step up."""
    held, new = one.tier(holding.now.tier), one.tier(row.tier)
    return held is not None and new is not None and held < new


def _resolved(one: Concluded, name: str) -> AwardId:
    series, _, award = name.rpartition("/")
    return series or one.series, award


def _references(one: Concluded, known: Iterable[AwardId]) -> Iterator[Problem]:
    """The awards that an award needs or is barred by are there."""
    there = set(known)
    for i, award in enumerate(one.outcome.awards):
        for key, named in (("requires", award.requires), ("bars", award.bars)):
            for n, name in enumerate(named):
                if _resolved(one, name) not in there:
                    yield one.problem("REF001", ("awards", i, key, n), f"没有称号“{name}”。")


def _needed(one: Concluded, awards: Mapping[AwardId, Award], register: _Register) -> Iterator[Problem]:
    """Who is granted an award holds one of those it requires, and one of the level below it."""
    needed = {award.id: [*_requirements(one, award, awards)] for award in one.outcome.awards}
    for row in one.kept:
        if row.held or not needed[row.award]:
            continue
        held = {holding.award for holding in register.held(one, row)}
        for accepted, name in needed[row.award]:
            if held.isdisjoint(accepted):
                said = f"荣誉名录里“{row.unit}”没有授予“{one.award(row).name}”以前须有的{name}。"
                yield one.cell("HON025", row, "unit", said)


def _requirements(
    one: Concluded, award: Award, awards: Mapping[AwardId, Award]
) -> Iterator[tuple[frozenset[AwardId], str]]:
    """Sets of awards of each of which one must be held, and how to name them."""
    accepted = [id_ for name in award.requires if (id_ := _resolved(one, name)) in awards]
    if accepted:
        yield frozenset(accepted), "或".join(f"“{awards[id_].name}”" for id_ in accepted)
    ladder = [level.title for level in one.edition.campaign.levels]
    if award.level in ladder[1:]:
        below = ladder.index(award.level) - 1
        reached = frozenset(
            id_ for id_, other in awards.items() if id_[0] == one.series and other.level in ladder[below:]
        )
        yield reached, f"“{ladder[below]}”"
