"""``portal init`` and ``portal fonts``."""

from __future__ import annotations

import shutil
from pathlib import Path

import click

from generator import fetch_fonts, resources
from generator.cli.console import ROOT, reported, say, unwritable, warn
from generator.problems import Problem, ProblemsFoundError


@click.command(help="在新文件夹里建立一个可以直接生成的门户。")
@click.argument("folder", metavar="新文件夹", type=click.Path(path_type=Path))
@reported
def init(folder: Path) -> None:
    """Copy the starter portal into a new folder."""
    found = resources.find(folder)
    try:
        if folder.exists() and (not folder.is_dir() or any(one.name != ".git" for one in folder.iterdir())):
            raise ProblemsFoundError([Problem(str(folder), 1, 1, "INI001", "目标文件夹已经有内容。")])
        shutil.copytree(found.starter, folder, dirs_exist_ok=True)
        shutil.copytree(found.schemas, folder / "schemas")
    except (OSError, shutil.Error) as error:
        raise unwritable(folder, error) from error
    say(f"门户已建立：{folder}\n下一步：cd {folder}，然后 portal serve")


@click.command(help="查找公文字体；缺少的，在 Debian、Ubuntu 上下载免费字体，放进门户的 .fonts/ 文件夹。")
@ROOT
@reported
def fonts(root: Path) -> None:
    """Fetch fonts for the PDFs; without them everything else is built all the same. 1 where some are missing still."""
    try:
        say(fetch_fonts.fetch(root))
    except fetch_fonts.FontsMissingError as error:
        warn(str(error))
        raise SystemExit(1) from None
