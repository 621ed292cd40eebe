"""Serving an earlier release again, after reading all of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from msgspec import Struct

from generator.problems import Problem, ProblemsFoundError
from generator.publish import disk, folder, ledgers, log, target, verify
from generator.publish.manifest import Manifest
from generator.publish.target import Target


class RolledBack(Struct, frozen=True):
    """Which release is served now and which was before."""

    digest: str
    before: str
    files: int
    notes: tuple[str, ...] = ()

    def lines(self) -> list[str]:
        """What it did, for people."""
        if self.digest == self.before:
            return [f"正在公开的就是版本 {self.digest}，没有改动。"]
        notes = (f"注意：{note}" for note in self.notes)
        return [f"已退回版本 {self.digest}（{self.files} 个文件，核对无误），原来是 {self.before}。", *notes]


def rollback(
    path: Path, to: str = "", *, now: datetime, wait: float = target.WAIT, workers: int = disk.WORKERS
) -> RolledBack:
    """Serve the release before the current one, or the one whose digest begins with ``to``.

    Raises:
        ProblemsFoundError: there is none (PUB008), it is damaged (PUB009), or the target cannot be used (PUB003 to
            PUB006).

    """
    with target.held(path, now, wait, new=False) as held:
        current = held.current()
        if current is None:
            raise ProblemsFoundError([Problem(str(path), 1, 1, "PUB008", "这里还没有公开过版本。")])
        lines = log.read(held.log)
        digest = _named(held, to, lines) if to else _earlier(held, current, lines)
        manifest = verify.manifest_of(held.release(digest))
        found = verify.findings(held.release(digest), manifest, workers=workers)
        if found:
            raise ProblemsFoundError(verify.problems(str(held.release(digest)), found))
        notes: list[str] = []
        if digest != current:
            held.serve(digest)
            line = log.Line(target.stamp(now), log.ROLLED_BACK, digest, current, len(manifest.files), target.who())
            notes = folder.recorded(held, line)
            notes += _taken_away(held, digest, manifest, current)
        return RolledBack(digest, current, len(manifest.files), tuple(notes))


def _taken_away(held: Target, digest: str, manifest: Manifest, before: str) -> list[str]:
    """What was released and is no longer served, and what to do about it."""
    release = folder.release_of(held, before)
    published = ledgers.of_release(held.release(before), release.manifest if release else None, manifest)
    gone = ledgers.taken_away(published, held.release(digest))
    again = f"要恢复原来的版本，运行 portal rollback {held.path} --to {before[:12]}。"
    return [*gone, f"这些已经正式公布过：改好以后尽快重新生成、发布；{again}"] if gone else []


def _earlier(held: Target, current: str, lines: tuple[log.Line, ...]) -> str:
    """The release before the current one that is still there: back along the log, never forward."""
    seen, digest = {current}, log.before(lines, current)
    while digest is not None and digest not in seen:
        if digest in held.releases():
            return digest
        seen.add(digest)
        digest = log.before(lines, digest)
    raise ProblemsFoundError([_none(held, "没有比现在更早的版本了。", lines)])


def _named(held: Target, to: str, lines: tuple[log.Line, ...]) -> str:
    found = [one for one in held.releases() if one.startswith(to.lower())]
    if len(found) != 1:
        raise ProblemsFoundError([_none(held, f"“{to}”{'不止一个版本' if found else '这个版本不在'}。", lines)])
    return found[0]


def _none(held: Target, said: str, lines: tuple[log.Line, ...]) -> Problem:
    last = {line.digest: line.at for line in lines}
    there = sorted(held.releases(), key=lambda one: last.get(one, ""), reverse=True)
    known = "、".join(f"{one[:12]}（{target.told(last[one]) if one in last else '没有记录'}）" for one in there)
    return Problem(str(held.path), 1, 1, "PUB008", f"{said}现有：{known}。")
