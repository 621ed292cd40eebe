"""The list of honorees and the pages of its documents: what is published, in order, and nothing else."""

from __future__ import annotations

from functools import cache

import large_lists
import pytest
import small_portals
import whole
from msgspec.structs import replace
from selectolax.lexbor import LexborHTMLParser

from generator.model.honours import Announcement, Award, DocumentRef, Event, Honoree, Kind
from generator.model.portal import Edition
from generator.render.output import Page, Site
from generator.search.records import records

HONOREES = (
    Honoree("0001", "star", "three", "丙厂", "白桦区", "企业", held="区级先进", note="另有一名相近", line=2),
    Honoree("0002", "star", "five", "甲厂", "云杉区", "学校", line=3),
    Honoree("0003", "star", "five", "乙厂<b>", "白桦区", "企业", refused="查实的原因", line=4),
)
ANNOUNCEMENT = Announcement.model_validate(
    {
        "issuer": "示例市总工会",
        "title": ("关于建议名单的公示",),
        "date": "2021-09-17",
        "published": "2021-09-17 09:00",
        "annex": "建议名单",
        "first": "2021-09-17",
        "contact": {"department": "基层部", "phone": "0000-1234567", "address": "示范路1号"},
    }
)


def edition(*, announced: bool = True, decided: bool = True) -> Edition:
    made = large_lists.edition(HONOREES, ())
    honours = made.honours
    assert honours is not None
    outcome = honours.outcome.model_copy(
        update={
            "announcement": ANNOUNCEMENT if announced else None,
            **({} if decided else {"decision": None, "documents": ()}),
        }
    )
    return replace(
        made,
        honours=replace(
            honours,
            outcome=outcome,
            announcement=made.notice if announced else None,
            decision=made.notice if decided else None,
            documents=honours.documents if decided else {},
            last="2021-09-24" if announced else "",
        ),
    )


def site(one: Edition) -> Site:
    _, made = whole.sites(small_portals.portal(one))
    return made


@cache
def published(*, announced: bool = True, decided: bool = True) -> Site:
    """The pages of an edition of which so much is published."""
    return site(edition(announced=announced, decided=decided))


def page(of: Site, address: str = "honorees/") -> Page:
    return next(page for page in of.pages if page.address == address)


def rows(made: Page) -> list[list[str]]:
    found = LexborHTMLParser(made.body).css(".p-honorees tbody tr")
    return [[cell.text(strip=True) for cell in row.css("td, th")] for row in found]


def test_the_list_stands_in_its_groups_and_each_title_leads_to_its_permanent_address() -> None:
    made = page(published())
    assert rows(made) == [
        ["五星级 · 云杉区（1个）"],
        ["0002", "甲厂", "五星级", "云杉区", "学校"],
        ["三星级 · 白桦区（1个）"],
        ["0001", "丙厂", "三星级", "白桦区", "企业"],
    ]
    links = [link.attributes["href"] for link in LexborHTMLParser(made.body).css("tbody a")]
    assert links == [f"../../../honours/demo/2021/#no-{number}" for number in ("0002", "0001")]
    assert "共2个单位：示例市星级职工之家2个（五星级1个、三星级1个）" in made.body


def test_a_title_that_ended_is_marked_and_its_document_stands_beside_the_list_whichever_edition_issued_it() -> None:
    other = DocumentRef("2024", "review")
    made = edition()
    assert made.honours is not None
    revoked = Event("0002", "2024-10-11", Kind.REVOKED, other, "申报材料弄虚作假")
    ended = replace(made, honours=replace(made.honours, events=(revoked,)))
    later = large_lists.edition((), (), name="2024", granted="2024-10-11")
    _, first, _ = whole.sites(large_lists.of(ended, later))
    assert ["0002", "甲厂（已撤销）", "五星级", "云杉区", "学校"] in rows(page(first))
    assert "其中1个称号已经终止" in page(first).body
    assert 'href="../../2024/honorees/review/"' in page(first).body
    assert "共2个单位" in page(first, "").body
    assert "（1个称号已终止）" in page(first, "").body


def test_a_decision_that_was_struck_as_a_whole_says_so_above_its_text() -> None:
    made = edition()
    assert made.honours is not None
    struck = Event("", "2024-10-11", Kind.ANNULLED, DocumentRef("2024", "review"), "评审违反规定。")
    ended = replace(made, honours=replace(made.honours, events=(struck,)))
    later = large_lists.edition((), (), name="2024", granted="2024-10-11")
    _, first, second = whole.sites(large_lists.of(ended, later))
    body = page(first, "honorees/decision/").body
    said = '自<time datetime="2024-10-11">2024年10月11日</time>起撤销，依据<a href="../../../2024/honorees/review/">'
    assert said in body
    assert "原因：评审违反规定。" in body
    assert "起撤销" not in page(first, "honorees/announcement/").body
    assert "起撤销" not in page(second, "honorees/decision/").body


