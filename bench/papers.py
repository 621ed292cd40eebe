"""How long documents take in each format, beside what else could write them from the same content."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from ensure_browser import find as find_browser
from office import convert
from playwright.sync_api import sync_playwright

from generator import pipeline
from generator.build.keep import Store
from generator.formats import fonts, plan
from generator.model.portal import Portal
from generator.render.output import Planned
from generator.resources import find

ROUNDS = 3
PEERS = {
    "pdf": "Chromium prints the page",
    "docx": "LibreOffice writes the page",
    "xlsx": "LibreOffice saves the workbook again",
}


@dataclass(frozen=True)
class Format:
    """Milliseconds for each document of all editions, their mean size in bytes, and the peer's mean milliseconds."""

    suffix: str
    milliseconds: list[float]
    size: int
    peer: float


@dataclass(frozen=True)
class Edition:
    """Seconds for all files of one edition with its ZIP: nothing kept, and nothing changed."""

    address: str
    files: int
    cold: float
    kept: float


def measure(root: Path) -> tuple[list[Format], Edition]:
    """Every document of the portal at ``root``, and the edition with the most files from end to end."""
    portal = pipeline.read(root)
    writers = plan.Writers(find(root).templates, fonts.find(root))
    assert not writers.without_pdf, writers.without_pdf
    planned = [file for one in portal.editions for made in writers.printed(portal, one) for file in made.files]
    with tempfile.TemporaryDirectory() as work:
        site = Path(work, "site")
        pipeline.build(root, site, Path(work, "work"))
        return list(_formats(planned, site, Path(work))), _edition(portal, writers, Path(work))


def _formats(planned: list[Planned], site: Path, work: Path) -> Iterator[Format]:
    times: dict[str, list[float]] = defaultdict(list)
    for one in planned * ROUNDS:
        times[_suffix(one)].append(_timed(one.make) * 1000)
    for suffix in PEERS:
        files = [site / one.path for one in planned if _suffix(one) == suffix]
        size = sum(file.stat().st_size for file in files) // len(files)
        yield Format(suffix, times[suffix], size, _peer(suffix, files, work / suffix) * 1000 / len(files))


def _peer(suffix: str, files: list[Path], out: Path) -> float:
    pages = [file.parent / "index.html" for file in files]
    if suffix == "pdf":
        return _printed(pages)
    # A stem names the result, and all pages are called index: they are copied under names of their own.
    out.mkdir()
    named = [out / f"{number}{source.suffix}" for number, source in enumerate(pages if suffix == "docx" else files)]
    for copy, source in zip(named, pages if suffix == "docx" else files, strict=True):
        copy.write_bytes(source.read_bytes())
    to = "docx:MS Word 2007 XML" if suffix == "docx" else suffix
    return _timed(lambda: convert(named, to, out / "made"))


def _printed(pages: Iterable[Path]) -> float:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()

        def print_all() -> None:
            for one in pages:
                page.goto(one.as_uri())
                page.pdf(prefer_css_page_size=True)

        seconds = _timed(print_all)
        browser.close()
    return seconds


def _edition(portal: Portal, writers: plan.Writers, work: Path) -> Edition:
    largest = max(portal.editions, key=lambda one: len(writers.printed(portal, one)))
    made = 0

    def make() -> None:
        nonlocal made
        store = Store(work / "kept", "bench")
        printed = writers.printed(portal, largest)
        kept = store.files(file for one in printed for file in one.files)
        made = len(kept + store.files([plan.whole(largest, printed, kept)]))

    cold = _timed(make)
    return Edition(largest.address, made, cold, median(_timed(make) for _ in range(ROUNDS)))


def _suffix(planned: Planned) -> str:
    return Path(planned.path).suffix.removeprefix(".")


def _timed(call: Callable[[], object]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    for line in measure(Path()):
        sys.stdout.write(f"{line}\n")
