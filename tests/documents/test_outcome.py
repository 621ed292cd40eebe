"""Public notices, decisions and what comes after them: groups and counts of their lists, and names as on their day."""

from __future__ import annotations

import large_lists
import pytest
import small_portals
from msgspec.structs import replace

from generator import documents
from generator.documents import outcome, roll
from generator.documents.blocks import (
    Addressees,
    AnnexLabel,
    DocNumber,
    Document,
    Heading,
    Imprint,
    Paragraph,
    RedHead,
    RedRule,
    Table,
    rows,
    texts,
    words,
)
from generator.model.honours import Announcement, Award, DocumentRef, Event, Honoree, Kind
from generator.model.portal import Edition, Portal
from generator.register import sorting

REVIEW = DocumentRef("2021", "review")
HONOREES = (
    Honoree("0001", "star", "three", "丙厂", "白桦区", line=2),
    Honoree("0002", "star", "five", "甲厂", "云杉区", line=3),
    Honoree("0003", "star", "five", "乙厂", "白桦区", refused="公示期间有异议，查实", line=4),
    Honoree("0004", "model", None, "丁厂", "云杉区", line=5),
)
AWARDS = (large_lists.AWARD, Award(id="model", name="示例市标兵单位"))
ANNOUNCEMENT = {
    "issuer": "示例市总工会",
    "title": ("关于建议名单的公示",),
    "date": "2021-09-17",
    "annex": "建议名单",
    "first": "2021-09-17",
    "contact": {"department": "基层部", "address": "示范路1号"},
}


def ended(*events: Event, groups: tuple[str, ...] = ("tier",), order: str = "listed") -> Edition:
    """An edition with a public notice, a decision and a later document, each with its list."""
    made = large_lists.edition(
        HONOREES, events, awards=AWARDS, districts=large_lists.DISTRICTS, groups=groups, order=order
    )
    honours = made.honours
    assert honours is not None
    paper = honours.outcome.decision
    assert paper is not None
    said = {
        "announcement": Announcement.model_validate(ANNOUNCEMENT),
        "decision": paper.model_copy(update={"annex": "名单", "imprint": ("示例市总工会办公室",)}),
        "documents": tuple(one.model_copy(update={"annex": "复查结果"}) for one in honours.outcome.documents),
    }
    changed = honours.outcome.model_copy(update=said)
    return replace(made, honours=replace(honours, outcome=changed, announcement=made.notice))


def papers(edition: Edition) -> dict[str, Document]:
    found = documents.papers(small_portals.portal(edition), edition)
    return {one.name: one for one in found}


def listed(document: Document) -> list[str]:
    """The annex as it is read: headings, and the rows of tables."""
    found = []
    for block in outcome.annex(document):
        if isinstance(block, Heading):
            found.append(block.text)
        elif isinstance(block, Paragraph):
            found.append(words(block.line))
        elif isinstance(block, Table):
            found += [" ".join(words(line) for cell in row.cells for line in cell.lines) for row in block.rows]
    return found


def test_an_annex_is_grouped_by_award_tier_and_district_each_with_its_count() -> None:
    made = papers(ended(groups=("award", "tier", "district")))
    assert listed(made["announcement"]) == [
        "建议名单",
        "（排名不分先后）",
        "示例市星级职工之家（3个）",
        "五星级（2个）",
        "序号 单位名称",
        "云杉区（1个）",
        "1 甲厂",
        "白桦区（1个）",
        "2 乙厂",
        "三星级（1个）",
        "序号 单位名称",
        "白桦区（1个）",
        "1 丙厂",
        "示例市标兵单位（1个）",
        "序号 单位名称",
        "云杉区（1个）",
        "1 丁厂",
    ]


def test_a_decision_lists_only_who_is_granted_the_title() -> None:
    made = papers(ended(groups=("award", "tier")))
    assert "乙厂" in " ".join(texts(made["announcement"]))
    assert "乙厂" not in " ".join(texts(made["decision"]))
    assert listed(made["decision"])[1:6] == [
        "（排名不分先后）",
        "示例市星级职工之家（2个）",
        "序号 单位名称 所属",
        "五星级（1个）",
        "1 甲厂 云杉区",
    ]


def test_where_rank_is_the_order_it_is_printed_and_nothing_said_against_it() -> None:
    edition = ended(groups=("award",), order="rank")
    honours = edition.honours
    assert honours is not None
    ranked = tuple(replace(one, rank=at) for at, one in enumerate(HONOREES, 1))
    found = listed(papers(replace(edition, honours=replace(honours, honorees=ranked)))["decision"])
    assert found[1:4] == ["名次 单位名称 所属", "示例市星级职工之家（2个）", "1 丙厂 白桦区"]


