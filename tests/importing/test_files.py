"""Files that are no lists, or hide something; and where what is read is written."""

from __future__ import annotations

import re
from pathlib import Path

import openpyxl
import portal_copy
import pytest
import xlsxwriter
from command import run
from office_lists import Row, imported, refused, rows, text, workbook
from openpyxl.comments import Comment
from workbooks import rewrite, zipped

from generator.problems import ProblemsFoundError

HEAD = ("序号", "单位名称", "区县", "等次")
PLAIN: list[Row] = [HEAD, (1, "甲公司工会", "云杉区", "五星级"), (2, "乙公司工会", "白桦区", "四星级")]
OLE = bytes.fromhex("d0cf11e0a1b11ae1")


UNREADABLE: dict[str, tuple[str, bytes, str]] = {
    "an old workbook": ("a.xls", OLE + bytes(600), "是旧版表格（.xls 或 .et），不是 .xlsx。"),
    "a password": ("a.xlsx", OLE + "EncryptedPackage".encode("utf-16-le"), "工作簿加了打开密码。"),
    "a bomb": (
        "a.xlsx",
        zipped({"[Content_Types].xml": b"", "xl/a.xml": bytes(49 * 1024 * 1024)}),
        "工作簿解压后过大。",
    ),
    "half a workbook": ("a.xlsx", zipped({"a.txt": b""})[:20], "工作簿不完整：多半没有传完，或已经损坏。"),
    "another zip": ("a.xlsx", zipped({"a.txt": b""}), "不是 .xlsx 工作簿。"),
    "text that is called a workbook": ("a.xlsx", "单位名称\n甲".encode(), "不是 .xlsx 工作簿。"),
    "a PDF": ("a.csv", b"%PDF-1.7", "是 PDF，不是表格。"),
    "a page": ("a.xls", "<html><table><tr><td>单位名称".encode("gbk"), "文件里是网页，不是表格。"),
    "a picture": ("a.csv", b"\x89PNG\r\n\x1a\n" + bytes(40), "不是文本文件，也不是 .xlsx 工作簿。"),
    "no encoding": ("a.csv", b"\xff\xff\x80\x80" * 9, "编码认不出来：按 GBK 读，第1行附近不通。"),
    "quotes without end": (
        "a.csv",
        '单位名称\n"甲'.encode(),
        "分不出各列：引号可能没有成对（unexpected end of data）。",
    ),
    "nothing": ("a.csv", b"", "文件里没有内容。"),
}


@pytest.mark.parametrize("name", UNREADABLE)
def test_files_that_are_no_list(tmp_path: Path, name: str) -> None:
    file, data, said = UNREADABLE[name]
    (tmp_path / file).write_bytes(data)
    assert refused(tmp_path / file) == [f"1:1 IMP001 {said}"]


def test_a_file_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "a.xlsx") == ["1:1 IMP001 没有这个文件。"]


def test_a_declaration_of_entities(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"名单": PLAIN})
    doctype = rb'<!DOCTYPE a [<!ENTITY a "b">]>\1'
    rewrite(path, lambda _name, data: re.sub(rb"(<worksheet)", doctype, data, count=1))
    assert refused(path) == ["1:1 IMP001 工作簿已经损坏，或内容过多。"]


def test_more_than_any_list(tmp_path: Path) -> None:
    assert refused(text(tmp_path / "a.csv", [("单位名称",), *((f"第{at}工会",) for at in range(20_001))])) == [
        "1:1 IMP001 超过20000个单位。"
    ]
    assert refused(text(tmp_path / "b.csv", [("单位名称",), *(("工会",) for _ in range(21_000))])) == [
        "20000:1 IMP001 表超过20000行。"
    ]
    cells = text(tmp_path / "d.csv", [("单位名称",), *((f"第{at}工会", *"甲" * 30) for at in range(17_000))])
    assert refused(cells) == ["1:1 IMP001 内容过多。"]
    (tmp_path / "e.csv").write_bytes("单位名称".encode() + b"\n" * 500_001)
    assert refused(tmp_path / "e.csv") == ["1:1 IMP001 内容过多。"]
    wide = text(tmp_path / "c.csv", [("单位名称", *([""] * 200), "备注")])
    assert refused(wide) == ["1:200 IMP001 表超过200列。"]


