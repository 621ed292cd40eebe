"""Which files there are of each document of an edition, and of all of them together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from generator import documents
from generator.documents.blocks import Document
from generator.formats import word, workbook
from generator.formats.bundle import Entry, bundle
from generator.formats.fonts import INSTALL, Fonts
from generator.formats.pdf import PdfWriter
from generator.model import addresses
from generator.model.portal import Edition, Portal
from generator.problems import Problem, ProblemsFoundError
from generator.render.output import Kept, Planned
from generator.score.scheme import Scheme, canonical, scheme
from generator.score.sheet import Sheet


@dataclass(frozen=True)
class Printed:
    """A document of an edition, and the files that there are of it."""

    edition: Edition
    document: Document
    files: tuple[Planned, ...]


class Writers:
    """What documents are written with. ``without_pdf`` says why there is no PDF, where there is none."""

    def __init__(self, templates: Path, fonts: Fonts | None) -> None:
        """Over ``site_templates`` and the fonts that were found."""
        self._pdf = PdfWriter(templates, fonts) if fonts else None
        self.without_pdf = "" if fonts else f"没有合适的字体，没有生成 PDF。{INSTALL}"

    def printed(self, portal: Portal, edition: Edition) -> list[Printed]:
        """Every document of an edition, none of its files made yet."""
        rubrics = {addresses.form(rubric.id): scheme(edition, rubric) for rubric in edition.rubrics}
        return [
            Printed(edition, document, tuple(self._files(edition, document, rubrics.get(document.page))))
            for document in documents.edition(portal, edition)
        ]

    def filled(self, edition: Edition, scored: Scheme, sheet: Sheet, path: Path) -> bytes:
        """The form with what a sheet says, in the format that ``path`` is named for.

        Raises:
            ProblemsFoundError: when there is no such format, or no fonts for it, or a character without a glyph.

        """
        form = partial(documents.rubric_form, edition, scored.rubric, scored)
        document = form(documents.filled(scored, sheet))
        match path.suffix.lower():
            case ".pdf" if self._pdf:
                return self._pdf.write(document)
            case ".pdf":
                raise ProblemsFoundError([Problem(str(path), 1, 1, "DOC002", "没有合适的字体。")])
            case ".docx":
                return word.write(document)
            case ".xlsx":
                return workbook.write(scored, form(), sheet)  # its scores are formulas
        raise ProblemsFoundError([Problem(str(path), 1, 1, "DOC003", f"不认识扩展名“{path.suffix}”。")])

    def _files(self, edition: Edition, document: Document, scored: Scheme | None) -> Iterator[Planned]:
        path = partial(addresses.document, f"{edition.address}{document.page}", document.name)
        if self._pdf:
            yield _planned(path("pdf"), self._pdf.digest, document, partial(self._pdf.write, document))
        yield _planned(path("docx"), word.digest(), document, partial(word.write, document))
        if scored:
            by = f"{workbook.digest()}\0{canonical(scored)}"
            yield _planned(path("xlsx"), by, document, partial(workbook.write, scored, document))


def printed(portal: Portal, writers: Writers) -> list[Printed]:
    """Every document of every edition."""
    return [one for edition in portal.editions for one in writers.printed(portal, edition)]


def bundles(printed: Iterable[Printed], kept: Iterable[Kept]) -> list[Planned]:
    """One ZIP for each edition with all files of its documents."""
    finished = {one.path: one for one in kept}
    entries: dict[tuple[str, str], list[Entry]] = {}
    for one in printed:
        files = tuple(finished[planned.path] for planned in one.files)
        entries.setdefault((one.edition.series.id, one.edition.id), []).append(Entry(one.document.title, files))
    return [
        bundle(f"{series}/{edition}/{addresses.bundle(series, edition)}", inside)
        for (series, edition), inside in entries.items()
    ]


def _planned(path: str, by: str, document: Document, make: Callable[[], bytes]) -> Planned:
    """A file that is decided by its document and by what writes it."""
    return Planned(path, hashlib.sha256(f"{by}\0{document!r}".encode()).hexdigest(), make)
