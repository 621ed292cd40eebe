"""``portal release``: what an edition has published goes into its ledger, after which the check refuses a change."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator import check, load, tables
from generator.check import ledger
from generator.finished import OUT
from generator.model import addresses
from generator.problems import Problem, ProblemsFoundError
from generator.publish import ledgers
from generator.register import chain

_DRAFT = "通知还没有写上网时间（campaign.yml 里 document 的 published）"
_UNITS = {"number": (6, "text"), "item": (18, "text"), "digest": (66, "text"), "chain": (66, "text")}


class Release(Struct, frozen=True):
    """The ledger of an edition as it becomes: where it stands, its bytes, and which items are new in it.

    ``data`` is empty where nothing is new: then nothing is to be written. ``draft`` says that the notice is not online,
    ``compared`` that there was a site whose ledger this one goes on from, ``early`` that something new is to go online
    on a day still to come.
    """

    path: Path
    data: bytes
    added: tuple[str, ...]
    draft: bool = False
    compared: bool = False
    early: str = ""

    def lines(self) -> list[str]:
        """What it did, for people."""
        if self.added:
            said = [f"已封存：{chain.told(self.added)}。", f"写在 {self.path}；以后只能更正，不能直接改。"]
            if self.early:
                said.append(f"注意：{self.early}：写错了的直接改，上网时间没有封存；没有写错的，到那天再发布。")
            if self.draft:
                said.append(f"注意：{_DRAFT}，通知和打分表没有封存。")
        else:
            said = [f"没有新的内容要封存{f'：{_DRAFT}' if self.draft else ''}。"]
        return said if self.compared else [*said, "没有找到生成好的网站，没有与公布过的封存记录核对。"]


def release(root: Path, name: str, site: Path | None = None) -> Release:
    """The ledger of ``<series>/<edition>`` with everything that is published and not in it yet; writes nothing.

    ``site`` is a folder with the site as it is published: its ledger must go on in this one. Where none is named that
    is ``public``, if there is one.

    Raises:
        ProblemsFoundError: with every problem of the content but what is not in a ledger yet; or there is no such
            edition; or the folder that is named holds no site, or its ledger what this one does not.

    """
    built = site or root / OUT
    there = (built / "index.html").is_file()
    if site and not there:
        said = "这个文件夹里没有生成好的网站。" if site.is_dir() else "没有这个文件夹。"
        raise ProblemsFoundError([Problem(str(site), 1, 1, "PUB001", said)])
    sources = load.tree(root)
    edition = check.named(check.portal(sources, releasing=True), name)
    path = f"{edition.folder}/{ledger.FILE}"
    lines, _ = ledger.read(path, sources.tables.get(path))
    new = tuple(chain.added(lines, chain.due(lines, edition), edition.series.id, edition.id))
    whole = (*lines, *new)
    data = tables.as_csv(as_table(whole))
    compared = _follows(data, path, built / addresses.ledger(edition.series.id, edition.id)) or there
    draft = not edition.campaign.document.published
    items = tuple(line.item for line in new)
    return Release(root / path, data if new else b"", items, draft, compared, ledger.early(edition, items))


def _follows(data: bytes, path: str, published: Path) -> bool:
    """Refuse a ledger that does not go on from the one that is published: that one was cut, or begun anew.

    Whether one is published.
    """
    if not published.is_file():
        return False
    at = ledgers.departs(published.read_bytes(), data)
    if at is not None:
        said = f"和已经生成的网站里的封存记录（{published}）从第{at + 1}条起不一样。"
        raise ProblemsFoundError([Problem(path, at + 2, 1, "REG004", said)])
    return True


def as_table(lines: tuple[chain.Line, ...]) -> tables.Table:
    """A ledger as a table."""
    headings = tuple((chain.HEADINGS[part], *_UNITS[part]) for part in chain.HEADINGS)
    return tables.Table("ledger", headings, ((line.number, line.item, line.digest, line.chain) for line in lines))
