"""Searching as visitors do, in a real Chromium: what is found, in which order, with the keyboard, from a folder."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from accessibility import violations
from playwright.sync_api import Browser, Page, expect
from searched import ask

from generator.model import addresses

EDITION = "rushan-huoli-xingji/2020"
STANDARD = f"{EDITION}/standards/enterprise/"
SUBSTRINGS = 1_000
PHONE = {"width": 390, "height": 844}


@pytest.fixture(scope="module")
def searching(browser: Browser, served: str) -> Iterator[Page]:
    """The search page, where nothing was searched yet."""
    page = browser.new_page()
    page.goto(f"{served}/search/")
    yield page
    page.close()


@pytest.fixture(scope="module")
def lines(browser: Browser, served: str, site: Path) -> dict[str, list[str]]:
    """What a visitor without scripts reads on each page, line by line, as the browser lays it out."""
    context = browser.new_context()
    context.route(re.compile(r"\.js$"), lambda route: route.abort())
    page = context.new_page()
    read = {}
    for file in sorted(site.rglob("index.html")):
        address = f"{file.parent.relative_to(site).as_posix()}/".removeprefix("./")
        if address == "search/" or 'class="p-page"' not in file.read_text("utf-8"):
            continue  # nothing but the search itself, or the way to the current edition
        if addresses.is_earlier(address):
            continue  # replaced by a correction: whoever searches is to find what holds now
        page.goto(f"{served}/{address}", wait_until="domcontentloaded")
        # Names of the register that stand in the list of their edition, and are found there.
        page.evaluate("document.querySelectorAll('[data-unsearched]').forEach(row => row.remove())")
        # Lists that stand on a page of their own, and are found there.
        page.evaluate("document.querySelectorAll('[data-unsearched]').forEach((one) => one.remove())")
        shown = [line.strip() for line in re.split(r"[\n\t]", page.locator(".p-page").inner_text())]
        read[address] = [line for line in shown if len("".join(line.split())) > 1]
    context.close()
    return read


def test_any_part_of_any_page_is_found(searching: Page, lines: dict[str, list[str]]) -> None:
    """A thousand stretches of two characters and more, cut at random out of what browsers show."""
    chance = random.Random(90)
    wanted: list[tuple[str, str]] = []
    while len(wanted) < SUBSTRINGS:
        address = chance.choice(sorted(lines))
        line = chance.choice(lines[address])
        length = chance.randint(2, min(len(line), 30))
        start = chance.randint(0, len(line) - length)
        part = line[start : start + length]
        if len("".join(part.split())) > 1:
            wanted.append((address, part))
    found = ask(searching, [part for _, part in wanted])
    lost = [(address, part) for (address, part), hits in zip(wanted, found, strict=True) if not hits.get(address)]
    assert lost == []


@pytest.mark.parametrize(
    ("words", "address", "exact"),
    [
        ("满意率90%", STANDARD, True),
        ("评议满意率达90%", f"{EDITION}/standards/regional/", True),
        ("满意率90%", f"{EDITION}/standards/regional/", False),
        ("满意率 90％", STANDARD, True),
        ("〔2020〕6号", f"{EDITION}/notice/", True),
        ("[2020]6号", f"{EDITION}/notice/", True),
        ("（２０２０）６号", f"{EDITION}/notice/", True),
        ("乳会发 6号", f"{EDITION}/notice/", False),
        ("秦皇岛 10月31日", "qinhuangdao-mofan-zhijia/2023/", False),
    ],
)
def test_however_it_is_typed(searching: Page, words: str, address: str, exact: bool) -> None:  # noqa: FBT001 - a table
    assert ask(searching, [words])[0].get(address) is exact


NEAR = """async queries => {
    const found = [];
    for (const query of queries) {
        const { hits, near } = await portalSearch.ask('../', query, '');
        found.push([near, hits.map(hit => hit.page.address), hits.length ? hits[0].words : []]);
    }
    return found;
}"""


@pytest.mark.parametrize(
    ("asked", "words", "address"),
    [
        ("怎么申报", ["申报"], "fangshan-zhigong-zhijia/2018/faq/"),
        ("请问打分表怎么填？", ["打分表", "填"], "qinhuangdao-mofan-zhijia/2023/materials/"),
        ("申报表下载", ["申报表", "下载"], "qinhuangdao-mofan-zhijia/2023/"),
        ("五星要多少分才行", ["五星"], f"{EDITION}/notice/"),
        ("谁能参加", ["能参加"], "fangshan-zhigong-zhijia/2018/faq/"),
        ("重要条件", ["重要", "条件"], "qingdao-shuangzheng/2020/notice/"),
        ("没有职工书屋怎么办", ["职工书屋"], "chongqing-jkwwt-zhijia/2019/notice/"),
        ("这个称号会不会被取消", ["称号", "取消"], "chongqing-jkwwt-zhijia/2019/notice/"),
    ],
)
def test_a_question_finds_what_comes_nearest(searching: Page, asked: str, words: list[str], address: str) -> None:
    """People ask in words of their own: no page holds the question, and the best ones hold most of what it asks for."""
    ((near, found, best),) = searching.evaluate(NEAR, [asked])
    assert near
    assert best == words
    assert address in found[:20]


def test_nothing_is_near_to_what_stands_nowhere(searching: Page) -> None:
    nothing = ["xyzzy", "鱻龘吗", "没有没有", "这个那个", "股票涨了没有", "这个东西没有用", "那些怎么样"]
    assert searching.evaluate(NEAR, nothing) == [[False, [], []]] * len(nothing)


def test_only_pages_with_more_than_half_of_what_the_best_holds_are_near(searching: Page) -> None:
    """Of eight characters one page holds all, one six, some of them in its title, one four and one two."""
    pages = [("甲", "职工书屋，经费，活动"), ("职工书屋", "经费"), ("丙", "经费，活动"), ("丁", "经费")]
    script = """async pages => {
        await portalSearch.ask('../', '鱻龘吗', '');  // reads what finds them
        const made = ([title, text]) => portalSearch.page({ title: '' }, [title, title, '', 0, [0], []], [text]);
        return portalSearch.near(pages.map(made), '职工书屋经费活动').map(hit => hit.page.title);
    }"""
    assert searching.evaluate(script, pages) == ["甲", "职工书屋"]


def test_the_page_says_that_it_shows_what_comes_nearest(page: Page, served: str) -> None:
    page.goto(f"{served}/search/?q=打分表怎么填")
    expect(page.get_by_role("status")).to_contain_text("没有网页写着“打分表怎么填”。下面是内容最接近的")
    assert set(page.locator(".p-hit").first.locator("mark").all_inner_texts()) == {"打分表", "填"}


# One page each: address, title, texts, marks. What is looked for, and the pages in the order they are found in.
PAGES = [
    ["body/", "通知", "通知", 0, ["评议满意率达90%以上。"], [[0, "", 0]]],
    ["head/", "标准", "标准", 0, ["满意率", "工会〔2016〕16号"], [[0, "rate", 1]]],
    ["title/", "满意率怎么算", "问答", 0, ["满意率怎么算", "按票数。"], [[0, "", 1]]],
    ["echo/", "自评", "自评", 1, ["评议满意率达90%以上。"], [[0, "", 0]]],
    ["far/", "其他", "其他", 0, ["满意率见后", "共" + "某" * 80 + "90%"], [[0, "", 0]]],
    ["number/", "文号", "文号", 0, ["工会〔2016〕6号"], [[0, "", 0]]],
    ["ways/", "首页", "", 0, ["看“两有”", "八有"], [[0, "", 2]]],
    ["pair/", "对照", "", 2, ["做到两有"], [[0, "", 0]]],
    ["form/", "表格", "", 1, ["做到两有"], [[0, "", 1]]],
    ["goal/", "目标", "", 0, ["目录：两有", "做到", "原文", "两有"], [[0, "", 2], [1, "", 0], [2, "", 2], [3, "", 0]]],
    ["row/", "等次", "", 0, ["三星级", "70分", "四星级", "80分"], [[0, "tiers", 0]]],
    [
        "terms/",
        "术语",
        "",
        0,
        ["两有", "“两有”“八有”", "有牌子。", "原文"],
        [[0, "", 2], [1, "t", 3], [2, "t", 0], [3, "t", 2]],
    ],
]
ORDERS = [
    ("满意率", ["title/", "head/", "body/", "far/", "echo/"]),
    ("满意率达90%", ["body/", "echo/"]),
    ("满意率90%", ["body/", "echo/", "far/"]),
    ("90%满意率", ["body/", "echo/", "far/"]),
    ("6号", ["number/", "head/"]),
    ("某届 按票数", ["title/"]),
    ("某届", ["far/"]),
    ("ＭＡＮ", []),
    ("。", ["body/", "title/", "terms/", "echo/"]),
    ("两有", ["terms/", "goal/", "form/", "pair/", "ways/"]),
    ("八有", ["terms/", "ways/"]),
    ("", []),
]
RANK = """([pages, words]) => {
    const of = {of: 'one/1', title: '某届'};
    const made = pages.map(([address, title, kind, echo, texts, marks]) =>
        portalSearch.page(of, [address, title, kind, echo, texts.map((_, at) => at), marks], texts));
    return portalSearch.find(made, words).map(hit => hit.page.address);
}"""
EXCERPTS = """([pages, words]) => {
    const made = pages.map(([address, title, kind, echo, texts, marks]) =>
        portalSearch.page({title: '某届'}, [address, title, kind, echo, texts.map((_, at) => at), marks], texts));
    const [hit] = portalSearch.find(made, words);
    return hit.places.map(place => portalSearch.excerpt(hit.page, place));
}"""


@pytest.mark.parametrize(("words", "order"), ORDERS)
def test_better_hits_stand_first(searching: Page, words: str, order: list[str]) -> None:
    """Whole before scattered, title before heading before text, nearer before farther, originals before echoes."""
    pages = [*PAGES[:4], [*PAGES[4][:4], ["满意率见后", "共" + "某届" * 40 + "90%"], PAGES[4][5]], *PAGES[5:]]
    assert searching.evaluate(RANK, [pages, words]) == order


@pytest.mark.parametrize(
    ("address", "words", "shown"),
    [
        ("goal/", "两有", ["做到　两有"]),
        ("goal/", "目录", ["目录：两有"]),
        ("goal/", "做到 有", ["做到　两有"]),
        ("goal/", "做到原文", ["做到　原文　两有"]),
        ("terms/", "两有", ["“两有”“八有”　有牌子。"]),
        ("row/", "星级", ["三星级　70分　四星级　80分"]),
    ],
)
def test_a_hit_shows_little_and_nothing_twice(searching: Page, address: str, words: str, shown: list[str]) -> None:
    pages = [page for page in PAGES if page[0] == address]
    assert searching.evaluate(EXCERPTS, [pages, words]) == shown


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("评议满意率达９０％以上", ["90%"], ["９０％"]),
        ("乳会发〔2020〕6号", ["(2020)6号"], ["〔2020〕6号"]),
        ("第①项，㎡", ["1", "m2"], ["①", "㎡"]),
        ("工会 主席", ["会主"], ["会 主"]),
        ("工会工会", ["工会", "会工"], ["工会工会"]),
    ],
)
def test_what_was_looked_for_is_marked(searching: Page, text: str, words: list[str], marked: list[str]) -> None:
    pieces = searching.evaluate("([text, words]) => portalSearch.marked(text, words)", [text, words])
    assert "".join(piece["text"] for piece in pieces) == text
    assert [piece["text"] for piece in pieces if piece["on"]] == marked


def test_from_a_page_of_an_edition_to_the_clause(page: Page, served: str) -> None:
    """The header's box asks within the edition; wider with one choice; each hit leads to its place."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{served}/{EDITION}/faq/")
    page.keyboard.press("/")
    page.keyboard.type("满意率90%")
    page.keyboard.press("Enter")
    expect(page.get_by_role("radio", name="本届：“活力基层工会”星级创建活动（2020年）")).to_be_checked()
    expect(page.get_by_role("status")).to_contain_text("找到")
    first = page.locator(".p-hit").first
    expect(first).to_contain_text("“活力基层工会”星级创建活动（2020年） · 创建标准")
    expect(first.locator("mark")).to_have_text("满意率90%")
    here = page.locator(".p-hit").count()
    data = [url for url in asked if re.search(r"/search/[a-z].*\.[0-9]{4}\.js$", url)]
    assert data == [f"{served}/search/{EDITION.replace('/', '.')}.js"]
    page.get_by_role("radio", name="全部活动").check()
    expect(page.locator(".p-hit").nth(here)).to_be_visible()
    page.get_by_role("radio", name="本届").check()
    expect(page.locator(".p-hit")).to_have_count(here)
    first.locator(".p-hit__place").first.click()
    expect(page).to_have_url(re.compile(r"/standards/[a-z]+/#item-2$"))


