"""Reminding somebody of an appointment on the working day before."""

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import task

from guildhall.estate.door import calendar
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.ledger.door import Actor
from guildhall.serve import happened
from guildhall.serve.clock import now
from guildhall.serve.models import Appointment
from guildhall.serve.places import telling
from guildhall.serve.places.expected import AppointmentValue, find
from guildhall.serve.places.story import tell


def remind_later(appointment: AppointmentValue, *, at: datetime) -> None:
    """Let the worker remind them; not where that moment has passed, for then they were just told."""
    moment = reminded_on(appointment)
    if moment > at:
        send_reminder.using(run_after=moment).enqueue(reference=appointment.reference)


def reminded_on(appointment: AppointmentValue) -> datetime:
    """When somebody is reminded: at ten on the last working day before."""
    day = local(appointment.starts_at).date()
    worked = calendar(year_from=day.year - 1, year_to=day.year)
    return moment_of(worked.add_working_days(day, -1), timedelta(hours=10))


def remind(*, reference: str, at: datetime) -> None:
    """Remind them of an appointment that stands and was not moved. Saying it again sends nothing more."""
    with transaction.atomic():
        row = Appointment.objects.select_for_update(of=("self",)).filter(reference=reference).first()
        if row is None or row.reminded_at or row.cancelled_at or row.starts_at <= at:
            return
        row.reminded_at = at
        row.save(update_fields=["reminded_at"])
        kind = telling.reminded(find(reference=reference, at=at), at=at)
        if kind:
            tell(row, happened.APPOINTMENT_REMINDED.name, Actor("system"), at, {"kind": kind})


@task()
def send_reminder(reference: str) -> None:
    """Do what ``remind_later`` asks for."""
    remind(reference=reference, at=now())
