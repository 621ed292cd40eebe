"""What a clause says to people: its words as they are printed, whatever its source is written with."""

from __future__ import annotations

from msgspec.structs import replace

from generator.check.article import article
from generator.model import released
from generator.model.portal import Portal
from generator.register.clauses import changed, clauses


def test_the_words_of_a_clause_are_those_that_are_printed(portal: Portal) -> None:
    made, problems = article("notice.md", "甲，\n乙60\\*40*2、[附件]与[丙](notice/)**丁**a\nOne\ntwo。\n{: #a }\n")
    assert made is not None
    assert problems == []
    edition = replace(portal.editions[0], notice=made)
    (clause,) = [one for one in clauses(edition, released.NOTICE) or () if one.name == "a"]
    assert clause.words == made.clauses["a"] == "甲，乙60*40*2、[附件]与丙丁a\nOne\ntwo。"
    assert clause.data == "甲，\n乙60\\*40*2、[附件]与[丙](notice/)**丁**a\nOne\ntwo。"


def test_a_veto_is_a_clause_of_a_form_with_what_it_implies_there(portal: Portal) -> None:
    edition = next(one for one in portal.editions if one.address == "shili-xingji/2024/")
    (rubric,) = edition.rubrics
    first, *rest = edition.campaign.vetoes
    fewer = replace(
        edition,
        campaign=edition.campaign.model_copy(update={"vetoes": tuple(rest)}),
        rubrics=(rubric.model_copy(update={"vetoes": tuple(one for one in rubric.vetoes if one.id != first.id)}),),
    )
    link = rubric.vetoes[0].model_copy(update={"implies": ("records.none",)})
    other = replace(edition, rubrics=(rubric.model_copy(update={"vetoes": (link, *rubric.vetoes[1:])}),))
    of = f"rubric {rubric.id}"
    for changed_to, name in ((fewer, first.id), (other, link.id)):
        assert changed(clauses(edition, of) or (), clauses(changed_to, of) or ()) == (f"veto-{name}",)


def test_the_last_day_of_a_public_notice_is_among_its_words(portal: Portal) -> None:
    edition = next(one for one in portal.editions if one.address == "shili-xingji/2024/")
    (clause,) = [one for one in clauses(edition, released.ANNOUNCEMENT) or () if one.name == "公示时间"]
    assert clause.words == "2024年9月29日起5个工作日，至2024年10月10日"
