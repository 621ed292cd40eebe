"""The small portal of ``honoured`` with corrections: one of the notice is released, one of a row is still to be.

The edition 2026 has its notice online. What a case edits is named as in ``honoured`` and here.
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import honoured
import portal_copy
from command import run

FOLDER = honoured.EDITION
PATHS = {
    **honoured.PATHS,
    "campaign": f"{FOLDER}/campaign.yml",
    "notice": f"{FOLDER}/notice.md",
    "corrections": f"{FOLDER}/corrections.yml",
    "rubric": f"rubrics/{honoured.NAME}/union.yml",
    "kept notice": f"{FOLDER}/earlier/notice-1/notice.md",
    "kept campaign": f"{FOLDER}/earlier/notice-1/campaign.yml",
    "kept row": f"{FOLDER}/earlier/honoree-0005-1/honorees.csv",
}


def edit(root: Path, name: str, old: str, new: str) -> None:
    """Change what stands in a file once."""
    portal_copy.spoil(root, [{"replace": {"path": PATHS[name], "old": old, "new": new}}])


def online(root: Path) -> Path:
    """The portal with the notice online and everything in its ledger."""
    honoured.copy(root)
    edit(root, "campaign", "  imprint:", "  published: 2026-07-02 09:00\n  imprint:")
    honoured.bind(root)
    return root


def begin(root: Path, *of: str, day: str, reason: str) -> str:
    """``portal correct``, and what a person fills in but the clauses; the id of the correction."""
    done = run("correct", honoured.NAME, *of, root=root)
    assert done.exit_code == 0, done.stderr
    path = root / PATHS["corrections"]
    text = path.read_text("utf-8")
    text = re.sub("date: 【.*", f"date: {day}", re.sub("reason: 【.*", f"reason: {reason}", text))
    path.write_text(text, "utf-8")
    match = re.search("更正“(.*?)”", done.stdout)
    assert match
    return match[1]


def clauses(root: Path, *names: str) -> None:
    """Name the clauses of the last correction."""
    path = root / PATHS["corrections"]
    text = path.read_text("utf-8")
    assert text.count("clauses: []") == 1
    path.write_text(text.replace("clauses: []", f"clauses: [{', '.join(names)}]"), "utf-8")


def copy(root: Path) -> Path:
    """The portal with a correction that is released and one that is not."""
    online(root)
    begin(root, "通知", day="2026-07-10", reason="漏印几个字")
    edit(root, "notice", "本通知为虚构", "本通知及其内容为虚构")
    clauses(root, "purpose")
    honoured.bind(root)
    begin(root, "名单", "0005", day="2026-11-10", reason="名称印错")
    edit(root, "list", "示例市图书馆", "示例市新图书馆")
    clauses(root, "单位名称")
    return root


def run_case(case: portal_copy.Case, made: Path, root: Path) -> None:
    """Spoil a copy of what ``copy`` made, and compare every problem but that a correction is not released yet."""
    shutil.copytree(made, root, dirs_exist_ok=True)
    portal_copy.spoil(root, [honoured.named(one, PATHS) for one in case.edits])
    found = [one for one in honoured.problems(root, releasing=True) if not "HON010" <= one.code < "HON999"]
    portal_copy.compare(root, [honoured.named(one, PATHS) for one in case.problems], found)
