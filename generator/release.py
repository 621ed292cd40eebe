"""``portal release``: what an edition has published goes into its ledger, after which the check refuses a change."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator import check, load, tables
from generator.check import ledger
from generator.model import addresses
from generator.model.portal import Edition, Portal
from generator.problems import Problem, ProblemsFoundError
from generator.register import chain

_CAMPAIGNS = "content/campaigns"
_UNITS = {"number": (6, "text"), "item": (18, "text"), "digest": (66, "text"), "chain": (66, "text")}


@dataclass(frozen=True)
class Release:
    """The ledger of an edition as it becomes: where it stands, its bytes, and which items are new in it.

    ``data`` is empty where nothing is new: then nothing is to be written.
    """

    path: Path
    data: bytes
    added: tuple[str, ...]

    def lines(self) -> list[str]:
        """What it did, for people."""
        if not self.added:
            return ["没有新的内容要封存。"]
        return [f"已封存：{ledger.told(self.added)}。", f"写在 {self.path}；以后不能再改，变化加在 events.csv 末尾。"]


def release(root: Path, name: str) -> Release:
    """The ledger of ``<series>/<edition>`` with everything that is published and not in it yet; writes nothing.

    Raises:
        ProblemsFoundError: with every problem of the content but what is not in a ledger yet; or there is no such
            edition, or none that has granted anything.

    """
    sources = load.tree(root)
    edition = _edition(check.portal(sources, releasing=True), name)
    path = f"{_CAMPAIGNS}/{edition.address}{ledger.FILE}"
    if edition.honours is None:
        said = f"“{name}”没有 honours.yml，没有可以封存的内容。"
        raise ProblemsFoundError([Problem(path, 1, 1, "REF001", said)])
    lines, _ = ledger.read(path, sources.tables.get(path))
    new = tuple(chain.added(lines, chain.published(edition.honours), edition.series.id, edition.id))
    data = _written((*lines, *new)) if new else b""
    return Release(root / path, data, tuple(line.item for line in new))


def _edition(portal: Portal, name: str) -> Edition:
    """The edition of that name, or of the path of its folder."""
    wanted = addresses.named(name)
    found = {one.address.rstrip("/"): one for one in portal.editions}
    if wanted not in found:
        known = "、".join(one for one, edition in found.items() if edition.honours) or "（没有）"
        said = f"没有“{wanted}”这一届。有评选结果的：{known}。"
        raise ProblemsFoundError([Problem(name, 1, 1, "REF001", said)])
    return found[wanted]


def _written(lines: tuple[chain.Line, ...]) -> bytes:
    headings = tuple((chain.HEADINGS[part], *_UNITS[part]) for part in chain.HEADINGS)
    rows = ((line.number, line.item, line.digest, line.chain) for line in lines)
    return tables.as_csv(tables.Table("ledger", headings, rows))
