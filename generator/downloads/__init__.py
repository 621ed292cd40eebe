"""Files for others: open data of the rubrics, calendars, the feed."""

from __future__ import annotations

from generator.downloads import calendar, data, feed
from generator.model.portal import Portal
from generator.render.output import OutputFile, Planned


def render(portal: Portal) -> list[OutputFile]:
    """Every file that is no page and is soon made."""
    described = [one for edition in portal.editions for one in data.files(portal, edition)]
    return [*described, *calendar.render(portal), feed.render(portal)]


def planned(portal: Portal) -> list[Planned]:
    """Files that are kept between builds: the workbooks of the open data."""
    return [one for edition in portal.editions for one in data.workbooks(portal, edition)]
