"""The one Jinja environment for pages: autoescaping on, an unknown name is an error."""

from __future__ import annotations

from pathlib import Path

import jinja2
from jinja2.bccache import Bucket
from markupsafe import Markup, escape

from generator.documents import words
from generator.documents.blocks import footed
from generator.documents.headline import phrases
from generator.documents.imprint import sides
from generator.model import addresses
from generator.model.base import after, period, shown, until
from generator.render import cells


def environment(templates: Path, compiled: Path | None = None) -> jinja2.Environment:
    """The environment over ``site_templates/pages``, as it is now. Templates get prepared values and no logic.

    Its loader finds the other files of ``site_templates`` by their paths.
    What they compile to is kept in the folder ``compiled``, where it is there.
    """
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader([templates / "pages", templates]),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        auto_reload=False,
        bytecode_cache=kept(compiled),
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.tests["block"] = lambda value, name: type(value).__name__ == name
    env.filters.update(points=shown, lines=lines, period=period, after=after, until=until)
    env.filters.update(rows=cells.rows, inline=cells.inline, place=cells.place, footed=footed, phrased=phrased)
    env.filters.update(sides=sides)
    env.globals.update(addresses=addresses, words=words)
    return env


def lines(text: str) -> Markup:
    """Text whose line breaks are kept."""
    return Markup("<br>").join(text.split("\n")) if "\n" in text else escape(text)


def phrased(line: str) -> Markup:
    """A line of a title, which a narrow window breaks by sense."""
    return Markup("<wbr>").join(phrases(line))


def kept(compiled: Path | None) -> jinja2.BytecodeCache | None:
    """Templates as they were compiled before, by name and contents: compiling all of them takes half a second."""
    return _Compiled(str(compiled)) if compiled and compiled.is_dir() else None


class _Compiled(jinja2.FileSystemBytecodeCache):
    """In files of which half a one is as good as none."""

    def load_bytecode(self, bucket: Bucket) -> None:
        """What was kept of a template, where it can be read."""
        try:
            super().load_bytecode(bucket)
        except Exception:  # noqa: BLE001 - it can raise anything, as ``notes.kept``
            bucket.reset()
