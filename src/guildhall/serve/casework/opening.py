"""Opening a case: by a journey that was finished, by a paper form perfect or not, or where nobody was there to hear how it ended."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from guildhall.estate.door import add_rows, new_reference
from guildhall.kernel.canonical import canonical_json
from guildhall.kernel.clocks import Due, local
from guildhall.kernel.journey import Position
from guildhall.kernel.model import Json, Text
from guildhall.kernel.service import Outcome
from guildhall.ledger.door import FOREIGN_CODE, Actor, Entry, record_all
from guildhall.serve import happened, outbox
from guildhall.serve.answering import journeys
from guildhall.serve.answering.journeys import JourneyValue
from guildhall.serve.casework.cases import CaseValue, find, tell_ledger, value_of
from guildhall.serve.casework.positions import position_of
from guildhall.serve.casework.wards import ward_of
from guildhall.serve.models import Case, KeyedForm, Task
from guildhall.serve.obligations.promising import Promised, promised_by
from guildhall.serve.obligations.standing import moment_of_receipt, written
from guildhall.serve.publishing.editions import Live
from guildhall.serve.telling import foreseeing, messages
from guildhall.serve.telling.notices import Drafted


class NotFinished(ValueError):
    """The journey does not end in a case: something is missing or refused, or its end is advice."""

    code = "not-finished"

    def __init__(self, journey: JourneyValue) -> None:
        super().__init__(str(journey.id))
        self.journey = journey


def submit(*, journey: UUID, actor: Actor, channel: str, at: datetime, code: str | None = None) -> CaseValue:
    """Open the case that a finished journey leads to. Submitting again gives the case there is. ``code`` as ``journeys.load`` has it.

    Six statements with those that load the journey. Raises ``NotFinished`` and ``NoSuchJourney``.
    """
    try:
        with transaction.atomic():
            return _submit(journey, code, actor, channel, at)
    except IntegrityError:
        # Somebody else's hand was on the same button: on PostgreSQL, we read before their case was there.
        opened = Case.objects.filter(journey_id=journey).first()
        if opened is None:
            raise
        return value_of(opened)


def submit_keyed(
    *,
    journey: JourneyValue,
    form: Mapping[str, Json],
    illegible: Sequence[str],
    missing: Sequence[str],
    handed_in_on: date,
    actor: Actor,
    at: datetime,
) -> CaseValue:
    """Open a case from a paper form, perfect or not. The clock runs from the day it was handed in.

    ``missing`` names the steps that the person must still be asked about; a task says so. A form that cannot be followed to
    an end, as one on which nothing can be read, opens the service's ordinary case: with its promise, since nobody is to wait
    longer for having written badly, but without a fee or a team that only the answers could tell. A form that ends with a
    person, or in advice, opens a case too, because whoever wrote it is not there to be told: see ``hand_over``.
    Raises ``NotFinished`` when it leads nowhere, in a service that opens no case at all.
    """
    journey = journey if journey.position.outcome else _as_ordinary(journey)
    outcome = journey.position.outcome
    if outcome is None:
        raise NotFinished(journey)
    with transaction.atomic():
        received = moment_of_receipt(on=handed_in_on, now=at)
        case = _open(journey=journey, outcome=outcome, received=received, missing=missing, actor=actor, at=at)
        KeyedForm.objects.create(
            journey_id=journey.id,
            handed_in_on=handed_in_on,
            form=canonical_json(form),
            illegible=canonical_json(list(illegible)),
            by=actor.reference,
            at=at,
        )
        if missing:
            _set_task(case, "ask-missing", missing, actor, at)
        if outcome.kind != "submit":
            _put_before_somebody(case, outcome, actor, at)
        return case


def hand_over(*, journey: JourneyValue, actor: Actor, at: datetime) -> CaseValue:
    """Open a case for a journey that ends with a person, or in advice, where nobody was there to hear it.

    A task puts it before the team the same day. What ends with a person goes to the duty officer at once as well. Raises
    ``NotFinished`` for a journey that ends in no such way.
    """
    outcome = journey.position.outcome
    if outcome is None or outcome.kind == "submit":
        raise NotFinished(journey)
    with transaction.atomic():
        case = _open(journey=journey, outcome=outcome, received=at, missing=(), actor=actor, at=at)
        _put_before_somebody(case, outcome, actor, at)
        return case


def foreseen(*, journey: UUID, actor: Actor, channel: str, at: datetime, as_given: bool) -> tuple[Drafted, ...]:
    """What the customer is sent when the case of a finished journey is opened, word for word. All of it is taken back.

    ``as_given``: as the form alone tells, for whoever may not know what else is known of them. Raises as ``submit`` does.
    """
    with transaction.atomic(), foreseeing.heard() as drafts:
        opened = submit(journey=journey, actor=actor, channel=channel, at=at)
        messages.foresee_receipt(reference=opened.reference, at=at, as_given=as_given)
        transaction.set_rollback(True)
    return tuple(drafts)


def promise_of(*, position: Position, at: datetime) -> Text | None:
    """What is promised where a journey ends now, in each language; ``None`` where it has not ended, or nothing is."""
    outcome = position.outcome
    return promised_by(outcome, position, at).words if outcome else None


def _submit(journey: UUID, code: str | None, actor: Actor, channel: str, at: datetime) -> CaseValue:
    value = journeys.load(journey=journey, code=code, at=at, actor=actor, channel=channel, held=True)
    if value.case is not None:
        return find(reference=value.case)
    outcome = value.position.outcome
    if outcome is None or outcome.kind != "submit":
        raise NotFinished(value)
    return _open(journey=value, outcome=outcome, received=at, missing=(), actor=actor, at=at)


def _open(
    *,
    journey: JourneyValue,
    outcome: Outcome,
    received: datetime,
    missing: Sequence[str],
    actor: Actor,
    at: datetime,
) -> CaseValue:
    position, ordinary = journey.position, _ordinary(journey.live)
    promised = promised_by(outcome, position, received)
    by_when = promised.due
    if by_when is None and outcome.kind != "submit":
        by_when = Due(local(at).date())
    due_on, due_at = (by_when.day, by_when.moment) if by_when else (None, None)
    case = CaseValue(
        reference=foreseeing.anew(new_reference(random.SystemRandom()), instead=foreseeing.REFERENCE),
        journey=journey.id,
        live=journey.live,
        service=journey.live.id,
        outcome=outcome.id,
        answers=position.answers,
        missing=tuple(missing),
        channel=journey.channel,
        language=journey.language,
        opened_at=at,
        received_on=local(received).date(),
        promise=promised.words,
        due_on=due_on,
        due_at=due_at,
        earliest_on=due_on,
        earliest_at=due_at,
        fee=position.fee,
        team=position.team or outcome.team or (ordinary.team if ordinary else None) or "",
    )
    row = _row(case, journey.facts, promised)
    (key,) = add_rows(model=Case, rows=[row])
    case = replace(case, id=key)
    opened = Entry(
        happened.CASE_OPENED.name,
        actor,
        at,
        journey.on_behalf_of,
        "customer",
        {
            "service": case.service,
            "channel": case.channel,
            "begun_on": journey.begun_on,
            "outcome": case.outcome,
            "edition": journey.live.hash,
            "due": case.due_on,
            "due_at": case.due_at,
            "received": case.received_on,
            "fee": case.fee,
            "language": case.language,
            "missing": len(missing),
            "journey": f"journey/{case.journey}",
            "ward": FOREIGN_CODE.or_nothing(str(row["ward"])),
        },
    )
    record_all(subject=case.subject, entries=[opened], first=True)
    outbox.case_opened(reference=case.reference)
    return case


def _row(case: CaseValue, facts: Mapping[str, Json], promised: Promised) -> dict[str, object]:
    """What stands in the columns of a new case."""
    service = case.live.compiled
    where = position_of(service=service, answers=case.answers)
    return {
        "reference": case.reference,
        "journey_id": case.journey,
        "edition_id": case.live.hash,
        "service": case.service,
        "outcome": case.outcome,
        "answers": canonical_json(dict(case.answers)),
        "facts": canonical_json(dict(facts)),
        "missing": canonical_json(case.missing),
        "channel": case.channel,
        "language": case.language,
        "opened_at": case.opened_at,
        "received_on": case.received_on,
        "promise": canonical_json(case.promise),
        "due_on": case.due_on,
        "due_at": case.due_at,
        "earliest_on": case.earliest_on,
        "earliest_at": case.earliest_at,
        "term": written(promised.term),
        "look_at": promised.look_at,
        "fee": case.fee,
        "team": case.team,
        "ward": ward_of(service=service, answers=case.answers),
        "latitude": where.point.latitude if where else None,
        "longitude": where.point.longitude if where else None,
    }


def _ordinary(live: Live) -> Outcome | None:
    """How a service's case ends where nothing more is known: in the outcome without a condition, else the first to open one."""
    ends = [each for each in live.service.outcomes if each.kind == "submit"]
    return next((each for each in ends if each.when is None), ends[0] if ends else None)


def _as_ordinary(journey: JourneyValue) -> JourneyValue:
    """A journey that leads nowhere yet, as if it led to the service's ordinary case, with what that promises to everybody."""
    outcome = _ordinary(journey.live)
    span = outcome.promise.span if outcome and outcome.promise else None
    return replace(journey, position=replace(journey.position, outcome=outcome, promised=span.term if span else None))


def _put_before_somebody(case: CaseValue, outcome: Outcome, actor: Actor, at: datetime) -> None:
    """Set the task that nobody was there to do at once; and page the duty officer where it cannot wait."""
    urgent = outcome.kind == "handover"
    _set_task(case, "ring-now" if urgent else "tell-advice", (), actor, at)
    for page in messages.page_duty_officer(case=Case.objects.get(id=case.id), at=at) if urgent else ():
        outbox.message_written(message=page.pk)


def _set_task(case: CaseValue, kind: str, steps: Sequence[str], actor: Actor, at: datetime) -> None:
    Task.objects.create(case_id=case.id, kind=kind, steps=canonical_json(list(steps)), set_at=at)
    tell_ledger(case, happened.TASK_SET.name, actor, at, "staff", {"kind": kind})
