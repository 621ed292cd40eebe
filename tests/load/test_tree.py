"""Files to sources: what is read, what is left alone, and that nothing outside the portal is touched."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import portal_copy
import pytest

from generator import load
from generator.problems import CODES

PREFIXES = ("FIL", "YAM", "SCH", "REF", "RUB", "CAM", "FRM", "GLO", "TXT", "PRI", "HON")


@portal_copy.parametrized("files")
def test_case(case: portal_copy.Case, tmp_path: Path) -> None:
    portal_copy.run(case, tmp_path)


def test_every_code_of_content_has_a_case() -> None:
    covered = {
        problem["code"]
        for file in portal_copy.CASES.glob("*.yml")
        for case in portal_copy.cases(file.stem)
        for problem in case.problems
    }
    assert [code for code in CODES if code.startswith(PREFIXES) and code not in covered] == []


def test_the_copy_itself_has_no_problem(tmp_path: Path) -> None:
    assert portal_copy.problems(portal_copy.copy(tmp_path)) == ()


def test_nothing_at_all_is_a_problem_too(tmp_path: Path) -> None:
    assert [str(problem).partition("\n")[0] for problem in portal_copy.problems(tmp_path / "nowhere")] == [
        "content/portal.yml:1:1: FIL001 这里不是门户文件夹：没有文件“content/portal.yml”。"
    ]
    assert "--root" in portal_copy.problems(tmp_path / "nowhere")[0].remedy


COPIES = (  # of Windows, WPS, macOS, Linux, browsers
    "{} - 副本",
    "{} - 副本 (2)",
    "{} - 复制",
    "{}(1)",
    "{} (1)",
    "{}（1）",
    "{}的副本",
    "{}的副本 2",
    "{}副本",
    "{}_副本",
    "副本{}",
    "复件 {}",
    "复件 (2) {}",
    "{} - Copy",
    "{} - Copy (3)",
    "Copy of {}",
    "{} copy",
    "{} copy 2",
    "{} 2",
    "{} (copy)",
    "{} (another copy)",
    "{} (第 3 个复件)",
    "{}.bak",
    "{} - 副本 - 副本",
)


@pytest.mark.parametrize("named", COPIES)
@pytest.mark.parametrize("name", ["weihai", "form", "notice"])
def test_a_copy_is_told_as_one_and_not_read(tmp_path: Path, named: str, name: str) -> None:
    portal_copy.copy(tmp_path)
    path = tmp_path / portal_copy.PATHS[name]
    copied = path.with_stem(named.format(path.stem))
    copied.write_bytes(path.read_bytes())
    (problem,) = portal_copy.problems(tmp_path)
    assert (problem.path, problem.code) == (copied.relative_to(tmp_path).as_posix(), "FIL008")
    assert f"像是 {path.name} 的副本" in problem.message
    assert "删去" in problem.remedy


@pytest.mark.parametrize(
    "folder", [portal_copy.EDITION, portal_copy.RUBRICS, f"content/campaigns/{portal_copy.SERIES}"]
)
def test_a_copy_of_a_folder_is_one_problem(tmp_path: Path, folder: str) -> None:
    portal_copy.copy(tmp_path)
    shutil.copytree(tmp_path / folder, tmp_path / f"{folder} - 副本")
    assert [(p.path, p.code) for p in portal_copy.problems(tmp_path)] == [(f"{folder} - 副本", "FIL008")]


@pytest.mark.parametrize(
    ("name", "remedy"), [("weihai-2", "是 weihai.yml 的副本的，删去"), ("huancui", "把 id 改成与文件名")]
)
def test_of_a_name_that_is_an_identifier_both_are_thought_of(tmp_path: Path, name: str, remedy: str) -> None:
    portal_copy.copy(tmp_path)
    path = tmp_path / portal_copy.PATHS["weihai"]
    copied = path.with_stem(name)
    copied.write_text(path.read_text("utf-8").replace("id: weihai", f"id: {'weihai' if '-' in name else 'rongcheng'}"))
    (problem,) = portal_copy.problems(tmp_path)
    assert (problem.code, problem.line) == ("REF002", 2)
    assert remedy in problem.remedy


@pytest.mark.parametrize(
    ("name", "most", "filling"), [("portal", 1024 * 1024, b"# " + b"x" * 9998), ("notice", 256 * 1024, b"x" * 9998)]
)
def test_size_is_limited_to_the_byte(tmp_path: Path, name: str, most: int, filling: bytes) -> None:
    portal_copy.copy(tmp_path)
    path = tmp_path / portal_copy.PATHS[name]
    path.write_bytes((path.read_bytes() + (b"\n\n" + filling) * 200)[:most])
    assert path.stat().st_size == most
    assert portal_copy.problems(tmp_path) == ()
    path.write_bytes(path.read_bytes() + b"x")
    assert [(p.path, p.line, p.code) for p in portal_copy.problems(tmp_path)] == [
        (portal_copy.PATHS[name], 1, "FIL004")
    ]


def test_a_large_file_is_not_even_read(tmp_path: Path) -> None:
    portal_copy.copy(tmp_path)
    with (tmp_path / portal_copy.PATHS["portal"]).open("r+b") as file:
        file.truncate(1024**4)  # a hole of a tebibyte: no disk is used, no memory could hold it
    assert [p.code for p in portal_copy.problems(tmp_path)] == ["FIL004"]


def refuse(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As root everything is readable, so the refusal is feigned."""
    portal_copy.copy(tmp_path)
    monkeypatch.setattr(Path, "read_bytes", refuse)
    found = portal_copy.problems(tmp_path)
    assert {p.code for p in found} == {"FIL006"}
    assert {p.path for p in found} == set(portal_copy.PATHS.values())


