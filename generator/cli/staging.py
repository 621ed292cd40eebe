"""``portal stage``."""

from __future__ import annotations

from pathlib import Path

import click

from generator import stage
from generator.cli.console import ROOT, reported, say


@click.command(
    name="stage",
    help="把一届（例如 shili-xingji/2024）写成普通的 MkDocs 文档树，放进新文件夹：不用本软件也能生成网站。",
)
@click.argument("edition", metavar="活动/年度")
@click.argument("folder", metavar="新文件夹", type=click.Path(path_type=Path))
@ROOT
@reported
def stage_edition(edition: str, folder: Path, root: Path) -> None:
    """Write an edition for another engine."""
    without_pdf = stage.stage_edition(root, edition, folder.absolute())
    say(
        f"已写出：{folder}\n下一步：cd {folder}，然后 properdocs build -f mkdocs.yml（或 zensical build、mkdocs build）"
    )
    if without_pdf:
        say(without_pdf)
