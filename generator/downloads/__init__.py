"""Files for others: open data of the rubrics and of honours, calendars, the feed."""

from __future__ import annotations

from generator.downloads import calendar, data, feed, register
from generator.model.portal import Edition, Portal
from generator.render.output import OutputFile, Planned


def render(portal: Portal) -> list[OutputFile]:
    """Every file that is no page and is soon made."""
    files = [one for edition in portal.editions for one in of_edition(portal, edition)]
    dated = [OutputFile(one.path, one.make()) for edition in portal.editions for one in calendars(portal, edition)]
    return [*files, *dated, *of_portal(portal)]


def workbooks(portal: Portal, edition: Edition) -> list[Planned]:
    """The workbooks of an edition's open data: they are kept between builds, as the register's are."""
    return data.workbooks(portal, edition)


def of_edition(portal: Portal, edition: Edition) -> list[OutputFile]:
    """Those of one edition, but for its calendar."""
    return data.files(portal, edition)


def calendars(portal: Portal, edition: Edition) -> list[Planned]:
    """The calendar of an edition that has dates: kept between builds, for its library takes longer than all else."""
    return calendar.of_edition(portal, edition)


def of_portal(portal: Portal) -> list[OutputFile]:
    """Those of the whole portal."""
    return [*register.files(portal), *calendar.of_portal(portal), feed.render(portal)]
