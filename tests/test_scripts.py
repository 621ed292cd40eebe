"""Scripts that visitors run: syntax of ES2017, nothing that Chrome 63 lacks, nothing that leaves the browser."""

from __future__ import annotations

import re
from pathlib import Path

import esprima
import pytest

from generator.changes import carrying
from generator.model.portal import Portal
from generator.pages import calculator
from generator.score.scheme import scheme

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = sorted((ROOT / "site_templates" / "theme").rglob("*.js")) + sorted(
    (ROOT / "site_templates" / "calculator").glob("*.js")
)

# Newer than Chrome 63 (December 2017; the page about accessibility promises 2018 and later), or not allowed by the
# Content-Security-Policy.
TOO_NEW = re.compile(
    r"Object\.fromEntries|\.replaceAll\(|\.flatMap\(|\.flat\(|\.at\(|\.matchAll\(|structuredClone|globalThis|"
    r"Promise\.(allSettled|any)|toggleAttribute|\.trimStart\(|\.trimEnd\(|String\.raw|queueMicrotask|"
    r"new ResizeObserver|Intl\.ListFormat|"
    r"BigInt|\.toSorted\(|\.findLast\(|\.replaceChildren\(|\.hasOwn\(|AbortSignal\.|:is\(|:has\("
)
LEAVES = re.compile(r"\bfetch\(|XMLHttpRequest|sendBeacon|WebSocket|EventSource|importScripts|\bimport\(")
UNSAFE = re.compile(r"\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML|document\.write")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_a_script_is_es2017_and_uses_old_apis(path: Path) -> None:
    text = path.read_text("utf-8")
    esprima.parseScript(text)  # knows nothing newer than ES2017
    assert TOO_NEW.findall(text) == []


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_nothing_leaves_the_browser_and_nothing_becomes_code(path: Path) -> None:
    text = path.read_text("utf-8")
    assert LEAVES.findall(text) == []
    assert UNSAFE.findall(text) == []


def test_every_part_of_the_calculator_is_put_in(site: Path) -> None:
    names = {path.name for path in (ROOT / "site_templates" / "calculator").glob("*.js")}
    assert set(calculator.PARTS) == names | {"../theme/assets/portal/keeping.js"}
    esprima.parseScript((site / calculator.ENGINE).read_text("utf-8"))
    pages = sorted(site.glob("*/*/score/*/index.html"))
    assert pages
    for page in pages:
        text = page.read_text("utf-8")
        scheme, engine = (
            f'<script src="{src}"></script>' for src in (calculator.SCHEME, f"../../../../{calculator.ENGINE}")
        )
        assert 0 < text.index(scheme) < text.index(engine)
        esprima.parseScript((page.parent / calculator.SCHEME).read_text("utf-8"))


def test_texts_cannot_end_the_script_early(portal: Portal) -> None:
    """What a rubric says is data in the script, whatever it says."""
    edition = portal.editions[0]
    rubric = edition.rubrics[0].model_copy(update={"title": "</script>\u2028alert(1)//'\"\\"})
    text = calculator.scheme_script(scheme(edition, rubric))
    assert "</script" not in text
    assert "\u2028" not in text
    esprima.parseScript(text)
    carried = calculator.carry_script(carrying.table(scheme(edition, rubric), scheme(edition, rubric)))
    assert "</script" not in carried
    assert "\u2028" not in carried
    esprima.parseScript(carried)
