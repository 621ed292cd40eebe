"""PDF: measured on the page, read back as tags, bookmarks and metadata."""

from __future__ import annotations

import re
import time
from itertools import pairwise
from pathlib import Path
from typing import Any

import printing
import pytest
from msgspec.structs import replace
from printing import ROOT, WORDS, cell, form, line, notice, official, scoring, writer
from tagged_pdf import Run, Tagged, at

from generator import documents
from generator.documents import roll
from generator.documents.blocks import (
    Annexes,
    Block,
    Cell,
    Document,
    Group,
    Heading,
    Imprint,
    Paragraph,
    Place,
    RedHead,
    RedRule,
    Row,
    Seal,
    Signature,
    Signs,
    Table,
    Title,
    texts,
)
from generator.formats.pdf import PdfWriter
from generator.model.portal import Portal
from generator.problems import ProblemsFoundError

MM = 25.4 / 72
CLOSING = "，。、；：！？）》〉”’】〕"


def read(document: Document) -> Tagged:
    return Tagged(writer().write(document))


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


def body(runs: list[Run], size: float) -> list[Run]:
    return [run for run in runs if abs(run.size - size) < 0.1]


# GB/T 9704: A4, 天头 37 mm, 订口 28 mm, 版心 156 mm x 225 mm, 22 lines of 28 characters.


def test_the_type_area_holds_22_lines_of_28_characters() -> None:
    pdf = read(official(Paragraph(line("永" * 28 * 22 * 3))))
    box = pdf.reader.pages[0].mediabox
    assert (round(float(box.width) * MM), round(float(box.height) * MM)) == (210, 297)
    for page in (0, 1, 2):
        lines = [run for run in pdf.pages[page] if run.mark is not None]
        assert len(lines) == 22
        assert all(len(run.text) == 28 for run in lines[1 if page == 0 else 0 :])
        em = 16 * MM
        assert lines[0].y - 0.88 * em == pytest.approx(37, abs=0.2)
        assert lines[-1].y + 0.12 * em == pytest.approx(37 + 225, abs=0.2)
        assert lines[1].x == pytest.approx(28, abs=0.2)
        assert lines[1].right == pytest.approx(28 + 156, abs=0.2)
        assert all(b.y - a.y == pytest.approx((225 - em) / 21, abs=0.1) for a, b in pairwise(lines))
    first = pdf.pages[0][0]
    assert first.x == pytest.approx(28 + 2 * 156 / 28, abs=0.1)
    assert len(first.text) == 26


def test_page_numbers_stand_outside_below_the_type_area() -> None:
    pdf = read(official(Paragraph(line("永" * 28 * 22 * 3))))
    for page, runs in enumerate(pdf.pages[:3], start=1):
        number = [run for run in runs if run.mark is None]
        assert "".join(run.text for run in number) == f"— {page} —"
        assert {round(run.size) for run in number} == {14}
        dash = number[0].y - 0.34 * 14 * MM  # where the rule of a dash is, above the baseline
        assert dash == pytest.approx(37 + 225 + 7, abs=1)
        if page % 2:
            assert number[-1].right == pytest.approx(28 + 156 - 16 * MM, abs=0.5)
        else:
            assert number[0].x == pytest.approx(28 + 16 * MM, abs=0.5)


def test_head_of_an_official_document() -> None:
    pdf = read(notice())
    runs = pdf.pages[0]
    head = next(run for run in runs if "总工会文件" in run.text)
    number = next(run for run in runs if "秦工发" in run.text)
    title = [run for run in runs if round(run.size) == 22]
    assert head.y - 0.88 * head.size * MM == pytest.approx(37 + 35, abs=1)
    assert (head.x + head.right) / 2 == pytest.approx(28 + 78, abs=1)
    assert 105 < number.y < 125
    assert [bare(run.text) for run in title] == ["关于开展“模范职工之家”", "创建活动的通知"]
    assert all((run.x + run.right) / 2 == pytest.approx(28 + 78, abs=2) for run in title)