def test_nothing_is_loaded_before_someone_searches(page: Page, served: str, site: Path) -> None:
    """Not by a page with a box, and not by the search page itself; Material's own search is off."""
    data = {file.name for file in (site / "search").glob("*.js")} - {"sites.js"}
    assert f"{EDITION.replace('/', '.')}.js" in data
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url.rpartition("/")[2]))
    for address in ("", f"{EDITION}/", "search/"):
        page.goto(f"{served}/{address}")
    assert data.isdisjoint(asked)
    page.locator("[data-search-field]").fill("职工之家")
    expect(page.locator(".p-hit").first).to_be_visible()
    assert data <= set(asked)
    assert not list(site.rglob("search_index.json"))


def test_the_keyboard_is_enough(page: Page, served: str) -> None:
    page.goto(f"{served}/search/")
    field = page.locator("[data-search-field]")
    expect(field).to_be_focused()
    page.keyboard.type("职工之家")
    hits = page.locator(".p-hit__title")
    expect(hits.nth(1)).to_be_visible()
    for key, focused in [("ArrowDown", 0), ("ArrowDown", 1), ("ArrowUp", 0)]:
        page.keyboard.press(key)
        expect(hits.nth(focused)).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Escape")
    expect(field).to_be_focused()
    expect(field).to_have_value("")
    expect(hits).to_have_count(0)
    expect(page.get_by_role("status")).to_have_text("")


