"""Writing a release into the staging folder, and putting right one that was damaged."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from generator.problems import Problem, ProblemsFoundError
from generator.publish import compress, disk, verify
from generator.publish.manifest import Manifest
from generator.publish.site import MANIFEST


class Earlier(Struct, frozen=True):
    """A release whose files need not be written again: its folder and its manifest."""

    folder: Path
    manifest: Manifest


class Writer(Struct, frozen=True):
    """Writes the files of a site that has this manifest, each with its variants.

    ``seen`` is what was read again of what stands in the target: releases share most of it.
    """

    site: Path
    manifest: Manifest
    workers: int
    seen: verify.Seen = field(default_factory=verify.Seen)

    def release(self, folder: Path, earlier: Earlier | None) -> int:
        """Write a new folder, on the disk and read again when this returns; how many files were linked.

        Raises:
            ProblemsFoundError: the site changes meanwhile, or what stands there is not what was written (PUB007).
            OSError: it cannot be written.

        """
        folders = sorted({parent for path in self.manifest.files for parent in Path(path).parents})
        for one in folders:  # "." comes first, a folder before those in it
            disk.make_folder(folder / one)
        paths = list(self.manifest.files)
        linked = sum(disk.each(lambda path: self._file(path, folder, earlier), paths, self.workers))
        disk.write(folder / MANIFEST, self.manifest.text, earlier.folder / MANIFEST if earlier else None)
        for _ in disk.each(lambda one: disk.sync(folder / one), reversed(folders), self.workers):
            pass
        damaged = verify.findings(folder, self.manifest, self.seen, workers=self.workers)
        if damaged:  # in the earlier one already
            self.repair(folder, damaged, folder.parent)
        return linked

    def repair(self, folder: Path, damaged: list[verify.Finding], staging: Path) -> None:
        """Put what is damaged or missing anew, each file by one rename; what is too many stays.

        Raises:
            ProblemsFoundError: it is damaged still (PUB007); a folder in it is a link to elsewhere (PUB003).
            OSError: it cannot be written.

        """
        self._put(folder, [finding.address for finding in damaged if finding.said != verify.EXTRA], staging)
        left = [
            one.address
            for one in verify.findings(folder, self.manifest, self.seen, workers=self.workers)
            if one.said != verify.EXTRA or folder.parent == staging
        ]
        _refuse(folder, left)

    def mend(self, other: Earlier, staging: Path) -> list[str]:
        """Put anew, as by ``repair``, what is damaged or missing in another release and the same in this one; which.

        Raises:
            ProblemsFoundError: as ``repair`` does.
            OSError: it cannot be written.

        """
        wrong = self._shared(other)
        if wrong:
            self._put(other.folder, wrong, staging)
            _refuse(other.folder, self._shared(other))
        return wrong

    def _shared(self, other: Earlier) -> list[str]:
        """What is damaged or missing in another release of the files that are the same in this one."""
        same = Manifest(dict(other.manifest.files.items() & self.manifest.files.items()))
        found = verify.findings(other.folder, same, self.seen, workers=self.workers)
        return [one.address for one in found if one.said != verify.EXTRA and one.address != MANIFEST]

    def _put(self, folder: Path, wrong: list[str], staging: Path) -> None:
        """Write these files of a release anew, each beside what is served and then in its place by a rename."""
        if links := {one for path in wrong for one in (folder / path).parents if one != folder and one.is_symlink()}:
            said = "这个文件夹成了链接，不是发布写出的：请删去这个链接，再发布一次。"
            raise ProblemsFoundError(Problem(str(one), 1, 1, "PUB003", said) for one in links)
        fresh = staging / "repaired"
        try:
            for address in wrong:
                self._replace(folder / address, address, fresh)
        finally:
            self.seen.digests.clear()  # the disk may give the number of a file that is gone to one that is new
            with suppress(OSError):  # what is half written is not in the way of the next one
                fresh.unlink(missing_ok=True)

    def _replace(self, path: Path, address: str, fresh: Path) -> None:
        if address == MANIFEST:
            disk.write(fresh, self.manifest.text)
        elif address in self.manifest.files:
            self._copy(address, fresh)
        else:
            data = (self.site / address).with_suffix("").read_bytes()
            disk.write(fresh, compress.compressed(data, path.suffix))
        missing = [one for one in path.parents if not one.exists()]
        for one in reversed(missing):
            disk.make_folder(one)
        fresh.replace(path)
        disk.sync(path.parent)
        for one in missing:
            disk.sync(one.parent)

    def _file(self, path: str, folder: Path, earlier: Earlier | None) -> bool:
        """Write a file and its variants; whether it was linked."""
        same = earlier is not None and earlier.manifest.files.get(path) == self.manifest.files[path]
        old = earlier.folder if earlier is not None and same else None
        before = earlier.folder if earlier is not None and not same else None
        linked = old is not None and disk.link(old / path, folder / path)
        if not linked:
            self._copy(path, folder / path, before and before / path)
        variants = [one for one in compress.variants(path) if old is None or not disk.link(old / one, folder / one)]
        if variants:
            data = (self.site / path).read_bytes()
            for one in variants:
                packed = compress.compressed(data, Path(one).suffix)
                if len(packed) < len(data):
                    disk.write(folder / one, packed, before and before / one)
        return linked

    def _copy(self, address: str, path: Path, before: Path | None = None) -> None:
        if disk.copy(self.site / address, path, before) != self.manifest.files[address]:
            said = "网站在发布的时候又生成了一次。"
            raise ProblemsFoundError([Problem(str(self.site / address), 1, 1, "PUB007", said)])


def _refuse(folder: Path, damaged: list[str]) -> None:
    if damaged:
        said = "写到磁盘上再读出来，与原来的不同。"
        raise ProblemsFoundError(Problem(str(folder / one), 1, 1, "PUB007", said) for one in damaged)
