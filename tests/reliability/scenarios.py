"""What is done to a target, the state before it, and what must hold after it was broken off anywhere."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from published import NOW, site, whole

from generator.publish import folder, log, rollback, verify
from generator.publish.target import Target

OWN = {".portal-target", ".lock", ".staging", "releases", "current", "log.jsonl"}


@dataclass(frozen=True)
class Scenario:
    """``before`` is the target as it stands, to be copied; ``asked`` what is done to it: "publish" or "rollback"."""

    name: str
    before: Path
    asked: str
    site: Path
    old: str
    new: str

    def arguments(self, target: Path) -> list[str]:
        """Of ``once.py``."""
        return [self.asked, str(self.site), str(target)]

    def restored(self, target: Path) -> Path:
        """A fresh copy of the target as it was, files that were linked still linked."""
        if target.exists():
            shutil.rmtree(target)
        if self.before.exists():
            subprocess.run(["cp", "-a", str(self.before), str(target)], check=True)
        return target

    def served(self, target: Path) -> str:
        """What a reader finds: one whole version, the old or the new one. Empty: nothing, as before."""
        if not (target / "current").is_symlink():
            assert not self.old, "nothing is served any more"
            return ""
        found = whole(target / "current")
        assert found in {self.old, self.new}
        return found

    def recovered(self, target: Path) -> None:
        """The next publish succeeds, and nothing is left of the one that was broken off."""
        done = folder.publish(self.site, target, now=NOW, keep=2, wait=5, workers=2)
        assert whole(target / "current") == done.digest
        assert {one.name for one in target.iterdir()} == OWN
        assert not list((target / ".staging").iterdir())
        held = Target(target)
        assert len(held.releases()) <= 3
        assert verify.folder(target).digest == done.digest
        assert log.read(held.log)[-1].digest == done.digest
        assert all(whole(held.release(one)) == one for one in held.releases())


def scenarios(scratch: Path) -> list[Scenario]:
    """First publish; the next; one that removes an old release; one that goes back; a rollback."""
    sites = [site(scratch / f"site{number}", number) for number in range(3)]
    targets = {name: scratch / name for name in ("none", "one", "two")}
    for number in (0, 1):
        for name in ("one", "two")[number:]:
            folder.publish(sites[number], targets[name], now=NOW, keep=2)
    empty, one, two = targets.values()
    digests = [folder.publish(each, scratch / "all", now=NOW, keep=5).digest for each in sites]
    return [
        Scenario("first publish", empty, "publish", sites[0], "", digests[0]),
        Scenario("next publish", one, "publish", sites[1], digests[0], digests[1]),
        Scenario("publish that removes a release", two, "publish", sites[2], digests[1], digests[2]),
        Scenario("publish of a release that is there", two, "publish", sites[0], digests[1], digests[0]),
        Scenario("rollback", two, "rollback", sites[1], digests[1], digests[0]),
    ]


__all__ = ["Scenario", "rollback", "scenarios"]
