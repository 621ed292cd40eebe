"""The register as open data: CSV, XLSX and JSON say the same of every title, and invented ones stand apart."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import Any

import large_lists
import openpyxl
import small_portals

from generator.downloads import register
from generator.model.honours import DocumentRef, Event, Honoree, Kind
from generator.model.portal import Edition, Portal

REVIEW = DocumentRef("2021", "review")


def edition(*, demo: bool = False, name: str = "甲公司工会") -> Edition:
    events = [
        Event("0001", "2022-03-01", Kind.RENAMED, REVIEW, "企业更名", name="甲集团工会", line=2),
        Event("0002", "2023-09-20", Kind.WARNED, REVIEW, "制度没有建立", until="2023-12-31", line=3),
        Event("", "2025-01-10", Kind.ANNULLED, REVIEW, "评选违反规定", line=4),
    ]
    honorees = [Honoree("0001", "star", "five", name, "云杉区"), Honoree("0002", "star", "four", "乙公司工会")]
    return large_lists.edition(honorees, events, demo=demo)


def files(portal: Portal) -> dict[str, bytes]:
    return {file.path: file.data for file in register.files(portal)}


def rows(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_nothing_where_nothing_was_granted() -> None:
    assert register.files(small_portals.starter()) == []
    assert register.workbooks(small_portals.starter()) == []


def test_a_title_says_what_it_was_and_what_it_is() -> None:
    first, second = rows(files(large_lists.of(edition(), address="https://portal.example/"))["data/honours/titles.csv"])
    assert (first["编号"], first["单位名称"], first["现名"]) == ("0001", "甲公司工会", "甲集团工会")
    assert (first["等次"], first["命名日期"], first["文号"]) == ("五星级", "2021-10-11", "示工发〔2021〕1号")
    assert (first["现状"], first["终止日期"], first["演示数据"]) == ("已随决定撤销", "2025-01-10", "否")
    assert first["网址"] == "https://portal.example/honours/demo/2021/#no-0001"
    assert second["所属"] == ""


def test_events_begin_with_the_naming() -> None:
    told = rows(files(large_lists.of(edition()))["data/honours/events.csv"])
    assert [(one["编号"], one["日期"], one["事件"]) for one in told] == [
        ("0001", "2021-10-11", "命名"),
        ("0001", "2022-03-01", "更名"),
        ("0001", "2025-01-10", "整份决定撤销"),
        ("0002", "2021-10-11", "命名"),
        ("0002", "2023-09-20", "限期整改"),
        ("0002", "2025-01-10", "整份决定撤销"),
    ]
    assert told[4]["期限"] == "2023-12-31"
    assert told[1]["文件"] == "关于复查结果的通报"


def test_json_and_workbook_say_what_the_tables_say() -> None:
    portal = large_lists.of(edition())
    made = files(portal)
    titles, events = rows(made["data/honours/titles.csv"]), rows(made["data/honours/events.csv"])
    whole: dict[str, Any] = json.loads(made["data/honours/honours.json"])
    keys = {field.key: field.name for field in register.TITLES}
    for said, one in zip(whole["titles"], titles, strict=True):
        assert {keys[key]: value for key, value in said.items() if key != "events"} == {
            name: value for name, value in one.items() if value and name != "演示数据"
        }
    assert sum(len(said["events"]) for said in whole["titles"]) == len(events)
    (workbook,) = register.workbooks(portal)
    assert workbook.path == "data/honours/honours.xlsx"
    book = openpyxl.load_workbook(io.BytesIO(workbook.make()))
    assert book.sheetnames == ["称号", "登记事项", "字段说明", "来源"]
    for sheet, table in (("称号", titles), ("登记事项", events)):
        cells = [[cell or "" for cell in line] for line in book[sheet].iter_rows(values_only=True)]
        assert cells == [list(table[0]), *(list(one.values()) for one in table)]


def test_the_package_describes_every_column() -> None:
    made = files(large_lists.of(edition()))
    package = json.loads(made["data/honours/datapackage.json"])
    for resource in package["resources"][:2]:
        data = made[f"data/honours/{resource['path']}"]
        assert [field["name"] for field in resource["schema"]["fields"]] == list(rows(data)[0])
        assert resource["hash"] == f"sha256:{hashlib.sha256(data).hexdigest()}"
    assert package["updated"] == "2025-01-10"


def test_invented_titles_stand_apart() -> None:
    made = files(large_lists.of(edition(demo=True)))
    assert {path.rpartition("/")[0] for path in made} == {"data/honours/demo"}
    assert {one["演示数据"] for one in rows(made["data/honours/demo/titles.csv"])} == {"是"}
    assert json.loads(made["data/honours/demo/honours.json"])["demo"] is True


def test_no_cell_is_a_formula() -> None:
    made = files(large_lists.of(edition(name="＝甲公司")))
    assert rows(made["data/honours/titles.csv"])[0]["单位名称"] == "'＝甲公司"
