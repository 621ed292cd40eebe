"""What both engines score by: a rubric with its edition's tiers and vetoes, as one canonical JSON."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass

from generator.model.campaign import Tier, Veto
from generator.model.portal import Edition
from generator.model.rubric import Rubric, VetoLink

ENGINE = 1
"""Version of the scoring rules; two results compare only when it is the same."""


@dataclass(frozen=True)
class Scheme:
    """A rubric, and what the edition says around it."""

    id: str
    rubric: Rubric
    tiers: tuple[Tier, ...]
    vetoes: tuple[Veto, ...]

    def links(self, veto: str) -> tuple[str, ...]:
        """The questions of the rubric that a veto answers."""
        found: list[VetoLink] = [link for link in self.rubric.vetoes if link.id == veto]
        return found[0].implies if found else ()


def scheme(edition: Edition, rubric: Rubric) -> Scheme:
    """The scheme of one rubric of an edition; its id is ``<series>/<edition>/<rubric>``."""
    campaign = edition.campaign
    return Scheme(f"{edition.address}{rubric.id}", rubric, campaign.tiers, campaign.vetoes)


def canonical(of: Scheme) -> str:
    """The one JSON text that the browser scores by and the digest is taken of.

    Points and percentages are whole hundredths; keys are sorted; keys at their default are left out.
    The same rubric gives the same bytes.
    """
    document = {
        "engine": ENGINE,
        "id": of.id,
        "tiers": [{"id": tier.id, "title": tier.title, "minimum": tier.minimum} for tier in of.tiers],
        "vetoes": [{"id": veto.id, "text": veto.text, "implies": of.links(veto.id)} for veto in of.vetoes],
        "rubric": of.rubric.model_dump(mode="json", exclude={"vetoes"}, exclude_defaults=True),
    }
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def digest(of: Scheme) -> str:
    """The first 12 hex digits of the SHA-256 of the canonical JSON."""
    return hashlib.sha256(canonical(of).encode()).hexdigest()[:12]