@pytest.mark.parametrize("issuer", ["房山区总工会", "重庆市教育科学文化卫生体育工会委员会文件", "某" * 40])
def test_a_red_head_fits_the_type_area(issuer: str) -> None:
    first = read(official(RedHead((issuer,)), RedRule(), Title(("标题",)))).pages[0][0]
    assert first.text == issuer
    assert first.x >= 28
    assert first.right <= 28 + 156 + 0.1


def test_each_of_those_who_issue_together_has_a_line() -> None:
    together = ("示例市总工会", "示例市人力资源和社会保障局")
    page = read(official(RedHead(together), RedRule(), Title(("标题",)), Signature(together, "2023年5月4日"))).pages[0]
    head, signed = ([run for run in page if run.text in together][at : at + 2] for at in (0, 2))
    for who in (head, signed):
        assert [run.text for run in who] == list(together)
        assert who[0].y < who[1].y
        assert (who[0].x + who[0].right) / 2 == pytest.approx((who[1].x + who[1].right) / 2, abs=1)


def test_levels_have_their_faces_and_no_added_weight() -> None:
    fonts = {run.text: (run.font, round(run.size)) for page in read(notice()).pages for run in page}
    fang, kai, hei = (printing.found().roles[role][0].path.stem.partition("-")[0] for role in ("fang", "kai", "hei"))
    for text, family in (
        ("一、创建条件", hei),
        ("（一）组织健全", kai),
        ("基本条件", fang),
        ("人数", fang),
        ("不少于", hei),
    ):
        found = next(face for said, face in fonts.items() if text in said)
        assert found[1] == 16
        assert "Bold" not in found[0]
        if family.startswith("Fandol"):
            assert found[0].startswith(family)


def test_the_date_stands_four_characters_from_the_right() -> None:
    char = 156 / 28
    for issuer in ("市总工会", "秦皇岛市总工会", "重庆市教育科学文化卫生体育工会委员会"):
        pdf = read(official(Paragraph(line(WORDS)), Signature((issuer,), "2023年5月4日")))
        rows = [[run for run in pdf.pages[0] if round(run.y, 1) == y] for y in pdf.lines(0)]
        who = next(runs for runs in rows if issuer in "".join(run.text for run in runs))
        day = next(runs for runs in rows if "2023" in "".join(run.text for run in runs))
        middle = [(runs[0].x + runs[-1].right) / 2 for runs in (who, day)]
        assert middle[0] == pytest.approx(middle[1], abs=0.5)
        assert who[-1].right <= 28 + 156 + 0.1
        if len(issuer) < 16:
            assert day[-1].right == pytest.approx(28 + 156 - 4 * char, abs=0.5)


@pytest.mark.parametrize("annexes", [(), (Annexes("附件：", ("名单",)),)], ids=["alone", "with annexes"])
def test_a_signature_never_stands_on_a_page_without_text(annexes: tuple[Annexes, ...]) -> None:
    for lines in range(15, 24):
        above = (Paragraph(line("永" * 28 * lines)), Paragraph(line("和" * 40)))
        pdf = read(official(*above, *annexes, Signature(("市总工会",), "2023年5月4日")))
        page = next(runs for runs in pdf.pages if any("市总工会" in run.text for run in runs))
        assert any("和" in run.text for run in page), lines
        assert len(pdf.pages) <= 2


def test_annexes_begin_pages_and_the_imprint_stands_last() -> None:
    pdf = read(notice())
    labels = [(page, run) for page, runs in enumerate(pdf.pages) for run in runs if bare(run.text).startswith("附件")]
    starts = [run for page, run in labels if run is pdf.pages[page][0]]
    assert len(starts) == 2
    assert all(run.x == pytest.approx(28, abs=0.2) for run in starts)
    last = [run for run in pdf.pages[-1] if run.mark is not None][-1]
    assert "印发" in last.text
    assert 250 < last.y < 262
    # Who issued it one character from the left edge of the 版心, and when one from the right.
    (who,) = [run for run in pdf.pages[-1] if "办公室" in run.text]
    assert who.y == pytest.approx(last.y)
    assert who.x == pytest.approx(28 + 14 * MM, abs=0.5)
    assert last.right == pytest.approx(28 + 156 - 14 * MM, abs=0.5)


