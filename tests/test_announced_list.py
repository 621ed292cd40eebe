"""A list that was released with its public notice, until and after it is decided who is named."""

from __future__ import annotations

import json
import re
import shutil
from itertools import pairwise
from pathlib import Path

import demonstration
import portal_copy
import pytest
from command import run

from generator import check, load
from generator.check import ledger
from generator.downloads import ledger as open_ledger
from generator.register import chain

NAME = f"{demonstration.SERIES}/2024"
FOLDER = f"content/campaigns/{NAME}"
ONLINE = "  published: 2024-10-22 09:00\n"
LAST = "0070,示例市职工之家标兵单位,,示例市启明精密机械有限公司,经济开发区,非公有制企业\n"


def edit(root: Path, name: str, old: str, new: str) -> None:
    portal_copy.spoil(root, [{"replace": {"path": demonstration.PATHS[name], "old": old, "new": new}}])


def refuse(root: Path) -> None:
    """After the public notice one unit is not named."""
    edit(root, "list", "所属,类别", "所属,类别,未命名原因")
    path = root / demonstration.PATHS["list"]
    path.write_text(re.sub("^0065,.*", r"\g<0>,公示期间有异议", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    edit(root, "decision", "等65个单位", "等64个单位")
    edit(root, "decision", "三星级35个", "三星级34个")


def told(root: Path) -> list[str]:
    """What the check says of this edition, but what is not released yet."""
    lines = run("check", root=root).stderr.splitlines()
    return [line.removeprefix(f"{FOLDER}/") for line in lines if line.startswith(FOLDER) and "REG006" not in line]


@pytest.fixture(scope="module")
def announced(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration when its public notice was released and nothing was decided yet."""
    root = demonstration.copy(tmp_path_factory.mktemp("announced"))
    edit(root, "outcome", ONLINE, "")
    done = run("release", NAME, root=root)
    assert "、公示、名单70行" in done.stdout, done.stderr
    assert told(root) == []
    return root


@pytest.fixture
def root(announced: Path, tmp_path: Path) -> Path:
    return shutil.copytree(announced, tmp_path / "portal")


def test_a_row_that_was_announced_stays_as_it_was(root: Path) -> None:
    edit(root, "list", "示例市微光传感器有限公司", "示例市微亮传感器有限公司")
    assert told(root) == ["honorees.csv:66:1: REG005 编号“0065”的一行在封存以后改动过。"]


def test_no_row_comes_to_those_that_were_announced(root: Path) -> None:
    edit(root, "list", LAST, f"{LAST}{LAST.replace('0070', '0071').replace('启明', '启亮')}")
    assert "honorees.csv:72:1: REG005 编号“0071”的一行是封存以后加的，公示没有更正。" in told(root)
    assert f"先运行 portal correct {NAME} 公示（" in run("check", root=root).stderr


def test_both_texts_that_number_a_list_are_corrected_with_it(root: Path) -> None:
    edit(root, "outcome", "  date: 2024-10-21\n", f"  date: 2024-10-21\n{ONLINE}")
    assert run("release", NAME, root=root).exit_code == 0
    edit(root, "list", LAST, f"{LAST}{LAST.replace('0070', '0071').replace('启明', '启亮')}")
    assert f"先运行 portal correct {NAME} 公示 决定（" in run("check", root=root).stderr


def test_a_row_comes_to_a_list_with_a_correction_of_its_document(root: Path) -> None:
    assert run("correct", NAME, "公示", root=root).exit_code == 0
    edit(root, "list", LAST, f"{LAST}{LAST.replace('0070', '0071').replace('启明', '启亮')}")
    assert not [line for line in told(root) if "REG005" in line]


def test_before_the_decision_a_unit_can_be_left_out_and_with_it_that_is_bound(root: Path) -> None:
    refuse(root)
    assert told(root) == []
    edit(root, "outcome", "  date: 2024-10-21\n", f"  date: 2024-10-21\n{ONLINE}")
    before = (root / FOLDER / ledger.FILE).read_bytes()
    assert "已封存：决定、名单1行" in run("release", NAME, root=root).stdout
    after = (root / FOLDER / ledger.FILE).read_bytes()
    assert after.startswith(before)
    assert [line.split(",")[1] for line in after[len(before) :].decode().splitlines()][:2] == [
        "decision",
        "honoree 0065",
    ]
    assert run("release", NAME, root=root).stdout.startswith("没有新的内容要封存")
    assert told(root) == []
    edit(root, "list", ",公示期间有异议", ",自愿放弃")
    assert told(root) == ["honorees.csv:66:1: REG005 编号“0065”的一行在封存以后改动过。"]


NAMES = ("微光", "微亮", "微明")
"""What the unit is called at first, and after each correction."""

HISTORIES = [
    "refused decided released",
    "corrected released refused decided released",
    "corrected released corrected released refused decided released",
    "corrected released refused corrected released decided released",
    "refused corrected released decided released",
    "corrected refused released decided released",
    "corrected refused decided released",
    "refused decided released corrected released",
    "corrected released refused decided released corrected released",
    "corrected decided released corrected released",
]
"""What becomes of a row after its public notice, until it is released again."""


@pytest.mark.parametrize("history", HISTORIES)
def test_what_each_line_binds_is_public(root: Path, history: str) -> None:
    names = iter(pairwise(NAMES))
    for step in history.split():
        match step:
            case "refused":
                refuse(root)
            case "decided":
                edit(root, "outcome", "  date: 2024-10-21\n", f"  date: 2024-10-21\n{ONLINE}")
            case "corrected":
                correct(root, *next(names))
            case "released":
                done = run("release", NAME, root=root)
                assert done.exit_code == 0, done.stderr
    assert told(root) == []
    edition = next(one for one in check.portal(load.tree(root), releasing=True).editions if one.id == "2024")
    files, _ = open_ledger.files(edition)
    said = json.loads(files[1].data)["says"]
    for row in edition.ledger:
        line = chain.Line(*row)
        assert line.digest == chain.digest(said[line.item].pop(0))
    assert not any(said.values())


def correct(root: Path, old: str, new: str) -> None:
    """A correction of the unit's name."""
    assert run("correct", NAME, "名单", "0065", root=root).exit_code == 0
    path = root / FOLDER / "corrections.yml"
    text = path.read_text("utf-8").replace("clauses: []", "clauses: [单位名称]")
    path.write_text(re.sub("reason: 【.*", "reason: 印错", re.sub("date: 【.*", "date: 2024-11-24", text)), "utf-8")
    edit(root, "list", old, new)


def test_a_line_that_was_forged_binds_nothing(root: Path) -> None:
    """Whoever forges a line binds those after it anew; what it says was never said."""
    refuse(root)
    edit(root, "outcome", "  date: 2024-10-21\n", f"  date: 2024-10-21\n{ONLINE}")
    assert run("release", NAME, root=root).exit_code == 0
    path = root / FOLDER / "ledger.csv"
    heading, *rows = path.read_text("utf-8").splitlines()
    lines = [chain.Line(*row.split(",")) for row in rows]
    first = next(at for at, line in enumerate(lines) if line.item == "honoree 0065")
    said = [(line.item, "a" * 64 if at == first else line.digest) for at, line in enumerate(lines)]
    forged = [f"{one.number},{one.item},{one.digest},{one.chain}" for one in chain.added((), said, *NAME.split("/"))]
    path.write_text("\n".join([heading, *forged, ""]), "utf-8")
    edition = next(one for one in check.portal(load.tree(root), releasing=True).editions if one.id == "2024")
    files, _ = open_ledger.files(edition)
    assert len(json.loads(files[1].data)["says"]["honoree 0065"]) == 1


def test_who_deletes_a_row_after_the_public_notice_is_told_where_the_reason_belongs(root: Path) -> None:
    path = root / demonstration.PATHS["list"]
    path.write_text(re.sub("^0065,.*\n", "", path.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    said = "honorees.csv:1:1: REG005 编号“0065”的一行在封存以后删去了。公示以后不命名的，写明“未命名原因”，不删行。"
    assert said in told(root)
