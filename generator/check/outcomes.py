"""What editions ended in, held against their own rules, the calendar and the register: the checks in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.check import counts, holders, papers, period, quotas, roll
from generator.check.concluded import Concluded
from generator.load import Sources
from generator.model.campaign import Federation
from generator.model.holidays import Holidays
from generator.model.portal import Edition
from generator.problems import Problem


def lint(
    sources: Sources,
    editions: Sequence[Edition],
    federations: dict[str, Federation],
    holidays: Holidays | None,
) -> Iterator[Problem]:
    """Every problem of what the editions ended in.

    A list of which some rows are left out, because they have problems of their own, is not counted, and while there
    is one nobody is said not to hold a title.
    """
    known = [edition for edition in editions if edition.series.federation in federations]
    ended = [made for edition in known if (made := Concluded.of(edition, sources))]
    for one in ended:
        if one.day and not sources.has(one.roll):
            yield one.problem("HON003", (), "有公示或决定，没有名单 honorees.csv。")
        yield from period.lint(one, holidays, there=sources.has(period.HOLIDAYS))
        yield from papers.lint(one, [other for other in ended if other.series == one.series])
        if one.whole and not one.listed:
            if one.day:
                yield Problem(one.roll, 1, 1, "HON003", "有公示或决定，名单里没有单位。")
        elif one.whole:
            yield from roll.lint(one, federations)
            yield from quotas.lint(one)
            yield from counts.lint(one, [other for other in ended if other.series == one.series])
    lists = {path for path in (*sources.tables, *sources.refused) if path.endswith("/honorees.csv")}
    whole = all(one.whole for one in ended) and lists <= {one.roll for one in ended}
    yield from holders.lint(ended, editions, federations, whole=whole)