def test_no_line_begins_with_closing_punctuation() -> None:
    words = "".join(f"（{'永' * (at % 7)}）、“{'和' * (at % 5)}”，《{'中' * (at % 3)}》；85%。" for at in range(300))
    pdf = read(official(Paragraph(line(words))))
    found = [text for page in range(len(pdf.pages)) for text in pdf.lines(page).values()]
    assert len(found) > 60
    assert [text for text in found if text[0] in CLOSING] == []


# Forms


def test_heads_and_group_headings_stand_on_each_page() -> None:
    pdf = read(scoring(sections=2, items=30))
    going_on = 0
    for page in range(1, len(pdf.pages)):
        said = list(map(bare, pdf.lines(page).values()))
        if any("【" in text for text in said):
            assert said[0] == "部分序号标准分值得分"
            assert re.match(r"甲\d（30分）", said[1])
            going_on += not any(f"【{section}.1】" in text for text in said for section in (1, 2))
    assert going_on > 1


def test_a_merged_cell_says_on_each_page_what_it_is() -> None:
    pdf = read(scoring(sections=3, items=9))
    for page in range(len(pdf.pages)):
        said = bare("".join(run.text for run in pdf.pages[page]))
        for section in set(re.findall(r"【(\d)\.\d】", said)):
            assert f"第{section}部分" in said


def test_an_item_of_three_pages_is_broken_and_named_on_each() -> None:
    pdf = read(scoring(long=150))
    pages = [bare("".join(run.text for run in runs)) for runs in pdf.pages]
    first = next(at for at, said in enumerate(pages) if "【1.2】" in said)
    last = next(at for at, said in enumerate(pages) if "【1.3】" in said)
    assert last - first >= 3
    assert all("第1部分" in said for said in pages[first : last + 1])
    assert bare(WORDS * 150) in pdf.text
    low = max(run.y for runs in pdf.pages for run in runs if run.mark is not None)
    assert low < 297 - 20


def test_rows_shorter_than_a_page_are_not_broken() -> None:
    pdf = read(scoring(items=12))
    for section in (1, 2, 3):
        for item in range(1, 13):
            pages = [
                page
                for page, runs in enumerate(pdf.pages)
                if f"【{section}.{item}】" in bare("".join(run.text for run in runs))
            ]
            assert len(pages) == 1
    column = next(run.x for run in pdf.pages[0] if run.text == "【")
    for runs in pdf.pages[1:]:
        first = [run.text for run in runs if abs(run.x - column) < 3 and run.y > 35 and run.mark is not None]
        assert "【" not in first or first[0] == "【"


def test_headings_do_not_stand_last_on_a_page() -> None:
    for lines in range(16, 24):
        pdf = read(official(Paragraph(line("永" * 28 * lines)), Heading(1, "一、总体要求"), Paragraph(line(WORDS))))
        for runs in pdf.pages:
            marked = [run for run in runs if run.mark is not None]
            assert "总体要求" not in marked[-1].text


def test_rows_that_only_name_what_is_below_do_not_stand_last_on_a_page() -> None:
    heads = Row((cell("姓名", head="row"), cell("职务", head="row")), "heads")
    blanks = Row((cell(place=Place("name", lines=3)), cell("下", place=Place("post", lines=3))), "blanks")
    for filler in range(20, 34):
        rows = [Row((cell(f"行{at}"), cell())) for at in range(filler)]
        pdf = read(form(Table("名单", (1, 1), (Group((*rows, heads, blanks)),), style="register")))
        where = [page for page, runs in enumerate(pdf.pages) for run in runs if run.text in {"姓名", "下"}]
        assert where[0] == where[1]


