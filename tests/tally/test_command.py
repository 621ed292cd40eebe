"""``portal tally`` as people run it: what it says, its exit code, and what it leaves alone."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from generator import cli, pipeline
from generator.model.portal import Portal
from generator.tally import collect

Run = Callable[..., Result]


@pytest.fixture
def run(demo: Portal, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs the command on the portal made for the tally."""
    monkeypatch.setattr(pipeline, "read", lambda _root: demo)
    return lambda *given: CliRunner().invoke(cli.main, ["tally", *map(str, given)], catch_exceptions=False)


def lay(folder: Path, **answers: bool) -> None:
    """One checklist of two questions."""
    folder.mkdir(exist_ok=True)
    given = {f"{name[1:]}.is": state for name, state in answers.items()}
    document = {"rubric": "demo/2026/list", "unit": "甲工会", "answers": given}
    (folder / "a.json").write_text(json.dumps(document), "utf-8")


def test_what_was_found_is_said_and_written(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path / "in")
    (tmp_path / "in/b.json").write_text("{", "utf-8")
    (tmp_path / "in/说明.txt").write_text("", "utf-8")
    monkeypatch.chdir(tmp_path)
    result = run("in")
    assert result.exit_code == 1
    assert result.stdout.splitlines() == [
        "读了 2 份答卷，计入 1 家单位；其他文件 1 个没有读：说明.txt。",
        "  示范活动 2026年 验收单：1 家",
        "获评名单草稿_demo_2026.csv：没有拟出，原因见汇总.xlsx 的“名单草稿说明”。",
        "发现 2 处问题，见汇总.xlsx 的“问题清单”：",
        "  答卷读不出来：1",
        "  没有答完：1",
        "结果在 tally：排名_验收单.csv、汇总.xlsx",
    ]
    assert (tmp_path / "tally/汇总.xlsx").is_file()


def test_nothing_found_is_success(run: Run, tmp_path: Path) -> None:
    lay(tmp_path / "in", _1=True, _2=False)
    result = run(tmp_path / "in", "-o", tmp_path / "out")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == ["读了 1 份答卷，计入 1 家单位。", "  示范活动 2026年 验收单：1 家"]
    assert "发现" not in result.stdout


@pytest.mark.parametrize(
    ("folder", "said"),
    [("missing", "没有这个文件夹"), ("file.json", "这是一个文件"), ("empty", "里面没有答卷（*.json、*.xlsx）")],
)
def test_a_folder_that_cannot_be_tallied(run: Run, tmp_path: Path, folder: str, said: str) -> None:
    (tmp_path / "file.json").write_text("{}", "utf-8")
    (tmp_path / "empty").mkdir()
    result = run(tmp_path / folder, "--out", tmp_path / "out")
    assert result.exit_code == 1
    assert f"{tmp_path / folder}:1:1: FIL001 {said}" in result.stderr
    assert not (tmp_path / "out").exists()


def test_links_are_not_followed(tmp_path: Path) -> None:
    lay(tmp_path / "in")
    lay(tmp_path / "elsewhere")
    (tmp_path / "in/linked.json").symlink_to(tmp_path / "elsewhere/a.json")
    (tmp_path / "in/linked").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "in/round").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in/pipe.json")
    found = collect.find(tmp_path / "in")
    assert found.sheets == ("a.json",)
    assert (found.others, found.named) == (4, ("linked", "linked.json", "pipe.json", "round"))


def test_a_folder_that_cannot_be_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(tmp_path / "in")
    (tmp_path / "in/closed").mkdir()
    scandir = os.scandir

    def refused(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refused)
    found = collect.find(tmp_path / "in")
    assert found.sheets == ("a.json",)
    assert [(one.path, one.message) for one in found.findings] == [("closed", "读不了（没有权限）。")]
