"""The list as open data and for certificates: complete, described, harmless, and nothing in it that is private."""

from __future__ import annotations

import csv
import io
import json

import large_lists
import pytest
import small_portals
import whole
from msgspec.structs import replace
from workbooks import workbook

from generator import downloads
from generator.downloads.honorees import in_words
from generator.model.honours import DocumentRef, Event, Honoree, Kind
from generator.model.portal import Edition

FOLDER = "data/demo/2021/"
REVIEW = DocumentRef("2021", "review")
HONOREES = (
    Honoree("0001", "star", "five", "喆堃厂", "云杉区", "企业", 1, held="区级先进", note="另有一名相近", line=2),
    Honoree("0002", "star", "three", "＝乙厂", "", "", line=3),
    Honoree("0003", "star", "five", "丙厂", refused="查实的原因", line=4),
)


def files(edition: Edition, **settings: object) -> dict[str, bytes]:
    portal = small_portals.portal(edition, **settings)
    made = {one.path: one.data for one in whole.files(portal)}
    made |= {one.path: one.make() for one in downloads.workbooks(portal, edition)}
    return {path.removeprefix(FOLDER): data for path, data in made.items()}


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_list_says_who_was_granted_what_by_which_document() -> None:
    made = files(large_lists.edition(HONOREES, ()), address="https://portal.example/")
    first, second = rows(made["honorees.csv"])
    assert first == {
        "编号": "0001",
        "称号": "示例市星级职工之家",
        "等次": "五星级",
        "单位名称": "喆堃厂",
        "所属": "云杉区",
        "类别": "企业",
        "名次": "1",
        "阶段": "命名",
        "文件日期": "2021-10-11",
        "文号": "示工发〔2021〕1号",
        "网址": "https://portal.example/honours/demo/2021/#no-0001",
    }
    assert second["单位名称"] == "'＝乙厂"
    told = json.loads(made["honorees.json"])
    assert [one["单位名称"] for one in told] == ["喆堃厂", "＝乙厂"]
    assert [one["名次"] for one in told] == [1, None]


def test_a_row_for_a_certificate_is_ready_to_be_merged() -> None:
    made = files(large_lists.edition(HONOREES, ()), address="https://portal.example/")
    assert list(rows(made["certificates.csv"])[0].values()) == [
        "2021-0001",
        "喆堃厂",
        "示例市星级职工之家（五星级）",
        "示例市总工会",
        "二〇二一年十月十一日",
        "2021年10月11日",
        "示工发〔2021〕1号",
        "https://portal.example/honours/demo/2021/#no-0001",
    ]


def test_nobody_makes_a_certificate_of_a_title_that_has_ended() -> None:
    removed = Event("0001", "2022-03-01", Kind.REMOVED, REVIEW, "整改不力", line=2)
    restored = Event("0001", "2022-05-01", Kind.RESTORED, REVIEW, "复查合格", line=3)
    annulled = Event("", "2022-06-01", Kind.ANNULLED, REVIEW, "评选违反规定", line=4)
    for events, left in (
        ((removed,), ["2021-0002"]),
        ((removed, restored), ["2021-0001", "2021-0002"]),
        ((removed, annulled), []),
    ):
        made = files(large_lists.edition(HONOREES, events))
        assert [row["编号"] for row in rows(made["honorees.csv"])] == ["0001", "0002"]
        assert {name for name in made if name.startswith("certificates")} == (
            {"certificates.csv", "certificates.xlsx"} if left else set()
        )
        assert not left or [row["证书编号"] for row in rows(made["certificates.csv"])] == left


@pytest.mark.parametrize("name", ["honorees", "certificates"])
def test_a_workbook_holds_the_same_and_no_formula(name: str) -> None:
    made = files(large_lists.edition(HONOREES, ()), address="https://portal.example/")
    sheets = workbook(io.BytesIO(made[f"{name}.xlsx"]))  # which refuses formulas
    table = list(csv.reader(io.StringIO(made[f"{name}.csv"].decode("utf-8-sig"), newline="")))
    assert sheets["数据"] == [[cell.removeprefix("'") for cell in row if cell] for row in table]
    assert list(sheets) == ["数据", "字段说明", "来源"]


def test_what_is_for_the_office_alone_is_in_no_file() -> None:
    for path, data in files(large_lists.edition(HONOREES, ())).items():
        texts = str(workbook(io.BytesIO(data))) if path.endswith(".xlsx") else data.decode()
        assert all(private not in texts for private in ("区级先进", "另有一名相近", "查实的原因", "丙厂"))


def test_every_field_is_described() -> None:
    made = files(large_lists.edition(HONOREES, ()))
    described = {one["name"]: one for one in json.loads(made["datapackage.json"])["resources"]}
    for name in ("honorees", "certificates"):
        fields = [field["name"] for field in described[name]["schema"]["fields"]]
        assert fields == list(rows(made[f"{name}.csv"])[0])
        assert all(field["description"] for field in described[name]["schema"]["fields"])
    assert described["honorees.json"]["schema"] == described["honorees"]["schema"]
    assert {one["path"] for one in described.values()} <= made.keys()


def test_an_edition_without_rubrics_has_its_package_too() -> None:
    made = files(replace(large_lists.edition(HONOREES, ()), rubrics=()))
    package = json.loads(made["datapackage.json"])
    assert package["resources"][0]["name"] == "honorees"
    assert "rubric.schema.json" not in made
    assert {one["name"] for one in package["licenses"]} == {"notspecified"}


def test_invented_data_say_so_wherever_a_row_is_read() -> None:
    made = files(large_lists.edition(HONOREES, (), demo=True))
    for name in ("honorees", "certificates"):
        assert all(row["称号"].startswith("【演示数据】") for row in rows(made[f"{name}.csv"]))
    assert all(one["称号"].startswith("【演示数据】") for one in json.loads(made["honorees.json"]))
    assert "演示数据" in json.loads(made["datapackage.json"])["title"]


def test_the_feed_announces_decisions_with_their_days() -> None:
    edition = large_lists.edition(HONOREES, ())
    assert edition.honours is not None
    outcome = edition.honours.outcome
    assert outcome.decision is not None
    online = outcome.decision.model_copy(update={"published": "2021-10-12 09:00"})
    changed = replace(edition.honours, outcome=outcome.model_copy(update={"decision": online}))
    feed = files(replace(edition, honours=changed))["feed.xml"].decode()
    assert "关于命名示例市星级职工之家的决定" in feed
    assert "2021-10-12T09:00:00+08:00" in feed
    assert 'href="demo/2021/honorees/decision/"' in feed


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("2024-11-18", "二〇二四年十一月十八日"),
        ("2020-10-10", "二〇二〇年十月十日"),
        ("1999-01-01", "一九九九年一月一日"),
        ("2025-12-31", "二〇二五年十二月三十一日"),
        ("2026-02-20", "二〇二六年二月二十日"),
    ],
)
def test_a_day_in_chinese_figures(day: str, said: str) -> None:
    assert in_words(day) == said
