"""``portal form``: a form filled from an answer sheet, in any of its formats."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from generator import documents, pipeline
from generator.documents.filled import filled
from generator.formats import fonts, word, workbook
from generator.formats.pdf import PdfWriter
from generator.model.portal import Edition
from generator.problems import Problem, ProblemsFoundError
from generator.render import template_errors
from generator.score.scheme import Scheme
from generator.score.sheet import Sheet


def form(root: Path, edition: Edition, scored: Scheme, sheet: Sheet, path: Path) -> bytes:
    """The form of ``scored`` with what a sheet says, in the format that ``path`` is named for.

    Raises:
        ProblemsFoundError: when there is no such format, or no fonts for it, or a character without a glyph.

    """
    found, faces = pipeline.templates(root), fonts.find(root)
    printed = partial(documents.rubric_form, edition, scored.rubric, scored)
    document = printed(filled(scored, sheet))
    with template_errors.told(found.templates):
        match path.suffix.lower():
            case ".pdf" if faces:
                return PdfWriter(found.templates, faces).write(document, str(path))
            case ".pdf":
                raise ProblemsFoundError([Problem(str(path), 1, 1, "DOC002", "没有合适的字体。")])
            case ".docx":
                return word.write(document)
            case ".xlsx":
                return workbook.write(scored, printed(), sheet)  # its scores are formulas
    raise ProblemsFoundError([Problem(str(path), 1, 1, "DOC003", f"不认识扩展名“{path.suffix}”。")])