def test_cells_on_several_sheets_are_counted_together(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"名单": PLAIN, "甲": PLAIN, "乙": PLAIN})
    more = b"<row>" + 170_000 * b"<c><v>1</v></c>" + b"</row></sheetData>"
    rewrite(path, lambda _name, data: data.replace(b"</sheetData>", more))
    assert refused(path) == ["1:1 IMP001 工作簿已经损坏，或内容过多。"]


def test_what_is_hidden_is_refused(tmp_path: Path) -> None:
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet, other, empty = (book.add_worksheet(name) for name in ("名单", "底稿", "空表"))
        for at, row in enumerate([*PLAIN, (3, "丙公司工会", "白桦区", "四星级")]):
            sheet.write_row(at, 0, row)
        sheet.set_row(2, None, None, {"hidden": True})
        sheet.set_column(2, 2, None, None, {"hidden": True})
        sheet.set_column(9, 9, None, None, {"hidden": True})
        sheet.set_row(50, None, None, {"hidden": True})
        other.write(0, 0, "甲")
        other.hide()
        empty.hide()
    assert refused(tmp_path / "a.xlsx") == [
        "1:1 IMP003 工作表“底稿”是隐藏的。",
        "1:3 IMP003 工作表“名单”第C列是隐藏的。",
        "3:1 IMP003 工作表“名单”第3行是隐藏的。",
    ]


def test_a_name_that_is_struck_out_is_asked_about(tmp_path: Path) -> None:
    """A heading or a remark that is struck out names no unit; nor is one struck by a rule for conditions."""
    with xlsxwriter.Workbook(tmp_path / "a.xlsx") as book:
        sheet, struck = book.add_worksheet("名单"), book.add_format({"font_strikeout": True})
        for at, row in enumerate(PLAIN):
            sheet.write_row(at, 0, row)
        sheet.write(0, 0, "序号", struck)
        sheet.write(1, 2, "云杉区", struck)
        sheet.write(2, 1, "乙公司工会", struck)
        sheet.conditional_format("B2", {"type": "cell", "criteria": "==", "value": 1, "format": struck})
    assert refused(tmp_path / "a.xlsx") == ["3:2 IMP006 名单!B3 “乙公司工会”有删除线。"]


def test_styles_without_fonts(tmp_path: Path) -> None:
    """Programs that write no more than they must leave them out."""
    path = workbook(tmp_path / "a.xlsx", {"名单": PLAIN})
    fonts = re.compile(rb"<fonts .*?</fonts>", re.DOTALL)
    rewrite(path, lambda name, data: fonts.sub(b"", data) if name.endswith("styles.xml") else data)
    assert [row["单位名称"] for row in rows(imported(path))] == ["甲公司工会", "乙公司工会"]


def test_comments_are_told_and_left(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"名单": PLAIN})
    book = openpyxl.load_workbook(path)
    book["名单"]["B2"].comment = Comment("张三 13812345678", "某人")
    book.save(path)
    made = imported(path)
    assert "  1处批注没有接收（B2）。" in made.lines
    assert b"138" not in made.data


def test_cells_without_addresses(tmp_path: Path) -> None:
    """As the standard allows; some programs write them so."""
    path = workbook(tmp_path / "a.xlsx", {"名单": PLAIN})
    addresses = rb'(<(?:c|row)) r="[A-Z0-9]+"'
    rewrite(path, lambda name, data: re.sub(addresses, rb"\1", data) if "sheet1" in name else data)
    assert [row["单位名称"] for row in rows(imported(path))] == ["甲公司工会", "乙公司工会"]


