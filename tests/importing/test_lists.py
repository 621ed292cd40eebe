"""Lists as offices have them: what is taken over, what is said of it, and what is asked."""

from __future__ import annotations

from pathlib import Path

import office
import pytest
from office_lists import Row, imported, refused, rows, text, workbook

from generator.importing import headings
from generator.importing.asked import Asked
from generator.importing.terms import Terms

HEAD = ("序号", "单位名称", "区县", "等次")
PLAIN: list[Row] = [HEAD, (1, "甲公司工会", "云杉区", "五星级"), (2, "乙公司工会", "白桦区", "四星级")]
WANTED = [
    {"编号": "0001", "等次": "五星级", "单位名称": "甲公司工会", "所属": "云杉区"},
    {"编号": "0002", "等次": "四星级", "单位名称": "乙公司工会", "所属": "白桦区"},
]
TITLES: list[Row] = [("示例市2024年度星级职工之家名单",), ("单位：个", None, None, "2024年11月4日"), ()]
TERMS = Terms(
    ("示例市星级职工之家",), ("三星级", "四星级", "五星级"), ("云杉区", "白桦区"), frozenset({"示例市星级职工之家"})
)

LAYOUTS: dict[str, tuple[list[Row], tuple[str, ...]]] = {
    "a heading and units": (PLAIN, ()),
    "titles above, notes below": (
        [
            *TITLES,
            *PLAIN,
            (),
            ("合计", "2个"),
            ("注：1. 排名不分先后。",),
            (None, None, None, "示例市总工会"),
            ("2024年11月4日",),
        ],
        ("A1:D1",),
    ),
    "numbers of full width": (
        [HEAD, ("１", "甲公司工会", "云杉区", "五星级"), ("２．", "乙公司工会", "白桦区", "四星级")],
        (),
    ),
    "blank rows and columns": (
        [
            (),
            (None, *HEAD),
            (),
            (None, 1, "甲公司工会", "云杉区", "五星级"),
            (None, 2, "乙公司工会", "白桦区", "四星级"),
            (None, 3),
        ],
        (),
    ),
    "a heading in two rows": (
        [
            ("序号", "获评单位", None, "等 次"),
            (None, "名称", "所属区县", None),
            (1, "甲公司工会", "云杉区", "五星级"),
            (2, "乙公司工会", "白桦区", "四星级"),
        ],
        ("A1:A2", "B1:C1", "D1:D2"),
    ),
    "a sum after each tier, without headings": (
        [HEAD, PLAIN[1], ("小计", "1个"), PLAIN[2], ("小计", "1个"), ("合计", "2个")],
        (),
    ),
    "sections by tier": (
        [
            ("序号", "基层工会名称（全称）", "所在地区", "联系电话"),
            ("一、五星级（1个）",),
            (1, "甲公司工会", "云杉区", "0000-1234567"),
            ("二、四星级（共一家）",),
            (1, "乙公司工会", "白桦区"),
        ],
        ("A2:D2", "A4:D4"),
    ),
    "sections within sections": (
        [
            ("序号", "单位"),
            ("一、五星级职工之家：1个",),
            ("（一）云杉区",),
            (1, "甲公司工会"),
            ("二、四星级职工之家：1个",),
            ("（一）白桦区",),
            (2, "乙公司工会"),
        ],
        (),
    ),
    "merged districts and tiers": (
        [
            ("区县", "单位名称", "星级"),
            ("云杉区", "甲公司工会", "五星级"),
            ("白桦区", "乙公司工会", "四星级"),
        ],
        ("A1:A1",),
    ),
    "lists side by side": (
        [
            ("序号", "单位名称", "区县", "等次", None, "序号", "单位名称", "区县", "等次"),
            (1, "甲公司工会", "云杉区", "五星级", None, 2, "乙公司工会", "白桦区", "四星级"),
        ],
        (),
    ),
    "the heading again on the next page": ([*PLAIN[:2], HEAD, PLAIN[2]], ()),
    "labels and cells spaced and full-width": (
        [
            ("序　号", "单 位\n名 称：", "区　县", "等次*"),
            ("１", " 甲公司　工会 ", "云杉\u200b区", "五星级\n"),
            ("２．", "乙公司工会", "白桦区", "四星级"),
        ],
        (),
    ),
    "numbers before the names": (
        [("单位名称", "区县", "等次"), ("1、甲公司工会", "云杉区", "五星级"), ("2、乙公司工会", "白桦区", "四星级")],
        (),
    ),
}


