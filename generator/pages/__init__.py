"""The model to pages: one site for each edition, one for the portal's own pages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from generator.model.portal import Portal
from generator.pages import edition, portal_pages
from generator.pages.context import Root
from generator.render.environment import environment
from generator.render.output import Site


def render(portal: Portal, templates: Path) -> list[Site]:
    """Every site of the portal, the portal's own pages first. Nothing is written."""
    env = environment(templates)
    editions = [edition.site(portal, one, env, templates) for one in portal.editions]
    own = portal_pages.site(Root(portal, env), editions)
    return [replace(site, footer=portal_pages.footer(portal)) for site in (own, *editions)]
