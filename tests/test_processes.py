"""Many series, and many sheets, are worked on by several processes: what becomes of them when it is broken off."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from small_portals import STARTER, portal_of_several

from generator.tally.collect import FEW

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists() or (os.cpu_count() or 1) == 1, reason="processes are looked up in /proc"
)


def build(folder: Path) -> list[str]:
    return ["build", "--root", str(portal_of_several(folder / "portal")), "--pages-only"]


def tally(folder: Path) -> list[str]:
    shutil.copytree(STARTER, folder / "portal")
    (folder / "sheets").mkdir()
    for number in range(50 * FEW):
        said = f'{{"rubric": "demo/2026/union", "unit": "第{number}单位", "answers": {{}}}}'
        (folder / f"sheets/{number}.json").write_text(said, "utf-8")
    return ["tally", str(folder / "sheets"), "--root", str(folder / "portal"), "-o", str(folder / "results")]


@pytest.fixture(params=[build, tally])
def running(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[subprocess.Popen[str]]:
    """A command in a session of its own, as in a terminal, whose processes have just begun."""
    command = [sys.executable, "-m", "generator", *request.param(tmp_path)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, text=True, start_new_session=True) as process:
        while not begun(process):
            assert process.poll() is None
            time.sleep(0.01)
        yield process
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def begun(process: subprocess.Popen[str]) -> list[int]:
    """The processes that it began for its work."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    return [int(child) for child in children if b"multiprocessing.spawn" in told(int(child), "cmdline")]


def told(process: int, name: str) -> bytes:
    """What the system tells of a process; nothing of one that has ended."""
    with suppress(FileNotFoundError, ProcessLookupError):
        return Path(f"/proc/{process}/{name}").read_bytes()
    return b""


def runs(process: int) -> bool:
    """Whether it still does anything: one that nobody has waited for yet is listed and does nothing."""
    state = told(process, "stat").rpartition(b") ")[2][:1]
    return state not in {b"", b"Z"}


@pytest.mark.parametrize("seconds", [0, 0.15, 0.3])
def test_ctrl_c_ends_a_command_and_all_its_processes_at_once(running: subprocess.Popen[str], seconds: float) -> None:
    time.sleep(seconds)
    children = begun(running)
    os.killpg(running.pid, signal.SIGINT)
    _, errors = running.communicate(timeout=20)
    assert (running.returncode, errors) == (1, "\n已中止。\n")
    assert not [child for child in children if runs(child)]


def test_a_process_that_the_system_ends_is_told(running: subprocess.Popen[str]) -> None:
    """As it does where there is not enough memory."""
    os.kill(begun(running)[0], signal.SIGKILL)
    _, errors = running.communicate(timeout=20)
    assert running.returncode == 1
    assert "BLD005 做这件事的一个进程被系统中止了。\n    → 多半是内存不够" in errors
    assert "Traceback" not in errors


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_no_process_outlives_a_command_that_is_killed(running: subprocess.Popen[str], how: signal.Signals) -> None:
    children = begun(running)
    running.send_signal(how)
    running.wait(timeout=20)
    until = time.monotonic() + 20
    while any(runs(child) for child in children):
        assert time.monotonic() < until
        time.sleep(0.1)
