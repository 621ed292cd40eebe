"""Faults planted in the system calls of a publish, with strace: killed at a call, or a call that fails."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MISSING = "strace is missing. Debian: apt-get install --no-install-recommends strace"

# Whatever changes a file, a name or what is on the disk; of openat those calls that may create.
CHANGING = (
    "openat,creat,write,pwrite64,writev,sendfile,copy_file_range,truncate,ftruncate,fallocate,"
    "mkdir,mkdirat,rmdir,unlink,unlinkat,rename,renameat,renameat2,link,linkat,symlink,symlinkat,"
    "chmod,fchmod,fchmodat,chown,fchown,fchownat,utimensat,fsync,fdatasync"
)
_CALL = re.compile(r"^(?:\d+ +)?(\w+)\((.*)")


@dataclass(frozen=True)
class Point:
    """A call of a publish: the ``number``-th of this name, counted from 1, and how strace showed it."""

    call: str
    number: int
    shown: str


def strace() -> str:
    """The program. None is a failure, never a skip."""
    found = shutil.which("strace")
    if found is None:
        raise FileNotFoundError(MISSING)
    return found


def points(arguments: list[str], scratch: Path) -> list[Point]:
    """Every call by which this publish changes files, in order. The publish runs to its end."""
    trace = scratch / "trace.txt"
    words = [strace(), "-f", "--seccomp-bpf", "-qq", "-s", "32", "-e", f"trace={CHANGING}", "-e", "signal=none"]
    done = run([*words, "-o", str(trace), *command(arguments)])
    assert done.returncode == 0, done.stderr
    return list(_points(trace.read_text("utf-8", "replace")))


def _points(trace: str) -> Iterator[Point]:
    seen: Counter[str] = Counter()
    for line in trace.splitlines():
        if match := _CALL.match(line):
            seen[match[1]] += 1
            creates = match[1] != "openat" or "O_CREAT" in match[2] or "O_TRUNC" in match[2]
            if creates and not (match[1] == "write" and match[2].startswith("2,")):  # what it tells people
                yield Point(match[1], seen[match[1]], match[2])


def killed(arguments: list[str], point: Point) -> None:
    """The publish, killed with SIGKILL when it comes to this call; the call itself is not carried out."""
    done = _injected(arguments, point, "signal=KILL")
    assert done.returncode in {-9, 137}, f"not killed at {point}: {done.returncode} {done.stderr}"


def failed(arguments: list[str], point: Point, error: str) -> subprocess.CompletedProcess[str]:
    """The publish in which this call fails with ``error``, as it were of a full disk."""
    return _injected(arguments, point, f"error={error}")


def always(arguments: list[str], calls: str, error: str) -> subprocess.CompletedProcess[str]:
    """The publish on a file system on which these calls always fail."""
    return _traced(arguments, calls, f"{calls}:error={error}")


def _injected(arguments: list[str], point: Point, fault: str) -> subprocess.CompletedProcess[str]:
    return _traced(arguments, point.call, f"{point.call}:{fault}:when={point.number}")


def _traced(arguments: list[str], calls: str, inject: str) -> subprocess.CompletedProcess[str]:
    quick = [] if ":signal=" in inject else ["--seccomp-bpf"]  # strace 6.1 then injects no signal
    words = [strace(), "-f", *quick, "-qq", "-e", f"trace={calls}", "-e", f"inject={inject}"]
    return run([*words, "-e", "signal=none", "-o", os.devnull, *command(arguments)])


def once(arguments: list[str]) -> subprocess.Popen[str]:
    """A publish in a process of its own."""
    return subprocess.Popen(command(arguments), env=_environment(), stderr=subprocess.PIPE, text=True)


def command(arguments: list[str]) -> list[str]:
    return [sys.executable, "-B", str(Path(__file__).with_name("once.py")), *arguments]


def run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, env=_environment(), capture_output=True, text=True, check=False, timeout=120)


def _environment() -> dict[str, str]:
    """Every run makes the same calls in the same order."""
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
