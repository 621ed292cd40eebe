"""Publishing to a folder: a release is written and proved beside what is served, then put in place by one rename."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime
from pathlib import Path

from msgspec import Struct

from generator.problems import Problem, ProblemsFoundError, reason
from generator.publish import disk, ledgers, log, manifest, target, verify
from generator.publish.release import Earlier, Writer
from generator.publish.target import Target

KEEP = 5
LEAST = 2  # the one that is served, and the one before it


class Published(Struct, frozen=True):
    """What became of a target: the release that is served now, the one before, and what was done for it.

    ``repaired`` are files of this release that were put right, ``mended`` those of releases that are kept beside it.
    """

    digest: str
    before: str | None
    files: int
    written: int = 0
    linked: int = 0
    repaired: tuple[str, ...] = ()
    mended: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    @property
    def changed(self) -> bool:
        """Whether another release is served than before."""
        return self.digest != self.before

    def lines(self) -> list[str]:
        """What it did, for people."""
        if self.repaired:
            named = "、".join(self.repaired[:5])
            said = f"这个版本以前发布过；补正了 {len(self.repaired)} 个损坏或缺少的文件：{named}。"
        elif not self.changed:
            said = f"内容与正在公开的版本相同，没有改动（{self.files} 个文件，核对无误）。"
        else:
            said = f"已发布：{self.files} 个文件，其中新写 {self.written} 个，沿用上一版本 {self.linked} 个。"
        lines = [said, f"版本 {self.digest}" + (f"，上一版本 {self.before}" if self.changed and self.before else "")]
        if self.mended:
            lines.append(f"保留的旧版本里，补正了 {len(self.mended)} 个损坏或缺少的文件。")
        if self.removed:
            lines.append(f"删去了 {len(self.removed)} 个旧版本。")
        return [*lines, *(f"注意：{note}" for note in self.notes)]


def publish(  # noqa: PLR0913 - what may be said about it
    site: Path,
    path: Path,
    *,
    now: datetime,
    keep: int = KEEP,
    wait: float = target.WAIT,
    workers: int = disk.WORKERS,
    without_released: bool = False,
) -> Published:
    """Publish a finished site to a folder. What is served is at every moment the old release or the new, whole.

    Only ``without_released`` takes away what was released and is served.

    Raises:
        ProblemsFoundError: it is not published (PUB001 to PUB007, PUB011).

    """
    _apart(site, path)
    wanted = manifest.of(site, workers=workers)
    with target.held(path, now, wait, new=True) as held:
        before = held.current()
        earlier = release_of(held, before)
        lost = _lost(held, before, site, wanted)
        if lost and not without_released:
            raise ProblemsFoundError(lost)
        writer = Writer(site, wanted, workers)
        repaired: tuple[str, ...] = ()
        linked = written = 0
        notes = [one.message for one in lost]
        if wanted.digest in held.releases():
            damaged = verify.findings(held.release(wanted.digest), wanted, writer.seen, workers=workers)
            if damaged:
                writer.repair(held.release(wanted.digest), damaged, held.staging)
            repaired = tuple(one.address for one in damaged if one.said != verify.EXTRA)
            notes += [f"版本里有不是发布写出的文件：{one.address}" for one in damaged if one.said == verify.EXTRA][:5]
        else:
            linked = writer.release(held.staging / wanted.digest, earlier)
            written = len(wanted.files) - linked
            held.keep(wanted.digest)
            repaired = tuple(wanted.files) if before == wanted.digest else ()  # somebody had removed it
        did = log.REPAIRED if before == wanted.digest else log.PUBLISHED
        if before != wanted.digest:
            held.serve(wanted.digest)
        if before != wanted.digest or repaired:
            line = log.Line(target.stamp(now), did, wanted.digest, before, len(wanted.files), target.who())
            notes += recorded(held, line)
        removed, kept = _retained(held, keep, {wanted.digest, before})
        mended, left = _mended(held, writer)
        notes += [*kept, *left]
        files = len(wanted.files)
        return Published(wanted.digest, before, files, written, linked, repaired, mended, removed, tuple(notes))


def recorded(held: Target, line: log.Line) -> list[str]:
    """Write a line of the log. What is served is served: a log that cannot be written is told, not a failure."""
    try:
        log.append(held.log, line)
    except OSError as error:
        return [f"发布记录 {held.log.name} 没有写上（{reason(error)}）；下一次发布时补记。"]
    return []


def _apart(site: Path, path: Path) -> None:
    ours, theirs = site.resolve(), path.resolve()
    if ours.is_relative_to(theirs) or theirs.is_relative_to(ours):
        said = "发布目标不能是网站文件夹、在它里面或把它包在里面：下一次生成会把它整个替换掉。"
        raise ProblemsFoundError([Problem(str(path), 1, 1, "PUB003", said)])


def release_of(held: Target, before: str | None) -> Earlier | None:
    """A release, such as the one that is served, where its manifest can be read."""
    if before is not None:
        with suppress(ProblemsFoundError):
            return Earlier(held.release(before), verify.manifest_of(held.release(before)))
    return None


def _lost(held: Target, before: str | None, site: Path, wanted: manifest.Manifest) -> list[Problem]:
    """What was released and the site lacks: of the release that is served, and of those that were taken back.

    Going back is for a while: without the second, a ledger could be written anew on the release before its first line.
    """
    if before in {None, wanted.digest}:
        return []
    there = held.releases()
    taken_back = [one for one in log.withdrawn(log.read(held.log)) if one in there and one != before]
    found: dict[str, Problem] = {}
    for digest, where in ((before, ledgers.SERVED), *((one, ledgers.WITHDRAWN) for one in taken_back)):
        release = release_of(held, digest)
        published = ledgers.of_release(held.release(digest), release.manifest if release else None, wanted)
        for one in ledgers.lost(published, site, where):
            found.setdefault(one.path, one)
    return list(found.values())


def _mended(held: Target, writer: Writer) -> tuple[tuple[str, ...], list[str]]:
    """Put right in the releases that are kept what they share with this one; what, and what could not be.

    This one is served by then: a release that cannot be mended is told, not a failure.
    """
    mended: list[str] = []
    notes = []
    for digest in held.releases():
        if digest != writer.manifest.digest:
            try:
                with disk.reported(held.path):
                    release = held.release(digest)
                    mended += writer.mend(Earlier(release, verify.manifest_of(release)), held.staging)
            except ProblemsFoundError as error:
                notes.append(f"旧版本 {digest} 没有补正：{error.problems[0].message}")
    return tuple(mended), notes


def _retained(held: Target, keep: int, needed: set[str | None]) -> tuple[tuple[str, ...], list[str]]:
    """Remove the oldest releases; which, and what could not be. What is served and the one before it stay."""
    lines, there = log.read(held.log), held.releases()
    current = held.current()
    needed = {*needed, current, log.before(lines, current or "")}
    newest = [one for one in log.newest(lines) if one in there]
    kept = {*needed, *newest[: max(keep, LEAST)]}
    removed: list[str] = []
    for digest in there:
        if digest not in kept:
            try:
                held.remove(digest)
            except OSError as error:
                return tuple(removed), [f"旧版本 {digest} 没有删掉（{reason(error)}）。"]
            removed.append(digest)
    return tuple(removed), []
