"""Requests a second of a real nginx with ``deploy/nginx.conf``; beside it a bare nginx with the very same files."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import web_servers
from ensure_server import MISSING, find, missing

from generator import pipeline
from generator.publish import compress

PAGE = "qinhuangdao-mofan-zhijia/2023/notice/"
CONNECTIONS = 32
SECONDS = 1
ROUNDS = 21
ASKED = 0.9
_BARE = "server { listen LISTEN; root %s; gzip off; open_file_cache off; disable_symlinks off; }"
_RATE = re.compile(r"Requests/sec:\s+([0-9.]+)")


@dataclass
class Rates:
    """Requests a second for one page as browsers ask for it, and for the file that is sent by its own name."""

    encoding: str
    size: int
    file: str
    portal: list[float] = field(default_factory=list)
    bare: list[float] = field(default_factory=list)

    @property
    def ratio(self) -> float:
        """The median over the rounds: in each, both were measured one right after the other."""
        return median(ours / theirs for ours, theirs in zip(self.portal, self.bare, strict=True))


def measure(root: Path) -> list[Rates]:
    """Build the portal at ``root`` and measure a page of it, plain and compressed.

    Raises:
        SystemExit: when there is no nginx or no wrk.

    """
    if packages := missing():
        raise SystemExit(MISSING.format(", ".join(packages), " ".join(packages)))
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, "site")
        pipeline.build(root, site, Path(folder, "work"))
        return served(site, Path(folder))


def served(site: Path, folder: Path) -> list[Rates]:
    """Measure a page of a finished site."""
    data = (site / PAGE / "index.html").read_bytes()
    root = folder / "target/current"
    page = root / PAGE / "index.html"
    page.parent.mkdir(parents=True)
    page.write_bytes(data)
    rates = [Rates("identity", len(data), f"{PAGE}index.html")]
    for ending, encoding in compress.ENCODINGS.items():
        body = compress.compressed(data, ending)
        page.with_name(page.name + ending).write_bytes(body)
        rates.append(Rates(encoding, len(body), f"{PAGE}index.html{ending}"))
    ours = web_servers.nginx(folder / "target", folder / "server")
    theirs = web_servers.nginx(folder / "target", folder / "peer", server=_BARE % root)
    with ours as portal, theirs as peer:
        for number in range(ROUNDS):
            for one in rates:
                runs = [(one.portal, f"{portal}/{PAGE}"), (one.bare, f"{peer}/{one.file}")]
                # Neither of them is always the first.
                for found, address in runs if number % 2 else reversed(runs):
                    found.append(_rate(address, one.encoding))
    return rates


def _rate(address: str, encoding: str) -> float:
    command = [
        str(find("wrk")),
        "-t1",
        f"-c{CONNECTIONS}",
        f"-d{SECONDS}s",
        "-H",
        f"Accept-Encoding: {encoding}",
        address,
    ]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert "Non-2xx" not in said, said
    assert "Socket errors" not in said, said
    rate = _RATE.search(said)
    assert rate is not None, said
    return float(rate[1])


def lines(found: list[Rates]) -> Iterator[str]:
    """The part of the page about it."""
    yield "## Serving a page"
    yield ""
    yield f"Requests a second over {CONNECTIONS} connections (wrk, {ROUNDS} times {SECONDS} s, median) to nginx with"
    yield "one worker and `deploy/nginx.conf`, for a page at the address of its folder; beside it nginx with only"
    yield f"a `root`, for the file that is sent by its own name. Asked for: {ASKED} of it."
    yield ""
    yield "| what is sent | bytes | portal | bare file | ratio |"
    yield "|---|--:|--:|--:|--:|"
    names = {"identity": "plain", "gzip": "`.gz` (`gzip_static`)", "br": "`.br` (`brotli_static`)"}
    for one in found:
        rates = f"{median(one.portal):,.0f} | {median(one.bare):,.0f} | {one.ratio:.2f}"
        yield f"| {names[one.encoding]} | {one.size:,} | {rates} |"


if __name__ == "__main__":
    print("\n".join(lines(measure(Path()))))  # noqa: T201 - what the module is for
