"""The portal's own pages: home, the way into each series, and not found."""

from __future__ import annotations

import json
import re

import jinja2

from generator.model.portal import Edition, Portal
from generator.pages import meta, words
from generator.render.output import NavItem, OutputFile, Page, Site


def site(portal: Portal, env: jinja2.Environment) -> Site:
    """The site at the root of the portal."""
    settings = portal.settings
    groups = _groups(portal)
    body = env.get_template("home.html").render(portal=portal, groups=groups, words=words)
    keywords = tuple(series.title for series in portal.series)
    page = Page(
        address="",
        title=settings.name,
        description=settings.summary,
        body=body,
        metas=meta.column(settings, "首页", settings.summary, keywords),
        styles=("home.css",),
        alone=True,
    )
    files = [file for series in portal.series for file in _series_files(portal, series.id, env)]
    return Site(
        "",
        settings.name,
        (page,),
        (NavItem("首页", ""),),
        tuple(files),
        url=settings.address or "",
        maintainer=settings.maintainer or "",
    )


def _groups(portal: Portal) -> list[dict[str, object]]:
    """Federations that run a campaign, each with its parent's name and its editions, newest first."""
    groups: list[dict[str, object]] = []
    for federation in portal.federations.values():
        runs = [_card(portal, series.id) for series in portal.series if series.federation == federation.id]
        if runs:
            parent = portal.federations[federation.parent].name if federation.parent else ""
            groups.append({"federation": federation, "parent": parent, "runs": runs})
    return groups


def _card(portal: Portal, series: str) -> dict[str, object]:
    editions = _editions(portal, series)
    current = next(edition for edition in editions if edition.id == edition.series.current)
    campaign = current.campaign
    return {
        "series": current.series,
        "current": current,
        "editions": editions,
        "tiers": [tier for tier in campaign.tiers if tier.minimum is not None],
        "phases": [phase for phase in campaign.phases if phase.start or phase.end],
    }


def _editions(portal: Portal, series: str) -> list[Edition]:
    """Newest first; numbers in an id count as numbers."""
    own = [edition for edition in portal.editions if edition.series.id == series]
    return sorted(own, key=lambda one: [part.zfill(9) for part in re.split(r"(\d+)", one.id)], reverse=True)


def _series_files(portal: Portal, series: str, env: jinja2.Environment) -> list[OutputFile]:
    """``versions.json`` as Material's version selector reads it, and the way to the current edition."""
    editions = _editions(portal, series)
    versions = [
        {
            "version": edition.id,
            "title": edition.campaign.label,
            "aliases": ["current"] if edition.id == edition.series.current else [],
        }
        for edition in editions
    ]
    current = next(edition for edition in editions if edition.id == edition.series.current)
    redirect = env.get_template("redirect.html").render(title=current.series.title, target=f"{current.id}/")
    return [
        OutputFile(f"{series}/versions.json", json.dumps(versions, ensure_ascii=False, indent=1).encode()),
        OutputFile(f"{series}/index.html", redirect.encode()),
    ]
