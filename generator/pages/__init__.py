"""The model to pages: one site for each edition, one for the portal's own pages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import jinja2
from msgspec.structs import replace

from generator.model.portal import Edition, Portal
from generator.model.sequence import quoted
from generator.pages import edition, portal_pages
from generator.pages.context import Context, Root
from generator.pages.newer import told
from generator.render.output import Outline, OutputFile, Page, Site

__all__ = ["of_edition", "of_series", "own", "quoted", "told"]

NO_PAGES: Mapping[str, Page] = MappingProxyType({})


def of_edition(portal: Portal, one: Edition, env: jinja2.Environment, files: Mapping[str, int]) -> Site:
    """The site of an edition, which does not say yet whether there is a newer one."""
    return replace(edition.site(Context(portal, one, env, files)), footer=portal_pages.footer(portal))


def own(
    portal: Portal,
    env: jinja2.Environment,
    files: Mapping[str, int],
    editions: Sequence[Outline],
    ready: Mapping[str, Page] = NO_PAGES,
) -> Site:
    """The site of the portal's own pages, beside ``editions`` in the order of the portal.

    Pages of federations that are ``ready``, by their addresses, are not made again.
    """
    site = portal_pages.site(Root(portal, env, files), editions, ready)
    return replace(site, footer=portal_pages.footer(portal))


def of_series(portal: Portal, env: jinja2.Environment) -> list[OutputFile]:
    """The way into each series."""
    return [file for series in portal.series for file in portal_pages.series_files(portal, env, series.id)]
