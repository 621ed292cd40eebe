"""``portal release`` and what ``portal check`` says of a ledger, as people use them."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import honoured
import pytest
from command import run

LEDGER = honoured.PATHS["ledger"]
ALONE = "没有找到生成好的网站，没有与公布过的封存记录核对。\n"
NOTICE_NOT_ONLINE = "没有新的内容要封存：通知还没有写上网时间（campaign.yml 里 document 的 published）。"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return honoured.copy(tmp_path)


def test_what_is_published_is_bound_once(root: Path) -> None:
    refused = run("check", "--root", str(root))
    assert refused.exit_code == 1
    assert "portal release demo/2026" in refused.stderr
    first = run("release", "demo/2026", "--root", str(root))
    assert first.exit_code == 0
    assert first.stdout.startswith("已封存：决定、名单6行、登记事项5项。\n")
    assert "注意：通知还没有写上网时间（campaign.yml 里 document 的 published），通知和打分表没有封存。" in first.stdout
    assert first.stdout.endswith(f"\n{ALONE}")
    assert "荣誉名录 5 个称号。" in run("check", "--root", str(root)).stdout
    written = (root / LEDGER).read_bytes()
    again = run("release", honoured.EDITION + "/", "--root", str(root))
    assert (again.exit_code, again.stdout) == (0, f"{NOTICE_NOT_ONLINE}\n{ALONE}")
    assert (root / LEDGER).read_bytes() == written
    assert sorted(path.name for path in (root / honoured.EDITION).iterdir() if path.name.startswith(".")) == []


def test_a_ledger_is_a_table_that_office_programs_open(root: Path) -> None:
    run("release", "demo/2026", "--root", str(root))
    data = (root / LEDGER).read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 13
    rows = list(csv.DictReader(data.decode("utf-8-sig").splitlines()))
    assert [row["序号"] for row in rows] == [str(at) for at in range(1, 13)]
    assert [row["内容"] for row in rows[:3] + rows[-1:]] == ["decision", "honoree 0001", "honoree 0002", "event 5"]
    assert all(re.fullmatch("[a-p]{64}", row[name]) for row in rows for name in ("摘要", "链"))


def test_what_comes_later_is_added_after_what_is_there(root: Path) -> None:
    honoured.bind(root)
    before = (root / LEDGER).read_bytes()
    with (root / honoured.PATHS["events"]).open("a", encoding="utf-8") as file:
        file.write("0001,2029-01-10,更名,2028/review,更名,,示例市水务有限公司,\n")
    done = run("release", "demo/2026", "--root", str(root))
    assert done.stdout.startswith("已封存：登记事项1项。\n")
    assert (root / LEDGER).read_bytes().startswith(before)
    assert honoured.problems(root) == ()


def test_a_decision_that_is_not_online_binds_no_list(root: Path) -> None:
    honoured.edit(root, "outcome", "  published: 2026-11-03 09:00\n", "")
    assert run("release", "demo/2026", "--root", str(root)).stdout.startswith("已封存：登记事项5项。\n")
    assert honoured.problems(root) == ()
    honoured.edit(root, "outcome", "  annex:", "  published: 2026-11-03 09:00\n  annex:")
    assert [problem.code for problem in honoured.problems(root)] == ["REG006"]
    assert run("release", "demo/2026", "--root", str(root)).stdout.startswith("已封存：决定、名单6行。\n")
    assert honoured.problems(root) == ()


def test_what_is_to_go_online_on_a_day_to_come_is_told_before_it_is_bound_and_after(root: Path) -> None:
    honoured.edit(root, "outcome", "published: 2026-11-03 09:00", "published: 2026-11-22 09:00")
    early = "决定写的上网时间（2026-11-22 09:00）还没有到，今天是2026-11-21"
    (problem,) = honoured.problems(root)
    assert problem.code == "REG006"
    assert f"登记事项5项。{early}：写错了的先改。" in problem.message
    done = run("release", "demo/2026", "--root", str(root))
    assert done.stdout.splitlines()[2] == f"注意：{early}：写错了的直接改，上网时间没有封存；没有写错的，到那天再发布。"
    honoured.edit(root, "outcome", "published: 2026-11-22 09:00", "published: 2026-11-21 23:00")
    assert honoured.problems(root) == ()
    assert "注意" not in run("release", "demo/2026", "--root", str(root)).stdout


def test_an_event_of_a_day_to_come_is_told_before_it_is_bound(root: Path) -> None:
    honoured.bind(root)
    with (root / honoured.PATHS["events"]).open("a", encoding="utf-8") as file:
        file.write("0001,2026-11-21,更名,2028/review,更名,,示例市水务有限公司,\n")
        file.write("0001,2029-01-10,更名,2028/review,更名,,示例市水利有限公司,\n")
    (problem,) = honoured.problems(root)
    said = "登记事项2项。登记事项1项的日期（2029-01-10）还没有到，今天是2026-11-21：写错了的先改；"
    assert (problem.code, said in problem.message) == ("REG006", True)
    honoured.bind(root)
    assert honoured.problems(root) == ()


def test_with_any_other_problem_nothing_is_bound(root: Path) -> None:
    honoured.bind(root)
    before = (root / LEDGER).read_bytes()
    honoured.edit(root, "events", "复查得70分", "复查得71分")
    with (root / honoured.PATHS["events"]).open("a", encoding="utf-8") as file:
        file.write("0001,2029-01-10,更名,2028/review,更名,,示例市水务有限公司,\n")
    done = run("release", "demo/2026", "--root", str(root))
    assert done.exit_code == 1
    assert re.findall(r"(REG\d+)", done.stderr) == ["REG005"]
    assert "第3项在封存以后改动过" in done.stderr
    assert (root / LEDGER).read_bytes() == before


def test_an_edition_that_is_not_there_is_a_problem(root: Path) -> None:
    done = run("release", "demo/2030", "--root", str(root))
    assert done.exit_code == 1
    assert "REF001 没有“demo/2030”这一届。现有：demo/2026、demo/2028。" in done.stderr


def test_a_ledger_that_was_copied_with_its_folder_is_told_to_be_deleted(root: Path) -> None:
    honoured.bind(root)
    copied = root / "content/campaigns/demo/2028/ledger.csv"
    copied.write_bytes((root / LEDGER).read_bytes())
    (problem,) = honoured.problems(root)
    assert (problem.code, problem.path) == ("REG004", "content/campaigns/demo/2028/ledger.csv")
    assert problem.message == "这份封存记录是“2026”这一届的，多半是复制文件夹时带过来的。"
    assert problem.remedy == "删去本届的 ledger.csv；“2026”那一份不要动。"


def test_a_folder_that_was_called_otherwise_after_the_release_is_told_to_be_called_as_before(root: Path) -> None:
    honoured.bind(root)
    for folder in ("content/campaigns/demo", "rubrics/demo"):
        (root / folder / "2026").rename(root / folder / "2025")
    (problem,) = [one for one in honoured.problems(root) if one.path.endswith(LEDGER.rpartition("/")[2])]
    assert (problem.code, problem.line) == ("REG004", 2)
    assert problem.message == "封存记录不是从“demo/2025”开始的：文件夹改过名称，或从别的活动复制来，或封存记录改动过。"
    assert problem.remedy.startswith("活动、年度的文件夹改过名称的，都改回原来的，公布后不改；复制来的，删去")


def test_an_edition_that_granted_nothing_has_nothing_to_bind(root: Path) -> None:
    done = run("release", "demo/2028", "--root", str(root))
    assert done.exit_code == 0
    assert done.stdout.startswith("没有新的内容要封存：通知还没有写上网时间")
    assert not (root / "content/campaigns/demo/2028/ledger.csv").exists()


def _published(root: Path, folder: str) -> Path:
    """A site with the ledger as it is now, its heading marked as that of invented data is."""
    ledger = root / folder / "data/demo/2026/ledger.csv"
    ledger.parent.mkdir(parents=True)
    ledger.write_text((root / LEDGER).read_text("utf-8").replace(",内容,", ",【演示数据】内容,"), "utf-8")
    (root / folder / "index.html").touch()
    return root / folder


@pytest.mark.parametrize("named", [(), ("--site", "elsewhere")])
def test_a_ledger_goes_on_from_the_one_that_is_published(root: Path, named: tuple[str, ...]) -> None:
    honoured.bind(root)
    site = str(_published(root, named[-1] if named else "public"))
    again = run("release", "demo/2026", "--root", str(root), *(("--site", site) if named else ()))
    assert (again.exit_code, again.stdout) == (0, f"{NOTICE_NOT_ONLINE}\n")
    (root / LEDGER).unlink()
    honoured.edit(root, "events", "复查得70分", "复查得71分")
    done = run("release", "demo/2026", "--root", str(root), *(("--site", site) if named else ()))
    assert done.exit_code == 1
    assert "REG004 和已经生成的网站里的封存记录" in done.stderr
    assert not (root / LEDGER).exists()


@pytest.mark.parametrize(("site", "said"), [("nowhere", "没有这个文件夹"), ("content", "里没有生成好的网站")])
def test_a_site_that_is_named_and_holds_none_is_refused(root: Path, site: str, said: str) -> None:
    done = run("release", "demo/2026", "--root", str(root), "--site", str(root / site))
    assert done.exit_code == 1
    assert f"{site}:1:1: PUB001 " in done.stderr
    assert said in done.stderr
    assert not (root / LEDGER).exists()


def _swapped(lines: list[str]) -> list[str]:
    return [*lines[:2], lines[3], lines[2], *lines[4:]]


TAMPERED: dict[str, tuple[Callable[[list[str]], list[str]], int]] = {
    "a line is gone": (lambda lines: lines[:3] + lines[4:], 4),
    "two lines changed places": (_swapped, 3),
    "another digest": (lambda lines: [line.replace("honoree 0003,", "honoree 0003,0") for line in lines], 5),
    "another name": (lambda lines: [line.replace("honoree 0005", "honoree 0007") for line in lines], 7),
    "a line twice": (lambda lines: [*lines, lines[-1]], 14),
    "another number": (lambda lines: [*lines[:-1], lines[-1].replace("12,", "13,", 1)], 13),
}


@pytest.mark.parametrize("case", TAMPERED)
def test_a_ledger_that_was_changed_is_one_problem_at_its_line(root: Path, case: str) -> None:
    honoured.bind(root)
    change, at = TAMPERED[case]
    lines = (root / LEDGER).read_text("utf-8-sig").splitlines()
    (root / LEDGER).write_text("\n".join(change(lines)) + "\n", "utf-8")
    assert [(one.code, one.path, one.line) for one in honoured.problems(root)] == [("REG004", LEDGER, at)]


def test_a_ledger_cut_at_its_end_lacks_what_is_published(root: Path) -> None:
    honoured.bind(root)
    lines = (root / LEDGER).read_text("utf-8-sig").splitlines()
    (root / LEDGER).write_text("\n".join(lines[:-2]) + "\n", "utf-8")
    (problem,) = honoured.problems(root)
    assert (problem.code, problem.path, problem.line) == ("REG006", honoured.PATHS["events"], 5)
    assert "登记事项2项" in problem.message
