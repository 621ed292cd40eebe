"""The portal's own pages: what they list, what they leave out, and that nothing is forgotten."""

from __future__ import annotations

import re

import pytest
import small_portals
import whole
from msgspec.structs import replace

from generator.model.campaign import Federation, Phase
from generator.model.portal import Article, Edition, Portal, lineage, publishing
from generator.pages.runs import Run, Step, runs
from generator.render.links import relative
from generator.render.output import Site

SITEMAP = "sitemap/"


def sites(portal: Portal) -> list[Site]:
    return whole.sites(portal)


def body(site: Site, address: str) -> str:
    return next(page.body for page in site.pages if page.address == address)


def listed(portal: Portal) -> list[Run]:
    return runs(portal, [site.outline for site in sites(portal)[1:]])


def editions(*names: str, current: str) -> Portal:
    """The demonstration series with these editions."""
    made = []
    for name in names:
        one = small_portals.edition(name=name)
        campaign = one.campaign.model_copy(update={"label": f"{name}年"})
        made.append(replace(one, series=one.series.model_copy(update={"current": current}), campaign=campaign))
    return small_portals.portal(*made)


@pytest.fixture(scope="module")
def rendered(portal: Portal) -> list[Site]:
    return sites(portal)


def test_the_site_map_lists_every_page_of_every_site(rendered: list[Site]) -> None:
    listing = body(rendered[0], SITEMAP)
    links = set(re.findall(r'href="([^"]*)"', listing))
    wanted = {relative(SITEMAP, site.address + page.address) for site in rendered for page in site.pages}
    assert wanted - links == set()


def test_the_site_map_begins_a_campaign_with_its_current_edition() -> None:
    listing = body(sites(editions("2024", "2025", "2026", current="2025"))[0], SITEMAP)
    assert re.findall(r"<span>(20[0-9]{2}年)</span>", listing) == ["2025年", "2026年", "2024年"]


def test_every_page_of_the_portal_is_in_reach_of_the_footer_or_the_home_page(rendered: list[Site]) -> None:
    own = rendered[0]
    footer = {item.address for item in own.footer}
    linked = set(re.findall(r'href="([^"#]*)"', body(own, "")))
    # The register leads to the titles of each edition.
    register = body(own, "honours/")
    linked |= {page.address for page in own.pages if f'href="{relative("honours/", page.address)}"' in register}
    titles = {page.address for page in own.pages if page.address.startswith("honours/") and page.address != "honours/"}
    rest = {page.address for page in own.pages} - footer - linked - titles  # the register lists its editions
    assert rest <= {"search/"}  # the box of every header leads there
    assert all(site.footer == own.footer for site in rendered)


def test_without_texts_and_terms_there_is_neither_page_nor_link() -> None:
    bare = replace(small_portals.starter(), texts={}, terms=())
    own, edition = sites(bare)
    assert {page.address for page in own.pages} == {"", "honours/", "federations/demo/", "search/", SITEMAP}
    assert [(item.title, item.address) for item in edition.footer] == [("首页", ""), ("网站地图", SITEMAP)]
    for page in own.pages:
        assert "glossary/" not in page.body
        assert "about/" not in page.body


def test_a_portal_says_who_maintains_it_or_that_nobody_is_named() -> None:
    portal = small_portals.starter()
    text = Article("content/pages/about.md", "<p>甲</p>", (), {}, (), ())
    said = {}
    for maintainer in (None, "某市总工会"):
        settings = portal.settings.model_copy(update={"maintainer": maintainer})
        said[maintainer] = body(sites(replace(portal, texts={"about/": text}, settings=settings))[0], "about/")
    assert "还没有写明维护单位" in said[None]
    assert "<p>某市总工会</p>" in said["某市总工会"]


def test_a_federation_lists_its_editions_newest_first_and_whom_to_ask() -> None:
    portal = editions("2024", "2026", "2025", current="2026")
    page = body(sites(portal)[0], "federations/demo/")
    assert re.findall(r'<li><a href="../../demo/(\d{4})/">', page) == ["2026", "2025", "2024"]
    contact = portal.editions[0].campaign.contact
    assert contact
    assert page.count(contact.department) == 1


