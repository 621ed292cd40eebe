"""``portal serve`` as a person uses it: start it, change a file, see the page change."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from click.testing import CliRunner

from generator import cli
from generator.cli import serving

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "site_templates" / "starter", tmp_path / "portal")
    return tmp_path / "portal"


@pytest.fixture
def address(folder: Path) -> Iterator[str]:
    """Where the command says that it serves."""
    command = [sys.executable, "-u", "-m", "generator", "serve", "--root", str(folder), "--port", "0"]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout
        lines = iter(process.stdout.readline, "")
        yield next(match[1] for line in lines if (match := re.search(r"(http://127\.0\.0\.1:\d+)/", line)))
        process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
    finally:
        process.kill()
        process.communicate()


def get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=60) as answer:  # noqa: S310 - the address of the preview
        text: str = answer.read().decode()
        return text


def next_build(address: str, version: int, wanted: Callable[[list[str]], bool]) -> int:
    """The version of the build in which the problems are as wanted; one change may be built more than once."""
    for _ in range(5):
        state = json.loads(get(f"{address}/__reload?since={version}"))
        version = state["version"]
        if wanted(state["problems"]):
            return version
    pytest.fail(f"the change was not built: {state}")


def test_a_change_is_built_and_a_mistake_is_shown(folder: Path, address: str) -> None:
    notice = folder / "content/campaigns/demo/2026/notice.md"
    page = f"{address}/demo/2026/notice/"
    version = next_build(address, 0, lambda problems: not problems)

    notice.write_text(
        notice.read_text("utf-8").replace("各示例工会均可参加。", "各示例工会均可参加，欢迎参加。"), "utf-8"
    )
    version = next_build(address, version, lambda problems: not problems and "欢迎参加" in get(page))

    notice.write_text(notice.read_text("utf-8") + "\n<b>x</b>\n", "utf-8")
    next_build(address, version, lambda problems: "TXT001" in "".join(problems))
    assert "欢迎参加" in get(page)


def test_ctrl_c_ends_it_though_what_builds_passes_it_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def build(*_: object) -> None:
        with suppress(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(serving, "build_site", build)
    before = signal.getsignal(signal.SIGINT)
    try:
        done = CliRunner().invoke(cli.main, ["serve", "--root", str(folder), "--port", "0"])
    finally:
        signal.signal(signal.SIGINT, before)
    assert (done.exit_code, done.output.splitlines()[-1]) == (0, "预览已结束。")
