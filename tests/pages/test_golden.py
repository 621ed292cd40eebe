"""Golden pages of the demonstration portal: small enough to review, so that a change of markup is seen.

After a change that is meant: ``UPDATE_GOLDEN=1 pytest tests/pages`` and read the difference.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import whole
from msgspec.structs import replace

from generator import pipeline
from generator.model import addresses
from generator.model.portal import Portal
from generator.render.output import Page

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden"
PAGES = ["", "notice/", "faq/", "standards/union/", "forms/union/", "forms/registration/", "honorees/"]


@pytest.fixture(scope="module")
def starter() -> Portal:
    return pipeline.read(ROOT / "site_templates" / "starter")


@pytest.fixture(scope="module")
def rendered(starter: Portal) -> dict[str, Page]:
    _, edition = whole.sites(starter)
    return {page.address: page for page in edition.pages}


def agrees(name: str, text: str) -> None:
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(text, "utf-8")
    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("address", PAGES)
def test_page(rendered: dict[str, Page], address: str) -> None:
    page = rendered[address]
    head = "".join(f"<!-- {name}: {content} -->\n" for name, content in page.metas)
    name = address.strip("/").replace("/", "-") or "overview"
    agrees(f"{name}.html", f"<!-- {page.title}: {page.description} -->\n{head}{page.body}\n")


def test_what_differs_from_the_edition_before(portal: Portal) -> None:
    editions = tuple(one for one in portal.editions if one.series.demo)
    sites = whole.sites(replace(portal, series=(editions[0].series,), editions=editions))
    (page,) = [page for site in sites for page in site.pages if page.address == addresses.CHANGES]
    agrees("changes.html", f"<!-- {page.title}: {page.description} -->\n{page.body}\n")


def test_canonical_json(starter: Portal) -> None:
    files = {file.path: file.data for file in whole.files(starter)}
    agrees("union.json", files["data/demo/2026/union.json"].decode())
