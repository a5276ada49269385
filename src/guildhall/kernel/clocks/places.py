"""When a place is open: its week, the days on which its council is closed, and days on which it keeps other hours."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.local_time import local, moment_of, utc
from guildhall.kernel.clocks.opening import Shift

AHEAD = 366
"""Days to look through for the next opening."""

Opening = tuple[datetime, datetime]
"""From when until when, in UTC."""


@dataclass(frozen=True)
class OpeningTimes:
    """The opening times of one place. ``others`` are the shifts of single days, before all else; none is closed."""

    calendar: Calendar
    others: Mapping[date, tuple[Shift, ...]] = field(default_factory=dict)

    def on(self, day: date) -> tuple[Opening, ...]:
        """From when until when it is open on a local day, in UTC, in order."""
        if day not in self.others:
            return self.calendar.open_on(day)
        spells = sorted(shift.spell for shift in self.others[day])
        moments = ((moment_of(day, opens), moment_of(day, closes)) for opens, closes in spells)
        return tuple(each for each in moments if each[0] < each[1])

    def at(self, moment: datetime) -> Opening | None:
        """The opening that a moment (any zone; an unzoned one is local) lies in; ``None`` where it is closed then."""
        now = utc(moment)
        return next((each for each in self.on(local(moment).date()) if each[0] <= now < each[1]), None)

    def after(self, moment: datetime) -> Opening | None:
        """The first opening that begins later than a moment; ``None`` where none does within a year."""
        now, today = utc(moment), local(moment).date()
        days = (today + timedelta(days=each) for each in range(AHEAD))
        return next((each for day in days for each in self.on(day) if each[0] > now), None)

    def slots(self, day: date, minutes: int) -> tuple[Opening, ...]:
        """The spells of so many minutes, one after the other, into which the openings of a day divide. Raises ``ValueError``."""
        if minutes <= 0:
            raise ValueError(f"an appointment cannot last {minutes} minutes")
        length = timedelta(minutes=minutes)
        return tuple(
            (opens + length * number, opens + length * (number + 1))
            for opens, closes in self.on(day)
            for number in range((closes - opens) // length)
        )
