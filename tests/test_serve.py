"""``portal serve`` as a person uses it: start it, change a file, see the page change."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

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


def test_a_change_is_built_and_a_mistake_is_shown(folder: Path, address: str) -> None:
    notice = folder / "content/campaigns/demo/2026/notice.md"
    state = json.loads(get(f"{address}/__reload"))
    assert state["problems"] == []

    notice.write_text(
        notice.read_text("utf-8").replace("各示例工会均可参加。", "各示例工会均可参加，欢迎参加。"), "utf-8"
    )
    state = json.loads(get(f"{address}/__reload?since={state['version']}"))
    assert state["problems"] == []
    assert "欢迎参加" in get(f"{address}/demo/2026/notice/")

    notice.write_text(notice.read_text("utf-8") + "\n<b>x</b>\n", "utf-8")
    state = json.loads(get(f"{address}/__reload?since={state['version']}"))
    assert "TXT001" in state["problems"][0]
    assert "欢迎参加" in get(f"{address}/demo/2026/notice/")
