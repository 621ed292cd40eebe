"""The local preview behind ``portal serve``: a static file server that reloads the page after each build.

Pages are served as a strict public server would serve them, so that what the policy forbids fails here first.
"""

from __future__ import annotations

import errno
import json
import re
import socket
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from pathlib import Path
from socketserver import ThreadingTCPServer
from threading import Condition, Event, Thread
from typing import Any, Self
from urllib.parse import parse_qs, unquote
from weakref import WeakSet

import watchfiles

from generator import resources
from generator.looks import LITTER
from generator.model import addresses
from generator.problems import Problem, ProblemsFoundError

CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
    "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
# Pagefind, with which large portals are searched, is WebAssembly.
CSP_PAGEFIND = CSP.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
# Written out, because the operating system's own table differs from one computer to the next.
TYPES = {
    ".css": "text/css; charset=utf-8",
    ".csv": "text/csv; charset=utf-8",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".html": "text/html; charset=utf-8",
    ".ics": "text/calendar; charset=utf-8",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".json": "application/json; charset=utf-8",
    ".pdf": "application/pdf",
    ".png": "image/png",
    ".svg": "image/svg+xml; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".woff2": "font/woff2",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xml": "application/xml; charset=utf-8",
    ".yml": "application/yaml; charset=utf-8",
    ".zip": "application/zip",
}
# One name of an address. A colon would be a drive or a stream on Windows, a backslash another separator.
NAME = re.compile(r"(?!\.\.?\Z)[^/\\:\0]+")
# A page of another site can point its own host name at this computer; it must not read drafts that way.
LOCAL_HOST = re.compile(r"(127\.0\.0\.1|localhost)(:\d+)?", re.IGNORECASE)
MISSING = '<!doctype html><html lang="zh-CN"><title>404</title><body><p>没有这个页面。</p></body></html>'
SHOWN_PROBLEMS = 3
POLL_SECONDS = 25.0