def test_a_row_of_blanks_alone_is_as_high_as_one_with_a_label() -> None:
    """Names of persons are written into such rows by hand."""

    def high(first: str, lines: int) -> float:
        blank = cell(place=Place("name", lines=lines))
        rows = (Row((cell("上"), cell())), Row((cell(first), blank)), Row((cell("下"), cell())))
        (runs,) = read(form(Table("名单", (1, 1), (Group(rows),), style="register"))).pages
        above, below = (next(run.y for run in runs if run.text == text) for text in "上下")
        return below - above

    assert high("", 1) == pytest.approx(high("姓名", 1), abs=0.1)
    assert high("", 3) > high("", 1) + 5


def test_opinion_boxes_have_room_for_a_seal_at_the_lower_right() -> None:
    box = Cell(place=Place("opinion"), seal=Seal("（盖章）", "2023年5月4日"))
    pdf = read(form(Table("意见", (1, 3), (Group((Row((cell("基层工会意见", head="row"), box)),)),), style="opinions")))
    label = next(run for run in pdf.pages[0] if "基层" in run.text)
    seal = next(run for run in pdf.pages[0] if "盖章" in run.text)
    day = [run for run in pdf.pages[0] if run.y > seal.y + 2 and run.mark is not None]
    assert seal.y > label.y
    assert 160 < day[-1].right < 190
    assert day[-1].y - 20 > 25


SEALED = "单位（盖章）："
FEET: dict[str, tuple[Block, ...]] = {
    "signs": (Paragraph(line("自评结果：总分100分"), "plain"), Signs((SEALED, "考核人员签字："))),
    "opinions": (
        Table(
            "意见",
            (1, 3),
            (Group((Row((cell("上级工会意见", head="row"), Cell(place=Place("opinion"), seal=Seal(SEALED, "")))),)),),
            style="opinions",
        ),
    ),
}


@pytest.mark.parametrize("foot", FEET)
@pytest.mark.parametrize("kind", ["total", "item"])
def test_what_is_signed_stands_on_a_page_with_the_last_rows(kind: str, foot: str) -> None:
    turned = set()
    for filler in range(24, 34):
        part = cell("组织建设", rows=filler, head="group", style="part")
        rows = [Row((*((part,) if at == 0 else ()), cell(f"行{at}"), cell()), "item") for at in range(filler)]
        totals = [Row((cell(name, columns=2, head="row"), cell()), "total") for name in ("合计甲", "合计乙")]
        groups = (Group(tuple(rows)), Group(tuple(totals))) if kind == "total" else (Group(tuple(rows)),)
        pdf = read(form(Table("表", (1, 2, 1), groups), *FEET[foot], Heading(1, "说明")))
        pages = [bare("".join(run.text for run in runs)) for runs in pdf.pages]
        signed = next(at for at, said in enumerate(pages) if SEALED in said)
        last = ("合计甲", "合计乙") if kind == "total" else (f"行{filler - 1}", "组织建设")
        assert all(said in pages[signed] for said in last), filler
        assert "行0" in pages[0]
        turned.add(signed)
    assert turned == {0, 1}


def test_what_a_sheet_came_to_stands_clear_of_its_table() -> None:
    """As far as lines of a paragraph are apart, below the rule and the clear space of the last row."""
    rows = (Row((cell("甲"), cell()), "item"),)
    (runs,) = read(form(Table("表", (1, 3), (Group(rows),)), *FEET["signs"])).pages
    last, said = (next(run.y for run in runs if run.text.startswith(text)) for text in ("甲", "自评结果"))
    inset, leading, high = 5, 8, 0.12 * 10.5 + 0.88 * 12
    assert said - last == pytest.approx((inset + leading + high) * MM, abs=0.3)


def test_what_is_signed_below_an_item_of_three_pages_is_all_there() -> None:
    rows = (Row((cell("甲"), cell(WORDS * 150)), "item"),)
    pdf = read(form(Table("表", (1, 3), (Group(rows),)), *FEET["signs"]))
    assert bare(WORDS * 150) in pdf.text
    assert pdf.text.endswith("考核人员签字：")


