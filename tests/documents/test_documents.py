"""Every document of every edition: complete, in order, and with tables that add up."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from document_parts import adds_up, corrections, filled_columns, places, tables

from generator import documents
from generator.documents.blocks import (
    Addressees,
    Annexes,
    AnnexLabel,
    Cell,
    Document,
    Heading,
    Items,
    Paragraph,
    Row,
    Signature,
    Table,
    Ticks,
    texts,
    words,
)
from generator.model.base import period
from generator.model.portal import Article, Edition, Portal


@pytest.fixture(scope="module")
def made(portal: Portal) -> dict[str, Document]:
    """Every document by the address of its edition and its name."""
    found = [(edition, document) for edition in portal.editions for document in documents.edition(portal, edition)]
    return {f"{edition.address}{document.name}": document for edition, document in found}


def test_each_edition_has_its_documents_in_order(portal: Portal) -> None:
    for edition in portal.editions:
        names = [document.name for document in documents.edition(portal, edition)]
        forms = [*(one.id for one in edition.rubrics), *(one.id for one in edition.forms)]
        wanted = ["notice", *forms, *(["materials"] if edition.campaign.materials else [])]
        own = edition.campaign.archive and not edition.campaign.archive.edition
        outcome = edition.honours and edition.honours.outcome
        papers = ["announcement", "decision", *(one.id for one in outcome.documents)] if outcome else []
        assert names == [*wanted, *(["archive"] if own else []), *papers]


def test_no_two_places_are_the_same(made: dict[str, Document]) -> None:
    for document in made.values():
        found = Counter((place.kind, place.of) for place in places(document))
        assert [spot for spot, times in found.items() if times > 1] == []
        assert all(place.name for place in places(document))


def test_tables_add_up(made: dict[str, Document]) -> None:
    for document in made.values():
        for table in tables(document):
            adds_up(table)


def test_every_item_stands_in_its_form_in_order(portal: Portal, made: dict[str, Document]) -> None:
    for edition in portal.editions:
        for rubric in edition.rubrics:
            document = made[f"{edition.address}{rubric.id}"]
            found = [place.of for place in places(document) if place.kind == "score"]
            kinds = {place.of: place.kind for place in places(document)}
            assert sorted(found) == sorted(item.id for item in rubric.items)
            assert all(kinds[item.id] in {"bonus", "assessed"} for item in (rubric.bonus.items if rubric.bonus else ()))
            said = "\n".join(texts(document))
            at = 0
            for item in rubric.items:
                at = said.index(item.standard, at)
            for section in rubric.all_sections:
                assert section.title in said


def test_a_form_ends_with_what_identifies_it(made: dict[str, Document]) -> None:
    for name, document in made.items():
        assert (name in document.footer) is not document.official
        assert document.author
    assert {document.official for document in made.values()} == {True, False}
    rushan = made["rushan-huoli-xingji/2020/enterprise"]
    assert re.fullmatch("打分表 rushan-huoli-xingji/2020/enterprise，校验码 [0-9a-f]{12}", rushan.footer)
    assert rushan.blocks[0] == AnnexLabel("附件1")


class Words(HTMLParser):
    """The words of an article, without white space."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said = ""
        self.feed(html)

    def handle_data(self, data: str) -> None:
        self.said += "".join(data.split())


def test_a_notice_says_every_word_of_its_text(portal: Portal, made: dict[str, Document]) -> None:
    for edition in portal.editions:
        document = made[f"{edition.address}notice"]
        notes = corrections(document)
        inside = [
            block
            for block in document.blocks[len(notes) :]
            if isinstance(block, Heading | Paragraph | Items | Table | AnnexLabel)
        ]
        body = Document("", "", "", tuple(inside))
        assert "".join("".join(texts(body)).split()) == Words(edition.notice.html).said
        said = list(texts(document))[len(notes) :]
        issued = edition.campaign.document
        assert said[: 2 + bool(issued.number)] == [
            issued.issuer,
            *([issued.number] if issued.number else []),
            issued.title[0],
        ]


def test_a_notice_that_was_corrected_says_so_before_all_else(portal: Portal, made: dict[str, Document]) -> None:
    found = 0
    for edition in portal.editions:
        told = [one.correction for one in reversed(edition.corrections) if one.correction.of == "notice"]
        notes = [words(note.line) for note in corrections(made[f"{edition.address}notice"])]
        assert [(period(one.date) in note, one.reason in note) for one, note in zip(told, notes, strict=True)] == [
            (True, True)
        ] * len(told)
        found += len(told)
    assert found


