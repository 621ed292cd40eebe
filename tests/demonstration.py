"""A copy of the demonstration campaign to spoil: two editions with a list, a public notice and a decision each.

It has no ledger and no corrections here, so that what is published can be spoilt: tests/honoured.py is for that.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import portal_copy

from generator import check, load
from generator.problems import Problem, ProblemsFoundError

SERIES = "shili-xingji"
_COPIED = (
    f"content/campaigns/{SERIES}",
    f"rubrics/{SERIES}",
    "content/federations/shili.yml",
    "content/portal.yml",
    "content/holidays.yml",
)
_EDITION = f"content/campaigns/{SERIES}/2024"
_EARLIER = f"content/campaigns/{SERIES}/2021"
PATHS = {
    "holidays": "content/holidays.yml",
    "outcome": f"{_EDITION}/honours.yml",
    "list": f"{_EDITION}/honorees.csv",
    "events": f"{_EDITION}/events.csv",
    "announcement": f"{_EDITION}/announcement.md",
    "decision": f"{_EDITION}/decision.md",
    "campaign": f"{_EDITION}/campaign.yml",
    "review": f"{_EDITION}/documents/review-2021.md",
    "earlier": f"{_EARLIER}/honours.yml",
    "earlier-events": f"{_EARLIER}/events.csv",
    "earlier-list": f"{_EARLIER}/honorees.csv",
}


def copy(root: Path) -> Path:
    """The series, and what it needs."""
    for path in _COPIED:
        source, copied = portal_copy.ROOT / path, root / path
        copied.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, copied, ignore=shutil.ignore_patterns("ledger.csv", "corrections.yml", "earlier"))
        else:
            shutil.copyfile(source, copied)
    return root


def problems(root: Path) -> tuple[Problem, ...]:
    """Every problem of it but that it has no ledger."""
    try:
        with portal_copy.parsed_once():
            check.portal(load.tree(root), releasing=True)
    except ProblemsFoundError as error:
        return error.problems
    return ()


def run(case: portal_copy.Case, root: Path) -> None:
    """Spoil a copy and compare every problem."""
    portal_copy.spoil(copy(root), [_edit(edit) for edit in case.edits])
    said = [{**problem, "path": PATHS.get(problem["path"], problem["path"])} for problem in case.problems]
    portal_copy.compare(root, said, problems(root))


def _edit(edit: dict[str, Any]) -> dict[str, Any]:
    """An edit with the whole path."""
    ((kind, said),) = edit.items()
    if isinstance(said, str):
        return {kind: PATHS.get(said, said)}
    return {kind: {**said, "path": PATHS.get(said["path"], said["path"])}}