def test_footers_name_the_form_and_count_pages() -> None:
    pdf = read(scoring())
    for page, runs in enumerate(pdf.pages, start=1):
        said = bare("".join(run.text for run in runs if run.mark is None))
        assert "校验码a1b2c3d4e5f6" in said
        assert f"第{page}页共{len(pdf.pages)}页" in said


def test_demonstrations_are_marked_on_every_page() -> None:
    pdf = read(notice(mark="演示数据"))
    assert all(any("演示数据" in run.text for run in runs) for runs in pdf.pages)
    assert "演示数据" not in bare("".join(run.text for runs in read(notice()).pages for run in runs))


@pytest.mark.parametrize("made", [notice(), scoring()], ids=lambda one: one.name)
def test_nothing_stands_outside_the_margins(made: Document) -> None:
    left, right = (28, 28 + 156) if made.official else (25, 190)
    for runs in read(made).pages:
        for run in runs:
            # closing punctuation may end with its clear half beyond the edge
            beyond = run.size * MM / 2 if bare(run.text)[-1:] in CLOSING else 0
            assert left - 0.1 <= run.x
            assert run.right <= right + beyond + 0.1, run.text


# The file


@pytest.mark.parametrize("made", [notice(), scoring()], ids=lambda one: one.name)
def test_the_same_bytes_twice(made: Document) -> None:
    again = PdfWriter(ROOT / "site_templates", printing.found())
    first = writer().write(made)
    assert writer().write(made) == first
    assert again.write(made) == first
    assert again.digest == writer().digest


def test_pdf_a_and_pdf_ua_with_metadata() -> None:
    reader = read(notice()).reader
    metadata = reader.xmp_metadata
    assert metadata is not None
    said = metadata.stream.get_data().decode()
    assert re.search(r'pdfaid:part[>="]+2', said)
    assert re.search(r'pdfaid:conformance[>="]+A', said)
    assert re.search(r'pdfuaid:part[>="]+1', said)
    assert reader.metadata is not None
    assert reader.metadata.title == "关于开展创建活动的通知"
    assert reader.metadata.author == "秦皇岛市总工会"
    assert reader.metadata.subject == "职工之家创建活动"
    assert "职工之家" in str(reader.metadata["/Keywords"])
    assert str(reader.metadata["/CreationDate"]).startswith("D:20230506")
    assert str(reader.root_object["/Lang"]).lower().startswith("zh-cn")
    assert at(reader.root_object, "/MarkInfo", "/Marked")


def test_without_a_date_it_is_tagged_all_the_same() -> None:
    reader = read(notice(published="")).reader
    assert reader.xmp_metadata is not None
    said = reader.xmp_metadata.stream.get_data().decode()
    assert "pdfuaid" in said
    assert "pdfaid:part" not in said
    assert reader.metadata is not None
    assert "/CreationDate" not in reader.metadata


def test_bookmarks_are_the_titles_and_headings() -> None:
    def names(outline: list[Any]) -> list[Any]:
        return [names(one) if isinstance(one, list) else bare(one.title) for one in outline]

    assert names(read(notice()).reader.outline) == [
        "关于开展“模范职工之家”创建活动的通知",
        ["一、创建条件", ["（一）组织健全", ["1.基本条件", ["（1）人数"]]]],
        "先进单位名单",
        "考核办法",
    ]


def test_headings_that_skip_a_level_are_tagged_without_a_gap() -> None:
    pdf = read(
        official(Heading(3, "1.直接三级"), Paragraph(line(WORDS)), Heading(2, "（一）二级"), Heading(1, "一、一级"))
    )
    assert [tag for tag in pdf.tags if re.fullmatch(r"/H\d", tag)] == ["/H1", "/H2", "/H2"]


def test_tables_lists_and_boxes_are_tagged() -> None:
    tags = read(scoring()).tags
    assert {"/H1", "/Table", "/TR", "/TH", "/TD", "/L", "/LI", "/Figure"} <= set(tags)


