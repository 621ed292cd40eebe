"""What entries of a calendar and of the feed have in common."""

from __future__ import annotations

from uuid import UUID, uuid5

from generator.model.portal import Edition

_SPACE = UUID("95fe8a85-3772-4905-a67d-a769b14b4991")


def permanent(edition: Edition, *names: str) -> UUID:
    """An id for good, made of ids that are never changed.

    The portal's address is no part of it: whoever has subscribed would get everything twice after a move.
    """
    series = edition.series
    return uuid5(_SPACE, "/".join((series.federation, series.id, edition.id, *names)))
