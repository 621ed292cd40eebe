"""html-validate and the Nu HTML checker have nothing to say against any page but what is explained here."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ensure_npm
import pytest

RULES = Path(__file__).parent / "npm" / "htmlvalidate.json"
# For a run of seconds, compiling once and collecting simply takes half the time.
JAVA = ("java", "-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar")


@dataclass(frozen=True)
class Accepted:
    """What a checker says that is let be, where it may say so, and why."""

    said: str
    of: str
    why: str


# The rules of html-validate that are off or relaxed stand in npm/htmlvalidate.json, with the same reasons:
#   no-trailing-whitespace  how the source is laid out means nothing to a browser
#   doctype-style           Material writes <!doctype html>; HTML takes either case
#   valid-id                relaxed: HTML allows any id without white space, Material's begin with __
#   aria-label-misuse       relaxed: lists and groups may be named, and named they are announced
#   prefer-native-element   role=region is what a box that scrolls has; <section> would ask for a heading
#   require-sri             of other hosts only, and there are none: pages and scripts come from one place
#   wcag/h32                a search is sent by the key Enter; the calculator and the filters answer at once
LET_BE = (
    Accepted(
        said='autocomplete attribute cannot be used on <input type="checkbox">',
        of=r"^(#__drawer|#__search)$",
        why="Material's own: without it Firefox leaves the menu open when a page is loaded again",
    ),
    Accepted(
        said="input-missing-label",
        of=r"^(#__drawer|#__search)$",
        why="Material's own: the boxes are not shown, and the signs in the header that are their labels have no words",
    ),
    Accepted(
        said="Attribute “autocomplete” is only allowed when the input type is",
        of=r'class="md-toggle" data-md-toggle="(drawer|search)" type="checkbox" id="__\1" autocomplete="off"',
        why="the same, in the words of the Nu checker",
    ),
    Accepted(
        said="Section lacks heading.",
        of='<section class="p-kinds" aria-labelledby=',
        why="what it is called stands in the link to the form, its first words",
    ),
    Accepted(
        said="Article lacks heading.",
        of='<article class="p-(item|calc__item)',
        why="the only item of a part: the heading of the part stands right above",
    ),
)


@pytest.fixture(scope="session")
def checkers() -> None:
    """Both checkers, installed. None is a failure, never a skip."""
    if not ensure_npm.ensure():
        pytest.fail(ensure_npm.MISSING)


def objections(found: Iterator[tuple[str, str, str]]) -> list[str]:
    """What was said of which place, without what is let be; each objection once with the first page it is about."""
    left: dict[str, tuple[str, int]] = {}
    for page, said, of in found:
        if not any(one.said in said and re.search(one.of, of) for one in LET_BE):
            first, times = left.get(said, (f"{page}: {of}", 0))
            left[said] = first, times + 1
    return [f"{times} × {said} ({first})" for said, (first, times) in left.items()]


@pytest.mark.usefixtures("checkers")
def test_html_validate_objects_to_nothing(site: Path, tmp_path: Path) -> None:
    command = [str(ensure_npm.HTML_VALIDATE), "--config", str(RULES), "--formatter", "json", f"{site}/**/*.html"]
    answer = tmp_path / "answer.json"
    with answer.open("wb") as file:  # it ends before a pipe has taken everything
        done = subprocess.run(command, stdout=file, stderr=subprocess.PIPE, text=True, check=False)
    results: list[dict[str, Any]] = json.loads(answer.read_text("utf-8"))
    # Only files that it objects to are in the answer: the toggles of Material, in nearly all.
    assert len(results) > len(list(site.rglob("*.html"))) // 2, done.stderr
    found = (
        (result["filePath"].removeprefix(str(site)), f"{said['ruleId']}: {said['message']}", said["selector"] or "")
        for result in results
        for said in result["messages"]
    )
    assert objections(found) == []


@pytest.mark.usefixtures("checkers")
def test_the_nu_checker_objects_to_nothing(site: Path) -> None:
    options = ["--format", "json", "--skip-non-html", "--stdout", "--exit-zero-always"]
    done = subprocess.run([*JAVA, ensure_npm.VNU, *options, site], capture_output=True, text=True, check=False)
    said = json.loads(done.stdout)["messages"]
    assert said, done.stderr  # the toggles of Material: it did read the pages
    found = ((one.get("url", "").partition(site.name)[2], one["message"], one.get("extract", "")) for one in said)
    assert objections(found) == []
