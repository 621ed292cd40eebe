"""Reading again every file of a release, or of every release of a target, and saying what is not as it was written."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from generator.problems import Problem, ProblemsFoundError
from generator.publish import compress, disk
from generator.publish.manifest import DIGEST, Manifest, read
from generator.publish.site import MANIFEST
from generator.publish.target import Target

DAMAGED = "内容与清单不符"
MISSING = "缺少这个文件"
EXTRA = "清单里没有这个文件"
PACKED = "压缩文件解开后与原文件不同"

_SHOWN = 50


class Finding(Struct, frozen=True, order=True):
    """A file that is not as the manifest has it; ``address`` is that of the file, of an extra folder ending in /."""

    address: str
    said: str


class Verified(Struct, frozen=True):
    """What was found right: the release that is served, its files, and the releases that are kept beside it."""

    digest: str
    files: int
    kept: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """What it found, for people."""
        beside = f"；保留的另外 {len(self.kept)} 个版本也都完好" if self.kept else ""
        return [f"核对无误：版本 {self.digest}，{self.files} 个文件与清单一致{beside}。"]


class Seen(Struct):
    """Files read already: releases share most of theirs, and none is read twice."""

    digests: dict[tuple[int, int, str], str] = field(default_factory=dict)

    def digest(self, path: Path, ending: str = "") -> str:
        """The SHA-256 of a file, of a variant of what is in it; empty where it is no file or cannot be read."""
        try:
            found = path.lstat()
            key = (found.st_dev, found.st_ino, ending)
            if key not in self.digests:
                self.digests[key] = compress.digest(path) if ending else disk.digest(path)
            return self.digests[key]
        except OSError:
            return ""


def folder(path: Path, *, workers: int = disk.WORKERS) -> Verified:
    """A target with all its releases, or one release.

    Raises:
        ProblemsFoundError: with every file that is not as it was written (PUB009), or there is no release (PUB010).

    """
    if not (path / MANIFEST).is_file():
        return _target(Target(path.resolve()), workers)
    release = path.resolve()
    manifest = manifest_of(release)
    if found := findings(release, manifest, workers=workers):
        raise ProblemsFoundError(problems(str(release), found))
    return Verified(manifest.digest, len(manifest.files))


def _target(target: Target, workers: int) -> Verified:
    while True:
        there = _there(target)
        try:
            return _whole(target, *there, workers)
        except (ProblemsFoundError, FileNotFoundError):
            if _there(target) == there:
                raise
            # else it was published anew meanwhile, which removes old releases


def _there(target: Target) -> tuple[str | None, tuple[str, ...]]:
    return target.current() if target.path.is_dir() else None, target.releases()


def _whole(target: Target, serving: str | None, releases: tuple[str, ...], workers: int) -> Verified:
    if serving is None:
        raise ProblemsFoundError([Problem(str(target.path), 1, 1, "PUB010", "这里没有发布过的网站。")])
    seen, files = Seen(), dict[str, int]()
    wrong: list[Problem] = []
    for digest in (serving, *(one for one in releases if one != serving)):
        release = target.release(digest)
        try:
            manifest = manifest_of(release)
        except ProblemsFoundError as error:
            wrong += error.problems
        else:
            wrong += problems(str(release), findings(release, manifest, seen, workers=workers))
            files[digest] = len(manifest.files)
    if wrong:
        raise ProblemsFoundError(wrong)
    return Verified(serving, files.pop(serving), tuple(files))


def manifest_of(release: Path) -> Manifest:
    """The manifest that stands in a release.

    Raises:
        ProblemsFoundError: there is none that can be read, or it is not the one that names the release (PUB009).

    """
    with suppress(OSError, ValueError):
        manifest = read((release / MANIFEST).read_bytes())
        if release.name == manifest.digest or not DIGEST.fullmatch(release.name):
            return manifest
    said = "清单缺少或改动过，这个版本不能核对。"
    raise ProblemsFoundError([Problem(str(release / MANIFEST), 1, 1, "PUB009", said)])


def findings(
    release: Path, manifest: Manifest, seen: Seen | None = None, *, workers: int = disk.WORKERS
) -> list[Finding]:
    """Every file of a release that differs, is missing or too many. A variant need not be there."""
    seen = seen or Seen()
    there = dict(_files(release, ""))
    expected = set(manifest.files) | {MANIFEST}
    packed = {one: path for path in manifest.files for one in compress.variants(path) if one in there}
    found = [Finding(path, EXTRA) for path in there if path not in expected and path not in packed]
    found += [Finding(path, EXTRA) for path, regular in there.items() if not regular and path in packed]
    found += [Finding(path, MISSING) for path in expected if path not in there]

    def differs(path: str) -> Finding | None:
        if path in packed:
            same = seen.digest(release / path, Path(path).suffix) == manifest.files[packed[path]]
            return None if same else Finding(path, PACKED)
        wanted = manifest.digest if path == MANIFEST else manifest.files[path]
        return None if there[path] and seen.digest(release / path) == wanted else Finding(path, DAMAGED)

    read_again = sorted(path for path, regular in there.items() if path in expected or (path in packed and regular))
    return sorted([*found, *filter(None, disk.each(differs, read_again, workers))])


def _files(folder: Path, prefix: str) -> Iterator[tuple[str, bool]]:
    """Every name below a folder that is no folder, and whether it is a regular file."""
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_dir(follow_symlinks=False):
                yield from _files(Path(entry.path), f"{prefix}{entry.name}/")
            else:
                yield prefix + entry.name, entry.is_file(follow_symlinks=False)


def problems(where: str, found: Iterable[Finding]) -> list[Problem]:
    """Each finding at its place, as many as one reads."""
    listed = sorted(found)
    shown = [Problem(f"{where}/{one.address}", 1, 1, "PUB009", f"{one.said}。") for one in listed[:_SHOWN]]
    if len(listed) > _SHOWN:
        shown.append(Problem(where, 1, 1, "PUB009", f"另有 {len(listed) - _SHOWN} 个文件也不符，没有列出。"))
    return shown
