"""``portal copy``, as people use it for the next year."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import corrected
import honoured
import portal_copy
import pytest
from command import run

ROOT = portal_copy.ROOT
SERIES = sorted(path.parent.name for path in ROOT.glob("content/campaigns/*/series.yml"))
NEW = "content/campaigns/demo/2027"
PUBLISHED = "  published: 2026-07-02 09:00\n"
_BEFORE = "  imprint: ["


def files(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def written(root: Path, campaign: str) -> bytes:
    """Write the campaign of 2026 and copy it; the bytes of the copy."""
    (root / honoured.EDITION / "campaign.yml").write_bytes(campaign.encode())
    done = run("copy", honoured.NAME, "2027", root=root)
    assert done.exit_code == 0, done.stderr
    return (root / NEW / "campaign.yml").read_bytes()


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A portal of which one edition has granted titles, published everything and has a ledger."""
    return corrected.online(tmp_path)


def renew(edition: Path) -> bool:
    """Give the notice a number and a day of its own, where it has any, or another text: till then the check refuses it.

    Whether what the page of changes speaks of is another now: the text is not compared there.
    """
    campaign, notice = edition / "campaign.yml", edition / "notice.md"
    before = campaign.read_text("utf-8")
    after = re.sub(r"(?m)^(  date: [0-9]{4}).*", r"\1-12-31", portal_copy.numbered(before, "2099"), count=1)
    campaign.write_text(after, "utf-8")
    if after == before:
        notice.write_text(f"{notice.read_text('utf-8')}\n二〇九九年重新印发。\n", "utf-8")
    return after != before


@pytest.mark.parametrize("series", SERIES)
def test_of_each_series_the_next_edition_has_no_problem_but_its_notice_and_says_that_nothing_differs(
    tmp_path: Path, series: str
) -> None:
    for below in (f"content/campaigns/{series}", f"rubrics/{series}", "content/federations"):
        shutil.copytree(ROOT / below, tmp_path / below)
    for name in ("portal.yml", "holidays.yml"):
        shutil.copyfile(ROOT / "content" / name, tmp_path / "content" / name)
    newest = max(path.parent.name for path in tmp_path.glob("content/campaigns/*/*/campaign.yml"))
    done = run("copy", f"{series}/{newest}", "2099", root=tmp_path)
    assert done.exit_code == 0, done.stderr
    codes = re.findall(r":\d+:\d+: ([A-Z]+\d+) ", run("check", root=tmp_path).stderr)
    renewed = renew(tmp_path / f"content/campaigns/{series}/2099")
    assert codes == ([] if "现在照旧沿用" in done.stdout else ["CAM008"])
    checked = run("check", root=tmp_path)
    assert checked.exit_code == 0, checked.stderr
    built = run("build", "--pages-only", "-o", str(tmp_path / "site"), root=tmp_path)
    assert built.exit_code == 0, built.stderr
    changes = (tmp_path / "site" / series / "2099/changes/index.html").read_text("utf-8")
    assert ("没有变化：时间安排、" if renewed else "两届没有不同。") in changes
    assert f'current: "{newest}"' in (tmp_path / f"content/campaigns/{series}/series.yml").read_text("utf-8")


def test_what_belongs_to_an_edition_alone_is_left_out_and_all_else_is_copied(root: Path) -> None:
    before = files(root)
    done = run("copy", f"{honoured.EDITION}/", "2027", root=root)
    assert done.exit_code == 0, done.stderr
    after = files(root)
    assert {path: after[path] for path in before} == before
    new = {path.replace("/2027/", "/2026/"): data for path, data in after.items() if path not in before}
    campaign = f"{honoured.EDITION}/campaign.yml"
    assert new == {path: before[path] for path in new} | {campaign: before[campaign].replace(PUBLISHED.encode(), b"")}
    assert sorted(new) == [
        campaign,
        f"{honoured.EDITION}/faq.md",
        f"{honoured.EDITION}/forms/registration.yml",
        f"{honoured.EDITION}/notice.md",
        "rubrics/demo/2026/union.yml",
    ]
    assert "没有复制 decision.md、documents、events.csv、honorees.csv、honours.yml、ledger.csv：" in done.stdout


