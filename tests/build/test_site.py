"""The finished site: the same bytes twice, nothing from outside, no dead link, no inline script."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest

from generator import pipeline

ROOT = Path(__file__).resolve().parents[2]
EDITIONS = sorted(ROOT.glob("content/campaigns/*/*/campaign.yml"))


def tree(folder: Path) -> dict[str, str]:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


class Elements(HTMLParser):
    """Every element of a page with its attributes, and every id."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.feed(path.read_text("utf-8"))
        self.ids = {attrs["id"] for _, attrs in self.elements if "id" in attrs}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Elements]:
    return {str(path.relative_to(site)): Elements(path) for path in site.rglob("*.html")}


def test_two_builds_give_the_same_bytes_and_open_no_connection(site: Path, tmp_path: Path) -> None:
    """Any attempt to resolve or connect raises inside the second build, which has nothing of the first."""
    program = """
import sys
def refuse(event, _arguments):
    if event in {"socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "urllib.Request"}:
        raise PermissionError(event)
sys.addaudithook(refuse)
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from generator import pipeline
root, folder = map(Path, sys.argv[1:])
with ThreadPoolExecutor(1) as here:
    pipeline.build(root, folder / "elsewhere" / "public", folder / "other work", executor=here)
"""
    command = [sys.executable, "-c", program, str(ROOT), str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert tree(tmp_path / "elsewhere" / "public") == tree(site)


def test_an_unchanged_site_is_not_built_again(site: Path, tmp_path: Path) -> None:
    for name in ("work", site.name):
        shutil.copytree(site.parent / name, tmp_path / name)
    again = pipeline.build(ROOT, tmp_path / site.name, tmp_path / "work")
    editions = {f"{path.parent.relative_to(ROOT / 'content/campaigns')}/" for path in EDITIONS}
    assert (set(again.sites), again.built) == ({"", *editions}, ())
    assert again.documents > 100
    assert again.made == 0
    assert tree(tmp_path / site.name) == tree(site)


def test_every_link_and_anchor_leads_somewhere(pages: dict[str, Elements], site: Path) -> None:
    dead = []
    for name, page in pages.items():
        base = "http://site/" if name == "404.html" else f"http://site/{name}"
        for tag, attrs in page.elements:
            target = attrs.get("href") if tag in {"a", "link"} else attrs.get("src")
            if tag == "meta" and attrs.get("http-equiv") == "refresh":
                target = attrs["content"].partition("url=")[2]
            if not target or urlsplit(target).scheme in {"mailto", "tel", "data"}:
                continue
            url = urlsplit(urljoin(base, target))
            path = unquote(url.path.lstrip("/")) + ("index.html" if url.path.endswith("/") else "")
            there = url.netloc == "site" and (site / path).is_file()
            if not there or (url.fragment and path in pages and unquote(url.fragment) not in pages[path].ids):
                dead.append((name, target))
    assert dead == []


def test_nothing_comes_from_another_host(site: Path) -> None:
    """Markup and style sheets name no other host; bundled scripts are watched in the browser."""
    for path in [*site.rglob("*.html"), *site.rglob("*.css")]:
        found = re.findall(
            r"(?:src|href|action|content)=[\"']?(?:https?:)?//[^\"'\s>]+|url\([\"']?https?:", path.read_text("utf-8")
        )
        assert found == [], path


def test_no_inline_script_and_no_inline_style(pages: dict[str, Elements]) -> None:
    for name, page in pages.items():
        for tag, attrs in page.elements:
            assert tag != "style", name
            assert tag != "script" or "src" in attrs or attrs.get("type") == "application/json", name
            assert "style" not in attrs, (name, tag, attrs)
            assert not [key for key in attrs if key.startswith("on")], (name, tag, attrs)


def test_ids_are_unique_and_ascii(pages: dict[str, Elements]) -> None:
    for name, page in pages.items():
        ids = [attrs["id"] for _, attrs in page.elements if "id" in attrs]
        assert [one for one in ids if ids.count(one) > 1] == [], name
        assert all(one.isascii() for one in ids), name


def test_every_page_says_what_it_is(pages: dict[str, Elements]) -> None:
    for name, page in pages.items():
        headings = [tag for tag, _ in page.elements if tag == "h1"]
        metas = {attrs["name"]: attrs["content"] for tag, attrs in page.elements if tag == "meta" and "name" in attrs}
        if re.fullmatch(r"404\.html|[^/]+/index\.html", name):
            continue  # not found, and the way into a series
        assert len(headings) == 1, name
        assert metas["SiteName"] == "基层工会创建活动门户"
        assert metas["description"]
        assert {"ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"} <= set(metas) or {
            "ArticleTitle",
            "ContentSource",
        } <= set(metas), name
        assert "SiteIDCode" not in metas  # there is none, and none is invented


def test_the_series_leads_to_its_current_edition_without_a_script(site: Path) -> None:
    page = (site / "rushan-huoli-xingji/index.html").read_text("utf-8")
    assert '<meta http-equiv="refresh" content="0; url=2020/">' in page
    assert '<a href="2020/">' in page
    assert "<script" not in page


def test_versions_are_there_for_the_selector(site: Path) -> None:
    versions = json.loads((site / "rushan-huoli-xingji/versions.json").read_text("utf-8"))
    assert versions == [{"version": "2020", "title": "2020年", "aliases": ["current"]}]
