r"""A copy of the repository's own content to spoil, and the exact problems that must come of it.

The cases are data, ``cases/problems/*.yml``, each a list of::

    - name: what is wrong, for the list of tests
      edits:                      # applied in order to a fresh copy
        - replace: { path: campaign, old: "minimum: 80", new: "minimum: 70" }
      problems:                   # all of them, and no others
        - code: CAM001
          path: campaign
          at: "minimum: ▸70\n    text: 80"
          says: 不高于前一个等次
          remedy: 从低到高          # where that of the code does not say enough

``at`` is text of the edited file that stands there once; ▸ marks the place in it, if not its start.
Where there is no such text, ``place: "3:1"`` gives line and column. A path is one of PATHS or whole.
"""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from unittest import mock

import pytest
import yaml

from generator import check, load
from generator.load import nodes
from generator.model.portal import Portal
from generator.problems import Problem, ProblemsFoundError

ROOT = Path(__file__).resolve().parent.parent
CASES = Path(__file__).resolve().parent / "cases" / "problems"
SERIES = "rushan-huoli-xingji"
EDITION = f"content/campaigns/{SERIES}/2020"
RUBRICS = f"rubrics/{SERIES}/2020"
PATHS = {
    "portal": "content/portal.yml",
    "rushan": "content/federations/rushan.yml",
    "weihai": "content/federations/weihai.yml",
    "series": f"content/campaigns/{SERIES}/series.yml",
    "campaign": f"{EDITION}/campaign.yml",
    "notice": f"{EDITION}/notice.md",
    "faq": f"{EDITION}/faq.md",
    "form": f"{EDITION}/forms/registration.yml",
    "enterprise": f"{RUBRICS}/enterprise.yml",
    "regional": f"{RUBRICS}/regional.yml",
}


_parse_anew = nodes.parse


@dataclass(frozen=True)
class Case:
    """One way to spoil the content, and what must be said about it."""

    name: str
    edits: list[dict[str, Any]]
    problems: list[dict[str, str]]


def cases(name: str) -> list[Case]:
    """The cases of one file. Every value in it is a string."""
    with (CASES / f"{name}.yml").open(encoding="utf-8") as file:
        found = [Case(**case) for case in yaml.load(file, Loader=yaml.BaseLoader)]  # noqa: S506 - strings only
    names = [case.name for case in found]
    assert len(set(names)) == len(names), f"{name}.yml: two cases of one name"
    return found


def parametrized(*names: str) -> pytest.MarkDecorator:
    """Run a test once for each case of some files."""
    found = [case for name in names for case in cases(name)]
    return pytest.mark.parametrize("case", found, ids=lambda case: case.name.replace(" ", "-"))


def copy(root: Path, *, ledger: bool = False) -> Path:
    """Copy the one series that the cases speak of, and what it needs; with its ledger where nothing is to change."""
    for path in (*PATHS.values(), *([f"{EDITION}/ledger.csv"] if ledger else [])):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(ROOT / path, root / path)
    return root


def again(root: Path, series: str, edition: str, other: str) -> None:
    """Another edition of a series, the same but for the number of its notice, which no two may share."""
    for below in ("content/campaigns", "rubrics"):
        shutil.copytree(root / below / series / edition, root / below / series / other)
    said = root / "content/campaigns" / series / other / "campaign.yml"
    said.write_text(numbered(said.read_text("utf-8"), other), "utf-8")


def numbered(campaign: str, year: str) -> str:
    """A ``campaign.yml`` with the number that its notice would have in another year."""
    return re.sub(r"(?m)^(  number: .*〔)[0-9]{4}〕", rf"\g<1>{year}〕", campaign, count=1)


def whole(path: str) -> str:
    """The path that a case means."""
    return PATHS.get(path, path)


def read(root: Path) -> Portal:
    """The checked portal.

    Raises:
        ProblemsFoundError: with every problem.

    """
    with parsed_once():
        return check.portal(load.tree(root), releasing=True)  # a copy has no ledger


def parsed_once() -> AbstractContextManager[object]:
    """While it lasts, files that copies share are parsed once for all of them."""
    return mock.patch.object(nodes, "parse", _parse)


@cache
def _parse(path: str, text: str) -> tuple[nodes.Mapping | None, list[Problem]]:
    """Nodes of a file, parsed once for all copies that leave it as it is."""
    return _parse_anew(path, text)


def problems(root: Path) -> tuple[Problem, ...]:
    """Every problem of the content below a folder."""
    try:
        read(root)
    except ProblemsFoundError as error:
        return error.problems
    return ()


def spoil(root: Path, edits: list[dict[str, Any]]) -> None:
    """Apply edits, of which each must have an effect."""
    for edit in edits:
        ((kind, said),) = edit.items()
        options: dict[str, str] = {"path": said} if isinstance(said, str) else dict(said)
        _EDITS[kind](root / whole(options.pop("path")), **options)


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path.name} holds {old!r} {text.count(old)} times"
    path.write_text(text.replace(old, new), "utf-8", newline="")


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text("utf-8") + text, "utf-8", newline="")


def _write(path: Path, text: str = "", hexadecimal: str = "") -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(bytes.fromhex(hexadecimal) if hexadecimal else text.encode())


def _pad(path: Path, to: str) -> None:
    """Make a file so many bytes long with what is a comment in YAML and a word in Markdown."""
    path.write_bytes((path.read_bytes() + b"\n#").ljust(int(to), b"x"))


def _delete(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink()


def _rename(path: Path, to: str) -> None:
    path.rename(path.with_name(to))


def _symlink(path: Path, to: str) -> None:
    """Put a link where something stood; ``to`` is relative to the folder of the link."""
    if path.exists():
        _delete(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(to)


def _fifo(path: Path) -> None:
    if path.exists():
        path.unlink()
    os.mkfifo(path)


_EDITS: dict[str, Callable[..., None]] = {
    "replace": _replace,
    "append": _append,
    "write": _write,
    "pad": _pad,
    "delete": _delete,
    "rename": _rename,
    "symlink": _symlink,
    "fifo": _fifo,
}


def expected(root: Path, problem: dict[str, str]) -> tuple[str, int, int, str]:
    """Path, line, column and code that a case asks for."""
    path = whole(problem["path"])
    if "place" in problem:
        line, column = map(int, problem["place"].split(":"))
        return path, line, column, problem["code"]
    # As editors show it: a byte-order mark is no character, and any line's end is one.
    text = (root / path).read_text("utf-8-sig")
    before, mark, after = problem["at"].partition("▸")
    needle = before + after if mark else problem["at"]
    assert text.count(needle) == 1, f"{path} holds {needle!r} {text.count(needle)} times"
    lines = text[: text.index(needle) + (len(before) if mark else 0)].split("\n")
    return path, len(lines), len(lines[-1]) + 1, problem["code"]


def run(case: Case, root: Path) -> None:
    """Spoil a copy and compare every problem: code, path, line, column, and the words of the message."""
    spoil(copy(root), case.edits)
    compare(root, case.problems, problems(root))


def compare(root: Path, said: Sequence[dict[str, str]], found: Sequence[Problem]) -> None:
    """Whether the problems that were found are those that a case names, in what it says of them."""
    wanted = sorted((*expected(root, problem), problem["says"], problem.get("remedy", "")) for problem in said)
    assert [(p.path, p.line, p.column, p.code) for p in found] == [want[:4] for want in wanted], "\n".join(
        map(str, found)
    )
    for problem, want in zip(found, wanted, strict=True):
        assert want[4] in problem.message
        assert want[5] in problem.remedy