@pytest.mark.parametrize("name", LAYOUTS)
def test_however_a_list_is_laid_out_it_is_the_same(tmp_path: Path, name: str) -> None:
    cells, merged = LAYOUTS[name]
    assert rows(imported(workbook(tmp_path / "a.xlsx", {"名单": cells}, merged))) == WANTED


@pytest.mark.parametrize("name", [name for name in LAYOUTS if "two rows" not in name])
def test_the_same_lists_as_text(tmp_path: Path, name: str) -> None:
    assert rows(imported(text(tmp_path / "a.csv", LAYOUTS[name][0], "gb18030"))) == WANTED


def test_merged_cells_hold_for_all_their_rows(tmp_path: Path) -> None:
    cells: list[Row] = [
        ("区县", "单位名称", "等次"),
        ("云杉区", "甲工会", "五星级"),
        (None, "乙工会", None),
        ("白桦区", "丙工会", None),
        (None, "丁工会", "四星级"),
    ]
    found = rows(imported(workbook(tmp_path / "a.xlsx", {"名单": cells}, ("A2:A3", "A4:A5", "C2:C4"))))
    assert [(one["单位名称"], one["所属"], one["等次"]) for one in found] == [
        ("甲工会", "云杉区", "五星级"),
        ("乙工会", "云杉区", "五星级"),
        ("丙工会", "白桦区", "五星级"),
        ("丁工会", "白桦区", "四星级"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk", "gb18030", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", "\t", ";", "，", "|"])
def test_every_encoding_and_separator(tmp_path: Path, encoding: str, separator: str) -> None:
    assert rows(imported(text(tmp_path / "a.csv", [*TITLES, *PLAIN], encoding, separator))) == WANTED


def test_characters_that_gbk_shares_with_utf8(tmp_path: Path) -> None:
    """联通 in GBK is UTF-8 of something else."""
    (tmp_path / "a.csv").write_bytes("联通\r\n".encode("gbk"))
    asked = Asked(header=0, columns={"unit": "A"})
    assert rows(imported(tmp_path / "a.csv", asked)) == [{"编号": "0001", "单位名称": "联通"}]


def test_side_by_side_lists_are_read_as_their_numbers_go(tmp_path: Path) -> None:
    head = ("序号", "单位名称") * 2
    down = workbook(
        tmp_path / "a.xlsx",
        {"a": [head, (1, "甲工会", 3, "丙工会"), (2, "乙工会", 4, "丁工会"), (None, None, 5, "戊工会")]},
    )
    across = workbook(
        tmp_path / "b.xlsx", {"a": [head, (1, "甲工会", 2, "乙工会"), (3, "丙工会", 4, "丁工会"), (5, "戊工会")]}
    )
    found = [[row["单位名称"] for row in rows(imported(path))] for path in (down, across)]
    assert found == [["甲工会", "乙工会", "丙工会", "丁工会", "戊工会"]] * 2


def test_sheets_named_for_tiers(tmp_path: Path) -> None:
    head = ("序号", "单位名称", "区县")
    book = {"五星级": [head, (1, "甲公司工会", "云杉区")], "四星级": [head, (1, "乙公司工会", "白桦区")]}
    made = imported(workbook(tmp_path / "a.xlsx", book))
    assert rows(made) == WANTED
    assert any("表名当作等次“四星级”" in line for line in made.lines)


