"""``portal release``."""

from __future__ import annotations

from pathlib import Path

import click

from generator import release
from generator.cli.console import ROOT, reported, say, write


@click.command(
    name="release",
    help="把一届（例如 shili-xingji/2024）已经公布的决定、名单和登记事项封存，写进 ledger.csv；封存以后不能再改。",
)
@click.argument("edition", metavar="活动/年度")
@ROOT
@reported
def release_edition(edition: str, root: Path) -> None:
    """Bind what is published; what is bound already stays as it is."""
    done = release.release(root, edition)
    if done.added:
        write(done.path, done.data)
    say("\n".join(done.lines()))
