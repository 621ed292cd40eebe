"""Random lists laid out at random come back as they were; broken files come to problems, never to a traceback."""

from __future__ import annotations

import io
from contextlib import suppress
from pathlib import Path
from random import Random

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from office_lists import Row, imported, rows, text, workbook

from generator.importing.asked import Asked
from generator.problems import ProblemsFoundError

FAST = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
UNIT = ("单位名称", "单 位", "工会名称", "获评单位", "企业名称（全称）", "基层工会\n名称")
DISTRICT = ("区县", "所属地区", "推荐单位", "系统", "区市县")
TIER = ("等次", "星级", "拟定等次")
RANK = ("名次", "得分排名")
NOTE = ("说明", "说　明")
TIERS = ("五星级", "四星级", "三星级")
DISTRICTS = ("云杉区", "白桦区", "水杉县", "经济开发区")
NOTES = ("注：排名不分先后。", "备注：以上单位均已公示。", "审核：某人　填表：某人", "2024年11月4日")


def units(rng: Random) -> list[dict[str, str]]:
    """A list, sorted by tier and district as offices do."""
    names = [
        f"{rng.choice('甲乙丙丁喆堃')}{at}{rng.choice(('公司', '学校', '（集团）有限公司'))}工会"
        for at in range(rng.randint(1, 25))
    ]
    found = [(rng.randrange(len(TIERS)), rng.randrange(len(DISTRICTS)), name) for name in names]
    return [
        {
            "编号": f"{at:04}",
            "等次": TIERS[tier],
            "单位名称": name,
            "所属": DISTRICTS[district],
            "名次": str(at),
            **({"说明": "原三星级"} if rng.random() < 0.2 else {}),
        }
        for at, (tier, district, name) in enumerate(sorted(found), 1)
    ]


def wide(rng: Random, said: str) -> str:
    """The same text as people type it."""
    if rng.random() < 0.2:
        said = said.translate({ord(digit): 0xFEE0 + ord(digit) for digit in "0123456789"})
    return f"{rng.choice((' ', '　', ''))}{said}{rng.choice((' ', '　', '', chr(0x200B)))}"


def laid_out(rng: Random, listed: list[dict[str, str]], *, merges: bool) -> tuple[list[Row], list[str]]:
    """Rows and merged areas of a sheet that says what is listed."""
    by_section = rng.random() < 0.5
    down = merges and rng.random() < 0.5 and not by_section
    labels = {"单位名称": UNIT, "所属": DISTRICT, "名次": RANK, "说明": NOTE} | ({} if by_section else {"等次": TIER})
    columns = rng.sample(sorted(labels), len(labels))
    serial = rng.random() < 0.6
    left = int(rng.random() < 0.3)
    before = left + serial
    titles: list[Row] = [("示例市星级职工之家名单",), ("单位：个",), ()]
    made = titles[: rng.randint(0, 3)]
    head = [None] * left + ["序号"] * serial + [rng.choice(labels[name]) for name in columns] + ["联系人"]
    made.append(head)
    merged = []
    tier = ""
    for number, row in enumerate(listed, 1):
        if by_section and row["等次"] != tier:
            tier = row["等次"]
            count = sum(one["等次"] == tier for one in listed)
            mark = "一二三"[TIERS.index(tier)]
            made.append([f"{mark}、{tier}{rng.choice((f'（{count}个）', f'（共{count}家）', f'：{count}个', ''))}"])
            if merges:
                merged.append(f"A{len(made)}:{chr(ord('A') + len(head) - 1)}{len(made)}")
        cells: list[object] = [None] * left + [rng.choice((number, str(number)))] * serial
        cells += [wide(rng, row[name]) if name in row else None for name in columns]
        made.append([*cells, "某人"])
        if rng.random() < 0.1:
            made.append([])
    if down:
        merged += merge(made, before + columns.index("所属"))
    if rng.random() < 0.5:
        made.append([None] * left + ["合计", *([None] * len(columns)), f"{len(listed)}个"])
    made += [[note] for note in rng.sample(NOTES, rng.randint(0, len(NOTES)))]
    return made, merged


