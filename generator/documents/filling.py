"""What stands in the places of a form."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from generator.documents.blocks import Place
from generator.score.standing import OPEN

Spot = tuple[str, str]
"""A place by its kind and of what it is."""


class Filled(Struct, frozen=True):
    """Texts and ticks (yes, no, open) by place; without ``ticks`` every box is there and open.

    ``live`` is a form whose every place a script fills in as someone types.
    """

    texts: Mapping[Spot, str] = field(default_factory=dict)
    ticks: Mapping[Spot, str] | None = None
    live: bool = False

    def text(self, place: Place) -> str:
        """What stands in a place."""
        return self.texts.get((place.kind, place.of), "")

    def tick(self, place: Place) -> str | None:
        """Which of its boxes is ticked; ``None`` where it has no boxes."""
        return OPEN if self.ticks is None else self.ticks.get((place.kind, place.of))


NOTHING = Filled()
LIVE = Filled(live=True)
