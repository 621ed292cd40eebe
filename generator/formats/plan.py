"""Which files there are of each document of an edition, and of all of them together."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator import documents, lazily
from generator.documents.blocks import Document
from generator.formats.bundle import Entry, bundle
from generator.formats.fonts import INSTALL, Fonts
from generator.model import addresses
from generator.model.portal import Edition, Portal
from generator.render.output import Kept, OutputFile, Planned
from generator.score.scheme import Scheme, scheme

# Half of all that is imported, and most builds make no document.
pdf: Any = lazily.module("generator.formats.pdf")
word: Any = lazily.module("generator.formats.word")
workbook: Any = lazily.module("generator.formats.workbook")


class Printed(Struct, frozen=True):
    """A document, and the files that there are of it."""

    document: Document
    files: tuple[Planned, ...]


class Writers:
    """What documents are written with. ``without_pdf`` says why there is no PDF, where there is none."""

    def __init__(self, templates: Path, fonts: Fonts | None) -> None:
        """Over ``site_templates`` and the fonts that were found."""
        self._pdf = pdf.PdfWriter(templates, fonts) if fonts else None
        self.without_pdf = "" if fonts else f"没有合适的字体，没有生成 PDF。{INSTALL}"

    def printed(self, portal: Portal, edition: Edition) -> list[Printed]:
        """Every document of an edition, none of its files made yet."""
        rubrics = {addresses.form(rubric.id): scheme(edition, rubric) for rubric in edition.rubrics}
        return [
            Printed(document, tuple(self._files(edition, document, rubrics.get(document.page))))
            for document in documents.edition(portal, edition)
        ]

    def _files(self, edition: Edition, document: Document, scored: Scheme | None) -> Iterator[Planned]:
        path = partial(addresses.document, f"{edition.address}{document.page}", document.name)
        if self._pdf:
            yield _planned(path("pdf"), (self._pdf.digest, document), partial(self._pdf.write, document, path("pdf")))
        yield _planned(path("docx"), (document,), partial(word.write, document))
        if scored:
            yield _planned(path("xlsx"), (scored, document), partial(workbook.write, scored, document))


def whole(edition: Edition, printed: Sequence[Printed], files: Iterable[Kept | OutputFile]) -> Planned:
    """The ZIP of an edition: all files of its documents, and its open data."""
    finished = {one.path: one for one in files}
    entries = [Entry(one.document.title, tuple(finished[file.path] for file in one.files)) for one in printed]
    folder = addresses.data_folder(edition.series.id, edition.id)
    data = [one for path, one in sorted(finished.items()) if path.rpartition("/")[0] + "/" == folder]
    path = f"{edition.address}{addresses.bundle(edition.series.id, edition.id)}"
    return bundle(path, entries, data, max(one.document.published for one in printed))


def _planned(path: str, of: tuple[object, ...], make: Callable[[], bytes]) -> Planned:
    """A file of these values, which say all that is in them where they are written out."""
    return Planned(path, hashlib.sha256(repr(of).encode()).hexdigest(), make)
