"""``/honours/<series>/<edition>/``: every title of an edition as a plain table, where each has its address for good."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby

from generator.model import addresses
from generator.model.base import period
from generator.pages.context import Root
from generator.pages.honours.ledger import Entry, Ledger
from generator.pages.honours.lookup import TITLE
from generator.render.output import Crumb, Page

ROWS = 100
"""Of a table; one of so many is laid out when it comes into sight."""

_SCRIPTS = ("search/fold", "search/excerpt", "honours/engine", "honours/data")


@dataclass(frozen=True)
class Group:
    """Titles that stand together in the list, and what they have in common."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def tables(self) -> list[tuple[Entry, ...]]:
        """The rows of each table: a browser lays out only those in sight, which it cannot do with parts of one."""
        return [self.entries[at : at + ROWS] for at in range(0, len(self.entries), ROWS)]


def roll(root: Root, ledger: Ledger) -> Page:
    """The page of an edition's titles."""
    title = f"{ledger.name}称号名录"
    count = len(ledger.entries)
    data = addresses.register_data(ledger.edition.series.id, ledger.edition.id)
    return root.page(
        ledger.address,
        title,
        f"{period(ledger.decision.date)}命名的{count}个称号，以及命名以后的复查、更名、摘牌和撤销。",
        "titles.html",
        values={
            "ledger": ledger,
            "groups": groups(ledger),
            "count": count,
            "districts": _districts(ledger),
            "rows": ROWS,
        },
        above=(Crumb(TITLE, addresses.HONOURS),),
        styles=("honours.css",),
        scripts=(
            *(f"assets/portal/{name}.js" for name in _SCRIPTS),
            data,
            "assets/portal/honours/words.js",
            "assets/portal/honours/edition.js",
        ),
        wide=True,
        alone=True,
        demo=ledger.demo,
    )


def groups(ledger: Ledger) -> list[Group]:
    """The titles as the list has them, grouped as the edition says."""
    honours = ledger.edition.honours
    names = [_NAMES[one] for one in honours.outcome.groups] if honours else []

    def said(entry: Entry) -> str:
        return " · ".join(filter(None, (name(entry) for name in names)))

    return [Group(name, tuple(entries)) for name, entries in groupby(ledger.entries, key=said)]


def _districts(ledger: Ledger) -> bool:
    """Whether the district needs a column: rows name one, and the groups do not."""
    honours = ledger.edition.honours
    return bool(ledger.districts and honours and "district" not in honours.outcome.groups)


_NAMES: dict[str, Callable[[Entry], str]] = {
    "award": lambda entry: entry.title.award.name,
    "tier": lambda entry: entry.tier,
    "district": lambda entry: entry.title.honoree.district,
    "kind": lambda entry: entry.title.honoree.kind,
}
