"""The register's pages: what they list and say without a script, and what they hand to the scripts."""

from __future__ import annotations

import json
import re

import esprima
import large_lists
import pytest
import small_portals
import whole
from msgspec.structs import replace

from generator.model.honours import DocumentRef, Event, Honoree, Kind
from generator.model.portal import Edition, Portal
from generator.pages.honours.chart import charts
from generator.pages.honours.roster import rosters
from generator.pages.honours.script import script
from generator.render.output import Page, Site
from generator.search.records import records

REVIEW = DocumentRef("2021", "review")
ROLL = "honours/demo/2021/"


def event(number: str, day: str, kind: Kind, line: int = 2, **more: str) -> Event:
    return Event(number, day, kind, REVIEW, "说明原因", more.get("tier"), more.get("name", ""), "", line)


HONOREES = [
    Honoree("0001", "star", "five", "甲公司工会", "云杉区"),
    Honoree("0002", "star", "five", "乙公司工会", "云杉区"),
    Honoree("0003", "star", "four", "丙公司工会", "白桦区"),
    Honoree("0004", "star", "four", "丁公司工会", "白桦区", refused="公示期间有异议"),
    Honoree("0005", "star", "three", "戊公司工会", "白桦区"),
]
EVENTS = [
    event("0002", "2023-09-20", Kind.REVOKED),
    event("0003", "2022-03-01", Kind.RENAMED, name="丙集团工会"),
    event("0003", "2023-09-20", Kind.LOWERED, tier="three"),
    event("0001", "2023-09-20", Kind.KEPT),
]


def edition(districts: tuple[str, ...] = ()) -> Edition:
    return large_lists.edition(HONOREES, EVENTS, districts=districts)


def own(portal: Portal) -> Site:
    return whole.sites(portal)[0]


def page(site: Site, address: str) -> Page:
    return next(one for one in site.pages if one.address == address)


@pytest.fixture(scope="module")
def site() -> Site:
    return own(large_lists.of(edition()))


def row(site: Site, number: str) -> str:
    return page(site, ROLL).body.partition(f'<tr id="no-{number}"')[2].partition("</tr>")[0]


def test_where_nothing_was_granted_the_page_says_so_and_nothing_leads_there_but_the_site_map() -> None:
    bare = own(small_portals.starter())
    empty = page(bare, "honours/")
    assert "还没有收录获评名单" in empty.body
    assert empty.scripts == ()
    assert "honours/" not in {item.address for item in (*bare.footer, *bare.nav)}
    assert 'href="../honours/"' in page(bare, "sitemap/").body
    assert "honours/" not in page(bare, "").body
    assert not [file for file in bare.files if file.path.startswith("honours/")]


def test_titles_are_in_reach(site: Site) -> None:
    assert "honours/" in {item.address for item in site.footer} & {item.address for item in site.nav}
    assert 'href="honours/"' in page(site, "").body
    assert 'href="../honours/" data-search-register' in page(site, "search/").body
    assert 'href="../honours/demo/2021/"' in page(site, "sitemap/").body
    assert 'href="../honours/demo/2021/"' in page(site, "honours/").body


def test_every_title_has_its_row_and_who_was_refused_has_none(site: Site) -> None:
    assert re.findall(r'<tr id="(no-[0-9]+)"', page(site, ROLL).body) == ["no-0001", "no-0002", "no-0003", "no-0005"]
    groups = re.findall(r"<h2[^>]*>([^<]+)<", page(site, ROLL).body)
    assert groups == ["五星级 · 云杉区", "四星级 · 白桦区", "三星级 · 白桦区"]


def test_a_revoked_title_stays_with_its_document(site: Site) -> None:
    said = row(site, "0002")
    assert 'data-standing="ended"' in said
    assert "乙公司工会" in said
    assert ">已撤销</span>" in said
    assert '<time datetime="2023-09-20">2023年9月20日</time> <strong>撤销</strong>：说明原因' in said
    assert '<a href="../../../demo/2021/honorees/review/">《关于复查结果的通报》</a>' in said


def test_all_who_granted_titles_are_named() -> None:
    one = edition()
    assert one.honours
    assert one.honours.outcome.decision
    decision = one.honours.outcome.decision.model_copy(update={"issuer": "甲市总工会 甲市人力资源和社会保障局"})
    outcome = one.honours.outcome.model_copy(update={"decision": decision})
    made = own(large_lists.of(replace(one, honours=replace(one.honours, outcome=outcome))))
    assert "甲市总工会、甲市人力资源和社会保障局以<a" in page(made, ROLL).body
    assert "甲市总工会、甲市人力资源和社会保障局，20" in page(made, "honours/").body


