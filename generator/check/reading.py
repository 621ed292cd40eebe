"""Located nodes and texts to records and articles; what is wrong with them is gathered on the way."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TypeVar

from generator.check import meant, privacy, schema
from generator.check.article import article
from generator.load import Sources, nodes
from generator.model.base import Record
from generator.model.portal import Article
from generator.problems import Problem

R = TypeVar("R", bound=Record)


class Texts:
    """Articles by their paths: of those that were ``known``, a text that is as it was is not converted again.

    ``read`` are those that were asked for and have nothing wrong with them.
    """

    def __init__(self, known: Mapping[str, Article] = MappingProxyType({})) -> None:
        """With what is known."""
        self._known = known
        self.read: dict[str, Article] = {}

    def article(self, path: str, text: str) -> tuple[Article | None, list[Problem]]:
        """As ``check.article`` makes it."""
        known = self._known.get(path)
        made, problems = (known, []) if known is not None and known.source == text else article(path, text)
        if made is not None and not problems:
            self.read[path] = made
        return made, problems


class Reading:
    """Gathers ``problems`` while it builds; a part that failed is left out of what depends on it."""

    def __init__(self, sources: Sources, texts: Texts | None = None) -> None:
        """A reading of these sources, with the problems that they had already."""
        self.sources = sources
        self.converted = texts or Texts()
        self.problems = list(sources.problems)

    def record(self, kind: type[R], path: str) -> R | None:
        """The model of one file; its absence is a problem unless the loader refused it already."""
        node = self.sources.yaml.get(path)
        if node is None:
            if not self.sources.has(path):
                self.add(path, "FIL001", f"缺少文件“{path}”。")
            return None
        made, problems = schema.record(kind, path, node, lambda written: self.called(path, written))
        self.problems += problems
        return made

    def called(self, path: str, written: str) -> str:
        """The identifier of what is called so, for a file that says its name instead; empty where it is unclear."""
        return meant.identifier(self.sources.yaml, path, written)

    def named(self, kind: type[R], path: str, name: str) -> R | None:
        """A record whose ``id`` is the name of its file or folder."""
        made = self.record(kind, path)
        found = getattr(made, "id", name)
        if found != name:
            beside = f"{found}.yml"
            copy = path.endswith(f"/{name}.yml") and self.sources.has(f"{path.rpartition('/')[0]}/{beside}")
            remedy = f"是 {beside} 的副本的，删去，或移到门户以外；是另一份的，把 id 改成“{name}”。" if copy else ""
            self.add(path, "REF002", f"id 是“{found}”，文件（夹）名是“{name}”。", ("id",), remedy)
            return None
        return made

    def folder(self, kind: type[R], folder: str) -> dict[str, R]:
        """The records of a folder's files by their names."""
        made = {}
        for file in self.sources.below(folder):
            name = file.removesuffix(".yml")
            record = self.named(kind, f"{folder}/{file}", name)
            if record is not None:
                made[name] = record
        return made

    def article(self, path: str) -> Article | None:
        """The text of one file, without a number of a person."""
        text = self.sources.markdown.get(path)
        if text is None:
            if not self.sources.has(path):
                self.add(path, "FIL001", f"缺少文件“{path}”。")
            return None
        made, problems = self.converted.article(path, text)
        self.problems += problems
        if made is not None:
            self.problems += privacy.article(text, made, privacy.public(self.sources, path))
        return made

    def add(self, path: str, code: str, message: str, where: tuple[str | int, ...] = (), remedy: str = "") -> None:
        """Note a problem of a file, at a place in it."""
        node = self.sources.yaml.get(path)
        place = nodes.locate(node, where) if node else (1, 1)
        self.problems.append(Problem(path, *place, code, message, remedy))
