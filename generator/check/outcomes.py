"""What editions ended in, held against their own rules, and the calendar: the checks in their order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.check import counts, papers, period, quotas, roll
from generator.check.concluded import Concluded
from generator.load import Sources
from generator.model.campaign import Federation
from generator.model.holidays import Holidays
from generator.problems import Problem


def lint(
    sources: Sources,
    ended: Sequence[Concluded],
    federations: dict[str, Federation],
    holidays: Holidays | None,
    *,
    there: bool,
) -> Iterator[Problem]:
    """Every problem of what the editions of one series ended in; ``there``: whether there is a calendar of days off.

    A list of which some rows are left out, because they have problems of their own, is not counted.
    """
    for one in ended:
        if one.day and not sources.has(one.roll):
            yield one.problem("HON003", (), "有公示或决定，没有名单 honorees.csv。")
        yield from period.lint(one, holidays, there=there)
        yield from papers.lint(one, ended)
        if one.whole and not one.listed:
            if one.day:
                yield Problem(one.roll, 1, 1, "HON003", "有公示或决定，名单里没有单位。")
        elif one.whole:
            yield from roll.lint(one, federations)
            yield from quotas.lint(one)
            yield from counts.lint(one, ended)
