"""What ``--help`` prints of every command: Chinese, but for the names of things."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import east_asian_width

import click
import pytest
from click.testing import CliRunner

from generator import cli

FORM = """用法：portal form [选项] 打分表 答卷

  把答卷（.json 或 .xlsx）填进打分表（例如
  rushan-huoli-xingji/2020/enterprise），写成文件：扩展名为 .pdf、.docx（Word）
  或 .xlsx（Excel）。

选项：
  -o, --out 路径  写到哪个文件。（必填）
  --root 文件夹   门户所在的文件夹，默认是当前文件夹。
  --help          显示帮助。
"""


def names(command: click.Command, *above: str) -> Iterator[tuple[str, ...]]:
    """A command and all below it, as they are called."""
    yield above
    if isinstance(command, click.Group):
        context = click.Context(command)
        for name in command.list_commands(context):
            below = command.get_command(context, name)
            assert below is not None
            yield from names(below, *above, name)


def helped(*name: str) -> str:
    result = CliRunner().invoke(cli.main, [*name, "--help"], prog_name="portal")
    assert result.exit_code == 0
    return result.stdout


@pytest.mark.parametrize("name", list(names(cli.main)), ids=" ".join)
def test_nothing_is_said_in_english(name: tuple[str, ...]) -> None:
    said = helped(*name)
    assert said.startswith(f"用法：{' '.join(['portal', *name])} [选项]")
    assert "  --help  " in said
    assert not re.search(r"[A-Z][a-z]+:|Show|exit|default|required|x[<>]=|COMMAND|DIRECTORY|PATH|INTEGER|TEXT", said)


def test_no_command_is_cut_short_in_a_list_and_no_line_is_too_wide() -> None:
    for name in names(cli.main):
        said = helped(*name)
        assert "..." not in said
        wide = [sum(2 if east_asian_width(one) in "WFA" else 1 for one in line) for line in said.splitlines()]
        assert max(wide) <= 80


def test_nothing_to_be_written_has_an_english_name() -> None:
    for name in names(cli.main):
        assert not re.search("[A-Z]", helped(*name).splitlines()[0])


def test_what_a_command_is_given() -> None:
    assert helped("form") == FORM


@pytest.mark.parametrize(
    ("name", "said"),
    [
        (("serve",), "--port 整数    端口，0 为任选。（默认 8000；0 至 65535）"),
        (("publish",), "可以退回。（默认 5；不小于 2）"),
        (("draft",), "\n命令：\n  announcement  起草"),
        ((), "用法：portal [选项] 命令 ……\n"),
    ],
)
def test_what_click_adds(name: tuple[str, ...], said: str) -> None:
    assert said in helped(*name)
