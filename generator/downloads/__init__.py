"""Files for others: rubrics as the canonical JSON that the calculators score by, calendars, the feed."""

from __future__ import annotations

from generator.downloads import calendar, feed
from generator.model import addresses
from generator.model.portal import Portal
from generator.render.output import OutputFile
from generator.score import scheme


def render(portal: Portal) -> list[OutputFile]:
    """Every file that is no page."""
    return [*_data(portal), *calendar.render(portal), feed.render(portal)]


def _data(portal: Portal) -> list[OutputFile]:
    """The files below ``/data/``."""
    return [
        OutputFile(
            addresses.data(edition.series.id, edition.id, rubric.id),
            (scheme.canonical(scheme.scheme(edition, rubric)) + "\n").encode(),
        )
        for edition in portal.editions
        for rubric in edition.rubrics
    ]
