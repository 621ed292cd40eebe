"""What ``--help`` prints, in Chinese: click's own words are English."""

from __future__ import annotations

import re
from collections.abc import Iterable

import click

from generator.widths import columns

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


# What a line may end after: a word of Latin letters or one character, with the marks that belong to it.
_PIECE = re.compile("[（“【]*(?:[!-~]+|.)[，。；：、！？）】”…]*")


class Group(click.Group):
    """Commands below a word, each listed with the first sentence of its help, whole: click cuts Chinese anywhere."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands."""
        with formatter.section("Commands"):
            found = ((name, self.get_command(ctx, name)) for name in self.list_commands(ctx))
            formatter.write_dl([(name, _first_sentence(one)) for name, one in found if one])


def _first_sentence(command: click.Command) -> str:
    return (command.help or "").partition("。")[0] + "。"


class Formatter(click.HelpFormatter):
    """Writes what click has to say of a command, in lines as wide as they look: a Chinese character is two columns."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """How the command is written."""
        for piece, plain in USAGE.items():
            args = args.replace(piece, plain)
        super().write_usage(prog, args, prefix or "用法：")

    def write_heading(self, heading: str) -> None:
        """What a list is of."""
        self.write(f"{_HEADINGS.get(heading, heading)}：\n")

    def write_text(self, text: str) -> None:
        """Paragraphs, each folded; a line's end in the source is none in a Chinese sentence."""
        margin = " " * self.current_indent
        paragraphs = ("".join(line.strip() for line in one.splitlines()) for one in text.split("\n\n"))
        folded = ("\n".join(margin + line for line in _folded(one, self.width - len(margin))) for one in paragraphs)
        self.write("\n\n".join(folded) + "\n")

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Options or commands, and what is said of each."""
        told = [(_written(name), _said(words)) for name, words in rows]
        margin = self.current_indent
        second = margin + min(max(columns(name) for name, _ in told), col_max) + col_spacing
        for name, words in told:
            first, *more = _folded(words, self.width - second)
            room = second - margin - columns(name)
            self.write(" " * margin + name + (" " * room if room > 0 else "\n" + " " * second) + first + "\n")
            for line in more:
                self.write(" " * second + line + "\n")


def _folded(text: str, width: int) -> list[str]:
    """The text in lines of no more columns than ``width``, where its pieces allow that."""
    lines = [""]
    for piece in _PIECE.findall(text):
        if lines[-1] and columns(lines[-1]) + columns(piece) > width:
            lines.append("")
        lines[-1] += piece if lines[-1] else piece.lstrip()
    return [line.rstrip() for line in lines]


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
