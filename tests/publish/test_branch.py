"""A site on a git branch: what the commit holds, who may be in the way, and that nothing else is touched."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from handmade_site import site_of

from generator.problems import ProblemsFoundError
from generator.publish import branch, manifest
from generator.publish.git import Done, Git

PAGES = "gh-pages"
HOST = {".nojekyll", "sha256sums.txt"}  # what Pages hosting and `portal verify` need, beside the site's own files


@pytest.fixture(autouse=True)
def someone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A machine on which git knows who commits, and nothing else."""
    config = tmp_path / "gitconfig"
    config.write_text("[user]\n\tname = 张三\n\temail = zhang@example.org\n[init]\n\tdefaultBranch = main\n", "utf-8")
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(config))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def git(folder: Path, *command: str) -> str:
    done = subprocess.run(["git", "--no-optional-locks", "-C", folder, *command], capture_output=True, check=True)
    return done.stdout.decode().strip()


@pytest.fixture
def site(tmp_path: Path) -> Path:
    deep = {"demo/2026/notice/index.html": "通知\r\n".encode(), "demo/2026/a.bin": bytes(range(256))}
    return site_of(tmp_path / "site", {**deep, "assets/x.css": b"a{}\r\n", "empty.txt": b""})


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """A repository of sources with a change that is staged and one that is not."""
    folder = tmp_path / "repository"
    git(tmp_path, "init", "-q", str(folder))
    (folder / "portal.yml").write_text("name: 门户\n", "utf-8")
    (folder / ".gitattributes").write_text("* text eol=crlf\n", "utf-8")
    git(folder, "config", "core.autocrlf", "true")
    git(folder, "add", "portal.yml")
    git(folder, "commit", "-q", "-m", "sources")
    (folder / "portal.yml").write_text("name: 新名\n", "utf-8")
    git(folder, "add", "portal.yml")
    (folder / "portal.yml").write_text("name: 又新\n", "utf-8")
    return folder


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    folder = tmp_path / "bare.git"
    git(tmp_path, "init", "-q", "--bare", str(folder))
    return folder


def held(repository: Path, name: str = PAGES) -> dict[str, bytes]:
    """Every file of the branch."""
    names = git(repository, "ls-tree", "-r", "-z", "--name-only", name).split("\0")
    shown = {
        one: subprocess.run(
            ["git", "-C", repository, "cat-file", "blob", f"{name}:{one}"], capture_output=True, check=True
        )
        for one in names
        if one
    }
    return {one: done.stdout for one, done in shown.items()}


def published(site: Path) -> dict[str, bytes]:
    return {name: (site / name).read_bytes() for name in manifest.of(site).files}


def untouched(repository: Path) -> tuple[object, ...]:
    """All that a publish must leave as it is: the work tree, the index, what is checked out."""
    files = {p.name: p.read_bytes() for p in repository.iterdir() if p.is_file()}
    index = (repository / ".git/index").read_bytes()
    return files, index, (repository / ".git/HEAD").read_bytes(), git(repository, "status", "--porcelain=v2")


def refused(
    site: Path, repository: str, remote: str = "", name: str = PAGES, pause: Callable[[float], None] = time.sleep
) -> tuple[str, str]:
    """The one problem that a publish ends with: its code and message."""
    with pytest.raises(ProblemsFoundError) as caught:
        branch.publish(site, name, repository, remote, pause)
    (problem,) = caught.value.problems
    return problem.code, problem.message


def test_the_branch_holds_the_site_and_nothing_else_is_touched(site: Path, repository: Path) -> None:
    before = untouched(repository)
    done = branch.publish(site, PAGES, str(repository))
    assert untouched(repository) == before
    files = held(repository)
    assert {name: files[name] for name in files.keys() - HOST} == published(site)
    assert files.keys() - published(site).keys() == HOST
    assert files["sha256sums.txt"] == manifest.of(site).text
    assert files[".nojekyll"] == b""
    assert done.fresh
    assert done.digest == manifest.of(site).digest
    assert git(repository, "log", "--format=%an %B", PAGES).split() == [
        "张三",
        "发布网站",
        done.digest[:12],
        "Portal-Manifest:",
        f"sha256:{done.digest}",
    ]
    assert set(git(repository, "ls-tree", "-r", "--format=%(objectmode)", PAGES).split()) == {"100644"}
    git(repository, "fsck", "--strict")


