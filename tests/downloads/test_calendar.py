"""Calendars, read back by vobject, a parser that shares nothing with the library that writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import assume, given
from hypothesis import strategies as st
from msgspec.structs import replace
from small_portals import ADDRESS, LINES, TEXTS, TITLES, edition, phase, portal

from generator.downloads import calendar
from generator.model.campaign import Phase
from generator.model.portal import Edition, Portal
from generator.render.output import OutputFile


def files(made: Portal) -> dict[str, bytes]:
    dated = {one.address: file for one in made.editions for file in calendar.of_edition(made, one)}
    files = {address: OutputFile(one.path, one.make()) for address, one in dated.items()}
    entries = {address: calendar.entries(one.data) for address, one in files.items()}
    return {file.path: file.data for file in (*files.values(), *calendar.of_portal(made, entries))}


def parsed(data: bytes) -> Any:  # noqa: ANN401 - vobject's components have the properties that are there
    (found,) = vobject.readComponents(data.decode())
    found.validate(raiseException=True)
    return found


def event(one: Edition, **settings: object) -> Any:  # noqa: ANN401 - as above
    (found,) = parsed(files(portal(one, **settings))["calendar.ics"]).vevent_list
    return found


@pytest.mark.parametrize(
    ("start", "end", "first", "last"),
    [
        ("2023-10-11", "2023-10-31", date(2023, 10, 11), date(2023, 10, 31)),
        ("2023-10-11", "", date(2023, 10, 11), date(2023, 10, 11)),
        ("", "2023-10-31", date(2023, 10, 31), date(2023, 10, 31)),
        ("2020-08", "", date(2020, 8, 1), date(2020, 8, 31)),
        ("2019-04", "2019-09-30", date(2019, 4, 1), date(2019, 9, 30)),
        ("2019-12-05", "2020-02", date(2019, 12, 5), date(2020, 2, 29)),
        ("", "2018-06", date(2018, 6, 30), date(2018, 6, 30)),
        ("2018", "2018-10", date(2018, 10, 31), date(2018, 10, 31)),
        ("2099-12-31", "", date(2099, 12, 31), date(2099, 12, 31)),
    ],
)
def test_the_days_of_a_phase(start: str, end: str, first: date, last: date) -> None:
    written = {key: value for key, value in (("start", start), ("end", end)) if value}
    found = event(edition(phase(**written)))
    assert found.dtstart.value == first
    assert found.dtend.value == last + timedelta(days=1)  # exclusive


@pytest.mark.parametrize(
    "phases",
    [[], [phase()], [phase(start="2020")], [phase(end="2020")], [phase(start="2018-10", end="2018")]],
    ids=["no phase", "no date", "a year", "until a year", "until an end that is only a year"],
)
def test_without_a_date_there_is_no_calendar(phases: list[Phase]) -> None:
    assert files(portal(edition(*phases))) == {}


def test_an_entry_says_what_by_whom_and_where_it_stands() -> None:
    one = edition(
        phase(title="报送材料", end="2023-10-31", text="报送两份", who="各单位", quote="请于10月31日前报送"),
        title=("关于开展", "活动的通知"),
        issuer="示例市总工会",
        number="示会发〔2023〕1号",
    )
    found = event(one)
    assert found.summary.value == f"报送材料截止——{one.campaign.title}"
    assert found.description.value == (
        "报送两份\n由谁来做：各单位\n原文：请于10月31日前报送\n通知：《关于开展活动的通知》（示例市总工会，示会发〔2023〕1号）"
    )
    assert found.categories.value == ["示例市总工会"]
    assert found.transp.value == "TRANSPARENT"
    assert "url" not in found.contents


def test_the_portal_s_address_leads_to_the_clause() -> None:
    found = event(edition(phase(start="2026-08")), address=ADDRESS)
    assert found.url.value == f"{ADDRESS}demo/2026/notice/#purpose"
    assert found.description.value.endswith(f"\n{ADDRESS}demo/2026/notice/#purpose")


def test_invented_data_say_so() -> None:
    assert event(edition(phase(start="2026-08"), demo=True)).summary.value.startswith("【演示数据】申报——")


def test_ids_last_and_differ() -> None:
    """They change neither with words and dates nor with the portal's address."""
    one = edition(phase(start="2026-08"))
    (uid,) = {
        event(one).uid.value,
        event(one, address=ADDRESS).uid.value,
        event(edition(phase(start="2026-09-01", title="改了"))).uid.value,
    }
    assert uid == "156e57e0-2ae8-57fc-a243-05566f4a3a7a"
    others = [edition(phase(id="other", start="2026-08")), edition(phase(start="2026-08"), name="2027")]
    assert len({uid, *(event(other).uid.value for other in others)}) == 3


