"""Many series are made by several processes: what becomes of a build, and of them, when it is broken off."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from small_portals import portal_of_several

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists() or (os.cpu_count() or 1) == 1, reason="processes are looked up in /proc"
)


@pytest.fixture
def building(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A build in a session of its own, as in a terminal, whose processes have just begun."""
    root = portal_of_several(tmp_path / "portal")
    command = [sys.executable, "-m", "generator", "build", "--root", str(root), "--pages-only"]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True
    ) as process:
        while not begun(process):
            assert process.poll() is None
            time.sleep(0.01)
        yield process
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)


def begun(process: subprocess.Popen[str]) -> list[int]:
    """The processes that make series."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text("utf-8").split()
    lines = {int(child): Path(f"/proc/{child}/cmdline").read_bytes() for child in children}
    return [child for child, line in lines.items() if b"multiprocessing.spawn" in line]


@pytest.mark.parametrize("seconds", [0, 0.15, 0.3])
def test_ctrl_c_ends_a_build_and_all_its_processes_at_once(building: subprocess.Popen[str], seconds: float) -> None:
    time.sleep(seconds)
    children = begun(building)
    os.killpg(building.pid, signal.SIGINT)
    _, errors = building.communicate(timeout=20)
    assert (building.returncode, errors) == (1, "\n已中止。\n")
    assert not [child for child in children if Path(f"/proc/{child}").exists()]


def test_a_process_that_the_system_ends_is_told(building: subprocess.Popen[str]) -> None:
    """As it does where there is not enough memory."""
    os.kill(begun(building)[0], signal.SIGKILL)
    _, errors = building.communicate(timeout=20)
    assert building.returncode == 1
    assert "BLD005 生成用的一个进程被系统中止了。\n    → 多半是内存不够" in errors
    assert "Traceback" not in errors