def test_the_same_files_are_no_new_commit_and_others_come_after(site: Path, repository: Path) -> None:
    first = branch.publish(site, PAGES, str(repository))
    again = branch.publish(site, PAGES, str(repository))
    assert (again.fresh, again.commit) == (False, first.commit)
    assert "没有改动" in again.lines()[0]
    (site / "empty.txt").unlink()
    (site / "index.html").write_bytes(b"<h1>new</h1>\n")
    second = branch.publish(site, PAGES, str(repository))
    assert git(repository, "rev-list", PAGES).split() == [second.commit, first.commit]
    assert held(repository).keys() == published(site).keys() | HOST
    assert second.lines() == [
        f"已发布到 {repository} 的分支 gh-pages：提交 {second.commit[:12]}，版本 {second.digest[:12]}。"
    ]


def test_the_tree_is_the_same_wherever_it_is_made(site: Path, repository: Path, bare: Path) -> None:
    branch.publish(site, PAGES, str(repository))
    branch.publish(site, "a/b", str(bare))
    branch.publish(site, PAGES, f"file://{bare}")
    trees = {
        git(repository, "rev-parse", f"{PAGES}^{{tree}}"),
        *git(bare, "rev-parse", "a/b^{tree}", f"{PAGES}^{{tree}}").split(),
    }
    assert len(trees) == 1


def put(repository: Path, files: dict[str, str], name: str = PAGES) -> None:
    """A commit on the branch as someone else makes it: in the browser, on the host's pages."""
    lines = "".join(f"M 100644 inline {path}\ndata {len(text)}\n{text}\n" for path, text in files.items())
    tip = subprocess.run(
        ["git", "-C", repository, "rev-parse", "-q", "--verify", name], capture_output=True, check=False
    )
    above = "" if tip.returncode else f"from refs/heads/{name}^0\n"
    text = f"commit refs/heads/{name}\ncommitter x <x@y> 0 +0000\ndata 1\nx\n{above}{lines}"
    subprocess.run(["git", "-C", repository, "fast-import", "--quiet"], input=text.encode(), check=True)


def test_the_domain_that_the_branch_has_is_kept(site: Path, bare: Path) -> None:
    put(bare, {"README.md": "made by the host", "CNAME": "gonghui.example.cn"})
    branch.publish(site, PAGES, str(bare))
    assert held(bare)["CNAME"] == b"gonghui.example.cn"
    assert "README.md" not in held(bare)
    put(bare, {"CNAME": "new.example.cn"})
    assert not branch.publish(site, PAGES, str(bare)).fresh
    branch.publish(site, PAGES, f"file://{bare}")
    assert held(bare)["CNAME"] == b"new.example.cn"
    (site / "CNAME").write_text("own.example.cn", "utf-8")
    branch.publish(site, PAGES, str(bare))
    assert held(bare)["CNAME"] == b"own.example.cn"


def test_it_does_not_matter_that_the_machine_has_no_chinese(site: Path, bare: Path, tmp_path: Path) -> None:
    site.rename(tmp_path / "网站")
    plain = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "generator", "publish", str(bare), "--branch", PAGES, "--site"]
    command.append(str(tmp_path / "网站"))
    subprocess.run(command, env=os.environ | plain, capture_output=True, check=True)
    assert held(bare).keys() == published(tmp_path / "网站").keys() | HOST


def test_a_folder_in_a_repository_is_as_good_as_its_top(site: Path, repository: Path) -> None:
    (repository / "portal").mkdir()
    branch.publish(site, PAGES, str(repository / "portal"))
    put(repository, {**dict.fromkeys(HOST, ""), "index.html": "", "CNAME": "gonghui.example.cn"})
    branch.publish(site, PAGES, str(repository / "portal"))
    assert held(repository)["CNAME"] == b"gonghui.example.cn"
    git(repository, "branch", "sources")
    assert refused(site, str(repository / "portal"), name="sources")[0] == "PUB022"


def test_bare_repositories_are_used_where_git_takes_only_those_it_is_told_of(
    site: Path, bare: Path, tmp_path: Path
) -> None:
    with (tmp_path / "gitconfig").open("a") as config:
        config.write("[safe]\n\tbareRepository = explicit\n")
    assert branch.publish(site, PAGES, str(bare)).fresh
    assert branch.publish(site, "other", f"file://{bare}").fresh


