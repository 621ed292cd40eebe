"""``portal form``: a form filled from an answer sheet."""

from __future__ import annotations

from pathlib import Path

from generator import pipeline
from generator.formats import fonts, sheet_form
from generator.model.portal import Edition
from generator.render import template_errors
from generator.score.scheme import Scheme
from generator.score.sheet import Sheet


def form(root: Path, edition: Edition, scored: Scheme, sheet: Sheet, path: Path) -> bytes:
    """The form of ``scored`` with what a sheet says, in the format that ``path`` is named for.

    Raises:
        ProblemsFoundError: when there is no such format, or no fonts for it, or a character without a glyph.

    """
    found = pipeline.templates(root)
    with template_errors.told(found.templates):
        return sheet_form.write(found.templates, fonts.find(root), edition, scored, sheet, path)
