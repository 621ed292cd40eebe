"""The home page: every campaign, by federation, year and state."""

from __future__ import annotations

from generator.model.campaign import Federation
from generator.model.portal import publishing
from generator.pages.context import Root
from generator.pages.runs import Run, series_of
from generator.render.output import Page

_LONG = 12
"""Campaigns from which on the page says at its top what stands further down."""


def page(root: Root, runs: list[Run]) -> Page:
    """Current editions as cards, all others as lists by year, and the federations; a script filters them.

    Demonstrations stand at the end, apart from what is counted and filtered.
    """
    portal = root.portal
    listed = {series.id for series in portal.counted}
    counted = [run for run in runs if run.edition.series.id in listed]
    others: dict[str, list[Run]] = {}
    for run in counted:
        if not run.is_current:
            others.setdefault(run.year, []).append(run)
    return root.page(
        "",
        portal.settings.name,
        portal.settings.summary,
        "home.html",
        values={
            "current": [run for run in counted if run.is_current],
            "others": others,
            "federations": _federations(root, counted),
            "long": len(portal.counted) > _LONG,
            "undated": any(not run.end for run in counted),
            "years": list(dict.fromkeys(run.year for run in counted if run.year)),
            "titled": any(run.edition.honours and run.edition.honours.granted for run in counted),
            "apart": series_of([run for run in runs if run.edition.series.id not in listed]),
        },
        keywords=tuple(series.title for series in portal.counted),
        styles=("home.css", "filter.css"),
        scripts=("assets/portal/filter.js",),
        alone=True,
    )


def _federations(root: Root, runs: list[Run]) -> list[tuple[Federation, int, bool]]:
    """Federations with a page, how many campaigns they and those below them run, and whether any is below."""
    portal = root.portal
    listed = []
    for name in publishing(portal.federations, portal.counted):
        below = [run for run in runs if name in run.lineage]
        series = {run.edition.series.id for run in below}
        listed.append((portal.federations[name], len(series), any(run.federation.id != name for run in below)))
    return listed