def article(html: str) -> Article:
    return Article("notice.md", html, (), {}, (), ())


def notice(portal: Portal, html: str) -> tuple[object, ...]:
    """The blocks between the addressees and the list of annexes."""
    first = portal.editions[0]
    bare = first.campaign.model_copy(update={"attachments": ()})
    made = documents.notice(Edition(first.id, first.series, bare, article(html), article(""), (), ()))
    at = next(at for at, block in enumerate(made.blocks) if isinstance(block, Addressees))
    return tuple(block for block in made.blocks[at + 1 :] if not isinstance(block, Signature))


@pytest.mark.parametrize(
    ("html", "said"),
    [
        ("<h2>1、甲</h2><h3>（1）乙</h3><h4>丙</h4>", [(1, "1、甲"), (2, "（1）乙"), (3, "丙")]),
        ('<p>甲<a href="x">乙</a><strong>丙</strong>\n丁</p>', ["甲乙丙 丁"]),
        ("<p>甲<br>\n乙</p>", ["甲", "乙"]),
        ("<ul><li>甲</li><li><p>乙</p></li></ul>", [("甲", "乙")]),
        (
            "<ol start='3'><li>甲<ul><li>乙</li></ul></li><li><p>丙</p><p>丁</p></li></ol>",
            ["3. 甲", ("乙",), "4. 丙", "丁"],
        ),
        ("<blockquote><p>甲</p></blockquote><hr><p><em>乙</em></p>", ["甲", "乙"]),
    ],
)
def test_what_markdown_makes_becomes_blocks(portal: Portal, html: str, said: list[object]) -> None:
    found: list[object] = []
    for block in notice(portal, html):
        if isinstance(block, Heading):
            found.append((block.level, block.text))
        elif isinstance(block, Items):
            found.append(tuple(texts(Document("", "", "", (block,)))))
        else:
            assert isinstance(block, Paragraph)
            found += texts(Document("", "", "", (block,)))
    assert found == said


def test_a_table_of_a_notice_keeps_its_head_and_its_lines(portal: Portal) -> None:
    head = "<thead><tr><th>一</th><th>二</th></tr></thead>"
    html = f"<h2>甲</h2><table>{head}<tbody><tr><td>三</td><td>四<br>五</td></tr></tbody></table>"
    _, table = notice(portal, html)
    assert isinstance(table, Table)
    adds_up(table)
    assert table.name == "甲"
    assert [cell.head for cell in table.head[0].cells] == ["column", "column"]
    (group,) = table.groups
    assert [len(cell.lines) for cell in group.rows[0].cells] == [1, 2]


def test_an_annex_has_a_page_and_a_title_of_its_own(made: dict[str, Document]) -> None:
    blocks = made["chongqing-jkwwt-zhijia/2021/notice"].blocks
    annexes = next(block for block in blocks if isinstance(block, Annexes))
    assert len(annexes.titles) == 2
    labels = [block.text for block in blocks if isinstance(block, AnnexLabel)]
    titles = [block.text for block in blocks if isinstance(block, Heading) and block.level == 0]
    assert labels == ["附件1", "附件2"]
    assert titles[1] == "重庆市总工会关于进一步规范建设职工之家活动建档工作的通知"
    at = blocks.index(next(block for block in blocks if isinstance(block, Heading) and block.text == titles[1]))
    number, addressees, body = blocks[at + 1 : at + 4]
    assert [one.style for one in (number, addressees, body) if isinstance(one, Paragraph)] == ["plain", "plain", "body"]


def test_checklists_are_ticked_and_name_their_source(portal: Portal, made: dict[str, Document]) -> None:
    for edition in portal.editions:
        if edition.campaign.materials:
            document = made[f"{edition.address}materials"]
            ticks = [line for block in document.blocks if isinstance(block, Ticks) for line in block.items]
            assert len(ticks) == len(edition.campaign.materials)
            *_, last = texts(document)
            assert last.startswith(f"依据：{edition.campaign.document.issuer}《")
    archive = made["chongqing-jkwwt-zhijia/2021/archive"]
    folders = [block.text for block in archive.blocks if isinstance(block, Heading)]
    assert (folders[0], len(folders)) == ("A卷 效益（绩效）之家", 6)


def test_cells_default_to_nothing() -> None:
    assert filled_columns((Row((Cell(rows=2), Cell(columns=2))), Row((Cell(), Cell())))) == [3, 3]
