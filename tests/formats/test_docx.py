"""Documents for Word: what LibreOffice shows of them, and what Word asks of their XML."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import docx
import office
import pypdf
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from msgspec.structs import replace

from generator import documents, pipeline
from generator.documents.blocks import (
    Addressees,
    Annexes,
    AnnexLabel,
    Block,
    Box,
    Cell,
    DocNumber,
    Document,
    Field,
    Fields,
    Gap,
    Group,
    Heading,
    Imprint,
    Items,
    PageBreak,
    Paragraph,
    Place,
    RedHead,
    RedRule,
    Row,
    Run,
    Seal,
    Signature,
    Signs,
    Table,
    Ticks,
    Title,
    printed,
    texts,
)
from generator.formats import word
from generator.formats.word.controls import tag_of
from generator.formats.word.tables import widths

ROOT = Path(__file__).resolve().parents[2]
UNIT = "中国工会某某省某某市某某区某某街道某某开发区" * 3
RARE = "喆堃玥珺瑢㛃𬭎"
LINE = 28  # characters of a line of an official document
LINES = 22  # of a page

TABLE = Table(
    "标准",
    (10, 20, 50, 20),
    (
        Group(
            (
                Row(
                    (
                        Cell(printed("一"), rows=2, head="group", style="part", align="center"),
                        Cell(printed("甲"), head="row"),
                        Cell(printed("两行\n字"), style="standard"),
                        Cell(style="score", align="center", place=Place("score", "one", "第1项得分")),
                    )
                ),
                Row(
                    (
                        Cell(printed("乙"), head="row"),
                        Cell(printed("三页长的一项。" * 330), style="standard"),
                        Cell(place=Place("score", "long", "第2项得分")),
                    )
                ),
                Row(
                    (
                        Cell(printed("丙"), 3, style="standard"),
                        Cell(
                            ((Run("是"), Box(ticked=True), Run(" 否"), Box()),),
                            place=Place("score", "two", "第3项得分"),
                        ),
                    )
                ),
                Row((Cell((), 3, style="empty"), Cell(printed("99.5"), place=Place("score", "three", "第3项")))),
            ),
            (Row((Cell(printed("一、组织建设"), 4, head="group", style="section"),), "section-1"),),
        ),
    ),
    (
        Row((Cell(printed("项目"), 2, head="column"), Cell(printed("标准"), head="column"), Cell(printed("得分")))),
        Row((Cell(printed("第二行标题"), 4, head="column"),)),
    ),
)
OPINIONS = Table(
    "意见",
    (1, 3),
    (
        Group(
            (
                Row(
                    (
                        Cell(printed("本单位\n意见"), head="row"),
                        Cell(
                            style="opinion",
                            place=Place("opinion", "1", "意见", 300, 8),
                            seal=Seal("（盖章）", "年  月  日"),
                        ),
                    )
                ),
            )
        ),
    ),
    style="opinions",
)
FORM = Document(
    name="form",
    title="一张表",
    author="某市总工会",
    subject="某项活动",
    keywords=("甲", "乙"),
    published="2023-09-05",
    footer="打分表 x/2023/form",
    mark="演示数据",
    blocks=(
        AnnexLabel("附件1"),
        Title(("模范职工之家", "打分表"), "2023年度"),
        Fields(
            (
                (Run("单位名称："), Field(Place("unit-name", name="单位名称"), UNIT)),
                (Run("填表日期："), Gap(4, ruled=True), Run("年")),
            )
        ),
        TABLE,
        OPINIONS,
        Signs(("单位（盖章）：", "考核人员签字：")),
        Heading(1, "要交的材料"),
        Ticks(((Run("申报表"),), (Run("材料"), Run("一式两份", strong=True)))),
        Items(((Run("甲方"),), (Run("乙方"),))),
        Items(((Run("第一"),), (Run("第二"),)), ordered=True),
        Items(((Run("又是第一"),),), ordered=True),
        Paragraph((Run(f"姓名：{RARE}"), Field(Place("long" * 20, "x" * 60, "很长的名称" * 20))), "note", "right"),
        Paragraph((Run('<w:t>&amp; "引号" =SUM(A1)'),), "plain"),
    ),
)
NOTICE = Document(
    name="notice",
    title="关于开展活动的通知",
    author="某市总工会",
    official=True,
    mark="演示数据",
    blocks=(
        RedHead(("中共某某省某某市委社会工作部某某市总工会文件",)),
        DocNumber("某工发〔2023〕6号"),
        RedRule(),
        Title(("关于开展模范职工之家", "创建活动的通知")),
        Addressees("各区、市总工会："),
        Paragraph((Run("为贯彻落实精神，现将“有关事项”通知如下——。"),)),
        *(Heading(level, f"第{level}级标题") for level in range(1, 5)),
        Paragraph((Run("具体要求。" * 60),)),
        Items(((Run("其一。"),), (Run("其二。"),)), ordered=True),
        Annexes("附件：", ("模范职工之家考核验收自查打分表和另外一些很长很长的附件名称", "申报表")),
        Signature(("某市总工会",), "2023年9月5日"),
        PageBreak(),
        AnnexLabel("附件1"),
        Heading(0, "附件的标题"),
        Table(
            "名单",
            (1, 4),
            (Group((Row((Cell(printed("1")), Cell(printed(UNIT)))),)),),
            (Row((Cell(printed("序号"), head="column"), Cell(printed("单位"), head="column"))),),
            "article",
        ),
        Imprint((("抄送：各有关单位。",), ("某市总工会办公室", "2023年9月5日印发"))),
    ),
)


def full(characters: int) -> Document:
    """An official document of so many characters in one paragraph that is not indented."""
    return Document("full", "满页", "甲", (Paragraph((Run("国" * characters),), "plain"),), official=True)


FULL = {"full-page": full(LINES * LINE), "full-page-and-one": full(LINES * LINE + 1)}


@cache
def real() -> dict[str, Document]:
    portal = pipeline.read(ROOT)
    return {
        f"{edition.address}{document.name}".replace("/", "-"): document
        for edition in portal.editions
        for document in documents.edition(portal, edition)
    }


@cache
def everything() -> dict[str, tuple[Document, bytes]]:
    """Every document of the repository's own editions, and those above that have every block."""
    wanted = {**real(), "made-form": FORM, "made-notice": NOTICE, **FULL}
    return {name: (document, word.write(document)) for name, document in wanted.items()}


