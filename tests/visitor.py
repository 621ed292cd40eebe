"""What a visitor does on a calculator, and what comes out on paper."""

from __future__ import annotations

import io
import json
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pypdf
from playwright.sync_api import Download, Page


def answer(page: Page, ref: str, value: object) -> None:
    """Answer one question of a calculator as a visitor does."""
    question = page.locator(f'[data-question="{ref}"]')
    kind = question.get_attribute("data-kind")
    if kind in {"count", "points", "words"}:
        question.locator("[data-field]").fill(str(value))
    elif kind == "rate":
        assert isinstance(value, dict)
        for field in ("part", "whole"):
            question.locator(f'[data-field="{field}"]').fill(str(value[field]))
    elif kind == "elements":
        assert isinstance(value, dict)
        for element, there in value.items():
            question.locator(f'[data-element="{element}"] input[value="{str(there).lower()}"]').check(force=True)
    else:
        chosen = str(value).lower() if isinstance(value, bool) else value
        question.locator(f'input[value="{chosen}"]').check(force=True)


def answer_sheet(page: Page, answers: Mapping[str, object]) -> None:
    """Answer every question of a sheet."""
    for ref, value in answers.items():
        answer(page, ref, value)


def assess(page: Page, row: str, points: str, reason: str = "", evidence: str = "") -> None:
    """Say of a row what an assessor says."""
    box = page.locator(f'[data-assess="{row}"]')
    folded = box.locator("details:not([open]) > summary")
    field = box.locator("[data-assessed-points]")
    if folded.count() and (reason or evidence or not field.is_visible()):
        folded.click()
    field.fill(points)
    if reason:
        box.locator("[data-reason]").fill(reason)
    if evidence:
        box.locator("[data-evidence]").fill(evidence)


def save(page: Page) -> Download:
    """Save the sheet as a file of this device."""
    with page.expect_download() as saving:
        page.get_by_role("button", name="保存自评结果").click()
    return saving.value


def open_file(page: Page, file: Path) -> None:
    """Open a saved sheet with the button for it."""
    with page.expect_file_chooser() as choosing:
        page.get_by_role("button", name="打开自评文件").click()
    choosing.value.set_files(file)


def write(file: Path, document: object) -> Path:
    """A file that holds this JSON."""
    file.write_text(json.dumps(document, ensure_ascii=False), "utf-8")
    return file


def pages_of(page: Page) -> list[str]:
    """The text of each printed page."""
    pdf = pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sizes = {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in pdf.pages}
    assert sizes <= {(595, 842), (594, 842), (595, 841)}, "A4 portrait"
    # A PDF may name a character by the radical that looks the same.
    return [unicodedata.normalize("NFKC", "".join(p.extract_text().split())) for p in pdf.pages]
