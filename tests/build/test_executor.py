"""The same call in one process, through an executor of processes, and on a Dask cluster: the same files."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import AbstractContextManager, contextmanager
from multiprocessing import get_context
from pathlib import Path

import pytest

from generator import pipeline
from generator.assembly import Options

STARTER = Path(__file__).resolve().parents[2] / "site_templates/starter"
SERIES = ("first", "second", "third", "fourth")


def _portal(root: Path) -> Path:
    """The starter with its series under several ids, and nothing of the portal's own that names it."""
    shutil.copytree(STARTER, root)
    shutil.rmtree(root / "content/pages")
    (root / "content/glossary.yml").unlink()
    for name in SERIES:
        for folder in ("content/campaigns", "rubrics"):
            shutil.copytree(root / folder / "demo", root / folder / name)
        said = root / "content/campaigns" / name / "series.yml"
        said.write_text(said.read_text("utf-8").replace("id: demo", f"id: {name}"), "utf-8")
    for folder in ("content/campaigns", "rubrics"):
        shutil.rmtree(root / folder / "demo")
    return root


def _built(root: Path, work: Path, executor: Executor | None = None) -> dict[str, str]:
    """Digests of all files of a site that is made from nothing."""
    out = work / "public"
    report = pipeline.build(root, out, work / "work", options=Options(documents=False), executor=executor)
    assert len(report.built) == len(SERIES) + 1
    files = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@contextmanager
def _processes() -> Iterator[Executor]:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:  # each process has to import everything first
        yield pool


@contextmanager
def _cluster() -> Iterator[Executor]:
    distributed = pytest.importorskip("distributed")
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
        client.get_executor() as executor,
    ):
        yield executor


@pytest.fixture(scope="module")
def portal(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _portal(tmp_path_factory.mktemp("executor") / "portal")


@pytest.fixture(scope="module")
def alone(portal: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "cpu_count", lambda: 1)
        return _built(portal, tmp_path_factory.mktemp("alone"))


@pytest.mark.parametrize("executor", [_processes, _cluster], ids=["processes", "dask"])
def test_an_executor_makes_the_same_files(
    portal: Path, alone: dict[str, str], executor: Callable[[], AbstractContextManager[Executor]], tmp_path: Path
) -> None:
    with executor() as pool:
        assert _built(portal, tmp_path, pool) == alone
    assert {f"{name}/2026/index.html" for name in SERIES} <= alone.keys()
