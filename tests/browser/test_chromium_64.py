"""Every kind of page, and what people do there, in a real browser of January 2018, as old office computers have."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random
from typing import Any

import ensure_npm
import page_kinds
import pytest
import random_answers
import twins
from pages_of_site import Site

from generator.score import engine
from generator.score.scheme import Scheme, canonical

VISITS = Path(__file__).with_name("old_chromium.js")
FORM = "rushan-huoli-xingji/2020/enterprise"
SHEETS = 200


@dataclass(frozen=True)
class Visit:
    """A page, what is done on it once it has loaded, and what is asked until there is an answer, as JavaScript."""

    address: str
    ask: str
    act: str = ""
    width: int = 1280


def click(selector: str) -> str:
    """What clicks on the first such element that is shown, or that has a label."""
    return f"Array.from(document.querySelectorAll('{selector}')).find(one => one.offsetParent || one.labels).click()"


def shows(selector: str, words: str) -> str:
    """What asks whether an element shows these words."""
    return f"document.querySelector('{selector}').innerText.includes('{words}')"


def boxes(selector: str) -> str:
    """Where such elements stand."""
    return f"Array.from(document.querySelectorAll('{selector}'), one => one.getBoundingClientRect())"


SCORE = "rushan-huoli-xingji/2020/score/enterprise/"
ANSWER = '[data-question="1.committees"] [value="true"]'
# One after the other in one browser: what is done on a page is there on the next.
JOURNEY = (
    Visit("rushan-huoli-xingji/2020/notice/", shows(".md-version__current", "2020年")),
    Visit(SCORE, shows("[data-total]", "0 至 99"), click(ANSWER)),
    Visit(SCORE, f"document.querySelector('{ANSWER}').checked"),
    Visit("shili-xingji/2021/score/union/", shows("[data-total]", "0 至 88"), click('[value="true"]')),
    Visit("shili-xingji/2024/score/union/", shows("[data-carry-said]", "带入1题"), click("[data-carry-open]")),
    Visit("search/?q=劳模", shows("[data-search-status]", "找到")),
    Visit("honours/?q=学校", shows("[data-honours-status]", "找到5个单位")),
    Visit("shili-xingji/2024/honorees/#q=医院", shows("[data-honorees-count]", "显示3个")),
    # The filters stand in a row, two answers do not touch.
    Visit(".", f"{boxes('.p-filter select')}.every((box, _, all) => box.top === all[0].top)"),
    Visit(SCORE, f"(([one, other]) => other.left - one.right === 10)({boxes('.p-q__choices > *')})"),
)


@pytest.fixture(scope="module")
def browser_of_2018() -> None:
    if not ensure_npm.ensure():
        pytest.fail(ensure_npm.MISSING)


def found(visits: Sequence[Visit], served: str, profile: Path) -> list[dict[str, Any]]:
    told = json.dumps([asdict(one) | {"address": f"{served}/{one.address}"} for one in visits])
    command: list[str | Path] = ["node", VISITS, ensure_npm.CHROMIUM_64, profile]
    environment = {**os.environ, "NODE_PATH": str(ensure_npm.MODULES)}
    done = subprocess.run(command, env=environment, input=told, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers


@pytest.mark.usefixtures("browser_of_2018")
def test_every_kind_of_page_works_and_is_no_wider_than_the_window(served: str, pages: Site, tmp_path: Path) -> None:
    kinds = [page.address for page in page_kinds.kinds(pages) if page.redirect is None]
    assert len(kinds) >= 15
    visits = [Visit(each, "performance.now() > 500", width=width) for each in kinds for width in (1280, 390)]
    results = zip(visits, found(visits, served, tmp_path), strict=True)
    faults = {(one.address, one.width): result for one, result in results if result["said"] or result["wide"] > 0}
    assert faults == {}


@pytest.mark.usefixtures("browser_of_2018")
def test_people_can_do_there_what_they_do_elsewhere(served: str, tmp_path: Path) -> None:
    results = zip(JOURNEY, found(JOURNEY, served, tmp_path), strict=True)
    assert [(one, result) for one, result in results if result.get("answer") is not True or result["said"]] == []


@pytest.mark.usefixtures("browser_of_2018")
def test_every_point_is_the_same(served: str, schemes: dict[str, Scheme], tmp_path: Path) -> None:
    scheme = schemes[FORM]
    document, rng = json.loads(canonical(scheme)), Random(2018)
    sheets = [random_answers.answers(rng, document) for _ in range(SHEETS)]
    jobs = json.dumps([(canonical(scheme), [(answers,) for answers in sheets])])
    ask = f"({twins.SCRIPT})(['score', {json.dumps(jobs)}])"
    parts = "\n".join((twins.FOLDER / name).read_text("utf-8") for name in twins.ENGINE)
    result = found([Visit("about/", ask, parts)], served, tmp_path)[0]
    ours = [twins.as_json(engine.score(scheme, answers)) for answers in sheets]
    assert result["said"] == []
    assert [json.loads(each) for each in result["answer"][0]] == ours
