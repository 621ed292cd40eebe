"""How long portals of many editions take, and what one change in them takes; beside it other generators."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from statistics import median

from bench import cluster, peers, portals

SIZES = (100, 1_000, 10_000)
PEERS_AT = 1_000
DOCUMENTS_AT = 20
ROUNDS = 3
_WAITED = 1  # seconds that one waits for after a change
_PAGE = Path("docs/performance.md")
_HEADING = "## Many editions"
_PAGES_ONLY = "--pages-only"
_COLD, _UNCHANGED = "everything", "nothing changed"
_REWORDED, _RETITLED = "one word of a notice", "the title of an edition"


@dataclass(frozen=True)
class Run:
    """One build: by whom, of how many editions, after what change; how many pages of editions there were after it.

    Seconds on the clock and of processors, and the memory of its largest process in MiB.
    """

    name: str
    editions: int
    change: str
    pages: int
    seconds: float
    processor: float
    memory: float


@dataclass(frozen=True)
class Found:
    """Builds of ours, those of peers at the same texts, builds with documents, and those of a cluster."""

    ours: list[Run]
    peers: list[Run]
    documents: list[Run]
    cluster: cluster.Same | None
    busy: float


def measure(sizes: Sequence[int] = SIZES, peers_at: int = PEERS_AT) -> Found:
    """Build portals of each size, and those of peers at one of them, each build in a process of its own."""
    busy = os.getloadavg()[0]
    with tempfile.TemporaryDirectory(prefix="scale-") as name:
        work = Path(name)
        ours = [run for size in sizes for run in _portal(work / f"portal-{size}", size)]
        documents = list(_documents(work / "documents"))
        others = list(_peers(work, peers_at)) if peers_at else []
        return Found(ours, others, documents, cluster.measure(work / "cluster"), busy)


def _portal(root: Path, size: int) -> Iterator[Run]:
    portals.portal(root, size)
    for _ in range(ROUNDS):
        yield _ours(root, size, _COLD, _PAGES_ONLY)
    drafts = [each.address for each in portals.editions(size) if each.year == portals.YEARS[-1]]
    changed = drafts[:: max(1, len(drafts) // (2 * ROUNDS))]
    for at in range(ROUNDS):
        yield _ours(root, size, _UNCHANGED, _PAGES_ONLY)
        portals.reword(root, changed[2 * at])
        yield _ours(root, size, _REWORDED, _PAGES_ONLY)
        assert portals.REWORDED in _text(root, changed[2 * at], "notice"), changed
        portals.retitle(root, changed[2 * at + 1])
        yield _ours(root, size, _RETITLED, _PAGES_ONLY)
        assert portals.RETITLED in _text(root, changed[2 * at + 1], "."), changed


def _documents(root: Path) -> Iterator[Run]:
    portals.portal(root, DOCUMENTS_AT)
    if Path(".fonts").is_dir():
        (root / ".fonts").symlink_to(Path(".fonts").resolve())
    for _ in range(ROUNDS):
        yield _ours(root, DOCUMENTS_AT, _COLD)


def _peers(work: Path, size: int) -> Iterator[Run]:
    tools = Path(os.environ.get("BENCH_PEERS") or work / "tools")
    peers.fetch(tools)
    for number, peer in enumerate(peers.peers()):
        folder = work / f"peer-{number}"
        peer.project(folder, portals.editions(size), tools)
        for _ in range(ROUNDS):
            _aside(folder, "public", "resources", ".cache")
            times = _timed(peer.command(tools), folder)
            assert peer.built(folder) == size * peers.PAGES, (peer.name, peer.built(folder))
            yield Run(peer.name, size, _COLD, size * peers.PAGES, *times)


def _ours(root: Path, size: int, change: str, *options: str) -> Run:
    out = root / "public"
    if change == _COLD:
        _aside(root, out.name, ".build")
    times = _timed([sys.executable, "-m", "generator", "build", "--root", str(root), "-o", str(out), *options])
    pages = sum(1 for _ in out.glob("s[0-9]*/*/**/index.html"))
    return Run("ours", size, change, pages, *times)


def _aside(folder: Path, *names: str) -> None:
    """What an earlier round made is moved out of the way, not removed.

    For minutes ext4 does not use again what was just freed, and whoever writes next spends seconds looking past it.
    """
    away = Path(tempfile.mkdtemp(prefix="earlier-", dir=folder.parent))
    for name in names:
        if (folder / name).exists():
            (folder / name).rename(away / name)


def _timed(command: list[str], folder: Path | None = None) -> tuple[float, float, float]:
    """Seconds on the clock and of processors, and memory, of a command and all that it starts."""
    start = time.perf_counter()
    # An installed program has its bytecode, whatever the environment of whoever measures says.
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0, command
    unit = 1024**2 if sys.platform == "darwin" else 1024
    times = (seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)
    sys.stderr.write(
        f"{Path(command[0]).name} {' '.join(command[1:4])}: {times}\n"
    )  # it takes minutes: something moves
    return times


def _text(root: Path, address: str, page: str) -> str:
    return (root / "public" / address / page / "index.html").read_text("utf-8")


def lines(found: Found) -> list[str]:
    """The part of the page about it."""
    text = [
        _HEADING,
        "",
        f"Made-up portals: series of {len(portals.YEARS)} editions whose texts all differ, ten series to a federation,",
        "each edition with a notice of 2.8 KB, questions of 1.2 KB and a form of 9 items; all are published and sealed",
        "but the newest of each series, and one of these is what changes. Each build in a process of its own; seconds",
        "on the clock as median (least to most), seconds of all processors, memory of the largest process. Only pages,",
        "but where it is said; `search_limit` is so high that Pagefind, a program of its own, is not run.",
        f"Load before it began: {found.busy:.1f}; {os.cpu_count()} processors, Python {platform.python_version()}.",
        "",
        "Asked for: with 1,000 editions everything no slower than Hugo; one changed edition under 1 s, whatever the",
        "number; memory under 300 MB; cost linear in editions.",
        *_missed(found),
        "",
        "| editions | made anew after | runs | clock | processors | memory | an edition |",
        "|--:|---|--:|--:|--:|--:|--:|",
        *_rows(found.ours, "{editions:,} | {change}"),
        *_rows(found.documents, "{editions:,} | {change}, with all documents"),
        "",
        f"The same texts by others, everything made: each of an edition's {peers.PAGES} pages is a Markdown page. Ours",
        "makes beside them calculators, an index for searching, calendars, and a page of changes from the second",
        "edition of a series on.",
        "",
        "| generator | pages | runs | clock | processors | memory | pages a second |",
        "|---|--:|--:|--:|--:|--:|--:|",
    ]
    sizes = {run.editions for run in found.peers}
    same = [run for run in found.ours if run.change == _COLD and run.editions in sizes]
    return [*text, *_rows([*same, *found.peers], "{name} | {pages:,}", rate=True), *cluster.lines(found.cluster)]


def _missed(found: Found) -> Iterator[str]:
    """What of the times asked for is not reached, with where it is accounted for."""
    hugo = [run.seconds for run in found.peers if run.name.startswith("Hugo")]
    sizes = {run.editions for run in found.peers}
    cold = [run.seconds for run in found.ours if run.change == _COLD and run.editions in sizes]
    if hugo and median(cold) > max(hugo):
        yield f"Not reached: Hugo needs {max(hugo):.1f} s at most ([ADR 0022](adr/0022-builds-stay-in-python.md))."
    times = defaultdict(list)
    for run in found.ours:
        times[run.editions, run.change].append(run.seconds)
    for (size, change), clock in times.items():
        if change in {_REWORDED, _RETITLED} and round(median(clock), 2) >= _WAITED:  # as it is written
            said = f"Not reached: {change} among {size:,} takes {median(clock):.2f} s"
            yield f"{said} ([ADR 0017](adr/0017-a-series-is-made-by-itself.md))."


def _rows(runs: Iterable[Run], head: str, *, rate: bool = False) -> Iterator[str]:
    """A row for all runs that begin with the same words."""
    groups = defaultdict(list)
    for run in runs:
        groups[head.format(**asdict(run))].append(run)
    for name, some in groups.items():
        clock = [run.seconds for run in some]
        middle = median(clock)
        spread = f"{middle:.2f} s ({min(clock):.2f} to {max(clock):.2f})"
        processor = f"{median(run.processor for run in some):.2f} s"
        memory = f"{max(run.memory for run in some):.0f} MiB"
        last = f"{some[0].pages / middle:,.0f}" if rate else f"{1000 * middle / some[0].editions:.1f} ms"
        yield f"| {name} | {len(some)} | {spread} | {processor} | {memory} | {last} |"


def _replace(section: Sequence[str]) -> None:
    """Put the section in its place on the page, after all others where it has none yet."""
    before, _, rest = _PAGE.read_text("utf-8").partition(f"{_HEADING}\n")
    _, following, after = rest.partition("\n## ")
    written = "\n".join([before.rstrip("\n"), "", *section])
    _PAGE.write_text(f"{written}\n{following}{after}", "utf-8", newline="\n")


if __name__ == "__main__":
    asked = [int(one) for one in sys.argv[1:]]
    made = lines(measure(asked, min(asked)) if asked else measure())
    print("\n".join(made))  # noqa: T201 - what the module is for
    if not asked:
        _replace(made)
