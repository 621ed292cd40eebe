"""The register in a real Chromium: the same states as Python and a slow oracle, and journeys of those who look up."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random
from typing import Any

import large_lists
import office
import openpyxl
import pytest
import random_histories
import yaml
from accessibility import violations
from oracle import register as oracle
from playwright.sync_api import Browser, Page, expect

from generator import preview
from generator.model.honours import DocumentRef, Event, Honoree, Kind
from generator.model.portal import Edition
from generator.pages.honours.roster import rosters
from generator.pages.honours.script import script
from generator.register import history, words
from generator.register.history import State

ROOT = Path(__file__).resolve().parents[2]
ASSETS = ROOT / "site_templates/theme/assets/portal"
HISTORIES = 700  # editions of three titles each
ROLL = "honours/demo/2021/"
CASES: list[dict[str, Any]] = yaml.load(  # every value is text
    (ROOT / "tests/cases/register.yml").read_text("utf-8"),
    Loader=yaml.BaseLoader,  # noqa: S506 - strings only
)
PARTS = tuple(name for name in State.__struct_fields__)

# Of every title on every day that is asked for: what applies, as the cases write it, and the year it is due.
# As texts: the browser's protocol takes long over many small values.
STATES = """text => { const days = JSON.parse(text);
return JSON.stringify(portalHonours.titles.map((title, at) => days[at].map(day => {
    const now = portalHonours.state(title.steps, day), said = {};
    Object.keys(now).forEach(key => { if (now[key]) said[key] = now[key]; });
    const due = portalHonours.due(title, now);
    return [said, due];
}))); }"""

# How each title stands on a day, and every step of it: its kind, and what it changed.
WORDED = """day => JSON.stringify(portalHonours.titles.map(title => [
    portalHonours.standing(portalHonours.state(title.steps, day)),
    Array.from(portalHonours.history(title, '', day).children, step => {
        const change = step.querySelector(':scope > span');
        return [step.querySelector('strong').textContent, change ? change.textContent : ''];
    }),
]))"""


def event(row: dict[str, str], line: int, edition: str) -> Event:
    number = "" if row["kind"] == "整份决定撤销" else row.get("number", "0001")
    more = (row.get("tier"), row.get("name", ""), row.get("until", ""))
    return Event(number, row["day"], Kind(row["kind"]), DocumentRef(edition, "review"), "原因", *more, line)


def granted(name: str, day: str, honorees: list[Honoree], rows: list[dict[str, str]], years: int) -> Edition:
    happened = [event(row, line, name) for line, row in enumerate(rows, 2)]
    return large_lists.edition(honorees, happened, name=name, granted=day, years=years)


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """A page that has the engine and its words, and no titles yet."""
    page = browser.new_page()
    for name in ("search/fold", "search/typing", "honours/engine", "honours/data", "honours/words"):
        page.add_script_tag(path=ASSETS / f"{name}.js")
    yield page
    page.close()


def states(engine: Page, editions: list[Edition], days: list[list[str]]) -> list[list[tuple[dict[str, str], int]]]:
    """What the browser says of every title of the editions, from the files that they are served as."""
    found = {one.edition.id: one for one in rosters(large_lists.of(*editions))}
    engine.evaluate("() => { portalHonours.titles.length = 0; }")
    engine.add_script_tag(content="\n".join(script(found[one.id]).data.decode() for one in editions))
    told = json.loads(engine.evaluate(STATES, json.dumps(days)))
    return [[(said, due) for said, due in title] for title in told]


def test_when_a_title_was_named_reviewed_and_restored_is_told_in_its_order(engine: Page) -> None:
    rows = [
        {"day": "2020-05-01", "kind": "复查保留"},
        {"day": "2021-05-01", "kind": "撤销"},
        {"day": "2022-05-01", "kind": "恢复"},
    ]
    states(engine, [granted("2018", "2018-05-01", [Honoree("0001", "star", "four", "甲")], rows, 3)], [["2022-05-01"]])
    said = "([title], on) => portalHonours.since(title, portalHonours.stateOn(title, on), on)"
    told = engine.evaluate(f"on => ({said})(portalHonours.titles, on)", "2022-05-01")
    assert told == "2018年5月1日命名；2020年5月1日复查；2022年5月1日恢复；2023年应复查"


def test_the_engine_says_what_the_cases_say(engine: Page) -> None:
    editions, days = [], []
    for at, case in enumerate(CASES):
        honoree = Honoree("0001", "star", case.get("tier"), case["unit"])
        editions.append(granted(f"e{at}", case["granted"], [honoree], case["events"], int(case["years"])))
        days.append(list(case["days"]))
    for case, found in zip(CASES, states(engine, editions, days), strict=True):
        told = [said | ({"due": str(due)} if due else {}) for said, due in found]
        assert told == list(case["days"].values()), case["name"]


def test_any_history_on_any_day_is_as_python_and_the_oracle_say(engine: Page) -> None:
    random = Random(6)
    editions, days, wanted, slow = [], [], [], []
    for at in range(HISTORIES):
        rows, day = random_histories.rows(random), random_histories.day(random)
        honorees = [Honoree(number, "star", random.choice((None, "four")), "甲") for number in random_histories.NUMBERS]
        one = granted(f"e{at}", day, honorees, rows, years=random.randint(1, 4))
        editions.append(one)
        for title in history.titles([one]):
            some = [random_day(random) for _ in range(6)]
            now = [history.state(title, on) for on in some]
            days.append(some)
            years = one.campaign.review_years or 0
            wanted.append([(applies(state), oracle.due(applies(state), years)) for state in now])
            own = [row for row in rows if row["number"] in {"", title.number}]
            slow.append([oracle.state("甲", title.honoree.tier or "", day, own, on) for on in some])
    found = states(engine, editions, days)
    assert len(found) == HISTORIES * 3
    assert found == wanted
    assert [[said for said, _ in title] for title in found] == slow


def random_day(random: Random) -> str:
    return (random_histories.FIRST + timedelta(random.randint(-2, random_histories.DAYS + 1))).isoformat()


def applies(now: State) -> dict[str, str]:
    return {part: str(said) for part in PARTS if (said := getattr(now, part))}


def test_the_browser_words_a_history_as_the_pages_do(engine: Page) -> None:
    more = {Kind.RAISED: {"tier": "five"}, Kind.LOWERED: {"tier": "three"}, Kind.WARNED: {"until": "2023-06-30"}}
    more |= {kind: {"name": "乙"} for kind in (Kind.RENAMED, Kind.SUCCEEDED, Kind.MERGED)}
    honoree = Honoree("0001", "star", "four", "甲")
    editions: list[Edition] = []
    for kind in Kind:
        happened = [{"day": "2022-05-01", "kind": kind.value, **more.get(kind, {})}] if kind != Kind.GRANTED else []
        editions.append(granted(f"e{len(editions)}", "2021-05-01", [honoree], happened, years=2))
    states(engine, editions, [["2022-05-01"] for _ in editions])
    tiers: dict[str | None, str] = {None: "", **{tier.id: tier.title for tier in large_lists.tiers()}}
    wanted = []
    for title in history.titles(editions):
        steps = [[one.kind.value, words.change(one.kind, tiers[one.tier], one.name, one.until)] for one in title.steps]
        wanted.append([words.standing(history.state(title, "2022-05-01")), steps])
    assert json.loads(engine.evaluate(WORDED, "2022-05-01")) == wanted


@pytest.fixture(scope="module")
def many(large_site: Path) -> Iterator[str]:
    """The address of a portal with five thousand titles."""
    with preview.Server(large_site) as server:
        yield server.url


WORDS = "[data-honours-words]"
STATUS = "[data-honours-status]"


def test_a_unit_among_five_thousand_is_found_by_part_of_its_name_and_read(page: Page, many: str) -> None:
    page.goto(f"{many}/honours/")
    name = large_lists.unit(97)
    page.fill(WORDS, f"{name[4:6]} 0097")
    expect(page.locator(STATUS)).to_have_text("找到1个单位的1个称号。")
    expect(page.locator(".p-unit h2")).to_have_text(name)
    assert "?q=" in page.url
    summary = page.locator(".p-title summary")
    expect(summary).to_contain_text("已撤销")
    summary.click()
    steps = page.locator(".p-history li")
    expect(steps).to_have_count(2)
    expect(steps.nth(1)).to_contain_text("2023年9月20日撤销")
    expect(steps.nth(1)).to_contain_text("原因：申报材料弄虚作假")
    expect(steps.nth(1).locator("a")).to_have_attribute("href", "../demo/2021/honorees/review/")
    page.get_by_role("link", name="这个称号的固定网址").click()
    assert page.url.endswith(f"{ROLL}#no-0098")
    card = page.locator("[data-roll-card]")
    expect(card.locator("h2")).to_have_text(name)
    expect(card).to_contain_text("示工发〔2021〕1号")
    expect(card).to_be_in_viewport()


@pytest.mark.parametrize("address", ["honours/?q=医院&on=2023-05-01", "honours/shili-xingji/2024/#no-0054"])
def test_the_register_is_accessible_and_fits(page: Page, served: str, address: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{served}/{address}")
    if "?" in address:
        page.locator(".p-title summary").first.click()
    expect(page.locator(".p-history").first).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    assert violations(page) == []


def test_names_are_found_however_they_are_typed_and_whatever_the_unit_was_called(page: Page, many: str) -> None:
    page.goto(f"{many}/honours/?q=００８９")
    expect(page.locator(".p-unit h2").first).to_have_text(f"更名后的{large_lists.unit(89)}")
    expect(page.locator(".p-unit__about").first).to_have_text(f"云杉区　原名：{large_lists.unit(89)}")
    name = large_lists.unit(97)
    for typed in (f"“{name}”", f"{name}。", f"{name}工会", f"{name}工会委员会", f"{name[:-4]}（{name[-4:]}）工会"):
        page.fill(WORDS, typed)
        expect(page.locator(STATUS)).to_have_text("找到1个单位的1个称号。")
        expect(page.locator(".p-unit h2")).to_have_text(name)
    for typed in ("没有这个单位", "没有这个单位工会"):
        page.fill(WORDS, typed)
        expect(page.locator(STATUS)).to_contain_text(f"没有找到“{typed}”")
    page.fill(WORDS, "工会")
    expect(page.locator(STATUS)).to_contain_text("没有找到“工会”")


def test_filters_and_the_day_are_kept_in_the_address(page: Page, many: str) -> None:
    page.goto(f"{many}/honours/")
    page.locator("[data-honours-filters] > summary").click()
    page.select_option("select[name=district]", "白桦区")
    page.select_option("select[name=status]", "ended")
    ended = [
        one
        for one in rosters(large_lists.portal())[0].entries
        if one.title.honoree.district == "白桦区" and not one.now.held
    ]
    expect(page.locator(STATUS)).to_have_text(f"找到{len(ended)}个单位的{len(ended)}个称号。")
    page.fill("input[name=on]", "2022-05-01")
    expect(page.locator(STATUS)).to_have_text("按2022年5月1日当天的情况，没有找到符合的称号。")
    page.select_option("select[name=status]", "held")
    page.check("input[name=due]")
    expect(page.locator(STATUS)).to_contain_text("没有找到")
    page.fill("input[name=on]", "2023-09-19")
    page.reload()
    every = sum(one.district == "白桦区" for one in large_lists.honorees(large_lists.UNITS))
    expect(page.locator(STATUS)).to_have_text(f"按2023年9月19日当天的情况，找到{every}个单位的{every}个称号。")
    expect(page.locator("[data-honours-year]")).to_have_text("2023")
    expect(page.locator(".p-unit")).to_have_count(20)
    page.locator("[data-honours-more]").click()
    expect(page.locator(".p-unit")).to_have_count(70)
    page.fill("input[name=on]", "2999-05-01")
    expect(page.locator(STATUS)).to_contain_text("按现有登记推算到2999年5月1日")
    page.locator("[data-honours-clear]").click()
    expect(page.locator(".p-unit")).to_have_count(0)
    assert page.url.endswith("/honours/")


def test_the_register_needs_nothing_but_the_keyboard(page: Page, many: str) -> None:
    page.goto(f"{many}/honours/")
    page.focus(WORDS)
    page.keyboard.type("小学0123")
    expect(page.locator(".p-unit")).to_have_count(0)
    page.keyboard.press("Control+a")
    page.keyboard.type("0123")
    expect(page.locator(".p-unit")).to_have_count(2)  # a name, and the number of another
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator(".p-history li")).to_have_count(2)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("《关于命名")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Escape")
    assert page.evaluate("document.activeElement.name") == "q"
    expect(page.locator(".p-unit")).to_have_count(0)


def test_an_edition_on_another_day_on_a_phone(page: Page, many: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    page.goto(f"{many}/{ROLL}?on=2022-05-01#no-0098")
    expect(page.locator("#no-0098 td").last).to_have_text("有效")
    expect(page.locator("[data-roll-card]")).to_contain_text("（在所选日期之后）")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.locator("[data-roll-today]").click()
    expect(page.locator("#no-0098 td").last).to_contain_text("已撤销")
    assert page.url.endswith(f"{ROLL}#no-0098")


def test_without_scripts_the_lists_and_the_figures_are_there(browser: Browser, many: str) -> None:
    page = browser.new_page(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page.goto(f"{many}/honours/")
    expect(page.locator("[data-honours]")).to_be_hidden()
    expect(page.locator(".p-note")).to_contain_text("不用脚本也能看")
    page.locator(".p-rolls a").click()
    expect(page.locator("#no-0098")).to_contain_text("已撤销")
    expect(page.locator(".p-roll tr[id] > th[scope=row]")).to_have_count(large_lists.UNITS)
    page.close()


def test_the_search_leads_on_to_the_register(page: Page, many: str) -> None:
    page.goto(f"{many}/search/?q=东纺织")
    way = page.get_by_role("link", name="在荣誉名录中查找“东纺织”")
    way.click()
    expect(page.locator(WORDS)).to_have_value("东纺织")
    expect(page.locator(STATUS)).to_contain_text("个单位的")


def test_the_table_opens_in_an_office_program(page: Page, served: str, tmp_path: Path) -> None:
    page.goto(f"{served}/honours/")
    with page.expect_download() as waiting:
        page.get_by_role("link", name="称号（CSV）").click()
    file = tmp_path / "titles.csv"
    waiting.value.save_as(file)
    assert waiting.value.suggested_filename.startswith("【演示数据】荣誉名录-称号")
    (opened,) = office.convert([file], "xlsx", tmp_path / "out", reading="CSV:44,34,76,1")
    with closing(openpyxl.load_workbook(opened, read_only=True)) as book:
        rows = list(book.active.iter_rows(values_only=True))
    with file.open(encoding="utf-8-sig", newline="") as text:
        wanted = list(csv.reader(text))
    units = rows[0].index("单位名称")
    assert [row[units] for row in rows] == [row[units] for row in wanted]
    assert "示例市供水集团有限公司" in [row[units] for row in rows]
