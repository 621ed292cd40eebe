"""What a visitor opens or is sent: files of answers, kept states and addresses that try to be more than text."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from urllib.parse import quote

import injections
import pytest
from hostile_site import ALIVE, TOUCH, Built, watched
from playwright.sync_api import Browser, FilePayload, Page, expect

from generator import preview

SCORE, FORM = "demo/2028/score/union/", "demo/2028/forms/registration/"
ITEMS = ("a1", "a2", "a3", "b1", "b2", "b3", "b4")
PASSED_ON = ("honours/", "search/", "demo/2028/honorees/", "demo/2028/standards/compare/*--*/", SCORE)
"""Pages whose scripts read their address, and others; which standards are compared depends on their hostile words."""

NAMES = ("q", "in", "on", "district", "tier", "award", "kind", "a", "b", "to", "with", "n", "s")
"""Names of what may be passed on."""


@pytest.fixture(scope="module")
def server(built: Built) -> Iterator[preview.Server]:
    with preview.Server(built.site) as server:
        yield server


@pytest.fixture
def visit(browser: Browser, server: preview.Server) -> Iterator[tuple[Page, list[str]]]:
    """Without a policy, so that what gets through runs."""
    with watched(browser, server.url, policy=False) as seen:
        yield seen


def groups(size: int) -> Iterator[tuple[str, ...]]:
    """The texts of the corpus, some at a time."""
    texts = tuple(one.text for one in injections.corpus())
    return (texts[at : at + size] for at in range(0, len(texts), size))


def quiet(page: Page, seen: list[str], about: object) -> None:
    """Nothing on the page runs, and nothing was asked for elsewhere."""
    page.evaluate(TOUCH)
    assert page.evaluate(ALIVE) == [], about
    assert page.evaluate("[window.__pwned, ({}).pwned, Object.keys(Object.prototype).length]") == [None, None, 0], about
    assert seen == [], about


def file(value: object) -> FilePayload:
    """A file of answers, as people choose it."""
    return {"name": "answers.json", "mimeType": "application/json", "buffer": json.dumps(value).encode()}


def sheet(texts: Sequence[str], **more: object) -> dict[str, object]:
    """A sheet in which every text and every name is one of these."""
    return {
        "unit": texts[0],
        "kind": texts[-1],
        "answers": {**dict.fromkeys(texts, texts[0]), "a1.score": texts[-1], "__proto__": {"pwned": 1}},
        "readings": list(texts),
        "assessed": {
            **{item: {"points": text, "met": text, "reason": text} for item, text in zip(ITEMS, texts, strict=False)},
            **{text: {"reason": text} for text in texts},
            "__proto__": {"pwned": 1},
        },
        "evidence": {**dict(zip(ITEMS, texts, strict=False)), **{text: text for text in texts}},
        **more,
    }


def test_files_of_answers(server: preview.Server, visit: tuple[Page, list[str]]) -> None:
    """Opened in the calculator, shown with all that it says, kept, and shown again."""
    page, seen = visit
    page.goto(f"{server.url}/{SCORE}")
    said, notice, yes = (page.locator(f"[data-import-{name}]") for name in ("said", "box", "yes"))
    for texts in groups(len(ITEMS)):
        page.locator("[data-import-file]").set_input_files(file(sheet(texts, rubric=f"demo/2028/union{texts[0]}")))
        expect(said).to_contain_text("不能在这里打开")
        quiet(page, seen, texts)
        page.locator("[data-import-file]").set_input_files(file(sheet(texts, digest=texts[0])))
        expect(notice).to_be_visible()
        yes.click()
        expect(said).to_contain_text("已打开")
        quiet(page, seen, texts)
    page.reload()
    assert page.locator("[data-unit]").input_value()
    quiet(page, seen, "reloaded")


def test_states_that_somebody_else_kept(server: preview.Server, visit: tuple[Page, list[str]]) -> None:
    page, seen = visit
    page.goto(f"{server.url}/{SCORE}")
    page.locator("[data-import-file]").set_input_files(file(sheet(["甲"])))
    page.locator("[data-import-yes]").click()
    keys = page.evaluate("Object.keys(localStorage)")
    assert keys
    for texts in groups(5 * len(ITEMS)):
        for value in (json.dumps(sheet(texts, rubric="demo/2028/union")), texts[0]):
            page.evaluate("([keys, value]) => keys.forEach((key) => localStorage.setItem(key, value))", [keys, value])
            page.reload()
            quiet(page, seen, value)


def test_files_of_forms(server: preview.Server, visit: tuple[Page, list[str]]) -> None:
    page, seen = visit
    page.goto(f"{server.url}/{FORM}")
    for texts in groups(3):
        values = {"unit": texts[0], "work": texts[1], texts[2]: texts[2], "__proto__": texts[0]}
        for form in ("demo/2028/registration", texts[0]):
            page.locator("[data-file]").set_input_files(file({"form": form, "title": texts[2], "values": values}))
    page.wait_for_timeout(100)
    quiet(page, seen, "forms")


@pytest.mark.parametrize("address", PASSED_ON)
def test_addresses(built: Built, server: preview.Server, visit: tuple[Page, list[str]], address: str) -> None:
    """Every name that a page knows, and the part behind #, as it is and as names with values."""
    page, seen = visit
    folder = next(built.site.glob(address)).relative_to(built.site).as_posix()
    for at, texts in enumerate(groups(26)):
        named = [f"{name}={quote(text, safe='')}" for name, text in zip((*NAMES, *NAMES), texts, strict=False)]
        behind = (
            quote(texts[0], safe=""),
            "&".join(named),
            f"no-{quote(texts[1])}",
            quote(texts[2], safe="<>\"'=&;:/()"),
        )
        page.goto("about:blank")
        page.goto(f"{server.url}/{folder}/?{'&'.join(reversed(named))}&q={quote(' '.join(texts))}#{behind[at % 4]}")
        quiet(page, seen, texts)
