"""The whole portal as values, nothing written: every site and every file, which a build makes series by series."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator import downloads, pages
from generator.model.portal import Portal
from generator.render.environment import environment
from generator.render.output import OutputFile, Site

TEMPLATES = Path(__file__).resolve().parent.parent / "site_templates"


def sites(portal: Portal, sizes: Mapping[str, int] | None = None) -> list[Site]:
    """Every site, the portal's own pages first; ``sizes`` are those of what can be downloaded, in bytes, by path."""
    env, sizes = environment(TEMPLATES), sizes or {}
    made = {one.address: pages.of_edition(portal, one, env, sizes) for one in portal.editions}
    newest = {one.series.id: made[one.address] for one in portal.editions if one.is_current}
    editions = [pages.told(portal, one, made[one.address], newest[one.series.id].outline) for one in portal.editions]
    return [pages.own(portal, env, sizes, [one.outline for one in editions]), *editions]


def files(portal: Portal) -> list[OutputFile]:
    """Every file that is no page and is soon made."""
    found = [one for edition in portal.editions for one in downloads.of_edition(portal, edition)]
    dated = {edition.address: one for edition in portal.editions for one in downloads.calendars(portal, edition)}
    made = {address: OutputFile(one.path, one.make()) for address, one in dated.items()}
    entries = {address: downloads.entries(one.data) for address, one in made.items()}
    return [*found, *made.values(), *downloads.of_portal(portal, entries)]