def put(tmp_path: Path, *lines: str) -> None:
    (tmp_path / "honorees.csv").write_bytes(
        "\r\n".join(["编号,单位名称,所属,等次,说明,未命名原因", *lines, ""]).encode("utf-8-sig")
    )


def test_units_keep_their_numbers(tmp_path: Path) -> None:
    put(tmp_path, "0007,乙公司工会,白桦区,四星级,已核对,公示期间有异议", "0003,丁公司工会,白桦区,四星级,,")
    path = workbook(tmp_path / "a.xlsx", {"名单": PLAIN})
    assert refused(path) == ["1:1 IMP008 已经有名单，与新名单不同：增加1个（甲公司工会），去掉1个（0003 丁公司工会）。"]
    made = imported(path, replace=True)
    assert rows(made) == [
        {"编号": "0008", "等次": "五星级", "单位名称": "甲公司工会", "所属": "云杉区"},
        {
            "编号": "0007",
            "等次": "四星级",
            "单位名称": "乙公司工会",
            "所属": "白桦区",
            "说明": "已核对",
            "未命名原因": "公示期间有异议",
        },
    ]
    assert made.lines[-5:] == (
        "编号：沿用1个，新编1个。",
        "新名单里没有的列，沿用原文件的：说明 1格、未命名原因 1格。",
        "与原文件相比：增加1个（甲公司工会），去掉1个（0003 丁公司工会）。",
        "编号空着的：0003，原是去掉的单位的，不给别的单位。",
        "  名单从未公布、想重新连续编号的，把 honorees.csv 移到门户以外再导入，人工填的“说明”等列照抄过来。",
    )


def test_what_would_be_changed(tmp_path: Path) -> None:
    put(tmp_path, "0001,乙公司工会,白桦区,四星级,,", "0002,甲公司工会,云杉区,四星级,,")
    path = workbook(tmp_path / "a.xlsx", {"名单": PLAIN})
    assert refused(path) == ["1:1 IMP008 已经有名单，与新名单不同：改动1个（0002 甲公司工会：等次），先后次序有变。"]


def test_zeros_that_an_office_program_took_off_are_no_change(tmp_path: Path) -> None:
    put(tmp_path, "1,甲公司工会,云杉区,五星级,,", "2,乙公司工会,白桦区,四星级,,")
    made = imported(workbook(tmp_path / "a.xlsx", {"名单": PLAIN}))
    assert made.lines[-1] == "编号：沿用2个，新编0个。"
    assert [row["编号"] for row in rows(made)] == ["0001", "0002"]


def test_an_earlier_list_that_is_broken(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"名单": PLAIN})
    (tmp_path / "honorees.csv").write_text("名称\r\n甲", "utf-8")
    with pytest.raises(ProblemsFoundError, match="缺少表头“编号”"):
        imported(path)


def test_the_command_writes_a_file_and_does_so_once(tmp_path: Path) -> None:
    path, out = workbook(tmp_path / "a.xlsx", {"名单": PLAIN}), tmp_path / "new" / "list.csv"
    first = run("import", "honorees", str(path), "-o", str(out))
    assert (first.exit_code, first.output.splitlines()[-1]) == (0, f"已写出：{out}")
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 3
    again = run("import", "honorees", str(path), "-o", str(out))
    assert (again.exit_code, again.output.splitlines()[-1]) == (0, f"{out} 已经是这样，没有改动。")
    changed = run("import", "honorees", str(workbook(path, {"名单": PLAIN[:2]})), "-o", str(out))
    assert changed.exit_code == 1
    assert "IMP008 已经有名单，与新名单不同：去掉1个（0002 乙公司工会）。" in changed.stderr
    assert out.read_bytes() == data
    assert "确实要改的，加上 --replace" in changed.stderr
    ledger = out.with_name("ledger.csv")
    ledger.write_text("序号,内容,摘要,链\r\n1,honoree 0002,a,b\r\n", "utf-8")
    assert "名单已经封存" in run("import", "honorees", str(path), "-o", str(out)).stderr
    ledger.unlink()
    assert run("import", "honorees", str(path), "-o", str(out), "--replace").exit_code == 0
    assert [one.name for one in out.parent.iterdir()] == ["list.csv"]


