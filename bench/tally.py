"""How long a tally takes and how much memory, by the number of sheets; beside it the same in a single process."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from bench.sheets import sheet
from generator.score.scheme import Scheme, digest

ROUNDS = 3
SHEETS = (2_000, 10_000, 40_000)
_RATED = 10_000  # the number of sheets that is measured several times, and in a single process too


@dataclass(frozen=True)
class Run:
    """One tally: seconds on the clock and of processors, and the memory of its largest process in MiB."""

    sheets: int
    jobs: int
    seconds: float
    processor: float
    memory: float


def measure(schemes: list[Scheme]) -> list[Run]:
    """Tallies of made-up sheets, each in a process of its own, reading the portal included."""
    jobs = os.cpu_count() or 1
    runs = []
    with tempfile.TemporaryDirectory() as work:
        folder, out = Path(work, "in"), Path(work, "out")
        written = 0
        for sheets in SHEETS:
            _write(folder, schemes, range(written, sheets))
            written = sheets
            rounds = [jobs, 1] * ROUNDS if sheets == _RATED else [jobs]
            runs += [_run(folder, out, sheets, each) for each in rounds]
    return runs


def _write(folder: Path, schemes: list[Scheme], numbers: range) -> None:
    pick = random.Random(numbers.start)
    versions = [digest(scheme) for scheme in schemes]
    for number in numbers:
        path = folder / f"{number // 1000:02}" / f"自评结果_{number}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        at = number % len(schemes)
        document = sheet(schemes[at], versions[at], number, pick)
        path.write_text(json.dumps(document, ensure_ascii=False, indent=2), "utf-8")


def _run(folder: Path, out: Path, sheets: int, jobs: int) -> Run:
    command = [sys.executable, "-m", "bench.once", str(folder), str(out), str(jobs)]
    start = time.perf_counter()
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    unit = 1024**2 if sys.platform == "darwin" else 1024
    return Run(sheets, jobs, seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)
