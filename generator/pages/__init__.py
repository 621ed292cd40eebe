"""The model to pages: one site for each edition, one for the portal's own pages."""

from __future__ import annotations

from pathlib import Path

from generator.model.portal import Portal
from generator.pages import edition, home
from generator.render.environment import environment
from generator.render.output import Site


def render(portal: Portal, templates: Path) -> list[Site]:
    """Every site of the portal, the portal's own pages first. Nothing is written."""
    env = environment(templates)
    return [home.site(portal, env), *(edition.site(portal, one, env, templates) for one in portal.editions)]
