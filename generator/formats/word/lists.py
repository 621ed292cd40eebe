"""Lists that Word counts itself."""

from __future__ import annotations

from generator.formats.word.elements import Element, root, w
from generator.formats.word.page import Page
from generator.formats.word.styles import SONG, indent

_BULLETS, _FIGURES = 0, 1


def numbering(page: Page, ordered: int, *, official: bool) -> Element:
    """``w:num`` 1 has bullets; those from 2 count 1. 2. 3., each from 1: one for each ordered list."""
    begin_anew = [
        w("num", w("abstractNumId", val=_FIGURES), w("lvlOverride", w("startOverride", val=1), ilvl=0), numId=2 + at)
        for at in range(ordered)
    ]
    return root(
        "numbering",
        _definition(_BULLETS, "bullet", "•", page, official=official),
        _definition(_FIGURES, "decimal", "%1.", page, official=official),
        w("num", w("abstractNumId", val=_BULLETS), numId=1),
        *begin_anew,
    )


def _definition(number: int, kind: str, label: str, page: Page, *, official: bool) -> Element:
    """In an official document an item is a paragraph like others, in a form its lines stand below each other."""
    where = indent(page.char, first=2) if official else indent(page.char, first=-1.5, left=1.5)
    face = {"ascii": SONG, "hAnsi": SONG, "eastAsia": SONG} if kind == "bullet" else {}
    return w(
        "abstractNum",
        w("multiLevelType", val="singleLevel"),
        w(
            "lvl",
            w("start", val=1),
            w("numFmt", val=kind),
            w("suff", val="space" if official else "tab"),
            w("lvlText", val=label),
            w("lvlJc", val="left"),
            w("pPr", where),
            w("rPr", w("rFonts", hint="eastAsia", **face)),
            ilvl=0,
        ),
        abstractNumId=number,
    )