@pytest.mark.parametrize("made", [notice(), scoring(), scoring(long=60)], ids=lambda one: one.name)
def test_each_text_is_read_in_order(made: Document) -> None:
    assert_in_order(made)


def test_each_text_of_an_edition_is_read_in_order(portal: Portal) -> None:
    edition = next(one for one in portal.editions if one.address == "fangshan-zhigong-zhijia/2018/")
    made = documents.edition(portal, edition)
    assert len(made) > 6
    for document in made:
        assert_in_order(document)


def assert_in_order(document: Document) -> None:
    said, at = read(document).text, 0
    for text in texts(document):
        found = said.find(bare(text), at)
        assert found >= 0, f"{document.name}: {text}"
        at = found + len(bare(text))


# What may be in a document


def test_a_character_without_a_glyph_is_a_problem() -> None:
    document = replace(notice(), blocks=(Title(("\ue000甲", "\ue001\ue000")),), footer="\ue002")
    with pytest.raises(ProblemsFoundError) as raised:
        writer().write(document)
    (problem,) = raised.value.problems
    assert problem.code == "DOC001"
    assert "notice" in problem.path
    assert all(repr(one)[1:-1] in problem.message for one in "\ue000\ue001\ue002")


NAMES = roll.table(
    "名单",
    (roll.Column("序号", 3, "center"), roll.Column("单位名称", 18)),
    [("五星级（300个）", [(str(at), "喆堃玥珺瑢公司") for at in range(1, 301)])],
)


def test_of_a_list_the_row_with_a_character_without_a_glyph_is_named() -> None:
    rows = ((str(at), "甲单位有很长的名称的\ue000公司" if at == 2 else "乙") for at in (1, 2))
    table = roll.table("名单", (roll.Column("序号", 3), roll.Column("单位名称", 18)), [("", rows)])
    with pytest.raises(ProblemsFoundError) as raised:
        writer().write(official(table))
    (problem,) = raised.value.problems
    assert "见“2 甲单位有很长的名称的\\ue000公司”" in problem.message


def test_a_list_prints_rare_names_and_repeats_its_heads_on_every_page() -> None:
    made = read(official(NAMES))
    assert made.text.count("喆堃玥珺瑢公司") == 300
    said = [bare("".join(run.text for run in page)) for page in made.pages]
    assert len(said) > 5
    assert all("单位名称" in page and "五星级（300个）" in page for page in said)


@pytest.mark.parametrize(
    "words", ["#strong[*a*] $x$ `b` \\ <label> @ref // /* = - +", "a  b\tc", "甲\n乙", "“”‘’——……·"]
)
def test_words_are_never_markup(words: str) -> None:
    assert bare(words) in read(official(Paragraph(line(words)))).text


def test_empty_parts_leave_no_trace() -> None:
    empty = replace(
        official(
            Title(("标题",)),
            Paragraph(()),
            Signature(("某工会",), ""),
            Imprint(()),
            Table("空", (1, 1), (Group((Row((cell(), cell())),)),), style="article"),
        ),
        subject="",
        keywords=(),
        author="",
    )
    assert read(empty).text == "标题某工会"


def test_a_template_that_is_wrong_is_a_located_problem(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "document.typ").write_text("\n#unknown()", "utf-8")
    with pytest.raises(ProblemsFoundError) as raised:
        PdfWriter(tmp_path, printing.found()).write(notice())
    (problem,) = raised.value.problems
    assert (problem.path, problem.line, problem.code) == ("site_templates/documents/document.typ", 2, "TPL001")
    assert problem.message.startswith(f"“{notice().name}.pdf”排不出来：")


def test_time_grows_with_the_number_of_paragraphs() -> None:
    document = official(*(Paragraph(line(f"{at}. 甲")) for at in range(20_000)))
    began = time.process_time()
    writer().write(document)
    assert time.process_time() - began < 30  # minutes, where each is looked at with all of them