def xml(data: bytes, part: str) -> BaseOxmlElement:
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        return parse_xml(file.read(part))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def letters(text: str) -> str:
    return re.sub(r"\W", "", text)


def missing(wanted: str, said: str) -> str:
    """The first stretch of ``wanted`` that ``said`` has not in this order; nothing where it has all."""
    at = 0
    for number, char in enumerate(wanted):
        at = said.find(char, at) + 1
        if at == 0:
            return wanted[max(0, number - 20) : number + 20]
    return ""


def places(document: Document) -> Iterator[Place]:
    for block in document.blocks:
        match block:
            case Paragraph(line):
                lines = [line]
            case Items(items) | Ticks(items):
                lines = list(items)
            case Fields(parts):
                lines = list(parts)
            case Table():
                cells = [cell for row in block.rows for cell in row.cells]
                yield from (cell.place for cell in cells if cell.place)
                lines = [line for cell in cells for line in cell.lines]
            case _:
                lines = []
        yield from (part.place for line in lines for part in line if isinstance(part, Field))


def test_libreoffice_shows_every_document(tmp_path: Path) -> None:
    """All in one process. Pages follow one another without an empty one, and say every text in order."""
    for name, (_, data) in everything().items():
        (tmp_path / f"{name}.docx").write_bytes(data)
    made = office.convert([tmp_path / f"{name}.docx" for name in everything()], "pdf", tmp_path / "pdf")
    wrong = []
    counts = {}
    for path, (document, _) in zip(made, everything().values(), strict=True):
        pages = [page.extract_text() for page in pypdf.PdfReader(path).pages]
        counts[path.stem] = len(pages)
        for at, page in enumerate(pages, 1):
            number = f"—{at}—" if document.official else f"第{at}页共{len(pages)}页"
            wrong += [] if number in bare(page) else [f"{path.stem} {at}: no {number}"]
            wrong += [f"{path.stem} {at}: 演示数据"] if ("演示数据" in document.mark) != ("演示数据" in page) else []
            rest = re.sub(f"{re.escape(bare(document.footer))}|{number}|演示数据", "", bare(page))
            wrong += [] if rest else [f"{path.stem} {at}: empty"]
        # LibreOffice 7 reads overflowPunct the wrong way round and drops some of the marks that it lets hang.
        lost = missing(letters("".join(texts(document))), letters("".join(pages)))
        wrong += [f"{path.stem}: {lost}"] if lost else []
    assert wrong == []
    expected = {"made-form": 4, "made-notice": 3, "full-page": 1, "full-page-and-one": 2}
    assert {name: counts[name] for name in expected} == expected
    check_type_area(tmp_path / "pdf" / "full-page.pdf")