def test_a_unit_with_two_titles_is_one_unit() -> None:
    made = edition()
    assert made.honours is not None
    twice = (*HONOREES[:2], replace(HONOREES[1], number="0004", tier="four"))
    body = page(site(replace(made, honours=replace(made.honours, honorees=twice)))).body
    assert "共2个单位：示例市星级职工之家3个（" in body


def test_what_is_for_the_office_alone_is_nowhere() -> None:
    for made in published().pages:
        for private in ("区级先进", "另有一名相近", "查实的原因"):
            assert private not in made.body


def test_before_the_decision_it_is_the_list_of_the_public_notice() -> None:
    made = page(published(decided=False))
    assert [row[1] for row in rows(made) if len(row) > 1] == ["乙厂<b>", "甲厂", "丙厂"]
    tree = LexborHTMLParser(made.body)
    assert tree.css("tbody a") == []
    (state,) = tree.css(".p-papers li")
    assert (state.attributes["data-from"], state.attributes["data-until"]) == ("2021-09-17", "2021-09-24")
    assert "不是最后结果" in made.body


@pytest.mark.parametrize(
    ("announced", "decided", "wanted"),
    [
        (True, True, ["honorees/", "honorees/announcement/", "honorees/decision/", "honorees/review/"]),
        (False, True, ["honorees/", "honorees/decision/", "honorees/review/"]),
        (True, False, ["honorees/", "honorees/announcement/"]),
        (False, False, ["honorees/"]),
    ],
)
def test_only_what_is_published_has_a_page_and_stands_in_the_navigation(
    wanted: list[str], *, announced: bool, decided: bool
) -> None:
    made = published(announced=announced, decided=decided)
    assert [one.address for one in made.pages if one.address.startswith("honorees/")] == wanted
    (item,) = (one for one in made.nav if one.title == "获评名单")
    assert [one.address for one in item.children or (item,)] == wanted


def test_a_document_that_was_recorded_late_stands_where_its_day_is() -> None:
    made = edition()
    assert made.honours is not None
    review, text = made.honours.outcome.documents[0], made.notice
    early = review.model_copy(update={"id": "changes", "date": "2022-12-08"})
    outcome = made.honours.outcome.model_copy(update={"documents": (review, early)})
    late = replace(made.honours, outcome=outcome, documents={"review": text, "changes": text})
    body = page(site(replace(made, honours=late))).body
    assert 0 < body.index("changes/") < body.index("review/")


def test_a_document_carries_its_own_facts() -> None:
    metas = dict(page(published(), "honorees/announcement/").metas)
    assert metas["ArticleTitle"] == "关于建议名单的公示"
    assert metas["PubDate"] == "2021-09-17 09:00"
    assert dict(page(published(), "honorees/decision/").metas)["Keywords"].endswith("示工发〔2021〕1号")


def test_the_overview_says_when_the_result_was_published() -> None:
    assert "2021年10月11日命名，共2个单位" in page(published(), "").body
    assert "2021年9月17日至9月24日" in page(published(decided=False), "").body
    assert "honorees/" not in page(published(announced=False, decided=False), "").body


def test_a_column_is_there_only_where_something_stands_in_it() -> None:
    made = edition()
    assert made.honours is not None
    plain = tuple(replace(one, district="", kind="", award="model", tier=None) for one in HONOREES)
    outcome = made.honours.outcome.model_copy(update={"awards": (Award(id="model", name="标兵单位"),)})
    body = page(site(replace(made, honours=replace(made.honours, honorees=plain, outcome=outcome)))).body
    heads = [one.text() for one in LexborHTMLParser(body).css(".p-honorees thead th")]
    assert heads == ["编号", "单位名称"]
    assert LexborHTMLParser(body).css(".p-filter select") == []


def test_a_name_is_searched_once_though_it_stands_on_several_pages() -> None:
    found = [record for record in records(published(), "") if "甲厂" in record.texts]
    assert [record.address for record in found] == ["honorees/"]
    assert "no-0002" in [anchor for _, anchor, _ in found[0].marks]


def test_what_is_not_published_yet_says_that_it_is_a_draft() -> None:
    one = edition(announced=False)
    assert one.honours
    assert one.honours.outcome.decision
    for published, wanted in (("2021-10-12 09:00", False), (None, True)):
        decision = one.honours.outcome.decision.model_copy(update={"published": published})
        outcome = one.honours.outcome.model_copy(update={"decision": decision})
        made = site(replace(one, honours=replace(one.honours, outcome=outcome)))
        for address in ("honorees/", "honorees/decision/"):
            assert ("草稿，尚未公布" in page(made, address).body) == wanted, address
