"""Corrections on the pages of the demonstration: what the corrected page says, and the earlier text where it stays."""

from __future__ import annotations

import re
from pathlib import Path

import corrected
import honoured
import pytest
import whole
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from generator import check, downloads, load
from generator.documents import notice, rubric_form
from generator.documents.blocks import texts
from generator.documents.corrected import told as told_of
from generator.documents.outcome import papers
from generator.model.portal import Edition, Portal
from generator.render import sitemap
from generator.render.output import Page, Site
from generator.score.scheme import canonical, scheme
from generator.search.records import records

EARLIER = {
    "notice/": ("notice/earlier/notice-1/", "6月30日", "6月28日"),
    "standards/union/": ("standards/union/earlier/rubric-union-1/", "每缺少一份合同扣7分。", "联合会不扣分。"),
}


@pytest.fixture(scope="module")
def edition(portal: Portal) -> Edition:
    return next(one for one in portal.editions if one.address == "shili-xingji/2024/")


@pytest.fixture(scope="module")
def sites(portal: Portal) -> list[Site]:
    demonstration = tuple(one for one in portal.editions if one.series.demo)
    return whole.sites(replace(portal, editions=demonstration))


@pytest.fixture(scope="module")
def site(sites: list[Site]) -> Site:
    return next(one for one in sites if one.address == "shili-xingji/2024/")


def page(site: Site, address: str) -> Page:
    return next(one for one in site.pages if one.address == address)


def words(page: Page) -> str:
    return re.sub(r"\s+", "", LexborHTMLParser(page.body).text())


def links(page: Page, selector: str) -> list[str]:
    return [str(node.attributes["href"]) for node in LexborHTMLParser(page.body).css(f"{selector} a")]


@pytest.mark.parametrize("address", EARLIER)
def test_a_corrected_page_says_so_and_leads_to_what_it_was(site: Site, address: str) -> None:
    earlier, _, now = EARLIER[address]
    made = page(site, address)
    up = "../" * address.count("/")
    assert f"{up}{earlier}" in links(made, ".p-corrected")
    assert f"{up}corrections/#{earlier.split('/')[-2]}" in links(made, ".p-corrected")
    said = words(made)
    assert "已更正2024年4月3日更正。" in said
    assert now in said
    assert all(f'id="{link[1:]}"' in made.body for link in links(made, ".p-corrected") if link.startswith("#"))


@pytest.mark.parametrize("address", EARLIER)
def test_an_earlier_text_says_that_it_is_one(site: Site, address: str) -> None:
    earlier, then, now = EARLIER[address]
    made = page(site, earlier)
    up = "../" * earlier.count("/")
    assert f"{up}{address}" in links(made, ".p-corrected--earlier")
    said = re.sub(r"<aside.*?</aside>", "", made.body, flags=re.DOTALL)
    assert then in said
    assert now not in said
    assert "更正以前" in made.title
    assert "score/" not in "".join(links(made, ".p-actions"))


def test_earlier_texts_of_one_day_have_titles_of_their_own(portal: Portal, edition: Edition, site: Site) -> None:
    assert page(site, EARLIER["notice/"][0]).title == "通知（2024年4月3日更正以前）"
    first = next(one for one in edition.corrections if one.correction.of == "notice")
    again = replace(first, correction=first.correction.model_copy(update={"id": "notice-2"}))
    twice = replace(edition, corrections=(*edition.corrections, again))
    editions = tuple(twice if one is edition else one for one in portal.editions if one.series.demo)
    made = next(one for one in whole.sites(replace(portal, editions=editions)) if one.address == edition.address)
    titles = [page(made, f"notice/earlier/notice-{number}/").title for number in (1, 2)]
    assert titles == ["通知（2024年4月3日第1次更正以前）", "通知（2024年4月3日第2次更正以前）"]


def test_all_corrections_stand_on_one_page_with_the_words_that_changed(site: Site) -> None:
    made = page(site, "corrections/")
    tree = LexborHTMLParser(made.body)
    assert [node.id for node in tree.css(".p-correction h2")] == ["notice-1", "rubric-union-1"]
    assert [node.text().removeprefix("【删去：").removesuffix("】") for node in tree.css(".p-correction del")] == [
        "30"
    ] * 2
    assert "依据：示例市总工会办公室2024年4月2日更正通知。" in words(made)
    assert [item.title for item in site.nav][-1] == "更正"


@pytest.mark.parametrize(
    ("times", "order"),
    [
        (("2024-05-08", "2024-05-08"), [2, 1]),
        (("2024-05-08 17:30", "2024-05-08"), [2, 1]),
        (("2024-05-08", "2024-05-08 17:30"), [2, 1]),
        (("2024-05-08", "2024-04-12"), [1, 2]),
    ],
)
def test_of_one_day_what_was_written_last_is_the_newest(
    edition: Edition, times: tuple[str, str], order: list[int]
) -> None:
    found = [
        replace(edition.corrections[-1], correction=edition.corrections[-1].correction.model_copy(update=given))
        for number, time in enumerate(times, 1)
        for given in [{"id": f"notice-{number}", "date": time[:10], "published": time if " " in time else None}]
    ]
    told = told_of(replace(edition, corrections=tuple(found)), "notice")
    assert [one.correction.id for one in told] == [f"notice-{number}" for number in order]


def test_only_an_edition_with_corrections_has_the_page(sites: list[Site]) -> None:
    for one in sites:
        there = any(made.address == "corrections/" for made in one.pages)
        assert there == (one.address == "shili-xingji/2024/")


def test_earlier_texts_are_not_searched(site: Site) -> None:
    found = {record.address for record in records(site, "")}
    assert "notice/" in found
    assert not [address for address in found if "/earlier/" in address]


