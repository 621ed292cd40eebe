"""Many at once: publishers that want the same target, and readers who never stop while it changes."""

from __future__ import annotations

import os
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier, Event
from pathlib import Path

from published import NOW, PAGES, page, site, version_of, whole
from reliability import faults

from generator.publish import folder, log, verify


@dataclass(frozen=True)
class Reading:
    """What a reader saw: pages read one by one and whole releases, and how many were not as they should be."""

    pages: int
    releases: int
    missing: int
    truncated: int
    mixed: int
    versions: int


def publishers(scratch: Path, rounds: int, *, wait: float) -> Counter[str]:
    """Two publishers start together, again and again; how it went for them: "both", "told"."""
    sites = [site(scratch / f"crowd{number}", number) for number in range(2)]
    target = scratch / f"target{wait:g}"
    seen: Counter[str] = Counter()
    for number in range(rounds):
        for one in sites:
            (one / "about/index.html").write_bytes(page("about/index.html", 2 * number + int(one.name[-1])))
        started = [
            faults.once(["publish", str(one), str(target), "--wait", str(wait), "--workers", "2"]) for one in sites
        ]
        told = [one.communicate(timeout=120)[1] for one in started]
        codes = sorted(one.returncode for one in started)
        assert codes in ([0, 0], [0, 1]), told
        if codes == [0, 1]:
            said = next(one for one, process in zip(told, started, strict=True) if process.returncode)
            assert "PUB004" in said, said
            assert "Traceback" not in said, said
            seen["named"] += "正在发布" in said
        seen["both" if codes == [0, 0] else "told"] += 1
        whole(target / "current")
        verify.folder(target)
    lines = log.read(target / log.FILE)
    assert all(later.before == earlier.digest for earlier, later in pairwise(lines))
    return seen


def readers(scratch: Path, swaps: int, number: int = 2) -> tuple[list[Reading], float]:
    """What readers saw while a target was published to ``swaps`` times, each time another version; and seconds."""
    built, target = scratch / "polled", scratch / "polled-target"
    folder.publish(site(built, 0), target, now=NOW)
    context = get_context("spawn")
    with context.Manager() as manager, ProcessPoolExecutor(number, mp_context=context) as pool:
        stop, ready = manager.Event(), manager.Barrier(number + 1)
        reading = [pool.submit(_read, target, stop, ready) for _ in range(number)]  # type: ignore[arg-type]
        while not (target / "log.jsonl").exists():
            time.sleep(0.01)
        ready.wait()  # a process may take longer to start than all swaps
        began = time.perf_counter()
        try:
            for version in range(1, swaps + 1):
                for path in PAGES:
                    (built / path).write_bytes(page(path, version, 1500 + 700 * (version % 3)))
                assert folder.publish(built, target, now=NOW).changed
        finally:
            seconds = time.perf_counter() - began
            stop.set()
        return [one.result() for one in reading], seconds


def _read(target: Path, stop: Event, ready: Barrier) -> Reading:
    """Read pages through ``current`` as a server does, and whole releases through one open folder."""
    seen: Counter[str] = Counter()
    versions: set[int] = set()
    ready.wait()
    while not stop.is_set():
        for path in PAGES:
            seen["pages"] += 1
            try:
                versions.add(version_of((target / "current" / path).read_bytes()))
            except FileNotFoundError:
                seen["missing"] += 1
            except ValueError:
                seen["truncated"] += 1
        seen["releases"] += 1
        try:
            seen["mixed"] += len(_release(target)) != 1
        except FileNotFoundError:
            seen["missing"] += 1
        except ValueError:
            seen["truncated"] += 1
    return Reading(seen["pages"], seen["releases"], seen["missing"], seen["truncated"], seen["mixed"], len(versions))


def _release(target: Path) -> set[int]:
    """The versions of the pages of one release, opened once."""
    handle = os.open(target / "current", os.O_RDONLY)
    try:
        found = set()
        for path in PAGES:
            with open(os.open(path, os.O_RDONLY, dir_fd=handle), "rb") as file:  # noqa: PTH123 - relative to a handle
                found.add(version_of(file.read()))
        return found
    finally:
        os.close(handle)
