"""Checklists: materials with their forms, and the index of files read from the notice."""

from __future__ import annotations

import re

import pytest
import whole

from generator.check.article import article
from generator.documents.folders import Folder, index
from generator.model.portal import Portal
from generator.render.output import Page

INDEX = """
## 附件 {#annex}

前面的文字
{: #before }

### 目录 {#index}

#### A卷 甲 {#index-a}

- A-1 一
- A-2 “二”与**三**

#### B卷 乙 {#index-b}

- B-1 四

- B-2 五

注：可增删。
{: #index-note }

### 别的 {#other}

- 不在目录里
"""


@pytest.fixture(scope="module")
def rendered(portal: Portal) -> dict[str, dict[str, Page]]:
    """The pages of each edition, by the addresses of both."""
    sites = whole.sites(portal)
    return {site.address: {page.address: page for page in site.pages} for site in sites}


def test_an_index_ends_where_its_part_ends() -> None:
    made, problems = article("notice.md", INDEX)
    assert problems == []
    assert made is not None
    found = index(made, "index")
    assert found.title == "目录"
    assert found.folders == (
        Folder("index-a", "A卷 甲", ("A-1 一", "A-2 “二”与三")),
        Folder("index-b", "B卷 乙", ("B-1 四", "B-2 五")),
    )
    assert found.notes == (("index-note", "注：可增删。"),)


def test_the_printed_index_of_chongqing_is_there_folder_by_folder(rendered: dict[str, dict[str, Page]]) -> None:
    edition = rendered["chongqing-jkwwt-zhijia/2021/"]
    page = edition["materials/archive/"].body
    assert re.findall(r'<h2 id="(index-[a-f])">([A-F])卷', page) == [(f"index-{n}", n.upper()) for n in "abcdef"]
    assert re.findall(r">([A-F]-\d) ", page) == [
        f"{folder}-{n}" for folder, last in zip("ABCDEF", (5, 6, 5, 5, 5, 6), strict=True) for n in range(1, last + 1)
    ]
    assert page.count("index-note-") == 3
    earlier = rendered["chongqing-jkwwt-zhijia/2019/"]
    assert "materials/archive/" not in earlier
    assert 'href="../../2021/materials/archive/"' in earlier["materials/"].body


def test_every_material_has_its_box_its_source_and_its_forms(
    portal: Portal, rendered: dict[str, dict[str, Page]]
) -> None:
    for edition in portal.editions:
        page = rendered[edition.address]["materials/"].body
        materials = edition.campaign.materials
        ticks = re.findall(r'data-tick="(\w+)"', page)
        assert len(ticks) == len(set(ticks)) == len(materials)
        assert page.count("data-box") == len(materials)
        for material in materials:
            assert f'href="../notice/#{material.clause}"' in page
            for form in material.forms:
                assert f'href="../forms/{form}/"' in page


def test_an_edition_that_follows_another_leads_there_and_copies_nothing(
    rendered: dict[str, dict[str, Page]],
) -> None:
    edition = rendered["chongqing-jkwwt-zhijia/2021/"]
    assert not [address for address in edition if re.match(r"(standards|score|forms)/.", address)]
    standards = edition["standards/"].body
    for rubric in ("public", "private", "institution", "xiaojia"):
        for page in ("standards", "score", "forms"):
            assert f'href="../../2019/{page}/{rubric}/"' in standards
    for form in ("registration-home", "registration-xiaojia"):
        assert f'href="../../2019/forms/{form}/"' in standards
    overview = edition[""].body
    assert "沿用2019年标准" in overview
    for clause in ("vetoes-organisation", "decree-vetoes-text", "model-basis", "national-procedure", "model-review"):
        assert f'href="../2019/notice/#{clause}"' in overview
    assert 'href="notice/#levels-three"' in overview


def test_what_a_procedure_that_goes_on_asks_is_on_the_list_again(rendered: dict[str, dict[str, Page]]) -> None:
    """The notice of 2021 goes on with the procedure of 2019: materials are signed and sealed, then a form follows."""
    body = rendered["chongqing-jkwwt-zhijia/2021/"]["materials/"].body
    assert re.search("申报材料签署意见、加盖公章：本届通知没有另写，沿用2019年的程序", body)
    assert re.search("申报登记表：本届通知没有另写，沿用2019年的程序", body)


def test_each_material_of_fangshan_says_which_application_it_is_for(portal: Portal) -> None:
    """Forms, reports and pictures are asked of the advanced alone; of other applicants the notice asks a checklist."""
    edition = next(one for one in portal.editions if one.address == "fangshan-zhigong-zhijia/2018/")
    texts = [one.text for one in edition.campaign.materials]
    assert [text for text in texts if not text.startswith("申报")] == []
    assert sum(text.startswith("申报先进职工之家") for text in texts) == len(texts) - 1
