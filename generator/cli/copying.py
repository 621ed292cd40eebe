"""``portal copy``."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import click

from generator import copying
from generator.build import swap
from generator.cli.console import ROOT, reported, say, unwritable


@click.command(
    name="copy",
    help="照已有的一届（例如 shili-xingji/2024）新建一届：复制通知、常见问题、登记表和打分表，"
    "不复制名单、公示、决定、更正和封存记录，去掉上网时间。接着要改什么，写在屏幕上。",
)
@click.argument("edition", metavar="活动/年度")
@click.argument("id_", metavar="新年度")
@ROOT
@reported
def copy_edition(edition: str, id_: str, root: Path) -> None:
    """Write a new edition with the text of an existing one."""
    made = copying.copy(root, edition, id_)
    _write({root / folder: files for folder, files in made.folders.items()})
    say("\n".join(made.lines()))


def _write(folders: Mapping[Path, Mapping[str, bytes]]) -> None:
    """Write new folders, all of them whole or none: each beside its place, where nobody takes it for content."""
    halves = {folder.with_name(f".{folder.name}.half"): folder for folder in folders}
    written: list[Path] = []
    try:
        for half, folder in halves.items():
            swap.remove(half)
            for name, data in folders[folder].items():
                (half / name).parent.mkdir(parents=True, exist_ok=True)
                (half / name).write_bytes(data)
        for half, folder in halves.items():
            half.rename(folder)
            written.append(folder)
    except OSError as error:
        raise unwritable(folder, error) from error
    finally:
        if len(written) < len(folders):
            for one in (*halves, *written):
                swap.remove(one)
