"""What of a site says that it goes online on a day still to come: told before it is published."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from xml.etree import ElementTree as ET

from generator.model import addresses

_ATOM = {"a": "http://www.w3.org/2005/Atom"}


def documents(site: Path, today: str) -> list[tuple[str, str]]:
    """Titles and days of what its feed, the newest first, has after ``today``."""
    with suppress(OSError, ET.ParseError):
        feed = ET.fromstring((site / addresses.FEED).read_bytes())  # noqa: S314 - as a build has just written it
        entries = [[one.findtext(f"a:{name}", "", _ATOM) for name in ("title", "published")] for one in feed]
        return [(title, at[:10]) for title, at in entries if at[:10] > today]
    return []
