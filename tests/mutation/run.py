"""Plants faults in the scoring engines, one at a time, and shows which of them the tests catch.

``python tests/mutation/run.py python|javascript|all`` works on copies of the checkout, two at a time,
and writes docs/mutation.md when it ran over both engines. Exits 1 when a fault survives.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from queue import Queue

import yaml

ROOT = Path(__file__).resolve().parents[2]
COPIED = ("content", "rubrics", "generator", "site_templates", "schemas", "tests", "mkdocs.yml", "pyproject.toml")
WORKERS = 2


@dataclass(frozen=True)
class Engine:
    """Where an engine stands, and the tests that must catch its faults, the quickest first."""

    name: str
    folder: str
    tests: tuple[str, ...]


ENGINES = (
    Engine(
        "python",
        "generator/score",
        tuple(f"tests/score/test_{name}.py" for name in ("oracle", "cases", "links", "differential")),
    ),
    Engine(
        "javascript", "site_templates/calculator", ("tests/browser/test_engine.py", "tests/browser/test_exhaustive.py")
    ),
)


@dataclass(frozen=True)
class Fault:
    """A text of the engine and what it is replaced by."""

    file: str
    old: str
    new: str
    what: str
    equivalent: str = ""


def faults(engine: Engine) -> list[Fault]:
    """The faults of one engine, from its list beside this script."""
    with (Path(__file__).parent / f"{engine.name}.yml").open(encoding="utf-8") as file:
        return [Fault(**fault) for fault in yaml.safe_load(file)]


@contextmanager
def planted(copy: Path, engine: Engine, fault: Fault) -> Iterator[None]:
    """The copy with a fault in it; afterwards as it was."""
    path = copy / engine.folder / fault.file
    sound = path.read_text("utf-8")
    if sound.count(fault.old) != 1:
        raise SystemExit(f"{fault.file}: {fault.old!r} stands there {sound.count(fault.old)} times")
    path.write_text(sound.replace(fault.old, fault.new), "utf-8")
    try:
        yield
    finally:
        path.write_text(sound, "utf-8")


def caught(copy: Path, engine: Engine) -> str | None:
    """The first test that fails in the copy, or ``None`` where all pass."""
    for tests in engine.tests:
        command = [sys.executable, "-m", "pytest", "-x", "-q", "--no-header", "-p", "no:cacheprovider", tests]
        done = subprocess.run(command, cwd=copy, capture_output=True, text=True, check=False, env=_environment(copy))
        if done.returncode:
            failed = [line for line in done.stdout.splitlines() if line.startswith(("FAILED", "ERROR"))]
            return failed[0].split(" - ")[0].partition(" ")[2] if failed else f"{tests} (code {done.returncode})"
    return None


def _environment(copy: Path) -> dict[str, str]:
    """The copy's own package before the installed one, and neither compiled files nor examples of another fault.

    With ``CI`` Hypothesis draws the same in each run and keeps nothing.
    """
    return {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1", "CI": "true"}


def run(engine: Engine, copies: Queue[Path]) -> list[tuple[Fault, str | None]]:
    """Every fault of an engine with the test that catches it."""

    def one(fault: Fault) -> tuple[Fault, str | None]:
        copy = copies.get()
        try:
            with planted(copy, engine, fault):
                found = caught(copy, engine)
        finally:
            copies.put(copy)
        print(f"{engine.name:10} {'survives' if found is None else 'caught':8} {fault.what}", flush=True)  # noqa: T201
        return fault, found

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, faults(engine)))


def table(results: dict[str, list[tuple[Fault, str | None]]]) -> str:
    """The report, as a page of the documentation."""
    head = "Written by `make mutation`: one fault at a time in a copy, then the tests of scoring until the first fails."
    rule = "No fault may survive, but for one that can change no result, with the reason."
    parts = [f"# Faults planted in the engines\n\n{head} {rule}\n"]
    for name, rows in results.items():
        dead = sum(found is not None for _, found in rows)
        parts.append(
            f"\n## {name.capitalize()}: {dead} of {len(rows)} caught\n\n| fault | in | first test that fails |"
        )
        parts.append("\n| --- | --- | --- |\n")
        parts += [f"| {fault.what} | `{fault.file}` | {_cell(fault, found)} |\n" for fault, found in rows]
    return "".join(parts)


def _cell(fault: Fault, found: str | None) -> str:
    if found is None:
        return f"survives: {fault.equivalent or 'NOT EXPLAINED'}"
    return f"`{found.split('[')[0].removeprefix('tests/')}`"


def main() -> int:
    """Run one engine or both; both are written to the documentation."""
    wanted = sys.argv[1] if len(sys.argv) > 1 else "all"
    chosen = [engine for engine in ENGINES if wanted in {engine.name, "all"}]
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        copies: Queue[Path] = Queue()
        for number in range(WORKERS):
            copy = Path(folder) / str(number)
            for name in COPIED:
                source = ROOT / name
                if source.is_dir():
                    shutil.copytree(source, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
                else:
                    shutil.copyfile(source, copy / name)
            copies.put(copy)
        for engine in chosen:
            if (broken := caught(copies.queue[0], engine)) is not None:
                raise SystemExit(f"the tests fail without any fault: {broken}")
        results = {engine.name: run(engine, copies) for engine in chosen}
    if wanted == "all":
        (ROOT / "docs" / "mutation.md").write_text(table(results), "utf-8")
    survivors = [fault for rows in results.values() for fault, found in rows if found is None and not fault.equivalent]
    return 1 if survivors else 0


if __name__ == "__main__":
    raise SystemExit(main())
