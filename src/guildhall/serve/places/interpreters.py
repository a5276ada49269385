"""Interpreters: for each appointment that needs one somebody is asked, and confirms or does not come."""

from contextlib import suppress
from datetime import datetime

from django.db import transaction

from guildhall.ledger.door import Actor
from guildhall.serve import happened
from guildhall.serve.models import InterpreterBooking
from guildhall.serve.places import telling
from guildhall.serve.places.appointments import NoLongerStands
from guildhall.serve.places.expected import AppointmentValue, appointments_of, find
from guildhall.serve.places.story import tell


def sought(*, at: datetime, after: str = "", limit: int = 50) -> tuple[tuple[AppointmentValue, ...], str]:
    """A stretch of the appointments for which somebody is still sought, those asked for longest first, and where the next begins."""
    rows = InterpreterBooking.objects.filter(confirmed_at=None, not_found_at=None, stood_down_at=None)
    moment, _, number = after.partition("~")
    with suppress(ValueError, OverflowError):
        last, asked = int(number), datetime.fromisoformat(moment)
        if asked.tzinfo is not None and abs(last) < 2**63:
            rows = rows.filter(asked_at__gte=asked).exclude(asked_at=asked, id__lte=last)
    held = list(rows.select_related("appointment", "appointment__interpreter").order_by("asked_at", "id")[: limit + 1])
    more = held[limit - 1] if len(held) > limit else None
    return appointments_of(
        (each.appointment for each in held[:limit]), at=at
    ), f"{more.asked_at.isoformat()}~{more.pk}" if more else ""


def confirm(*, reference: str, actor: Actor, at: datetime) -> None:
    """Somebody will be there: the customer is told. Raises ``NoSuchAppointment``, ``NoLongerStands``."""
    _settle(reference, "confirmed_at", actor, at)


def not_found(*, reference: str, actor: Actor, at: datetime) -> None:
    """Nobody was found: the customer is told, and may choose another time. Raises as ``confirm`` does."""
    _settle(reference, "not_found_at", actor, at)


def _settle(reference: str, how: str, actor: Actor, at: datetime) -> None:
    with transaction.atomic():
        appointment = find(reference=reference, at=at)
        if not appointment.stands:
            raise NoLongerStands(reference)
        rows = InterpreterBooking.objects.select_for_update().select_related("appointment")
        row = rows.filter(appointment__reference=appointment.reference).first()
        if row is None or row.confirmed_at or row.not_found_at or row.stood_down_at:
            raise NoLongerStands(reference)
        setattr(row, how, at)
        row.by = actor.reference
        row.save(update_fields=[how, "by"])
        event = happened.INTERPRETER_CONFIRMED if how == "confirmed_at" else happened.INTERPRETER_NOT_FOUND
        tell(row.appointment, event.name, actor, at, {"need": row.appointment.need})
        told = telling.interpreter_found if how == "confirmed_at" else telling.no_interpreter
        told(find(reference=reference, at=at), at=at)
