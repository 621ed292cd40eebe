"""The home page: every campaign, by federation, year and state; of very many some, and the way to all others."""

from __future__ import annotations

from generator.model.campaign import Federation
from generator.model.portal import publishing
from generator.pages.context import Root
from generator.pages.runs import MANY, Run, series_of
from generator.render.output import Page

_LONG = 12
"""Campaigns from which on the page says at its top what stands further down."""
_NEWEST = 60
"""So many campaigns are shown where not all can be."""


def page(root: Root, runs: list[Run]) -> Page:
    """Current editions as cards, all others as lists by year, and the federations; a script filters them.

    Demonstrations stand at the end, apart from what is counted and filtered. A portal of very many editions shows those
    of the current ones that end last, what is open among them, and no filter, which would not find the rest: that
    stands on the pages of federations.
    """
    portal = root.portal
    listed = {series.id for series in portal.counted}
    counted = [run for run in runs if run.edition.series.id in listed]
    current = [run for run in counted if run.is_current]
    whole = len(counted) <= MANY
    shown = current if whole else sorted(current, key=lambda run: run.end, reverse=True)[:_NEWEST]
    others: dict[str, list[Run]] = {}
    for run in counted if whole else ():
        if not run.is_current:
            others.setdefault(run.year, []).append(run)
    return root.page(
        "",
        portal.settings.name,
        portal.settings.summary,
        "home.html",
        values={
            "current": shown,
            "others": others,
            "whole": whole,
            "total": len(current),
            "federations": _federations(root, counted),
            "long": len(portal.counted) > _LONG,
            "undated": whole and any(not run.end for run in counted),
            "years": list(dict.fromkeys(run.year for run in counted if run.year)),
            "titled": any(run.edition.honours and run.edition.honours.granted for run in counted),
            "apart": series_of([run for run in runs if run.edition.series.id not in listed]),
        },
        keywords=tuple(series.title for series in portal.counted if whole),
        styles=("home.css", "filter.css"),
        scripts=("assets/portal/filter.js",),
        alone=True,
    )


def _federations(root: Root, runs: list[Run]) -> list[tuple[Federation, int, bool]]:
    """Federations with a page, how many campaigns they and those below them run, and whether any is below."""
    portal = root.portal
    names = publishing(portal.federations, portal.counted)
    series: dict[str, dict[str, bool]] = {name: {} for name in names}  # by their ids, and whether one below runs them
    for run in runs:
        for name in run.lineage:
            series[name][run.edition.series.id] = run.federation.id != name
    return [(portal.federations[name], len(series[name]), any(series[name].values())) for name in names]
