"""A portal that is too large for files of its own is searched with Pagefind, from the same box on the same page."""

from __future__ import annotations

import random
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import whole
from playwright.sync_api import Browser, Page, expect
from searched import ask

from generator import pipeline, preview
from generator.problems import ProblemsFoundError
from generator.search.records import Record, records

ROOT = Path(__file__).resolve().parents[2]
SUBSTRINGS = 200


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The starter's portal with a limit that any content is over."""
    root = tmp_path_factory.mktemp("large") / "root"
    shutil.copytree(ROOT / "site_templates/starter", root)
    with (root / "content/portal.yml").open("a", encoding="utf-8") as file:
        file.write("search_limit: 1\n")
    return root


@pytest.fixture(scope="module")
def found(large: Path) -> list[Record]:
    """What there is to be found."""
    portal = pipeline.read(large)
    return [one for site in whole.sites(portal) for one in records(site, "")]


@pytest.fixture(scope="module")
def large_site(large: Path) -> Path:
    pipeline.build(large, large.parent / "public", large.parent / "work")
    return large.parent / "public"


@pytest.fixture(scope="module")
def searching(browser: Browser, large_site: Path) -> Iterator[Page]:
    with preview.Server(large_site) as server:
        page = browser.new_page()
        page.goto(f"{server.url}/search/")
        yield page
        page.close()


def test_any_part_of_any_page_is_found(searching: Page, found: list[Record]) -> None:
    """Signs are no words of Pagefind: a stretch of nothing else is not found."""
    chance = random.Random(91)
    wanted: list[tuple[str, str]] = []
    while len(wanted) < SUBSTRINGS:
        record = chance.choice(found)
        text = chance.choice(record.texts)
        start = chance.randrange(len(text))
        part = text[start : start + chance.randint(2, 20)]
        if sum(char.isalnum() for char in part) > 1:
            wanted.append((record.head[0], part))
    hits = ask(searching, [part for _, part in wanted])
    assert [wish for wish, there in zip(wanted, hits, strict=True) if wish[0] not in there] == []


def test_results_look_as_they_always_do(searching: Page) -> None:
    searching.locator("[data-search-field]").fill("90分")
    hit = searching.locator(".p-hit", has_text="常见问题").first
    expect(hit).to_contain_text("示例创建活动")
    expect(hit.locator("mark").first).to_have_text("90分")
    assert (hit.locator(".p-hit__place").first.get_attribute("href") or "").endswith("/faq/#points")


def test_it_asks_within_an_edition(searching: Page) -> None:
    every, own = (list(ask(searching, ["示例"], of)[0]) for of in ("", "demo/2026"))
    assert "" in every
    assert own
    assert all(address.startswith("demo/2026/") for address in own)


def test_a_question_finds_what_comes_nearest(searching: Page) -> None:
    """The same pages as a small portal finds; Pagefind is asked for pairs of characters."""
    near = "words => portalSearch.ask('../', words, '').then(({ hits, near }) => [near, hits[0].words])"
    assert searching.evaluate(near, "请问模范怎么考核？") == [True, ["模范", "考核"]]
    assert searching.evaluate(near, "示例职工示例扣分") == [True, ["示例", "职工", "扣分"]]


def test_from_a_folder_the_page_says_why_not(browser: Browser, large_site: Path) -> None:
    page = browser.new_page()
    page.goto(f"{(large_site / 'search/index.html').as_uri()}?q=工会")
    expect(page.get_by_role("status")).to_contain_text("搜索要连到网站才能用")
    page.close()


def test_two_builds_give_the_same_bytes(large: Path, large_site: Path, tmp_path: Path) -> None:
    pipeline.build(large, tmp_path / "public", tmp_path / "work")
    for file in sorted((large_site / "search").rglob("*")):
        if file.is_file():
            assert (
                tmp_path / "public/search" / file.relative_to(large_site / "search")
            ).read_bytes() == file.read_bytes()


def test_without_pagefind_the_build_says_what_to_do(
    large: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pagefind_bin", None)
    with pytest.raises(ProblemsFoundError) as refused:
        pipeline.build(large, tmp_path / "public", tmp_path / "work")
    (problem,) = refused.value.problems
    assert problem.code == "SEA001"
    assert "pip install 'campaign-portal[search]'" in problem.remedy
    assert not (tmp_path / "public").exists()
