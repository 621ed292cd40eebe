"""Data for others: every rubric as the canonical JSON that the calculators score by."""

from __future__ import annotations

from generator.model import addresses
from generator.model.portal import Portal
from generator.render.output import OutputFile
from generator.score import scheme


def render(portal: Portal) -> list[OutputFile]:
    """The files below ``/data/``."""
    return [
        OutputFile(
            addresses.data(edition.series.id, edition.id, rubric.id),
            (scheme.canonical(scheme.scheme(edition, rubric)) + "\n").encode(),
        )
        for edition in portal.editions
        for rubric in edition.rubrics
    ]
