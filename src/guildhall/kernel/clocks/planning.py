"""A meeting's deadlines, worked back from its day: what must be published, by whom and by when, and what was missed."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.clear_days import Day, effective_from, latest_notice, shown
from guildhall.kernel.clocks.duties import Body, Duties, Duty
from guildhall.kernel.clocks.local_time import DAY, add_months, local


@dataclass(frozen=True, slots=True)
class Business:
    """What is to be done at a meeting: by whom, whether a key decision is among it, and whether some of it is in private."""

    body: Body
    key: bool = False
    private: bool = False


@dataclass(frozen=True, slots=True)
class Deadline:
    """One duty on its day: the ``latest`` on which to publish, or the ``earliest`` from which a decision has effect.

    ``day`` is ``None`` where the law sets no number of days. ``days`` is the working, from the notice to the event.
    """

    duty: Duty
    what: Literal["latest", "earliest", "promptly"]
    day: date | None
    days: tuple[Day, ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """A meeting and its deadlines, the earliest first; those without a day stand last."""

    meeting: date
    business: Business
    deadlines: tuple[Deadline, ...]

    def of(self, duty: str) -> Deadline | None:
        """The deadline of a duty, where it holds for this meeting."""
        return next((each for each in self.deadlines if each.duty.id == duty), None)


@dataclass(frozen=True, slots=True)
class Missed:
    """A deadline that has passed: by how many days of the calendar, and which duty still allows the meeting to go on."""

    deadline: Deadline
    late_by: int
    instead: Duty | None


def plan(meeting: date, business: Business, duties: Duties, calendar: Calendar, published: date | None = None) -> Plan:
    """Work every deadline out for a meeting, by the council's duties and its calendar of the years around it.

    A decision has effect from the day worked out as though it were ``published`` on that day; on the meeting's, unless told.
    Raises ``NoWorkingDay`` when the calendar has none for ten years.
    """
    found = [
        _deadline(duty, meeting, published or meeting, calendar)
        for duty in duties.values()
        if duty.runs != "within" and _holds(duty, business)
    ]
    return Plan(meeting, business, tuple(sorted(found, key=lambda each: each.day or date.max)))


def missed(plan: Plan, at: datetime, publishing: Collection[str] | None = None) -> tuple[Missed, ...]:
    """Which duties would be missed if this were published at a moment (any zone; unzoned is local); all, unless told which.

    A duty that stands in for another is told only where it is asked about by name.
    """
    today = local(at).date()
    standing_in = {each.duty.instead for each in plan.deadlines}
    return tuple(
        Missed(each, (today - each.day).days, _instead(plan, each.duty, today))
        for each in plan.deadlines
        if each.what == "latest"
        and each.day is not None
        and each.day < today
        and (each.duty.id not in standing_in if publishing is None else each.duty.id in publishing)
    )


def respond_by(received: date, duty: Duty) -> date:
    """The last day of a term of months that begins with the day of receipt: two from 5 March end on 4 May.

    Where the last month has no such day, its last. Raises ``ValueError`` for a duty that is not counted in months.
    """
    if duty.runs != "within" or duty.count is None:
        raise ValueError(f"{duty.id} is not counted in months")
    same_day = add_months(received, duty.count)
    return same_day if same_day.day < received.day else same_day - DAY


def _holds(duty: Duty, business: Business) -> bool:
    asked: Mapping[str | None, bool] = {None: True, "key": business.key, "private": business.private}
    return business.body in duty.bodies and asked[duty.only]


def _deadline(duty: Duty, meeting: date, published: date, calendar: Calendar) -> Deadline:
    if duty.count is None:
        return Deadline(duty, "promptly", None)
    count, reading = duty.count, duty.reading
    if duty.runs == "after":
        effect = effective_from(published, count, reading, calendar)
        return Deadline(duty, "earliest", effect, shown(published, effect, reading, calendar, "effect"))
    latest = latest_notice(meeting, count, reading, calendar)
    return Deadline(duty, "latest", latest, shown(latest, meeting, reading, calendar))


def _instead(plan: Plan, duty: Duty, today: date) -> Duty | None:
    """The first duty that stands in for one that was missed and can still be kept."""
    found = plan.of(duty.instead) if duty.instead else None
    if found is None or found.day is None or found.day >= today:
        return found.duty if found else None
    return _instead(plan, found.duty, today)
