"""Verifying what is served: over the folder and over HTTP, and manifests that say more than they should."""

from __future__ import annotations

import errno
import gzip
import hashlib
import io
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import StreamRequestHandler, ThreadingTCPServer
from threading import Thread
from typing import Any

import brotli
import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from published import NOW, site

from generator import cli
from generator.problems import ProblemsFoundError
from generator.publish import compress, folder, manifest, served, verify
from generator.publish.manifest import Manifest

FILES = 10


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A target with two releases."""
    place = tmp_path_factory.mktemp("verify")
    for version in (1, 3):
        folder.publish(site(place / "public", version), place / "www", now=NOW)
    return place / "www"


@pytest.fixture
def www(published: Path, tmp_path: Path) -> Path:
    """A copy to spoil, in which no file is shared between releases."""
    return Path(shutil.copytree(published, tmp_path / "www", symlinks=True))


def found(call: Any) -> list[tuple[str, str]]:  # noqa: ANN401 - whatever is called
    """The address of every finding and what is said of it."""
    with pytest.raises(ProblemsFoundError) as caught:
        call()
    assert all(one.code == "PUB009" for one in caught.value.problems)
    return [(one.path.rpartition("/releases/")[2].partition("/")[2], one.message) for one in caught.value.problems]


DIFFERS, LACKS, EXTRA = "内容与清单不符。", "缺少这个文件。", "清单里没有这个文件。"
PACKED = "压缩文件解开后与原文件不同。"


def _a_byte(release: Path) -> None:
    data = bytearray((release / "404.html").read_bytes())
    data[100] ^= 1
    (release / "404.html").write_bytes(data)


def _cut(name: str, size: int) -> Callable[[Path], None]:
    return lambda release: os.truncate(release / name, (release / name).stat().st_size - size)


def _written(name: str, data: bytes) -> Callable[[Path], None]:
    def write(release: Path) -> None:
        (release / name).parent.mkdir(parents=True, exist_ok=True)
        (release / name).write_bytes(data)

    return write


def _more(release: Path) -> None:
    with (release / "404.html.gz").open("ab") as file:
        file.write(gzip.compress(b"more"))


def _a_file_is_a_link(release: Path) -> None:
    (release / "404.html").unlink()
    (release / "404.html").symlink_to("index.html")


def _a_folder_is_a_link(release: Path) -> None:
    elsewhere = release.parents[2] / "about"
    shutil.move(release / "about", elsewhere)
    (release / "about").symlink_to(elsewhere, target_is_directory=True)


WAYS: dict[str, tuple[Callable[[Path], object], list[tuple[str, str]]]] = {
    "a byte": (_a_byte, [("404.html", DIFFERS)]),
    "cut off": (_cut("data/2024.csv", 1), [("data/2024.csv", DIFFERS)]),
    "missing": (lambda release: (release / "about/index.html").unlink(), [("about/index.html", LACKS)]),
    "extra": (_written("about/new/deep/x.html", b""), [("about/new/deep/x.html", EXTRA)]),
    "a link in place of a file": (_a_file_is_a_link, [("404.html", DIFFERS)]),
    "a link in place of a folder": (_a_folder_is_a_link, [("about", EXTRA), ("about/index.html", LACKS)]),
    "gzip of another text": (_written("404.html.gz", gzip.compress(b"other")), [("404.html.gz", PACKED)]),
    "gzip cut off": (_cut("404.html.gz", 4), [("404.html.gz", PACKED)]),
    "gzip with more behind it": (_more, [("404.html.gz", PACKED)]),
    "br cut off": (_cut("404.html.br", 4), [("404.html.br", PACKED)]),
    "a variant of no page": (_written("2024/notice/notice.pdf.gz", b""), [("2024/notice/notice.pdf.gz", EXTRA)]),
}


@pytest.mark.parametrize("how", WAYS)
def test_the_file_that_differs_is_named(www: Path, how: str) -> None:
    assert verify.folder(www).files == FILES
    spoil, expected = WAYS[how]
    spoil((www / "current").resolve())
    said = found(lambda: verify.folder(www))
    if how in {"missing", "a link in place of a folder"}:  # its variants are of nothing then
        said = [one for one in said if not one[0].endswith((".gz", ".br"))]
    assert said == expected
    assert found(lambda: verify.folder(www / "current"))


def test_releases_that_are_kept_are_read_too(www: Path) -> None:
    (old,) = (one for one in (www / "releases").iterdir() if one != (www / "current").resolve())
    assert verify.folder(www).kept == (old.name,)
    (old / "404.html").write_bytes(b"")
    assert found(lambda: verify.folder(www)) == [("404.html", "内容与清单不符。")]
    assert verify.folder(www / "current").files == FILES


@pytest.mark.parametrize("step", ["manifest_of", "findings"])
def test_a_release_that_a_publish_removes_meanwhile_is_not_damaged(
    www: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    (old,) = (one for one in (www / "releases").iterdir() if one != (www / "current").resolve())
    reads = getattr(verify, step)

    def removed_before(release: Path, *rest: Any, **options: Any) -> Any:  # noqa: ANN401 - whatever is called
        if release == old:
            shutil.rmtree(old, ignore_errors=True)
        return reads(release, *rest, **options)

    monkeypatch.setattr(verify, step, removed_before)
    assert verify.folder(www).kept == ()


def test_every_damaged_release_is_named(www: Path) -> None:
    for one in (www / "releases").iterdir():
        (one / "404.html").write_bytes(b"")
    with pytest.raises(ProblemsFoundError) as caught:
        verify.folder(www)
    assert {one.path for one in caught.value.problems} == {f"{one}/404.html" for one in (www / "releases").iterdir()}


@pytest.mark.parametrize(
    ("target", "address"),
    [
        ("portal.example.org", "portal.example.org/"),
        ("portal.example.org/union", "portal.example.org/union"),
        ("10.1.2.3:8080", "10.1.2.3:8080/"),
        ("示例市总工会.中国/", "示例市总工会.中国/"),
    ],
)
def test_an_address_without_its_beginning_is_told_how_to_write_it(
    target: str, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(cli.main, ["verify", target])
    assert done.exit_code == 2
    assert f"核对网址请写 https://{address}。" in done.output


def test_a_folder_may_be_called_like_an_address(www: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    www.rename(www.parent / "portal.example.org")
    monkeypatch.chdir(www.parent)
    assert CliRunner().invoke(cli.main, ["verify", "portal.example.org"]).exit_code == 0
    assert CliRunner().invoke(cli.main, ["verify", "../portal"]).exit_code == 1


def test_a_release_that_was_made_another_is_noticed(www: Path) -> None:
    """Whoever changes a file and the manifest with it changes the name of the release."""
    release = (www / "current").resolve()
    (release / "404.html").write_bytes(b"other")
    text = manifest.Manifest({**manifest.read((release / "sha256sums.txt").read_bytes()).files, "404.html": "0" * 64})
    (release / "sha256sums.txt").write_bytes(text.text)
    assert found(lambda: verify.folder(www))[0][0] == "sha256sums.txt"
    assert found(lambda: verify.folder(release))[0][0] == "sha256sums.txt"


def test_a_folder_that_cannot_be_read_is_told(www: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(_: object) -> None:
        raise PermissionError(errno.EACCES, "denied", str(www / "releases"))

    monkeypatch.setattr(os, "scandir", refused)
    done = CliRunner().invoke(cli.main, ["verify", str(www)])
    assert (done.exit_code, done.output.split("\n")[0]) == (1, f"{www}/releases:1:1: FIL006 用不了（没有权限）。")


@pytest.mark.parametrize("command", ["verify {}", "publish {} --site public", "publish {}.zip --site public"])
@pytest.mark.parametrize("name", ["around", "长" * 100])
def test_a_path_that_cannot_be_is_told(
    command: str, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    site(Path("public"), 1)
    for link in ("around", "around.zip"):
        Path(link).symlink_to(link)
    done = CliRunner().invoke(cli.main, command.format(name).split())
    assert done.exit_code == 0 or "发现 1 处问题" in done.output  # later versions of Python replace such a link


@pytest.mark.parametrize(("files", "more"), [(50, ""), (60, "另有 10 个文件也不符，没有列出。")])
def test_a_long_list_is_cut(www: Path, files: int, more: str) -> None:
    for number in range(files):
        ((www / "current").resolve() / f"extra{number}.html").touch()
    said = found(lambda: verify.folder(www))
    assert len(said) == 50 + bool(more)
    assert [text for _, text in said if text.startswith("另有")] == [more] * bool(more)


def test_sha256sum_reads_the_manifest(www: Path) -> None:
    lines = (www / "current/sha256sums.txt").read_text().splitlines()
    assert [line[64:66] for line in lines] == ["  "] * FILES
    assert [line[66:] for line in lines] == sorted(line[66:] for line in lines)


PATHS = st.lists(st.sampled_from(["a", "b.html", "中 文", "..", ".", "...", " "]), min_size=1, max_size=4).map("/".join)


@given(st.dictionaries(PATHS, st.sampled_from(["a" * 64, "0" * 64]), min_size=1))
def test_a_manifest_is_read_as_it_was_written_or_refused(files: dict[str, str]) -> None:
    made = Manifest(files)
    if any(part in {".", ".."} for path in files for part in path.split("/")):
        with pytest.raises(ValueError, match=r".*"):
            manifest.read(made.text)
    else:
        assert manifest.read(made.text) == made


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        f"{'a' * 64} a\n",
        f"{'a' * 64}  /etc/passwd\n",
        f"{'a' * 64}  ../a\n",
        f"{'a' * 64}  a/../../b\n",
        f"{'a' * 64}  a//b\n",
        f"{'a' * 64}  a\\b\n",
        f"{'A' * 64}  a\n",
        f"{'a' * 64}  b\n{'a' * 64}  a\n",
        f"{'a' * 64}  a\n{'b' * 64}  a\n",
        f"{'a' * 64}  a",
        f"{'a' * 64}  a\r\n",
        f"{'a' * 64}  a\x00b\n",
    ],
)
def test_a_manifest_that_is_not_exact_or_leads_elsewhere_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        manifest.read(text.encode())


@given(st.binary(max_size=200).map(lambda part: part * 50))
def test_variants_give_back_what_was_packed(data: bytes) -> None:
    assert gzip.decompress(compress.compressed(data, ".gz")) == data
    assert brotli.decompress(compress.compressed(data, ".br")) == data


@pytest.mark.parametrize("ending", [".gz", ".br"])
@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: data + b"x", lambda data: data[1:]])
def test_a_variant_that_is_not_exact_gives_nothing(ending: str, damage: Callable[[bytes], bytes]) -> None:
    data = compress.compressed(b"<h1>home</h1>", ending)
    assert compress.unpacked(io.BytesIO(data), ending) == hashlib.sha256(b"<h1>home</h1>").hexdigest()
    assert compress.unpacked(io.BytesIO(damage(data)), ending) == ""


class Handler(BaseHTTPRequestHandler):
    """Serves a release as nginx does: index pages, ``gzip_static``, ``brotli_static``, its own page for 404."""

    protocol_version = "HTTP/1.1"
    root: Path
    at: str
    faults: dict[tuple[str, str], tuple[int, bytes]]
    given: str
    missing: int

    def do_GET(self) -> None:
        encodings = {"gzip": ".gz", "br": ".br"}
        wanted = self.headers["Accept-Encoding"]
        path = self.path.removeprefix(self.at)
        file = self.root / (f"{path}index.html" if path.endswith("/") or not path else path)
        status, encoding, body, missing = 200, "", b"", 0
        if (path, wanted) in self.faults:
            missing = self.missing
            status, body = self.faults[path, wanted]
            encoding = wanted if wanted in encodings and status == 200 else self.given
        elif path == "404.html" or not file.is_file():
            status, body = 404, (self.root / "404.html").read_bytes()
        elif (packed := Path(f"{file}{encodings.get(wanted, '.no')}")).is_file():
            encoding, body = wanted, packed.read_bytes()
        else:
            body = file.read_bytes()
        self.send_response(status)
        if encoding:
            self.send_header("Content-Encoding", encoding)
        if status == 301:
            self.send_header("Location", "https://elsewhere.example/")
        self.send_header("Content-Length", str(len(body) + missing))
        self.end_headers()
        self.wfile.write(body)
        self.close_connection = missing > 0

    def handle(self) -> None:
        with suppress(ConnectionError):
            super().handle()

    def log_message(self, *_: object) -> None: ...


@contextmanager
def serving(
    root: Path,
    faults: dict[tuple[str, str], tuple[int, bytes]] | None = None,
    *,
    at: str = "/portal/",
    given: str = "",
    missing: int = 0,
) -> Iterator[str]:
    """The address of the release, below a path.

    ``given`` is how what is faulty is encoded unasked, ``missing`` how many bytes before its end it breaks off.
    """
    own = {"root": root, "at": at, "faults": faults or {}, "given": given, "missing": missing}
    handler = type("Own", (Handler,), own)
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        server.block_on_close = False
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/portal"
        finally:
            server.shutdown()
            thread.join()


def told(url: str) -> list[str]:
    with pytest.raises(ProblemsFoundError) as caught:
        served.site(url, timeout=5)
    return [f"{one.code} {one.path.removeprefix(url)} {one.message}" for one in caught.value.problems]


def test_every_file_is_read_as_a_visitor_gets_it(published: Path) -> None:
    seen: list[tuple[int, int]] = []
    with serving(published / "current") as url:
        done = served.site(url, progress=lambda number, of: seen.append((number, of)))
    assert (done.digest, done.files) == ((published / "current").resolve().name, FILES)
    compressible = FILES - 1  # all but the PDF
    assert seen[-1] == (FILES + 2 * compressible, FILES + 2 * compressible)


def test_what_is_served_differently_is_named(published: Path) -> None:
    about = (published / "current/about/index.html").read_bytes()
    faults = {
        ("about/", "identity"): (200, about[:-1]),
        ("about/", "gzip"): (200, gzip.compress(about[:-1])),  # told of once
        ("", "gzip"): (200, gzip.compress(b"other")),
        ("2024/", "br"): (200, b"no brotli"),
        ("odd/", "identity"): (301, b""),
        ("data/2024.csv", "identity"): (410, b""),
        ("assets/site.css", "identity"): (403, b""),
        ("assets/site.js", "gzip"): (206, b"half"),
    }
    with serving(published / "current", faults) as url:
        assert told(url) == [
            "PUB009 /2024/index.html（br） 压缩文件解开后与原文件不同。",
            "PUB009 /about/index.html 内容与清单不符。",
            "PUB009 /assets/site.css 服务器答复 403。",
            "PUB009 /assets/site.js 服务器答复 206。",
            "PUB009 /data/2024.csv 缺少这个文件。",
            "PUB009 /index.html（gzip） 压缩文件解开后与原文件不同。",
            "PUB009 /odd/index.html 服务器转到了 https://elsewhere.example/。",
        ]


def test_a_site_that_is_published_meanwhile_is_read_again(www: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = sorted((www / "releases").iterdir(), key=lambda one: one == (www / "current").resolve())
    texts = iter([(old / "sha256sums.txt").read_bytes()])
    monkeypatch.setattr("generator.publish.served.read", lambda data: manifest.read(next(texts, data)))
    with serving(new) as url:
        assert served.site(url).digest == new.name


def test_a_server_without_variants_is_right_too(www: Path) -> None:
    for one in [*(www / "current").resolve().rglob("*.gz"), *(www / "current").resolve().rglob("*.br")]:
        one.unlink()
    with serving(www / "current") as url:
        assert served.site(f"{url}/").files == FILES


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (404, b"", "没有清单 sha256sums.txt（404）"),
        (301, b"", "服务器转到了 https://elsewhere.example/"),
        (200, b"<!doctype html>", "读不出来，或改动过"),
        (200, b"\xff\xfe", "读不出来，或改动过"),
    ],
)
def test_what_was_not_published_is_said(published: Path, status: int, body: bytes, said: str) -> None:
    with serving(published / "current", {("sha256sums.txt", "identity"): (status, body)}) as url:
        (line,) = told(url)
    assert line.startswith("PUB010 /sha256sums.txt")
    assert said in line


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/",
        "https://127.0.0.1:9/",
        "http://127.0.0.1:99999/",
        "http:///",
        "http://a:b@c/",
        "http://[/",
        "http://127.0.0.1:9/?q",
        "http://中文..例/",
        f"http://{'a' * 300}.invalid/",
        "http://a b/",
    ],
)
def test_an_address_that_does_not_answer_is_a_problem(url: str) -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        served.site(url, timeout=1)
    assert [one.code for one in caught.value.problems] == ["PUB010"]


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("http://none.invalid/", "找不到这个域名"),
        ("http://中文..例/", "找不到这个域名"),
        ("http://a b/", "地址里有空格或控制字符"),
        ("https://{plain}/", "加密的连接建立不了：那里可能没有 HTTPS"),
    ],
)
def test_why_there_is_no_answer_is_said_in_chinese(published: Path, url: str, said: str) -> None:
    with serving(published / "current") as there, pytest.raises(ProblemsFoundError) as caught:
        served.site(url.format(plain=there.split("/")[2]), timeout=5)
    assert caught.value.problems[0].message == f"连不上（{said}）。"


def test_a_server_of_something_else_is_told_from_a_site() -> None:
    class Greeting(StreamRequestHandler):
        def handle(self) -> None:
            self.rfile.readline()
            self.wfile.write(b"SSH-2.0-made-up\r\n")

    with ThreadingTCPServer(("127.0.0.1", 0), Greeting) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            (line,) = told(f"http://127.0.0.1:{server.server_address[1]}")
        finally:
            server.shutdown()
    assert line == "PUB010 /sha256sums.txt 连不上（应答的不是网站）。"


def test_an_address_is_asked_for_as_browsers_do(published: Path) -> None:
    with serving(published / "current", at="/%E9%97%A8%20%E6%88%B7/") as url:
        for typed in ("门 户", "%E9%97%A8%20%E6%88%B7/"):
            assert served.site(url.replace("/portal", f"/{typed}")).files == FILES


def test_each_missing_file_counts_once(www: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "_SHOWN", 2)
    for path in ("about/index.html", "assets/site.css", "assets/site.js"):
        (www / "current" / path).unlink()
    with serving(www / "current") as url:
        lines = told(url)
    assert (len(lines), lines[0]) == (3, "PUB009  另有 1 个文件也不符，没有列出。")


def test_a_manifest_that_was_compressed_unasked_says_so(published: Path) -> None:
    text = (published / "current/sha256sums.txt").read_bytes()
    with serving(
        published / "current", {("sha256sums.txt", "identity"): (200, gzip.compress(text))}, given="gzip"
    ) as url:
        (line,) = told(url)
    assert "服务器却把清单压缩了（gzip）" in line


@pytest.mark.parametrize("lines", [0, 2])
def test_a_manifest_that_breaks_off_between_two_lines_is_not_the_whole(published: Path, lines: int) -> None:
    text = (published / "current/sha256sums.txt").read_bytes()
    begun = b"".join(text.splitlines(keepends=True)[:lines])
    whole = {("sha256sums.txt", "identity"): (200, begun)}
    with serving(published / "current", whole, missing=len(text) - len(begun)) as url:
        (line,) = told(url)
    assert line == "PUB010 /sha256sums.txt 连不上（连接断了）。"


def test_a_connection_that_breaks_off_is_told(published: Path) -> None:
    with serving(published / "current", {("about/", "identity"): (200, b"broken")}, missing=7) as url:
        (line,) = told(url)
    assert line.startswith("PUB009 /about/index.html")
