"""Visiting pages in engines that Playwright does not drive as they are: a Chromium of 2018, Firefox and WebKit."""

from __future__ import annotations

import base64
import json
import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from threading import Thread
from typing import Any, TypedDict

import ensure_engines
import ensure_npm
from selenium.webdriver import Remote, WebKitGTKOptions, WebKitGTKService
from selenium.webdriver.remote.client_config import ClientConfig
from selenium.webdriver.remote.remote_connection import RemoteConnection
from websocket import WebSocket, create_connection

_SCRIPTS = Path(__file__).parent / "browser"
_COMPLAINTS = "complaints.js"
_PATIENCE = 10_000  # milliseconds
_OFFLINE = {"network.proxy.type": 1, "network.proxy.ssl": "127.0.0.1", "network.proxy.ssl_port": 9}
"""What Firefox asks for beside pages leads nowhere."""
_AS_JSON = "const arguments = [told => resolve(JSON.stringify(told))];"
_ASKED = """
const done = arguments[arguments.length - 1], until = Date.now() + %d;
%s;
(function look() {
  let found;
  try { found = %s; } catch (error) { found = null; } // it is not there yet
  const wide = document.documentElement.scrollWidth - innerWidth;
  if (found || Date.now() > until) done({ answer: found, wide, said: window.complaints });
  else setTimeout(look, 50);
})();
"""


@dataclass(frozen=True)
class Visit:
    """A page, what is done on it once it has loaded, and what is asked until there is an answer, as JavaScript."""

    address: str
    ask: str
    act: str = ""
    width: int = 1280


class Found(TypedDict, total=False):
    """What came of a visit: the answer, how much wider than the window the page is, of what the browser complained."""

    answer: object
    wide: float
    said: list[str]


def chromium_64(visits: Sequence[Visit], served: str, profile: Path) -> list[Found]:
    """One after the other in one browser, of the site that is served at this address."""
    told = json.dumps([asdict(one) | {"address": f"{served}/{one.address}"} for one in visits])
    command: list[str | Path] = ["node", _SCRIPTS / "old_chromium.js", ensure_npm.CHROMIUM_64, profile]
    environment = {**os.environ, "NODE_PATH": str(ensure_npm.MODULES)}
    done = subprocess.run(command, env=environment, input=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers: list[Found] = json.loads(done.stdout)
    return answers


def firefox(visits: Sequence[Visit], served: str, profile: Path) -> list[Found]:
    """One after the other in one browser, of the site that is served at this address."""
    found: list[Found] = []
    with _firefox(profile) as (asked, page):
        for one in visits:
            asked("browsingContext.setViewport", context=page, viewport={"width": one.width, "height": 900})
            asked("browsingContext.navigate", context=page, url=f"{served}/{one.address}", wait="complete")
            script = _ASKED % (_PATIENCE, one.act, one.ask)
            told = asked(
                "script.callFunction",
                functionDeclaration=f"function () {{ return new Promise(resolve => {{ {_AS_JSON} {script} }}); }}",
                target={"context": page},
                awaitPromise=True,
            )
            assert told["type"] == "success", told
            said = [f"{event['method']} {event['params'].get('text')}" for event in asked.heard()]
            seen: Found = json.loads(told["result"]["value"])
            found.append({**seen, "said": said})
    return found


def printed(address: str, profile: Path) -> bytes:
    """The PDF that Firefox makes of a page, on A4."""
    with _firefox(profile) as (asked, page):
        asked("browsingContext.navigate", context=page, url=address, wait="complete")
        return base64.b64decode(
            asked("browsingContext.print", context=page, page={"width": 21, "height": 29.7})["data"]
        )


class _Asked:
    """What a browser answers over WebDriver BiDi (W3C), and the events that it sends meanwhile."""

    def __init__(self, connection: WebSocket) -> None:
        self._connection = connection
        self._events: list[dict[str, Any]] = []
        self._number = 0

    def __call__(self, method: str, **params: object) -> dict[str, Any]:
        self._number += 1
        self._connection.send(json.dumps({"id": self._number, "method": method, "params": params}))
        while (said := json.loads(self._connection.recv())).get("id") != self._number:
            self._events.append(said)
        assert said["type"] == "success", said
        answer: dict[str, Any] = said["result"]
        return answer

    def heard(self) -> list[dict[str, Any]]:
        """The events since it was last asked."""
        events, self._events = self._events, []
        return events


@contextmanager
def _firefox(profile: Path) -> Iterator[tuple[_Asked, str]]:
    """What Firefox answers, and the page that it opened."""
    profile.mkdir(exist_ok=True)
    (profile / "user.js").write_text(
        "".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in _OFFLINE.items())
    )
    command = [
        str(ensure_engines.firefox()),
        "--headless",
        "--no-remote",
        "--profile",
        str(profile),
        "--remote-debugging-port",
        "0",
    ]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        try:
            address = next(line for line in process.stderr if "BiDi listening on" in line).split()[-1]
            Thread(target=process.stderr.read, daemon=True).start()  # or it waits for somebody to read it
            with closing(create_connection(f"{address}/session", timeout=60, suppress_origin=True)) as connection:
                asked = _Asked(connection)
                asked("session.new", capabilities={})
                asked("session.subscribe", events=["log.entryAdded", "network.fetchError"])
                yield asked, asked("browsingContext.getTree")["contexts"][0]["context"]
        finally:
            process.terminate()


def webkit(visits: Sequence[Visit], served: str) -> list[Found]:
    """One after the other in one browser, of a site that is ``listening``. No window is narrower than 447 pixels."""
    found: list[Found] = []
    with _webkit() as driver:
        for one in visits:
            driver.set_window_size(one.width, 900)
            driver.get(f"{served}/{one.address}")
            found.append(driver.execute_async_script(_ASKED % (_PATIENCE, one.act, one.ask)))
    return found


def listening(site: Path, folder: Path) -> None:
    """A copy of a site whose pages keep of what the browser complains: WebKit tells its driver nothing of it."""
    shutil.copytree(site, folder, copy_function=os.link)
    shutil.copyfile(_SCRIPTS / _COMPLAINTS, folder / _COMPLAINTS)
    for page in folder.rglob("*.html"):
        text = page.read_text("utf-8")
        page.unlink()
        page.write_text(text.replace("<head>", f'<head><script src="/{_COMPLAINTS}"></script>', 1), "utf-8")


@contextmanager
def _webkit() -> Iterator[Remote]:
    options = WebKitGTKOptions()
    options.binary_location = str(ensure_engines.webkit())
    options.add_argument("--automation")
    with _screen() as screen:
        service = WebKitGTKService(shutil.which(ensure_engines.DRIVER), env={**os.environ, "DISPLAY": screen})
        service.start()
        try:
            asked = RemoteConnection(client_config=ClientConfig(remote_server_addr=service.service_url))
            with Remote(asked, options=options) as driver:
                driver.set_script_timeout(60)
                yield driver
        finally:
            service.stop()


@contextmanager
def _screen() -> Iterator[str]:
    """A screen that nobody sees, by its name."""
    reads, writes = os.pipe()
    command = [ensure_engines.SCREEN, "-displayfd", str(writes), "-screen", "0", "1400x1000x24", "-nolisten", "tcp"]
    process = subprocess.Popen(command, pass_fds=[writes], stderr=subprocess.DEVNULL)
    os.close(writes)
    try:
        with os.fdopen(reads) as said:
            yield f":{said.readline().strip()}"
    finally:
        process.terminate()
        process.wait()
