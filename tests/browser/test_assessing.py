"""An assessor beside the self score, and sheets as files: out of one browser, into another."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
import scoring_cases
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect
from visitor import answer, answer_sheet, assess, open_file, pages_of, save, write

from generator import cli

ROOT = Path(__file__).resolve().parents[2]
RUBRIC = "chongqing-jkwwt-zhijia/2019/institution"
CALCULATOR = "/chongqing-jkwwt-zhijia/2019/score/institution/"
RUSHAN = "/rushan-huoli-xingji/2020/score/enterprise/"
SHEETS = {case.name: case for file in scoring_cases.load_all() for case in file.sheets if case.rubric == RUBRIC}
UNIT = "某某学校工会"


@pytest.fixture(scope="module")
def original(browser: Browser, served: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sheet as a visitor saves it: half a point short everywhere, 94.5 of 105; an assessor gave most items 4."""
    page = browser.new_page(locale="zh-CN")
    page.goto(served + CALCULATOR)
    answer_sheet(page, SHEETS["事业单位，各项都差半分"].answers)
    page.locator("[data-unit]").fill(UNIT)
    for number in range(1, 22):
        assess(page, str(number), "4")
    assess(page, "7", "４。２５", reason="竞赛只开展了一次", evidence="竞赛方案、照片3张")
    download = save(page)
    assert re.fullmatch(rf"自评结果_{UNIT}_事业单位_\d{{4}}-\d\d-\d\d\.json", download.suggested_filename)
    file = tmp_path_factory.mktemp("saved") / "sheet.json"
    download.save_as(file)
    page.close()
    return file


@pytest.fixture
def saved(original: Path, tmp_path: Path) -> Path:
    """A copy of it, to be changed."""
    return Path(shutil.copy(original, tmp_path / "saved.json"))


@pytest.fixture
def filled(page: Page, served: str, saved: Path) -> Page:
    """A page on which it was opened."""
    page.goto(served + CALCULATOR)
    open_file(page, saved)
    expect(page.locator("[data-unit]")).to_have_value(UNIT)  # a file is not read at once
    return page


@pytest.fixture
def other(page: Page, served: str) -> Page:
    """A page with a name typed already."""
    page.goto(served + CALCULATOR)
    page.locator("[data-unit]").fill("另一单位")
    return page


def report(file: Path) -> dict[str, Any]:
    """What the command line makes of a saved sheet."""
    run = CliRunner().invoke(cli.main, ["score", RUBRIC, str(file), "--root", str(ROOT)])
    assert run.exit_code == 0, run.output
    told: dict[str, Any] = json.loads(run.stdout)
    return told


def test_two_columns_with_their_difference_and_the_command_line_agrees(filled: Page, saved: Path) -> None:
    expect(filled.locator("[data-total]")).to_have_text("94.5")
    row = filled.locator('[data-assess="7"]')
    expect(row.locator("[data-differs]")).to_have_text("相差 -2.25 分")
    expect(row.locator("[data-assess-said]")).to_have_text("有理由，有佐证说明")
    expect(filled.locator('[data-assess="9"] [data-differs]')).to_have_text("相差 +0.5 分")
    expect(filled.locator("[data-summary] [data-assessed]")).to_contain_text("考核评分84.25分，与自评相差-10.25分")
    expect(filled.locator("[data-result]")).to_contain_text("满分105分（原表印满分100分，各项相加为105分，按105分计）")
    document = json.loads(saved.read_text("utf-8"))
    assert document["assessed"]["7"] == {"points": "4.25", "reason": "竞赛只开展了一次"}
    assert document["evidence"] == {"7": "竞赛方案、照片3张"}
    told = report(saved)
    assert told["total"] == {"min": 94.5, "max": 94.5, "of": 105}
    assert told["assessed"]["total"] == {"min": 84.25, "max": 84.25, "of": 105}
    assert {item["id"]: item["difference"] for item in told["assessed"]["items"]}["7"] == -2.25
    assert (told["same_digest"], told["assessed"]["missing"]) == (True, [])


