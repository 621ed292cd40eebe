"""Numbers of persons, which have no place on a public site."""

from __future__ import annotations

import re
from collections.abc import Iterator

_MOBILE = re.compile(r"(?<![0-9])(1[3-9][0-9])[ -]?[0-9]{4}[ -]?([0-9]{4})(?![0-9])")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９－", "0123456789-")


def mobiles(text: str) -> Iterator[tuple[int, str]]:
    """Where each number stands that looks like one of a mobile phone, and how to show it in a message."""
    for found in _MOBILE.finditer(text.translate(_FULL_WIDTH)):
        yield found.start(), f"{found[1]}****{found[2]}"
