"""How long one recomputation takes after one answer, in a real browser and in Python on the same answers."""

from __future__ import annotations

import json
import random
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ensure_browser import MISSING, find
from playwright.sync_api import Page, Route, sync_playwright

from bench.sheets import answers
from generator.pages.calculator import PARTS
from generator.score.engine import score
from generator.score.scheme import Scheme, canonical

STEPS = 2_500  # answers that are measured, after the warm-up
_WARM_UP = 500
_BLOCK = 50
_CALCULATOR = Path(__file__).resolve().parent.parent / "site_templates" / "calculator"
_ADDRESS = "http://localhost/bench"

# A page of its own origin gets the fine clock; others see steps of a tenth of a millisecond.
_ISOLATED = {"Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp"}
_RUN = """([scheme, steps]) => {
    const form = JSON.parse(scheme);
    let answers = {};
    return JSON.parse(steps).map(([ref, answer]) => {
        if (ref === null) { answers = {}; return null; }
        answers[ref] = answer;
        const start = performance.now();
        const result = PortalEngine.score(form, answers, []);
        return [performance.now() - start, result.total.worst, result.total.best];
    }).filter((measured) => measured !== null);
}"""

Step = tuple[str | None, object]
"""A question and its answer; a step without a question begins an empty sheet."""
Measured = list[tuple[float, int, int]]
"""For each answer milliseconds, and the total that came out, at worst and at best."""


@dataclass(frozen=True)
class Times:
    """Milliseconds of every step, in the order measured."""

    scheme: Scheme
    where: str
    milliseconds: tuple[float, ...]

    @property
    def blocks(self) -> list[float]:
        """Averages of fifty steps: a slowed browser pauses between steps more than within one."""
        starts = range(0, len(self.milliseconds), _BLOCK)
        return [sum(self.milliseconds[at : at + _BLOCK]) / _BLOCK for at in starts]


def measure(schemes: list[Scheme]) -> tuple[list[Times], str]:
    """The times for each form in the browser, in the browser slowed down and in Python; the browser's version.

    Raises:
        SystemExit: when there is no browser.
        AssertionError: when the engines disagree on a total.

    """
    chromium = find()
    if chromium is None:
        raise SystemExit(MISSING)
    found = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for scheme in schemes:
            steps = _steps(scheme)
            python = _in_python(scheme, steps)
            found.append(_times(scheme, "Python", python))
            for rate in (1, 6):
                page = _page(browser.new_page(), rate)
                measured: Measured = page.evaluate(_RUN, [canonical(scheme), json.dumps(steps)])
                assert [tuple(one[1:]) for one in measured] == [one[1:] for one in python]
                found.append(_times(scheme, f"Chromium, slowed {rate} times" if rate > 1 else "Chromium", measured))
                page.close()
        version = browser.version
        browser.close()
    return found, version


def _steps(scheme: Scheme) -> list[Step]:
    """Sheets that are filled in from empty to complete, answer by answer in the order of the form."""
    pick = random.Random(scheme.id)
    steps: list[Step] = []
    asked = 0
    while asked < _WARM_UP + STEPS:
        sheet = list(answers(scheme, pick).items())[: _WARM_UP + STEPS - asked]
        steps += [(None, None), *sheet]
        asked += len(sheet)
    return steps


def _in_python(scheme: Scheme, steps: list[Step]) -> Measured:
    measured: Measured = []
    sheet: dict[str, Any] = {}
    for ref, answer in steps:
        if ref is None:
            sheet = {}
            continue
        sheet[ref] = answer
        start = time.perf_counter()
        result = score(scheme, sheet)
        measured.append(((time.perf_counter() - start) * 1000, result.total.worst, result.total.best or 0))
    return measured


def _times(scheme: Scheme, where: str, measured: Measured) -> Times:
    return Times(scheme, where, tuple(milliseconds for milliseconds, *_ in measured[_WARM_UP:]))


def _page(page: Page, rate: int) -> Page:
    def empty(route: Route) -> None:
        route.fulfill(
            status=200, headers=_ISOLATED, content_type="text/html", body="<!doctype html><title>bench</title>"
        )

    page.route("**/*", empty)
    page.goto(_ADDRESS)
    assert page.evaluate("crossOriginIsolated")
    for name in PARTS[: PARTS.index("engine.js") + 1]:
        page.add_script_tag(content=(_CALCULATOR / name).read_text("utf-8"))
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": rate})
    return page
