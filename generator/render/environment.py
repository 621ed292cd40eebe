"""The one Jinja environment for pages: autoescaping on, an unknown name is an error."""

from __future__ import annotations

from pathlib import Path

import jinja2
from markupsafe import Markup

from generator.model import addresses
from generator.model.base import period, shown, until


def environment(templates: Path) -> jinja2.Environment:
    """The environment over ``site_templates/pages``. Templates get prepared values and no logic."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.tests["block"] = lambda value, name: type(value).__name__ == name
    env.filters.update(points=shown, lines=lines, period=period, until=until)
    env.globals["addresses"] = addresses
    return env


def lines(text: str) -> Markup:
    """Text whose line breaks are kept."""
    return Markup("<br>").join(text.split("\n"))
