"""What an identifier should be where something else is written: what its key asks for, and which one may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from generator.load import nodes

_FEDERATION = "工会的标识，就是 content/federations/ 里的文件名（不带 .yml）"
_RUBRIC = "打分表的标识，就是 rubrics/ 里的文件名（不带 .yml）"
_FORM = "登记表的标识，就是 forms/ 里的文件名（不带 .yml）"
_EDITION = "年度的标识，就是那一届的文件夹名"
_ASKED = {
    "tier": "等次的标识，就是 campaign.yml 的 tiers 里的 id",
    "award": "称号的标识，就是 honours.yml 的 awards 里的 id",
    "checked_by": _FEDERATION,
    "federation": _FEDERATION,
    "parent": _FEDERATION,
    "rubric": _RUBRIC,
    "rubrics": _RUBRIC,
    "form": _FORM,
    "forms": _FORM,
    "edition": _EDITION,
    "current": _EDITION,
    "section": "部分的标识，就是打分表的 sections 里的 id",
    "item": "考核内容的标识，就是打分表的 items 里的 id",
}
_TITLES = ("title", "name", "short")
_BETWEEN = re.compile("[，、；,;]")


def asked(key: str) -> str:
    """What identifier a key asks for, in words; empty where any will do."""
    return _ASKED.get(key, "")


def identifier(files: Mapping[str, nodes.Mapping], path: str, written: str) -> str:
    """The only identifier of what is called so: in this file, beside it, or anywhere; empty where there is none."""
    beside = path.rpartition("/")[0]
    near = [(path,), [other for other in files if other.rpartition("/")[0] == beside], files]
    for paths in near:
        found = {id_ for other in paths if other in files for id_ in _called(files[other], written)}
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _called(node: nodes.Node, written: str) -> Iterable[str]:
    if isinstance(node, nodes.Sequence):
        for one in node.items:
            yield from _called(one, written)
    if isinstance(node, nodes.Mapping):
        said = {key: value.value.strip() for key, value in node.items.items() if isinstance(value, nodes.Scalar)}
        if "id" in said and written in (said.get(title) for title in _TITLES):
            yield said["id"]
        for one in node.items.values():
            yield from _called(one, written)


def several(written: str) -> list[str]:
    """What was written as one text, as the list that it was meant to be."""
    return [name for one in _BETWEEN.split(written.strip(" []")) if (name := one.strip())]
