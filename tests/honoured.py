"""A small portal of which one edition has granted titles, to spoil: the starter and ``cases/honoured/``.

The edition 2026 has a list, a decision and events; 2028 has a circular that events of 2026 rest on. A test that changes
what is published says so after ``bind``, by which 2026 has a ledger, or before it.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import portal_copy

from generator import check, load, release
from generator.model.portal import Portal
from generator.problems import Problem, ProblemsFoundError

STARTER = portal_copy.ROOT / "site_templates" / "starter"
FILES = Path(__file__).resolve().parent / "cases" / "honoured"
NAME = "demo/2026"
EDITION = f"content/campaigns/{NAME}"
PATHS = {
    "outcome": f"{EDITION}/honours.yml",
    "list": f"{EDITION}/honorees.csv",
    "events": f"{EDITION}/events.csv",
    "ledger": f"{EDITION}/ledger.csv",
    "decision": f"{EDITION}/decision.md",
    "later": "content/campaigns/demo/2028/honours.yml",
}


def copy(root: Path) -> Path:
    """The portal as it is before anything of it is in a ledger."""
    shutil.copytree(STARTER, root, dirs_exist_ok=True)
    portal_copy.again(root, "demo", "2026", "2028")
    shutil.copytree(FILES, root, dirs_exist_ok=True)
    return root


def put_online(root: Path, name: str = NAME, at: str = "2026-07-01 09:00") -> None:
    """The notice of an edition is published, and bound in its ledger."""
    campaign = root / "content/campaigns" / name / "campaign.yml"
    said = campaign.read_text("utf-8").replace("\n  addressees:", f"\n  published: {at}\n  addressees:", 1)
    campaign.write_text(said, "utf-8")
    bind(root)


def bind(root: Path) -> None:
    """Put what is published into the ledgers."""
    with portal_copy.parsed_once():
        for path in sorted(root.glob("content/campaigns/*/*/campaign.yml")):
            done = release.release(root, f"{path.parent.parent.name}/{path.parent.name}")
            if done.added:
                done.path.write_bytes(done.data)


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change what stands in one of the files once."""
    portal_copy.spoil(root, [{"replace": {"path": PATHS[name], "old": old, "new": new}}])


def read(root: Path, *, releasing: bool = False) -> Portal:
    """The checked portal.

    Raises:
        ProblemsFoundError: with every problem.

    """
    with portal_copy.parsed_once():
        return check.portal(load.tree(root), releasing=releasing)


def problems(root: Path, *, releasing: bool = False) -> tuple[Problem, ...]:
    """Every problem of it."""
    try:
        read(root, releasing=releasing)
    except ProblemsFoundError as error:
        return error.problems
    return ()


def run(case: portal_copy.Case, root: Path, *, bound: bool) -> None:
    """Spoil it and compare every problem: as it is written, or when all that it publishes is in its ledger.

    What the rules of lists and of documents say of the same edit (HON010 and on) is compared by their own tests.
    """
    copy(root)
    if bound:
        bind(root)
    portal_copy.spoil(root, [named(edit) for edit in case.edits])
    found = [one for one in problems(root, releasing=not bound) if not "HON010" <= one.code < "HON999"]
    portal_copy.compare(root, [named(problem) for problem in case.problems], found)


def named(value: dict[str, Any], paths: Mapping[str, str] = PATHS) -> dict[str, Any]:
    """What a case says, with whole paths in it."""
    return {
        key: paths.get(said, said)
        if isinstance(said, str) and key in {"path", "delete"}
        else named(said, paths)
        if isinstance(said, dict)
        else said
        for key, said in value.items()
    }