HONOURS = """awards:
  - id: home
    name: 示例职工之家
    tiered: true
districts: [云杉区, 白桦区]
"""


def test_the_command_writes_into_an_edition(tmp_path: Path) -> None:
    portal_copy.copy(tmp_path)
    (edition,) = (tmp_path / "content/campaigns").glob("*/*/")
    name = edition.relative_to(tmp_path / "content/campaigns").as_posix()
    path = workbook(tmp_path / "a.xlsx", {"名单": PLAIN})
    missing = run("import", "honorees", str(path), "--edition", name, "--root", str(tmp_path))
    assert f"{name}/honours.yml:1:1: FIL001" in missing.stderr
    (edition / "honours.yml").write_text(HONOURS, "utf-8")
    assert run("import", "honorees", str(path), "--edition", name, "--root", str(tmp_path)).exit_code == 0
    assert "0001,示例职工之家,五星级,甲公司工会,云杉区" in (edition / "honorees.csv").read_text("utf-8-sig")
    other = workbook(tmp_path / "b.xlsx", {"名单": [HEAD, (1, "甲公司工会", "云杉区", "九星级")]})
    assert (
        "IMP006 名单!D2 的“九星级”不是本届的“等次”"
        in run("import", "honorees", str(other), "--edition", name, "--root", str(tmp_path)).stderr
    )


UNFINISHED = """announcement:
  issuer: 示例市总工会
  title: [公示]
  date: 【此处填写：成文日期】
  first: 2024-11-04
  contact: {department: 基层部, phone: 【此处填写：电话】, address: 示范路1号}
"""


def test_a_mark_in_the_edition_is_told_as_one(tmp_path: Path) -> None:
    """It is no day either, which is not what a person has to hear."""
    portal_copy.copy(tmp_path)
    (edition,) = (tmp_path / "content/campaigns").glob("*/*/")
    name = edition.relative_to(tmp_path / "content/campaigns").as_posix()
    (edition / "honours.yml").write_text(HONOURS + UNFINISHED, "utf-8")
    path = workbook(tmp_path / "a.xlsx", {"名单": PLAIN})
    result = run("import", "honorees", str(path), "--edition", name, "--root", str(tmp_path))
    assert result.exit_code == 1
    assert f"{name}/honours.yml:9:9: DRF001 还留着“【此处填写：成文日期】”。" in result.stderr
    assert f"{name}/honours.yml:11:37: DRF001 还留着“【此处填写：电话】”。" in result.stderr
    assert "SCH" not in result.stderr
    assert not (edition / "honorees.csv").exists()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--column", "单位=B"], "应写成 名称=内容，名称可用：称号、等次、单位名称"),
        (["--column", "单位名称"], "应写成 名称=内容"),
        (["--blank", "所属=照旧"], "“照旧”应是“上一行”或“空”"),
        (["--sections", "星级"], "“星级”不能用，可用：称号、等次、所属、类别"),
        (["--edition", "a/b", "-o", "c.csv"], "-o 和 --edition 只写一个"),
    ],
)
def test_options_that_are_not_understood(tmp_path: Path, arguments: list[str], said: str) -> None:
    result = run("import", "honorees", str(tmp_path / "a.xlsx"), *arguments)
    assert result.exit_code == 2
    assert said in "".join(result.stderr.split("\n"))


@pytest.mark.parametrize("name", ["a", "a/b/c", "../a", "a/B", "none/2024"])
def test_an_edition_that_is_not_there(tmp_path: Path, name: str) -> None:
    result = run("import", "honorees", str(tmp_path / "a.xlsx"), "--edition", name, "--root", str(tmp_path))
    assert result.exit_code == 1
    assert f"REF001 没有“{name}”这一届" in result.stderr
