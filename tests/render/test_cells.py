"""Rows of forms as HTML: what a browser reads out of them is what the blocks say, whatever characters it has."""

from __future__ import annotations

from html.parser import HTMLParser

from generator.documents.blocks import Box, Cell, Field, Gap, Place, Row, Run, Seal
from generator.render.cells import inline, place, rows

EVIL = "<b a='1'>&amp;\"</b>"


class Read(HTMLParser):
    """Tags with their attributes, and texts, in order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.said: list[object] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.said.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.said.append(data)


def test_texts_stay_texts() -> None:
    blank = Place("blank", "a", EVIL, length=9, lines=2)
    cells = (
        Cell(((Run(EVIL),), (Run("乙", strong=True),)), columns=2, rows=3, head="row", style="number", label=EVIL),
        Cell(((Field(blank, EVIL),),), style="blank", place=blank, seal=Seal(EVIL, "年　月　日")),
        Cell(((Field(Place("evidence", "a"), EVIL),),)),
    )
    attributes = {"data-blank-of": "a", "data-name": EVIL, "data-lines": "2", "data-length": "9"}
    assert Read(rows((Row(cells, "section-1"),), room=True)).said == [
        ("tr", {"class": "p-form__section p-form__section--1"}),
        ("th", {"scope": "row", "class": "p-form__number", "colspan": "2", "rowspan": "3", "data-label": EVIL}),
        EVIL,
        ("br", {}),
        ("strong", {}),
        "乙",
        ("td", {"class": "p-blank p-blank--left", **attributes}),
        ("span", attributes),
        EVIL,
        *[("br", {})] * 4,
        ("p", {}),
        EVIL,
        ("p", {}),
        "年　月　日",
        ("td", {}),
        ("div", {"class": "p-form__evidence", "data-evidence-of": "a", "hidden": None}),
        EVIL,
    ]


def test_a_line_of_all_kinds() -> None:
    line = (Run("是"), Box(ticked=True), Run("否"), Box(), Gap(3), Field(Place("unit-name"), "甲"))
    assert inline(line) == (
        '是☑否□<span class="p-form__gap"></span><span class="p-form__unit" data-unit-name>甲</span>'
    )


def test_rows_without_a_kind_and_places_without_an_owner() -> None:
    assert rows((Row((Cell(style="sum", align="center"),)),)) == (
        '      <tr>\n        <td class="p-form__sum p-form__points"></td>\n      </tr>\n'
    )
    assert rows((Row((), "item"),), "p-register__") == '      <tr class="p-register__item">\n      </tr>\n'
    assert place(Place("total-score")) == " data-total-score"
