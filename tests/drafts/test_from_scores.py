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
from click.testing import CliRunner, Result

from generator import cli, pipeline
from generator.model.honours import HONOREES
from generator.problems import ProblemsFoundError

ROOT = Path(__file__).resolve().parents[2]
SERIES, ADDRESS = "shili-xingji", "shili-xingji/2024"
HONOURS = """\
# 本届的称号
awards:
  - id: star-home
    name: 示例市星级职工之家
    tiered: true
groups: [award, tier]
order: rank
quotas:
  - tier: five
    most: 4
    source: 五星级不超过4个
"""
ITEMS = {name: 1000 for name in ("committees", "membership", "funds", "congress", "contract", "protection")}

Portal = Callable[..., Result]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The demonstration campaign before its list was there: nothing but awards and quotas."""
    (tmp_path / "content/federations").mkdir(parents=True)
    for name in ("content/portal.yml", "content/holidays.yml", "content/federations/shili.yml"):
        shutil.copyfile(ROOT / name, tmp_path / name)
    for edition in ("2021", "2024"):
        made = tmp_path / f"content/campaigns/{SERIES}/{edition}"
        shutil.copytree(ROOT / f"content/campaigns/{SERIES}/{edition}/forms", made / "forms")
        for name in ("campaign.yml", "notice.md", "faq.md"):
            shutil.copyfile(ROOT / f"content/campaigns/{SERIES}/{edition}/{name}", made / name)
    shutil.copyfile(
        ROOT / f"content/campaigns/{SERIES}/series.yml", tmp_path / f"content/campaigns/{SERIES}/series.yml"
    )
    shutil.copytree(ROOT / f"rubrics/{SERIES}", tmp_path / f"rubrics/{SERIES}")
    folder(tmp_path).joinpath("honours.yml").write_text(HONOURS, "utf-8")
    return tmp_path


@pytest.fixture
def portal(root: Path) -> Portal:
    """The command, of that portal."""
    return lambda *given: CliRunner().invoke(
        cli.main, [*map(str, given), "--root", str(root)], catch_exceptions=False, env={"COLUMNS": "200"}
    )


def folder(root: Path) -> Path:
    return root / f"content/campaigns/{ADDRESS}"


def sheets(root: Path, seed: int, units: int) -> dict[str, int]:
    """Sheets that an assessor filled with random points, in hundredths by unit."""
    (edition,) = (one for one in pipeline.read(root).editions if one.id == "2024")
    (rubric,) = edition.rubrics
    random = Random(seed)  # noqa: S311 - no secret
    totals = {}
    (root / "in").mkdir()
    for at in range(units):
        lost = random.choice([0, 0, 3, 5, 5, 8, 12, 20, 30, 45]) * 100
        points = {}
        for item in rubric.items:
            full = item.points or 0
            points[item.id] = full - min(lost, full)
            lost -= min(lost, full)
        unit = f"示例市第{at + 1}机床有限公司"
        totals[unit] = sum(points.values())
        entries = {name: {"points": f"{value / 100:g}"} for name, value in points.items()}
        entries |= {item.id: {"points": "0"} for item in rubric.bonus.items} if rubric.bonus else {}
        answers = {f"veto.{veto.id}": False for veto in edition.campaign.vetoes} | {"fact.enterprise": True}
        document = {"rubric": f"{ADDRESS}/{rubric.id}", "unit": unit, "answers": answers, "assessed": entries}
        (root / f"in/{at:03}.json").write_text(json.dumps(document), "utf-8")
    return totals


def rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(path.read_text("utf-8-sig").splitlines()))


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


def test_from_sheets_to_a_site(root: Path, portal: Portal) -> None:
    totals = sheets(root, seed=6, units=40)
    told = portal("tally", root / "in", "-o", root / "out")
    draft = root / f"out/获评名单草稿_{SERIES}_2024.csv"
    listed = rows(draft)
    assert f"{draft.name}：列入 {len(listed)} 家" in told.stdout

    # The list, as worked out from the points: 五星级 within four, tied ones to be decided, then 四星级, 三星级.
    best = [unit for unit, points in totals.items() if points >= 9500]
    assert len(best) > 4
    by_points = sorted((totals[unit] for unit in best), reverse=True)
    within = [unit for unit in best if totals[unit] >= by_points[3]]
    assert [row["单位名称"] for row in listed if row["等次"] == "五星级"] == sorted(within, key=lambda u: -totals[u])
    assert {row["单位名称"] for row in listed} == {
        unit for unit, points in totals.items() if points >= 7000 and (points < 9500 or unit in within)
    }
    pending = [row for row in listed if row["说明"]]
    assert {row["等次"] for row in pending} == {"五星级"}

    # Copied as it is, it is refused, for somebody has to decide; once decided it passes.
    shutil.copyfile(draft, folder(root) / "honorees.csv")
    assert codes(root) >= {"DRF002"}
    keep = [row for row in listed if not row["说明"]]
    decided = [*pending[: 4 - sum(row["等次"] == "五星级" for row in keep)], *keep]
    decided.sort(key=lambda row: row["编号"])
    with (folder(root) / "honorees.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HONOREES.values())
        writer.writeheader()
        writer.writerows({**row, "说明": ""} for row in decided)
    pipeline.read(root)

    # The public notice: what honours.yml says of it first, then the text with all that is known by then.
    text, honours = folder(root) / "announcement.md", folder(root) / "honours.yml"
    told = portal("draft", "announcement", ADDRESS, "--first", "2024-09-29", "--add")
    assert told.exit_code == 0, told.output
    assert honours.read_text("utf-8").startswith(HONOURS)
    assert "DRF001" in codes(root)
    fill(honours, "示例市云杉区示范路1号")
    told = portal("draft", "announcement", ADDRESS, "--replace")
    assert told.exit_code == 0, told.output
    tiers = [row["等次"] for row in decided]
    counted = "、".join(f"{name}{tiers.count(name)}个" for name in ("五星级", "四星级", "三星级"))
    grant = f"授予{decided[0]['单位名称']}等{len(decided)}个单位“示例市星级职工之家”称号，其中{counted}"
    assert text.read_text("utf-8") == (
        "根据《关于开展第二届示例市星级职工之家创建活动的通知》（示工发〔2024〕6号），经基层工会自查申报、"
        "【此处填写：考核评审的经过，例如：市总工会考核验收、集体研究】，"
        f"拟{grant}。现将名单予以公示，接受社会监督。\n{{: #basis }}\n\n"
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
    pipeline.read(root)

    # The decision, one unit not being granted its title.
    decided[-1]["未命名原因"] = "公示期间有异议，经核实属实"
    with (folder(root) / "honorees.csv").open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, HONOREES.values())
        writer.writeheader()
        writer.writerows({**row, "说明": ""} for row in decided)
    told = portal("draft", "decision", ADDRESS, "--date", "2024-10-21", "--kind", "决定", "--add")
    assert told.exit_code == 0, told.output
    text = folder(root) / "decision.md"
    assert f"等{len(decided) - 1}个单位“示例市星级职工之家”称号" in text.read_text("utf-8")
    assert f"公示过、没有命名的1个：{decided[-1]['单位名称']}" in text.read_text("utf-8")
    fill(honours, "示工发〔2024〕31号")
    assert codes(root) == {"DRF001"}
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
    read = pipeline.read(root)
    (edition,) = (one for one in read.editions if one.id == "2024")
    assert edition.honours
    assert len(edition.honours.granted) == len(decided) - 1
    built = portal("build", "-o", root / "public")
    assert built.exit_code == 0, built.output
    page = (root / f"public/{ADDRESS}/honorees/decision/index.html").read_text("utf-8")
    assert f"{len(decided) - 1}个单位" in page
