"""Working time counted slowly: day by day, and five minutes by five minutes. What the kernel adds up must come to the same."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from guildhall.kernel.clocks import Calendar, Due, Extension, Pause, Term

STEP = timedelta(minutes=5)
DAY = timedelta(days=1)
LONDON = ZoneInfo("Europe/London")


@dataclass
class SlowClock:
    """One obligation, counted on fingers. Every time in it is a multiple of five minutes."""

    calendar: Calendar
    pauses: Sequence[Pause] = ()
    _open: dict[date, frozenset[datetime]] = field(default_factory=dict)

    def open_steps(self, day: date) -> frozenset[datetime]:
        """The steps of a day at which the office is open, by a clock on the wall that is never put back."""
        if day not in self._open:
            self._open[day] = frozenset(self._walked(day))
        return self._open[day]

    def _walked(self, day: date) -> Iterator[datetime]:
        shown = timedelta()
        for step in steps_of(day):
            here = step.astimezone(LONDON)
            shown = max(shown, timedelta(hours=here.hour, minutes=here.minute))
            shifts = [shift.spell for shift in self.calendar.hours[day.weekday()]]
            shut = [each.spell for each in self.calendar.closures if each.day == day]
            if any(begins <= shown < ends for begins, ends in shifts) and not any(a <= shown < b for a, b in shut):
                yield step

    def is_working(self, day: date) -> bool:
        return bool(self.open_steps(day))

    def is_stopped(self, step: datetime) -> bool:
        return any(pause.since <= step and (pause.until is None or step < pause.until) for pause in self.pauses)

    def stands_for_ever(self, step: datetime) -> bool:
        """Whether a pause that lasts has begun."""
        return any(pause.until is None and pause.since <= step for pause in self.pauses)

    def touches(self, day: date) -> bool:
        """Whether a pause began, lasted or ended on a day."""
        return any(_day(p.since) <= day and (p.until is None or day <= _day(p.until)) for p in self.pauses)

    def takes(self, day: date) -> bool:
        """Whether a pause took some of a day's hours of opening."""
        return any(map(self.is_stopped, self.open_steps(day)))

    def counts(self, term: Term) -> Callable[[date], bool]:
        if term.unit == "working-days":
            return lambda day: self.is_working(day) and not self.takes(day)
        return lambda day: not self.touches(day)

    def after(self, term: Term, begins: Due) -> Due | None:
        """Where a term ends that begins at the end of a day, or at a moment."""
        if term.unit in {"hours", "working-minutes"}:
            return self._after_time(term, begins.ends)
        wanted = (months_on(begins.day, term.count) - begins.day).days if term.unit == "months" else term.count
        counts, day = self.counts(term), begins.day
        while wanted:
            if self.stands_for_ever(Due(day).ends):
                return None
            day += DAY
            wanted -= counts(day)
        return Due(day)

    def _after_time(self, term: Term, begins: datetime) -> Due | None:
        hours, step = term.unit == "hours", begins.astimezone(UTC)
        wanted = term.count * (12 if hours else 1) // (1 if hours else 5)
        while wanted:
            if self.stands_for_ever(step):
                return None
            runs = hours or step in self.open_steps(_day(step))
            wanted -= runs and not self.is_stopped(step)
            step += STEP
        here = step.astimezone(LONDON)
        return Due(here.date(), here)

    def landed(self, term: Term, nominal: Due) -> Due | None:
        if term.lands == "stays" or nominal.moment is not None:
            return nominal
        day = nominal.day
        while not self.is_working(day) or (day > nominal.day and self.takes(day)):
            if self.stands_for_ever(Due(day).ends):
                return None
            day += DAY
        return Due(day)


def slowly(
    term: Term,
    received: datetime,
    calendar: Calendar,
    pauses: Sequence[Pause] = (),
    extensions: Sequence[Extension] = (),
) -> Due | None:
    """By when something is due, ``None`` while a pause lasts: what happens is told one after another, as it happened."""
    stops = [pause for pause in pauses if pause.ground not in term.restarted_by]
    clock = SlowClock(calendar, stops)
    granted = [] if term.told_in_time else list(extensions)
    begins = received
    happened: list[tuple[datetime, Pause | Extension]] = [(p.since, p) for p in pauses if p not in stops]
    happened += [(e.told_at, e) for e in extensions if term.told_in_time]
    for at, each in sorted(happened, key=lambda pair: pair[0]):
        end = _ends(clock, term, begins, granted)
        if end is not None and at >= end.ends:
            continue
        if isinstance(each, Extension):
            granted.append(each)
        elif each.until is None:
            return None
        else:
            begins = max(begins, each.until)
    return _ends(clock, term, begins, granted)


def _ends(clock: SlowClock, term: Term, begins: datetime, granted: Sequence[Extension]) -> Due | None:
    here = begins.astimezone(LONDON)
    more = sum(each.by.count for each in granted if each.by.unit == term.unit)
    end: Due | None = Due(here.date(), here)
    last = term
    told = sorted(granted, key=lambda each: each.told_at)
    for leg in (Term(term.count + more, term.unit), *(each.by for each in told if each.by.unit != term.unit)):
        end = clock.after(leg, end) if end else None
        last = leg
    return clock.landed(term, end) if end and last.unit not in {"hours", "working-minutes"} else end


def steps_of(day: date) -> Iterator[datetime]:
    """Every five minutes of a local day, in UTC: 276, 288 or 300 of them."""
    step = datetime(day.year, day.month, day.day, tzinfo=LONDON).astimezone(UTC)
    while _day(step) == day:
        yield step
        step += STEP


def months_on(start: date, count: int) -> date:
    """The corresponding date so many months on, found by going back from the first of the month after it."""
    month = start.month - 1 + count
    first = date(start.year + month // 12, month % 12 + 1, 1)
    days = [first + each * DAY for each in range(31)]
    return max(day for day in days if day.month == first.month and day.day <= start.day)


def _day(moment: datetime) -> date:
    return moment.astimezone(LONDON).date()
