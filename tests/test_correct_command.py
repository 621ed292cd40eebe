"""``portal correct`` and ``portal release``, as people use them on what they have published."""

from __future__ import annotations

import csv
import hashlib
import json
from itertools import pairwise
from pathlib import Path

import corrected
import honoured
import pytest
from command import run
from corrected import PATHS

from generator import check, load
from generator.downloads import ledger as open_ledger
from generator.model.portal import Edition, Portal
from generator.register import chain


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return corrected.online(tmp_path)


def read(root: Path) -> Edition:
    return next(one for one in check.portal(load.tree(root)).editions if one.id == "2026")


def release(root: Path) -> str:
    done = run("release", honoured.NAME, root=root)
    assert done.exit_code == 0, done.stderr
    return done.stdout.splitlines()[0]


def test_where_the_ledger_is_gone_nobody_is_told_to_do_without_corrections(tmp_path: Path) -> None:
    corrected.copy(tmp_path)
    (tmp_path / honoured.PATHS["ledger"]).unlink()
    for command in ("check", "release"):
        said = run(command, *([honoured.NAME] if command == "release" else []), root=tmp_path).stderr
        assert f"{honoured.PATHS['ledger']}:1:1: REG004 corrections.yml 里有更正，封存记录不见了。" in said
        assert "REG006" not in said
        assert "REG007" not in said


def test_a_notice_is_corrected_twice_and_every_text_stays(root: Path) -> None:
    ledger = (root / PATHS["ledger"]).read_bytes()
    words = ("本通知为虚构", "本通知及其内容为虚构", "本通知及其全部内容为虚构")
    for number, (old, new) in enumerate(pairwise(words), 1):
        name = corrected.begin(root, "通知", day=f"2026-07-1{number}", reason="漏字")
        assert name == f"notice-{number}"
        corrected.edit(root, "notice", old, new)
        corrected.clauses(root, "purpose")
        assert "REG006 已经公布，还没有封存：更正1项、通知。" in run("check", root=root).stderr
        assert release(root) == "已封存：更正1项、通知。"
    edition = read(root)
    assert (root / PATHS["ledger"]).read_bytes().startswith(ledger)
    texts = [*(one.before.notice.source for one in edition.corrections), edition.notice.source]
    assert [[word in text for word in words].index(True) for text in texts] == [0, 1, 2]
    assert run("check", root=root).exit_code == 0


def test_what_one_mistake_is_in_is_corrected_at_once(root: Path) -> None:
    """A line for a tier stands in the notice and counts in the form: neither passes the checks without the other."""
    corrected.begin(root, "通知", "打分表", "union", day="2026-07-11", reason="分数线印错")
    for name in ("notice.md", "campaign.yml", "faq.md"):
        path = root / honoured.EDITION / name
        text = path.read_text("utf-8").replace("90分以上（含90分）", "92分以上（含92分）")
        path.write_text(text.replace("minimum: 90", "minimum: 92"), "utf-8")
    path = root / PATHS["corrections"]
    notice, form = path.read_text("utf-8").split("clauses: []\n", 1)
    form = form.replace("clauses: []", "clauses: [tier-model]")
    path.write_text(f"{notice}clauses: [objects-tiers]\n{form}", "utf-8")
    assert release(root) == "已封存：更正2项、通知、打分表1张。"
    assert [one.correction.id for one in read(root).corrections] == ["notice-1", "rubric-union-1"]


def test_what_a_digest_is_over_stays(root: Path) -> None:
    """Ledgers of years ago are read by it; those of the published editions hold notices and rubrics to it."""
    says = chain.says(read(root))
    assert chain.canonical(says["decision"]) == (
        '{"addressees":"各示例工会：","annex":"示例职工之家名单","date":"2026-11-02","issuer":"示例市总工会",'
        '"kind":"decision","number":"示会发〔2026〕9号","text":"经研究，决定授予示例市供水有限公司等5个单位'
        '“示例职工之家”称号。\\n{: #grant }","title":["关于命名示例职工之家的决定"],'
        '"称号":{"model-home":"示例职工之家"},"等次":{"model":"模范","pass":"合格"}}'
    )


def test_what_to_do_is_said_step_by_step(root: Path) -> None:
    done = run("correct", honoured.NAME, "打分表", "union", root=root)
    assert done.exit_code == 0
    said = done.stdout.splitlines()
    assert "已保存更正以前的文本，起草了更正“rubric-union-1”" in said[0]
    assert PATHS["rubric"] in said[1]
    assert f"portal release {honoured.NAME}" in said[3]
    assert sorted(path.name for path in (root / honoured.EDITION / "earlier/rubric-union-1").iterdir()) == [
        "campaign.yml",
        "union.yml",
    ]
    codes = {one.code for one in honoured.problems(root, releasing=True)}
    assert codes == {"DRF001"}


