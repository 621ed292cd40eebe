"""The order of editions: what comes before what decides what is compared, and which one is the newest."""

from __future__ import annotations

import random

import pytest
import small_portals

from generator.model.sequence import before, order


@pytest.mark.parametrize(
    "ids",
    [
        ["999", "2020", "2021"],
        ["2020", "2020-2", "2020-10", "2021"],
        ["2024", "2024-1", "2024-2"],
        ["2020-spring", "2020-spring-2", "2021-autumn"],
        ["2", "10", "first", "second"],
        ["no-9", "no-10", "no-10-2"],
    ],
)
def test_order(ids: list[str]) -> None:
    editions = [small_portals.edition(name=id_) for id_ in ids]
    mixed = random.Random(0).sample(editions, len(editions))
    assert [one.id for one in sorted(mixed, key=order)] == ids
    portal = small_portals.portal(*mixed)
    assert [earlier.id if (earlier := before(portal, one)) else None for one in editions] == [None, *ids[:-1]]
