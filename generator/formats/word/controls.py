"""Content controls: places where people type, and boxes that they tick. Known to Word since 2010, WPS, LibreOffice 7.

Each stands inside a line, which every program reads; a blank one holds spaces that print as nothing and go away as
soon as someone types.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import count

from generator.documents.blocks import Box, Field, Gap, Line, Place, Run
from generator.formats.word.elements import Element, run, text, w, w14, words
from generator.formats.word.styles import SONG

_LONGEST = 64  # of a tag and a title, in characters: Word refuses longer ones
_SPACE = "\u00a0"  # half as wide as a character; no line breaks in it
# 宋体 has □ on every machine. No Chinese font has ☑: every Windows since 7 has it in Segoe UI Symbol, and other
# systems find it elsewhere, which they would not for the private characters of Wingdings.
_OPEN, _TICKED = ("□", SONG), ("☑", "Segoe UI Symbol")


class Controls:
    """The content controls of one document, numbered from 1."""

    def __init__(self) -> None:
        """For one document."""
        self._numbers = count(1)
        self._ticks = count(1)

    def line(self, line: Line, place: Place | None = None, *, ruled: bool = False) -> Iterator[Element]:
        """What stands on a line; its boxes belong to a place, or are counted through the document."""
        boxes = count(1)
        for part in line:
            match part:
                case Run(said, strong):
                    yield words(said, strong=strong)
                case Gap(width, ruled):
                    yield run(text(_SPACE * 2 * width), ruled=ruled)
                case Field(of, said, width):
                    yield self.typed(of, said, width, ruled=ruled)
                case Box():
                    tag = f"{tag_of(place)}.{next(boxes)}" if place else f"tick.{next(self._ticks)}"
                    yield self._box(part, tag, place.name if place else "")

    def typed(self, place: Place, said: str, width: int = 1, *, ruled: bool = False) -> Element:
        """Where someone types: what stands there already, or room for so many characters; a rule may stand below."""
        room = run(text(_SPACE * 2 * max(width, 1)), style="PlaceholderText", ruled=ruled)
        content = words(said, ruled=ruled) if said else room
        kind = w("text", multiLine=1 if place.lines > 1 else None)
        rule = w("rPr", w("u", val="single")) if ruled else None  # for what is typed in the place of the blank
        return self._control(tag_of(place), place.name, content, (None if said else w("showingPlcHdr"), kind), rule)

    def tick(self) -> Element:
        """The box of a line to tick."""
        return self._box(Box(), f"tick.{next(self._ticks)}", "")

    def _box(self, box: Box, tag: str, name: str) -> Element:
        sign, face = _TICKED if box.ticked else _OPEN
        kind = w14(
            "checkbox",
            w14("checked", val=int(box.ticked)),
            w14("checkedState", val=f"{ord(_TICKED[0]):04X}", font=_TICKED[1]),
            w14("uncheckedState", val=f"{ord(_OPEN[0]):04X}", font=_OPEN[1]),
        )
        return self._control(tag, name, run(text(sign), face=face), (kind,))

    def _control(
        self, tag: str, name: str, content: Element, kind: tuple[Element | None, ...], look: Element | None = None
    ) -> Element:
        return w(
            "sdt",
            w(
                "sdtPr",
                look,
                w("alias", val=name[:_LONGEST]) if name else None,
                w("tag", val=tag),
                w("id", val=next(self._numbers)),
                *kind,
            ),
            w("sdtContent", content),
        )


def tag_of(place: Place) -> str:
    """What a program finds a place by: ``score.item-3``; a longer one ends in its digest."""
    tag = f"{place.kind}.{place.of}" if place.of else place.kind
    longest = _LONGEST - 3  # a box of it adds its number
    return tag if len(tag) <= longest else f"{tag[: longest - 9]}.{hashlib.sha256(tag.encode()).hexdigest()[:8]}"
