"""``portal copy``: a new edition begins as a copy of another one, without what belongs to that one alone."""

from __future__ import annotations

import io
import os.path
import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from pydantic import TypeAdapter, ValidationError

from generator import check, load
from generator.load import nodes
from generator.looks import CAMPAIGNS, FOLDERS
from generator.model import addresses
from generator.model.base import Slug
from generator.model.portal import Edition
from generator.model.sequence import order
from generator.problems import Problem, ProblemsFoundError

_COPIED = re.compile(rf"rubrics/.+|{CAMPAIGNS}/[^/]+/[^/]+/(campaign\.yml|notice\.md|faq\.md|forms/.+)")
"""What a new edition begins with; all else says what an edition has published and what came of it."""
_ID = TypeAdapter[str](Slug)
_SHOWN = 6  # lines of a file that are named by their numbers


class Copy(Struct, frozen=True):
    """A new edition: its folders, relative to the portal's root, and the files of each; nothing is written yet.

    ``left`` names what the edition before has and this one does not; ``compared`` is the edition whose page compares
    the new one with one that was there: its own, or of an older one that of the edition after it.
    """

    before: Edition
    id: str
    folders: dict[str, dict[str, bytes]]
    left: tuple[str, ...]
    compared: str

    def lines(self) -> Iterator[str]:
        """What it holds and what to do next, for people."""
        series, label, follows = self.before.series.id, self.before.campaign.label, self.before.campaign.follows
        name = f"{series}/{self.id}"
        yield f"已照{label}一届新建 {name}，是草稿："
        yield from (f"   {folder}/（{len(files)} 个文件）" for folder, files in sorted(self.folders.items()))
        if self.left:
            yield f"没有复制 {'、'.join(self.left)}：只属于{label}一届。"
        yield "接着："
        yield "1. notice.md 换成新的通知，照抄原文；还是那一条的，条款标识（{#…}、{: #… }）不改。"
        yield "2. campaign.yml 改 title、label，document 里的标题、文号、日期、版记、整理说明，各阶段的时间，"
        yield "   等次的分数线，联系方式，和每一处 quote。上网时间（published）先不写：没有写的是草稿，不要求封存。"
        yield "3. faq.md、登记表、打分表照新的通知改；还是那一项的，id 不改。"
        if follows:
            yield f"   现在照旧沿用“{follows.edition}”的标准（follows）；新的通知另有标准的，删去它，写自己的打分表。"
        yield from self._dated()
        yield f"4. portal check 到没有问题；portal serve，打开 /{self.compared}/changes/，逐项核对与前一届的不同。"
        if self._is_newer():
            yield f'5. 改完了，在 {CAMPAIGNS}/{series}/series.yml 写 current: "{self.id}"，现行的就是这一届。'
        else:
            yield f"5. series.yml 的 current 不改：比起现行的“{self.before.series.current}”，这是以前的一届。"
        yield f"6. 通知上网，写 published，运行 portal release {name}，再 portal build。"
        yield "没有改完以前，不要发布网站（portal publish）：草稿也会生成网页，每一页都标着“草稿”，但谁都看得到。"

    def _is_newer(self) -> bool:
        """Whether it comes after the edition that the series leads to."""
        current, new = (replace(self.before, id=id_) for id_ in (self.before.series.current, self.id))
        return order(new) > order(current)

    def _dated(self) -> Iterator[str]:
        """Where what the edition before is called in addresses, mostly its year, still stands."""
        year = re.compile(rf"\b{self.before.id}\b", re.ASCII)
        for folder, files in sorted(self.folders.items()):
            for name, data in files.items():
                lines = enumerate(io.StringIO(data.decode("utf-8-sig")), 1)
                if at := [number for number, line in lines if year.search(line)]:
                    more = f"等 {len(at)} " if len(at) > _SHOWN else ""
                    named = "、".join(map(str, at[:_SHOWN]))
                    yield f"   还写着“{self.before.id}”：{folder}/{name} 第 {named} {more}行"


def copy(root: Path, name: str, id_: str) -> Copy:
    """The edition ``id_`` with the text of ``<series>/<edition>``, as a draft of the same series; writes nothing.

    Raises:
        ProblemsFoundError: when the id cannot be one or stands for an edition already; with every problem of the
            content; or no edition has that name, or it is written so that it cannot be made a draft.

    """
    wanted = addresses.named(name).partition("/")[0]
    _refuse(root, wanted, id_)
    sources = load.tree(root)
    portal = check.portal(sources, releasing=True)
    before = check.named(portal, name)
    new = replace(before, id=id_)
    older = order(new) < order(before)
    later = [one for one in portal.editions if one.series.id == wanted and order(one) > order(new)]
    compared = min(later, key=order) if older else new
    folders, left = {}, set[str]()
    for above in FOLDERS:
        old = f"{above}/{before.address}"
        there = sorted(path for path in sources.digests if path.startswith(old))
        copied = {path: (root / path).read_bytes() for path in there if _COPIED.fullmatch(path)}
        left |= {path.removeprefix(old).partition("/")[0] for path in there if path not in copied}
        if (campaign := f"{old}campaign.yml") in copied:
            copied[campaign] = _draft(campaign, copied[campaign], sources.yaml[campaign])
        if copied:
            folders[f"{above}/{wanted}/{id_}"] = {path.removeprefix(old): data for path, data in copied.items()}
    return Copy(before, id_, folders, tuple(sorted(left)), compared.address.rstrip("/"))


def _refuse(root: Path, series: str, id_: str) -> None:
    try:
        _ID.validate_python(id_)
    except ValidationError:
        said = f"名称“{id_}”会成为网址的一部分，写法不合规。"
        raise ProblemsFoundError([Problem(id_, 1, 1, "FIL007", said)]) from None
    there = [folder for above in FOLDERS if os.path.lexists(root / (folder := f"{above}/{series}/{id_}"))]
    if there:
        raise ProblemsFoundError(Problem(folder, 1, 1, "CPY001", "这个文件夹已经有了，没有复制。") for folder in there)


def _draft(path: str, data: bytes, node: nodes.Mapping) -> bytes:
    """A campaign without the time when its notice went online: all other lines stay as they are.

    Raises:
        ProblemsFoundError: when the time does not have a line of its own.

    """
    document = node.items["document"]
    if not isinstance(document, nodes.Mapping) or "published" not in document.keys:
        return data
    key = document.keys["published"]
    lines = list(io.StringIO(data.decode(), newline=""))
    made = "".join((*lines[: key.line - 1], *lines[key.line :])).encode()
    without = nodes.Mapping(0, 0, {name: one for name, one in document.items.items() if name != "published"})
    expected = nodes.Mapping(0, 0, node.items | {"document": without})
    after, _ = nodes.parse(path, made.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n"))
    if after is None or nodes.value(after) != nodes.value(expected):
        raise ProblemsFoundError([Problem(path, key.line, key.column, "CPY002", "上网时间（published）去不掉。")])
    return made
