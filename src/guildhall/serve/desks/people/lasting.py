"""From which day to which somebody acts for another, as it is typed: whole days here, the last one to its end."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.http import HttpRequest

from guildhall.kernel.clocks import LONDON
from guildhall.serve.desks.people.boxes import settled
from guildhall.serve.desks.staff import said


@dataclass(frozen=True, slots=True)
class Lasting:
    """When it begins and ends; ``None`` for now, and for no end. ``amiss`` names a box and what is said there."""

    since: datetime | None = None
    until: datetime | None = None
    amiss: tuple[str, str] | None = None


def lasting(request: HttpRequest) -> Lasting:
    """What stands in the boxes ``from`` and ``until``: from midnight of the first day to the midnight that ends the last."""
    found: dict[str, datetime | None] = {}
    for box, days in (("from", 0), ("until", 1)):
        day = settled("day", said(request, box, 40))
        if day.amiss:
            return Lasting(amiss=(box, day.amiss))
        try:
            found[box] = _midnight(date.fromisoformat(day.value) + timedelta(days=days)) if day.value else None
        except OverflowError:
            return Lasting(amiss=(box, "That is further away than a calendar goes"))
    return Lasting(found["from"], found["until"])


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), LONDON)
