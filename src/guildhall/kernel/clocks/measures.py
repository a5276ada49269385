"""What a clock counts, and how far it gets while pauses stop it.

Days are counted from the end of one day to the end of another, so a date stands for its end. Time is counted between moments,
in UTC. Amounts are of one sort: a day is ``timedelta(days=1)``, also where only working days are counted.
"""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Generic, Protocol, TypeVar

from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.local_time import DAY, local, utc
from guildhall.kernel.clocks.terms import Pause

P = TypeVar("P", bound=date)


class Measure(Protocol[P]):
    """How much is counted after one point up to another, and the first point at which so much has been counted."""

    def between(self, after: P, until: P) -> timedelta: ...
    def on(self, start: P, amount: timedelta) -> P: ...


class PassingTime:
    """Time that really passes."""

    def between(self, after: datetime, until: datetime) -> timedelta:
        return until - after

    def on(self, start: datetime, amount: timedelta) -> datetime:
        return start + amount


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """Time that passes while the office is open."""

    calendar: Calendar

    def between(self, after: datetime, until: datetime) -> timedelta:
        return self.calendar.working_time(after, until)

    def on(self, start: datetime, amount: timedelta) -> datetime:
        return self.calendar.add_working_time(start, amount)


class EveryDay:
    """Calendar days."""

    def between(self, after: date, until: date) -> timedelta:
        return until - after

    def on(self, start: date, amount: timedelta) -> date:
        return start + amount


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Days on which the office is open."""

    calendar: Calendar

    def between(self, after: date, until: date) -> timedelta:
        return self.calendar.working_days(after, until) * DAY

    def on(self, start: date, amount: timedelta) -> date:
        return self.calendar.add_working_days(start, amount.days)


@dataclass(frozen=True, slots=True)
class Gap(Generic[P]):
    """A spell that does not count, from the end of one point to another; ``None`` while it lasts."""

    after: P
    until: P | None


def reach(measure: Measure[P], start: P, amount: timedelta, gaps: Sequence[Gap[P]]) -> P | None:
    """The first point at which ``amount`` has been counted since ``start``; ``None`` when a gap that lasts comes first.

    ``gaps`` are in order and apart.
    """
    left = amount
    for gap in gaps:
        runs = measure.between(start, gap.after) if gap.after > start else timedelta()
        if runs >= left:
            break
        if gap.until is None:
            return None
        left -= runs
        start = max(start, gap.until)
    return measure.on(start, left)


def covered(gaps: Sequence[Gap[date]], day: date) -> bool:
    """Whether a day lies in a gap."""
    place = bisect_right(gaps, day - DAY, key=lambda gap: gap.after)
    if not place:
        return False
    until = gaps[place - 1].until
    return until is None or day <= until


def gaps_in_time(pauses: Iterable[Pause]) -> list[Gap[datetime]]:
    """The moments at which a clock of hours stands still. Pauses that overlap make one gap."""
    return _apart((utc(pause.since), None if pause.until is None else utc(pause.until)) for pause in pauses)


def gaps_in_days(pauses: Iterable[Pause]) -> list[Gap[date]]:
    """The calendar days that do not count: from the day a pause began to the day it ended, both included.

    Data Protection Act 2018, section 54(3C)(b), and Freedom of Information Act 2000, section 10(2): the period beginning with
    the day on which we ask and ending with the day on which the answer reaches us.
    """
    return _apart((_day(pause.since) - DAY, None if pause.until is None else _day(pause.until)) for pause in pauses)


def gaps_in_working_days(pauses: Iterable[Pause], calendar: Calendar) -> list[Gap[date]]:
    """The working days that do not count: those on which a pause touches the hours of opening, in the same way."""
    return _apart(_touched(pause, calendar) for pause in pauses)


def _touched(pause: Pause, calendar: Calendar) -> tuple[date, date | None]:
    since, first = utc(pause.since), _day(pause.since)
    begins = first - DAY if any(closes > since for _, closes in calendar.open_on(first)) else first
    if pause.until is None:
        return begins, None
    until, last = utc(pause.until), _day(pause.until)
    opened = any(opens < until and closes > since for opens, closes in calendar.open_on(last))
    return begins, last if opened else last - DAY


def _apart(spells: Iterable[tuple[P, P | None]]) -> list[Gap[P]]:
    """Spells as gaps in order, those that touch or overlap made one."""
    found: list[Gap[P]] = []
    for after, until in sorted(spells, key=lambda spell: spell[0]):
        if until is not None and until <= after:
            continue
        last = found[-1] if found else None
        if last is None or (last.until is not None and last.until < after):
            found.append(Gap(after, until))
        elif last.until is not None and (until is None or until > last.until):
            found[-1] = Gap(last.after, until)
    return found


def _day(moment: datetime) -> date:
    return local(moment).date()