def check_type_area(path: Path) -> None:
    """22 lines of 28 characters, from 28 mm to 26 mm at the sides and from 37 mm to 35 mm, within 1 mm."""
    starts: set[tuple[float, float]] = set()
    sizes: set[float] = set()

    def visit(text: str, _matrix: object, at: list[float], _font: object, size: float) -> None:
        if "国" in text:
            starts.add((round(at[4] / 72 * 25.4, 1), round(297 - at[5] / 72 * 25.4, 1)))
            sizes.add(size)

    page = pypdf.PdfReader(path).pages[0]
    page.extract_text(visitor_text=visit)
    rows = sorted({y for _, y in starts})
    assert len(rows) == LINES
    assert min(x for x, _ in starts) == pytest.approx(28, abs=1)
    assert rows[0] == pytest.approx(37 + 16 / 72 * 25.4 * 1.3, abs=2)  # the first baseline, whatever font stands in
    assert rows[-1] < 297 - 35
    assert (rows[-1] - rows[0]) / (LINES - 1) == pytest.approx(28.95 / 72 * 25.4, abs=0.05)


@pytest.mark.parametrize("name", everything())
def test_word_and_its_library_read_it(name: str) -> None:
    document, data = everything()[name]
    read = docx.Document(io.BytesIO(data))
    assert (
        missing(bare("".join(texts(document))), bare("".join(t.text or "" for t in read.element.iter(qn("w:t"))))) == ""
    )
    tables = [block for block in document.blocks if isinstance(block, Table)]
    for table, block in zip(read.tables, tables, strict=True):
        assert len(table.rows) == len(block.rows)
        assert {len(row.cells) for row in table.rows} == {len(block.widths)}
    about = read.core_properties
    assert (about.title, about.author, about.subject) == (document.title, document.author, document.subject)
    assert about.keywords == "，".join(document.keywords)
    assert about.last_modified_by == document.author
    assert about.comments == ""
    assert (str(about.created)[:10] if about.created else "") == document.published


@pytest.mark.parametrize("name", everything())
def test_every_place_is_a_content_control_of_its_name(name: str) -> None:
    document, data = everything()[name]
    body = xml(data, "word/document.xml")
    found = {
        control.find(qn("w:tag")).get(qn("w:val")): control.find(qn("w:alias")) for control in body.iter(qn("w:sdtPr"))
    }
    assert len(found) == len(list(body.iter(qn("w:sdtPr")))), "a tag stands twice"
    assert all(len(tag) <= 64 for tag in found)
    for place in places(document):
        tag = tag_of(place)
        alias = found[tag if tag in found else f"{tag}.1"]
        assert (alias.get(qn("w:val")) if alias is not None else "") == place.name[:64]
    numbers = [one.get(qn("w:val")) for one in body.iter(qn("w:id"))]
    assert len(set(numbers)) == len(numbers)


