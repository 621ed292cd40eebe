"""Demonstrations: marked wherever they are met, apart from what is real, and gone where nobody wants them."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

import icalendar
import openpyxl
import portal_copy
import pypdf
import pytest
from click.testing import CliRunner
from pages_of_site import Site

from generator import cli, pipeline
from generator.assembly import Options
from generator.model.portal import Portal
from generator.problems import ProblemsFoundError

ROOT = Path(__file__).resolve().parent.parent
DEMO = "shili-xingji"
MARK = "演示数据"
ATOM = "{http://www.w3.org/2005/Atom}"

# What describes every edition alike, and the lists that the version selector of the theme reads: ids and addresses.
_ALIKE = {"rubric.schema.json", "versions.json", "sitemap.xml"}


def of_demo(site: Path) -> Iterator[Path]:
    """Every file of the demonstration, the page of its federation among them."""
    for path in sorted(site.rglob("*")):
        name = path.relative_to(site).as_posix()
        if path.is_file() and (DEMO in name or name.startswith("federations/shili/")):
            yield path


def read(name: str, data: bytes) -> list[str]:
    """What a reader is shown: a PDF page by page, a workbook sheet by sheet, everything else as one."""
    match Path(name).suffix:
        case ".pdf":
            # Some pages are extracted with spaces between the characters that are set apart.
            return ["".join(page.extract_text().split()) for page in pypdf.PdfReader(io.BytesIO(data)).pages]
        case ".docx":
            with zipfile.ZipFile(io.BytesIO(data)) as file:
                parts = [name for name in file.namelist() if re.fullmatch(r"word/header\d*\.xml", name)]
                return ["".join(file.read(part).decode() for part in parts)]
        case ".xlsx":
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True)
            return ["".join(str(cell) for sheet in book for row in sheet.values for cell in row if cell)]
        case _:
            return [data.decode("utf-8-sig")]


def test_every_page_and_file_of_a_demonstration_says_so(site: Path) -> None:
    wrong = []
    for path in of_demo(site):
        if path.name in _ALIKE or path.suffix in {".zip", ".ics"}:
            continue
        if path.name == "titles.js":  # of the register, which marks what it shows of them
            assert '"demo":1' in path.read_text("utf-8")
        elif not all(MARK in part for part in read(path.name, path.read_bytes())):
            wrong.append(path.relative_to(site).as_posix())
    assert wrong == []


def test_a_bundle_holds_what_is_marked(site: Path) -> None:
    """Its members are the files themselves."""
    marked = {path.read_bytes() for path in of_demo(site)}
    for bundle in (site / DEMO).rglob("*.zip"):
        with zipfile.ZipFile(bundle) as file:
            assert [name for name in file.namelist() if file.read(name) not in marked] == []


def test_what_is_read_without_its_page_says_so_in_each_part(site: Path, portal: Portal) -> None:
    """A row of a table, an entry of a calendar, of the feed or of what is found."""
    for edition in portal.editions:
        demo = edition.series.demo
        for rubric in edition.rubrics:
            path = site / "data" / edition.series.id / edition.id / f"{rubric.id}.csv"
            rows = path.read_text("utf-8-sig").count(f"/{rubric.id},")
            assert path.read_text("utf-8-sig").count(f",【{MARK}】") == (rows if demo else 0)
        if edition.campaign.dated:
            calendar = icalendar.Calendar.from_ical((site / edition.address / "calendar.ics").read_bytes())
            names = [str(calendar["name"]), *(str(event["summary"]) for event in calendar.events)]
            assert {name.startswith(f"【{MARK}】") for name in names} == {demo}
    feed = ET.fromstring((site / "feed.xml").read_bytes())  # noqa: S314 - our own file
    entries = [(entry.findtext(f"{ATOM}title") or "", entry.find(f"{ATOM}link")) for entry in feed.iter(f"{ATOM}entry")]
    assert [MARK in title for title, _ in entries] == [
        link is not None and DEMO in (link.get("href") or "") for _, link in entries
    ]
    manifest = (site / "search" / "sites.js").read_text("utf-8")
    found = json.loads(manifest[manifest.index("(") + 1 : manifest.rindex(")")])["sites"]
    assert {one["of"] for one in found if MARK in one["title"]} == {f"{DEMO}/2021", f"{DEMO}/2024"}


def test_what_is_real_never_says_so(site: Path, portal: Portal) -> None:
    real = [edition for edition in portal.editions if not edition.series.demo]
    folders = [site / start / edition.address for edition in real for start in ("", "data")]
    files = [path for folder in folders for path in folder.rglob("*") if path.suffix in {".html", ".json", ".csv"}]
    assert len(files) > 100
    assert [path for path in files if MARK in path.read_text("utf-8")] == []


def test_the_home_page_keeps_it_apart(pages: Site, portal: Portal) -> None:
    home = pages.pages[""].tree
    entries = {node.attributes["data-series"] for node in home.css("[data-entry]")}
    assert entries == {series.id for series in portal.series if not series.demo}
    assert "shili" not in {node.attributes["value"] for node in home.css("select[name=federation] option")}
    (own,) = home.css('section[aria-labelledby="demonstrations"]')
    assert f"{DEMO}/2024/" in {link.attributes["href"] for link in own.css("a")}
    # It comes last.
    assert [node.attributes["id"] for node in home.css("main h2[id]")][-1] == "demonstrations"


@pytest.fixture(scope="module")
def without(tmp_path_factory: pytest.TempPathFactory, site: Path) -> Path:
    """The site of one real campaign and the demonstration, built without it."""
    root = tmp_path_factory.mktemp("without")
    _with_demo(root)
    shutil.copytree(site.parent / "work" / "files", root / ".build" / "files", copy_function=os.link)
    if (ROOT / ".fonts").is_dir():
        (root / ".fonts").symlink_to(ROOT / ".fonts")
    result = CliRunner().invoke(cli.main, ["build", "--root", str(root), "--without-demo"], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return root / "public"


def _with_demo(root: Path) -> None:
    portal_copy.copy(root, ledger=True)
    for part in (f"content/campaigns/{DEMO}", f"rubrics/{DEMO}"):
        shutil.copytree(ROOT / part, root / part)
    for part in ("content/federations/shili.yml", "content/holidays.yml"):
        shutil.copy(ROOT / part, root / part)
    with (root / "content/portal.yml").open("a", encoding="utf-8") as settings:
        settings.write("address: https://portal.example/\n")


def test_without_demo_nothing_is_left_of_it(without: Path) -> None:
    files = [path for path in without.rglob("*") if path.is_file()]
    names = [path.relative_to(without).as_posix() for path in files]
    assert "rushan-huoli-xingji/2020/index.html" in names
    assert "sitemap.xml" in names
    assert [name for name in names if "shili" in name] == []
    texts = [path for path in files if path.suffix in {".html", ".js", ".json", ".csv", ".xml", ".ics"}]
    own = [path for path in texts if "assets" not in path.relative_to(without).parts]
    assert [path for path in own if re.search(f"shili|示例市|{MARK}", path.read_text("utf-8"))] == []


def test_words_of_the_starter_are_for_a_demonstration_only(tmp_path: Path) -> None:
    """Once no series is one, whatever of the portal's own files still has them is told, and nothing else."""
    root = tmp_path / "portal"
    shutil.copytree(ROOT / "site_templates/starter", root)
    assert portal_copy.problems(root) == ()
    series = root / "content/campaigns/demo/series.yml"
    series.write_text(series.read_text("utf-8").replace("demo: true\n", ""), "utf-8")
    found = portal_copy.problems(root)
    assert [(one.path.removeprefix("content/"), one.line, one.column, one.code) for one in found] == [
        ("pages/about.md", 1, 1, "DRF001"),
        ("pages/accessibility.md", 1, 1, "DRF001"),
        ("pages/privacy.md", 1, 1, "DRF001"),
        ("portal.yml", 3, 10, "DRF001"),
    ]
    assert found[-1].message == "还留着样板里的文字“演示数据：请换成本级工会的门户名称和说明。”。"
    assert "换成本门户自己的内容" in found[-1].remedy


def test_what_leads_to_a_demonstration_is_a_problem_without_it(tmp_path: Path) -> None:
    _with_demo(tmp_path)
    source = f"{DEMO}/2021/notice/#tiers-points"
    term = f"terms:\n  - id: a\n    term: 甲\n    text: 乙\n    quote: 均含本数\n    source: {source}\n"
    (tmp_path / "content/glossary.yml").write_text(term, "utf-8")
    assert portal_copy.read(tmp_path).terms
    with pytest.raises(ProblemsFoundError) as error:
        pipeline.build(tmp_path, tmp_path / "public", options=Options(demo=False, documents=False))
    assert {(one.path, one.line) for one in error.value.problems} == {("content/glossary.yml", 6)}
