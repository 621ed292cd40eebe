"""Elements of WordprocessingML. Children stand in the order of the schema because they are written in it."""

from __future__ import annotations

from typing import TypeAlias

from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

Element: TypeAlias = BaseOxmlElement

_NAMESPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "w14": "http://schemas.microsoft.com/office/word/2010/wordml",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
_W = _NAMESPACES["w"]


def w(name: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """``w:name`` with attributes of the same namespace; what is ``None`` is left out."""
    return _add(OxmlElement(f"w:{name}"), _W, children, attributes)


def w14(name: str, /, *children: Element | None, **attributes: str | int | None) -> Element:
    """An element that Word knows since 2010; older ones pass over it."""
    return _add(OxmlElement(f"w14:{name}"), _NAMESPACES["w14"], children, attributes)


def root(name: str, *children: Element | None) -> Element:
    """The outermost element of a part: declares every prefix, and which one may be passed over."""
    made = OxmlElement(f"w:{name}", nsdecls=_NAMESPACES)
    made.set(f"{{{_NAMESPACES['mc']}}}Ignorable", "w14")
    return _add(made, _W, children, {})


def related(name: str, kind: str, relation: str) -> Element:
    """``w:headerReference`` or ``w:footerReference``, which name a part by its relation."""
    made = w(name, type=kind)
    made.set(f"{{{_NAMESPACES['r']}}}id", relation)
    return made


def _add(
    made: Element, namespace: str, children: tuple[Element | None, ...], attributes: dict[str, str | int | None]
) -> Element:
    for key, value in attributes.items():
        if value is not None:
            made.set(f"{{{namespace}}}{key}", str(value))
    made.extend(child for child in children if child is not None)
    return made


def text(words: str) -> Element:
    """``w:t`` that keeps its spaces."""
    made = w("t")
    made.text = words
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return made


def run(
    *content: Element,
    style: str | None = None,
    face: str | None = None,
    strong: bool = False,
    ruled: bool = False,
    properties: tuple[Element | None, ...] = (),
) -> Element:
    """A run. The hint gives “ ” … — · the Chinese font, which they share with Latin ones."""
    return w(
        "r",
        w(
            "rPr",
            w("rStyle", val=style) if style else None,
            w("rFonts", hint="eastAsia", ascii=face, hAnsi=face, eastAsia=face, cs=face),
            w("b") if strong else None,
            w("bCs") if strong else None,
            *(one for one in properties if one is not None),
            w("u", val="single") if ruled else None,
        ),
        *content,
    )


def words(
    content: str, *, strong: bool = False, ruled: bool = False, properties: tuple[Element | None, ...] = ()
) -> Element:
    """Words as a run; a new line begins where the text has one."""
    first, *rest = content.split("\n")
    parts = [text(first), *(part for line in rest for part in (w("br"), text(line)))]
    return run(*parts, strong=strong, ruled=ruled, properties=properties)


def field(code: str) -> Element:
    """A field that Word counts itself: ``PAGE``, ``NUMPAGES``."""
    return w("fldSimple", run(text("1")), instr=f" {code} ")


def paragraph(style: str, *content: Element, properties: tuple[Element | None, ...] = ()) -> Element:
    """A paragraph in a style; ``properties`` stand in the order of the schema."""
    return w("p", w("pPr", w("pStyle", val=style), *properties), *content)
