"""Which files may have changed is told by another process as by this one, and by this one where there is no other."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from generator import looks

OLD = time.time_ns() - 60 * 10**9


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Two series, one of them with a decision, what belongs to none, and what is left behind by others."""
    for path in (
        "content/portal.yml",
        "content/federations/one.yml",
        "content/campaigns/first/series.yml",
        "content/campaigns/first/2024/campaign.yml",
        "content/campaigns/first/2024/decision.md",
        "content/campaigns/second/2024/campaign.yml",
        "content/campaigns/second/.DS_Store",
        "content/campaigns/~$second.yml",
        "rubrics/first/2024/union.yml",
        "rubrics/一/2024/表.yml",
    ):
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(path, "utf-8")
        os.utime(file, ns=(OLD, OLD))
    (tmp_path / "content/campaigns/first/2024/notice.md").symlink_to("nowhere")
    return tmp_path


def begun(root: Path) -> looks.Looks:
    with looks.begun(str(root)) as looked:
        return looked(iter(()))


def test_every_file_belongs_to_a_series_or_to_none(root: Path) -> None:
    found = looks.looks(str(root))
    assert list(found) == ["", "first", "second", "一"]
    assert [name for name, one in found.items() if one.decided] == ["first"]
    inside = [path.relative_to(root).as_posix() for path in root.rglob("*") if not looks.LITTER.match(path.name)]
    told = [path for name in found for path in looks.paths(str(root), name)]
    assert sorted(told) == sorted(set(inside) - {"content", "rubrics"})


def test_another_process_sees_the_same(root: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert begun(root) == looks.looks(str(root))
    assert capfd.readouterr() == ("", "")


def test_what_there_is_to_do_is_done_until_the_process_has_seen_all(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    expected = looks.looks(str(root))
    go, program = tmp_path / "go", tmp_path / "python"
    program.write_text(
        f"#!/bin/sh\nuntil [ -e '{go}' ]; do sleep 0.01; done\nexec '{sys.executable}' \"$@\"\n", "utf-8"
    )
    program.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(program))

    def steps() -> Iterator[int]:
        yield from range(3)
        go.touch()
        yield from itertools.count(3)

    taken = steps()
    with looks.begun(str(root)) as looked:
        assert looked(taken) == expected
    assert next(taken) > 3


@pytest.mark.parametrize("program", ["nowhere/python", "/bin/false", ""])
def test_without_another_process_this_one_looks(root: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    expected = looks.looks(str(root))
    monkeypatch.setattr(sys, "executable", program)
    assert begun(root) == expected


def test_where_nobody_asks_nothing_is_said_and_no_process_is_left(
    root: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    started: list[subprocess.Popen[bytes]] = []

    class Seen(subprocess.Popen[bytes]):
        def __init__(self, command: list[str], **given: Any) -> None:  # noqa: ANN401 - as its base has it
            super().__init__(command, **given)
            started.append(self)

    monkeypatch.setattr(subprocess, "Popen", Seen)
    with pytest.raises(KeyboardInterrupt), looks.begun(str(root)):
        raise KeyboardInterrupt
    assert [process.returncode is None for process in started] == [False]
    assert capfd.readouterr() == ("", "")


def test_what_changes_looks_different(root: Path) -> None:
    before = looks.looks(str(root))
    changed = root / "rubrics/first/2024/union.yml"
    changed.write_text("x", "utf-8")
    after = looks.looks(str(root))
    assert {name for name in after if after[name].seen != before[name].seen} == {"first"}
    assert not after["first"].settled  # it may change once more within the same time
    assert after["second"] == before["second"]
    assert after["second"].settled


def test_what_is_put_in_its_place_with_its_time_looks_different(root: Path) -> None:
    """As by a copy or from an archive: as long, and of the same time."""
    before = looks.looks(str(root))
    file = root / "rubrics/first/2024/union.yml"
    file.write_text(file.read_text("utf-8")[::-1], "utf-8")
    os.utime(file, ns=(OLD, OLD))
    after = looks.looks(str(root))
    assert {name for name in after if after[name].seen != before[name].seen} == {"first"}


def test_a_portal_without_folders_has_no_series(tmp_path: Path) -> None:
    assert list(looks.looks(str(tmp_path))) == [""]
