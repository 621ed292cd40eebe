"""Every kind of page, and what people do there, in three browsers that are not the newest Chromium.

One is a real browser of January 2018, as old office computers have; one is Firefox, as those with Linux have; one is
WebKit, which every iPhone has.
"""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from random import Random

import ensure_engines
import ensure_npm
import page_kinds
import pytest
import random_answers
import twins
from other_engines import Found, Visit, chromium_64, firefox, listening, printed, webkit
from pages_of_site import Site
from pypdf import PdfReader

from generator import preview
from generator.score import engine
from generator.score.scheme import Scheme, canonical

FORM = "rushan-huoli-xingji/2020/enterprise"
SHEETS = 200
THIN = 3  # points: a line
Find = Callable[[Sequence[Visit]], list[Found]]


@pytest.fixture(scope="module")
def served_to_webkit(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    copy = tmp_path_factory.mktemp("listening") / "site"
    listening(site, copy)
    with preview.Server(copy) as server:
        yield server.url


@pytest.fixture(params=["Chromium 64", "Firefox", "WebKit"])
def found(request: pytest.FixtureRequest, tmp_path: Path) -> Find:
    """What visits find in one of the browsers."""
    old = request.param == "Chromium 64"
    if old and not ensure_npm.ensure():
        pytest.fail(ensure_npm.MISSING)
    if not old and ensure_engines.missing():
        pytest.fail(ensure_engines.MISSING)
    if request.param == "WebKit":
        return partial(webkit, served=request.getfixturevalue("served_to_webkit"))
    served = request.getfixturevalue("served")
    return partial(chromium_64 if old else firefox, served=served, profile=tmp_path)


def click(selector: str) -> str:
    """What clicks on the first such element that is shown, or that has a label."""
    return f"Array.from(document.querySelectorAll('{selector}')).find(one => one.offsetParent || one.labels).click()"


def shows(selector: str, words: str) -> str:
    """What asks whether an element shows these words."""
    return f"document.querySelector('{selector}').innerText.includes('{words}')"


def boxes(selector: str) -> str:
    """Where such elements stand."""
    return f"Array.from(document.querySelectorAll('{selector}'), one => one.getBoundingClientRect())"


# How many characters wide this is among the words of a notice.
WIDTH = """(function () {
  const words = document.querySelector('.p-doc__body p').appendChild(document.createElement('span'));
  words.textContent = '县，区：乡';
  words.style.whiteSpace = 'nowrap';
  return words.getBoundingClientRect().width / parseFloat(getComputedStyle(words).fontSize);
})()"""
# How many characters stand on the last line of an element that has nothing but text, and places where it may be broken.
LAST = """(selector) => {
  const text = document.querySelector(selector);
  const range = document.createRange();
  const chars = [];
  text.childNodes.forEach((node) => [...(node.data || '')].forEach((_, at) => {
    range.setStart(node, at);
    range.setEnd(node, at + 1);
    chars.push(range.getBoundingClientRect().bottom);
  }));
  return chars.filter((bottom) => Math.abs(bottom - chars[chars.length - 1]) < 5).length;
}"""
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
    # In official texts a mark takes the room of a character, whatever font is there.
    Visit("qinhuangdao-mofan-zhijia/2023/notice/", f"Math.abs({WIDTH} - 5) < .1"),
    # On a phone no line begins with the comma behind an address.
    Visit("shili-xingji/2024/honorees/", shows(".p-break", "@shili.example.org，"), width=390),
    # Nor does any there have the full stop alone.
    Visit("honours/", f"({LAST})('.p-demo') > 3", width=390),
)


def test_every_kind_of_page_works_and_is_no_wider_than_the_window(found: Find, pages: Site) -> None:
    kinds = [page.address for page in page_kinds.kinds(pages) if page.redirect is None]
    assert len(kinds) >= 15
    visits = [Visit(each, "performance.now() > 300", width=width) for each in kinds for width in (1280, 390)]
    results = zip(visits, found(visits), strict=True)
    faults = {(one.address, one.width): result for one, result in results if result["said"] or result["wide"] > 0}
    assert faults == {}


def test_people_can_do_there_what_they_do_elsewhere(found: Find) -> None:
    results = zip(JOURNEY, found(JOURNEY), strict=True)
    assert [(one, result) for one, result in results if result.get("answer") is not True or result["said"]] == []


def test_every_point_is_the_same(found: Find, schemes: dict[str, Scheme]) -> None:
    scheme = schemes[FORM]
    document, rng = json.loads(canonical(scheme)), Random(2018)
    sheets = [random_answers.answers(rng, document) for _ in range(SHEETS)]
    jobs = json.dumps([(canonical(scheme), [(answers,) for answers in sheets])])
    ask = f"({twins.SCRIPT})(['score', {json.dumps(jobs)}])"
    parts = "\n".join((twins.FOLDER / name).read_text("utf-8") for name in twins.ENGINE)
    (result,) = found([Visit("about/", ask, parts)])
    ours = [twins.as_json(engine.score(scheme, answers)) for answers in sheets]
    assert result["said"] == []
    assert isinstance(result["answer"], list)
    assert [json.loads(each) for each in result["answer"][0]] == ours


@pytest.mark.parametrize("address", ["qinhuangdao-mofan-zhijia/2023/forms/zhijia/", "shili-xingji/2024/honorees/"])
def test_every_sheet_that_firefox_prints_has_all_lines_of_its_table(served: str, address: str, tmp_path: Path) -> None:
    if ensure_engines.missing():
        pytest.fail(ensure_engines.MISSING)
    pdf = PdfReader(io.BytesIO(printed(f"{served}/{address}", tmp_path)))
    assert len(pdf.pages) >= 3
    for page in pdf.pages:
        content = page.get_contents()
        assert content is not None
        drawn = [tuple(map(abs, map(float, box))) for box, what in content.operations if what == b"re"]
        upright = sum(width < THIN < height for _, _, width, height in drawn)
        lying = sum(height < THIN < width for _, _, width, height in drawn)
        assert upright > lying / 2 > 5, (upright, lying)
