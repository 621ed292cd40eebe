"""A sample of what `make reliability` does in full: killed, failing, crowded; docs/reliability.md has the figures."""

from __future__ import annotations

import dataclasses
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from published import whole
from reliability import crowds, faults, order
from reliability.scenarios import Scenario, scenarios

KILLED = 5  # of about 140 points
SHARED = "assets/site.css"
NO_LINKS, NO_SYMLINKS, NO_LOCKS = "link,linkat", "symlink,symlinkat", "flock"


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("reliability")


@pytest.fixture(scope="module")
def known(scratch: Path) -> list[Scenario]:
    return scenarios(scratch)


@pytest.fixture(scope="module")
def removing(known: list[Scenario]) -> Scenario:
    """A publish in which all happens: files linked, written and compressed, a swap, a release removed."""
    return known[2]


@pytest.fixture(scope="module")
def points(removing: Scenario, scratch: Path) -> list[faults.Point]:
    return faults.points(removing.arguments(removing.restored(scratch / "counted")), scratch)


def test_strace_is_there() -> None:
    assert faults.strace()


def test_killed_anywhere_one_whole_version_is_served(
    removing: Scenario, points: list[faults.Point], scratch: Path
) -> None:
    swap = next(number for number, point in enumerate(points) if point.call == "rename" and '/current"' in point.shown)
    chosen = {*range(3, len(points), len(points) // KILLED), swap, swap + 1}

    def broken(number: int) -> tuple[int, str]:
        target = removing.restored(scratch / f"killed{number}")
        faults.killed(removing.arguments(target), points[number])
        found = removing.served(target)
        removing.recovered(target)
        return number, found

    with ThreadPoolExecutor(2) as pool:
        for number, found in pool.map(broken, sorted(chosen)):
            assert found == (removing.old if number <= swap else removing.new)


@pytest.mark.parametrize(
    ("calls", "error", "code"),
    [
        (NO_SYMLINKS, "EPERM", "PUB006"),
        (NO_LOCKS, "ENOLCK", "PUB006"),
        ("mkdir", "EROFS", "PUB005"),
        ("fsync", "EIO", "PUB005"),
    ],
)
def test_what_the_disk_refuses_is_told(removing: Scenario, scratch: Path, calls: str, error: str, code: str) -> None:
    target = removing.restored(scratch / "refused")
    done = faults.always(removing.arguments(target), calls, error)
    assert done.returncode == 1
    assert f" {code} " in done.stderr
    assert "Traceback" not in done.stderr
    assert removing.served(target) == removing.old
    removing.recovered(target)


@pytest.mark.parametrize("error", ["EOPNOTSUPP", "EACCES"])
def test_without_hard_links_files_are_copied(removing: Scenario, scratch: Path, error: str) -> None:
    target = removing.restored(scratch / f"copied-{error}")
    done = faults.always(removing.arguments(target), NO_LINKS, error)
    assert "沿用上一版本 0 个" in done.stderr
    assert whole(target / "current") == removing.new


def test_a_log_that_cannot_be_written_stops_nothing(
    removing: Scenario, points: list[faults.Point], scratch: Path
) -> None:
    point = next(one for one in points if one.call == "write" and r'"{\"at\"' in one.shown)
    target = removing.restored(scratch / "unlogged")
    done = faults.failed(removing.arguments(target), point, "ENOSPC")
    assert done.returncode == 0
    assert "发布记录 log.jsonl 没有写上（磁盘满了）" in done.stderr
    assert removing.served(target) == removing.new
    removing.recovered(target)


def test_going_back_works_on_a_full_disk(known: list[Scenario], scratch: Path) -> None:
    one = known[4]
    target = one.restored(scratch / "going back")
    done = faults.always(one.arguments(target), "mkdir,pwrite64,fallocate,link", "ENOSPC")
    assert done.returncode == 0, done.stderr
    assert one.served(target) == one.new


def test_all_is_on_the_disk_before_it_is_served(removing: Scenario, scratch: Path) -> None:
    target = removing.restored(scratch / "ordered")
    assert order.unsynced(removing.arguments(target), target, scratch) == (set(), set())


@pytest.fixture(scope="module")
def mending(removing: Scenario, scratch: Path) -> Scenario:
    """A publish that finds a file damaged that it shares with what is served and with what is kept."""
    target = removing.restored(scratch / "damaged")
    (target / "current" / SHARED).write_bytes(b"damaged")
    return dataclasses.replace(removing, before=target)


def test_what_is_mended_is_on_the_disk_too(mending: Scenario, scratch: Path) -> None:
    target = mending.restored(scratch / "mended")
    assert order.unsynced(mending.arguments(target), target, scratch) == (set(), set())
    assert {whole(one) for one in (target / "releases").iterdir()} == {mending.old, mending.new}


def test_killed_while_it_mends_nothing_half_written_is_anywhere(mending: Scenario, scratch: Path) -> None:
    """The good release is served by then; each file of the others is the damaged one or the good one, whole."""
    points = faults.points(mending.arguments(mending.restored(scratch / "counted")), scratch)
    target = mending.restored(scratch / "half")
    good, bad = (mending.site / SHARED).read_bytes(), b"damaged"
    last = max(number for number, point in enumerate(points) if point.call == "rename" and SHARED[:8] in point.shown)
    for number in range(last - 4, last + 3):
        mending.restored(target)
        faults.killed(mending.arguments(target), points[number])
        assert whole(target / "current") == mending.new
        there = [(one / SHARED).read_bytes() for one in (target / "releases").iterdir()]
        assert set(there) <= {good, bad}
        mending.recovered(target)


@pytest.mark.parametrize(("wait", "outcome"), [(20, "both"), (0, "told")])
def test_of_two_publishers_both_succeed_in_turn_or_one_is_told(scratch: Path, wait: float, outcome: str) -> None:
    seen = crowds.publishers(scratch, 1, wait=wait)
    assert seen["both"] + seen["told"] == 1
    assert outcome == "told" or seen["both"] == 1


def test_readers_find_nothing_missing_and_nothing_cut_off(scratch: Path) -> None:
    (reading,), _ = crowds.readers(scratch, 10, 1)
    assert reading.pages > 100
    assert reading.versions > 2
    assert reading.missing == reading.truncated == reading.mixed == 0
