"""How lines of running text end: none is one character alone, none is torn apart to fill its width."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

EDITION = "/shili-xingji/2024/"
# Of each text: the letters of its last line where it has several, and the widest Chinese character, in ems.
LINES = r"""(what) => [...document.querySelectorAll(what)].filter((one) => one.getClientRects().length).map((one) => {
  const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const lines = [];
  const size = parseFloat(getComputedStyle(one).fontSize);
  let widest = 0;
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    [...node.data].forEach((char, at) => {
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getBoundingClientRect();
      if (!/\S/.test(char) || !box.width) return;
      const last = lines[lines.length - 1];
      if (last && Math.abs(last.bottom - box.bottom) < box.height / 2) last.said += char;
      else lines.push({ bottom: box.bottom, said: char });
      if (/\p{sc=Han}/u.test(char)) widest = Math.max(widest, box.width / size);
    });
  }
  const last = lines.length > 1 ? lines[lines.length - 1].said : '';
  return [one.textContent.trim(), last.replace(/[\p{P}\s]/gu, ''), widest];
})"""


@pytest.mark.parametrize(
    ("address", "what"),
    [
        (f"{EDITION}standards/union/", ".p-item p"),
        (f"{EDITION}notice/", ".p-doc__body p"),
        (f"{EDITION}honorees/review-2021/", ".p-doc__annex td"),
        (f"{EDITION}honorees/decision/", ".p-doc__annex td"),
        ("/privacy/", ".md-typeset p"),
    ],
)
@pytest.mark.parametrize("width", [390, 320])
def test_no_last_line_is_one_character(page: Page, served: str, address: str, what: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served + address)
    found = page.evaluate(LINES, what)
    assert found
    assert [text for text, last, _ in found if len(last) == 1] == []


@pytest.mark.parametrize(
    ("address", "what"),
    [
        (f"{EDITION}standards/union/", ".p-item p"),
        (f"{EDITION}score/union/", ".p-calc__texts dd"),
        (f"{EDITION}notice/", ".p-doc__body p"),
    ],
)
@pytest.mark.parametrize("width", [1280, 390, 320])
def test_no_line_is_torn_apart(page: Page, served: str, address: str, what: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served + address)
    assert [text for text, _, widest in page.evaluate(LINES, what) if widest > 1.25] == []


@pytest.mark.parametrize(
    ("address", "what"),
    [
        (f"{EDITION}honorees/", ".p-honorees-data a"),
        (f"{EDITION}forms/union/", ".p-files p a"),
        (f"{EDITION}score/union/", ".p-calc__sums strong"),
        (f"{EDITION}honorees/", ".p-papers time"),
    ],
)
@pytest.mark.parametrize("width", [390, 320])
def test_figures_stand_on_one_line_with_what_they_tell(
    page: Page, served: str, address: str, what: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(served + address)
    for one in page.locator(what).all():
        height = one.evaluate("""(one) => {
          const range = document.createRange();
          range.selectNodeContents(one.matches('a') ? one.parentNode : one);
          if (one.matches('a')) { range.setStartBefore(one); range.setEnd(one.nextSibling, '（12 KB）'.length); }
          const heights = [...range.getClientRects()].map((box) => box.bottom);
          return Math.max(...heights) - Math.min(...heights);
        }""")
        assert height < 18, one.inner_text()  # of one line: what may be pressed is higher than what is read


def test_no_last_line_is_one_character_in_the_contents_beside_a_page(page: Page, served: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(served + "/fangshan-zhigong-zhijia/2018/notice/")
    found = page.evaluate(LINES, ".md-sidebar--secondary .md-nav__link")
    assert any(last for _, last, _ in found)
    assert [text for text, last, _ in found if len(last) == 1] == []


WRAPPED = """() => [...document.querySelectorAll('.p-form__number, .p-form__points, .p-form__score')].filter((one) => {
  const range = document.createRange();
  range.selectNodeContents(one);
  const text = range.getBoundingClientRect();
  const cell = one.getBoundingClientRect();
  const tops = [...range.getClientRects()].map((box) => Math.round(box.top));
  return /\\d/.test(one.textContent) && (new Set(tops).size > 1 || text.left < cell.left || text.right > cell.right);
}).map((one) => one.textContent)"""


@pytest.mark.parametrize("large", [False, True], ids=["usual", "large"])
def test_no_number_of_a_form_is_broken(page: Page, served: str, *, large: bool) -> None:
    """Where it is a table: on a phone it is a list of cards."""
    page.goto(served)
    if large:
        page.get_by_role("banner").get_by_role("button", name="大字版").click()
    for form in ("qingdao-shuangzheng/2020/forms/enterprise/", "rushan-huoli-xingji/2020/forms/enterprise/"):
        page.goto(f"{served}/{form}")
        for width in (720, 768, 1024, 1280):
            page.set_viewport_size({"width": width, "height": 900})
            assert page.evaluate(WRAPPED) == [], width


COUNTS = """(what) => [...document.querySelectorAll(what)].map((one) => {
  const walk = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    for (const count of node.data.matchAll(/\\d+项/g)) {
      range.setStart(node, count.index);
      range.setEnd(node, count.index + count[0].length);
      found.push(new Set([...range.getClientRects()].map((box) => Math.round(box.top))).size);
    }
  }
  return found;
}).flat()"""


@pytest.mark.parametrize("width", [390, 320])
def test_no_count_in_a_heading_is_parted_from_what_it_counts(page: Page, served: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    for pair in ("demonstration--rest-stop", "rest-stop--advanced", "demonstration--advanced"):
        page.goto(f"{served}/fangshan-zhigong-zhijia/2018/standards/compare/{pair}/")
        assert set(page.evaluate(COUNTS, "h2 small")) == {1}, pair
