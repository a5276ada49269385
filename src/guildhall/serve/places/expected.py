"""Appointments as they stand: whom a place expects, when, and what they need. Nothing here changes any."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from django.db.models import Q, QuerySet

from guildhall.estate.door import Onlooker, is_sound, tidy
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.people.door import same_as
from guildhall.serve.models import Appointment, Case
from guildhall.serve.places.known import PlaceValue, places, value_of
from guildhall.serve.sight import about_none_or, cases_seen

Need = Literal["", "bsl", "interpreter"]
STANDING = Q(cancelled_at=None)
"""What was not cancelled holds its counter."""


class NoSuchAppointment(LookupError):
    """There is no such appointment."""

    code = "no-such-appointment"


@dataclass(frozen=True, slots=True)
class Whom:
    """For whom an appointment is: a party; or what somebody is called who is not registered, and how they are reached."""

    party: str = ""
    called: str = ""
    way: Literal["", "email", "sms"] = ""
    reach: str = ""
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Purpose:
    """What they come for, and what they need: ``spoken`` is the language that is interpreted."""

    case: str = ""
    service: str = ""
    help: str = ""
    need: Need = ""
    spoken: str = ""


@dataclass(frozen=True, slots=True)
class AppointmentValue:
    """An appointment as it stands. Show ``reach`` to nobody but whoever gave it and those who work on it."""

    reference: str
    place: PlaceValue
    starts_at: datetime
    ends_at: datetime
    counter: int
    whom: Whom
    purpose: Purpose
    booked_at: datetime
    cancelled_at: datetime | None
    kept_at: datetime | None
    missed_at: datetime | None
    interpreter: Literal["", "asked", "confirmed", "not-found", "stood-down"]

    @property
    def stands(self) -> bool:
        """Whether they are still expected."""
        return self.cancelled_at is None and self.kept_at is None and self.missed_at is None


def find(*, reference: str, at: datetime) -> AppointmentValue:
    """An appointment by its reference, however it is typed. The caller checks who asks. Raises ``NoSuchAppointment``."""
    rows = Appointment.objects.select_related("interpreter", "place").filter(reference=tidy(reference))
    row = rows.first() if is_sound(reference) else None
    if row is None:
        raise NoSuchAppointment(reference)
    return appointment_of(row, value_of(row.place, at=at))


def of_day(
    *, place: PlaceValue, day: date, after: str = "", limit: int = 50
) -> tuple[tuple[AppointmentValue, ...], str]:
    """A stretch of those expected at a place on a day, in their order, and where the next begins. One statement."""
    rows = of_days(place.id, day, day).filter(STANDING)
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, starts = int(number), datetime.fromisoformat(moment)
        if starts.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(starts_at__gte=starts).exclude(starts_at=starts, id__lte=last)
    held = list(rows.select_related("interpreter").order_by("starts_at", "id")[: limit + 1])
    more = held[limit - 1] if len(held) > limit else None
    return tuple(appointment_of(each, place) for each in held[:limit]), (
        f"{more.starts_at.isoformat()}~{more.pk}" if more else ""
    )


def of_case(*, case: str, customer: str, at: datetime) -> tuple[AppointmentValue, ...]:
    """The appointments about a case at which its customer is still expected, the soonest first.

    Those of anybody else about it are told to nobody here: where a person is expected is theirs to know. Three statements more
    where there are any, and one where some of them are another record's.
    """
    held = list(Appointment.objects.filter(STANDING, case=case, kept_at=None, missed_at=None).order_by("starts_at"))
    own = {"", customer}
    if customer and any(each.party not in own for each in held):
        own.update(same_as(references=[customer])[customer])
    return appointments_of([each for each in held if each.party in own], at=at)


def of_parties(
    *, parties: Sequence[str], onlooker: Onlooker, at: datetime, limit: int = 10
) -> tuple[tuple[str, datetime, str, str], ...]:
    """The appointments at which a person is still expected, as far as the onlooker sees their case, the soonest first.

    Each by its reference, when, the place's English name, and the case that it is about. Two statements at most.
    """
    seen = about_none_or(Case.objects.filter(cases_seen(onlooker)))
    rows = Appointment.objects.filter(STANDING, seen, party__in=parties, kept_at=None, missed_at=None, ends_at__gt=at)
    named = rows.order_by("starts_at", "id").values_list("reference", "starts_at", "place__name", "case")
    return tuple(named[:limit])


def appointments_of(rows: Iterable[Appointment], *, at: datetime) -> tuple[AppointmentValue, ...]:
    """Rows as values. Three statements where there are any, however many."""
    held = list(rows)
    by_id = {each.id: each for each in places(at=at)} if held else {}
    return tuple(appointment_of(each, by_id.get(each.place_id) or value_of(each.place, at=at)) for each in held)


def of_days(place: int, first: date, last: date) -> QuerySet[Appointment]:
    """The appointments of a place from the beginning of a local day to the end of another."""
    ends = moment_of(first), moment_of(last, timedelta(days=1))
    return Appointment.objects.filter(place_id=place, starts_at__gte=ends[0], starts_at__lt=ends[1])


def appointment_of(row: Appointment, place: PlaceValue) -> AppointmentValue:
    """A row as a value; one statement more where somebody is sought for it and was not fetched with it."""
    return AppointmentValue(
        reference=row.reference,
        place=place,
        starts_at=row.starts_at,
        ends_at=row.ends_at,
        counter=row.counter,
        whom=Whom(row.party, row.called, row.way, row.reach, row.language),  # type: ignore[arg-type]  # written from a Whom
        purpose=Purpose(row.case, row.service, row.help, row.need, row.spoken),  # type: ignore[arg-type]  # from a Purpose
        booked_at=row.booked_at,
        cancelled_at=row.cancelled_at,
        kept_at=row.kept_at,
        missed_at=row.missed_at,
        interpreter=_state(row),
    )


def _state(row: Appointment) -> Literal["", "asked", "confirmed", "not-found", "stood-down"]:
    sought = getattr(row, "interpreter", None) if row.need else None
    if sought is None:
        return ""
    if sought.stood_down_at:
        return "stood-down"
    if sought.not_found_at:
        return "not-found"
    return "confirmed" if sought.confirmed_at else "asked"
