"""Days and hours as a council counts them: working days, bank holidays and closures, opening hours.

Every date is a local date (Europe/London); every moment carries its zone. Nothing here knows what the time is. By when a
promise falls due is worked out here and nowhere else, by ``due``.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Literal
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONDAY_TO_FRIDAY = frozenset(range(5))
_LONGEST_SEARCH = 3660
"""Days to look ahead before saying that a calendar has no working day left."""


Unit = Literal["hours", "days", "working-days", "months"]
LONGEST: dict[Unit, int] = {"hours": 50_000, "days": 2_500, "working-days": 2_000, "months": 80}
"""The longest term of each unit: under seven years, so that every calendar can count it."""


class NoWorkingDay(ValueError):
    """A calendar is closed for ten years on end, so no working day can be counted."""

    code = "no-working-day"


@dataclass(frozen=True, slots=True)
class Calendar:
    """Which days are worked, and between which local times the office is open on them.

    ``closed`` holds bank holidays and the council's own closures; ``weekdays`` are 0 for Monday to 6 for Sunday.
    """

    closed: frozenset[date] = frozenset()
    weekdays: frozenset[int] = MONDAY_TO_FRIDAY
    opens: time = time(8, 30)
    closes: time = time(17, 0)

    def is_working(self, day: date) -> bool:
        return day.weekday() in self.weekdays and day not in self.closed

    def is_open(self, moment: datetime) -> bool:
        """Say whether the office is open at ``moment`` (any zone; an unzoned moment is local)."""
        here = local(moment)
        return self.is_working(here.date()) and self.opens <= here.time() < self.closes

    def add_working_days(self, start: date, count: int) -> date:
        """Count ``count`` working days on from ``start``, the day of ``start`` itself not counted; back when negative.

        Raises ``NoWorkingDay`` when the calendar never opens.
        """
        pace = timedelta(days=1 if count >= 0 else -1)
        day, left = start, abs(count)
        for _ in range(_LONGEST_SEARCH):
            if left == 0:
                return day
            day += pace
            left -= self.is_working(day)
        raise NoWorkingDay(f"no {abs(count)} working days within ten years of {start.isoformat()}")


def local(moment: datetime) -> datetime:
    """Give ``moment`` in Europe/London; one written without a zone is taken to be there already."""
    return moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment.astimezone(LONDON)


def add_months(start: date, count: int) -> date:
    """Count calendar months on from ``start``; where the month is too short, its last day (31 January + 1 = 28 February).

    Raises ``ValueError`` beyond the year 9999.
    """
    years, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(years, month + 1, min(start.day, monthrange(years, month + 1)[1]))


@dataclass(frozen=True, slots=True)
class Term:
    """How long something may take: so many hours, calendar days, working days or calendar months."""

    count: int
    unit: Unit


@dataclass(frozen=True, slots=True)
class Due:
    """By when: the local day, and for a term of hours the moment on it (Europe/London). Without a moment, the day's end."""

    day: date
    moment: datetime | None = None


def due(term: Term, received: datetime, calendar: Calendar) -> Due:
    """By when something is due that was received at a moment (any zone; without one, local).

    Days and months are counted from the local day of receipt, that day not counted, and last until the day's end. Hours are
    hours that really pass, so that 24 of them end an hour later by the clock in March, and an hour earlier in October.
    Raises ``NoWorkingDay`` when the calendar never opens, ``ValueError`` or ``OverflowError`` beyond the year 9999.
    """
    here = local(received)
    if term.unit == "hours":
        moment = local(here.astimezone(UTC) + timedelta(hours=term.count))
        return Due(moment.date(), moment)
    if term.unit == "days":
        return Due(here.date() + timedelta(days=term.count))
    if term.unit == "months":
        return Due(add_months(here.date(), term.count))
    return Due(calendar.add_working_days(here.date(), term.count))