def test_a_parent_lists_the_campaigns_below_it_and_each_leads_to_the_other(rendered: list[Site]) -> None:
    parent, child = (body(rendered[0], f"federations/{name}/") for name in ("weihai", "rushan"))
    assert '<a href="../../federations/rushan/">乳山市总工会</a>' in parent
    assert "“活力基层工会”星级创建活动" in parent
    assert '<a href="../../federations/weihai/">威海市总工会</a>' in child


def test_federations_stand_before_those_below_them(portal: Portal) -> None:
    names = publishing(portal.federations, portal.series)
    assert names.index("weihai") + 1 == names.index("rushan")
    assert names.index("chongqing") + 1 == names.index("chongqing-jkwwt")
    idle = {**portal.federations, "idle": Federation(id="idle", name="无活动的工会")}
    assert "idle" not in publishing(idle, portal.series)


def test_a_circle_of_federations_has_an_end() -> None:
    one, other = Federation(id="a", name="甲", parent="b"), Federation(id="b", name="乙", parent="a")
    assert lineage({"a": one, "b": other}, "a") == ("a", "b")


def test_the_home_page_lists_every_edition_once(rendered: list[Site], portal: Portal) -> None:
    home = body(rendered[0], "")
    entries = re.findall(r'<(?:article|li)[^>]* data-entry [^>]*>.*?href="([^"]*/\d{4}/)"', home, re.DOTALL)
    counted = [edition.address for edition in portal.editions if edition.series in portal.counted]
    assert sorted(entries) == sorted(counted)
    apart = [edition.address for edition in portal.editions if edition.address not in counted]
    assert re.findall(r'<li><a href="([^"]*/\d{4}/)">', home[home.index("demonstrations") :]) == apart[::-1]


@pytest.fixture(scope="module")
def many() -> list[Site]:
    """A portal of 301 editions of 151 series, run by a federation below another; series 150 ends last."""
    one = small_portals.edition()
    names = [(f"s{at:03}", str(year), at) for at in range(151) for year in (2023 + at % 2, 2025)][:-1]
    made = []
    for series, year, at in names:
        current = "2025" if at < 150 else year
        own = one.series.model_copy(update={"id": series, "title": f"活动{at}", "current": current})
        ends = small_portals.phase(start="2025-08-01", end="2025-12-31" if at == 150 else "2025-08-31")
        said = {"label": f"{year}年", "title": f"活动{at}（{year}年）", "phases": (ends,)}
        campaign = one.campaign.model_copy(update=said)
        made.append(replace(one, id=year, series=own, campaign=campaign))
    federations = {
        "above": Federation(id="above", name="示例省总工会"),
        "demo": Federation(id="demo", name="示例市总工会", parent="above"),
    }
    all_series = tuple({one.series.id: one.series for one in made}.values())
    return sites(replace(small_portals.portal(*made), series=all_series, federations=federations))


def test_of_very_many_editions_the_home_page_shows_those_that_end_last_and_the_way_to_the_rest(
    many: list[Site],
) -> None:
    home = body(many[0], "")
    assert len(many) == 302
    shown = ["s150/2023/", *(f"s{at:03}/2025/" for at in range(59))]
    assert re.findall(r'<h3 class="p-run__title"><a href="(.*?)"', home) == shown
    assert "本站收录151项活动，这里列出正在进行和新近的60项。" in home
    assert "data-filter" not in home
    assert 'href="federations/demo/"' in home
    assert "<span>151项活动</span>" in home
    below = body(many[0], "federations/demo/")
    assert {f"../../{site.address}" for site in many[1:]} <= set(re.findall(r'href="([^"]*)"', below))


def test_of_very_many_editions_a_federation_above_leads_to_those_below(many: list[Site]) -> None:
    above = body(many[0], "federations/above/")
    assert 'href="../../federations/demo/"' in above
    assert '<h2 id="below">' not in above
    assert "下级工会的创建活动列在各工会的页面。" in above
    page = next(page for page in many[0].pages if page.address == "federations/above/")
    assert page.description.endswith("、活动9等151项。")


