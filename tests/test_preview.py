"""The preview server over real sockets: what it serves, what it refuses, and how pages learn of a build."""

from __future__ import annotations

import http.client
import json
import os
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator import preview
from generator.problems import Problem, ProblemsFoundError

ROOT = Path(__file__).parents[1]
HOME = "<!doctype html><html><body><p>首页</p></body></html>"
MISSING = "<!doctype html><html><body><p>找不到</p></body></html>"
PROBLEMS = tuple(Problem("content/portal.yml", line, 1, "SCH002", f"不认识的键“k{line}”。") for line in range(1, 9))


@dataclass(frozen=True)
class Answer:
    status: int
    headers: http.client.HTTPMessage
    body: bytes


def ask(server: preview.Server, target: str, method: str = "GET", headers: dict[str, str] | None = None) -> Answer:
    """One request with its target sent as it stands, unlike what a client that tidies addresses would send."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_address[1], timeout=10)
    try:
        connection.putrequest(method, target, skip_host=headers is not None, skip_accept_encoding=True)
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        return Answer(response.status, response.headers, response.read())
    finally:
        connection.close()


def connect(server: preview.Server) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.server_address[1]), timeout=10)


def state(server: preview.Server, since: object = "") -> tuple[int, list[str]]:
    answer = json.loads(ask(server, f"/__reload?since={since}").body)
    return answer["version"], answer["problems"]


def until(condition: Callable[[], bool]) -> None:
    """Wait for what another thread does."""
    end = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < end, "did not happen within ten seconds"
        time.sleep(0.01)


def write(root: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def make_site(folder: Path) -> Path:
    """A site, with secrets beside it and links that lead out of it."""
    write(
        folder,
        {
            "secret.html": "秘密",
            "site-other/index.html": "秘密",
            "site/index.html": HOME,
            "site/404.html": MISSING,
            "site/rushan/2020/index.html": "打分表",
            "site/乳山/星级.html": "星级",
            "site/a b/c+d.html": "加号",
            "site/empty/file.txt": "文件",
            "site/%2e%2e/index.html": "名字里的百分号",
            "site/...": "三个点",
            "site/\ufffd.html": "秘密",
            "site/a\\b.html": "秘密",
            "site/C:/secret.html": "秘密",
        },
    )
    site = folder / "site"
    (site / "out.html").symlink_to(folder / "secret.html")
    (site / "out").symlink_to(folder / "site-other")
    (site / "circle").symlink_to(site / "circle")
    (site / "gone.html").symlink_to(site / "nowhere.html")
    (site / "inside").symlink_to(site / "rushan")
    (site / "linked-index").mkdir()
    (site / "linked-index/index.html").symlink_to(folder / "secret.html")
    os.mkfifo(site / "pipe.html")
    return site


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[preview.Server]:
    """For the tables of addresses: a server for each row would take longer than its answer."""
    with preview.Server(make_site(tmp_path_factory.mktemp("shared"))) as running:
        yield running


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_site(tmp_path)


@pytest.fixture
def server(root: Path) -> Iterator[preview.Server]:
    with preview.Server(root) as running:
        yield running


@pytest.fixture
def live(root: Path) -> Iterator[preview.Server]:
    with preview.Server(root, live=True) as running:
        yield running


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("/", HOME),
        ("//", HOME),
        ("///index.html", HOME),
        ("/?a=/../b&c=%00", HOME),
        ("/index.html", HOME),
        ("/index%2ehtml", HOME),
        ("/rushan/2020/", "打分表"),
        ("/rushan/2020/?today=2020-06-01", "打分表"),
        ("/inside/2020/", "打分表"),
        ("/%E4%B9%B3%E5%B1%B1/%E6%98%9F%E7%BA%A7.html", "星级"),
        ("/a%20b/c+d.html", "加号"),
        ("/empty/file.txt", "文件"),
        ("/%252e%252e/", "名字里的百分号"),
        ("/...", "三个点"),
    ],
)
def test_serves(shared: preview.Server, target: str, text: str) -> None:
    answer = ask(shared, target)
    assert (answer.status, answer.body.decode()) == (200, text)


@pytest.mark.parametrize(
    "target",
    [
        "/nowhere",
        "/nowhere/",
        "/index.html/",
        "/index.html/x",
        "/rushan//2020/",
        "/rushan/2020//",
        "/rushan/./2020/",
        "/./",
        "/../secret.html",
        "/rushan/../../secret.html",
        "/rushan/../index.html",
        "/..",
        "/%2e%2e/secret.html",
        "/.%2e/secret.html",
        "/%2E%2E%2Fsecret.html",
        "/..%2fsecret.html",
        "/rushan%2f2020/index.html",
        "/..%5csecret.html",
        "/..\\secret.html",
        "/\\secret.html",
        "/%5c%5chost/share",
        "/a%5cb.html",
        "/%c0%ae%c0%ae/secret.html",
        "/%252e%252e/secret.html",
        "/%u002e%u002e/secret.html",
        "/%ef%bc%8e%ef%bc%8e/secret.html",
        "/..;/secret.html",
        "/%2e%2e%00/secret.html",
        "/index.html%00",
        "/%00",
        "/index.html::$DATA",
        "/C:/secret.html",
        "/%ff.html",
        "/%",
        "/index.html#top",
        "/" + "x" * 5000,
        "/" + "x/" * 5000,
        "index.html",
        "*",
        "http://127.0.0.1/index.html",
        "/site-other/",
        "/out.html",
        "/out/",
        "/out",
        "/out/index.html",
        "/linked-index/",
        "/circle",
        "/circle/",
        "/gone.html",
        "/pipe.html",
        "/empty/",
        "/__reload",
        "/__reload.js",
    ],
)
def test_refuses(shared: preview.Server, target: str) -> None:
    answer = ask(shared, target)
    assert (answer.status, answer.body.decode()) == (404, MISSING)
    assert answer.headers["Content-Type"] == "text/html; charset=utf-8"


def test_refuses_absolute_paths(server: preview.Server, root: Path) -> None:
    secret = root.parent / "secret.html"
    for target in (f"/{secret}", f"/%2f{str(secret)[1:]}", str(secret), f"file://{secret}"):
        assert ask(server, target).status == 404, target


@pytest.mark.parametrize(
    ("target", "location"),
    [
        ("/rushan", "/rushan/"),
        ("/rushan/2020", "/rushan/2020/"),
        ("/rushan/2020?a=b&c", "/rushan/2020/?a=b&c"),
        ("/%E4%B9%B3%E5%B1%B1", "/%E4%B9%B3%E5%B1%B1/"),
        ("//rushan", "/rushan/"),
        ("/empty", "/empty/"),
    ],
)
def test_a_folder_without_its_slash_is_redirected(shared: preview.Server, target: str, location: str) -> None:
    answer = ask(shared, target)
    assert (answer.status, answer.headers["Location"], answer.body) == (302, location, b"")


@pytest.mark.parametrize(
    ("name", "content_type"),
    [
        ("a.html", "text/html; charset=utf-8"),
        ("a.HTML", "text/html; charset=utf-8"),
        ("a.css", "text/css; charset=utf-8"),
        ("a.js", "text/javascript; charset=utf-8"),
        ("a.json", "application/json; charset=utf-8"),
        ("a.svg", "image/svg+xml; charset=utf-8"),
        ("a.xml", "application/xml; charset=utf-8"),
        ("a.ics", "text/calendar; charset=utf-8"),
        ("a.yml", "application/yaml; charset=utf-8"),
        ("a.csv", "text/csv; charset=utf-8"),
        ("a.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        ("a.png", "image/png"),
        ("a.unknown", "application/octet-stream"),
        ("plain", "application/octet-stream"),
    ],
)
def test_content_types(server: preview.Server, root: Path, name: str, content_type: str) -> None:
    write(root, {name: "x"})
    assert ask(server, f"/{name}").headers["Content-Type"] == content_type


@pytest.mark.parametrize(("method", "target"), [("GET", "/"), ("GET", "/nowhere"), ("GET", "/rushan"), ("POST", "/")])
def test_every_answer_has_the_strict_headers(shared: preview.Server, method: str, target: str) -> None:
    headers = ask(shared, target, method).headers
    assert headers.get_all("Content-Security-Policy") == [preview.CSP]
    assert headers.get_all("Cache-Control") == ["no-store"]
    assert headers.get_all("X-Content-Type-Options") == ["nosniff"]
    assert headers.get_all("Referrer-Policy") == ["no-referrer"]


def test_the_policy_allows_nothing_inline_and_nothing_from_outside() -> None:
    assert preview.CSP == (
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
    )


@pytest.mark.parametrize("target", ["/", "/nowhere", "/rushan", "/__reload.js", "/__reload?since="])
def test_head_is_get_without_the_body(live: preview.Server, target: str) -> None:
    get, head = ask(live, target), ask(live, target, "HEAD")
    assert get.headers["Content-Length"] == str(len(get.body))
    for headers in (get.headers, head.headers):
        del headers["Date"]
    assert (head.status, head.headers.items()) == (get.status, get.headers.items())
    with connect(live) as raw:  # a client would not read what must not come
        raw.sendall(f"HEAD {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        assert b"".join(iter(lambda: raw.recv(4096), b"")).endswith(b"\r\n\r\n")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE"])
def test_only_reads(shared: preview.Server, method: str) -> None:
    assert ask(shared, "/", method).status == 501


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1", 200),
        ("127.0.0.1:8000", 200),
        ("LOCALHOST:1", 200),
        ("evil.example", 421),
        ("127.0.0.1.evil.example", 421),
        ("localhost.evil.example:8000", 421),
        ("", 421),
    ],
)
def test_other_host_names_are_refused(live: preview.Server, host: str, status: int) -> None:
    for target in ("/", "/__reload"):
        assert ask(live, target, headers={"Host": host}).status == status
    assert ask(live, "/", headers={}).status == 200  # HTTP/1.0 has no host name


def test_without_its_own_404_page(server: preview.Server, root: Path) -> None:
    (root / "404.html").unlink()
    answer = ask(server, "/nowhere")
    assert answer.status == 404
    assert "没有这个页面" in answer.body.decode()


def test_an_unreadable_file_is_missing(server: preview.Server, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read = Path.read_bytes

    def refuse(path: Path) -> bytes:
        if path == root / "index.html":
            raise PermissionError
        return read(path)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    assert ask(server, "/").status == 404


def test_a_folder_swapped_by_rename_is_served_anew(tmp_path: Path) -> None:
    out = tmp_path / "out"
    with preview.Server(out) as server:
        assert ask(server, "/").status == 404  # nothing was built yet
        for text in ("一", "二", "三"):
            write(tmp_path, {"next/index.html": text})
            if out.exists():
                out.rename(tmp_path / f"before {text}")
            (tmp_path / "next").rename(out)
            assert ask(server, "/").body.decode() == text


def test_a_link_to_a_release_is_followed_anew(tmp_path: Path) -> None:
    write(tmp_path, {"releases/1/index.html": "一", "releases/2/index.html": "二"})
    current = tmp_path / "current"
    current.symlink_to("releases/1")
    with preview.Server(current) as server:
        assert ask(server, "/").body.decode() == "一"
        (tmp_path / "next").symlink_to("releases/2")
        (tmp_path / "next").replace(current)
        assert ask(server, "/").body.decode() == "二"


def test_a_port_in_use_is_a_problem(server: preview.Server, root: Path) -> None:
    port = server.server_address[1]
    with pytest.raises(ProblemsFoundError) as caught:
        preview.Server(root, port=port)
    (problem,) = caught.value.problems
    assert problem.code == "SRV001"
    assert problem.message == f"端口 {port} 已被占用，预览没有启动。"
    assert "--port" in problem.remedy


def test_a_port_that_the_system_keeps_is_a_problem(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: preview.Server) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(preview.Server, "server_bind", refuse)
    with pytest.raises(ProblemsFoundError, match="端口 80 不允许使用"):
        preview.Server(root, port=80)


def test_other_socket_errors_are_not_hidden(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_: preview.Server) -> None:
        raise OSError(99, "Cannot assign requested address")

    monkeypatch.setattr(preview.Server, "server_bind", fail)
    with pytest.raises(OSError, match="Cannot assign"):
        preview.Server(root)


def test_the_port_is_free_again_afterwards(root: Path) -> None:
    with preview.Server(root) as server:
        port = server.server_address[1]
        assert server.url == f"http://127.0.0.1:{port}"
        ask(server, "/")
    with preview.Server(root, port=port) as again:
        assert ask(again, "/").status == 200


def test_shutting_down_waits_for_no_browser(root: Path) -> None:
    begin = time.monotonic()
    with preview.Server(root, live=True) as server:
        idle = connect(server)
        waiting = connect(server)
        waiting.sendall(f"GET /__reload?since={server.version} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        until(lambda: len(server._connections) == 2)  # noqa: SLF001 - both connections are being served
        time.sleep(0.1)
    with idle, waiting:
        assert idle.recv(1) == b""
        assert waiting.recv(1) == b""
    assert time.monotonic() - begin < 3


def test_nothing_is_printed(root: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "POLL_SECONDS", 0.1)
    write(root, {"large.png": "x" * 10_000_000})
    with preview.Server(root, live=True) as server:
        for target in ("/", "/nowhere", "/rushan"):
            ask(server, target)
        for target in (f"/__reload?since={server.version}", "/large.png"):
            with connect(server) as gone:
                gone.sendall(f"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
        with connect(server) as garbage:
            garbage.sendall(b"\x16\x03\x01\x02\x00\n\n")
        time.sleep(0.3)
    assert capfd.readouterr() == ("", "")


def test_a_defect_in_the_server_is_not_silent(
    live: preview.Server, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live, "state", None)
    with pytest.raises(http.client.RemoteDisconnected):
        ask(live, "/__reload")
    until(lambda: "TypeError" in capfd.readouterr().err)


# ---- live reload


def test_pages_carry_the_script_only_in_a_live_preview(live: preview.Server, server: preview.Server) -> None:
    tag = f'<script src="/__reload.js" data-version="{live.version}"></script>'
    assert ask(live, "/").body.decode() == HOME.replace("</body>", f"{tag}</body>")
    assert ask(live, "/nowhere").body.decode() == MISSING.replace("</body>", f"{tag}</body>")
    assert ask(live, "/empty/file.txt").body.decode() == "文件"
    assert b"__reload" not in ask(server, "/").body


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("没有结束标签", "没有结束标签@"),
        ("", "@"),
        ("<pre>&lt;/body></pre></body> ", "<pre>&lt;/body></pre>@</body> "),
        ("<!-- </body> --></body></html>", "<!-- </body> -->@</body></html>"),
    ],
)
def test_where_the_script_goes(live: preview.Server, root: Path, page: str, expected: str) -> None:
    write(root, {"page.html": page})
    tag = f'<script src="/__reload.js" data-version="{live.version}"></script>'
    assert ask(live, "/page.html").body.decode() == expected.replace("@", tag)


def test_the_script_is_served_as_a_file_of_its_own(live: preview.Server) -> None:
    answer = ask(live, "/__reload.js")
    assert answer.status == 200
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer.body == (ROOT / "site_templates/preview/reload.js").read_bytes()


@pytest.mark.parametrize("query", ["", "?", "?since=", "?since=0", "?since=-1", "?since=x", "?since=%00", "?a=b"])
def test_the_state_comes_at_once_to_whoever_does_not_know_it(live: preview.Server, query: str) -> None:
    answer = ask(live, f"/__reload{query}")
    assert answer.headers["Content-Type"] == "application/json; charset=utf-8"
    assert json.loads(answer.body) == {"version": live.version, "problems": []}


def test_a_good_build_is_a_new_version(live: preview.Server) -> None:
    before = live.version
    live.publish([])
    assert state(live, before) == (before + 1, [])


def test_a_broken_build_publishes_its_first_problems(live: preview.Server) -> None:
    before = live.version
    live.publish(PROBLEMS[:3])
    assert state(live, before) == (before + 1, [str(problem) for problem in PROBLEMS[:3]])
    live.publish(PROBLEMS)
    assert state(live, before) == (before + 2, [*map(str, PROBLEMS[:3]), "共 8 个问题，其余见终端。"])
    live.publish()
    assert state(live, before) == (before + 3, [])


def test_a_poll_waits_for_the_build(live: preview.Server) -> None:
    before = live.version
    timer = threading.Timer(0.3, live.publish)
    begin = time.monotonic()
    timer.start()
    assert state(live, before) == (before + 1, [])
    assert time.monotonic() - begin > 0.2
    timer.join()


def test_a_poll_ends_without_a_build(live: preview.Server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(preview, "POLL_SECONDS", 0.1)
    assert state(live, live.version) == (live.version, [])


def test_the_version_rises_over_a_restart(root: Path) -> None:
    with preview.Server(root, live=True) as first:
        first.publish()
    time.sleep(0.01)
    with preview.Server(root, live=True) as second:
        assert second.version > first.version


# ---- watch


@dataclass
class Builds:
    """Stands for the generator: counts the builds, which end with ``problems`` unless they are held up."""

    count: int = 0
    problems: Sequence[Problem] = ()
    held_up: threading.Lock = field(default_factory=threading.Lock)

    def __call__(self) -> Sequence[Problem]:
        self.count += 1
        with self.held_up:
            return self.problems


@contextmanager
def watching(paths: Sequence[Path], builds: Builds, server: preview.Server) -> Iterator[None]:
    stop = threading.Event()
    thread = threading.Thread(target=preview.watch, args=(paths, builds, server, stop))
    before = server.version
    thread.start()
    until(lambda: server.version == before + 1)  # the first build: the operating system's watch is in place
    builds.count = 0
    try:
        yield
    finally:
        stop.set()
        thread.join(10)
    assert not thread.is_alive()


@pytest.fixture
def content(tmp_path: Path) -> Path:
    write(tmp_path, {"portal/content/portal.yml": "a", "portal/rubrics/r.yml": "a", "portal/mkdocs.yml": "a"})
    return tmp_path / "portal/content"


def test_a_change_is_built_and_published(live: preview.Server, content: Path) -> None:
    builds = Builds()
    with watching([content, content.parent / "rubrics"], builds, live):
        before = live.version
        write(content, {"portal.yml": "b"})
        until(lambda: live.version == before + 1)
        write(content, {"campaigns/rushan/series.yml": "新文件夹里的新文件"})
        until(lambda: live.version == before + 2)
        (content / "portal.yml").unlink()
        until(lambda: live.version == before + 3)
        write(content.parent, {"rubrics/r.yml": "b"})
        until(lambda: live.version == before + 4)
    assert builds.count == 4


def test_a_broken_build_and_its_repair(live: preview.Server, content: Path) -> None:
    builds = Builds()
    with watching([content], builds, live):
        before = live.version
        builds.problems = [PROBLEMS[0]]
        write(content, {"portal.yml": "b"})
        assert state(live, before) == (before + 1, [str(PROBLEMS[0])])
        builds.problems = ()
        write(content, {"portal.yml": "c"})
        assert state(live, before + 1) == (before + 2, [])


def test_many_changes_are_one_build(live: preview.Server, content: Path) -> None:
    builds = Builds()
    with watching([content], builds, live):
        before = live.version
        for number in range(50):
            write(content, {f"{number}.md": "x"})
        until(lambda: live.version > before)
        time.sleep(0.5)
    assert builds.count == 1


def test_a_change_during_a_build_is_built_next(live: preview.Server, content: Path) -> None:
    builds = Builds()
    with watching([content], builds, live):
        before = live.version
        with builds.held_up:
            write(content, {"portal.yml": "b"})
            until(lambda: builds.count == 1)
            write(content, {"portal.yml": "c"})
            time.sleep(0.3)
        until(lambda: live.version == before + 2)


def test_litter_builds_nothing(live: preview.Server, content: Path) -> None:
    builds = Builds()
    (content / ".obsidian").mkdir()
    with watching([content], builds, live):
        litter = (".portal.yml.swp", ".#portal.yml", "~$通知.docx", "Thumbs.db", "portal.yml~", ".obsidian/workspace")
        write(content, dict.fromkeys(litter, "x"))
        write(content.parent, {"elsewhere.yml": "x"})
        time.sleep(0.8)
    assert builds.count == 0


def test_a_portal_below_a_hidden_folder_is_watched(live: preview.Server, tmp_path: Path) -> None:
    builds = Builds()
    write(tmp_path, {".drafts/content/portal.yml": "a"})
    with watching([tmp_path / ".drafts/content"], builds, live):
        write(tmp_path, {".drafts/content/portal.yml": "b"})
        until(lambda: builds.count == 1)


def test_a_single_file_is_watched_however_it_is_saved(live: preview.Server, content: Path) -> None:
    builds, config = Builds(), content.parent / "mkdocs.yml"
    with watching([config], builds, live):
        for number in (1, 2, 3):
            write(content.parent, {"mkdocs.tmp": f"替换 {number}"})
            (content.parent / "mkdocs.tmp").replace(config)
            until(lambda expected=number: builds.count == expected)  # type: ignore[misc]
        config.write_text("原地保存", encoding="utf-8")
        until(lambda: builds.count == 4)
        config.unlink()
        until(lambda: builds.count == 5)


def test_watching_through_a_link_and_a_relative_path(
    live: preview.Server, content: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds = Builds()
    (content.parent / "linked").symlink_to(content)
    monkeypatch.chdir(content.parent)
    with watching([Path("linked"), Path("rubrics")], builds, live):
        write(content, {"portal.yml": "b"})
        until(lambda: builds.count == 1)
        write(content.parent, {"rubrics/r.yml": "b"})
        until(lambda: builds.count == 2)
