"""When somebody must look: as a term is used up, before it is due, and when it is late."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Literal

from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.course import Course, TimeLeg
from guildhall.kernel.clocks.local_time import DAY, local, moment_of, utc
from guildhall.kernel.clocks.terms import Due


@dataclass(frozen=True, slots=True)
class Point:
    """A point at which to tell somebody: when a share of the term is used, so long before it is due, or when it is late.

    Of ``share`` and ``before`` one is given, or neither: then it is the moment from which it is late. A share of a term of
    days is reached when the day begins that uses it up. ``before`` in days is the beginning of a day: 0 is the due day's own.
    Raises ``ValueError`` when both are given, or a share is not one.
    """

    name: str
    share: Fraction | None = None
    before: int | None = None
    unit: Literal["hours", "days", "working-days"] = "working-days"

    def __post_init__(self) -> None:
        if self.share is not None and (self.before is not None or not 0 <= self.share <= 1):
            raise ValueError(f"{self.name} is a share of the term between nought and one, or a time before it is due")


THREE_QUARTERS = Point("three-quarters", share=Fraction(3, 4))
DUE_TODAY = Point("due-today", before=0, unit="days")
OVERDUE = Point("overdue")
POINTS = (THREE_QUARTERS, DUE_TODAY, OVERDUE)


@dataclass(frozen=True, slots=True)
class Escalation:
    """A point of one term, and its moment (Europe/London)."""

    point: str
    moment: datetime


def escalations(course: Course, calendar: Calendar, points: Iterable[Point]) -> tuple[Escalation, ...]:
    """When each point of a term is reached, in order. One that a pause keeps from being known is left out."""
    found = ((point.name, _moment(point, course, calendar)) for point in points)
    known = sorted(((name, utc(moment)) for name, moment in found if moment is not None), key=lambda each: each[1])
    return tuple(Escalation(name, local(moment)) for name, moment in known)


def _moment(point: Point, course: Course, calendar: Calendar) -> datetime | None:
    if point.share is not None:
        return _used(point.share, course)
    if course.due is None:
        return None
    return course.due.ends if point.before is None else _before(point, point.before, course.due, calendar)


def _before(point: Point, count: int, due: Due, calendar: Calendar) -> datetime:
    if point.unit == "hours":
        return due.ends - timedelta(hours=count)
    if point.unit == "working-days":
        return moment_of(calendar.add_working_days(due.day, -count))
    return moment_of(due.day - timedelta(days=count))


def _used(share: Fraction, course: Course) -> datetime | None:
    """When so much of the whole term has been used, leg after leg; ``None`` where it never gets so far."""
    total = sum((leg.amount for leg in course.legs), timedelta())
    left = total * share.numerator // share.denominator
    for leg in course.legs:
        if left <= leg.amount:
            ends = leg.at(left)
            if ends is None or isinstance(leg, TimeLeg):
                return ends
            return moment_of(local(ends).date() - DAY)
        left -= leg.amount
    return None