def merge(made: list[Row], at: int) -> list[str]:
    """Merge equal districts that stand below each other; the lower cells become blank."""
    areas: list[str] = []
    column = chr(ord("A") + at)
    first = None
    for number, row in enumerate(made, 1):
        value = str(row[at]).strip(" \u3000\u200b") if len(row) > at and row[at] else ""
        if value in DISTRICTS and first and value == first[1]:
            list_row = list(row)
            list_row[at] = None
            made[number - 1] = list_row
            last = number
            areas = [area for area in areas if not area.startswith(f"{column}{first[0]}:")]
            areas.append(f"{column}{first[0]}:{column}{last}")
        elif value in DISTRICTS:
            first = (number, value)
    return areas


@FAST
@given(rng=st.randoms(use_true_random=False))
def test_a_workbook_comes_back_as_it_was(tmp_path: Path, rng: Random) -> None:
    listed = units(rng)
    cells, merged = laid_out(rng, listed, merges=True)
    made = imported(workbook(tmp_path / "a.xlsx", {"名单": cells}, merged))
    assert rows(made) == listed, "\n".join(made.lines)


@FAST
@given(rng=st.randoms(use_true_random=False))
def test_a_text_comes_back_as_it_was(tmp_path: Path, rng: Random) -> None:
    listed = units(rng)
    cells, _ = laid_out(rng, listed, merges=False)
    path = text(tmp_path / "a.csv", cells, rng.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")), rng.choice(",\t;"))
    assert rows(imported(path)) == listed


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    cells = [("序号", "单位名称", "区县"), *((at, f"第{at}工会", "云杉区") for at in range(1, 9))]
    return workbook(tmp_path_factory.mktemp("whole") / "a.xlsx", {"名单": cells}, ("C2:C4",)).read_bytes()


@FAST
@given(data=st.data())
def test_broken_workbooks_come_to_problems(tmp_path: Path, whole: bytes, data: st.DataObject) -> None:
    """A byte changed, or the end cut off; of the parts inside too."""
    at = data.draw(st.integers(0, len(whole) - 1))
    broken = whole[:at] + data.draw(st.binary(max_size=4)) + whole[at + data.draw(st.sampled_from((0, 1, 5, 10**6))) :]
    path = tmp_path / "a.xlsx"
    path.write_bytes(broken)
    with suppress(ProblemsFoundError):
        imported(path)


@FAST
@given(
    said=st.one_of(
        st.binary(max_size=300),
        st.text(max_size=200).map(lambda said: f"单位名称,等次\r\n{said}".encode("utf-8", "replace")),
    )
)
def test_any_bytes_come_to_problems(tmp_path: Path, said: bytes) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(said)
    with suppress(ProblemsFoundError):
        imported(path)


@FAST
@given(
    table=st.lists(
        st.lists(
            st.one_of(
                st.none(),
                st.integers(-5, 10**19),
                st.floats(),
                st.booleans(),
                st.dates(),
                st.sampled_from(
                    [
                        *UNIT,
                        *TIER,
                        *NOTES,
                        "=1+1",
                        "一、五星级",
                        "（一）",
                        "合计",
                        "江东区",
                        "3个",
                        "序号",
                        "甲工会",
                        "1、甲",
                    ]
                ),
            ),
            max_size=5,
        ),
        max_size=12,
    ),
    asked=st.builds(
        Asked,
        header=st.one_of(st.none(), st.integers(0, 14)),
        columns=st.dictionaries(st.sampled_from(("unit", "tier")), st.sampled_from(("A", "B", "ZZ", "无", "序号"))),
        sections=st.sampled_from(((), ("tier",), ("district", "tier"))),
        blanks=st.dictionaries(st.just("tier"), st.sampled_from(("上一行", "空"))),
    ),
)
def test_any_table_comes_to_a_list_or_problems(tmp_path: Path, table: list[list[object]], asked: Asked) -> None:
    book = openpyxl.Workbook()
    for row in table:
        book.worksheets[0].append(row)
    memory = io.BytesIO()
    book.save(memory)
    path = tmp_path / "a.xlsx"
    path.write_bytes(memory.getvalue())
    with suppress(ProblemsFoundError):
        made = imported(path, asked)
        assert all(row["单位名称"] for row in rows(made))
