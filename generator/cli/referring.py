"""``portal reference``."""

from __future__ import annotations

from pathlib import Path

import click

from generator import reference
from generator.cli.console import ROOT, reported, say, unwritable


@click.command(
    name="reference", help="重新写出由代码生成的文件：schemas/、docs/ 里的参考页、公开数据的 Schema（供开发用）。"
)
@ROOT
@reported
def write_reference(root: Path) -> None:
    """Write the JSON Schemas and the pages of keys and problem codes."""
    for path, text in reference.files().items():
        try:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8", newline="\n")
        except OSError as error:
            raise unwritable(root / path, error) from error
        say(f"已写出 {path}")
