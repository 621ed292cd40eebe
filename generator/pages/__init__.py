"""The model to pages: one site for each edition, one for the portal's own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType

import jinja2
from msgspec.structs import replace

from generator.model.portal import Edition, Portal
from generator.model.sequence import quoted
from generator.pages import edition, portal_pages
from generator.pages.context import Context, Root
from generator.pages.newer import told
from generator.render.environment import environment
from generator.render.output import OutputFile, Page, Site

__all__ = ["of_edition", "of_series", "own", "quoted", "render", "told"]

NO_FILES: Mapping[str, int] = MappingProxyType({})
NO_PAGES: Mapping[str, Page] = MappingProxyType({})


def render(portal: Portal, templates: Path, files: Mapping[str, int] = NO_FILES) -> list[Site]:
    """Every site of the portal, the portal's own pages first. Nothing is written.

    ``files`` are the sizes in bytes of what can be downloaded, by path: the pages say what there is, and how large.
    """
    env = environment(templates)
    sites = {one.address: of_edition(portal, one, env, files) for one in portal.editions}
    currents = {one.series.id: sites[one.address] for one in portal.editions if one.is_current}
    editions = [told(portal, one, sites[one.address], currents[one.series.id]) for one in portal.editions]
    return [own(portal, env, files, editions), *editions]


def of_edition(portal: Portal, one: Edition, env: jinja2.Environment, files: Mapping[str, int]) -> Site:
    """The site of an edition, which does not say yet whether there is a newer one."""
    return replace(edition.site(Context(portal, one, env, files)), footer=portal_pages.footer(portal))


def own(
    portal: Portal,
    env: jinja2.Environment,
    files: Mapping[str, int],
    editions: Sequence[Site],
    ready: Mapping[str, Page] = NO_PAGES,
) -> Site:
    """The site of the portal's own pages, beside ``editions``: of their pages the titles are enough.

    Pages of federations that are ``ready``, by their addresses, are not made again.
    """
    site = portal_pages.site(Root(portal, env, files), [*editions], ready)
    return replace(site, footer=portal_pages.footer(portal))


def of_series(portal: Portal, env: jinja2.Environment) -> list[OutputFile]:
    """The way into each series."""
    return [file for series in portal.series for file in portal_pages.series_files(portal, env, series.id)]
