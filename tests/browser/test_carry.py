"""Answers of the edition before in the calculator: as Python has them, item by item; and what a clerk sees."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import carried
import pytest
import random_answers
import random_editions
import random_rubrics
import twins
from accessibility import violations
from playwright.sync_api import Browser, Page, expect
from visitor import answer, open_file, pages_of, save, write

from generator.changes import carrying
from generator.model.rubric import Rubric
from generator.pages import calculator
from generator.score.scheme import Scheme, canonical

Json = dict[str, Any]

OLD, NEW = "/shili-xingji/2021/score/union/", "/shili-xingji/2024/score/union/"
BEFORE = "shili-xingji/2021/union"
ANSWERS = {
    "fact.enterprise": True,
    "committees.missing": {"union": True, "audit": True, "women": False},
    "membership.rate": {"part": 86, "whole": 100},
    "records.none": False,
    "contract.contracts": {"collective": True, "wages": False},
    "events.times": 3,
    "satisfaction.outcome": "fair",
    "honour.times": 1,
}
SHEET = {"rubric": BEFORE, "unit": "示例机械厂工会", "answers": ANSWERS, "evidence": {"records": "档案柜二层"}}

NAMES = [{"id": name, "label": name} for name in ("constructor", "plan")]
ELEMENTS: Json = {"id": "a", "kind": "deduct", "says": ["甲"], "ask": "甲", "loss": "1", "each": NAMES}

PAIRS, SHEETS = 40, 3


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Page]:
    page = browser.new_page()
    for name in calculator.PARTS[: calculator.PARTS.index("carrier.js")]:
        page.add_script_tag(content=(twins.FOLDER / name).read_text("utf-8"))
    yield page
    page.close()


CARRY = """(jobs) => JSON.parse(jobs).map((job) => job.sheets.map((sheet) => {
    const found = PortalCarry.carry(job.table, job.after, [], SheetShape.read(sheet));
    const body = document.createElement('tbody');
    new CarriedTable(body).show(job.table, job.after, found);
    return JSON.stringify({
        answers: found.now.answers, readings: found.now.readings, states: found.states,
        then: found.then.result(), now: found.now.result(), rows: body.children.length, said: body.textContent,
    });
}))"""


def test_python_and_the_browser_carry_alike(bench: Page) -> None:
    rng = Random(2024)
    jobs, mine = [], []
    for _ in range(PAIRS):
        before = random_rubrics.scheme(rng)
        table = carrying.table(before, random_editions.next_edition(rng, before))
        document = json.loads(canonical(before))
        sheets: list[Json] = [
            {"answers": random_answers.answers(rng, document), "readings": random_rubrics.readings(rng, document)}
            for _ in range(SHEETS)
        ]
        after = json.loads(canonical(table.after))
        jobs.append({"table": json.loads(carrying.text(table)), "after": after, "sheets": sheets})
        mine.append([twins.as_json(carried.carried(table, one["answers"], one["readings"])) for one in sheets])
    theirs = [[json.loads(text) for text in found] for found in bench.evaluate(CARRY, json.dumps(jobs))]
    wrong, states = [], set()
    for job, (ours, others) in enumerate(zip(mine, theirs, strict=True)):
        for one, other in zip(ours, others, strict=True):
            said, rows = other.pop("said"), other.pop("rows")
            if differences := twins.differences(one, other):
                wrong.append((job, differences))
            assert not any(word in said for word in ("undefined", "NaN", "null", "[object"))
            assert rows >= len(one["now"]["items"]) + len(one["now"]["bonus"])
            states |= set(one["states"].values())
    assert wrong == []
    assert states == {"taken", "part", "other", "idle", "open", "refused", "new"}


def test_an_element_can_have_any_id(bench: Page) -> None:
    item = {"id": "1", "points": "2", "standard": "甲", "rules": [ELEMENTS]}
    columns = dict.fromkeys(("section", "standard", "score"), "甲")
    sections = [{"id": "s", "title": "甲", "items": [item]}]
    form = {"id": "union", "title": "甲", "short": "甲", "units": "甲", "columns": columns, "sections": sections}
    of = Scheme("x/1/union", Rubric.model_validate(form), (), ())
    table = carrying.table(of, of)
    sheet: Json = {"answers": {"1.a": {"plan": True}}}
    job = {"table": json.loads(carrying.text(table)), "after": json.loads(canonical(of)), "sheets": [sheet]}
    found = json.loads(bench.evaluate(CARRY, json.dumps([job]))[0][0])
    assert found["answers"] == carried.carried(table, sheet["answers"]).answers == sheet["answers"]


def keep(page: Page, sheet: Json) -> None:
    """As if the old calculator had kept a sheet."""
    page.add_init_script(f"localStorage.setItem('portal-score:{BEFORE}', {json.dumps(json.dumps(sheet))})")


def row(page: Page, name: str) -> list[str]:
    """The points then and now in the row of that name."""
    cells = page.locator(".p-carried__table tr", has=page.locator(".p-carried__place", has_text=name)).locator("td")
    return [(cells.nth(at).text_content() or "").replace("\u00a0", " ") for at in (0, 1)]


def test_from_last_years_calculator_to_this_years(page: Page, served: str) -> None:
    """What the old calculator kept is offered, shown item by item, used, and taken back."""
    page.goto(served + NEW)
    expect(page.locator("[data-carry-open]")).to_be_hidden()
    page.goto(served + OLD)
    expect(page.locator("[data-carry]")).to_have_count(0)
    answer(page, "membership.rate", ANSWERS["membership.rate"])
    answer(page, "contract.contracts", ANSWERS["contract.contracts"])
    page.locator("[data-unit]").fill("示例机械厂工会")
    page.goto(served + NEW)
    answer(page, "funds.audit", value=True)
    expect(page.locator("[data-carry-kept]")).to_contain_text("示例机械厂工会")
    page.get_by_role("button", name="带入上届自评").press("Enter")
    expect(page.get_by_role("heading", name="上届（2021年）自评在本届的得分：示例机械厂工会")).to_be_focused()
    assert row(page, "第2项") == ["10 / 10", "8 / 10 少2分"]
    assert row(page, "第9项") == ["—", "0 至 9 / 9"]
    expect(page.locator("tr.is-dropped")).to_contain_text("上届有，本届不再考核")
    expect(page.locator("[data-item-score='membership']")).to_have_text("0 至 10")
    assert violations(page, "[data-carry]") == []
    page.get_by_role("button", name="不采用").press("Enter")
    expect(page.get_by_role("button", name="带入上届自评")).to_be_focused()
    page.get_by_role("button", name="带入上届自评").click()
    page.get_by_role("button", name="采用", exact=True).press("Enter")
    expect(page.locator("[data-import-said]")).to_be_focused()
    expect(page.locator("[data-carry-box]")).to_be_hidden()
    expect(page.locator("[data-item-score='membership']")).to_have_text("8")
    expect(page.locator("[data-unit]")).to_have_value("示例机械厂工会")
    expect(page.locator('[name="funds.audit"]:checked')).to_have_count(0)
    page.get_by_role("button", name="撤销").click()
    expect(page.locator("[data-item-score='membership']")).to_have_text("0 至 10")
    expect(page.locator('[name="funds.audit"][value="true"]')).to_be_checked()


def test_a_file_of_the_edition_before_from_a_folder_on_disk(page: Page, site: Path, tmp_path: Path) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{(site / NEW.strip('/') / 'index.html').as_uri()}")
    open_file(page, write(tmp_path / "old.json", {**SHEET, "digest": "0123456789ab"}))
    expect(page.locator("[data-carry-said]")).to_contain_text("带入6题")
    expect(page.locator("[data-carry-said]")).to_contain_text("按上届另一版标准填写")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert row(page, "第5项") == ["6 / 12", "7 / 14 多1分"]
    item = page.locator(".p-carried__table tr", has_text="会员满意率").last
    expect(item).to_contain_text("不再问")
    expect(item).to_contain_text("上届答：基本满意")
    assert violations(page, "[data-carry]") == []
    assert "不采用" not in "".join(pages_of(page))
    page.get_by_role("button", name="采用", exact=True).click()
    with save(page).path().open(encoding="utf-8") as file:
        saved = json.load(file)
    assert saved["answers"] == {
        ref: ANSWERS[ref] for ref in ANSWERS if ref not in {"events.times", "satisfaction.outcome"}
    }
    assert (saved["rubric"], saved["evidence"]) == ("shili-xingji/2024/union", SHEET["evidence"])


def test_a_table_that_does_not_load_is_said_and_nothing_changes(browser: Browser, served: str) -> None:
    page = browser.new_page()
    page.route("**/carry.js", lambda route: route.abort())
    keep(page, SHEET)
    page.goto(served + NEW)
    page.get_by_role("button", name="带入上届自评").click()
    expect(page.locator("[data-carry-said]")).to_contain_text("没有读出来")
    expect(page.get_by_role("button", name="采用", exact=True)).to_be_hidden()
    page.unroute("**/carry.js")
    page.get_by_role("button", name="知道了").last.click()
    page.get_by_role("button", name="带入上届自评").click()
    expect(page.get_by_role("button", name="采用", exact=True)).to_be_visible()
    page.close()
