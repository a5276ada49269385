"""Who was promised something for a time at which a closure says that we are closed: an appointment there, a call back.

Nothing is moved: only they can say when else they are free. So it is listed for staff, from the records as they stand, until
each was rearranged or called off.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from guildhall.estate.door import ClosureValue
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.serve.models import Appointment, Callback

MOST = 100
"""Of each sort, the soonest first; the next follow when these are rearranged."""


@dataclass(frozen=True, slots=True)
class Promised:
    """One of them: an ``appointment`` at a ``place`` (its name and address here), or a ``callback`` by its number. No names."""

    kind: str
    key: str
    opens_at: datetime
    closes_at: datetime
    place: str = ""
    slug: str = ""


def promised_then(*, closures: Iterable[ClosureValue], at: datetime) -> tuple[Promised, ...]:
    """What is still to come of these closures' times, the soonest first, at most ``MOST`` of each sort. Two statements.

    An appointment counts where any of it lies in the closed time, of that office or of the whole council; a call back where its
    whole window does, for else it can be kept in the rest. An office that is closed stops no call.
    """
    spans = [(*_span(each), each.office) for each in closures if each.day >= local(at).date()]
    if not spans:
        return ()
    then, calls = Q(pk__in=()), Q(pk__in=())
    for since, until, office in spans:
        there = Q(place__name=office) if office else Q()
        then |= there & Q(starts_at__lt=until, ends_at__gt=since)
        calls |= Q(pk__in=()) if office else Q(opens_at__gte=since, closes_at__lte=until)
    expected = Appointment.objects.filter(then, starts_at__gte=at, cancelled_at=None, kept_at=None, missed_at=None)
    rung = Callback.objects.filter(calls, closes_at__gt=at, kept_at=None, withdrawn_at=None)
    found = [
        Promised("appointment", each.reference, each.starts_at, each.ends_at, each.place.name, each.place.slug)
        for each in expected.select_related("place").order_by("starts_at", "id")[:MOST]
    ]
    found += [
        Promised("callback", str(each.pk), each.opens_at, each.closes_at)
        for each in rung.order_by("opens_at", "id")[:MOST]
    ]
    return tuple(sorted(found, key=lambda each: (each.opens_at, each.kind, each.key)))


def _span(closure: ClosureValue) -> tuple[datetime, datetime]:
    """From when until when it is closed."""
    since, until = closure.since, closure.until
    begins = timedelta(hours=since.hour, minutes=since.minute) if since else timedelta()
    ends = timedelta(hours=until.hour, minutes=until.minute) if until else timedelta(days=1)
    return moment_of(closure.day, begins), moment_of(closure.day, ends)
