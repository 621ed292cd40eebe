"""Breaks publishing in every way there is, and shows that what is served stays whole: ``make reliability``.

Needs strace, and root for its small disks. Writes its figures to docs/reliability.md; an assertion that fails ends it.
"""

from __future__ import annotations

import os
import platform
import random
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from reliability import crowds, disks, faults, order
from reliability.scenarios import Scenario, scenarios

PAGE = faults.ROOT / "docs/reliability.md"
WORKERS = 2
KILLED_ANYWHEN = 100
ROUNDS = 50
SWAPS = 1000
ERRORS = {"ENOSPC": {"write", "openat", "mkdir", "symlink", "link", "rename", "fsync"}, "EIO": {"write", "fsync"}}
_BLOCK = re.compile(r"(<!-- figures -->\n).*?(<!-- end of figures -->)", re.DOTALL)


def killed_at_every_call(scratch: Path) -> list[tuple[str, int, int, int]]:
    """Every scenario, killed at every call that changes files: its name, points, and how often old and new stood."""
    rows = []
    for one in scenarios(scratch):
        points = faults.points(one.arguments(one.restored(scratch / "counted")), scratch)

        def broken(numbered: tuple[int, faults.Point], one: Scenario = one) -> bool:
            target = one.restored(scratch / f"killed{numbered[0]}")
            faults.killed(one.arguments(target), numbered[1])
            found = one.served(target)
            one.recovered(target)
            shutil.rmtree(target)
            return found == one.new

        with ThreadPoolExecutor(WORKERS) as pool:
            new = sum(pool.map(broken, enumerate(points)))
        rows.append((one.name, len(points), len(points) - new, new))
    return rows


def killed_anywhen(scratch: Path, times: int = KILLED_ANYWHEN) -> Counter[str]:
    """A publish with eight threads, killed after a random while."""
    seen: Counter[str] = Counter()
    one, chance, longest = scenarios(scratch)[2], random.Random(7), 0.0
    for number in range(times):
        target = one.restored(scratch / "anywhen")
        began = time.perf_counter()
        process = faults.once([*one.arguments(target), "--workers", "8"])
        if number:
            time.sleep(longest * chance.uniform(0.3, 1))
            process.kill()
        process.communicate(timeout=60)
        longest = longest or time.perf_counter() - began
        seen["new" if one.served(target) == one.new else "old"] += 1
        one.recovered(target)
    return seen


def failing_calls(scratch: Path) -> Counter[str]:
    """Every call of a publish fails once: it is told, or it did not matter; what is served is whole either way."""
    seen: Counter[str] = Counter()
    one = scenarios(scratch)[2]
    points = faults.points(one.arguments(one.restored(scratch / "counted")), scratch)

    def broken(numbered: tuple[int, tuple[faults.Point, str]]) -> str:
        target = one.restored(scratch / f"failing{numbered[0]}")
        done = faults.failed(one.arguments(target), *numbered[1])
        assert "Traceback" not in done.stderr, done.stderr
        assert done.returncode in {0, 1}, done.stderr
        found = one.served(target)
        assert done.returncode == 1 or found == one.new
        one.recovered(target)
        shutil.rmtree(target)
        return "told" if done.returncode else "published all the same"

    planted = [(point, error) for error, calls in ERRORS.items() for point in points if point.call in calls]
    with ThreadPoolExecutor(WORKERS) as pool:
        seen.update(pool.map(broken, enumerate(planted)))
    return seen


def main() -> int:
    """Everything, and the figures."""
    began = time.perf_counter()
    rows: list[tuple[str, str]] = []

    def told(name: str, figures: str) -> None:
        rows.append((name, figures))
        sys.stdout.write(f"{time.perf_counter() - began:6.0f} s  {name}: {figures}\n")
        sys.stdout.flush()

    with tempfile.TemporaryDirectory(prefix="reliability-") as name:
        scratch = Path(name)
        for number, part in enumerate(PARTS):
            (scratch / str(number)).mkdir()
            for line in part(scratch / str(number)):
                told(*line)
    told("time of the whole run", f"{time.perf_counter() - began:.0f} s")
    _write(rows)
    return 0