def test_an_item_without_the_assessors_number_leaves_the_column_open(page: Page, served: str) -> None:
    page.goto(served + CALCULATOR)
    assess(page, "1", "4")
    expect(page.locator("[data-summary] [data-assessed]")).to_contain_text("考核评分4至104分")
    expect(page.locator("[data-summary] [data-assessed]")).to_contain_text("20项未评")
    expect(page.locator('[data-assess="1"] [data-differs]')).to_have_text("自评0至5分")
    assess(page, "1", "5.5")
    page.locator("[data-unit]").focus()
    expect(page.locator('[data-assess="1"] [data-differs]')).to_contain_text("应为 0 到 5 的分数")
    page.locator('[data-assess="1"] [data-assessed-points]').fill("")
    expect(page.locator("[data-summary] [data-assessed]")).to_be_hidden()


def test_the_filled_form_prints_both_columns_and_the_evidence(filled: Page) -> None:
    whole = "".join(pages_of(filled))
    for text in (
        UNIT,
        "单项分自查分评定分",
        "94.5",
        "84.25",
        "佐证材料:竞赛方案、照片3张评分理由:竞赛只开展了一次",
        "各项相加105分",
    ):
        assert text in whole
    assert "6.54.25" in whole  # item 7: self score, then the assessor's


def changed(file: Path, **keys: object) -> Path:
    """The file, with some of its keys otherwise."""
    return write(file, {**json.loads(file.read_text("utf-8")), **keys})


def test_a_saved_sheet_opens_in_another_browser_and_can_be_undone(saved: Path, other: Page) -> None:
    open_file(other, saved)
    expect(other.locator("[data-import-said]")).to_have_text(f"已打开“{UNIT}”的自评结果。")
    expect(other.locator("[data-import-said]")).to_be_focused()
    expect(other.locator("[data-total]")).to_have_text("94.5")
    expect(other.locator('[data-assess="7"] [data-assessed-points]')).to_have_value("4.25")
    expect(other.locator('[data-assess="7"] [data-reason]')).to_have_value("竞赛只开展了一次")
    expect(other.locator('[data-assess="7"] [data-evidence]')).to_have_value("竞赛方案、照片3张")
    other.locator("[data-import-undo]").click()
    expect(other.locator("[data-unit]")).to_have_value("另一单位")
    expect(other.locator("[data-total]")).to_have_text("0 至 105")
    expect(other.locator("[data-import-box]")).to_be_hidden()


def test_a_change_after_opening_ends_the_undoing(saved: Path, other: Page) -> None:
    open_file(other, saved)
    expect(other.locator("[data-import-undo]")).to_be_visible()
    answer(other, "1.score", "3")
    expect(other.locator("[data-import-box]")).to_be_hidden()
    other.reload()
    expect(other.locator("[data-unit]")).to_have_value(UNIT)


def test_a_sheet_of_another_standard_asks_first(saved: Path, other: Page) -> None:
    document = json.loads(saved.read_text("utf-8"))
    answers = {**document["answers"], "1.score": "99", "1.gone": True, "gone.score": "3"}
    changed(saved, digest="0123456789ab", answers=answers, evidence={"gone": "甲"})
    open_file(other, saved)
    expect(other.locator("[data-import-said]")).to_contain_text("标准有更新")
    other.get_by_role("button", name="取消").click()
    expect(other.locator("[data-unit]")).to_have_value("另一单位")
    expect(other.locator("[data-total]")).to_have_text("0 至 105")
    open_file(other, saved)
    other.get_by_role("button", name="确认导入").click()
    expect(other.locator("[data-import-said]")).to_contain_text("其中4处在这张表里不适用或不合要求，没有导入")
    expect(other.locator("[data-unit]")).to_have_value(UNIT)
    expect(other.locator("[data-total]")).to_have_text("90 至 95")


def test_a_sheet_of_another_edition_asks_first(saved: Path, other: Page) -> None:
    open_file(other, changed(saved, rubric=RUBRIC.replace("2019", "2017")))
    expect(other.locator("[data-import-said]")).to_contain_text("属于另一届（2017）")
    other.get_by_role("button", name="确认导入").click()
    expect(other.locator("[data-total]")).to_have_text("94.5")


