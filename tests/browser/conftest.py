"""Fixtures shared by the journeys: a page that tolerates no error, and a small site with every kind of question."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import built_once
import large_lists
import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from generator import pipeline, preview

STARTER = Path(__file__).resolve().parents[2] / "site_templates" / "starter"
OWN = ("http://127.0.0.1:", "file:", "data:")
OVER = Path(__file__).resolve().parent / "portal"


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900}, locale="zh-CN")
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that tolerates no console error and no request to another host."""
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith(OWN) else complaints.append(r.url))
    yield page
    assert complaints == []


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's portal with what lies in ``portal/`` over it: two forms that hold all that none published has."""
    root = tmp_path_factory.mktemp("demo") / "root"
    shutil.copytree(STARTER, root)
    shutil.copytree(OVER, root, dirs_exist_ok=True)
    return root


@pytest.fixture(scope="session")
def demo_site(demo: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration site, built once for each test process."""
    folder = tmp_path_factory.mktemp("demo-site")
    pipeline.build(demo, folder / "public", folder / "work")
    return folder / "public"


@pytest.fixture(scope="session")
def demo_served(demo_site: Path) -> Iterator[str]:
    """The address of the demonstration site."""
    with preview.Server(demo_site) as server:
        yield server.url


@pytest.fixture(scope="session")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal whose one edition granted 5,000 titles."""
    return built_once.site(tmp_path_factory, "large-site", large_lists.build)
