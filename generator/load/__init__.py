"""Files to located sources. Nothing is typed here, and nothing outside the portal is read."""

from __future__ import annotations

import hashlib
import os
import re
import stat
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from msgspec import Struct, field
from msgspec.structs import replace

from generator.load import nodes, tables
from generator.looks import LITTER, tops
from generator.model.base import SLUG
from generator.problems import CODES, Problem, reason

MAX_KIB = {".yml": 1024, ".md": 256, ".csv": 8192}

# Where each kind of file may stand; a folder in angle brackets is an identifier.
PLACES = (
    re.compile(r"^content/(portal|glossary|holidays)\.yml$"),
    re.compile(r"^content/pages/(about|privacy|accessibility)\.md$"),
    re.compile(r"^content/federations/[^/]+\.yml$"),
    re.compile(r"^content/campaigns/[^/]+/series\.yml$"),
    re.compile(r"^content/campaigns/[^/]+/[^/]+/(campaign\.yml|notice\.md|faq\.md)$"),
    re.compile(r"^content/campaigns/[^/]+/[^/]+/(corrections\.yml|earlier/[^/]+/([^/]+\.(yml|md)|honorees\.csv))$"),
    re.compile(r"^content/campaigns/[^/]+/[^/]+/(honours\.yml|announcement\.md|decision\.md)$"),
    re.compile(r"^content/campaigns/[^/]+/[^/]+/(honorees|events|ledger)\.csv$"),
    re.compile(r"^content/campaigns/[^/]+/[^/]+/documents/[^/]+\.md$"),
    re.compile(r"^content/campaigns/[^/]+/[^/]+/forms/[^/]+\.yml$"),
    re.compile(r"^rubrics/[^/]+/[^/]+/[^/]+\.yml$"),
)
_SLUG = re.compile(SLUG)
_PARTS = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")  # of a name that is no identifier: what could be one


class Sources(Struct):
    """Every source file of a portal by its path (POSIX, relative to the root)."""

    yaml: dict[str, nodes.Mapping] = field(default_factory=dict)
    tables: dict[str, tables.Table] = field(default_factory=dict)
    markdown: dict[str, str] = field(default_factory=dict)
    refused: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)
    digests: dict[str, str] = field(default_factory=dict)
    """SHA-256 over the text of each file that could be read."""

    def below(self, folder: str) -> tuple[str, ...]:
        """The names directly below a folder, sorted."""
        above, everything = f"{folder}/", (*self.yaml, *self.tables, *self.markdown, *self.refused)
        return tuple(sorted({path[len(above) :].partition("/")[0] for path in everything if path.startswith(above)}))

    def _part(self, stays: Callable[[str], bool]) -> Sources:
        return Sources(
            {path: made for path, made in self.yaml.items() if stays(path)},
            {path: made for path, made in self.tables.items() if stays(path)},
            {path: made for path, made in self.markdown.items() if stays(path)},
            set(filter(stays, self.refused)),
            [problem for problem in self.problems if stays(problem.path)],
            {path: digest for path, digest in self.digests.items() if stays(path)},
        )

    def shared(self) -> Sources:
        """The files that belong to no series."""
        return self._part(lambda path: owner(path) == "")

    def series(self) -> dict[str, Sources]:
        """The files of each series, whether it is written or only has rubrics."""
        paths = (*self.yaml, *self.tables, *self.markdown, *self.refused, *(one.path for one in self.problems))
        names: dict[str, set[str]] = {}
        for path in paths:
            if name := owner(path):
                names.setdefault(name, set()).add(path)
        return {name: self._part(inside.__contains__) for name, inside in sorted(names.items())}

    def has(self, path: str) -> bool:
        """Whether the file is there, readable or not; in a folder that was refused, it may well be."""
        there = path in self.yaml or path in self.tables or path in self.markdown or path in self.refused
        return there or any(path.startswith(f"{one}/") for one in self.refused)


def owner(path: str) -> str:
    """The series that a file or folder belongs to; empty where it is the portal's own.

    >>> owner("rubrics/demo/2026/union.yml"), owner("content/campaigns/demo"), owner("content/portal.yml")
    ('demo', 'demo', '')
    """
    parts = path.split("/")
    at = 1 if parts[0] == "rubrics" else 2 if parts[:2] == ["content", "campaigns"] else len(parts)
    return parts[at] if len(parts) > at else ""


def edition(path: str) -> str:
    """The address of the edition that a file belongs to; empty where it belongs to none.

    >>> edition("rubrics/demo/2026/union.yml"), edition("content/campaigns/demo/series.yml")
    ('demo/2026/', '')
    """
    name = owner(path)
    _, _, rest = path.partition(f"/{name}/")
    return f"{name}/{rest.partition('/')[0]}/" if name and "/" in rest else ""