def test_a_heading_ends_those_within_the_one_before(tmp_path: Path) -> None:
    """四星级 has no number of its own; the district of the section before does not hold for it."""
    cells: list[Row] = [
        ("单位名称", "类别"),
        ("五星级（1个）",),
        ("（一）云杉区",),
        ("甲工会", "企业"),
        ("四星级（1个）",),
        ("（一）白桦区",),
        ("乙工会", "企业"),
        ("三星级（1个）",),
        ("丙工会", "企业"),
    ]
    path = workbook(tmp_path / "a.xlsx", {"名单": cells})
    found = rows(imported(path, Asked(blanks={"district": "空"})))
    assert [(one["等次"], one.get("所属")) for one in found] == [
        ("五星级", "云杉区"),
        ("四星级", "白桦区"),
        ("三星级", None),
    ]


def test_names_in_merged_cells_are_no_headings(tmp_path: Path) -> None:
    """示例集团 could be a district, and stands in a cell as wide as the heading's."""
    path = workbook(
        tmp_path / "a.xlsx", {"名单": [("单位名称",), ("示例集团",), ("甲工会",)]}, ("A1:C1", "A2:C2", "A3:C3")
    )
    assert [one["单位名称"] for one in rows(imported(path))] == ["示例集团", "甲工会"]


def test_what_it_says(tmp_path: Path) -> None:
    cells: list[Row] = [
        ("2024年名单",),
        (*HEAD, "联系人", "备注"),
        ("=ROW()-2", "示例市　第１中学工会", "云杉区", "五星级", "张三", "首次申报"),
        (2, "喆堃（集团）公司工会", "白桦区", "四星级", "李四"),
        ("注：联系人 13812345678",),
    ]
    path = workbook(tmp_path / "a.xlsx", {"名单": cells, "说明": [("核对后报送",)]})
    made = imported(path)
    assert made.lines == (
        f"读出2个单位：{path}（Excel 工作簿）。",
        "工作表“名单”：2个单位，表头在第2行。",
        "  各列：B“单位名称”→单位名称，C“区县”→所属，D“等次”→等次；A列是序号，不写入。",
        "  没有接收的列：E“联系人”、F“备注”。",
        "  F“备注”不当作“说明”：那一列写核对过的理由。要用的，加 --column 说明=F。",
        "  表头以上：第1行“2024年名单”。",
        "  跳过：第5行注“注：联系人 138****5678”。",
        "  1处公式不在接收的列里，没有理会（名单!A3）。",
        "  没有序号的单位：第3行。",
        "没有接收的工作表：“说明”。",
        "等次：五星级 1、四星级 1。",
        "所属：云杉区 1、白桦区 1。",
        "全角字母、数字改为半角：1格，例如 名单!B3“示例市　第１中学工会”→“示例市第1中学工会”。",
        "去掉多余的空格：1格，例如 名单!B3“示例市　第１中学工会”→“示例市第1中学工会”。",
        "编号：按名单的先后，0001 至 0002。",
    )


def test_serials_of_full_width_are_serials(tmp_path: Path) -> None:
    made = imported(workbook(tmp_path / "a.xlsx", {"名单": [HEAD, ("１", "甲工会"), ("②", "乙工会"), (3, "丙工会")]}))
    assert not [line for line in made.lines if "没有序号" in line or "不连续" in line]


def test_remarks_are_reasons_only_where_people_say_so(tmp_path: Path) -> None:
    """What stands in 说明 answers a check: 备注 of an office says anything, 首次申报 as well."""
    cells: list[Row] = [(*HEAD, "备注（可不填）"), (*PLAIN[1], "首次申报")]
    path = workbook(tmp_path / "a.xlsx", {"名单": cells})
    made = imported(path)
    assert rows(made) == WANTED[:1]
    assert "说明：1格，留在 honorees.csv 里，网站上不公布。" not in made.lines
    asked = imported(path, Asked(columns={"note": "备注（可不填）"}))
    assert rows(asked) == [{**WANTED[0], "说明": "首次申报"}]
    assert "说明：1格，留在 honorees.csv 里，网站上不公布。" in asked.lines


@pytest.mark.parametrize(
    ("label", "part"),
    [
        *(
            (label, "district")
            for label in ("所属乡镇（街道）", "所在乡镇(街道)", "乡镇（街道）", "乡镇、街道", "镇街")
        ),
        *((label, "district") for label in ("县（市、区）、产业", "区县（市）/行业", "推荐区县", "所属区县名称")),
        *((label, "district") for label in ("所在地（区县）", "所属（街道）", "单位所在区县", "街 道：")),
        ("所在单位", "unit"),
        ("单位名称（街道）", "unit"),
        *((label, "") for label in ("所在地", "联系人（区县）", "街道主任", "所属单位", "备注（街道）")),
    ],
)
def test_labels_of_places(label: str, part: str) -> None:
    assert headings.part(label) == part


