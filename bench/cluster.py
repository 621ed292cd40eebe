"""The same build by a Dask cluster of two workers: ``python -m bench.cluster FOLDER`` makes both there."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from importlib import import_module
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path

from bench import portals
from generator import pipeline
from generator.assembly import Options

EDITIONS = 50
_WORKERS = 2


@dataclass(frozen=True)
class Same:
    """A portal that two processes here and a cluster built alike: files, and seconds of each on the clock."""

    version: str
    files: int
    alone: float
    spread: float


def measure(work: Path) -> Same | None:
    """Build a portal both ways and compare every file; nothing where ``distributed`` is not installed."""
    if find_spec("distributed") is None:
        return None
    portals.portal(work / "portal", EDITIONS)
    done = subprocess.run([sys.executable, "-m", "bench.cluster", str(work)], check=True, stdout=subprocess.PIPE)
    return Same(**json.loads(done.stdout))


def lines(found: Same | None) -> list[str]:
    """The part of the page about it."""
    if found is None:
        return ["", "Not compared with a Dask cluster: `distributed` is not installed."]
    return [
        "",
        f"The same call on Dask (`distributed` {found.version}), a local cluster of {_WORKERS} workers: {EDITIONS}",
        f"editions, all {found.files:,} files the same byte for byte; {found.spread:.1f} s, without it",
        f"{found.alone:.1f} s.",
    ]


def _main(work: Path) -> None:
    distributed = import_module("distributed")  # here alone it is known to be installed
    plain, spread = work / "plain", work / "spread"
    options = Options(documents=False)
    start = time.perf_counter()
    pipeline.build(work / "portal", plain, work / "plain-work", options=options)
    alone = time.perf_counter() - start
    cluster = distributed.LocalCluster(n_workers=_WORKERS, threads_per_worker=1, processes=True, dashboard_address=None)
    with cluster, distributed.Client(cluster) as client:
        start = time.perf_counter()
        pipeline.build(work / "portal", spread, work / "spread-work", options=options, executor=client.get_executor())
        seconds = time.perf_counter() - start
    found = _digests(plain)
    assert found == _digests(spread)
    print(json.dumps(asdict(Same(version("distributed"), len(found), alone, seconds))))  # noqa: T201 - for ``measure``


def _digests(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
