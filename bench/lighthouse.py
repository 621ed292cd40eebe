"""Lighthouse on pages of the built site, as a phone meets them: its own default throttling, text compressed."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from ensure_browser import find

from generator import pipeline
from generator.preview import TYPES

VERSION = "12.8.2"
RUNS = 3
_COMPRESSED = {".css", ".html", ".js", ".json", ".svg", ".xml"}
_FLAGS = "--chrome-flags=--headless --no-sandbox --disable-gpu"


@dataclass(frozen=True)
class Scores:
    """The best of some runs on one page: whatever else the machine does makes it only slower."""

    page: str
    performance: int
    accessibility: int
    paint: float  # seconds until the largest element stands
    blocked: float  # milliseconds in which nobody is answered


def measure(root: Path, pages: Iterable[str]) -> list[Scores]:
    """Build the portal at ``root`` and measure some of its pages."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "public"
        pipeline.build(root, site, Path(folder) / "work")
        with _served(site) as address:
            return [max((_run(address, page) for _ in range(RUNS)), key=lambda run: run.performance) for page in pages]


def _run(address: str, page: str) -> Scores:
    command = ["npx", "--yes", f"lighthouse@{VERSION}", address + page, "--output=json", "--quiet", _FLAGS]
    command.append("--only-categories=performance,accessibility")
    done = subprocess.run(command, env={**os.environ, "CHROME_PATH": str(find())}, capture_output=True, check=True)
    report: dict[str, Any] = json.loads(done.stdout)
    performance, accessibility = (
        round(100 * report["categories"][name]["score"]) for name in ("performance", "accessibility")
    )
    paint, blocked = (
        report["audits"][name]["numericValue"] for name in ("largest-contentful-paint", "total-blocking-time")
    )
    return Scores(page, performance, accessibility, paint / 1000, blocked)


class _Handler(SimpleHTTPRequestHandler):
    """Answers as public servers do: text compressed, connections kept open."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        there = path.is_file()
        body = path.read_bytes() if there else b""
        self.send_response(HTTPStatus.OK if there else HTTPStatus.NOT_FOUND)
        self.send_header("Content-Type", TYPES.get(path.suffix, "application/octet-stream"))
        if path.suffix in _COMPRESSED:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep the terminal for the figures."""


@contextmanager
def _served(site: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Handler, directory=str(site))) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
