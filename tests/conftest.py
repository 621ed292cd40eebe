"""Fixtures shared by all tests: the portal's own content, its built site, a server and a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import built_once
import pytest
import rich.style  # noqa: F401 - Hypothesis would load it while it draws, and take its random numbers for a test's own
from ensure_browser import MISSING, find
from hypothesis import settings
from pages_of_site import Site
from playwright.sync_api import Browser, sync_playwright

from generator import pipeline, preview
from generator.check import corrections
from generator.model.portal import Portal
from generator.score.scheme import Scheme, scheme

ROOT = Path(__file__).resolve().parent.parent

# How long an example takes says nothing: performance is measured in bench/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

# No request may leave the machine, and a browser that looks for its maker's hosts is slow and noisy.
CHROMIUM_ARGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def _day() -> Iterator[None]:
    """The day of the tests: none of them comes out otherwise on another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(corrections, "today", lambda: "2026-11-21")
        yield


@pytest.fixture(scope="session")
def portal() -> Portal:
    """The checked model of the repository's own content."""
    return pipeline.read(ROOT)


@pytest.fixture(scope="session")
def schemes(portal: Portal) -> dict[str, Scheme]:
    """The published forms as they are counted, by their ids."""
    found = [scheme(edition, rubric) for edition in portal.editions for rubric in edition.rubrics]
    return {each.id: each for each in found}


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository's own site."""
    return built_once.site(tmp_path_factory, "site", partial(pipeline.build, ROOT))


@pytest.fixture(scope="session")
def pages(site: Path) -> Site:
    """The pages of the built site, each parsed once."""
    return Site(site)


@pytest.fixture(scope="session")
def served(site: Path) -> Iterator[str]:
    """The address of the built site, served with the strict headers of the preview server."""
    with preview.Server(site) as server:
        yield server.url


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A real Chromium. None is a failure, never a skip."""
    chromium = find()
    if chromium is None:
        pytest.fail(MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=CHROMIUM_ARGS)
        yield browser
        browser.close()