@pytest.mark.parametrize("operation", ["lstat", "scandir"])
def test_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str) -> None:
    portal_copy.copy(tmp_path)
    monkeypatch.setattr(os, operation, refuse)
    assert [(p.path, p.line, p.column, p.code) for p in portal_copy.problems(tmp_path)] == [
        ("content", 1, 1, "FIL006"),
        ("rubrics", 1, 1, "FIL006"),
    ]


def test_a_name_that_is_no_text(tmp_path: Path) -> None:
    """Linux allows names of any bytes; a problem about one must still be printable."""
    portal_copy.copy(tmp_path)
    folder = os.fsencode(tmp_path / "content" / "federations")
    Path(os.fsdecode(folder + b"/\xff\xfe.yml")).write_text("id: a\nname: b\n", "utf-8")
    found = portal_copy.problems(tmp_path)
    assert [p.code for p in found] == ["FIL007", "REF002"]
    for problem in found:
        assert str(problem).encode("utf-8")


def test_a_very_long_path_is_read(tmp_path: Path) -> None:
    portal_copy.copy(tmp_path)
    folder = tmp_path / "content"
    for _ in range(8):
        folder /= "深" * 80
    folder.mkdir(parents=True)
    (folder / "x.yml").write_text("a: b", "utf-8")
    assert [p.code for p in portal_copy.problems(tmp_path)] == ["FIL002"]


def test_sources_are_found_by_folder(tmp_path: Path) -> None:
    portal_copy.copy(tmp_path)
    sources = load.tree(tmp_path)
    assert sources.problems == []
    assert sources.below("content/federations") == ("rushan.yml", "weihai.yml")
    assert sources.below("content/campaigns/rushan-huoli-xingji") == ("2020", "series.yml")
    assert sources.below("content/feder") == ()
    assert sources.has("content/portal.yml")
    assert not sources.has("content/portal")
    assert set(sources.yaml) | set(sources.markdown) == set(portal_copy.PATHS.values())


def test_what_stands_in_a_refused_folder_is_not_called_missing(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "federations").symlink_to("/nowhere")
    sources = load.tree(tmp_path)
    assert sources.has("content/federations/rushan.yml")
    assert not sources.has("content/portal.yml")