def test_a_sheet_of_another_form_is_sent_there(saved: Path, other: Page) -> None:
    open_file(other, changed(saved, rubric="chongqing-jkwwt-zhijia/2019/public"))
    expect(other.locator("[data-import-said]")).to_contain_text("“公有制企业自评计分”")
    expect(other.locator("[data-unit]")).to_have_value("另一单位")
    other.get_by_role("link", name="到公有制企业自评计分去打开").click()
    expect(other).to_have_url(re.compile(r"/score/public/$"))


def test_a_damaged_file_changes_nothing(saved: Path, other: Page, tmp_path: Path) -> None:
    texts = [
        "",
        "{",
        "[]",
        '{"rubric": 1}',
        '{"answers": []}',
        "null",
        "[" * 100_000,
        '{"answers": {}} x',
        " " * 1_048_577,
    ]
    recoded = saved.read_text("utf-8").encode("gb18030")
    for number, data in enumerate([*(text.encode() for text in texts), recoded]):
        file = tmp_path / f"damaged-{number}.json"
        file.write_bytes(data)
        open_file(other, file)
        expect(other.locator("[data-import-said]")).to_contain_text(
            "只能打开用“保存自评结果”存下的文件（.json）。这个文件不是，或者已经损坏"
        )
        expect(other.locator("[data-unit]")).to_have_value("另一单位")
        other.get_by_role("button", name="知道了").click()
        expect(other.get_by_role("button", name="打开自评文件")).to_be_focused()


def test_what_stands_in_a_file_is_text_and_nothing_else(saved: Path, other: Page) -> None:
    """Markup is shown as it stands, wrong types and unknown names are left out; the page fails on any script error."""
    markup = "<img src=x onerror=\"document.body.textContent='broken'\">"
    document = json.loads(saved.read_text("utf-8"))
    document.update(
        unit=f"\u202e{markup}",
        kind={"toString": "x"},
        readings=[1, "gone.reading", None],
        assessed={"1": {"points": "4", "reason": markup}, "2": {"points": {}, "met": "yes"}, "3": 4, "constructor": {}},
        evidence={"1": markup, "2": 5, "hasOwnProperty": "甲"},
    )
    document["answers"].update({"1.score": markup, "2.score": {"toString": 1}, "3.score": [4], "4.score": True})
    text = json.dumps(document, ensure_ascii=False).replace(
        '"answers": {', '"answers": {"__proto__": {"1.score": "4"},'
    )
    saved.write_text(text, "utf-8")
    open_file(other, saved)
    expect(other.locator("[data-import-said]")).to_contain_text(markup)
    expect(other.locator("[data-unit]")).to_have_value(markup)
    expect(other.locator('[data-assess="1"] [data-evidence]')).to_have_value(markup)
    expect(other.locator('[data-question="1.score"] input')).to_have_value("")
    expect(other.locator("[data-printout] img, [data-result] img")).to_have_count(0)


def test_a_sheet_kept_by_an_earlier_calculator_still_loads(page: Page, served: str) -> None:
    page.goto(served + RUSHAN)
    digest = page.locator("[data-calculator]").get_attribute("data-digest")
    kept = {
        "rubric": "rushan-huoli-xingji/2020/enterprise",
        "digest": digest,
        "unit": "某某公司工会",
        "answers": {"1.committees": True},
    }
    page.evaluate("(kept) => localStorage.setItem(`portal-score:${kept.rubric}`, JSON.stringify(kept))", kept)
    page.reload()
    expect(page.locator("[data-unit]")).to_have_value("某某公司工会")
    expect(page.locator("[data-total]")).to_have_text("0 至 99")


def test_everything_is_there_after_a_reload(filled: Page) -> None:
    page = filled
    page.reload()
    expect(page.locator("[data-total]")).to_have_text("94.5")
    expect(page.locator('[data-assess="7"] [data-differs]')).to_have_text("相差 -2.25 分")
    expect(page.locator('[data-assess="7"] [data-reason]')).to_have_value("竞赛只开展了一次")
    page.locator("[data-empty]").click()
    page.locator("[data-empty-yes]").click()
    expect(page.locator("[data-summary] [data-assessed]")).to_be_hidden()
    page.locator("[data-undo]").click()
    expect(page.locator('[data-assess="7"] [data-differs]')).to_have_text("相差 -2.25 分")
