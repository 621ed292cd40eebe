"""Disks that are full or read-only, real ones: small file systems in memory, mounted for the while (needs root)."""

from __future__ import annotations

import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from published import NOW, site, whole
from reliability import faults

from generator.problems import ProblemsFoundError
from generator.publish import folder


@contextmanager
def mounted(place: Path, kilobytes: int) -> Iterator[Path]:
    """A file system of that size."""
    place.mkdir(exist_ok=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)], check=True)
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def full(scratch: Path) -> Counter[str]:
    """A second version is published to disks from too small to large enough: how many took it, how many told."""
    old, new = site(scratch / "small", 0, size=6000), site(scratch / "large", 1, size=9000)
    seen: Counter[str] = Counter()
    for kilobytes in range(180, 420, 12):
        with mounted(scratch / "disk", kilobytes) as disk:
            target = disk / "www"
            try:
                digest = folder.publish(old, target, now=NOW).digest
            except ProblemsFoundError as error:
                assert all(one.code == "PUB005" for one in error.problems)  # noqa: PT017 - either may happen
                assert not (target / "current").exists()
                seen["too small for the first version"] += 1
                continue
            done = _published(new, target)
            assert not done.returncode or whole(target / "current") == digest
            if done.returncode:
                assert "PUB005" in done.stderr, done.stderr
                assert "磁盘满了" in done.stderr, done.stderr
                assert not list((target / ".staging").iterdir())
                subprocess.run(["mount", "-o", "remount,size=4096k", str(disk)], check=True)
                assert _published(new, target).returncode == 0
            assert whole(target / "current") != digest
            seen["told, old version served" if done.returncode else "published"] += 1
    return seen


def read_only(scratch: Path) -> str:
    """A target on a disk that became read-only: what is told. The old version is served."""
    old, new = site(scratch / "small", 0), site(scratch / "large", 1)
    with mounted(scratch / "disk", 2048) as disk:
        digest = folder.publish(old, disk / "www", now=NOW).digest
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        done = _published(new, disk / "www")
        assert whole(disk / "www/current") == digest
    assert done.returncode == 1
    assert "PUB005" in done.stderr, done.stderr
    return done.stderr.splitlines()[0]


def _published(built: Path, target: Path) -> subprocess.CompletedProcess[str]:
    done = faults.run(faults.command(["publish", str(built), str(target)]))
    assert "Traceback" not in done.stderr, done.stderr
    return done
