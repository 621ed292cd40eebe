"""Texts that try to be more than text, in every field at once: what is built of them is text and nothing else."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from pathlib import Path

import feedparser
import injections
import openpyxl
import pytest
import vobject
from hostile_site import ALIVE, TOUCH, Built, shape, watched
from lxml import etree
from pages_of_site import Site
from playwright.sync_api import Browser
from selectolax.lexbor import LexborHTMLParser

from generator import preview
from generator.check.article import article
from generator.check.markdown_lint import ALLOWED
from generator.model.base import hidden
from generator.model.honours import EVENTS, HONOREES
from generator.reference import KINDS


def test_the_corpus_is_large_and_goes_everywhere(built: Built) -> None:
    keys = {
        (path.rpartition("/")[2], next(key for key in reversed(where) if isinstance(key, str)))
        for one in built.placed
        for path, where in one["places"]
        if path.endswith(".yml")
    }
    assert len(injections.corpus()) >= 60
    assert len({one["injection"] for one in built.placed}) >= 60
    assert len(keys) >= 90
    assert sum(len(one["places"]) for one in built.placed) >= 250


_CLOSED = {
    "glossary.Term.source": "the address of a clause of the portal: any other is REF005",
    "corrections.Correction.clauses": "names of the clauses that changed: any other is REG010",
    "corrections.Correction.reason": "carried by the portal with corrections, below",
    "corrections.Correction.basis": "carried by the portal with corrections, below",
    "honorees.csv 编号": "a number",
    "honorees.csv 名次": "a number",
    "events.csv 编号": "a number",
    "events.csv 日期": "a day",
    "events.csv 期限": "a day",
    "events.csv 事件": "one of a few words",
    "events.csv 文件": "the name of a document",
}
"""Fields that carry nothing in the portal, and why; all others of the models do, or their type refuses the corpus."""


def test_every_field_carries_an_injection(built: Built) -> None:
    """A new field is covered by itself, once the portal or one of its models has it."""
    known = set[str]().union(*(injections.open_fields(kind) for kind, _ in KINDS.values()))
    known |= {f"honorees.csv {name}" for name in HONOREES.values()} | {f"events.csv {name}" for name in EVENTS.values()}
    carried = {field for one in built.placed for field in one["fields"]}
    assert len(known) >= 190
    assert known - carried == set(_CLOSED)
    for path in (built.site.parent / "portal/content").rglob("*.md"):
        assert injections.MARK in path.read_text("utf-8"), path


@pytest.mark.parametrize("one", injections.corpus(), ids=lambda one: one.id)
def test_markdown_is_refused_or_makes_nothing_but_text(one: injections.Injection) -> None:
    """Where people write Markdown, as links, headings and emphasis are meant to be made."""
    for text in (
        one.text,
        f"甲 {one.text} 乙",
        f"> {one.text}",
        f"- {one.text}",
        f"[甲]({one.text})",
        f"## {one.text} {{#a}}",
    ):
        made, problems = article("notice.md", text)
        for problem in problems:
            assert problem.line <= text.count("\n") + text.count("\r") + 1
        if made is None or problems:
            continue
        for node in LexborHTMLParser(made.html).body.traverse():  # type: ignore[union-attr]
            assert node.tag in {*ALLOWED, "body"}
            assert node.attributes.keys() <= ALLOWED.get(node.tag, set())
            link = node.attributes.get("href") or "https:"
            assert re.match(r"(https|mailto|tel):|[^:/\\?#]*([/\\?#]|$)", link), link
            assert not re.match(r"[\s\x00-\x20]*[/\\]{2}", link), link
        assert hidden(LexborHTMLParser(made.html).text()) is None


def files(built: Built, suffix: str) -> list[Path]:
    found = sorted(built.site.rglob(f"*{suffix}"))
    assert found
    return found


def test_the_same_files_are_written_as_for_harmless_words(built: Built) -> None:
    for path in built.site.rglob("*"):
        assert not path.is_symlink()
    assert Site(built.site).files == Site(built.twin).files


def test_no_text_becomes_an_element_or_an_attribute(built: Built) -> None:
    """The tree of each page is that of the same page with harmless words.

    Two standards side by side are paired by their words: there the elements are those of some page.
    """
    hostile, harmless = Site(built.site), Site(built.twin)
    every = {one for page in harmless.pages.values() for one in shape(page.tree.root)}  # type: ignore[arg-type]
    for address, page in hostile.pages.items():
        mine, twins = list(shape(page.tree.root)), list(shape(harmless.pages[address].tree.root))  # type: ignore[arg-type]
        if "/standards/compare/" in address:
            assert set(mine) <= every, address
        else:
            assert mine == twins, address


def kinds(site: Path) -> list[str]:
    """The address of one page of each kind: what differs in identifiers alone is one kind."""
    found: dict[str, str] = {}
    for address, page in Site(site).pages.items():
        if page.redirect is not None:
            continue  # it would lead on while it is looked at
        found.setdefault(re.sub("demo|2026|2028|union|checks|registration|changes|review", "*", address), address)
    return sorted(set(found.values()) - {"404.html"})


@pytest.mark.parametrize("policy", [True, False], ids=["strict policy", "no policy"])
def test_nothing_runs(built: Built, browser: Browser, policy: bool) -> None:  # noqa: FBT001 - a parameter
    """With the strict policy not even an attempt is seen, and without it nothing runs all the same."""
    with preview.Server(built.site) as server, watched(browser, server.url, policy=policy) as (page, seen):
        for address in kinds(built.site):
            page.goto(f"{server.url}/{address}")
            page.evaluate(TOUCH)
            assert page.evaluate(ALIVE) == [], address
            assert page.evaluate("window.__pwned") is None, address
            assert seen == [], address


def test_tables_hold_no_formula(built: Built) -> None:
    for path in files(built, ".csv"):
        for row in csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")):
            for cell in row:
                assert not re.match("[=+\\-@＝＋－＠\t\r\n]", cell), (path, cell)


def test_workbooks_hold_text_where_a_text_was(built: Built) -> None:
    """Workbooks that score have formulas of their own; none of them holds a word of an injection."""
    for path in files(built, ".xlsx"):
        for sheet in openpyxl.load_workbook(path):
            for row in sheet.iter_rows():
                for cell in row:
                    if cell.data_type == "f":
                        outside = re.sub('"(?:[^"]|"")*"', "", str(cell.value))  # of words in quotation marks
                        assert not re.search("cmd|HYPERLINK|WEBSERVICE|evil|pwned|钉", outside), (path, cell)
                        assert "/data/" not in path.as_posix(), (path, cell)
                    assert cell.hyperlink is None or "evil" not in (cell.hyperlink.target or "")


def test_documents_are_whole_and_hold_nothing_from_outside(built: Built) -> None:
    for path in [*files(built, ".docx"), *files(built, ".xlsx")]:
        with zipfile.ZipFile(path) as file:
            for name in file.namelist():
                assert not re.search(r"\.\.|^/|\\|:", name), (path, name)
                if name.endswith((".xml", ".rels")):
                    tree = etree.fromstring(file.read(name), etree.XMLParser(resolve_entities=False))
                    assert not [
                        one for one in tree.iter() if str(one.tag).endswith(("instrText", "altChunk", "oleObject"))
                    ]
                    for one in tree.iter("{*}Relationship"):
                        assert one.get("TargetMode") != "External" or one.get("Target", "").startswith(
                            ("https:", "mailto:")
                        )


def test_archives_stay_in_their_folder(built: Built) -> None:
    for path in files(built, ".zip"):
        with zipfile.ZipFile(path) as file:
            assert [name for name in file.namelist() if re.search(r"(^|/)\.*(/|$)|\\|:|\0", name)] == []


def test_data_is_whole(built: Built) -> None:
    for path in files(built, ".json"):
        json.loads(path.read_text("utf-8"))
    for path in files(built, ".xml"):
        etree.parse(path, etree.XMLParser(resolve_entities=False))
    for path in (path for path in files(built, ".js") if path.parent.name == "search" and "." in path.stem):
        text = path.read_text("utf-8")
        json.loads(text[text.index("(") + 1 : text.rindex(")")])
        assert not re.search("[\u2028\u2029]", text), path


def test_feed_and_calendars_hold_texts_as_text(built: Built) -> None:
    """As many entries and events as with harmless words, and with the same parts."""
    feeds = [feedparser.parse((site / "feed.xml").read_bytes()) for site in (built.site, built.twin)]
    assert not feeds[0].bozo
    assert [sorted(entry) for entry in feeds[0].entries] == [sorted(entry) for entry in feeds[1].entries]
    for path in files(built, ".ics"):
        twin = built.twin / path.relative_to(built.site)
        mine, its = (vobject.readOne(one.read_bytes().decode()) for one in (path, twin))
        assert [sorted(event.contents) for event in mine.vevent_list] == [
            sorted(event.contents) for event in its.vevent_list
        ]
