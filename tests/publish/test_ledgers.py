"""What was released and is served is not taken away without a word: the ledgers of a site and of what it replaces."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import Result
from command import run
from handmade_site import site_of
from published import whole

HEADINGS, MARKED = "序号,内容,摘要,链", "序号,【演示数据】内容,摘要,链"
LINES = [f"{at},honoree {at:04},{'abc'[at % 3] * 64},{'def'[at % 3] * 64}" for at in range(1, 6)]
DEMO, OTHER = "data/demo/2026/ledger.csv", "data/demo/2028/ledger.csv"


def ledger(lines: list[str], headings: str = HEADINGS) -> bytes:
    """As a build writes it."""
    return "".join(f"{line}\r\n" for line in [headings, *lines]).encode("utf-8-sig")


LACKS = "demo/2026 有封存过的内容正在公开，新的网站里没有这一届的封存记录。"
DIFFERS = "demo/2026 的封存记录与正在公开的从第{}条起不一样。"
# The ledger of the new site, and what is said of it; LINES[:3] are published.
NEXT: dict[str, tuple[bytes | None, str]] = {
    "as it is": (ledger(LINES[:3]), ""),
    "goes on": (ledger(LINES), ""),
    "goes on, its heading marked": (ledger(LINES, MARKED), ""),
    "gone": (None, LACKS),
    "nothing left in it": (b"", DIFFERS.format(1)),
    "cut": (ledger(LINES[:2]), DIFFERS.format(3)),
    "begun anew": (ledger(LINES[3:]), DIFFERS.format(1)),
    "a line was changed": (ledger([*LINES[:1], LINES[1].replace("0002", "0007"), *LINES[2:]]), DIFFERS.format(2)),
    "a line was put in": (ledger([*LINES[:2], *LINES]), DIFFERS.format(3)),
}


def site(folder: Path, ledgers: Mapping[str, bytes | None]) -> Path:
    return site_of(folder, {address: data for address, data in ledgers.items() if data is not None})


@pytest.fixture(params=["folder", "branch", "remote"])
def publish(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Publish to a folder, a branch here, or one that is reached by its address."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    bare = tmp_path / "bare.git"
    subprocess.run(["git", "init", "-q", "--bare", bare], check=True)
    where = {
        "folder": (tmp_path / "www",),
        "branch": (bare, "--branch", "gh-pages"),
        "remote": (f"file://{bare}", "--branch", "gh-pages"),
    }[request.param]
    return lambda built, *more: run("publish", *where, "--site", built, *more)


@pytest.mark.parametrize("headings", [HEADINGS, MARKED], ids=["real", "invented"])
@pytest.mark.parametrize("how", NEXT)
def test_a_released_edition_stays_and_its_ledger_goes_on(
    publish: Callable[..., Result], tmp_path: Path, how: str, headings: str
) -> None:
    data, said = NEXT[how]
    assert publish(site(tmp_path / "public", {DEMO: ledger(LINES[:3], headings)})).exit_code == 0
    following = site(tmp_path / "next", {DEMO: data, "more.html": b"more"})
    done = publish(following)
    assert done.exit_code == bool(said)
    if said:
        assert f"{following / DEMO}:1:1: PUB011 {said}\n" in done.stderr
        assert "恢复" in done.stderr
        assert "--without-released" in done.stderr
        taken = publish(following, "--without-released")
        assert taken.exit_code == 0
        assert f"注意：{said}\n" in taken.stdout
        assert "没有改动" in publish(following).stdout


def test_each_edition_is_one_problem_and_what_is_no_ledger_none(publish: Callable[..., Result], tmp_path: Path) -> None:
    published = {one: ledger(LINES) for one in (DEMO, OTHER, "data/demo/ledger.csv", "a/data/demo/2026/ledger.csv")}
    publish(site(tmp_path / "public", published))
    done = publish(site(tmp_path / "next", {OTHER: ledger(LINES[1:])}))
    assert [line.rpartition("/data/")[2][:30] for line in done.stderr.splitlines() if "PUB011" in line] == [
        "demo/2026/ledger.csv:1:1: PUB0",
        "demo/2028/ledger.csv:1:1: PUB0",
    ]
    assert "发现 2 处问题" in done.stderr


def test_what_is_refused_changes_nothing(tmp_path: Path) -> None:
    public, www = site(tmp_path / "public", {DEMO: ledger(LINES)}), tmp_path / "www"
    run("publish", www, "--site", public)
    before = whole(www / "current")
    assert run("publish", www, "--site", site(tmp_path / "next", {})).exit_code == 1
    assert whole(www / "current") == before
    assert [one.name for one in (www / "releases").iterdir()] == [before]
    assert list((www / ".staging").iterdir()) == []


@pytest.mark.parametrize("manifest", ["whole", "damaged"])
def test_a_published_ledger_that_is_damaged_is_put_right_first(tmp_path: Path, manifest: str) -> None:
    """Nobody can tell then whether the new one goes on from it, but of the same site it can be mended."""
    public, www = site(tmp_path / "public", {DEMO: ledger(LINES[:3])}), tmp_path / "www"
    following = site(tmp_path / "next", {DEMO: ledger(LINES)})
    run("publish", www, "--site", public)
    (www / "current" / DEMO).write_bytes(ledger(LINES[1:2]))
    if manifest == "damaged":
        (www / "current/sha256sums.txt").write_bytes(b"")
    done = run("publish", www, "--site", following)
    assert done.exit_code == 1
    assert ("封存记录损坏了" if manifest == "whole" else DIFFERS.format(1)) in done.stderr
    assert run("publish", www, "--site", public).exit_code == 0
    assert run("publish", www, "--site", following).exit_code == 0
    shutil.rmtree(www / "current" / "data")
    assert LACKS in run("publish", www, "--site", site(tmp_path / "none", {})).stderr


def test_going_back_does_not_let_a_ledger_begin_anew(tmp_path: Path) -> None:
    www = tmp_path / "www"
    draft, released = site(tmp_path / "draft", {}), site(tmp_path / "public", {DEMO: ledger(LINES[:3])})
    anew, on = site(tmp_path / "anew", {DEMO: ledger(LINES[2:])}), site(tmp_path / "on", {DEMO: ledger(LINES)})
    for one in (draft, released):
        assert run("publish", www, "--site", one).exit_code == 0
    assert run("rollback", www).exit_code == 0
    refused = run("publish", www, "--site", anew)
    assert (refused.exit_code, "demo/2026 的封存记录与退回以前公开过的从第1条起不一样。" in refused.stderr) == (1, True)
    assert run("publish", www, "--site", on).exit_code == 0


def test_what_was_taken_back_can_be_left_out_once_for_all(tmp_path: Path) -> None:
    www = tmp_path / "www"
    for lines in ([], LINES[:3]):
        run("publish", www, "--site", site(tmp_path / f"public{len(lines)}", {DEMO: ledger(lines)} if lines else {}))
    run("rollback", www)
    anew, more = (site(tmp_path / f"anew{at}", {DEMO: ledger(LINES[2:at])}) for at in (4, 5))
    assert "注意：demo/2026" in run("publish", www, "--site", anew, "--without-released").stdout
    assert run("publish", www, "--site", more).exit_code == 0


SEALED = [f"{at},{item},x,y" for at, item in enumerate(("notice", "rubric a", "correction notice-1", "notice"), 1)]
PAGE = {"demo/2026/index.html": b"2026"}
WAS = "demo/2026 封存过的{}不再公开，读者看到的是那以前的样子"
# What the earlier release holds, and what is said when it is served again in the place of one with SEALED.
EARLIER: dict[str, tuple[dict[str, bytes], str]] = {
    "the same": ({**PAGE, DEMO: ledger(SEALED)}, ""),
    "no such edition": ({}, "demo/2026 封存过的更正1项、通知、打分表1张不再公开，读者打不开这一届。"),
    "a draft": (PAGE, WAS.format("更正1项、通知、打分表1张") + "，更正过的又成了更正以前的。"),
    "before its correction": (
        {**PAGE, DEMO: ledger(SEALED[:2])},
        WAS.format("更正1项、通知") + "，更正过的又成了更正以前的。",
    ),
    "another ledger": (
        {**PAGE, DEMO: ledger([SEALED[0], "2,rubric b,x,y"])},
        WAS.format("更正1项、通知、打分表1张") + "，更正过的又成了更正以前的。",
    ),
}


@pytest.mark.parametrize("how", EARLIER)
def test_going_back_names_what_was_released_and_is_taken_away(tmp_path: Path, how: str) -> None:
    files, said = EARLIER[how]
    www, later = tmp_path / "www", {**PAGE, DEMO: ledger(SEALED), "new.html": b"new"}
    for name, held in (("first", files), ("second", later)):
        assert run("publish", www, "--site", site(tmp_path / name, held), "--without-released").exit_code == 0
    digest = (www / "current").resolve().name
    back = run("rollback", www)
    assert back.exit_code == 0
    told = [line for line in back.stdout.splitlines() if line.startswith("注意：")]
    again = f"要恢复原来的版本，运行 portal rollback {www} --to {digest[:12]}。"
    done = f"注意：这些已经正式公布过：改好以后尽快重新生成、发布；{again}"
    assert told == ([f"注意：{said}", done] if said else [])
    forward = run("rollback", www, "--to", digest[:12])
    assert (forward.exit_code, "注意" in forward.stdout) == (0, how == "another ledger")


def test_going_back_from_a_damaged_ledger_says_so(tmp_path: Path) -> None:
    www = tmp_path / "www"
    for name, held in (("first", {}), ("second", {DEMO: ledger(SEALED)})):
        run("publish", www, "--site", site(tmp_path / name, held))
    (www / "current" / DEMO).write_bytes(b"damaged")
    assert "注意：demo/2026 的封存记录损坏了，说不出少了什么，请核对。" in run("rollback", www).stdout