def test_a_remote_is_what_counts_and_its_history_goes_on(
    site: Path, repository: Path, bare: Path, tmp_path: Path
) -> None:
    git(repository, "remote", "add", "origin", str(bare))
    git(repository, "config", "push.followTags", "true")
    git(repository, "tag", "-a", "-m", "x", "v1")
    first = branch.publish(site, PAGES, str(repository), "origin")
    for at in range(21):  # by someone whose commits this repository has not seen: a part of them would be shallow
        put(bare, {"CNAME": f"gonghui{at}.example.cn"})
    other = site_of(tmp_path / "other", {"b.html": b"b"})
    before = untouched(repository)
    second = branch.publish(other, PAGES, str(repository), "origin")
    assert untouched(repository) == before
    assert git(repository, "for-each-ref", "--format=%(refname)", "refs/heads") == "refs/heads/main"
    history = git(bare, "rev-list", PAGES).split()
    assert (history[0], history[-1], len(history)) == (second.commit, first.commit, 23)
    assert held(bare).keys() == published(other).keys() | HOST | {"CNAME"}
    assert git(bare, "tag") == ""
    assert not branch.publish(other, PAGES, str(repository), "origin").fresh
    assert git(repository, "rev-parse", "--is-shallow-repository") == "false"


def test_a_shallow_clone_publishes_too(site: Path, repository: Path, bare: Path, tmp_path: Path) -> None:
    git(repository, "push", "-q", str(bare), "main")
    branch.publish(site, PAGES, str(bare))
    git(tmp_path, "clone", "-q", "--depth=1", f"file://{bare}", "shallow")
    (site / "more.html").write_bytes(b"more")
    branch.publish(site, PAGES, str(tmp_path / "shallow"), "origin")
    assert "more.html" in held(bare)
    assert git(bare, "rev-list", "--count", PAGES) == "2"


