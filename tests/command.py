"""``portal`` on the command line, as people give it."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner, Result

from generator import cli


def run(*arguments: str | Path, root: Path | None = None) -> Result:
    """What comes of a command, of the portal at ``root`` where one is named."""
    where = ["--root", str(root)] if root else []
    return CliRunner().invoke(cli.main, [*map(str, arguments), *where], catch_exceptions=False)
