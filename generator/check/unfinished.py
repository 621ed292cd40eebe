"""Nothing is published of which a person still has to write or to decide a part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.load import Sources, nodes
from generator.model.honours import BLANK, PENDING
from generator.problems import Problem

_BEGIN, _END = "【", "】"
_CODES = {BLANK: "DRF001", PENDING: "DRF002"}
_STARTER = "演示数据：请"
"""With which those texts of the portal begin that ``portal init`` writes to be replaced."""


def files(sources: Sources) -> Iterator[Problem]:
    """Marks that a draft leaves for people, wherever they stand: texts, YAML, tables."""
    for path, text in sources.markdown.items():
        for number, line in enumerate(text.split("\n") if _BEGIN in text else (), 1):
            yield from _marks(path, line, number, 1)
    for path, node in sources.yaml.items():
        yield from values(path, node)
    for path, table in sources.tables.items():
        for row in table.rows:
            for heading, cell in row.cells.items():
                yield from _marks(path, cell, row.line, table.column(heading), at_start=True)


def values(path: str, node: nodes.Mapping) -> Iterator[Problem]:
    """Marks in the values of a YAML file."""
    for scalar in nodes.texts(node):
        if _BEGIN in scalar.value:
            yield from _marks(path, scalar.value, scalar.line, scalar.column, at_start=True)


def starter(sources: Sources) -> Iterator[Problem]:
    """Words of the portal that ``portal init`` writes: they are for one that shows a demonstration."""
    for path, text in sources.markdown.items():
        for number, line in enumerate(text.split("\n") if _STARTER in text else (), 1):
            if (at := line.find(_STARTER)) >= 0:
                yield _left(path, number, at + 1, line[at:])
    for path, node in sources.yaml.items():
        for scalar in nodes.texts(node):
            if _STARTER in scalar.value:
                yield _left(path, scalar.line, scalar.column, scalar.value)


def _left(path: str, line: int, column: int, said: str) -> Problem:
    kept = path.endswith("/portal.yml")
    remedy = f"没有演示的活动了，这里要换成本门户自己的内容{'' if kept else '；不要的，删去这一条或整个文件'}。"
    return Problem(path, line, column, "DRF001", f"还留着样板里的文字“{said}”。", remedy)


def told(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, but of a mark only that it is one: it is no day and no address either.

    What has a mark in its folder is not ready to be released, though it says when it goes online.
    """
    problems = list(problems)
    marks = {(one.path, one.line, one.column) for one in problems if one.code in _CODES.values()}
    folders = {path.rpartition("/")[0] for path, _, _ in marks}
    return [
        one
        for one in problems
        if not (one.code.startswith("SCH") and (one.path, one.line, one.column) in marks)
        and not (one.code == "REG006" and one.path.rpartition("/")[0] in folders)
    ]


def _marks(path: str, text: str, line: int, column: int, *, at_start: bool = False) -> Iterator[Problem]:
    """Each mark in a text that begins at this place; ``at_start`` where the place in the text is not known."""
    for mark, code in _CODES.items():
        at = text.find(mark)
        while at >= 0:
            said = text[at : text.find(_END, at) + 1] or text[at:]
            yield Problem(path, line, column if at_start else column + at, code, f"还留着“{said}”。")
            at = text.find(mark, at + 1)