# The sequences of the schema (ISO/IEC 29500-1, wml.xsd). Word offers to repair a file that does not keep to them.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs "
    "suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd "
    "snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid "
    "vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em "
    "lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing "
    "tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    "sdtPr": "rPr alias tag id lock placeholder temporary showingPlcHdr dataBinding label tabIndex text checkbox",
    "sdt": "sdtPr sdtEndPr sdtContent",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType "
    "pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    "tbl": "tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "tc": "tcPr p",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left bottom right insideH insideV",
    "tblCellMar": "top left bottom right",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked "
    "personal personalCompose personalReply rsid pPr rPr tblPr trPr tcPr tblStylePr",
    "styles": "docDefaults latentStyles style",
    "font": "altName panose1 charset family notTrueType pitch sig embedRegular",
    "numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
    "abstractNum": "nsid multiLevelType tmpl name styleLink numStyleLink lvl",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr rPr",
    "settings": "writeProtection view zoom removePersonalInformation mirrorMargins defaultTabStop "
    "evenAndOddHeaders characterSpacingControl compat themeFontLang",
    "compat": "ulTrailSpace doNotExpandShiftReturn useFELayout compatSetting",
}
RANK = {parent: {name: at for at, name in enumerate(names.split())} for parent, names in ORDER.items()}


@pytest.mark.parametrize("name", everything())
def test_children_stand_in_the_order_of_the_schema(name: str) -> None:
    _, data = everything()[name]
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = [part for part in file.namelist() if part.startswith("word/") and part.endswith(".xml")]
    wrong = set()
    for part in parts:
        for element in xml(data, part).iter():
            parent = element.tag.rpartition("}")[2]
            if parent in RANK:
                children = [child.tag.rpartition("}")[2] for child in element]
                ranks = [RANK[parent].get(child, -1) for child in children]
                if -1 in ranks or ranks != sorted(ranks):
                    wrong.add((part, parent, tuple(children)))
    assert wrong == set()


@pytest.mark.parametrize("data", [word.write(NOTICE), word.write(FORM)], ids=["official", "form"])
def test_every_style_of_paragraphs_and_the_default_name_a_font_that_is_on_every_machine(data: bytes) -> None:
    styles = xml(data, "word/styles.xml")
    known = {font.get(qn("w:name")) for font in xml(data, "word/fontTable.xml")}
    assert known == {"宋体", "黑体", "仿宋", "楷体"}
    own = [style for style in styles.iter(qn("w:style")) if style.get(qn("w:type")) == "paragraph"]
    assert len(own) > 20
    for style in (*own, styles.find(qn("w:docDefaults"))):
        fonts = next(style.iter(qn("w:rFonts")))
        assert {fonts.get(qn(f"w:{slot}")) for slot in ("eastAsia", "ascii", "hAnsi", "cs")} <= known
    used = {style.get(qn("w:styleId")) for style in styles.iter(qn("w:style"))}
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        for part in file.namelist():
            if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", part):
                root = xml(data, part)
                kinds = [*root.iter(qn("w:pStyle")), *root.iter(qn("w:rStyle"))]
                assert {kind.get(qn("w:val")) for kind in kinds} <= used
                assert all(run.find(qn("w:rPr")).find(qn("w:rFonts")) is not None for run in root.iter(qn("w:r")))
    assert styles.find(f".//{qn('w:lang')}").get(qn("w:eastAsia")) == "zh-CN"