def test_search_engines_leave_earlier_texts_out(site: Site) -> None:
    for one in site.pages:
        assert (("robots", "noindex") in one.metas) == ("/earlier/" in one.address)
    (file,) = sitemap.render(replace(site, url="https://gh.example.org/").outline, [])
    assert b"/notice/" in file.data
    assert b"/earlier/" not in file.data


def test_a_document_says_that_its_list_was_corrected_since(tmp_path: Path) -> None:
    corrected.copy(tmp_path)
    honoured.bind(tmp_path)
    portal = check.portal(load.tree(tmp_path))
    (edition,) = [one for one in portal.editions if one.id == "2026"]
    (decided,) = [one for one in papers(portal, edition) if one.page == "honorees/decision/"]
    assert [text for text in texts(decided) if text.startswith("更正：")] == [
        "更正：名单第0005号于2026年11月10日更正。名称印错。改动：单位名称。改动的文字在本站公布。"
    ]
    (site,) = [one for one in whole.sites(portal) if one.address == edition.address]
    assert "2026年11月10日更正名单第0005号。" in words(page(site, "honorees/decision/"))
    assert "更正名单" not in words(page(site, "notice/"))


def test_where_no_word_differs_the_page_says_what_does(tmp_path: Path) -> None:
    corrected.online(tmp_path)
    corrected.begin(tmp_path, "通知", "打分表", "union", day="2026-07-10", reason="印错")
    corrected.edit(tmp_path, "notice", "各示例工会均可参加。\n{: #objects-units }\n\n", "")
    end = "示例部门负责解释。\n{: #procedure-steps }\n"
    corrected.edit(tmp_path, "notice", end, f"{end}\n各示例工会均可参加。\n{{: #objects-units }}\n")
    corrected.edit(tmp_path, "notice", "为合格，90分", "为**合格**，90分")
    corrected.edit(tmp_path, "rubric", "ask: 开展活动的次数", "ask: 当年开展活动的次数")
    corrections = tmp_path / corrected.PATHS["corrections"]
    said = corrections.read_text("utf-8").replace("clauses: []", "clauses: [objects-tiers, objects-units]", 1)
    corrections.write_text(said.replace("clauses: []", "clauses: [item-4]"), "utf-8")
    honoured.bind(tmp_path)
    (site,) = [one for one in whole.sites(check.portal(load.tree(tmp_path))) if one.address == "demo/2026/"]
    tree = LexborHTMLParser(page(site, "corrections/").body)
    found = {
        heading.id: [dd.text() for dd in one.css("dd")]
        for one in tree.css(".p-correction")
        for heading in one.css("h2")
    }
    assert found == {
        "rubric-union-1": ["文字没有改，改的是计分的规则、所问的话或所在的部分，见数据。"],
        "notice-1": ["文字没有改，改的是写法或所指，见封存记录。", "文字没有改，换了位置。"],
    }


def test_an_earlier_document_has_the_list_of_its_day(tmp_path: Path) -> None:
    """Of a row that was corrected with it the name of then, and none that was added with it or since."""
    corrected.online(tmp_path)
    for names, counts, day, added in (
        (("园林绿化中心", "第一园林绿化中心"), ("5", "6"), "2026-11-10", "0007,合格,示例市邮电局"),
        (("第一园林绿化中心", "第二园林绿化中心"), ("6", "7"), "2026-11-11", "0008,合格,示例市气象台"),
    ):
        corrected.begin(tmp_path, "名单", "0006", "决定", day=day, reason="名称印错，漏了单位")
        corrected.edit(tmp_path, "list", names[0], names[1])
        corrected.edit(tmp_path, "decision", f"等{counts[0]}个单位", f"等{counts[1]}个单位")
        with (tmp_path / corrected.PATHS["list"]).open("a", encoding="utf-8") as file:
            file.write(f"{added},,\n")
        corrections = tmp_path / corrected.PATHS["corrections"]
        row, decision = "clauses: [单位名称]", "clauses: [grant]"
        said = corrections.read_text("utf-8").replace("clauses: []", row, 1).replace("clauses: []", decision)
        corrections.write_text(said, "utf-8")
        honoured.bind(tmp_path)
    (site,) = [one for one in whole.sites(check.portal(load.tree(tmp_path))) if one.address == "demo/2026/"]
    found = {
        address: re.findall(
            "示例市[^<]*?(?:园林绿化中心|邮电局|气象台)", page(site, f"honorees/decision/{address}").body
        )
        for address in ("", "earlier/decision-2/", "earlier/decision-1/")
    }
    assert found == {
        "": ["示例市第二园林绿化中心", "示例市邮电局", "示例市气象台"],
        "earlier/decision-2/": ["示例市第一园林绿化中心", "示例市邮电局"],
        "earlier/decision-1/": ["示例市园林绿化中心"],
    }


def test_documents_on_paper_say_it_too(edition: Edition) -> None:
    (rubric,) = edition.rubrics
    for document in (notice(edition), rubric_form(edition, rubric, scheme(edition, rubric))):
        (said,) = [text for text in texts(document) if text.startswith("更正：")]
        assert "2024年4月3日更正" in said
        assert "改动：" in said


def test_the_data_of_an_earlier_rubric_are_there(portal: Portal, edition: Edition) -> None:
    made = downloads.of_edition(portal, edition)
    files = {file.path: file.data.decode() for file in made if "/earlier/" in file.path}
    (before,) = (one.before for one in edition.corrections if one.correction.kind == "rubric")
    said = canonical(scheme(before, before.rubrics[0]))
    assert files == {"data/shili-xingji/2024/earlier/rubric-union-1/union.json": f"{said}\n"}
    assert said != canonical(scheme(edition, edition.rubrics[0]))
