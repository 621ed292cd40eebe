"""Malformed portals: a sample of those of tests/malformed.py, which draws them without end."""

from __future__ import annotations

import shutil
from pathlib import Path

import malformed
import pytest

from generator import pipeline
from generator.assembly import Options
from generator.problems import Problem, ProblemsFoundError


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> malformed.Bench:
    return malformed.Bench(tmp_path_factory.mktemp("malformed"))


def test_they_are_refused_with_located_problems_or_pass(bench: malformed.Bench) -> None:
    outcomes = [malformed.checked(bench, seed) for seed in range(40)]
    assert [(one.seed, one.done, one.faults) for one in outcomes if one.faults] == []
    assert sum(one.ended == "refused" for one in outcomes) >= 20
    assert len({code for one in outcomes for code in one.codes}) >= 15


def test_what_is_published_changes_by_a_build_and_by_nothing_else(bench: malformed.Bench) -> None:
    bench.publish()
    outcomes = [malformed.built(bench, seed) for seed in (7, 5009)]
    assert [(one.seed, one.done, one.faults) for one in outcomes if one.faults] == []


@pytest.mark.parametrize("spoilt", [b"", b"\xff", b"id: [", b"id: x\nid: y\n"])
@pytest.mark.parametrize("path", ["portal.yml", "federations/demo.yml", "glossary.yml", "holidays.yml"])
def test_what_belongs_to_no_series_is_refused_before_any_is_made(
    bench: malformed.Bench, tmp_path: Path, path: str, spoilt: bytes
) -> None:
    root = shutil.copytree(bench.bases[0], tmp_path / "portal")
    (root / "content" / path).write_bytes(spoilt)
    with pytest.raises(ProblemsFoundError) as checked:
        pipeline.read(root)
    with pytest.raises(ProblemsFoundError) as built:
        pipeline.build(root, root / "public", options=Options(documents=False))
    assert built.value.problems == checked.value.problems


@pytest.mark.parametrize(
    ("path", "line", "column", "why"),
    [
        ("content/portal.yml", 1, 1, ""),
        ("content/portal.yml", 99, 1, "the file has 4 lines"),
        ("content/portal.yml", 2, 99, "the line has 14 characters"),
        ("content/nowhere.yml", 1, 1, "no such file"),
        ("content", 2, 1, "a place in what is no file"),
    ],
)
def test_a_place_is_one_that_people_find(bench: malformed.Bench, path: str, line: int, column: int, why: str) -> None:
    problem = Problem(path, line, column, "SCH003", "x")
    assert malformed.unlocated(bench.bases[0], problem) == why


def test_folders_are_told_apart_by_every_byte(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", "utf-8")
    first = malformed.digest(tmp_path)
    (tmp_path / "a").write_text("2", "utf-8")
    assert malformed.digest(tmp_path) != first
