"""Measure everything, print it and write docs/performance.md: ``make bench``."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from statistics import median

from bench import honours, importing, lighthouse, papers, recompute, serving, tally
from generator import pipeline
from generator.score.scheme import Scheme, scheme

_PAGE = Path("docs/performance.md")
_FORMS = ("rushan-huoli-xingji/2020/enterprise", "qinhuangdao-mofan-zhijia/2023/zhijia")
_PAGES = ("", "rushan-huoli-xingji/2020/score/enterprise/", "qinhuangdao-mofan-zhijia/2023/notice/")


def main() -> None:
    """Measure, print and write."""
    portal = pipeline.read(Path())
    known = {one.id: one for one in (scheme(each, rubric) for each in portal.editions for rubric in each.rubrics)}
    forms = [known[name] for name in _FORMS]
    busy = os.getloadavg()[0]
    times, browser = recompute.measure(forms)
    runs = tally.measure(forms)
    imports = importing.measure()
    typed = honours.measure()
    formats, edition = papers.measure(Path())
    rates = serving.measure(Path())
    scores = lighthouse.measure(Path(), _PAGES)
    parts = [
        *_recomputing(times),
        "",
        *_tallying(runs, forms),
        "",
        *importing.lines(imports),
        "",
        *honours.lines(typed),
    ]
    parts += [
        "",
        *_writing(formats, edition),
        "",
        *serving.lines(rates),
        "",
        *_visiting(scores),
    ]
    text = "\n".join([*_head(browser, busy), "", *parts])
    _PAGE.write_text(f"{text}\n", "utf-8", newline="\n")
    print(text)  # noqa: T201 - what the command is for
    # By itself: the memory of a process is never said to be less than that of the one that started it.
    subprocess.run([sys.executable, "-m", "bench.scale"], check=True)


def _head(browser: str, busy: float) -> Iterator[str]:
    yield "# Performance"
    yield ""
    yield "Written by `make bench`, which measures it anew ([how](../bench/README.md)); no test depends on it."
    yield ""
    yield f"Measured on {_processor()}, {os.cpu_count()} processors, {platform.system()} {platform.release()}; Python"
    yield f"{platform.python_version()}, Chromium {browser}. Load of the machine before it began: {busy:.1f}."


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    lines = info.read_text("utf-8").splitlines() if info.is_file() else []
    named = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return named[0] if named else platform.machine()


def _recomputing(times: Iterable[recompute.Times]) -> Iterator[str]:
    yield "## Recomputing a form after one answer"
    yield ""
    yield f"Milliseconds for the whole result, over {recompute.STEPS:,} answers while forms are filled in from empty to"
    yield "complete. Both engines count the same sheets, and every total is compared. Asked for: a median under 1 ms."
    yield ""
    yield "| form | items | where | least | median | most | median of averages over 50 |"
    yield "|---|--:|---|--:|--:|--:|--:|"
    for one in times:
        found = one.milliseconds
        cells = (min(found), median(found), max(found), median(one.blocks))
        numbers = " | ".join(f"{cell:.2f}" for cell in cells)
        yield f"| `{one.scheme.id}` | {len(one.scheme.rubric.items)} | {one.where} | {numbers} |"


def _tallying(runs: list[tally.Run], forms: list[Scheme]) -> Iterator[str]:
    yield "## Tallying answer sheets"
    yield ""
    yield f"Complete made-up sheets of the {len(forms)} forms above, as files; start, reading the portal and writing"
    yield "the results included. Seconds on the clock, seconds of all processors, memory of the largest process."
    yield "Asked for: 10,000 sheets in under 20 s on two cores, and memory that does not grow with them."
    yield ""
    yield "| sheets | processes | runs | least | median | most | sheets a second | processors | memory |"
    yield "|--:|--:|--:|--:|--:|--:|--:|--:|--:|"
    ordered = sorted(runs, key=lambda run: (run.sheets, -run.jobs))
    for (sheets, jobs), group in groupby(ordered, lambda run: (run.sheets, run.jobs)):
        found = list(group)
        seconds = [run.seconds for run in found]
        cells = " | ".join(f"{cell:.1f}" for cell in (min(seconds), median(seconds), max(seconds)))
        rate = f"{sheets / median(seconds):,.0f}"
        processor = f"{median(run.processor for run in found):.1f} s"
        memory = f"{max(run.memory for run in found):.0f} MiB"
        yield f"| {sheets:,} | {jobs} | {len(found)} | {cells} | {rate} | {processor} | {memory} |"


def _writing(formats: list[papers.Format], edition: papers.Edition) -> Iterator[str]:
    yield "## Writing documents"
    yield ""
    yield f"Milliseconds for a document, over all documents of all editions, {papers.ROUNDS} times each, writers warm;"
    yield "beside it another program that makes such files from the same content, as a mean with its start."
    yield ""
    yield "| format | documents | size | least | median | most | peer | mean |"
    yield "|---|--:|--:|--:|--:|--:|---|--:|"
    for one in formats:
        found = one.milliseconds
        cells = " | ".join(f"{cell:.0f}" for cell in (min(found), median(found), max(found)))
        about = f"{one.suffix.upper()} | {len(found) // papers.ROUNDS} | {one.size / 1000:.0f} KB"
        yield f"| {about} | {cells} | {papers.PEERS[one.suffix]} | {one.peer:.0f} |"
    yield ""
    yield f"The edition with the most documents, `{edition.address}`, {edition.files} files with its ZIP:"
    yield f"{edition.cold:.1f} s when nothing is kept, {edition.kept * 1000:.0f} ms when nothing has changed."


def _visiting(scores: Iterable[lighthouse.Scores]) -> Iterator[str]:
    yield "## Visiting a page on a phone"
    yield ""
    yield f"Lighthouse {lighthouse.VERSION} with its own throttling (slow 4G, processor four times slower), the best of"
    yield f"{lighthouse.RUNS} runs; text compressed, as public servers do. Asked for: accessibility 100, on a form also"
    yield "performance 95."
    yield ""
    yield "| page | performance | accessibility | largest paint | blocked |"
    yield "|---|--:|--:|--:|--:|"
    for one in scores:
        figures = f"{one.performance} | {one.accessibility} | {one.paint:.1f} s | {one.blocked:.0f} ms"
        yield f"| `/{one.page}` | {figures} |"


if __name__ == "__main__":
    main()
