"""Clear days: whole days between the day of a notice and the day of an event, neither of which counts.

No Act says which days of the week they are; councils read the words in several ways (docs/decisions/0015). A reading is data, and
every duty names its own. Counting is done by a ``Calendar`` that has the reading's days of the week and, where the reading leaves
them out, the council's closures with the bank holidays; so it costs the same over a week and over a year.

What is given on a day that a reading asks to be open, and that is not, counts as given on the next day that is. So one rule joins
the three questions: ``latest_notice`` is the last day from which ``days_between`` is enough, ``effective_from`` the first to which.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from typing import Literal

from guildhall.kernel.clocks.calendar import Calendar, Standing
from guildhall.kernel.clocks.local_time import DAY
from guildhall.kernel.clocks.opening import ALL_DAY, Reason, weekly

ReadingName = Literal["working", "saturdays_in", "calendar"]
DayKind = Literal["notice", "given", "counted", "weekend", "bank-holiday", "closed", "event", "effect"]
"""What a day is on the way: the day of notice, the day on which it counts as given where that is another, one that counts, one
that does not and why, the day of the event, or the day from which something has effect."""

_WHY_NOT: dict[Standing, DayKind] = {"bank-holiday": "bank-holiday", "closed": "closed"}
"""Why a day does not count, where it is not for its day of the week."""


@dataclass(frozen=True, slots=True)
class Reading:
    """Which days count: so many days of the week from Monday, with or without those that are closed.

    ``notice_when_open``: whether a notice can be given only on a day that counts.
    """

    weekdays: int
    closures_out: bool
    notice_when_open: bool


READINGS: dict[ReadingName, Reading] = {
    "working": Reading(weekdays=5, closures_out=True, notice_when_open=True),
    "saturdays_in": Reading(weekdays=6, closures_out=True, notice_when_open=False),
    "calendar": Reading(weekdays=7, closures_out=False, notice_when_open=False),
}
"""Weekdays without bank holidays and closures; the same with Saturdays; every day."""


@dataclass(frozen=True, slots=True)
class Day:
    """One day on the way from a notice to an event, and what it is. ``number`` is its place among those that count."""

    day: date
    kind: DayKind
    reason: Reason | None = field(default=None, hash=False)
    number: int | None = None


def days_between(notice: date, event: date, reading: ReadingName, calendar: Calendar) -> int:
    """How many clear days lie between a notice and an event; none when the event is no later."""
    counted = _counted(reading, calendar)
    given = given_on(notice, reading, calendar)
    return counted.working_days(given, event - DAY) if event > given else 0


def latest_notice(event: date, days: int, reading: ReadingName, calendar: Calendar) -> date:
    """The last day on which a notice leaves ``days`` clear days before an event.

    Raises ``ValueError`` for fewer than none, ``NoWorkingDay`` when the calendar has none for ten years.
    """
    counted = _counted(reading, calendar)
    first = counted.add_working_days(event, -_at_least_none(days))
    return counted.add_working_days(first, -1) if READINGS[reading].notice_when_open else first - DAY


def effective_from(published: date, days: int, reading: ReadingName, calendar: Calendar) -> date:
    """The first day after ``days`` clear days have passed since something was published. It need not be one that counts.

    Raises ``ValueError`` for fewer than none, ``NoWorkingDay`` when the calendar has none for ten years.
    """
    given = given_on(published, reading, calendar)
    return _counted(reading, calendar).add_working_days(given, _at_least_none(days)) + DAY


def given_on(notice: date, reading: ReadingName, calendar: Calendar) -> date:
    """The day on which a notice counts as given: its own, or the next that is open where the reading asks for one."""
    counted = _counted(reading, calendar)
    if not READINGS[reading].notice_when_open or counted.is_working(notice):
        return notice
    return counted.add_working_days(notice, 1)


def shown(
    notice: date,
    event: date,
    reading: ReadingName,
    calendar: Calendar,
    ends: Literal["event", "effect"] = "event",
) -> tuple[Day, ...]:
    """The working of a count: each day from the notice to the event, both included, and whether it counted or why not."""
    counted, given = _counted(reading, calendar), given_on(notice, reading, calendar)
    days, number = [Day(notice, "notice")], 0
    for each in (notice + timedelta(days=place) for place in range(1, (event - notice).days)):
        standing, reason = counted.standing(each)
        if each == given:
            days.append(Day(each, "given"))
        elif standing == "working" and each > given:
            number += 1
            days.append(Day(each, "counted", None, number))
        else:
            days.append(Day(each, _WHY_NOT.get(standing, "weekend"), reason))
    return (*days, Day(event, ends)) if event > notice else tuple(days)


@lru_cache(maxsize=32)
def _counted(reading: ReadingName, calendar: Calendar) -> Calendar:
    """The calendar whose working days are the days that count."""
    rule = READINGS[reading]
    week = weekly(dict.fromkeys(range(rule.weekdays), ALL_DAY[0]))
    return Calendar(calendar.closures if rule.closures_out else (), week)


def _at_least_none(days: int) -> int:
    if days < 0:
        raise ValueError("there are no fewer clear days than none")
    return days
