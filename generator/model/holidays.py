"""Working days by the official calendar: dated data; a year without data is an error, never a guess."""

from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from generator.model.base import Day, Line, Record, whole

_SATURDAY = 5

TURN = (12, 29)
"""From this day on days off and working weekends can be those of the next year's notice; none was ever earlier."""


class UnknownYearError(LookupError):
    """The calendar of a year is not known; ``str()`` is the year."""


class Span(Record):
    """Days off, both ends included."""

    name: Line = Field(description="节日，例如“春节”。")
    first: Day = Field(description="放假第一天。")
    last: Day = Field(description="放假最后一天。")


class Year(Record):
    """The arrangement of one year, as the State Council's notice gives it."""

    year: Annotated[int, whole(2000, 2100)] = Field(description="年份。")
    source: Line = Field(description="依据的通知，含文号。")
    off: tuple[Span, ...] = Field(min_length=1, description="放假的日子。")
    work: tuple[Day, ...] = Field(default=(), description="调休上班的周末。")


class Holidays(Record):
    """``content/holidays.yml``: days off and working weekends, year by year."""

    years: tuple[Year, ...] = Field(min_length=1, description="各年的放假安排，按年份先后。")

    def works(self, day: date) -> bool:
        """Whether a day is a working day.

        A year's notice may change the last days of the year before (29 December 2018 was a working Saturday by the
        notice for 2019), so these take both notices.

        Raises:
            UnknownYearError: when a year that it takes is not there.

        """
        for year in (day.year, day.year + ((day.month, day.day) >= TURN)):
            if year not in {one.year for one in self.years}:
                raise UnknownYearError(str(year))
        at = day.isoformat()
        if any(at in one.work for one in self.years):
            return True
        off = any(span.first <= at <= span.last for one in self.years for span in one.off)
        return not off and day.weekday() < _SATURDAY

    def last_day(self, first: date, days: int) -> date:
        """The last of so many working days, the first day counted where it is one.

        Raises:
            UnknownYearError: when the calendar of a year that it takes is not known.

        """
        day, left = first, days
        while True:
            left -= self.works(day)
            if left <= 0:
                return day
            day += timedelta(days=1)

    def working_days(self, first: date, last: date) -> int:
        """How many working days there are from one day to another, both counted.

        Raises:
            UnknownYearError: when the calendar of a year that it takes is not known.

        """
        return sum(self.works(first + timedelta(days=n)) for n in range((last - first).days + 1))
