"""Days, weeks, months and financial years, defined here and nowhere else, by the calendar on the wall (Europe/London).

A day has 23 hours when the clocks go forward and 25 when they go back; an event counts on the day that the wall shows.
"""

from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import NamedTuple

from guildhall.kernel.clocks import add_months, local

_APRIL = 4


class Period(NamedTuple):
    """The periods that hold a day: its week by its Monday, its month by its first day, the year in which its financial year began.

    A council's financial year runs from 1 April to 31 March (Local Government Finance Act 1992, section 69).
    """

    day: date
    week: date
    month: date
    financial_year: int


def period_of(moment: datetime) -> Period:
    """The periods that hold a moment, which has a zone."""
    return _holding(local(moment).date())


def window(until: date, months: int) -> tuple[date, date]:
    """The first and the last day of so many months that end with a day."""
    return add_months(until, -months) + timedelta(days=1), until


@lru_cache(maxsize=4096)
def _holding(day: date) -> Period:
    begun = day.year if day.month >= _APRIL else day.year - 1
    return Period(day, day - timedelta(days=day.weekday()), day.replace(day=1), begun)