def tree(root: Path) -> Sources:
    """Read ``content/`` and ``rubrics/`` below ``root``; what cannot be read becomes a problem."""
    return _read(root, ["rubrics", "content"])


def shared(root: Path) -> Sources:
    """Read what belongs to no series."""
    return _read(root, ["rubrics", "content"], lambda name: owner(name) != "")


def series(root: Path, name: str) -> Sources:
    """Read the files of one series, which may have no more than a folder of rubrics."""
    return _read(root, tops(str(root), name))


def _read(root: Path, pending: list[str], left_out: Callable[[str], bool] = lambda _name: False) -> Sources:
    sources = Sources()
    for name, found in _files(root, pending, left_out, sources):
        stem, _, suffix = name.rpartition(".")
        known = any(place.fullmatch(name) for place in PLACES)
        odd = [part for part in stem.split("/") if not _SLUG.fullmatch(part)]
        if (odd or not known) and (copy := _copy(root, name)):
            sources.problems.append(copy)
            continue
        if not known:
            sources.problems.append(Problem(name, 1, 1, "FIL002", f"这里不认识文件“{name.rpartition('/')[2]}”。"))
            continue
        for part in odd:
            said = f"名称“{part}”会成为网址的一部分，写法不合规。"
            sources.problems.append(Problem(name, 1, 1, "FIL007", said))
        text = _text(root, name, found, sources)
        if text is None:
            sources.refused.add(name)
            continue
        sources.digests[name] = hashlib.sha256(text.encode()).hexdigest()
        if suffix == "md":
            sources.markdown[name] = text
        elif suffix == "csv":
            most = tables.MAX_LINES if name.endswith("/ledger.csv") else tables.MAX_ROWS
            table, problems = tables.parse(name, text, most)
            sources.problems += [replace(one, remedy=_restored(name) or one.remedy) for one in problems]
            if table is None:
                sources.refused.add(name)
            else:
                sources.tables[name] = table
        else:
            mapping, problems = nodes.parse(name, text)
            sources.problems += problems
            if mapping is None:
                sources.refused.add(name)
            else:
                sources.yaml[name] = mapping
    return sources


def _files(
    root: Path, pending: list[str], left_out: Callable[[str], bool], sources: Sources
) -> Iterator[tuple[str, os.stat_result]]:
    """Each file, and how it looks: names are strings, since a path of its own takes as long as to read a file."""
    while pending:
        name = pending.pop()
        if left_out(name):
            continue
        place = f"{root}/{name}"
        try:
            found = os.lstat(place)
            if stat.S_ISLNK(found.st_mode):
                sources.problems.append(Problem(name, 1, 1, "FIL003", "不能使用符号链接。"))
                sources.refused.add(name)
            elif stat.S_ISDIR(found.st_mode):
                inside = sorted(one.name for one in os.scandir(place) if not LITTER.match(one.name))
                pending += [f"{name}/{one}" for one in reversed(inside)]
            else:
                yield name, found
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            sources.problems.append(Problem(name, 1, 1, "FIL006", f"读不出来（{reason(error)}）。"))
            sources.refused.add(name)


def _copy(root: Path, name: str) -> Problem | None:
    """That a file, or a folder that it is in, is called like another one beside it and something more.

    So file managers, office programs and browsers name copies, in many ways: union - 副本.yml, union (1).yml.
    """
    path = PurePosixPath(name)
    for one in (*reversed(path.parents), path):
        for part in _PARTS.findall(one.stem) if not _SLUG.fullmatch(one.stem) else ():
            if os.path.lexists(root / one.with_name(f"{part}{one.suffix}")):
                return Problem(str(one), 1, 1, "FIL008", f"像是 {part}{one.suffix} 的副本。")
    return None


def _restored(name: str) -> str:
    """The remedy of whatever is wrong with a ledger, which no office program may write; empty for other files."""
    return CODES["REG004"][1] if name.endswith("/ledger.csv") else ""


def _text(root: Path, name: str, found: os.stat_result, sources: Sources) -> str | None:
    suffix = name[name.rindex(".") :]
    try:
        if not stat.S_ISREG(found.st_mode):
            sources.problems.append(Problem(name, 1, 1, "FIL006", "不是普通文件。"))
            return None
        most = MAX_KIB[suffix]
        if found.st_size > most * 1024:
            sources.problems.append(Problem(name, 1, 1, "FIL004", f"文件超过 {most} KiB。"))
            return None
        # utf-8-sig: editors on office PCs put a byte-order mark in front.
        return (root / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        line = len(re.findall(rb"\r\n|\r|\n", error.object[: error.start])) + 1
        remedy = _restored(name) or (tables.REMEDY if suffix == ".csv" else "")
        sources.problems.append(Problem(name, line, 1, "FIL005", "文件不是 UTF-8 编码。", remedy))
    except OSError as error:
        sources.problems.append(Problem(name, 1, 1, "FIL006", f"文件读不出来（{reason(error)}）。"))
    return None
