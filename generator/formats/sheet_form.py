"""A form filled from an answer sheet, in any of its formats."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator import documents
from generator.documents.filled import filled
from generator.formats import word, workbook
from generator.formats.fonts import Fonts
from generator.formats.pdf import PdfWriter
from generator.model.portal import Edition
from generator.problems import Problem, ProblemsFoundError
from generator.score.scheme import Scheme
from generator.score.sheet import Sheet


def write(  # noqa: PLR0913, PLR0917 - what with, what, and what as
    templates: Path, fonts: Fonts | None, edition: Edition, scored: Scheme, sheet: Sheet, path: Path
) -> bytes:
    """The form with what a sheet says, in the format that ``path`` is named for.

    Raises:
        ProblemsFoundError: when there is no such format, or no fonts for it, or a character without a glyph.

    """
    form = partial(documents.rubric_form, edition, scored.rubric, scored)
    document = form(filled(scored, sheet))
    match path.suffix.lower():
        case ".pdf" if fonts:
            return PdfWriter(templates, fonts).write(document, str(path))
        case ".pdf":
            raise ProblemsFoundError([Problem(str(path), 1, 1, "DOC002", "没有合适的字体。")])
        case ".docx":
            return word.write(document)
        case ".xlsx":
            return workbook.write(scored, form(), sheet)  # its scores are formulas
    raise ProblemsFoundError([Problem(str(path), 1, 1, "DOC003", f"不认识扩展名“{path.suffix}”。")])
