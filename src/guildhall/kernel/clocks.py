"""Days and hours as a council counts them: working days, bank holidays and closures, opening hours.

Every date is a local date (Europe/London); every moment carries its zone. Nothing here knows what the time is.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
MONDAY_TO_FRIDAY = frozenset(range(5))
_LONGEST_SEARCH = 3660
"""Days to look ahead before saying that a calendar has no working day left."""


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
