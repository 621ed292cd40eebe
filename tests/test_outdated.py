"""A site that is older than the content is not published unawares, and what goes online with it is said."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import honoured
import portal_copy
import pytest
from command import run

RUBRIC, CAMPAIGN = "rubrics/demo/2026/union.yml", "content/campaigns/demo/2026/campaign.yml"
CSS = "site_templates/theme/assets/portal/base.css"
HEAD = "site_templates/pages/faq.html"
Change = Callable[[Path], object]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two series, templates of its own, and its site as it was built just now."""
    root = tmp_path_factory.mktemp("portal")
    shutil.copytree(honoured.STARTER, root, dirs_exist_ok=True)
    for name in ("site_templates", "schemas"):
        shutil.copytree(portal_copy.ROOT / name, root / name, dirs_exist_ok=True)
    shutil.copy(portal_copy.ROOT / "mkdocs.yml", root)
    series("other", "2027")(root)
    assert run("build", "--pages-only", "--root", root).exit_code == 0
    return root


@pytest.fixture
def root(built: Path, tmp_path: Path) -> Path:
    """A copy of it, with the times of its files."""
    return shutil.copytree(built, tmp_path / "portal", symlinks=True)


def edit(path: str) -> Change:
    def change(root: Path) -> None:
        with (root / path).open("a", encoding="utf-8") as file:
            file.write("\n")

    return change


def unseen(path: str) -> Change:
    """Edited, and the time is that of before: a backup, another computer."""

    def change(root: Path) -> None:
        said = (root / path).stat()
        edit(path)(root)
        os.utime(root / path, ns=(said.st_atime_ns, said.st_mtime_ns))

    return change


def gone(*paths: str) -> Change:
    def change(root: Path) -> None:
        for path in paths:
            shutil.rmtree(root / path) if (root / path).is_dir() else (root / path).unlink()

    return change


def both(*changes: Change) -> Change:
    return lambda root: [change(root) for change in changes]


def linked(root: Path) -> None:
    """Where there is more room."""
    (root / "public").rename(root.parent / "site")
    (root / "public").symlink_to(root.parent / "site")


def unknown(root: Path) -> None:
    (root / "public/.portal-site").write_text("portal build\n{}}\n", "utf-8")


def series(name: str, year: str) -> Change:
    """Another series, the same but for the number of its notice."""

    def change(root: Path) -> None:
        for folder in ("content/campaigns", "rubrics"):
            shutil.copytree(root / folder / "demo", root / folder / name)
        own, campaign = (root / f"content/campaigns/{name}" / one for one in ("series.yml", "2026/campaign.yml"))
        own.write_text(own.read_text("utf-8").replace("id: demo", f"id: {name}", 1), "utf-8")
        campaign.write_text(portal_copy.numbered(campaign.read_text("utf-8"), year), "utf-8")

    return change


EDITED = "网站生成以后改动过，网站里{}还是原来的。"
ALL = "这个网站不是用现在的内容、模板、字体和程序生成的。"
# What was done after the build, and what is said of it: where, and what.
OUTDATED: dict[str, tuple[Change, list[tuple[str, str]]]] = {
    "a rubric": (edit(RUBRIC), [(RUBRIC, EDITED.format(" demo/2026 "))]),
    "two files of an edition": (
        both(edit(CAMPAIGN), edit(RUBRIC)),
        [(RUBRIC, "网站生成以后改动过（还有另外 1 个文件），网站里 demo/2026 还是原来的。")],
    ),
    "files of two series": (
        both(edit(RUBRIC), edit("content/campaigns/other/series.yml")),
        [
            ("content/campaigns/other/series.yml", EDITED.format(" other ")),
            (RUBRIC, EDITED.format(" demo/2026 ")),
        ],
    ),
    "a file is gone": (
        gone("content/campaigns/other/2026/faq.md"),
        [("content/campaigns/other/2026", EDITED.format(" other/2026 "))],
    ),
    "nobody can say when": (unseen(RUBRIC), [("content/campaigns/demo", "网站里的 demo 不是用现在的内容生成的。")]),
    "the settings": (edit("content/portal.yml"), [("content/portal.yml", EDITED.format("各页"))]),
    "the settings, nobody can say when": (unseen("content/portal.yml"), [("{}/public", ALL)]),
    "a template": (edit(HEAD), [(HEAD, EDITED.format("各页"))]),
    "a style sheet": (edit(CSS), [(CSS, EDITED.format("各页"))]),
    "a style sheet, nobody can say when": (unseen(CSS), [("{}/public", ALL)]),
    "the settings and a rubric": (
        both(edit("content/portal.yml"), edit(RUBRIC)),
        [("content/portal.yml", EDITED.format("各页")), (RUBRIC, EDITED.format(" demo/2026 "))],
    ),
    "a series more": (series("third", "2028"), [("content/campaigns/third", "网站里还没有 third。")]),
    "a series less": (
        gone("content/campaigns/other", "rubrics/other"),
        [("content/campaigns/other", "内容里没有 other 了，网站里还有。")],
    ),
    "a rubric, and the site is elsewhere": (both(linked, edit(RUBRIC)), [(RUBRIC, EDITED.format(" demo/2026 "))]),
    "built by another version, elsewhere": (
        both(linked, unknown),
        [("{}/../site", "这个网站是另一个版本的程序生成的，看不出是不是照现在的内容。")],
    ),
    "built by another version": (
        unknown,
        [("{}/public", "这个网站是另一个版本的程序生成的，看不出是不是照现在的内容。")],
    ),
}


