"""Real nginx and Caddy as child processes, with the configurations of ``deploy/`` as they stand there."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from ensure_server import BROTLI, MISSING, find, missing

DEPLOY = Path(__file__).resolve().parent.parent / "deploy"
Start = Callable[[Path, Path], AbstractContextManager[str]]
"""Starts a server of what is published to a folder, with another folder for its own files."""

_SECONDS = 10.0
_TRIES = 3

# What a distribution's nginx.conf may say around the portal's server, and worse: a cache that never looks again,
# and links forbidden.
_AROUND = """
daemon off;
pid nginx.pid;
error_log error.log warn;
worker_processes 1;
{user}
{modules}
events {{ worker_connections 512; }}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    sendfile on;
    tcp_nopush on;
    gzip on;
    access_log off;
    open_file_cache max=1000 inactive=1h;
    open_file_cache_valid 1h;
    open_file_cache_errors on;
    disable_symlinks on;
    client_body_temp_path body; proxy_temp_path proxy; fastcgi_temp_path fastcgi;
    uwsgi_temp_path uwsgi; scgi_temp_path scgi;
    {server}
}}
"""


@contextmanager
def nginx(target: Path, work: Path, *, brotli: bool = True, server: str | None = None) -> Iterator[str]:
    """The address of an nginx that serves ``target/current``; ``work`` is a folder for its own files.

    Without ``brotli`` it has no such module, and its line is deleted as the comment there says. ``server`` stands in
    the place of ``deploy/nginx.conf``; ``LISTEN`` in it is where to listen.
    """
    modules = f"load_module {BROTLI};" if brotli else ""
    user = "user root;" if os.geteuid() == 0 else ""  # what tests write is for them alone to read

    def configured(port: int) -> list[str]:
        inner = (server or _portal(target, brotli=brotli)).replace("LISTEN", f"127.0.0.1:{port}")
        _write(work / "nginx.conf", _AROUND.format(user=user, modules=modules, server=inner))
        return [_program("nginx"), "-p", f"{work}/", "-c", "nginx.conf", "-e", "error.log"]

    with _running(configured, work) as address:
        yield address


@contextmanager
def caddy(target: Path, work: Path) -> Iterator[str]:
    """The address of a Caddy that serves ``target/current``."""

    def configured(port: int) -> list[str]:
        text = _replaced((DEPLOY / "Caddyfile").read_text("utf-8"), "/srv/portal/current", f"{target}/current")
        text = _replaced(text, "\nportal.example.org {", f"\nhttp://127.0.0.1:{port} {{")
        _write(work / "Caddyfile", "{\n\tadmin off\n\tauto_https off\n}\n" + text)
        return [_program("caddy"), "run", "--config", str(work / "Caddyfile"), "--adapter", "caddyfile"]

    with _running(configured, work) as address:
        yield address


def _portal(target: Path, *, brotli: bool) -> str:
    text = (DEPLOY / "nginx.conf").read_text("utf-8")
    text = _replaced(text, "\n    listen 80;\n", "\n    listen LISTEN;\n")
    text = re.sub(r"\n    listen \[::\]:80;[^\n]*", "", text)
    text = _replaced(text, "root /srv/portal/current;", f"root {target}/current;")
    return text if brotli else _replaced(text, "    brotli_static on;\n", "")


def _replaced(text: str, old: str, new: str) -> str:
    assert text.count(old) == 1, old
    return text.replace(old, new)


def _program(name: str) -> str:
    found = find(name)
    packages = missing()
    if found is None or packages:
        raise AssertionError(MISSING.format(", ".join(packages), " ".join(packages)))
    return found


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


@contextmanager
def _running(configured: Callable[[int], list[str]], work: Path) -> Iterator[str]:
    for attempt in range(_TRIES):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        command = configured(port)
        home = {**os.environ, "HOME": str(work), "XDG_DATA_HOME": str(work), "XDG_CONFIG_HOME": str(work)}
        with (work / "output.log").open("wb") as output:
            process = subprocess.Popen(command, cwd=work, env=home, stdout=output, stderr=output)
        try:
            if _answers(process, port):
                yield f"http://127.0.0.1:{port}"
                return
        finally:
            process.terminate()
            process.wait(_SECONDS)
        assert attempt + 1 < _TRIES, (work / "output.log").read_text("utf-8")  # else somebody took the port


def _answers(process: subprocess.Popen[bytes], port: int) -> bool:
    end = time.monotonic() + _SECONDS
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return True
    return False
