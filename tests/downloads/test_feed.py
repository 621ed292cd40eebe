"""The feed: valid against the rules of RFC 4287, and read by feedparser as a feed reader would."""

from __future__ import annotations

import calendar
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import feedparser
import pytest
from hypothesis import given
from lxml import etree
from small_portals import ADDRESS, LINES, TITLES, edition, portal

from generator.downloads import feed
from generator.model.portal import Portal

ROOT = Path(__file__).resolve().parents[2]
SCHEMA = etree.RelaxNG(etree.parse(ROOT / "tests/cases/atom.rng"))
ATOM = "{http://www.w3.org/2005/Atom}"
PUBLISHED = "2026-11-21 09:30"


def valid(data: bytes) -> Any:  # noqa: ANN401 - lxml has no types of its own
    """The feed's root, after the rules that a schema cannot express."""
    root = etree.fromstring(data)
    SCHEMA.assertValid(root)
    entries = root.findall(f"{ATOM}entry")
    assert root.find(f"{ATOM}author") is not None or all(one.find(f"{ATOM}author") is not None for one in entries)
    ids = [one.text for one in root.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids))
    for one in (root, *entries):
        kinds = [(link.get("rel"), link.get("type"), link.get("hreflang")) for link in one.findall(f"{ATOM}link")]
        assert len(kinds) == len(set(kinds))
        assert "alternate" in {rel for rel, _, _ in kinds}
    return root


def read(made: Portal, base: str = "") -> Any:  # noqa: ANN401 - feedparser has no types
    data = feed.render(made).data
    valid(data)
    headers = {"content-type": "application/xml; charset=utf-8", "content-location": base}
    found = feedparser.parse(data, response_headers=headers)
    assert not found.bozo
    assert found.version == "atom10"
    return found


def test_the_published_feed(portal: Portal) -> None:
    found = read(portal)
    dated = [one for one in portal.editions if one.campaign.document.published]
    notices = [entry.link for entry in found.entries if entry.link.endswith("notice/")]
    assert sorted(notices) == sorted(f"{one.address}notice/" for one in dated)
    papers = [entry.link for entry in found.entries if entry.link not in notices]
    assert {link.split("/")[2] for link in papers} == {"honorees", "corrections"}
    corrections = [one for one in found.entries if "/corrections/#" in one.link]
    assert [one.link.partition("#")[2] for one in corrections] == ["rubric-union-1", "notice-1"]
    assert all("更正（" in one.title and one.updated == "2024-04-03T10:00:00+08:00" for one in corrections)
    (notice,) = [one for one in found.entries if one.link == "shili-xingji/2024/notice/"]
    assert (notice.published, notice.updated) == ("2024-03-26T09:00:00+08:00", "2024-04-03T10:00:00+08:00")
    assert [entry.updated for entry in found.entries] == sorted(
        (entry.updated for entry in found.entries), reverse=True
    )


def test_a_notice_as_an_entry() -> None:
    one = edition(title=("关于开展", "活动的通知"), issuer="示例市总工会", published=PUBLISHED)
    (entry,) = read(portal(one)).entries
    assert entry.title == "关于开展活动的通知"
    assert entry.summary == one.series.summary
    assert entry.author == "示例市总工会"
    assert [(tag.term, tag.label) for tag in entry.tags] == [("demo", "示例市总工会")]
    assert entry.published == entry.updated == "2026-11-21T09:30:00+08:00"
    assert calendar.timegm(entry.updated_parsed) == datetime(2026, 11, 21, 1, 30, tzinfo=UTC).timestamp()


def test_links_are_absolute_where_the_portal_has_an_address() -> None:
    found = read(portal(edition(published=PUBLISHED), address=ADDRESS))
    assert {link.rel: link.href for link in found.feed.links} == {"self": f"{ADDRESS}feed.xml", "alternate": ADDRESS}
    assert found.entries[0].link == f"{ADDRESS}demo/2026/notice/"


def test_links_without_an_address_are_right_from_wherever_the_feed_stands() -> None:
    found = read(portal(edition(published=PUBLISHED)), base="http://intranet/portal/feed.xml")
    assert {link.href for link in found.feed.links} == {"http://intranet/portal/feed.xml", "http://intranet/portal/"}
    assert found.entries[0].link == "http://intranet/portal/demo/2026/notice/"


def test_ids_last_and_differ() -> None:
    """They change neither with words and dates nor with the portal's address."""
    variants = [
        portal(edition(published=PUBLISHED)),
        portal(edition(published=PUBLISHED), address=ADDRESS),
        portal(edition(published="2027-01-01 00:00", title=("改了",))),
    ]
    assert {read(one).entries[0].id for one in variants} == {"urn:uuid:020003e2-0d8b-5a0e-b712-86163a03cfee"}
    assert len({entry.id for entry in read(portal(*(edition(name=n, published=PUBLISHED) for n in "12"))).entries}) == 2


def test_the_newest_come_first_and_old_ones_leave(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed, "LIMIT", 3)
    days = {
        "a": "2026-01-05 10:00",
        "b": "2026-03-01 10:00",
        "c": None,
        "d": "2026-03-01 10:00",
        "e": "2026-02-28 23:59",
    }
    found = read(portal(*(edition(name=name, published=day) for name, day in days.items())))
    assert [entry.link for entry in found.entries] == ["demo/b/notice/", "demo/d/notice/", "demo/e/notice/"]
    assert found.feed.updated == "2026-03-01T10:00:00+08:00"


def test_before_anything_is_published_there_is_an_empty_feed() -> None:
    found = read(portal(edition(published=None)))
    assert found.entries == []
    assert found.feed.updated == "1970-01-01T00:00:00Z"


def test_invented_data_say_so() -> None:
    (entry,) = read(portal(edition(demo=True, published=PUBLISHED))).entries
    assert entry.title.startswith("【演示数据】")


@given(name=TITLES, summary=LINES, title=TITLES, issuer=TITLES)
def test_whatever_is_legal_is_read_as_it_was_written(*, name: str, summary: str, title: str, issuer: str) -> None:
    one = edition(published=PUBLISHED, title=(title, title), issuer=issuer)
    root = valid(feed.render(portal(one, name=name, summary=summary)).data)
    said = [root.findtext(f"{ATOM}{path}") for path in ("title", "subtitle", f"entry/{ATOM}title")]
    assert said == [name, summary, title + title]
    assert root.findtext(f"{ATOM}entry/{ATOM}author/{ATOM}name") == issuer


@pytest.mark.parametrize(
    ("written", "spoiled"),
    [
        ("<updated>2026-11-21T09:30:00+08:00</updated>", ""),
        ("<updated>2026-11-21T09:30:00+08:00</updated>", "<updated>2026-11-21T09:30:00</updated>"),
        ("<updated>2026-11-21T09:30:00+08:00</updated>", "<updated>2026-11-21 09:30</updated>"),
        ("urn:uuid:", ""),
        ("<name>示例市总工会</name>", ""),
        ("<title>", "<titel/><title>"),
        ("<summary>", "<summary>重复</summary><summary>"),
        ('term="demo"', ""),
        ('href="demo/2026/notice/"', ""),
        ('rel="self"', 'rel="alternate" hreflang="x y"'),
        ('xmlns="http://www.w3.org/2005/Atom"', ""),
    ],
)
def test_the_rules_refuse_what_is_no_atom(written: str, spoiled: str) -> None:
    text = feed.render(portal(edition(issuer="示例市总工会", published=PUBLISHED))).data.decode()
    assert written in text
    with pytest.raises((etree.DocumentInvalid, AssertionError)):
        valid(text.replace(written, spoiled).encode())
