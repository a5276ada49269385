"""One case that holds two matters: a second is opened from it, with the answers that it needs and a clock from the same day."""

import random
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.crypto import salted_hmac

from guildhall.estate.door import new_reference, words
from guildhall.kernel.canonical import canonical_json, read_json
from guildhall.kernel.model import Json
from guildhall.ledger.door import FOREIGN_CODE, Actor
from guildhall.serve import happened, outbox
from guildhall.serve.casework import acts
from guildhall.serve.casework.cases import CaseValue, tell_ledger, value_of
from guildhall.serve.casework.positions import position_of
from guildhall.serve.casework.wards import ward_of
from guildhall.serve.joining import relations
from guildhall.serve.models import Answer, Case, CaseRelation, Journey, Obligation
from guildhall.serve.obligations.moving import settle
from guildhall.serve.obligations.standing import PROMISE, Owed, calendar_of, kept_text, owed_on
from guildhall.serve.telling import messages
from guildhall.serve.telling.notices import language_of
from guildhall.serve.telling.reaching import CHOICE

_THE_SAME = (
    "edition_id", "service", "outcome", "channel", "language", "received_on", "promise", "term", "customer",
)  # fmt: skip
"""What both cases hold alike. The fee stays with the first: nobody pays twice for one form."""

_WHOSE = frozenset({"name", "email", "telephone"})
"""The kinds of question that tell whose a case is and how to reach them: their answers go with every part of it."""


def parts_of(case: CaseValue) -> tuple[str, ...]:
    """The steps of a case whose answers may go to a second case, or stay; in the order in which they are asked."""
    steps = case.live.compiled.steps.items()
    return tuple(
        name
        for name, question in steps
        if case.answers.get(name) is not None and question.kind not in _WHOSE and name != CHOICE
    )


def split(*, case: CaseValue, what: str, team: str, steps: Collection[str], actor: Actor, at: datetime) -> CaseValue:
    """Open a second case for another matter that a case holds, named in words that the customer reads; they get a receipt.

    It has the answers to those ``steps`` of ``parts_of``, with where each came from, and those that tell whose it is; and what
    was promised, counted from the same moment, whatever happened to the first one's clock. The first case keeps all it has. The
    same words again give the case there is. Raises ``AlreadyClosed``.
    """
    with transaction.atomic():
        row = acts.still_open(case)
        before = CaseRelation.objects.filter(
            other=row, kind="split-from", said=what.strip()[: relations.LONGEST]
        ).first()
        if before is not None:
            return value_of(before.one)
        stays = {name for name in parts_of(case) if name not in steps}
        goes = {name: value for name, value in case.answers.items() if name not in stays}
        made = Case.objects.create(
            **{name: getattr(row, name) for name in _THE_SAME},
            **_told(case, read_json(row.facts), goes),
            reference=_reference(row, what),
            journey=_copied(row.journey, goes, at),
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
        told = {
            "service": made.service,
            "channel": made.channel,
            "outcome": made.outcome,
            "due": made.due_on,
            "due_at": made.due_at,
            "ward": FOREIGN_CODE.or_nothing(made.ward),
        }
        tell_ledger(opened, happened.CASE_OPENED.name, actor, at, "customer", told)
        tell_ledger(case, happened.CASE_SPLIT.name, actor, at, "customer", {"relation": relation.id})
        said = words("serve").say("split-told", language_of(made), reference=made.reference, what=what)
        written = messages.write(case=made, about="receipt", at=at, text=said)
        if written is not None:
            outbox.message_written(message=written.pk)
        return opened


def _told(case: CaseValue, facts: Mapping[str, Json], answers: Mapping[str, Json]) -> dict[str, Any]:
    """What a case's columns hold where only these answers went to it: a fact goes with all the answers it was looked up from."""
    service = case.live.compiled
    where = position_of(service=service, answers=answers)
    known = {name: held for name, held in facts.items() if answers.keys() >= {*service.needs.get(name, ())}}
    return {
        "answers": canonical_json(dict(answers)),
        "facts": canonical_json(known),
        "ward": ward_of(service=service, answers=answers),
        "latitude": where.point.latitude if where else None,
        "longitude": where.point.longitude if where else None,
    }


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


def _copied(journey: Journey, steps: Collection[str], at: datetime) -> Journey:
    """The journey once more, with each answer that goes and whence it came. It is not taken up again."""
    answers = list(Answer.objects.filter(journey=journey, step__in=steps).order_by("id"))
    copy = Journey.objects.get(id=journey.pk)
    copy.id, copy.resume_code, copy.resume_until = uuid4(), new_reference(random.SystemRandom()), at
    copy.save(force_insert=True)
    for each in answers:
        each.pk, each.journey = None, copy
        each._state.adding = True
    Answer.objects.bulk_create(answers)
    return copy
