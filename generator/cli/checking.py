"""``portal check``."""

from __future__ import annotations

from pathlib import Path

import click

from generator import pipeline
from generator.cli.console import ROOT, reported, say
from generator.register import history


@click.command(help="检查全部内容，列出所有问题，不生成网站。")
@ROOT
@reported
def check(root: Path) -> None:
    """Check the content only."""
    portal = pipeline.read(root)
    rubrics = sum(len(edition.rubrics) for edition in portal.editions)
    titles = len(history.titles(portal.editions))
    register = f"，荣誉名录 {titles} 个称号" if titles else ""
    say(f"检查通过：{len(portal.series)} 项创建活动，{len(portal.editions)} 届，{rubrics} 张打分表{register}。")