def test_a_document_gives_the_same_bytes_twice_and_says_no_more_than_it_is_told() -> None:
    data = word.write(FORM)
    assert data == word.write(FORM)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert {info.date_time for info in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert file.namelist()[0] == "[Content_Types].xml"
        assert not [name for name in file.namelist() if "thumbnail" in name or "customXml" in name]
        assert b"python" not in b"".join(file.read(name) for name in file.namelist())


@pytest.mark.parametrize("annexes", [(), (Annexes("附件：", ("名单", "样式")),)], ids=["alone", "with annexes"])
def test_a_signature_goes_with_the_end_of_the_text(annexes: tuple[Annexes, ...]) -> None:
    text = [Paragraph((Run(said),)) for said in "一二"]
    signed: tuple[Block, ...] = (*text, *annexes, Signature(("市总工会",), "2023年5月4日"))
    made = xml(word.write(replace(NOTICE, blocks=signed)), "word/document.xml")
    kept = {
        "".join(t.text or "" for t in p.iter(qn("w:t"))): p.find(f".//{qn('w:keepNext')}") is not None
        for p in made.iter(qn("w:p"))
    }
    assert not kept.pop("一")
    assert not kept.pop("2023年5月4日")
    assert all(keep for said, keep in kept.items() if said != "市总工会")  # whose style keeps it


def test_heads_of_tables_are_repeated_and_rows_stay_whole_unless_they_are_long() -> None:
    rows = [*xml(word.write(FORM), "word/document.xml").iter(qn("w:tr"))][: len(TABLE.rows)]
    marks = [{child.tag.rpartition("}")[2] for one in row.iter(qn("w:trPr")) for child in one} for row in rows]
    assert ["tblHeader" in mark for mark in marks] == [True, True, False, False, False, False, False]
    assert ["cantSplit" in mark for mark in marks] == [True, True, True, True, False, True, True]
    # What stands over other rows is never the last on its page; the last row goes with what is signed below it.
    assert ["w:keepNext" in row.xml for row in rows] == [True, True, True, False, False, False, True]


def test_what_is_signed_goes_with_the_last_rows_of_a_form() -> None:
    """LibreOffice moves them together; Word is told so of each row and paragraph but the last."""
    totals = tuple(Row((Cell(printed(name), 2, head="row"), Cell()), "total") for name in ("合计甲", "合计乙"))
    rows = tuple(Row((Cell(printed(f"行{at}")), Cell(), Cell())) for at in range(3))
    note = Paragraph((Run("自评结果"),), "plain")
    cases: tuple[tuple[tuple[Block, ...], tuple[Group, ...], list[str]], ...] = (
        ((note, Signs(("盖章",))), (Group(rows), Group(totals)), ["合计甲", "合计乙", "", "自评结果"]),
        ((OPINIONS, note), (Group(rows),), ["行2", "", "本单位意见（盖章）年月日", ""]),
        ((OPINIONS,), (Group(rows),), ["行2", ""]),
        ((), (Group(rows), Group(totals)), []),
    )
    for foot, groups, kept in cases:
        blocks = (Table("表", (1, 1, 1), groups), *foot)
        body = xml(word.write(replace(FORM, blocks=blocks)), "word/document.xml").find(qn("w:body"))
        found = [one for made in body for one in ([*made.iter(qn("w:tr"))] or [made]) if "w:keepNext" in one.xml]
        assert [bare("".join(t.text or "" for t in one.iter(qn("w:t")))) for one in found] == kept


@pytest.mark.parametrize(("parts", "whole"), [((1, 1, 1), 100), ((7, 12, 81), 9638), ((1,) * 24, 9639), ((3,), 5)])
def test_columns_add_up_to_the_type_area(parts: tuple[int, ...], whole: int) -> None:
    found = widths(Table("", parts, ()), whole)
    assert sum(found) == whole
    assert max(abs(one - whole * part / sum(parts)) for one, part in zip(found, parts, strict=True)) <= 1


def test_merged_cells_reach_across_and_down() -> None:
    table = docx.Document(io.BytesIO(word.write(FORM))).tables[0]
    assert table.cell(2, 0)._tc is table.cell(2, 3)._tc  # noqa: SLF001 - two names of one cell
    assert table.cell(3, 0)._tc is table.cell(4, 0)._tc  # noqa: SLF001
    assert table.cell(6, 2).text == ""


def test_words_are_never_markup_or_fields() -> None:
    body = xml(word.write(FORM), "word/document.xml")
    assert '<w:t>&amp; "引号" =SUM(A1)' in [one.text for one in body.iter(qn("w:t"))]
    assert not list(body.iter(qn("w:instrText"), qn("w:fldSimple")))


def test_ticks_and_blanks() -> None:
    body = xml(word.write(FORM), "word/document.xml")
    checked = {
        control.find(qn("w:tag")).get(qn("w:val")): control.find(f".//{qn('w14:checked')}").get(qn("w14:val"))
        for control in body.iter(qn("w:sdtPr"))
        if control.find(qn("w14:checkbox")) is not None
    }
    assert checked == {"score.two.1": "1", "score.two.2": "0", "tick.1": "0", "tick.2": "0"}
    blank = {
        control.find(f".//{qn('w:tag')}").get(qn("w:val")): "".join(t.text for t in control.iter(qn("w:t")))
        for control in body.iter(qn("w:sdt"))
        if control.find(f".//{qn('w:showingPlcHdr')}") is not None
    }
    assert {"score.one", "opinion.1"} <= blank.keys()
    assert all(text and not text.strip() for text in blank.values())
