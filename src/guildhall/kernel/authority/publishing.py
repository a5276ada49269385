"""How late a record was, and which duties were kept: days from a decision to its publication, and figures over many."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Literal

from guildhall.kernel.clocks.calendar import Calendar
from guildhall.kernel.clocks.clear_days import days_between
from guildhall.kernel.clocks.duties import Duty

Kept = Literal["kept", "missed", "not-on-record", "excused"]
"""What is ``excused`` was late, and the record says why. Whether that was reason enough, no machine judges."""


@dataclass(frozen=True, slots=True)
class Lags:
    """The record lag of many decisions, in days of the calendar. Those not yet published are counted apart, never as nothing.

    ``middle`` and ``longest`` are ``None`` where nothing was published. ``impossible`` were published before they were made.
    """

    published: int
    waiting: int
    impossible: int
    middle: Fraction | None
    longest: int | None


@dataclass(frozen=True, slots=True)
class Compliance:
    """Of how many events a duty was kept or missed, for how many the record does not say, and how many are excused."""

    kept: int
    missed: int
    not_on_record: int
    excused: int = 0


def record_lag(decided: date, published: date) -> int:
    """Days of the calendar from a decision to its publication: 0 on the same day. Less than none is a fault in the record."""
    return (published - decided).days


def lags(decisions: Iterable[tuple[date, date | None]]) -> Lags:
    """The lag of many decisions: each as the day of the decision and that of publication (``None``: not yet)."""
    told = list(decisions)
    days = sorted(record_lag(decided, published) for decided, published in told if published is not None)
    sound = [each for each in days if each >= 0]
    half = len(sound) // 2
    middle = Fraction(sound[half] + sound[-half - 1], 2) if sound else None
    return Lags(len(days), len(told) - len(days), len(days) - len(sound), middle, sound[-1] if sound else None)


def kept(duty: Duty, published: date | None, event: date, calendar: Calendar) -> Kept:
    """Whether what a duty asks for was published in time before an event.

    Raises ``ValueError`` for a duty that is not counted in clear days before an event.
    """
    if duty.runs != "before" or duty.count is None:
        raise ValueError(f"{duty.id} is not counted in clear days before an event")
    if published is None:
        return "not-on-record"
    enough = published < event and days_between(published, event, duty.reading, calendar) >= duty.count
    return "kept" if enough else "missed"


def compliance(found: Iterable[Kept]) -> Compliance:
    """How often a duty was kept."""
    told = list(found)
    return Compliance(told.count("kept"), told.count("missed"), told.count("not-on-record"), told.count("excused"))
