"""A document as PDF: Typst sets the blocks by the templates in ``site_templates/documents/``.

The words go in as data, so nothing in them is ever read as markup. Every file is PDF/UA-1, tagged, and PDF/A-2a too
where the document has a date, which PDF/A asks for.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable
from functools import cached_property
from pathlib import Path
from typing import Any, cast

import typst
from msgspec import Struct

from generator.documents.blocks import Document, rows, texts
from generator.formats.fonts import Fonts
from generator.problems import Problem, ProblemsFoundError

_MAIN = "document.typ"
_REMEDY = "改过这个模板的，改正模板；没有改过的，核对这份文件的正文和表格，再不行请反馈给软件维护者。"
_CONTEXT = 12  # characters either side of one that is missing


class PdfWriter:
    """Writes any number of documents; the compiler stays warm between them."""

    def __init__(self, templates: Path, fonts: Fonts) -> None:
        """Take the templates from ``site_templates/``; no font is used but ``fonts`` and Typst's own Latin one."""
        self._folder = templates / "documents"
        self._fonts = fonts
        self._families = {
            role: {"families": [face.family for face in faces], "weight": faces[0].weight}
            for role, faces in fonts.roles.items()
        }

    @cached_property
    def _compiler(self) -> typst.Compiler:
        """Made for the first document: where all files are kept from an earlier build no font is opened."""
        folders = [str(one) for one in self._fonts.folders]
        fonts = typst.Fonts(include_system_fonts=False, font_paths=folders)
        main = self._folder / _MAIN
        main.stat()  # Typst would not say which file is not there
        return typst.Compiler(main, root=self._folder, font_paths=fonts)

    @cached_property
    def digest(self) -> str:
        """SHA-256 over the fonts and the templates."""
        total = hashlib.sha256(self._fonts.digest.encode())
        for path in sorted(self._folder.glob("*.typ")):
            total.update(path.read_bytes())
        return total.hexdigest()

    def write(self, document: Document, path: str = "") -> bytes:
        """The document as PDF: the same bytes each time; problems name it by ``path``, where it goes.

        Raises:
            ProblemsFoundError: where no font has a character, or a template cannot be set.

        """
        place = path or f"{document.name}.pdf"
        if missing := self._fonts.missing(document):
            raise ProblemsFoundError([Problem(place, 1, 1, "DOC001", _said(document, missing))])
        data = {**_data(document), "fonts": self._families, "published": _day(document.published)}
        standards: list[typst.PDFStandard] = ["a-2a", "ua-1"] if document.published else ["ua-1"]
        try:
            written = self._compiler.compile(
                format="pdf",
                sys_inputs={"document": json.dumps(data, ensure_ascii=False)},
                pdf_standards=standards,
            )
        except typst.TypstError as error:
            raise ProblemsFoundError([_located(error, place)]) from error
        return cast("bytes", written)  # one file, since no output folder is named


def _said(document: Document, missing: Iterable[str]) -> str:
    """Which characters have no glyph, and in which words of the document; of a list of names the whole row."""
    listed, said = [*rows(document)], [*texts(document), document.footer]
    places = {
        char: next((row for row in listed if char in row), None)
        or _around(next((text for text in said if char in text), ""), char)
        for char in missing
    }
    return "；".join(f"字体里没有“{char}”字，见“{place}”" for char, place in places.items()) + "。"


def _around(text: str, char: str) -> str:
    at = text.find(char)
    return " ".join(text[max(0, at - _CONTEXT) : at + _CONTEXT + 1].split())


def _data(value: Any) -> Any:  # noqa: ANN401 - any part of a document
    """A document as JSON has it; each part says of what ``kind`` it is."""
    if isinstance(value, Struct):
        parts = {name: _data(getattr(value, name)) for name in value.__struct_fields__}
        return {"type": type(value).__name__, **parts}
    return [_data(one) for one in value] if isinstance(value, tuple) else value


def _located(error: typst.TypstError, document: str) -> Problem:
    """What is wrong in a template, where Typst says that it is, and of which document: it may be what that holds."""
    file, line, column = _MAIN, "1", "1"
    if place := re.search(r"([\w.-]+\.typ):(\d+):(\d+)", error.diagnostic):
        file, line, column = place.groups()
    where = f"site_templates/documents/{file}"
    said = f"“{document}”排不出来：{error.message}"
    return Problem(where, int(line), int(column), "TPL001", said, _REMEDY)


def _day(published: str) -> dict[str, int] | None:
    if not published:
        return None
    year, month, day = published.split("-")
    return {"year": int(year), "month": int(month), "day": int(day)}
