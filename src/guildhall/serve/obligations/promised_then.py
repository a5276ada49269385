"""Who was promised something for a time at which a closure says that we are closed: an appointment there, a call back.

Nothing is moved: only they can say when else they are free. So it is listed for those who can rearrange it, from the records as
they stand, until each was rearranged or called off.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q

from guildhall.estate.door import ClosureValue, Onlooker
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.serve.models import Appointment, Callback
from guildhall.serve.sight import callbacks_seen

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


@dataclass(frozen=True, slots=True)
class Then:
    """Those that were found, the soonest first; ``more`` where there are more than were looked for."""

    found: tuple[Promised, ...]
    more: bool


def promised_then(*, closures: Iterable[ClosureValue], onlooker: Onlooker, at: datetime) -> Then:
    """What is still to come of these closures' times, the soonest first, at most ``MOST`` of each sort. Two statements."""
    known = list(closures)
    expected, rung = expected_then(closures=known, at=at), rung_then(closures=known, onlooker=onlooker, at=at)
    found = sorted((*expected.found, *rung.found), key=lambda each: (each.opens_at, each.kind, each.key))
    return Then(tuple(found), expected.more or rung.more)


def expected_then(*, closures: Iterable[ClosureValue], at: datetime) -> Then:
    """The appointments of which any lies in these closures' times, of that office or of the whole council.

    One statement at most. None says whose it is: of whoever is protected nobody else learns that.
    """
    then = Q(pk__in=())
    for since, until, office in _spans(closures, at):
        there = Q(place__name=office) if office else Q()
        then |= there & Q(starts_at__lt=until, ends_at__gt=since)
    expected = Appointment.objects.filter(then, starts_at__gte=at, cancelled_at=None, kept_at=None, missed_at=None)
    rows = list(expected.select_related("place").order_by("starts_at", "id")[: MOST + 1])
    found = (
        Promised("appointment", each.reference, each.starts_at, each.ends_at, each.place.name, each.place.slug)
        for each in rows[:MOST]
    )
    return Then(tuple(found), len(rows) > MOST)


def rung_then(*, closures: Iterable[ClosureValue], onlooker: Onlooker, at: datetime) -> Then:
    """The calls back that an onlooker sees and whose whole window lies in these closures' times; else one is kept in the rest.

    An office that is closed stops no call. One statement at most.
    """
    calls = Q(pk__in=())
    for since, until, office in _spans(closures, at):
        calls |= Q(pk__in=()) if office else Q(opens_at__gte=since, closes_at__lte=until)
    seen = Callback.objects.filter(callbacks_seen(onlooker))
    rung = seen.filter(calls, closes_at__gt=at, kept_at=None, withdrawn_at=None)
    rows = list(rung.order_by("opens_at", "id")[: MOST + 1])
    found = (Promised("callback", str(each.pk), each.opens_at, each.closes_at) for each in rows[:MOST])
    return Then(tuple(found), len(rows) > MOST)


def _spans(closures: Iterable[ClosureValue], at: datetime) -> list[tuple[datetime, datetime, str]]:
    """From when until when which office is closed, of what is not over."""
    return [(*_span(each), each.office) for each in closures if each.day >= local(at).date()]


def _span(closure: ClosureValue) -> tuple[datetime, datetime]:
    """From when until when it is closed."""
    since, until = closure.since, closure.until
    begins = timedelta(hours=since.hour, minutes=since.minute) if since else timedelta()
    ends = timedelta(hours=until.hour, minutes=until.minute) if until else timedelta(days=1)
    return moment_of(closure.day, begins), moment_of(closure.day, ends)