def with_cell(at: int, cell: object, row: int = 1) -> list[Row]:
    """The plain list with another cell."""
    changed = [list(one) for one in PLAIN]
    changed[row][at] = cell
    return [tuple(one) for one in changed]


ASKED: dict[str, tuple[list[Row], list[str]]] = {
    "no heading": ([(1, "甲公司工会")], ["1:1 IMP002 工作表“名单”里认不出表头：没有一行写着“单位名称”一类的列名。"]),
    "two columns for the unit": (
        [("序号", "单位名称", "工会名称"), (1, "甲", "甲工会")],
        ["1:3 IMP002 名单!B“单位名称”、C“工会名称”列都像是“单位名称”。"],
    ),
    "persons and the units that they are of": (
        [("序号", "姓 名（全称）", "性别", "单位"), (1, "甲", "女", "乙工会")],
        ["1:2 IMP002 名单!B“姓名（全称）”列在D“单位”前面，像是个人的名单。"],
    ),
    "a district and a street": (
        [("单位名称", "区县", "所属乡镇（街道）"), ("甲工会", "云杉区", "松柏街道")],
        ["1:3 IMP002 名单!B“区县”、C“所属乡镇（街道）”列都像是“所属”。"],
    ),
    "a label that says nothing above districts": (
        [("单位名称", "归口"), ("甲工会", "云杉区"), ("乙工会", "白桦区"), ("丙工会", None)],
        ["1:2 IMP002 名单!B1 “归口”列像是“所属”。"],
    ),
    "a label that says nothing above tiers": (
        [*TITLES, ("单位名称", "专家意见"), ("甲工会", "五星级"), ("乙工会", "四星级")],
        ["4:2 IMP002 名单!B4 “专家意见”列像是“等次”。"],
    ),
    "another heading below": (
        [*PLAIN, ("单位名称", "类别", "等次"), ("丙公司工会", "企业", "五星级")],
        ["4:1 IMP002 名单!A4 又有一个表头，与前面的不同。"],
    ),
    "a formula": (with_cell(1, '=A2&"公司"'), ["2:2 IMP004 名单!B2 是公式。"]),
    "what a formula left": (with_cell(1, "#N/A"), ["2:2 IMP006 名单!B2 是出错的公式留下的“#N/A”。"]),
    "what looks like a formula": (with_cell(2, "＋云杉区"), ["2:3 IMP004 名单!C2 以“＋”开头，会被办公软件当作公式。"]),
    "an identity number": (with_cell(1, "张三110101199003070310"), ["2:2 IMP005 名单!B2 疑似居民身份证号码。"]),
    "a mobile number": (with_cell(1, "甲工会１３８－１２３４－５６７８"), ["2:2 IMP005 名单!B2 疑似手机号码。"]),
    "a bank card": (with_cell(1, "甲工会6222020000000000000"), ["2:2 IMP005 名单!B2 疑似银行卡号。"]),
    "a masked identity number": (with_cell(1, "张三110101********0310"), ["2:2 IMP005 名单!B2 疑似居民身份证号码。"]),
    "a number without its last digits": (
        with_cell(2, 110101199003070310),
        ["2:3 IMP005 名单!C2 疑似证件号码、电话号码或卡号。"],
    ),
    "a day of birth": (with_cell(2, "1990年3月7日"), ["2:3 IMP005 名单!C2 疑似出生日期。"]),
    "a character for private use": (with_cell(1, "甲\ue000工会"), ["2:2 IMP006 名单!B2 里有印不出的字 U+E000。"]),
    "a unit without a name": (
        [*PLAIN[:2], (2, None, "白桦区", "四星级"), (3, "丙工会", "白桦区", "四星级")],
        ["3:1 IMP006 名单!A3 看不懂这一行“2 白桦区 四星级”：没有单位名称，也不是分段标题。"],
    ),
    "a name that is a number": (with_cell(1, 12), ["2:2 IMP006 名单!B2 “12”不像单位名称。"]),
    "a line between units": (
        [*PLAIN[:2], (None, "以下为补报"), PLAIN[2]],
        ["3:2 IMP006 名单!B3 “以下为补报”是单位，还是标题、落款、说明？"],
    ),
    "a name below the list": (
        [*PLAIN, (None, "丙公司工会")],
        ["4:2 IMP006 名单!B4 “丙公司工会”是单位，还是标题、落款、说明？"],
    ),
    "a blank district": (with_cell(2, None, 2), ["3:3 IMP006 名单!C3 “所属”是空的，同一列别的格子有内容。"]),
    "a heading of unknown meaning": (
        [*PLAIN[:2], ("一、乘风破浪组",), PLAIN[2]],
        ["3:1 IMP006 名单!A3 分段标题“一、乘风破浪组”说的是等次、称号、所属还是类别，看不出来。"],
    ),
    "a section against its column": (
        [PLAIN[0], ("一、四星级",), PLAIN[1]],
        ["3:4 IMP006 名单!D3 是“五星级”，所在分段或工作表是“四星级”。"],
    ),
    "a wrong sum in words": ([*PLAIN, ("总计十二个单位",)], ["4:1 IMP007 名单!A4 合计写的是12，名单里是2个。"]),
    "a wrong sum in words, in a cell of its own": (
        [*PLAIN, ("合计", "三家")],
        ["4:1 IMP007 名单!A4 合计写的是3，名单里是2个。"],
    ),
    "a wrong sum after the second tier": (
        [HEAD, PLAIN[1], ("小计", "1个"), PLAIN[2], ("小计", "3个")],
        ["5:1 IMP007 名单!A5 合计写的是3，上面这一段是1个，名单里一共2个。"],
    ),
    "a wrong sum": ([*PLAIN, ("合计", "3个")], ["4:1 IMP007 名单!A4 合计写的是3，名单里是2个。"]),
    "a wrong sum, an empty cell and a rank in words": (
        [
            (*HEAD, "名次"),
            (1, "甲公司工会", "云杉区", "五星级", "第一"),
            (2, "乙公司工会", None, "四星级"),
            ("合计", "3个"),
        ],
        [
            "2:5 IMP006 名单!E2 名次“第一”不是数字。",
            "3:3 IMP006 名单!C3 “所属”是空的，同一列别的格子有内容。",
            "4:1 IMP007 名单!A4 合计写的是3，名单里是2个。",
        ],
    ),
    "a row of no meaning and a formula": (
        [HEAD, (1, "甲公司工会", "云杉区", "五星级"), (2, None, "云杉区", "五星级"), (3, "=B2", "云杉区", "五星级")],
        [
            "3:1 IMP006 名单!A3 看不懂这一行“2 云杉区 五星级”：没有单位名称，也不是分段标题。",
            "4:2 IMP004 名单!B4 是公式。",
        ],
    ),
    "a wrong sum below sections": (
        [("序号", "单位名称"), ("一、五星级",), (1, "甲工会"), ("二、四星级",), (2, "乙工会"), ("合计", "3个")],
        ["6:1 IMP007 名单!A6 合计写的是3，上面这一段是1个，名单里一共2个。"],
    ),
    "a wrong count in a section": (
        [("序号", "单位名称"), ("一、五星级（2个）",), (1, "甲工会")],
        ["2:1 IMP007 名单!A2 标题写的是2个，下面是1个。"],
    ),
    "numbers before some names": (
        [("单位名称",), ("1、甲工会",), ("乙工会",)],
        ["2:1 IMP006 名单!A2 以“1、”开头：是序号，还是名称的一部分？"],
    ),
    "a rank in words": ([("单位名称", "名次"), ("甲工会", "第一")], ["2:2 IMP006 名单!B2 名次“第一”不是数字。"]),
    "nobody": ([HEAD], ["1:1 IMP002 表头下面没有单位。"]),
    "nothing": ([], ["1:1 IMP001 文件里没有内容。"]),
}


