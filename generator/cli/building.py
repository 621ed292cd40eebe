"""``portal build`` and ``portal serve``."""

from __future__ import annotations

import threading
from pathlib import Path

import click
from rich.progress import Progress, SpinnerColumn, TextColumn

from generator import pipeline, preview, resources
from generator.assembly import Options
from generator.cli.console import ERR, OUT, ROOT, print_problems, reported, say
from generator.problems import Problem, ProblemsFoundError


@click.command(help="生成网站。有问题时列出全部问题，原有网站不变。")
@ROOT
@click.option("-o", "--out", type=click.Path(path_type=Path, file_okay=False), help="输出文件夹，默认是 public。")
@click.option("--without-demo", is_flag=True, help="不含演示活动（series.yml 写着 demo: true 的）。")
@click.option("--pages-only", is_flag=True, help="只生成网页，不做 PDF、Word、Excel 文件：写内容时预览用，快得多。")
@click.option("--anew", is_flag=True, help="全部重新生成；平时只重新生成有变化的。")
@reported
def build(root: Path, out: Path | None, *, without_demo: bool, pages_only: bool, anew: bool) -> None:
    """Build the site."""
    _build(root, out or root / "public", Options(demo=not without_demo, documents=not pages_only, anew=anew))


def _build(root: Path, out: Path, options: Options = Options()) -> None:  # noqa: B008 - frozen
    """Build with a spinner on a terminal, with one quiet line a site elsewhere."""
    if OUT.is_terminal:
        with Progress(
            SpinnerColumn(), TextColumn("{task.description}", markup=False), console=OUT, transient=True
        ) as bar:
            task = bar.add_task("检查内容……")
            report = pipeline.build(
                root,
                out,
                progress=lambda address, _built: bar.update(task, description=f"生成 {address or '首页'}"),
                making=lambda path: bar.update(task, description=f"写文件 {path}"),
                options=options,
            )
    else:
        report = pipeline.build(
            root,
            out,
            progress=lambda address, built: say(f"{'生成' if built else '未变'} {address or '首页'}"),
            options=options,
        )
    say(
        f"网站已生成：{out}（{report.files} 个文件，{len(report.sites)} 个站点，重新生成 {len(report.built)} 个；"
        f"文档 {report.documents} 份，重新生成 {report.made} 份）。"
    )
    if report.without_pdf:
        ERR.print(f"注意：{report.without_pdf}", style="bold red")


@click.command(help="在本机预览网站；改动内容后自动重新生成并刷新页面。")
@ROOT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口，0 为任选。")
@reported
def serve(root: Path, port: int) -> None:
    """Preview the site and rebuild on every change."""
    out = root / pipeline.WORK / "preview"

    def rebuild() -> list[Problem]:
        try:
            _build(root, out)
        except ProblemsFoundError as error:
            print_problems(error.problems)
            return list(error.problems)
        return []

    found = resources.find(root)
    watched = [path for path in (root / "content", root / "rubrics", found.templates, found.mkdocs) if path.exists()]
    with preview.Server(out, port=port, live=True) as server:
        try:
            say(f"预览地址：{server.url}/（按 Ctrl+C 结束）")
            preview.watch(watched, rebuild, server, threading.Event())
        except KeyboardInterrupt:
            say("预览已结束。")
