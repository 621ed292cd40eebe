"""The one Jinja environment for pages: autoescaping on, an unknown name is an error."""

from __future__ import annotations

from pathlib import Path

import jinja2
from markupsafe import Markup

from generator.model import addresses
from generator.model.base import PERIOD, shown

_DAY = 2  # hyphens of a date that names the day


def environment(templates: Path) -> jinja2.Environment:
    """The environment over ``site_templates/pages``. Templates get prepared values and no logic."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(templates / "pages"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.filters.update(points=shown, lines=lines, period=period, until=until)
    env.globals["addresses"] = addresses
    return env


def lines(text: str) -> Markup:
    """Text whose line breaks are kept."""
    return Markup("<br>").join(text.split("\n"))


def until(when: str) -> str:
    """A last day as a deadline; of a month or a year it is the last day of that: 2018年6月底前."""
    return f"到{period(when)}为止" if when.count("-") == _DAY else f"{period(when)}底前"


def period(when: str) -> str:
    """A date as Chinese documents write it: ``2020-08`` is 2020年8月."""
    match = PERIOD.match(when)
    if match is None:
        raise ValueError(when)
    year, month, day = match.groups()
    return f"{year}年" + (f"{int(month)}月" if month else "") + (f"{int(day)}日" if day else "")
