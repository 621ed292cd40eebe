"""Open data: the table says what the rubric says, every field is described, and no cell is a formula."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import jsonschema
import office
import pytest
import random_rubrics
from workbooks import workbook

from generator import downloads
from generator.downloads import data, data_table, rubric_schema
from generator.model.portal import Edition, Portal
from generator.model.rubric import Rubric
from generator.score.scheme import Scheme, canonical, scheme

Json = dict[str, Any]
NAMES = [field.name for field in data_table.FIELDS]
COLUMNS = {"section": "甲", "standard": "甲", "score": "甲"}


def rows(of: Scheme) -> list[dict[str, str]]:
    """The rows of the CSV, read without the module that wrote it."""
    return list(csv.DictReader(io.StringIO(data_table.as_csv(of).decode("utf-8-sig"), newline="")))


def every(portal: Portal) -> Iterator[tuple[Edition, Scheme]]:
    return ((edition, scheme(edition, rubric)) for edition in portal.editions for rubric in edition.rubrics)


def test_every_rule_of_every_published_form_is_a_row(portal: Portal) -> None:
    for _, of in every(portal):
        found = rows(of)
        asked = [(row.id, rule.id) for row in of.rubric.rows for rule in row.rules]
        assert [(row["项目"], row["规则"]) for row in found if row["规则"]] == asked
        assert {row["项目"] for row in found if row["项目"]} == {row.id for row in of.rubric.rows}
        standards = {item.id: item.standard for item in of.rubric.items}
        assert all(row["标准"] == standards[row["项目"]] for row in found if row["项目"] in standards)
        points = {row["项目"]: float(row["分值"] or 0) for row in found if row["部分"] != "加分项"}
        assert sum(points.values()) == of.rubric.summed / 100


def test_a_row_by_hand() -> None:
    item = {
        "id": "1",
        "number": "一",
        "standard": "按期\n开会",
        "points": "4.5",
        "text": "未开扣1分",
        "required": True,
        "applies_when": "f",
        "evidence": ["记录", "照片"],
        "hints": ["留意"],
        "readings": [{"text": "按次扣", "authority": "本站"}],
        "rules": [
            {
                "id": "late",
                "kind": "deduct",
                "says": ["未开", "扣1分"],
                "ask": "没有开",
                "loss": "1",
                "limit": "2",
                "each": [{"id": "a", "label": "甲会"}, {"id": "b", "label": "乙会"}],
            },
            {
                "id": "share",
                "kind": "rate",
                "says": ["甲"],
                "ask": "到会率",
                "part": "到",
                "whole": "应到",
                "more_than": "80",
                "loss": "0.5",
            },
        ],
    }
    parts = [{"id": "a", "title": "内", "items": [item]}, {"id": "b", "title": "空", "refers": REFERS}]
    bonus = {"id": "g", "title": "宣传", "text": "每篇1分", "rules": [PAPERS]}
    document = {
        "id": "t",
        "title": "甲",
        "short": "甲",
        "units": "甲",
        "columns": COLUMNS,
        "facts": [{"id": "f", "ask": "是公司"}],
        "sections": [{"id": "s", "title": "外", "sections": parts}],
        "bonus": {"counts": "no", "items": [bonus]},
    }
    found = rows(Scheme("x/1/t", Rubric.model_validate(document), (), ()))
    assert [list(row.values()) for row in found] == [
        [
            *("x/1/t", "外 / 内", "一", "1", "按期\n开会", "4.5", "未开扣1分", "是", "late", "扣分", "未开；扣1分"),
            *("没有开", "每缺一项扣1分，最多扣2分；甲会；乙会", "1", "", "2", "", "", "是公司"),
            *("按次扣（本站）", "记录；照片", "留意"),
        ],
        [
            *("x/1/t", "外 / 内", "一", "1", "按期\n开会", "4.5", "未开扣1分", "是", "share", "比率", "甲"),
            *("到会率", "超过80%（不含）为达标，不达标扣0.5分", "0.5", "", "", "", ">80%", "是公司"),
            *("按次扣（本站）", "记录；照片", "留意"),
        ],
        ["x/1/t", "外 / 空", "", "", "按甲表执行", *[""] * 17],
        [
            *("x/1/t", "加分项", "", "g", "宣传", "", "每篇1分", "", "papers", "计次", "甲", "几篇"),
            *("每篇计1分，不封顶", "", "1", "", "", "", "", "", "", ""),
        ],
    ]


REFERS = {"rubric": "u", "section": "a", "text": "按甲表执行"}
PAPERS = {"id": "papers", "kind": "count", "says": ["甲"], "ask": "几篇", "gain": "1", "unit": "篇"}


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@A1", "＝1", "＋1", "－1", "＠A"])
def test_no_cell_is_a_formula(tmp_path: Path, text: str) -> None:
    item = {"id": "1", "standard": text, "points": "1", "rules": [{**PAPERS, "ask": text, "limit": "1"}]}
    document = {"id": "t", "title": "甲", "short": "甲", "units": "甲", "columns": COLUMNS}
    rubric = Rubric.model_validate({**document, "sections": [{"id": "s", "title": text, "items": [item]}]})
    of = Scheme("x/1/t", rubric, (), ())
    found = rows(of)[0]
    assert [found[name] for name in ("部分", "标准", "问题")] == [f"'{text}"] * 3
    (tmp_path / "a.xlsx").write_bytes(data_table.as_workbook(of, (("甲", text),)))
    book = workbook(tmp_path / "a.xlsx")
    assert book["数据"][1][1:3] == [text, "1"]
    assert book["来源"][1] == ["甲", text]


def test_random_rubrics_give_whole_tables() -> None:
    for seed in range(100):
        of = random_rubrics.scheme(Random(seed))
        found = rows(of)
        assert all(list(row) == NAMES and None not in row.values() for row in found)
        asked = [(row.id, rule.id) for row in of.rubric.rows for rule in row.rules]
        assert [(row["项目"], row["规则"]) for row in found if row["规则"]] == asked


def test_the_package_describes_what_is_there(portal: Portal) -> None:
    for edition in portal.editions:
        files = {one.path: one.data for one in data.files(portal, edition)}
        folder = f"data/{edition.address}"
        if not edition.rubrics:
            assert {path.rpartition("/")[2] for path in files} == {"ledger.csv", "ledger.json", "datapackage.json"}
            continue
        package = json.loads(files[f"{folder}datapackage.json"])
        planned = {one.path for one in data.workbooks(portal, edition)}
        there = {folder + one["path"] for one in package["resources"]}
        beside = {f"{folder}datapackage.json", f"{folder}rubric.schema.json"}
        beside |= {path for path in files if path.startswith(f"{folder}earlier/")}  # said of no edition any more
        assert there | beside == set(files) | planned
        for one in package["resources"]:
            if one["format"] == "csv":
                content = files[folder + one["path"]]
                assert (one["bytes"], one["hash"]) == (len(content), f"sha256:{hashlib.sha256(content).hexdigest()}")
                assert [field["name"] for field in one["schema"]["fields"]] == _fitting(
                    content, one["schema"]["fields"]
                )


def _fitting(content: bytes, fields: list[Json]) -> list[str]:
    """The header of a CSV whose values are all of the types that their fields have."""
    header, *lines = _read(content)
    for line in lines:
        for field, value in zip(fields, line, strict=True):
            if field["type"] == "number" and value:
                float(value)
            if field["type"] == "boolean":
                assert value in {"", *field["trueValues"], *field["falseValues"]}
    return header


def test_the_schema_holds_for_every_rubric_and_for_nothing_else(portal: Portal) -> None:
    schema = rubric_schema.schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    documents = [json.loads(canonical(of)) for _, of in every(portal)]
    documents += [json.loads(canonical(random_rubrics.scheme(Random(seed)))) for seed in range(40)]
    for document in documents:
        validator.validate(document)
    changed = json.loads(json.dumps(documents[0]))
    changed["rubric"]["total"] = 99.5
    changed["rubric"]["remark"] = "甲"
    assert len(list(validator.iter_errors(changed))) == 2
    assert _undescribed(schema) == []


def _undescribed(schema: Json) -> list[str]:
    return [
        f"{name}.{key}"
        for name, definition in schema["$defs"].items()
        for key, detail in definition["properties"].items()
        if "description" not in detail
    ]


def test_the_same_bytes_twice_and_another_digest_for_other_words(portal: Portal) -> None:
    edition = next(edition for edition in portal.editions if edition.rubrics)
    first, again = (data.workbooks(portal, edition)[0] for _ in range(2))
    assert (first.digest, first.make()) == (again.digest, again.make())
    planned = [one for edition in portal.editions for one in downloads.workbooks(portal, edition)]
    planned += downloads.register.workbooks(portal)
    assert len({one.digest for one in planned}) == len(planned)


def test_an_office_program_opens_the_csv(portal: Portal, tmp_path: Path) -> None:
    """As LibreOffice reads it: the same columns, the same rows, broken lines kept."""
    edition = next(edition for edition in portal.editions if edition.rubrics)
    texts = {one.path: one.data for one in data.files(portal, edition)}
    content = texts[f"data/{edition.address}{edition.rubrics[0].id}.csv"]
    (tmp_path / "a.csv").write_bytes(content)
    written = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false"
    path = office.convert([tmp_path / "a.csv"], written, tmp_path / "out", reading="CSV:44,34,76")[0]
    found, wanted = _read(path.read_bytes()), _read(content)
    assert found[0] == NAMES
    assert [[line[at] for at in (4, 8, 9, 11)] for line in found] == [
        [line[at] for at in (4, 8, 9, 11)] for line in wanted
    ]


def _read(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
