"""The course of a term: where it begins, through what it runs, and where it ends.

A term runs in legs: its own, with every extension in its own unit, and one more for each extension in another. An extension
of months is counted with the months before it, from where the term began, as the Information Commissioner says.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import chain

from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.local_time import DAY, add_months, local, utc
from guildhall.kernel.clocks.measures import (
    EveryDay,
    Gap,
    Measure,
    PassingTime,
    WorkingDays,
    WorkingTime,
    gaps_in_days,
    gaps_in_time,
    gaps_in_working_days,
    reach,
)
from guildhall.kernel.clocks.terms import Due, Extension, Pause, Term, Unit

_IN_TIME = frozenset[Unit]({"hours", "working-minutes"})


@dataclass(frozen=True, slots=True)
class TimeLeg:
    """A leg in hours or working minutes, between two moments in UTC; ``ends`` is ``None`` while a pause lasts."""

    term: Term
    amount: timedelta
    measure: Measure[datetime]
    gaps: Sequence[Gap[datetime]]
    begins: datetime
    ends: datetime | None

    def at(self, amount: timedelta) -> datetime | None:
        """The moment at which so much of it has been used."""
        return reach(self.measure, self.begins, amount, self.gaps)


@dataclass(frozen=True, slots=True)
class DayLeg:
    """A leg in days, working days or months, from the end of one day to the end of another."""

    term: Term
    amount: timedelta
    measure: Measure[date]
    gaps: Sequence[Gap[date]]
    begins: date
    ends: date | None

    def at(self, amount: timedelta) -> datetime | None:
        """The end of the day on which so much of it has been used."""
        whole = -(-amount // DAY) * DAY
        day = reach(self.measure, self.begins, whole, self.gaps)
        return None if day is None else Due(day).ends


Leg = TimeLeg | DayLeg


@dataclass(frozen=True, slots=True)
class Course:
    """How a term runs. ``restarted`` are the pauses that began it anew, ``told_late`` extensions that came too late to count.

    ``nominal`` is where it ends before a last day that is not worked has been moved, ``due`` where it ends; both are ``None``
    while the ``waiting`` pause lasts.
    """

    term: Term
    received: datetime
    begins: datetime
    legs: tuple[Leg, ...]
    nominal: Due | None
    due: Due | None
    pauses: tuple[Pause, ...]
    extensions: tuple[Extension, ...]
    restarted: tuple[Pause, ...]
    told_late: tuple[Extension, ...]
    waiting: Pause | None


def follow(
    term: Term, received: datetime, calendar: Calendar, pauses: Iterable[Pause], extensions: Iterable[Extension]
) -> Course:
    """Follow a term to its end. What happens only after that changes nothing, neither a pause nor, where it must be told in
    time, an extension.

    Raises ``NoWorkingDay`` when the calendar never opens, ``ValueError`` or ``OverflowError`` beyond the year 9999.
    """
    ordered = tuple(sorted(pauses, key=lambda pause: utc(pause.since)))
    told = tuple(sorted(extensions, key=lambda extension: utc(extension.told_at)))
    return _Following(term, received, calendar, ordered, told).course()


class _Following:
    def __init__(
        self,
        term: Term,
        received: datetime,
        calendar: Calendar,
        pauses: tuple[Pause, ...],
        told: tuple[Extension, ...],
    ) -> None:
        self.term = term
        self.received = local(received)
        self.calendar = calendar
        self.pauses = pauses
        self.stops = [pause for pause in pauses if pause.ground not in term.restarted_by]
        self.begins = self.received
        self.told = told
        self.granted = [] if term.told_in_time else list(told)
        self.restarted: list[Pause] = []
        self.late: list[Extension] = []

    def course(self) -> Course:
        waiting = next((pause for pause in self._in_order() if self._waits_for(pause)), None)
        legs = () if waiting else tuple(self._legs())
        nominal = _end(legs[-1]) if legs else None
        due = self._landed(nominal, legs[-1]) if nominal else None
        if due is None and waiting is None:
            waiting = next((pause for pause in self.stops if pause.until is None), None)
        return Course(
            self.term,
            self.received,
            self.begins,
            legs,
            nominal,
            due,
            self.pauses,
            tuple(self.granted),
            tuple(self.restarted),
            tuple(self.late),
            waiting,
        )

    def _in_order(self) -> Iterator[Pause]:
        """Each pause that may begin the term anew, when what was told before it has been granted or refused."""
        restarting = [pause for pause in self.pauses if pause.ground in self.term.restarted_by]
        strict = self.told if self.term.told_in_time else ()
        happened: list[tuple[datetime, Pause | Extension]] = [
            *((utc(pause.since), pause) for pause in restarting),
            *((utc(extension.told_at), extension) for extension in strict),
        ]
        for at, each in sorted(happened, key=lambda pair: pair[0]):
            if isinstance(each, Pause):
                yield each
            elif self._runs_at(at):
                self.granted.append(each)
            else:
                self.late.append(each)

    def _waits_for(self, pause: Pause) -> bool:
        """Begin anew when a pause ends; where it has not ended, there is nothing to do but wait."""
        if not self._runs_at(utc(pause.since)):
            return False
        if pause.until is not None and utc(pause.until) > utc(self.begins):
            self.begins = local(pause.until)
            self.restarted.append(pause)
        return pause.until is None

    def _runs_at(self, moment: datetime) -> bool:
        """Whether the term, as far as it is known, has not run out at a moment in UTC."""
        legs = tuple(self._legs())
        nominal = _end(legs[-1])
        due = self._landed(nominal, legs[-1]) if nominal else None
        return due is None or moment < due.ends

    def _legs(self) -> Iterator[Leg]:
        """The legs one after another, as far as they get."""
        own = sum(extension.by.count for extension in self.granted if extension.by.unit == self.term.unit)
        others = (extension.by for extension in self.granted if extension.by.unit != self.term.unit)
        at = Due(self.begins.date(), self.begins)
        for term in chain((replace(self.term, count=self.term.count + own),), others):
            leg = self._leg(term, at)
            yield leg
            end = _end(leg)
            if end is None:
                return
            at = end

    def _leg(self, term: Term, at: Due) -> Leg:
        if term.unit in _IN_TIME:
            return self._time_leg(term, at.ends)
        if term.unit == "working-days":
            counts: Measure[date] = WorkingDays(self.calendar)
            gaps = self.gaps_in_working_days
        else:
            counts, gaps = EveryDay(), self.gaps_in_days
        amount = add_months(at.day, term.count) - at.day if term.unit == "months" else term.count * DAY
        return DayLeg(term, amount, counts, gaps, at.day, reach(counts, at.day, amount, gaps))

    def _time_leg(self, term: Term, begins: datetime) -> TimeLeg:
        hours = term.unit == "hours"
        amount = timedelta(hours=term.count) if hours else timedelta(minutes=term.count)
        counts: Measure[datetime] = PassingTime() if hours else WorkingTime(self.calendar)
        return TimeLeg(
            term, amount, counts, self.gaps_in_time, begins, reach(counts, begins, amount, self.gaps_in_time)
        )

    def _landed(self, nominal: Due, leg: Leg) -> Due | None:
        """Where a term ends whose last day may not be worked: there, or on the next working day without a pause."""
        if self.term.lands == "stays" or isinstance(leg, TimeLeg):
            return nominal
        if self.calendar.is_working(nominal.day):
            return nominal
        day = reach(WorkingDays(self.calendar), nominal.day, DAY, self.gaps_in_working_days)
        return None if day is None else Due(day)

    @cached_property
    def gaps_in_time(self) -> Sequence[Gap[datetime]]:
        return gaps_in_time(self.stops)

    @cached_property
    def gaps_in_days(self) -> Sequence[Gap[date]]:
        return gaps_in_days(self.stops)

    @cached_property
    def gaps_in_working_days(self) -> Sequence[Gap[date]]:
        return gaps_in_working_days(self.stops, self.calendar)


def _end(leg: Leg) -> Due | None:
    if leg.ends is None:
        return None
    if isinstance(leg, DayLeg):
        return Due(leg.ends)
    moment = local(leg.ends)
    return Due(moment.date(), moment)
