"""``/honours/<series>/<edition>/``: every title of an edition as a plain table, where each has its address for good."""

from __future__ import annotations

from collections.abc import Callable
from itertools import groupby

from msgspec import Struct

from generator.model import addresses
from generator.model.base import period
from generator.pages.context import Root
from generator.pages.honours.lookup import TITLE
from generator.pages.honours.roster import Entry, Roster
from generator.render.output import Crumb, Page

ROWS = 50
"""Of a table."""
MANY = 500
"""Of more titles, each table is laid out when it comes into sight: till then its height is a guess."""

_BEFORE = ("search/fold", "search/typing", "honours/engine", "honours/data")
_AFTER = ("honours/words", "honours/edition")


class Group(Struct, frozen=True):
    """Titles that stand together in the list, and what they have in common."""

    name: str
    entries: tuple[Entry, ...]

    @property
    def tables(self) -> list[tuple[Entry, ...]]:
        """The rows of each table: a browser lays out only those in sight, which it cannot do with parts of one."""
        return [self.entries[at : at + ROWS] for at in range(0, len(self.entries), ROWS)]


def titles(root: Root, roster: Roster) -> Page:
    """The page of an edition's titles."""
    title = f"{roster.name}称号名录"
    count = len(roster.entries)
    data = addresses.register_data(roster.edition.series.id, roster.edition.id)
    before, after = ([f"assets/portal/{name}.js" for name in names] for names in (_BEFORE, _AFTER))
    return root.page(
        roster.address,
        title,
        f"{period(roster.decision.date)}命名的{count}个称号，以及命名以后的复查、更名、摘牌和撤销。",
        "titles.html",
        values={
            "roster": roster,
            "groups": groups(roster),
            "count": count,
            "districts": _districts(roster),
            "many": count > MANY,
            "scripts": (*before, data, *after),
        },
        above=(Crumb(TITLE, addresses.HONOURS),),
        styles=("honours.css",),
        wide=True,
        alone=True,
        demo=roster.demo,
        draft=roster.draft,
    )


def groups(roster: Roster) -> list[Group]:
    """The titles as the list has them, grouped as the edition says."""
    honours = roster.edition.honours
    names = [_NAMES[one] for one in honours.outcome.groups] if honours else []

    def said(entry: Entry) -> str:
        return " · ".join(filter(None, (name(entry) for name in names)))

    return [Group(name, tuple(entries)) for name, entries in groupby(roster.entries, key=said)]


def _districts(roster: Roster) -> bool:
    """Whether the district needs a column: rows name one, and the groups do not."""
    honours = roster.edition.honours
    return bool(roster.districts and honours and "district" not in honours.outcome.groups)


_NAMES: dict[str, Callable[[Entry], str]] = {
    "award": lambda entry: entry.title.award.name,
    "tier": lambda entry: entry.tier,
    "district": lambda entry: entry.title.honoree.district,
    "kind": lambda entry: entry.title.honoree.kind,
}
