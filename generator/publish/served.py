"""Reading a served site over HTTP, every file as a visitor gets it, and saying which is not what was published."""

from __future__ import annotations

import hashlib
import io
import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection, IncompleteRead, InvalidURL
from pathlib import PurePosixPath
from types import TracebackType
from typing import Self
from urllib.parse import quote, urlsplit

from generator import __version__
from generator.problems import Problem, ProblemsFoundError, reason
from generator.publish import compress, disk
from generator.publish.manifest import Manifest, read
from generator.publish.site import MANIFEST
from generator.publish.verify import DAMAGED, MISSING, PACKED, Finding, Verified, problems

WORKERS = 8
_TIMEOUT = 20.0  # seconds without a byte
_TRIES = 3  # a connection that the server closed meanwhile, a site that was published meanwhile
_LARGEST = 1 << 28  # bytes of a manifest: two million files
_OK, _MOVED, _GONE = 200, range(300, 400), (404, 410)
_PLAIN = {"", "identity"}
_MISSING_PAGE = "404.html"  # a server may answer with it and never serve it under its own name


class _Unreachable(Exception):  # noqa: N818 - not an error of the program
    """There is no answer, or none of HTTP."""


def site(
    url: str, *, workers: int = WORKERS, timeout: float = _TIMEOUT, progress: Callable[[int, int], None] | None = None
) -> Verified:
    """Every file of the manifest at this address, and what the server sends to browsers that take gzip or br.

    Raises:
        ProblemsFoundError: with every file that is not what the manifest says (PUB009); or the site cannot be reached
            or has no manifest (PUB010).

    """
    found: list[Finding] = []
    with _Client(url, timeout) as client:
        manifest = _manifest(client)
        for _ in range(_TRIES):
            found = _findings(client, manifest, workers, progress)
            if not found:
                return Verified(manifest.digest, len(manifest.files))
            again = _manifest(client)
            if again.digest == manifest.digest:
                break
            manifest = again  # it was published anew meanwhile
    raise ProblemsFoundError(problems(client.base.rstrip("/"), found))


def _manifest(client: _Client) -> Manifest:
    said = ""
    try:
        with client.answer(MANIFEST) as answer:
            if answer.status in _MOVED:
                said = f"服务器转到了 {answer.getheader('Location', '')}，请核对那个地址。"
            elif answer.status != _OK:
                said = f"没有清单 {MANIFEST}（{answer.status}），这里不是 portal publish 发布的网站。"
            elif (given := _encoding(answer)) not in _PLAIN:
                said = f"没有要压缩，服务器却把清单压缩了（{given}）：请关掉前面的代理自己做的压缩。"
            else:
                text = answer.read(_LARGEST)
                if answer.length:  # a read with a limit says nothing of it
                    raise IncompleteRead(text)
                return read(text)
    except _Unreachable as error:
        said = f"连不上（{error}）。"
    except ValueError:
        said = f"清单 {MANIFEST} 读不出来，或改动过。"
    raise ProblemsFoundError([Problem(client.base + MANIFEST, 1, 1, "PUB010", said)])


def _findings(
    client: _Client, manifest: Manifest, workers: int, progress: Callable[[int, int], None] | None
) -> list[Finding]:
    wanted = [
        (path, encoding)
        for path in sorted(manifest.files)
        for encoding in ("", *((*compress.ENCODINGS.values(),) if compress.variants(path) else ()))
    ]

    def examine(one: tuple[str, str]) -> Finding | None:
        return _examined(client, *one, manifest.files[one[0]])

    found = set[Finding]()  # what is missing is so in every encoding
    for number, finding in enumerate(disk.each(examine, wanted, workers), 1):
        if finding is not None:
            found.add(finding)
        if progress is not None:
            progress(number, len(wanted))
    whole = {one.address for one in found if one.said != PACKED}
    return [one for one in found if one.said != PACKED or one.address.partition("（")[0] not in whole]


def _examined(client: _Client, path: str, encoding: str, digest: str) -> Finding | None:
    try:
        with client.answer(_address(path), encoding) as answer:
            given = _encoding(answer)
            if answer.status in _MOVED:
                return Finding(path, f"服务器转到了 {answer.getheader('Location', '')}")
            if answer.status in _GONE and path != _MISSING_PAGE:
                return Finding(path, MISSING)
            if answer.status != _OK and not (path == _MISSING_PAGE and answer.status in _GONE):
                return Finding(path, f"服务器答复 {answer.status}")
            if _digest(answer, given) == digest:
                return None
            return Finding(f"{path}（{given}）", PACKED) if given else Finding(path, DAMAGED)
    except _Unreachable as error:
        return Finding(path, f"没有取到（{error}）")


