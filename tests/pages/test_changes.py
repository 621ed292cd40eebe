"""The page that tells what differs from the edition before, and what old editions say of themselves."""

from __future__ import annotations

import re

import pytest
import searched
import small_portals
import whole
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from generator.model import addresses
from generator.model.portal import Edition, Portal
from generator.model.rubric import Section
from generator.render import sitemap
from generator.render.output import Newer, Page, Site

DEMO = "shili-xingji"
FOLLOWING = "chongqing-jkwwt-zhijia"


@pytest.fixture(scope="module")
def several(portal: Portal) -> Portal:
    """The series of the repository that have two editions."""
    chosen = {DEMO, FOLLOWING}
    return replace(
        portal,
        series=tuple(one for one in portal.series if one.id in chosen),
        editions=tuple(one for one in portal.editions if one.series.id in chosen),
    )


@pytest.fixture(scope="module")
def sites(several: Portal) -> dict[str, Site]:
    return {site.address: site for site in whole.sites(several)}


def page(site: Site, address: str) -> Page:
    return next(page for page in site.pages if page.address == address)


def said(body: str, *, leaving: str) -> str:
    """The words of a page without those of one of the two editions."""
    tree = LexborHTMLParser(body)
    for node in tree.css(f"{leaving}, .p-said"):
        node.decompose()
    assert tree.body
    return "".join(tree.body.text().split())


def test_what_is_struck_out_is_the_old_text_and_what_is_underlined_the_new_one(
    several: Portal, sites: dict[str, Site]
) -> None:
    body = page(sites[f"{DEMO}/2024/"], addresses.CHANGES).body
    words = {"2021": said(body, leaving="ins"), "2024": said(body, leaving="del")}
    for edition in several.editions:
        if edition.series.id != DEMO:
            continue
        other = next(one for one in several.editions if one.series.id == DEMO and one != edition)
        theirs = {text for item in other.rubrics[0].items for text in (item.standard, item.text)}
        own = {text for item in edition.rubrics[0].items for text in (item.standard, item.text)}
        assert len(own - theirs) >= 8
        assert [text for text in own - theirs if "".join((text or "").split()) not in words[edition.id]] == []


def test_items_are_counted_and_those_that_are_gone_named_as_they_were(several: Portal) -> None:
    """One item less than in the demonstration, and one that differs in its stops alone."""

    def touched(section: Section) -> Section:
        items = [one for one in section.items if one.id != "venues"]
        stops = [
            one.model_copy(update={"standard": one.standard.replace("。", "；")}) if one.id == "congress" else one
            for one in items
        ]
        return section.model_copy(update={"items": tuple(stops)})

    def shorter(edition: Edition) -> Edition:
        (rubric,) = edition.rubrics
        sections = tuple(map(touched, rubric.sections))
        return replace(edition, rubrics=(rubric.model_copy(update={"sections": sections}),))

    editions = tuple(shorter(one) if one.address == f"{DEMO}/2024/" else one for one in several.editions)
    sites = {site.address: site for site in whole.sites(replace(several, editions=editions))}
    found = said(page(sites[f"{DEMO}/2024/"], addresses.CHANGES).body, leaving="script")
    counted = "新增1项，删去2项，移动1项，调整分值3项，改计分办法5项，修改文字6项；2项没有变化。满分仍是100分。"
    assert found.count(counted) == 2
    assert [found.count(f"原第{number}项删去") for number in (8, 9)] == [1, 1]
    assert "只有标点不同：第4项（原第5项）。" in found


def test_only_an_edition_with_one_before_it_has_the_page(sites: dict[str, Site]) -> None:
    for address, site in sites.items():
        has = any(one.address == addresses.CHANGES for one in site.pages)
        assert has == (address in {f"{DEMO}/2024/", f"{FOLLOWING}/2021/"})
        assert any(item.address == addresses.CHANGES for item in site.nav) == has
        if address:
            assert ('href="changes/"' in page(site, "").body) == has


