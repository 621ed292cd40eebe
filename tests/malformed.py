"""Malformed portals without end: each is refused with located problems or built, and never ends in a traceback.

``python tests/malformed.py`` draws HOSTILE_CASES portals (500) from HOSTILE_SEED (1), builds each through the command
and exits 1 where any did otherwise. With HOSTILE_CHECK=1 they are checked and not built, which is fifty times as fast.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sys
import tempfile
import time
import traceback
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

import honoured
import mutations
import portal_copy
from click.testing import CliRunner

from generator import pipeline
from generator.cli import main as portal_command
from generator.problems import Problem, ProblemsFoundError

OVER = Path(__file__).resolve().parent / "browser" / "portal"
_NAMED = {"FIL001", "HON003", "HON011", "REF001", "REG005"}
"""Codes that name a file which should be there and is not."""


@dataclass
class Bench:
    """Folders in which portals are spoilt and built; the site that is published in them before any of it."""

    folder: Path
    bases: tuple[Path, ...] = ()
    published: Path = Path()
    work: Path = Path()
    digest: str = ""

    def __post_init__(self) -> None:
        """Write the two portals to spoil."""
        self.bases = (self.folder / "bound", self.folder / "unbound")
        self.published, self.work = self.folder / "public", self.folder / "work"
        for base in self.bases:
            whole(base)
        honoured.bind(self.bases[0])  # now hardly a word of what it publishes can change

    def publish(self) -> None:
        """Build the site that every spoilt portal would replace."""
        pipeline.build(self.bases[0], self.published, self.work)
        self.digest = digest(self.published)


def whole(root: Path) -> None:
    """A small portal with every kind of file: forms with all kinds of questions, a list, documents, events."""
    shutil.copytree(honoured.STARTER, root)
    shutil.copytree(OVER, root, dirs_exist_ok=True)
    portal_copy.again(root, "demo", "2026", "2028")
    shutil.copytree(honoured.FILES, root, dirs_exist_ok=True)


def digest(folder: Path) -> str:
    """Over the names and bytes of all files below a folder."""
    made = hashlib.sha256()
    for path in sorted(folder.rglob("*")):
        made.update(f"{path.relative_to(folder)}\0".encode())
        made.update(path.read_bytes() if path.is_file() else b"")
    return made.hexdigest()


@dataclass
class Outcome:
    """What became of a malformed portal: how it ended, and everything that should not have been."""

    seed: int
    done: list[str]
    ended: str = ""
    codes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def draw(bench: Bench, seed: int) -> tuple[Path, list[str]]:
    """The malformed portal of a seed, and how it was spoilt."""
    rng = Random(seed)
    base, root = rng.choice(bench.bases), bench.folder / "spoilt"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(base, root)
    return root, mutations.spoil(rng, root)


def checked(bench: Bench, seed: int) -> Outcome:
    """The malformed portal of a seed, checked."""
    root, done = draw(bench, seed)
    outcome = Outcome(seed, done, "passes")
    try:
        with portal_copy.parsed_once():
            with suppress(ProblemsFoundError):  # told again by reading
                honoured.bind(root)  # what is published and changed is refused: so it is bound as it now is
            pipeline.read(root)
    except ProblemsFoundError as error:
        _refused(outcome, root, error.problems)
    except BaseException:  # noqa: BLE001 - whatever it is, it is a fault
        outcome.faults.append(traceback.format_exc())
    return outcome


def _refused(outcome: Outcome, root: Path, problems: tuple[Problem, ...]) -> None:
    outcome.ended = "refused"
    outcome.codes = Counter(problem.code for problem in problems)
    outcome.faults += [] if problems else ["refused without a problem"]
    outcome.faults += [f"not located ({why}): {one}" for one in problems if (why := unlocated(root, one))]


def built(bench: Bench, seed: int) -> Outcome:
    """The malformed portal of a seed, built by the command: what is published changes only when it says so."""
    outcome = checked(bench, seed)
    root = bench.folder / "spoilt"
    arguments = ["build", "--root", str(root), "-o", str(bench.published)]
    with suppress(FileNotFoundError):
        shutil.rmtree(root / pipeline.WORK)
    bench.work.mkdir(exist_ok=True)
    with suppress(FileExistsError):
        (root / pipeline.WORK).symlink_to(bench.work)  # what is finished need not be made again
    result = CliRunner().invoke(portal_command, arguments)
    if result.exception and not isinstance(result.exception, SystemExit):
        outcome.faults.append("".join(traceback.format_exception(*result.exc_info or (None, None, None))))
    now = digest(bench.published)
    if result.exit_code == 0:
        outcome.ended = "built"
        outcome.faults += ["built what the check refuses"] if outcome.codes else []
        bench.digest = now
    else:
        if now != bench.digest:
            outcome.faults.append("what is published was changed by a build that failed")
        if not outcome.codes and "发现" in result.stderr:
            outcome.ended = "not built"
            outcome.codes.update(word for word in result.stderr.split() if word[:3].isupper() and word[3:].isdigit())
        if "Traceback" in result.output or result.exit_code != 1:
            outcome.faults.append(f"left with {result.exit_code}: {result.output[-2000:]}")
        if (told := f"发现 {outcome.codes.total()} 处问题。没有改动已经生成的网站。") not in result.stderr:
            outcome.faults.append(f"does not say: {told}")
    return outcome


def unlocated(root: Path, problem: Problem) -> str:
    """Why nobody finds the place that a problem names; empty where it is found."""
    path = root / problem.path
    if problem.line < 1 or problem.column < 1:
        return "line or column before the first"
    if not problem.remedy or not problem.message:
        return "no message or no remedy"
    if path.is_symlink() or not path.is_file():
        there = path.is_symlink() or path.exists() or not problem.path.isprintable() or "\\" in problem.path
        if (problem.line, problem.column) != (1, 1):
            return "a place in what is no file"
        return "" if there or problem.code in _NAMED else "no such file"
    # As editors count: any end of line is one, and a byte-order mark is no character.
    text = path.read_bytes().decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    lines = text.split("\n")
    if problem.line > len(lines):
        return f"the file has {len(lines)} lines"
    last = len(lines[problem.line - 1])
    if path.suffix == ".csv":
        last = text.count(",") + text.count(";")  # a cell, not a character
    return f"the line has {last} characters" if problem.column > last + 1 else ""


def main() -> int:
    """Draw portals and print figures; every fault with its seed."""
    first, cases = int(os.environ.get("HOSTILE_SEED", "1")), int(os.environ.get("HOSTILE_CASES", "500"))
    ends, codes, faults = Counter[str](), Counter[str](), 0
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(Path(folder))
        only = os.environ.get("HOSTILE_CHECK") == "1"
        if not only:
            bench.publish()
        for seed in range(first, first + cases):
            outcome = checked(bench, seed) if only else built(bench, seed)
            ends[outcome.ended] += 1
            codes.update(outcome.codes.keys())
            for fault in outcome.faults:
                faults += 1
                sys.stdout.write(f"HOSTILE_SEED={seed} {'; '.join(outcome.done)}\n{fault}\n")
                sys.stdout.flush()
    ended = ", ".join(f"{count} {end}" for end, count in ends.most_common())
    sys.stdout.write(f"{cases} malformed portals in {time.monotonic() - begun:.0f} s: {ended}; {faults} faults\n")
    sys.stdout.write(f"{len(codes)} codes: {', '.join(f'{code} {count}' for code, count in codes.most_common())}\n")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
