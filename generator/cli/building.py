"""``portal build``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from generator import lazily, looks
from generator.cli.console import ROOT, drafts, on_terminal, progress, reported, say, warn
from generator.finished import OUT

if TYPE_CHECKING:
    from generator.assembly import Options

# Read while another process looks at the files.
assembly: Any = lazily.module("generator.assembly")
pipeline: Any = lazily.module("generator.pipeline")


@click.command(help="生成网站。有问题时列出全部问题，原有网站不变。")
@ROOT
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="输出文件夹，默认是 public。")
@click.option("--without-demo", is_flag=True, help="不含演示活动（series.yml 写着 demo: true 的）。")
@click.option("--pages-only", is_flag=True, help="只生成网页，不做 PDF、Word、Excel 文件：写内容时预览用，快得多。")
@click.option("--anew", is_flag=True, help="全部重新生成；平时只重新生成有变化的。")
@reported
def build(root: Path, out: Path | None, *, without_demo: bool, pages_only: bool, anew: bool) -> None:
    """Build the site."""
    with looks.begun(str(root)) as looked:
        assembly.settle()
        options = assembly.Options(demo=not without_demo, documents=not pages_only, anew=anew)
        build_site(root, out or root / OUT, options, looked)


def build_site(root: Path, out: Path, options: Options | None = None, looked: looks.Looked | None = None) -> None:
    """Build with a spinner on a terminal, with one quiet line for each site that is made elsewhere.

    How the files look is ``looked`` up, where somebody has begun to already.
    """
    how = {"options": options or assembly.Options(), "looked": looked}
    if on_terminal():
        columns = progress.SpinnerColumn(), progress.TextColumn("{task.description}", markup=False)
        with progress.Progress(*columns, transient=True) as bar:
            task = bar.add_task("检查内容……")
            report = pipeline.build(
                root,
                out,
                progress=lambda address, built: bar.update(task, description=_made(address)) if built else None,
                making=lambda path: bar.update(task, description=f"写文件 {path}"),
                **how,
            )
    else:
        report = pipeline.build(root, out, progress=_say_made, **how)
    if named := drafts(report.drafts):
        say(f"{named}。发布网站（portal publish）以后，草稿也谁都看得到。")
    say(
        f"网站已生成：{out}（{report.files} 个文件，{len(report.sites)} 个站点，重新生成 {len(report.built)} 个；"
        f"文档 {report.documents} 份，重新生成 {report.made} 份）。"
    )
    if report.without_pdf:
        warn(f"注意：{report.without_pdf}")


def _say_made(address: str, built: bool) -> None:  # noqa: FBT001 - how it is told
    """A line for each site that had to be made: an archive has thousands that did not."""
    if built:
        say(_made(address))


def _made(address: str) -> str:
    return f"生成 {address or '首页'}"
