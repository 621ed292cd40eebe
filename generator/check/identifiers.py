"""Identifiers, each of which may be used once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence


def again(names: Sequence[str]) -> Iterator[int]:
    """The indexes of the names that stood earlier in the sequence."""
    seen: set[str] = set()
    for i, name in enumerate(names):
        if name in seen:
            yield i
        seen.add(name)