@pytest.mark.parametrize("what", OUTDATED)
def test_what_was_changed_since_the_build_is_named_and_nothing_is_published(root: Path, what: str) -> None:
    change, said = OUTDATED[what]
    change(root)
    done = run("publish", root.parent / "www", "--root", root)
    assert done.exit_code == 1
    told = [line for line in done.stderr.splitlines() if "PUB012" in line]
    assert told == [f"{path.format(root).replace('/portal/..', '')}:1:1: PUB012 {message}" for path, message in said]
    assert "portal build" in done.stderr
    assert not (root.parent / "www").exists()
    if what != "a file is gone":  # which the build asks for
        assert run("build", "--pages-only", "--root", root).exit_code == 0
        assert run("publish", root.parent / "www", "--root", root).exit_code == 0


@pytest.mark.parametrize("where", ["content/www", "rubrics/demo", "content/site.zip", "schemas/../content"])
def test_nothing_is_published_to_where_the_content_stands(root: Path, where: str) -> None:
    there = sorted(root.rglob("*"))
    done = run("publish", root / where, "--root", root)
    assert done.exit_code == 1
    assert f"{root / where}:1:1: PUB003 这里放着门户的内容" in done.stderr
    assert sorted(root.rglob("*")) == there


@pytest.mark.parametrize("where", [("www",), ("site.zip",), ("bare.git", "--branch", "gh-pages")], ids=" ".join)
def test_an_older_site_is_published_where_that_is_said(root: Path, where: tuple[str, ...]) -> None:
    bare = root.parent / "bare.git"
    subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
    edit(RUBRIC)(root)
    there = sorted(root.parent.rglob("*"))
    publish: list[str | Path] = ["publish", root.parent / where[0], *where[1:], "--root", root]
    assert run(*publish).exit_code == 1
    assert sorted(root.parent.rglob("*")) == there
    done = run(*publish, "--as-built")
    assert done.exit_code == 0
    assert done.stdout.startswith(f"注意：{RUBRIC}：{EDITED.format(' demo/2026 ')}\n")


@pytest.mark.parametrize("how", [(), ("--without-demo",), ("--pages-only",), ("--pages-only", "--without-demo")])
def test_however_it_was_built_a_site_is_as_it_would_be_built_now(root: Path, how: tuple[str, ...]) -> None:
    (root / "content/glossary.yml").unlink()  # it speaks of the demonstration
    assert run("build", "--root", root, "-o", root / "dist", *how).exit_code == 0
    publish = ("publish", root.parent / "www", "--site", root / "dist")
    done = run(*publish)
    assert (done.exit_code, done.stderr) == (0, "")
    edit("content/portal.yml")(root)
    assert "PUB012" in run(*publish).stderr


def test_of_a_site_without_its_content_nothing_is_said(root: Path) -> None:
    """It was built elsewhere; what another portal says now is nothing to it."""
    edit(RUBRIC)(root)
    elsewhere = shutil.copytree(root / "public", root.parent / "ci/public")
    shutil.rmtree(root / "content")
    for portal in (root, honoured.STARTER.parent.parent / "content"):
        done = run("publish", root.parent / "www", "--site", elsewhere, "--root", portal)
        assert (done.exit_code, done.stderr) == (0, "")


def test_publishing_names_the_drafts_that_go_online_and_leaves_the_workspace_alone(root: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in (root / ".build").rglob("*")}
    drafts, *_ = run("publish", root.parent / "www", "--root", root).stdout.splitlines()
    assert drafts == "草稿 2 届：demo/2026、other/2026。发布以后，草稿也谁都看得到。"
    assert {path: path.stat().st_mtime_ns for path in (root / ".build").rglob("*")} == before
    for name in ("demo", "other"):
        honoured.put_online(root, f"{name}/2026")
    assert run("build", "--pages-only", "--root", root).exit_code == 0
    assert "草稿" not in run("publish", root.parent / "www", "--root", root).stdout


@pytest.mark.parametrize(("how", "told"), [(["--pages-only"], True), ([], False)])
def test_a_site_without_documents_says_so(root: Path, how: list[str], told: bool) -> None:  # noqa: FBT001 - a table
    assert run("build", "--root", root, *how).exit_code == 0
    assert ("没有 PDF、Word、Excel 文件" in run("publish", root.parent / "www", "--root", root).stdout) is told


@pytest.mark.parametrize(("day", "told"), [("2026-11-21", False), ("2026-11-22", True)])
def test_what_says_that_it_goes_online_later_is_named(root: Path, day: str, told: bool) -> None:  # noqa: FBT001
    honoured.put_online(root, at=f"{day} 23:59")
    assert run("build", "--pages-only", "--root", root).exit_code == 0
    done = run("publish", root.parent / "www", "--root", root)
    assert done.exit_code == 0
    said = f"通知》写的上网时间是{day}，今天是2026-11-21，现在发布就早了：写错了的改 published，"
    assert [line.startswith("注意：《") and said in line for line in done.stdout.splitlines()[1:2]] == [told]
