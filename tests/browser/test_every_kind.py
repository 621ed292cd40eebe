"""Every kind of question and all that a form can say around it, on the forms in ``portal/``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from accessibility import violations
from click.testing import CliRunner
from playwright.sync_api import Browser, Page, expect
from visitor import answer, answer_sheet, assess, open_file, pages_of, save, write

from generator import cli

FORM = "/demo/2026/score/union/"
CHECKS = "/demo/2026/score/checks/"

# 5 + 10 + 5 + 20 + 17.7 + 15 + 15 of 105; the paper adds 2.
ANSWERS: dict[str, object] = {
    "veto.accident": False,
    "fact.works": True,
    "condition.titled": True,
    "a1.score": "5",
    "a2.joined": {"part": 90, "whole": 100},
    "a3.held": 1,
    "b1.contracts": {"part": 9, "whole": 10},
    "b2.score": "88.5",
    "b3.missing": False,
    "b3.idle": True,
    "b3.unkept": False,
    "b4.content": {"part": 8, "whole": 10},
    "c1.papers": 1,
}


@pytest.fixture
def form(page: Page, demo_served: str) -> Page:
    page.goto(demo_served + FORM)
    return page


@pytest.fixture
def filled(form: Page) -> Page:
    answer_sheet(form, ANSWERS)
    return form


def note(page: Page, ref: str) -> str:
    """What is said below a question."""
    return page.locator(f'[data-question="{ref}"] [data-note]').inner_text()


def test_every_question_counts_and_says_what_it_does(filled: Page) -> None:
    expect(filled.locator("[data-total]")).to_have_text("87.7")
    expect(filled.locator("[data-open]")).to_have_text("0")
    expect(filled.locator("[data-summary] [data-with-bonus]")).to_have_text("加分后 89.7 分")
    assert note(filled, "a2.joined") == "90/100 = 90%，计10分；会员人数再增加5人计15分"
    assert note(filled, "a3.held") == "计5分；再增加2次计10分"
    assert note(filled, "b1.contracts") == "9/10 = 90%，达标，计20分"
    assert note(filled, "b2.score") == "折算为17.7分"
    assert note(filled, "c1.papers") == "计2分"
    expect(filled.locator('[data-item-score="b3"]')).to_have_text("15")
    expect(filled.locator('[data-section-score="place"]')).to_have_text("15")
    expect(filled.get_by_text("/ 25分（原表印20分）")).to_be_visible()


def test_points_are_typed_as_people_type_them(form: Page) -> None:
    field = form.locator('[data-question="a1.score"] input')
    for typed, shown in {"４．５": "4.5", "4。5": "4.5", "4.50": "4.5", " ５ ": "5", ".5": "0.5"}.items():
        field.fill(typed)
        expect(form.locator('[data-item-score="a1"]')).to_have_text(shown)
    for typed, reason in {"5.5": "应为 0 到 5 的分数", "4.3": "应为 0.5 的整数倍", "四": "应为 0 到 5 的分数"}.items():
        field.fill(typed)
        form.locator("[data-unit]").focus()
        expect(form.locator('[data-question="a1.score"] [data-note]')).to_contain_text(reason)
        expect(field).to_have_attribute("aria-invalid", "true")
        expect(form.locator('[data-item-score="a1"]')).to_have_text("0 至 5")


def test_the_result_tells_tiers_required_items_badges_and_both_totals(filled: Page) -> None:
    result = filled.locator(".p-calc__result")
    for text in (
        "总分87.7分，满分105分（原表印满分100分，各项相加为105分，按105分计）",
        "加分后总分89.7分",
        "达到“合格”",
        "距“模范”还差2.3分",
        "阵地示范没有达到",
        "总分82.7至87.7分，取决于工作成效第3项的口径",
        "合格：60分以上（达到）",
        "模范：90分以上（没有达到），合格满一年（具备），有阵地20分以上（没有达到）",
    ):
        expect(result).to_contain_text(text)
    answer(filled, "a1.score", "4.5")
    expect(filled.locator("[data-tier]")).to_have_text("必备项没有做到（有家人第1项），不能评定等次")


def test_a_reading_is_taken_otherwise_and_its_words_with_it(filled: Page) -> None:
    cost = filled.locator('[data-question="b3.idle"] .p-choice__cost')
    expect(cost).to_have_text("扣5分", use_inner_text=True)
    filled.get_by_role("group", name="另一种理解：不开会视同没有分会").get_by_label("按另一种理解计分").check()
    expect(cost).to_have_text("扣10分", use_inner_text=True)
    expect(filled.locator("[data-total]")).to_have_text("82.7")
    expect(filled.locator("[data-result]")).to_contain_text("工作成效第3项按另一种理解计分")
    filled.reload()
    expect(cost).to_have_text("扣10分", use_inner_text=True)
    filled.get_by_role("link", name="工作成效第3项的口径换一种理解：总分87.7分").click()
    expect(filled.locator("#turn-b3_idle")).to_be_in_viewport()


def test_whether_the_bonus_counts_is_a_reading(filled: Page) -> None:
    answer_sheet(filled, {"a2.joined": {"part": 95, "whole": 100}, "a3.held": 3, "b2.score": "50", "c1.papers": 2})
    expect(filled.locator("[data-total]")).to_have_text("90")
    answer(filled, "b2.score", "45")
    expect(filled.locator("[data-tier]")).to_have_text("达到“合格”")
    expect(filled.locator("[data-result]")).to_contain_text("等次取决于加分是否计入等次的口径")
    filled.locator('[data-turn="bonus"]').get_by_label("按另一种理解计分").check()
    expect(filled.locator("[data-tier]")).to_have_text("达到“模范”")
    expect(filled.locator("[data-result]")).to_contain_text("等次按加分后总分评定")


def test_an_item_that_does_not_apply_leaves_the_total(filled: Page) -> None:
    answer(filled, "fact.works", value=False)
    # 72.7 of 85, as if of 105: 89.805…, rounded to tenths.
    expect(filled.locator("[data-total]")).to_have_text("89.8")
    expect(filled.locator('[data-row="b3"] [data-state]')).to_have_text("不适用，不计入总分")
    expect(filled.locator('[data-question="b3.idle"] input').first).to_be_disabled()
    assert note(filled, "b3.idle") == "不适用"


def test_an_exception_is_asked_only_where_its_veto_is_there(filled: Page) -> None:
    exception = filled.locator('[data-question="except.accident"]')
    expect(exception).to_be_hidden()
    everything = int(filled.locator("[data-all]").inner_text())
    answer(filled, "veto.accident", value=True)
    expect(exception).to_be_visible()
    expect(filled.locator("[data-all]")).to_have_text(str(everything + 1))
    expect(filled.locator("[data-open]")).to_have_text("1")
    answer(filled, "except.accident", value=False)
    expect(filled.locator("[data-tier].is-barred")).to_be_visible()
    answer(filled, "except.accident", value=True)
    expect(filled.locator("[data-tier]")).to_contain_text("合格")


def test_one_button_denies_all_defects_that_are_open(form: Page) -> None:
    answer(form, "fact.works", value=True)
    answer(form, "b3.idle", value=True)
    row = form.locator('[data-row="b3"]')
    row.get_by_role("button", name="以上情形都没有").click()
    expect(form.locator('[data-item-score="b3"]')).to_have_text("15")
    expect(form.locator('[data-question="b3.missing"] input[value="false"]')).to_be_checked()
    expect(form.locator('[data-question="b3.idle"] input[value="true"]')).to_be_checked()
    expect(row.get_by_role("button", name="以上情形都没有")).to_be_hidden()


def test_the_advice_leads_to_the_questions_and_reaches_the_tier(filled: Page) -> None:
    advice = filled.locator("[data-advice]")
    expect(advice).to_contain_text("达到“模范”最少要改1处")
    link = advice.get_by_role("link")
    expect(link).to_have_text("有阵地第2项：会员人数再增加5人")
    link.click()
    expect(filled.locator('[data-question="a2.joined"]')).to_be_in_viewport()
    answer(filled, "a2.joined", {"part": 95, "whole": 100})
    expect(filled.locator("[data-tier]")).to_have_text("达到“模范”")
    expect(advice).to_be_hidden()


def test_the_breakdown_names_the_rules(filled: Page) -> None:
    filled.get_by_text("得分、扣分明细").click()
    breakdown = filled.locator("[data-ledger]")
    expect(breakdown).to_contain_text("工作成效第3项　15 / 20分")
    expect(breakdown).to_contain_text("分会不开会：扣5分")
    expect(breakdown).to_contain_text("小家的得分：计17.7分")
    expect(breakdown).not_to_contain_text("工作成效第1项")  # nothing was lost there


def test_the_kind_of_unit_explains_the_form_and_goes_into_the_file(filled: Page, demo: Path, tmp_path: Path) -> None:
    why = filled.get_by_text("机关工会参照这张表。")
    expect(why).to_be_hidden()
    filled.get_by_role("radio", name="机关工会").check()
    expect(why).to_be_visible()
    expect(filled.get_by_role("link", name="示例小家在线自评")).to_be_hidden()
    filled.get_by_text("不是这类单位？").click()
    expect(filled.get_by_role("link", name="示例小家在线自评")).to_be_visible()
    filled.locator('[data-turn="bonus"]').get_by_label("按另一种理解计分").check()
    assess(filled, "c1", "4")
    file = tmp_path / "sheet.json"
    save(filled).save_as(file)
    document = json.loads(file.read_text("utf-8"))
    assert (document["kind"], document["readings"]) == ("office", ["bonus"])
    run = CliRunner().invoke(cli.main, ["score", "demo/2026/union", str(file), "--root", str(demo)])
    assert run.exit_code == 0, run.output
    told = json.loads(run.stdout)
    assert told["total"] == {**document["total"], "of": 105}
    assert told["with_bonus"]["max"] == 89.7
    filled.reload()
    expect(filled.get_by_role("radio", name="机关工会")).to_be_checked()


def test_a_checklist_counts_and_gives_no_verdict(page: Page, demo_served: str) -> None:
    page.goto(demo_served + CHECKS)
    total = page.locator("[data-summary] .p-sum__total")
    expect(total).to_have_text("已做到 0 / 3 项")
    expect(page.locator("[data-all]")).to_have_text("6")  # the words are no question that has to be answered
    answer_sheet(page, {"fact.workers": True, "1.done": True, "1.joined": {"part": 89, "whole": 100}, "2.held": 4})
    expect(total).to_have_text("已做到 1 / 3 项")
    assert note(page, "1.joined") == "89/100 = 89%，没有达到；会员人数再增加1人即达到"
    assert note(page, "2.held") == "达到"
    answer(page, "3.done", value=False)
    answer(page, "4.words", "有\n两行")
    expect(page.locator('[data-row="1"] [data-state]')).to_have_text("有一条没有做到，本项没有做到")
    expect(page.locator("[data-result]")).to_contain_text("共3项，已做到1项，没有做到2项")
    expect(page.locator("[data-tier]")).to_have_text("")
    no = page.locator('[data-question="3.done"] .p-choice:has(input[value="false"])')
    assert no.get_attribute("class") == "p-choice"  # no colour of failure
    page.locator('[data-assess="3"] input[value="true"]').check()
    expect(page.locator('[data-assess="3"] [data-differs]')).to_have_text("与自评不同")
    answer(page, "fact.workers", value=False)
    expect(total).to_have_text("已做到 2 / 3 项")
    expect(page.locator('[data-row="3"] [data-state]')).to_have_text("不适用，算作做到")
    whole = "".join(pages_of(page))
    assert "是☑否□" in whole
    assert "是□否☑" in whole
    assert "有两行" in whole


def test_a_sheet_with_readings_opens_again(form: Page, tmp_path: Path) -> None:
    digest = form.locator("[data-calculator]").get_attribute("data-digest")
    document = {
        "rubric": "demo/2026/union",
        "digest": digest,
        "kind": "works",
        "answers": ANSWERS,
        "readings": ["b3.idle", "gone"],
    }
    open_file(form, write(tmp_path / "sheet.json", document))
    expect(form.locator("[data-import-said]")).to_contain_text("其中1处")
    expect(form.locator("[data-total]")).to_have_text("82.7")
    expect(form.locator('[data-turn="b3.idle"]').get_by_label("按另一种理解计分")).to_be_checked()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_axe_finds_nothing_with_everything_open(browser: Browser, demo_served: str, width: int) -> None:
    page = browser.new_page()
    for address in (FORM, CHECKS):
        page.goto(demo_served + address)
        if address == FORM:
            answer_sheet(page, ANSWERS)
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true; })")
        page.wait_for_timeout(500)  # advice is given after a pause
        assert violations(page, "main") == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.close()
