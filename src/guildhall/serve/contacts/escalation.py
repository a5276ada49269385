"""A promise to call back that was not kept is told to those who can still keep it, the same minute.

The team's administrators see it at the head of their list; the officer on duty is written to, and the team whose case it is about
where the council's profile says how. Nothing said there is personal.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import F, Q

from guildhall.estate.door import council
from guildhall.kernel.clocks import local
from guildhall.ledger.door import Actor, Entry, record_all
from guildhall.serve import happened
from guildhall.serve.models import Callback, Case, Message
from guildhall.serve.telling.notices import to_staff


def passed(*, callback: int, at: datetime) -> tuple[int, ...]:
    """The window of a promise has passed: where it was not kept, say so and escalate it. Gives the messages to send.

    Doing it again, or before the window has passed, changes nothing. One that was moved can be missed again.
    """
    with transaction.atomic():
        rows = Callback.objects.select_for_update().filter(id=callback, closes_at__lte=at)
        of_this_window = Q(missed_at=None) | Q(missed_at__lt=F("closes_at"))
        row = rows.filter(of_this_window, kept_at=None, withdrawn_at=None).first()
        if row is None:
            return ()
        row.missed_at = row.escalated_at = at
        row.save(update_fields=["missed_at", "escalated_at"])
        own, system = f"callback/{row.pk}", Actor("system")
        record_all(
            subject=f"case/{row.case}" if row.case else own,
            entries=[
                Entry(
                    happened.CALLBACK_MISSED.name,
                    system,
                    at,
                    "",
                    "customer",
                    {"callback": own, "closes": row.closes_at},
                ),
                Entry(happened.CALLBACK_ESCALATED.name, system, at, "", "staff", {"callback": own}),
            ],
        )
        return tuple(each.pk for each in _page(row, at))


def _page(row: Callback, at: datetime) -> tuple[Message, ...]:
    opens, closes = local(row.opens_at), local(row.closes_at)
    told = {
        "number": str(row.pk),
        "window": f"{opens:%-d %B %Y, %-H:%M} to {closes:%-H:%M}",
        "tried": str(row.attempts.exclude(outcome="stopped").count()),
    }
    team = Case.objects.filter(reference=row.case).values_list("team", flat=True).first() if row.case else ""
    places = [council().duty_officer, council().teams.get(team or "", {})]
    return tuple(message for each in places for message in to_staff(about="missed", holes=told, places=each, at=at))