def test_of_very_many_editions_the_site_map_has_each_campaign_once(many: list[Site]) -> None:
    listing = body(many[0], SITEMAP)
    links = re.findall(r'href="\.\./(s\d[^"]*)"', listing)
    assert links == [f"s{at:03}/{'2025' if at < 150 else '2023'}/" for at in range(151)]
    own = {relative(SITEMAP, page.address) for page in many[0].pages}
    assert own <= set(re.findall(r'href="([^"]*)"', listing))


def test_one_campaign_needs_no_filter(rendered: list[Site]) -> None:
    assert "data-filter" in body(rendered[0], "")
    assert "data-filter" not in body(sites(small_portals.starter())[0], "")


def phase(start: str | None, end: str | None) -> Phase:
    return small_portals.phase(**{key: value for key, value in (("start", start), ("end", end)) if value})


@pytest.mark.parametrize(
    ("start", "end", "days", "first", "last"),
    [
        ("2026-08-01", "2026-08-31", "8月1日至8月31日", "2026-08-01", "2026-08-31"),
        ("2026-08", None, "8月", "2026-08-01", "2026-08-31"),
        ("2026-08", "2026-08", "8月", "2026-08-01", "2026-08-31"),
        (None, "2026-10-31", "到10月31日为止", "", "2026-10-31"),
        (None, "2026-10", "10月底前", "", "2026-10-31"),
        ("2026-12", "2027-02", "12月至2027年2月", "2026-12-01", "2027-02-28"),
        ("2026", None, "2026年", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_step_says_its_days_briefly_and_exactly(
    start: str | None, end: str | None, days: str, first: str, last: str
) -> None:
    (run,) = listed(small_portals.portal(small_portals.edition(phase(start, end), phase(None, None))))
    assert run.steps == (Step("申报", days, first, last),)
    assert (run.start, run.end) == (first, last)


def test_what_only_ends_begins_with_its_notice() -> None:
    for issued, first in (("2026-03", "2026-03-01"), (None, "")):
        (run,) = listed(small_portals.portal(small_portals.edition(phase(None, "2026-10-31"), date=issued)))
        assert (run.start, run.end) == (first, "2026-10-31")


def test_a_run_lasts_from_its_first_to_its_last_day() -> None:
    edition = small_portals.edition(phase("2026-03", "2026-05"), phase(None, "2026-09-30"), phase("2026-04-07", None))
    (run,) = listed(small_portals.portal(edition))
    assert (run.start, run.end) == ("2026-03-01", "2026-09-30")


def labelled(label: str, name: str, date: str | None) -> Edition:
    one = small_portals.edition(name=name, date=date)
    return replace(one, campaign=one.campaign.model_copy(update={"label": label}))


@pytest.mark.parametrize(
    ("label", "name", "date", "year"),
    [
        ("2026年度", "2025", "2024", "2026"),
        ("第三届", "2025", "2024-03", "2025"),
        ("第三届", "third", "2024-03-01", "2024"),
        ("第三届", "third", None, ""),
    ],
)
def test_the_year_is_what_the_label_the_id_or_the_notice_says(
    label: str, name: str, date: str | None, year: str
) -> None:
    (run,) = listed(small_portals.portal(labelled(label, name, date)))
    assert run.year == year


def test_a_term_shows_the_words_it_quotes_and_where_they_stand() -> None:
    page = body(sites(small_portals.starter())[0], "glossary/")
    assert '<div id="term-veto">' in page
    assert '<a href="../demo/2026/notice/#objects-tiers">示会发〔2026〕1号</a>' in page
    assert '参见：<a href="#term-veto">否决条件</a>' in page


def test_a_notice_is_described_with_its_issuer_once(portal: Portal) -> None:
    found = {page.description for site in sites(portal) for page in site.pages if page.address == "notice/"}
    assert "青岛市总工会关于深入开展“双争”活动加强职工之家阵地规范化建设的通知全文。" in found
    assert "乳山市总工会乳会发〔2020〕6号：关于深入推进“活力基层工会”星级创建活动的通知全文。" in found
