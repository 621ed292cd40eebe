"""Files for others: open data of the rubrics and of honours, calendars, the feed."""

from __future__ import annotations

from collections.abc import Mapping

from generator.downloads import calendar, data, feed, register
from generator.model.portal import Edition, Portal
from generator.render.output import OutputFile, Planned


def workbooks(portal: Portal, edition: Edition) -> list[Planned]:
    """The workbooks of an edition's open data: they are kept between builds, as the register's are."""
    return data.workbooks(portal, edition)


def of_edition(portal: Portal, edition: Edition) -> list[OutputFile]:
    """Those of one edition, but for its calendar."""
    return data.files(portal, edition)


def calendars(portal: Portal, edition: Edition) -> list[Planned]:
    """The calendar of an edition that has dates: kept between builds, for its library takes longer than all else."""
    return calendar.of_edition(portal, edition)


def of_portal(portal: Portal, entries: Mapping[str, bytes]) -> list[OutputFile]:
    """Those of the whole portal; ``entries`` are those of the calendars of current editions, by their addresses."""
    return [*register.files(portal), *calendar.of_portal(portal, entries), feed.render(portal)]


def entries(made: bytes) -> bytes:
    """The entries of an edition's calendar, which the portal's is put together from."""
    return calendar.entries(made)
