"""The council's calendars: its hours and closed days with the bank holidays of its nation, and those by which the law counts."""

from datetime import date, time
from time import monotonic
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from guildhall.estate.council import council
from guildhall.estate.models import Closure
from guildhall.kernel import clocks
from guildhall.kernel.bank_holidays import NATIONS, bank_holidays
from guildhall.kernel.clocks import ALL_DAY, Calendar, Whose

FRESH_FOR = 300.0
"""Seconds after which a calendar is read again: another process may have saved a closure."""

_kept: dict[tuple[int, int, Whose], tuple[float, Calendar]] = {}


def calendar(*, year_from: int, year_to: int, whose: Whose = "council") -> Calendar:
    """The calendar for these years, both included.

    The closures of a single office do not close the council, and those of the council do not put off what the law sets.
    """
    asked = (year_from, year_to, whose)
    if asked in _kept and monotonic() - _kept[asked][0] < FRESH_FOR:
        return _kept[asked][1]
    nations = NATIONS if whose == "any-nation" else (council().nation,)
    holidays = bank_holidays(range(year_from, year_to + 1), nations)
    found = (
        Calendar(holidays + _own(year_from, year_to), council().hours)
        if whose == "council"
        else Calendar(holidays, ALL_DAY)
    )
    _kept[asked] = (monotonic(), found)
    return found


def close_on(
    *,
    day: date,
    reason: str,
    office: str = "",
    since: time | None = None,
    until: time | None = None,
    reason_cy: str = "",
) -> None:
    """Record a closed day, or a part of it; said again, what is newer stands. Raises `ValueError` for no time at all."""
    told = Closure(day=day, office=office, since=since, until=until, reason=reason, reason_cy=reason_cy)
    _closure(told)
    known = {name: getattr(told, name) for name in ("since", "until", "reason", "reason_cy")}
    Closure.objects.update_or_create(day=day, office=office, defaults=known)


@receiver([post_save, post_delete], sender=Closure, dispatch_uid="estate.calendars")
def forget(**_: Any) -> None:
    """Drop the calendars in memory: a closure was saved or removed."""
    _kept.clear()


def _own(year_from: int, year_to: int) -> tuple[clocks.Closure, ...]:
    """The council's own closures: those its profile tells beforehand, and those recorded since."""
    recorded = Closure.objects.filter(office="", day__range=(date(year_from, 1, 1), date(year_to, 12, 31)))
    return (
        *(each.closure for each in council().closures if year_from <= each.day.year <= year_to),
        *map(_closure, recorded),
    )


def _closure(row: Closure) -> clocks.Closure:
    reason = {"en": row.reason, "cy": row.reason_cy} if row.reason_cy else {"en": row.reason}
    return clocks.Closure(row.day, reason, since=row.since, until=row.until)
