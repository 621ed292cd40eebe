"""``portal correct``: before something released is corrected, its text is kept and the correction drafted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator import check, load
from generator.check import corrections, ledger
from generator.load import Sources, nodes, tables
from generator.model import released
from generator.model.honours import BLANK, HONOREES, numbered
from generator.model.portal import Edition
from generator.problems import Problem, ProblemsFoundError
from generator.register import chain
from generator.tables import Table, as_csv

KINDS = {
    "通知": released.NOTICE,
    "打分表": released.RUBRIC,
    "公示": released.ANNOUNCEMENT,
    "决定": released.DECISION,
    "通报": released.DECISION,
    "文件": released.DOCUMENT,
    "名单": released.HONOREE,
}
"""How people may call what they correct."""

_SCHEMA = re.compile(rb"(# yaml-language-server: \$schema=)[./]*/(schemas/)")
_HEAD = "# yaml-language-server: $schema=../../../../schemas/corrections.json\ncorrections:\n"
_ENTRY = f"""  - id: {{id}}
    of: {{of}}
    date: {BLANK}：更正日期，例如 2024-04-02】
    reason: {BLANK}：为什么更正，一句话，会公布】
    clauses: []
"""


class Draft(Struct, frozen=True):
    """Corrections that are begun: files to write by their paths, and what to edit now."""

    ids: tuple[str, ...]
    files: dict[Path, bytes]
    edit: tuple[str, ...]
    name: str

    def lines(self) -> list[str]:
        """What to do next, for people."""
        return [
            f"已保存更正以前的文本，起草了更正“{'”“'.join(self.ids)}”。接着：",
            f"1. 改 {'、'.join(self.edit)}。",
            f"2. 在 {corrections.FILE} 末尾填写日期和原因；clauses 先空着，portal check 会说改动了哪几条，照着填。",
            f"3. portal check 只剩“还没有封存”时，运行 portal release {self.name}。",
        ]


def correct(root: Path, name: str, words: tuple[str, ...]) -> Draft:
    """The files that corrections of what these words name begin with; writes nothing.

    Several are begun at once, as what one mistake is in must be: once one of them is edited, nothing passes the checks
    until all are.

    Raises:
        ProblemsFoundError: with every problem of the content, an earlier correction that is not released among them;
            or there is no such edition, or nothing of that name in its ledger.

    """
    sources = load.tree(root)
    edition = check.named(check.portal(sources, releasing=True), name)
    folder = edition.folder
    ids = {of: _id(edition, of) for of in (_named(sources, edition, folder, one) for one in _apart(words))}
    kept = [(of, name) for of in ids for name in corrections.kept(of)]
    files = {root / folder / corrections.EARLIER / ids[of] / name: _kept(root, edition, of, name) for of, name in kept}
    path = root / folder / corrections.FILE
    data = path.read_bytes() if path.exists() else b""
    for of, id_ in ids.items():
        data = _with_entry(path, data, _ENTRY.format(id=id_, of=of))
    edit = tuple(dict.fromkeys(_source(edition, of, name) for of, name in kept))
    return Draft(tuple(ids.values()), files | {path: data}, edit, edition.address.rstrip("/"))


def _apart(words: tuple[str, ...]) -> list[list[str]]:
    """The words of each thing that is named: ``通知 打分表 union`` are two."""
    things: list[list[str]] = []
    for word in " ".join(words).split() or [""]:
        if word in KINDS or not things:
            things.append([])
        things[-1].append(word)
    return things


def _id(edition: Edition, of: str) -> str:
    """The id of the next correction of something."""
    number = 1 + sum(one.correction.of == of for one in edition.corrections)
    taken = {one.correction.id for one in edition.corrections}
    stem = of.replace(" ", "-")
    while f"{stem}-{number}" in taken:
        number += 1
    return f"{stem}-{number}"


def _named(sources: Sources, edition: Edition, folder: str, words: list[str]) -> str:
    first, *rest = words
    of = " ".join((KINDS.get(first, first), *rest))
    path = f"{folder}/{ledger.FILE}"
    lines, _ = ledger.read(path, sources.tables.get(path))
    held = chain.held(lines)
    can = [item for item in held if released.kind_of(item) in set(KINDS.values())]
    if of not in can:
        called = {kind: word for word, kind in reversed(KINDS.items())}  # by the first of its words
        known = "、".join(dict.fromkeys(_as_typed(item, called) for item in can))
        said = f"封存记录里没有“{' '.join(words)}”。可以更正的：{known or '（没有）'}。"
        whole = " ".join((KINDS.get(first, first), *map(numbered, rest)))
        remedy = f"是不是“{first} {whole.partition(' ')[2]}”？编号的0也要写。" if whole in can else ""
        raise ProblemsFoundError([Problem(path, 1, 1, "REG007", said, remedy)])
    pending = [one.correction for one in edition.corrections if one.correction.of == of]
    if pending and f"{released.CORRECTION} {pending[-1].id}" not in held:
        said = f"更正“{pending[-1].id}”还没有封存。"
        raise ProblemsFoundError([Problem(f"{folder}/{corrections.FILE}", 1, 1, "REG007", said)])
    return of


def _as_typed(item: str, called: Mapping[str, str]) -> str:
    """How people name what they correct; of all rows of a list how one of them is named."""
    kind, name = released.named(item)
    return f"{called[kind]} {'编号' if kind == released.HONOREE else name}".strip()


def _source(edition: Edition, of: str, kept: str) -> str:
    """Where the file stands that is kept, relative to the portal's root."""
    kind, name = released.named(of)
    if kind == released.RUBRIC and kept == f"{name}.yml":
        return f"rubrics/{edition.address}{kept}"
    below = "documents/" if kind == released.DOCUMENT and kept.endswith(".md") else ""
    return f"{edition.folder}/{below}{kept}"