def test_what_is_to_be_done_is_said_and_where_the_year_before_still_stands(root: Path) -> None:
    said = run("copy", honoured.NAME, "2027", root=root).stdout
    assert said.startswith("已照2026年一届新建 demo/2027，是草稿：\n")
    assert f"还写着“2026”：{NEW}/campaign.yml 第 2、3、7、11、27、28 行\n" in said
    assert "notice.md 第" not in said
    assert '/series.yml 写 current: "2027"' in said
    assert "portal release demo/2027" in said


@pytest.mark.parametrize(("id_", "compared"), [("2025", "2026"), ("2024-2", "2026"), ("999", "2026")])
def test_a_copy_to_an_older_year_stays_behind_the_current_one(root: Path, id_: str, compared: str) -> None:
    said = run("copy", honoured.NAME, id_, root=root).stdout
    assert "写 current" not in said
    assert "5. series.yml 的 current 不改：比起现行的“2026”，这是以前的一届。\n" in said
    assert f"打开 /demo/{compared}/changes/，逐项核对与前一届的不同。" in said


def test_a_copy_to_a_year_before_others_is_compared_by_the_next_one(root: Path) -> None:
    run("copy", honoured.NAME, "2024", root=root)
    path = root / "content/campaigns/demo/2024/campaign.yml"
    path.write_text(portal_copy.numbered(path.read_text("utf-8"), "2024"), "utf-8")
    said = run("copy", honoured.NAME, "2023", root=root).stdout
    assert "打开 /demo/2024/changes/，逐项核对与前一届的不同。" in said


def test_a_copy_to_an_older_year_is_told_to_have_a_number_of_its_own(root: Path) -> None:
    """What is sealed was there before, whatever the years say: nobody is asked to change it."""
    run("copy", honoured.NAME, "2025", root=root)
    told = [line for line in run("check", root=root).stderr.splitlines() if "CAM008" in line]
    assert [line.partition(":")[0] for line in told] == ["content/campaigns/demo/2025/campaign.yml"]


def test_a_copy_goes_its_own_way_to_its_own_ledger(root: Path) -> None:
    """The ledger of last year, copied along, was a problem whose remedy led to sealing last year's text again."""
    run("copy", honoured.NAME, "2027", root=root)
    path = root / NEW / "campaign.yml"
    assert "CAM008" in run("release", "demo/2027", root=root).stderr
    text = path.read_text("utf-8").replace("示会发〔2026〕1号", "示会发〔2027〕1号")
    path.write_text(text, "utf-8")
    assert run("release", "demo/2027", root=root).stdout.startswith("没有新的内容要封存：通知还没有写上网时间")
    path.write_text(text.replace(_BEFORE, "  published: 2027-07-02 09:00\n" + _BEFORE), "utf-8")
    assert run("release", "demo/2027", root=root).stdout.startswith("已封存：通知、打分表1张。\n")
    assert run("check", root=root).exit_code == 0


def test_an_edition_that_follows_another_goes_on_following_it(tmp_path: Path) -> None:
    series = "chongqing-jkwwt-zhijia"
    for below in (f"content/campaigns/{series}", f"rubrics/{series}", "content/federations"):
        shutil.copytree(ROOT / below, tmp_path / below)
    shutil.copyfile(ROOT / "content/portal.yml", tmp_path / "content/portal.yml")
    done = run("copy", f"{series}/2021", "2022", root=tmp_path)
    assert "现在照旧沿用“2019”的标准（follows）" in done.stdout
    assert not (tmp_path / f"rubrics/{series}/2022").exists()


CAMPAIGNS = {
    "comments and order": ("  published: 2026-07-02 09:00  # 上网\n", "  # 成文在前\n{}  imprint: [", "  # 成文在前\n"),
    "in quotes": ('  published: "2026-07-02 09:00"\n', "{}  imprint: [", ""),
    "nothing to take out": ("", "{}  imprint: [", ""),
}


