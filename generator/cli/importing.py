"""``portal import``: what offices have as files of their own, to files of the portal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click

from generator import importing, roll
from generator.cli.console import ROOT, reported, say, write
from generator.cli.helping import Group
from generator.importing import asked, edition
from generator.importing.asked import Asked
from generator.importing.headings import NONE, TAKEN
from generator.importing.rows import GROUPED
from generator.importing.terms import Terms

_STATED = ("award", "tier", "district", "kind")


@click.group(cls=Group, name="import", help="把办公用的表格导入门户。")
def group() -> None:
    """Imports, each a command."""


def _parts(*known: str) -> Callable[[click.Context, click.Parameter, tuple[str, ...]], dict[str, str]]:
    """Reads options like ``单位名称=C`` by the part of the list that each is about."""

    def read(_context: click.Context, _parameter: click.Parameter, said: tuple[str, ...]) -> dict[str, str]:
        try:
            return dict(asked.part(one, known) for one in said)
        except ValueError as error:
            raise click.BadParameter(str(error)) from error

    return read


def _levels(_context: click.Context, _parameter: click.Parameter, said: str) -> tuple[str, ...]:
    """Reads ``等次,所属``: what headings of each level mean."""
    try:
        return asked.levels(said, _STATED)
    except ValueError as error:
        raise click.BadParameter(str(error)) from error


def _blanks(context: click.Context, parameter: click.Parameter, said: tuple[str, ...]) -> dict[str, str]:
    """Reads ``所属=上一行``."""
    found = _parts(*GROUPED)(context, parameter, said)
    if unknown := [one for one in found.values() if one not in {asked.ABOVE, asked.EMPTY}]:
        raise click.BadParameter(f"“{unknown[0]}”应是“{asked.ABOVE}”或“{asked.EMPTY}”。")
    return found


@group.command(help="读入名单（.xlsx 或 .csv），说明读懂了什么，写成 honorees.csv。拿不准的逐处列出，不猜。")
@click.argument("file", metavar="名单", type=click.Path(path_type=Path))
@click.option(
    "-o", "--out", type=click.Path(path_type=Path, dir_okay=False), help="写到哪个文件，默认是 honorees.csv。"
)
@click.option("--edition", "into", help="写进哪一届，例如 shili-xingji/2024；并按那一届的称号、等次、区县核对。")
@click.option("--replace", is_flag=True, help="已有的名单与新名单不同，也写。")
@click.option("--sheet", "sheets", multiple=True, help="读哪张工作表，可以写几次。")
@click.option("--header", type=click.IntRange(0), help="表头在第几行，没有表头的写 0。")
@click.option(
    "--column",
    "columns",
    callback=_parts(*TAKEN),
    multiple=True,
    help=f"哪一列是什么，例如 单位名称=C；不要的写“{NONE}”。",
)
@click.option("--sections", callback=_levels, default="", help="各级分段标题说的是什么，例如 等次,所属。")
@click.option(
    "--blank",
    "blanks",
    callback=_blanks,
    multiple=True,
    help=f"空格子是什么意思，例如 所属={asked.ABOVE}，或 所属={asked.EMPTY}。",
)
@click.option(
    "--value", "values", callback=_parts(*_STATED), multiple=True, help="全都相同而表里没有的，例如 等次=五星级。"
)
@ROOT
@reported
def honorees(  # noqa: PLR0913, PLR0917 - as many as there are options
    file: Path,
    out: Path | None,
    into: str | None,
    replace: bool,  # noqa: FBT001 - a flag
    sheets: tuple[str, ...],
    header: int | None,
    columns: dict[str, str],
    sections: tuple[str, ...],
    blanks: dict[str, str],
    values: dict[str, str],
    root: Path,
) -> None:
    """Import a list of honorees."""
    if into and out:
        raise click.UsageError("-o 和 --edition 只写一个。")
    target = edition.target(root, into) if into else None
    path = target.folder / roll.FILE if target else out or Path(roll.FILE)
    wanted = Asked(sheets, header, columns, sections, blanks, values)
    made = importing.honorees(file, path, wanted, target.terms if target else Terms(), replace=replace)
    say("\n".join(made.lines))
    if made.changed:
        write(path, made.data)
        say(f"已写出：{path}")
    else:
        say(f"{path} 已经是这样，没有改动。")
