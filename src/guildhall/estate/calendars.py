"""The council's working calendar: bank holidays in England and the council's own closed days."""

from datetime import date
from time import monotonic
from typing import Any

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from guildhall.estate.models import Closure
from guildhall.kernel.bank_holidays import in_england
from guildhall.kernel.clocks import Calendar

FRESH_FOR = 300.0
"""Seconds after which a calendar is read again: another process may have saved a closure."""

_kept: dict[tuple[int, int], tuple[float, Calendar]] = {}


def calendar(*, year_from: int, year_to: int) -> Calendar:
    """The calendar for these years, both included.

    The closures of a single office do not close the council.
    """
    years = (year_from, year_to)
    if years in _kept and monotonic() - _kept[years][0] < FRESH_FOR:
        return _kept[years][1]
    own = Closure.objects.filter(office="", day__range=(date(year_from, 1, 1), date(year_to, 12, 31))).values_list(
        "day", flat=True
    )
    found = Calendar(closed=in_england(range(year_from, year_to + 1)) | frozenset(own))
    _kept[years] = (monotonic(), found)
    return found


def close_on(*, day: date, reason: str, office: str = "") -> None:
    """Record a closed day; said again, the newer reason stands."""
    Closure.objects.update_or_create(day=day, office=office, defaults={"reason": reason})


@receiver([post_save, post_delete], sender=Closure, dispatch_uid="estate.calendars")
def forget(**_: Any) -> None:
    """Drop the calendars in memory: a closure was saved or removed."""
    _kept.clear()
