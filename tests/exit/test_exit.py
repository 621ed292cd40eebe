"""An edition that other engines build from its staged tree is the edition as the portal has it. ADR 0020.

Neither MkDocs nor Material is there when they build: importing either fails.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import built_once
import pytest
import scoring_cases
from pages_of_site import Page, Site, resolved, squashed
from playwright.sync_api import Browser, expect
from playwright.sync_api import Page as BrowserPage
from visitor import answer, open_file, write

from generator import preview, stage

ROOT = Path(__file__).resolve().parents[2]
EDITION = "rushan-huoli-xingji/2020/"
OTHER = "chongqing-jkwwt-zhijia/2019/"  # an edition of several
CALCULATOR = f"{EDITION}score/enterprise/"
REF = "1.committees"
ENGINES = {
    "properdocs": ["properdocs.__main__", "build", "--quiet", "--strict", "-f", "mkdocs.yml"],
    "zensical": ["zensical.main", "build", "--strict"],
}
# ProperDocs answers to the name of MkDocs when a plugin asks for it: so only what is found is refused.
BUILD = """
import importlib, sys
from importlib.abc import MetaPathFinder
class Gone(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name.partition(".")[0] in {"material", "mkdocs", "generator"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Gone())
module = sys.argv.pop(1)
importlib.import_module(module).cli()
"""
# Theirs alone: what the portal has at its root, or does without; a list of pages is in editions of several too.
THEIRS = {"properdocs": {"sitemap.xml", "sitemap.xml.gz"}, "zensical": {"search.json"}}


@pytest.fixture(scope="module")
def built(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The edition as each engine builds it from the same staged tree: ``<engine>/<series>/<edition>/``."""

    def build(out: Path, work: Path) -> None:
        for edition in (EDITION, OTHER):
            staged = work / edition
            stage.stage_edition(ROOT, edition, staged, site.parent / "work")
            for engine, command in ENGINES.items():
                copy = work / engine / edition
                shutil.copytree(staged, copy)
                done = subprocess.run(
                    [sys.executable, "-c", BUILD, *command], cwd=copy, capture_output=True, text=True, check=False
                )
                assert done.returncode == 0, done.stderr
                # It is put where the edition stands in the portal; beside it is what its series has.
                (work / "out" / engine / edition).parent.mkdir(parents=True)
                shutil.move(copy / "site", work / "out" / engine / edition)
                beside = f"{edition}../versions.json"
                shutil.copyfile(site / beside, work / "out" / engine / beside)
        (work / "out").rename(out)

    return built_once.site(tmp_path_factory, "exit", build)


@pytest.fixture(scope="module", params=sorted(ENGINES))
def theirs(built: Path, request: pytest.FixtureRequest) -> Site:
    """The site that one engine built."""
    return Site(built / request.param)


def below(site: Site) -> dict[str, Page]:
    """The pages of the edition."""
    return {address: page for address, page in site.pages.items() if address.startswith(EDITION)}


def headings(page: Page) -> list[tuple[str, str, str]]:
    """Level, anchor and words of each heading."""
    found = page.tree.css("h1, h2, h3, h4, h5, h6")
    return [(node.tag or "", node.attributes.get("id") or "", squashed(node.text())) for node in found]


def links(page: Page) -> list[tuple[str, str | None]]:
    """Words and target of each link; one to where one is leads to the page itself."""
    found = page.tree.css("a[href]")
    return [(squashed(node.text()), resolved(page.address, node.attributes["href"] or "")) for node in found]


def loaded(page: Page) -> list[str | None]:
    """What the page refers to in any way; assets by their names, for a staged edition has its own."""
    targets = (resolved(page.address, said) for said in page.references())
    return [target.removeprefix(EDITION) if target and f"{EDITION}assets/" in target else target for target in targets]


def said(page: Page) -> list[tuple[str, str, str]]:
    """Every element that a reader or a reading machine meets: its tag, its role or state, its own words."""
    kept = ("id", "role", "aria-label", "aria-current", "name", "content", "value", "hidden", "data-question")
    return [
        (
            node.tag or "",
            ";".join(f"{k}={v}" for k, v in node.attributes.items() if k in kept),
            text(node.text(deep=False)),
        )
        for node in page.tree.css("*")
        if node.tag != "script"
    ]


def text(words: str) -> str:
    return " ".join(words.split())


def test_the_same_pages_with_the_same_headings_and_anchors(pages: Site, theirs: Site) -> None:
    ours = below(pages)
    assert len(ours) > 10
    assert set(below(theirs)) == set(ours)
    for address, page in below(theirs).items():
        assert headings(page) == headings(ours[address]), address
        assert page.ids == ours[address].ids, address


def test_the_same_links(pages: Site, theirs: Site) -> None:
    for address, page in below(theirs).items():
        ours = pages.pages[address]
        assert links(page) == links(ours), address
        assert loaded(page) == loaded(ours), address
        for target in filter(None, (resolved(address, one) for one in page.references())):
            # Those that lead out of the edition are found in the portal.
            assert (theirs if target.startswith(EDITION) else pages).holds(target), (address, target)


def test_the_same_words_to_a_reader_and_to_a_screen_reader(pages: Site, theirs: Site) -> None:
    for address, page in below(theirs).items():
        assert said(page) == said(pages.pages[address]), address


@pytest.mark.parametrize("edition", [EDITION, OTHER])
def test_the_same_files(pages: Site, theirs: Site, edition: str) -> None:
    ours = {name.removeprefix(edition) for name in pages.files if name.startswith(edition)}
    ours |= {name for name in pages.files if name.startswith("assets/")}
    found = {name.removeprefix(edition) for name in theirs.files if name.startswith(edition)}
    assert found - ours == THEIRS[theirs.folder.name] - ours
    assert ours - found == set()
    for name in ours:
        if not name.endswith(".html"):
            mine = pages.folder / (name if name.startswith("assets/") else f"{edition}{name}")
            assert (theirs.folder / edition / name).read_bytes() == mine.read_bytes(), name


def results(browser: Browser, url: str, sheet: scoring_cases.SheetCase, file: Path) -> list[list[str]]:
    """What a visitor's calculator says of a sheet: opened, then with an answer changed by hand, then as it was.

    Nothing is asked of another host, nothing fails.
    """
    page = browser.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda r: None if r.url.startswith((url, "data:")) else complaints.append(r.url))
    page.goto(f"{url}/{CALCULATOR}")
    digest = page.locator("[data-digest]").get_attribute("data-digest")
    total, shown = page.locator("[data-total]"), f"{sheet.total.worst / 100:g}"
    outcomes = []
    open_file(page, write(file, {"rubric": sheet.rubric, "digest": digest, "answers": dict(sheet.answers)}))
    expect(total).to_have_text(shown)
    outcomes.append(outcome(page))
    answer(page, REF, value=not sheet.answers[REF])
    expect(total).not_to_have_text(shown)
    outcomes.append(outcome(page))
    answer(page, REF, value=sheet.answers[REF])
    expect(total).to_have_text(shown)
    expect(page.locator(".md-version__current")).to_have_count(1)  # read from versions.json beside the edition
    page.close()
    assert complaints == []
    return outcomes


