"""What ``--help`` prints, in Chinese: click's own words are English."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

USAGE = {"[OPTIONS]": "[选项]", "COMMAND [ARGS]...": "命令 ……"}
"""What click writes for all options, and for a command below another, in how a command is written."""

_HEADINGS = {"Options": "选项", "Commands": "命令"}
_HELP = "Show this message and exit."
_KINDS = {"DIRECTORY": "文件夹", "FILE": "文件", "INTEGER RANGE": "整数", "PATH": "路径", "TEXT": "文字"}
_KIND = re.compile(rf" ({'|'.join(_KINDS)})$")
_MORE = re.compile(r"  \[([^\[\]]+)\]$")  # what click adds to the words about an option
_ADDED = (
    (re.compile("default: "), "默认 "),
    (re.compile("required"), "必填"),
    (re.compile(r"(\d+)<=x<=(\d+)"), r"\1 至 \2"),
    (re.compile(r"x>=(\d+)"), r"不小于 \1"),
    (re.compile("; "), "；"),
)


class Formatter(click.HelpFormatter):
    """Writes what click has to say of a command."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is written."""
        for piece, plain in USAGE.items():
            args = args.replace(piece, plain)
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """What a list is of."""
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands, and what is said of each."""
        super().write_dl([(_written(name), _said(words)) for name, words in rows], col_max, col_spacing)


def _written(name: str) -> str:
    """An option with what is to be written behind it."""
    return _KIND.sub(lambda found: f" {_KINDS[found[1]]}", name)


def _said(words: str) -> str:
    more = _MORE.search(words)
    if more is None:
        return "显示帮助。" if words == _HELP else words
    added = more[1]
    for pattern, plain in _ADDED:
        added = pattern.sub(plain, added)
    return f"{words[: more.start()]}（{added}）"
