"""``portal serve``."""

from __future__ import annotations

import signal
from contextlib import suppress
from pathlib import Path
from threading import Event
from types import FrameType

import click

from generator import pipeline, preview, resources
from generator.cli.building import build_site
from generator.cli.console import ROOT, print_problems, reported, say
from generator.problems import Problem, ProblemsFoundError


@click.command(help="在本机预览网站；改动内容后自动重新生成并刷新页面。")
@ROOT
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="端口，0 为任选。")
@reported
def serve(root: Path, port: int) -> None:
    """Preview the site and rebuild on every change."""
    out = root / pipeline.WORK / "preview"

    def rebuild() -> list[Problem]:
        try:
            build_site(root, out)
        except ProblemsFoundError as error:
            print_problems(error.problems)
            return list(error.problems)
        return []

    found = resources.find(root)
    watched = [path for path in (root / "content", root / "rubrics", found.templates, found.mkdocs) if path.exists()]
    stopped = Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()  # libraries may pass over what is raised in them
        signal.default_int_handler(number, frame)

    signal.signal(signal.SIGINT, stop)
    with preview.Server(out, port=port, live=True) as server:
        with suppress(KeyboardInterrupt):
            say(f"预览地址：{server.url}/（按 Ctrl+C 结束）")
            preview.watch(watched, rebuild, server, stopped)
        say("预览已结束。")
