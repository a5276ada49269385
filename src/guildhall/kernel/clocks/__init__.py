"""Clocks: working time as a council counts it, and by when something is due.

Every date is a local date (Europe/London); every moment carries its zone. Nothing here knows what the time is. By when a
promise falls due is worked out here and nowhere else, by ``reckon``, and by ``due`` where nothing can stop the clock.

``local_time`` → ``opening`` → ``calendar`` (what is worked) → ``terms`` → ``measures`` (what is counted) → ``course`` (how a
term runs) → ``explaining``, ``escalating`` → ``reckoning`` → ``changing``; ``statutory`` holds the terms that the law sets.
``places`` says when a place is open, which may keep days of its own. ``saying`` puts it in words, and stands apart because it
leans on the kinds of question.

Notices of meetings and decisions are counted apart from promises: ``clear_days`` → ``duties`` → ``planning``, and
``clear_days_said`` puts them in words.
"""

from guildhall.kernel.clocks.calendar import Calendar, NoWorkingDay, Standing
from guildhall.kernel.clocks.changing import Change, changed
from guildhall.kernel.clocks.escalating import POINTS, Escalation, Point
from guildhall.kernel.clocks.explaining import Kind, Line
from guildhall.kernel.clocks.local_time import LONDON, add_months, local
from guildhall.kernel.clocks.opening import (
    ALL_DAY,
    OFFICE_HOURS,
    Closure,
    Hours,
    Shift,
    closed_on,
    monday_to_friday,
    weekly,
)
from guildhall.kernel.clocks.places import Opening, OpeningTimes
from guildhall.kernel.clocks.reckoning import Reckoning, due, kept, read, reckon
from guildhall.kernel.clocks.terms import LONGEST, Due, Extension, Pause, Term, Unit, Whose

__all__ = [
    "ALL_DAY",
    "LONDON",
    "LONGEST",
    "OFFICE_HOURS",
    "POINTS",
    "Calendar",
    "Change",
    "Closure",
    "Due",
    "Escalation",
    "Extension",
    "Hours",
    "Kind",
    "Line",
    "NoWorkingDay",
    "Opening",
    "OpeningTimes",
    "Pause",
    "Point",
    "Reckoning",
    "Shift",
    "Standing",
    "Term",
    "Unit",
    "Whose",
    "add_months",
    "changed",
    "closed_on",
    "due",
    "kept",
    "local",
    "monday_to_friday",
    "read",
    "reckon",
    "weekly",
]
