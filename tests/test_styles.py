"""Style sheets: every colour on the screen is a token, which has a light and a dark value."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parent.parent / "site_templates" / "theme" / "assets" / "portal"
SHEETS = sorted(FOLDER.glob("*.css"))
TOKENS = FOLDER / "base.css"

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b|\b(?:rgb|hsl)a?\([^)]*\)|(?<=[ :])(?:white|black|red|gr[ae]y)(?=[;\s])")
TOKEN = re.compile(r"(--p-[a-z-]+): ([^;]+);")
BOTH = re.compile(r"var\(--light, .+\) var\(--dark, .+\)")
# Beside newer rules of the same meaning, or of no meaning where they are not known.
TOO_NEW = re.compile(
    r":is\(|:where\(|:has\(|\baspect-ratio:|@container|@layer|\bmin\(|\bmax\(|\bclamp\(|\binset:|(?<![\w-])gap:"
)


def rules(path: Path) -> str:
    """A style sheet without comments and without what is for paper, which is always light."""
    text = COMMENT.sub("", path.read_text("utf-8"))
    while "@media print" in text:
        start = text.index("@media print")
        end = text.index("{", start) + 1
        depth = 1
        while depth:
            depth += {"{": 1, "}": -1}.get(text[end], 0)
            end += 1
        text = text[:start] + text[end:]
    return text


@pytest.mark.parametrize("path", [path for path in SHEETS if path.name != "print.css"], ids=lambda path: path.name)
def test_a_colour_is_a_token(path: Path) -> None:
    text = TOKEN.sub("", rules(path)) if path == TOKENS else rules(path)
    assert COLOUR.findall(text) == []


def test_a_token_that_is_a_colour_has_a_light_and_a_dark_value() -> None:
    colours = {name: value for name, value in TOKEN.findall(rules(TOKENS)) if COLOUR.search(value)}
    assert len(colours) > 20
    # White on red, and what stands on the foot of the page, are the same in both.
    assert {name for name, value in colours.items() if not BOTH.fullmatch(value)} == {"--p-on-red", "--p-on-foot"}


def test_every_token_that_is_used_is_defined() -> None:
    defined = {name for path in SHEETS for name in re.findall(r"(--p-[a-z-]+):", path.read_text("utf-8"))}
    used = {name for path in SHEETS for name in re.findall(r"var\((--p-[a-z-]+)", path.read_text("utf-8"))}
    assert used - defined == set()


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.name)
def test_chrome_63_knows_what_is_written(path: Path) -> None:
    assert TOO_NEW.findall(COMMENT.sub("", path.read_text("utf-8"))) == []