def test_the_key_can_be_switched_off(page: Page, served: str) -> None:
    """WCAG 2.1.4: a shortcut of one character must not be forced on anyone."""
    page.goto(f"{served}/search/")
    page.get_by_role("checkbox", name="在各页按 / 键跳到搜索框").uncheck()
    page.goto(f"{served}/{EDITION}/")
    page.keyboard.press("/")
    expect(page.locator(".p-find__field")).not_to_be_focused()


def test_many_hits_come_fifty_at_a_time(page: Page, served: str) -> None:
    page.goto(f"{served}/search/?q=工会")
    hits = page.locator(".p-hit")
    expect(hits).to_have_count(50)
    page.get_by_role("button", name="再列出50页").click()
    expect(hits.nth(50).locator("a").first).to_be_focused()


def test_nothing_found_here_is_looked_for_everywhere(page: Page, served: str) -> None:
    page.goto(f"{served}/search/?q=暖心驿站&in={EDITION}")
    expect(page.get_by_role("status")).to_have_text("没有找到“暖心驿站”。可以少输几个字，或换一个说法。")
    page.get_by_role("button", name="在全部活动里搜索").click()
    expect(page.locator(".p-hit").first).to_contain_text("暖心驿站")


def test_from_the_header_the_arrows_lead_to_the_hits(page: Page, served: str) -> None:
    page.goto(f"{served}/glossary/")
    page.keyboard.press("/")
    page.keyboard.type("六有")
    page.keyboard.press("Enter")
    hits = page.locator(".p-hit__title")
    expect(hits.first).to_have_text("术语")
    expect(page.locator("[data-search-field]")).to_be_focused()
    assert page.evaluate("scrollY") == 0
    page.keyboard.press("ArrowDown")
    expect(hits.first).to_be_focused()
    found = [link.get_attribute("href") or "" for link in hits.all()]
    compared = [number for number, way in enumerate(found) if "/compare/" in way]
    assert found.index("../fangshan-zhigong-zhijia/2018/notice/") < compared[0]


