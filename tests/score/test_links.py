"""What an answer says of other questions, over facts and chains; what is published, and its digest."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec
import pytest
import stress_rubric

from generator.model.portal import Portal
from generator.score import engine, report, sheet
from generator.score.scheme import canonical, digest, scheme


@pytest.mark.parametrize("case", stress_rubric.CASES, ids=lambda case: case.name)
def test_links_and_facts(case: stress_rubric.Case) -> None:
    result = engine.score(stress_rubric.scheme(), case.answers)
    assert stress_rubric.wrong(case, msgspec.json.decode(msgspec.json.encode(result))) == {}


def test_a_refused_sheet_names_the_answers_that_people_gave() -> None:
    of = stress_rubric.scheme()
    answers = sheet.Sheet(answers={"veto.w": True, "c.c": False})
    problems = sheet.problems(Path("a.json"), of, answers, *report.scored(of, answers))
    assert [problem.message for problem in problems] == ["“veto.w”答“是”，“c.c”就不能答“否”。"]


def test_answered_elements_under_an_open_fact_are_reported_as_answered(tmp_path: Path) -> None:
    of = stress_rubric.scheme()
    file = tmp_path / "a.json"
    seen = {"total": {"min": 99, "max": 99}, "unit": "甲", "saved": ""}
    file.write_text(json.dumps({"answers": {"e.each": stress_rubric.EACH}, **seen}))
    answers = sheet.read(file)
    items = report.report(of, answers, engine.score(of, answers.answers))["items"]
    assert isinstance(items, list)
    (why, _) = next(item for item in items if item["id"] == "e")["why"]
    assert (why["rule"], why["state"], why["min"], why["max"]) == ("each", "answered", -1.5, 0)


def test_the_canonical_text_does_not_depend_on_the_order_of_keys() -> None:
    text = canonical(stress_rubric.scheme())
    assert text == json.dumps(json.loads(text), ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def test_the_published_digests(portal: Portal) -> None:
    """Print-outs and answer sheets carry these: a change here is a change of what was published.

    Either a text or a number of these forms was changed on purpose, or the code broke a promise. The forms of a
    demonstration are used by nobody.
    """
    real = [edition for edition in portal.editions if not edition.series.demo]
    found = {of.id: digest(of) for edition in real for of in (scheme(edition, r) for r in edition.rubrics)}
    assert found == {
        "chongqing-jkwwt-zhijia/2019/public": "c97c1293ff06",
        "chongqing-jkwwt-zhijia/2019/private": "61b11c5cccd8",
        "chongqing-jkwwt-zhijia/2019/institution": "aca7f06e4789",
        "chongqing-jkwwt-zhijia/2019/xiaojia": "1604b01bd886",
        "fangshan-zhigong-zhijia/2018/demonstration": "72bc6d1ef0e9",
        "fangshan-zhigong-zhijia/2018/new-enterprise": "773a28a85ac9",
        "fangshan-zhigong-zhijia/2018/rest-stop": "dd4fc31d29a4",
        "fangshan-zhigong-zhijia/2018/advanced": "78f742f3d2a9",
        "qingdao-shuangzheng/2020/enterprise": "4e6f612cd47f",
        "qingdao-shuangzheng/2020/institution": "80cf61cbce94",
        "qingdao-shuangzheng/2020/regional": "91e2ad522928",
        "qinhuangdao-mofan-zhijia/2023/zhijia": "be37d7557691",
        "qinhuangdao-mofan-zhijia/2023/xiaojia": "7ef9b4aa5ef9",
        "rushan-huoli-xingji/2020/enterprise": "4403ab4ca534",
        "rushan-huoli-xingji/2020/regional": "fc423ac174af",
    }
