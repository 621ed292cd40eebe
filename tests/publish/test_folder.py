"""Publishing to a folder: what stands there afterwards, what it refuses, and rolling back."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import threading
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

import filelock
import pytest
from click.testing import CliRunner
from published import NOW, OTHERS, PAGES, page, site, whole

from generator import cli
from generator.model.base import CHINA
from generator.problems import ProblemsFoundError
from generator.publish import compress, disk, folder, log, manifest, rollback, target, verify
from generator.publish.folder import Published
from generator.publish.rollback import RolledBack
from generator.publish.target import Target


@pytest.fixture
def www(tmp_path: Path) -> Path:
    return tmp_path / "www"


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return site(tmp_path / "public", 1)


def publish(built: Path, www: Path, *, keep: int = 5, minute: int = 0) -> Published:
    return folder.publish(built, www, now=NOW + timedelta(minutes=minute), keep=keep, wait=5)


def back(www: Path, to: str = "") -> RolledBack:
    return rollback.rollback(www, to, now=NOW, wait=5)


def codes(call: Callable[[], object]) -> set[str]:
    with pytest.raises(ProblemsFoundError) as caught:
        call()
    return {one.code for one in caught.value.problems}


def versions(built: Path, www: Path, number: int, **options: int) -> list[str]:
    """The digests of as many versions, published one after the other."""
    digests = []
    for version in range(number):
        (built / "index.html").write_bytes(page("index.html", 100 + version))
        digests.append(publish(built, www, minute=version, **options).digest)
    return digests


def test_what_is_served_is_the_site_with_variants_and_a_manifest(built: Path, www: Path) -> None:
    done = publish(built, www)
    assert (www / "current").readlink() == Path("releases") / done.digest
    assert whole(www / "current") == done.digest == manifest.of(built).digest
    there = {one.relative_to(www / "current").as_posix() for one in (www / "current").rglob("*") if one.is_file()}
    files = {*PAGES, "odd/index.html", *OTHERS}
    variants = {variant for path in files for variant in compress.variants(path)}
    assert there == files | variants | {"sha256sums.txt"}
    assert {"index.html.br", "assets/site.js.gz"} <= variants
    assert "2024/notice/notice.pdf.gz" not in variants
    assert {one.name for one in www.iterdir()} == {
        ".portal-target",
        ".lock",
        ".staging",
        "releases",
        "current",
        "log.jsonl",
    }


def test_what_the_release_before_has_lost_is_copied(built: Path, www: Path, tmp_path: Path) -> None:
    publish(built, www)
    for name in ("assets/site.js", "assets/site.css.gz"):
        (www / "current" / name).unlink()
    publish(site(tmp_path / "next", 2), www, minute=1)
    assert whole(www / "current")
    assert (www / "current/assets/site.css.gz").is_file()


def test_a_share_whose_folders_cannot_be_synced_will_do(
    built: Path, www: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = os.fsync

    def only_files(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, "Invalid argument")
        synced(handle)

    monkeypatch.setattr(os, "fsync", only_files)
    publish(built, www)
    assert whole(www / "current")


def test_everyone_may_read_what_was_published_whatever_the_umask(built: Path, www: Path) -> None:
    before = os.umask(0o077)
    try:
        publish(built, www)
    finally:
        os.umask(before)
    for one in [www, www / "releases", *(www / "current").resolve().rglob("*")]:
        assert one.stat().st_mode & 0o444 == 0o444
        assert one.is_file() or one.stat().st_mode & 0o555 == 0o555


def test_same_bytes_again_change_nothing(built: Path, www: Path) -> None:
    publish(built, www)
    before = {one: one.lstat().st_mtime_ns for one in [www / "current", *(www / "releases").rglob("*")]}
    again = publish(built, www, minute=1)
    assert not again.changed
    assert "没有改动" in again.lines()[0]
    assert before == {one: one.lstat().st_mtime_ns for one in [www / "current", *(www / "releases").rglob("*")]}
    assert len(log.read(www / "log.jsonl")) == 1


def test_the_same_site_is_the_same_release_wherever_it_stands(built: Path, tmp_path: Path) -> None:
    shutil.copytree(built, tmp_path / "elsewhere")
    assert publish(built, tmp_path / "a").digest == publish(tmp_path / "elsewhere", tmp_path / "b").digest
    names = [one.relative_to(tmp_path / "a").as_posix() for one in (tmp_path / "a/releases").rglob("*.??")]
    assert any(name.endswith(".br") for name in names)
    for name in names:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_what_did_not_change_is_not_written_again(built: Path, www: Path) -> None:
    first = publish(built, www)
    (built / "index.html").write_bytes(page("index.html", 2))
    second = publish(built, www)
    assert (second.before, second.written, second.linked) == (first.digest, 1, len(PAGES) + len(OTHERS))
    for path in ("about/index.html", "about/index.html.gz", "about/index.html.br", *OTHERS):
        assert (www / "releases" / first.digest / path).samefile(www / "current" / path)
    assert not (www / "releases" / first.digest / "index.html.br").samefile(www / "current/index.html.br")
    assert whole(www / "current") == second.digest


def test_versions_of_a_file_in_one_second_differ_in_their_dates(built: Path, www: Path) -> None:
    """Servers make the ETag of size and second: two of them must not be the same for another content."""

    def seconds() -> dict[str, int]:
        found = (www / "current").resolve()
        return {one.relative_to(found).as_posix(): int(one.stat().st_mtime) for one in found.rglob("*.*")}

    publish(built, www)
    before = seconds()
    for number in (2, 3, 4):
        (built / "index.html").write_bytes(page("index.html", number))
        publish(built, www, minute=number)
        after = seconds()
        later = {name for name, second in after.items() if second > before[name]}
        assert later == {"index.html", "index.html.gz", "index.html.br", "sha256sums.txt"}
        before = after


def test_a_damaged_release_does_not_spread_into_the_next(built: Path, www: Path) -> None:
    """What would be linked is read again, and written where it is not what it was."""
    first = publish(built, www)
    for path in ("about/index.html", "assets/site.js.gz", "assets/site.css.br"):
        (www / "releases" / first.digest / path).write_bytes(b"damaged")
    (built / "index.html").write_bytes(page("index.html", 2))
    second = publish(built, www)
    assert whole(www / "current") == second.digest != first.digest


def test_a_damaged_release_is_put_right_by_publishing_it_again(built: Path, www: Path) -> None:
    done = publish(built, www)
    release = www / "releases" / done.digest
    (release / "about/index.html").write_bytes(b"damaged")
    (release / "404.html").unlink()
    (release / "assets/site.js.gz").write_bytes(b"damaged")
    shutil.rmtree(release / "2024/notice")
    (release / "sha256sums.txt").write_bytes(b"")
    (release / "MP_verify.txt").write_text("by hand")
    again = publish(built, www, minute=1)
    assert len(again.repaired) == 6
    assert "MP_verify.txt" in again.lines()[-1]
    (release / "MP_verify.txt").unlink()
    assert whole(www / "current") == done.digest
    assert [line.did for line in log.read(www / "log.jsonl")] == ["publish", "repair"]


def test_a_release_that_somebody_removed_is_put_right_too(built: Path, www: Path) -> None:
    """Nothing was served: that is not what did not change."""
    first, second = versions(built, www, 2)
    shutil.rmtree(www / "releases" / second)
    again = publish(built, www, minute=2)
    assert len(again.repaired) == again.files
    assert whole(www / "current") == second
    assert [line.did for line in log.read(www / "log.jsonl")][2:] == ["repair"]
    assert back(www).digest == first


def test_a_release_without_its_manifest_is_put_right_too(built: Path, www: Path) -> None:
    first, second = versions(built, www, 2)
    for digest in (first, second):
        (www / "releases" / digest / "sha256sums.txt").unlink()
    assert codes(lambda: back(www)) == {"PUB009"}
    assert publish(built, www, minute=2).repaired == ("sha256sums.txt",)
    assert whole(www / "current") == second


@pytest.mark.parametrize("again", ["the same site", "another site"])
def test_what_kept_releases_share_with_what_is_published_is_put_right_in_all_of_them(
    built: Path, www: Path, again: str
) -> None:
    """They are the same files by other names: one that is damaged is damaged in all."""
    digests = versions(built, www, 3)
    release = www / "releases" / digests[0]
    shared = ["404.html", "assets/site.js.gz", "assets/site.css"]
    for path in shared:
        (release / path).write_bytes(b"damaged")
    (release / "2024/notice/notice.pdf").unlink()  # of this one alone
    if again == "another site":
        (built / "index.html").write_bytes(page("index.html", 9))
    done = publish(built, www, minute=9)
    kept = [one for one in Target(www).releases() if one != done.digest]
    assert len(done.mended) == len(shared) * len(kept) + 1
    assert "保留的旧版本里，补正了" in "\n".join(done.lines())
    assert [whole(www / "releases" / one) for one in kept] == kept
    assert verify.folder(www).digest == done.digest
    assert back(www, digests[0]).digest == digests[0]
    assert publish(built, www).mended == ()


def test_files_that_are_no_longer_shared_are_put_right_too(built: Path, www: Path) -> None:
    """The copy that is served is good; only the one that is kept was damaged."""
    first, second = versions(built, www, 2)
    (www / "releases" / first / "404.html").unlink()
    (www / "releases" / first / "404.html").write_bytes(b"damaged")
    done = publish(built, www)
    assert (done.changed, done.mended) == (False, ("404.html",))
    assert (whole(www / "releases" / first), whole(www / "current")) == (first, second)


def test_what_only_an_old_release_has_stays_as_it_is_until_its_site_is_published(
    built: Path, www: Path, tmp_path: Path
) -> None:
    shutil.copytree(built, tmp_path / "older")
    first = publish(built, www).digest
    versions(built, www, 1)
    (www / "releases" / first / "index.html").write_bytes(b"damaged")
    assert publish(built, www).mended == ()
    assert codes(lambda: verify.folder(www)) == codes(lambda: back(www)) == {"PUB009"}
    assert publish(tmp_path / "older", www).repaired == ("index.html",)
    assert verify.folder(www).digest == first


def test_a_kept_release_that_cannot_be_mended_is_told_and_keeps_nothing_from_being_published(
    built: Path, www: Path, tmp_path: Path
) -> None:
    first, second = versions(built, www, 2)
    (www / "releases" / first / "sha256sums.txt").write_bytes(b"damaged")
    shutil.move(www / "releases" / second / "about", tmp_path / "mine")
    (tmp_path / "mine/index.html").write_bytes(b"mine")
    (www / "releases" / second / "about").symlink_to(tmp_path / "mine")
    done = publish(site(tmp_path / "next", 1), www)
    assert whole(www / "current") == done.digest
    assert sorted(done.notes) == sorted(
        [
            f"旧版本 {first} 没有补正：清单缺少或改动过，这个版本不能核对。",
            f"旧版本 {second} 没有补正：这个文件夹成了链接，不是发布写出的：请删去这个链接，再发布一次。",
        ]
    )
    assert (tmp_path / "mine/index.html").read_bytes() == b"mine"


def test_nothing_is_put_right_through_a_link(built: Path, www: Path, tmp_path: Path) -> None:
    release = www / "releases" / publish(built, www).digest
    shutil.move(release / "about", tmp_path / "mine")
    (tmp_path / "mine/index.html").write_bytes(b"mine")
    (release / "about").symlink_to(tmp_path / "mine")
    assert codes(lambda: publish(built, www)) == {"PUB003"}
    assert (tmp_path / "mine/index.html").read_bytes() == b"mine"
    (release / "about").unlink()
    assert "about/index.html" in publish(built, www).repaired


def test_the_log_says_what_was_served_when_by_whom_and_what_was_before(built: Path, www: Path) -> None:
    first, second = versions(built, www, 2)
    back(www)
    lines = log.read(www / "log.jsonl")
    assert [(line.at, line.did, line.digest, line.before, line.files) for line in lines] == [
        ("2026-11-22T01:02:03Z", "publish", first, None, 10),
        ("2026-11-22T01:03:03Z", "publish", second, first, 10),
        ("2026-11-22T01:02:03Z", "rollback", first, second, 10),
    ]
    assert {line.by for line in lines} == {target.who()}


def test_half_a_line_of_the_log_is_passed_over(built: Path, www: Path) -> None:
    versions(built, www, 2)
    text = (www / "log.jsonl").read_text()
    (www / "log.jsonl").write_text(text[:-20])
    versions(built, www, 4)
    lines = log.read(www / "log.jsonl")
    assert [line.did for line in lines] == ["publish", "found", "publish", "publish", "publish", "publish"]


@pytest.mark.parametrize(
    "line",
    [
        '{"at": 5, "did": "publish", "digest": "%s", "before": null, "files": 1, "by": "x"}',
        '{"at": "2026", "did": "publish", "digest": ["%s"], "before": null, "files": 1, "by": "x"}',
        '{"at": "2026", "did": "rollback", "digest": "%s", "before": ["a"], "files": 1, "by": "x"}',
        "[" * 100_000,
    ],
)
def test_a_line_of_the_log_that_is_none_is_passed_over(built: Path, www: Path, line: str) -> None:
    _, second = versions(built, www, 2)
    with (www / "log.jsonl").open("a") as file:
        file.write(line.replace("%s", second))
    assert codes(lambda: back(www, "none")) == {"PUB008"}
    (third,) = versions(built, www, 1)
    assert back(www).before == third


@pytest.mark.parametrize(("keep", "left"), [(2, 2), (3, 3), (9, 5)])
def test_so_many_releases_are_kept_the_newest(built: Path, www: Path, keep: int, left: int) -> None:
    digests = versions(built, www, 5, keep=keep)
    assert set(Target(www).releases()) == set(digests[-left:])


def test_the_release_that_is_served_and_the_one_before_it_are_never_removed(built: Path, www: Path) -> None:
    digests = versions(built, www, 5)
    back(www, digests[0])
    publish(site(www.parent / "other", 6), www, keep=2, minute=9)
    assert digests[0] in Target(www).releases()
    assert Target(www).current() in Target(www).releases()


def test_rolling_back_goes_back_and_never_forward(built: Path, www: Path) -> None:
    digests = versions(built, www, 3)
    assert back(www).digest == digests[1]
    assert whole(www / "current") == digests[1]
    assert back(www).digest == digests[0]
    assert codes(lambda: back(www)) == {"PUB008"}
    assert back(www, digests[2][:8]).digest == digests[2]
    assert back(www, digests[2]).lines() == [f"正在公开的就是版本 {digests[2]}，没有改动。"]
    assert back(www).digest == digests[1]
    assert codes(lambda: back(www, "0" * 64)) == codes(lambda: back(www, "../..")) == {"PUB008"}


def test_the_releases_that_are_there_are_told_by_the_time_in_beijing(built: Path, www: Path) -> None:
    versions(built, www, 2)
    with pytest.raises(ProblemsFoundError) as caught:
        back(www, "0" * 64)
    assert f"（{NOW.astimezone(CHINA):%Y-%m-%d %H:}0" in caught.value.problems[0].message
    assert target.told("half a line") == "half a line"


def test_a_damaged_release_is_not_gone_back_to(built: Path, www: Path) -> None:
    first, second = versions(built, www, 2)
    (www / "releases" / first / "index.html").write_bytes(b"damaged")
    assert codes(lambda: back(www)) == {"PUB009"}
    (www / "releases" / first / "sha256sums.txt").write_bytes(b"damaged")
    assert codes(lambda: back(www)) == {"PUB009"}
    assert whole(www / "current") == second


def test_what_an_interrupted_publish_left_is_removed_by_the_next(built: Path, www: Path) -> None:
    publish(built, www)
    (www / ".staging/old/deep").mkdir(parents=True)
    (www / ".staging/old/deep/half.html").write_bytes(b"half")
    (www / ".staging/current").symlink_to("releases/nowhere")
    (www / ".holder").write_text("{")
    publish(built, www)
    assert list((www / ".staging").iterdir()) == []
    assert not (www / ".holder").exists()


def test_files_that_change_while_they_are_published_are_noticed(
    built: Path, www: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = publish(built, www)
    (built / "index.html").write_bytes(page("index.html", 2))
    listed = manifest.of(built)
    (built / "index.html").write_bytes(page("index.html", 3))
    monkeypatch.setattr("generator.publish.manifest.of", lambda *_args, **_options: listed)
    assert codes(lambda: publish(built, www)) == {"PUB007"}
    assert whole(www / "current") == first.digest
    assert list((www / ".staging").iterdir()) == []


def test_a_disk_that_writes_something_else_is_noticed(built: Path, www: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def wrong(source: Path, path: Path, _before: Path | None) -> str:
        path.write_bytes(b"something else")
        return disk.digest(source)

    monkeypatch.setattr(disk, "copy", wrong)
    assert codes(lambda: publish(built, www)) == {"PUB007"}
    assert not (www / "current").exists()


def _link(one: Path) -> None:
    one.symlink_to("/etc/passwd")


def _folder_link(one: Path) -> None:
    one.symlink_to("/etc", target_is_directory=True)


def _pipe(one: Path) -> None:
    os.mkfifo(one)


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("link.html", _link),
        ("about/link", _folder_link),
        ("pipe", _pipe),
        ("a\\b.html", Path.touch),
        ("a\nb.html", Path.touch),
        (os.fsdecode(b"gbk-\xb1\xea.html"), Path.touch),
        (".htaccess", Path.touch),
        ("about/.git", Path.mkdir),
        ("sha256sums.txt", Path.touch),
        ("index.html.gz", Path.touch),
    ],
)
def test_a_site_with_what_is_no_page_is_refused(
    built: Path, www: Path, name: str, made: Callable[[Path], None]
) -> None:
    made(built / name)
    assert codes(lambda: publish(built, www)) == {"PUB002"}
    assert not www.exists()


@pytest.mark.parametrize(("name", "fit"), [("faq/index.html", False), ("form.pdf", False), ("assets/own.css", True)])
def test_what_a_loss_of_power_leaves_is_not_published(built: Path, www: Path, name: str, *, fit: bool) -> None:
    (built / name).parent.mkdir(parents=True, exist_ok=True)
    (built / name).write_bytes(b"")
    if fit:
        assert publish(built, www).files
    else:
        assert codes(lambda: publish(built, www)) == {"PUB002"}


@pytest.mark.parametrize("wrong", ["missing", "file", "no marker", "unfinished", "no home page"])
def test_what_is_no_finished_site_is_refused(built: Path, www: Path, wrong: str) -> None:
    if wrong == "missing":
        built = built / "nowhere"
    elif wrong == "file":
        built = built / "index.html"
    elif wrong == "no marker":
        (built / ".portal-site").unlink()
    elif wrong == "unfinished":
        (built / ".portal-site").write_text("")
    else:
        (built / "index.html").unlink()
    assert codes(lambda: publish(built, www)) == {"PUB001"}
    assert not www.exists()


def test_a_target_with_anything_else_in_it_is_refused_and_left_as_it_is(built: Path, www: Path) -> None:
    www.mkdir()
    (www / "report.docx").write_bytes(b"mine")
    assert codes(lambda: publish(built, www)) == {"PUB003"}
    assert [one.name for one in www.iterdir()] == ["report.docx"]


@pytest.mark.parametrize("name", ["report.docx", "releases/mine/report.docx", "releases/" + "0" * 64])
def test_what_was_put_into_a_target_later_is_refused_too(built: Path, www: Path, name: str) -> None:
    first = publish(built, www)
    (www / name).parent.mkdir(exist_ok=True)
    (www / name).write_bytes(b"mine")
    (built / "index.html").write_bytes(page("index.html", 2))
    assert codes(lambda: publish(built, www)) == {"PUB003"}
    assert (www / name).read_bytes() == b"mine"
    assert whole(www / "current") == first.digest


@pytest.mark.parametrize("leads", ["/etc", "releases", "../elsewhere", "releases/../../elsewhere"])
def test_a_link_that_somebody_else_made_is_not_replaced(built: Path, www: Path, leads: str) -> None:
    publish(built, www)
    (www / "current").unlink()
    (www / "current").symlink_to(leads)
    assert codes(lambda: publish(built, www)) == codes(lambda: back(www)) == {"PUB003"}
    assert (www / "current").readlink() == Path(leads)


def test_folders_that_are_links_are_not_followed(built: Path, www: Path, tmp_path: Path) -> None:
    publish(built, www)
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/report.docx").write_bytes(b"mine")
    (www / ".staging").rmdir()
    (www / ".staging").symlink_to(tmp_path / "mine")
    assert codes(lambda: publish(built, www)) == {"PUB003"}
    assert (tmp_path / "mine/report.docx").exists()


def test_places_that_cannot_be_a_target_are_refused(built: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (built, built / "www", tmp_path, tmp_path / "file", tmp_path / "file/www", tmp_path / "no/www"):
        assert codes(partial(publish, built, place)) == {"PUB003"}
    assert codes(lambda: back(tmp_path / "nowhere")) == {"PUB003"}
    assert not (tmp_path / "nowhere").exists()


@pytest.mark.parametrize("place", ["test", ".staging", "releases/test"])
def test_no_target_is_made_within_another(built: Path, www: Path, place: str) -> None:
    """The other would be refused for it, or remove it."""
    publish(built, www)
    assert codes(lambda: publish(built, www / place)) == {"PUB003"}
    assert not publish(built, www).changed


def test_whoever_comes_second_is_told_who_is_publishing(built: Path, www: Path) -> None:
    held, done = threading.Event(), threading.Event()

    def first() -> None:
        with target.held(www, NOW, new=True):
            held.set()
            done.wait(20)

    thread = threading.Thread(target=first)
    thread.start()
    try:
        assert held.wait(20)
        with pytest.raises(ProblemsFoundError) as caught:
            folder.publish(built, www, now=NOW, wait=0)
    finally:
        done.set()
        thread.join()
    (problem,) = caught.value.problems
    assert problem.code == "PUB004"
    assert f"{target.who()}（进程 {os.getpid()}）从 2026-11-22 09:02 起" in problem.message
    assert publish(built, www).changed


@pytest.mark.parametrize(
    ("says", "told"),
    [
        (['{"by": "a', '{"by": "a@b", "pid": 7, "at": "now"}'], "a@b（进程 7）从 now 起正在发布。"),
        ([], "另一次发布正在进行。"),
    ],
    ids=["late", "never"],
)
def test_who_has_only_just_begun_is_asked_again(
    built: Path, www: Path, monkeypatch: pytest.MonkeyPatch, says: list[str], told: str
) -> None:
    publish(built, www)
    left, asked = iter(says), target._holder  # noqa: SLF001 - what another publisher does between two questions

    def holder(path: Path) -> str | None:
        if said := next(left, None):
            (path / ".holder").write_text(said, "utf-8")
        return asked(path)

    monkeypatch.setattr(target, "_holder", holder)
    monkeypatch.setattr(target, "_PAUSE", 0)
    with filelock.FileLock(www / ".lock"), pytest.raises(ProblemsFoundError) as caught:
        folder.publish(built, www, now=NOW, wait=0)
    (problem,) = caught.value.problems
    assert (problem.code, problem.message) == ("PUB004", told)


def test_who_is_just_ending_is_not_in_the_way(built: Path, www: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish(built, www)
    lock = filelock.FileLock(www / ".lock")
    monkeypatch.setattr(target, "_holder", lambda _: lock.release())
    with lock:
        folder.publish(built, www, now=NOW, wait=0)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli.main, arguments, catch_exceptions=False)
    return result.exit_code, result.output


def test_the_commands_tell_what_they_did(built: Path, www: Path) -> None:
    publishing = ("publish", str(www), "--site", str(built))
    assert "已发布：10 个文件" in run(*publishing)[1]
    assert "没有改动" in run(*publishing)[1]
    (built / "index.html").write_bytes(page("index.html", 2))
    assert "新写 1 个，沿用上一版本 9 个" in run(*publishing)[1]
    assert "另外 1 个版本也都完好" in run("verify", str(www))[1]
    assert "已退回版本" in run("rollback", str(www))[1]
    assert run("rollback", str(www))[0] == 1
    (www / "current/404.html").write_bytes(b"")
    code, said = run("verify", str(www))
    assert code == 1
    assert "404.html:1:1: PUB009 内容与清单不符" in said


def test_the_site_is_the_portals_own_where_none_is_named(built: Path, www: Path, tmp_path: Path) -> None:
    assert run("publish", str(www), "--root", str(tmp_path))[0] == 0
    assert whole(www / "current") == manifest.of(built).digest


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "写明发布到哪里"),
        (("x", "--remote", "origin"), "--branch"),
        (("https://example.org/",), "不是网址"),
        (("u@host:www",), "挂载"),
    ],
)
def test_a_command_that_makes_no_sense_says_what_to_write(arguments: tuple[str, ...], said: str) -> None:
    code, told = run("publish", *arguments)
    assert code == 2
    assert said in told


def test_a_zip_and_a_branch_are_written_by_the_same_command(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[object] = []

    class Done:
        def __init__(self, *given: object, **options: object) -> None:
            asked.append((*given, *options.values()))

        def lines(self) -> list[str]:
            return ["好了"]

    monkeypatch.setattr("generator.publish.archive.write", Done)
    monkeypatch.setattr("generator.publish.branch.publish", Done)
    assert run("publish", str(tmp_path / "portal.zip"), "--site", str(built)) == (0, "好了\n")
    assert run("publish", "--branch", "gh-pages", "--root", str(tmp_path)) == (0, "好了\n")
    more = ("--remote", "origin", "r", "--without-released", "--site", str(built))
    assert run("publish", "--branch", "gh-pages", *more) == (0, "好了\n")
    assert asked == [
        (built, tmp_path / "portal.zip"),
        (tmp_path / "public", "gh-pages", ".", "", False),
        (built, "gh-pages", "r", "origin", True),
    ]


def test_verifying_tells_nothing_that_is_not_there(tmp_path: Path) -> None:
    assert codes(lambda: verify.folder(tmp_path / "nowhere")) == codes(lambda: verify.folder(tmp_path)) == {"PUB010"}