def outcome(page: BrowserPage) -> list[str]:
    """Total, tier, next tier and the points of each item."""
    return page.locator("[data-total], [data-tier], [data-next], [data-item-score]").all_inner_texts()


@pytest.fixture(scope="module")
def sheet() -> scoring_cases.SheetCase:
    """A hand-worked sheet just below a tier."""
    sheets = (case for file in scoring_cases.load_all() for case in file.sheets)
    return next(
        case
        for case in sheets
        if case.rubric == f"{EDITION}enterprise" and case.total.worst == case.total.best == 8950 and not case.barred
    )


@pytest.fixture(scope="module")
def our_results(
    browser: Browser, served: str, sheet: scoring_cases.SheetCase, tmp_path_factory: pytest.TempPathFactory
) -> list[list[str]]:
    """What the portal's own calculator says."""
    return results(browser, served, sheet, tmp_path_factory.mktemp("ours") / "sheet.json")


@pytest.fixture
def their_url(theirs: Site) -> Iterator[str]:
    """The address at which their site is served under the strict policy."""
    with preview.Server(theirs.folder) as server:
        yield server.url


def test_the_same_calculator(
    browser: Browser, their_url: str, sheet: scoring_cases.SheetCase, our_results: list[list[str]], tmp_path: Path
) -> None:
    assert [len(points) > 20 for points in our_results] == [True, True]
    assert results(browser, their_url, sheet, tmp_path / "sheet.json") == our_results
