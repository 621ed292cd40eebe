"""Files for others: open data of the rubrics and of honours, calendars, the feed."""

from __future__ import annotations

from generator.downloads import calendar, data, feed, register
from generator.model.portal import Portal
from generator.render.output import OutputFile, Planned


def render(portal: Portal) -> list[OutputFile]:
    """Every file that is no page and is soon made."""
    described = [one for edition in portal.editions for one in data.files(portal, edition)]
    return [*described, *register.files(portal), *calendar.render(portal), feed.render(portal)]


def planned(portal: Portal) -> list[Planned]:
    """Files that are kept between builds: the workbooks of the open data."""
    found = [one for edition in portal.editions for one in data.workbooks(portal, edition)]
    return [*found, *register.workbooks(portal)]
