"""Whether a publish would survive a loss of power: read from its system calls, in their order.

A disk keeps only what was synced: the bytes of a file once it was synced after its last write, a name once its folder
was synced after the name was made or taken away.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from reliability import faults

_TRACED = "openat,write,mkdir,rename,link,linkat,symlink,symlinkat,fsync,chmod,fchmod"
_LINE = re.compile(r"^(?:\d+ +)?(\w+)\((.*)\) += (\S+)")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_HANDLE = re.compile(r"^\d+<([^>]*)>")


def unsynced(arguments: list[str], target: Path, scratch: Path) -> tuple[set[str], set[str]]:
    """Files and folders of the release that were not on the disk when it was put in place, and when all was done."""
    trace = scratch / "order.txt"
    known = {str(one) for one in target.rglob("*")}
    command = [faults.strace(), "-f", "--seccomp-bpf", "-qq", "-y", "-s", "4096", "-e", f"trace={_TRACED}"]
    done = faults.run([*command, "-e", "signal=none", "-o", str(trace), *faults.command(arguments)])
    assert done.returncode == 0, done.stderr
    return _unsynced(trace.read_text("utf-8", "replace"), target, known)


def _unsynced(trace: str, target: Path, known: set[str]) -> tuple[set[str], set[str]]:
    dirty: set[str] = set()
    before: set[str] | None = None
    current = str(target / "current")
    for call, paths, result in _calls(trace, target):
        if result.startswith("-") or not paths:
            continue
        first, last = paths[0], paths[-1]
        if call == "fsync":
            dirty.discard(first)
        elif call in {"write", "fchmod", "chmod"}:
            dirty.add(first)
        elif call == "rename":
            if last == current:
                before = {one for one in dirty if one.startswith(str(target / "releases"))}
            dirty = {last + one.removeprefix(first) if f"{one}/".startswith(f"{first}/") else one for one in dirty}
            dirty |= {str(Path(first).parent), str(Path(last).parent)}
        elif call != "openat" or last not in known:  # a file that was there and is opened is no new name
            known.add(last)
            dirty |= {last, str(Path(last).parent)} if call in {"openat", "mkdir"} else {str(Path(last).parent)}
    assert before is not None, "nothing was put in place"
    passing = tuple(str(target / name) for name in (".staging", ".holder", ".lock"))
    return before, {one for one in dirty if not one.startswith(passing)} - {str(target.parent)}


def _calls(trace: str, target: Path) -> Iterator[tuple[str, list[str], str]]:
    """Each call with the paths in the target that it is about, and its result."""
    for line in trace.splitlines():
        if match := _LINE.match(line):
            call, said, result = match.groups()
            if call == "openat" and "O_CREAT" not in said:
                continue
            handle = _HANDLE.match(said)
            named = [handle[1]] if handle and call in {"write", "fsync", "fchmod"} else _QUOTED.findall(said)
            paths = [one for one in named if one.startswith(str(target))]
            yield call, paths[-1:] if call.startswith("symlink") else paths, result
