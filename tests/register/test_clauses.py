"""What a clause says to people: its words as they are printed, whatever its source is written with."""

from __future__ import annotations

from msgspec.structs import replace

from generator.check.article import article
from generator.model import released
from generator.model.portal import Portal
from generator.register.clauses import clauses


def test_the_words_of_a_clause_are_those_that_are_printed(portal: Portal) -> None:
    made, problems = article("notice.md", "甲，\n乙60\\*40*2、[附件]与[丙](notice/)**丁**a\nOne\ntwo。\n{: #a }\n")
    assert made is not None
    assert problems == []
    edition = replace(portal.editions[0], notice=made)
    (clause,) = [one for one in clauses(edition, released.NOTICE) or () if one.name == "a"]
    assert clause.words == made.clauses["a"] == "甲，乙60*40*2、[附件]与丙丁a\nOne\ntwo。"
    assert clause.data == "甲，\n乙60\\*40*2、[附件]与[丙](notice/)**丁**a\nOne\ntwo。"
