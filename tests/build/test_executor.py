"""The same call in one process and on a Dask cluster of two workers: the same files."""

from __future__ import annotations

import hashlib
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import distributed
from small_portals import SERIES, portal_of_several

from generator import pipeline
from generator.assembly import Options


def _built(root: Path, work: Path, executor: Executor) -> dict[str, str]:
    """Digests of all files of a site that is made from nothing."""
    out = work / "public"
    report = pipeline.build(root, out, work / "work", options=Options(documents=False), executor=executor)
    assert len(report.built) == len(SERIES) + 1
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_a_cluster_makes_the_same_files(tmp_path: Path) -> None:
    """Processes of this machine do too: ``test_site.py`` builds all of the repository's content with and without."""
    portal = portal_of_several(tmp_path / "portal")
    with ThreadPoolExecutor(1) as here:
        alone = _built(portal, tmp_path / "alone", here)
    dask: Any = distributed  # it has types for some of its parts only
    with (
        dask.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as workers,
        dask.Client(workers) as connected,
        connected.get_executor() as executor,
    ):
        assert _built(portal, tmp_path / "cluster", executor) == alone
    assert {f"{name}/2026/index.html" for name in SERIES} <= alone.keys()