@pytest.mark.parametrize(
    ("published", "stamp"),
    [
        ("2026-11-21 09:30", datetime(2026, 11, 21, 1, 30, tzinfo=UTC)),
        ("2026-11-21 00:00", datetime(2026, 11, 20, 16, 0, tzinfo=UTC)),
        (None, datetime(2026, 7, 31, 16, 0, tzinfo=UTC)),
    ],
)
def test_entries_are_stamped_with_the_notice_not_with_the_build(published: str | None, stamp: datetime) -> None:
    assert event(edition(phase(start="2026-08"), published=published)).dtstamp.value == stamp


def test_the_portal_s_calendar_holds_the_current_editions() -> None:
    old, new = (edition(phase(start=f"{year}-08"), name=year) for year in ("2025", "2026"))
    made = portal(replace(old, series=new.series), new, name="示例，门户;,\\")
    found = files(made)
    assert set(found) == {"demo/2025/calendar.ics", "demo/2026/calendar.ics", "calendar.ics"}
    whole = parsed(found["calendar.ics"])
    assert [one.dtstart.value for one in whole.vevent_list] == [date(2026, 8, 1)]
    assert whole.x_wr_calname.value == "示例，门户;,\\"
    assert parsed(found["demo/2025/calendar.ics"]).x_wr_calname.value == old.campaign.title


def test_the_file_is_as_rfc_5545_has_it() -> None:
    one = edition(phase(start="2026-08", text="很长的一句话，" * 40 + "𠮷" * 40, quote="第一行\n第二行"))
    data = files(portal(one))["calendar.ics"]
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert not [line for line in lines if b"\n" in line or b"\r" in line]
    assert [line for line in lines if line.startswith(b" ")]  # folded, and
    assert max(map(len, lines)) <= 75  # octets, and
    assert b"\r\n".join(lines).decode() == "\r\n".join(line.decode() for line in lines)  # within no character
    assert lines[:2] == [b"BEGIN:VCALENDAR", b"VERSION:2.0"]
    assert b"REFRESH-INTERVAL;VALUE=DURATION:P1D" in lines
    assert b"DTSTART;VALUE=DATE:20260801" in lines
    assert b"DTEND;VALUE=DATE:20260901" in lines


@given(title=TITLES, who=LINES, text=LINES, quote=TEXTS, name=TITLES, issuer=TITLES)
def test_whatever_is_legal_is_read_as_it_was_written(  # noqa: PLR0913 - each is a place for words
    *, title: str, who: str, text: str, quote: str, name: str, issuer: str
) -> None:
    assume("\\N" not in f"{title}{who}{text}{quote}{name}{issuer}")  # icalendar takes it for a line break
    one = edition(phase(start="2026-08", title=title, who=who, text=text, quote=quote), issuer=issuer)
    data = files(portal(one, name=name))["calendar.ics"]
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    found = parsed(data)
    assert found.x_wr_calname.value == name
    assert found.vevent.summary.value == f"{title}——{one.campaign.title}"
    start = f"{text}\n由谁来做：{who}\n原文：{quote}\n通知：《"
    assert found.vevent.description.value.startswith(start)
    assert found.vevent.description.value.endswith(f"》（{issuer}，示会发〔2026〕1号）")


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(0, 800))
def test_any_two_days(start: date, length: int) -> None:
    end = min(start + timedelta(days=length), date(2099, 12, 31))
    found = event(edition(phase(start=str(start), end=str(end))))
    assert (found.dtstart.value, found.dtend.value) == (start, end + timedelta(days=1))


def test_the_published_calendars(portal: Portal) -> None:
    """Every dated phase of the repository's own content, and the deadline of 秦皇岛 on its day."""
    found = {path: parsed(data) for path, data in files(portal).items()}
    for one in portal.editions:
        calendar_of_one = found.get(f"{one.address}calendar.ics")
        events = calendar_of_one.vevent_list if calendar_of_one else []
        assert len(events) == len([step for step in one.campaign.phases if step.closes])
    (deadline,) = found["qinhuangdao-mofan-zhijia/2023/calendar.ics"].vevent_list
    assert (deadline.dtstart.value, deadline.dtend.value) == (date(2023, 10, 31), date(2023, 11, 1))
    assert deadline.summary.value.startswith("报送材料截止——")
    uids = [one.uid.value for path, made in found.items() if path != "calendar.ics" for one in made.vevent_list]
    assert len(uids) == len(set(uids))
    assert {one.uid.value for one in found["calendar.ics"].vevent_list} <= set(uids)
