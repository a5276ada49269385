"""A form that was begun for somebody and not sent in that day: they are told who acts for them in it, and by which words.

Whose form is sent in hears it with the receipt. So nobody acts for a person who was never told.
"""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction
from django_tasks import task

from guildhall.estate.door import words
from guildhall.kernel.clocks import local
from guildhall.kernel.clocks.local_time import moment_of
from guildhall.kernel.model import words as in_language
from guildhall.people.door import NoSuchParty, represented_by
from guildhall.serve import outbox
from guildhall.serve.answering import journeys
from guildhall.serve.clock import now
from guildhall.serve.models import Journey
from guildhall.serve.telling import agreements, messages
from guildhall.serve.telling.notices import Whom


def look_tonight(*, journey: UUID, at: datetime) -> None:
    """At the end of the day, see whether the form was sent in. One statement."""
    tonight = moment_of(local(at).date() + timedelta(days=1))
    tell_of_what_was_agreed.using(run_after=tonight).enqueue(journey=str(journey))


def tell(*, journey: UUID, at: datetime) -> None:
    """Tell whose form it is, where it was not sent in and somebody may still act in it. Doing it twice tells them once.

    By the way that they gave in the form, else by one that we know of them; where none is left, somebody is set the task.
    """
    with transaction.atomic():
        row = Journey.objects.select_for_update(of=("self",)).filter(id=journey, case=None).first()
        whose = (row.on_behalf_of or row.customer) if row else ""
        if row is None or not _untold(whose, journey, at):
            return
        begun = journeys.load(journey=journey, at=at)
        language = Whom(party=whose, language=row.language).known().language
        service = in_language(begun.live.service.title, language)
        first = words("serve").say("message-agreed-unsent", language, service=service)
        text = f"{first} {agreements.said(journey=journey, language=language, code=row.resume_code)}"
        given = messages.way_to_reach(begun.live.compiled, dict(begun.answers), language)
        way = (
            given if given is not None and given.kind != "letter" else None
        )  # an address may be what the form is about
        written = messages.write_to(party=whose, language=row.language, about="acting", text=text, at=at, way=way)
        if written is not None:
            agreements.were_told(journey=journey, at=at)
            outbox.message_written(message=written.pk)


def _untold(principal: str, journey: UUID, at: datetime) -> bool:
    """Whether anything that was agreed for this journey alone stands, and the person was not told of it."""
    try:
        given = represented_by(reference=principal) if principal else ()
    except NoSuchParty:
        return False
    return any(
        each.stands(at) and each.told_at is None and each.scope == (f"journey/{journey}",) and each.basis == "consent"
        for each in given
    )


@task()
def tell_of_what_was_agreed(journey: str) -> None:
    """Do what ``look_tonight`` asks for."""
    tell(journey=UUID(journey), at=now())