def test_an_edition_that_follows_another_says_that_its_standards_are_the_same(sites: dict[str, Site]) -> None:
    body = page(sites[f"{FOLLOWING}/2021/"], addresses.CHANGES).body
    assert '创建标准、分值、分数线和否决条件没有变化：两届都按<a href="../../2019/">2019年</a>的标准。' in body
    assert "本届没有这一张" not in body
    assert "电话由63906020、63850305改为63906020、63525396" in body
    # A day that one of the two does not name is neither struck out nor what another came to.
    assert "至9月15日，删去“创建准备”、“报送登记表”、“创建命名”，修改1条。" in body
    assert "未收录日期" not in body


def test_what_an_edition_goes_on_with_is_not_called_gone(sites: dict[str, Site]) -> None:
    """The notice of 2021 goes on with the procedure of 2019, though it does not write it once more."""
    kept = "的，是2021年度的通知没有再写的，不等于不再适用"
    assert kept in page(sites[f"{FOLLOWING}/2021/"], addresses.CHANGES).body
    assert "不等于不再适用" not in page(sites[f"{DEMO}/2024/"], addresses.CHANGES).body


def test_every_link_leads_to_an_anchor_that_is_there(sites: dict[str, Site]) -> None:
    for address in (f"{DEMO}/2024/", f"{FOLLOWING}/2021/"):
        series = address.split("/")[0]
        for link in re.findall(r'href="([^"]*)"', page(sites[address], addresses.CHANGES).body):
            way, _, anchor = link.partition("#")
            edition, _, rest = (
                way.removeprefix("../../").partition("/")
                if way.startswith("../../")
                else (address.split("/")[1], "", way.removeprefix("../"))
            )
            target = page(sites[f"{series}/{edition}/"], rest)
            assert not anchor or f'id="{anchor}"' in target.body, link


def test_old_editions_say_so_on_every_page(sites: dict[str, Site]) -> None:
    old = sites[f"{DEMO}/2021/"]
    assert all(one.newer for one in old.pages)
    assert page(old, "notice/").newer == Newer("2021年", "2024年", "../../2024/notice/")
    assert page(old, "").newer == Newer("2021年", "2024年", "../2024/")
    # The current edition has no such page.
    assert page(old, "honorees/changes-2022/").newer == Newer("2021年", "2024年", "../../../2024/")
    followed = page(sites[f"{FOLLOWING}/2019/"], "standards/public/").newer
    assert followed == Newer("2019年", "2021年度", "../../../2021/", "2021年度沿用2019年的创建标准。")
    for address in ("", f"{DEMO}/2024/", f"{FOLLOWING}/2021/"):
        assert not any(one.newer for one in sites[address].pages)


def test_an_edition_in_preparation_is_not_old() -> None:
    made = [small_portals.edition(name=name) for name in ("2024", "2025", "2026")]
    made = [replace(one, series=one.series.model_copy(update={"current": "2025"})) for one in made]
    _, *found = whole.sites(small_portals.portal(*made))
    assert [bool(site.pages[0].newer) for site in found] == [True, False, False]
    assert [page(site, addresses.CHANGES).body.count("两届没有不同") for site in found[1:]] == [1, 1]


def test_the_version_selector_finds_the_pages_of_each_edition(sites: dict[str, Site]) -> None:
    for address, site in sites.items():
        listed = [file for file in site.files if file.path == f"{address}{sitemap.PATH}"]
        assert len(listed) == bool(address)
        for file in listed:
            found = re.findall("<loc>([^<]*)</loc>", file.data.decode())
            assert found == [f"http://localhost/{address}{one.address}" for one in site.pages]


def test_the_page_can_be_found(several: Portal, sites: dict[str, Site]) -> None:
    found = searched.files(several, list(sites.values()))
    (file,) = [file for file in found if f"{DEMO}.2024" in file.path]
    assert "与上届相比" in file.data.decode()
    assert f'href="../{DEMO}/2024/changes/"' in page(sites[""], addresses.SITEMAP).body