@pytest.mark.parametrize("end", ["\n", "\r\n"], ids=["lf", "crlf"])
@pytest.mark.parametrize("mark", ["", "\ufeff"], ids=["plain", "with-byte-order-mark"])
@pytest.mark.parametrize("case", CAMPAIGNS)
def test_only_the_time_is_taken_out(tmp_path: Path, case: str, mark: str, end: str) -> None:
    honoured.copy(tmp_path)
    line, place, left = CAMPAIGNS[case]
    text = (tmp_path / honoured.EDITION / "campaign.yml").read_text("utf-8")
    full, without = (
        mark + text.replace(_BEFORE, new).replace("\n", end) for new in (place.format(line), left + _BEFORE)
    )
    assert written(tmp_path, full) == without.encode()


REFUSED: dict[str, tuple[str, str, dict[str, str], str]] = {
    "an id that cannot be one": ("demo/2026", "2027届", {}, "2027届:1:1: FIL007 名称“2027届”会成为网址的一部分"),
    "a path": ("demo/2026", "demo/2027", {}, "FIL007 名称“demo/2027”"),
    "an edition that is there": ("demo/2026", "2028", {}, "content/campaigns/demo/2028:1:1: CPY001"),
    "itself": ("demo/2026", "2026", {}, "rubrics/demo/2026:1:1: CPY001"),
    "rubrics that are there": ("demo/2026", "2027", {"rubrics/demo/2027/x.yml": ""}, "rubrics/demo/2027:1:1: CPY001"),
    "no such edition": ("demo/2025", "2027", {}, "REF001 没有“demo/2025”这一届。现有：demo/2026、demo/2028。"),
    "no edition": ("demo", "2027", {}, "REF001 没有“demo”这一届。"),
    "any other problem": ("demo/2026", "2027", {f"{honoured.EDITION}/x.md": ""}, "FIL002"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_cannot_be_is_refused_and_nothing_is_written(root: Path, case: str) -> None:
    name, id_, there, says = REFUSED[case]
    for path, text in there.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    before = files(root)
    done = run("copy", name, id_, root=root)
    assert done.exit_code == 1
    assert says in done.stderr
    assert files(root) == before


def test_a_time_that_has_no_line_of_its_own_is_a_problem_at_its_place(root: Path) -> None:
    path = root / honoured.EDITION / "campaign.yml"
    path.write_text(path.read_text("utf-8").replace(PUBLISHED, "  published:\n    2026-07-02 09:00\n"), "utf-8")
    done = run("copy", honoured.NAME, "2027", root=root)
    assert f"{honoured.EDITION}/campaign.yml:11:3: CPY002" in done.stderr
    assert not (root / NEW).exists()


@pytest.mark.parametrize("failing", [1, 2], ids=["the-first-folder", "the-second-folder"])
def test_it_is_written_whole_or_not_at_all(root: Path, monkeypatch: pytest.MonkeyPatch, failing: int) -> None:
    """What an interrupted run has left behind is no content, and in nobody's way."""
    (root / "rubrics/demo/.2027.half").mkdir()
    (root / "rubrics/demo/.2027.half/old.yml").touch()
    before = files(root)
    rename, calls = Path.rename, []

    def broken(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == failing:
            raise OSError(28, "No space left on device")
        return rename(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", broken)
        done = run("copy", honoured.NAME, "2027", root=root)
    assert done.exit_code == 1
    assert re.search(r"/2027:1:1: BLD002 写不了（磁盘满了）。", done.stderr)
    assert files(root).keys() == before.keys() - {"rubrics/demo/.2027.half/old.yml"}
    assert not list(root.rglob("*2027*"))
    assert run("copy", honoured.NAME, "2027", root=root).exit_code == 0
    assert sorted(path.name for path in root.rglob("*2027*")) == ["2027", "2027"]