def test_no_hook_runs_and_nothing_of_the_caller_leaks(
    site: Path, repository: Path, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git(repository, "remote", "add", "origin", str(bare))
    ran = tmp_path / "ran"
    for name in ("pre-push", "reference-transaction", "post-commit", "pre-auto-gc"):
        hook = repository / ".git/hooks" / name
        hook.parent.mkdir(exist_ok=True)
        hook.write_text(f"#!/bin/sh\necho {name} >> {ran}\n", "utf-8")
        hook.chmod(0o755)
    git(repository, "branch", "probe")
    assert ran.exists(), "hooks of this kind do run"
    ran.unlink()
    decoy = tmp_path / "decoy"
    git(tmp_path, "init", "-q", str(decoy))
    before = sorted(path for path in decoy.rglob("*"))
    for name, value in {
        "GIT_DIR": decoy / ".git",
        "GIT_WORK_TREE": decoy,
        "GIT_INDEX_FILE": decoy / "index",
        "GIT_OBJECT_DIRECTORY": decoy / "objects",
        "GIT_NAMESPACE": "x",
        "GIT_TRACE": ran,
        "GIT_CONFIG_PARAMETERS": "'core.hooksPath=/x'",
        "GIT_AUTHOR_DATE": "nonsense",
    }.items():
        monkeypatch.setenv(name, str(value))
    branch.publish(site, PAGES, str(repository))
    branch.publish(site, PAGES, str(repository), "origin")
    for name in [name for name in os.environ if name.startswith("GIT_") and not name.startswith("GIT_CONFIG_")]:
        monkeypatch.delenv(name)
    monkeypatch.delenv("GIT_CONFIG_PARAMETERS")
    assert not ran.exists()
    assert sorted(path for path in decoy.rglob("*")) == before
    assert held(repository) == held(bare)


def test_who_has_not_told_git_a_name_publishes_too(
    site: Path, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", str(tmp_path / "none"))
    branch.publish(site, PAGES, str(bare))
    assert git(bare, "log", "--format=%an <%ae> %cn", PAGES) == "portal <portal@localhost> portal"


def numbered(folder: Path, number: int) -> Path:
    return site_of(folder / f"site-{number}", {"number.txt": str(number).encode()})


@pytest.mark.parametrize("way", ["", "file://"])
def test_publishers_at_once_all_land_one_after_the_other(way: str, bare: Path, tmp_path: Path) -> None:
    sites = [numbered(tmp_path, number) for number in range(3)]

    def publish(site: Path) -> branch.Published:
        return branch.publish(site, PAGES, f"{way}{bare}", pause=lambda wait: time.sleep(wait / 4))

    with ThreadPoolExecutor(len(sites)) as pool:
        done = list(pool.map(publish, sites))
    assert all(one.fresh for one in done)
    assert set(git(bare, "rev-list", PAGES).split()) == {one.commit for one in done}
    told = re.findall("sha256:([0-9a-f]{64})", git(bare, "log", "--format=%B", PAGES))
    assert sorted(told) == sorted(manifest.of(site).digest for site in sites)
    assert git(bare, "rev-list", "--merges", "--count", PAGES) == "0"


def meanwhile(monkeypatch: pytest.MonkeyPatch, command: str, act: Callable[[], object], *, once: bool = False) -> None:
    """Something that someone else does right before each run of a command of git, or before the first one."""
    run = Git.run

    def watched(self: Git, *given: str, **options: Any) -> Done:  # noqa: ANN401 - passed through
        if given[0] == command:
            with monkeypatch.context() as others:
                others.setattr(Git, "run", run)
                act()
            if once:
                monkeypatch.setattr(Git, "run", run)
        return run(self, *given, **options)

    monkeypatch.setattr(Git, "run", watched)


@pytest.mark.parametrize("way", ["", "file://"])
def test_who_comes_second_starts_from_what_the_first_left(
    way: str, site: Path, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def first() -> None:
        branch.publish(numbered(tmp_path, 1), PAGES, str(bare))
        put(bare, {"CNAME": "set.example.cn"})

    waits: list[float] = []
    meanwhile(monkeypatch, "commit-tree", first, once=True)
    done = branch.publish(site, PAGES, f"{way}{bare}", pause=waits.append)
    assert len(waits) == 1
    assert git(bare, "rev-list", PAGES).split()[0] == done.commit
    assert git(bare, "rev-list", "--count", PAGES) == "3"
    assert held(bare)["CNAME"] == b"set.example.cn"


def test_who_comes_second_goes_on_from_the_ledger_that_the_first_left(
    bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "data/demo/2026/ledger.csv"
    first = site_of(tmp_path / "first", {address: b"heading\r\n1\r\n2\r\n"})
    second = site_of(tmp_path / "second", {address: b"heading\r\n1\r\n"})
    meanwhile(monkeypatch, "commit-tree", lambda: branch.publish(first, PAGES, str(bare)), once=True)
    code, said = refused(second, str(bare), pause=lambda _: None)
    assert (code, "从第2条起不一样" in said) == ("PUB011", True)
    assert held(bare)[address] == (first / address).read_bytes()


def test_who_never_gets_a_turn_is_told(site: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    branch.publish(site, PAGES, str(bare))
    (site / "index.html").write_bytes(b"2")
    waits: list[float] = []
    meanwhile(monkeypatch, "commit-tree", lambda: put(bare, {"CNAME": f"n{len(waits)}.example.cn"}))
    monkeypatch.setattr(branch, "PAUSES", (0.3, 0.8))
    code, said = refused(site, str(bare), pause=waits.append)
    assert (code, len(waits)) == ("PUB024", 2)
    assert "试了 3 次" in said
    assert all(most / 2 <= wait <= most for wait, most in zip(waits, branch.PAUSES, strict=True))


def test_a_lock_that_someone_left_is_named(site: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(branch, "PAUSES", (0.3,))
    (bare / "refs/heads" / f"{PAGES}.lock").touch()
    code, said = refused(site, str(bare), pause=lambda _: None)
    assert code == "PUB024"
    assert f"{PAGES}.lock" in said


def test_a_branch_that_is_checked_out_is_not_moved_under_its_files(
    site: Path, repository: Path, tmp_path: Path
) -> None:
    assert refused(site, str(repository), name="main")[0] == "PUB022"
    git(repository, "worktree", "add", "-q", "-b", "elsewhere", str(tmp_path / "tree"))
    assert refused(site, str(repository), name="elsewhere")[0] == "PUB022"
    git(tmp_path, "init", "-q", "-b", PAGES, "unborn")
    assert "正在工作区里打开" in refused(site, str(tmp_path / "unborn"))[1]


def test_a_branch_of_sources_is_not_replaced(site: Path, repository: Path) -> None:
    git(repository, "branch", PAGES)
    code, said = refused(site, str(repository))
    assert (code, "不是本软件发布" in said) == ("PUB022", True)
    assert held(repository).keys() == {"portal.yml"}


def test_it_does_not_matter_that_nothing_is_checked_out(site: Path, repository: Path) -> None:
    git(repository, "stash", "-q")
    git(repository, "checkout", "-q", "--detach")
    assert branch.publish(site, PAGES, str(repository)).fresh


def test_a_name_that_no_branch_can_have(site: Path, bare: Path) -> None:
    for name in ("", "a b", "-d", "a..b", "../x", "a\nb", "a/", "@{-1}", "x.lock", "HEAD"):
        assert refused(site, str(bare), name=name)[0] == "PUB022", name
    assert git(bare, "for-each-ref") == ""


def test_places_that_cannot_be_published_to(site: Path, repository: Path, tmp_path: Path) -> None:
    (tmp_path / "plain").mkdir()
    assert refused(site, str(tmp_path / "plain"))[0] == "PUB021"
    assert refused(site, str(tmp_path / "none")) == ("PUB021", f"没有“{tmp_path / 'none'}”这个文件夹。")
    assert refused(site, str(repository), "origin")[0] == "PUB023"
    assert refused(site, f"file://{tmp_path}/none")[0] == "PUB023"
    assert refused(site, str(repository), "--upload-pack=touch x")[0] == "PUB023"


def test_a_password_in_an_address_is_never_shown(site: Path) -> None:
    with pytest.raises(ProblemsFoundError) as caught:
        branch.publish(site, PAGES, "http://zhang:hunter2@127.0.0.1:9/a.git")
    (problem,) = caught.value.problems
    assert problem.code == "PUB023"
    assert "127.0.0.1:9" in problem.message
    assert "hunter2" not in str(problem)


@pytest.mark.parametrize("way", ["", "file://"])
def test_a_remote_that_refuses(way: str, site: Path, repository: Path, bare: Path) -> None:
    hook = bare / "hooks/pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho 'protected branch' >&2\nexit 1\n", "utf-8")
    hook.chmod(stat.S_IRWXU)
    git(repository, "remote", "add", "origin", f"{way}{bare}")
    code, said = refused(site, str(repository), "origin")
    assert code == "PUB025"
    assert "protected branch" in said
    assert git(bare, "for-each-ref") == ""


def test_without_git(site: Path, bare: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert refused(site, str(bare)) == ("PUB020", "这台电脑上没有 git。")


def test_a_site_that_changes_meanwhile(site: Path, bare: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    meanwhile(monkeypatch, "hash-object", lambda: (site / "index.html").write_bytes(b"half"))
    assert refused(site, str(bare))[0] == "PUB027"
    assert git(bare, "for-each-ref") == ""


def test_what_is_no_finished_site(tmp_path: Path, bare: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert refused(tmp_path / "empty", str(bare))[0] == "PUB001"


LEDGER = "data/demo/2026/ledger.csv"
ADDRESSES = {"branch": "{}", "remote": "file://{}"}


def go_back(bare: Path, folder: Path, *, how: str) -> None:
    """As somebody does it by hand, in a clone."""
    git(folder.parent, "clone", "-q", "-b", PAGES, f"file://{bare}", str(folder))
    if how == "reverted":
        git(folder, "revert", "--no-edit", "HEAD")
        (folder / "CNAME").write_text("gonghui.example.cn", "utf-8")
        git(folder, "add", "CNAME")
        git(folder, "commit", "-q", "-m", "domain")
    else:
        git(folder, "reset", "-q", "--hard", "HEAD~1")
    git(folder, "push", "-q", "--force", "origin", PAGES)


@pytest.mark.parametrize("way", ADDRESSES)
def test_going_back_by_hand_does_not_let_a_ledger_begin_anew(way: str, bare: Path, tmp_path: Path) -> None:
    sites = {
        name: site_of(tmp_path / name, {LEDGER: f"heading\r\n{lines}".encode()} if lines else {})
        for name, lines in {
            "draft": "",
            "released": "1\r\n",
            "anew": "2\r\n",
            "more": "2\r\n3\r\n",
            "on": "1\r\n2\r\n",
        }.items()
    }
    address = ADDRESSES[way].format(bare)
    for name in ("draft", "released"):
        branch.publish(sites[name], PAGES, address)
    go_back(bare, tmp_path / "clone", how="reverted")
    code, said = refused(sites["anew"], address)
    assert (code, said) == ("PUB011", "demo/2026 的封存记录与退回以前公开过的从第1条起不一样。")
    assert branch.publish(sites["on"], PAGES, address).fresh
    done = branch.publish(sites["anew"], PAGES, address, without_released=True)
    assert len(done.notes) == 1
    assert branch.publish(sites["more"], PAGES, address).notes == ()


def test_what_was_taken_out_of_the_history_is_not_known(bare: Path, tmp_path: Path) -> None:
    """Nor can it be: ADR 0019 says why."""
    draft, released = site_of(tmp_path / "a", {}), site_of(tmp_path / "b", {LEDGER: b"heading\r\n1\r\n"})
    for one in (draft, released):
        branch.publish(one, PAGES, str(bare))
    go_back(bare, tmp_path / "clone", how="reset")
    assert branch.publish(site_of(tmp_path / "c", {LEDGER: b"heading\r\n2\r\n"}), PAGES, str(bare)).fresh
