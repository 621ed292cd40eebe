"""The two kinds of page: an official document by GB/T 9704-2012, and a form. Lengths are in twips: 20 a point."""

from __future__ import annotations

from msgspec import Struct

from generator.documents.blocks import Document
from generator.formats.word.elements import Element, field, paragraph, related, root, run, text, w, words

_WIDTH, _HEIGHT = 11906, 16838  # A4


class Page(Struct, frozen=True):
    """Margins of an A4 page; ``pitch`` is that of its lines, ``char`` the width of a character of its body."""

    top: int
    bottom: int
    left: int
    right: int
    header: int
    footer: int
    pitch: int
    char: int

    @property
    def width(self) -> int:
        """The type area's."""
        return _WIDTH - self.left - self.right

    @property
    def height(self) -> int:
        """The type area's."""
        return _HEIGHT - self.top - self.bottom


# 天头 37 mm, 订口 28 mm, 版心 156 × 225 mm. 22 lines of 28.95 pt and 28 characters of 16 pt, each 0.25 pt closer,
# fill it. The page number's dash stands 7 mm below it.
OFFICIAL = Page(2098, 1984, 1587, 1475, 1134, 1389, 579, 315)
FORM = Page(1247, 1134, 1134, 1134, 624, 567, 380, 240)


def page_of(document: Document) -> Page:
    """The page that a document is set on."""
    return OFFICIAL if document.official else FORM


def section(document: Document, relations: dict[str, tuple[tuple[str, str], ...]]) -> Element:
    """``w:sectPr``; ``relations`` are kind of page and relation for ``headerReference`` and ``footerReference``."""
    page = page_of(document)
    return w(
        "sectPr",
        *(related(name, kind, relation) for name, pairs in relations.items() for kind, relation in pairs),
        w("pgSz", w=_WIDTH, h=_HEIGHT),
        w(
            "pgMar",
            top=page.top,
            right=page.right,
            bottom=page.bottom,
            left=page.left,
            header=page.header,
            footer=page.footer,
            gutter=0,
        ),
        w("cols", space=425),
        # linesAndChars, which the standard's grid would be, breaks lines in LibreOffice at other places.
        w("docGrid", type="lines", linePitch=page.pitch) if document.official else None,
    )


def headers(document: Document) -> dict[str, Element]:
    """The head of odd pages (``default``) and of even ones, where there is a mark to show."""
    if not document.mark:
        return {}
    return {pages: root("hdr", paragraph("Header", words(document.mark))) for pages in footers(document)}


def footers(document: Document) -> dict[str, Element]:
    """The foot of odd pages (``default``) and of even ones, if they differ."""
    if document.official:
        styles = {"default": "PageNumberOdd", "even": "PageNumberEven"}
        return {
            pages: root("ftr", paragraph(style, run(text("— ")), field("PAGE"), run(text(" —"))))
            for pages, style in styles.items()
        }
    count = (run(text("第 ")), field("PAGE"), run(text(" 页 共 ")), field("NUMPAGES"), run(text(" 页")))
    return {"default": root("ftr", paragraph("Footer", words(document.footer), run(w("tab")), *count))}


def settings(document: Document) -> Element:
    """How Word lays the document out: as since 2013, which 2010 opens as its own."""
    return root(
        "settings",
        w("zoom", percent=100),
        w("defaultTabStop", val=420),
        w("evenAndOddHeaders") if document.official else None,
        # Every character takes its place in the grid, punctuation too.
        w("characterSpacingControl", val="doNotCompress"),
        w(
            "compat",
            w("ulTrailSpace"),
            w("doNotExpandShiftReturn"),
            w("useFELayout"),
            w("compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val=15),
        ),
        w("themeFontLang", val="en-US", eastAsia="zh-CN"),
    )
