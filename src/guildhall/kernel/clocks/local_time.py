"""Local time in the United Kingdom, with both changes of the clocks."""

from bisect import bisect_left
from calendar import monthrange
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAY = timedelta(days=1)
_MINUTE = timedelta(minutes=1)


def local(moment: datetime) -> datetime:
    """Give ``moment`` in Europe/London; one written without a zone is taken to be there already.

    A time that the clocks jump over in spring is shown as a clock that was put forward shows it: 1:30 is 2:30.
    """
    there = moment.replace(tzinfo=LONDON) if moment.tzinfo is None else moment
    return there.astimezone(UTC).astimezone(LONDON)


def utc(moment: datetime) -> datetime:
    """Give ``moment`` in UTC; one written without a zone is local.

    Moments are compared and subtracted in UTC alone: Python takes two in one zone as the clock on the wall shows them, and
    so is an hour out between the two changes of one night.
    """
    return local(moment).astimezone(UTC)


def add_months(start: date, count: int) -> date:
    """Count calendar months on from ``start``; where the month is too short, its last day (31 January + 1 = 28 February).

    The corresponding date rule: Dodds v Walker [1981] 1 WLR 1027, House of Lords. Raises ``ValueError`` beyond the year 9999.
    """
    years, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    return date(years, month + 1, min(start.day, monthrange(years, month + 1)[1]))


def moment_of(day: date, since_midnight: timedelta = timedelta()) -> datetime:
    """When the clock on the wall first shows a time of a day, in UTC; 24 hours are the next midnight.

    A time that the clocks jump over in spring is the moment of the jump; of one that comes twice in autumn, the first counts.
    """
    shown = datetime.combine(day, time()) + since_midnight
    moment = shown.replace(tzinfo=LONDON).astimezone(UTC)
    jumped_over = moment.astimezone(LONDON).replace(tzinfo=None) != shown
    return _change(day) if jumped_over else moment


@lru_cache(maxsize=256)
def days_of_change(year: int) -> frozenset[date]:
    """The days of a year on which the clocks change."""
    days = [date(year, 1, 1) + timedelta(days=each) for each in range(366)]
    midnights = [_offset(datetime.combine(day, time(), LONDON)) for day in days]
    return frozenset(
        day
        for day, before, after in zip(days, midnights, midnights[1:], strict=False)
        if before != after and day.year == year
    )


@lru_cache(maxsize=256)
def _change(day: date) -> datetime:
    """The moment at which the clocks change on a day, in UTC."""
    begins = datetime.combine(day, time(), LONDON)
    start, before = begins.astimezone(UTC), _offset(begins)
    minutes = bisect_left(
        range(24 * 60), True, key=lambda minute: _offset((start + minute * _MINUTE).astimezone(LONDON)) != before
    )
    return start + minutes * _MINUTE


def _offset(moment: datetime) -> timedelta:
    return moment.utcoffset() or timedelta()
