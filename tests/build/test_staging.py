"""A staged edition: what stands in the folder, and that it stands there whole or not at all. Engines: tests/exit."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st
from small_portals import LINES, STARTER

from generator import cli, resources
from generator.build import shell, staging
from generator.build.shell import Shell
from generator.model.portal import Heading
from generator.problems import ProblemsFoundError
from generator.render.output import Crumb, Kept, NavItem, Newer, OutputFile, Page, Site

ROOT = Path(__file__).resolve().parents[2]
PAGE = Page("", "概览", "说明", "<h1>概览</h1>")
FORM = Page("forms/a/", "表", "", "<h1>表</h1>", scripts=("own.js", "../../../../assets/portal/days.js"))
SITE = Site("series/2026/", "门户", (PAGE, FORM), (NavItem("概览"), NavItem("表格", "", (NavItem("表", "forms/a/"),))))
BESIDE = OutputFile("series/2026/forms/a/own.js", b"1")
ELSEWHERE = OutputFile("series/2025/forms/a/own.js", b"2")


@pytest.fixture(scope="module")
def look() -> Shell:
    return Shell(resources.find(ROOT))


def front(text: str) -> object:
    """The front matter as an engine reads it."""
    return yaml.safe_load(text.partition("\n---\n")[0].removeprefix("---\n"))


@settings(max_examples=40)
@given(LINES | st.text("\x7f\x85\u2028\u2029\ufeff\ufffe\"'\\:#{}[],&*!|>%@`--- \U0001f600", min_size=1), LINES)
def test_front_matter_says_what_the_page_says(title: str, description: str) -> None:
    page = Page(
        "faq/",
        title,
        description,
        "<p>…</p>",
        headings=(Heading(2, "a", title),),
        crumbs=(Crumb(description, "../"),),
        metas=(("SiteName", title),),
        newer=Newer(title, description, "../"),
    )
    found = front(staging.markdown(page))
    assert isinstance(found, dict)
    assert set(found) == set(shell.page_values(page))
    assert (found["title"], found["description"], found["metas"]) == (
        title,
        description,
        [["SiteName", title]],
    )
    assert found["toc"] == [{"level": 2, "anchor": "a", "text": title}]
    assert found["newer"]["label"] == title


def test_the_folder_holds_all_that_an_engine_needs(look: Shell, tmp_path: Path) -> None:
    staging.write(tmp_path / "new" / "one", SITE, [BESIDE, ELSEWHERE], look)
    folder = tmp_path / "new" / "one"
    assert [path.name for path in sorted(folder.parent.iterdir())] == ["one"]
    assert {path.relative_to(folder / "docs").as_posix() for path in (folder / "docs").rglob("*.*")} == {
        "index.md",
        "forms/a/index.md",
        "forms/a/own.js",
    }
    # The portal's assets come along, so its scripts are found in the site itself.
    scripts = yaml.safe_load((folder / "docs/forms/a/index.md").read_text("utf-8").split("---")[1])["scripts"]
    assert scripts == ["own.js", "../../assets/portal/days.js"]
    assert (folder / "theme/assets/portal/days.js").is_file()
    config = yaml.safe_load((folder / "mkdocs.yml").read_text("utf-8"))
    assert config["nav"] == [{"概览": "index.md"}, {"表格": [{"表": "forms/a/index.md"}]}]
    assert config["extra"]["root"] == "../../"
    assert (config["theme"]["name"], config["theme"]["custom_dir"], config["plugins"]) == (None, "theme", [])
    assert "Permission is hereby granted" in (folder / "LICENSE-theme.txt").read_text("utf-8")


def test_what_cannot_be_written_leaves_nothing_behind(look: Shell, tmp_path: Path) -> None:
    lost = Kept("series/2026/a.pdf", tmp_path / "lost.pdf", 1, "")
    with pytest.raises(ProblemsFoundError) as refused:
        staging.write(tmp_path / "one", SITE, [lost], look)
    assert [problem.code for problem in refused.value.problems] == ["BLD002"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("there", ["file", "folder", "link"])
def test_what_is_there_is_not_replaced(tmp_path: Path, there: str) -> None:
    place = tmp_path / "one"
    if there == "file":
        place.write_text("x")
    elif there == "folder":
        place.mkdir()
        (place / "x").write_text("x")
    else:
        place.symlink_to(tmp_path / "elsewhere")
    done = CliRunner().invoke(cli.main, ["stage", "demo/2026", str(place), "--root", str(STARTER)])
    assert (done.exit_code, "STG001" in done.stderr) == (1, True)


def test_an_edition_that_is_not_there_is_told_with_those_that_are(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli.main, ["stage", "demo/1999", str(tmp_path / "one"), "--root", str(STARTER)])
    assert done.exit_code == 1
    assert "没有“demo/1999”这一届。现有：demo/2026。" in done.stderr
    assert list(tmp_path.iterdir()) == []