@pytest.mark.parametrize("name", ASKED)
def test_what_is_not_sure_is_asked_at_its_cell(tmp_path: Path, name: str) -> None:
    cells, problems = ASKED[name]
    assert refused(workbook(tmp_path / "a.xlsx", {"名单": cells})) == problems


ANSWERED: dict[str, tuple[list[Row], Asked, list[str]]] = {
    "the columns by letter": (
        [("编码", "全称", "简称", "区县"), ("A1", "甲公司工会", "甲", "云杉区")],
        Asked(header=1, columns={"unit": "B"}),
        ["甲公司工会 云杉区"],
    ),
    "the columns by label": (
        [("序号", "单位名称", "工会名称"), (1, "甲", "甲工会"), (2, "乙", "乙工会")],
        Asked(columns={"unit": "工会名称"}),
        ["甲工会", "乙工会"],
    ),
    "no heading": ([(1, "甲工会"), (2, "乙工会")], Asked(header=0, columns={"unit": "b"}), ["甲工会", "乙工会"]),
    "a column that is not wanted": (
        [("单位名称", "行业", "区县"), ("甲工会", "教育", "云杉区")],
        Asked(columns={"district": "无"}),
        ["甲工会"],
    ),
    "a column that is what it looks like": (
        [("单位名称", "归口"), ("甲工会", "云杉区"), ("乙工会", "白桦区")],
        Asked(columns={"district": "B"}),
        ["甲工会 云杉区", "乙工会 白桦区"],
    ),
    "a column that is not what it looks like": (
        [("单位名称", "归口"), ("甲工会", "云杉区"), ("乙工会", "白桦区")],
        Asked(columns={"district": "无"}),
        ["甲工会", "乙工会"],
    ),
    "a column that looks like what another is": (
        [("单位名称", "区县", "归口"), ("甲工会", "云杉区", "教育局"), ("乙工会", "白桦区", "卫健局")],
        Asked(),
        ["甲工会 云杉区", "乙工会 白桦区"],
    ),
    "a column that seldom looks like something": (
        [("单位名称", "归口"), ("甲工会", "云杉区"), ("乙工会", "某某"), ("丙工会", None)],
        Asked(),
        ["甲工会", "乙工会", "丙工会"],
    ),
    "blanks as above": (
        [("区县", "单位名称"), ("云杉区", "甲工会"), (None, "乙工会"), ("白桦区", "丙工会")],
        Asked(blanks={"district": "上一行"}),
        ["甲工会 云杉区", "乙工会 云杉区", "丙工会 白桦区"],
    ),
    "blanks as nothing": (
        [("区县", "单位名称"), ("云杉区", "甲工会"), (None, "乙工会"), ("白桦区", "丙工会")],
        Asked(blanks={"district": "空"}),
        ["甲工会 云杉区", "乙工会", "丙工会 白桦区"],
    ),
    "what sections mean": (
        [("序号", "单位名称"), ("一、乘风破浪组",), ("1", "甲工会"), ("二、扬帆组",), (2, "乙工会")],
        Asked(sections=("district",)),
        ["甲工会 乘风破浪组", "乙工会 扬帆组"],
    ),
    "one district for all": ([("单位名称",), ("甲工会",)], Asked(values={"district": "云杉区"}), ["甲工会 云杉区"]),
}