def _killed(scratch: Path) -> list[tuple[str, str]]:
    rows = killed_at_every_call(scratch)
    points, old, new = sum(row[1] for row in rows), sum(row[2] for row in rows), sum(row[3] for row in rows)
    each = "; ".join(f"{name} {points}" for name, points, *_ in rows)
    return [
        ("killed at every call that changes files", f"{points} points ({each})"),
        ("what a reader found after it", f"one whole version every time: {old} × as before, {new} × the new one"),
        ("the publish after it", f"{points} of {points} succeeded and left nothing of the broken one"),
    ]


def _anywhen(scratch: Path) -> list[tuple[str, str]]:
    seen = killed_anywhen(scratch)
    said = f"{KILLED_ANYWHEN} times: {seen['old']} × the old version, {seen['new']} × the new one, all whole"
    return [("killed at a random moment, eight threads", said)]


def _failing(scratch: Path) -> list[tuple[str, str]]:
    seen = failing_calls(scratch)
    said = f"{seen.total()} calls: {seen['told']} told, {seen['published all the same']} did not matter, no traceback"
    return [("a call fails with ENOSPC or EIO", said)]


def _order(scratch: Path) -> list[tuple[str, str]]:
    for one in scenarios(scratch):
        target = one.restored(scratch / "ordered")
        assert order.unsynced(one.arguments(target), target, scratch) == (set(), set())
    return [("files and names not synced when a release is put in place, and at the end", "0 and 0, all scenarios")]


def _disks(scratch: Path) -> list[tuple[str, str]]:
    seen = disks.full(scratch)
    said = "; ".join(f"{number} × {name}" for name, number in sorted(seen.items()))
    return [("full disk, 20 sizes of tmpfs", said), ("read-only disk", f"`{_plain(disks.read_only(scratch))}`")]


def _publishers(scratch: Path) -> list[tuple[str, str]]:
    waiting, told = crowds.publishers(scratch, ROUNDS, wait=20), crowds.publishers(scratch, ROUNDS, wait=0)
    return [
        (f"two publishers at once, {ROUNDS} ×, waiting", f"both succeeded in turn {waiting['both']} ×"),
        (
            f"two publishers at once, {ROUNDS} ×, not waiting",
            f"both {told['both']} ×; one was told {told['told']} × (who holds it: {told['named']} ×)",
        ),
    ]


def _readers(scratch: Path) -> list[tuple[str, str]]:
    readings, seconds = crowds.readers(scratch, SWAPS)
    total = {name: sum(getattr(one, name) for one in readings) for name in vars(readings[0])}
    assert total["missing"] == total["truncated"] == total["mixed"] == 0, readings
    said = (
        f"{total['pages']:,} pages and {total['releases']:,} whole releases read by two readers in {seconds:.0f} s: "
        "0 missing, 0 truncated, 0 mixed"
    )
    return [(f"readers through {SWAPS:,} swaps", said)]


def _plain(said: str) -> str:
    return re.sub(r"^\S*/", "…/", said)


def _write(rows: list[tuple[str, str]]) -> None:
    version = faults.run([faults.strace(), "--version"]).stdout.split("\n", 1)[0].rpartition(" ")[2]
    system = f"{platform.system()} {platform.release().partition('-')[0]} {platform.machine()}"
    machine = f"{system}, {_cores()} cores, Python {platform.python_version()}, strace {version}"
    table = "".join(f"| {name} | {figures} |\n" for name, figures in rows)
    text = f"Machine: {machine}.\n\n| what is done | what came of it |\n|---|---|\n{table}"
    page = PAGE.read_text("utf-8")
    PAGE.write_text(_BLOCK.sub(lambda match: f"{match[1]}{text}{match[2]}", page), "utf-8")


def _cores() -> int:
    return len(os.sched_getaffinity(0))


PARTS = (_killed, _anywhen, _failing, _order, _disks, _publishers, _readers)

if __name__ == "__main__":
    sys.exit(main())
