"""One case that holds two matters: a second is opened from it, with the same answers and a clock from the same day."""

import random
from datetime import datetime
from uuid import uuid4

from django.db import transaction
from django.utils.crypto import salted_hmac

from guildhall.estate.door import new_reference, words
from guildhall.ledger.door import Actor
from guildhall.serve import happened, outbox
from guildhall.serve.casework import acts
from guildhall.serve.casework.cases import CaseValue, tell_ledger, value_of
from guildhall.serve.joining import relations
from guildhall.serve.models import Answer, Case, CaseRelation, Journey, Obligation
from guildhall.serve.obligations.moving import settle
from guildhall.serve.obligations.standing import PROMISE, Owed, calendar_of, kept_text, owed_on
from guildhall.serve.telling import messages

_THE_SAME = (
    "edition_id", "service", "outcome", "answers", "facts", "channel", "language", "received_on", "promise", "term",
    "customer", "ward", "latitude", "longitude",
)  # fmt: skip
"""What both cases hold alike. The fee stays with the first: nobody pays twice for one form."""


def split(*, case: CaseValue, what: str, team: str, actor: Actor, at: datetime) -> CaseValue:
    """Open a second case for another matter that a case holds, named in words that the customer reads; they are told.

    It has every answer with where it came from, and what was promised, counted from the same moment, whatever happened to the
    first one's clock. The same words again give the case there is. Raises ``AlreadyClosed``.
    """
    with transaction.atomic():
        row = acts.still_open(case)
        before = CaseRelation.objects.filter(
            other=row, kind="split-from", said=what.strip()[: relations.LONGEST]
        ).first()
        if before is not None:
            return value_of(before.one)
        made = Case.objects.create(
            **{name: getattr(row, name) for name in _THE_SAME},
            reference=_reference(row, what),
            journey=_copied(row.journey, at),
            opened_at=at,
            team=team,
            due_on=row.due_on,
            due_at=row.due_at,
            earliest_on=row.due_on,
            earliest_at=row.due_at,
        )
        _begin_clock(made, row, at)
        opened = value_of(made)
        relation = relations.split_from(one=made.pk, other=row.pk, said=what, actor=actor, at=at)
        told = {"service": made.service, "channel": made.channel, "outcome": made.outcome, "due": made.due_on}
        tell_ledger(opened, happened.CASE_OPENED.name, actor, at, "customer", told)
        tell_ledger(case, happened.CASE_SPLIT.name, actor, at, "customer", {"relation": relation.id})
        language = "cy" if row.language == "cy" else "en"
        said = words("serve").say("split-told", language, reference=made.reference, what=what)
        written = messages.write(case=made, about="notice", at=at, text=said)
        if written is not None:
            outbox.message_written(message=written.pk)
        return opened


def _reference(first: Case, what: str) -> str:
    """The second case's reference, drawn alike each time for these words: what is seen before it goes is then what goes.

    Nobody foretells it without the house's own key.
    """
    chance = random.Random(salted_hmac("guildhall.serve.split", f"{first.reference} {what}").digest())  # noqa: S311
    drawn = iter(lambda: new_reference(chance), "")
    return next(each for each in drawn if not Case.objects.filter(reference=each).exists())


def _begin_clock(made: Case, first: Case, at: datetime) -> None:
    """Let the promise run for the second case from the moment at which it began for the first."""
    promised = next((each for each in owed_on(first) if each.row.name == PROMISE), None)
    if promised is None:
        return
    received = promised.row.received_at
    row = Obligation(
        case=made, name=PROMISE, kind="target", term=promised.row.term, received_at=received, reckoned_at=at
    )
    reckoning = Owed(row).reckoned(calendar_of(promised.term, received, at))
    if reckoning.due:
        row.due_on, row.due_at = reckoning.due.day, reckoning.due.moment
    row.reckoning = kept_text(reckoning)
    row.save()
    settle(made, at)


def _copied(journey: Journey, at: datetime) -> Journey:
    """The journey once more, with each answer and whence it came. It is not taken up again."""
    answers = list(Answer.objects.filter(journey=journey).order_by("id"))
    copy = Journey.objects.get(id=journey.pk)
    copy.id, copy.resume_code, copy.resume_until = uuid4(), new_reference(random.SystemRandom()), at
    copy.save(force_insert=True)
    for each in answers:
        each.pk, each.journey = None, copy
        each._state.adding = True
    Answer.objects.bulk_create(answers)
    return copy