@pytest.mark.parametrize("name", ANSWERED)
def test_answers(tmp_path: Path, name: str) -> None:
    cells, asked, wanted = ANSWERED[name]
    found = rows(imported(workbook(tmp_path / "a.xlsx", {"名单": cells}), asked))
    assert [" ".join(filter(None, (row["单位名称"], row.get("所属")))) for row in found] == wanted


def test_two_sheets_of_units_are_asked_about(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"初稿": PLAIN, "定稿": PLAIN[:2]})
    assert refused(path) == ["1:1 IMP002 几张工作表里都有名单：“初稿”、“定稿”。"]
    assert len(rows(imported(path, Asked(sheets=("定稿",))))) == 1
    assert refused(path, Asked(sheets=("终稿",))) == ["1:1 IMP002 没有工作表“终稿”，有：“初稿”、“定稿”。"]


@pytest.mark.parametrize(
    ("tier", "district", "found"),
    [
        ("五星级", "云杉区", ("五星级", "云杉区")),
        ("５星级", "云 杉 区", ("五星级", "云杉区")),
        ("★★★★★", "云杉", ("五星级", "云杉区")),
        ("五星", "云杉区总工会", ("五星级", "云杉区")),
    ],
)
def test_names_are_matched_with_the_edition(tmp_path: Path, tier: str, district: str, found: tuple[str, str]) -> None:
    path = workbook(tmp_path / "a.xlsx", {"名单": [HEAD, (1, "甲工会", district, tier)]})
    (row,) = rows(imported(path, terms=TERMS))
    assert (row["等次"], row["所属"]) == found
    assert row["称号"] == "示例市星级职工之家"


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        (
            (1, "甲工会", "云杉区", "六星级"),
            "2:4 IMP006 名单!D2 的“六星级”不是本届的“等次”，可用：三星级、四星级、五星级。",
        ),
        ((1, "甲工会", "云峰区", "五星级"), "2:3 IMP006 名单!C2 的“云峰区”不是本届的“所属”，可用：云杉区、白桦区。"),
        ((1, "甲工会", None, "五星级"), "2:3 IMP006 名单!C2 没有“所属”。"),
        ((1, "甲工会", "云杉区", None), "2:4 IMP006 名单!D2 没有“等次”。"),
    ],
)
def test_what_the_edition_does_not_know(tmp_path: Path, row: Row, problem: str) -> None:
    assert refused(workbook(tmp_path / "a.xlsx", {"名单": [HEAD, row]}), terms=TERMS) == [problem]


