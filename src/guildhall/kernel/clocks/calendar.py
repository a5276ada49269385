"""A calendar of working time: which days are worked, when the office is open on them, and how time adds up over years.

A working day is a day on which the office is open at all. Working time is time that really passes while it is open. Every
year is added up once, when it is first asked about, so that a term of years costs a few look-ups and no walk over its days.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from itertools import accumulate
from typing import Literal

from guildhall.kernel.clocks.local_time import days_of_change, local, moment_of, utc
from guildhall.kernel.clocks.opening import OFFICE_HOURS, Closure, Hours, Reason, without

_EMPTY_YEARS = 10
"""Years to look through before saying that a calendar has no working day left."""

_NOTHING = timedelta()

Standing = Literal["working", "weekend", "not-open", "bank-holiday", "closed"]
"""What a day is: worked, a weekend, a weekday on which the office never opens, a bank holiday, or closed for a reason."""


class NoWorkingDay(ValueError):
    """A calendar is closed for ten years on end, so no working day can be counted."""

    code = "no-working-day"


@dataclass(frozen=True, slots=True)
class _Year:
    """How many working days, and how much working time, there have been by the end of each day of a year."""

    days: Sequence[int]
    time: Sequence[timedelta]


@dataclass(frozen=True)
class Calendar:
    """The hours of an office through the week, and the days on which it is closed: bank holidays and its own closures."""

    closures: tuple[Closure, ...] = ()
    hours: Hours = OFFICE_HOURS
    _years: dict[int, _Year] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __hash__(self) -> int:
        return self._hash

    def is_working(self, day: date) -> bool:
        through = self._year(day.year).days
        place = _place(day)
        return through[place] > (through[place - 1] if place else 0)

    def is_open(self, moment: datetime) -> bool:
        """Say whether the office is open at ``moment`` (any zone; an unzoned moment is local)."""
        return any(opens <= utc(moment) < closes for opens, closes in self.open_on(local(moment).date()))

    def open_on(self, day: date) -> tuple[tuple[datetime, datetime], ...]:
        """From when until when the office is open on a local day, in UTC, in order."""
        if day in self._closed:
            return ()
        spells = [shift.spell for shift in self.hours[day.weekday()]]
        for closure in self.closed_in_part(day):
            spells = without(spells, closure.spell)
        moments = ((moment_of(day, opens), moment_of(day, closes)) for opens, closes in spells)
        return tuple(each for each in moments if each[0] < each[1])

    def standing(self, day: date) -> tuple[Standing, Reason | None]:
        """What a day is, and the name or the reason where there is one."""
        if self.is_working(day):
            return "working", None
        closure = self._closed.get(day)
        if closure is not None and (closure.kind == "bank-holiday" or self.hours[day.weekday()]):
            return closure.kind, closure.reason
        if not self.hours[day.weekday()]:
            return ("weekend" if day.weekday() > 4 else "not-open"), None
        parts = self.closed_in_part(day)
        return "closed", parts[0].reason if parts else None

    def closed_in_part(self, day: date) -> Sequence[Closure]:
        """The closures of some hours of a day."""
        return self._closed_in_part.get(day, ())

    def changes(self) -> frozenset[time]:
        """The times of day at which the office opens or closes on any ordinary day."""
        return frozenset(clock for shifts in self.hours for shift in shifts for clock in (shift.opens, shift.closes))

    def add_working_days(self, start: date, count: int) -> date:
        """Count ``count`` working days on from ``start``, the day of ``start`` itself not counted; back when negative.

        Raises ``NoWorkingDay`` when the calendar never opens, ``ValueError`` beyond the year 9999.
        """
        if count == 0:
            return start
        year, empty = start.year, 0
        before = self._worked(start) - (self.is_working(start) if count < 0 else 0)
        rank = before + count + (count < 0)
        # Which working day of the year it is; below one, or beyond the last, it lies in another year.
        while empty <= _EMPTY_YEARS:
            days = self._year(year).days
            if 1 <= rank <= days[-1]:
                return date(year, 1, 1) + timedelta(days=bisect_left(days, rank))
            empty = 0 if days[-1] else empty + 1
            if rank < 1:
                year -= 1
                rank += self._year(year).days[-1]
            else:
                year += 1
                rank -= days[-1]
        raise NoWorkingDay(f"no {abs(count)} working days within ten years of {start.isoformat()}")

    def working_days(self, after: date, until: date) -> int:
        """How many working days there are after a day, up to another and with it; none when that is no later."""
        if until <= after:
            return 0
        whole = sum(self._year(year).days[-1] for year in range(after.year, until.year))
        return whole + self._worked(until) - self._worked(after)

    def add_working_time(self, start: datetime, amount: timedelta) -> datetime:
        """The first moment at which the office has been open for ``amount`` since ``start``, in UTC.

        Raises ``NoWorkingDay`` when the calendar never opens, ``ValueError`` beyond the year 9999.
        """
        if amount <= _NOTHING:
            return utc(start)
        year, wanted, empty = local(start).year, self._run(start) + amount, 0
        while wanted > (run := self._year(year).time)[-1]:
            empty = 0 if run[-1] else empty + 1
            if empty > _EMPTY_YEARS:
                raise NoWorkingDay(f"never open within ten years of {start.isoformat()}")
            wanted -= run[-1]
            year += 1
        place = bisect_left(run, wanted)
        wanted -= run[place - 1] if place else _NOTHING
        spells = self.open_on(date(year, 1, 1) + timedelta(days=place))
        for opens, closes in spells:
            if wanted <= closes - opens:
                break
            wanted -= closes - opens
        return opens + wanted

    def working_time(self, after: datetime, until: datetime) -> timedelta:
        """How long the office is open between two moments; nothing when the second is no later."""
        if utc(until) <= utc(after):
            return _NOTHING
        years = range(local(after).year, local(until).year)
        whole = sum((self._year(year).time[-1] for year in years), _NOTHING)
        return whole + self._run(until) - self._run(after)

    @cached_property
    def _hash(self) -> int:
        """Worked out once: it goes through the closures of years, and what is remembered of a calendar asks for it each time."""
        return hash((self.closures, self.hours))

    def _worked(self, day: date) -> int:
        """The working days of its year by the end of a day."""
        return self._year(day.year).days[_place(day)]

    def _run(self, moment: datetime) -> timedelta:
        """How long the office has been open in its year by a moment."""
        day = local(moment).date()
        today = (max(min(closes, utc(moment)) - opens, _NOTHING) for opens, closes in self.open_on(day))
        place = _place(day)
        return sum(today, self._year(day.year).time[place - 1] if place else _NOTHING)

    def _year(self, year: int) -> _Year:
        if year not in self._years:
            self._years[year] = self._added_up(year)
        return self._years[year]

    def _added_up(self, year: int) -> _Year:
        changed = days_of_change(year)
        usual = [sum((end - begin for begin, end in (each.spell for each in day)), _NOTHING) for day in self.hours]
        first, length = date(year, 1, 1), (date(year, 12, 31) - date(year, 1, 1)).days + 1
        run = []
        for day in (first + timedelta(days=each) for each in range(length)):
            if day in self._closed:
                run.append(_NOTHING)
            elif day in self._closed_in_part or day in changed:
                run.append(sum((closes - opens for opens, closes in self.open_on(day)), _NOTHING))
            else:
                run.append(usual[day.weekday()])
        return _Year(list(accumulate(map(int, map(bool, run)))), list(accumulate(run)))

    @cached_property
    def _closed(self) -> dict[date, Closure]:
        """The days closed whole. What is a bank holiday as well is called by its name."""
        ordered = sorted(self.closures, key=lambda closure: closure.kind == "bank-holiday")
        return {closure.day: closure for closure in ordered if closure.is_whole}

    @cached_property
    def _closed_in_part(self) -> dict[date, list[Closure]]:
        found = defaultdict(list)
        for closure in self.closures:
            if not closure.is_whole:
                found[closure.day].append(closure)
        return found


def _place(day: date) -> int:
    """Which day of its year a day is, from nought."""
    return day.toordinal() - date(day.year, 1, 1).toordinal()
