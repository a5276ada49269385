"""When an office is open: its shifts through the week, and the days on which it is closed, whole or in part."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from itertools import pairwise
from typing import Literal

Reason = dict[str, str]
"""Why, in words, keyed by language."""

Spell = tuple[timedelta, timedelta]
"""From when until when on one day, counted from midnight by the clock on the wall; 24 hours are its end."""

CLOSED: Reason = {"en": "Our offices are closed", "cy": "Mae ein swyddfeydd ar gau"}


def since_midnight(clock: time) -> timedelta:
    """How far a time of day lies from midnight, by the clock on the wall."""
    return timedelta(hours=clock.hour, minutes=clock.minute, seconds=clock.second)


@dataclass(frozen=True, slots=True)
class Shift:
    """A spell of opening by the clock on the wall. Closing at 00:00 is closing at midnight.

    A night shift is written as two: until midnight, and from midnight on the day after. Raises ``ValueError`` when it
    closes before it opens.
    """

    opens: time
    closes: time

    def __post_init__(self) -> None:
        if self.spell[0] >= self.spell[1]:
            raise ValueError(f"a shift from {self.opens:%H:%M} cannot end at {self.closes:%H:%M}")

    @property
    def spell(self) -> Spell:
        return since_midnight(self.opens), since_midnight(self.closes) or timedelta(days=1)


Hours = tuple[tuple[Shift, ...], ...]
"""The shifts of each weekday, Monday first: seven of them, each in order."""


def weekly(shifts: Mapping[int, Iterable[Shift]]) -> Hours:
    """Opening hours from the shifts of each weekday, 0 for Monday; a day left out is not worked.

    Raises ``ValueError`` when shifts of one day overlap.
    """
    found = tuple(tuple(sorted(shifts.get(day, ()), key=lambda shift: shift.opens)) for day in range(7))
    for day in found:
        for one, other in pairwise(day):
            if other.spell[0] < one.spell[1]:
                raise ValueError(f"a shift until {one.closes:%H:%M} and one from {other.opens:%H:%M} overlap")
    return found


def monday_to_friday(*shifts: Shift) -> Hours:
    """The same shifts from Monday to Friday."""
    return weekly(dict.fromkeys(range(5), shifts))


OFFICE_HOURS = monday_to_friday(Shift(time(8, 30), time(17, 0)))
ALL_DAY = monday_to_friday(Shift(time(), time()))
"""For terms that the law counts: a working day is the whole of it."""


@dataclass(frozen=True, slots=True)
class Closure:
    """A day, or a part of it, on which an office is closed that would otherwise open, and why.

    ``since`` and ``until`` are local times; left out, from the day's beginning and to its end.
    """

    day: date
    reason: Reason = field(hash=False)
    kind: Literal["closed", "bank-holiday"] = "closed"
    since: time | None = None
    until: time | None = None

    def __post_init__(self) -> None:
        if self.spell[0] >= self.spell[1]:
            raise ValueError(f"a closure on {self.day.isoformat()} cannot end before it begins")

    @property
    def is_whole(self) -> bool:
        return self.spell == (timedelta(), timedelta(days=1))

    @property
    def spell(self) -> Spell:
        return since_midnight(self.since or time()), since_midnight(self.until or time()) or timedelta(days=1)


def closed_on(days: Iterable[date], reason: Reason = CLOSED) -> tuple[Closure, ...]:
    """Whole days closed for one reason."""
    return tuple(Closure(day, reason) for day in sorted(days))


def without(spells: Iterable[Spell], closed: Spell) -> list[Spell]:
    """What is left of spells when one is taken away."""
    return [
        piece
        for begins, ends in spells
        for piece in ((begins, min(ends, closed[0])), (max(begins, closed[1]), ends))
        if piece[0] < piece[1]
    ]
