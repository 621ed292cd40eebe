"""From answer sheets to a published list: tally, list, public notice, decision, site; as the staff would do it."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import pytest
from click.testing import Result

from generator import pipeline
from generator.model.honours import HONOREES
from generator.problems import ProblemsFoundError

ADDRESS = "shili-xingji/2024"
Row = dict[str, str]


def sheets(root: Path, units: int) -> dict[str, int]:
    """Sheets that an assessor filled with random points, in hundredths by unit."""
    (edition,) = (one for one in pipeline.read(root).editions if one.id == "2024")
    (rubric,) = edition.rubrics
    assert rubric.bonus
    random = Random(6)
    totals = {}
    (root / "in").mkdir()
    for at in range(units):
        unit, lost, entries = f"示例市第{at + 1}机床有限公司", random.choice([0, 0, 3, 5, 5, 8, 12, 20, 30, 45]), {}
        totals[unit] = (100 - lost) * 100
        for item in rubric.items:
            least = max(0, (item.points or 0) - lost * 100)
            lost -= ((item.points or 0) - least) // 100
            entries[item.id] = {"points": str(least // 100)}
        entries |= {item.id: {"points": "0"} for item in rubric.bonus.items}
        answers = {f"veto.{veto.id}": False for veto in edition.campaign.vetoes} | {"fact.enterprise": True}
        document = {"rubric": f"{ADDRESS}/{rubric.id}", "unit": unit, "answers": answers, "assessed": entries}
        (root / f"in/{at:03}.json").write_text(json.dumps(document), "utf-8")
    return totals


def rows(path: Path) -> list[Row]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


def save(path: Path, listed: list[Row]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HONOREES.values())
        writer.writeheader()
        writer.writerows(listed)


def fill(path: Path, *said: str) -> None:
    """Write in the places of the marks, in their order; every mark must get its words."""
    text = path.read_text("utf-8")
    given = iter(said)
    path.write_text(re.sub("【此处填写：[^】]*】", lambda _mark: next(given), text), "utf-8")
    assert next(given, None) is None


def codes(root: Path) -> set[str]:
    with pytest.raises(ProblemsFoundError) as caught:
        pipeline.read(root)
    return {problem.code for problem in caught.value.problems}


def decided(root: Path, folder: Path, portal: Callable[..., Result]) -> list[Row]:
    """The list that people made of the draft; the draft itself is refused, for there is something to decide."""
    totals = sheets(root, 40)
    told = portal("tally", root / "in", "-o", root / "out")
    draft = root / "out/获评名单草稿_shili-xingji_2024.csv"
    listed = rows(draft)
    assert f"{draft.name}：列入 {len(listed)} 家" in told.stdout

    best = sorted((points for points in totals.values() if points >= 9500), reverse=True)
    assert len(best) > 4
    within = {unit for unit, points in totals.items() if points >= best[3]}
    assert {row["单位名称"]: row["等次"] for row in listed} == {
        unit: "五星级" if unit in within else "四星级" if points >= 8500 else "三星级"
        for unit, points in totals.items()
        if points >= 7000 and (points < 9500 or unit in within)
    }
    pending = [row for row in listed if row["说明"]]
    assert {row["等次"] for row in pending} == {"五星级"}
    shutil.copyfile(draft, folder / "honorees.csv")
    assert "DRF002" in codes(root)

    sure = [row for row in listed if not row["说明"]]
    room = 4 - sum(row["等次"] == "五星级" for row in sure)
    kept = sorted([*({**row, "说明": ""} for row in pending[:room]), *sure], key=lambda row: row["编号"])
    save(folder / "honorees.csv", kept)
    pipeline.read(root)
    return kept


def announced(root: Path, folder: Path, portal: Callable[..., Result], listed: list[Row]) -> None:
    """The public notice: what honours.yml says of it first, then the text with all that is known by then."""
    text, honours = folder / "announcement.md", folder / "honours.yml"
    before = honours.read_bytes()
    told = portal("draft", "announcement", ADDRESS, "--first", "2024-09-29", "--add")
    assert told.exit_code == 0, told.output
    assert honours.read_bytes().startswith(before)
    assert codes(root) >= {"DRF001"}
    fill(honours, "2024-09-29 09:00", "示例市云杉区示范路1号")
    told = portal("draft", "announcement", ADDRESS, "--replace")
    assert told.exit_code == 0, told.output
    tiers = [row["等次"] for row in listed]
    counted = "、".join(f"{name}{tiers.count(name)}个" for name in ("五星级", "四星级", "三星级"))
    assert text.read_text("utf-8") == (
        "根据《关于开展第二届示例市星级职工之家创建活动的通知》（示工发〔2024〕6号），经基层工会自查申报、"
        "【此处填写：考核评审的经过，例如：市总工会考核验收、集体研究】，"
        f"拟授予{listed[0]['单位名称']}等{len(listed)}个单位“示例市星级职工之家”称号，其中{counted}。"
        "现将名单予以公示，接受社会监督。\n{: #basis }\n\n"
        "公示时间为2024年9月29日至2024年10月10日，共五个工作日。\n{: #period }\n\n"
        "公示期间，对拟命名单位有异议的，请以书面形式向示例市总工会反映。"
        "以单位名义反映的，须加盖单位公章；以个人名义反映的，须写明真实姓名和联系方式。\n{: #objections }\n\n"
        "受理部门：示例市总工会基层工作部\n{: #department }\n\n"
        "联系电话：0000-1234567\n{: #phone }\n\n"
        "电子邮箱：jiceng@shili.example.org\n{: #email }\n\n"
        "通信地址：示例市云杉区示范路1号\n{: #address }\n"
    )
    assert codes(root) == {"DRF001"}
    fill(text, "市总工会考核")
    assert codes(root) == {"REG006"}
    assert portal("release", ADDRESS).stdout.startswith("已封存：公示、名单19行。")
    pipeline.read(root)


def test_from_sheets_to_a_site(root: Path, folder: Path, portal: Callable[..., Result]) -> None:
    listed = decided(root, folder, portal)
    announced(root, folder, portal, listed)

    listed[-1]["未命名原因"] = "公示期间有异议，经核实属实"
    save(folder / "honorees.csv", listed)
    told = portal("draft", "decision", ADDRESS, "--date", "2024-10-21", "--kind", "决定", "--add")
    assert told.exit_code == 0, told.output
    text = folder / "decision.md"
    named = f"授予{listed[0]['单位名称']}等{len(listed) - 1}个单位“示例市星级职工之家”称号"
    assert "并于2024年9月29日至2024年10月10日公示五个工作日，公示期间【" in text.read_text("utf-8")
    assert f"，示例市总工会决定，{named}，其中五星级4个、" in text.read_text("utf-8")
    assert f"公示过、没有命名的1个：{listed[-1]['单位名称']}" in text.read_text("utf-8")
    fill(folder / "honours.yml", "示工发〔2024〕31号", "2024-10-22 09:00")
    assert codes(root) >= {"DRF001"}
    # What is to be published and not yet in the ledger keeps nobody from drafting it again.
    assert portal("draft", "decision", ADDRESS, "--replace").exit_code == 0
    fill(
        text,
        "一年来，各级工会深入开展创建活动。",
        "市总工会考核",
        "收到异议1件，经核实属实，1个单位不予命名",
        "五星级单位由市总工会补助工会活动经费5000元。",
        "发挥示范作用",
        "学习推广他们的经验",
    )
    told = portal("release", ADDRESS)
    assert told.exit_code == 0, told.output
    assert portal("check").exit_code == 0
    assert "DRF003 这一届已经封存" in portal("draft", "decision", ADDRESS, "--replace").stderr
    built = portal("build", "-o", root / "public")
    assert built.exit_code == 0, built.output
    assert named in (root / f"public/{ADDRESS}/honorees/decision/index.html").read_text("utf-8")
