"""In which order the editions of a series stand, and which of them an edition speaks of."""

from __future__ import annotations

import re
from functools import lru_cache

from generator.model.portal import Edition, Portal

Key = tuple[tuple[int, int | str], ...]
"""The parts of an id: a number by what it is worth, before any word in its place."""


def order(edition: Edition) -> Key:
    """A key by which the editions of a series stand in order: 999, 2020, 2020-2, 2020-10, 2021."""
    return _parts(edition.id)


def before(portal: Portal, edition: Edition) -> Edition | None:
    """The edition of the series that comes before this one; none before the first."""
    earlier = [one for one in portal.editions if one.series.id == edition.series.id and order(one) < order(edition)]
    return max(earlier, key=order, default=None)


def quoted(portal: Portal, edition: Edition) -> frozenset[str]:
    """The addresses of those editions whose texts and forms its pages speak of, its own among them.

    Those are the one before and, of both, the one that is followed. Of all others the pages say no more than what they
    are called, who ran them and what came of them.
    """
    both = [one for one in (edition, before(portal, edition)) if one]
    followed = {f"{one.series.id}/{one.campaign.follows.edition}/" for one in both if one.campaign.follows}
    return frozenset({one.address for one in both} | followed)


@lru_cache(maxsize=1 << 10)
def _parts(name: str) -> Key:
    return tuple((0, int(part)) if part.isdecimal() else (1, part) for part in re.split("([0-9]+)", name) if part)
