"""When people of the demo council are at work."""

from datetime import date, datetime, time, timedelta

from guildhall.kernel.clocks import LONDON, local

_SATURDAY = 5


def at_work(at: datetime) -> datetime:
    """This moment, if people are at their desks; else as long past nine on the next day that they are."""
    here = local(at)
    if here.weekday() < _SATURDAY and 9 <= here.hour < 17:
        return at
    day = here.date() if here.hour < 9 else here.date() + timedelta(days=1)
    while day.weekday() >= _SATURDAY:
        day += timedelta(days=1)
    return datetime.combine(day, time(9, here.minute), LONDON)


def working_day_before(day: date) -> date:
    """The last day before this one on which somebody was there, holidays aside."""
    before = day - timedelta(days=1)
    return before if before.weekday() < _SATURDAY else working_day_before(before)
