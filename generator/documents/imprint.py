"""版记 below an official document: who issued it stands at the left end of its line, and when at the right."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.documents.blocks import Imprint

_BEFORE_DAY = re.compile(r"\s+(?=\S+年\S+月\S+日印发$)")


def imprint(lines: Iterable[str]) -> Imprint:
    """As a block."""
    return Imprint(tuple(map(sides, lines)))


def sides(line: str) -> tuple[str, ...]:
    """A line in two where a day stands apart at its end, else in one.

    >>> sides("某市总工会办公室　2023年9月5日印发")
    ('某市总工会办公室', '2023年9月5日印发')
    >>> sides("抄送：省总工会，市委办公室。")
    ('抄送：省总工会，市委办公室。',)
    """
    return tuple(_BEFORE_DAY.split(line))