def _kept(root: Path, edition: Edition, of: str, kept: str) -> bytes:
    """The bytes of a file as it is; of a list one row. The schema is still found from where it is kept."""
    kind, name = released.named(of)
    source = _source(edition, of, kept)
    if kind == released.HONOREE:
        table = tables.parse(source, (root / source).read_text("utf-8-sig"))[0]
        if table is None:
            raise ValueError(source)  # it was read a moment ago
        rows = [row for row in table.rows if numbered(row.cells[HONOREES["number"]]) == name]
        columns = tuple((one, 0, "text") for one in table.headings)
        return as_csv(Table("", columns, (tuple(row.cells.get(one, "") for one in table.headings) for row in rows)))
    return _SCHEMA.sub(rb"\g<1>../../../../../../\g<2>", (root / source).read_bytes())


def _with_entry(path: Path, data: bytes, entry: str) -> bytes:
    """The file of corrections with one more at its end: what is there stays byte for byte.

    Raises:
        ProblemsFoundError: when it is written so that nothing can be put at its end.

    """
    if not data:
        return (_HEAD + entry).encode()
    text = data.decode("utf-8-sig").replace("\r\n", "\n")
    match = re.search(r"^( *)- ", text, re.MULTILINE)
    lines = [f"{match[1] if match else '  '}{line.removeprefix('  ')}" for line in entry.splitlines()]
    end = "\r\n" if b"\r\n" in data else "\n"
    added = (end if text.endswith("\n") else end * 2) + end.join(lines) + end
    made = data + added.encode()
    before, after = (_entries(one) for one in (data, made))
    if after[:-1] != before or len(after) != len(before) + 1:
        remedy = "每条更正写成一个 - 开头的块，逐行缩进一致。"
        raise ProblemsFoundError([Problem(str(path), 1, 1, "REG007", "末尾加不了新的更正。", remedy)])
    return made


def _entries(data: bytes) -> list[object]:
    node, _ = nodes.parse("", data.decode("utf-8-sig").replace("\r\n", "\n"))
    value = nodes.value(node) if node else None
    found = value.get("corrections") if isinstance(value, dict) else None
    return found if isinstance(found, list) else []
