"""Styles and fonts.

Every Chinese Windows since 7 has 宋体, 黑体, 仿宋 and 楷体. 仿宋_GB2312, 楷体_GB2312 and 方正小标宋简体, which offices
like for official documents, come with other programs: Word and WPS say 缺失字体 where they are named and missing. So
the document names the fonts that are there, the font table lists the other names as alternatives for a system that has
only those, and titles are set in bold 宋体, which is the nearest to 小标宋: whoever has that changes one style.

Each style names its font for every script, figures included: the standard knows no Latin font, and a style without
``w:eastAsia`` falls back to a font of the theme.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.formats.word.elements import Element, root, w
from generator.formats.word.page import FORM, OFFICIAL, Page

SONG, HEI, FANG, KAI = "宋体", "黑体", "仿宋", "楷体"
_RED = "E60000"
_QUIET = "595959"


class _Font(Struct, frozen=True):
    """A line of the font table: Word finds a font by any of its names."""

    name: str
    others: str
    panose: str
    family: str
    pitch: str


_FONTS = (
    _Font(SONG, "SimSun", "02010600030101010101", "auto", "variable"),
    _Font(HEI, "SimHei", "02010609060101010101", "modern", "fixed"),
    _Font(FANG, "FangSong,仿宋_GB2312,FangSong_GB2312", "02010609060101010101", "modern", "fixed"),
    _Font(KAI, "KaiTi,楷体_GB2312,KaiTi_GB2312", "02010609060101010101", "modern", "fixed"),
)


class _Style(Struct, frozen=True):
    """A paragraph style: size in points; spaces in twips; ``line`` is exact, or as high as its type if 0.

    ``first`` is the indent of the first line in characters, below zero for one that hangs; ``left`` and ``right`` are
    those of the paragraph. ``outline`` is its level in the navigation pane, from 0.
    """

    id: str
    name: str
    face: str
    size: float
    align: Literal["both", "left", "center", "right"] = "both"
    line: int = 0
    before: int = 0
    after: int = 0
    first: float = 0
    left: float = 0
    right: float = 0
    bold: bool = False
    color: str = ""
    outline: int | None = None
    keep: bool = False
    borders: tuple[tuple[str, int, int], ...] = ()
    tabs: tuple[tuple[str, int], ...] = ()


def _official(page: Page) -> Iterator[_Style]:
    """GB/T 9704-2012: 3号 is 16 pt, 2号 22 pt, 4号 14 pt; the red head stands 35 mm below the upper edge."""
    line = page.pitch
    yield _Style("Normal", "Normal", FANG, 16, line=line)
    yield _Style("Body", "Body Text First Indent", FANG, 16, line=line, first=2)
    yield _Style("Note", "说明", FANG, 14, line=line)
    yield _Style("RedHead", "发文机关标志", SONG, 42, "center", before=1900, bold=True, color=_RED)
    yield _Style("DocNumber", "发文字号", FANG, 16, "center", line, before=2 * line)
    yield _Style("Title", "Title", SONG, 22, "center", 700, after=line, bold=True, outline=0, keep=True)
    yield _Style("Subtitle", "Subtitle", KAI, 16, "center", line, after=line, keep=True)
    yield _Style("Addressees", "主送机关", FANG, 16, line=line)
    yield _Style("Heading1", "heading 1", SONG, 22, "center", 700, after=line, bold=True, outline=0, keep=True)
    yield _Style("Heading2", "heading 2", HEI, 16, line=line, first=2, outline=1, keep=True)
    yield _Style("Heading3", "heading 3", KAI, 16, line=line, first=2, outline=2, keep=True)
    yield _Style("Heading4", "heading 4", FANG, 16, line=line, first=2, outline=3, keep=True)
    yield _Style("Heading5", "heading 5", FANG, 16, line=line, first=2, outline=4, keep=True)
    yield _Style("Item", "List Paragraph", FANG, 16, line=line, first=2)
    yield _Style("Tick", "勾选项", FANG, 16, line=line, left=3.5, first=-1.5)
    yield _Style("Annexes", "附件说明", FANG, 16, "left", line)
    yield _Style("AnnexLabel", "附件", HEI, 16, "left", line, after=line, keep=True)
    yield _Style("Signature", "Signature", FANG, 16, "right", line, keep=True)
    yield _Style("Date", "Date", FANG, 16, "right", line)
    # Outer rules of 0.35 mm and inner ones of 0.25 mm, in eighths of a point.
    rules = (("top", 8, 1), ("bottom", 8, 1), ("between", 6, 1))
    end = (("right", page.width - 14 * 20),)
    yield _Style("Imprint", "版记", FANG, 14, line=line, left=1, right=1, borders=rules, tabs=end)
    yield _Style("Fields", "填写行", FANG, 16, "left", line, after=120, keep=True)
    yield _Style("Signs", "签章行", FANG, 16, "left", line, before=240)
    yield _Style("Cell", "表格文字", FANG, 12, line=400)
    yield _Style("CellHead", "表格标题", HEI, 12, line=400)
    yield _Style("CellPlace", "表格填写", KAI, 12, line=400)
    yield _Style("PageNumberOdd", "单页码", SONG, 14, "right", 360, right=1)
    yield _Style("PageNumberEven", "双页码", SONG, 14, "left", 360, left=1)


def _form(page: Page) -> Iterator[_Style]:
    line = page.pitch
    yield _Style("Normal", "Normal", SONG, 12, line=line)
    yield _Style("Body", "Body Text First Indent", SONG, 12, line=line, first=2, after=60)
    yield _Style("Note", "说明", SONG, 10.5, line=340, before=160, color=_QUIET)
    yield _Style("RedHead", "发文机关标志", SONG, 36, "center", bold=True, color=_RED)
    yield _Style("DocNumber", "发文字号", SONG, 12, "center", 400, before=200)
    yield _Style("Title", "Title", SONG, 18, "center", 520, after=120, bold=True, outline=0, keep=True)
    yield _Style("Subtitle", "Subtitle", KAI, 12, "center", 400, after=60, keep=True)
    yield _Style("Addressees", "主送机关", SONG, 12, line=line)
    yield _Style("Heading1", "heading 1", SONG, 16, "center", 480, after=160, bold=True, outline=0, keep=True)
    yield _Style("Heading2", "heading 2", HEI, 14, "left", 440, before=240, after=80, outline=1, keep=True)
    yield _Style("Heading3", "heading 3", HEI, 12, "left", 400, before=160, after=60, outline=2, keep=True)
    yield _Style("Heading4", "heading 4", HEI, 12, "left", 400, before=80, after=40, outline=3, keep=True)
    yield _Style("Heading5", "heading 5", KAI, 12, "left", 400, before=80, after=40, outline=4, keep=True)
    yield _Style("Item", "List Paragraph", SONG, 12, line=line, after=40, left=1.5, first=-1.5)
    yield _Style("Tick", "勾选项", SONG, 12, line=line, after=40, left=1.5, first=-1.5)
    yield _Style("Annexes", "附件说明", SONG, 12, "left", line)
    yield _Style("AnnexLabel", "附件", HEI, 14, "left", 440, after=120, keep=True)
    yield _Style("Signature", "Signature", SONG, 12, "right", line, keep=True)
    yield _Style("Date", "Date", SONG, 12, "right", line)
    yield _Style("Imprint", "版记", SONG, 9, line=line)
    yield _Style("Fields", "填写行", SONG, 12, "left", line, before=60, after=80, keep=True)
    yield _Style("Signs", "签章行", SONG, 12, "left", line, before=240)
    yield _Style("Cell", "表格文字", SONG, 10.5, line=320)
    yield _Style("CellHead", "表格标题", HEI, 10.5, line=320)
    yield _Style("CellPlace", "表格填写", KAI, 10.5, line=320)
    yield _Style("Footer", "footer", SONG, 9, "left", color=_QUIET, tabs=(("right", page.width),))


def _shared() -> Iterator[_Style]:
    yield _Style("Rule", "红色分隔线", SONG, 2, line=20, before=227, borders=(("top", 12, 0),), color=_RED)
    yield _Style("Break", "间隔", SONG, 2, line=20)
    yield _Style("Header", "header", HEI, 10.5, "right", color=_RED)


def styles(*, official: bool) -> Element:
    """Every style of a document."""
    page, own = (OFFICIAL, _official(OFFICIAL)) if official else (FORM, _form(FORM))
    # Latin words and figures are English, else LibreOffice would break a year after any of its figures.
    language = w("lang", val="en-US", eastAsia="zh-CN", bidi="ar-SA")
    closer = w("spacing", val=-5) if official else None  # 28 characters of 16 pt in 156 mm
    base, *others = (*own, *_shared())
    return root(
        "styles",
        w(
            "docDefaults",
            w("rPrDefault", w("rPr", *_type(base), language)),
            w("pPrDefault"),
        ),
        _paragraph(base, page, closer),
        *(_paragraph(style, page, None) for style in others),
        # These have no font of their own, so that what they are in decides.
        _plain("character", "DefaultParagraphFont", "Default Paragraph Font", default=True),
        _plain("character", "PlaceholderText", "Placeholder Text"),
        _plain("table", "TableNormal", "Normal Table", default=True),
        _plain("numbering", "NoList", "No List", default=True),
    )


def fonts() -> Element:
    """The font table."""
    return root("fonts", *(_font(font) for font in _FONTS))


def _font(font: _Font) -> Element:
    return w(
        "font",
        w("altName", val=font.others),
        w("panose1", val=font.panose),
        w("charset", val="86"),
        w("family", val=font.family),
        w("pitch", val=font.pitch),
        name=font.name,
    )


def _faces(face: str) -> tuple[Element, ...]:
    return (w("rFonts", hint="eastAsia", ascii=face, hAnsi=face, eastAsia=face, cs=face),)


def _type(style: _Style, closer: Element | None = None) -> tuple[Element | None, ...]:
    half_points = int(style.size * 2)
    return (
        *_faces(style.face),
        w("b") if style.bold else None,
        w("bCs") if style.bold else None,
        w("color", val=style.color) if style.color else None,
        closer,
        w("sz", val=half_points),
        w("szCs", val=half_points),
    )


def _paragraph(style: _Style, page: Page, closer: Element | None) -> Element:
    base = style.id == "Normal"
    char = style.size * 20 + (page.char - 320 if page is OFFICIAL else 0)
    return w(
        "style",
        w("name", val=style.name),
        None if base else w("basedOn", val="Normal"),
        w("qFormat"),
        w(
            "pPr",
            w("keepNext") if style.keep else None,
            w("widowControl", val=0 if page is OFFICIAL else 1) if base else None,
            _borders(style),
            w("tabs", *(w("tab", val=kind, pos=at) for kind, at in style.tabs)) if style.tabs else None,
            *(_strict(page) if base else ()),
            None if style.line == page.pitch else w("snapToGrid", val=0),
            _spacing(style),
            indent(char, style.first, style.left, style.right),
            w("jc", val=style.align),
            None if style.outline is None else w("outlineLvl", val=style.outline),
        ),
        w("rPr", *_type(style, closer)),
        type="paragraph",
        default=1 if base else None,
        customStyle=None if style.name.isascii() else 1,
        styleId=style.id,
    )


def _strict(page: Page) -> tuple[Element, ...]:
    """No mark hangs over the margin; and an official document's figures take half a character, with no space beside."""
    spaced = 0 if page is OFFICIAL else 1
    return w("overflowPunct", val=0), w("autoSpaceDE", val=spaced), w("autoSpaceDN", val=spaced)


def _borders(style: _Style) -> Element | None:
    color = style.color or "000000"
    lines = (w(side, val="single", sz=size, space=space, color=color) for side, size, space in style.borders)
    return w("pBdr", *lines) if style.borders else None


def _spacing(style: _Style) -> Element:
    rule = "exact" if style.line else "auto"
    return w("spacing", before=style.before, after=style.after, line=style.line or 240, lineRule=rule)


def indent(char: float, first: float = 0, left: float = 0, right: float = 0) -> Element | None:
    """Indents in characters of so many twips: Word and WPS take the characters, LibreOffice 7 the twips."""
    sizes = {"left": left, "right": right, "firstLine": max(first, 0), "hanging": max(-first, 0)}
    set_ = {name: size for name, size in sizes.items() if size}
    if not set_:
        return None
    twips = {name: round(size * char) for name, size in set_.items()}
    return w("ind", **twips, **{f"{name}Chars": round(size * 100) for name, size in set_.items()})


def _plain(kind: str, style: str, name: str, *, default: bool = False) -> Element:
    return w(
        "style",
        w("name", val=name),
        w("uiPriority", val=99),
        w("semiHidden"),
        w("unhideWhenUsed"),
        type=kind,
        default=1 if default else None,
        styleId=style,
    )