def _address(path: str) -> str:
    """The address that visitors use: of a page, that of its folder."""
    page = PurePosixPath(path)
    return path.removesuffix(page.name) if page.name == "index.html" else path


def _encoding(answer: HTTPResponse) -> str:
    return answer.getheader("Content-Encoding", "").lower()


def _digest(answer: HTTPResponse, encoding: str) -> str:
    endings = {name: ending for ending, name in compress.ENCODINGS.items()}
    if encoding in endings:
        return compress.unpacked(io.BufferedReader(answer), endings[encoding])
    if encoding not in _PLAIN:
        return ""
    found = hashlib.sha256()
    while chunk := answer.read(1 << 16):
        found.update(chunk)
    return found.hexdigest()


class _Client:
    """Asks one server, over a connection for each thread that stays open."""

    def __init__(self, url: str, timeout: float) -> None:
        try:
            parts = urlsplit(url)
            self._host, self._port, self._secure = parts.hostname or "", parts.port, parts.scheme == "https"
        except ValueError:
            self._host, parts = "", urlsplit("")
        self.base = url if url.endswith("/") else f"{url}/"
        path = quote(parts.path, safe="/%:@!$&'()*+,;=")  # as browsers send what was typed
        self._path = path if path.endswith("/") else f"{path}/"
        self._timeout = timeout
        self._own = threading.local()
        self._open: list[HTTPConnection] = []
        self._context = ssl.create_default_context()
        if not self._host or parts.query or parts.fragment or parts.username:
            said = "地址写法不对：应是网站首页的地址，例如 https://www.example.org/。"
            raise ProblemsFoundError([Problem(url, 1, 1, "PUB010", said)])

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _: TracebackType | None
    ) -> None:
        for connection in self._open:
            connection.close()

    @contextmanager
    def answer(self, path: str, encoding: str = "") -> Iterator[HTTPResponse]:
        """What the server answers, within the block; nothing is followed.

        Raises:
            _Unreachable: there is no answer, or it breaks off.

        """
        connection, answer = self._asked(path, encoding or "identity")
        try:
            yield answer
        except (OSError, HTTPException) as error:
            raise _Unreachable(_reason(error)) from error
        finally:
            if not answer.isclosed():  # what is left of it is not wanted
                connection.close()

    def _asked(self, path: str, encoding: str) -> tuple[HTTPConnection, HTTPResponse]:
        headers = {"Accept-Encoding": encoding, "User-Agent": f"portal-verify/{__version__}"}
        try:
            connection = self._connection()
        except HTTPException as error:
            raise _Unreachable(_reason(error)) from error
        for left in reversed(range(_TRIES)):
            try:
                connection.request("GET", self._path + quote(path), headers=headers)
                return connection, connection.getresponse()
            except (OSError, HTTPException, ValueError) as error:
                connection.close()  # the next request opens it again
                if not left:
                    raise _Unreachable(_reason(error)) from error
        raise AssertionError

    def _connection(self) -> HTTPConnection:
        if not hasattr(self._own, "connection"):
            if self._secure:
                made: HTTPConnection = HTTPSConnection(
                    self._host, self._port, timeout=self._timeout, context=self._context
                )
            else:
                made = HTTPConnection(self._host, self._port, timeout=self._timeout)
            self._own.connection = made
            self._open.append(made)
        connection: HTTPConnection = self._own.connection
        return connection


_KNOWN = (  # the first that fits
    (ConnectionRefusedError, "拒绝连接"),
    (TimeoutError, "没有应答"),
    (ssl.SSLCertVerificationError, "证书不受信任"),
    (ssl.SSLError, "加密的连接建立不了：那里可能没有 HTTPS"),
    ((socket.gaierror, UnicodeError), "找不到这个域名"),
    ((ConnectionError, IncompleteRead), "连接断了"),
    (InvalidURL, "地址里有空格或控制字符"),
    (HTTPException, "应答的不是网站"),
)


def _reason(error: Exception) -> str:
    known = next((said for kinds, said in _KNOWN if isinstance(error, kinds)), "")
    return known or (reason(error) if isinstance(error, OSError) else str(error))
