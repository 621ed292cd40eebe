"""The phases as a picture: what is drawn is no more precise than what the notice says."""

from __future__ import annotations

import pytest

from generator.model.campaign import Document, Phase
from generator.pages import timeline

LEFT = 15 * 2 + 2 * 14  # two characters, and the air around them


def phase(start: str | None, end: str | None, title: str = "自查") -> Phase:
    cited = {"text": "甲", "quote": "甲", "clause": "a"}
    return Phase.model_validate({"id": "x", "title": title, "who": "甲", **cited, "start": start, "end": end})


def document(date: str | None = None) -> Document:
    given = {"issuer": "甲", "title": ("甲",), "addressees": "甲：", "source": "甲", "date": date}
    return Document.model_validate(given)


@pytest.mark.parametrize(
    ("start", "end", "since", "until"),
    [
        ("2020-08", None, "2020-08-01", "2020-08-31"),
        ("2020-02", "2020-02", "2020-02-01", "2020-02-29"),
        ("2020", None, "2020-01-01", "2020-12-31"),
        ("2018-04-12", "2018-09-30", "2018-04-12", "2018-09-30"),
        ("2019-04", "2019-09-30", "2019-04-01", "2019-09-30"),
        (None, "2018-06", "", "2018-06-30"),
        (None, None, "", ""),
    ],
)
def test_the_days_of_a_phase(start: str | None, end: str | None, since: str, until: str) -> None:
    assert timeline.span(document(), phase(start, end)) == timeline.Span(since, until)


@pytest.mark.parametrize(
    ("start", "end", "since"),
    [
        (None, "2018-06", "2018-04-12"),
        ("2018-05", "2018-06", "2018-05-01"),
        (None, None, ""),
    ],
)
def test_what_only_ends_is_open_from_the_day_of_the_notice(start: str | None, end: str | None, since: str) -> None:
    assert timeline.span(document("2018-04-12"), phase(start, end)).since == since


def test_a_month_is_as_long_as_the_month_and_a_day_is_a_point() -> None:
    months = timeline.chart(
        document(), (phase("2020-08", None), phase("2020-09", "2020-10"), phase("2020-10-31", None))
    )
    assert months is not None
    third = (timeline.WIDTH - 14 - LEFT) / 3
    august, both, day = months.rows
    assert (august.left, august.right) == pytest.approx((LEFT, LEFT + third), abs=0.1)
    assert (both.left, both.right) == pytest.approx((LEFT + third, LEFT + 3 * third), abs=0.1)
    assert day.is_day
    assert not august.is_day
    assert both.right - third / 31 < day.left < both.right
    assert [(tick.text, tick.year) for tick in months.ticks] == [("8月", "2020年"), ("9月", ""), ("10月", "")]
    assert months.said == "自查，2020年8月；自查，2020年9月至10月；自查，2020年10月31日。"


def test_what_only_ends_is_led_to_by_a_broken_line() -> None:
    chart = timeline.chart(document("2018-05-02"), (phase(None, "2018-06"), phase(None, None)))
    assert chart is not None
    printed, until = chart.rows  # what has no date has no row
    assert (printed.title, printed.is_day, printed.lead) == ("通知成文", True, None)
    assert (until.lead, until.label) == (58 + 30, "6月底前")  # four characters wide
    assert until.lead is not None
    assert until.lead < until.left == until.right


def test_months_are_named_as_far_as_there_is_room() -> None:
    chart = timeline.chart(document(), (phase("2019-11", "2021-02"), phase("2020", None)))
    assert chart is not None
    named = [(tick.text, tick.year) for tick in chart.ticks if tick.text or tick.year]
    assert named[:3] == [("11月", "2019年"), ("1月", "2020年"), ("3月", "")]
    assert ("1月", "2021年") in named
    assert len(chart.ticks) == 16


def test_every_label_stands_within_the_picture() -> None:
    for start, end in ((None, "2023-10-31"), ("2023-10-01", None), ("2023-10", "2024-03"), ("2023", "2024")):
        chart = timeline.chart(document("2023-10-11"), (phase(start, end),))
        assert chart is not None
        for row in chart.rows:
            wide = len(row.label) * 15
            left = {"start": row.label_x, "end": row.label_x - wide, "middle": row.label_x - wide / 2}[row.anchor]
            assert left >= 0
            assert left + wide <= timeline.WIDTH + wide * 0.4  # digits are narrower


def test_a_long_title_leaves_the_months_their_room() -> None:
    chart = timeline.chart(document(), (phase("2020-08", None, "很" * 60), phase("2020-09", None)))
    assert chart is not None
    assert [row.squeezed for row in chart.rows] == [360, None]
    assert chart.rows[0].left == 360 + 28


@pytest.mark.parametrize("phases", [(), (phase(None, None),), (phase("2020-08", None),)])
def test_one_date_is_no_picture(phases: tuple[Phase, ...]) -> None:
    assert timeline.chart(document(), phases) is None
