"""A finished site as a folder: which files of it are published."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from generator.finished import FINISHED, MARKER
from generator.problems import Problem, ProblemsFoundError, reason
from generator.publish import compress

MANIFEST = "sha256sums.txt"
"""The address of a release's manifest: a name that every server serves, and that ``sha256sum -c`` reads."""

_UNFIT = re.compile(r"[\\\x00-\x1f\x7f\ud800-\udfff]")
SHOWN = 20
"""Problems of a site that are named."""


def paths(site: Path) -> tuple[str, ...]:
    """Every file of the site that is published, as addresses without the first slash, sorted.

    Raises:
        ProblemsFoundError: it is no finished site (PUB001); it holds what cannot be published (PUB002).

    """
    check(site)
    problems: list[Problem] = []
    found: set[str] = set()
    try:
        for path, said in _walk(site, ""):
            if said:
                problems.append(Problem(str(site / path), 1, 1, "PUB002", said))
            else:
                found.add(path)
    except OSError as error:
        raise _unreadable(Path(error.filename or site), error) from error
    found.discard(MARKER)
    taken = found & {variant for path in found for variant in compress.variants(path)}
    problems += [Problem(str(site / one), 1, 1, "PUB002", "文件名与发布时做的压缩文件相同。") for one in taken]
    if problems:
        raise ProblemsFoundError(sorted(problems)[:SHOWN])
    if "index.html" not in found:
        raise ProblemsFoundError([Problem(str(site), 1, 1, "PUB001", "网站没有首页 index.html。")])
    return tuple(sorted(found))


def check(site: Path) -> None:
    """See that a folder is a site, and finished.

    Raises:
        ProblemsFoundError: it is not (PUB001).

    """
    said = ""
    try:
        if not site.exists():
            said = "没有这个文件夹。"
        elif not site.is_dir():
            said = "这是一个文件，不是文件夹。"
        elif (site / MARKER).is_symlink() or not (site / MARKER).is_file():
            said = "这个文件夹不是本软件生成的网站。"
        elif (site / MARKER).read_text("utf-8", "replace").partition("\n")[0].strip() != FINISHED:
            said = "网站还没有生成完：上一次生成中断了，或正在进行。"
    except OSError as error:
        raise _unreadable(site, error) from error
    if said:
        raise ProblemsFoundError([Problem(str(site), 1, 1, "PUB001", said)])


def _walk(folder: Path, prefix: str) -> Iterator[tuple[str, str]]:
    """Each file with what is wrong with it, if anything."""
    with os.scandir(folder) as entries:
        for entry in entries:
            path = prefix + entry.name
            if _UNFIT.search(entry.name):
                yield path, "文件名里有反斜杠或看不见的字符。"
            elif entry.name.startswith(".") and path != MARKER:
                yield path, "文件名以点开头：服务器不供出这样的文件。"
            elif entry.is_symlink():
                yield path, "这是符号链接：它可能指向网站以外的内容。"
            elif entry.is_dir(follow_symlinks=False):
                yield from _walk(Path(entry.path), f"{path}/")
            elif not entry.is_file(follow_symlinks=False):
                yield path, "这不是普通文件。"
            elif path == MANIFEST:
                yield path, "这个文件名留给发布的清单。"
            else:
                yield path, ""


def _unreadable(path: Path, error: OSError) -> ProblemsFoundError:
    return ProblemsFoundError([Problem(str(path), 1, 1, "PUB001", f"读不出来（{reason(error)}）。")])