def test_a_public_notice_has_no_red_head_and_a_decision_has() -> None:
    made = papers(ended())
    assert {type(block) for block in made["announcement"].blocks}.isdisjoint({RedHead, RedRule, DocNumber, Addressees})
    assert {RedHead, RedRule, DocNumber, Addressees} <= {type(block) for block in made["decision"].blocks}
    assert isinstance(made["decision"].blocks[-1], Imprint)
    assert all(AnnexLabel("附件") in one.blocks and one.official for one in made.values())


def test_a_later_document_lists_what_became_of_titles_as_they_were_before_it() -> None:
    events = (
        Event("0001", "2022-01-01", Kind.RENAMED, DocumentRef("2021", "other"), "改名", name="丙公司", line=2),
        Event("0001", "2023-09-20", Kind.KEPT, REVIEW, "合格", line=3),
        Event("0002", "2023-09-20", Kind.LOWERED, REVIEW, "得87分", "three", line=4),
        Event("0004", "2023-09-20", Kind.WARNED, REVIEW, "制度不全", until="2024-03-31", line=5),
        Event("0002", "2024-01-01", Kind.RENAMED, DocumentRef("2021", "other"), "改名", name="甲公司", line=6),
    )
    assert listed(papers(ended(*events))["review"]) == [
        "复查结果",
        "序号 单位名称 称号 结果 原因",
        "复查保留（1个）",
        "1 丙公司 示例市星级职工之家（三星级） 复查保留 合格",
        "限期整改（1个）",
        "2 丁厂 示例市标兵单位 整改期限到2024年3月31日 制度不全",
        "降星（1个）",
        "3 甲厂 示例市星级职工之家（五星级） 降为三星级 得87分",
    ]


def test_a_document_lists_what_it_restored() -> None:
    events = (
        Event("0001", "2022-01-01", Kind.REVOKED, DocumentRef("2021", "other"), "不实", line=2),
        Event("0001", "2023-09-20", Kind.RESTORED, REVIEW, "经复核属实", line=3),
        Event("0002", "2023-09-20", Kind.RESTORED, DocumentRef("2021", "other"), "没有终止", line=4),
    )
    assert listed(papers(ended(*events))["review"])[2:] == ["1 丙厂 示例市星级职工之家（三星级） 恢复 经复核属实"]


def test_a_decision_that_was_struck_as_a_whole_says_so_on_paper_too() -> None:
    found = papers(ended(Event("", "2023-09-20", Kind.ANNULLED, REVIEW, "评审违反规定", line=2)))
    said = "撤销：本决定自2023年9月20日起撤销，依据《关于复查结果的通报》。原因：评审违反规定。"
    assert next(texts(found["decision"])) == said
    assert all("起撤销" not in text for name in ("announcement", "review") for text in texts(found[name]))


def test_dated_lists_do_not_change_when_a_unit_is_renamed() -> None:
    renamed = Event("0002", "2022-01-01", Kind.RENAMED, REVIEW, "改名", name="甲公司", line=2)
    before, after = papers(ended()), papers(ended(renamed))
    assert before["announcement"] == after["announcement"]
    assert before["decision"] == after["decision"]


def test_nothing_is_made_of_what_is_not_published(portal: Portal) -> None:
    for edition in portal.editions:
        if edition.honours is None:
            assert documents.papers(portal, edition) == ()


def test_counts_of_the_published_lists_are_those_of_their_rows(portal: Portal) -> None:
    for edition in portal.editions:
        for document in documents.papers(portal, edition):
            for table in (block for block in document.blocks if isinstance(block, Table) and block.style == "roll"):
                for group in table.groups:
                    said = [words(line) for row in group.headings for cell in row.cells for line in cell.lines]
                    assert all(text.endswith(f"（{len(group.rows)}个）") for text in said)


def test_a_row_is_read_whole() -> None:
    assert "1 甲厂 云杉区" in list(rows(papers(ended(groups=("award", "tier")))["decision"]))


def test_a_list_that_the_check_takes_for_ordered_is_printed_in_its_order() -> None:
    """Kinds stand as they first appear in their group, not in the whole list."""
    told = [("five", "学校"), ("five", ""), ("five", "企业"), ("three", "企业"), ("three", "学校")]
    listed = [Honoree(f"{at:04}", "star", tier, f"{at}厂", "", kind) for at, (tier, kind) in enumerate(told, 1)]
    edition = ended(groups=("tier", "kind"))
    assert edition.honours is not None
    places = sorting.groups(edition.honours.outcome, edition.campaign, listed)
    assert places == tuple(sorted(places))
    found = roll.parts(edition.honours.outcome, edition.campaign, listed)
    assert [one for part in found for one in part.honorees] == listed


@pytest.mark.parametrize("groups", [("district",), ("tier", "kind"), ("kind", "award", "district")])
def test_every_honoree_is_in_one_group(groups: tuple[str, ...]) -> None:
    edition = ended(groups=groups)
    assert edition.honours is not None
    found = roll.parts(edition.honours.outcome, edition.campaign, HONOREES)
    assert sorted(one.number for part in found for one in part.honorees) == [one.number for one in HONOREES]
    assert len({part.names for part in found}) == len(found)
