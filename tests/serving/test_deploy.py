"""The configurations in ``deploy/`` in real servers: every header on every answer, and nothing stale, ever."""

from __future__ import annotations

import gzip
import http.client
import os
import re
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import page_kinds
import published
import pytest
import web_servers
from ensure_server import find
from pages_of_site import Site

from generator import preview
from generator.publish import folder, served

ROOT = Path(__file__).resolve().parents[2]
POLICIES = {
    "Content-Security-Policy": preview.CSP,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "accelerometer=(), camera=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), "
    "payment=(), usb=()",
}
IMMUTABLE = "public, max-age=31536000, immutable"
UNPACK = {"gzip": gzip.decompress, "br": brotli.decompress, None: bytes}
PACKED = {".gz", ".br"}


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def one(self, name: str) -> str | None:
        """A header that is there at most once."""
        values = self.headers.get_all(name, [])
        assert len(values) < 2, (name, values)
        return values[0] if values else None


def ask(url: str, target: str, method: str = "GET", **headers: str) -> Answer:
    """One request with its target sent as it stands."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=10)
    try:
        connection.putrequest(method, target, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name.replace("_", "-"), value)
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def raw(url: str, request: str) -> bytes:
    """All that comes back for what is sent as it stands, until the server ends it."""
    host, port = urlsplit(url).netloc.split(":")
    with socket.create_connection((host, int(port)), timeout=10) as connection:
        connection.sendall(request.encode())
        return connection.makefile("rb").read()


def sound(answer: Answer, cache: str = "no-cache") -> Answer:
    """The answer, with every policy on it exactly once, and no word of what answered in which version."""
    assert {name: answer.one(name) for name in POLICIES} == POLICIES
    assert answer.one("Cache-Control") == cache
    assert not re.search(r"[0-9]", answer.one("Server") or "")
    return answer


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory, pages: Site) -> Path:
    return page_kinds.published(tmp_path_factory, pages)


@pytest.fixture(scope="module", params=[web_servers.nginx, web_servers.caddy], ids=["nginx", "caddy"])
def url(request: pytest.FixtureRequest, target: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    start: web_servers.Start = request.param
    with start(target, tmp_path_factory.mktemp("server")) as address:
        yield address


def files(target: Path) -> list[str]:
    """One page of each kind and a file with each ending, as addresses."""
    there = Site(target / "current")
    pages = [page.address for page in page_kinds.kinds(there)]
    assert len(pages) >= 15
    found = page_kinds.endings(there)
    assert found.keys() >= {
        ".css",
        ".csv",
        ".docx",
        ".ics",
        ".js",
        ".json",
        ".pdf",
        ".svg",
        ".txt",
        ".xlsx",
        ".xml",
        ".zip",
    }
    return ["", *pages, *(name for ending, name in found.items() if ending not in PACKED)]


def test_every_kind_of_page_and_file(target: Path, url: str) -> None:
    """Headers, type, compressed variants that unpack to the same bytes, and 304 for each of them."""
    compressed = 0
    for address in files(target):
        path = target / "current" / address
        path = path / "index.html" if address.endswith("/") or not address else path
        data, name = path.read_bytes(), path.name
        cache = IMMUTABLE if re.search(r"\.[0-9a-f]{8}\.min\.(css|js)$", name) else "no-cache"
        for accepted, encoding, ending in (("", None, ""), ("gzip", "gzip", ".gz"), ("gzip, br", "br", ".br")):
            got = sound(ask(url, f"/{address}", Accept_Encoding=accepted), cache)
            there = path.with_name(name + ending).is_file()
            assert got.status == 200, address
            assert got.one("Content-Encoding") == (encoding if there else None), (address, accepted)
            assert UNPACK[got.one("Content-Encoding")](got.body) == data, (address, accepted)
            assert got.one("Content-Type") == preview.TYPES[path.suffix], address
            assert got.one("Content-Disposition") is None
            if path.with_name(f"{name}.gz").is_file():
                compressed += 1
                assert got.one("Vary") == "Accept-Encoding", (address, accepted)
            again = ask(url, f"/{address}", Accept_Encoding=accepted, If_None_Match=got.one("ETag") or "")
            assert (sound(again, cache).status, again.body) == (304, b""), (address, accepted)
        head = sound(ask(url, f"/{address}", "HEAD"), cache)
        assert (head.status, head.body) == (200, b"")
    assert compressed > 60


def test_immutable_is_what_has_a_digest_in_its_name_and_nothing_else(target: Path, url: str) -> None:
    names = [path.relative_to(target / "current").as_posix() for path in (target / "current/assets").rglob("*.*")]
    hashed = {name for name in names if ask(url, f"/{name}", "HEAD").one("Cache-Control") == IMMUTABLE}
    assert hashed == {name for name in names if re.search(r"\.[0-9a-f]{8}\.min\.(css|js)$", name)}
    assert len(hashed) >= 3


@pytest.mark.parametrize(
    "address",
    [
        "/missing",
        "/a/b/c/",
        "/a/b/c.css",
        "/assets/",
        "/assets/javascripts/bundle.00000000.min.js",
        "/.portal-site",
        "/.git/config",
        "/assets/.htpasswd",
        "/%2eportal-site",
    ],
)
def test_what_is_not_there_is_404_with_the_page_for_it(target: Path, url: str, address: str) -> None:
    got = sound(ask(url, address))
    assert got.status == 404
    assert got.one("Content-Type") == "text/html; charset=utf-8"
    assert got.body == (target / "current/404.html").read_bytes()
    # However deep it is shown, what it loads is found.
    loads = re.findall(rb'(?:src|href)="([^"#]+)"', got.body)
    assert len(loads) > 10
    assert [link for link in loads if not link.startswith((b"/", b"https:"))] == []


@pytest.mark.parametrize("header", [{"If_None_Match": "*"}, {"If_Match": '"a"'}, {"Range": "bytes=0-9"}], ids=str)
def test_what_is_not_there_is_the_whole_page_under_every_condition(
    target: Path, url: str, header: dict[str, str]
) -> None:
    got = sound(ask(url, "/missing", **header))
    assert (got.status, got.one("Content-Range"), got.one("Vary")) == (404, None, "Accept-Encoding")
    assert got.body == (target / "current/404.html").read_bytes()
    tag = ask(url, "/missing", Accept_Encoding="gzip").one("ETag") or ""
    again = sound(ask(url, "/missing", Accept_Encoding="gzip", If_None_Match=tag))
    assert (again.one("Content-Encoding"), again.one("Vary")) == ("gzip", "Accept-Encoding")
    assert gzip.decompress(again.body) == got.body


def test_a_file_is_no_folder(url: str) -> None:
    got = sound(ask(url, "/index.html/"))
    assert (got.status, got.one("Location")) in {(404, None), (308, "/index.html")}, "newer Caddys lead to the file"


@pytest.mark.parametrize(
    "address",
    [
        "/../log.jsonl",
        "/assets/../../log.jsonl",
        "/%2e%2e/log.jsonl",
        "/..%2flog.jsonl",
        "/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "//etc/passwd",
        "/..%5clog.jsonl",
        "/%00",
    ],
)
def test_no_address_leads_out(url: str, address: str) -> None:
    got = ask(url, address)
    assert got.status in {400, 404}
    assert b"root:" not in got.body
    assert b'"digest"' not in got.body


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "NONSENSE"])
def test_it_can_only_be_read(url: str, method: str) -> None:
    got = sound(ask(url, "/", method, Content_Length="0"))
    assert (got.status, got.one("Allow")) == (405, "GET, HEAD")
    assert sound(ask(url, "/missing", method, Content_Length="0")).status in {404, 405}


def test_a_folder_without_its_slash_leads_on_within_the_site(url: str) -> None:
    got = sound(ask(url, "/search"))
    assert got.status in {301, 308}
    assert got.one("Location") == "/search/"


def test_what_cannot_be_read_as_a_request(url: str) -> None:
    answer = raw(url, "NO REQUEST\r\n\r\n")
    assert b" 400 " in answer.split(b"\r\n")[0]
    assert not re.search(rb"(?i)(nginx|caddy)/[0-9]", answer)


def test_it_verifies_over_http(target: Path, url: str) -> None:
    """What ``portal verify`` asks for is served as the manifest says, compressed or not."""
    assert served.site(url).digest == (target / "current").resolve().name


def test_a_swap_is_seen_at_once_and_what_began_before_it_ends_as_it_began(tmp_path: Path) -> None:
    """Over both servers, although nginx.conf has a cache that never looks again."""
    large = os.urandom(12_000_000)
    for start in (web_servers.nginx, web_servers.caddy):
        folder_of = tmp_path / start.__name__
        for version in (1, 2):
            site = published.site(folder_of / f"site{version}", version)
            (site / "large.zip").write_bytes(large if version == 1 else b"small")
        folder.publish(folder_of / "site1", folder_of / "target", now=published.NOW)
        with start(folder_of / "target", folder_of / "server") as url:
            host, port = urlsplit(url).netloc.split(":")
            with socket.create_connection((host, int(port)), timeout=10) as slow:
                slow.sendall(f"GET /large.zip HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
                begun = slow.recv(1000)
                tags = dict.fromkeys(("/", "/about/", "/2024/notice/"), '"none"')
                for version in (1, 2):
                    if version == 2:
                        folder.publish(folder_of / "site2", folder_of / "target", now=published.NOW)
                    for name, tag in tags.items():
                        # The pages of both versions are as large, and may be of the same second.
                        got = ask(url, name, If_None_Match=tag)
                        assert published.version_of(got.body) == version
                        tags[name] = got.one("ETag") or ""
                    assert ask(url, "/odd/").status == (200 if version == 1 else 404)
                rest = slow.makefile("rb").read()
            assert (begun + rest).partition(b"\r\n\r\n")[2] == large


def test_what_comes_through_a_proxy_is_compressed_too(url: str) -> None:
    """Proxies say so (Via), and nginx as one asks as in HTTP/1.0."""
    assert sound(ask(url, "/", Accept_Encoding="gzip", Via="1.1 proxy")).one("Content-Encoding") == "gzip"
    host = urlsplit(url).netloc
    answer = raw(url, f"GET / HTTP/1.0\r\nHost: {host}\r\nAccept-Encoding: gzip\r\n\r\n")
    assert b"\r\nContent-Encoding: gzip\r\n" in answer


def test_nginx_leads_to_https_of_the_site_whatever_host_is_asked_for(target: Path, tmp_path: Path) -> None:
    """The part of nginx.conf that is switched on with HTTPS."""
    text = (ROOT / "deploy/nginx.conf").read_text("utf-8").partition("# 有了 HTTPS，把 HTTP 转过去：\n")[2]
    text = re.sub(r"(?m)^# ", "", text).replace("    listen [::]:80;\n", "")
    assert text.count("listen 80;") == 1
    with web_servers.nginx(target, tmp_path, server=text.replace("listen 80;", "listen LISTEN;")) as url:
        answer = raw(url, "GET /search?q=a HTTP/1.0\r\nHost: elsewhere.example.net\r\n\r\n")
        assert b"\r\nLocation: https://portal.example.org/search?q=a\r\n" in answer


def test_nginx_without_brotli(target: Path, tmp_path: Path) -> None:
    """As the comment says: without the module its line is deleted, and all else stays."""
    with web_servers.nginx(target, tmp_path, brotli=False) as url:
        assert sound(ask(url, "/", Accept_Encoding="br")).one("Content-Encoding") is None
        assert sound(ask(url, "/", Accept_Encoding="gzip, br")).one("Content-Encoding") == "gzip"


@pytest.mark.parametrize("start", [web_servers.nginx, web_servers.caddy])
def test_webassembly_only_where_pagefind_searches(start: web_servers.Start, tmp_path: Path) -> None:
    current = tmp_path / "target/current"
    (current / "search/pagefind").mkdir(parents=True)
    for name in ("index.html", "404.html", "search/index.html", "search/pagefind/portal.js"):
        (current / name).write_text("<!doctype html>", "utf-8")
    with start(tmp_path / "target", tmp_path / "server") as url:
        for address in ("/search/", "/search/?q=a", "/search/pagefind/portal.js"):
            assert ask(url, address).one("Content-Security-Policy") == preview.CSP_PAGEFIND
        for address in ("/", "/missing"):
            assert ask(url, address).one("Content-Security-Policy") == preview.CSP


def test_caddy_takes_its_file_as_it_stands(tmp_path: Path) -> None:
    caddy = [str(find("caddy")), "validate", "--adapter", "caddyfile", "--config", str(ROOT / "deploy/Caddyfile")]
    home = {**os.environ, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CONFIG_HOME": str(tmp_path)}
    done = subprocess.run(caddy, env=home, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_headers_of_nginx_stand_in_one_place() -> None:
    """A location with one ``add_header`` of its own loses all the others."""
    text = re.sub(r"#.*", "", (ROOT / "deploy/nginx.conf").read_text("utf-8"))
    inner = re.findall(r"(?:location|if)[^{]*\{([^{}]*)\}", text)
    assert len(inner) >= 3
    assert [block for block in inner if "add_header" in block] == []
    assert [line for line in re.findall(r"add_header .*", text) if not line.rstrip().endswith("always;")] == []
