"""Why something is due when it is: what each day counted as, one line after another.

What the lines counted adds up to the term. They are worked out day by day, apart from the sums by which the due date is found.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Literal

from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.course import Course, DayLeg, TimeLeg
from guildhall.kernel.clocks.local_time import DAY, add_months, local, moment_of, utc
from guildhall.kernel.clocks.measures import covered
from guildhall.kernel.clocks.opening import Reason
from guildhall.kernel.clocks.terms import Pause, Term

Kind = Literal[
    "received",
    "counted",
    "weekend",
    "not-open",
    "bank-holiday",
    "closed",
    "out-of-hours",
    "paused",
    "set-aside",
    "restarted",
    "extended",
    "told-late",
    "last-day",
    "moved",
    "due",
    "waiting",
]
"""What a day counted as. ``set-aside`` are days before a term began anew; ``last-day`` is that of a month too short;
``moved`` a last day that is not worked, where the term moves on; ``waiting`` a pause that lasts."""


@dataclass(frozen=True, slots=True)
class Line:
    """What one local day, or a part of it, counted as.

    ``counted`` is what it used of the term: a day, or time. ``number`` says which day of the term it was. ``reason`` is the
    name of a bank holiday, or why the office was closed, the clock stopped, or more time was taken. ``at`` and ``until`` are
    moments in Europe/London. ``by`` is how much an extension gives.
    """

    day: date
    kind: Kind
    counted: timedelta = timedelta()
    number: int | None = None
    reason: Reason | None = field(default=None, hash=False)
    at: datetime | None = None
    until: datetime | None = None
    by: Term | None = None


def explained(course: Course, calendar: Calendar) -> tuple[Line, ...]:
    """Say day by day how a term ran."""
    return tuple(_Explaining(course, calendar).lines())


class _Explaining:
    def __init__(self, course: Course, calendar: Calendar) -> None:
        self.course = course
        self.calendar = calendar
        self.stops = [pause for pause in course.pauses if pause.ground not in course.term.restarted_by]

    def lines(self) -> Iterator[Line]:
        """What was received, what each day counted as, and the end; what was told stands after its own day."""
        course = self.course
        told = sorted(self._told(), key=lambda line: line.day)
        yield Line(course.received.date(), "received", at=course.received)
        for line in (*self._set_aside(), *self._through_the_legs(), *self._moved()):
            while told and told[0].day < line.day:
                yield told.pop(0)
            yield line
        yield from told
        if course.due is not None:
            yield Line(course.due.day, "due", at=course.due.moment)
        elif course.waiting is not None:
            since = local(course.waiting.since)
            yield Line(since.date(), "waiting", reason=course.waiting.reason, at=since)

    def _told(self) -> Iterator[Line]:
        for kind, extensions in (("extended", self.course.extensions), ("told-late", self.course.told_late)):
            for each in extensions:
                at = local(each.told_at)
                yield Line(at.date(), kind, reason=each.reason, at=at, by=each.by)  # type: ignore[arg-type]

    def _set_aside(self) -> Iterator[Line]:
        """The days before the term began anew, each pause that made it do so, and the beginning."""
        course = self.course
        day = course.received.date() + DAY
        for pause in (*course.restarted, *([course.waiting] if not course.legs and course.waiting else ())):
            since, until = local(pause.since), local(pause.until) if pause.until else None
            while day < since.date():
                yield Line(day, "set-aside")
                day += DAY
            while until is not None and day <= until.date():
                yield Line(day, "paused", reason=pause.reason)
                day += DAY
            if until is not None and utc(until) == utc(course.begins):
                yield Line(until.date(), "restarted", reason=pause.reason, at=until)

    def _through_the_legs(self) -> Iterator[Line]:
        for leg in self.course.legs:
            yield from self._of_days(leg) if isinstance(leg, DayLeg) else self._of_time(leg)

    def _of_days(self, leg: DayLeg) -> Iterator[Line]:
        worked = leg.term.unit == "working-days"
        number, clipped = 0, self._clipped(leg)
        for day in _days(leg.begins + DAY, leg.ends or self._stands_still()):
            standing, reason = self.calendar.standing(day)
            if worked and standing != "working":
                yield Line(day, standing, reason=reason)
            elif covered(leg.gaps, day):
                yield Line(day, "paused", reason=self._why(moment_of(day), moment_of(day + DAY)))
            else:
                number += 1
                yield Line(day, "counted", DAY, number)
            if day == clipped:
                yield Line(day, "last-day")

    def _clipped(self, leg: DayLeg) -> date | None:
        """The last day of a month that has no day with the number of the first."""
        if leg.term.unit != "months":
            return None
        last = add_months(leg.begins, leg.term.count)
        return last if last.day != leg.begins.day else None

    def _of_time(self, leg: TimeLeg) -> Iterator[Line]:
        last = local(leg.ends).date() if leg.ends else self._stands_still()
        for day in _days(local(leg.begins).date(), last):
            begins = max(leg.begins, moment_of(day))
            ends = min(leg.ends or moment_of(day + DAY), moment_of(day + DAY))
            yield from self._of_one_day(leg, day, begins, ends)

    def _of_one_day(self, leg: TimeLeg, day: date, begins: datetime, ends: datetime) -> Iterator[Line]:
        hours = leg.term.unit == "hours"
        standing, reason = self.calendar.standing(day)
        if not hours and standing != "working":
            yield Line(day, standing, reason=reason)
            return
        spells = [(begins, ends)] if hours else _within(self.calendar.open_on(day), begins, ends)
        lines = [] if hours else list(self._shut(day, begins, ends))
        time = sum((until - after for after, until in spells), timedelta())
        for after, until in (part for gap in leg.gaps for part in _within(spells, gap.after, gap.until or ends)):
            time -= until - after
            lines.append(Line(day, "paused", reason=self._why(after, until), at=local(after), until=local(until)))
        yield from sorted(lines, key=lambda line: utc(line.at or leg.begins))
        if time:
            yield Line(day, "counted", time)
        elif not lines and begins < ends:
            yield Line(day, "out-of-hours")

    def _shut(self, day: date, begins: datetime, ends: datetime) -> Iterator[Line]:
        """The closures of a part of a day that took something of the usual hours."""
        for closure in self.calendar.closed_in_part(day):
            usual = [(moment_of(day, opens), moment_of(day, closes)) for opens, closes in self._usual(day)]
            for since, until in _within(_within(usual, *map(_on(day), closure.spell)), begins, ends):
                yield Line(day, "closed", reason=closure.reason, at=local(since), until=local(until))

    def _usual(self, day: date) -> Iterable[tuple[timedelta, timedelta]]:
        return (shift.spell for shift in self.calendar.hours[day.weekday()])

    def _moved(self) -> Iterator[Line]:
        """A last day that is not worked, and the days until the next that is."""
        nominal, due = self.course.nominal, self.course.due
        if nominal is None or due == nominal:
            return
        for day in _days(nominal.day, due.day - DAY if due else self._stands_still()):
            standing, reason = self.calendar.standing(day)
            if day == nominal.day:
                yield Line(day, "moved", reason=reason)
            elif standing != "working":
                yield Line(day, standing, reason=reason)
            else:
                yield Line(day, "paused", reason=self._why(moment_of(day), moment_of(day + DAY)))

    def _stands_still(self) -> date:
        """The last day of an explanation that ends in a pause which lasts: that on which it began."""
        waiting = self.course.waiting
        return local(waiting.since).date() if waiting else self.course.received.date()

    def _why(self, after: datetime, until: datetime) -> Reason | None:
        """Why the clock stood still between two moments: the reason of the first pause that stopped it."""
        touching = (pause for pause in self.stops if _touches(pause, after, until))
        return next((pause.reason for pause in touching), None)


def _touches(pause: Pause, after: datetime, until: datetime) -> bool:
    return utc(pause.since) < until and (pause.until is None or utc(pause.until) >= after)


def _within(
    spells: Iterable[tuple[datetime, datetime]], after: datetime, until: datetime
) -> list[tuple[datetime, datetime]]:
    cut = ((max(begins, after), min(ends, until)) for begins, ends in spells)
    return [each for each in cut if each[0] < each[1]]


def _on(day: date) -> Callable[[timedelta], datetime]:
    return lambda since: moment_of(day, since)


def _days(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(days=each) for each in range((last - first).days + 1))
