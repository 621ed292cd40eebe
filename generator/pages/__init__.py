"""The model to pages: one site for each edition, one for the portal's own pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from generator.model.portal import Portal
from generator.pages import edition, portal_pages
from generator.pages.context import Context, Root
from generator.render.environment import environment
from generator.render.output import Kept, Site


def render(portal: Portal, templates: Path, files: Iterable[Kept] = ()) -> list[Site]:
    """Every site of the portal, the portal's own pages first. Nothing is written.

    ``files`` lie finished: the pages say which of them there are, and how large.
    """
    env = environment(templates)
    kept = {one.path: one for one in files}
    editions = [edition.site(Context(portal, one, env, kept), templates) for one in portal.editions]
    own = portal_pages.site(Root(portal, env), editions)
    return [replace(site, footer=portal_pages.footer(portal)) for site in (own, *editions)]
