"""Page, PDF, DOCX and XLSX say the same in the same order: every text of a document, read back out of each file.

Spaces and boxes to tick are left out: where lines end is each writer's own, and PDF draws its boxes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path

import docx
import openpyxl
import pytest
from document_parts import corrections
from selectolax.lexbor import LexborHTMLParser
from tagged_pdf import Tagged

from generator import documents, pipeline
from generator.documents.blocks import Document, texts, words
from generator.model import addresses

ROOT = Path(__file__).resolve().parents[2]
_WORD_TEXT = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}t"


def html(path: Path) -> str:
    page = LexborHTMLParser(path.read_text("utf-8"))
    for way in page.css(".p-source"):  # leads to a clause of the notice; no paper has it
        way.decompose()
    return "".join(one.text() for one in page.css(".p-page"))


def pdf(path: Path) -> str:
    return Tagged(path.read_bytes()).text


def word(path: Path) -> str:
    return "".join(one.text or "" for one in docx.Document(str(path)).element.body.iter(_WORD_TEXT))


def sheet(path: Path) -> str:
    form = openpyxl.load_workbook(path, data_only=True)["打分表"]
    return "".join(str(cell.value) for row in form.iter_rows() for cell in row if cell.value is not None)


READERS: dict[str, Callable[[Path], str]] = {"pdf": pdf, "docx": word, "xlsx": sheet}


@cache
def all_documents() -> dict[str, tuple[str, Document]]:
    """Every document of the repository's own editions by its page, with the page's folder."""
    portal = pipeline.read(ROOT)
    return {
        f"{edition.address}{document.name}": (f"{edition.address}{document.page}", document)
        for edition in portal.editions
        for document in documents.edition(portal, edition)
    }


def missing(wanted: Iterable[str], said: str) -> str:
    """The first text that ``said`` has not, whole and after those before it; nothing where it has all."""
    at = 0
    for text in wanted:
        found = said.find(text, at)
        if found < 0:
            return text
        at = found + len(text)
    return ""


def on_its_page(document: Document) -> list[str]:
    """What the page of a document has to say in order.

    A page that shows an official document has its own note of a correction above it, whose links are in place of words:
    on paper it says of what it is and where the text before it is.
    """
    notes = [words(note.line) for note in corrections(document)] if document.official else []
    told = [re.fullmatch("更正：.+?于(.+?更正)。(.+改动：.+。)更正以前的文本在本站公布。", note) for note in notes]
    assert all(told)
    facts = [fact for match in told if match for fact in match.groups()]
    return [*facts, *list(texts(document))[len(notes) :]]


def files(site: Path, folder: str, name: str) -> Iterator[tuple[str, str]]:
    yield "html", html(site / folder / "index.html")
    for suffix, reader in READERS.items():
        path = site / folder / f"{name}.{suffix}"
        if path.is_file():
            yield suffix, reader(path)


@pytest.mark.parametrize("name", all_documents())
def test_every_file_says_every_text_in_order(site: Path, name: str) -> None:
    folder, document = all_documents()[name]
    # A checklist's page sets lines apart where paper has a colon or brackets.
    signs = r"\W" if document.name in {"materials", "archive"} else r"[\s□☐☑]"
    on_paper, on_page = (
        [re.sub(signs, "", text) for text in wanted] for wanted in (texts(document), on_its_page(document))
    )
    found = {suffix: re.sub(signs, "", said) for suffix, said in files(site, folder, document.name)}
    assert {"html", "pdf", "docx"} <= found.keys()
    lost = {suffix: missing(on_page if suffix == "html" else on_paper, said) for suffix, said in found.items()}
    assert lost == dict.fromkeys(found, "")


def test_every_rubric_has_a_workbook(site: Path) -> None:
    rubrics = {
        f"{one.address}{addresses.form(rubric.id)}{rubric.id}.xlsx"
        for one in pipeline.read(ROOT).editions
        for rubric in one.rubrics
    }
    assert rubrics == {str(path.relative_to(site)) for path in site.rglob("forms/*/*.xlsx")}
