"""What people do on the site, in a real Chromium under the strict policy, and from a folder on disk."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import scoring_cases
from accessibility import violations
from click.testing import CliRunner
from playwright.sync_api import Browser, BrowserContext, Page, expect
from visitor import answer, answer_sheet, assess, pages_of

from generator import cli
from generator.model.portal import Portal
from generator.score import report, sheet
from generator.score.scheme import ENGINE, digest, scheme

ROOT = Path(__file__).resolve().parents[2]
EDITION = "/rushan-huoli-xingji/2020/"
CALCULATOR = f"{EDITION}score/enterprise/"
PHONE = {"width": 390, "height": 844}
RUBRIC = "rushan-huoli-xingji/2020/enterprise"
SHEETS = {case.name: case for file in scoring_cases.load_all() for case in file.sheets if case.rubric == RUBRIC}


def sheet_worth(total: int) -> scoring_cases.SheetCase:
    """A hand-worked sheet of the enterprise form with exactly that many hundredths and no veto."""
    return next(case for case in SHEETS.values() if case.total.worst == case.total.best == total and not case.barred)


def test_from_home_to_a_clause_of_the_notice(page: Page, served: str) -> None:
    page.goto(served + "/")
    page.get_by_role("link", name="“活力基层工会”星级创建活动", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("“活力基层工会”星级创建活动（2020年）")
    page.get_by_role("link", name="原文：90分以上（含90分）").click()
    expect(page).to_have_url(f"{served}{EDITION}notice/#tiers-points")
    expect(page.locator("#tiers-points")).to_contain_text("90分以上（含90分）为五星级")
    expect(page.locator(".p-doc__number")).to_have_text("乳会发〔2020〕6号")
    expect(page.locator(".p-doc__attachments li")).to_have_count(3)


@pytest.mark.parametrize(("total", "shown", "tier"), [(9000, "90", "五星级"), (8950, "89.5", "四星级")])
def test_scoring_to_the_tiers_edge(page: Page, served: str, total: int, shown: str, tier: str) -> None:
    page.goto(served + CALCULATOR)
    answer_sheet(page, sheet_worth(total).answers)
    expect(page.locator("[data-total]")).to_have_text(shown)
    expect(page.locator("[data-tier]")).to_contain_text(tier)
    if total == 8950:
        expect(page.locator("[data-next]")).to_contain_text("0.5")


def test_where_tiers_are_measured_with_the_bonus_so_are_the_bar_and_the_advice(page: Page, served: str) -> None:
    page.goto(f"{served}/shili-xingji/2024/score/union/")
    answer_sheet(page, {"fact.enterprise": True, "honour.times": 1})
    answer_sheet(page, {ref: {"part": 9, "whole": 9} for ref in ("membership.rate", "satisfaction.rate")})
    for question in page.locator('[data-question]:has([value="false"]):not([data-question^="fact."])').all():
        there = question.locator("[data-element]").count() > 0
        for choice in question.locator(f'[value="{str(there).lower()}"]').all():
            choice.check(force=True)
    answer_sheet(page, dict.fromkeys(("congress.proposals", "digital.services", "digital.answers"), True))
    expect(page.locator("[data-total]")).to_have_text("91")
    expect(page.locator("[data-tier]")).to_have_text("达到“四星级”")
    assert page.locator("[data-worst]").evaluate("(bar) => bar.style.width") == "93.5%"
    advice = page.locator("[data-advice]")
    expect(advice).to_contain_text("达到“五星级”最少要改1处，改后总分94分，加分后总分96.5分")
    advice.get_by_role("link").click()
    answer(page, "congress.proposals", value=False)
    expect(page.locator("[data-tier]")).to_have_text("达到“五星级”")
    assert page.locator("[data-worst]").evaluate("(bar) => bar.style.width") == "96.5%"
    assert page.locator(".p-sum__tick").last.evaluate("(tick) => tick.style.left") == "95%"
    answer(page, "honour.times", 9)
    assert page.locator("[data-worst]").evaluate("(bar) => bar.style.width") == "99%"


def test_the_score_is_an_interval_until_all_is_answered(page: Page, served: str) -> None:
    page.goto(served + CALCULATOR)
    expect(page.locator("[data-total]")).to_have_text("0 至 100")
    answer(page, "1.committees", value=True)
    expect(page.locator("[data-total]")).to_have_text("0 至 99")
    expect(page.locator('[data-item-score="1"]')).to_have_text("0 至 4")


def test_a_veto_bars_whatever_the_score(page: Page, served: str) -> None:
    page.goto(served + CALCULATOR)
    answer_sheet(page, sheet_worth(9000).answers)
    answer(page, "veto.dispute", value=True)
    expect(page.locator("[data-tier].is-barred")).to_be_visible()
    expect(page.locator("[data-tier]")).to_contain_text("不能评上")
    expect(page.locator('[data-item-score="13"]')).to_have_text("0")
    next_ = page.locator("[data-summary] [data-next]")
    expect(next_).to_have_text("否决情形：因劳动纠纷引发职工群体事件")
    answer(page, "veto.accident", value=True)
    expect(next_).to_have_text("否决情形：当年发生安全生产责任事故等2种")


def test_two_questions_of_an_item_that_are_wrong_alike_are_told_of_once(page: Page, served: str) -> None:
    page.goto(served + CALCULATOR)
    for question in ("5.membership", "5.verified"):
        answer(page, question, {"part": 3, "whole": 2})
    expect(page.get_by_role("listitem").filter(has_text="填写有误")).to_have_text("填写有误：第5项数目不能多于总数")


def test_a_number_that_makes_no_sense_is_there_after_a_reload_with_the_reason(page: Page, served: str) -> None:
    page.goto(served + CALCULATOR)
    answer(page, "5.membership", {"part": 210, "whole": 200})
    answer(page, "6.contests", "三")
    assess(page, "1", "5.5")

    def told() -> None:
        for ref, typed, reason in (
            ("5.membership", ["210", "200"], "数目不能多于总数"),
            ("6.contests", ["三"], "次数应为 0 到 9999999 的整数"),
        ):
            question = page.locator(f'[data-question="{ref}"]')
            expect(question.locator("[data-note]")).to_have_text(reason)
            for field, value in zip(question.locator("[data-field]").all(), typed, strict=True):
                expect(field).to_have_value(value)
                expect(field).to_have_attribute("aria-invalid", "true")
        expect(page.locator("[data-total]")).to_have_text("0 至 100")
        expect(page.locator('[data-assess="1"] [data-assessed-points]')).to_have_value("5.5")
        expect(page.locator('[data-assess="1"] [data-differs]')).to_contain_text("应为 0 到 5 的分数")

    page.reload()
    told()
    page.locator("[data-empty]").click()
    page.locator("[data-empty-yes]").click()
    page.locator("[data-undo]").click()
    told()


def test_linked_questions_follow_each_other(page: Page, served: str) -> None:
    page.goto(served + CALCULATOR)
    answer(page, "7.studio", value=True)
    expect(page.locator('[data-question="8.no-studio"] input[value="true"]')).to_be_checked()
    expect(page.locator('[data-question="8.no-studio"] [data-note]')).to_contain_text("第7项")
    answer(page, "8.no-studio", value=False)
    expect(page.locator('[data-question="7.studio"] input[value="false"]')).to_be_checked()


def test_answers_are_there_after_a_reload_and_can_be_emptied(page: Page, served: str) -> None:
    page.goto(served + CALCULATOR)
    answer_sheet(page, sheet_worth(8950).answers)
    page.locator("[data-unit]").fill("某某公司工会")
    expect(page.locator("[data-total]")).to_have_text("89.5")
    page.reload()
    expect(page.locator("[data-total]")).to_have_text("89.5")
    expect(page.locator("[data-unit]")).to_have_value("某某公司工会")
    page.locator("[data-empty]").click()
    page.locator("[data-empty-yes]").click()
    expect(page.locator("[data-total]")).to_have_text("0 至 100")
    page.locator("[data-undo]").click()
    expect(page.locator("[data-total]")).to_have_text("89.5")


def test_the_saved_file_is_an_answer_sheet_that_gives_the_same_total(
    page: Page, served: str, portal: Portal, tmp_path: Path
) -> None:
    page.goto(served + CALCULATOR)
    answer_sheet(page, sheet_worth(8950).answers)
    page.locator("[data-unit]").fill("某/某公司:工会?")
    answer(page, "6.contests", value=1)
    expect(page.locator("[data-total]")).not_to_have_text("89.5")
    with page.expect_download() as saving:
        page.get_by_role("button", name="保存自评结果").click()
    assert re.fullmatch(r"自评结果_某-某公司-工会-_企业工会_\d{4}-\d\d-\d\d\.json", saving.value.suggested_filename)
    file = tmp_path / "saved.json"
    saving.value.save_as(file)
    document = json.loads(file.read_text("utf-8"))
    beside = ["rubric", "digest", "engine", "unit", "kind", "answers", "readings", "assessed", "evidence"]
    assert list(document) == [*beside, "total", "saved"]
    assert document["unit"] == "某/某公司:工会?"
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d", document["saved"])
    edition = next(edition for edition in portal.editions if edition.address == EDITION.lstrip("/"))
    of = scheme(edition, edition.rubrics[0])
    kept = sheet.read(file)
    result, column = report.scored(of, kept)
    assert sheet.problems(file, of, kept, result, column) == []
    assert (kept.rubric, kept.digest, kept.engine) == (of.id, digest(of), ENGINE)
    assert result.total.best is not None
    assert document["total"] == {"min": result.total.worst / 100, "max": result.total.best / 100}
    expect(page.locator("[data-total]")).to_have_text(f"{document['total']['min']:g}")
    recomputed = CliRunner().invoke(cli.main, ["score", of.id, str(file), "--root", str(ROOT)])
    assert recomputed.exit_code == 0, recomputed.output
    assert json.loads(recomputed.stdout)["total"] == {**document["total"], "of": 100}


def test_the_progress_counts_what_is_still_to_be_answered(page: Page, served: str) -> None:
    """A question that a settled item does not need any more is not counted."""
    page.goto(served + CALCULATOR)
    progress = page.locator(".p-sum__progress")
    everything = page.locator("[data-question]").count()
    expect(page.locator("[data-all]")).to_have_text(str(everything))
    before = int(page.locator("[data-open]").inner_text())
    expect(progress).to_have_text(f"待答 {before} / 共 {everything} 题")
    answer(page, "9.accident", value=True)
    expect(page.locator("[data-open]")).not_to_have_text(str(before))
    answer_sheet(page, sheet_worth(9000).answers)
    expect(page.locator("[data-open]")).to_have_text("0")


def test_a_question_is_answered_with_the_keyboard_alone(page: Page, served: str) -> None:
    page.goto(served + CALCULATOR)
    page.locator("[data-unit]").focus()
    for _ in range(40):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.name") == "veto.no-staff-congress":
            break
    page.keyboard.press("Space")
    expect(page.locator('[name="veto.no-staff-congress"][value="false"]')).to_be_checked()
    page.keyboard.press("ArrowDown")
    expect(page.locator('[name="veto.no-staff-congress"][value="true"]')).to_be_checked()
    expect(page.locator("[data-tier].is-barred")).to_be_visible()


def test_the_filled_form_prints_with_its_header_on_each_page(page: Page, served: str) -> None:
    page.goto(served + CALCULATOR)
    answer_sheet(page, sheet_worth(8950).answers)
    page.locator("[data-unit]").fill("某某公司工会")
    printed = pages_of(page)
    assert len(printed) >= 2
    for text in printed:
        assert "序号创建标准分值量化项得分" in text
    whole = "".join(printed)
    assert "89.5" in whole
    assert "某某公司工会" in whole
    assert "四星级" in whole
    assert "盖章" in whole
    assert "下一个未答题" not in whole


@pytest.mark.parametrize("rubric", ["enterprise", "regional"])
def test_the_blank_form_prints_with_its_header_on_each_page(page: Page, served: str, rubric: str) -> None:
    page.goto(f"{served}{EDITION}forms/{rubric}/")
    printed = pages_of(page)
    assert len(printed) >= 2
    assert all("序号创建标准分值量化项得分" in text for text in printed)
    assert "盖章" in printed[-1]


def test_the_registration_form_prints_on_one_page(page: Page, served: str) -> None:
    page.goto(f"{served}{EDITION}forms/registration/")
    (text,) = pages_of(page)
    assert "“活力基层工会”申报登记表" in text
    assert text.count("(章)") == 3


def test_the_notice_prints_without_the_shell(page: Page, served: str) -> None:
    page.goto(f"{served}{EDITION}notice/")
    whole = "".join(pages_of(page))
    assert "关于深入推进“活力基层工会”星级创建活动的通知" in whole
    assert "打印通知" not in whole
    assert "获评名单" not in whole


def test_it_all_works_from_a_folder_on_disk(page: Page, site: Path) -> None:
    page.goto((site / "rushan-huoli-xingji/2020/index.html").as_uri())
    page.get_by_role("link", name="企业工会自评计分").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("企业工会自评计分")
    answer_sheet(page, sheet_worth(9000).answers)
    expect(page.locator("[data-total]")).to_have_text("90")
    expect(page.locator("[data-tier]")).to_contain_text("五星级")


def test_the_calculator_reads_with_scripts_off(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(served + CALCULATOR)
    expect(page.locator(".p-calc__item")).to_have_count(20)
    # A driven browser does not always render <noscript>; that it stands there must do.
    assert "自评计分要用到浏览器的脚本功能，现在没有打开" in page.content()
    expect(page.get_by_text("①工会三委会以换届档案和上级批复为准，不齐全扣1分").first).to_be_visible()
    context.close()


@pytest.mark.parametrize("missing", ["[data-total]", '[data-question="5.membership"]'])
def test_missing_markup_fails_loudly(context: BrowserContext, served: str, missing: str) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))

    def without(route, request) -> None:  # type: ignore[no-untyped-def] # noqa: ANN001, ARG001
        text = route.fetch().text()
        mark = missing.strip("[]")
        assert mark in text
        route.fulfill(body=text.replace(mark, "data-gone"), content_type="text/html; charset=utf-8")

    page.route(f"**{CALCULATOR}", without)
    page.goto(served + CALCULATOR)
    expect(page.locator("[data-failure]")).to_be_visible()
    assert len(errors) == 1
    assert missing.split('"')[1 if '"' in missing else 0].strip("[]") in errors[0]


def addresses(site: Path, portal: Portal) -> list[str]:
    """Every page but those that send on to the current edition."""
    found = sorted(str(path.parent.relative_to(site)) for path in site.rglob("index.html"))
    sent_on = {series.id for series in portal.series}
    return ["/" if name == "." else f"/{name}/" for name in found if name not in sent_on]


@pytest.mark.parametrize("half", [0, 1])
def test_axe_finds_nothing_and_nothing_overflows(
    browser: Browser, served: str, site: Path, portal: Portal, half: int
) -> None:
    """Every second page, so that two processes share the work."""
    page = browser.new_page()
    found = {}
    for address in [*addresses(site, portal), "/no-such-page/"][half::2]:
        page.goto(served + address)
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            # The other editions and the second form are of the same templates, and axe takes seconds for a long
            # calculator: test_appearance.py takes that of the second form.
            sampled = (address.startswith(EDITION) or address.count("/") <= 2) and "/regional/" not in address
            if sampled and (objections := violations(page)):
                found[address, width] = objections
            assert page.evaluate("document.documentElement.scrollWidth") <= width, address
    page.close()
    assert found == {}


@pytest.mark.parametrize(
    ("width", "height", "large"), [(1280, 800, False), (390, 844, False), (390, 844, True), (320, 568, False)]
)
def test_the_way_on_leads_to_each_open_question_and_then_to_the_result(
    page: Page, served: str, width: int, height: int, *, large: bool
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    if large:
        page.add_init_script("localStorage.setItem('portal-appearance', '{\"large\": true}')")
    page.goto(served + CALCULATOR)
    bar = page.locator(".p-sum")

    def in_sight(what: str) -> bool:
        return bool(
            page.locator(what).last.evaluate("""(one) => {
                const box = one.getBoundingClientRect();
                const bar = document.querySelector('.p-sum').getBoundingClientRect();
                const head = document.querySelector('.md-header').getBoundingClientRect();
                const foot = bar.left < box.right ? Math.min(bar.top, innerHeight) : innerHeight;
                return box.top >= head.bottom && box.bottom <= foot;
            }""")
        )

    if width < 1280:
        box = bar.bounding_box()
        assert box
        assert box["height"] <= max(0.27 * height, 190 if not large else 0)
    on = page.get_by_role("button", name="下一个未答题")
    for _ in range(8):
        on.click()
        page.wait_for_timeout(50)
        assert in_sight(".p-q:focus-within .p-q__choices, .p-q:focus-within .p-q__numbers, .p-element:focus-within")
        page.evaluate("document.activeElement.click()")
    answer_sheet(page, sheet_worth(8950).answers)
    expect(on).to_have_count(0)
    page.get_by_role("button", name="看结果、保存").click()
    expect(page.get_by_role("heading", name="自评结果")).to_be_focused()
    assert in_sight("#calc-result")
    assert in_sight("[data-result] li:first-child")