def test_what_is_typed_is_never_markup(page: Page, served: str) -> None:
    page.goto(f"{served}/search/?q=%3Cimg%20src%3Dx%3E")
    expect(page.get_by_role("status")).to_contain_text("<img src=x>")
    assert page.locator(".p-page img").count() == 0


def test_it_works_from_a_folder_on_disk(page: Page, site: Path) -> None:
    page.goto((site / EDITION / "notice/index.html").as_uri())
    page.locator(".p-find__field").fill("六大行动")
    page.locator(".p-find__go").click()
    expect(page).to_have_url(re.compile(r"/search/index\.html\?q="))
    page.get_by_role("radio", name="全部活动").check()
    page.locator("[data-search-field]").fill("满意率90%")
    page.locator(".p-hit__place").first.click()
    expect(page).to_have_url(re.compile(r"/index\.html#"))


def test_without_scripts_the_page_says_so_and_leads_on(browser: Browser, served: str) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{served}/{EDITION}/")
    page.locator(".p-find__field").fill("满意率")
    page.locator(".p-find__go").click()
    expect(page).to_have_url(re.compile(r"/search/\?q=.*&in="))
    assert '现在没有打开。请从<a href="../sitemap/">网站地图</a>' in page.content()
    context.close()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_results_are_accessible_and_fit(browser: Browser, served: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, has_touch=width < 1280)
    page = context.new_page()
    page.goto(f"{served}/search/?q=满意率90%25&in={EDITION}")
    expect(page.locator(".p-hit").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.goto(f"{served}/{EDITION}/notice/")
    assert page.locator(".p-find-way").is_visible() is (width < 720)
    assert page.locator(".p-find").is_visible() is (width > 720)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    context.close()
