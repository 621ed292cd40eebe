"""The ledgers of what is published now beside those of a site that is to take its place.

A ledger only ever grows: its published lines are the first ones of every later one. Lines are compared as they stand,
without the headings, which carry a mark where the data are invented.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path

from generator.model import addresses, released
from generator.problems import Problem
from generator.publish.manifest import Manifest
from generator.register import chain

ADDRESS = re.compile(addresses.ledger("([^/]+)", "([^/]+)"))
"""Where a ledger stands on a site: its series and its edition."""

SERVED, WITHDRAWN = "正在公开", "退回以前公开过"
"""Where what is released stands: in the release that is served, or in one from which somebody went back to it."""

_MEND = "先把{}的网站原样再发布一次，补正这个文件；做不到的，核对过各届的封存记录，再加上 --without-released。"


def departs(published: bytes, new: bytes) -> int | None:
    """The place of the first published line that does not stand there in the new ledger, from 0; None: it goes on."""
    lines = _lines(new)
    return next((at for at, line in enumerate(_lines(published)) if lines[at : at + 1] != [line]), None)


def of_release(release: Path, listed: Manifest | None, wanted: Manifest) -> dict[str, bytes | None]:
    """The ledgers of a release by their addresses, but those that ``wanted`` holds as they are; None: it is damaged.

    A release whose manifest cannot be read (``listed`` is None) has those that are in it.
    """
    there = (path.relative_to(release).as_posix() for path in release.glob(addresses.ledger("*", "*")))
    digests = listed.files if listed else dict.fromkeys(there, "")
    found = {}
    for address, digest in digests.items():
        if ADDRESS.fullmatch(address) and wanted.files.get(address) != digest:
            data = _read(release / address)
            same = data is not None and digest in {"", hashlib.sha256(data).hexdigest()}
            found[address] = data if same else None
    return found


def lost(published: Mapping[str, bytes | None], site: Path, where: str) -> list[Problem]:
    """One problem for each published ledger, by its address, that the site lacks or does not go on from (PUB011).

    ``where`` it is published, in words.
    """
    problems = []
    for address, data in published.items():
        name = "/".join(address.split("/")[1:3])
        new = _read(site / address)
        said, remedy = "", ""
        if new is None:
            said = f"{name} 有封存过的内容{where}，新的网站里没有这一届的封存记录。"
        elif data is None:
            said, remedy = f"{where}的 {name} 的封存记录损坏了，不能核对新的接不接得上。", _MEND.format(where)
        elif (at := departs(data, new)) is not None:
            said = f"{name} 的封存记录与{where}的从第{at + 1}条起不一样。"
        if said:
            problems.append(Problem(str(site / address), 1, 1, "PUB011", said, remedy))
    return problems


def taken_away(published: Mapping[str, bytes | None], release: Path) -> list[str]:
    """What of these published ledgers, by their addresses, an earlier release does not hold: in words, for readers."""
    said = []
    for address, data in sorted(published.items()):
        name = "/".join(address.split("/")[1:3])
        old = _read(release / address) or b""
        if data is None:
            said.append(f"{name} 的封存记录损坏了，说不出少了什么，请核对。")
        elif (at := departs(data, old)) is not None:
            items = [line.split(",")[1] for line in _lines(data)[at:] if "," in line]
            there = (release / name / "index.html").is_file()
            outcome = "读者看到的是那以前的样子" if there else "读者打不开这一届"
            corrected = released.CORRECTION in map(released.kind_of, items)
            again = "，更正过的又成了更正以前的" if corrected and there else ""
            said.append(f"{name} 封存过的{chain.told(items)}不再公开，{outcome}{again}。")
    return said


def _lines(data: bytes) -> list[str]:
    return data.decode("utf-8", "replace").strip().splitlines()[1:]


def _read(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
