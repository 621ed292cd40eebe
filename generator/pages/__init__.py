"""The model to pages: one site for each edition, one for the portal's own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

import jinja2

from generator.model.portal import Portal
from generator.pages import edition, newer, portal_pages
from generator.pages.context import Context, Root
from generator.render.environment import environment
from generator.render.output import OutputFile, Site

NO_FILES: Mapping[str, int] = MappingProxyType({})


def render(portal: Portal, templates: Path, files: Mapping[str, int] = NO_FILES) -> list[Site]:
    """Every site of the portal, the portal's own pages first. Nothing is written.

    ``files`` are the sizes in bytes of what can be downloaded, by path: the pages say what there is, and how large.
    """
    env = environment(templates)
    editions = of_editions(portal, env, templates, files)
    return [own(portal, env, files, editions), *editions]


def of_editions(portal: Portal, env: jinja2.Environment, templates: Path, files: Mapping[str, int]) -> list[Site]:
    """The sites of all editions of the portal, in their order."""
    editions = [edition.site(Context(portal, one, env, files), templates) for one in portal.editions]
    return [replace(site, footer=portal_pages.footer(portal)) for site in newer.told(portal, editions)]


def own(portal: Portal, env: jinja2.Environment, files: Mapping[str, int], editions: Sequence[Site]) -> Site:
    """The site of the portal's own pages, beside ``editions``: of their pages the titles are enough."""
    site = portal_pages.site(Root(portal, env, files), [*editions])
    return replace(site, footer=portal_pages.footer(portal))


def of_series(portal: Portal, env: jinja2.Environment) -> list[OutputFile]:
    """The way into each series."""
    return [file for series in portal.series for file in portal_pages.series_files(portal, env, series.id)]
