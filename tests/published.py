"""Small sites to publish, and a reader that believes nothing: it knows releases only as folders with files."""

from __future__ import annotations

import gzip
import hashlib
import os
import random
from datetime import UTC, datetime
from pathlib import Path

import brotli

NOW = datetime(2026, 11, 22, 1, 2, 3, tzinfo=UTC)
MARKER = "portal build\n"
PAGES = ("index.html", "404.html", "about/index.html", "2024/index.html", "2024/notice/index.html")
OTHERS = ("assets/site.css", "assets/site.js", "2024/notice/notice.pdf", "data/2024.csv")


def site(folder: Path, version: int, *, size: int = 1500) -> Path:
    """A finished site. Every page names its version and ends with the digest of what is before; the rest is constant.

    Odd versions have a page that even ones lack.
    """
    pages = [*PAGES, "odd/index.html"] if version % 2 else [*PAGES, "even/index.html"]
    for path in pages:
        _write(folder / path, page(path, version, size))
    for path in OTHERS:
        _write(folder / path, random.Random(path).randbytes(size // 2).hex().encode())
    _write(folder / ".portal-site", MARKER.encode())
    return folder


def page(path: str, version: int, size: int = 1500) -> bytes:
    """A page that says itself whether it is whole."""
    body = f"版本 {version}\n{path}\n{'标准 ' * (size // 10)}\n".encode()
    return body + hashlib.sha256(body).hexdigest().encode()


def version_of(data: bytes) -> int:
    """The version of a page.

    Raises:
        ValueError: it is not whole.

    """
    body, digest = data[:-64], data[-64:]
    if hashlib.sha256(body).hexdigest().encode() != digest:
        raise ValueError(f"{len(data)} bytes")
    return int(body.decode().split("\n", 1)[0].removeprefix("版本 "))


def whole(release: Path) -> str:
    """The digest of a release in which every file is as its manifest says and none is missing or too many."""
    text = (release / "sha256sums.txt").read_bytes()
    listed = {path: digest for digest, path in (line.split("  ", 1) for line in text.decode().splitlines())}
    there = {os.path.relpath(Path(top) / name, release) for top, _, names in os.walk(release) for name in names}
    variants = {path + ending for path in listed for ending in (".gz", ".br")} & there
    assert there == {*listed, "sha256sums.txt", *variants}
    for path, digest in listed.items():
        data = (release / path).read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest, path
        if f"{path}.gz" in variants:
            assert gzip.decompress((release / f"{path}.gz").read_bytes()) == data, path
        if f"{path}.br" in variants:
            assert brotli.decompress((release / f"{path}.br").read_bytes()) == data, path
    assert release.resolve().name == hashlib.sha256(text).hexdigest()
    return release.resolve().name


def _write(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
