"""The names that an edition has for its awards, tiers and districts, and what a list may write for them."""

from __future__ import annotations

import re

from msgspec import Struct

from generator.check import numerals
from generator.model.base import compact
from generator.model.campaign import Campaign
from generator.model.honours import HONOREES, Outcome

_STARS = re.compile(r"([1-7一二三四五六七])星级?|(★+)")
_ENDS = ("总工会", "工会", "区", "县", "市")


class Terms(Struct, frozen=True):
    """All empty where no edition is said: then names are written as they are found."""

    awards: tuple[str, ...] = ()
    tiers: tuple[str, ...] = ()
    districts: tuple[str, ...] = ()
    tiered: frozenset[str] = frozenset()
    """The awards that have tiers."""

    @property
    def closed(self) -> set[str]:
        """The parts that hold nothing but these names."""
        return {part for part, names in self._names.items() if names}

    @property
    def _names(self) -> dict[str, tuple[str, ...]]:
        return {"award": self.awards, "tier": self.tiers, "district": self.districts}

    def exactly(self, part: str, said: str) -> str | None:
        """The name that is written like this, full-width letters and spaces apart."""
        return next((name for name in self._names.get(part, ()) if compact(name) == compact(said)), None)

    def tier_within(self, said: str) -> str:
        """The one tier that a longer text names: 五星级职工之家."""
        found = [name for name in self.tiers if compact(name) in compact(said)]
        longest = [one for one in found if not any(one in other for other in found if other != one)]
        return longest[0] if len(longest) == 1 else ""

    def match(self, part: str, said: str) -> str | None:
        """The name that is meant; what is not surely one of them is none. Without names, what is said."""
        names = self._names.get(part, ())
        if not names or (known := self.exactly(part, said)) is not None:
            return said if not names else known
        if part == "tier":
            alike = [name for name in names if _star(name) and _star(name) == _star(said)]
        elif part == "district":
            alike = [name for name in names if _same_district(name, said)]
        else:
            alike = []
        return alike[0] if len(alike) == 1 else None

    def unknown(self, part: str, said: str) -> str:
        """What to say of a name that is none of them."""
        return f"的“{said}”不是本届的“{HONOREES[part]}”，可用：{'、'.join(self._names[part])}。"


def of(outcome: Outcome, campaign: Campaign) -> Terms:
    """The names of an edition."""
    return Terms(
        tuple(one.name for one in outcome.awards),
        tuple(one.title for one in campaign.tiers),
        outcome.districts,
        frozenset(one.name for one in outcome.awards if one.tiered),
    )


def _star(said: str) -> int:
    """The number of stars: 五星级, 5星, 五星, ★★★★★ are 5; 0 for none of these."""
    found = _STARS.fullmatch(compact(said))
    if not found:
        return 0
    if found[2]:
        return len(found[2])
    return numerals.value(found[1])


def _same_district(name: str, said: str) -> bool:
    """江东 and 江东区总工会 are 江东区."""
    name, said = compact(name), compact(said)
    shorter, longer = sorted((name, said), key=len)
    rest = longer.removeprefix(shorter)
    return longer.startswith(shorter) and (rest in _ENDS or rest in {f"{end}总工会" for end in "区县市"})
