"""Appointments at a counter: offered where a place is open and a counter is free, and never booked twice."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from random import SystemRandom

from django.db import transaction

from guildhall.estate.door import calendar, new_reference, tidy
from guildhall.kernel.clocks import Opening, local
from guildhall.ledger.door import Actor, Value
from guildhall.serve import happened
from guildhall.serve.contacts import interactions
from guildhall.serve.models import Appointment, HelpPlace, InterpreterBooking
from guildhall.serve.places import telling
from guildhall.serve.places.codes import SPOKEN
from guildhall.serve.places.expected import (
    STANDING,
    AppointmentValue,
    NoSuchAppointment,
    Purpose,
    Whom,
    appointment_of,
    of_days,
)
from guildhall.serve.places.known import PlaceValue, value_of
from guildhall.serve.places.reminding import remind_later
from guildhall.serve.places.story import tell
from guildhall.serve.telling import foreseeing

NOTICE: dict[str, int] = {"bsl": 5, "interpreter": 3}
"""Working days that are needed to find somebody who signs or interprets. Nobody need be found where one is there that day."""

AHEAD = timedelta(days=60)
"""How far ahead an appointment may be made."""

SOON = timedelta(minutes=30)
"""How soon the first one may begin."""

_RANDOM = SystemRandom()


class NotBooked(ValueError):
    """An appointment could not be made. ``code`` says why, ``box`` which part of it is amiss."""

    def __init__(self, code: str, box: str) -> None:
        super().__init__(code)
        self.code, self.box = code, box


class NoLongerStands(Exception):
    """The appointment was cancelled, kept or missed meanwhile."""

    code = "no-longer-stands"


def times(
    *, place: PlaceValue, purpose: Purpose, since: date | None = None, at: datetime, days: int = 5
) -> tuple[tuple[date, tuple[Opening, ...]], ...]:
    """The free times of the next days that have any, from a day on. One statement, and none where nothing is offered."""
    if not place.counters:
        return ()
    first, last = local(at).date(), local(at + AHEAD).date()
    day = max(first, since or first)
    taken = _taken(place.id, day, last)
    found: list[tuple[date, tuple[Opening, ...]]] = []
    while day <= last and len(found) < days:
        free = tuple(
            slot
            for slot in place.times.slots(day, place.minutes)
            if _in_time(place, purpose, slot, at) and len(_in_the_way(taken, slot)) < place.counters
        )
        if free:
            found.append((day, free))
        day += timedelta(days=1)
    return tuple(found)


def book(
    *,
    place: PlaceValue,
    starts_at: datetime,
    whom: Whom,
    purpose: Purpose,
    channel: str,
    actor: Actor,
    at: datetime,
    instead_of: str = "",
) -> AppointmentValue:
    """Book a time, or move the appointment ``instead_of`` to it. A button pressed twice books once.

    The place is locked meanwhile, so that no counter is given to two. Raises ``NotBooked``, ``NoLongerStands``,
    ``NoSuchAppointment``.
    """
    _check(purpose)
    if abs(starts_at - at) > 2 * AHEAD:  # nothing is offered then, and no calendar reaches as far as one can type
        raise NotBooked("not-offered", "time")
    with transaction.atomic():
        HelpPlace.objects.select_for_update().get(pk=place.id)
        before = _pressed_twice(place, starts_at, whom)
        if before is not None:
            return appointment_of(before, place)
        slot = _offered(place, purpose, starts_at, at)
        old = _standing(instead_of) if instead_of else None
        if old is not None:
            _cancel(old, actor, at)
        taken = _in_the_way(_taken(place.id, local(starts_at).date(), local(starts_at).date()), slot)
        free = [each for each in range(1, place.counters + 1) if each not in {row.counter for row in taken}]
        if not free:
            raise NotBooked("taken", "time")
        row = Appointment.objects.create(
            reference=foreseeing.anew(new_reference(_RANDOM), instead=foreseeing.REFERENCE),
            place_id=place.id,
            starts_at=slot[0],
            ends_at=slot[1],
            counter=free[0],
            party=whom.party,
            called="" if whom.party else whom.called,
            way="" if whom.party else whom.way,
            reach="" if whom.party else whom.reach,
            language=whom.language,
            case=purpose.case,
            service=purpose.service,
            help=purpose.help,
            need=purpose.need,
            spoken=purpose.spoken,
            channel=channel,
            booked_by=actor.reference,
            booked_at=at,
            instead_of=old,
        )
        told: dict[str, Value] = {"place": place.reference, "channel": channel, "starts": slot[0]}
        event = happened.APPOINTMENT_MOVED if old else happened.APPOINTMENT_BOOKED
        tell(row, event.name, actor, at, told if old else told | {"need": purpose.need or None})
        if actor.kind == "resident":  # what staff book, they book in a contact that is logged by itself
            interactions.beside(
                channel=channel,
                reason=interactions.BOOKED,
                party=whom.party,
                called=whom.called,
                case=purpose.case,
                service=purpose.service,
                actor=actor,
                at=at,
            )
        if purpose.need:
            _ask_interpreter(row, place, slot, actor, at)
        value = appointment_of(row, place)
        telling.booked(value, at=at)
        remind_later(value, at=at)
    return value


def cancel(*, reference: str, channel: str, actor: Actor, at: datetime) -> None:
    """They do not come after all, or the place cannot keep it. Raises ``NoSuchAppointment``, ``NoLongerStands``."""
    with transaction.atomic():
        row = _standing(reference)
        _cancel(row, actor, at)
        data: dict[str, Value] = {"place": f"place/{row.place.slug}", "channel": channel}
        tell(row, happened.APPOINTMENT_CANCELLED.name, actor, at, data)
        if actor.kind == "staff":
            telling.cancelled(appointment_of(row, value_of(row.place, at=at)), at=at)


def seen(*, reference: str, came: bool, actor: Actor, at: datetime) -> None:
    """They came, or did not. Raises ``NoSuchAppointment``, ``NoLongerStands``; ``NotBooked`` before its day."""
    with transaction.atomic():
        row = _standing(reference)
        if local(row.starts_at).date() > local(at).date():
            raise NotBooked("not-yet", "time")
        row.seen_by = actor.reference
        row.kept_at, row.missed_at = (at, None) if came else (None, at)
        row.save(update_fields=["seen_by", "kept_at", "missed_at"])
        event = happened.APPOINTMENT_KEPT if came else happened.APPOINTMENT_MISSED
        tell(row, event.name, actor, at, {"place": f"place/{row.place.slug}"})
        found = InterpreterBooking.objects.filter(appointment=row, not_found_at=None, stood_down_at=None)
        if (
            came and row.need and found.filter(confirmed_at__isnull=False).exists()
        ):  # what they came for is logged where it is done
            interactions.beside(
                channel="counter",
                reason=interactions.CAME,
                party=row.party,
                called=row.called,
                case=row.case,
                service=row.service,
                support=[row.need],
                actor=actor,
                at=at,
            )


def _check(purpose: Purpose) -> None:
    if purpose.need not in {"", *NOTICE}:
        raise NotBooked("no-need", "need")
    if purpose.need == "interpreter" and purpose.spoken not in SPOKEN:
        raise NotBooked("no-language", "spoken")


def _in_time(place: PlaceValue, purpose: Purpose, slot: Opening, at: datetime) -> bool:
    """Whether a time is late enough for all that has to be made ready."""
    if slot[0] < at + SOON:
        return False
    today, day = local(at).date(), local(slot[0]).date()
    if not purpose.need or signs_there(place, purpose.need, day):
        return True
    worked = calendar(year_from=today.year, year_to=today.year + 1)
    return day >= worked.add_working_days(today, NOTICE[purpose.need])


def signs_there(place: PlaceValue, need: str, day: date) -> bool:
    """Whether somebody who signs is at the place that day anyway. Who interprets is always asked for."""
    given = place.help(need)
    return need == "bsl" and given is not None and given.on(day)


def _offered(place: PlaceValue, purpose: Purpose, starts_at: datetime, at: datetime) -> Opening:
    """The time of a place that begins then. Raises ``NotBooked`` where it is none, too soon or too far."""
    slot = next(
        (each for each in place.times.slots(local(starts_at).date(), place.minutes) if each[0] == starts_at), None
    )
    if slot is None or not place.counters or starts_at > at + AHEAD:
        raise NotBooked("not-offered", "time")
    if not _in_time(place, purpose, slot, at):
        raise NotBooked("too-soon", "time")
    return slot


def _taken(place: int, first: date, last: date) -> Sequence[Appointment]:
    return list(of_days(place, first, last).filter(STANDING))


def _in_the_way(taken: Sequence[Appointment], slot: Opening) -> list[Appointment]:
    return [each for each in taken if each.starts_at < slot[1] and slot[0] < each.ends_at]


def _pressed_twice(place: PlaceValue, starts_at: datetime, whom: Whom) -> Appointment | None:
    same = {"party": whom.party} if whom.party else {"called": whom.called, "way": whom.way, "reach": whom.reach}
    return Appointment.objects.filter(STANDING, place_id=place.id, starts_at=starts_at, **same).first()


def _standing(reference: str) -> Appointment:
    row = Appointment.objects.select_for_update(of=("self",)).filter(reference=tidy(reference)).first()
    if row is None:
        raise NoSuchAppointment(reference)
    if row.cancelled_at or row.kept_at or row.missed_at:
        raise NoLongerStands(reference)
    return row


def _cancel(row: Appointment, actor: Actor, at: datetime) -> None:
    row.cancelled_at, row.cancelled_by = at, actor.reference
    row.save(update_fields=["cancelled_at", "cancelled_by"])
    sought = InterpreterBooking.objects.filter(appointment=row, not_found_at=None, stood_down_at=None)
    if sought.update(stood_down_at=at):
        tell(row, happened.INTERPRETER_STOOD_DOWN.name, actor, at, {"need": row.need})


def _ask_interpreter(row: Appointment, place: PlaceValue, slot: Opening, actor: Actor, at: datetime) -> None:
    there = signs_there(place, row.need, local(slot[0]).date())
    InterpreterBooking.objects.create(
        appointment=row, asked_at=at, confirmed_at=at if there else None, by=place.reference if there else ""
    )
    event = happened.INTERPRETER_CONFIRMED if there else happened.INTERPRETER_ASKED
    tell(row, event.name, actor, at, {"need": row.need})