def test_a_row_says_the_name_of_the_list_and_the_name_today(site: Site) -> None:
    said = row(site, "0003")
    assert "丙公司工会<p>现名：丙集团工会</p>" in said
    assert "现为三星级" in said
    assert said.index("更名为“丙集团工会”") < said.index("降为三星级")


def test_names_that_stand_in_the_list_too_are_not_searched_twice(site: Site) -> None:
    texts = " ".join(next(one for one in records(site, "") if one.address == ROLL).texts)
    assert "丙集团工会" in texts
    assert "已撤销" in texts
    assert "甲公司工会" not in texts
    assert "戊公司工会" not in texts


def test_the_chart_counts_what_was_held_at_the_end_of_each_year() -> None:
    (chart,) = charts(rosters(large_lists.of(edition(districts=("白桦区", "云杉区")))))
    assert chart.years == ("2021", "2022", "2023")
    assert [(line.name, line.counts) for line in chart.lines] == [
        ("全部", (4, 4, 3)),
        ("白桦区", (2, 2, 2)),
        ("云杉区", (2, 2, 1)),
    ]
    assert [[column.count for column in one.columns] for one in chart.rows] == [
        list(line.counts) for line in chart.lines
    ]
    assert chart.said.endswith("2021年底4个，2022年底4个，2023年底3个。")
    highest = [max(column.height for column in one.columns) for one in chart.rows]
    assert highest == [30.0, 30.0, 30.0]


def test_the_columns_of_few_years_stand_beside_their_names() -> None:
    (chart,) = charts(rosters(large_lists.of(edition())))
    assert [year for _, year in chart.ticks] == ["2021", "2022", "2023"]
    assert chart.ticks[-1][0] < chart.width * 0.6  # a phone shows about half of it without being moved


def test_a_long_history_is_drawn_as_far_as_there_is_room() -> None:
    many = [Honoree(f"{at:04}", "star", "five", f"单位{at}", f"区{at:02}") for at in range(1, 31)]
    old = large_lists.edition(many, [event("0001", "2023-09-20", Kind.KEPT)], granted="2001-05-01", groups=())
    (chart,) = charts(rosters(large_lists.of(old)))
    assert (len(chart.years), len(chart.ticks)) == (23, 12)
    assert (len(chart.lines), len(chart.rows)) == (31, 16)
    assert chart.left_out == "2001年至2011年和另外15个区县或行业"


def test_invented_titles_are_kept_apart() -> None:
    real, invented = edition(), large_lists.edition(HONOREES, [], name="2022", demo=True)
    other = replace(invented, series=invented.series.model_copy(update={"id": "other"}))
    mixed = own(large_lists.of(real, other))
    register = page(mixed, "honours/")
    assert not register.demo
    assert 'name="demo"' in register.body
    assert "收录<strong>4</strong>个称号" in register.body
    assert (page(mixed, ROLL).demo, page(mixed, "honours/other/2022/").demo) == (False, True)
    alone = page(own(large_lists.of(other)), "honours/")
    assert alone.demo
    assert 'name="demo"' not in alone.body


def test_the_scripts_read_every_title_and_nothing_ends_them_early() -> None:
    name = "甲</script>\u2028\"'\\公司"
    one = large_lists.edition([Honoree("0001", "star", "five", name)], [event("0001", "2022-01-01", Kind.KEPT)])
    (roster,) = rosters(large_lists.of(one))
    file = script(roster)
    text = file.data.decode()
    assert file.path == "honours/demo/2021/titles.js"
    assert "<" not in text
    assert "\u2028" not in text
    esprima.parseScript(text)
    assert json.loads(text.removeprefix("portalHonours.add(").removesuffix(");\n"))["titles"][0][1] == name


def test_five_thousand_titles_are_lean() -> None:
    site = own(large_lists.portal())
    body = page(site, ROLL).body
    assert body.count("<tr id=") == large_lists.UNITS
    assert len(body.encode()) < 500 * large_lists.UNITS
    data = next(file.data for file in site.files if file.path.endswith("titles.js"))
    assert len(data) < 100 * large_lists.UNITS
