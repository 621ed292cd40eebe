"""Finished files are made once, and never left half made."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.build.keep import Store
from generator.problems import Problem, ProblemsFoundError
from generator.render.output import Planned


def refuse() -> bytes:
    raise AssertionError("made again")


def test_a_file_is_made_once(tmp_path: Path) -> None:
    told: list[str] = []
    first = Store(tmp_path / "files", "code", told.append)
    (made,) = first.files([Planned("a/union.pdf", "d1", lambda: b"12345")])
    assert (made.path, made.size, made.source.read_bytes(), first.made) == ("a/union.pdf", 5, b"12345", 1)
    second = Store(tmp_path / "files", "code")
    assert second.files([Planned("b/other.pdf", "d1", refuse)])[0].source == made.source
    assert (second.made, told) == (0, ["a/union.pdf"])


def test_what_decides_its_bytes_makes_it_anew(tmp_path: Path) -> None:
    store = Store(tmp_path, "code")
    kept = store.files([Planned("a.pdf", "d1", lambda: b"1"), Planned("a.docx", "d1", lambda: b"2")])
    kept += store.files([Planned("a.pdf", "d2", lambda: b"3")])
    assert [one.source.read_bytes() for one in kept] == [b"1", b"2", b"3"]
    assert store.made == 3


def test_other_code_makes_it_anew(tmp_path: Path) -> None:
    (old,) = Store(tmp_path, "code").files([Planned("a.pdf", "d1", lambda: b"1")])
    (new,) = Store(tmp_path, "newer code").files([Planned("a.pdf", "d1", lambda: b"2")])
    assert (old.source.read_bytes(), new.source.read_bytes()) == (b"1", b"2")


def test_what_is_no_longer_used_goes(tmp_path: Path) -> None:
    Store(tmp_path, "code").files([Planned("old.pdf", "d1", lambda: b"1"), Planned("both.pdf", "d2", lambda: b"2")])
    store = Store(tmp_path, "code")
    (kept,) = store.files([Planned("both.pdf", "d2", refuse)])
    store.drop_others()
    assert list(tmp_path.iterdir()) == [kept.source]


def test_all_files_that_cannot_be_made_are_told_and_leave_nothing_behind(tmp_path: Path) -> None:
    def failing(path: str) -> Planned:
        def fail() -> bytes:
            raise ProblemsFoundError([Problem(path, 1, 1, "DOC001", "没有。")])

        return Planned(path, path, fail)

    with pytest.raises(ProblemsFoundError) as found:
        Store(tmp_path, "code").files([failing("a.pdf"), failing("b.pdf")])
    assert [one.path for one in found.value.problems] == ["a.pdf", "b.pdf"]
    assert list(tmp_path.iterdir()) == []


def test_what_an_interrupted_build_left_is_not_taken_for_the_file(tmp_path: Path) -> None:
    (name,) = (one.source.name for one in Store(tmp_path, "code").files([Planned("a.pdf", "d1", lambda: b"123")]))
    (tmp_path / name).rename(tmp_path / f"{name}.half")
    store = Store(tmp_path, "code")
    assert store.files([Planned("a.pdf", "d1", lambda: b"12345")])[0].size == 5
    store.drop_others()
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_what_a_loss_of_power_left_empty_is_not_taken_for_the_file(tmp_path: Path) -> None:
    (one,) = Store(tmp_path, "code").files([Planned("a.pdf", "d1", lambda: b"123")])
    one.source.write_bytes(b"")
    assert Store(tmp_path, "code").files([Planned("a.pdf", "d1", lambda: b"123")])[0].size == 3