@pytest.mark.parametrize(
    ("of", "said"),
    [
        (
            ("document", "changes"),
            "封存记录里没有“document changes”。可以更正的：通知、打分表 union、决定、名单 编号。",
        ),
        (("honoree", "0099"), "封存记录里没有“honoree 0099”"),
        (("名单", "3"), "    → 是不是“名单 0003”？编号的0也要写。"),
        (("名单", "99"), "    → 只有封存过的才要更正"),
        (("event", "1"), "封存记录里没有“event 1”"),
        (("常见问题",), "封存记录里没有“常见问题”"),
    ],
)
def test_only_what_was_released_is_corrected(root: Path, of: tuple[str, ...], said: str) -> None:
    done = run("correct", honoured.NAME, *of, root=root)
    assert done.exit_code == 1
    assert said in done.stderr
    assert not (root / PATHS["corrections"]).exists()


def test_what_is_edited_already_is_restored_first(root: Path) -> None:
    corrected.edit(root, "notice", "本通知为虚构", "本通知及其内容为虚构")
    done = run("correct", honoured.NAME, "通知", root=root)
    assert done.exit_code == 1
    assert "REG005 通知在封存以后改动过，没有更正。" in done.stderr
    assert "恢复后先运行 portal correct" in done.stderr
    assert not (root / PATHS["corrections"]).exists()


def test_a_correction_is_released_before_the_next_begins(root: Path) -> None:
    corrected.copy(root / "more")
    done = run("correct", honoured.NAME, "名单", "0005", root=root / "more")
    assert done.exit_code == 1
    assert "REG007 更正“honoree-0005-1”还没有封存。" in done.stderr


def test_a_correction_is_put_after_others_as_they_are_written(root: Path) -> None:
    corrected.begin(root, "通知", day="2026-07-10", reason="漏字")
    corrected.edit(root, "notice", "本通知为虚构", "本通知及其内容为虚构")
    corrected.clauses(root, "purpose")
    release(root)
    path = root / PATHS["corrections"]
    flat = path.read_text("utf-8").replace("\n    ", "\n  ").replace("\n  - ", "\n- ").replace("\n", "\r\n")
    path.write_bytes(flat.encode())
    assert run("correct", honoured.NAME, "decision", root=root).exit_code == 0
    assert path.read_bytes().startswith(flat.encode())
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")
    assert b"\r\n- id: decision-1\r\n  of: decision\r\n" in path.read_bytes()


def test_a_ledger_that_was_begun_anew_is_told_by_the_published_one(root: Path) -> None:
    published = root / "public" / "data" / honoured.NAME / "ledger.csv"
    published.parent.mkdir(parents=True)
    # The published one may have other headings: those of invented data have a mark.
    published.write_text((root / PATHS["ledger"]).read_text("utf-8").replace(",内容,", ",【演示数据】内容,"), "utf-8")
    (root / PATHS["ledger"]).unlink()
    corrected.edit(root, "notice", "本通知为虚构", "本通知及其内容为虚构")
    done = run("release", honoured.NAME, root=root)
    assert done.exit_code == 1
    assert "REG004" in done.stderr
    assert "从第1条起不一样" in done.stderr
    assert not (root / PATHS["ledger"]).exists()
    (root / "other").mkdir()
    (root / "other/index.html").touch()  # another site, on which it was never published
    assert run("release", honoured.NAME, "--site", str(root / "other"), root=root).exit_code == 0


def test_anybody_can_verify_the_published_ledger(root: Path, portal: Portal) -> None:
    corrected.begin(root, "通知", day="2026-07-10", reason="漏字")
    corrected.edit(root, "notice", "本通知为虚构", "本通知及其内容为虚构")
    corrected.clauses(root, "purpose")
    release(root)
    assert verified(read(root))[-2:] == ["correction notice-1", "notice"]
    marked = [edition for edition in portal.editions if edition.series.demo and edition.ledger]
    assert [verified(edition)[0] for edition in marked] == ["notice", "notice"]


def verified(edition: Edition) -> list[str]:
    """The items of a ledger, verified as docs/corrections.zh-CN.md says how, with nothing of this project."""
    files = {file.path.rpartition(".")[2]: file.data for file in open_ledger.files(edition)[0]}
    headings, *rows = csv.reader(files["csv"].decode("utf-8-sig").splitlines())
    mark = "【演示数据】" if edition.series.demo else ""
    assert headings == ["序号", f"{mark}内容", "摘要", "链"]
    bound = json.loads(files["json"])

    def letters(text: str) -> str:
        return "".join("abcdefghijklmnop"[int(digit, 16)] for digit in hashlib.sha256(text.encode()).hexdigest())

    before = letters(bound["of"])
    for number, item, digest, link in rows:
        says = bound["says"][item].pop(0)
        assert digest == letters(json.dumps(says, ensure_ascii=False, sort_keys=True, separators=(",", ":")))
        before = letters(f"{before}\n{number}\n{item}\n{digest}")
        assert link == before
    assert not any(bound["says"].values())
    return [item for _, item, _, _ in rows]
