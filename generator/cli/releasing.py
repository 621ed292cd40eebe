"""``portal release`` and ``portal correct``."""

from __future__ import annotations

from pathlib import Path

import click

from generator import correct, release
from generator.cli.console import ROOT, reported, say, write


@click.command(
    name="release",
    help="把一届（例如 shili-xingji/2024）已经公布的通知、打分表、公示、决定、名单、登记事项和更正封存，"
    "写进 ledger.csv；封存以后只能更正，不能直接改。",
)
@click.argument("edition", metavar="活动/年度")
@ROOT
@click.option(
    "--site",
    type=click.Path(path_type=Path, file_okay=False),
    help="已经公布的网站所在的文件夹，默认是 public：新的封存记录要能接上它的。",
)
@reported
def release_edition(edition: str, root: Path, site: Path | None) -> None:
    """Bind what is published; what is bound already stays as it is."""
    done = release.release(root, edition, site)
    if done.added:
        write(done.path, done.data)
    say("\n".join(done.lines()))


@click.command(
    name="correct",
    help="开始更正封存过的内容：保存更正以前的文本，起草 corrections.yml。"
    "例如 portal correct shili-xingji/2024 通知，或 打分表 union、公示、决定、文件 review、名单 0012；"
    "一处错误在几份里的，一次写全：通知 打分表 union。",
)
@click.argument("edition", metavar="活动/年度")
@click.argument("of", metavar="更正什么", nargs=-1, required=True)
@ROOT
@reported
def correct_released(edition: str, of: tuple[str, ...], root: Path) -> None:
    """Keep what is to be corrected as it is, and draft the correction."""
    draft = correct.correct(root, edition, of)
    for path, data in draft.files.items():
        write(path, data)
    say("\n".join(draft.lines()))
