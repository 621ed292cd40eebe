"""Files for others: open data of the rubrics and of honours, calendars, the feed."""

from __future__ import annotations

from collections.abc import Mapping

from generator.downloads import calendar, feed, register
from generator.downloads.calendar import entries
from generator.downloads.calendar import of_edition as calendars
from generator.downloads.data import files as of_edition
from generator.downloads.data import workbooks
from generator.model.portal import Portal
from generator.render.output import OutputFile

__all__ = ["calendars", "entries", "of_edition", "of_portal", "register", "workbooks"]


def of_portal(portal: Portal, entries: Mapping[str, bytes]) -> list[OutputFile]:
    """Those of the whole portal; ``entries`` are those of the calendars of current editions, by their addresses."""
    return [*register.files(portal), *calendar.of_portal(portal, entries), feed.render(portal)]
