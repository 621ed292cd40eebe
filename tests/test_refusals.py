"""Command lines that are not understood: what is wrong is said in Chinese, with what to do about it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from generator import cli
from generator.cli import console

DRAFT, LIST = ["draft", "announcement", "a/b"], ["import", "honorees", "a.xlsx"]

# What is written, what is wrong with it, and what to do.
REFUSED: dict[str, tuple[list[str], str, str]] = {
    "a day of other marks": (
        [*DRAFT, "--first", "2026.11.23"],
        "选项“--first”是“2026.11.23”，应是日期。",
        "2024-11-04",
    ),
    "a day that is none": ([*DRAFT, "--first", "2026-02-30"], "选项“--first”是“2026-02-30”，应是日期。", "历法"),
    "a day in words": ([*DRAFT, "--first", "十一月"], "选项“--first”是“十一月”，应是日期。", "2024-11-04"),
    "another choice": (
        ["draft", "decision", "a/b", "--kind", "通告"],
        "选项“--kind”是“通告”，应是“通报”、“决定”之一。",
        "照写其中一个。",
    ),
    "no number": ([*LIST, "--header", "x"], "选项“--header”是“x”，应是整数（不小于 0）。", "数字"),
    "a number that is too small": ([*LIST, "--header", "-3"], "选项“--header”应是整数（不小于 0）。", "数字"),
    "a number that is too large": (["serve", "--port", "99999"], "选项“--port”应是整数（0 至 65535）。", "数字"),
    "a folder that is not there": (["check", "--root", "none"], "选项“--root”是“none”，应是已有的文件夹。", "核对路径"),
    "a file for a folder": (["build", "-o", "there.txt"], "选项“--out”是“there.txt”，应是文件夹。", "核对路径"),
    "a folder for a file": ([*LIST, "-o", "folder"], "选项“--out”是“folder”，应是文件。", "核对路径"),
    "no argument": (["release"], "缺少“活动/年度”。", "main release --help"),
    "no option that must be": (["form", "a", "b"], "缺少选项“--out”。", "main form --help"),
    "an edition as two words": (
        ["release", "linjiang", "2026"],
        "多写了“2026”。",
        "用 / 连着写，例如 shili-xingji/2024",
    ),
    "words too many": (["check", "a", "b"], "多写了“a b”。", "引号"),
    "an option like another": (["build", "--witout-demo"], "没有选项“--witout-demo”。", "是不是“--without-demo”？"),
    "an option like none": (["--nothing"], "没有选项“--nothing”。", "用 main --help 查看写法"),
    "an option without what it needs": (["build", "-o"], "选项“-o”写得不对。", "-o 后面要写内容"),
    "a flag with something": (["build", "--anew=1"], "选项“--anew”写得不对。", "去掉 = 和后面的，只写 --anew。"),
    "a command like another": (["chekc"], "没有命令“chekc”。", "是不是“check”？"),
    "a command like none": (["draft", "无"], "没有命令“无”。", "用 main draft --help 查看写法"),
    "what a command finds in an option": ([*LIST, "--blank", "所属=照旧"], "“照旧”应是“上一行”或“空”", "--help"),
    "what a command finds in several": ([*LIST, "-o", "c", "--edition", "a/b"], "-o 和 --edition 只写一个。", "--help"),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_wrong_and_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "there.txt").touch()
    (tmp_path / "folder").mkdir()
    arguments, said, remedy = REFUSED[name]
    result = CliRunner().invoke(cli.main, arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    *_, wrong, todo = result.stderr.splitlines()
    assert said in wrong
    assert todo.startswith("    → ")
    assert remedy in todo
    assert not re.search(r"Usage|Error|Try|OPTIONS|COMMAND|Invalid|[Dd]id you|not a", result.stderr)


def test_how_a_command_is_written_stands_above() -> None:
    assert CliRunner().invoke(cli.main, ["release"]).stderr.startswith("用法：main release [选项] 活动/年度\n")


def test_who_breaks_off_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken_off() -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli.main, "get_command", lambda *_: click.Command("check", callback=broken_off))
    result = CliRunner().invoke(cli.main, ["check"])
    assert (result.exit_code, result.stderr) == (1, "\n已中止。\n")


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (OSError(28, "No space left on device"), "磁盘满了"),
        (PermissionError(13, "Permission denied"), "没有权限"),
        (OSError(30, "Read-only file system"), "只读"),
        (IsADirectoryError(21, "Is a directory"), "是文件夹，不是文件"),
        (OSError(79, "Unusual"), "Unusual"),
        (shutil.Error([("a", "b", "[Errno 28] No space left on device: 'b'")] * 5), "磁盘满了"),
        (shutil.Error([("a", "b", "[Errno 13] Permission denied"), ("a", "b", "odd")]), "没有权限；odd"),
    ],
)
def test_what_cannot_be_written_is_said_in_chinese(error: OSError, said: str) -> None:
    (problem,) = console.unwritable(Path("x"), error).problems
    assert (problem.code, problem.message) == ("BLD002", f"写不了（{said}）。")
