"""What both engines score by: a rubric with its edition's tiers and vetoes, as one canonical JSON."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from functools import cached_property, lru_cache

import msgspec
from msgspec import Struct

from generator.model.campaign import Condition, Tier, Veto, applies_to
from generator.model.portal import Edition
from generator.model.rubric import BonusItem, Counted, Item, Rubric
from generator.model.rules import Rule, most_gain
from generator.score.links import Links, links, reach

ENGINE = 1
"""Version of the scoring rules; two results compare only when it is the same."""


class Scheme(Struct, frozen=True, dict=True, cache_hash=True):
    """A rubric, and what the edition says around it."""

    id: str
    rubric: Rubric
    tiers: tuple[Tier, ...]
    vetoes: tuple[Veto, ...]

    @cached_property
    def links(self) -> Links:
        """What answers to its yes/no questions say of each other."""
        return links(self.rubric, [veto.id for veto in self.vetoes])

    @cached_property
    def bonus(self) -> tuple[BonusItem, ...]:
        """Its items outside the total."""
        return self.rubric.bonus.items if self.rubric.bonus else ()

    @cached_property
    def full(self) -> int:
        """What its items add up to, in hundredths."""
        return self.rubric.summed

    @cached_property
    def readings(self) -> tuple[str, ...]:
        """Every reading that can be taken otherwise: ``<item>.<reading>``, last ``bonus``."""
        found = [f"{row.id}.{reading.id}" for row in self.rubric.rows for reading in row.choices]
        unsaid = self.rubric.bonus is not None and self.rubric.bonus.counts == "unsaid"
        return (*found, "bonus") if unsaid else tuple(found)

    @cached_property
    def refs(self) -> frozenset[str]:
        """Every question that a sheet can answer."""
        conditions = [condition.id for tier in self.tiers for condition in tier.conditions if condition.ask]
        return frozenset(
            [
                *(f"veto.{veto.id}" for veto in self.vetoes),
                *(f"except.{veto.id}" for veto in self.vetoes if veto.exception),
                *(f"fact.{fact.id}" for fact in self.rubric.facts),
                *(f"condition.{name}" for name in conditions),
                *(f"{row.id}.{rule.id}" for row in self.rubric.rows for rule in row.rules),
            ]
        )

    def follows(self, ref: str) -> set[str]:
        """All that a yes at a question makes a yes."""
        return reach([ref], self.links.forward)

    def row_of(self, reading: str) -> Counted | None:
        """The row that a reading changes; ``None`` for the one about tiers."""
        return self._rows.get(reading)

    def counting(self, row: Counted, chosen: Collection[str]) -> tuple[int, tuple[Rule, ...]]:
        """The base of a row in hundredths and its rules, as the readings that are taken otherwise have them."""
        taken = [reading for reading in row.choices if f"{row.id}.{reading.id}" in chosen] if chosen else []
        if not taken:
            return self._bases[row.id], row.rules
        changed = {
            rule.id: rule for reading in taken for rule in (reading.otherwise.rules if reading.otherwise else ())
        }
        rules = tuple(changed.get(rule.id, rule) for rule in row.rules)
        return _base(row, rules), rules

    def counts_bonus(self, chosen: Collection[str]) -> bool:
        """Whether tiers are measured on the total with bonus."""
        bonus = self.rubric.bonus
        return bonus is not None and (bonus.counts == "yes" or (bonus.counts == "unsaid" and "bonus" in chosen))

    @cached_property
    def _rows(self) -> dict[str, Counted]:
        return {f"{row.id}.{reading.id}": row for row in self.rubric.rows for reading in row.choices}

    @cached_property
    def _bases(self) -> dict[str, int]:
        return {row.id: _base(row, row.rules) for row in self.rubric.rows}


def _base(row: Counted, rules: tuple[Rule, ...]) -> int:
    points = (row.points or 0) if isinstance(row, Item) else 0
    return points - sum(most_gain(rule, points) for rule in rules)


def scheme(edition: Edition, rubric: Rubric) -> Scheme:
    """The scheme of one rubric of an edition; its id is ``<series>/<edition>/<rubric>``."""
    campaign = edition.campaign
    return Scheme(
        f"{edition.address}{rubric.id}",
        rubric,
        tuple(tier for tier in campaign.tiers if applies_to(tier, rubric.id)),
        tuple(veto for veto in campaign.vetoes if applies_to(veto, rubric.id)),
    )


@lru_cache(maxsize=1 << 5)  # pages and downloads of an edition have the same scheme, and those of the edition after it
def canonical(of: Scheme) -> str:
    """The one JSON text that the browser scores by and the digest is taken of.

    Points and percentages are whole hundredths; keys are sorted; keys at their default are left out.
    The same rubric gives the same bytes.
    """
    document = {
        "engine": ENGINE,
        "id": of.id,
        "tiers": [_tier(tier) for tier in of.tiers],
        "vetoes": [_veto(veto, of.links.forward[f"veto.{veto.id}"]) for veto in of.vetoes],
        "rubric": of.rubric.model_dump(mode="json", exclude=BESIDE, exclude_defaults=True),
    }
    return msgspec.json.encode(document, order="deterministic").decode()


BESIDE = {"vetoes", "kinds", "head", "opinions", "remark"}
"""What a rubric holds that has no part in the score; vetoes are told with what the edition says of them."""

TIER = {"id", "title", "minimum", "cumulative"}
CONDITION = {"id", "text", "ask", "section", "item", "minimum"}
VETO = {"id", "text", "exception", "fixable"}
"""What is told of a tier (beside its conditions), of a condition and of a veto (beside what it implies)."""


def _tier(tier: Tier) -> dict[str, object]:
    told = tier.model_dump(mode="json", include=TIER, exclude_defaults=True)
    conditions = [_condition(condition) for condition in tier.conditions]
    return {**told, "conditions": conditions} if conditions else told


def _condition(condition: Condition) -> dict[str, object]:
    return condition.model_dump(mode="json", include=CONDITION, exclude_defaults=True)


def _veto(veto: Veto, implies: tuple[str, ...]) -> dict[str, object]:
    told = veto.model_dump(mode="json", include=VETO, exclude_defaults=True)
    return {**told, "implies": implies}


def digest(of: Scheme) -> str:
    """The first 12 hex digits of the SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(of).encode()).hexdigest()[:12]
