"""The FAQ of each campaign as visitors read it: what clerks ask is there, quotations stand in their documents."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from pages_of_site import Page, Site, resolved, squashed

from generator.model.portal import Edition, Portal

LEAST = 10

# What a clerk asks, whichever the campaign: words of which an answer has one.
TOPICS = {
    "earlier winners": "以前评上|以前获得|已经是|评过",
    "which form": "哪张|哪一类|哪些单位用",
    "hospitals and schools": "医院、学校",
    "rate of membership": "入会率",
    "rate of satisfaction": "满意率|满意度",
    "what is missing or does not apply": "不适用|没有写扣几分|没有做|不是公司制|不涉及|只做到",
    "how many copies": "几份|份数",
    "money": "补贴|奖金|多少钱|奖励和资金",
    "after a merger": "合并",
}
# What a document does not say has somebody who can.
SILENT = re.compile("没有(写|规定|注明|点名|逐一写明)")
ASKS = re.compile("请问|为准|上级工会|由评定人员决定|问题找谁|发邮件到")


def questions(page: Page) -> dict[str, str]:
    """Each question of a built page with its own words, the quotations left out."""
    found: dict[str, str] = {}
    heading = page.tree.css_first("article h2[id]")
    node = heading
    while node is not None:
        if node.tag == "h2":
            heading = node
            found[squashed(heading.text())] = ""
        elif node.tag != "blockquote" and heading is not None:
            found[squashed(heading.text())] += squashed(node.text())
        node = node.next
    return found


def faqs(site: Site, portal: Portal) -> Iterator[tuple[Edition, Page]]:
    for edition in portal.editions:
        yield edition, site.pages[f"{edition.address}faq/"]


def test_no_campaign_has_fewer_than_ten_questions(pages: Site, portal: Portal) -> None:
    for edition, page in faqs(pages, portal):
        assert len(questions(page)) >= LEAST, edition.address
        assert len(questions(page)) == sum(heading.level == 2 for heading in edition.faq.headings)


@pytest.mark.parametrize("topic", TOPICS)
def test_every_campaign_answers_what_clerks_ask(pages: Site, portal: Portal, topic: str) -> None:
    for edition, page in faqs(pages, portal):
        said = [question + answer for question, answer in questions(page).items()]
        assert any(re.search(TOPICS[topic], one) for one in said), f"{edition.address}: {topic}"


def test_where_the_document_is_silent_the_answer_names_whom_to_ask(pages: Site, portal: Portal) -> None:
    for edition, page in faqs(pages, portal):
        for question, answer in questions(page).items():
            assert not SILENT.search(answer) or ASKS.search(question + answer), f"{edition.address}: {question}"


def quotations(page: Page) -> Iterator[tuple[str, str]]:
    """Each quotation of a built page: its words, and the address below the root that it names."""
    for quote in page.tree.css("blockquote"):
        words = ""
        for paragraph in quote.css("p"):
            link = paragraph.css_first("a[href]")
            if link is None:
                words += squashed(paragraph.text())
                continue
            yield words, resolved(page.address, link.attributes["href"] or "") or ""
            words = ""
        assert not words, f"{page.address}: “{words}” names no document"


def test_every_quotation_stands_word_for_word_in_its_document(pages: Site, portal: Portal) -> None:
    """The check refuses others while it reads; here the built pages are compared, below the anchor that is named."""
    for _, page in faqs(pages, portal):
        found = list(quotations(page))
        assert len(found) >= LEAST
        for words, target in found:
            address, _, anchor = target.partition("#")
            text = pages.pages[address].words
            part = pages.pages[address].below(anchor) if anchor else text
            at = 0
            for piece in filter(None, re.split("…+", words)):
                at = part.find(piece, at)
                assert at >= 0, f"{page.address}: “{piece}” is not in {target}"
                at += len(piece)