class Server(ThreadingTCPServer):
    """Serves a folder within a ``with`` block; it is looked up per request, so a build may swap it by renaming."""

    allow_reuse_address = sys.platform != "win32"  # on Windows two previews would share the port
    request_queue_size = 128  # a browser asks for all files of a page at once

    def __init__(self, root: Path, *, port: int = 0, live: bool = False) -> None:
        """Take the port (0: a free one) for a folder that need not exist yet; ``live`` pages obey ``publish``.

        Raises:
            ProblemsFoundError: The port is in use (SRV001).
        """
        self.root, self.live = root, live
        # Higher after every start, so pages that stayed open notice that the server is a new one.
        self.version = time.time_ns() // 1_000_000
        self._problems: tuple[Problem, ...] = ()
        self._changed = Condition()
        self._connections: WeakSet[socket.socket] = WeakSet()
        try:
            super().__init__(("127.0.0.1", port), _Handler)
        except OSError as error:
            reasons = {errno.EADDRINUSE: "已被占用", errno.EACCES: "不允许使用"}
            if error.errno not in reasons:
                raise
            message = f"端口 {port} {reasons[error.errno]}，预览没有启动。"
            raise ProblemsFoundError([Problem("--port", 1, 1, "SRV001", message)]) from error
        self.url = f"http://127.0.0.1:{self.server_address[1]}"
        self._thread = Thread(target=self.serve_forever, kwargs={"poll_interval": 0.05})

    def publish(self, problems: Sequence[Problem] = ()) -> None:
        """Tell open pages that a build ended: they reload, or show the first problems if there are any."""
        with self._changed:
            self.version += 1
            self._problems = tuple(problems)
            self._changed.notify_all()

    def state(self, since: str) -> bytes:
        """The outcome of the last build as JSON, once it is not the one called ``since``, or after a while."""
        with self._changed:
            self._changed.wait_for(lambda: str(self.version) != since, POLL_SECONDS)
            shown = list(map(str, self._problems[:SHOWN_PROBLEMS]))
            if len(self._problems) > SHOWN_PROBLEMS:
                shown.append(f"共 {len(self._problems)} 个问题，其余见终端。")
            return json.dumps({"version": self.version, "problems": shown}, ensure_ascii=False).encode()

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """Hang up on everyone, wait until the last handler has noticed, and free the port."""
        self.shutdown()
        self._thread.join()
        for connection in self._connections:
            with suppress(OSError):  # already closed
                connection.shutdown(socket.SHUT_RDWR)
        self.publish()  # ends the waiting in ``state``; nobody hears the answer
        self.server_close()

    def process_request(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as socketserver has it
        """Remember the connection, to hang up on a browser that keeps it open."""
        self._connections.add(request)
        super().process_request(request, client_address)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401 - as socketserver has it
        """Say nothing when a browser hangs up, as it does whenever a page is left."""
        if not isinstance(sys.exception(), (ConnectionError, TimeoutError)):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    """Answers one request and hangs up (HTTP/1.0), so that no thread waits for another."""

    server: Server
    timeout = 60  # browsers open connections ahead and may never use them

    def do_GET(self) -> None:
        """Answer with a file, the page for missing ones, a redirect, or the outcome of the last build."""
        address, _, query = self.path.partition("?")
        if not LOCAL_HOST.fullmatch(self.headers.get("Host", "localhost")):
            self.send_error(HTTPStatus.MISDIRECTED_REQUEST)
        elif self.server.live and address == "/__reload":
            self._send(HTTPStatus.OK, ".json", self.server.state(parse_qs(query).get("since", [""])[0]))
        elif self.server.live and address == "/__reload.js":
            # The package's own script: a portal may bring other templates, but the protocol is set here.
            script = resources.find(Path(__file__).parent).templates / "preview/reload.js"
            self._send(HTTPStatus.OK, ".js", script.read_bytes())
        else:
            self._send_file(address, query)

    do_HEAD = do_GET  # noqa: N815 - the name that http.server calls

    def _send_file(self, address: str, query: str) -> None:
        version = self.server.version  # before reading: a page must not be older than its version
        path = _find(self.server.root, address)
        if path and path.is_dir() and not address.endswith("/"):
            self._send(HTTPStatus.FOUND, ".txt", b"", location=f"{address}/{query and '?'}{query}")
            return
        if address.endswith("/"):
            path = _find(self.server.root, f"{address}index.html")
        status, body = HTTPStatus.OK, _read(path)
        if path is None or body is None:
            status, path = HTTPStatus.NOT_FOUND, Path("404.html")
            body = _read(_find(self.server.root, "/404.html")) or MISSING.encode()
        if self.server.live and path.suffix == ".html":
            body = _with_script(body, version)
        self._send(status, path.suffix, body)

    def _send(self, status: HTTPStatus, suffix: str, body: bytes, location: str = "") -> None:
        self.send_response(status)
        self.send_header("Content-Type", TYPES.get(suffix.lower(), "application/octet-stream"))
        self.send_header("Content-Length", str(len(body)))
        if location:
            self.send_header("Location", location)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def end_headers(self) -> None:
        """Add the headers that every answer has, errors included."""
        for name, value in HEADERS.items():
            self.send_header(name, value)
        large = (self.server.root / addresses.PAGEFIND).is_dir()
        self.send_header("Content-Security-Policy", CSP_PAGEFIND if large else CSP)
        super().end_headers()

    def log_message(self, *_: object) -> None:
        """Keep the terminal for the problems of the content."""


def _find(root: Path, address: str) -> Path | None:
    """The file or folder at an address; None where there is none, or where it is not inside the root."""
    try:
        before, *names = (unquote(name, errors="strict") for name in address.removesuffix("/").split("/"))
        if before or not all(map(NAME.fullmatch, names)):
            return None
        home = root.resolve(strict=True)
        path = home.joinpath(*names).resolve(strict=True)
    except (OSError, RuntimeError, ValueError):  # not there; links in a circle (before 3.13); not UTF-8
        return None
    return path if path.is_relative_to(home) else None


def _read(path: Path | None) -> bytes | None:
    with suppress(OSError):  # swapped away a moment ago, or not readable
        return path.read_bytes() if path and path.is_file() else None
    return None


def _with_script(page: bytes, version: int) -> bytes:
    tag = f'<script src="/__reload.js" data-version="{version}"></script>'.encode()
    before, end, after = page.rpartition(b"</body>")
    return before + tag + end + after if end else page + tag


def watch(paths: Sequence[Path], rebuild: Callable[[], Sequence[Problem]], server: Server, stop_event: Event) -> None:
    """Build, rebuild after each change, and publish every outcome, until ``stop_event`` is set.

    The first build begins once the watch stands, so that no change made meanwhile is missed.

    ``paths`` are folders, watched with all they hold, and single files; what ``rebuild`` writes must lie elsewhere.
    """
    folders = [path.resolve() for path in paths if path.is_dir()]
    # Editors replace a file when they save it, and a watch on the file would stay with the old one.
    files = [path for path in paths if not path.is_dir()]
    usual = watchfiles.DefaultFilter()

    def matters(change: watchfiles.Change, path: str) -> bool:
        names = next(Path(path).relative_to(folder).parts for folder in folders if Path(path).is_relative_to(folder))
        return usual(change, path) and not any(map(LITTER.match, names))

    known: list[bytes | None] | None = None
    for changes in watchfiles.watch(
        *folders,
        watch_filter=matters,
        step=100,  # milliseconds of silence that end a burst of changes
        stop_event=stop_event,
        rust_timeout=500,
        yield_on_timeout=True,
    ):
        before, known = known, [_read(file) for file in files]
        if changes or known != before:
            server.publish(rebuild())
