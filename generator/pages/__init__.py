"""The model to pages: one site for each edition, one for the portal's own pages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType

from generator.model.portal import Portal
from generator.pages import edition, portal_pages
from generator.pages.context import Context, Root
from generator.render.environment import environment
from generator.render.output import Site

NO_FILES: Mapping[str, int] = MappingProxyType({})


def render(portal: Portal, templates: Path, files: Mapping[str, int] = NO_FILES) -> list[Site]:
    """Every site of the portal, the portal's own pages first. Nothing is written.

    ``files`` are the sizes in bytes of what can be downloaded, by path: the pages say what there is, and how large.
    """
    env = environment(templates)
    editions = [edition.site(Context(portal, one, env, files), templates) for one in portal.editions]
    own = portal_pages.site(Root(portal, env, files), editions)
    return [replace(site, footer=portal_pages.footer(portal)) for site in (own, *editions)]
