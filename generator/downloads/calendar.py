"""Calendars: one for each edition that has dates, and the portal's own, of the current editions.

Whoever subscribes to the portal's calendar fetches it whole each day, so it does not grow with the archive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from generator import lazily
from generator.downloads.entry import permanent
from generator.model import addresses
from generator.model.base import CHINA, instant
from generator.model.campaign import Phase
from generator.model.portal import Edition, Portal
from generator.render.output import OutputFile, Planned

icalendar = lazily.module("icalendar")

_ENTRY, _END = b"BEGIN:VEVENT\r\n", b"END:VCALENDAR\r\n"
_DAY = timedelta(days=1)


def of_edition(portal: Portal, edition: Edition) -> list[Planned]:
    """The calendar of an edition; one without an entry would be no calendar (RFC 5545), so it is left out.

    It is kept between builds: the library that writes it takes longer than all else.
    """
    if not edition.campaign.dated:
        return []
    path, name = f"{edition.address}{addresses.CALENDAR}", _name(edition)
    federation = portal.federations[edition.series.federation].name
    said = (path, name, federation, portal.settings.address, edition.campaign.model_dump_json())
    digest = hashlib.sha256(repr(said).encode()).hexdigest()
    return [Planned(path, digest, lambda: _calendar(portal, name, [edition]))]


def of_portal(portal: Portal, entries: Mapping[str, bytes]) -> list[OutputFile]:
    """The calendar of the portal's current editions; ``entries`` are those of theirs, by their addresses."""
    if not portal.scheduled:
        return []
    before, end, after = _calendar(portal, portal.settings.name, []).partition(_END)
    said = b"".join(entries[edition.address] for edition in portal.scheduled)
    return [OutputFile(addresses.CALENDAR, before + said + end + after)]


def entries(calendar: bytes) -> bytes:
    """The entries of a calendar that has some, as they stand in it."""
    return calendar[calendar.index(_ENTRY) : calendar.index(_END)]


def _name(edition: Edition) -> str:
    return edition.marked(edition.campaign.title)


def _calendar(portal: Portal, name: str, editions: Iterable[Edition]) -> bytes:
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//campaign-portal//calendar//ZH")
    # The name and the rhythm of fetching: as programs began to read them, and as RFC 7986 has them.
    for key in ("x-wr-calname", "name"):
        calendar.add(key, icalendar.vText(name))
    calendar.add("x-published-ttl", icalendar.vDuration(_DAY))
    calendar.add("refresh-interval", icalendar.vDuration(_DAY), {"VALUE": "DURATION"})
    for edition in editions:
        for phase in edition.campaign.dated:
            calendar.add_component(_event(portal, edition, phase))
    data: bytes = calendar.to_ical()
    return data


def _event(portal: Portal, edition: Edition, phase: Phase) -> Any:  # noqa: ANN401 - a library that is read late has no types
    """The whole days of a phase, in which nobody is busy."""
    first, last = _days(phase)
    event = icalendar.Event()
    event.add("uid", str(permanent(edition, phase.id)))
    event.add("dtstamp", _stamp(edition, first))
    event.add("dtstart", first)
    event.add("dtend", last + _DAY)  # the first day that is no longer part of it
    event.add("summary", edition.marked(_title(edition, phase)))
    event.add("description", _description(portal, edition, phase))
    event.add("categories", [portal.federations[edition.series.federation].name])
    event.add("transp", "TRANSPARENT")
    if portal.settings.address:
        event.add("url", _clause(portal, edition, phase))
    return event


def _days(phase: Phase) -> tuple[date, date]:
    """First and last day; a phase of which only the end is known is there on that day."""
    if phase.closes is None:
        raise ValueError(phase.id)
    return phase.opens or phase.closes, phase.closes


def _stamp(edition: Edition, first: date) -> datetime:
    """When the entry was made: with the notice; the day of the build must not show."""
    published = edition.campaign.document.published
    return instant(published) if published else datetime.combine(first, time(), CHINA)


def _title(edition: Edition, phase: Phase) -> str:
    """The phase comes first: a telephone shows no more than a few characters."""
    step = phase.title if phase.opens else f"{phase.title.removesuffix('截止')}截止"
    return f"{step}——{edition.campaign.title}"


def _description(portal: Portal, edition: Edition, phase: Phase) -> str:
    document = edition.campaign.document
    issued = "，".join(filter(None, (document.issuer, document.number)))
    lines = [
        phase.text,
        f"由谁来做：{phase.who}",
        f"原文：{phase.quote}",
        f"通知：《{''.join(document.title)}》（{issued}）",
    ]
    if portal.settings.address:
        lines.append(_clause(portal, edition, phase))
    return "\n".join(lines)


def _clause(portal: Portal, edition: Edition, phase: Phase) -> str:
    """The public address of the words that a phase rests on."""
    return f"{portal.settings.address}{edition.address}{addresses.NOTICE}#{phase.clause}"