def test_what_a_heading_says_is_told_of_the_heading_once(tmp_path: Path) -> None:
    cells: list[Row] = [("单位名称", "区县"), ("一、六星级（二个）",), ("甲工会", "云杉区"), ("乙工会", "云杉区")]
    path = workbook(tmp_path / "a.xlsx", {"名单": cells})
    said = "名单!A2 的“六星级”不是本届的“等次”，可用：三星级、四星级、五星级。"
    assert refused(path, Asked(sections=("tier",)), TERMS) == [f"2:1 IMP006 {said}"]


def test_an_award_without_tiers_needs_none(tmp_path: Path) -> None:
    terms = Terms(("职工之家", "标兵单位"), ("五星级",), (), frozenset({"职工之家"}))
    cells: list[Row] = [("单位名称", "称号", "等次"), ("甲工会", "职工之家", "五星级"), ("乙工会", "标兵单位", None)]
    assert [one.get("等次") for one in rows(imported(workbook(tmp_path / "a.xlsx", {"名单": cells}), terms=terms))] == [
        "五星级",
        None,
    ]
    tiered = workbook(tmp_path / "b.xlsx", {"名单": [cells[0], ("乙工会", "标兵单位", "五星级")]})
    assert refused(tiered, terms=terms) == ["2:3 IMP006 名单!C2 称号“标兵单位”不分等次。"]


def test_what_all_units_lack_is_said_once(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"名单": [("序号", "单位名称"), *((at, f"第{at}工会") for at in range(1, 9))]})
    assert refused(path, terms=TERMS) == [
        "2:2 IMP006 名单!B2 没有“所属”（连同它共8个单位）。",
        "2:2 IMP006 名单!B2 没有“等次”（连同它共8个单位）。",
    ]
    asked = Asked(values={"district": "云杉区", "tier": "五星级"})
    assert len(rows(imported(path, asked, TERMS))) == 8


def test_a_workbook_that_libreoffice_saved(tmp_path: Path) -> None:
    cells, merged = LAYOUTS["a heading in two rows"]
    path = workbook(tmp_path / "a.xlsx", {"名单": [*TITLES, *cells]}, ("A1:D1", "A4:A5", "B4:C4", "D4:D5"))
    assert merged
    (again,) = office.convert([path], "xlsx", tmp_path / "again")
    assert rows(imported(again)) == WANTED
