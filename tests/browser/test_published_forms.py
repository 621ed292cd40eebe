"""Hand-worked sheets on the calculators of the published forms: what a visitor reads is what the clerk worked out."""

from __future__ import annotations

from pathlib import Path

import pytest
import scoring_cases
from playwright.sync_api import Page, expect
from visitor import answer, pages_of, write

from generator.model.base import shown
from generator.model.portal import Portal
from generator.score.scheme import digest, scheme

FILES = scoring_cases.load_all()
SHEETS = {(file.rubric, case.name): case for file in FILES for case in file.sheets}
QINHUANGDAO = "qinhuangdao-mofan-zhijia/2023/zhijia"
FANGSHAN = "fangshan-zhigong-zhijia/2018/demonstration"


def address(rubric: str) -> str:
    series, edition, form = rubric.split("/")
    return f"/{series}/{edition}/score/{form}/"


def open_sheet(page: Page, case: scoring_cases.SheetCase, portal: Portal, folder: Path) -> None:
    """Open a hand-worked sheet as a file; the page has to be that of its rubric."""
    edition = next(edition for edition in portal.editions if case.rubric.startswith(edition.address))
    rubric = next(rubric for rubric in edition.rubrics if case.rubric == f"{edition.address}{rubric.id}")
    document = {
        "rubric": case.rubric,
        "digest": digest(scheme(edition, rubric)),
        "unit": case.name,
        "answers": dict(case.answers),
        "readings": list(case.readings),
    }
    page.locator("[data-import-file]").set_input_files(write(folder / "sheet.json", document))
    expect(page.locator("[data-unit]")).to_have_value(case.name)


def interval(points: scoring_cases.Points) -> str:
    """As a calculator shows points."""
    if points.best is None:
        return f"至少 {shown(points.worst)}"
    return shown(points.best) if points.worst == points.best else f"{shown(points.worst)} 至 {shown(points.best)}"


def wrong(page: Page, case: scoring_cases.SheetCase, titles: dict[str, str]) -> list[str]:
    """What the page shows otherwise than the case has it."""
    total = page.locator("[data-summary] [data-total]").inner_text()
    tier = page.locator("[data-tier]").inner_text()
    found = {"total": (total, interval(case.total))}
    if case.checks:
        found["total"] = (total, f"{case.checks.yes} / {case.checks.of}")
    if case.with_bonus:
        bonus = page.locator("[data-summary] [data-with-bonus]").inner_text()
        unknown = case.with_bonus.best is None and not case.with_bonus.worst
        found["bonus"] = (bonus, "加分后未定" if unknown else f"加分后 {interval(case.with_bonus)} 分")
    if case.tier:
        reached = f"“{titles[case.tier]}”"
        found["tier"] = (tier, f"达到{reached}") if case.possible in {None, case.tier} else (tier[:3], "已达到")
    if case.said:
        sentences = page.locator("[data-result]").inner_text().splitlines()
        found["said"] = (case.said if case.said in sentences else "；".join(sentences), case.said)
    if case.barred:
        found["veto"] = (tier, "有否决情形，无论得分多少都不能评上")
    for section, points in case.sections.items():
        cell = page.locator(f'[data-section-score="{section}"]')
        if cell.count():
            found[section] = (cell.inner_text(), interval(points))
    return [f"{case.name}: {name} {is_} != {ought}" for name, (is_, ought) in found.items() if is_ != ought]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.rubric)
def test_what_is_shown_is_what_the_clerk_worked_out(
    page: Page, served: str, portal: Portal, tmp_path: Path, file: scoring_cases.CaseFile
) -> None:
    page.goto(served + address(file.rubric))
    titles = {tier.id: tier.title for edition in portal.editions for tier in edition.campaign.tiers}
    problems = []
    for case in file.sheets:
        open_sheet(page, case, portal, tmp_path)
        problems += wrong(page, case, titles)
    assert problems == []


def test_the_result_tells_the_range_that_a_reading_leaves(
    page: Page, served: str, portal: Portal, tmp_path: Path
) -> None:
    page.goto(served + address(QINHUANGDAO))
    open_sheet(page, SHEETS[QINHUANGDAO, "职工之家，90分取决于企务公开的口径"], portal, tmp_path)
    result = page.locator(".p-calc__result")
    expect(result).to_contain_text("总分89至90分，等次也不同，取决于协调劳动关系第6项的口径")
    expect(result).to_contain_text("协调劳动关系第6项的口径换一种理解：总分89分，加分后总分89分，达不到“可以推荐”")
    assert "口径:总分89至90分,等次也不同,取决于协调劳动关系第6项的口径" in "".join(pages_of(page))


def test_the_bonus_stands_beside_the_total_and_its_reading_decides(
    page: Page, served: str, portal: Portal, tmp_path: Path
) -> None:
    page.goto(served + address(QINHUANGDAO))
    open_sheet(page, SHEETS[QINHUANGDAO, "职工之家，89.5分加1分，加分算不算没有写"], portal, tmp_path)
    expect(page.locator(".p-calc__sums")).to_have_text("总分 89.5 分，加分后总分 90.5 分")
    expect(page.locator("[data-tier]")).to_have_text("不到“可以推荐”")
    expect(page.locator("[data-result]")).to_contain_text("等次取决于加分是否计入等次的口径")
    page.locator('[data-turn="bonus"]').get_by_label("按另一种理解计分").check()
    expect(page.locator("[data-tier]")).to_have_text("达到“可以推荐”")
    answer(page, "g1.local-papers", "")
    expect(page.locator("[data-summary] [data-with-bonus]")).to_have_text("加分后 至少 89.5 分")
    expect(page.locator("[data-tier]")).to_have_text("最好的结果是“可以推荐”")


def test_a_published_checklist_is_counted_and_ticked_on_paper(page: Page, served: str) -> None:
    page.goto(served + address(FANGSHAN))
    expect(page.locator(".p-sum__total")).to_have_text("已做到 0 / 21 项")
    for number in (1, 2, 3):
        answer(page, f"{number}.done", value=number != 2)
    expect(page.locator(".p-sum__total")).to_have_text("已做到 2 / 21 项")
    expect(page.locator('[data-section-score="organisation"]')).to_have_text("2")
    expect(page.locator("[data-result]")).to_contain_text("共21项，已做到2项，没有做到1项，未定18项")
    expect(page.locator("[data-tier]")).to_have_text("")
    whole = "".join(pages_of(page))
    assert whole.count("是☑否□") == 2
    assert whole.count("是□否☑") == 1
    assert whole.count("是□否□") == 18
