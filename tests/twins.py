"""The browser's engine for tests: answers go in and results come out as JSON text, one call for a whole batch."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

from msgspec.structs import asdict
from playwright.sync_api import Page

from generator.pages.calculator import PARTS
from generator.score.scheme import Scheme, canonical

Json = dict[str, Any]
Sheet = Sequence[object]
"""The answers, then what else the function takes: readings, or an assessor's column."""

FOLDER = Path(__file__).resolve().parent.parent / "site_templates" / "calculator"
ENGINE = PARTS[: PARTS.index("advice.js") + 1]
"""The parts of the calculator that count; none of them needs a page."""

SCRIPT = """([name, jobs]) => JSON.parse(jobs).map((job) => {
    const scheme = JSON.parse(job[0]);
    return job[1].map((sheet) => JSON.stringify(PortalEngine[name](scheme, ...sheet)));
})"""


def load(page: Page) -> Page:
    """The page with the engine in it."""
    for name in ENGINE:
        page.add_script_tag(content=(FOLDER / name).read_text("utf-8"))
    return page


def texts(page: Page, name: str, jobs: Sequence[tuple[Scheme, Sequence[Sheet]]]) -> list[list[str]]:
    """What ``PortalEngine.<name>`` makes of the sheets of each scheme, as JSON text."""
    told = json.dumps([(canonical(scheme), sheets) for scheme, sheets in jobs])
    results: list[list[str]] = page.evaluate(SCRIPT, [name, told])
    return results


def in_browser(page: Page, name: str, jobs: Sequence[tuple[Scheme, Sequence[Sheet]]]) -> list[list[Json]]:
    """What ``PortalEngine.<name>`` makes of the sheets of each scheme."""
    return [[json.loads(text) for text in found] for found in texts(page, name, jobs)]


def as_text(result: object) -> str:
    """A result of the Python engine as JSON text, written as the browser writes it but for the order of keys."""
    return json.dumps(result, default=asdict, ensure_ascii=False, separators=(",", ":"))


def as_json(result: object) -> Json:
    """A result of the Python engine as JSON holds it."""
    found: Json = json.loads(as_text(result))
    return found


def differences(one: object, other: object, at: str = "") -> dict[str, tuple[object, object]]:
    """Where two results say different things, by the path to it."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        parts = [(f"{at}.{key}", one[key], other[key]) for key in one]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        parts = [(f"{at}[{i}]", *pair) for i, pair in enumerate(zip(one, other, strict=True))]
    else:
        return {} if one == other else {at: (one, other)}
    return {path: pair for part in parts for path, pair in differences(part[1], part[2], part[0]).items()}


def named(found: object, wanted: object) -> object:
    """Of rows what the other result names of them too: the oracle knows no effects of an assessor's rows."""
    if isinstance(found, list) and isinstance(wanted, list) and len(found) == len(wanted):
        return [named(one, other) for one, other in zip(found, wanted, strict=True)]
    if isinstance(found, dict) and isinstance(wanted, dict) and "id" in wanted:
        return {key: value for key, value in found.items() if key in wanted}
    return found


def fewest(differ: Callable[[Json], object], answers: Json) -> Json:
    """The answers less all that the difference does not need."""
    for ref in list(answers):
        fewer = {other: answer for other, answer in answers.items() if other != ref}
        answers = fewer if differ(fewer) else answers
    return answers
