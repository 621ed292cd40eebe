"""An edition of which nothing is published: everywhere it is met it says so, and no other edition gives way to it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import honoured
import large_lists
import portal_copy
import pytest
import small_portals
import whole
from click.testing import CliRunner
from lxml import html
from msgspec.structs import replace
from test_demo import read

from generator import cli
from generator.documents import outcome
from generator.model.honours import Decision, Honoree
from generator.model.portal import Edition

MARK = "草稿"
DRAFT, PUBLISHED = "demo/2027/", "demo/2026/"


@pytest.fixture(scope="module")
def drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the starter's edition, published, and of the next one, as ``portal copy`` begins it."""
    root = tmp_path_factory.mktemp("drafted")
    shutil.copytree(small_portals.STARTER, root, dirs_exist_ok=True)
    portal_copy.spoil(root, [{"append": {"path": "portal", "text": f"\naddress: {small_portals.ADDRESS}\n"}}])
    if (fonts := portal_copy.ROOT / ".fonts").is_dir():
        (root / ".fonts").symlink_to(fonts)
    honoured.put_online(root)
    _run("copy", "demo/2026", "2027", "--root", str(root))
    campaign = root / "content/campaigns/demo/2027/campaign.yml"
    campaign.write_text(campaign.read_text("utf-8").replace("2026", "2027", 3), "utf-8")
    _run("build", "--root", str(root))
    return root / "public"


def _run(*args: str) -> str:
    done = CliRunner().invoke(cli.main, args, catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_every_page_and_document_of_it_says_so_and_none_of_another_edition(drafted: Path) -> None:
    wrong = []
    for edition in (DRAFT, PUBLISHED):
        for path in sorted((drafted / edition).rglob("*")):
            match path.suffix:
                case ".html":
                    page = html.document_fromstring(path.read_bytes())
                    marked = {bool(page.find_class("p-draft")), bool(page.xpath("//meta[@content='noindex']"))}
                case ".pdf" | ".docx":
                    marked = {all(MARK in part for part in read(path.name, path.read_bytes()))}
                case _:
                    continue
            wrong += [path.relative_to(drafted)] if marked != {edition == DRAFT} else []
    assert wrong == []


def test_every_build_names_the_drafts(drafted: Path) -> None:
    *_, drafts, last = _run("build", "--root", str(drafted.parent)).splitlines()
    assert drafts.startswith("草稿 1 届：demo/2027。")
    assert last.startswith("网站已生成：")


def test_wherever_editions_are_listed_it_is_marked(drafted: Path) -> None:
    versions = json.loads((drafted / "demo/versions.json").read_text("utf-8"))
    assert [one["title"] for one in versions] == ["2027年（草稿）", "2026年"]
    for listing, said in (
        ("index.html", "年，草稿）"),  # where what an edition is called stands in brackets
        ("federations/demo/index.html", "年（草稿）"),
        ("sitemap/index.html", "年（草稿）"),
    ):
        text = (drafted / listing).read_text("utf-8")
        assert [text.count(f"{year}{said}") for year in (2026, 2027)] == [0, 1], listing
    found = (drafted / "search/sites.js").read_text("utf-8")
    assert "【演示数据】【草稿】示例创建活动（2027年）" in found
    calendars = [(drafted / edition / "calendar.ics").read_text("utf-8") for edition in (DRAFT, PUBLISHED)]
    assert [f"【{MARK}】" in calendar for calendar in calendars] == [True, False]
    site_map = (drafted / "sitemap.xml").read_text("utf-8")
    assert (DRAFT in site_map, PUBLISHED in site_map) == (False, True)


def test_where_it_is_the_current_one_its_card_is_marked_and_no_other_edition_is_old() -> None:
    days = {"2026": "2026-07-01 09:00", "2027": None}
    editions = [small_portals.edition(name=name, published=day) for name, day in days.items()]
    editions = [replace(one, series=one.series.model_copy(update={"current": "2027"})) for one in editions]
    own, *sites = whole.sites(small_portals.portal(*editions))
    home = html.fromstring(own.pages[0].body)
    assert [tag.text for tag in home.find_class("p-tag")] == [MARK]
    assert [bool(site.pages[0].newer) for site in sites] == [False, False]


def _of(edition: Edition, published: str | None) -> Edition:
    assert edition.honours
    given = edition.honours.outcome
    assert given.decision
    said: Decision = given.decision.model_copy(update={"published": published})
    return replace(edition, honours=replace(edition.honours, outcome=given.model_copy(update={"decision": said})))


@pytest.mark.parametrize(
    ("notice", "granted", "is_draft", "mark"),
    [
        ("2021-03-01 09:00", "2021-10-11 09:00", False, ""),
        ("2021-03-01 09:00", None, False, MARK),
        (None, "2021-10-11 09:00", False, ""),
        (None, None, True, MARK),
    ],
)
def test_a_document_is_marked_until_it_is_published(
    notice: str | None, granted: str | None, *, is_draft: bool, mark: str
) -> None:
    """An edition is a draft as long as none of its documents is published."""
    edition = _of(large_lists.edition((), ()), granted)
    document = edition.campaign.document.model_copy(update={"published": notice})
    edition = replace(edition, campaign=edition.campaign.model_copy(update={"document": document}))
    made, *_ = outcome.papers(large_lists.of(edition), edition)
    assert (edition.is_draft, made.mark) == (is_draft, mark)


@pytest.mark.parametrize("published", ["2021-10-11 09:00", None])
def test_titles_of_a_decision_that_is_a_draft_are_marked_and_not_in_the_data_of_the_register(
    published: str | None,
) -> None:
    edition = _of(large_lists.edition((Honoree("0001", "star", "five", "喆堃厂"),), ()), published)
    portal, is_draft = large_lists.of(edition), not published
    own, _ = whole.sites(portal)
    there = {page.address: page for page in own.pages}
    titles = there["honours/demo/2021/"]
    assert (titles.draft, ("robots", "noindex") in titles.metas) == (is_draft, is_draft)
    assert (f">{MARK}</span>" in there["honours/"].body) == is_draft
    (script,) = [file for file in own.files if file.path == "honours/demo/2021/titles.js"]
    assert (f'"marks":["{MARK}"]' in script.data.decode()) == is_draft
    data = {file.path: file.data.decode() for file in whole.files(portal)}
    assert f"【{MARK}】" * is_draft + "示例市星级职工之家" in data["data/demo/2021/honorees.csv"].split(",")
    assert ("data/honours/titles.csv" in data) == bool(published)


def test_titles_of_a_draft_are_not_counted_beside_others() -> None:
    """What the register says in figures is what its data hold."""
    rows = (Honoree("0001", "star", "five", "喆堃厂"), Honoree("0002", "star", "five", "皛淼厂"))
    issued = _of(large_lists.edition(rows[:1], ()), "2021-10-11 09:00")
    draft = _of(large_lists.edition(rows, (), name="2023", granted="2023-10-11"), None)
    own, *_ = whole.sites(large_lists.of(issued, draft))
    page = next(page for page in own.pages if page.address == "honours/")
    assert "收录<strong>1</strong>个称号，现有效<strong>1</strong>个" in page.body
    assert page.description.startswith("1个称号")
    assert not page.draft
