"""By when something is due, and why."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from pydantic import TypeAdapter

from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.course import follow
from guildhall.kernel.clocks.escalating import POINTS, Escalation, Point, escalations
from guildhall.kernel.clocks.explaining import Line, explained
from guildhall.kernel.clocks.terms import Due, Extension, Pause, Term
from guildhall.kernel.model import Json


@dataclass(frozen=True, slots=True)
class Reckoning:
    """By when something is due, as it was worked out once, with the reason for every day.

    It holds plain values and no calendar, so that it can be kept as it was told, and shown beside a newer one. ``due`` is
    ``None`` while the ``waiting`` pause lasts.
    """

    term: Term
    received: datetime
    due: Due | None
    explained: tuple[Line, ...]
    escalations: tuple[Escalation, ...]
    waiting: Pause | None


def reckon(
    term: Term,
    received: datetime,
    calendar: Calendar,
    pauses: Iterable[Pause] = (),
    extensions: Iterable[Extension] = (),
    *,
    points: Iterable[Point] = POINTS,
) -> Reckoning:
    """By when something is due that was received at a moment, with pauses and extensions, and why.

    Days and months are counted from the local day of receipt, that day not counted, and last until the day's end. In a term
    of days a pause takes every day it touches; in working days every day on which it touches the hours of opening; in hours
    its own length. Overlapping pauses count once, and what happens after the end of the term changes nothing.
    Raises ``NoWorkingDay`` when the calendar never opens, ``ValueError`` or ``OverflowError`` beyond the year 9999.
    """
    course = follow(term, received, calendar, pauses, extensions)
    return Reckoning(
        term,
        course.received,
        course.due,
        explained(course, calendar),
        escalations(course, calendar, points),
        course.waiting,
    )


def due(term: Term, received: datetime, calendar: Calendar) -> Due:
    """By when something is due that was received at a moment (any zone; without one, local), where nothing stops the clock.

    Hours are hours that really pass, so that 24 of them end an hour later by the clock in March, and an hour earlier in
    October. Raises as ``reckon`` does.
    """
    found = follow(term, received, calendar, (), ()).due
    if found is None:
        raise AssertionError("a clock that nothing stops runs to its end")
    return found


def kept(reckoning: Reckoning) -> Json:
    """A reckoning as JSON, to be kept as it was told."""
    return _KEPT.dump_python(reckoning, mode="json")


def read(written: Json) -> Reckoning:
    """The way back from ``kept``. Raises ``pydantic.ValidationError`` for what was never kept."""
    return _KEPT.validate_python(written)


_KEPT = TypeAdapter(Reckoning)
